"""A claim as schema.org's ClaimReview, for the page of that claim and nothing else, where it has an address.

There is no `ratingValue`: the status is a word and no point on a scale. What was supportable when the article came out
stands in the explanation, so that nobody is blamed for what could not be known.
"""

from __future__ import annotations

from typing import Any

from dossier.dates import PartialDate, day_in_words
from dossier.export.edition import Edition
from dossier.model import Article, Claim, Source


def claim_review(claim: Claim, edition: Edition) -> dict[str, Any] | None:
    """The review as one object of JSON-LD; None without a base URL. Its texts are untrusted: a page has to escape `<`.

    Terms: https://schema.org/ClaimReview, https://schema.org/Claim.
    """
    if not edition.base_url:
        return None
    desk, dossier = edition.dossier.settings.desk, edition.dossier
    return {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "url": edition.address(f"claims/{claim.id}.html"),
        "inLanguage": dossier.settings.language,
        **({"datePublished": claim.checked.isoformat()} if claim.checked else {}),
        "author": _named("Organization", desk.name or dossier.title, desk.url or edition.address("index.html")),
        "claimReviewed": claim.statement,
        "itemReviewed": _claim(claim, edition),
        "reviewRating": {
            "@type": "Rating",
            "alternateName": f"{claim.status}: {claim.second_word_label}",
            "ratingExplanation": _explanation(claim, edition),
        },
        **({"reviewBody": claim.finding} if claim.finding else {}),
        "citation": [_work(dossier.sources[source]) for source in _cited(claim)],
    }


def _claim(claim: Claim, edition: Edition) -> dict[str, Any]:
    """The assertion: who made it, and where it stands."""
    article = edition.dossier.article
    reviewed: dict[str, Any] = {"@type": "Claim", "name": claim.statement}
    if claim.printed:
        reviewed["text"] = claim.printed
    if article is None:
        return reviewed
    reviewed["appearance"] = _appearance(article)
    for name in ("author", "datePublished"):
        if name in reviewed["appearance"]:
            reviewed[name] = reviewed["appearance"][name]
    return reviewed


def _appearance(article: Article) -> dict[str, Any]:
    """The article; its author is whoever it names, else its publisher."""
    work: dict[str, Any] = {"@type": "Article", "headline": article.title}
    if article.url:
        work["url"] = article.url
    if article.author:
        work["author"] = _named("Person", article.author)
    elif article.publisher:
        work["author"] = _named("Organization", article.publisher)
    if article.publisher:
        work["publisher"] = _named("Organization", article.publisher)
    return work | _published(article.published)


def _explanation(claim: Claim, edition: Edition) -> str:
    parts = [claim.finding or ""]
    if claim.limit:
        parts.append(f"Only with this limit: {claim.limit}")
    if claim.checked:
        parts.append(f"Checked {day_in_words(claim.checked)}.")
    if then := edition.standings.at_publication(claim):
        parts.append(f"When the article came out, what was public left it {then}.")
    return " ".join(part for part in parts if part)


def _cited(claim: Claim) -> dict[str, None]:
    """The sources of the evidence, each once, in its order."""
    return dict.fromkeys(source for _, source in claim.cited())


def _work(source: Source) -> dict[str, Any]:
    work: dict[str, Any] = {"@type": "CreativeWork", "name": source.title}
    if source.link:
        work["url"] = source.link
    if source.authors:
        work["author"] = [
            _named("Person" if author.given else "Organization", author.words) for author in source.authors
        ]
    return work | {"publisher": _named("Organization", source.publisher)} | _published(source.published)


def _published(date: PartialDate | None) -> dict[str, str]:
    """A date as far as known; a bound is no date."""
    return {"datePublished": date.text} if date and not date.bound else {}


def _named(kind: str, name: str, url: str = "") -> dict[str, str]:
    return {"@type": kind, "name": name} | ({"url": url} if url else {})
