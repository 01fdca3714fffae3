"""Claims from a spreadsheet and sources from a library: what does not fit is said, and nothing is overwritten unasked.

A second import of the same file changes nothing.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import Final

from dossier.cells import NotRows, csv_rows, xlsx_rows
from dossier.files import read_data, read_files
from dossier.incoming import ClaimRows, Imported, LibraryEntries, Misfit
from dossier.problem import Problem
from dossier.publish import add_record, replace_record
from dossier.records import File, read_records
from dossier.references import KINDS, NoLibrary, read_library
from dossier.rules import check
from dossier.sheet import column_of, undefused
from dossier.writing import NotWritten
from dossier.yamlfault import Fault
from dossier.yamltext import encode

_SHEETS: Final = (".csv", ".tsv", ".xlsx")


def import_file(root: Path, path: Path, today: datetime.date, *, update: bool, skip: bool, kind: str) -> Imported:
    """Import claims (CSV, XLSX) or sources (CSL-JSON, BibTeX, RIS) into the dossier below `root`.

    With `update` the file's values take the place of a record's, with `skip` what does not fit is left out; else
    nothing is written where anything does not fit. An error that a row makes in the whole dossier is such a thing; one
    that it makes in another record stops the import even with `skip`. New sources are of this `kind`.

    Raises NoProject, NoText, NotWritten and MissingExtra.
    """
    ending = path.suffix.lower()
    if ending not in (*_SHEETS, *KINDS):
        raise NotWritten(f"{path.name} ends in none of {', '.join((*_SHEETS, *KINDS))}; export it as one of these")
    files, _ = read_files(root)
    dossier = read_records(files)[0]
    data = read_data(path)
    taken = {file.stem: file.path for file in files if file.folder == ("claims" if ending in _SHEETS else "sources")}
    try:
        if ending in _SHEETS:
            rows, unread = xlsx_rows(data) if ending == ".xlsx" else (csv_rows(data), {})
            found = ClaimRows(dossier, taken, today, update).take([[*map(undefused, row)] for row in rows], unread)
        else:
            found = LibraryEntries(dossier, taken, kind, update).take(read_library(_text(data), ending))
    except (NotRows, NoLibrary) as fault:
        raise NotWritten(f"{path.name}: {fault}") from None
    sound = _drop_errors(files, found)
    if sound and (skip or not found.misfits):
        _write(root, found, {file.path: file.data for file in files})
    return found


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NoLibrary("this is not UTF-8; export it as UTF-8") from None


def _drop_errors(files: list[File], found: Imported) -> bool:
    """Turn what the import would make an error into misfits; whether what is left then makes none."""
    before = {_told(each) for each in _errors(files)}
    while found.new or found.updated:
        texts = found.updated | found.new
        kept = [file for file in files if file.path not in texts]
        whole = [*kept, *(File(path, text.encode()) for path, text in texts.items())]
        errors = [each for each in _errors(whole) if _told(each) not in before]
        for each in errors:
            misfit = Misfit(_place(each, found), _told(each)[2])
            found.misfits += [misfit] if misfit not in found.misfits else []
        for path in {each.path for each in errors} & {*texts}:
            found.new.pop(path, None)
            found.updated.pop(path, None)
        if not any(each.path in texts for each in errors):  # none, or none that a row could answer for
            return not errors
    return True


def _place(problem: Problem, found: Imported) -> str:
    """Where in the file that is imported, else where in the record."""
    place = found.places.get(problem.path, "")
    column = column_of(problem.field) if place and problem.path.startswith("claims/") else ""
    return f"{place}, column {column}" if column else place or f"{problem.path}:{problem.line}"


def _errors(files: list[File]) -> list[Problem]:
    dossier, faults = read_records(files)
    return sorted(each for each in [*faults, *check(dossier)] if each.severity == "error")


def _told(problem: Problem) -> tuple[str, str, str]:
    """A problem without its line, which an edit above it moves."""
    hint = f" ({problem.hint})" if problem.hint else ""
    return problem.path, problem.rule, f"{problem.rule}: {problem.message}{hint}"


def _write(root: Path, found: Imported, old: Mapping[str, bytes | Fault]) -> None:
    for folder in {parent for path in found.new for parent in PurePath(path).parents if len(parent.parts) > 1}:
        if (root / folder).is_symlink():  # what lies behind one is not read
            raise NotWritten(f"{root / folder} is a link; records lie in folders themselves")
    for path, text in found.new.items():
        if not add_record(root / path, text, root):
            raise NotWritten(f"{root / path} came to be meanwhile; import again")
    for path, text in found.updated.items():
        before = old[path]
        replace_record(root / path, encode(text, before if isinstance(before, bytes) else b""), root)
    found.done = True
