"""How a calculated quantity is printed: in the unit it is compared with, with three significant digits."""

from __future__ import annotations

from decimal import Decimal

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
