"""Where things stand on a plot: numbers in, positions out. Pure; the templates draw.

A claim's plot compares like with like only: the claimed value as a band of its tolerance, and each found value of the
same measure as a row. The axis is logarithmic only where the values span more than a factor of 20 (LOOK), and says so.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from dossier.comparing import tolerance, value_of
from dossier.dates import day_in_words
from dossier.model import STATUSES, Claim, Dossier, Status
from dossier.standing import Standings
from dossier.values import Interval, Quantity, comparable

WIDTH, LEFT, RIGHT, ROW = 720, 200, 210, 30
_AGE_RIGHT = 130
_LOG_FROM = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One value on a claim's plot: from `x1` to `x2`, with its middle; all in the plot's units."""

    label: str
    text: str
    y: float
    x1: float
    x: float
    x2: float
    agrees: bool


@dataclass(frozen=True, slots=True)
class ValuePlot:
    """The claimed value against what was found."""

    claimed: Row
    rows: tuple[Row, ...]
    height: int
    log: bool


def value_plot(claim: Claim, dossier: Dossier) -> ValuePlot | None:
    """The plot of a claim's value against the found ones of the same measure; None where nothing can be compared."""
    claimed = value_of(claim.value, dossier)
    if not isinstance(claimed, Quantity):
        return None
    allowed = tolerance(dossier.settings.standards).hedge
    found: list[tuple[str, str, Interval]] = []
    for each in claim.found:
        value = value_of(each.value, dossier)
        like = not each.measure or not claim.measure or each.measure == claim.measure
        if like and isinstance(value, Quantity) and comparable(claimed.unit, value.unit):
            label = ", ".join(part for part in (each.of, each.valid.words if each.valid else None) if part)
            found.append((label or "found", each.value, value.interval(allowed)))
    band = claimed.interval(allowed)
    spans = [band, *(interval for _, _, interval in found)]
    if not found or any(span.low is None or span.high is None for span in spans):
        return None
    scale = _scale(spans)
    if scale is None:
        return None
    head = _row(f"as printed, {claim.of}" if claim.of else "as printed", claim.value or "", 0, band, scale, band)
    rows = tuple(_row(label, text, n, span, scale, band) for n, (label, text, span) in enumerate(found, 1))
    return ValuePlot(head, rows, ROW * (len(rows) + 1) + 10, scale.log)


@dataclass(frozen=True, slots=True)
class _Scale:
    low: float
    high: float
    log: bool

    def at(self, number: Decimal) -> float:
        value = math.log10(float(number)) if self.log else float(number)
        share = (value - self.low) / (self.high - self.low)
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)


def _scale(spans: Sequence[Interval]) -> _Scale | None:
    """The axis: from zero where it is linear, so that lengths can be compared; None where all values are zero."""
    ends = [float(end) for span in spans for end in (span.low, span.high) if end is not None]
    low, high = min(ends), max(ends)
    if low > 0 and high / low > _LOG_FROM:
        return _Scale(math.log10(low) - 0.1, math.log10(high) + 0.1, log=True)
    low, high = min(low, 0), max(high, 0)
    return _Scale(low, high, log=False) if high > low else None


def _row(label: str, text: str, number: int, span: Interval, scale: _Scale, band: Interval) -> Row:
    low, high = span.low or Decimal(0), span.high or Decimal(0)
    y = number * ROW + ROW / 2 + 5
    return Row(label, text, y, scale.at(low), scale.at((low + high) / 2), scale.at(high), not span.apart_from(band))


@dataclass(frozen=True, slots=True)
class Moment:
    """One day of the article's ageing, with how many claims stood how from then on."""

    day: datetime.date
    counts: Mapping[Status, int]
    x: float

    @property
    def words(self) -> str:
        """The day as a page prints it."""
        return day_in_words(self.day)


@dataclass(frozen=True, slots=True)
class AgePlot:
    """How the article aged: counts by standing over time, with the days that matter."""

    moments: tuple[Moment, ...]
    areas: Mapping[str, str]
    """For each status the points of its area, as an SVG polygon takes them."""
    labels: dict[str, float]
    """For each status the height at which its label stands, at the right."""
    events: tuple[tuple[float, str, str], ...]
    """Position, day in words and text of each day that matters."""
    height: int = 220


def age_plot(standings: Standings) -> AgePlot | None:
    """The counts by standing from the day the article came out until the dossier's date; None where that is no span."""
    start, end, dossier = standings.publication, standings.today, standings.dossier
    if start is None or not dossier.claims or end <= start:
        return None
    days = {start, end, *(day for case in standings.cases.values() for day in case.days if start < day < end)}
    span = (end - start).days

    def place(day: datetime.date) -> float:
        return round((day - start).days / span * (WIDTH - _AGE_RIGHT), 1)

    moments: list[Moment] = []
    for day in sorted(days):
        counts = standings.counts(day)
        if not moments or counts != moments[-1].counts or day == end:
            moments.append(Moment(day, counts, place(day)))
    areas, labels = _areas(moments, len(dossier.claims), 220)
    events = tuple(
        (place(event.date), day_in_words(event.date), event.text)
        for event in dossier.settings.events
        if start <= event.date <= end
    )
    return AgePlot(tuple(moments), areas, labels, events)


def _areas(moments: Sequence[Moment], total: int, height: int) -> tuple[dict[str, str], dict[str, float]]:
    """Stack the counts as steps, confirmed at the bottom, disputed on it, unverified on top."""
    below = [0] * len(moments)
    areas: dict[str, str] = {}
    labels: dict[str, float] = {}
    for status in STATUSES:
        above = [low + moment.counts[status] for low, moment in zip(below, moments, strict=True)]
        upper, lower = _steps(moments, above, total, height), _steps(moments, below, total, height)
        areas[status] = " ".join(f"{x},{y}" for x, y in [*upper, *reversed(lower)])
        labels[status] = round(height - (above[-1] + below[-1]) / 2 / total * height, 1)
        below = above
    return areas, labels


def _steps(moments: Sequence[Moment], levels: Sequence[int], total: int, height: int) -> list[tuple[float, float]]:
    """The corners of a staircase that keeps each level until the next moment."""
    heights = [round(height - level / total * height, 1) for level in levels]
    corners: list[tuple[float, float]] = []
    for number, moment in enumerate(moments):
        if number:
            corners.append((moment.x, heights[number - 1]))
        corners.append((moment.x, heights[number]))
    return corners
