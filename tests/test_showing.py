"""Values as pages print them: in words where a notation stands for words, and never another number."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.values import value_in_words


@pytest.mark.parametrize(
    "text",
    [
        "about 37 billion parameters",
        "1,024 GB",
        "84.2 %",
        "yes",
        "2026",
        "x",
        "USD",
        "",
        "Apache 2.0",
        "v4-12345",
        "1.23456",
    ],
)
def test_what_says_itself_stays_as_it_is(text: str) -> None:
    assert value_in_words(text) == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("0.14 USD/Mtoken", "$0.14 per million tokens"),
        ("about 0.28 USD/Mtoken", "about $0.28 per million tokens"),
        ("about 5.5 billion USD", "about $5.5 billion"),
        ("36 x", "36 times"),
        ("roughly 20 to 50 x", "roughly 20 to 50 times"),
        ("2026-04-24", "24 April 2026"),
        ("2026-02", "February 2026"),
        ("<=2026-04-07", "by 7 April 2026"),
        ("32768 tokens", "32,768 tokens"),
        ("750000 to 1000000 chips", "750,000 to 1,000,000 chips"),
    ],
)
def test_notation_becomes_words(text: str, words: str) -> None:
    assert value_in_words(text) == words


@given(st.text(alphabet="0123456789 .,-/xUSDMtokenabout", max_size=30))
def test_no_digit_is_ever_changed(text: str) -> None:
    shown = value_in_words(text)
    if not re.fullmatch(r"(?:<=|>=)?\d{4}-\d\d(?:-\d\d)?", text):
        assert re.sub(r"\D", "", shown) == re.sub(r"\D", "", text)
