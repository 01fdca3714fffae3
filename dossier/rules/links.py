"""Rules about what records point to: sources, claims, sections, addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dossier.address import address_fault
from dossier.address import same_address as address_key
from dossier.model import Dossier
from dossier.problem import FieldPath, Finding, did_you_mean, shown


def unknown_source(dossier: Dossier) -> Iterator[Finding]:
    """Evidence, found values, inputs, origins and events name sources that exist."""
    for claim in dossier.claims.values():
        for place, source in claim.cited():
            yield from _missing_source(dossier, claim.path, place, source, _WHO[str(place[0])])
    for source_record in dossier.sources.values():
        for number, origin in enumerate(source_record.origin):
            yield from _missing_source(dossier, source_record.path, ("origin", number), origin.id, "origin names")
    for number, event in enumerate(dossier.settings.events):
        if event.source:
            place = ("events", number, "source")
            yield from _missing_source(dossier, dossier.settings.path, place, event.source, "event names")


_WHO = {"evidence": "evidence names", "found": "a found value names"}


def _missing_source(dossier: Dossier, path: str, place: FieldPath, source: str, who: str) -> Iterator[Finding]:
    if source not in dossier.sources and f"sources/{source}" not in dossier.unsound:
        message = f"{who} {shown(source)}, there is no sources/{source[:80]}.yaml"
        yield Finding(path, place, message, did_you_mean(source, dossier.sources))


def unknown_claim(dossier: Dossier) -> Iterator[Finding]:
    """Relations, inputs as printed, highlights and corrections name claims that exist."""
    for claim in dossier.claims.values():
        for number, relation in enumerate(claim.relates):
            yield from _missing_claim(
                dossier, claim.path, ("relates", number, "claim"), relation.claim, "a relation names"
            )
        for place, other in claim.printed_inputs():
            yield from _missing_claim(dossier, claim.path, place, other, "an input names")
    settings = dossier.settings
    for number, highlight in enumerate(settings.highlights):
        yield from _missing_claim(dossier, settings.path, ("highlights", number), highlight, "a highlight names")
    for number, correction in enumerate(settings.corrections):
        place = ("corrections", number, "claim")
        yield from _missing_claim(dossier, settings.path, place, correction.claim, "a correction names")


def _missing_claim(dossier: Dossier, path: str, place: FieldPath, claim: str, who: str) -> Iterator[Finding]:
    if claim not in dossier.claims and f"claims/{claim}" not in dossier.unsound:
        yield Finding(path, place, f"{who} {shown(claim)}, there is no such claim", did_you_mean(claim, dossier.claims))


def unknown_section(dossier: Dossier) -> Iterator[Finding]:
    """A claim appears in sections that `article.yaml` lists, where there is one."""
    if not dossier.article or not dossier.article.sections:
        return
    known = [section.id for section in dossier.article.sections]
    for claim in dossier.claims.values():
        for number, appearance in enumerate(claim.appears):
            if appearance.section not in known:
                message = f"article.yaml has no section {shown(appearance.section)}"
                yield Finding(
                    claim.path, ("appears", number, "section"), message, did_you_mean(appearance.section, known)
                )


def unsafe_url(dossier: Dossier) -> Iterator[Finding]:
    """Every address is http or https, names a host openly and hides no characters."""
    for path, place, url in _addresses(dossier):
        if fault := address_fault(url):
            yield Finding(
                path, place, f"{shown(url)} cannot be linked: {fault}", "give the address as a browser shows it"
            )


def _addresses(dossier: Dossier) -> Iterable[tuple[str, FieldPath, str]]:
    """Every address of the dossier with the field that holds it."""
    for source in dossier.sources.values():
        if source.url:
            yield source.path, ("url",), source.url
        if source.read_at:
            yield source.path, ("read_at",), source.read_at
    if dossier.article and dossier.article.url:
        yield dossier.article.path, ("url",), dossier.article.url
    settings = dossier.settings
    if settings.desk.url:
        yield settings.path, ("desk", "url"), settings.desk.url
    if settings.base_url:
        yield settings.path, ("base_url",), settings.base_url


def same_address(dossier: Dossier) -> Iterator[Finding]:
    """Two sources do not stand for one document."""
    seen: dict[str, str] = {}
    for source in sorted(dossier.sources.values(), key=lambda source: source.id):
        if source.url:
            key = address_key(source.url)
            if key in seen:
                yield Finding(
                    source.path, ("url",), f"{seen[key]!r} has the same address", "one document is one source"
                )
            seen.setdefault(key, source.id)


def unused_source(dossier: Dossier) -> Iterator[Finding]:
    """Every source is named by a claim, by an event, or as an origin. Silent while a claim cannot be read."""
    if any(key.startswith("claims/") for key in dossier.unsound):
        return
    events = {event.source for event in dossier.settings.events}
    for source in dossier.sources.values():
        if source.id not in dossier.citing and source.id not in dossier.repeating and source.id not in events:
            yield Finding(source.path, (), f"no claim and no source names {source.id!r}", "cite it or remove it")
