"""BibTeX and BibLaTeX, by bibtexparser."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from dossier.address import bare_doi
from dossier.extras import BIBTEX
from dossier.references.reference import (
    Broken,
    Reference,
    authors_of,
    date_of,
    first,
    iso,
    language_of,
    pages_of,
    rest_of,
)

if TYPE_CHECKING:
    from bibtexparser.model import Entry

_RAW: Final = ("url", "doi", "howpublished")
"""Fields that hold an address, which is no LaTeX."""
_JOURNALS: Final = ("journaltitle", "journal")
_PUBLISHERS: Final = ("publisher", "organization", "institution", "school")
_NUMBERED: Final = ("techreport", "report", "patent", "manual", "standard")
"""Types of which `number` is the number of the document itself, not of an issue."""
_TAKEN: Final = (
    "title", "author", *_JOURNALS, "booktitle", *_PUBLISHERS, "howpublished", "volume", "pages", "date", "year",
    "month", "doi", "url", "language", "langid", "shorttitle", "shortjournal", "key",
)  # fmt: skip


def read_bibtex(text: str) -> list[Reference | Broken]:
    """The entries of a library. Raises MissingExtra without bibtexparser."""
    BIBTEX.require()
    from bibtexparser import middlewares as use  # noqa: PLC0415  (an extra)
    from bibtexparser.entrypoint import parse_string  # noqa: PLC0415

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what it would say is said here
    whole = [use.ResolveStringReferencesMiddleware(), use.RemoveEnclosingMiddleware()]
    library = parse_string(text, parse_stack=whole)
    raw = {
        entry.key: {field.key.lower(): str(field.value) for field in entry.fields if field.key.lower() in _RAW}
        for entry in library.entries
    }
    decoded = use.LatexDecodingMiddleware(keep_braced_groups=True)  # braces keep the name of a body whole
    for each in (use.NormalizeFieldKeys(), decoded, use.SeparateCoAuthors(), use.SplitNameParts()):
        library = each.transform(library)
    found: list[tuple[int, Reference | Broken]] = [
        (entry.start_line or 0, _reference(entry, raw[entry.key])) for entry in library.entries
    ]
    for block in library.failed_blocks:
        key, line = getattr(block, "key", None), block.start_line or 0
        why = f"the key {key!r} occurs twice" if key else "this entry cannot be read as BibTeX"
        found.append((line, Broken(f"line {line + 1}", why)))
    return [each for _, each in sorted(found, key=lambda pair: pair[0])]


def _reference(entry: Entry, raw: Mapping[str, str]) -> Reference:
    each = {field.key: _plain(field.value) for field in entry.fields if isinstance(field.value, str)}
    shown = re.search(r"https?://[^\s{}]+", raw.get("howpublished", ""))
    issues = () if entry.entry_type.lower() in _NUMBERED else ("number", "issue")
    publisher, how = first(each, *_PUBLISHERS), "" if shown else first(each, "howpublished")
    journal = first(each, *_JOURNALS)
    return Reference(
        key=entry.key,
        title=first(each, "title"),
        authors=authors_of(_names(entry.fields_dict["author"].value if "author" in entry.fields_dict else ())),
        publisher=publisher or ("" if journal else how),
        within=journal or first(each, "booktitle") or (how if publisher else ""),
        volume=first(each, "volume"),
        issue=first(each, *issues),
        pages=pages_of(first(each, "pages")),
        published=iso(first(each, "date")) or date_of([each.get("year", ""), each.get("month", "")]),
        doi=bare_doi(_address(raw.get("doi", ""))),
        url=_address(raw.get("url", "")) or _address(shown[0] if shown else ""),
        language=language_of(first(each, "langid")) or language_of(first(each, "language")),
        rest=rest_of((field.key for field in entry.fields), *_TAKEN, *issues),
        in_book=not journal,
    )


def _names(given: Iterable[Any]) -> Iterator[tuple[str, str, str]]:
    for name in given:
        family, first_name, suffix = (
            _plain(" ".join(parts)) for parts in ([*name.von, *name.last], name.first, name.jr)
        )
        if (family, first_name) != ("others", ""):  # BibTeX's word for those that are not named
            yield family, first_name, suffix


def _address(text: str) -> str:
    """An address as it is meant: LaTeX's own reading would cut it at `%` and turn `--` into a dash."""
    held = re.sub(r"^\\url\s*\{(.*)\}$", r"\1", text.strip())
    return re.sub(r"\\([&%_#])", r"\1", "".join(held.split()))


def _plain(text: str) -> str:
    """A value without the braces that keep its letters as they are."""
    return " ".join(re.sub(r"(?<!\\)[{}]", "", text).split())
