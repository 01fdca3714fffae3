"""Units: the vocabulary, its factors against pint's, how words are read, and what compares with what."""

from __future__ import annotations

from decimal import Decimal

import pint
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import REPOSITORY
from dossier.values import BadValue, Unit, comparable, read_unit, read_value
from dossier.values.units import BARE, SCALES, VOCABULARY, BadUnit, known_words

DOCUMENT = (REPOSITORY / "docs" / "values.md").read_text(encoding="utf-8")
PHYSICAL = {"length", "area", "volume", "mass", "power", "energy", "frequency", "byte", "time"}
BASE = {
    "length": "metre", "area": "metre**2", "volume": "metre**3", "mass": "kilogram", "power": "watt", "energy": "joule",
    "frequency": "hertz", "byte": "byte", "time": "second", "month": "month",
}  # fmt: skip
PINT = {
    "m2": "metre**2", "m²": "metre**2", "km2": "kilometre**2", "km²": "kilometre**2", "mm2": "millimetre**2",
    "mm²": "millimetre**2", "m3": "metre**3", "m³": "metre**3", "sec": "second", "t": "tonne", "KB": "kB",
    "Mbit": "megabit", "Mb": "megabit", "Gbit": "gigabit", "Gb": "gigabit", "Tbit": "terabit", "Tb": "terabit",
    "h": "hour", "min": "minute", "ha": "hectare", "foot": "international_foot",
    "feet": "international_foot", "ft": "international_foot", "mile": "international_mile", "miles": "international_mile",
    "l": "litre", "s": "second", "lbs": "pound", "lb": "pound",
}  # fmt: skip
REGISTRY: pint.UnitRegistry[Decimal] = pint.UnitRegistry(non_int_type=Decimal)
UNITS = st.sampled_from(sorted(VOCABULARY))


def refusal(text: str, own: frozenset[str] = frozenset()) -> tuple[str, str]:
    with pytest.raises(BadUnit) as refused:
        read_unit(text, own)
    return str(refused.value), refused.value.hint


# the vocabulary


