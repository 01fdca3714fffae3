"""One YAML text becomes plain data in which every scalar is text: null is the only implicit type.

The events of libyaml's parser are read directly. The usual constructors would turn `0.140` into 0.14, `no` into False
and `12:30` into 750, keep the last of two equal keys, and expand aliases into bombs.
Notation: YAML 1.1 as libyaml reads it, less anchors, aliases, tags and streams of several documents.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

import yaml

from dossier.problem import FieldPath, shown
from dossier.yamlfault import Fault, syntax_fault

LIMIT: Final = 1 << 20
"""Most bytes of one record."""
DEPTH: Final = 20
"""Most levels of one record."""
HAS_LIBYAML: Final = yaml.__with_libyaml__
_LOADER: Final = yaml.CLoader if HAS_LIBYAML else yaml.Loader
_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_SEPARATORS: Final = re.compile("[\x85\u2028\u2029]")


def decode(data: bytes) -> str | Fault:
    """Turn the bytes of a file into text, less its byte order mark, lines ended by a line feed; or say why not."""
    if len(data) > LIMIT:
        return Fault(1, "file-too-large", f"{len(data):,} bytes, the limit is {LIMIT:,}", "split the record")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return Fault(line, "not-utf-8", f"byte 0x{data[error.start]:02x} is not UTF-8", "save the file as UTF-8")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.isascii() and (
        match := _SEPARATORS.search(text)
    ):  # YAML would end the line here, and an editor would not show it
        line = text.count("\n", 0, match.start()) + 1
        return Fault(line, "yaml-syntax", f"the invisible character U+{ord(match[0]):04X} stands here", "remove it")
    if not text.strip():
        return Fault(1, "empty-file", "the file is empty", "write the record or remove the file")
    return text


def encode(text: str, old: bytes) -> bytes:
    """The bytes of a text with the byte order mark and the line ends of those that it is to replace."""
    mark = codecs.BOM_UTF8 if old.startswith(codecs.BOM_UTF8) else b""
    ends = "\r\n" if 0 < old.count(b"\n") == old.count(b"\r\n") else "\n"
    return mark + text.replace("\n", ends).encode()


def parse(text: str) -> tuple[dict[str, Any] | None, list[Fault]]:
    """Read one record: a mapping of text to text, None, lists and mappings, with all faults of the text.

    The data is None where the text cannot be read to its end.
    """
    reading = _Reading()
    data = reading.build(text)
    if not isinstance(data, dict) and not reading.faults:
        hint = "start with `statement: ...` or `title: ...`"
        reading.faults.append(Fault(1, "not-a-record", "the file does not hold `field: value` lines", hint))
    return data if isinstance(data, dict) and reading.complete else None, reading.faults


def line_of(text: str, place: FieldPath) -> int:
    """Find the line on which the field `place` stands; that of the nearest field above it where it does not exist.

    Lines are looked up only when there is a problem to print, so that reading sound records costs nothing for it.
    """
    lines = _lines(text)
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


@lru_cache(maxsize=16)
def _lines(text: str) -> Mapping[FieldPath, int]:
    """The line of every field of a text. The problems of one file come together, so few need to be remembered."""
    reading = _Reading(lines={})
    reading.build(text)
    return reading.lines or {}


def eaten_comments(text: str) -> Iterator[int]:
    """Yield the lines on which a value ends in ` #word`: YAML drops that as a comment, though it looks like text."""
    if "#" not in text or not re.search(r"\s#[^\s#]", text):
        return
    lines = text.split("\n")
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            mark = event.end_mark
            plain = isinstance(event, yaml.ScalarEvent) and not event.style  # libyaml says "" for plain, the other None
            # An empty value may end behind the last line.
            if plain and mark and re.match(r"\s+#[^\s#]", "".join(lines[mark.line : mark.line + 1])[mark.column :]):
                yield mark.line + 1
    except yaml.YAMLError:
        return  # said where the text is parsed


@dataclass(slots=True)
class _Level:
    """An open mapping or list."""

    data: dict[str, Any] | list[Any]
    key: str | None = None
    keys: dict[str, yaml.Event] = field(default_factory=dict)
    """The keys so far, each with the event that named it first."""
    twice: bool = False
    """Whether the value to come belongs to a key that was set before, and is dropped."""


class _Stop(Exception):
    """The text cannot be read any further; the fault is noted."""


@dataclass(slots=True)
class _Reading:
    """Builds the data of one text from the parser's events and notes faults, and lines where they are wanted."""

    lines: dict[FieldPath, int] | None = None
    faults: list[Fault] = field(default_factory=list)
    complete: bool = False
    _levels: list[_Level] = field(default_factory=list)
    _root: list[Any] = field(default_factory=list)

    def build(self, text: str) -> Any:
        """Build the data of a text; None for one without any.

        The events are taken from the loader itself: `yaml.parse` asks it twice for each. Scalars, which are most of
        them, are put where they belong right here, and lines are worked out where they are wanted: a third of reading.
        """
        loader = _LOADER(text)
        try:
            while event := loader.get_event():
                if type(event) is yaml.ScalarEvent and event.anchor is None and event.tag is None:
                    value = None if event.value in _NULLS and not event.style else event.value
                    if self.lines is None and self._levels and not self._levels[-1].twice:
                        self._put_fast(self._levels[-1], value, event)
                    else:
                        self._put(value, event)
                else:
                    self._take(event)
            self.complete = True
        except yaml.YAMLError as error:
            self.faults.append(syntax_fault(error, text))
        except _Stop:
            pass
        finally:
            loader.dispose()
        return self._root[0] if self._root else None

    def _put_fast(self, level: _Level, value: str | None, event: yaml.ScalarEvent) -> None:
        data = level.data
        if type(data) is list:
            data.append(value)
        elif level.key is not None:
            data[level.key] = value  # type: ignore[call-overload]
            level.key = None
        elif value and value not in level.keys and not (value[0].isspace() or value[-1].isspace()):
            level.keys[value] = event
            level.key = value
        else:
            self._key(level, value, event)

    def _take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._plain(event)
            self._put(None if event.value in _NULLS and not event.style else event.value, event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._plain(event)
            new = _Level({} if isinstance(event, yaml.MappingStartEvent) else [])
            self._put(new.data, event)
            self._levels.append(new)
            if len(self._levels) > DEPTH:
                self._fault(event, "too-deep", f"more than {DEPTH} levels deep", "write it flatter")
                raise _Stop
        elif isinstance(event, yaml.CollectionEndEvent):
            self._levels.pop()
        elif isinstance(event, yaml.AliasEvent):
            name = shown(f"*{event.anchor}")
            self._fault(event, "yaml-alias", f"{name} is an alias", "write the value out, or quote it")
            self._put("", event)
        elif isinstance(event, yaml.DocumentStartEvent) and self._root:
            self._fault(event, "many-documents", "a second document starts here", "one record a file")
            raise _Stop

    def _put(self, value: Any, event: yaml.NodeEvent) -> None:
        """Put a value where it belongs: a key or a value of the open mapping, an item of the open list, or the root."""
        if not self._levels:
            self._root.append(value)
            return
        level = self._levels[-1]
        if isinstance(level.data, list):
            level.data.append(value)
        elif level.key is None:
            self._key(level, value, event)
            return
        else:
            if not level.twice:
                level.data[level.key] = value
            level.key = None
        if self.lines is not None and not any(each.twice for each in self._levels):
            place = tuple(_last(each) for each in self._levels)
            self.lines[place] = _line(event if isinstance(level.data, list) else level.keys[str(place[-1])])

    def _key(self, level: _Level, value: Any, event: yaml.NodeEvent) -> None:
        """Take a key: text without spaces at its ends, and not yet used in this mapping."""
        if isinstance(value, dict | list):
            self._fault(event, "not-a-key", "a list or a mapping cannot name a field", "quote the value")
            raise _Stop
        key = "" if value is None else str(value)
        level.twice = key in level.keys
        if level.twice:
            first = _line(level.keys[key])
            hint = (
                f"the first stands on line {first}"
                if first != _line(event)
                else "keep one; a comma ends a value inside { }"
            )
            self._fault(event, "duplicate-key", f"{shown(key)} is set twice", hint)
        if key != key.strip():
            self._fault(event, "not-a-key", f"{shown(key)} begins or ends with a space", "remove it")
        level.keys[key] = event
        level.key = key

    def _plain(self, event: yaml.NodeEvent) -> None:
        """Note an anchor or a tag."""
        if event.anchor is not None:
            name = shown("&" + event.anchor)
            self._fault(event, "yaml-anchor", f"{name} is an anchor", "quote the value if `&` belongs to it")
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._fault(event, "yaml-tag", f"{shown(tag)} is a tag", "quote the value if `!` belongs to it")

    def _fault(self, event: yaml.Event, rule: str, message: str, hint: str) -> None:
        self.faults.append(Fault(_line(event), rule, message, hint))


def _last(level: _Level) -> str | int:
    """The key or the number of what was put last into an open mapping or list."""
    return next(reversed(level.data)) if isinstance(level.data, dict) else len(level.data) - 1


def _line(event: yaml.Event) -> int:
    return (event.start_mark.line if event.start_mark else 0) + 1
