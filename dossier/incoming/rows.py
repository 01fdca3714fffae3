"""Rows of a sheet become claims; a row finds its claim by id or statement."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from typing import Any, Final

from dossier.cells import NotRows, Unread
from dossier.drafts import claim_draft, propose_id
from dossier.incoming.record import Imported, Importing, Misfit, refused
from dossier.model import Claim, Dossier, is_id
from dossier.records import RESERVED
from dossier.recordtext import record_text
from dossier.refusals import field_names
from dossier.sheet import FOLDER, ID, Column, column_of, data_of, folder_fault, folder_of, read_header
from dossier.yamltext import parse

_HINT: Final = "`dossier export sheet` writes the columns"


class ClaimRows(Importing):
    """Rows become claims."""

    def __init__(self, dossier: Dossier, taken: dict[str, str], today: datetime.date, update: bool) -> None:
        super().__init__(dossier, taken)
        self._today, self._update = today, update
        self._by_statement = {" ".join(claim.statement.split()): claim.id for claim in dossier.claims.values()}
        self._rows: dict[str, int] = {}

    def take(self, rows: list[list[str]], unread: Unread) -> Imported:
        """Take all rows; the first is the header. Of the `unread` cells it is said why they have no value."""
        if not rows:
            raise NotRows("it is empty; `statement` and `category` are the columns that a claim needs")
        header, faults = read_header(rows[0])
        self.found.misfits += [Misfit(f"row 1, column {name}", f"{message}; {_HINT}") for name, message in faults]
        if not any(column and column.field in {"id", "statement"} for column in header):
            raise NotRows(f"no column of the first row is called `statement`, and none `id`; {_HINT}")
        for number, cells in unread.items():
            names = [rows[0][place].strip() if place < len(rows[0]) else "" for place in cells]
            self.found.misfits += [
                Misfit(f"row {number}, column {name or place + 1}", why)
                for name, (place, why) in zip(names, cells.items(), strict=True)
            ]
        for number, row in enumerate(rows[1:], 2):
            if number not in unread and any(cell.strip() for cell in row):
                self._row(number, row, header)
        return self.found

    def _row(self, number: int, row: list[str], header: list[Column | None]) -> None:
        data, faults = data_of(row, header)
        faults += [(f"{place + 1}", "the header has no such column") for place in _beyond(row, header)]
        folder = data.pop(FOLDER.field, "")
        if folder and (fault := folder_fault(folder)):
            faults.append((FOLDER.name, f"{folder!r} cannot be a folder below claims/: {fault}"))
        name = data.pop(ID.field, "") or self._id_of(data)
        faults += self._id_faults(name, number)
        path = self.taken.get(name, "/".join(filter(None, ("claims", folder, f"{name}.yaml"))))
        held = parse(self.dossier.texts[path])[0] or {} if path in self.dossier.texts else {}
        whole = {**held, **data} if name in self.taken else _drafted(data, self._today)
        faults += [(column_of(place), message) for place, message in refused(Claim, name, whole)]
        if faults:
            self.found.misfits += [Misfit(f"row {number}, column {column}", message) for column, message in faults]
        elif name in self.taken:
            if folder not in {"", folder_of(path)}:
                self.found.kept.append(
                    Misfit(f"row {number}, column folder", f"{path} stays where it is; move it by hand")
                )
            self.settle(f"row {number}", path, data, update=self._update)
        else:
            self.found.new[path] = record_text(whole)
            self.found.places[path] = f"row {number}"

    def _id_of(self, data: Mapping[str, Any]) -> str:
        """The id of a row that names none: that of the claim with its statement, else a new one."""
        statement = " ".join(str(data.get("statement", "")).split())
        if statement not in self._by_statement:
            self._by_statement[statement] = propose_id(statement, {*self.taken, *self._rows}, "claim")
        return self._by_statement[statement]

    def _id_faults(self, name: str, number: int) -> Iterator[tuple[str, str]]:
        if not is_id(name) or name in RESERVED:
            yield "id", f"{name!r} is not an id; lower-case letters a-z, digits and single hyphens, at most 80"
        elif name in self._rows:
            yield "id", f"row {self._rows[name]} is of {name!r} too; one claim a row"
        elif name in self.taken and name not in self.dossier.claims:
            yield "id", f"{self.taken[name]} cannot be read; `dossier check` says why"
        self._rows.setdefault(name, number)


def _beyond(row: list[str], header: list[Column | None]) -> list[int]:
    return [place for place in range(len(header), len(row)) if row[place].strip()]


def _drafted(data: dict[str, Any], today: datetime.date) -> dict[str, Any]:
    """A new claim in the order of the model; where no status is given it is a draft: unverified, without a source."""
    draft = {} if "status" in data else claim_draft({}, today, None)
    if "gap" in data or data.get("evidence"):
        draft.pop("gap", None)
    whole = {name: value for name, value in draft.items() if value} | data
    return {name: whole[name] for name in field_names(Claim) if name in whole}