@pytest.mark.parametrize(
    ("text", "dimensions", "factor"),
    [
        ("", (), "1"),
        ("%", (), "0.01"),
        ("percent", (), "0.01"),
        ("per cent", (), "0.01"),
        ("x", (), "1"),
        ("×", (), "1"),
        ("times", (), "1"),
        ("fold", (), "1"),
        ("ratio", (), "1"),
        ("percentage point", (("percentage point", 1),), "1"),
        ("percentage points", (("percentage point", 1),), "1"),
        ("pp", (("percentage point", 1),), "1"),
        ("token", (("tokens", 1),), "1"),
        ("tokens", (("tokens", 1),), "1"),
        ("Mtoken", (("tokens", 1),), "1e6"),
        ("million tokens", (("tokens", 1),), "1e6"),
        ("person", (("people", 1),), "1"),
        ("people", (("people", 1),), "1"),
        ("countries", (("countries", 1),), "1"),
        ("company", (("companies", 1),), "1"),
        ("GPUs", (("chips", 1),), "1"),
        ("NPU", (("chips", 1),), "1"),
        ("$", (("USD", 1),), "1"),
        ("US$", (("USD", 1),), "1"),
        ("dollars", (("USD", 1),), "1"),
        ("yuan", (("CNY", 1),), "1"),
        ("RMB", (("CNY", 1),), "1"),
        ("€", (("EUR", 1),), "1"),
        ("euros", (("EUR", 1),), "1"),
        ("£", (("GBP", 1),), "1"),
        ("USD/Mtoken", (("USD", 1), ("tokens", -1)), "1e-6"),
        ("USD per million tokens", (("USD", 1), ("tokens", -1)), "1e-6"),
        ("USD / thousand tokens", (("USD", 1), ("tokens", -1)), "1e-3"),
        ("tokens per second per user", (("time", -1), ("tokens", 1), ("users", -1)), "1"),
        ("per day", (("time", -1),), None),
        ("/s", (("time", -1),), "1"),
        ("tokens/token", (), "1"),
        ("m/s", (("length", 1), ("time", -1)), "1"),
        ("USD per centimetre", (("USD", 1), ("length", -1)), "100"),
        ("% per year", (("month", -1),), None),
        ("month", (("month", 1),), "1"),
        ("quarters", (("month", 1),), "3"),
        ("years", (("month", 1),), "12"),
        ("°C", (("celsius", 1),), "1"),
        ("FLOPs", (("operation", 1),), "1"),
        ("FLOPS", (("operation", 1), ("time", -1)), "1"),
        ("FLOP/s", (("operation", 1), ("time", -1)), "1"),
        ("GFLOPS", (("operation", 1), ("time", -1)), "1e9"),
        ("TFLOP/s", (("operation", 1), ("time", -1)), "1e12"),
        ("PFLOPS", (("operation", 1), ("time", -1)), "1e15"),
        ("EFLOPS", (("operation", 1), ("time", -1)), "1e18"),
        ("TOPS", (("operation", 1), ("time", -1)), "1e12"),
        ("POPS", (("operation", 1), ("time", -1)), "1e15"),
        ("TFLOPS BF16", (("operation BF16", 1), ("time", -1)), "1e12"),
        ("FP8 PFLOPS", (("operation FP8", 1), ("time", -1)), "1e15"),
        ("TOPS INT8", (("operation INT8", 1), ("time", -1)), "1e12"),
        ("GB/s", (("byte", 1), ("time", -1)), "1e9"),
        ("mph", (("length", 1), ("time", -1)), "0.44704"),
        ("mg", (("mass", 1),), "1e-6"),
        ("Wh", (("energy", 1),), "3600"),
        ("basis points", (("percentage point", 1),), "0.01"),
        ("basis point", (("percentage point", 1),), "0.01"),
        ("bps", (("percentage point", 1),), "0.01"),
        ("ppm", (), "1e-6"),
        ("per 100,000", (), "1e-5"),
        ("/1000", (), "1e-3"),
        ("per hundred", (), "1e-2"),
        ("per thousand", (), "1e-3"),
        ("per million", (), "1e-6"),
        ("per billion", (), "1e-9"),
        ("deaths per 100,000 people", (("deaths", 1), ("people", -1)), "1e-5"),
        ("USD per 10 million tokens", (("USD", 1), ("tokens", -1)), "1e-7"),
        ("yen", (("JPY", 1),), "1"),
        ("won", (("KRW", 1),), "1"),
        ("renminbi", (("CNY", 1),), "1"),
        ("US dollars", (("USD", 1),), "1"),
        ("million U.S. dollars", (("USD", 1),), "1e6"),
        ("Hong Kong dollars", (("HKD", 1),), "1"),
        ("pounds sterling", (("GBP", 1),), "1"),
        ("employees", (("employees", 1),), "1"),
        ("dozen people", (("people", 1),), "12"),
        ("kHz", (("frequency", 1),), "1e3"),
        ("Bparameters", (("parameters", 1),), "1e9"),
        ("T tokens", (("tokens", 1),), "1e12"),
        ("  TB \n per  second ", (("byte", 1), ("time", -1)), "1e12"),
    ],
)
def test_a_unit_is_its_dimensions_and_its_factor(text: str, dimensions: object, factor: str | None) -> None:
    unit = read_unit(text)
    assert unit.dimensions == dimensions
    if factor:
        assert unit.factor == Decimal(factor)


@pytest.mark.parametrize(
    "word",
    [
        word
        for word, unit in sorted(VOCABULARY.items())
        if {name for name, _ in unit.dimensions} <= PHYSICAL and len(unit.dimensions) == 1
    ],
)
def test_physical_factors_are_those_of_pint(word: str) -> None:
    unit = VOCABULARY[word]
    ((dimension, power),) = unit.dimensions
    assert power == 1
    assert REGISTRY.Quantity(Decimal(1), PINT.get(word, word)).to(BASE[dimension]).magnitude == unit.factor


@pytest.mark.parametrize(("word", "months"), [("month", 1), ("quarter", 3), ("year", 12)])
def test_months_are_a_calendar_of_their_own(word: str, months: int) -> None:
    assert VOCABULARY[word].factor == months
    assert not comparable(VOCABULARY[word], VOCABULARY["day"])


def test_every_word_of_the_vocabulary_is_read_as_itself() -> None:
    for word, unit in VOCABULARY.items():
        assert read_unit(word) == unit
        assert comparable(unit, unit)
        assert read_value(f"5 {word}").text == f"5 {word}"


def test_what_is_counted_never_is_another_thing_that_is_counted() -> None:
    counted = {unit.dimensions for unit in VOCABULARY.values() if unit.dimensions and unit.factor == 1}
    names = {name for dimensions in counted for name, _ in dimensions}
    assert {
        "tokens",
        "parameters",
        "experts",
        "layers",
        "heads",
        "pages",
        "words",
        "chips",
        "people",
        "USD",
        "CNY",
    } <= names
    assert not comparable(read_unit("tokens"), read_unit("words"))
    assert comparable(read_unit("layer"), read_unit("layers"))


