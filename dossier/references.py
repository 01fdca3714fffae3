"""The entries of a library, Zotero's or another's: CSL-JSON, BibTeX by bibtexparser, RIS by rispy."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import rispy

_DOI: Final = "https://doi.org/"
_INSTALL: Final = "pip install 'evidence-dossier[import]'"
_RAW: Final = ("url", "doi", "howpublished")
"""Fields of BibTeX that hold an address, which is no LaTeX."""
_PUBLISHERS: Final = (
    "journaltitle", "journal", "booktitle", "publisher", "organization", "institution", "school",
)  # fmt: skip
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class NoLibrary(Exception):
    """The file cannot be read as a library; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Reference:
    """What a library says of one document: enough for a source, less what only a reader knows."""

    key: str
    """By which the library knows it."""
    title: str
    publisher: str
    """Where it appeared, or who published it; empty where the entry does not say."""
    author: str
    url: str
    published: str
    """As a date of a record: 2026, 2026-04, 2026-04-05; empty where it is not known."""


@dataclass(frozen=True, slots=True)
class Broken:
    """An entry that cannot be read, among others that can."""

    place: str
    """`line 12`, or `entry 3`."""
    message: str


def read_library(text: str, kind: str) -> list[Reference | Broken]:
    """The entries of a library in order; `kind` is the ending of its file. Raises NoLibrary."""
    found = _READERS[kind](text)
    if not found:
        raise NoLibrary("it holds no entries")
    return found


def _csl(text: str) -> list[Reference | Broken]:
    """CSL-JSON (citation-style-language/schema, csl-data.json)."""
    try:
        items = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise NoLibrary(f"this is no JSON: {error}") from None
    items = items.get("items") if isinstance(items, dict) else items
    if not isinstance(items, list):
        raise NoLibrary("this is no CSL-JSON: a list of entries is wanted; export the library as CSL JSON")
    return [
        _of_csl(each)
        if isinstance(each, dict)
        else Broken(f"entry {number}", "an object is wanted, as CSL-JSON has it")
        for number, each in enumerate(items, 1)
    ]


def _of_csl(each: Mapping[str, Any]) -> Reference:
    return Reference(
        key=_first(each, "citation-key", "id"),
        title=_first(each, "title", "title-short"),
        publisher=_first(each, "container-title", "publisher"),
        author=_author(each.get("author")),
        url=_first(each, "URL") or _doi(_first(each, "DOI")),
        published=_csl_date(each.get("issued")),
    )


def _csl_date(given: Any) -> str:
    parts = given.get("date-parts") if isinstance(given, dict) else None
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    return _date([str(each) for each in first]) or _iso(
        _first(given, "raw", "literal") if isinstance(given, dict) else ""
    )


def _bibtex(text: str) -> list[Reference | Broken]:
    try:
        from bibtexparser import middlewares as use  # noqa: PLC0415  (an extra)
        from bibtexparser.entrypoint import parse_string  # noqa: PLC0415
    except ImportError:
        raise NoLibrary(f"BibTeX needs bibtexparser: {_INSTALL}") from None
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # what it would say is said here
    library = parse_string(text, parse_stack=[use.ResolveStringReferencesMiddleware(), use.RemoveEnclosingMiddleware()])
    raw = {
        entry.key: {field.key.lower(): str(field.value) for field in entry.fields if field.key.lower() in _RAW}
        for entry in library.entries
    }
    library = use.LatexDecodingMiddleware().transform(library)
    found: list[tuple[int, Reference | Broken]] = []
    for entry in library.entries:
        each = {field.key.lower(): _plain(str(field.value)) for field in entry.fields}
        found.append((entry.start_line or 0, _of_bibtex(entry.key, each, raw[entry.key])))
    for block in library.failed_blocks:
        key, line = getattr(block, "key", None), block.start_line or 0
        why = f"the key {key!r} occurs twice" if key else "this entry cannot be read as BibTeX"
        found.append((line, Broken(f"line {line + 1}", why)))
    return [each for _, each in sorted(found, key=lambda pair: pair[0])]


