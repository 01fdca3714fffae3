"""Rules about sources and what is quoted from them."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterator

from dossier.dates import PartialDate
from dossier.model import Claim, Dossier, Source, Standards
from dossier.problem import FieldPath, Finding

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]")


def excerpt_too_long(dossier: Dossier) -> Iterator[Finding]:
    """What is quoted has at most 12 words, or 40 Chinese, Japanese or Korean characters; a translation twice as many.

    The same holds for the words and figures of the article that stand in a claim.
    """
    if "dossier" in dossier.unsound:
        return  # the desk's own limits could not be read
    standards = dossier.settings.standards
    for claim in dossier.claims.values():
        for field, text in _quoted(claim):
            if fault := _length_fault(text, standards, factor=2 if field[-1] == "translation" else 1):
                yield Finding(
                    claim.path, field, f"the {field[-1]} {fault}", "quote only the words or the figure that matter"
                )


def excerpt_with_gap(dossier: Dossier) -> Iterator[Finding]:
    """What is quoted stands there as it is, with nothing left out."""
    for claim in dossier.claims.values():
        for field, text in _quoted(claim):
            if "…" in text or "..." in text:
                yield Finding(claim.path, field, f"the {field[-1]} leaves something out", "quote one unbroken stretch")


def too_many_excerpts(dossier: Dossier) -> Iterator[Finding]:
    """Of one source at most 10 excerpts or 120 words stand in the dossier."""
    if "dossier" in dossier.unsound:
        return
    standards = dossier.settings.standards
    counts: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for claim in dossier.claims.values():
        for number, item in enumerate(claim.evidence):
            if not item.source or not item.excerpt:
                continue
            counts[item.source] += 1
            words[item.source] += len(item.excerpt.split())
            if counts[item.source] > standards.source_excerpts or words[item.source] > standards.source_words:
                limits = f"the limits are {standards.source_excerpts} and {standards.source_words}"
                message = f"{item.source!r} is quoted {counts[item.source]} times, {words[item.source]} words; {limits}"
                yield Finding(claim.path, ("evidence", number, "excerpt"), message, "say it in our own words")


def too_much_of_the_article(dossier: Dossier) -> Iterator[Finding]:
    """At most 10 % of the article's words are quoted; its figures are facts, and do not count."""
    article = dossier.article
    if not article or not article.words or "dossier" in dossier.unsound:
        return
    limit = article.words * dossier.settings.standards.article_percent / 100
    places = [place for claim in dossier.claims.values() for place in claim.appears]
    quoted = {(place.section, place.words) for place in places if place.words}
    words = sum(len(text.split()) for _, text in quoted)
    if words > limit:
        message = f"the claims quote {words} of the article's {article.words:,} words, the limit is {limit:.0f}"
        yield Finding(article.path, ("words",), message, "quote fewer words of each claim: those that make it")


def _quoted(claim: Claim) -> Iterator[tuple[FieldPath, str]]:
    """Everything that stands in quotation marks on the claim's page, with its field."""
    for number, place in enumerate(claim.appears):
        yield ("appears", number, "words" if place.words else "figure"), place.printed
    for number, item in enumerate(claim.evidence):
        if item.excerpt:
            yield ("evidence", number, "excerpt"), item.excerpt
        if item.translation:
            yield ("evidence", number, "translation"), item.translation


def _length_fault(text: str, standards: Standards, factor: int) -> str:
    characters, most = len(_CJK.findall(text)), standards.excerpt_characters * factor
    if characters > most:
        return f"has {characters} CJK characters, the limit is {most}"
    words, most = len(_CJK.sub(" ", text).split()), standards.excerpt_words * factor
    return f"has {words} words, the limit is {most}" if words > most else ""


def dates_out_of_order(dossier: Dossier) -> Iterator[Finding]:
    """A source is published, then captured, then retrieved; the article is published, then retrieved."""
    for source in dossier.sources.values():
        for earlier, later, field in _pairs(source):
            if earlier.surely_after(later):
                before = "published" if field == "captured" or source.captured is None else "captured"
                message = f"{field} {later} lies before {before} {earlier}"
                yield Finding(source.path, (field,), message, "check both dates")
    article = dossier.article
    if article and article.published and article.retrieved and _after(article.published, article.retrieved):
        message = f"retrieved {article.retrieved} lies before published {article.published}"
        yield Finding(article.path, ("retrieved",), message, "check both dates")


def _pairs(source: Source) -> Iterator[tuple[PartialDate, PartialDate, str]]:
    retrieved = PartialDate.read(source.retrieved.isoformat()) if source.retrieved else None
    if source.published and source.captured:
        yield source.published, source.captured, "captured"
    last = source.captured or source.published
    if last and retrieved:
        yield last, retrieved, "retrieved"


def article_after_the_records(dossier: Dossier) -> Iterator[Finding]:
    """The article came out before the last day of the records: what is checked must have been there."""
    article = dossier.article
    if article is None or article.published is None or article.retrieved:
        return  # a day on which it was read is held against it by another rule
    if _after(article.published, dossier.newest):
        message = (
            f"published {article.published} lies after every day of the records, the last of which is {dossier.newest}"
        )
        yield Finding(
            article.path, ("published",), message, "check the date, or leave it out until the article is published"
        )


def _after(date: PartialDate, day: datetime.date) -> bool:
    """Whether a date is later than a day, whatever is not known of it."""
    return date.surely_after(PartialDate.read(day.isoformat()))