def test_every_precision_is_kept_apart_and_an_unnamed_one_is_open() -> None:
    precisions = ("FP4", "FP8", "FP16", "BF16", "FP32", "TF32", "FP64", "INT4", "INT8")
    units = [read_unit(f"TFLOPS {precision}") for precision in precisions]
    for number, unit in enumerate(units):
        assert unit.text == f"TFLOPS {precisions[number]}"
        assert [comparable(unit, other) for other in units].count(True) == 1
        assert comparable(unit, read_unit("PFLOPS"))
        assert comparable(read_unit("PFLOPS"), unit)
    assert read_unit("USD per FLOP BF16").dimensions == (("USD", 1), ("operation BF16", -1))
    assert not comparable(read_unit("FLOPs"), read_unit("FLOPS BF16"))


def test_the_document_lists_every_word_beside_what_it_compares_with() -> None:
    rows = DOCUMENT.split("\n| kind | words |")[1].split("\n\n")[0].splitlines()[2:]
    listed = [set(row.strip("|").split("|")[1].strip().split(" · ")) for row in rows]
    assert sorted(word for words in listed for word in words) == sorted(VOCABULARY)
    for words in listed:
        dimensions = {VOCABULARY[word].dimensions for word in words}
        assert len(dimensions) == 1
        assert {word for word, unit in VOCABULARY.items() if unit.dimensions in dimensions} == words


def test_known_words_are_sorted_for_the_document() -> None:
    words = known_words(["acres"])
    assert words == sorted(words, key=str.casefold)
    assert {"acres", "tokens", "USD"} <= set(words)
    assert set(known_words()) == set(VOCABULARY)


# what is refused


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("tokns", "'tokns' is not a unit", "did you mean 'tokens'?"),
        ("Parameters", "'Parameters' is not a unit", "did you mean 'parameters'?"),
        ("zorkmids", "'zorkmids' is not a unit", "list what the desk counts under `units` in dossier.yaml"),
        ("USD/zork", "'zork' is not a unit", "list what the desk counts under `units` in dossier.yaml"),
        ("active parameters", "'active parameters' is not a unit", "the unit is 'parameters'; put 'active' into `measure` or `of`"),
        ("tokens tokens", "'tokens tokens' is not a unit", "the unit is 'tokens'; put 'tokens' into `measure` or `of`"),
        ("tokens per", "'tokens per' is not a unit", "did you mean 'tokens'?"),
        ("usd", "'usd' is not a unit", "did you mean 'USD'?"),
        ("mb", "'mb' is not a unit", "did you mean 'MB'?"),
        ("tokens/", "'' is not a unit", "list what the desk counts under `units` in dossier.yaml"),
        ("mW", "'mW' is not a unit", "did you mean 'MW'?"),
        ("hm", "'hm' is not a unit", "list what the desk counts under `units` in dossier.yaml"),
        ("¥", "'¥' may be yen or yuan", "write JPY or CNY"),
        ("pound", "'pound' may be money or weight", "write GBP or lb"),
        ("million pounds per year", "'pounds' may be money or weight", "write GBP or lb"),
        ("rupees", "'rupees' may be of several countries", "write INR for those of India"),
        ("rupee", "'rupee' may be of several countries", "write INR for those of India"),
        ("per 0", "'0' is not a unit", "list what the desk counts under `units` in dossier.yaml"),
        ("per 1,00", "'1,00' is not a unit", "list what the desk counts under `units` in dossier.yaml"),
        ("per 5 zorks", "'zorks' is not a unit", "list what the desk counts under `units` in dossier.yaml"),
        ("100,000", "'100,000' is not a unit", "list what the desk counts under `units` in dossier.yaml"),
        ("mtoken", "'mtoken' is not a unit", "did you mean 'token'?"),
        ("TFLOPS FP8 FP4", "'TFLOPS FP4' is not a unit", "did you mean 'TFLOPS'?"),
        ("x" * 101, f"'{'x' * 59}…' is not a unit", "it has 101 characters, the limit is 100"),
        ("x" * 100, f"'{'x' * 59}…' is not a unit", "list what the desk counts under `units` in dossier.yaml"),
        ("\x00", "'\\x00' is not a unit", "list what the desk counts under `units` in dossier.yaml"),
    ],
)  # fmt: skip
def test_what_the_vocabulary_does_not_hold_is_refused_with_a_hint(text: str, message: str, hint: str) -> None:
    assert refusal(text) == (message, hint)


