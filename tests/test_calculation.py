"""Calculations: the worked table of docs/values.md, what is refused and how, and the laws of ranges."""

from __future__ import annotations

from decimal import Decimal, localcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import REPOSITORY
from dossier.values import BadValue, Quantity, Value, calculate, compare, names_in, read_unit, read_value, show_result
from dossier.values.interval import Interval
from dossier.values.units import Unit

TEN = Decimal(10)
DOCUMENT = (REPOSITORY / "docs" / "values.md").read_text(encoding="utf-8")
HEADER = "\n| expression | inputs | lower end | upper end | unit or refusal |"
ROWS = [
    tuple("" if cell.strip() == "–" else cell.strip() for cell in line.strip("|").split("|"))
    for line in DOCUMENT.split(HEADER)[1].split("\n\n")[0].splitlines()[2:]
]
GRAMMAR = "use + - * / **, parentheses, min, max, numbers and the names under `where`"


def inputs_of(cell: str) -> dict[str, Value]:
    pairs = [each.split(" = ") for each in cell.split("; ") if each]
    return {name.strip(): read_value(text.strip()) for name, text in pairs}


def quantity(text: str) -> Quantity:
    value = read_value(text)
    assert isinstance(value, Quantity), text
    return value


def work(expression: str, **inputs: str) -> Quantity:
    return calculate(expression, {name: read_value(text) for name, text in inputs.items()}, TEN)


def ends(expression: str, **inputs: str) -> tuple[object, object]:
    exact = work(expression, **inputs).exact
    return exact.low, exact.high


def refusal(expression: str, **inputs: str) -> tuple[str, str]:
    with pytest.raises(BadValue) as refused:
        work(expression, **inputs)
    return str(refused.value), refused.value.hint


def rounded(end: Decimal | None, printed: str, factor: Decimal) -> Decimal | None:
    """An end in the unit of the document, at the digits that it prints."""
    _, _, decimals = printed.partition(".")
    return None if end is None else round(end / factor, len(decimals))


# what the document says


def test_the_document_is_worked_enough() -> None:
    assert len(ROWS) >= 15


@pytest.mark.parametrize(("expression", "inputs", "low", "high", "unit"), [row for row in ROWS if row[2] or row[3]])
def test_a_calculation_comes_out_as_the_document_says(
    expression: str, inputs: str, low: str, high: str, unit: str
) -> None:
    result = calculate(expression, inputs_of(inputs), TEN)
    wanted = Unit("")
    for part in unit.split("*"):
        wanted = wanted.times(read_unit(part))
    assert result.unit.dimensions == wanted.dimensions
    assert rounded(result.exact.low, low, wanted.factor) == (Decimal(low.replace(",", "")) if low else None)
    assert rounded(result.exact.high, high, wanted.factor) == (Decimal(high.replace(",", "")) if high else None)
    assert result.printed == result.exact
    assert (result.text, result.hedge) == (expression, "")


@pytest.mark.parametrize(
    ("expression", "inputs", "low", "high", "why"), [row for row in ROWS if not row[2] and not row[3]]
)
def test_what_is_no_calculation_is_refused_as_the_document_says(
    expression: str, inputs: str, low: str, high: str, why: str
) -> None:
    assert not low
    assert not high
    with pytest.raises(BadValue) as refused:
        calculate(expression, inputs_of(inputs), TEN)
    assert str(refused.value) == why


# refusals and their hints


