"""Every verdict as an entry of an Atom feed (RFC 4287), newest first, in pages (RFC 5005) where there are many.

A verdict keeps its id when a later one follows it, so that a reader is told of the new one and of no old one again. The
feed needs a base URL: ids and links in it are absolute.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Any, Final

import feedgenerator

from dossier.export.edition import Edition
from dossier.model import Claim, Verdict
from dossier.page import Page
from dossier.words import label

ENTRIES: Final = 250
"""Most entries of one page of the feed."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One verdict on one claim."""

    day: datetime.date
    claim: Claim
    number: int
    """Which verdict on the claim it is, counted from 1."""
    status: str
    second: str
    finding: str

    @property
    def title(self) -> str:
        """The verdict and the claim: a status never stands without its second word."""
        verdict = f"{self.status.capitalize()}, {self.second}" if self.second else self.status.capitalize()
        return f"{verdict}: {self.claim.statement}"


def entries(edition: Edition) -> list[Entry]:
    """Every dated verdict, present and earlier, newest first."""
    found: list[Entry] = []
    for claim in edition.dossier.claims.values():
        found += [_earlier(claim, old, number) for number, old in enumerate(claim.history, 1)]
        if claim.checked:
            number, finding = len(claim.history) + 1, claim.finding or ""
            found.append(Entry(claim.checked, claim, number, claim.status, claim.second_word_label, finding))
    return sorted(found, key=lambda entry: (-entry.day.toordinal(), entry.claim.id, -entry.number))


def _earlier(claim: Claim, old: Verdict, number: int) -> Entry:
    second = old.error or old.gap or (f"confirmed-{claim.asserts}" if old.status == "confirmed" else "")
    words = label(second, "second") or "no reason given"
    return Entry(old.date, claim, number, old.status, words, old.finding or old.notes or "")


def feed_pages(edition: Edition, name: str, most: int = ENTRIES) -> Iterator[Page]:
    """Yield the pages of the feed: `verdicts.atom`, `verdicts.2.atom`.

    There are none without a base URL, and none without a dated verdict: such a feed would be dated by the clock.
    """
    found = entries(edition)
    if not edition.has_feed:
        return
    stem, _, ending = name.rpartition(".")
    count = -(-len(found) // most)
    names = [name] + [f"{stem}.{number}.{ending}" for number in range(2, count + 1)]
    for place, own in enumerate(names):
        links = {"first": names[0], "last": names[-1]}
        links |= {"previous": names[place - 1]} if place else {}
        links |= {"next": names[place + 1]} if place + 1 < count else {}
        yield Page(own, _feed(edition, own, links, found[place * most : (place + 1) * most], found[0].day))


class _Feed(feedgenerator.Atom1Feed):  # type: ignore[misc]
    """An Atom feed that names its other pages, and is dated by its newest entry, not by the newest of this page."""

    def add_root_elements(self, handler: Any) -> None:
        super().add_root_elements(handler)
        for relation, address in self.feed["pages"].items():
            handler.addQuickElement("link", "", {"rel": relation, "href": address})

    def latest_post_date(self) -> datetime.datetime:
        newest: datetime.datetime = self.feed["newest"]
        return newest


def _feed(edition: Edition, name: str, links: dict[str, str], found: list[Entry], newest: datetime.date) -> bytes:
    settings = edition.dossier.settings
    feed = _Feed(
        title=edition.dossier.title,
        link=edition.address("index.html"),
        description="Every verdict of the dossier, newest first.",
        language=settings.language,
        author_name=settings.desk.name or edition.dossier.title,
        feed_url=edition.address(name),
        feed_guid=edition.address("index.html"),
        feed_copyright=settings.license,
        pages={relation: edition.address(page) for relation, page in links.items()},
        newest=_midnight(newest),
    )
    for entry in found:
        address = edition.address(f"claims/{entry.claim.id}.html")
        feed.add_item(
            title=entry.title,
            link=address,
            description=escape(entry.finding),  # the summary is of the type html, and a record's text is none
            unique_id=f"{address}#verdict-{entry.number}",
            pubdate=_midnight(entry.day),
            updateddate=_midnight(entry.day),
            categories=(entry.status, entry.claim.category),
        )
    return str(feed.writeString("utf-8")).encode()


def _midnight(day: datetime.date) -> datetime.datetime:
    return datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)
