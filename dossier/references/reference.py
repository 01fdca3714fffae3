"""What a library says of one document, and what the readers of its formats share."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from dossier.authors import Author

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LANGUAGE: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


class NoLibrary(Exception):
    """The file cannot be read as a library; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What a library says of one document: enough for a source, less what only a reader knows; empty where not said."""

    key: str
    """By which the library knows it."""
    title: str
    authors: tuple[Author, ...]
    publisher: str
    within: str
    """The journal, newspaper, book or website in which it appeared."""
    volume: str
    issue: str
    pages: str
    published: str
    """As a date of a record: 2026, 2026-04, 2026-04-05."""
    doi: str
    """Without what may stand before it."""
    url: str
    language: str
    rest: tuple[str, ...]
    """Fields of the entry for which a source has none, in the format's own words."""
    in_book: bool = False
    """Whether it appeared in a book, whose title names no publisher, unlike that of a journal."""


@dataclass(frozen=True, slots=True)
class Broken:
    """An entry that cannot be read, among others that can."""

    place: str
    """`line 12`, or `entry 3`."""
    message: str


def first(entry: Mapping[str, Any], *names: str) -> str:
    """The first of these fields that holds anything, on one line; of a list its first item."""
    return next((text for name in names if (text := _on_one_line(entry.get(name)))), "")


def _on_one_line(given: Any) -> str:
    held = given[0] if isinstance(given, list) and given else given
    return " ".join(str(held or "").split())


def authors_of(names: Iterable[tuple[str, str, str]]) -> tuple[Author, ...]:
    """The authors of these family names, given names and suffixes, less those that are empty."""
    return tuple(author for parts in names if (author := Author.of(*parts)))


def pages_of(text: str) -> str:
    """Pages with a plain hyphen between first and last, as CSL has them."""
    return re.sub(r"\s*(?:--|–|—)\s*", "-", text)


def language_of(text: str) -> str:
    """A BCP 47 tag; nothing for a language in words."""
    return text if _LANGUAGE.fullmatch(text) else ""


def rest_of(entry: Iterable[str], *taken: str) -> tuple[str, ...]:
    """The fields of an entry that are none of those taken."""
    return tuple(name for name in entry if name not in taken)


def iso(text: str) -> str:
    """The date at the start of a text, as far as it goes."""
    match = re.match(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?(?![0-9])", text)
    return date_of([part for part in match.groups() if part]) if match else ""


def date_of(parts: Iterable[str]) -> str:
    """Year, month, day as a date of a record; what is no number ends it."""
    words = []
    for number, part in enumerate(parts):
        month = part.strip().lower()[:3]
        digits = str(_MONTHS.index(month) + 1) if number == 1 and month in _MONTHS else part.strip()
        if number > 2 or not digits.isdecimal() or not digits.isascii() or not int(digits):
            break
        words.append(digits.zfill(4 if number == 0 else 2))
    return "-".join(words)
