"""Rules about sources and what is quoted from them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dossier.dates import PartialDate
from dossier.model import Dossier, Source, Standards
from dossier.problem import Finding

_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]")


def excerpt_too_long(dossier: Dossier) -> Iterator[Finding]:
    """An excerpt has at most 12 words, or 40 characters of Chinese, Japanese or Korean, and leaves nothing out.

    The same holds for the words of the article that stand in a claim.
    """
    for claim in dossier.claims.values():
        quoted = [(("evidence", n, "excerpt"), item.excerpt) for n, item in enumerate(claim.evidence)]
        quoted += [(("appears", n, "words"), place.words) for n, place in enumerate(claim.appears)]
        for field, text in quoted:
            if text and (fault := _quotation_fault(text, dossier.settings.standards)):
                yield Finding(claim.path, field, fault, "quote only the words or the figure that matter")


def _quotation_fault(text: str, standards: Standards) -> str:
    characters = len(_CJK.findall(text))
    if characters > standards.excerpt_characters:
        return f"the excerpt has {characters} CJK characters, the limit is {standards.excerpt_characters}"
    words = len(_CJK.sub(" ", text).split())
    if words > standards.excerpt_words:
        return f"the excerpt has {words} words, the limit is {standards.excerpt_words}"
    if "…" in text or "..." in text:
        return "the excerpt leaves something out"
    return ""


def dates_out_of_order(dossier: Dossier) -> Iterator[Finding]:
    """A source is published, then captured, then retrieved."""
    for source in dossier.sources.values():
        for earlier, later, field in _pairs(source):
            if earlier.surely_after(later):
                before = "published" if field == "captured" or source.captured is None else "captured"
                message = f"{field} {later} lies before {before} {earlier}"
                yield Finding(source.path, (field,), message, "check both dates")


def _pairs(source: Source) -> Iterator[tuple[PartialDate, PartialDate, str]]:
    retrieved = PartialDate.read(source.retrieved.isoformat()) if source.retrieved else None
    if source.published and source.captured:
        yield source.published, source.captured, "captured"
    last = source.captured or source.published
    if last and retrieved:
        yield last, retrieved, "retrieved"