def test_what_the_desk_counts_itself_is_read_and_hinted_at() -> None:
    own = frozenset({"oil barrels", "acres"})
    assert read_unit("acres", own) == Unit("acres", (("acres", 1),))
    assert read_unit("million acres", own) == Unit("million acres", (("acres", 1),), Decimal(10) ** 6)
    assert read_unit("Macres/day", own).dimensions == (("acres", 1), ("time", -1))
    assert read_unit("USD per oil barrels", own).dimensions == (("USD", 1), ("oil barrels", -1))
    assert refusal("acre", own) == ("'acre' is not a unit", "did you mean 'acres'?")
    assert refusal("arable acres", own)[1] == "the unit is 'acres'; put 'arable' into `measure` or `of`"
    assert refusal("acres") == ("'acres' is not a unit", "list what the desk counts under `units` in dossier.yaml")


# what compares


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("", "", True),
        ("", "x", True),
        ("", "%", False),
        ("", "percent", False),
        ("x", "%", True),
        ("%", "percent", True),
        ("%", "pp", False),
        ("USD", "EUR", False),
        ("USD", "USD/Mtoken", False),
        ("USD/Mtoken", "USD/token", True),
        ("USD/token", "tokens/USD", False),
        ("GB", "GiB", True),
        ("GB", "Gbit", True),
        ("GB", "GB/s", False),
        ("m", "km", True),
        ("m", "m2", False),
        ("days", "hours", True),
        ("days", "months", False),
        ("TOPS", "TFLOPS", True),
        ("tokens/s", "words/s", False),
    ],
)
def test_only_like_compares_with_like(one: str, other: str, alike: bool) -> None:
    assert comparable(read_unit(one), read_unit(other)) is alike
    assert comparable(read_unit(other), read_unit(one)) is alike


# the laws


def test_a_percentage_is_one_of_something() -> None:
    assert [
        text for text in ("", "x", "%", "percent", "per cent", "% per year", "pp") if read_unit(text).is_percent
    ] == ["%", "percent", "per cent"]


def test_what_is_counted_in_points_and_what_is_a_multiple() -> None:
    texts = (
        "",
        "x",
        "×",
        "times",
        "fold",
        "ratio",
        "%",
        "percent",
        "% per year",
        "pp",
        "percentage points",
        "ppm",
        "bps",
    )
    assert [text for text in texts if read_unit(text).is_points] == [
        "%",
        "percent",
        "% per year",
        "pp",
        "percentage points",
    ]
    assert [text for text in texts if read_unit(text).is_multiple] == ["x", "×", "times", "fold"]


@given(UNITS, UNITS, UNITS)
def test_units_multiply_in_any_order(one: str, other: str, third: str) -> None:
    a, b, c = VOCABULARY[one], VOCABULARY[other], VOCABULARY[third]
    assert a.times(b) == b.times(a)
    assert a.times(b).text == ""
    assert a.times(b).times(c).dimensions == a.times(b.times(c)).dimensions
    assert a.times(BARE).dimensions == a.dimensions
    assert a.times(a, -1).dimensions == ()
    assert a.times(b, -1).dimensions == a.times(BARE.times(b, -1)).dimensions
    assert a.times(b).factor == a.factor * b.factor
    assert a.times(b).dimensions == tuple(sorted(a.times(b).dimensions))


@given(
    st.sampled_from([word for word in sorted(VOCABULARY) if "/" not in word]),
    st.sampled_from(["million", "thousand", "billion", "trillion"]),
)
def test_a_scale_before_a_unit_multiplies_it(word: str, scale: str) -> None:
    unit = read_unit(f"{scale} {word}")
    assert unit.dimensions == VOCABULARY[word].dimensions
    assert unit.factor == VOCABULARY[word].factor * SCALES[scale]


@given(
    st.text()
    | st.lists(
        st.sampled_from(["per", "/", " ", "cent", "percentage", "point", "FP8", "million", "m", *VOCABULARY])
    ).map(" ".join)
)
def test_any_text_is_a_unit_or_refused(text: str) -> None:
    try:
        unit = read_unit(text)
    except BadUnit as refused:
        hint = refused.hint
        message = str(refused)
    else:
        hint, message = "none", "none"
        assert comparable(unit, unit)
        assert not any(power == 0 for _, power in unit.dimensions)
    assert hint
    assert message
    assert len(message) < 400


def test_a_refused_unit_is_a_refused_value() -> None:
    with pytest.raises(BadValue, match=r"^'5 tokns': 'tokns' is not a unit$") as refused:
        read_value("5 tokns")
    assert refused.value.hint == "did you mean 'tokens'?"
