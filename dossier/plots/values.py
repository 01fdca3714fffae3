"""A claimed value against the values found: like with like only.

The claimed value is a band of its tolerance, each other value a row. The axis is logarithmic only where the values span
more than a factor of 20 (LOOK), and says so. A value without an end on one side reaches to the edge.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from dossier.comparing import like, tolerance, value_of
from dossier.model import Claim, Dossier
from dossier.values import Interval, Quantity, comparable

WIDTH: Final = 720
LEFT: Final = 200
RIGHT: Final = 480
ROW: Final = 28
_LOG_FROM = 20
_GREATEST = 1e300
"""Beyond this the positions would no longer be numbers."""


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
    open_low: bool = False
    """Whether it has no end to the left, as `at most 5`; the line then reaches the edge."""
    open_high: bool = False


@dataclass(frozen=True, slots=True)
class ValuePlot:
    """The claimed value against what was found, and against what single sources give."""

    claimed: Row
    rows: tuple[Row, ...]
    height: int
    log: bool
    zero: float | None
    """Where zero lies, on a linear axis."""

    @property
    def has_open(self) -> bool:
        """Whether any value has no end on one side."""
        return any(row.open_low or row.open_high for row in (self.claimed, *self.rows))


def value_plot(claim: Claim, dossier: Dossier) -> ValuePlot | None:
    """The plot of a claim's value against the others of the same measure; None where nothing can be compared."""
    claimed = value_of(claim.value, dossier)
    if not isinstance(claimed, Quantity):
        return None
    allowed = tolerance(dossier.settings.standards).hedge
    found = [
        (label, text, value.interval(allowed))
        for label, text, value in _others(claim, dossier)
        if comparable(claimed.unit, value.unit)
    ]
    band = claimed.interval(allowed)
    scale = _scale([band, *(span for _, _, span in found)])
    if not found or scale is None:
        return None
    head = _row(f"as printed, {claim.of}" if claim.of else "as printed", claim.value or "", 0, band, scale, band)
    rows = tuple(_row(label, text, n, span, scale, band) for n, (label, text, span) in enumerate(found, 1))
    return ValuePlot(head, rows, ROW * (len(rows) + 1) + 10, scale.log, None if scale.log else scale.at(0.0))


def _others(claim: Claim, dossier: Dossier) -> Iterator[tuple[str, str, Quantity]]:
    """Label, text and value of what was found by the same measure, then of what each further source gives.

    A found value may be of another thing, which its label says; a source's value only of the very thing.
    """
    seen: set[tuple[str, Quantity]] = set()
    for each in claim.found:
        value = value_of(each.value, dossier)
        if isinstance(value, Quantity) and (not each.measure or not claim.measure or each.measure == claim.measure):
            seen.add((each.source, value))
            yield _label(each.of, each.valid.words if each.valid else None) or "found", each.value, value
    for item in claim.evidence:
        value = value_of(item.value, dossier)
        source = dossier.source_of(item)
        if item.stance != "context" and item.value and source and isinstance(value, Quantity) and like(claim, item):
            if (source.id, value) not in seen:
                yield _label(source.publisher, item.valid.words if item.valid else None), item.value, value
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
    if not ends or any(abs(end) > _GREATEST for end in ends):
        return None
    low, high = min(ends), max(ends)
    if low > 0 and high / low > _LOG_FROM:
        return _Scale(math.log10(low) - 0.1, math.log10(high) + 0.1, log=True)
    low, high = min(low, 0), max(high, 0)
    return _Scale(low, high, log=False) if high > low else None


def _row(label: str, text: str, number: int, span: Interval, scale: _Scale, band: Interval) -> Row:
    x1 = LEFT if span.low is None else scale.at(float(span.low))
    x2 = RIGHT if span.high is None else scale.at(float(span.high))
    middle = (x1 + x2) / 2 if span.middle is None else scale.at(float(span.middle))
    y = number * ROW + ROW / 2 + 5
    agrees = not span.apart_from(band)
    return Row(label, text, y, x1, middle, x2, agrees, span.low is None, span.high is None)
