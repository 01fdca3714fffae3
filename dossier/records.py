"""The texts of a project become its records: pure, with every fault of every file in one pass."""

from __future__ import annotations

import datetime
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, Final

from pydantic import ValidationError

from dossier.model import Article, Claim, Dossier, Record, Settings, Source, article_order, is_id
from dossier.problem import Problem, shown
from dossier.refusals import records_in, refusals
from dossier.yamlfault import Fault
from dossier.yamltext import HAS_LIBYAML, decode, eaten_comments, line_of, parse

# Names that Windows keeps for devices, and `index`, which names the pages of the lists.
RESERVED: Final = {
    "con",
    "prn",
    "aux",
    "nul",
    "index",
    *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)),
}


def stem(path: str) -> str:
    """A file's name without its ending, as pathlib has it, which would cost more than checking the record."""
    name = path.rpartition("/")[2]
    dot = name.rfind(".")
    return name[:dot] if 0 < dot < len(name) - 1 else name


@dataclass(frozen=True, slots=True)
class File:
    """One file of a project: where it lies, and its bytes or why it could not be read."""

    path: str
    """Relative to the project, with `/` on every system."""
    data: bytes | Fault

    @property
    def folder(self) -> str:
        """The folder at the top: `claims`, `sources` or nothing."""
        return self.path.partition("/")[0] if "/" in self.path else ""

    @property
    def stem(self) -> str:
        """The name without its ending: the id."""
        return stem(self.path)

    @property
    def key(self) -> str:
        """What identifies the record among all: `claims/x`, wherever below `claims/` it lies."""
        return f"{self.folder}/{self.stem}" if self.folder else self.stem


@dataclass(slots=True)
class _Reading:
    """What has been read so far."""

    claims: list[Claim] = field(default_factory=list)
    sources: dict[str, Source] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    article: Article | None = None
    texts: dict[str, str] = field(default_factory=dict)
    unsound: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def read_records(files: Iterable[File], as_of: datetime.date | None = None) -> tuple[Dossier, list[Problem]]:
    """Turn the files of a project into a dossier of its sound records, and all problems of the others."""
    reading = _Reading()
    if not HAS_LIBYAML:
        hint = "install a PyYAML wheel with libyaml"
        reading.problems.append(
            Problem(".", 1, "slow-yaml", "PyYAML lacks libyaml, reading is 11 times slower", "warning", hint)
        )
    ordered = sorted(files, key=lambda file: file.path)
    misnamed = {problem.path: problem for problem in _names(ordered)}
    reading.problems += misnamed.values()
    for file in ordered:
        faults = [] if file.path in misnamed else list(_read(file, reading))
        if file.path in misnamed or any(problem.severity == "error" for problem in faults):
            reading.unsound.add(file.key)
        reading.problems += faults
    dossier = Dossier(
        claims=article_order(reading.claims, reading.article),
        sources=reading.sources,
        settings=reading.settings,
        article=reading.article,
        texts=reading.texts,
        as_of=as_of,
        unsound=frozenset(reading.unsound),
    )
    return dossier, reading.problems


def _names(files: list[File]) -> Iterator[Problem]:
    """Yield what is wrong with the names of the files, at most one problem a file."""
    seen: dict[str, str] = {}
    # Sound ids first, so that of two that collide the badly written one is blamed.
    for file in sorted(files, key=lambda file: (not is_id(file.stem), file.path)):
        if isinstance(file.data, Fault):
            continue  # one problem a file: why it could not be read
        fault = _file_fault(file) or _id_fault(file, seen)
        if fault:
            yield _problem(file, fault)


def _file_fault(file: File) -> Fault | None:
    if not file.path.isprintable():
        return Fault(1, "bad-file-name", "the path holds characters that cannot be shown", "rename it")
    if not file.path.endswith(f"{file.stem}.yaml"):
        suffix = PurePosixPath(file.path).suffix
        message = f"a record's file ends in .yaml, not {suffix!r}"
        return Fault(1, "bad-file-name", message, f"rename it to {file.stem}.yaml")
    return None


