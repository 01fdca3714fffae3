"""Values: the worked tables of docs/values.md, what is refused and how, hostile texts, and the laws that always hold."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal, localcontext

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from conftest import REPOSITORY
from dossier.values import (
    BadValue,
    Choice,
    Comparison,
    Interval,
    Moment,
    Quantity,
    Tolerance,
    Value,
    Words,
    compare,
    difference,
    read_unit,
    read_value,
)
from dossier.values.interval import PRECISION, add, inverse, multiply, negative, power
from dossier.values.moments import read_moment
from dossier.values.value import BadValue as SameBadValue

DAY = datetime.date
TEN = Decimal(10)
DOCUMENT = (REPOSITORY / "docs" / "values.md").read_text(encoding="utf-8")
SCALES = {"thousand": TEN**3, "million": TEN**6, "billion": TEN**9, "trillion": TEN**12}


def table(header: str) -> list[tuple[str, ...]]:
    """The rows of the document's table that begins with these columns; an empty cell is a dash."""
    lines = DOCUMENT.split(f"\n| {header} |")[1].split("\n\n")[0].splitlines()[2:]
    return [tuple("" if cell.strip() == "–" else cell.strip() for cell in line.strip("|").split("|")) for line in lines]


READING = table("text | lower end | upper end | unit")
REFUSED = table("text | why | hint")
COMPARING = table("claimed | found | result | difference")


def number(cell: str) -> Decimal:
    digits, _, scale = cell.lstrip("<>").replace(",", "").partition(" ")
    return Decimal(digits) * SCALES.get(scale, Decimal(1))


def quantity(text: str) -> Quantity:
    value = read_value(text)
    assert isinstance(value, Quantity), text
    return value


def ends(text: str) -> tuple[object, object]:
    """The ends of what a text may stand for, in base units."""
    exact = quantity(text).exact
    return exact.low, exact.high


def outcome(text: str) -> Value | BadValue:
    """The value of a text, or why it has none; anything else that is raised fails the test."""
    try:
        return read_value(text)
    except BadValue as refused:
        return refused


# what the document says


def test_the_document_is_worked_enough() -> None:
    assert len(READING) >= 40
    assert len(COMPARING) >= 40
    assert len({row[0] for row in READING}) == len(READING)


@pytest.mark.parametrize(("text", "low", "high", "unit"), READING)
def test_a_text_is_read_as_the_document_says(text: str, low: str, high: str, unit: str) -> None:
    value = read_value(text)
    assert value.text == text
    if unit == "text":
        assert value == Words(text)
    elif unit.startswith("one of"):
        assert value == Choice(text, frozenset(unit.removeprefix("one of ").split(", ")))
    elif unit == "date":
        first = DAY.fromisoformat(low) if low else DAY.min
        assert value == Moment(text, first, DAY.fromisoformat(high) if high else DAY.max)
    else:
        wanted = read_unit(unit)
        assert isinstance(value, Quantity)
        assert value.unit.dimensions == wanted.dimensions
        with localcontext(PRECISION):
            interval = value.interval(TEN)
            assert interval.low == (number(low) * wanted.factor if low else None)
            assert interval.high == (number(high) * wanted.factor if high else None)
        assert (interval.low_open, interval.high_open) == (low.startswith(">"), high.startswith("<"))


@pytest.mark.parametrize(("text", "why", "hint"), REFUSED)
def test_what_begins_like_a_value_and_is_none_is_refused_with_a_hint(text: str, why: str, hint: str) -> None:
    with pytest.raises(BadValue) as refused:
        read_value(text)
    assert (str(refused.value), refused.value.hint) == (why, hint)


@pytest.mark.parametrize(("claimed", "found", "agreement", "words"), COMPARING)
def test_two_values_compare_as_the_document_says(claimed: str, found: str, agreement: str, words: str) -> None:
    comparison = compare(read_value(claimed), read_value(found))
    assert (comparison.agreement, comparison.difference) == (agreement, words)


# reading


@pytest.mark.parametrize(
    "text", ["", " ", "\x00", "a", "Ascend 950PR", "V4", "-", "−", "~", "about", "at least", "$", "x5", "some people",
             "the 5 models", "early days", "late >=2026", "early early 2026", "overnight", "from here",
             "one-off", "Q1 0000", "April 0000", "several of [MIT]", ]
)  # fmt: skip
def test_what_is_no_figure_is_text(text: str) -> None:
    assert read_value(text) == Words(text)


@pytest.mark.parametrize("hedge", ["about", "around", "Roughly", "approximately", "circa", "some",
                                   "~", "≈", "~ "])  # fmt: skip
def test_every_hedge_widens_by_ten_percent(hedge: str) -> None:
    value = quantity(f"{hedge} 40 chips")
    assert value.hedge == "about"
    assert value.interval(TEN) == Interval(Decimal(36), Decimal(44))
    assert value.interval(Decimal(25)) == Interval(Decimal(30), Decimal(50))
    assert value.printed == Interval(Decimal(40), Decimal(40))
    assert quantity("40 chips").hedge == ""


@pytest.mark.parametrize(
    ("bounds", "interval"),
    [
        (("at least", "no less than", "no fewer than", ">=", "≥"), Interval(Decimal(40), None)),
        (("more than", "over", "above", ">"), Interval(Decimal(40), None, low_open=True)),
        (("at most", "no more than", "up to", "<=", "≤"), Interval(None, Decimal(40))),
        (("less than", "Fewer than", "under", "below", "<"), Interval(None, Decimal(40), high_open=True)),
    ],
)
def test_every_bound_is_sharp(bounds: tuple[str, ...], interval: Interval) -> None:
    for bound in bounds:
        value = quantity(f"{bound} 40 chips")
        assert value.exact == value.printed == value.interval(TEN) == interval, bound


@pytest.mark.parametrize(
    ("hedges", "side", "interval", "negative"),
    [
        (
            ("nearly", "Almost", "just under", "just below", "just less than", "slightly under", "slightly less than"),
            "below",
            Interval(Decimal(36), Decimal("40.5"), high_open=True),
            Interval(Decimal("-40.5"), Decimal(-36)),
        ),
        (
            ("just over", "Just above", "just more than", "slightly over", "slightly above", "slightly more than"),
            "above",
            Interval(Decimal("39.5"), Decimal(44)),
            Interval(Decimal(-44), Decimal("-39.5"), high_open=True),
        ),
    ],
)
def test_a_hedge_to_one_side_widens_there_and_keeps_the_printed_tolerance_on_the_other(
    hedges: tuple[str, ...], side: str, interval: Interval, negative: Interval
) -> None:
    for hedge in hedges:
        value = quantity(f"{hedge} 40 chips")
        assert (value.hedge, value.printed) == (side, Interval(Decimal(40), Decimal(40))), hedge
        assert value.interval(TEN) == interval
        assert quantity(f"{hedge} -40 chips").interval(TEN) == negative
    assert quantity("nearly 5 to 10 chips").interval(TEN) == Interval(Decimal("4.5"), Decimal(10))
    assert quantity("just over 5 to 10 chips").interval(TEN) == Interval(Decimal(5), Decimal(11))
    assert quantity("nearly at least 40 chips").interval(TEN) == Interval(Decimal(36), None)
    assert quantity("just over at most 40 chips").interval(TEN) == Interval(None, Decimal(44))
    assert quantity("nearly at most 40 chips").interval(TEN) == Interval(None, Decimal(40))


