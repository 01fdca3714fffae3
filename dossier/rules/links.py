"""Rules about what records point to: sources, claims, sections, addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dossier.address import address_fault, base_fault
from dossier.address import same_address as address_key
from dossier.model import Dossier
from dossier.problem import FieldPath, Finding, did_you_mean, nearest, shown
from dossier.prose import links


def unknown_source(dossier: Dossier) -> Iterator[Finding]:
    """Evidence, found values, inputs, origins and events name sources that exist."""
    for claim in dossier.claims.values():
        named: set[str] = set()
        for place, source in claim.cited():
            if source not in named:  # a name misspelt five times in a claim is one mistake
                yield from _missing_source(dossier, claim.path, place, source, _WHO[str(place[0])])
            named.add(source)
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
        message = f"{who} {shown(source)}, there is no sources/{source[:80].removesuffix('.yaml')}.yaml"
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
    known = dict.fromkeys(section.id for section in dossier.article.sections)
    named: list[tuple[str, FieldPath, str]] = [
        (claim.path, ("appears", number, "section"), place.section)
        for claim in dossier.claims.values()
        for number, place in enumerate(claim.appears)
    ]
    article = dossier.article
    named += [
        (article.path, ("dismissed", number, "section"), each.section) for number, each in enumerate(article.dismissed)
    ]
    for path, field, section in named:
        if section not in known:
            message = f"article.yaml has no section {shown(section)}"
            yield Finding(path, field, message, did_you_mean(section, known))


def unsafe_url(dossier: Dossier) -> Iterator[Finding]:
    """Every address is http or https, names a host openly and hides no characters."""
    for path, place, url in _addresses(dossier):
        if fault := address_fault(url):
            yield Finding(
                path, place, f"{shown(url)} cannot be linked: {fault}", "give the address as a browser shows it"
            )
    base = dossier.settings.base_url
    if base and (fault := base_fault(base)):
        yield Finding(dossier.settings.path, ("base_url",), f"{shown(base)}: {fault}", "https://example.org/dossier")


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
    for path, place, text in _markdown(dossier):
        for url in links(text):
            yield path, place, url


def _markdown(dossier: Dossier) -> Iterator[tuple[str, FieldPath, str]]:
    """Every Markdown text of the dossier."""
    for claim in dossier.claims.values():
        yield claim.path, ("notes",), claim.notes
        for number, old in enumerate(claim.history):
            if old.notes:
                yield claim.path, ("history", number, "notes"), old.notes
    for source in dossier.sources.values():
        if source.notes:
            yield source.path, ("notes",), source.notes


def same_address(dossier: Dossier) -> Iterator[Finding]:
    """Two sources do not stand for one document."""
    seen: dict[str, str] = {}
    for source in sorted(dossier.sources.values(), key=lambda source: source.id):
        for address in source.addresses:
            known = seen.setdefault(address_key(address), source.id)
            if known != source.id:
                field, what = ("url", "address") if address == source.url else ("doi", "DOI")
                yield Finding(source.path, (field,), f"{known!r} has the same {what}", "one document is one source")
                break


def unused_source(dossier: Dossier) -> Iterator[Finding]:
    """Every source is named by a claim, by an event, or as an origin. Silent while a claim cannot be read."""
    if any(key.startswith("claims/") for key in dossier.unsound):
        return
    named = {*dossier.citing, *dossier.repeating, *(event.source for event in dossier.settings.events if event.source)}
    # A misspelt name is one mistake, said by unknown-source: the source that it means is not also unused.
    meant = {nearest(name, dossier.sources) for name in named if name not in dossier.sources}
    for source in dossier.sources.values():
        if source.id not in named and source.id not in meant:
            yield Finding(source.path, (), f"no claim and no source names {source.id!r}", "cite it or remove it")
