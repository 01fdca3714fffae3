"""The rows of a spreadsheet as text: CSV with any of the usual separators, or XLSX by openpyxl."""

from __future__ import annotations

import csv
import datetime
import io
from typing import Any, Final

_SEPARATORS: Final = (",", ";", "\t")
_LONGEST: Final = 1 << 20
"""Most characters of a cell: those of a whole record."""


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


def xlsx_rows(data: bytes) -> list[list[str]]:
    """The rows of the first sheet of a workbook, each value as it would be written in a record. Raises NotRows."""
    try:
        from openpyxl import load_workbook  # noqa: PLC0415  (an extra)
    except ImportError:
        raise NotRows("workbooks need openpyxl: pip install 'evidence-dossier[import]'; or save it as CSV") from None
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        return [[_text(value) for value in row] for row in book.worksheets[0].iter_rows(values_only=True)]
    except Exception as error:  # whatever is wrong with it: openpyxl raises what its parts do
        raise NotRows(f"this is no workbook that can be read: {error}") from None


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
