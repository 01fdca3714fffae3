"""A claim's printed value beside each value that its evidence gives: like with like, and only that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from dossier.model import Claim, Dossier, Evidence, FoundValue, Input, Standards
from dossier.values import BadValue, Comparison, Quantity, Tolerance, Value, calculate, compare, read_value


def tolerance(standards: Standards) -> Tolerance:
    """The desk's numbers for comparing values."""
    return Tolerance(Decimal(str(standards.hedge)), Decimal(str(standards.immaterial)))


def own_units(dossier: Dossier) -> frozenset[str]:
    """Further things that the desk counts."""
    return frozenset(dossier.settings.units)


def value_of(text: str | None, dossier: Dossier) -> Value | None:
    """The value of a field, None where it is left out or cannot be read (which a rule says)."""
    if text is None:
        return None
    try:
        return read_value(text, own_units(dossier))
    except BadValue:
        return None


def like(claim: Claim, other: Evidence | FoundValue) -> bool:
    """Whether a value speaks of the same thing by the same measure, or leaves that open."""
    return _same(claim.of, other.of) and _same(claim.measure, other.measure)


def _same(one: str | None, other: str | None) -> bool:
    return one is None or other is None or " ".join(one.split()).casefold() == " ".join(other.split()).casefold()


def result_of(item: Evidence, inputs: dict[str, Input], dossier: Dossier, *, sharp: bool = False) -> Quantity:
    """Work out one calculation, or one case of it; raises BadValue for what cannot be worked out.

    The result holds all numbers that its inputs may stand for; with `sharp` only that of the numbers as printed.
    """
    given = tuple([(name, each.value) for name, each in inputs.items()])
    hedge = tolerance(dossier.settings.standards).hedge
    return _result(item.calculation or "", given, own_units(dossier), hedge, sharp)


@lru_cache(maxsize=1 << 14)  # the page, JSON and the tables ask again for each: 25 µs a claim less
def _result(
    expression: str, inputs: tuple[tuple[str, str], ...], units: frozenset[str], hedge: Decimal, sharp: bool
) -> Quantity:
    values = {name: read_value(text, units) for name, text in inputs}
    if sharp:
        values = {name: _sharp(value) for name, value in values.items()}
    return calculate(expression, values, hedge)


def _sharp(value: Value) -> Value:
    if not isinstance(value, Quantity):
        return value
    return replace(value, exact=value.printed, hedge="")


def results_of(item: Evidence, dossier: Dossier, *, sharp: bool = False) -> list[Quantity]:
    """The results of a calculation: one, or one for each of its cases; none where it cannot be worked out."""
    try:
        return [result_of(item, inputs, dossier, sharp=sharp) for inputs in (item.cases or [item.where])]
    except BadValue:
        return []


@dataclass(frozen=True, slots=True)
class Compared:
    """One item of evidence with the value it gives and how that stands to the claim's."""

    number: int
    item: Evidence
    found: Value
    comparison: Comparison


def comparisons(claim: Claim, dossier: Dossier) -> Iterator[Compared]:
    """Compare the claim's value with every value that its evidence gives of the same thing by the same measure."""
    claimed = value_of(claim.value, dossier)
    if claimed is None:
        return
    allowed = tolerance(dossier.settings.standards)
    for number, item in enumerate(claim.evidence):
        if item.calculation:
            for result in results_of(item, dossier):
                yield Compared(number, item, result, compare(claimed, result, allowed))
        elif like(claim, item) and (found := value_of(item.value, dossier)) is not None:
            yield Compared(number, item, found, compare(claimed, found, allowed, publication=_publication(claim)))


def _publication(claim: Claim) -> bool:
    """Whether its measure says that it is a day of publication."""
    return "publi" in (claim.measure or "").casefold()


def found_difference(claim: Claim, found: FoundValue, dossier: Dossier) -> str:
    """How far the printed value is from a found one, in words; of the same measure only, whatever it is of.

    The found value may be of another thing: that is what a wrong entity is, and the page names it.
    """
    claimed, value = value_of(claim.value, dossier), value_of(found.value, dossier)
    if claimed is None or value is None or not _same(claim.measure, found.measure):
        return ""
    allowed = tolerance(dossier.settings.standards)
    return compare(claimed, value, allowed, publication=_publication(claim)).difference
