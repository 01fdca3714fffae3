"""What a figure amounts to: a quantity, a moment, one of several words, or plain text."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from dossier.values.interval import Interval
from dossier.values.units import Unit


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
    hedged: bool = False

    def interval(self, hedge: Decimal) -> Interval:
        """What it may stand for when a hedge allows `hedge` percent; the wider of that and the printed precision.

        Of a hedged percentage, the percent are taken of the distance to the nearer of 0 and 100, at least one point.
        """
        if not self.hedged:
            return self.exact
        low, high = self.printed.low, self.printed.high
        hedged = Interval(
            None if low is None else low - self._slack(low, hedge),
            None if high is None else high + self._slack(high, hedge),
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
    """The smallest interval that holds both."""
    low = None if a.low is None or b.low is None else min(a.low, b.low)
    high = None if a.high is None or b.high is None else max(a.high, b.high)
    return Interval(low, high)
