"""Rules about `dossier.yaml`: houses that are apart, and units that can be read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from dossier.model import Dossier
from dossier.problem import Finding, shown
from dossier.values import BadUnit, read_unit
from dossier.values.grammar import WORDS
from dossier.values.units import SCALES

_LETTERS: Final = re.compile(r"[^\W\d_]+(?:[ -][^\W\d_]+)*")


def bad_unit(dossier: Dossier) -> Iterator[Finding]:
    """What the desk counts is one word or several, in letters, and no unit that is read anyway."""
    seen: set[str] = set()
    for number, unit in enumerate(dossier.settings.units):
        name = " ".join(unit.split())
        if fault := _unit_fault(name, twice=name.casefold() in seen):
            yield Finding(dossier.settings.path, ("units", number), f"{shown(unit)} {fault[0]}", fault[1])
        seen.add(name.casefold())


def _unit_fault(unit: str, *, twice: bool) -> tuple[str, str] | None:
    """Why a text cannot be a unit of the desk's, with a hint; None where it can."""
    words = unit.split()
    if not _LETTERS.fullmatch(unit) or "per" in words:
        return "cannot be a unit", "write what is counted in letters: seats, oil barrels"
    if words[0] in SCALES or words[0] in WORDS:
        return "begins with a number", "write what is counted alone: seats, oil barrels"
    if twice:
        return "stands twice", "remove one"
    try:
        read_unit(unit)
    except BadUnit:
        return None
    return "is a unit already", "remove it"


def publisher_of_two_houses(dossier: Dossier) -> Iterator[Finding]:
    """A publisher belongs to one house, and a house to no other: else what is independent could not be counted."""
    owners: dict[str, str] = {}
    for house, names in dossier.settings.houses.items():
        for name in dict.fromkeys((house, *names)):
            key = " ".join(name.split()).casefold()
            if key in owners and owners[key] != house:
                place = ("houses", house, names.index(name)) if name in names else ("houses", house)
                message = f"{shown(name)} stands in the houses {shown(owners[key])} and {shown(house)}"
                yield Finding(
                    dossier.settings.path, place, message, "a publisher has one house; make them one, or remove it"
                )
            owners.setdefault(key, house)