@pytest.mark.parametrize(
    ("expression", "inputs", "message", "hint"),
    [
        ("a + b", {"a": "5 chips", "b": "5"}, "chips and a number cannot be added", "use one unit"),
        ("a - b", {"a": "5", "b": "5 chips"}, "a number and chips cannot be added", "use one unit"),
        ("a / b", {"a": "5", "b": "0"}, "the divisor may be zero", "check the inputs"),
        ("a ** 13", {"a": "5"}, "the exponent is 13", "a whole number from 1 to 12"),
        ("a ** True", {"a": "5"}, "the exponent is True", "a whole number from 1 to 12"),
        ("a ** 0.5", {"a": "5"}, "'a ** 0.5' cannot stand in an expression", GRAMMAR),
        ("min(a, b)", {"a": "5 chips", "b": "5"}, "min compares unlike units", "use one unit"),
        ("min(a, b)", {"a": "5", "b": "at most 5"}, "min needs numbers with both ends", "bounds cannot be compared"),
        ("max(a, b)", {"a": "5", "b": "at least 5"}, "max needs numbers with both ends", "bounds cannot be compared"),
        ("a + c", {"a": "5", "b": "5"}, "the expression does not use b", "remove it from `where` or use it"),
        ("c", {"b": "5", "a": "5"}, "the expression does not use a, b", "remove it from `where` or use it"),
        ("a + b + c", {"b": "5", "a": "5"}, "the expression uses 'c', which `where` does not give", "given: b, a"),
        ("c", {}, "the expression uses 'c', which `where` does not give", "given: "),
        ("a", {"a": "MIT"}, "a is 'MIT', which is no quantity", "calculate with numbers"),
        ("1e5", {}, "1e5 is no plain number", "at most 40 digits, no exponent"),
        ("1" * 41, {}, f"{'1' * 40} is no plain number", "at most 40 digits, no exponent"),
        ("0x10", {}, "0x10 is no plain number", "at most 40 digits, no exponent"),
        ("1_000", {}, "1_000 is no plain number", "at most 40 digits, no exponent"),
        ("5.", {}, "5. is no plain number", "at most 40 digits, no exponent"),
        ("1e999", {}, "1e999 is no plain number", "at most 40 digits, no exponent"),
        ("2 ** 12 ** 12", {}, "'2 ** 12 ** 12' cannot stand in an expression", GRAMMAR),
        ("1" + "+1" * 100, {}, "the expression has 201 characters, the limit is 200", "split it"),
        ("1" * 12_345, {}, "the expression has 12,345 characters, the limit is 200", "split it"),
        ("-" * 21 + "1", {}, "the expression is more than 20 levels deep", "split it"),
        ("1" + "+1" * 21, {}, "the expression is more than 20 levels deep", "split it"),
        ("1" + "**1" * 1 + "+1" * 20, {}, "the expression is more than 20 levels deep", "split it"),
        ("min(" * 21 + "1" + ")" * 21, {}, "the expression is more than 20 levels deep", "split it"),
        ("1+(" * 21 + "1" + ")" * 21, {}, "the expression is more than 20 levels deep", "split it"),
        ("((((((9**12)**12)**12)**12)**12)**12)", {}, "a number of the calculation grows out of range", "check the exponents"),
        ("((((((0.1**12)**12)**12)**12)**12)**12)", {}, "a number of the calculation grows out of range", "check the exponents"),
        ("(" * 100 + "1" + ")" * 99, {}, f"{'(' * 100 + '1' + ')' * 99!r} is no expression", GRAMMAR),
        ("~" * 190 + "1", {}, f"{'~' * 190 + '1'!r} is no expression", GRAMMAR),
        ("not " * 49 + "1", {}, f"{('not ' * 49)[:40]!r} cannot stand in an expression", GRAMMAR),
        ("1\x00", {}, "'1\\x00' is no expression", GRAMMAR),
        ("\ud800", {}, "'\\ud800' is no expression", GRAMMAR),
        ("", {}, "'' is no expression", GRAMMAR),
        ("\u0663", {}, "'\u0663' is no expression", GRAMMAR),
        ("\uff41", {}, "'\uff41' is no expression", GRAMMAR),
        ("a \u2212 1", {}, "'a \u2212 1' is no expression", GRAMMAR),
        ("1 # a", {}, "'1 # a' is no expression", GRAMMAR),
        ("1; 2", {}, "'1; 2' is no expression", GRAMMAR),
        ("'1'", {}, '"\'1\'" is no expression', GRAMMAR),
        ("a := 1", {}, "'a := 1' is no expression", GRAMMAR),
        ("lambda: 1", {}, "'lambda: 1' is no expression", GRAMMAR),
        ("[a for a in b]", {}, "'[a for a in b]' is no expression", GRAMMAR),
        ("(a for a in b)", {}, "'(a for a in b)' cannot stand in an expression", GRAMMAR),
        ("(1, 2)", {}, "'(1, 2)' cannot stand in an expression", GRAMMAR),
        ("1 if 2 else 3", {}, "'1 if 2 else 3' cannot stand in an expression", GRAMMAR),
        ("1 and 2", {}, "'1 and 2' cannot stand in an expression", GRAMMAR),
        ("await 2", {}, "'await 2' cannot stand in an expression", GRAMMAR),
        ("a.__class__.__mro__", {}, "'a.__class__.__mro__' cannot stand in an expression", GRAMMAR),
        ("2 * a.b", {}, "'a.b' cannot stand in an expression", GRAMMAR),
        ("True", {}, "'True' cannot stand in an expression", GRAMMAR),
        ("None", {}, "'None' cannot stand in an expression", GRAMMAR),
        ("...", {}, "'...' cannot stand in an expression", GRAMMAR),
        ("1j", {}, "'1j' cannot stand in an expression", GRAMMAR),
        ("+1", {}, "'+1' cannot stand in an expression", GRAMMAR),
        ("min()", {}, "'min()' cannot stand in an expression", GRAMMAR),
        ("min(*a)", {}, "'*a' cannot stand in an expression", GRAMMAR),
        ("sum(1, 2)", {}, "'sum(1, 2)' cannot stand in an expression", GRAMMAR),
        ("min(1)(2)", {}, "'min(1)(2)' cannot stand in an expression", GRAMMAR),
        ("exec", {}, "the expression uses 'exec', which `where` does not give", "given: "),
    ],
)  # fmt: skip
def test_what_cannot_be_worked_out_is_refused_with_a_hint(
    expression: str, inputs: dict[str, str], message: str, hint: str
) -> None:
    assert refusal(expression, **inputs) == (message, hint)


