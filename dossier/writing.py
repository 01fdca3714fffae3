"""New dossiers, new records and new verdicts: loaded, checked and written, never over what is there."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from pydantic import ValidationError

from dossier.address import address_fault, same_address
from dossier.build import check_project
from dossier.drafts import claim_draft, propose_id, source_draft
from dossier.files import read_files, read_text
from dossier.model import Claim, Dossier, Record, Source, is_id
from dossier.problem import Finding, Problem, did_you_mean
from dossier.publish import add_record, replace_record
from dossier.records import RESERVED, File, read_records
from dossier.recordtext import record_text
from dossier.refusals import refusals
from dossier.rules import check
from dossier.schema import MARK
from dossier.starter import SCHEMA_FOLDER, schema_paths, starter_files
from dossier.verdicts import outdated, with_verdict
from dossier.yamltext import encode


class NotWritten(Exception):
    """What was asked for cannot be written; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class Written:
    """A record that was written, or was not."""

    path: str
    problems: tuple[Problem, ...]
    """What is wrong with it, or still missing."""
    done: bool = True
    fallen: tuple[str, ...] = ()
    """Fields that fell with the verdict to which they belonged."""


def start_dossier(folder: Path, tool: str, *, reachable: bool) -> tuple[list[str], list[str]]:
    """Write a new dossier with an example into `folder`; give the files written and those that were there and stay.

    Raises NotWritten where the folder holds a dossier, or is none.
    """
    if folder.exists() and not folder.is_dir():
        raise NotWritten(f"{folder} is a file; name a folder")
    records = [*folder.glob("claims/**/*.yaml"), *folder.glob("sources/**/*.yaml")]
    if records or any((folder / name).exists() for name in ("dossier.yaml", "article.yaml")):
        raise NotWritten(f"{folder} holds a dossier already; `dossier new claim` adds to it")
    files = starter_files(tool, reachable=reachable)
    written: list[str] = []
    try:
        written += (path for path, text in files.items() if add_record(folder / path, text, folder))
    except BaseException:  # half a dossier would be in the way of a second try
        for path in written:
            (folder / path).unlink(missing_ok=True)
        raise
    return written, [path for path in files if path not in written]


def write_schemas(root: Path) -> list[str]:
    """Write the JSON Schemas of this version, in place of earlier ones; give their paths. Raises NotWritten."""
    read_files(root)  # a folder that holds no dossier is refused
    schemas = schema_paths()
    for path, text in schemas.items():
        target = root / path
        if add_record(target, text, root):
            continue
        if target.is_symlink() or not target.is_file() or MARK not in _head(root, path):
            raise NotWritten(f"{target} is not of dossier's making and stays; move it elsewhere")
        replace_record(target, text.encode(), root)
    return list(schemas)


def _head(root: Path, path: str) -> str:
    return read_text(root / path)[:400]


def add_claim(root: Path, given: Mapping[str, str], today: datetime.date, name: str = "") -> Written:
    """Write a new claim, as unverified, under an id that its statement proposes; raises NoProject and NotWritten."""
    _refuse_bytes(given)
    project = _Project.read(root)
    data = claim_draft(given, today, project.dossier.article)
    return project.add("claims", "claim", name, given.get("statement", ""), data)


def add_source(
    root: Path, given: Mapping[str, str], today: datetime.date, name: str = "", authors: Sequence[str] = ()
) -> Written:
    """Write a new source under an id that its title proposes; nothing is fetched. Raises NoProject and NotWritten."""
    _refuse_bytes({**given, "author": " ".join(authors)})
    project = _Project.read(root)
    if fault := project.address_fault(given.get("url", "")):
        raise NotWritten(fault)
    return project.add("sources", "source", name, _source_words(given), source_draft(given, today, authors))


def _source_words(given: Mapping[str, str]) -> str:
    return " ".join((given.get("publisher", ""), given.get("title", "")))


class Answers:
    """What may be answered when a new claim or source is asked for field by field; raises NoProject."""

    def __init__(self, root: Path, kind: Literal["claim", "source"]) -> None:
        self._project = _Project.read(root)
        self._kind: Final = kind

    def fault(self, name: str, text: str) -> str:
        """Why a text cannot be the value of a field; empty where it can."""
        if name == "id":
            return self._project.id_fault(f"{self._kind}s", text)
        if name == "url":
            return self._project.address_fault(text)
        model = Claim if self._kind == "claim" else Source
        return next(
            (each.message + (f" ({each.hint})" if each.hint else "") for each in _faults(model, name, text)), ""
        )

    def proposed_id(self, given: Mapping[str, str]) -> str:
        """The id that a record with these values would get."""
        words = given.get("statement", "") if self._kind == "claim" else _source_words(given)
        return propose_id(words, self._project.taken(f"{self._kind}s"), self._kind)


def _faults(model: type[Record], name: str, text: str) -> Iterator[Finding]:
    try:
        model.model_validate({name: text})
    except ValidationError as error:
        yield from (each for _, each in refusals("", model, error) if each.field == (name,))


