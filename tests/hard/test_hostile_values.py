"""Values, dates and calculations that mean harm: each is read, or refused as what it is, and none runs or hangs."""

from __future__ import annotations

import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import Project
from dossier.dates import PartialDate, Span
from dossier.values import BadValue, calculate, compare, read_value

EXAMPLES = [200, pytest.param(50_000, marks=pytest.mark.thorough)]
VALUE_PARTS = [
    "about ", "~", "at least ", "more than ", "up to ", "<", ">=", "≈", "no more than ", "from ", "between ", " to ", " and ", "–", "-", "−",
    "0", "1", "37", "2.8", "1,000", "1,00", ".5", "5.", "1e9", "1e999999999", "10^9", "10**9", "1*9", "9" * 41, "٣", "２", "½", "Ⅷ", "one", "twenty-one", "dozens of ",
    "hundreds of thousands of ", "twice", "half", " thousand", " million", " billion", " trillion", "K", "M", "B", "T", "k", "m", "$", "US$", "€", "%",
    " percent", "x", " times", " parameters", " tokens", " chips", " TFLOPS", " USD/Mtoken", "/Mtoken", " GB", " nm", " unit", " of ", "+", "+ ",
    "2026", "2026-04", "2026-04-04", "2026-02-30", "Q1 2026", "late 2024", "mid ", "April 4, 2026", "one of [", "]", "MIT", ",", " ", "\t", "\n",
    "\u00a0", "\u0131", "\u017f", "\u212a", "\u202e", "\0", "(", ")", "/", "\\", "'", '"', "nan", "inf", "Infinity", "-0", "None", "a",
]  # fmt: skip
values = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(VALUE_PARTS), max_size=9).map("".join))
CALCULATION_PARTS = [
    "a", "b", "c", "min", "max", "(", ")", "((", "))", "+", "-", "*", "/", "**", "//", "%", "@", ",", ".", " ", "\n", "0", "1", "2.5", "1e9", "12", "13",
    "9" * 41, "0x1f", "1_000", "1j", "True", "None", "...", "'a'", '"a"', "[", "]", "{", "}", ":", "=", ":=", "==", "<", "lambda", "for", "in", "if", "else",
    "__import__", "('os')", ".system", "('id')", "()", "__class__", "__bases__", "exec", "eval", "open", "await", "yield", "not", "~", "\\", "#", ";", "é", "²",
]  # fmt: skip
wild = st.one_of(st.text(max_size=60), st.lists(st.sampled_from(CALCULATION_PARTS), max_size=14).map("".join))
formed = st.recursive(
    st.sampled_from(["a", "b", "c", "2", "0.5"]),
    lambda inner: (
        st.builds("({} {} {})".format, inner, st.sampled_from("+-*/"), inner)
        | st.builds("{}**{}".format, inner, st.sampled_from(["1", "2", "12"]))
        | st.builds("{}({}, {})".format, st.sampled_from(["min", "max"]), inner, inner)
    ),
    max_leaves=12,
)
given_inputs = st.one_of(
    st.fixed_dictionaries(
        {
            name: st.sampled_from(["37 billion", "2 to 3", "0", "-4", "about 9 chips", "at least 5", "9" * 40])
            for name in "abc"
        }
    ),
    st.dictionaries(st.sampled_from(["a", "b", "c", "min", "é", "__class__"]), values, max_size=3),
)


@contextmanager
def seconds(limit: int) -> Iterator[None]:
    """End what takes longer than `limit` seconds of processor time: a hang is a failure, a busy machine is none."""

    def over(*_: object) -> None:
        raise AssertionError(f"more than {limit} seconds of processor time")

    signal.signal(signal.SIGVTALRM, over)
    signal.setitimer(signal.ITIMER_VIRTUAL, limit)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)


@pytest.mark.parametrize("examples", EXAMPLES)
def test_whatever_is_written_as_a_value_is_read_or_refused(figure: Callable[[str], None], examples: int) -> None:
    @settings(max_examples=examples, database=None, derandomize=True)
    @given(values, values)
    def law(one: str, other: str) -> None:
        with seconds(20):
            read = []
            for text in (one, other):
                with suppress(BadValue):
                    read.append(read_value(text))
            if len(read) == 2:
                there, back = compare(*read), compare(*reversed(read))
                assert {there.agreement, back.agreement} <= {"agrees", "disagrees", "compatible", "unlike"}
                if type(read[0]) is type(read[1]):  # words are compared with a choice, never a choice with words
                    assert (there.agreement == "disagrees") == (back.agreement == "disagrees")

    law()
    figure(f"values: {2 * examples:,} read or refused, {examples:,} pairs compared, 0 other exceptions")


