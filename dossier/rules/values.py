"""Rules about figures: that they can be read, stand to the evidence as it is filed, and are founded in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from dossier.comparing import comparisons, like, own_units, result_of, tolerance, value_of
from dossier.model import Claim, Dossier, Evidence, Input
from dossier.problem import FieldPath, Finding, shown
from dossier.values import BadValue, Comparison, Quantity, Value, Words, compare, read_value


def bad_value(dossier: Dossier) -> Iterator[Finding]:
    """What begins like a value is read to its end: number, scale and a unit of the vocabulary."""
    own = own_units(dossier)
    for claim in dossier.claims.values():
        for field, text in _values(claim):
            try:
                read_value(text, own)
            except BadValue as fault:
                yield Finding(claim.path, field, str(fault), fault.hint)


def _values(claim: Claim) -> Iterator[tuple[FieldPath, str]]:
    """Every value of a claim with its field."""
    if claim.value:
        yield ("value",), claim.value
    for number, found in enumerate(claim.found):
        yield ("found", number, "value"), found.value
    for number, item in enumerate(claim.evidence):
        if item.value:
            yield ("evidence", number, "value"), item.value
        for place, given in item.inputs("evidence", number):
            yield (*place, "value"), given.value


def bad_calculation(dossier: Dossier) -> Iterator[Finding]:
    """A calculation is an expression that can be worked out from its inputs, or from those of each of its cases."""
    for claim in dossier.claims.values():
        for number, item in enumerate(claim.evidence):
            if not item.calculation:
                continue
            if item.where and item.cases:
                message = "`where` stands beside `cases`, and is not used"
                yield Finding(
                    claim.path, ("evidence", number, "where"), message, "give all its inputs in each case, or none"
                )
            elif not item.where and not item.cases:
                yield Finding(
                    claim.path, ("evidence", number), "the calculation has no inputs", "give them under `where`"
                )
            for place, inputs in _inputs(item, number):
                if not inputs:
                    yield Finding(claim.path, place, "the case has no inputs", "give them, or remove the case")
                elif all(_readable(given.value, dossier) for given in inputs.values()):
                    yield from _worked_out(claim, number, item, dossier, inputs)


def _inputs(item: Evidence, number: int) -> Iterator[tuple[FieldPath, dict[str, Input]]]:
    """The inputs of a calculation, those of each case where there are several, with the fields that hold them."""
    for case, inputs in enumerate(item.cases):
        yield ("evidence", number, "cases", case), inputs
    if item.where and not item.cases:
        yield ("evidence", number, "where"), item.where


def _worked_out(
    claim: Claim, number: int, item: Evidence, dossier: Dossier, inputs: dict[str, Input]
) -> Iterator[Finding]:
    try:
        result_of(item, inputs, dossier)
    except BadValue as fault:
        yield Finding(claim.path, ("evidence", number, "calculation"), str(fault), fault.hint)


def _readable(text: str, dossier: Dossier) -> bool:
    return value_of(text, dossier) is not None


def unit_mismatch(dossier: Dossier) -> Iterator[Finding]:
    """What is of the same thing by the same measure is given in units that can be compared.

    Months and days are both times, and which of them a source uses is its own affair: they are let pass.
    """
    for claim in dossier.claims.values():
        claimed = value_of(claim.value, dossier)
        for number, item in enumerate(claim.evidence):
            found = value_of(item.value, dossier)
            if claimed is None or found is None or not (claim.of and item.of and claim.measure and item.measure):
                continue
            aside = isinstance(claimed, Words) or isinstance(found, Words) or _both_times(claimed, found)
            if like(claim, item) and not aside and compare(claimed, found).agreement == "unlike":
                message = f"{shown(item.value or '')} cannot be compared with the claim's {shown(claim.value or '')}"
                yield Finding(
                    claim.path, ("evidence", number, "value"), message, "give both in one unit, or another measure"
                )


def _both_times(one: Value, other: Value) -> bool:
    """Whether two values differ in that one counts calendar months and the other days, and in nothing else."""
    if not isinstance(one, Quantity) or not isinstance(other, Quantity):
        return False
    kinds = [
        sorted(("time" if name == "month" else name, power) for name, power in each.unit.dimensions)
        for each in (one, other)
    ]
    return kinds[0] == kinds[1] and one.unit.dimensions != other.unit.dimensions


def stance_against_value(dossier: Dossier) -> Iterator[Finding]:
    """A value that disagrees cannot support, one that agrees cannot contradict, and context that disagrees says why.

    A calculation with several cases supports only if all agree and contradicts only if all disagree.
    """
    for claim in dossier.claims.values():
        by_item: dict[int, list[Comparison]] = defaultdict(list)
        for compared in comparisons(claim, dossier):
            by_item[compared.number].append(compared.comparison)
        for number, found in by_item.items():
            if message := _clash(claim.evidence[number], found):
                hint = "check the value, its `of` and `measure`, or the stance"
                yield Finding(claim.path, ("evidence", number, "stance"), message, hint)


def _clash(item: Evidence, found: list[Comparison]) -> str:
    """What is wrong between a stance and the comparisons of its values; empty when nothing is."""
    kinds = {each.agreement for each in found}
    what = f"{item.calculation} gives a value that" if item.calculation else f"the value {shown(item.value or '')}"
    difference = next((each.difference for each in found if each.difference), "")
    if item.stance == "supports" and "disagrees" in kinds:
        return f"{what} disagrees with the claim ({difference}) and cannot support it"
    if item.stance == "contradicts" and "agrees" in kinds:
        return f"{what} agrees with the claim and cannot contradict it"
    if item.stance == "context" and kinds == {"disagrees"} and not item.why and not item.calculation:
        return f"{what} disagrees with the claim ({difference}) and is filed as context without a `why`"
    return ""


def article_contradicts_itself(dossier: Dossier) -> Iterator[Finding]:
    """Two claims of the article on the same thing by the same measure agree, or are related as `contradicts`."""
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for claim in dossier.claims.values():
        if claim.value and claim.of and claim.measure:
            groups[claim.of.casefold(), claim.measure.casefold()].append(claim)
    for claims in groups.values():
        for later, claim in enumerate(claims):
            for earlier in claims[:later]:
                if _apart(earlier, claim, dossier) and not _related(earlier, claim):
                    values = f"{shown(claim.value or '')} and {shown(earlier.value or '')}"
                    message = f"{values} in {earlier.id!r} cannot both hold"
                    hint = "relate the claims as `contradicts`, or name their `of` and `measure` apart"
                    yield Finding(claim.path, ("value",), message, hint)


def _apart(one: Claim, other: Claim, dossier: Dossier) -> bool:
    first, second = value_of(one.value, dossier), value_of(other.value, dossier)
    if first is None or second is None:
        return False
    return compare(first, second, tolerance(dossier.settings.standards)).agreement == "disagrees"


def _related(one: Claim, other: Claim) -> bool:
    pairs = [(one, other), (other, one)]
    return any(link.claim == to.id and link.how == "contradicts" for by, to in pairs for link in by.relates)


def reused_excerpt(dossier: Dossier) -> Iterator[Finding]:
    """The same words of a source are quoted once; elsewhere it is said in our own words."""
    seen: dict[tuple[str, str], str] = {}
    for claim in dossier.claims.values():
        for number, item in enumerate(claim.evidence):
            if item.source and item.excerpt:
                key = item.source, " ".join(item.excerpt.split()).casefold()
                if seen.setdefault(key, claim.id) != claim.id:
                    message = f"the same words of {item.source!r} are quoted in {seen[key]!r}"
                    yield Finding(claim.path, ("evidence", number, "excerpt"), message, "say it in our own words")