def problems_of(root: Path, path: str) -> tuple[Problem, ...]:
    """What is wrong with one record, or still missing in it, among all the others."""
    return tuple(each for each in check_project(root).problems if each.path == path)


def set_verdict(root: Path, name: str, new: Mapping[str, str], today: datetime.date) -> Written:
    """Give a claim a new verdict and move the present one into its history; every other line of its file stays.

    Raises NoProject and NotWritten. Nothing is written where the new verdict is an error, say beyond the evidence.
    """
    _refuse_bytes(new)
    project = _Project.read(root)
    claim = project.claim(name)
    _refuse_verdict(claim, today)
    edited = with_verdict(project.dossier.texts[claim.path], claim, new, today)
    if edited is None:
        raise NotWritten(
            f"{claim.path} is written so that its verdict cannot be moved; edit it by hand, in block style"
        )
    alone = read_records([File(claim.path, edited.encode())])[1]
    if faults := [each for each in alone if each.severity == "error"]:
        raise NotWritten("; ".join(f"{each.message}{f' ({each.hint})' if each.hint else ''}" for each in faults))
    if new["status"] != claim.status and "finding" not in new:
        change = f"from {claim.status} to {new['status']}"
        raise NotWritten(f"the status changes {change}; give the new answer in one line with --finding")
    problems = project.problems_with(claim.path, edited)
    done = not any(each.severity == "error" for each in problems)
    if done:
        replace_record(root / claim.path, encode(edited, project.bytes_of(claim.path)), root)
    return Written(claim.path, problems, done, outdated(claim, new))


def _refuse_bytes(given: Mapping[str, str]) -> None:
    """Refuse what the system passes on where a byte of the command line is not UTF-8."""
    for name, value in given.items():
        if re.search("[\ud800-\udfff]", value):
            raise NotWritten(f"{name}: {value!r} is not UTF-8; type it anew")


def _refuse_verdict(claim: Claim, today: datetime.date) -> None:
    if claim.checked is None:
        raise NotWritten(f"{claim.path} has no `checked`; write there the day of its present verdict, then try again")
    if claim.checked > today:
        raise NotWritten(f"{claim.path} was checked on {claim.checked}, after today, {today}; mend that date first")


@dataclass(frozen=True)
class _Project:
    """A project as it was read, before anything is written."""

    root: Path
    files: list[File]
    dossier: Dossier

    @classmethod
    def read(cls, root: Path) -> _Project:
        files, _ = read_files(root)
        return cls(root, files, read_records(files)[0])

    def claim(self, name: str) -> Claim:
        if claim := self.dossier.claims.get(name):
            return claim
        if f"claims/{name}" in self.dossier.unsound:
            raise NotWritten(f"{name!r} cannot be read; `dossier check` says why")
        near = did_you_mean(name, self.dossier.claims)
        raise NotWritten(f"there is no claim {name!r}{f'; {near}' if near else ''}")

    def taken(self, folder: str) -> dict[str, str]:
        """The ids of one kind of record, each with the path of its file."""
        return {file.stem: file.path for file in self.files if file.folder == folder}

    def id_fault(self, folder: str, name: str) -> str:
        """Why a new record cannot have this id; empty where it can."""
        if not is_id(name):
            return f"{name!r} is not an id; lower-case letters a-z, digits and single hyphens, at most 80"
        if name in RESERVED:
            return f"{name!r} cannot be an id"
        if path := self.taken(folder).get(name):
            return f"the id {name!r} is taken by {path}; name another with --id"
        return ""

    def address_fault(self, url: str) -> str:
        """Why a new source cannot have this address; empty where it can, or has none."""
        if not url:
            return ""
        if fault := address_fault(url):
            return f"{url!r} cannot be linked: {fault}; give the address as a browser shows it"
        for known in self.dossier.sources.values():
            if same_address(url) in map(same_address, known.addresses):
                return f"{known.path} has this address already; one document is one source"
        return ""

    def bytes_of(self, path: str) -> bytes:
        return next(file.data for file in self.files if file.path == path and isinstance(file.data, bytes))

    def add(self, folder: str, kind: str, name: str, words: str, data: Mapping[str, object]) -> Written:
        """Write a new record under `name`, else under an id made of `words`."""
        if name and (fault := self.id_fault(folder, name)):
            raise NotWritten(fault)
        path = f"{folder}/{name or propose_id(words, self.taken(folder), kind)}.yaml"
        schema = f"{SCHEMA_FOLDER}/{kind}.json"
        text = record_text(data, f"../{schema}" if (self.root / schema).is_file() else "")
        faults = read_records([File(path, text.encode())])[1]
        if errors := [each.message for each in faults if each.severity == "error"]:
            raise NotWritten("; ".join(errors))
        if not add_record(self.root / path, text, self.root):
            raise NotWritten(f"{self.root / path} is there already; name another with --id")
        return Written(path, problems_of(self.root, path))

    def problems_with(self, path: str, text: str) -> tuple[Problem, ...]:
        """The problems of one record, were this its text."""
        files = [File(file.path, text.encode()) if file.path == path else file for file in self.files]
        dossier, faults = read_records(files)
        return tuple(sorted(each for each in [*faults, *check(dossier)] if each.path == path))
