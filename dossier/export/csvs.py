"""A table as CSV (RFC 4180), in UTF-8, with what a spreadsheet would take for a formula defused."""

from __future__ import annotations

import csv
import io
import re
from typing import Final

from dossier.export.edition import Edition
from dossier.export.tables import Table

# OWASP, CSV Injection: these begin a formula, the wide ones in spreadsheets set to Japanese or Chinese.
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_FIRST: Final = frozenset("'=+-@\t\r\n＝＋－＠")


def defused(text: str) -> str:
    """The text with an apostrophe before it where it would be a formula.

    One apostrophe is added, also where there are some already, so that taking one away gives back the text.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def table_csv(table: Table, edition: Edition) -> bytes:
    """The whole table with its header; texts are quoted, numbers are not, what is not given is empty."""
    data = io.BytesIO()
    stream = io.TextIOWrapper(
        data, "utf-8", newline=""
    )  # encodes as it goes: a StringIO would hold the table four times
    writer = csv.writer(stream, quoting=csv.QUOTE_NONNUMERIC)
    writer.writerow([column.name for column in table.columns])
    writer.writerows(
        # Only what begins like a formula is looked at: numbers stay numbers, and most texts are none.
        [defused(cell) if isinstance(cell, str) and cell[:1] in _FIRST else cell for cell in row]
        for row in table.rows(edition)
    )
    stream.detach()  # which flushes it
    return data.getvalue()
