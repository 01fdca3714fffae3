"""Dates that keep the precision in which they were known: a year, a month, a day, or a bound on one of them.

The notation is the calendar part of ISO 8601; a bound (`<=2026-04-07`) and an open end (`2026-04-24/`) follow the
Extended Date/Time Format of the Library of Congress in what they mean.
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from typing import Literal, Self

_DATE = re.compile(r"(<=|>=)?\s*([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_MONTHS = tuple(calendar.month_name)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as far as it is known. `first` and `last` are the days it may stand for, both included."""

    text: str
    first: datetime.date
    last: datetime.date
    bound: Literal["<=", ">=", ""] = ""

    @classmethod
    def read(cls, text: str) -> Self:
        """Read `2026`, `2026-04`, `2026-04-05` or a bound such as `<=2026-04-07`; ValueError says what is wrong."""
        match = _DATE.fullmatch(text.strip())
        if not match:
            raise ValueError(f"{text!r} is not a date; write 2026, 2026-04, 2026-04-05 or a bound such as <=2026-04-05")
        bound, year, month, day = match.groups()
        if int(year) == 0:
            raise ValueError(f"{text!r} is not a date: there is no year 0")
        if month and not 1 <= int(month) <= 12:
            raise ValueError(f"{text!r} is not a date: there is no month {int(month)}")
        days = calendar.monthrange(int(year), int(month or 12))[1]
        if day and not 1 <= int(day) <= days:
            raise ValueError(f"{text!r} is not a date: {_MONTHS[int(month)]} {year} has {days} days")
        first = datetime.date(int(year), int(month or 1), int(day or 1))
        last = datetime.date(int(year), int(month or 12), int(day or days))
        side: Literal["<=", ">=", ""] = "<=" if bound == "<=" else ">=" if bound == ">=" else ""
        return cls(text.strip(), first, last, side)

    @property
    def words(self) -> str:
        """The date as a page prints it: `5 April 2026`, `April 2026`, `by 7 April 2026`."""
        before = {"<=": "by ", ">=": "from ", "": ""}[self.bound]
        if self.first == self.last:
            return f"{before}{day_in_words(self.first)}"
        if self.first.month == self.last.month:
            return f"{before}{_MONTHS[self.first.month]} {self.first.year}"
        return f"{before}{self.first.year}"

    def surely_after(self, other: PartialDate) -> bool:
        """Whether every day this may be lies after every day the other may be; bounds leave it open where they must."""
        if self.bound == "<=" or other.bound == ">=":
            return False
        return self.first > other.last

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of time: one partial date, or `start/end` with either end left open."""

    text: str
    start: PartialDate | None
    end: PartialDate | None

    @classmethod
    def read(cls, text: str) -> Self:
        """Read `2026-04`, `2026-04-24/`, `/2026-08-16` or `2026-04-24/2026-08-16`; ValueError says what is wrong."""
        left, slash, right = text.strip().partition("/")
        if not slash:
            whole = PartialDate.read(left)
            return cls(text.strip(), whole, whole)
        if not left and not right:
            raise ValueError(f"{text!r} is not a stretch of time; write 2026-04-24/ or 2026-04-24/2026-08-16")
        start = PartialDate.read(left) if left else None
        end = PartialDate.read(right) if right else None
        if start and end and start.surely_after(end):
            raise ValueError(f"{text!r} ends before it begins")
        return cls(text.strip(), start, end)

    @property
    def words(self) -> str:
        """The stretch as a page prints it: `from 24 April 2026 to 16 August 2026`."""
        if self.start is self.end and self.start:
            return self.start.words
        start = f"from {self.start.words}" if self.start else ""
        end = f"to {self.end.words}" if self.end else ""
        return " ".join(part for part in (start, end) if part)

    def __str__(self) -> str:
        return self.text


def day_in_words(day: datetime.date) -> str:
    """A day as a page prints it, in no locale but the project's own: `5 April 2026`."""
    return f"{day.day} {_MONTHS[day.month]} {day.year}"
