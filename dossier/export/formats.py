"""Every export by its name on the command line and its file on the data page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Final

from dossier.export import citations, claims
from dossier.export.csvs import table_csv
from dossier.export.documents import FIELDS, document, document_pages, lines
from dossier.export.edition import Edition
from dossier.export.feed import feed_pages
from dossier.export.tables import TABLES, Table
from dossier.export.workbook import sheet_workbook, too_long, workbook
from dossier.extras import WORKBOOK, Extra
from dossier.page import Page
from dossier.sheet import sheet_csv

FOLDER: Final = "data"
LARGEST: Final = 500
"""Most claims for which a build makes the workbook, which costs three times what all other exports cost together."""


def _always(_edition: Edition) -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Format:
    """One export."""

    name: str
    """What the command line calls it."""
    file: str
    """Its file on the site, below `data/`."""
    about: str
    write: Callable[[Edition], bytes]
    """The whole export as one file."""
    fields: tuple[tuple[str, str], ...] = ()
    """Its columns or fields, with what they mean."""
    shards: Callable[[Edition, str], Iterator[Page]] | None = None
    """Its files on the site, where it may be more than one."""
    refused: Callable[[Edition], str] = _always
    """Why it cannot be made at all; empty where it can."""
    left_out: Callable[[Edition], str] = _always
    """Why the site goes without it although it can be made; empty where it does not."""
    extra: Extra | None = None
    """The library without which it cannot be made."""
    text: bool = True

    def pages(self, edition: Edition) -> Iterator[Page]:
        """Yield its files on the site, one by one, since together they are large; none where refused or left out."""
        if self.refused(edition) or self.left_out(edition):
            return
        path = f"{FOLDER}/{self.file}"
        if self.shards:
            yield from self.shards(edition, path)
        else:
            yield Page(path, self.write(edition))


def _csv(table: Table) -> Format:
    fields = tuple((column.name, column.meaning) for column in table.columns)
    return Format(table.name, f"{table.name}.csv", f"{table.about} CSV.", partial(table_csv, table), fields)


def _cited(write: Callable[[list[citations.Citation]], str]) -> Callable[[Edition], bytes]:
    return lambda edition: write(citations.sources(edition)).encode()


def _too_many(edition: Edition) -> str:
    if len(edition.dossier.claims) <= LARGEST:
        return ""
    return (
        f"the site holds it up to {LARGEST:,} claims; `dossier export xlsx --out dossier.xlsx` makes it of any number"
    )


def _without_address(edition: Edition) -> str:
    if not edition.base_url:
        return "a feed needs absolute addresses: set base_url in dossier.yaml, or name one with --base-url"
    return "" if edition.has_feed else "no claim has a dated verdict"


def _whole_feed(edition: Edition) -> bytes:
    return next(feed_pages(edition, f"{FOLDER}/verdicts.atom", most=1 << 30)).data


FORMATS: Final[tuple[Format, ...]] = (
    Format(
        "json", "dossier.json", "The whole dossier as one JSON document; an index of several where it is large.",
        document, FIELDS, document_pages,
    ),
    Format("jsonl", "claims.jsonl", "JSON Lines: one claim a line, complete in itself.", lines, claims.FIELDS),
    *(_csv(table) for table in TABLES),
    Format(
        "xlsx", "dossier.xlsx", "All tables as a workbook, a sheet each: typed columns, frozen header, links.",
        workbook,
        refused=lambda _: WORKBOOK.missing, extra=WORKBOOK, left_out=_too_many, text=False,
    ),
    Format("csl", "sources.csl.json", "The sources as CSL-JSON, for Zotero, Pandoc and others.", _cited(citations.csl)),
    Format("bibtex", "sources.bib", "The sources as BibTeX, for LaTeX.", _cited(citations.bibtex)),
    Format("ris", "sources.ris", "The sources as RIS, for EndNote, Mendeley and others.", _cited(citations.ris)),
    Format(
        "atom", "verdicts.atom", "An Atom feed: every verdict an entry, newest first.", _whole_feed,
        shards=feed_pages, refused=_without_address,
    ),
)  # fmt: skip
"""In the order of the data page."""


def lacking(edition: Edition) -> list[Extra]:
    """The extras for want of which a site goes without an export."""
    extras = [each.extra for each in FORMATS if not each.left_out(edition)]
    return [extra for extra in extras if extra and extra.missing]


SHEET: Final = Format(
    "sheet",
    "sheet.csv",
    "The claims as a spreadsheet, every field of every record: what `dossier import` reads.",
    lambda edition: sheet_csv(edition.dossier),
)
"""For desks that keep their claims in one; it is no page of the site."""
SHEET_BOOK: Final = replace(
    SHEET, file="sheet.xlsx", write=sheet_workbook, refused=too_long, extra=WORKBOOK, text=False
)
"""The same as a workbook."""