def test_a_hedge_reaches_an_end_that_it_widens_and_not_one_that_only_rounding_gives() -> None:
    assert quantity("about 0.2").interval(TEN) == Interval(Decimal("0.15"), Decimal("0.25"), high_open=True)
    assert quantity("about 0.2").interval(Decimal(25)) == Interval(Decimal("0.15"), Decimal("0.25"))
    assert quantity("about more than 40 chips").interval(TEN) == Interval(Decimal(36), None)


def test_a_hedged_bound_gives_way_by_ten_percent() -> None:
    assert quantity("about at least 40 chips").interval(TEN) == Interval(Decimal(36), None)
    assert quantity("about at most 40 chips").interval(TEN) == Interval(None, Decimal(44))


@pytest.mark.parametrize(("word", "value"), [("zero", 0), ("one", 1), ("two", 2), ("three", 3), ("four", 4),
    ("five", 5), ("six", 6), ("seven", 7), ("eight", 8), ("nine", 9), ("ten", 10), ("eleven", 11), ("Twelve", 12),
    ("thirteen", 13), ("fourteen", 14), ("fifteen", 15), ("sixteen", 16), ("seventeen", 17), ("eighteen", 18),
    ("nineteen", 19), ("twenty", 20), ("thirty", 30), ("forty", 40), ("fifty", 50), ("sixty", 60), ("seventy", 70),
    ("eighty", 80), ("ninety", 90), ("twenty-one", 21), ("forty-seven", 47), ("ninety-nine", 99)])  # fmt: skip
def test_a_number_in_words_is_the_number(word: str, value: int) -> None:
    assert quantity(f"{word} chips").printed.low == value
    assert quantity(f"{word} chips").exact == quantity(f"{value} chips").exact


@pytest.mark.parametrize(("scale", "power"), [("hundred", 2), ("thousand", 3), ("K", 3), ("k", 3), ("million", 6),
    ("M", 6), ("mn", 6), ("MN", 6), ("billion", 9), ("B", 9), ("b", 9), ("bn", 9), ("Billion", 9), ("trillion", 12),
    ("T", 12), ("tn", 12), ("hundred thousand", 5), ("thousand billion", 12)])  # fmt: skip
def test_every_scale_multiplies(scale: str, power: int) -> None:
    value = quantity(f"2 {scale} chips")
    assert value.printed.low == 2 * TEN**power
    assert (value.exact.low, value.exact.high) == (Decimal("1.95") * TEN**power, Decimal("2.05") * TEN**power)
    assert value.unit == read_unit("chips")


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("dozens of models", 12, 108),
        ("tens of thousands of chips", 10_000, 100_000),
        ("hundreds of chips", 100, 1000),
        ("Thousands of chips", 1000, 10_000),
        ("millions of chips", 10**6, 10**7),
        ("billions of chips", 10**9, 10**10),
        ("hundreds of thousands chips", 10**5, 10**6),
        ("tens of millions of chips", 10**7, 10**8),
        ("tens of billions of chips", 10**10, 10**11),
        ("tens of trillions of chips", 10**13, 10**14),
        ("tens of hundreds of chips", 1000, 10**4),
        ("about hundreds of million chips", 10**8, 10**9),
    ],
)
def test_many_reach_to_the_next_word_and_not_into_it(text: str, low: int, high: int) -> None:
    value = quantity(text)
    assert value.exact == value.printed == Interval(Decimal(low), Decimal(high), high_open=True)
    assert value.hedge == ("about" if text.startswith("about") else "")


@pytest.mark.parametrize("money", ["$", "US$", "us$", "USD", "usd", "USD "])
def test_money_may_stand_before_its_number(money: str) -> None:
    assert quantity(f"{money}5").unit == read_unit("USD")
    assert quantity(f"about {money}5 million/Mtoken").unit.dimensions == read_unit("USD/Mtoken").dimensions


@pytest.mark.parametrize(("sign", "currency"), [("€", "EUR"), ("£", "GBP"), ("CNY", "CNY"), ("RMB", "CNY")])
def test_every_sign_of_money_is_its_currency(sign: str, currency: str) -> None:
    assert quantity(f"{sign}5 to {sign}10").unit.dimensions == ((currency, 1),)
    assert quantity(f"5 to {sign}10").unit.dimensions == ((currency, 1),)


def test_a_range_takes_its_scale_and_its_percent_from_either_end() -> None:
    assert ends("5 to 10 million chips") == (5 * TEN**6, TEN**7)
    assert ends("5 thousand to 10 million chips") == (5000, TEN**7)
    assert (
        ends("5x to 10x") == ends("5 x to 10 x") == ends("5×-10×") == ends("5x and 10x") == ends("5x – 10x") == (5, 10)
    )
    assert ends("$5-$10") == ends("$5-10") == ends("$5 - $10") == ends("5-$10") == (5, 10)
    assert ends("$5M-$10M") == ends("$5 million to $10 million") == (5 * TEN**6, TEN**7)
    assert ends("-5 to +3 chips") == (-5, 3)
    assert quantity("about 5x to 10x").hedge == "about"
    assert (
        ends("5% to 10%")
        == ends("5 to 10 %")
        == ends("5%-10%")
        == ends("5% to 10")
        == (Decimal("0.05"), Decimal("0.1"))
    )
    assert ends("5K-10K chips") == ends("5K–10K chips") == ends("from 5K to 10K chips") == (5000, TEN**4)
    assert ends("5 to 5 chips") == (5, 5)
    assert quantity("about 5 to 10 chips").hedge == "about"
    assert quantity("5 to 10 chips").hedge == ""


def test_a_multiple_in_words_is_the_multiple() -> None:
    assert ends("double") == ends("twice") == ends("2 x")
    assert ends("thrice") == ends("triple") == ends("3 x")
    assert ends("half") == ends("0.50 x")
    assert quantity("about twice").interval(TEN) == Interval(Decimal("1.8"), Decimal("2.2"))
    assert quantity("Twice").unit == read_unit("x")
    assert read_value("twenty-ten chips") == Words("twenty-ten chips")


