"""What the evidence can carry, by the desk's standards, on any day, and on whose word it rests.

A root is *established* when it was read itself, or when two publishers of different houses, reaching it by separate
paths, relay it. A side is *sufficient* with one established primary source, or two independent origins (distinct roots
of distinct houses, primary or original reports, through two publishers), or a calculation each of whose inputs suffices
alone. Contradiction sufficient: disputed. Support sufficient and no open contradiction: confirmed. Else unverified.

The rule of two independent origins is that of newsrooms (BBC Editorial Guidelines, section 3: Accuracy); the preference
for primary sources that of the International Fact-Checking Network's Code of Principles, principle 2.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from typing import Final

from dossier.dates import PartialDate
from dossier.grounds import (
    ROOT_KINDS,
    Calculated,
    Contradiction,
    Ground,
    calculations,
    contradictions,
    grounds,
    holds,
    spoken_of,
)
from dossier.model import STATUSES, Claim, Dossier, Source, Stance, Status
from dossier.origins import Origins

_DISINTERESTED: Final = frozenset({"measurement", "extreme", "cause"})
"""Assertions in whose support a house with an interest counts for nothing."""


@dataclass(frozen=True)
class Case:
    """One claim before the desk: everything that counts for it and against it, with its days."""

    claim: Claim
    support: tuple[Ground, ...]
    against: tuple[Ground, ...]
    calculated: tuple[Calculated, ...]
    refuted: tuple[Calculated, ...]
    open: tuple[Contradiction, ...]
    searches: tuple[tuple[str, datetime.date], ...]
    """Where one looked in vain for the time spoken of, and from which day on that counts."""
    needed: int
    """How many such searches in different places an absence needs."""

    def on(self, day: datetime.date, without: str = "") -> Status:
        """The standing on a day, counting only what was public by then; `without` leaves out one root."""
        # Pages, lists and exports ask for the same few days again and again: half of all asking.
        known = self._standings.get((day, without))
        if known is None:
            known = self._standings[day, without] = self._on(day, without)
        return known

    @cached_property
    def _standings(self) -> dict[tuple[datetime.date, str], Status]:
        return {}

    def _on(self, day: datetime.date, without: str) -> Status:
        claim = self.claim
        if claim.asserts == "forecast" and claim.due and day < claim.due.first:
            return "unverified"
        if self._disputed(day, without):
            return "disputed"
        if any(each.since <= day and without not in each.roots for each in self.open):
            return "unverified"
        if claim.asserts == "absence":
            places = {place for place, since in self.searches if since <= day}
            return "confirmed" if len(places) >= self.needed else "unverified"
        return "confirmed" if self._supported(day, without) else "unverified"

    @cached_property
    def counted(self) -> tuple[Ground, ...]:
        """The support that counts: of some assertions, none of a house with an interest."""
        return tuple(each for each in self.support if each.house not in _interested(self.claim))

    def _supported(self, day: datetime.date, without: str) -> bool:
        asserts = self.claim.asserts
        counted = [ground for ground in self.counted if ground.since <= day and ground.root != without]
        if established(counted, {"primary"}):
            return True
        if asserts == "cause":
            return False  # only a source that documents the mechanism carries a cause
        if asserts == "report" and established(counted, ROOT_KINDS):
            return True
        return independent(counted) or _stands(self.calculated, day, without)

    def _disputed(self, day: datetime.date, without: str) -> bool:
        counted = [ground for ground in self.against if ground.since <= day and ground.root != without]
        if established(counted, {"primary"}) or independent(counted) or _stands(self.refuted, day, without):
            return True
        return self.claim.asserts == "extreme" and any(each.read and each.kind in ROOT_KINDS for each in counted)

    @cached_property
    def days(self) -> tuple[datetime.date, ...]:
        """The days on which anything became known, in order."""
        due = [self.claim.due.first] if self.claim.due else []
        found: list[Ground | Calculated | Contradiction] = [*self.support, *self.against, *self.open]
        found += [*self.calculated, *self.refuted]
        return tuple(sorted({*(each.since for each in found), *(since for _, since in self.searches), *due}))

    def course(self, until: datetime.date) -> tuple[tuple[datetime.date, Status], ...]:
        """How the standing went: each day on which it changed, up to `until`, with the new standing."""
        steps: list[tuple[datetime.date, Status]] = []
        for day in self.days:
            if day <= until and (status := self.on(day)) != (steps[-1][1] if steps else "unverified"):
                steps.append((day, status))
        return tuple(steps)

    def rests_on(self, day: datetime.date) -> tuple[str, ...]:
        """The roots without any one of which the standing of that day would fall, sorted by id."""
        status = self.on(day)
        if status == "unverified":
            return ()
        return tuple(root for root in self.roots if self.on(day, without=root) != status)

    @cached_property
    def roots(self) -> tuple[str, ...]:
        """Every root that is reached for or against the claim, sorted."""
        reached = {ground.root for ground in (*self.support, *self.against)}
        return tuple(sorted(reached.union(*(each.roots for each in (*self.calculated, *self.refuted)))))


def established(found: Iterable[Ground], kinds: Iterable[str]) -> frozenset[str]:
    """The roots of these kinds that were read themselves, or that two houses relay by separate paths."""
    wanted = frozenset(kinds)
    counted = [ground for ground in found if ground.kind in wanted]
    if not counted:
        return frozenset()
    relays = [ground for ground in counted if ground.passed]
    relayed = {one.root for one, other in combinations(relays, 2) if one.root == other.root and _separate(one, other)}
    return frozenset({ground.root for ground in counted if ground.read} | relayed)


def _separate(one: Ground, other: Ground) -> bool:
    """Whether two relays of a root are of different houses, and neither took it from the other or both from a third."""
    return one.relay != other.relay and one.passed.isdisjoint(other.passed)


def independent(found: Sequence[Ground]) -> bool:
    """Whether two origins are reached that share neither root nor house nor publisher."""
    counted = [ground for ground in found if ground.kind in ROOT_KINDS]
    return any(
        one.root != other.root and one.house != other.house and one.publisher != other.publisher
        for one, other in combinations(counted, 2)
    )


def _stands(found: Iterable[Calculated], day: datetime.date, without: str) -> bool:
    return any(each.since <= day and without not in each.roots for each in found)


def _interested(claim: Claim) -> frozenset[str]:
    """The houses whose word counts for nothing in support of the claim."""
    return frozenset(claim.about if claim.asserts in _DISINTERESTED else ())


def _searched(claim: Claim, moment: PartialDate | None) -> Iterator[tuple[str, datetime.date]]:
    """Where one looked in vain through all of the time spoken of, and the first day for which that speaks."""
    always = moment.first if moment else datetime.date.min
    for search in claim.searches:
        if search.vain and search.covers and holds(search.covers, moment):
            start = search.covers.start
            yield " ".join(search.where.casefold().split()), start.first if start else always


@dataclass(frozen=True)
class Standings:
    """The cases of a dossier, each made when it is asked for."""

    dossier: Dossier

    @cached_property
    def cases(self) -> dict[str, Case]:
        """Every claim's case by its id."""
        return {claim.id: self._case(claim) for claim in self.dossier.claims.values()}

    @cached_property
    def origins(self) -> Origins:
        """The origin graph of the dossier."""
        return Origins(self.dossier.sources)

    def _case(self, claim: Claim) -> Case:
        dossier, interested = self.dossier, _interested(claim)

        def reached(stance: Stance) -> tuple[Ground, ...]:
            return tuple(grounds(claim, stance, dossier, self.origins))

        searches = tuple(_searched(claim, spoken_of(claim, dossier)))
        return Case(
            claim,
            reached("supports"),
            reached("contradicts"),
            tuple(each for each in calculations(claim, "supports", dossier) if each.houses.isdisjoint(interested)),
            tuple(calculations(claim, "contradicts", dossier)),
            tuple(contradictions(claim, dossier, self.origins)),
            searches,
            dossier.settings.standards.searches,
        )

    def houses(self, claim: Claim) -> tuple[str, ...]:
        """The houses of the primary sources and original reports that count, for or against, sorted."""
        case = self.cases[claim.id]
        reached = {each.house for each in (*case.counted, *case.against) if each.kind in ROOT_KINDS}
        return tuple(sorted(reached.union(*(each.houses for each in (*case.calculated, *case.refuted)))))

    @cached_property
    def falling(self) -> dict[str, tuple[Claim, ...]]:
        """The claims whose standing would fall without a source, by the source's id."""
        found: dict[str, list[Claim]] = {}
        for claim in self.dossier.claims.values():
            for root in self.cases[claim.id].rests_on(self.today):
                found.setdefault(root, []).append(claim)
        return {root: tuple(claims) for root, claims in found.items()}

    @cached_property
    def repeated(self) -> tuple[Source, ...]:
        """The roots that others name as their origin, or on which a claim rests alone: those with most claims first."""
        roots = [source for source in self.dossier.sources.values() if not source.origin]
        wanted = [root for root in roots if root.id in self.dossier.repeating or root.id in self.falling]

        def weight(root: Source) -> tuple[int, int, str]:
            return -len(self.falling.get(root.id, ())), -len(self.dossier.repeating.get(root.id, ())), root.id

        return tuple(sorted(wanted, key=weight))

    def now(self, claim: Claim) -> Status:
        """The standing on the dossier's date."""
        return self.cases[claim.id].on(self.today)

    def present(self, claim: Claim) -> Status:
        """What the dossier says on its date: the standing, or the editor's lower judgement of it."""
        return self.stood(claim, self.today)

    @cached_property
    def today(self) -> datetime.date:
        """The dossier's date; the end of time where no record gives one, so that everything counts."""
        return self.dossier.date or self.dossier.newest

    @cached_property
    def publication(self) -> datetime.date | None:
        """The day the article came out, the last it may have been; None where it is not known."""
        return self.dossier.published.last if self.dossier.published else None

    @cached_property
    def counts_at_publication(self) -> dict[Status, int]:
        """How many claims stood how when the article came out."""
        return self.counts(self.publication) if self.publication else dict.fromkeys(STATUSES, 0)

    def counts(self, day: datetime.date) -> dict[Status, int]:
        """How many claims stood how on a day."""
        stood = [self.stood(claim, day) for claim in self.dossier.claims.values()]
        return {status: stood.count(status) for status in STATUSES}

    @cached_property
    def judged(self) -> tuple[Claim, ...]:
        """The claims whose status is lower than their standing, by the editor's judgement."""
        return tuple(claim for claim in self.dossier.claims.values() if claim.status != self._declared(claim))

    def at_publication(self, claim: Claim) -> Status | None:
        """What was supportable when the article came out; None where that day is not known."""
        return self.stood(claim, self.publication) if self.publication else None

    def stood(self, claim: Claim, day: datetime.date) -> Status:
        """What was supportable on a day: the standing of that day, or the editor's lower judgement.

        Where the editor judged today's evidence lower than it stands, and that evidence stood the same way then, the
        judgement holds for that day too.
        """
        then = self.cases[claim.id].on(day)
        return claim.status if claim.judgement and then == self._declared(claim) else then

    def _declared(self, claim: Claim) -> Status:
        """The standing to which the declared status answers: that of the newest record, whatever day is asked for."""
        return self.cases[claim.id].on(self.dossier.newest)
