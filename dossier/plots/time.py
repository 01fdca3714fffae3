"""A time axis: days become positions, months and years become ticks."""

from __future__ import annotations

import calendar
import datetime
from dataclasses import dataclass

_MOST_TICKS = 9


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """The days from `start` to `end` laid out from `left` to `right`, in the plot's units."""

    start: datetime.date
    end: datetime.date
    left: float
    right: float

    def at(self, day: datetime.date) -> float:
        """The position of a day; days outside the span stand at its ends."""
        share = (min(max(day, self.start), self.end) - self.start).days / max(1, (self.end - self.start).days)
        return round(self.left + share * (self.right - self.left), 1)

    def ticks(self) -> tuple[tuple[float, str], ...]:
        """Position and label of the first days of months or years: as many as can be read, at most nine."""
        months = (self.end.year - self.start.year) * 12 + self.end.month - self.start.month
        step = next(step for step in (1, 2, 3, 6, 12, 24, 60, 120, 1200, 12000) if months / step < _MOST_TICKS)
        firsts = [
            datetime.date(*divmod_month(self.start.year * 12 + self.start.month - 1 + number), 1)
            for number in range(1, months + 1)
        ]
        wanted = [day for day in firsts if (day.year * 12 + day.month - 1) % step == 0]
        return tuple((self.at(day), _label(day, yearly=step >= 12)) for day in wanted)


def divmod_month(months: int) -> tuple[int, int]:
    """Year and month of so many months since the year 0."""
    return months // 12, months % 12 + 1


def _label(day: datetime.date, *, yearly: bool) -> str:
    if yearly or day.month == 1:
        return str(day.year)
    return calendar.month_abbr[day.month]
