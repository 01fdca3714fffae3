"""Claims as the rows of a spreadsheet, and back without loss: one claim a row, one value a cell.

A field of one text is a column of its name. A list has numbered columns (`about 1`), one for each part where its items
have parts (`evidence 2 source`). What lies deeper stands in its cell as YAML on one line. An empty cell says nothing.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from dossier.model import Claim, Dossier
from dossier.problem import FieldPath, did_you_mean, shown
from dossier.recordtext import closed, flow_text
from dossier.schema import schema
from dossier.yamltext import parse

_MOST: Final = 200
"""Most items of a list that a header can name."""
_OFFERED: Final = {"appears": 1, "evidence": 2, "searches": 1}
"""How many items of a list a sheet has room for, whatever its claims hold."""
_LONGEST: Final = 200
"""Most characters of a folder."""
_FOLDER_NAME: Final = re.compile(r"[^\W_][\w .-]*")
_FORMULA: Final = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
# One apostrophe is added to what a spreadsheet would run, and taken away again (OWASP, CSV Injection).


@dataclass(frozen=True, slots=True)
class Column:
    """Where the cells of a column belong: a field, an item of its list, a part of that."""

    field: str
    number: int = 0
    """From 1; 0 where the field is no list."""
    part: str = ""
    deep: bool = False
    """Whether a cell holds YAML: a list or a mapping on one line."""

    @property
    def name(self) -> str:
        """As it stands in the header."""
        return " ".join(str(each) for each in (self.field, self.number, self.part) if each)


ID: Final = Column("id")
FOLDER: Final = Column("folder")
"""Where below `claims/` the file of a claim lies; a column only where one lies in a folder."""


@cache
def _fields() -> dict[str, tuple[bool, dict[str, bool]]]:
    """Every field of a claim: whether it is a list, and its parts, each with whether it holds a list or a mapping."""
    found = {}
    for name, node in schema(Claim)["properties"].items():
        held = node.get("items", node)
        found[name] = "items" in node, {part: _is_deep(each) for part, each in held.get("properties", {}).items()}
    return found


def _is_deep(node: Mapping[str, Any]) -> bool:
    return bool({"array", "object"} & set(node.get("type", ())))


def columns(records: Sequence[Mapping[str, Any]]) -> list[Column]:
    """The columns in which these claims hold anything, in the order of the model, and those that every sheet offers."""
    most: dict[str, int] = dict(_OFFERED)
    for record in records:
        for name, value in record.items():
            if isinstance(value, list):
                most[name] = max(most.get(name, 0), len(value))
    found = [ID, *([FOLDER] if any(_cell(record, FOLDER) for record in records) else [])]
    for name, (listed, parts) in _fields().items():
        for number in range(1, most.get(name, 0) + 1) if listed else (0,):
            made = [Column(name, number, part, deep) for part, deep in parts.items()] or [Column(name, number)]
            offered = number <= _OFFERED.get(name, 0)
            found += [each for each in made if offered or any(_cell(record, each) for record in records)]
    return found


def _every_name() -> Iterator[str]:
    for name, (listed, parts) in _fields().items():
        yield from (" ".join(filter(None, (name, "1" if listed else "", part))) for part in parts or ("",))


def read_header(names: Sequence[str]) -> tuple[list[Column | None], list[tuple[str, str]]]:
    """The columns of a header, None for those that are no field, and what is wrong with them, each with its name."""
    found: list[Column | None] = []
    faults = []
    for name in names:
        column = _column(name)
        if column is None and name.strip():
            near = did_you_mean(name, _every_name())
            faults.append((name, f"this is no field of a claim{f'; {near}' if near else ''}"))
        elif column in found and column:
            faults.append((name, "a column before has the same name"))
            column = None
        found.append(column)
    return found, faults


def _column(name: str) -> Column | None:
    words = _plain(name)
    if words in {ID.field, FOLDER.field}:
        return ID if words == ID.field else FOLDER
    for field, (listed, parts) in _fields().items():
        match = re.fullmatch(rf"{re.escape(_plain(field))}(?: ([0-9]{{1,3}}))?(?: (.+))?", words)
        if not match or bool(match[1]) != listed or not 0 <= int(match[1] or 0) <= _MOST:
            continue
        part = next((each for each in parts if _plain(each) == match[2]), "")
        if bool(part) == bool(parts) == bool(match[2]):
            return Column(field, int(match[1] or 0), part, parts.get(part, False))
    return None


def _plain(name: str) -> str:
    return " ".join(name.replace("_", " ").casefold().split())


def row_of(name: str, record: Mapping[str, Any], wanted: Sequence[Column]) -> list[str]:
    """The cells of one claim."""
    return [name if column == ID else _cell(record, column) for column in wanted]


def _cell(record: Mapping[str, Any], column: Column) -> str:
    value: Any = record.get(column.field)
    if column.number:
        value = value[column.number - 1] if isinstance(value, list) and len(value) >= column.number else None
    if column.part:
        value = value.get(column.part) if isinstance(value, dict) else None
    if value is None:
        return ""
    return flow_text(value) if isinstance(value, list | dict) else str(value)


def data_of(row: Sequence[str], header: Sequence[Column | None]) -> tuple[dict[str, Any], list[tuple[str, str]]]:
    """The data of one row, and what is wrong with its cells, each with its column's name."""
    data: dict[Any, Any] = {}
    items: dict[str, dict[Any, Any]] = {}
    faults = []
    for column, cell in zip(header, row, strict=False):
        text = closed(cell.replace("\r\n", "\n").replace("\r", "\n"))
        if column is None or not text:
            continue
        value: Any = text
        if column.deep:
            read, wrong = parse(f"x: {text}")
            if wrong or not read:
                faults.append((column.name, f"{shown(text)} is not a list or a mapping on one line of YAML"))
                continue
            value = read["x"]
        held = items.setdefault(column.field, {}) if column.number else data
        place = column.number or column.field
        if column.part:
            held.setdefault(place, {})[column.part] = value
        else:
            held[place] = value
    return data | {field: [held[number] for number in sorted(held)] for field, held in items.items()}, faults


