"""Rows of a sheet become claims, entries of a library sources: new texts, changed ones, and what does not fit.

A row finds its claim by id or statement, an entry its source by address, or by title and publisher.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from pydantic import ValidationError

from dossier.address import address_fault, doi_link, resolves_doi, same_address
from dossier.cells import NotRows, Unread
from dossier.drafts import UNREAD, claim_draft, propose_id, publisher_of
from dossier.model import Claim, Dossier, Record, Source, is_id
from dossier.records import RESERVED, without_nulls
from dossier.recordtext import record_text
from dossier.references import Broken, Reference
from dossier.refusals import field_names, refusals
from dossier.sheet import ID, Column, column_of, data_of, read_header
from dossier.yamlblocks import with_field
from dossier.yamltext import parse

_HINT: Final = "`dossier export sheet` writes the columns"
_VERDICT: Final = ("status", "error", "gap")
"""Fields of a verdict: changed in place they would leave no history."""
_UNSEEN: Final = "Imported from a library: neither its kind nor whether it was read has been looked at."
_NO_PUBLISHER: Final = "publisher not identified"
"""The cataloguers' words (RDA, 2.8.4). Sources that share them are of one house: none of them counts as independent."""


@dataclass(frozen=True, slots=True)
class Misfit:
    """Something in the file that cannot be a record, or that is not to be overwritten."""

    place: str
    """`row 3, column status`, or `entry 2 (smith2020)`."""
    message: str


@dataclass(slots=True)
class Imported:
    """What an import came to."""

    misfits: list[Misfit] = field(default_factory=list)
    kept: list[Misfit] = field(default_factory=list)
    """Records that say something else than the file, and stay."""
    new: dict[str, str] = field(default_factory=dict)
    """The texts of new records by their paths."""
    updated: dict[str, str] = field(default_factory=dict)
    """The texts of changed records by their paths."""
    places: dict[str, str] = field(default_factory=dict)
    """Where in the file a new or changed record comes from, by its path."""
    left_out: dict[str, int] = field(default_factory=dict)
    """Fields of a library for which a source has none, each with the number of its entries."""
    unchanged: int = 0
    """Rows or entries that say what their record says, or what one before says."""
    done: bool = False


@dataclass
class Importing:
    """What both kinds of import share: the records that there are, and what becomes of them."""

    dossier: Dossier
    taken: dict[str, str]
    """The path of every id, also of records that cannot be read."""

    def __post_init__(self) -> None:
        self.found = Imported()

    def settle(self, place: str, path: str, data: Mapping[str, Any], *, update: bool) -> None:
        """Compare with the record at `path`, and change it where that is wanted."""
        found = self.found
        text = found.updated.get(path) or self.dossier.texts[path]
        held = parse(text)[0] or {}
        differing = [name for name, value in data.items() if not _same(held.get(name), value)]
        if not differing:
            found.unchanged += 1
        elif not update:
            found.kept.append(Misfit(place, f"{path} has another {', '.join(differing)}; --update overwrites it"))
        elif path.startswith("claims") and (judged := [name for name in _VERDICT if name in differing]):
            found.misfits += [
                Misfit(f"{place}, column {name}", "the verdict of a claim is given by `dossier verdict`")
                for name in judged
            ]
        else:
            for name in differing:
                text = with_field(
                    text, name, data[name], _before(name, Source if path.startswith("sources") else Claim)
                )
            if parse(text) == (held | {name: data[name] for name in differing}, []):
                found.updated[path] = text
                found.places.setdefault(path, place)
            else:
                found.misfits.append(Misfit(place, f"{path} is written so that it cannot be edited; change it by hand"))


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
        name = data.pop(ID.field, "") or self._id_of(data)
        faults += self._id_faults(name, number)
        path = self.taken.get(name, f"claims/{name}.yaml")
        held = parse(self.dossier.texts[path])[0] or {} if path in self.dossier.texts else {}
        whole = {**held, **data} if name in self.taken else _drafted(data, self._today)
        faults += [(column_of(place), message) for place, message in _refused(Claim, name, whole)]
        if faults:
            self.found.misfits += [Misfit(f"row {number}, column {column}", message) for column, message in faults]
        elif name in self.taken:
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


