"""Intervals of decimal numbers: what a printed number may stand for. Moore, Interval Analysis (1966), on Decimal.

An end may be open (`more than 5`) or missing (`at least 5` has no upper end).
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal, DivisionByZero, InvalidOperation, Overflow, Underflow, localcontext

PRECISION = Context(prec=60, traps=[DivisionByZero, InvalidOperation, Overflow, Underflow])
"""Sixty digits: no number that can be written is rounded when it is read. What grows out of range raises."""


@dataclass(frozen=True, slots=True)
class Interval:
    """All numbers from `low` to `high`; None is no end on that side."""

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False

    @property
    def width(self) -> Decimal | None:
        """How wide it is; None without an end."""
        return None if self.low is None or self.high is None else self.high - self.low

    @property
    def middle(self) -> Decimal | None:
        """The number in the middle, or the only end there is."""
        if self.low is None or self.high is None:
            return self.low if self.high is None else self.high
        return (self.low + self.high) / 2

    def apart_from(self, other: Interval) -> bool:
        """Whether no number lies in both."""
        return _ends_before(self, other) or _ends_before(other, self)

    def inside(self, other: Interval) -> bool:
        """Whether every number of this lies in the other."""
        return _low_within(self, other) and _high_within(self, other)

    def no_wider_than(self, other: Interval) -> bool:
        """Whether this is at most as wide as the other."""
        mine, theirs = self.width, other.width
        return mine is not None and (theirs is None or mine <= theirs)

    def scaled(self, factor: Decimal) -> Interval:
        """Every number times a positive factor."""
        low = None if self.low is None else self.low * factor
        high = None if self.high is None else self.high * factor
        return Interval(low, high, self.low_open, self.high_open)

    def shifted(self, by: Decimal) -> Interval:
        """Both ends moved upwards."""
        low = None if self.low is None else self.low + by
        high = None if self.high is None else self.high + by
        return Interval(low, high, self.low_open, self.high_open)

    def widened(self, by: Decimal) -> Interval:
        """Both ends moved outwards."""
        low = None if self.low is None else self.low - by
        high = None if self.high is None else self.high + by
        return Interval(low, high, self.low_open, self.high_open)


def _ends_before(one: Interval, other: Interval) -> bool:
    if one.high is None or other.low is None:
        return False
    return one.high < other.low or (one.high == other.low and (one.high_open or other.low_open))


def _low_within(one: Interval, other: Interval) -> bool:
    if other.low is None:
        return True
    if one.low is None:
        return False
    return one.low > other.low or (one.low == other.low and (one.low_open or not other.low_open))


def _high_within(one: Interval, other: Interval) -> bool:
    if other.high is None:
        return True
    if one.high is None:
        return False
    return one.high < other.high or (one.high == other.high and (one.high_open or not other.high_open))


def add(a: Interval, b: Interval) -> Interval:
    """All sums."""
    with localcontext(PRECISION):
        low = None if a.low is None or b.low is None else a.low + b.low
        high = None if a.high is None or b.high is None else a.high + b.high
    return Interval(low, high, a.low_open or b.low_open, a.high_open or b.high_open)


def negative(a: Interval) -> Interval:
    """All numbers with the other sign."""
    low = None if a.high is None else -a.high
    high = None if a.low is None else -a.low
    return Interval(low, high, a.high_open, a.low_open)


def multiply(a: Interval, b: Interval) -> Interval:
    """All products."""
    if a.low is None or a.high is None or b.low is None or b.high is None:
        return _multiply_open(a, b)
    with localcontext(PRECISION):
        ends = [x * y for x in (a.low, a.high) for y in (b.low, b.high)]
    return Interval(min(ends), max(ends))


def _multiply_open(a: Interval, b: Interval) -> Interval:
    """All products where an end is missing: known only while neither factor is negative."""
    if a.low is None or b.low is None or a.low < 0 or b.low < 0:
        return Interval(None, None)
    with localcontext(PRECISION):
        low = a.low * b.low
    return Interval(low, None, low > 0 and (a.low_open or b.low_open))


def inverse(a: Interval) -> Interval | None:
    """All of one divided by a number of `a`; None where `a` holds zero."""
    if (a.low is None or a.low <= 0) and (a.high is None or a.high >= 0):
        return None
    with localcontext(PRECISION):
        low = Decimal(0) if a.high is None else 1 / a.high
        high = Decimal(0) if a.low is None else 1 / a.low
    return Interval(low, high, a.high_open or a.high is None, a.low_open or a.low is None)


def power(a: Interval, exponent: int) -> Interval:
    """All numbers of `a` multiplied with themselves, `exponent` (at least 1) times."""
    result = a
    for _ in range(exponent - 1):
        result = multiply(result, a)
    if exponent % 2 == 0 and a.low is not None and a.high is not None and a.low < 0 < a.high:
        return Interval(Decimal(0), result.high)
    return result