def _of_bibtex(key: str, each: Mapping[str, str], raw: Mapping[str, str]) -> Reference:
    shown = re.search(r"https?://[^\s{}]+", raw.get("howpublished", ""))
    return Reference(
        key=key,
        title=each.get("title", ""),
        publisher=_first(each, *_PUBLISHERS) or ("" if shown else _first(each, "howpublished")),
        author=_first(each, "author"),
        url=_address(raw.get("url", "")) or _doi(_address(raw.get("doi", ""))) or _address(shown[0] if shown else ""),
        published=_iso(each.get("date", "")) or _date([each.get("year", ""), each.get("month", "")]),
    )


def _address(text: str) -> str:
    """An address as it is meant: LaTeX's own reading would cut it at `%` and turn `--` into a dash."""
    held = re.sub(r"^\\url\s*\{(.*)\}$", r"\1", text.strip())
    return re.sub(r"\\([&%_#])", r"\1", "".join(held.split()))


def _plain(text: str) -> str:
    """A BibTeX value without the braces that keep its letters as they are."""
    return " ".join(re.sub(r"(?<!\\)[{}]", "", text).split())


def _ris(text: str) -> list[Reference | Broken]:
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
        found += [_of_ris(each) for each in entries]
    return found


def _of_ris(each: Mapping[str, Any]) -> Reference:
    return Reference(
        key=_first(each, "id", "accession_number"),
        title=_first(each, "title", "primary_title"),
        publisher=_first(each, "secondary_title", "journal_name", "alternate_title3", "publisher"),
        author=_first_of(each.get("authors")) or _first_of(each.get("first_authors")),
        url=_first_of(each.get("urls")) or _first(each, "url") or _doi(_first(each, "doi")),
        published=_iso(_first(each, "date").replace("/", "-").strip("-")) or _iso(_first(each, "year")[:4]),
    )


_READERS: Final[Mapping[str, Callable[[str], list[Reference | Broken]]]] = {
    ".json": _csl,
    ".bib": _bibtex,
    ".ris": _ris,
}
KINDS: Final = tuple(_READERS)
"""The endings of the files that are libraries."""


def _first(entry: Mapping[str, Any], *names: str) -> str:
    """The first of these fields that holds anything, on one line."""
    return next((text for name in names if (text := " ".join(str(entry.get(name) or "").split()))), "")


def _first_of(given: Any) -> str:
    return str(given[0]).strip() if isinstance(given, list) and given else ""


def _author(given: Any) -> str:
    person = given[0] if isinstance(given, list) and given and isinstance(given[0], dict) else {}
    return _first(person, "literal") or " ".join(filter(None, (_first(person, "given"), _first(person, "family"))))


def _doi(doi: str) -> str:
    return doi if not doi or doi.startswith("http") else _DOI + doi.removeprefix("doi:").strip()


def is_doi(url: str) -> bool:
    """Whether an address is a DOI's: its host says nothing of who published."""
    return url.startswith((_DOI, "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/"))


def _iso(text: str) -> str:
    """The date at the start of a text, as far as it goes."""
    match = re.match(r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2}))?)?(?![0-9])", text)
    return _date([part for part in match.groups() if part]) if match else ""


def _date(parts: Iterable[str]) -> str:
    """Year, month, day as a date of a record; what is no number ends it."""
    words = []
    for number, part in enumerate(parts):
        month = part.strip().lower()[:3]
        digits = str(_MONTHS.index(month) + 1) if number == 1 and month in _MONTHS else part.strip()
        if number > 2 or not digits.isdecimal() or not digits.isascii() or not int(digits):
            break
        words.append(digits.zfill(4 if number == 0 else 2))
    return "-".join(words)
