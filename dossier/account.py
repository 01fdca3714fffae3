"""How a verdict is accounted for on a page: what decides it, on whose word, what it said when. Pure."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from dossier.model import Claim, Dossier, Evidence, Source, Stance, Status
from dossier.standing import Standings

_DECIDING: Final[dict[Status, Stance]] = {"confirmed": "supports", "disputed": "contradicts"}
_RANKS: Final = ("primary", "original-report", "secondary", "aggregator")


def deciding(claim: Claim, dossier: Dossier) -> tuple[Evidence, ...]:
    """The evidence from sources that decides a verdict, the best first; all of it where nothing does."""
    stance = _DECIDING.get(claim.status)
    items = [item for item in claim.evidence if item.source and not item.set_aside and stance in (None, item.stance)]
    return tuple(sorted(items, key=lambda item: _rank(dossier.sources[item.source or ""])))


def _rank(source: Source) -> tuple[bool, int]:
    return not source.was_read, _RANKS.index(source.kind) if source.kind in _RANKS else len(_RANKS)


def best_excerpt(claim: Claim, dossier: Dossier) -> Evidence | None:
    """The excerpt to show with a verdict; None where what decides it is not quoted."""
    return next((item for item in deciding(claim, dossier) if item.excerpt), None)


def best_sources(claim: Claim, dossier: Dossier, most: int = 2) -> tuple[Source, ...]:
    """The sources to name with a verdict: of its found values, then of what decides it."""
    named = [value.source for value in claim.found] + [item.source or "" for item in deciding(claim, dossier)]
    return tuple(dossier.sources[source] for source in list(dict.fromkeys(named))[:most])


def relayed_by(claim: Claim, source: Source, dossier: Dossier) -> tuple[Source, ...]:
    """Through whom a source that was not read speaks here: those of the claim's sources that were read and name it."""
    if source.was_read:
        return ()
    here = {name for _, name in claim.cited()}
    return tuple(other for other in dossier.repeating.get(source.id, ()) if other.id in here and other.was_read)


def pages_of(claim: Claim) -> int:
    """How many sources its evidence names, those of its calculations too."""
    inputs = {given.source for item in claim.evidence for _, given in item.inputs() if given.source}
    return len({item.source for item in claim.evidence if item.source} | inputs)


@dataclass(frozen=True, slots=True)
class Step:
    """What could be said from one day on."""

    day: datetime.date
    status: Status
    published: bool = False
    """Whether it is the day on which the article came out."""


def course(claim: Claim, standings: Standings) -> tuple[Step, ...]:
    """What could be said when: each day on which that changed, and the day of the article, in order.

    A lower judgement of the editor holds on every day on which the evidence stood as it does now.
    """
    steps: list[Step] = []
    for day in standings.cases[claim.id].days:
        status = standings.stood(claim, day)
        if day <= standings.today and status != (steps[-1].status if steps else "unverified"):
            steps.append(Step(day, status))
    if standings.publication and (then := standings.at_publication(claim)):
        steps.append(Step(standings.publication, then, published=True))
    return tuple(sorted(steps, key=lambda step: (step.day, step.published)))


def worst(claims: Iterable[Claim]) -> Status:
    """The status that a mark of shared words must show: disputed before unverified before confirmed."""
    found = {claim.status for claim in claims}
    return next(status for status in ("disputed", "unverified", "confirmed") if status in found)
