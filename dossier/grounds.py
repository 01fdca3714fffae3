"""From evidence to grounds: which roots an item of evidence reaches, through whom, and from which day on.

A source is *reached* when the desk read it, or read something (aggregators and inferred origins aside) that names it as
origin. Only evidence that bears directly, and is valid at the time the claim speaks of, gives grounds.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from dossier.dates import PartialDate, Span
from dossier.model import Article, Claim, Dossier, Evidence, Source, Stance
from dossier.origins import Origins

ROOT_KINDS: Final = frozenset({"primary", "original-report"})
"""Kinds of roots that count; unknown origins and aggregators add nothing."""


@dataclass(frozen=True, slots=True)
class Ground:
    """One root that an item of evidence reaches."""

    item: int
    """Which item of the claim's evidence it is."""
    root: str
    house: str
    """House of the root's publisher."""
    kind: str
    publisher: str
    """Whoever was read: the root's own publisher, or the one that relays it."""
    relay: str
    """House of that publisher."""
    read: bool
    """Whether the desk read the root itself."""
    since: datetime.date
    """From which day on it could be known."""
    passed: frozenset[str] = frozenset()
    """What every path from the relay to the root passes, the relay itself among it; nothing where no one relays."""


@dataclass(frozen=True, slots=True)
class Calculated:
    """A calculation that counts as evidence, with the roots of its inputs."""

    item: int
    roots: frozenset[str]
    houses: frozenset[str]
    """Houses of those roots."""
    since: datetime.date


@dataclass(frozen=True, slots=True)
class Contradiction:
    """An open contradiction: direct, read, not by an aggregator and not set aside."""

    item: int
    roots: frozenset[str]
    since: datetime.date


def known_since(source: Source | Article, dossier: Dossier) -> datetime.date:
    """The first day on which it surely was public: the end of what is known of its date, or the day it was read.

    A partial date counts from its last day, a bound from its bound, an undated source not before it was read; where
    that day is not known either, not before the newest day of the records, which name it.
    """
    date = source.published
    if date and date.bound != ">=":
        return date.last
    return source.retrieved or dossier.newest


def spoken_of(claim: Claim, dossier: Dossier) -> PartialDate | None:
    """The time the claim speaks of: its own, or the article's date."""
    return claim.speaks_of or dossier.published


def covers(span: Span, moment: PartialDate | None) -> bool:
    """Whether a stretch of time and the time spoken of share a day; an unknown time is covered by everything."""
    if moment is None:
        return True
    after_start = span.start is None or span.start.first <= moment.last
    return after_start and (span.end is None or span.end.last >= moment.first)


def holds(span: Span, moment: PartialDate | None) -> bool:
    """Whether a stretch of time covers the whole of the time spoken of, so that nothing of it was left unsearched."""
    if moment is None:
        return True
    from_start = span.start is None or span.start.first <= moment.first
    return from_start and (span.end is None or span.end.last >= moment.last)


def counted(claim: Claim, stance: Stance, dossier: Dossier) -> Iterator[tuple[int, Evidence]]:
    """The items of a stance that bear directly and are valid at the time spoken of.

    What is set aside is among them: a reason closes an open contradiction, and never one that suffices.
    """
    moment = spoken_of(claim, dossier)
    for number, item in enumerate(claim.evidence):
        if item.stance != stance or item.bears != "direct":
            continue
        if (item.valid is None or covers(item.valid, moment)) and _known(item, dossier):
            yield number, item


def _known(item: Evidence, dossier: Dossier) -> bool:
    """Whether every source that it names exists; where one does not, another rule says so."""
    if item.source:
        return item.source in dossier.sources
    return all(given.source in dossier.sources for _, given in item.inputs() if given.source)


def grounds(claim: Claim, stance: Stance, dossier: Dossier, origins: Origins) -> Iterator[Ground]:
    """The roots that the sources of one stance reach."""
    # `as` speaks of the source, and so holds too where others relay it.
    kinds = {item.source: item.as_ for item in claim.evidence if item.as_}
    for number, item in counted(claim, stance, dossier):
        if item.source:
            for ground in _reached(number, item, dossier.sources[item.source], dossier, origins):
                kind = kinds.get(ground.root) if ground.passed else None
                yield replace(ground, kind=kind) if kind else ground


def _reached(number: int, item: Evidence, source: Source, dossier: Dossier, origins: Origins) -> Iterator[Ground]:
    """The roots that one item reaches: its own source, or those that the source names."""
    house, since = dossier.house(source.publisher), known_since(source, dossier)
    kind = item.as_ or source.kind
    if source.read == "cited-only":
        return  # it is reached through those that name it, if they are in evidence
    if not source.origin or kind == "primary" or item.as_ in ROOT_KINDS:
        read = source.was_read
        yield Ground(number, source.id, house, kind, source.publisher, house, read=read, since=since)
        return
    if kind == "aggregator" or not source.was_read:
        return
    for root in sorted(origins.roots(source.id, inferred=False) - {source.id}):
        origin = dossier.sources[root]
        own = dossier.house(origin.publisher)
        passed = origins.passed(source.id, root)
        yield Ground(number, root, own, origin.kind, source.publisher, house, read=False, since=since, passed=passed)


def calculations(claim: Claim, stance: Stance, dossier: Dossier) -> Iterator[Calculated]:
    """The calculations of a stance each of whose inputs suffices alone: read from a primary source, or as printed."""
    for number, item in counted(claim, stance, dossier):
        inputs = [given for _, given in item.inputs()]
        if not item.calculation or not inputs or any(given.assumption for given in inputs):
            continue
        sources = [dossier.sources[given.source] for given in inputs if given.source]
        if all(source.kind == "primary" and source.was_read for source in sources):
            houses = frozenset(dossier.house(source.publisher) for source in sources)
            yield Calculated(number, frozenset(source.id for source in sources), houses, _given_since(item, dossier))


def _given_since(item: Evidence, dossier: Dossier) -> datetime.date:
    """The first day on which all inputs of a calculation were public; the article's own figures are of its day."""
    inputs = [given for _, given in item.inputs()]
    days = [known_since(dossier.sources[given.source], dossier) for given in inputs if given.source]
    if any(given.as_printed for given in inputs):
        days.append(known_since(dossier.article, dossier) if dossier.article else dossier.newest)
    return max(days, default=datetime.date.min)


def contradictions(claim: Claim, dossier: Dossier, origins: Origins) -> Iterator[Contradiction]:
    """Every open contradiction of a claim."""
    for number, item in counted(claim, "contradicts", dossier):
        if item.set_aside:
            continue
        source = dossier.sources[item.source] if item.source else None
        if source is None:
            roots = frozenset(given.source for _, given in item.inputs() if given.source)
            yield Contradiction(number, roots, _given_since(item, dossier))
        elif source.read != "cited-only" and (item.as_ or source.kind) != "aggregator":
            yield Contradiction(number, origins.roots(source.id), known_since(source, dossier))
