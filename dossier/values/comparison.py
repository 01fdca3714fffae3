"""Comparing a printed value with the one that was found, at the precision in which each was printed.

The found value **agrees** when its interval lies inside the claim's, or is no wider and meets it; it **disagrees** when
the two are apart; a coarser one that overlaps is **compatible** and proves nothing. A difference below the desk's
`immaterial` percent is printed and does not dispute. Unlike is never compared.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal, localcontext
from typing import Final, Literal

from dossier.values.interval import PRECISION, Interval
from dossier.values.reading import word_key
from dossier.values.units import comparable
from dossier.values.value import Choice, Moment, Quantity, Value, Words

Agreement = Literal["agrees", "disagrees", "compatible", "unlike"]
_DAY: Final = datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Tolerance:
    """The desk's numbers that a comparison needs, in percent."""

    hedge: Decimal = Decimal(10)
    immaterial: Decimal = Decimal(2)


@dataclass(frozen=True, slots=True)
class Comparison:
    """How a found value stands to the claimed one."""

    agreement: Agreement
    difference: str = ""
    """The difference in words, from the claim's side: `2.8 times too high`, `15 percentage points too low`."""


def compare(
    claimed: Value, found: Value, tolerance: Tolerance = Tolerance(), *, publication: bool = False
) -> Comparison:
    """Compare two values; days of `publication` agree within one day, since the world has time zones."""
    if isinstance(claimed, Quantity) and isinstance(found, Quantity):
        if not comparable(claimed.unit, found.unit):
            return Comparison("unlike")
        return _quantities(claimed, found, tolerance)
    if isinstance(claimed, Moment) and isinstance(found, Moment):
        return _moments(claimed, found, _DAY if publication else datetime.timedelta(0))
    if isinstance(claimed, Choice) and isinstance(found, Choice | Words):
        return _choices(claimed, found)
    return Comparison("unlike")


def _quantities(claimed: Quantity, found: Quantity, tolerance: Tolerance) -> Comparison:
    with localcontext(PRECISION):
        claimed, found = _beside(claimed, found, tolerance.hedge), _beside(found, claimed, tolerance.hedge)
        mine, theirs = claimed.interval(tolerance.hedge), found.interval(tolerance.hedge)
        agreement = _agreement(mine, theirs)
        if agreement == "disagrees" and _immaterial(claimed.printed, found.printed, tolerance.immaterial):
            agreement = "compatible"
        if _on_the_bound(claimed.printed, found.printed):
            return Comparison("disagrees" if agreement == "disagrees" else "compatible", "on the bound")
        return Comparison(agreement, "" if agreement == "agrees" else difference(claimed, found))


def _beside(one: Quantity, other: Quantity, hedge: Decimal) -> Quantity:
    """A change in percent, beside a multiple, as the multiple that it makes: `+200 %` is three times."""
    if not one.change or not other.unit.is_multiple:
        return one
    printed, exact = one.printed.shifted(Decimal(1)), one.interval(hedge).shifted(Decimal(1))
    return Quantity(one.text, printed, exact, other.unit)


def _on_the_bound(claimed: Interval, found: Interval) -> bool:
    """Whether the numbers as printed meet in an end that one of them does not reach: `more than 5` and `5`."""
    ends = _nearest_ends(claimed, found)
    return ends is not None and ends[0] == ends[1] and claimed.apart_from(found)


def _agreement(claimed: Interval, found: Interval) -> Agreement:
    if claimed.apart_from(found):
        return "disagrees"
    if found.inside(claimed) or found.no_wider_than(claimed):
        return "agrees"
    return "compatible"


def _immaterial(claimed: Interval, found: Interval, percent: Decimal) -> bool:
    """Whether the numbers as printed are less than `percent` of the found one apart."""
    ends = _nearest_ends(claimed, found)
    return ends is not None and ends[1] != 0 and abs(ends[0] - ends[1]) * 100 < abs(ends[1]) * percent


def _nearest_ends(one: Interval, other: Interval) -> tuple[Decimal, Decimal] | None:
    """The two ends that face each other, of intervals that are apart or touch; None where they overlap."""
    if one.low is not None and other.high is not None and one.low >= other.high:
        return one.low, other.high
    if one.high is not None and other.low is not None and one.high <= other.low:
        return one.high, other.low
    return None


def difference(claimed: Quantity, found: Quantity) -> str:
    """The difference in words, of the numbers as printed, seen from the claim; empty where there is none."""
    ends = _nearest_ends(claimed.printed, found.printed)
    if ends is None or ends[0] == ends[1]:
        return ""
    one, other = ends
    direction = "too high" if one > other else "too low"
    if claimed.unit.is_percent:
        points = abs(one - other) * 100
        return f"{_digits(points)} percentage point{'' if points == 1 else 's'} {direction}"
    if other <= 0 or one <= 0:
        return direction
    ratio = max(one, other) / min(one, other)
    if ratio >= 2:
        return f"{_digits(ratio)} times {direction}"
    return f"{_digits(abs(one - other) / other * 100)} % {direction}"


def _digits(number: Decimal) -> str:
    """Two significant digits, and all those of the whole number."""
    if number >= 10:
        return f"{round(number):,}"
    return f"{number.quantize(Decimal(1).scaleb(number.adjusted() - 1)):f}".rstrip("0").rstrip(".")


def _moments(claimed: Moment, found: Moment, slack: datetime.timedelta) -> Comparison:
    if _days(found.first, claimed.last) > slack.days or _days(claimed.first, found.last) > slack.days:
        gap, direction = _days(found.first, claimed.last), "too early"
        if gap <= 0:
            gap, direction = _days(claimed.first, found.last), "too late"
        return Comparison("disagrees", f"{gap:,} day{'' if gap == 1 else 's'} {direction}")
    inside = claimed.first <= found.first and found.last <= claimed.last
    bound = found.first == datetime.date.min or found.last == datetime.date.max
    no_wider = _days(found.last, found.first) <= _days(claimed.last, claimed.first)
    return Comparison("agrees" if inside or (no_wider and not bound) else "compatible")


def _days(later: datetime.date, earlier: datetime.date) -> int:
    return (later - earlier).days


def _choices(claimed: Choice, found: Choice | Words) -> Comparison:
    options = found.options if isinstance(found, Choice) else frozenset({word_key(found.text)})
    if options <= claimed.options:
        return Comparison("agrees")
    return Comparison("compatible" if options & claimed.options else "disagrees")
