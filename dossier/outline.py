"""The article as an outline: what it says, section by section, and who answers for it. Pure."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dossier.account import worst
from dossier.figures import Coverage, sections
from dossier.model import Appearance, Article, Claim, Dismissed, Dossier, Status
from dossier.words import label

_PARAGRAPH: Final = re.compile(r"\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")


@dataclass(frozen=True, slots=True)
class Mark:
    """One figure, or a few words, of the article, with the claims that carry it or the reason that dismisses it."""

    text: str
    at: int
    """Offset in the article's text; -1 where it is not known."""
    claims: tuple[Claim, ...] = ()
    dismissed: Dismissed | None = None

    @property
    def status(self) -> Status:
        """The status it shows: the worst of its claims, so that no mark hides a dispute."""
        return worst(self.claims)

    @property
    def anchor(self) -> str:
        """The id of its card on the page; empty where its place is not known."""
        return f"m-{self.at}-{len(self.text)}" if self.at >= 0 else ""


@dataclass(frozen=True, slots=True)
class Part:
    """One section of the article."""

    id: str
    heading: str
    marks: tuple[Mark, ...]
    """In the order of the text; what has no known place comes last."""
    dismissed: tuple[Dismissed, ...]
    """Passages without a figure that no claim carries."""


def outline(dossier: Dossier, coverage: Coverage | None) -> tuple[Part, ...]:
    """The sections of the article with everything that is answered for in them, and every figure that is not."""
    article = dossier.article
    if article is None:
        return ()
    marks = _marks(dossier, coverage)
    return tuple(
        Part(
            section.id,
            dossier.heading(section.id),
            tuple(sorted(marks.get(section.id, ()), key=lambda mark: (mark.at < 0, mark.at, mark.text))),
            tuple(each for each in article.dismissed if each.section == section.id and each.words),
        )
        for section in article.sections
    )


@dataclass(frozen=True, slots=True)
class Leaf:
    """One mark with the section in which it stands: what a page of a long outline is made of."""

    part: Part
    mark: Mark | None
    """None for a section without any mark."""
    last: bool
    """Whether it ends its section."""


def leaves(parts: Sequence[Part]) -> tuple[Leaf, ...]:
    """Every mark of every section, in order; a section without marks is one leaf."""
    return tuple(
        Leaf(part, mark, number == max(1, len(part.marks)))
        for part in parts
        for number, mark in enumerate(part.marks or (None,), 1)
    )


def _marks(dossier: Dossier, coverage: Coverage | None) -> dict[str, list[Mark]]:
    """The marks of each section: what claims name, each place once, and the figures that no claim carries."""
    carried: dict[tuple[str, int, str], dict[str, Claim]] = defaultdict(dict)
    for claim in dossier.claims.values():
        for place in claim.appears:
            carried[place.section, _offset(place, dossier.article), place.printed][claim.id] = claim
    marks: dict[str, list[Mark]] = defaultdict(list)
    for (section, at, text), claims in carried.items():
        marks[section].append(Mark(text, at, tuple(claims.values())))
    for each in coverage.occurrences if coverage else ():
        if each.state != "carried":
            marks[each.section].append(Mark(each.figure, each.at[0], (), each.dismissed))
    return marks


def _offset(place: Appearance, article: Article | None) -> int:
    """Where an appearance begins in the text: as it says, else where the article lists its figure; -1 if unknown."""
    if place.at:
        return place.at[0]
    listed = [
        each.at[0]
        for section in (article.sections if article else ())
        if section.id == place.section
        for each in section.figures
        if each.figure == place.figure
    ]
    number = (place.nth or 1) - 1
    return listed[number] if number < len(listed) else -1


def to_change(dossier: Dossier) -> tuple[Claim, ...]:
    """The claims that an editor of the article would have to act on: disputed, or with a wording proposed; in order."""
    return tuple(c for c in dossier.claims.values() if c.status == "disputed" or c.suggestion)


@dataclass(frozen=True, slots=True)
class Step:
    """One verdict on one claim, present or earlier."""

    day: str
    """ISO date."""
    claim: Claim
    status: str
    second: str
    """The second word as a reader sees it; empty where an earlier verdict names none."""
    present: bool


def changes(dossier: Dossier) -> tuple[Step, ...]:
    """Every verdict by date, newest first."""
    steps: list[Step] = []
    for claim in dossier.claims.values():
        if claim.checked:
            steps.append(Step(claim.checked.isoformat(), claim, claim.status, claim.second_word_label, present=True))
        steps += [
            Step(old.date.isoformat(), claim, old.status, label(old.error or old.gap or "", "second"), present=False)
            for old in claim.history
        ]
    return tuple(sorted(steps, key=lambda step: step.day, reverse=True))  # stable: within a day as the article has it


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of the article's text, marked or plain."""

    text: str
    mark: Mark | None = None


@dataclass(frozen=True, slots=True)
class MarkedPart:
    """One section of the article's text: its paragraphs, each cut into stretches."""

    id: str
    heading: tuple[Stretch, ...]
    paragraphs: tuple[tuple[Stretch, ...], ...]


def marked_text(dossier: Dossier, coverage: Coverage | None, text: str) -> tuple[MarkedPart, ...]:
    """The whole text of the article, section by section, with its marks in place: for a private copy only."""
    parts = {part.id: part for part in outline(dossier, coverage)}
    found: list[MarkedPart] = []
    for span in sections(text):
        marks = [mark for mark in parts[span.id].marks if mark.at >= 0] if span.id in parts else []
        body = text[span.start : span.end]
        start = body.index("\n") if span.heading and "\n" in body else 0
        paragraphs = [
            tuple(_stretches(text, span.start + match.start(), span.start + match.end(), marks))
            for match in _PARAGRAPH.finditer(body, start)
        ]
        heading: tuple[Stretch, ...] = (Stretch(dossier.heading(span.id)),)
        if span.heading:
            at = text.index(span.heading, span.start)
            heading = tuple(_stretches(text, at, at + len(span.heading), marks))
        found.append(MarkedPart(span.id, heading, tuple(paragraphs)))
    return tuple(found)


def _stretches(text: str, start: int, end: int, marks: Sequence[Mark]) -> Iterator[Stretch]:
    """Cut a paragraph at its marks; of marks that overlap the first, and of those the longest, is kept."""
    at = start
    for mark in sorted(marks, key=lambda mark: (mark.at, -len(mark.text))):
        stop = mark.at + len(mark.text)
        if mark.at < at or stop > end or text[mark.at : stop] != mark.text:
            continue
        if mark.at > at:
            yield Stretch(text[at : mark.at])
        yield Stretch(mark.text, mark)
        at = stop
    if at < end:
        yield Stretch(text[at:end])
