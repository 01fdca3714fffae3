"""Who said it first and who repeated it, over time: one row for each origin that others repeat."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Final

from dossier.model import Source
from dossier.plots.time import TimeAxis
from dossier.standing import Standings

WIDTH: Final = 720
ROW: Final = 24
MOST: Final = 20
"""More rows than this can no longer be read; the list on the page holds them all."""
_LEFT, _RIGHT, _UNDATED = 270, 600, 626


@dataclass(frozen=True, slots=True)
class Repeated:
    """One origin: when it came out, and when those that repeat it did."""

    source: Source
    y: float
    x: float | None
    """Position of its own day; None where it has no date."""
    repeats: tuple[float, ...]
    """Positions of the sources that repeat it, sorted, as far as they have a date."""
    undated: int
    """How many sources repeat it without a date."""
    claims: int
    """How many claims would fall without it."""

    @property
    def span(self) -> tuple[float, float] | None:
        """From the first to the last position; None where nothing has a date."""
        known = [*self.repeats, *([] if self.x is None else [self.x])]
        return (min(known), max(known)) if known else None


@dataclass(frozen=True, slots=True)
class OriginPlot:
    """The origins that are repeated most, in the order of the page's list."""

    rows: tuple[Repeated, ...]
    ticks: tuple[tuple[float, str], ...]
    undated: float
    """Where sources without a date stand."""
    height: int
    left_out: int
    """How many further origins are repeated."""


def origin_plot(standings: Standings) -> OriginPlot | None:
    """The picture of the origins that others repeat; None where nobody repeats anything, or nothing has a date."""
    repeating = standings.dossier.repeating
    roots = [root for root in standings.repeated if root.id in repeating]
    shown = roots[:MOST]
    days = [day for root in shown for each in (root, *repeating[root.id]) if (day := _day(each))]
    if not days:
        return None
    axis = TimeAxis(min(days), max(days), _LEFT, _RIGHT)

    def row(number: int, root: Source) -> Repeated:
        dated = sorted(day for each in repeating[root.id] if (day := _day(each)))
        own = _day(root)
        return Repeated(
            root,
            (number + 0.5) * ROW,
            axis.at(own) if own else None,
            tuple(axis.at(day) for day in dated),
            len(repeating[root.id]) - len(dated),
            len(standings.falling.get(root.id, ())),
        )

    rows = tuple(row(number, root) for number, root in enumerate(shown))
    return OriginPlot(rows, axis.ticks(), _UNDATED, len(rows) * ROW, len(roots) - len(shown))


def _day(source: Source) -> datetime.date | None:
    return source.published.last if source.published else None
