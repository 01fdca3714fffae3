"""The finished data of a dossier's core pages, as JSON that another generator can render.

Everything that the records amount to is worked out here and costs the other generator nothing: labels, dates in words,
standings, groups of evidence. What is left to it is what a site generator does: Markdown, templates, lists, files.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from dossier.address import host
from dossier.dates import day_in_words
from dossier.finding import best_kind
from dossier.model import STATUSES, Claim, Dossier, Evidence, Source
from dossier.plots import value_plot
from dossier.render import evidence_groups
from dossier.standing import Standings
from dossier.words import definition, label, plural


class Finished:
    """A dossier in the words of its pages."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.standings = Standings(dossier)

    def site(self) -> dict[str, Any]:
        """What every page shows."""
        dossier, desk = self.dossier, self.dossier.settings.desk
        return {
            "dossier": dossier.title,
            "date": day_in_words(dossier.date) if dossier.date else "",
            "desk": desk.name or "",
            "hand": label(desk.hand, "hand"),
            "contact": desk.contact or "",
            "license": dossier.settings.license or "",
            "statuses": [
                {"id": each, "label": label(each, "status"), "definition": definition(each, "status"),
                 "count": len(dossier.by_status[each])}
                for each in STATUSES
            ],
        }  # fmt: skip

    def badge(self, claim: Claim) -> dict[str, Any]:
        """A claim where another page names it."""
        return {
            "id": claim.id, "statement": claim.statement, "status": claim.status,
            "statusword": label(claim.status, "status"), "second": label(claim.second_word, "second"),
            "checked": claim.checked.isoformat() if claim.checked else "",
            "checkedwords": day_in_words(claim.checked) if claim.checked else "",
        }  # fmt: skip

    def claim(self, claim: Claim) -> dict[str, Any]:
        """Everything that a claim's page shows, its notes aside."""
        return self.badge(claim) | self._printed_and_found(claim) | self._grounds(claim) | self._record(claim)

    def _printed_and_found(self, claim: Claim) -> dict[str, Any]:
        dossier, plot = self.dossier, value_plot(claim, self.dossier)
        return {
            "title": claim.statement,
            "record": claim.path,
            "printed": claim.printed,
            "appears": [
                {"printed": each.printed, "heading": dossier.heading(each.section), "hedge": each.hedge or ""}
                for each in claim.appears
            ],
            "finding": claim.finding or "", "limit": claim.limit or "", "judgement": claim.judgement or "",
            "value": claim.value or "", "of": claim.of or "", "measure": claim.measure or "",
            "when": claim.speaks_of.words if claim.speaks_of else "",
            "found": [
                {"value": each.value, "of": each.of or "", "measure": each.measure or "", "source": each.source,
                 "title": dossier.sources[each.source].title}
                for each in claim.found
            ],
            "plot": plot and {
                "height": plot.height, "x1": plot.claimed.x1,
                "width": round(max(plot.claimed.x2 - plot.claimed.x1, 2), 1),
                "rows": [
                    {"label": row.label, "text": row.text, "y": row.y, "x1": row.x1, "x": row.x, "x2": row.x2,
                     "agrees": row.agrees}
                    for row in (plot.claimed, *plot.rows)
                ],
            },
            "suggestion": claim.suggestion or "", "wouldchange": claim.would_change or "",
        }  # fmt: skip

    def _grounds(self, claim: Claim) -> dict[str, Any]:
        dossier, standings = self.dossier, self.standings
        case, houses, then = standings.cases[claim.id], standings.houses(claim), standings.at_publication(claim)
        best = label(best_kind(claim, standings), "kind") if houses else ""
        return {
            "searches": [
                {"where": each.where, "sought": each.sought, "found": each.found, "date": day_in_words(each.date),
                 "covers": each.covers.words if each.covers else ""}
                for each in claim.searches
            ],
            "counted": f"{plural(len({e.source for e in claim.evidence if e.source}), 'page')}, "
                       f"{plural(len(houses), 'origin')} that count",
            "houses": list(houses),
            "alone": [dossier.sources[root].publisher for root in case.rests_on(standings.today)],
            "groups": [
                {"label": label(stance, "stance"),
                 "times": [{"label": label(time, "time"), "items": [self._item(each) for each in items]}
                           for time, items in times.items()]}
                for stance, times in evidence_groups(claim, dossier)
            ],
            "then": label(then, "status") if then else "", "thenstatus": then or "",
            "course": [
                {"day": day_in_words(day), "status": status, "label": label(status, "status")}
                for day, status in case.course(standings.today)
            ],
            "now": standings.now(claim),
            "origins": f"{plural(len(houses), 'origin')} that count{f', best: {best}' if best else ''}",
        }  # fmt: skip

    def _record(self, claim: Claim) -> dict[str, Any]:
        dossier = self.dossier
        return {
            "asserts": f"{label(claim.asserts, 'asserts')}. {definition(claim.asserts, 'asserts')}",
            "about": ", ".join(claim.about), "category": claim.category, "weight": claim.weight,
            "checkedby": claim.checked_by or "",
            "approved": f"{day_in_words(claim.approved.date)} by {claim.approved.by}" if claim.approved else "",
            "relates": [
                self.badge(dossier.claims[each.claim]) | {"how": label(each.how, "relation")} for each in claim.relates
            ],
            "history": [
                {"status": old.status, "label": label(old.status, "status"), "date": day_in_words(old.date),
                 "notes": old.notes or ""}
                for old in claim.history
            ],
            "text": dossier.texts[claim.path],
        }  # fmt: skip

    def _item(self, item: Evidence) -> dict[str, Any]:
        source = self.dossier.source_of(item)
        inputs = [
            {"name": name, "value": given.value, "source": given.source,
             "title": self.dossier.sources[given.source].title}
            for name, given in item.where.items() if given.source
        ]  # fmt: skip
        return {
            "stance": item.stance, "source": item.source or "", "title": source.title if source else "",
            "provenance": self._provenance(source) if source else "", "url": (source.url or "") if source else "",
            "host": host(source.url) if source and source.url else "", "calculation": item.calculation or "",
            "inputs": inputs, "says": item.says or "", "value": item.value or "",
            "of": ", ".join(each for each in (item.of, item.measure) if each), "place": item.place or "",
            "excerpt": item.excerpt or "",
        }  # fmt: skip

    def _provenance(self, source: Source) -> str:
        when = source.published.words if source.published else "no date known"
        via = f" in {label(source.via, 'via')}" if source.via else ""
        return f"{source.publisher}, {when}; {label(source.kind, 'kind')}; {label(source.read, 'read')}{via}"

    def source(self, source: Source) -> dict[str, Any]:
        """Everything that a source's page shows, its notes aside."""
        dossier = self.dossier
        citing = dossier.citing.get(source.id, ())
        return {
            "title": source.title, "publisher": source.publisher, "house": dossier.house(source.publisher),
            "published": source.published.words if source.published else "no date known",
            "kind": label(source.kind, "kind"), "kindmeans": definition(source.kind, "kind"),
            "url": source.url or "", "host": host(source.url or ""),
            "read": label(source.read, "read"), "readmeans": definition(source.read, "read"),
            "via": label(source.via, "via") if source.via else "",
            "retrieved": day_in_words(source.retrieved) if source.retrieved else "", "speaks": source.speaks or "",
            "origin": [self._named(dossier.sources[link.id]) for link in source.origin],
            "repeating": [self._named(each) for each in dossier.repeating.get(source.id, ())],
            "falling": [self.badge(each) for each in self.standings.falling.get(source.id, ())],
            "citing": [
                self.badge(claim) | {"items": [
                    {"stance": label(item.stance, "stance"), "says": item.says or "", "excerpt": item.excerpt or ""}
                    for item in claim.evidence if item.source == source.id
                ]}
                for claim in citing
            ],
        }  # fmt: skip

    @staticmethod
    def _named(source: Source) -> dict[str, str]:
        return {"id": source.id, "title": source.title, "publisher": source.publisher}


