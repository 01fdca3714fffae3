"""What finding a claim needs: an entry a claim for the script, and the lists that stand as pages without one. Pure."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from dossier.dates import day_in_words
from dossier.model import STATUSES, Claim, Dossier
from dossier.standing import Standings
from dossier.values import value_in_words
from dossier.words import definition, label

_BEST: Final = ("primary", "original-report", "secondary")
_WEIGHTS: Final = ("headline", "load-bearing", "detail")
_DEFINED: Final = {"second": "second", "best": "kind", "then": "status"}
"""The facets whose values have definitions, and in which vocabulary."""
_MOST_ORIGINS: Final = 200
"""More choices than this nobody reads through; the words of the search find any origin."""


def entries(standings: Standings) -> list[dict[str, Any]]:
    """One entry a claim, in the order of the article: what a row shows, and what it can be found and sorted by."""
    return [_entry(claim, standings) for claim in standings.dossier.claims.values()]


def _entry(claim: Claim, standings: Standings) -> dict[str, Any]:
    dossier = standings.dossier
    publishers = {dossier.sources[source].publisher for _, source in claim.cited()}
    return {
        "id": claim.id,
        "status": claim.status,
        "second": claim.second_word,
        "word": claim.second_word_label,
        "then": standings.at_publication(claim) or "",
        "now": standings.present(claim),
        "checked": claim.checked.isoformat() if claim.checked else "",
        "day": day_in_words(claim.checked) if claim.checked else "",
        "category": claim.category,
        "section": sorted({place.section for place in claim.appears}),
        "weight": claim.weight,
        "best": best_kind(claim, standings),
        "origin": standings.houses(claim),
        "printed": claim.printed,
        "statement": claim.statement,
        "finding": claim.finding or "",
        "limit": claim.limit or "",
        "found": [
            [value_in_words(each.value), ", ".join(filter(None, (each.of, each.measure)))] for each in claim.found
        ],
        "more": " ".join([*(place.printed for place in claim.appears[1:]), *sorted(publishers)]),
    }


def best_kind(claim: Claim, standings: Standings) -> str:
    """The kind of the best evidence that counts for or against a claim; empty where none does."""
    case = standings.cases[claim.id]
    kinds = {each.kind for each in (*case.support, *case.against)}
    if case.calculated or case.refuted:
        kinds.add("primary")
    return next((kind for kind in _BEST if kind in kinds), "")


def index_script(standings: Standings) -> bytes:
    """The entries as a classic script, which a page opened from disk may load where it may not fetch."""
    labels = {"status": _labels(STATUSES, "status"), "best": _labels(_BEST, "kind")}
    known = {"labels": labels, "claims": entries(standings)}
    text = json.dumps(known, ensure_ascii=True, separators=(",", ":")).replace("<", "\\u003c")
    return f"window.dossierIndex={text};\n".encode()


def _labels(codes: Iterable[str], vocabulary: str) -> dict[str, str]:
    return {code: label(code, vocabulary) for code in codes}


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a facet, with the claims that have it."""

    value: str
    label: str
    definition: str
    path: str
    """Its page, relative to the folder of the lists."""
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing by which claims can be told apart."""

    name: str
    label: str
    choices: tuple[Choice, ...]


def facets(standings: Standings) -> tuple[Facet, ...]:
    """What the claims can be listed by, each with the values that occur; sections as the article has them."""
    dossier = standings.dossier
    sections = [each.id for each in dossier.article.sections] if dossier.article else []
    second = [
        (status, word) for status in STATUSES for word in sorted({c.second_word for c in dossier.by_status[status]})
    ]
    words = {word: f"{label(status, 'status')}, {label(word, 'second')}" for status, word in second}
    categories = {claim.category: claim.category for claim in dossier.claims.values()}
    found = (
        _facet("second", "Second word", words, dossier, lambda claim: (claim.second_word,)),
        _facet("category", "Category", dict(sorted(categories.items())), dossier, lambda claim: (claim.category,)),
        _facet("section", "Section", {each: dossier.heading(each) for each in sections}, dossier, _sections),
        _facet("weight", "Weight", {each: each for each in _WEIGHTS}, dossier, lambda claim: (claim.weight,)),
        _facet("best", "Best evidence", _labels(_BEST, "kind"), dossier, lambda claim: (best_kind(claim, standings),)),
        _facet(
            "then",
            "When the article came out",
            _labels(STATUSES, "status"),
            dossier,
            lambda claim: (standings.at_publication(claim) or "",),
        ),
    )
    return tuple(facet for facet in found if facet.choices)


def _sections(claim: Claim) -> Iterable[str]:
    return (place.section for place in claim.appears)


def _facet(
    name: str, title: str, known: Mapping[str, str], dossier: Dossier, values: Callable[[Claim], Iterable[str]]
) -> Facet:
    """Sort the claims by the values of one facet; `known` gives the order of the values and their labels."""
    having: dict[str, dict[str, Claim]] = {}
    for claim in dossier.claims.values():
        for value in values(claim):
            having.setdefault(value, {})[claim.id] = claim
    return Facet(
        name,
        title,
        tuple(
            Choice(
                value,
                shown,
                definition(value, _DEFINED.get(name, "")),
                f"{name}-{value}.html",
                tuple(having[value].values()),
            )
            for value, shown in known.items()
            if value in having and value
        ),
    )


def choices(standings: Standings, listed: Iterable[Facet]) -> dict[str, list[tuple[str, str]]]:
    """The values that occur for each choice of the search, with their labels."""
    houses = Counter(house for claim in standings.dossier.claims.values() for house in standings.houses(claim))
    most = sorted(house for house, _ in sorted(houses.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_ORIGINS])
    return {
        "status": [(status, label(status, "status")) for status in STATUSES if standings.dossier.by_status[status]],
        **{name: [] for name in ("second", "category", "section", "weight", "best", "then")},
        **{facet.name: [(each.value, each.label) for each in facet.choices] for facet in listed},
        "origin": [(house, house) for house in most],
    }