def _id_fault(file: File, seen: dict[str, str]) -> Fault | None:
    """What is wrong with an id; `seen` holds those of the files before, each folded as a careless system would."""
    folded = f"{file.folder}/{unicodedata.normalize('NFKC', file.stem).casefold()}"
    if folded in seen:
        message = f"{shown(file.stem)} is taken by {seen[folded]}"
        return Fault(1, "colliding-id", message, "ids are one across folders, case and Unicode form")
    seen[folded] = file.path
    if file.stem in RESERVED:
        hint = "some systems, or the site itself, keep this name"
        return Fault(1, "reserved-name", f"{file.stem!r} cannot be an id", hint)
    if not is_id(file.stem):
        hint = "lower-case letters a-z, digits and single hyphens, at most 80"
        return Fault(1, "bad-id", f"{shown(file.stem)} is not an id", hint)
    return None


def _read(file: File, reading: _Reading) -> Iterator[Problem]:
    """Read one file into `reading`; yield its problems."""
    if isinstance(file.data, Fault):
        yield _problem(file, file.data)
        return
    text = decode(file.data)
    if isinstance(text, Fault):
        yield _problem(file, text)
        return
    reading.texts[file.path] = text
    data, faults = parse(text)
    yield from (_problem(file, fault) for fault in faults)
    if data is None:
        return
    for line in eaten_comments(text):
        message = "YAML drops what follows ` #` as a comment"
        yield Problem(
            file.path, line, "eaten-comment", message, "warning", "quote the value, or write `# ` before a comment"
        )
    yield from _validate(file, data, text, reading, sound=not faults)


def _validate(file: File, data: dict[str, Any], text: str, reading: _Reading, *, sound: bool) -> Iterator[Problem]:
    """Make the record of a file's data and keep it if nothing is wrong with it; else yield what is."""
    model = _model(file)
    given = without_nulls(data)
    for name in ("id", "path"):
        if name in given:
            sound = False
            message = f"{name!r} is never written inside"
            yield Problem(file.path, line_of(text, (name,)), "unknown-field", message, hint="the file's name is the id")
            del given[name]
    own = {"path": file.path, "id": file.stem} if "id" in model.model_fields else {"path": file.path}
    try:
        record = model.model_validate({**given, **own})
    except ValidationError as error:
        for rule, finding in refusals(file.path, model, error):
            yield finding.at(line_of(text, finding.field), rule)
        return
    if sound:
        _keep(record, reading)


def _keep(record: Record, reading: _Reading) -> None:
    if isinstance(record, Claim):
        reading.claims.append(record)
    elif isinstance(record, Source):
        reading.sources[record.id] = record
    elif isinstance(record, Settings):
        reading.settings = record
    elif isinstance(record, Article):
        reading.article = record


def _model(file: File) -> type[Record]:
    if file.folder == "claims":
        return Claim
    if file.folder == "sources":
        return Source
    return Settings if file.stem == "dossier" else Article


def _problem(file: File, fault: Fault) -> Problem:
    return Problem(file.path, fault.line, fault.rule, fault.message, hint=fault.hint)


_FIELDS = frozenset(
    field.alias or name for model in (Claim, Source, Article, Settings) for inner in records_in(model)
    for name, field in inner.model_fields.items()
)  # fmt: skip


def without_nulls(data: Any) -> Any:
    """Drop known fields that are set to nothing: an empty line in a form is a field left out.

    An unknown one stays, and is refused: inside `{ }` a comma ends a value, and `1,000 chips` would be cut to `1`.
    """
    if isinstance(data, str):
        return data
    if isinstance(data, dict):
        return {key: without_nulls(value) for key, value in data.items() if value is not None or key not in _FIELDS}
    if isinstance(data, list):
        return [without_nulls(value) for value in data]
    return data
