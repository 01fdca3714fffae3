"""Where the fields of a record stand in its text, and the text with one of them changed: every other line stays.

The places come from libyaml's events. A record whose outermost mapping stands in braces has none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from dossier.recordtext import record_text


@dataclass(slots=True)
class Block:
    """The lines of one field, from 0, with the comments that follow them at the margin left out."""

    start: int
    end: int
    span: tuple[int, int] | None = None
    """First and last column of the value, where it is one text on the field's own line."""
    listed: bool = False
    """Whether the value is a list of `- ` lines."""


def blocks(text: str) -> dict[str, Block]:
    """The block of every field of a sound record, in order; none where the record stands in braces."""
    found: dict[str, Block] = {}
    lines = text.split("\n")
    key: Block | None = None
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        if isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth == 1 and isinstance(event, yaml.ScalarEvent | yaml.CollectionEndEvent):
            if key is None and isinstance(event, yaml.ScalarEvent):
                key = found[event.value] = Block(_at(event.start_mark)[0], _at(event.end_mark)[0] + 1)
            elif key is not None:
                _close(key, event)
                key = None
        if isinstance(event, yaml.CollectionStartEvent):
            if depth == 0 and (event.flow_style or not isinstance(event, yaml.MappingStartEvent)):
                return {}
            if depth == 1 and key is not None:
                key.listed = isinstance(event, yaml.SequenceStartEvent) and not event.flow_style
            depth += 1
    ordered = list(found.values())
    for block, following in zip(ordered, [*(each.start for each in ordered[1:]), len(lines)], strict=True):
        block.end = _last(lines, block.end, following)
    return found


def _close(key: Block, event: yaml.Event) -> None:
    """Note where the value of a field ends, as far as its event tells it: a block ends where the next field begins."""
    (first, left), (last, right) = _at(event.start_mark), _at(event.end_mark)
    if isinstance(event, yaml.ScalarEvent):
        if first == last == key.start:
            key.span = (left, right)
        if event.style not in {"|", ">"}:
            key.end = last + 1
    elif right:  # the bracket that closes a list or a mapping
        key.end = last + 1


def _at(mark: yaml.Mark | Any) -> tuple[int, int]:
    """Line and column of a mark, from 0."""
    return (mark.line, mark.column) if mark else (0, 0)


def _last(lines: list[str], least: int, following: int) -> int:
    """The line behind the last of a field: what is empty, or a comment at the margin, belongs to what follows."""
    end = following
    while end > least and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1
    return end


def without_field(text: str, name: str) -> str:
    """The text without a field; unchanged where it has none."""
    block = blocks(text).get(name)
    if block is None:
        return text
    lines = text.split("\n")
    return "\n".join([*lines[: block.start], *lines[block.end :]])


def with_field(text: str, name: str, value: Any, after: Iterable[str] = ()) -> str:
    """The text with a field set; a new one stands behind the last of the fields `after` that there is, else at the end.

    Where a text on one line takes the place of another, a comment behind it stays.
    """
    lines, found = text.split("\n"), blocks(text)
    new = record_text({name: value}).rstrip("\n").split("\n")
    block = found.get(name)
    if block is None:
        nearest = next((found[each].end for each in reversed([*after]) if each in found), None)
        place = _last(lines, 0, len(lines)) if nearest is None else nearest
        return "\n".join([*lines[:place], *new, *(lines[place:] or [""])])
    if block.span and len(new) == 1:
        line = lines[block.start]
        new = [line[: block.span[0]].rstrip() + new[0].removeprefix(f"{name}:") + line[block.span[1] :]]
    return "\n".join([*lines[: block.start], *new, *lines[block.end :]])


def with_item(text: str, name: str, item: Mapping[str, Any], held: Iterable[Any], after: Iterable[str] = ()) -> str:
    """The text with one more item at the end of a list; `held` are those that it has, should it stand in brackets."""
    block = blocks(text).get(name)
    if block is None or not block.listed:
        return with_field(text, name, [*held, item], after)
    lines = text.split("\n")
    first = next(re.match(" *", line) for line in lines[block.start + 1 :] if line.lstrip().startswith("-"))
    margin = first.group() if first else ""
    new = [f"{margin}{line.removeprefix('  ')}" for line in record_text({name: [item]}).rstrip("\n").split("\n")[1:]]
    return "\n".join([*lines[: block.end], *new, *lines[block.end :]])