@pytest.mark.parametrize(("text", "value"), [("half", "1/2"), ("one half", "1/2"), ("three halves", "3/2"), ("halved", "1/2"),
    ("a third", "1/3"), ("one-third", "1/3"), ("One Third", "1/3"), ("two thirds", "2/3"), ("one-quarter", "1/4"),
    ("three-quarters", "3/4"), ("two quarters of a million", "500000/1"), ("three fourths", "3/4"), ("four fifths", "4/5"),
    ("five sixths", "5/6"), ("a seventh", "1/7"), ("seven eighths", "7/8"), ("two ninths", "2/9"), ("an eighth", "1/8"),
    ("nine tenths", "9/10"), ("twice", "2/1"), ("doubled", "2/1"), ("double", "2/1"), ("tripled", "3/1"), ("thrice", "3/1"),
    ("quadruple", "4/1"), ("quadrupled", "4/1"), ("twofold", "2/1"), ("ten-fold", "10/1"), ("30-fold", "30/1"),
    ("1 in 5", "1/5"), ("one in five", "1/5"), ("10 out of 12", "10/12"), ("3 of 4", "3/4"), ("1 in a million", "1/1000000"),
    ("2 thousand in 5 million", "2/5000"), ("2:1", "2/1"), ("2.5:1", "5/2"), ("1:100", "1/100"), ("25:75", "1/3"),
    ("24:60", "24/60"), ("0 out of 5", "0/5"), ("5 of 5", "5/5"), ("3 in 2,000", "3/2000"),
    ("3 in 2000 million", "3/2000000000")])  # fmt: skip
def test_a_share_a_multiple_and_a_ratio_are_the_number_that_they_say(text: str, value: str) -> None:
    above, below = (Decimal(part) for part in value.split("/"))
    read = quantity(text)
    with localcontext(PRECISION):
        assert read.printed == Interval(above / below, above / below)
    assert read.unit.dimensions == ()
    assert read.unit.text in ({""} if "million" in text and "in" not in text.split() else {"x", "fold"})


@pytest.mark.parametrize(
    ("text", "half"),
    [
        ("half", "0.005"),
        ("a tenth", "0.005"),
        ("three halves", "0.05"),
        ("twice", "0.05"),
        ("half a million", "5000"),
        ("1 in 3", "0.005"),
        ("1 in 30", "0.0005"),
        ("30 in 100", "0.005"),
        ("301 in 1000", "0.0005"),
        ("3 in 1,001", "0.0000005"),
        ("100:1", "5"),
        ("0 out of 5", "0"),
    ],
)
def test_a_share_is_meant_to_two_digits_or_to_those_of_its_longer_number(text: str, half: str) -> None:
    value = quantity(text)
    assert value.exact.width == 2 * Decimal(half)
    assert value.exact.high_open is (half != "0")


@pytest.mark.parametrize(
    "text",
    ["half-life", "double-decker", "double standard", "triple crown", "a third party", "the fifth element", "third",
     "quarter final", "half time show", "manifold", "a few thousand", "an hour", "12:30", "9:05 am", "0:00",
     "23:59:59", "12:30 UTC", "1:10", "twenty-fifth", "a million-dollar question"],
)  # fmt: skip
def test_words_that_only_sound_like_a_share_and_times_of_day_are_text(text: str) -> None:
    assert read_value(text) == Words(text)


@pytest.mark.parametrize(
    "rest", ["of the chips", "the chips", "as much", "more", "less than before", "what it was", "its size"]
)
def test_a_share_says_of_what_in_a_field_of_its_own(rest: str) -> None:
    for share in ("half", "about two-thirds", "twice", "1 in 5"):
        with pytest.raises(BadValue) as refused:
            read_value(f" {share}  {rest} ")
        said = (f"' {share}  {rest} ' holds more than a number", f"write '{share}', and put the rest into `of`")
        assert (str(refused.value), refused.value.hint) == said


def test_a_whole_percentage_is_meant_to_the_point() -> None:
    for unit in ("%", " percent", " per cent", " % per year", " percentage points", " pp"):
        factor = read_unit(unit.strip()).factor
        for number in (1, 6, 10, 97, 100, 250, 1000):
            value = quantity(f"{number:,}{unit}")
            with localcontext(PRECISION):
                low, high = number - Decimal("0.5"), number + Decimal("0.5")
                assert value.exact == Interval(low, high, high_open=True).scaled(factor)
    assert ends("6.0 %") == (Decimal("0.0595"), Decimal("0.0605"))
    assert ends("0 %") == (0, 0)
    assert ends("5 thousand %") == (Decimal("49.5"), Decimal("50.5"))
    assert ends("5 pp")[0] == Decimal("4.5")
    assert ends("5 ppm")[0] == Decimal("0.00000495")


@pytest.mark.parametrize(
    ("text", "change"),
    [("+200 %", True), ("-5 %", True), ("−5 percent", True), ("about +5%", True), ("5 %", False), ("+5 chips", False),
     ("-5", False), ("+5 x", False), ("+5 to +10 %", False), ("twice", False), ("+5 % per year", False)],
)  # fmt: skip
def test_a_percentage_with_a_sign_is_a_change(text: str, change: bool) -> None:
    assert quantity(text).change is change


def test_a_change_beside_a_multiple_is_the_multiple_that_it_makes() -> None:
    wide = Tolerance(hedge=Decimal(20))
    for multiple in ("3 x", "3 times", "three times", "threefold", "3 ×", "tripled", "3:1"):
        assert compare(quantity("+200 %"), quantity(multiple)) == Comparison("compatible"), multiple  # it is coarser
        assert compare(quantity(multiple), quantity("+200 %")) == Comparison("agrees"), multiple
    assert compare(quantity("halved"), quantity("-50 %")) == Comparison("agrees")
    assert compare(quantity("4 x"), quantity("+200 %")) == Comparison("disagrees", "33 % too high")
    assert compare(quantity("about +200 %"), quantity("3.2 x")).agreement == "disagrees"
    assert compare(quantity("about +200 %"), quantity("3.20 x"), wide).agreement == "agrees"
    assert compare(quantity("more than +200 %"), quantity("5 x")).agreement == "agrees"
    assert compare(quantity("+200 %"), quantity("+300 %")) == Comparison("disagrees", "100 percentage points too low")
    assert compare(quantity("+200 %"), quantity("2")).agreement == "unlike"
    assert compare(quantity("+200 %"), quantity("2.000 ratio")).agreement == "agrees"
    assert compare(quantity("+200 %"), quantity("2 pp")).agreement == "unlike"


def test_every_currency_of_the_vocabulary_may_stand_before_its_number() -> None:
    codes = ["USD", "CNY", "EUR", "GBP", "JPY", "KRW", "INR", "CHF", "CAD", "AUD", "TWD", "HKD", "SGD", "BRL", "RUB"]
    signs = {"₩": "KRW", "₹": "INR", "₽": "RUB", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "HK$": "HKD",
             "S$": "SGD", "NT$": "TWD", "R$": "BRL", "CN¥": "CNY", "JP¥": "JPY"}  # fmt: skip
    for sign, code in {**{code: code for code in codes}, **signs}.items():
        assert quantity(f"{sign}5").unit == quantity(f"{sign} 5").unit == read_unit(code), sign
        assert quantity(f"about {sign}5 million").unit == read_unit(code)


