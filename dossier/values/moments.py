"""Dates and spans of time as values: `2026-04-04`, `Q1 2026`, `late April 2026`, `last two weeks of April 2026`.

Early, mid and late are thirds of the period; the last two weeks of a month are its last 14 days.
"""

from __future__ import annotations

import calendar
import datetime
import re
from typing import Final

from dossier.dates import PartialDate
from dossier.values.value import BadValue, Moment

_MONTHS: Final = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS.update({name.lower(): number for number, name in enumerate(calendar.month_abbr) if name})
_MONTH: Final = "|".join(sorted(_MONTHS, key=len, reverse=True))
_ISO: Final = re.compile(r"(<=|>=)?\s*[0-9]{4}-[0-9]{2}(-[0-9]{2})?|(<=|>=)\s*[0-9]{4}|(?:19|20)[0-9]{2}")
_YEAR: Final = re.compile("[0-9]{4}")
_PART: Final = re.compile(r"(early|mid|late)[ -]+(?!early|mid|late|[<>])(.+)", re.IGNORECASE)
_QUARTER: Final = re.compile(r"([qh])([0-9])[ -]+([0-9]{4})", re.IGNORECASE)
_NTH: Final = re.compile(r"(?:the )?(first|second|third|fourth) (quarter|half) of ([0-9]{4})", re.IGNORECASE)
_MONTH_YEAR: Final = re.compile(rf"({_MONTH})\.?,? +([0-9]{{4}})", re.IGNORECASE)
_DAY: Final = re.compile(
    rf"(?:([0-9]{{1,2}}) +({_MONTH})\.?,? +([0-9]{{4}})|({_MONTH})\.? +([0-9]{{1,2}}),? +([0-9]{{4}}))", re.IGNORECASE
)
_LAST_WEEKS: Final = re.compile(rf"(?:the )?last two weeks of (({_MONTH}) +[0-9]{{4}})", re.IGNORECASE)
_BETWEEN: Final = re.compile(r"\s*/\s*|\s+to\s+|\s+–\s+|(?<=[0-9]{4})[-–](?=[0-9]{4}$)", re.IGNORECASE)


def read_moment(text: str) -> Moment | None:
    """Read a date or a span of time; None where the text is neither, BadValue where it is a day that does not exist."""
    if not _YEAR.search(text):
        return None  # most values are no dates, and this says so at once
    days = _days(text)
    if days is None:
        ends = _BETWEEN.split(text)
        if len(ends) != 2:
            return None
        start, end = _days(ends[0]), _days(ends[1])
        if start is None or end is None:
            return None
        if end[1] < start[0]:
            raise BadValue(f"{text!r} ends before it begins", "write the earlier day first")
        days = (start[0], end[1])
    return Moment(text, *days)


def _days(text: str) -> tuple[datetime.date, datetime.date] | None:
    """First and last day of one date; None where the text is none."""
    text = " ".join(text.split())
    if _ISO.fullmatch(text):
        return _partial(text)
    if match := _LAST_WEEKS.fullmatch(text):
        period = _days(match[1])
        return (period[1] - datetime.timedelta(days=13), period[1]) if period else None
    if match := _PART.fullmatch(text):
        period = _days(match[2])
        return _third(match[1].lower(), *period) if period else None
    if match := _QUARTER.fullmatch(text):
        return _part_of_year(text, match[1].lower() == "q", int(match[2]), int(match[3]))
    if match := _NTH.fullmatch(text):
        number = ("first", "second", "third", "fourth").index(match[1].lower()) + 1
        return _part_of_year(text, match[2].lower() == "quarter", number, int(match[3]))
    if match := _MONTH_YEAR.fullmatch(text):
        month = _MONTHS[match[1].lower()]
        return _months(int(match[2]), month, month)
    if match := _DAY.fullmatch(text):
        day, month_name, year = (match[1], match[2], match[3]) if match[1] else (match[5], match[4], match[6])
        return _partial(f"{year}-{_MONTHS[month_name.lower()]:02}-{int(day):02}")
    return None


def _partial(text: str) -> tuple[datetime.date, datetime.date]:
    try:
        date = PartialDate.read(text)
    except ValueError as fault:
        raise BadValue(str(fault)) from None
    if date.bound == "<=":
        return datetime.date.min, date.last
    if date.bound == ">=":
        return date.first, datetime.date.max
    return date.first, date.last


def _part_of_year(text: str, quarter: bool, number: int, year: int) -> tuple[datetime.date, datetime.date] | None:
    """The quarter, or else the half, of a year; BadValue where the year has none of that number."""
    months = 3 if quarter else 6
    if not 1 <= number <= 12 // months:
        parts = "four quarters" if quarter else "two halves"
        raise BadValue(f"{text!r} is not a date: a year has {parts}")
    return _months(year, (number - 1) * months + 1, number * months)


def _months(year: int, first: int, last: int) -> tuple[datetime.date, datetime.date] | None:
    if year == 0:
        return None
    return datetime.date(year, first, 1), datetime.date(year, last, calendar.monthrange(year, last)[1])


def _third(part: str, first: datetime.date, last: datetime.date) -> tuple[datetime.date, datetime.date]:
    """The first, middle or last third of a period, cut at whole days; the three cover it without overlap."""
    length = (last - first).days + 1
    number = ("early", "mid", "late").index(part)
    start, end = length * number // 3, length * (number + 1) // 3 - 1
    return first + datetime.timedelta(days=start), first + datetime.timedelta(days=max(start, end))
