"""Dates keep the precision in which they were known."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.dates import PartialDate, Span, day_in_words

DAY = datetime.date


@pytest.mark.parametrize(
    ("text", "first", "last", "words"),
    [
        ("2026", DAY(2026, 1, 1), DAY(2026, 12, 31), "2026"),
        ("2026-04", DAY(2026, 4, 1), DAY(2026, 4, 30), "April 2026"),
        ("2024-02", DAY(2024, 2, 1), DAY(2024, 2, 29), "February 2024"),
        ("2026-04-05", DAY(2026, 4, 5), DAY(2026, 4, 5), "5 April 2026"),
        ("<=2026-04-07", DAY(2026, 4, 7), DAY(2026, 4, 7), "by 7 April 2026"),
        (">=2026-09", DAY(2026, 9, 1), DAY(2026, 9, 30), "from September 2026"),
    ],
)
def test_a_date_knows_the_days_it_may_stand_for(text: str, first: DAY, last: DAY, words: str) -> None:
    date = PartialDate.read(text)
    assert (date.first, date.last, date.words, str(date)) == (first, last, words, text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2026-02-30", "'2026-02-30' is not a date: February 2026 has 28 days"),
        ("2026-13", "'2026-13' is not a date: there is no month 13"),
        ("2026-04-00", "'2026-04-00' is not a date: April 2026 has 30 days"),
        ("0000", "'0000' is not a date: there is no year 0"),
        (
            "5 April 2026",
            "'5 April 2026' is not a date; write 2026, 2026-04, 2026-04-05 or a bound such as <=2026-04-05",
        ),
        ("٢٠٢٦", "'٢٠٢٦' is not a date; write 2026, 2026-04, 2026-04-05 or a bound such as <=2026-04-05"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason(text: str, message: str) -> None:
    with pytest.raises(ValueError, match="is not a date") as refused:
        PartialDate.read(text)
    assert str(refused.value) == message


def test_a_span_is_open_where_it_says_so() -> None:
    assert Span.read("2026-04").words == "April 2026"
    assert Span.read("2026-04-24/").words == "from 24 April 2026"
    assert Span.read("/2026-08-16").words == "to 16 August 2026"
    assert Span.read("2026-04-24/2026-08-16").words == "from 24 April 2026 to 16 August 2026"


@pytest.mark.parametrize("text", ["/", "2026-08/2026-04", "2026/x"])
def test_a_span_that_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"is not|ends before"):
        Span.read(text)


@pytest.mark.parametrize(
    ("one", "other", "after"),
    [
        ("2026-05", "2026-04", True),
        ("2026-04-15", "2026-04", False),
        ("2026", "2026-04", False),
        ("<=2026-05", "2026-04", False),
        ("2026-05", ">=2026-04", False),
        (">=2026-05", "2026-04", True),
        ("2026-05", "<=2026-04", True),
    ],
)
def test_order_is_certain_only_where_every_day_agrees(one: str, other: str, after: bool) -> None:
    assert PartialDate.read(one).surely_after(PartialDate.read(other)) is after


@given(st.dates(min_value=DAY(1000, 1, 1)))
def test_every_day_of_the_calendar_is_read_back(day: DAY) -> None:
    date = PartialDate.read(day.isoformat())
    assert date.first == date.last == day
    assert date.words == day_in_words(day)


@given(st.dates(min_value=DAY(1000, 1, 1)), st.dates(min_value=DAY(1000, 1, 1)))
def test_no_two_dates_are_each_after_the_other(one: DAY, other: DAY) -> None:
    a, b = PartialDate.read(one.isoformat()), PartialDate.read(other.isoformat()[:7])
    assert not (a.surely_after(b) and b.surely_after(a))