def test_the_unit_is_kept_as_a_reader_would_write_it() -> None:
    texts = ("$5", "$5/Mtoken", "$5 per million tokens", "5% to 10%", "5 % to 10 %", "5 chips")
    wanted = ["USD", "USD/Mtoken", "USD per million tokens", "%", "%", "chips"]
    assert [quantity(text).unit.text for text in texts] == wanted


def test_powers_of_1024_are_for_tokens_and_bytes_alone() -> None:
    binary = Decimal("1.024")
    assert ends("2K tokens")[1] == 2050 * binary
    assert ends("2k tokens")[1] == 2050 * binary
    assert ends("2M tokens")[1] == 2_050_000 * binary**2
    assert ends("2 KB")[1] == ends("2 kB")[1] == ends("2K bytes")[1] == 2050 * binary
    assert ends("2 Mtokens")[1] == ends("2 Mtoken")[1] == ends("2M tokens")[1]
    assert ends("2 Ktokens")[1] == ends("2 Ktoken")[1] == ends("2K tokens")[1]
    assert ends("-2K tokens") == (-2050 * binary, -1950)
    assert ends("2 thousand tokens")[1] == 2050
    assert ends("2B tokens")[1] == Decimal("2.05") * TEN**9
    assert ends("2K tokens/s")[1] == 2050
    assert ends("2K chips")[1] == 2050
    assert ends("2 KiB")[1] == Decimal("2.05") * 1024
    assert ends("2 Mbit")[1] == 2_050_000 / Decimal(8)


def test_the_desk_may_count_further_things() -> None:
    with pytest.raises(BadValue, match="'acres' is not a unit"):
        read_value("5 acres")
    value = read_value("5 million acres", frozenset({"acres"}))
    assert isinstance(value, Quantity)
    assert value.unit.dimensions == (("acres", 1),)
    assert isinstance(read_value("hundreds of acres", frozenset({"acres"})), Quantity)


def test_the_edges_of_the_precision_that_digits_print() -> None:
    assert ends("10") == (Decimal("9.5"), Decimal("10.5"))
    assert ends("9") == (Decimal("8.95"), Decimal("9.05"))
    assert ends("007 chips") == (Decimal("6.95"), Decimal("7.05"))
    assert ends("1000000 chips") == (950_000, 1_050_000)
    assert ends("1010000 chips") == (1_005_000, 1_015_000)
    assert ends("-100 chips") == (-105, -95)
    assert ends("5.0 chips") == (Decimal("4.95"), Decimal("5.05"))


@pytest.mark.parametrize("minus", "-−–‒﹣－‐‑")
def test_every_kind_of_minus_is_one(minus: str) -> None:
    for before in ("", "about ", "at least ", "$", "from "):
        value, plain = quantity(f"{before}{minus}5 million"), quantity(f"{before}-5 million")
        assert (value.exact, value.unit) == (plain.exact, plain.unit)
    assert ends(f"{minus}5 to {minus}3 chips") == (-5, -3)
    assert ends(f"5{minus}10 chips" if minus in "-–" else "5-10 chips") == (5, 10)
    with pytest.raises(BadValue):
        read_value(f"{minus}$5")


def test_every_kind_of_space_is_one() -> None:
    assert quantity("37\u00a0billion\u202f parameters\n").exact == quantity("37 billion parameters").exact


# dates


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2026-02", DAY(2026, 2, 1), DAY(2026, 2, 28)),
        ("1999", DAY(1999, 1, 1), DAY(1999, 12, 31)),
        ("<= 2026", DAY.min, DAY(2026, 12, 31)),
        (">=2026-04-04", DAY(2026, 4, 4), DAY.max),
        ("april 2026", DAY(2026, 4, 1), DAY(2026, 4, 30)),
        ("Dec 2025", DAY(2025, 12, 1), DAY(2025, 12, 31)),
        ("q4-2025", DAY(2025, 10, 1), DAY(2025, 12, 31)),
        ("Q2 2025", DAY(2025, 4, 1), DAY(2025, 6, 30)),
        ("H1 2025", DAY(2025, 1, 1), DAY(2025, 6, 30)),
        ("h2 2025", DAY(2025, 7, 1), DAY(2025, 12, 31)),
        ("4 April, 2026", DAY(2026, 4, 4), DAY(2026, 4, 4)),
        ("Apr. 4 2026", DAY(2026, 4, 4), DAY(2026, 4, 4)),
        ("the last two weeks of february 2026", DAY(2026, 2, 15), DAY(2026, 2, 28)),
        ("mid February 2026", DAY(2026, 2, 10), DAY(2026, 2, 18)),
        ("early 2026-04-04", DAY(2026, 4, 4), DAY(2026, 4, 4)),
        ("mid 2026-04-04", DAY(2026, 4, 4), DAY(2026, 4, 4)),
        ("late 2026-04-04", DAY(2026, 4, 4), DAY(2026, 4, 4)),
        ("2026-04-04 to 2026-04-04", DAY(2026, 4, 4), DAY(2026, 4, 4)),
        ("2026-04 – 2026-05", DAY(2026, 4, 1), DAY(2026, 5, 31)),
        ("2019-2023", DAY(2019, 1, 1), DAY(2023, 12, 31)),
        ("late 2024 to early 2026", DAY(2024, 9, 1), DAY(2026, 5, 1)),
        ("Q1 9999", DAY(9999, 1, 1), DAY(9999, 3, 31)),
    ],
)
def test_a_moment_knows_its_days(text: str, first: DAY, last: DAY) -> None:
    assert read_value(text) == read_moment(text) == Moment(text, first, last)


@pytest.mark.parametrize("text", ["", "5 chips", "Q1 0000", "Jan 0000", "2026 to", "2026 to 2027 to 2028",
                                  "2026 to then", "then to 2026", "2100 to 2500", "2500", "mid-Sunday", "late late 2024",
                                  "last two weeks of 2026", "last two weeks of May 0000", "2019-20231"])  # fmt: skip
def test_what_is_no_moment_is_none(text: str) -> None:
    assert read_moment(text) is None


@pytest.mark.parametrize("number", range(1, 13))
def test_every_month_has_its_name_and_its_abbreviation(number: int) -> None:
    names = "January February March April May June July August September October November December"
    name, day = names.split(" ")[number - 1], DAY(2026, number, 4)
    for month in (name, name[:3], f"{name[:3]}.", name.lower()):
        for text in (f"{month} 4, 2026", f"4 {month} 2026"):
            assert read_value(text) == Moment(text, day, day)
    for month in (name, name[:3]):
        whole, end = read_value(f"{month} 2026"), read_value(f"last two weeks of {month} 2026")
        assert isinstance(whole, Moment)
        assert isinstance(end, Moment)
        assert (whole.first, whole.last) == (DAY(2026, number, 1), end.last)
        assert (end.last - end.first).days == 13


@pytest.mark.parametrize(
    "text", ["2026-13", "31 April 2026", "April 31, 2026", "5 April 0000", "2026-04-00", "early 2026-13"]
)
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(BadValue, match="is not a date"):
        read_value(text)


