"""RIS, by rispy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any, Final

import rispy

from dossier.address import bare_doi
from dossier.references.reference import Broken, Reference, authors_of, first, iso, language_of, pages_of, rest_of

_IN_BOOK: Final = ("CHAP", "CONF", "CPAPER", "DICT", "ENCYC")
_CONTAINERS: Final = ("secondary_title", "journal_name", "alternate_title3", "alternate_title2", "alternate_title1")
"""T2, JO, JF, JA, J2."""
_TAKEN: Final = (
    "type_of_reference", "id", "accession_number", "title", "primary_title", "authors", "first_authors", "publisher",
    *_CONTAINERS, "volume", "number", "start_page", "end_page", "date", "year", "publication_year", "doi", "urls",
    "language", "short_title",
)  # fmt: skip


def read_ris(text: str) -> list[Reference | Broken]:
    """The entries of a library."""
    starts = [match.start() for match in re.finditer(r"^TY  - ", text, re.MULTILINE)]
    found: list[Reference | Broken] = []
    for start, end in pairwise([*starts, len(text)]):
        place = f"line {text.count(chr(10), 0, start) + 1}"
        try:  # one at a time: rispy leaves out an entry without an end, and says nothing
            entries = rispy.loads(text[start:end])
        except Exception:  # rispy raises what its parts do
            found.append(Broken(place, "this entry cannot be read as RIS"))
            continue
        if not entries:
            found.append(Broken(place, "this entry has no end; close it with a line `ER  - `"))
        found += [_reference(each) for each in entries]
    return found


def _reference(each: Mapping[str, Any]) -> Reference:
    return Reference(
        key=first(each, "id", "accession_number"),
        title=first(each, "title", "primary_title"),
        authors=authors_of(_names([*each.get("first_authors", ()), *each.get("authors", ())])),
        publisher=first(each, "publisher"),
        within=first(each, *_CONTAINERS),
        volume=first(each, "volume"),
        issue=first(each, "number"),
        pages=pages_of("-".join(filter(None, (first(each, "start_page"), first(each, "end_page"))))),
        published=next(
            (date for name in ("date", "year", "publication_year") if (date := _date(first(each, name)))), ""
        ),
        doi=bare_doi(first(each, "doi")),
        url=first(each, "urls"),
        language=language_of(first(each, "language")),
        rest=rest_of(each, *_TAKEN),
        in_book=each.get("type_of_reference") in _IN_BOOK,
    )


def _names(given: list[str]) -> Iterator[tuple[str, str, str]]:
    """`Family, Given, Suffix`; a body stands whole. What has more commas is no person."""
    for name in given:
        parts = [part.strip() for part in name.split(",")]
        yield (name, "", "") if len(parts) > 3 else (parts[0], *[*parts[1:], "", ""][:2])  # type: ignore[misc]


def _date(text: str) -> str:
    return iso(text.replace("/", "-").strip("-"))
