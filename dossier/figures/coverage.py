"""Coverage: which figures of the article are carried by a claim, which are dismissed with a reason, which are open.

One function says whether a place named by a record is a listed figure (`same_place`); the rules use it too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Literal

from dossier.model import Appearance, Article, Claim, Dismissed, Figure, Section

State = Literal["carried", "dismissed", "open"]
LIMITS: Final = (
    "Coverage counts figures that the article prints. It does not see assertions without a figure, figures that the "
    "tool did not recognise (see article.yaml), whether a claim says the same of its figure as the article does, or "
    "whether the claim was checked well."
)
"""What the measure cannot see."""
_TOKEN: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)*|[^\W\d_]+|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One figure of the article where it stands, and who answers for it."""

    section: str
    """Id of the section."""
    place: tuple[int, int]
    """Number of the section and of the figure in it, counted from 0 as in `article.yaml`."""
    figure: str
    at: tuple[int, int]
    claims: tuple[str, ...] = ()
    """Ids of the claims that carry it, in the order of the claims."""
    dismissed: Dismissed | None = None
    """The dismissal that covers it, where no claim does."""

    @property
    def state(self) -> State:
        """A claim outweighs a dismissal."""
        return "carried" if self.claims else "dismissed" if self.dismissed else "open"


@dataclass(frozen=True, slots=True)
class SectionCoverage:
    """The figures of one section."""

    id: str
    heading: str | None
    occurrences: tuple[Occurrence, ...]

    def count(self, state: State) -> int:
        """How many figures are carried, dismissed or open."""
        return sum(each.state == state for each in self.occurrences)

    @property
    def total(self) -> int:
        """How many figures the section has."""
        return len(self.occurrences)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The figures of the whole article, section by section."""

    sections: tuple[SectionCoverage, ...]
    limits: str = LIMITS
    """What the measure cannot see; it is shown wherever the counts are."""

    def count(self, state: State) -> int:
        """How many figures are carried, dismissed or open."""
        return sum(section.count(state) for section in self.sections)

    @property
    def total(self) -> int:
        """How many figures the article has."""
        return sum(section.total for section in self.sections)

    @property
    def occurrences(self) -> tuple[Occurrence, ...]:
        """All figures in the order of the article."""
        return tuple(each for section in self.sections for each in section.occurrences)


def coverage(article: Article, claims: Iterable[Claim]) -> Coverage:
    """Say of every figure of the article whether a claim carries it, a reason dismisses it, or it is open."""
    appearing: dict[str, list[tuple[str, Appearance]]] = {}
    for claim in claims:
        for appearance in claim.appears:
            appearing.setdefault(appearance.section, []).append((claim.id, appearance))
    dismissed: dict[str, list[Dismissed]] = {}
    for each in article.dismissed:
        dismissed.setdefault(each.section, []).append(each)
    return Coverage(
        tuple(
            _cover(number, section, appearing.get(section.id, ()), dismissed.get(section.id, ()))
            for number, section in enumerate(article.sections)
        )
    )


def _cover(
    number: int, section: Section, appearing: Sequence[tuple[str, Appearance]], dismissed: Sequence[Dismissed]
) -> SectionCoverage:
    carriers: dict[int, dict[str, None]] = {}
    for claim, appearance in appearing:
        for index in places(section.figures, appearance):
            carriers.setdefault(index, {})[claim] = None
    reasons: dict[int, Dismissed] = {}
    for reason in dismissed:
        for index in places(section.figures, reason):
            reasons.setdefault(index, reason)
    occurrences = (
        Occurrence(
            section.id, (number, index), each.figure, each.at, tuple(carriers.get(index, ())), reasons.get(index)
        )
        for index, each in enumerate(section.figures)
    )
    return SectionCoverage(section.id, section.heading, tuple(occurrences))


def places(figures: Sequence[Figure], named: Appearance | Dismissed) -> list[int]:
    """Which figures of a section a record names, by their numbers from 0.

    One text contains the other; words can only contain. Where the record says `at`, the spans must overlap too, and
    of two that cross, sharing a word is enough: a wrong digit at the right place is no match. `nth` picks among the
    figures that are printed exactly so, or, where none is, among those that match.
    """
    at = named.at if isinstance(named, Appearance) else None
    matching = list(_matching(figures, named, at))
    if named.nth is None:
        return matching
    exact = [index for index in matching if _tokens(figures[index].figure) == _tokens(named.figure or "")]
    return (exact or matching)[max(named.nth - 1, 0) : named.nth]


def _matching(figures: Sequence[Figure], named: Appearance | Dismissed, at: tuple[int, int] | None) -> Iterator[int]:
    printed = named.figure or named.words or ""
    for index, each in enumerate(figures):
        if at is not None and (at[1] <= each.at[0] or each.at[1] <= at[0]):
            continue
        if contains(printed, each.figure):
            yield index
        elif at is None:
            if named.figure and contains(each.figure, printed):
                yield index
        elif contains(each.figure, printed) or (_cross(at, each.at) and _share_word(printed, each.figure)):
            yield index


def _cross(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two overlapping spans cross: neither lies within the other."""
    return (one[0] - other[0]) * (one[1] - other[1]) > 0


def _share_word(one: str, other: str) -> bool:
    return not set(_tokens(one)).isdisjoint(_tokens(other))


def contains(outer: str, inner: str) -> bool:
    """Whether `inner` stands in `outer` word for word: `37` in `about 37 billion`, not in `137` or `0.37`."""
    few, many = _tokens(inner), _tokens(outer)
    return bool(few) and any(many[start : start + len(few)] == few for start in range(len(many) - len(few) + 1))


@lru_cache(maxsize=1 << 14)
def _tokens(text: str) -> tuple[str, ...]:
    """A text as words, numbers and signs, so that line breaks, blanks and capitals make no difference."""
    return tuple(_TOKEN.findall(text.casefold()))