class LibraryEntries(Importing):
    """Entries become sources."""

    def __init__(self, dossier: Dossier, taken: dict[str, str], kind: str, update: bool) -> None:
        super().__init__(dossier, taken)
        self._kind, self._update = kind, update
        self._known: dict[str, str] = {}
        for source in dossier.sources.values():
            self._know(source.path, _keys(source.addresses, source.title, source.publisher))

    def take(self, entries: list[Reference | Broken]) -> Imported:
        """Take all entries of a library."""
        for number, entry in enumerate(entries, 1):
            if isinstance(entry, Broken):
                self.found.misfits.append(Misfit(entry.place, entry.message))
                continue
            self._entry(f"entry {number}{f' ({entry.key})' if entry.key else ''}", entry)
            for name in entry.rest:
                self.found.left_out[name] = self.found.left_out.get(name, 0) + 1
        return self.found

    def _entry(self, place: str, entry: Reference) -> None:
        data = self._data(entry)
        new = data | {"kind": self._kind, "read": UNREAD, "notes": _UNSEEN}
        faults = [f"{message}" for _, message in _refused(Source, "new", new)]
        if entry.url and (fault := address_fault(entry.url)):
            faults.append(f"url {entry.url!r} cannot be linked: {fault}")
        if faults:
            self.found.misfits += [Misfit(place, message) for message in faults]
            return
        addresses = (entry.url, doi_link(entry.doi) if entry.doi else "")
        keys = _keys(filter(None, addresses), entry.title, data["publisher"])
        path = next((self._known[key] for key in keys if key in self._known), "")
        if path in self.found.new:
            self.found.unchanged += 1
        elif path:
            self.settle(place, path, data, update=self._update)
        else:
            self._know(self._add(place, entry, new), keys)

    def _data(self, entry: Reference) -> dict[str, Any]:
        """What the entry says, as fields of a source; where it names no publisher, its journal, site or host."""
        named = entry.publisher or ("" if entry.in_book else entry.within)
        shown = "" if resolves_doi(entry.url) else publisher_of(entry.url)
        given = {
            "title": entry.title,
            "url": entry.url,
            "doi": entry.doi,
            "authors": [author.text for author in entry.authors],
            "publisher": named or shown or _NO_PUBLISHER,
            "within": entry.within,
            "volume": entry.volume,
            "issue": entry.issue,
            "pages": entry.pages,
            "published": entry.published,
            "language": entry.language if entry.language != self.dossier.settings.language else "",
        }
        return {name: value for name, value in given.items() if value}

    def _add(self, place: str, entry: Reference, new: dict[str, Any]) -> str:
        key = entry.key.lower()
        free = is_id(key) and key not in self.taken and key not in RESERVED
        name = key if free else propose_id(f"{new['publisher']} {entry.title}", self.taken, "source")
        path = self.taken[name] = f"sources/{name}.yaml"
        self.found.new[path] = record_text({each: new[each] for each in field_names(Source) if each in new})
        self.found.places[path] = place
        return path

    def _know(self, path: str, keys: Iterable[str]) -> None:
        for key in keys:
            self._known.setdefault(key, path)


def _keys(addresses: Iterable[str], title: str, publisher: str) -> list[str]:
    """What a document is known by: its address and DOI, or where it has neither its title and publisher."""
    named = "\n".join(" ".join(each.casefold().split()) for each in (title, publisher))
    return [same_address(address) for address in addresses] or [named]


def _refused(model: type[Record], name: str, data: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """What the model refuses: the field and the message."""
    try:
        model.model_validate({**without_nulls(dict(data)), "id": name, "path": ""})
    except ValidationError as error:
        for _, each in refusals("", model, error):
            yield each.field, f"{each.message}{f' ({each.hint})' if each.hint else ''}"


def _same(one: Any, other: Any) -> bool:
    """Whether two values say the same, whatever spaces stand around them and whichever fields are left empty."""
    if isinstance(one, dict) and isinstance(other, dict):
        return all(_same(one.get(name), other.get(name)) for name in {*one, *other})
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(_same(a, b) for a, b in zip(one, other, strict=True))
    return (one.strip() if isinstance(one, str) else one or None) == (
        other.strip() if isinstance(other, str) else other or None
    )


def _before(name: str, model: type[Record]) -> tuple[str, ...]:
    names = field_names(model)
    return tuple(names[: names.index(name)])
