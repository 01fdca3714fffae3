"""One YAML text becomes plain data in which every scalar is text: null is the only implicit type.

The events of libyaml's parser are read directly. The usual constructors would turn `0.140` into 0.14, `no` into False
and `12:30` into 750, keep the last of two equal keys, and expand aliases into bombs.
Notation: YAML 1.1 as libyaml reads it, less anchors, aliases, tags and streams of several documents.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from dossier.problem import FieldPath, shown

LIMIT: Final = 1 << 20
"""Most bytes of one record."""
DEPTH: Final = 20
"""Most levels of one record."""
HAS_LIBYAML: Final = yaml.__with_libyaml__
_LOADER: Final = yaml.CLoader if HAS_LIBYAML else yaml.Loader
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_QUOTE: Final = "quote the value: YAML gives `{}` a meaning of its own here"


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text is refused, and on which line (counted from 1)."""

    line: int
    rule: str
    message: str
    hint: str = ""


class Refused(Exception):  # noqa: N818 - it is a verdict on a text, not an error of the program
    """Carries the fault out of the parser; it never leaves this module."""

    def __init__(self, line: int, rule: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.fault = Fault(line, rule, message, hint)


@dataclass(slots=True)
class _Level:
    """An open mapping or list."""

    data: dict[str, Any] | list[Any]
    key: str | None = None
    line: int = 0
    lines: dict[str, int] = field(default_factory=dict)


def decode(data: bytes) -> str | Fault:
    """Turn the bytes of a file into text, or say why they are none. A byte order mark is dropped."""
    if len(data) > LIMIT:
        return Fault(0, "file-too-large", f"{len(data):,} bytes, the limit is {LIMIT:,}", "split the record")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Fault(line, "not-utf-8", f"byte 0x{data[error.start]:02x} is not UTF-8", "save the file as UTF-8")
    if not text.strip():
        return Fault(0, "empty-file", "the file is empty", "write the record or remove the file")
    return text


def parse(text: str) -> dict[str, Any] | Fault:
    """Read one record: a mapping of text to text, None, lists and mappings; or the first fault of the text."""
    try:
        data = _build(text, None)
    except Refused as refused:
        return refused.fault
    if not isinstance(data, dict):
        return Fault(1, "not-a-record", "the file does not hold `field: value` lines", "start with `statement: ...`")
    return data


def line_of(text: str, place: FieldPath) -> int:
    """Find the line on which the field `place` stands; that of the nearest field above it where it does not exist.

    Lines are looked up only when there is a problem to print, so that reading sound records costs nothing for it.
    """
    lines: dict[FieldPath, int] = {}
    try:
        _build(text, lines)
    except Refused as refused:
        return refused.fault.line
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


def eaten_comments(text: str) -> Iterator[int]:
    """Yield the lines on which a value ends in ` #word`: YAML drops that as a comment, though it looks like text."""
    if re.search(r"[^\s#].*\s#[^\s#]", text):
        lines = text.split("\n")
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.ScalarEvent) and not event.style:  # libyaml says "" for plain, the other None
                mark = event.end_mark
                if mark and re.match(r"\s+#[^\s#]", lines[mark.line][mark.column :]):
                    yield mark.line + 1


def _build(text: str, lines: dict[FieldPath, int] | None) -> Any:
    """Build the data from the parser's events; note the line of every field in `lines` where one is given."""
    levels: list[_Level] = []
    root: list[Any] = []
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            if isinstance(event, yaml.ScalarEvent):
                _plain(event)
                value: Any = event.value
                if value in _NULLS and not event.style:
                    value = None
                _put(levels, root, value, event, lines)
            elif isinstance(event, yaml.CollectionStartEvent):
                _plain(event)
                new = _Level({} if isinstance(event, yaml.MappingStartEvent) else [])
                _put(levels, root, new.data, event, lines)
                levels.append(new)
                if len(levels) > DEPTH:
                    raise Refused(_line(event), "too-deep", f"more than {DEPTH} levels deep")
            elif isinstance(event, yaml.CollectionEndEvent):
                levels.pop()
            elif isinstance(event, yaml.AliasEvent):
                raise Refused(
                    _line(event), "yaml-alias", f"`*{event.anchor}` is an alias", "write the value out, or quote it"
                )
            elif isinstance(event, yaml.DocumentStartEvent) and root:
                raise Refused(_line(event), "many-documents", "a second document starts here", "one record a file")
    except yaml.YAMLError as error:
        fault = _syntax(error, text)
        raise Refused(fault.line, fault.rule, fault.message, fault.hint) from None
    return root[0] if root else None


