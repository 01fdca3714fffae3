"""A claim as data: the status with its second word and date, and every value with its unit, what it is of, and how.

There is a printed value, a found value, an evidence value and an input value, never a bare `value`: whoever takes a
number from here cannot take it without knowing whose it is.
"""

from __future__ import annotations

import hashlib
from typing import Any, Final

from pydantic_core import to_json

from dossier.dates import Span
from dossier.export.numbers import result_data, value_data
from dossier.model import Appearance, Claim, Dossier, Evidence, FoundValue, Input, Search, Source, Verdict
from dossier.standing import Standings
from dossier.words import label

SCHEMA: Final = {"name": "dossier-claim", "version": 1}
"""What the data form of a claim is called; the version rises when a field changes its meaning or goes."""

FIELDS: Final = (
    ("schema", "Name and version of this form."),
    ("id", "Id of the claim."),
    ("status", "confirmed, disputed or unverified."),
    ("second_word", "Code of the kind of error, of what is missing, or of what was confirmed."),
    ("second_word_label", "The same in words."),
    ("checked", "Day of the verdict."),
    ("checked_by", "Who reached it."),
    ("approved", "Day on which a second reader approved it."),
    ("approved_by", "That reader."),
    ("statement", "The assertion, as the article makes it, in our words."),
    ("finding", "The answer in one line."),
    ("limit", "A clause without which `confirmed` would mislead."),
    ("printed", "The article's figures or words, with their hedge and section."),
    ("printed_value", "What the figure amounts to: text, low, high, unit, hedged, of, measure, speaks_of."),
    ("found_values", "What the evidence carries, the value to cite first, each with its source and when it held."),
    ("suggestion", "Wording that the evidence would carry."),
    ("standing", "What the evidence could carry at publication and now, the origins that count, what it rests on."),
    (
        "evidence",
        "Each item: stance, source, kind, read, evidence_value (or a calculation with its results), says, excerpt.",
    ),
    ("searches", "Where one looked."),
    ("asked", "Who was asked, and what they answered."),
    ("notes", "How it was checked, in Markdown."),
    ("judgement", "The editor's reason where the status differs from the standing."),
    ("would_change", "What would change the verdict."),
    ("category", "What the claim is on."),
    ("asserts", "What kind of assertion it is."),
    ("by", "Of a report: who is said to have reported it."),
    ("due", "Of a forecast: when it can be judged."),
    ("speaks_of", "The time that the claim speaks of."),
    ("about", "Houses with an interest in it."),
    ("weight", "headline, load-bearing or detail."),
    ("relates", "How it stands to other claims."),
    ("history", "Earlier verdicts, newest last."),
    ("record", "Path of its record and the fingerprint of that text."),
    ("address", "Permanent address of its page; null where the dossier has none."),
    ("dossier", "Title, date, desk, licence and article of the dossier."),
)
"""The fields of the data form, in their order, with what they mean."""


def claim_data(claim: Claim, standings: Standings, base_url: str = "") -> dict[str, Any]:
    """A claim with everything that must travel with it; addresses only where there is a base URL.

    The keys of the claim itself are always the same, with None for what is not given; the items of its lists leave out
    what is not given. Dates are ISO 8601, texts are as in the records and are untrusted.
    """
    dossier = standings.dossier
    value = value_data(claim.value, dossier, claim.of, claim.measure)
    return {
        "schema": SCHEMA,
        "id": claim.id,
        **_verdict(claim),
        "statement": claim.statement,
        "finding": claim.finding,
        "limit": claim.limit,
        "printed": [_appearance(place, dossier) for place in claim.appears],
        "printed_value": value and value | _given(speaks_of=_text(claim.speaks_of)),
        "found_values": [_found(item, dossier, base_url) for item in claim.found],
        "suggestion": claim.suggestion,
        "standing": _standing(claim, standings),
        "evidence": [_evidence(claim, item, dossier, base_url) for item in claim.evidence],
        "searches": [_search(search) for search in claim.searches],
        "asked": [
            _given(who=each.who, date=_text(each.date), question=each.question, answer=each.answer)
            for each in claim.asked
        ],
        "notes": claim.notes,
        "judgement": claim.judgement,
        "would_change": claim.would_change,
        "category": claim.category,
        "asserts": claim.asserts,
        "by": claim.by,
        "due": _text(claim.due),
        "speaks_of": _text(claim.speaks_of),
        "about": list(claim.about),
        "weight": claim.weight,
        "relates": [{"claim": other.claim, "how": other.how} for other in claim.relates],
        "history": [_earlier(old, claim) for old in claim.history],
        "record": {"path": claim.path, "sha256": hashlib.sha256(dossier.texts[claim.path].encode()).hexdigest()},
        "address": f"{base_url}/claims/{claim.id}.html" if base_url else None,
        "dossier": dossier_data(dossier, base_url),
    }