def test_a_named_argument_is_no_number() -> None:
    assert refusal("min(1, key=2)")[0] == "'min(1, key=2)' is no expression"


def test_the_largest_that_is_worked_out() -> None:
    assert ends("1" + "+1" * 20) == (21, 21)
    assert ends("-" * 20 + "1") == (1, 1)
    assert ends("1" * 40) == (Decimal("1" * 40), Decimal("1" * 40))
    assert ends(("1 + 1" + " " * 200)[:200]) == (2, 2)
    assert ends("2 ** 12") == (4096, 4096)
    assert ends("2 ** 1") == (2, 2)
    assert ends("min(" * 20 + "1" + ")" * 20) == (1, 1)
    assert ends("(" * 20 + "2" + "**1)" * 20) == (2, 2)
    assert ends("1+(" * 20 + "1" + ")" * 20) == (21, 21)


def test_lines_and_spaces_do_not_matter() -> None:
    assert ends(" a\n  * 2 \n", a="2 to 3") == (4, 6)
    assert work(" a\n * 2", a="2 to 3").text == " a\n * 2"


def test_numbers_are_decimal_and_exact() -> None:
    assert ends("0.1 * 3") == (Decimal("0.3"), Decimal("0.3"))
    assert ends("3.14159265358979323846 * 1") == (Decimal("3.14159265358979323846"),) * 2
    with localcontext(prec=3):
        assert ends("12345678 * 10001") == (Decimal(12345678 * 10001),) * 2


@pytest.mark.parametrize(
    ("expression", "names"),
    [("a / b", {"a", "b"}), ("min(a, 2) - max(a, c)", {"a", "c"}), ("1", set()), ("a.b + c[1]"[:3], {"a"})],
)
def test_an_expression_tells_its_names(expression: str, names: set[str]) -> None:
    assert names_in(expression) == names


