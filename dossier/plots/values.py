"""A claimed value against the values found: like with like only.

The claimed value is a band of its tolerance, each other value a row. The axis is logarithmic only where the values span
more than a factor of 20 (LOOK), and says so. A value without an end on one side reaches to the edge.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from dossier.comparing import like, tolerance, value_of
from dossier.model import Claim, Dossier, Evidence
from dossier.values import Interval, Quantity, comparable, value_in_words

WIDTH: Final = 360
LEFT: Final = 8
RIGHT: Final = 352
ROW: Final = 38
"""A row is a line of text with its bar below, so that a phone shows it at its full size."""
_CHARACTER, _BOLD = 6.0, 6.9
"""Width of a character of a label and of a number, rather too wide."""
_LOG_FROM = 20
_GREATEST = 1e300
"""Beyond this, and below its inverse, the positions would no longer be numbers."""


@dataclass(frozen=True, slots=True)
class Row:
    """One value on the plot: from `x1` to `x2`, with its middle; all in the plot's units."""

    label: str
    text: str
    y: float
    x1: float
    x: float
    x2: float
    agrees: bool
    """Whether it has a number in common with the printed figure."""
    like: bool = True
    """Whether it is of the very thing that the claim names; what is found may be of another, which the label says."""
    open_low: bool = False
    """Whether it has no end to the left, as `at most 5`; the line then reaches the edge."""
    open_high: bool = False
    given: Evidence | None = None
    """The item of evidence of a single source that gives it; None for what the claim names as found."""


@dataclass(frozen=True, slots=True)
class ValuePlot:
    """The claimed value against what was found, and against what single sources give."""

    claimed: Row
    rows: tuple[Row, ...]
    height: int
    log: bool
    ticks: tuple[tuple[float, str], ...]
    """Positions and labels of a few round numbers, in the unit of the printed figure."""

    @property
    def has_open(self) -> bool:
        """Whether any value has no end on one side."""
        return any(row.open_low or row.open_high for row in (self.claimed, *self.rows))

    @property
    def given(self) -> tuple[Evidence, ...]:
        """The items of evidence whose values are shown beside those that the claim names as found."""
        return tuple(row.given for row in self.rows if row.given)


def value_plot(claim: Claim, dossier: Dossier) -> ValuePlot | None:
    """The plot of a claim's value against the others of the same measure; None where nothing can be compared."""
    claimed = value_of(claim.value, dossier)
    if not isinstance(claimed, Quantity):
        return None
    allowed = tolerance(dossier.settings.standards).hedge
    found = [other for other in _others(claim, dossier) if comparable(claimed.unit, other.value.unit)]
    band = claimed.interval(allowed)
    spans = [other.value.interval(allowed) for other in found]
    scale = _scale([band, *spans])
    if scale is None or all(span == band for span in spans):
        return None
    own = f"as printed, {claim.of}" if claim.of else "as printed"
    head = _row(_Other(own, value_in_words(claim.value or ""), claimed), 0, band, scale, band)
    rows = tuple(_row(other, n, span, scale, band) for n, (other, span) in enumerate(zip(found, spans, strict=True), 1))
    return ValuePlot(head, rows, ROW * (len(rows) + 1), scale.log, _ticks(scale, claimed.unit.factor))


@dataclass(frozen=True, slots=True)
class _Other:
    """A value to be laid out, with what it is called."""

    label: str
    text: str
    value: Quantity
    like: bool = True
    given: Evidence | None = None


