"""All tables as one XLSX workbook: typed columns, frozen header, links. Needs xlsxwriter, the extra `export`."""

from __future__ import annotations

import datetime
import io
from typing import TYPE_CHECKING, Any, Final

from dossier.export.edition import Edition
from dossier.export.rows import Cell
from dossier.export.tables import TABLES, Column, Table
from dossier.extras import WORKBOOK
from dossier.sheet import defused, sheet_rows

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

_WIDTHS: Final = {"number": 12, "date": 12, "address": 30, "text": 18}
_WIDE: Final = frozenset({"statement", "finding", "says", "source_title", "title", "suggestion", "excerpt"})
_LONGEST: Final = 32_767
"""Most characters of a cell (Microsoft, Excel specifications and limits)."""
_LINKS: Final = 60_000
"""Most links of a sheet that are made such; the format ends at 65,530, and what is more stays text."""
_LINK: Final = 2_000
_SCHEMES: Final = ("https://", "http://")


def workbook(edition: Edition) -> bytes:
    """The workbook; raises MissingExtra without xlsxwriter."""
    stream = io.BytesIO()
    book = _new(stream, edition)
    bold = book.add_format({"bold": True, "bottom": 1})
    for table in TABLES:
        _sheet(book.add_worksheet(table.name), table, edition, bold)
    book.close()
    return stream.getvalue()


def sheet_workbook(edition: Edition) -> bytes:
    """The claims as `dossier import` reads them, each cell as text: of a CSV a spreadsheet makes `2026-04` a day.

    Raises MissingExtra without xlsxwriter.
    """
    stream = io.BytesIO()
    book = _new(stream, edition)
    sheet = book.add_worksheet("claims")
    text = book.add_format({"num_format": "@"})
    for line, row in enumerate(sheet_rows(edition.dossier)):
        for place, cell in enumerate(row):
            sheet.write_string(line, place, defused(cell), text) if cell else sheet.write_blank(line, place, None, text)
    sheet.set_column(0, 16_383, 18, text)
    sheet.freeze_panes(1, 1)
    book.close()
    return stream.getvalue()


def too_long(edition: Edition) -> str:
    """Why a workbook cannot hold the claims whole; empty where it can."""
    for row in sheet_rows(edition.dossier):
        if any(len(defused(cell)) > _LONGEST for cell in row):
            longer = f"a cell of a workbook ends at {_LONGEST:,} characters, and {row[0]!r} has a longer text"
            return f"{longer}; export it as CSV"
    return ""


def _new(stream: io.BytesIO, edition: Edition) -> Workbook:
    WORKBOOK.require()
    import xlsxwriter  # noqa: PLC0415 - an extra, which most never need

    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "default_date_format": "yyyy-mm-dd",
    }
    book = xlsxwriter.Workbook(stream, options)
    # The file says when it was made: on the dossier's date, so that the same records make the same bytes.
    day = edition.dossier.date or datetime.date(1980, 1, 1)
    made = datetime.datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the format knows no time zone
    book.set_properties({"title": edition.dossier.title, "comments": f"Version {edition.version}", "created": made})
    return book


def _sheet(sheet: Worksheet, table: Table, edition: Edition, bold: Any) -> None:
    rows = list(table.rows(edition))
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, column.name, bold)
        sheet.set_column(place, place, 50 if column.name in _WIDE else _WIDTHS[column.kind])
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(rows), len(table.columns) - 1)
    room = _LINKS
    for line, row in enumerate(rows, 1):
        for place, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
            if cell is not None:
                room -= _write(sheet, line, place, column, cell, room)


def _write(sheet: Worksheet, line: int, place: int, column: Column, cell: Cell, room: int) -> int:
    """Write one cell by the kind of its column; give how many links that took."""
    if isinstance(cell, int | float):
        sheet.write_number(line, place, cell)
        return 0
    text = (cell or "")[:_LONGEST]
    if column.kind == "date" and (day := _day(text)):
        sheet.write_datetime(line, place, day)
    elif column.kind == "address" and room and len(text) <= _LINK and text.startswith(_SCHEMES):
        sheet.write_url(line, place, text, string=text)
        return 1
    else:
        sheet.write_string(line, place, text)
    return 0


def _day(text: str) -> datetime.date | None:
    """A day that is known whole; what is known in part, or a bound, stays text."""
    try:
        return datetime.date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