@given(st.dates(DAY(1900, 1, 1), DAY(2099, 12, 31)), st.sampled_from(["%Y-%m", "%Y", "%B %Y"]))
def test_early_mid_and_late_cover_a_period_without_overlap(day: DAY, form: str) -> None:
    period = day.strftime(form)
    early, mid, late = (read_value(f"{part} {period}") for part in ("early", "mid", "late"))
    whole = read_value(period)
    assert isinstance(early, Moment)
    assert isinstance(mid, Moment)
    assert isinstance(late, Moment)
    assert isinstance(whole, Moment)
    assert (early.first, late.last) == (whole.first, whole.last)
    assert (mid.first - early.last).days == (late.first - mid.last).days == 1
    lengths = [(part.last - part.first).days for part in (early, mid, late)]
    assert max(lengths) - min(lengths) <= 1


# hostile texts


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("9" * 10_000, " has 10,000 characters, the limit is 200"),
        ("9" * 41, " has a number of 41 characters"),
        ("1" + " T" * 500_000, " has 1,000,001 characters, the limit is 200"),
        ("about " * 100_000 + "5", " has 600,001 characters, the limit is 200"),
        ("5 " + "/s" * 60, ": '" + "/s" * 29 + "/…' is not a unit"),
        ("5 \x00", ": '\\x00' is not a unit"),
        ("5\x1b[2J", ": '\\x1b[2J' is not a unit"),
        ("5\ud800", ": '\\ud800' is not a unit"),
        ("5 NaN", ": 'NaN' is not a unit"),
        ("5 chips; drop table", ": 'chips; drop table' is not a unit"),
        ("-9**9", ": '-9**9' is not a number"),
        ("1e+5", ": '1e+5' is not a number"),
        ("1^2", ": '1^2' is not a number"),
        ("1,2,3", ": '1,2,3' is not a number"),
        ("1.2.3", ": '1.2.3' is not a number"),
        ("5.", ": '5.' is not a number"),
        ("000,123", ": '000,123' is not a number"),
        ("1234,567", ": '1234,567' is not a number"),
        ("3\u0663", ": '\u0663' is not a unit"),
    ],
)
def test_hostile_numbers_are_refused(text: str, why: str) -> None:
    with pytest.raises(BadValue) as refused:
        read_value(text)
    shown = repr(text if len(text) <= 60 else text[:59] + "…")
    assert str(refused.value) == f"{shown}{why}"


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("9" * 201, "split it"),
        ("9" * 41, "at most 40; write a scale: 3 billion"),
        ("5 " + "/s" * 60, "it has 120 characters, the limit is 100"),
    ],
)
def test_what_is_too_long_says_what_to_do(text: str, hint: str) -> None:
    with pytest.raises(BadValue) as refused:
        read_value(text)
    assert refused.value.hint == hint


def test_the_longest_that_is_read() -> None:
    assert read_value("a" * 201) == Words("a" * 201)
    assert len("05" + " K" * 99) == 200
    assert ends("05" + " K" * 99) == ends("5" + " K" * 99)
    with pytest.raises(BadValue, match="characters, the limit is 200"):
        read_value("005" + " K" * 99)
    with pytest.raises(BadValue, match="is not a unit"):
        read_value("5 to X10 chips")
    assert ends("9" * 40) == (Decimal("9" * 39 + "8.5"), Decimal("9" * 40 + ".5"))
    assert isinstance(read_value("5" + " " * 500 + "chips"), Quantity)
    assert read_value("5" + " K" * 99 + "\n").text
    assert ends("5" + " T" * 99)[0] == Decimal("4.95") * TEN ** (12 * 99)


def test_two_long_numbers_that_differ_in_the_last_digit_differ() -> None:
    one, other = "1" * 39 + "1", "1" * 39 + "3"
    assert compare(quantity(one), quantity(other), Tolerance(immaterial=Decimal(0))).agreement == "disagrees"


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-inf", "sNaN", "\ufeff5", "\u200b5 chips", "²", "½", "Ⅷ", "٪", "None",
                                  "lambda: 5", "{5}", "[5]", "(5)"])  # fmt: skip
def test_what_only_a_program_would_read_is_text(text: str) -> None:
    assert read_value(text) == Words(text)


@pytest.mark.parametrize("piece", ["a", "early ", "late-", " to ", "–", "0 ", "-", "1,", "1.", "K ", "about ", "> ", "at least ",
    "$", "%", "one of [", "[", "a,", "one ", "million ", "/", " per ", "twenty-", "hundreds of ", "last two weeks of ",
    "Q1 2026 to ", "2026-", "\n", "\x00", "(", "no more than ", "from ", "²"])  # fmt: skip
def test_a_million_characters_end(piece: str) -> None:
    """What took more than linear time would not end here: nothing is asserted but that it does."""
    length = 1_000_000 // len(piece)
    for text in (
        piece * length,
        "5" + piece * length,
        f"one of [{piece * length}",
        f"one of [{piece * length}]",
        f"about {piece * length}5",
    ):
        found = outcome(text)
        assert len(str(found)) < 400 if isinstance(found, BadValue) else found.text == text


# comparing


def test_days_of_publication_agree_within_one_day() -> None:
    one, next_day, third = (read_value(f"2026-04-0{day}") for day in (4, 5, 6))
    assert compare(one, next_day).agreement == "disagrees"
    assert compare(one, next_day, publication=True) == compare(next_day, one, publication=True) == Comparison("agrees")
    assert compare(one, third, publication=True) == Comparison("disagrees", "2 days too early")
    assert compare(third, one, publication=True) == Comparison("disagrees", "2 days too late")
    assert compare(read_value("2026-03-31"), read_value("2026-04"), publication=True).agreement == "compatible"


def test_the_desk_says_what_a_hedge_and_what_immaterial_is() -> None:
    claimed, found = read_value("about 37 chips"), read_value("49 chips")
    assert compare(claimed, found, Tolerance(hedge=Decimal(40))).agreement == "agrees"
    assert compare(claimed, found, Tolerance(hedge=Decimal(30))).agreement == "disagrees"
    assert compare(claimed, found, Tolerance(immaterial=Decimal(25))) == Comparison("compatible", "24 % too low")
    assert Tolerance() == Tolerance(Decimal(10), Decimal(2))


@pytest.mark.parametrize(
    ("claimed", "found", "agreement"),
    [
        ("102.0 chips", "100.0 chips", "disagrees"),  # exactly two percent is not under two percent
        ("101.9 chips", "100.0 chips", "compatible"),
        ("102.00 chips", "100.00 chips", "disagrees"),
        ("101.99 chips", "100.00 chips", "compatible"),
        ("98.0 chips", "100.0 chips", "disagrees"),
        ("less than 5 chips", "at least 5 chips", "compatible"),
        ("more than 0 chips", "0 chips", "disagrees"),
        ("less than 5 chips", "4.9 chips", "agrees"),
        ("more than 5 chips", "5.1 chips", "agrees"),
        ("98.1 chips", "100.0 chips", "compatible"),
        ("-98.1 chips", "-100.0 chips", "compatible"),
        ("-98.0 chips", "-100.0 chips", "disagrees"),
    ],
)
def test_immaterial_is_less_than_two_percent_of_the_found_value(claimed: str, found: str, agreement: str) -> None:
    assert compare(read_value(claimed), read_value(found)).agreement == agreement


