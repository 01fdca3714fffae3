"""From evidence to grounds: which roots an item of evidence reaches, through whom, and from which day on.

A source is *reached* when the desk read it, or read something (aggregators and inferred origins aside) that names it as
origin. Only evidence that bears directly, and is valid at the time the claim speaks of, gives grounds.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dossier.dates import PartialDate, Span
from dossier.model import Claim, Dossier, Evidence, Source, Stance
from dossier.origins import Origins

ROOT_KINDS: Final = frozenset({"primary", "original-report"})
"""Kinds of roots that count; unknown origins and aggregators add nothing."""
NEVER: Final = datetime.date.max
_READ: Final = frozenset({"full", "excerpt"})


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


@dataclass(frozen=True, slots=True)
class Calculated:
    """A calculation that counts as evidence, with the roots of its inputs."""

    item: int
    roots: frozenset[str]
    since: datetime.date


@dataclass(frozen=True, slots=True)
class Contradiction:
    """An open contradiction: direct, read, not by an aggregator and not set aside."""

    item: int
    roots: frozenset[str]
    since: datetime.date


def known_since(source: Source) -> datetime.date:
    """The first day on which it surely was public: the end of what is known of its date, or the day it was read.

    A partial date counts from its last day, a bound from its bound, an undated source not before it was read.
    """
    date = source.published
    if date and date.bound != ">=":
        return date.last
    return source.retrieved or NEVER


def spoken_of(claim: Claim, dossier: Dossier) -> PartialDate | None:
    """The time the claim speaks of: its own, or the article's date."""
    return claim.speaks_of or dossier.published


def covers(span: Span, time: PartialDate | None) -> bool:
    """Whether a stretch of time and the time spoken of share a day; an unknown time is covered by everything."""
    if time is None:
        return True
    after_start = span.start is None or span.start.first <= time.last
    return after_start and (span.end is None or span.end.last >= time.first)


def counted(claim: Claim, stance: Stance, dossier: Dossier) -> Iterator[tuple[int, Evidence]]:
    """The items of a stance that bear directly, are valid at the time spoken of and are not set aside."""
    time = spoken_of(claim, dossier)
    for number, item in enumerate(claim.evidence):
        valid = item.valid is None or covers(item.valid, time)
        if item.stance == stance and item.bears == "direct" and valid and not item.set_aside:
            yield number, item


def grounds(claim: Claim, stance: Stance, dossier: Dossier, origins: Origins) -> Iterator[Ground]:
    """The roots that the sources of one stance reach."""
    for number, item in counted(claim, stance, dossier):
        if item.source:
            yield from _reached(number, item, dossier.sources[item.source], dossier, origins)


def _reached(number: int, item: Evidence, source: Source, dossier: Dossier, origins: Origins) -> Iterator[Ground]:
    """The roots that one item reaches: its own source, or those that the source names."""
    house, since = dossier.house(source.publisher), known_since(source)
    kind = item.as_ or source.kind
    if source.read == "cited-only":
        return  # it is reached through those that name it, if they are in evidence
    if not source.origin or item.as_ in ROOT_KINDS:
        read = source.read in _READ
        yield Ground(number, source.id, house, kind, source.publisher, house, read=read, since=since)
        return
    if kind == "aggregator" or source.read not in _READ:
        return
    for root in sorted(origins.roots(source.id, inferred=False) - {source.id}):
        origin = dossier.sources[root]
        own = dossier.house(origin.publisher)
        yield Ground(number, root, own, origin.kind, source.publisher, house, read=False, since=since)


def calculations(claim: Claim, stance: Stance, dossier: Dossier) -> Iterator[Calculated]:
    """The calculations of a stance each of whose inputs suffices alone: read from a primary source, or as printed."""
    for number, item in counted(claim, stance, dossier):
        inputs = [given for _, given in item.inputs()]
        if not item.calculation or not inputs or any(given.assumption for given in inputs):
            continue
        sources = [dossier.sources[given.source] for given in inputs if given.source]
        if all(source.kind == "primary" and source.read in _READ for source in sources):
            since = max((known_since(source) for source in sources), default=datetime.date.min)
            yield Calculated(number, frozenset(source.id for source in sources), since)


def contradictions(claim: Claim, dossier: Dossier, origins: Origins) -> Iterator[Contradiction]:
    """Every open contradiction of a claim."""
    for number, item in counted(claim, "contradicts", dossier):
        source = dossier.sources[item.source] if item.source else None
        if source is None:
            roots = frozenset(given.source for _, given in item.inputs() if given.source)
            since = max((known_since(dossier.sources[root]) for root in roots), default=datetime.date.min)
            yield Contradiction(number, roots, since)
        elif source.read != "cited-only" and (item.as_ or source.kind) != "aggregator":
            yield Contradiction(number, origins.roots(source.id), known_since(source))