@pytest.mark.parametrize("examples", EXAMPLES)
def test_whatever_is_written_as_a_calculation_is_worked_out_or_refused(
    figure: Callable[[str], None], examples: int
) -> None:
    worked = 0

    @settings(max_examples=examples, database=None, derandomize=True)
    @given(wild | formed, given_inputs)
    def law(expression: str, given_: dict[str, str]) -> None:
        nonlocal worked
        with seconds(20):
            try:
                found = {name: read_value(text) for name, text in given_.items() if name in expression}
                calculate(expression, found, Decimal(10))
                worked += 1
            except BadValue:
                pass

    law()
    figure(f"calculations: {examples:,}, {worked:,} worked out, 0 other exceptions")
    assert worked


@pytest.mark.parametrize("examples", EXAMPLES)
def test_whatever_is_written_as_a_date_is_read_or_refused(figure: Callable[[str], None], examples: int) -> None:
    parts = [
        "<=",
        ">=",
        "<",
        "2026",
        "0000",
        "9999",
        "10000",
        "-",
        "/",
        "04",
        "13",
        "00",
        "31",
        "02",
        "29",
        " ",
        "Q1",
        "٠",
        "１",
        "\n",
        "..",
    ]

    @settings(max_examples=examples, database=None, derandomize=True)
    @given(st.one_of(st.text(max_size=20), st.lists(st.sampled_from(parts), max_size=9).map("".join)))
    def law(text: str) -> None:
        for kind in (PartialDate, Span):
            with suppress(ValueError):
                assert kind.read(text)

    law()
    figure(f"dates and periods: {2 * examples:,} read or refused, 0 other exceptions")


HARMFUL = (
    "9**9**9**9", "9**9**9", "(9**12)**12", "((((9**12)**12)**12)**12)**12", "a**999999999", "a**-1", "a**0.5", "a**(a**a)",
    "__import__('os').system('touch pwned')", "().__class__.__bases__[0].__subclasses__()", "open('pwned','w')", "exec('x')", "a.__class__",
    "[x for x in range(10**9)]", "lambda: a", "a if a else a", "f'{a}'", "'x'*10**9", "(a:=1)", "{a}", "a[0]", "min(*[a])", "max(a, key=a)", "min()",
    "(" * 100 + "a" + ")" * 100, "-" * 150 + "a", "a" + "+a" * 98, "min(" * 40 + "a" + ")" * 40, "1/0", "a/(a-a)", "0**0", "1e309", "1e-400*a", "9" * 200,
    "0x" + "f" * 100, "1_000", "0b1", "1j", "True", "None", "...", "a\u200bb", "a\nb", "a;b", "a #b", "a\\\nb", "ａ+ｂ", "²", "a@a", "a//a", "a%a", "a<<a", "~a", "not a",
)  # fmt: skip


def test_an_expression_that_hangs_or_imports_is_named_and_runs_nothing(
    project: Project, figure: Callable[[str], None]
) -> None:
    """All of them in one project, checked in a process under a hard limit of time and memory."""

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (30, 30))
        resource.setrlimit(resource.RLIMIT_AS, (1_000_000_000, 1_000_000_000))

    import json  # noqa: PLC0415 - a text in quotation marks is YAML as well

    fine = {"-" * 150 + "a", "a" + "+a" * 98}
    for number, expression in enumerate(HARMFUL):
        project.claim(
            f"  - calculation: {json.dumps(expression)}\n    stance: context\n    says: x\n"
            "    where: {a: {value: 12 billion chips, assumption: x}}\n",
            name=f"c{number}",
        )
    command = [sys.executable, "-m", "dossier", "build"]
    done = subprocess.run(command, cwd=project.root, capture_output=True, text=True, check=False, preexec_fn=limited)
    assert done.returncode == 1, done.stderr
    assert "Traceback" not in done.stderr
    named = {line.split(":")[0] for line in done.stderr.splitlines() if line.startswith("claims/")}
    missing = [
        text for number, text in enumerate(HARMFUL) if f"claims/c{number}.yaml" not in named and text not in fine
    ]
    assert missing == []
    assert not (project.root / "pwned").exists()
    figure(f"expressions that hang, import or overflow: {len(HARMFUL)}, {len(named)} named, 0 ran")
