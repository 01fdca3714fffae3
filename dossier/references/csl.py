"""CSL-JSON (citation-style-language/schema, csl-data.json), as Zotero and others export it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from dossier.address import bare_doi
from dossier.references.reference import (
    Broken,
    NoLibrary,
    Reference,
    authors_of,
    date_of,
    first,
    iso,
    language_of,
    pages_of,
    rest_of,
)

_IN_BOOK: Final = ("chapter", "paper-conference", "entry-dictionary", "entry-encyclopedia")
_TAKEN: Final = (
    "id", "citation-key", "type", "title", "author", "publisher", "container-title", "volume", "issue", "page",
    "issued", "DOI", "URL", "language", "title-short", "container-title-short", "journalAbbreviation",
)  # fmt: skip


def read_csl(text: str) -> list[Reference | Broken]:
    """The entries of a library. Raises NoLibrary."""
    try:
        items = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NoLibrary(f"this is no JSON: {error}") from None
    items = items.get("items") if isinstance(items, dict) else items
    if not isinstance(items, list):
        raise NoLibrary("this is no CSL-JSON: a list of entries is wanted; export the library as CSL JSON")
    return [
        _reference(each)
        if isinstance(each, dict)
        else Broken(f"entry {number}", "an object is wanted, as CSL-JSON has it")
        for number, each in enumerate(items, 1)
    ]


def _reference(each: Mapping[str, Any]) -> Reference:
    return Reference(
        key=first(each, "citation-key", "id"),
        title=first(each, "title", "title-short"),
        authors=authors_of(_names(each.get("author"))),
        publisher=first(each, "publisher"),
        within=first(each, "container-title"),
        volume=first(each, "volume"),
        issue=first(each, "issue"),
        pages=pages_of(first(each, "page")),
        published=_date(each.get("issued")),
        doi=bare_doi(first(each, "DOI")),
        url=first(each, "URL"),
        language=language_of(first(each, "language")),
        rest=rest_of(each, *_TAKEN),
        in_book=each.get("type") in _IN_BOOK,
    )


def _names(given: Any) -> Iterator[tuple[str, str, str]]:
    for each in given if isinstance(given, list) else ():
        if isinstance(each, dict):
            family = (first(each, "dropping-particle"), first(each, "non-dropping-particle"), first(each, "family"))
            whole = first(each, "literal")
            yield whole or " ".join(filter(None, family)), "" if whole else first(each, "given"), first(each, "suffix")


def _date(given: Any) -> str:
    parts = given.get("date-parts") if isinstance(given, dict) else None
    start = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    return date_of([str(each) for each in start]) or iso(
        first(given, "raw", "literal") if isinstance(given, dict) else ""
    )