def _put(
    levels: list[_Level], root: list[Any], value: Any, event: yaml.NodeEvent, lines: dict[FieldPath, int] | None
) -> None:
    """Put a value where it belongs: as a key or a value of the open mapping, an item of the open list, or the root."""
    if not levels:
        root.append(value)
        return
    level = levels[-1]
    if isinstance(level.data, list):
        level.data.append(value)
    elif level.key is None:
        _key(level, value, event)
        return
    else:
        level.data[level.key] = value
        level.key = None
    if lines is not None:
        lines[tuple(_last(each) for each in levels)] = _line(event) if isinstance(level.data, list) else level.line


def _key(level: _Level, value: Any, event: yaml.NodeEvent) -> None:
    """Take a key: text, and not yet used in this mapping."""
    if isinstance(value, dict | list):
        raise Refused(_line(event), "not-a-key", "a list or a mapping cannot name a field", "quote the value")
    key = "" if value is None else str(value)
    if key in level.lines:
        first = level.lines[key]
        hint = "keep one" if first == _line(event) else f"the first stands on line {first}"
        raise Refused(_line(event), "duplicate-key", f"{shown(key)} is set twice", hint)
    level.lines[key] = level.line = _line(event)
    level.key = key


def _last(level: _Level) -> str | int:
    """The key or the number of what was put last into an open mapping or list."""
    return next(reversed(level.data)) if isinstance(level.data, dict) else len(level.data) - 1


def _plain(event: yaml.NodeEvent) -> None:
    """Refuse an anchor or a tag."""
    if event.anchor is not None:
        raise Refused(
            _line(event), "yaml-anchor", f"`&{event.anchor}` is an anchor", "quote the value if `&` belongs to it"
        )
    tag = getattr(event, "tag", None)
    if tag is not None:
        raise Refused(_line(event), "yaml-tag", f"`{tag}` is a tag", "quote the value if `!` belongs to it")


def _line(event: yaml.Event) -> int:
    return (event.start_mark.line if event.start_mark else 0) + 1


def _syntax(error: yaml.YAMLError, text: str) -> Fault:
    """Say in a journalist's words what libyaml could not read."""
    mark = getattr(error, "problem_mark", None)
    if mark is None:  # a character that YAML refuses anywhere
        position = getattr(error, "position", 0)
        return Fault(text.count("\n", 0, position) + 1, "yaml-syntax", "a control character stands here", "remove it")
    number = min(int(mark.line), text.count("\n"))
    source = text.split("\n")[number]
    problem = str(getattr(error, "problem", None) or "it cannot be read")
    opened = getattr(error, "context_mark", None)
    if "quoted scalar" in str(getattr(error, "context", "")) and opened is not None:
        if "escape" in problem or "Unicode" in problem:
            return Fault(
                number + 1, "yaml-syntax", problem, "between double quotes `\\` starts an escape: use single quotes"
            )
        return Fault(int(opened.line) + 1, "yaml-syntax", "a quotation mark opens here and never closes", "close it")
    if re.match(r" *\t", source):
        return Fault(number + 1, "tab-indent", "a tab indents this line", "indent with spaces")
    return Fault(number + 1, "yaml-syntax", problem, _advice(problem, source))


def _advice(problem: str, source: str) -> str:
    """The hint for a line that libyaml could not read."""
    value = re.sub(r"^[\s-]*(?:[\w-]+:)?\s*", "", source)
    if value[:1] and value[0] in ">|%@`&*!":
        return _QUOTE.format(value[0])
    if "mapping values are not allowed" in problem or value.count(": "):
        return _QUOTE.format(": ")
    if value[:1] in {'"', "'"}:
        return f"text follows a closing {value[0]}: quote the whole value, with the other kind of quotation mark"
    if value[:1] in {"[", "{"}:
        return f"close the `{value[0]}`, or quote the value"
    return "check the indentation and the quotation marks of this line and the one above"
