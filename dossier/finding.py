"""What the search page needs: one entry a claim, and the choices that occur. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from dossier.dates import day_in_words
from dossier.model import Claim, Dossier
from dossier.standing import Standings
from dossier.words import label

_BEST = (("primary", "primary source"), ("original-report", "original report"), ("secondary", "secondary source"))


def entries(standings: Standings) -> list[dict[str, Any]]:
    """One entry a claim, in the order of the article: what a row shows, and what it can be found by."""
    return [_entry(claim, standings) for claim in standings.dossier.claims.values()]


def _entry(claim: Claim, standings: Standings) -> dict[str, Any]:
    dossier = standings.dossier
    publishers = {dossier.sources[source].publisher for _, source in claim.cited()}
    return {
        "id": claim.id,
        "status": claim.status,
        "statusWord": label(claim.status, "status"),
        "second": claim.second_word,
        "secondWord": label(claim.second_word, "second") or "no reason given",
        "then": standings.at_publication(claim) or "",
        "checked": f"checked {day_in_words(claim.checked)}" if claim.checked else "no date given",
        "category": claim.category,
        "section": sorted({place.section for place in claim.appears}),
        "weight": claim.weight,
        "best": best_kind(claim, standings),
        "printed": claim.printed,
        "statement": claim.statement,
        "finding": claim.finding or "",
        "more": " ".join([*(found.value for found in claim.found), *sorted(publishers)]),
    }


def best_kind(claim: Claim, standings: Standings) -> str:
    """The kind of the best evidence that counts for or against a claim; empty where none does."""
    case = standings.cases[claim.id]
    kinds = {each.kind for each in (*case.support, *case.against)}
    if case.calculated or case.refuted:
        kinds.add("primary")
    return next((kind for kind, _ in _BEST if kind in kinds), "")


def index_script(standings: Standings) -> bytes:
    """The entries as a classic script, which a page opened from disk may load where it may not fetch."""
    text = json.dumps(entries(standings), ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
    return f"window.dossierClaims={text};\n".encode()


def choices(standings: Standings) -> dict[str, list[tuple[str, str]]]:
    """The values that occur for each choice, with their labels."""
    found, dossier = entries(standings), standings.dossier
    return {
        "status": _labelled({each["status"] for each in found}, "status"),
        "second": _labelled({each["second"] for each in found}, "second"),
        "then": _labelled({each["then"] for each in found}, "status"),
        "category": [(each, each) for each in sorted({each["category"] for each in found})],
        "section": _sections(dossier),
        "weight": [(each, each) for each in ("headline", "load-bearing", "detail")],
        "best": [(kind, text) for kind, text in _BEST if any(each["best"] == kind for each in found)],
    }


def _labelled(codes: Iterable[str], vocabulary: str) -> list[tuple[str, str]]:
    return sorted(((code, label(code, vocabulary)) for code in codes if code), key=lambda pair: pair[1])


def _sections(dossier: Dossier) -> list[tuple[str, str]]:
    return (
        [(section.id, dossier.heading(section.id)) for section in dossier.article.sections] if dossier.article else []
    )