@pytest.mark.parametrize(
    ("claimed", "found", "words"),
    [
        ("5 chips", "5 chips", ""),
        ("5 chips", "5.0 chips", ""),
        ("5 chips", "3 to 8 chips", ""),
        ("5 chips", "5 to 8 chips", ""),
        ("5 chips", "at least 3 chips", ""),
        ("at least 5 chips", "at least 8 chips", ""),
        ("at most 5 chips", "at most 8 chips", ""),
        ("at most 5 chips", "8 chips", "38 % too low"),
        ("8 chips", "at most 5 chips", "60 % too high"),
        ("5 chips", "at least 8 chips", "38 % too low"),
        ("5 to 6 chips", "8 to 9 chips", "25 % too low"),
        ("8 to 9 chips", "5 to 6 chips", "33 % too high"),
        ("-5 chips", "8 chips", "too low"),
        ("8 chips", "-5 chips", "too high"),
        ("8 chips", "0 chips", "too high"),
        ("5 chips", "10 chips", "2 times too low"),
        ("10 chips", "5 chips", "2 times too high"),
        ("9.99 chips", "5 chips", "100 % too high"),
        ("5 chips", "9.99 chips", "50 % too low"),
        ("5 chips", "1,234 chips", "247 times too low"),
        ("5 chips", "1 million chips", "200,000 times too low"),
        ("5 chips", "49.8 chips", "10 times too low"),
        ("5 chips", "49.2 chips", "9.8 times too low"),
        ("1000 chips", "1001 chips", "0.1 % too low"),
        ("10001 chips", "10000 chips", "0.01 % too high"),
        ("10.5 %", "10 %", "0.5 percentage points too high"),
        ("9 %", "10 %", "1 percentage point too low"),
        ("8.8 %", "10 %", "1.2 percentage points too low"),
        ("150 %", "10 %", "140 percentage points too high"),
        ("2 x", "150 %", "33 % too high"),
    ],
)
def test_the_difference_is_said_in_words(claimed: str, found: str, words: str) -> None:
    assert difference(quantity(claimed), quantity(found)) == words


def test_intervals_that_touch_are_apart_only_where_an_end_is_not_reached() -> None:
    low, high = Interval(Decimal(1), Decimal(2)), Interval(Decimal(2), Decimal(3))
    assert not low.apart_from(high)
    assert not high.apart_from(low)
    assert Interval(Decimal(1), Decimal(2), high_open=True).apart_from(high)
    assert high.apart_from(Interval(Decimal(1), Decimal(2), high_open=True))
    assert low.apart_from(Interval(Decimal(2), Decimal(3), low_open=True))
    assert not Interval(None, Decimal(2)).apart_from(Interval(Decimal(2), None))
    assert Interval(None, Decimal(1)).apart_from(Interval(Decimal(2), None))
    assert not Interval(None, None).apart_from(low)


@pytest.mark.parametrize(
    ("one", "other", "inside"),
    [
        (Interval(Decimal(1), Decimal(2)), Interval(Decimal(1), Decimal(2)), True),
        (Interval(Decimal(1), Decimal(2)), Interval(Decimal(1), Decimal(2), low_open=True), False),
        (Interval(Decimal(1), Decimal(2)), Interval(Decimal(1), Decimal(2), high_open=True), False),
        (Interval(Decimal(1), Decimal(2), low_open=True), Interval(Decimal(1), Decimal(2), low_open=True), True),
        (Interval(Decimal(1), Decimal(2), high_open=True), Interval(Decimal(1), Decimal(2), high_open=True), True),
        (Interval(Decimal(1), Decimal(2)), Interval(Decimal(0), Decimal(3), low_open=True, high_open=True), True),
        (Interval(Decimal(1), Decimal(4)), Interval(Decimal(0), Decimal(3)), False),
        (Interval(Decimal(-1), Decimal(2)), Interval(Decimal(0), Decimal(3)), False),
        (Interval(None, Decimal(2)), Interval(Decimal(0), Decimal(3)), False),
        (Interval(Decimal(1), None), Interval(Decimal(0), Decimal(3)), False),
        (Interval(Decimal(1), None), Interval(Decimal(0), None), True),
        (Interval(None, Decimal(1)), Interval(None, Decimal(2)), True),
        (Interval(Decimal(1), Decimal(1)), Interval(None, None), True),
        (Interval(None, None), Interval(Decimal(1), Decimal(1)), False),
    ],
)
def test_inside_means_every_number(one: Interval, other: Interval, inside: bool) -> None:
    assert one.inside(other) is inside


def test_width_and_middle_of_an_interval() -> None:
    finite, above, below = Interval(Decimal(1), Decimal(4)), Interval(Decimal(1), None), Interval(None, Decimal(4))
    assert [each.width for each in (finite, above, below)] == [Decimal(3), None, None]
    assert [each.middle for each in (finite, above, below)] == [Decimal("2.5"), Decimal(1), Decimal(4)]
    assert finite.shifted(Decimal(1)) == Interval(Decimal(2), Decimal(5))
    assert above.shifted(Decimal(1)) == Interval(Decimal(2), None)
    assert below.shifted(Decimal(1)) == Interval(None, Decimal(5))
    assert Interval(Decimal(1), Decimal(4), low_open=True, high_open=True).shifted(Decimal(-1)) == Interval(
        Decimal(0), Decimal(3), low_open=True, high_open=True
    )
    assert finite.widened(Decimal(1)) == Interval(Decimal(0), Decimal(5))
    assert above.widened(Decimal(1)) == Interval(Decimal(0), None)
    assert below.widened(Decimal(1)) == Interval(None, Decimal(5))
    assert Interval(Decimal(1), Decimal(4), low_open=True, high_open=True).scaled(Decimal(2)) == Interval(
        Decimal(2), Decimal(8), low_open=True, high_open=True
    )
    assert Interval(Decimal(1), Decimal(4), low_open=True, high_open=True).widened(Decimal(0)).low_open
    assert finite.no_wider_than(finite)
    assert finite.no_wider_than(above)
    assert not above.no_wider_than(finite)
    assert not above.no_wider_than(below)
    assert not finite.no_wider_than(Interval(Decimal(1), Decimal(3)))


# the laws

