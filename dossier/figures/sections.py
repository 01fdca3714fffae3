"""The sections of an article's text: hero, intro, then one a heading."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

HEADING_WORDS: Final = 12
"""Most words of a heading that is marked by nothing but empty lines around it."""
BARE_WORDS: Final = 20
"""A first block of more words that ends in a final stop is a paragraph, not a title."""
ID_LENGTH: Final = 80
"""Most characters of an id (`dossier.model.is_id`)."""
_STOP: Final = re.compile(r"[.…:;,]['\"’”)\]]*$")
_SHOUT: Final = re.compile(r"[!?]['\"’”)\]]*$")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]+")
_NO_HEADING: Final = re.compile(
    r"[-*•>|+]|\d+\)|(?:discover more from|share this|subscribe|leave a (?:comment|reply)|continue reading|loading)\b",
    re.IGNORECASE,
)
"""What begins a list item, a quotation or the furniture that blog software prints below an article."""


@dataclass(frozen=True, slots=True)
class SectionSpan:
    """One section: `text[start:end]` is all of it, from its heading to the next."""

    id: str
    """`hero`, `intro` or the heading's slug, made unique by a number."""
    heading: str | None
    """As printed, without marks; None for hero and intro."""
    start: int
    end: int


def sections(text: str) -> tuple[SectionSpan, ...]:
    """Cut a text into its sections, in order and without a gap; hero and intro only where they hold anything."""
    marks = list(_marks(text))
    ids: dict[str, int] = {"hero": 1, "intro": 1}
    spans: list[SectionSpan] = []
    for number, (start, id_, heading) in enumerate(marks):
        end = marks[number + 1][0] if number + 1 < len(marks) else len(text)
        name = id_ if heading is None else _unique(slug(heading), ids)
        spans.append(SectionSpan(name, heading, 0 if number == 0 else start, end))
    return tuple(spans)


def slug(heading: str) -> str:
    """The id of a heading: lower-case letters and digits with hyphens between; `section` where none are left."""
    plain = unicodedata.normalize("NFKD", heading.replace("’", "").replace("'", "")).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower())[: ID_LENGTH - 5].strip("-") or "section"


def _unique(name: str, taken: dict[str, int]) -> str:
    """The id itself, or with the next number where it is taken."""
    taken[name] = taken.get(name, 0) + 1
    if taken[name] == 1:
        return name
    return _unique(f"{name}-{taken[name]}", taken)


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines between empty lines, each stripped, and where the first begins."""

    start: int
    lines: tuple[str, ...]

    def ends_in(self, stop: re.Pattern[str]) -> bool:
        return bool(stop.search(self.lines[-1][-8:]))

    @property
    def words(self) -> int:
        return sum(len(line.split()) for line in self.lines)


def _blocks(text: str) -> Iterator[_Block]:
    position = start = 0
    lines: list[str] = []
    for line in [*text.split("\n"), ""]:
        if lines and (not line.strip() or _marks_heading(line.strip())):
            yield _Block(start, tuple(lines))
            lines = []
        if line.strip():
            start = start if lines else position
            lines.append(line.strip())
        position += len(line) + 1


def _marks(text: str) -> Iterator[tuple[int, str, str | None]]:
    """Where each section starts, with `hero` or `intro`, or its heading."""
    state = title = ""
    for number, block in enumerate(_blocks(text)):
        title = title or block.lines[0]
        heading = _marked(block) or ("" if state in {"", "hero"} else _bare(block))
        if heading and number > 0:
            state = "section"
            yield block.start, "", heading
        elif state in {"", "hero"}:
            new = "intro" if _is_paragraph(block, title, first=number == 0) else "hero"
            if new != state:
                yield block.start, new, None
            state = new


def _marked(block: _Block) -> str:
    """The heading that Markdown marks in the first line of a block, or an empty text."""
    first = block.lines[0]
    if _marks_heading(first):
        return _CONTROL.sub(" ", first.strip("#")).strip()
    underlined = len(block.lines) > 1 and len(block.lines[1]) >= 3 and set(block.lines[1]) in ({"="}, {"-"})
    return _CONTROL.sub(" ", first).strip() if underlined else ""


def _marks_heading(line: str) -> bool:
    marks = len(line) - len(line.lstrip("#"))
    return 1 <= marks <= 6 and line[marks : marks + 1] in {" ", "\t"}


def _bare(block: _Block) -> str:
    """The heading that a line is by standing alone, short and without a final stop, or an empty text."""
    line = _CONTROL.sub(" ", block.lines[0]).strip()
    short = len(block.lines) == 1 and block.words <= HEADING_WORDS and any(char.isalpha() for char in line)
    return line if short and not block.ends_in(_STOP) and not _NO_HEADING.match(line) else ""


def _is_paragraph(block: _Block, title: str, *, first: bool) -> bool:
    """Whether a block is running text and not bare lines: a title, its repetitions, figures with their labels."""
    if first:
        return block.ends_in(_STOP) and block.words > BARE_WORDS
    return block.lines[-1] != title and (block.ends_in(_STOP) or block.ends_in(_SHOUT))