def dossier_data(dossier: Dossier, base_url: str = "") -> dict[str, Any]:
    """What every export says of the dossier that it comes from."""
    settings, article = dossier.settings, dossier.article
    return {
        "title": dossier.title,
        "date": dossier.date.isoformat() if dossier.date else None,
        "desk": settings.desk.name,
        "checked_by_hand": settings.desk.hand,
        "license": settings.license,
        "address": f"{base_url}/index.html" if base_url else None,
        "article": _given(
            title=article.title, author=article.author, publisher=article.publisher,
            published=_text(article.published), url=article.url,
        ) if article else None,
    }  # fmt: skip


def encoded(data: Any) -> bytes:
    """Data as JSON on one line, in UTF-8."""
    return to_json(data)  # pydantic's, in a third of the time of Python's own: 23 µs a claim less


def _given(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value is not None}


def _text(date: object) -> str | None:
    return None if date is None else str(date)


def _verdict(claim: Claim) -> dict[str, Any]:
    """The status, which never travels without its second word and its date."""
    approved = claim.approved
    return {
        "status": claim.status,
        "second_word": claim.second_word or None,
        "second_word_label": claim.second_word_label,
        "checked": _text(claim.checked),
        "checked_by": claim.checked_by,
        "approved": _text(approved.date) if approved else None,
        "approved_by": approved.by if approved else None,
    }


def _appearance(place: Appearance, dossier: Dossier) -> dict[str, Any]:
    return _given(
        figure=place.figure,
        words=place.words,
        hedge=place.hedge,
        section=place.section,
        heading=dossier.heading(place.section),
    )


def _found(item: FoundValue, dossier: Dossier, base_url: str) -> dict[str, Any]:
    source = source_line(dossier.sources[item.source], base_url)
    value = value_data(item.value, dossier, item.of, item.measure) or {}
    return value | _given(**_valid(item.valid), source=source)


def source_line(source: Source, base_url: str = "") -> dict[str, Any]:
    """Enough of a source to find it again."""
    return _given(
        id=source.id,
        title=source.title,
        publisher=source.publisher,
        published=_text(source.published),
        url=source.link,
        address=f"{base_url}/sources/{source.id}.html" if base_url else None,
    )


def _valid(span: Span | None) -> dict[str, str | None]:
    """A stretch of time as its ends; one date is both."""
    if span is None:
        return {}
    return {"valid_from": _text(span.start), "valid_to": _text(span.end)}


def _evidence(claim: Claim, item: Evidence, dossier: Dossier, base_url: str) -> dict[str, Any]:
    source = dossier.source_of(item)
    return _given(
        stance=item.stance,
        source=source_line(source, base_url) if source else None,
        kind=(item.as_ or source.kind) if source else None,
        read=source.read if source else None,
        calculation=item.calculation,
        inputs={name: _input(given, dossier) for name, given in item.where.items()} or None,
        cases=[{name: _input(given, dossier) for name, given in case.items()} for case in item.cases] or None,
        results=result_data(claim, item, dossier) if item.calculation else None,
        evidence_value=value_data(item.value, dossier, item.of, item.measure),
        of=None if item.value else item.of,
        says=item.says,
        place=item.place,
        excerpt=item.excerpt,
        translation=item.translation,
        **_valid(item.valid),
        bears=item.bears,
        set_aside=item.set_aside,
        why=item.why,
    )


def _input(given: Input, dossier: Dossier) -> dict[str, Any]:
    return _given(
        input_value=value_data(given.value, dossier, given.of, given.measure),
        source=given.source,
        as_printed=given.as_printed,
        assumption=given.assumption,
        place=given.place,
    )


def _search(search: Search) -> dict[str, Any]:
    return _given(
        where=search.where,
        sought=search.sought,
        date=_text(search.date),
        covers=_text(search.covers),
        found=search.found,
    )


def _earlier(old: Verdict, claim: Claim) -> dict[str, Any]:
    second = old.error or old.gap or (f"confirmed-{claim.asserts}" if old.status == "confirmed" else None)
    return _given(
        date=_text(old.date),
        status=old.status,
        second_word=second,
        second_word_label=label(second, "second") if second else None,
        finding=old.finding,
        notes=old.notes,
        checked_by=old.checked_by,
    )


def _standing(claim: Claim, standings: Standings) -> dict[str, Any]:
    """What the evidence can carry, then and now, and whose word it is."""
    case = standings.cases[claim.id]
    return {
        "at_publication": standings.at_publication(claim),
        "now": standings.present(claim),
        "origins": list(standings.houses(claim)),
        "rests_on": list(case.rests_on(standings.today)),
        "course": [{"since": day.isoformat(), "standing": status} for day, status in case.course(standings.today)],
    }
