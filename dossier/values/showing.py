"""How a calculated quantity is printed: in the unit it is compared with, with three significant digits."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from dossier.dates import PartialDate
from dossier.values.units import BARE, Unit, comparable
from dossier.values.value import Quantity, Value


def show_result(result: Quantity, beside: Value | None) -> str:
    """Print a result as `96.1 to 96.5 %`, in the unit of the value beside it where the two can be compared."""
    unit = beside.unit if isinstance(beside, Quantity) and comparable(beside.unit, result.unit) else _own(result.unit)
    low, high = (None if end is None else _digits(end / unit.factor) for end in (result.exact.low, result.exact.high))
    if low is None or high is None:
        number = f"at least {low}" if low is not None else f"at most {high}" if high is not None else "anything"
    else:
        number = low if low == high else f"{low} to {high}"
    return f"{number} {unit.text}".strip()


def _own(unit: Unit) -> Unit:
    """The unit of a result by itself: its dimensions written out, `USD per token`."""
    if not unit.dimensions:
        return BARE
    over = " ".join(name for name, power in unit.dimensions for _ in range(power))
    under = " per ".join(name for name, power in unit.dimensions for _ in range(-power))
    return Unit(f"{over} per {under}".strip() if under else over, unit.dimensions)


def _digits(number: Decimal) -> str:
    """Three significant digits, all digits of a whole number, and no zeros that say nothing."""
    if number == 0:
        return "0"
    places = max(2 - number.adjusted(), 0)
    text = f"{number:,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


_UNITS: Final = {"USD/Mtoken": ("$", " per million tokens"), "USD": ("$", ""), "x": ("", " times")}
"""Units that a reader knows by other words: what stands before the number, and what behind it."""
_DAY: Final = re.compile(r"(?:<=|>=)?\d{4}-\d{2}(?:-\d{2})?")
_FIRST_NUMBER: Final = re.compile(r"\d[\d.,]*")
_NUMBERS: Final = re.compile(r"(?<![\w.,-])\d{5,}(?![\w,])")


def value_in_words(text: str) -> str:
    """A value as a page prints it: `$0.14 per million tokens`, `36 times`, `24 April 2026`, `32,768 tokens`.

    Only what its notation means to whoever wrote the record is put in words; a number is never changed.
    """
    if _DAY.fullmatch(text):
        return PartialDate.read(text).words
    number, _, unit = text.rpartition(" ")
    if number and unit in _UNITS:
        before, behind = _UNITS[unit]
        head = _FIRST_NUMBER.sub(lambda match: before + match.group(), number) if before else number
        text = head + behind
    return _NUMBERS.sub(lambda match: f"{int(match.group()):,}", text)
