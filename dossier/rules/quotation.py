"""Rules that need the article's text at hand: what the records quote of it stands there, at the place they give."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from dossier.figures import sections
from dossier.model import Appearance, Dossier
from dossier.problem import Finding, shown


def other_text(dossier: Dossier, text: str) -> Iterator[Finding]:
    """The text at hand is the one that was read: its fingerprint is that of `article.yaml`.

    Where that gives none, at least half of its figures stand in the text where it says.
    """
    article = dossier.article
    if article is None:
        return
    hint = "find the text that was read, or run `dossier article` again"
    if article.sha256:
        if hashlib.sha256(text.encode()).hexdigest() != article.sha256:
            message = "the text at hand is not the one whose fingerprint stands here"
            yield Finding(article.path, ("sha256",), message, hint)
        return
    listed = [figure for section in article.sections for figure in section.figures]
    found = sum(text[figure.at[0] : figure.at[1]] == figure.figure for figure in listed)
    if found * 2 < len(listed):
        message = f"of the {len(listed):,} figures listed here, {found:,} stand where they should in the text at hand"
        yield Finding(article.path, ("sections",), message, hint)


def misquoted_article(dossier: Dossier, text: str) -> Iterator[Finding]:
    """Figures and words of the article stand in its text as quoted, where `at` says or else in their section."""
    spans = {section.id: text[section.start : section.end] for section in sections(text)}
    for claim in dossier.claims.values():
        for number, place in enumerate(claim.appears):
            field = "figure" if place.figure else "words"
            if fault := _fault(place, text, spans):
                yield Finding(
                    claim.path, ("appears", number, field), f"{shown(place.printed)} {fault}", "quote it as printed"
                )


def _fault(place: Appearance, text: str, spans: dict[str, str]) -> str:
    if place.at:
        found = text[place.at[0] : place.at[1]]
        return "" if found == place.printed else f"is not what stands at {list(place.at)}: {shown(found)}"
    if place.section in spans and place.printed not in spans[place.section]:
        return f"does not stand in section {shown(place.section)}"
    return ""