def column_of(place: FieldPath) -> str:
    """The name of the column in which a field of a record stands."""
    words = [str(step + 1) if isinstance(step, int) else step for step in place[:3]]
    listed = bool(place) and _fields().get(str(place[0]), (False, {}))[0]
    return " ".join(words[: 3 if listed else 2])


def sheet_rows(dossier: Dossier) -> Iterator[list[str]]:
    """The header and a row for each claim, in the order of the article; every value as its record has it."""
    records = {
        claim.id: {FOLDER.field: folder_of(claim.path)} | (parse(dossier.texts[claim.path])[0] or {})
        for claim in dossier.claims.values()
    }
    wanted = columns([*records.values()])
    yield [column.name for column in wanted]
    for name, record in records.items():
        yield row_of(name, record, wanted)


def folder_of(path: str) -> str:
    """The folder of a record below `claims/` or `sources/`; empty where it lies there itself."""
    return path.partition("/")[2].rpartition("/")[0]


def folder_fault(folder: str) -> str:
    """Why this cannot be the folder of a new claim; empty where it can. It must not lead out, on any system."""
    if all(_FOLDER_NAME.fullmatch(part) and not part.endswith((".", " ")) for part in folder.split("/")):
        return "" if len(folder) <= _LONGEST else f"it has more than {_LONGEST} characters"
    return "folders are letters, digits, spaces and `-_.` with `/` between, none beginning or ending in a dot"


def sheet_csv(dossier: Dossier) -> bytes:
    """The sheet as CSV (RFC 4180) in UTF-8, marked as that for spreadsheets, formulas defused."""
    stream = io.StringIO(newline="")
    csv.writer(stream).writerows([[defused(cell) for cell in row] for row in sheet_rows(dossier)])
    return stream.getvalue().encode("utf-8-sig")


def defused(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def undefused(cell: str) -> str:
    """A cell as it was before `defused`."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
