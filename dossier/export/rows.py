"""The rows of the tables, one generator a table; what stands in which column is said in `tables`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from dossier.comparing import found_difference
from dossier.dates import Span
from dossier.export.edition import Edition
from dossier.export.numbers import result_data, value_data
from dossier.model import Claim, Dossier, Evidence, FoundValue, Source

Cell = str | int | float | None
Row = tuple[Cell, ...]
_NOTHING: Final[Row] = (None,) * 7


def _verdict(claim: Claim) -> Row:
    checked = claim.checked.isoformat() if claim.checked else None
    return (claim.id, claim.status, claim.second_word or None, claim.second_word_label, checked)


def _value(text: str | None, of: str | None, measure: str | None, dossier: Dossier) -> Row:
    if text is None:
        return (None, None, None, None, None, of, measure)
    data: dict[str, Any] = value_data(text, dossier, of, measure) or {}
    dated = data.get("unit") == "date"
    low, high = (None, None) if dated else (data.get("low"), data.get("high"))
    return (text, low, high, data.get("unit"), "yes" if data.get("hedged") else None, of, measure)


def _given(claim: Claim, item: Evidence, dossier: Dossier) -> Row:
    """The value that an item of evidence gives; of a calculation its result, of one with several cases their texts."""
    text = item.value
    if item.calculation:
        text = "; ".join(result["text"] for result in result_data(claim, item, dossier)) or None
    return _value(text, item.of, item.measure, dossier)


def _valid(span: Span | None) -> Row:
    return (_text(span.start), _text(span.end)) if span else (None, None)


def _text(date: object) -> str | None:
    return None if date is None else str(date)


def _source(source: Source | None) -> Row:
    if source is None:
        return (None,) * 5
    return (source.id, source.title, source.publisher, _text(source.published), source.link)


def _printed(claim: Claim, dossier: Dossier) -> Row:
    return _value(claim.value, claim.of, claim.measure, dossier)


def _found(claim: Claim, dossier: Dossier) -> Row:
    """The best found value of a claim."""
    if not claim.found:
        return _NOTHING
    return _value(claim.found[0].value, claim.found[0].of, claim.found[0].measure, dossier)


def _page(claim: Claim, edition: Edition) -> str | None:
    return edition.address(f"claims/{claim.id}.html") or None


def claims(edition: Edition) -> Iterator[Row]:
    """One row a claim."""
    dossier, standings = edition.dossier, edition.standings
    for claim in dossier.claims.values():
        case = standings.cases[claim.id]
        yield (
            *_verdict(claim),
            claim.statement, claim.finding, claim.limit,
            *_printed(claim, dossier), _text(claim.speaks_of),
            *_found(claim, dossier), claim.found[0].source if claim.found else None,
            claim.printed or None, dossier.heading(claim.appears[0].section) if claim.appears else None,
            standings.at_publication(claim), standings.present(claim),
            "; ".join(standings.houses(claim)) or None, " ".join(case.rests_on(standings.today)) or None,
            len(claim.evidence), claim.category, claim.asserts, claim.by, claim.weight, claim.suggestion,
            claim.checked_by, _text(claim.approved.date) if claim.approved else None, _page(claim, edition),
        )  # fmt: skip


def figures(edition: Edition) -> Iterator[Row]:
    """One row a place where a figure of the article stands; one for a claim with a value and no such place."""
    dossier = edition.dossier
    for claim in dossier.claims.values():
        shared = (*_printed(claim, dossier), _text(claim.speaks_of), *_found(claim, dossier))
        best = dossier.sources[claim.found[0].source] if claim.found else None
        places = [place for place in claim.appears if place.figure]
        for place in places:
            where = (place.figure, place.hedge, place.section, dossier.heading(place.section))
            yield (*_verdict(claim), *where, *shared, *_source(best), _page(claim, edition))
        if claim.value and not places:
            yield (*_verdict(claim), None, None, None, None, *shared, *_source(best), _page(claim, edition))


def found_values(edition: Edition) -> Iterator[Row]:
    """One row a found value."""
    dossier = edition.dossier
    for claim in dossier.claims.values():
        for number, item in enumerate(claim.found, 1):
            apart = found_difference(claim, item, dossier) or None
            found = _value(item.value, item.of, item.measure, dossier)
            source = _source(dossier.sources[item.source])
            yield (
                *_verdict(claim), number, *found, *_valid(item.valid), *source,
                claim.value, apart, _page(claim, edition),
            )  # fmt: skip


def series(edition: Edition) -> Iterator[Row]:
    """Every value that held for a stretch of time, a claim's together, each row once."""
    dossier = edition.dossier
    for claim in dossier.claims.values():
        rows: dict[Row, None] = {}
        items: tuple[FoundValue | Evidence, ...] = (*claim.found, *claim.evidence)
        for item in items:
            if item.value and item.valid:
                source = dossier.sources[item.source] if item.source else None
                value = _value(item.value, item.of, item.measure, dossier)
                rows.setdefault((*value, *_valid(item.valid), *_source(source)))
        for row in sorted(rows, key=lambda row: [str(row[place] or "") for place in (6, 5, 7, 8, 9)]):
            yield (*_verdict(claim), *row, _page(claim, edition))


def sources(edition: Edition) -> Iterator[Row]:
    """One row a source."""
    dossier = edition.dossier
    for source in dossier.sources.values():
        yield (
            *_source(source)[:4], "; ".join(map(str, source.authors)) or None,
            source.within, source.volume, source.issue, source.pages, source.doi,
            dossier.house(source.publisher), source.kind, source.read, source.via,
            _text(source.captured), _text(source.retrieved), source.link, source.read_at, source.language,
            source.speaks, source.interest, " ".join(origin.id for origin in source.origin) or None,
            " ".join(claim.id for claim in dossier.citing.get(source.id, ())) or None,
            edition.address(f"sources/{source.id}.html") or None,
        )  # fmt: skip


def evidence(edition: Edition) -> Iterator[Row]:
    """One row an item of evidence."""
    dossier = edition.dossier
    for claim in dossier.claims.values():
        verdict = _verdict(claim)
        for number, item in enumerate(claim.evidence, 1):
            source = dossier.source_of(item)
            yield (
                *verdict, number, item.stance, *_given(claim, item, dossier),
                *_valid(item.valid), *_source(source),
                (item.as_ or source.kind) if source else None, source.read if source else None,
                item.place, item.says, item.excerpt, item.translation, item.calculation, item.bears,
                item.set_aside, item.why,
            )  # fmt: skip