@pytest.mark.parametrize("expression", ["", "1 +", "'a'", "a" * 201])
def test_what_is_no_expression_has_no_names(expression: str) -> None:
    with pytest.raises(BadValue):
        names_in(expression)


# ranges, hedges, units


def test_hedged_inputs_give_way_as_the_desk_says() -> None:
    inputs: dict[str, Value] = {"a": quantity("about 40 chips")}
    assert calculate("a * 1", inputs, TEN).exact.low == 36
    assert calculate("a * 1", inputs, Decimal(50)).exact.low == 20


def test_operators_bind_as_in_school() -> None:
    assert ends("1 + 2 * 3") == (7, 7)
    assert ends("(1 + 2) * 3") == (9, 9)
    assert ends("8 / 4 / 2") == (1, 1)
    assert ends("8 - 4 - 2") == (2, 2)
    assert ends("-2 ** 2") == (-4, -4)
    assert ends("(-2) ** 2") == (4, 4)
    assert ends("2 * -3") == (-6, -6)


def test_min_and_max_take_any_number_of_arguments() -> None:
    assert ends("min(3)") == ends("max(3)") == (3, 3)
    assert ends("min(3, 1, 2)") == (1, 1)
    assert ends("max(3, 1, 2)") == (3, 3)
    assert ends("max(a, b)", a="0 to 9", b="4 to 5") == (4, 9)


def test_bounds_are_carried_along() -> None:
    assert work("a * 2", a="more than 5 chips").exact == Interval(Decimal(10), None, low_open=True)
    assert ends("a + 1", a="at most 5") == (None, 6)
    assert ends("1 - a", a="at least 5") == (None, -4)


def test_a_result_compares_with_a_percentage_and_a_multiple() -> None:
    result = work("(a - b) / b", a="97.0 %", b="84.2 %")
    assert compare(quantity("15.2 %"), result).agreement == "compatible"
    assert compare(quantity("15 %"), result).agreement == "agrees"
    assert compare(quantity("20 %"), result).difference == "4.7 percentage points too high"
    assert compare(quantity("0.15"), result).agreement == "agrees"
    assert compare(quantity("30 x"), work("a / b", a="5 USD", b="0.14 USD")).agreement == "disagrees"
    assert compare(quantity("5 chips"), work("a / b", a="5 USD", b="0.14 USD")).agreement == "unlike"
    assert result.unit.text == "="


# how a result is shown


@pytest.mark.parametrize(
    ("expression", "inputs", "beside", "shown"),
    [
        ("(a - b) / b", {"a": "97.0 %", "b": "84.2 %"}, "15 %", "15.1 to 15.3 %"),
        ("(a - b) / b", {"a": "97.0 %", "b": "84.2 %"}, None, "0.151 to 0.153"),
        ("(a - b) / b", {"a": "97.0 %", "b": "84.2 %"}, "5 chips", "0.151 to 0.153"),
        ("a / b", {"a": "5 USD/Mtoken", "b": "0.14 USD/Mtoken"}, "30 x", "34.1 to 37.4 x"),
        ("a * b", {"a": "800 pages", "b": "500 words/page"}, None, "393,525 to 406,525 words"),
        ("a / b", {"a": "6 to 9 USD", "b": "2 to 3 tokens"}, None, "2 to 4.5 USD per tokens"),
        ("a / b", {"a": "1 to 2", "b": "4 to 5 chips"}, None, "0.2 to 0.5 per chips"),
        ("a * b", {"a": "1 to 2 chips", "b": "3 to 3 chips"}, None, "3 to 6 chips chips"),
        ("a / b", {"a": "2 to 3 USD", "b": "1 to 1 tokens"}, "2 USD/Mtoken", "2,000,000 to 3,000,000 USD/Mtoken"),
        ("a * 1", {"a": "at least 5 chips"}, None, "at least 5 chips"),
        ("a + 1", {"a": "at most 5"}, None, "at most 6"),
        ("a * -1", {"a": "at least 5"}, None, "anything"),
        ("0 * 3", {}, None, "0"),
        ("1 * 1", {}, None, "1"),
        ("2 * 3", {}, "2026-04", "6"),
        ("100 * 10", {}, None, "1,000"),
        ("1 / 8", {}, None, "0.125"),
        ("1 / 16", {}, None, "0.0625"),
        ("1000 / 3", {}, None, "333"),
        ("100 / 3", {}, None, "33.3"),
        ("10 / 3", {}, None, "3.33"),
        ("-10 / 3", {}, None, "-3.33"),
    ],
)
def test_a_result_is_shown_in_the_unit_it_is_compared_with(
    expression: str, inputs: dict[str, str], beside: str | None, shown: str
) -> None:
    assert show_result(work(expression, **inputs), read_value(beside) if beside else None) == shown


