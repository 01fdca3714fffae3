"""The dossier at a glance: how many claims stand how, and which want work."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from dossier.figures import coverage
from dossier.model import STATUSES, Claim, Dossier, Status
from dossier.seal import broken
from dossier.standing import Standings


@dataclass(frozen=True, slots=True)
class Figures:
    """How many of the article's figures are carried by a claim, dismissed with a reason, or open."""

    total: int
    carried: int
    dismissed: int
    open: int


@dataclass(frozen=True, slots=True)
class Glance:
    """The counts, and the claims that want work, by id in the order of the article."""

    title: str
    claims: dict[Status, int]
    at_publication: dict[Status, int] | None
    """What was supportable when the article came out; None where that day is not known."""
    sources: int
    unread_sources: int
    """Sources that the desk did not read, and only knows through others."""
    figures: Figures | None
    """None without `article.yaml`."""
    recheck: tuple[str, ...]
    """To be looked at again by today."""
    unapproved: tuple[str, ...]
    """Without a second reader's approval."""
    void: tuple[str, ...]
    """Changed since it was approved."""
    one_origin: tuple[str, ...]
    """Whose status would fall with one source alone."""

    def data(self) -> dict[str, Any]:
        """The same as plain data, for JSON."""
        figures = self.figures
        return {
            "title": self.title,
            "claims": self.claims,
            "at_publication": self.at_publication,
            "sources": {"total": self.sources, "unread": self.unread_sources},
            "figures": {name: getattr(figures, name) for name in Figures.__slots__} if figures else None,
            "recheck": self.recheck,
            "unapproved": self.unapproved,
            "void": self.void,
            "one_origin": self.one_origin,
        }


def glance(dossier: Dossier, today: datetime.date) -> Glance:
    """Look at a whole dossier; `today` is for what is due, and for nothing else."""
    standings = Standings(dossier)
    claims = dossier.claims.values()
    return Glance(
        title=dossier.title,
        claims={status: len(dossier.by_status[status]) for status in STATUSES},
        at_publication=standings.counts_at_publication if standings.publication else None,
        sources=len(dossier.sources),
        unread_sources=sum(source.read == "cited-only" for source in dossier.sources.values()),
        figures=_figures(dossier),
        recheck=_ids(claim for claim in claims if claim.recheck and claim.recheck <= today),
        unapproved=_ids(claim for claim in claims if not claim.approved),
        void=_ids(claim for claim in claims if broken(claim, dossier)),
        one_origin=_ids(claim for claim in claims if len(standings.cases[claim.id].rests_on(standings.today)) == 1),
    )


def _ids(claims: Iterable[Claim]) -> tuple[str, ...]:
    return tuple(claim.id for claim in claims)


def _figures(dossier: Dossier) -> Figures | None:
    if dossier.article is None:
        return None
    found = coverage(dossier.article, dossier.claims.values())
    return Figures(
        len(found.occurrences),
        carried=found.count("carried"),
        dismissed=found.count("dismissed"),
        open=found.count("open"),
    )
