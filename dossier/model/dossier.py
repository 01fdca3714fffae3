"""The whole dossier: all records together, and what follows from seeing them together."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from dossier.dates import PartialDate
from dossier.model.article import Article
from dossier.model.claim import STATUSES, Claim, Status
from dossier.model.evidence import Evidence
from dossier.model.settings import Settings
from dossier.model.source import Source

_HIGHLIGHTS = 10
"""As many findings as fit on the first screens."""


@dataclass(frozen=True)
class Dossier:
    """All sound records, by id. Nothing here changes after loading; what is derived is computed once."""

    claims: Mapping[str, Claim]
    """In the order of the article: by first appearance, then id."""
    sources: Mapping[str, Source]
    """By id."""
    settings: Settings = field(default_factory=Settings)
    article: Article | None = None
    texts: Mapping[str, str] = field(default_factory=dict)
    """The YAML text of each record by its path."""
    as_of: datetime.date | None = None
    """The day as of which the dossier is asked for."""
    unsound: frozenset[str] = frozenset()
    """Paths, without ending, of records that could not be read: `claims/x`, `sources/y`."""

    @property
    def title(self) -> str:
        """What the dossier is called."""
        return self.settings.title or (self.article.title if self.article else "Evidence dossier")

    @cached_property
    def by_status(self) -> Mapping[Status, tuple[Claim, ...]]:
        """The claims of each status, each claim in exactly one."""
        return {status: tuple(c for c in self.claims.values() if c.status == status) for status in STATUSES}

    @cached_property
    def citing(self) -> Mapping[str, tuple[Claim, ...]]:
        """The claims that name a source, by the source's id; sources that none names are left out."""
        claims: dict[str, dict[str, Claim]] = defaultdict(dict)
        for claim in self.claims.values():
            for _, source in claim.cited():
                claims[source][claim.id] = claim
        return {source: tuple(found.values()) for source, found in claims.items()}

    @cached_property
    def repeating(self) -> Mapping[str, tuple[Source, ...]]:
        """The sources that name a source as their origin, by that source's id."""
        sources: dict[str, list[Source]] = defaultdict(list)
        for source in self.sources.values():
            for origin in source.origin:
                sources[origin.id].append(source)
        return {origin: tuple(found) for origin, found in sources.items()}

    @property
    def date(self) -> datetime.date | None:
        """The dossier's date: the day asked for, or the newest day of the records; None where neither is known."""
        return self.as_of or self._newest

    @property
    def newest(self) -> datetime.date:
        """The newest day of the records; the end of time where they give none, so that all evidence counts."""
        return self._newest or datetime.date.max

    @cached_property
    def _newest(self) -> datetime.date | None:
        days: list[datetime.date | None] = []
        for claim in self.claims.values():
            days += [claim.checked, *(search.date for search in claim.searches), *(old.date for old in claim.history)]
            days += [claim.approved.date if claim.approved else None]
        days += [source.retrieved for source in self.sources.values()]
        days += [self.article.retrieved if self.article else None]
        days += [correction.date for correction in self.settings.corrections]
        return max((day for day in days if day), default=None)

    @property
    def published(self) -> PartialDate | None:
        """When the article came out, if known."""
        return self.article.published if self.article else None

    @cached_property
    def highlights(self) -> tuple[Claim, ...]:
        """The claims to show first: those that the desk names, else the heaviest, disputed before the others."""
        if self.settings.highlights:
            return tuple(self.claims[claim] for claim in self.settings.highlights)
        weights, order = ("headline", "load-bearing"), ("disputed", "unverified", "confirmed")
        heavy = [claim for claim in self.claims.values() if claim.weight in weights]
        heavy.sort(key=lambda claim: (weights.index(claim.weight), order.index(claim.status)))
        return tuple(heavy[:_HIGHLIGHTS])

    def heading(self, section: str) -> str:
        """How a section of the article is called on a page."""
        return self._headings.get(section, section)

    @cached_property
    def _headings(self) -> Mapping[str, str]:
        sections = reversed(self.article.sections if self.article else ())  # of two with one id the first counts
        return {"hero": "Figures at the head", "intro": "Opening"} | {
            each.id: each.heading for each in sections if each.heading
        }

    def house(self, publisher: str) -> str:
        """The house of a publisher; its own name where no house lists it."""
        return self._houses.get(publisher, publisher)

    @cached_property
    def _houses(self) -> Mapping[str, str]:
        return {name: house for house, names in self.settings.houses.items() for name in names}

    def source_of(self, item: Evidence) -> Source | None:
        """The source of an evidence item, None for a calculation."""
        return self.sources[item.source] if item.source else None


def article_order(claims: list[Claim], article: Article | None) -> dict[str, Claim]:
    """Sort claims by where they first stand in the article, then by id.

    A place is the section's position and the offset within the text; what is not known sorts behind what is.
    """
    sections = {section.id: number for number, section in enumerate(article.sections)} if article else {}
    offsets = {
        (section.id, figure.figure): figure.at[0]
        for section in reversed(article.sections if article else [])
        for figure in reversed(section.figures)
    }
    last = 1 << 40

    def place(claim: Claim) -> tuple[int, int, str]:
        places = [
            (sections.get(a.section, last), a.at[0] if a.at else offsets.get((a.section, a.printed), last))
            for a in claim.appears
        ]
        return (*min(places, default=(last, last)), claim.id)

    return {claim.id: claim for claim in sorted(claims, key=place)}