def write_finished(dossier: Dossier, folder: Path) -> None:
    """Write the core pages' data as content files of hugo: JSON in front, the notes as Markdown below."""
    finished = Finished(dossier)
    for name, data, notes in _pages(finished):
        path = folder / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        front = {"title": data["title"], "params": data}  # some names, such as `url`, mean something to hugo at the top
        path.write_text(f"{json.dumps(front, ensure_ascii=False)}\n\n{notes}\n", encoding="utf-8")
    (folder / "hugo.json").write_text(json.dumps(_CONFIG | {"params": finished.site()}), encoding="utf-8")


def _pages(finished: Finished) -> Iterator[tuple[str, dict[str, Any], str]]:
    for claim in finished.dossier.claims.values():
        yield f"claims/{claim.id}.md", finished.claim(claim), claim.notes
    for source in finished.dossier.sources.values():
        yield f"sources/{source.id}.md", finished.source(source), source.notes or ""
    for status in STATUSES:
        yield f"{status}/_index.md", {"title": label(status, "status"), "status": status}, ""


_CONFIG = {
    "baseURL": "https://example.org/", "uglyURLs": True, "disableKinds": ["taxonomy", "term", "RSS", "sitemap", "404"],
    "locale": "en", "title": "finished", "disableHugoGeneratorInject": True, "pagination": {"pagerSize": 250},
}  # fmt: skip
