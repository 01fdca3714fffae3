"""Sources and claims as citations: CSL-JSON, BibTeX and RIS, one entry each, and a claim as a sentence.

A source says no more here than its record: where that names no authors there are none, and BibTeX sorts by the
publisher. A date that is only a bound is no year: it goes into the note. A claim is cited with its verdict in the
title, so that no style can drop it, and the desk is its author.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

import rispy

from dossier.authors import Author, in_words
from dossier.dates import day_in_words
from dossier.export.edition import Edition
from dossier.model import Claim, Source
from dossier.words import label


@dataclass(frozen=True, slots=True)
class Citation:
    """What every format of citations says, in plain text."""

    id: str
    title: str
    authors: tuple[Author, ...]
    publisher: str
    within: str = ""
    """What it appeared in; the dossier, of a claim."""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    url: str = ""
    date: str = ""
    """ISO date, as far as known."""
    accessed: str = ""
    version: str = ""
    language: str = ""
    note: str = ""

    @property
    def in_journal(self) -> bool:
        """Whether it is an article of something that comes out in volumes or issues."""
        return bool(self.within and (self.volume or self.issue))


def source_citation(source: Source) -> Citation:
    """A source with how it was read, so that whoever cites it does not claim to have read more than the desk did."""
    date = source.published
    note = [f"{label(source.kind, 'kind').capitalize()}", label(source.read, "read")]
    if date and date.bound:
        note.append(f"published {date.words}")
    if source.read_at:
        note.append(f"read at {source.read_at}")
    return Citation(
        id=source.id,
        title=_line(source.title),
        authors=source.authors,
        publisher=_line(source.publisher),
        within=_line(source.within or ""),
        volume=_line(source.volume or ""),
        issue=_line(source.issue or ""),
        pages=_line(source.pages or ""),
        doi=source.doi or "",
        url=source.url or "",
        date=date.text if date and not date.bound else "",
        accessed=source.retrieved.isoformat() if source.retrieved else "",
        language=source.language or "",
        note=_line("; ".join(note)),
    )


def claim_citation(claim: Claim, edition: Edition) -> Citation:
    """A claim with its verdict in the title, and the version of the dossier."""
    checked = f"checked {day_in_words(claim.checked)}" if claim.checked else "no date given"
    desk = _line(edition.dossier.settings.desk.name or edition.dossier.title)
    return Citation(
        id=f"claim-{claim.id}",
        title=_line(f"{claim.statement} [{claim.status}, {claim.second_word_label}; {checked}{only(claim)}]"),
        authors=(Author(desk),),
        publisher=desk,
        within=_line(edition.dossier.title),
        url=edition.address(f"claims/{claim.id}.html"),
        date=claim.checked.isoformat() if claim.checked else "",
        version=edition.version,
        language=edition.dossier.settings.language,
        note=_line(f"Version {edition.version}. {claim.finding or ''}"),
    )


def only(claim: Claim) -> str:
    """The limit without which a confirmed claim would mislead, as the end of its verdict; empty where it has none."""
    return f"; only: {claim.limit.rstrip('.')}" if claim.limit else ""


def sentence(claim: Claim, edition: Edition) -> str:
    """A claim as one citation to print: statement, verdict and date, finding, dossier, version, address."""
    cited = claim_citation(claim, edition)
    date = f"checked {day_in_words(claim.checked)}" if claim.checked else "no date given"
    desk = f", {cited.publisher}" if cited.publisher != cited.within else ""
    parts = [
        _line(claim.statement),
        f"{claim.status.capitalize()}, {claim.second_word_label}; {date}{only(claim)}.",
        _line(claim.finding or ""),
        f"In: {cited.within}{desk}, version {cited.version}.",
        cited.url or "No permanent address: the dossier names no base_url.",
    ]
    return " ".join(part for part in parts if part)


def source_sentence(source: Source) -> str:
    """A source as one citation to print: who wrote it, title, where it appeared, date, how it was read, address."""
    publisher = _line(source.publisher)
    date = source.published.words if source.published else "no date known"
    read = f"{label(source.kind, 'kind').capitalize()}, {label(source.read, 'read')}"
    parts = [
        f"{in_words(source.authors) or publisher}: {_line(source.title)}.",
        f"In: {_line(source.appeared_in)}." if source.appeared_in else "",
        f"{publisher}." if source.authors and publisher != source.within else "",
        f"{date[0].upper()}{date[1:]}.",
        f"{read} on {day_in_words(source.retrieved)}." if source.retrieved else f"{read}.",
        source.link or "No address known.",
    ]
    return " ".join(part for part in parts if part)


def sources(edition: Edition) -> list[Citation]:
    """Every source, by id."""
    return [source_citation(source) for source in edition.dossier.sources.values()]


def csl(citations: Iterable[Citation]) -> str:
    """CSL-JSON, schema 1.0.2 (citation-style-language/schema): an array, an item on each line."""
    return "[\n" + ",\n".join(_JSON.encode(_csl(each)) for each in citations) + "\n]\n"


def _csl(cited: Citation) -> dict[str, Any]:
    item = {
        "id": cited.id,
        "type": "article-journal" if cited.in_journal else "webpage" if cited.url else "document",
        "title": cited.title,
        "author": [_name(author) for author in cited.authors],
        "publisher": cited.publisher,
        "container-title": cited.within,
        "volume": cited.volume,
        "issue": cited.issue,
        "page": cited.pages,
        "issued": _parts(cited.date),
        "accessed": _parts(cited.accessed),
        "DOI": cited.doi,
        "URL": cited.url,
        "version": cited.version,
        "language": cited.language,
        "note": cited.note,
    }
    return {name: value for name, value in item.items() if value}


def _name(author: Author) -> dict[str, str]:
    if not author.given:
        return {"literal": author.family}
    parts = {"family": author.family, "given": author.given, "suffix": author.suffix}
    return {part: text for part, text in parts.items() if text}


def _parts(date: str) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[int(part) for part in date.split("-")]]} if date else None


def ris(citations: Iterable[Citation]) -> str:
    """RIS, one reference each: an article of a journal, a page of the web, or neither."""
    return str(rispy.dumps([_ris(each) for each in citations], implementation=_Writer))


class _Writer(rispy.RisWriter):  # type: ignore[misc]
    def set_header(self, count: int) -> str:  # noqa: ARG002
        return ""  # a number on a line of its own is no RIS, and some readers stop there


def _ris(cited: Citation) -> dict[str, Any]:
    first, _, last = cited.pages.partition("-") if re.fullmatch(r"\w+-\w+", cited.pages) else (cited.pages, "", "")
    reference = {
        "type_of_reference": "JOUR" if cited.in_journal else "ELEC" if cited.url else "GEN",
        "id": cited.id,
        "title": cited.title,
        "authors": [author.text if author.given else author.family for author in cited.authors],
        "publisher": cited.publisher,
        "secondary_title": cited.within,
        "volume": cited.volume,
        "number": cited.issue,
        "start_page": first,
        "end_page": last,
        "year": cited.date[:4],
        "date": _slashed(cited.date),
        "access_date": _slashed(cited.accessed),
        "doi": cited.doi,
        "urls": [cited.url] if cited.url else [],
        "edition": cited.version,
        "language": cited.language,
        "notes": [cited.note] if cited.note else [],
    }
    return {name: value for name, value in reference.items() if value}


def _slashed(date: str) -> str:
    """RIS writes `2026/04/24/`, with nothing between the slashes for what is not known."""
    return "/".join([*date.split("-"), "", "", ""][:3]) + "/" if date else ""


_JSON: Final = json.JSONEncoder(ensure_ascii=False)
_LATEX: Final = str.maketrans(
    {
        "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}", "%": r"\%", "&": r"\&",
        "$": r"\$", "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
    }
)  # fmt: skip
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def bibtex(citations: Iterable[Citation]) -> str:
    """BibTeX: `@article` for that of a journal, else `@misc`, the standard type for what is neither book nor paper.

    Written here and not by a library: pybtex escapes `%` and `&` but neither `$` nor a backslash, bibtexparser nothing.
    """
    return "\n".join(_bibtex(each) for each in citations)


def _bibtex(cited: Citation) -> str:
    year, month = cited.date[:4], cited.date[5:7]
    fields = {
        "author": " and ".join(_bibtex_name(author) for author in cited.authors),
        "key": "" if cited.authors else _latex(cited.publisher),  # by what styles sort an entry without an author
        "title": f"{{{_latex(cited.title)}}}",
        "journal" if cited.in_journal else "howpublished": _latex(cited.within),
        "publisher": _latex(cited.publisher),
        "volume": _latex(cited.volume),
        "number": _latex(cited.issue),
        "pages": _latex(cited.pages.replace("-", "--")),
        "year": year,
        "date": cited.date,
        "doi": cited.doi.replace("{", "%7B").replace("}", "%7D"),
        "url": cited.url.replace("{", "%7B").replace("}", "%7D"),
        "urldate": cited.accessed,
        "edition": cited.version,
        "language": cited.language,
        "note": _latex(cited.note),
    }
    lines = [f"  {name} = {{{text}}}" for name, text in fields.items() if text]
    lines += [f"  month = {_MONTHS[int(month) - 1]}"] if month else []
    kind = "article" if cited.in_journal else "misc"
    return f"@{kind}{{{cited.id},\n" + ",\n".join(lines) + "\n}\n"


def _bibtex_name(author: Author) -> str:
    """`Family, Suffix, Given`; braces keep the name of a body whole, and a part that holds the word between names."""
    if not author.given:
        return f"{{{_latex(author.family)}}}"
    parts = (_latex(part) for part in (author.family, author.suffix, author.given) if part)
    return ", ".join(f"{{{part}}}" if "and" in part.casefold().split() else part for part in parts)


def _latex(text: str) -> str:
    return text.translate(_LATEX)


def _line(text: str) -> str:
    """A text on one line: a line break would begin a new field in RIS."""
    return " ".join(text.split())
