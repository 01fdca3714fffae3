"""What a figure amounts to: a quantity, a moment, one of several words, or plain text."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from dossier.values.interval import Interval
from dossier.values.units import BadUnit, Unit, read_unit

Hedge = Literal["", "about", "below", "above"]
"""How a number is hedged: not at all, to both sides, as nearly reached, or as just passed."""


class BadValue(ValueError):
    """A text that begins like a value and is none. `hint` says what to do."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number or a range with its unit, and how exactly it was printed."""

    text: str
    printed: Interval
    """The number or range as printed, in base units, without tolerance."""
    exact: Interval
    """All numbers that the printed digits may stand for, in base units."""
    unit: Unit
    hedge: Hedge = ""
    change: bool = False
    """Whether it is a percentage with a sign: by how much something changed."""

    @property
    def hedged(self) -> bool:
        """Whether it is hedged, to whichever side."""
        return self.hedge != ""

    def interval(self, hedge: Decimal) -> Interval:
        """What it may stand for when a hedge allows `hedge` percent; the wider of that and the printed precision.

        Of a hedged percentage, the percent are taken of the distance to the nearer of 0 and 100, at least one point.
        `nearly` and `almost` allow less only, `just over` more only, whatever the sign.
        """
        if not self.hedge:
            return self.exact
        low, high = self.printed.low, self.printed.high
        nearer, further = self.hedge in {"about", "below"}, self.hedge in {"about", "above"}
        hedged = Interval(
            low - self._slack(low, hedge) if low is not None and (nearer if low >= 0 else further) else low,
            high + self._slack(high, hedge) if high is not None and (further if high >= 0 else nearer) else high,
        )
        return hedged if self.exact.inside(hedged) else _hull(hedged, self.exact)

    def _slack(self, number: Decimal, hedge: Decimal) -> Decimal:
        if not self.unit.is_percent:
            return abs(number) * hedge / 100
        distance = min(abs(number), abs(1 - number))
        return max(distance * hedge / 100, Decimal("0.01"))


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch of days that a printed date may stand for, both ends included."""

    text: str
    first: datetime.date
    last: datetime.date


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several words; which one is left open."""

    text: str
    options: frozenset[str]


@dataclass(frozen=True, slots=True)
class Words:
    """Plain text: shown, never compared with other text."""

    text: str


Value = Quantity | Moment | Choice | Words


def _hull(a: Interval, b: Interval) -> Interval:
    """The smallest interval that holds both; an end is open where neither reaches it."""
    low = None if a.low is None or b.low is None else min(a.low, b.low)
    high = None if a.high is None or b.high is None else max(a.high, b.high)
    low_open = all(each.low_open for each in (a, b) if each.low == low)
    high_open = all(each.high_open for each in (a, b) if each.high == high)
    return Interval(low, high, low is not None and low_open, high is not None and high_open)


def short(text: str) -> str:
    """A text as a refusal quotes it."""
    return repr(text if len(text) <= 60 else text[:59] + "…")


def unit_of(text: str, unit: str, own: frozenset[str]) -> Unit:
    """The unit of a value whose whole text is `text`; raises BadValue."""
    try:
        return read_unit(unit, own)
    except BadUnit as fault:
        raise BadValue(f"{short(text)}: {fault}", fault.hint) from None
