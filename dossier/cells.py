"""The rows of a spreadsheet as text: CSV with any of the usual separators, or XLSX by openpyxl."""

from __future__ import annotations

import csv
import datetime
import io
from typing import Any, Final

from dossier.extras import SHEETS

_SEPARATORS: Final = (",", ";", "\t")
_LONGEST: Final = 1 << 20
"""Most characters of a cell: those of a whole record."""
Unread = dict[int, dict[int, str]]
"""Why cells have no value: by row, counted from 1, and by place in it, counted from 0."""


class NotRows(Exception):
    """The file cannot be read as rows; the message says why, and what to do."""


def csv_rows(data: bytes) -> list[list[str]]:
    """The rows of a CSV file in UTF-8, separated by what its first line holds most of. Raises NotRows."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise NotRows(f"line {line} is not UTF-8; save it as CSV UTF-8") from None
    first = text.partition("\n")[0]
    csv.field_size_limit(_LONGEST)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=max(_SEPARATORS, key=first.count), strict=True))
    except csv.Error as error:
        raise NotRows(f"this is no CSV: {error}") from None


def xlsx_rows(data: bytes) -> tuple[list[list[str]], Unread]:
    """The rows of the first sheet of a workbook, each value as it would be written in a record; and what has none.

    Raises NotRows, and MissingExtra without openpyxl.
    """
    SHEETS.require()
    from openpyxl import load_workbook  # noqa: PLC0415  (an extra)

    try:
        # a cell gives its formula or the result that was saved, never both: the file is read as the one and the other
        typed, saved = (
            load_workbook(io.BytesIO(data), read_only=True, data_only=results).worksheets[0].iter_rows()
            for results in (False, True)
        )
        rows: list[list[str]] = []
        unread: Unread = {}
        for number, (cells, results) in enumerate(zip(typed, saved, strict=True), 1):
            faults = [_fault(*pair) for pair in zip(cells, results, strict=True)]
            rows.append(["" if fault else _text(cell.value) for cell, fault in zip(results, faults, strict=True)])
            if any(faults):
                unread[number] = {place: fault for place, fault in enumerate(faults) if fault}
    except Exception as error:  # whatever is wrong with it: openpyxl raises what its parts do
        raise NotRows(f"this is no workbook that can be read: {error}") from None
    return rows, unread


def _fault(typed: Any, saved: Any) -> str:
    """Why a cell has no value, or nothing."""
    if saved.data_type == "e":
        return f"{saved.value} is an error of the spreadsheet, no value; mend it there"
    if typed.data_type == "f" and saved.value is None:
        return "a formula without a saved result: open the file in a spreadsheet and save it"
    return ""


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(" ")
    return value.isoformat() if isinstance(value, datetime.date) else str(value)