DIGITS = st.one_of(
    st.integers(0, 10**13).map(str),
    st.integers(0, 10**13).map("{:,}".format),
    st.decimals(0, 10**6, places=3, allow_nan=False).map("{:f}".format),
    st.decimals(0, 100, places=1, allow_nan=False).map("{:f}".format),
)
NUMBERS = st.tuples(st.sampled_from(["", "-", "−"]), DIGITS).map("".join)
SCALE_WORDS = st.sampled_from(["", " thousand", "K", " million", "M", "B", " trillion", " hundred thousand"])
UNITS = st.sampled_from(
    ["", " chips", " tokens", " USD/Mtoken", " %", " x", " GB", " MB", " TFLOPS", " TFLOPS BF16", " days"]
)
HEDGES = st.sampled_from(["about", "roughly", "nearly", "just over", "~", "some"])
BOUNDS = st.sampled_from(["at least", "more than", "at most", "less than", "up to"])


@st.composite
def plain_texts(draw: st.DrawFn) -> str:
    """One number, neither hedged nor a bound; never a bare year, which is a date."""
    text = f"{draw(NUMBERS)}{draw(SCALE_WORDS)}{draw(UNITS)}"
    assume(not re.fullmatch(r"(?:19|20)[0-9]{2}", text))
    return text


@st.composite
def range_texts(draw: st.DrawFn) -> str:
    low, high = sorted(draw(st.tuples(st.integers(0, 10**9), st.integers(0, 10**9))))
    return f"{low:,} to {high:,}{draw(SCALE_WORDS)}{draw(UNITS)}"


QUANTITIES = st.one_of(
    plain_texts(),
    range_texts(),
    st.tuples(HEDGES, plain_texts()).map(" ".join),
    st.tuples(BOUNDS, plain_texts()).map(" ".join),
)
MOMENTS = st.one_of(
    st.dates(DAY(1900, 1, 1), DAY(2099, 12, 31)).map(str),
    st.dates(DAY(1900, 1, 1), DAY(2099, 12, 31)).map(lambda day: f"{day:%Y-%m}"),
    st.tuples(st.sampled_from(["<=", ">=", "early ", "Q2 ", ""]), st.integers(1900, 2099).map(str)).map("".join),
)
CHOICES = st.lists(st.sampled_from(["MIT", "Apache-2.0", "GPL"]), min_size=1).map(
    lambda words: f"one of [{', '.join(words)}]"
)
ANY_VALUE = st.one_of(QUANTITIES, MOMENTS, CHOICES)
PIECES = (
    "in out of : 2:1 a third thirds quarters half a million dozen + nearly just over ¥ HK$ per 100,000 fold more the "
    "5 37 2.8 1,000 0 - − – % $ € US$ k K M m t T B million thousand hundred of to and between from about ~ at least up to "
    ">= < one two twenty twenty-five hundreds thousands twice half early mid late last two weeks Q1 H2 2026 2026-04 April , "
    ". / per chips tokens USD Mtoken TFLOPS BF16 GB MB bit x fold ratio one of [ ] + * ** e 1e9 \x00 ٣ ² \ud800 per cent "
    "percentage points"
)
PHRASES = st.sampled_from(PIECES.split(" "))
ANY_TEXT = st.one_of(st.text(), st.lists(PHRASES).map(" ".join), st.lists(PHRASES).map("".join))


@given(ANY_TEXT)
def test_any_text_is_a_value_or_refused(text: str) -> None:
    value = outcome(text)
    if not isinstance(value, BadValue):
        assert value.text == text
        assert compare(value, value).agreement == ("unlike" if isinstance(value, Words) else "agrees")


@given(QUANTITIES, st.integers(0, 50))
def test_a_printed_number_lies_in_its_own_interval(text: str, hedge: int) -> None:
    value = quantity(text)
    assert value.printed.inside(value.exact)
    assert value.exact.inside(value.interval(Decimal(hedge))) or value.hedge
    assert value.printed.inside(value.interval(Decimal(hedge)))


@given(ANY_VALUE)
def test_every_value_agrees_with_itself(text: str) -> None:
    assert compare(read_value(text), read_value(f"{text} ")) == Comparison("agrees")


@given(plain_texts(), HEDGES, st.integers(0, 20), st.integers(0, 20))
def test_hedges_only_widen(text: str, hedge: str, one: int, more: int) -> None:
    sharp, hedged = quantity(text), quantity(f"{hedge} {text}")
    narrow, wide = hedged.interval(Decimal(one)), hedged.interval(Decimal(one + more))
    assert sharp.interval(TEN) == sharp.exact == hedged.exact
    assert sharp.exact.inside(narrow)
    assert narrow.inside(wide)


@given(st.integers(1, 10**9), st.integers(0, 6), st.integers(1, 6), st.data())
def test_a_more_exact_value_inside_the_claim_agrees(
    digits: int, places: int, further: int, data: st.DataObject
) -> None:
    """Whatever rounds to the claimed digits supports them, however many digits it has itself."""
    claimed = Decimal(digits).scaleb(-places - 1)
    half = 5 * 10 ** (further - 1)
    offset = data.draw(st.integers(-half + 1, half - 1))
    found = claimed + Decimal(offset).scaleb(-places - 1 - further)
    assert compare(quantity(f"{claimed:f} chips"), quantity(f"{found:f} chips")).agreement == "agrees"


@given(QUANTITIES, QUANTITIES)
def test_agrees_and_disagrees_exclude_each_other(one: str, other: str) -> None:
    a, b = quantity(one), quantity(other)
    assume(not (a.change and b.unit.is_multiple) and not (b.change and a.unit.is_multiple))  # compared as multiples
    strict = Tolerance(immaterial=Decimal(0))
    there, back = compare(a, b, strict).agreement, compare(b, a, strict).agreement
    assert (there == "disagrees") == (back == "disagrees")
    assert (there == "unlike") == (back == "unlike")
    if there != "unlike":
        assert (there == "disagrees") == a.interval(TEN).apart_from(b.interval(TEN))
    lenient = compare(a, b, Tolerance(immaterial=Decimal(50))).agreement
    assert lenient == there or (there, lenient) == ("disagrees", "compatible")


@given(
    NUMBERS,
    NUMBERS,
    st.sampled_from([("thousand", "million"), ("million", "trillion"), ("hundred", "billion")]),
    HEDGES | st.just("") | BOUNDS,
)
def test_scaling_both_sides_changes_nothing(one: str, other: str, scales: tuple[str, str], before: str) -> None:
    small, large = (
        compare(read_value(f"{before} {one} {scale} chips"), read_value(f"{other} {scale} chips")) for scale in scales
    )
    assert small == large


@given(st.lists(ANY_VALUE | st.just("5 acres"), min_size=2, max_size=8))
def test_no_value_depends_on_what_was_read_before(texts: list[str]) -> None:
    owns = [frozenset[str](), frozenset({"acres"})]

    def read_all(order: list[str]) -> dict[tuple[str, frozenset[str]], Value | str]:
        read_value.cache_clear()
        read_unit.cache_clear()
        found: dict[tuple[str, frozenset[str]], Value | str] = {}
        for text in order:
            for own in owns:
                try:
                    found[text, own] = read_value(text, own)
                except BadValue as refused:
                    found[text, own] = str(refused)
        return found

    assert read_all(texts) == read_all(texts[::-1])