# the laws

SMALL = st.integers(-30, 30)
RANGES = st.tuples(SMALL, SMALL, SMALL).map(sorted)
SHAPES = [
    "a + b",
    "a - b",
    "a * b",
    "-a * (b + 2)",
    "a ** 2 - b",
    "a ** 3 * b",
    "min(a, b)",
    "max(a, b, 3)",
    "(a + b) ** 2",
    "a / 4 + b",
]


@given(st.sampled_from(SHAPES), RANGES, RANGES)
def test_whatever_the_inputs_stand_for_the_result_holds_it(shape: str, a: list[int], b: list[int]) -> None:
    """The same expression over members of the ranges, worked out by Python itself, lies in the result."""
    interval = work(shape, a=f"{a[0]} to {a[2]} chips".replace(" chips", ""), b=f"{b[0]} to {b[2]}").exact
    member = eval(shape, {"min": min, "max": max}, {"a": Decimal(a[1]), "b": Decimal(b[1])})  # noqa: S307 - of the shapes above
    assert interval.low is not None
    assert interval.high is not None
    assert interval.low <= member <= interval.high


@given(RANGES, RANGES)
def test_a_quotient_holds_every_quotient_or_is_refused(a: list[int], b: list[int]) -> None:
    if b[0] <= 0 <= b[2]:
        assert refusal("a / b", a=f"{a[0]} to {a[2]}", b=f"{b[0]} to {b[2]}") == (
            "the divisor may be zero",
            "check the inputs",
        )
        return
    interval = work("a / b", a=f"{a[0]} to {a[2]}", b=f"{b[0]} to {b[2]}").exact
    assert interval.low is not None
    assert interval.high is not None
    slack = Decimal("1e-25")
    assert interval.low - slack <= Decimal(a[1]) / Decimal(b[1]) <= interval.high + slack


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(1, 10**6))
def test_sharp_inputs_give_sharp_results(a: int, b: int, c: int) -> None:
    assert ends(f"{a} * {b} + {c}") == (a * b + c, a * b + c)


PIECES = st.sampled_from(["a", "b", "1", "2.5", "9" * 30, "+", "-", "*", "/", "**", "(", ")", ",", "min(", "max(", ".", "lambda", ":", "[", "]",
                          "for", "in", "if", "else", "not", "~", "'", "\\", "\x00", "\n", " ", "1e9", "0x1", "_", "@", "#", "\ud800", "12", "or"])  # fmt: skip


@given(st.text() | st.lists(PIECES, max_size=60).map("".join) | st.lists(PIECES, max_size=60).map(" ".join))
def test_any_expression_is_worked_out_or_refused(expression: str) -> None:
    try:
        result = calculate(expression, {}, TEN)
    except BadValue as refused:
        hint = refused.hint
    else:
        hint = "none"
        assert result.exact.low == result.exact.high
    assert hint


def test_a_result_of_many_digits_is_shown_whole() -> None:
    result = calculate("a * 1", {"a": read_value("1 trillion trillion trillion")}, Decimal(5))
    low, high = "950" + ",000" * 11, "1,050" + ",000" * 11
    assert show_result(result, None) == f"{low} to {high}"
