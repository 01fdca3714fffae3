"""A value as data: its text, the numbers as printed in its own unit, its unit, what it is of and by what measure."""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import Any

from dossier.comparing import results_of, value_of
from dossier.model import Claim, Dossier, Evidence
from dossier.values import Moment, Quantity, show_result
from dossier.values.interval import PRECISION


def value_data(text: str | None, dossier: Dossier, of: str | None, measure: str | None) -> dict[str, Any] | None:
    """A value as `text`, `low`, `high`, `unit`, `hedged`, `of` and `measure`; None for no value.

    `low` and `high` are the ends as printed, equal for a single number, None where a bound leaves an end open; of a
    date they are days. Numbers are in `unit`; `37 billion parameters` is 37000000000, `parameters`. A text that is no
    value has neither.
    """
    if text is None:
        return None
    value = value_of(text, dossier)
    data: dict[str, Any] = {"text": text}
    if isinstance(value, Quantity):
        factor = value.unit.factor
        with localcontext(PRECISION):
            data["low"] = _number(value.printed.low, factor)
            data["high"] = _number(value.printed.high, factor)
        data["unit"] = value.unit.text
        data["hedged"] = value.hedged
    elif isinstance(value, Moment):
        data |= {"low": value.first.isoformat(), "high": value.last.isoformat(), "unit": "date", "hedged": False}
    if of is not None:
        data["of"] = of
    if measure is not None:
        data["measure"] = measure
    return data


def result_data(claim: Claim, item: Evidence, dossier: Dossier) -> list[dict[str, Any]]:
    """What a calculation gives with the numbers as printed, each result as a value; one for each of its cases."""
    beside = value_of(claim.value, dossier)
    shown = (show_result(result, beside) for result in results_of(item, dossier, sharp=True))
    return [value_data(text, dossier, item.of, item.measure) or {} for text in shown]


def _number(end: Decimal | None, factor: Decimal) -> int | float | None:
    """An end in the unit of the value: a whole number where it is one, else the nearest that JSON's readers know."""
    if end is None:
        return None
    number = end / factor
    return int(number) if number == number.to_integral_value() else float(number)