@pytest.mark.parametrize("text", ["1234567 miles/day", "5.5555 USD/month", "2.8 nm/foot", "5 USD/year"])
def test_no_value_depends_on_the_context_of_the_caller(text: str) -> None:
    def forget() -> None:
        read_value.cache_clear()
        read_unit.cache_clear()

    forget()
    here = read_value(text)
    forget()
    with localcontext(prec=3):
        assert read_value(text) == here
        forget()
        read_unit(text.split()[1])
    assert read_value(text) == here
    forget()


ENDS = st.integers(-50, 50).map(Decimal)


@st.composite
def intervals(draw: st.DrawFn) -> tuple[Interval, Decimal]:
    """An interval with or without ends, and a number of it."""
    low, member, high = sorted(draw(st.tuples(ENDS, ENDS, ENDS)))
    low_open, high_open = draw(st.booleans()) and low < member, draw(st.booleans()) and member < high
    missing_low, missing_high = draw(st.booleans()), draw(st.booleans())
    return (
        Interval(
            None if missing_low else low,
            None if missing_high else high,
            low_open and not missing_low,
            high_open and not missing_high,
        ),
        member,
    )


def holds(interval: Interval, member: Decimal) -> bool:
    return Interval(member, member).inside(interval)


@given(intervals(), intervals())
def test_sums_and_products_of_members_lie_in_the_sum_and_the_product(
    one: tuple[Interval, Decimal], other: tuple[Interval, Decimal]
) -> None:
    (a, x), (b, y) = one, other
    assert holds(a, x)
    assert holds(add(a, b), x + y)
    assert holds(multiply(a, b), x * y)
    assert holds(negative(a), -x)
    assert negative(negative(a)) == a


@given(intervals(), st.integers(1, 6))
def test_powers_of_members_lie_in_the_power(one: tuple[Interval, Decimal], exponent: int) -> None:
    interval, member = one
    assert holds(power(interval, exponent), member**exponent)


@given(intervals())
def test_the_inverse_of_a_member_lies_in_the_inverse(one: tuple[Interval, Decimal]) -> None:
    interval, member = one
    turned = inverse(interval)
    if turned is None:
        assert interval.low is None or interval.low <= 0
        assert interval.high is None or interval.high >= 0
    else:
        with localcontext(prec=60):
            assert holds(turned, 1 / member)


def test_intervals_are_no_wider_than_they_must_be() -> None:
    def of(low: int | str | None, high: int | str | None, low_open: bool = False, high_open: bool = False) -> Interval:
        return Interval(
            None if low is None else Decimal(low), None if high is None else Decimal(high), low_open, high_open
        )

    assert add(of(1, 2), of(3, 5)) == of(4, 7)
    assert add(of(1, 2, True), of(3, 5, False, True)) == of(4, 7, True, True)
    assert add(of(1, 2, False, True), of(3, 5, True)) == of(4, 7, True, True)
    assert add(of(1, None), of(3, 5)) == of(4, None)
    assert add(of(3, 5), of(None, 2)) == of(None, 7)
    assert add(of(1, None), of(None, 2)) == of(None, None)
    assert negative(of(1, 2, True)) == of(-2, -1, False, True)
    assert negative(of(1, None)) == of(None, -1)
    assert multiply(of(-2, 3), of(-5, 4)) == of(-15, 12)
    assert multiply(of(-3, -2), of(4, 5)) == of(-15, -8)
    assert multiply(of(2, None), of(3, 4)) == of(6, None)
    assert multiply(of(3, 4), of(2, None, True)) == of(6, None, True)
    assert multiply(of(2, None, True), of(3, None)) == of(6, None, True)
    assert multiply(of(0, None, True), of(0, 5)) == of(0, None)
    assert multiply(of(0, None), of(0, None)) == of(0, None)
    assert multiply(of("0.5", None, True), of(1, None)) == of("0.5", None, True)
    assert multiply(of(-1, None), of(3, 4)) == of(None, None)
    assert multiply(of(3, 4), of(-1, None)) == of(None, None)
    assert multiply(of(None, 5), of(3, 4)) == of(None, None)
    assert multiply(of(3, 4), of(None, 5)) == of(None, None)
    assert inverse(of(2, 4)) == of("0.25", "0.5")
    assert inverse(of(2, 4, True)) == of("0.25", "0.5", False, True)
    assert inverse(of(-4, -2, True)) == of("-0.5", "-0.25", False, True)
    assert inverse(of(2, None)) == of(0, "0.5", True)
    assert inverse(of(None, -2)) == of("-0.5", 0, False, True)
    assert [inverse(each) for each in (of(0, 1), of(-1, 0), of(-1, 1), of(None, 1), of(-1, None), of(None, None))] == [
        None
    ] * 6
    assert power(of(-2, 3), 2) == of(0, 9)
    assert power(of(-3, 2), 4) == of(0, 81)
    assert power(of("0.5", 2), 2) == of("0.25", 4)
    assert power(of("-0.5", "0.5"), 2) == of(0, "0.25")
    assert power(of(-3, -2), 2) == of(4, 9)
    assert power(of(-2, 0), 2) == of(0, 4)
    assert power(of(0, 2), 2) == of(0, 4)
    assert power(of(2, 3), 3) == of(8, 27)
    assert power(of(-2, 3), 1) == of(-2, 3)
    assert power(of(2, None), 2) == of(4, None)
    assert power(of(-2, None), 2) == of(None, None)


def test_products_keep_sixty_digits_whatever_the_caller_keeps() -> None:
    long = Decimal("1" * 29 + "3")
    assert str(multiply(Interval(long, long), Interval(long, long)).low) == str(int(long) ** 2)
    assert str(multiply(Interval(long, None), Interval(long, None)).low) == str(int(long) ** 2)
    assert add(Interval(long, long), Interval(Decimal("0.1"), Decimal("0.1"))).low == Decimal("1" * 29 + "3.1")
    third = inverse(Interval(Decimal(3), Decimal(3)))
    assert third is not None
    assert third.low == third.high == Decimal("0." + "3" * 60)


def test_there_is_one_class_of_refusal() -> None:
    assert SameBadValue is BadValue
    assert BadValue("why").hint == ""


@pytest.mark.parametrize(
    "text", ["5 m\u0131llion chips", "5 B\u0130LL\u0130ON", "5 thou\u017fand", "thou\u017fands of chips"]
)
def test_a_letter_that_only_looks_plain_is_refused_in_a_value(text: str) -> None:
    with pytest.raises(BadValue, match="holds a letter of another alphabet"):
        read_value(text)


@pytest.mark.parametrize("text", ["tw\u0131ce", "Apr\u0131l 2026"])
def test_words_in_other_letters_stay_words(text: str) -> None:
    assert read_value(text) == Words(text)