def _others(claim: Claim, dossier: Dossier) -> Iterator[_Other]:
    """What was found by the same measure, then what each further source gives of the very thing.

    A found value may be of another thing, which its label says. Sources that count for nothing are left out.
    """
    seen: set[tuple[str, Quantity]] = set()
    named: set[tuple[str, str]] = set()
    for each in claim.found:
        named.add((each.source, each.value))
        value = value_of(each.value, dossier)
        if isinstance(value, Quantity) and (not each.measure or not claim.measure or each.measure == claim.measure):
            seen.add((each.source, value))
            label = _label(each.of, each.valid.words if each.valid else None) or "found"
            yield _Other(label, value_in_words(each.value), value, like(claim, each))
    for item in claim.evidence:
        value = value_of(item.value, dossier)
        source = dossier.source_of(item)
        counts = item.stance != "context" and not item.set_aside and item.bears != "inferred"
        if counts and item.value and source and source.kind != "aggregator" and isinstance(value, Quantity):
            if like(claim, item) and (source.id, value) not in seen:
                label = _label(source.publisher, item.valid.words if item.valid else None)
                given = None if (source.id, item.value) in named else item
                yield _Other(label, value_in_words(item.value), value, given=given)
            seen.add((source.id, value))


def _label(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class _Scale:
    low: float
    high: float
    log: bool

    def at(self, number: float) -> float:
        value = math.log10(number) if self.log else number
        share = (value - self.low) / (self.high - self.low)
        return round(LEFT + share * (RIGHT - LEFT), 1)


def _ends(spans: Iterable[Interval]) -> list[float]:
    return [float(end) for span in spans for end in (span.low, span.high) if end is not None]


def _scale(spans: Sequence[Interval]) -> _Scale | None:
    """The axis: with zero where it is linear, so that lengths can be compared; None where nothing can be laid out."""
    ends = _ends(spans)
    if not ends or any(abs(end) > _GREATEST or 0 < abs(end) < 1 / _GREATEST for end in ends):
        return None
    low, high = min(ends), max(ends)
    if low > 0 and high / low > _LOG_FROM:
        return _Scale(math.log10(low) - 0.1, math.log10(high) + 0.1, log=True)
    low, high = min(low, 0), max(high, 0)  # so that lengths can be compared
    return _Scale(low, high, log=False) if high > low else None


def _row(other: _Other, number: int, span: Interval, scale: _Scale, band: Interval) -> Row:
    x1 = LEFT if span.low is None else scale.at(float(span.low))
    x2 = RIGHT if span.high is None else scale.at(float(span.high))
    middle = (x1 + x2) / 2 if span.middle is None else scale.at(float(span.middle))
    agrees = not span.apart_from(band)
    y = number * ROW + 27
    opens = (span.low is None, span.high is None)
    return Row(_shortened(other), other.text, y, x1, middle, x2, agrees, other.like, *opens, other.given)


def _shortened(other: _Other) -> str:
    """The label as far as there is room for it before the number, which stands at the right of the same line."""
    most = max(1, int((RIGHT - LEFT - len(other.text) * _BOLD) / _CHARACTER) - 1)
    return other.label if len(other.label) <= most else f"{other.label[: most - 1].rstrip(' ,')}…"


def _ticks(scale: _Scale, factor: Decimal) -> tuple[tuple[float, str], ...]:
    """Zero and three or four round numbers; on a logarithmic axis the powers of ten, not all where there are many."""
    unit = float(factor)
    if scale.log:
        powers = range(math.ceil(scale.low - math.log10(unit)), math.floor(scale.high - math.log10(unit)) + 1)
        numbers = [10.0**power for power in powers[:: max(1, math.ceil(len(powers) / 5))]]
    else:
        rough = (scale.high - scale.low) / unit / 4
        step = next(s for s in (1, 2, 5, 10) if s * 10 ** math.floor(math.log10(rough)) >= rough)
        step *= 10 ** math.floor(math.log10(rough))
        numbers = [
            step * n for n in range(math.ceil(scale.low / unit / step), math.floor(scale.high / unit / step) + 1)
        ]
    return tuple((scale.at(number * unit), _short(number)) for number in numbers)


_SCALES: Final = ((1e12, " trillion"), (1e9, " billion"), (1e6, " million"))


def _short(number: float) -> str:
    """A round number as short as it can be said: `20 billion`, `0.5`, `10,000`."""
    for size, name in _SCALES:
        if abs(number) >= size:
            return f"{number / size:g}{name}"
    return f"{number:,.0f}" if abs(number) >= 1 and number == round(number) else f"{number:g}"
