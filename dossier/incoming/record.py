"""What an import comes to, and what becomes of a record that is there already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from pydantic import ValidationError

from dossier.model import Claim, Dossier, Record, Source
from dossier.records import without_nulls
from dossier.refusals import field_names, refusals
from dossier.yamlblocks import with_field
from dossier.yamltext import parse

_VERDICT: Final = ("status", "error", "gap")
"""Fields of a verdict: changed in place they would leave no history."""


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


def refused(model: type[Record], name: str, data: Mapping[str, Any]) -> Iterator[tuple[tuple[str | int, ...], str]]:
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
