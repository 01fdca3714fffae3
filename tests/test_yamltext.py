"""Reading one text: every scalar stays what was typed, and what YAML would do behind the writer's back is refused."""

from __future__ import annotations

import subprocess
import sys

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dossier.yamlfault import Fault
from dossier.yamltext import DEPTH, LIMIT, decode, eaten_comments, encode, line_of, parse

NO_RECORD = Fault(
    1, "not-a-record", "the file does not hold `field: value` lines", "start with `statement: ...` or `title: ...`"
)


def test_scalars_stay_text_and_only_null_is_nothing() -> None:
    text = "a: 0.140\nb: no\nc: 12:30:45\nd: 0123\ne: 2026-04-04\nf:\ng: ~\nh: 'null'\ni: ''\nj: 1e3\n"
    assert parse(text)[0] == {
        "a": "0.140", "b": "no", "c": "12:30:45", "d": "0123", "e": "2026-04-04",
        "f": None, "g": None, "h": "null", "i": "", "j": "1e3",
    }  # fmt: skip


def test_lists_and_mappings_keep_their_order_and_shape() -> None:
    assert parse("a: [x, {b: c}]\nd:\n  - e: f\n    g:\n      - h\n")[0] == {
        "a": ["x", {"b": "c"}],
        "d": [{"e": "f", "g": ["h"]}],
    }


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: 1\nb: 2\na: 3", Fault(3, "duplicate-key", "'a' is set twice", "the first stands on line 1")),
        ("a: {b: 1, b: 2}", Fault(1, "duplicate-key", "'b' is set twice", "keep one; a comma ends a value inside { }")),
        ("a: &x 1", Fault(1, "yaml-anchor", "'&x' is an anchor", "quote the value if `&` belongs to it")),
        ("a: b\nc: *x", Fault(2, "yaml-alias", "'*x' is an alias", "write the value out, or quote it")),
        ("a: !!int 1", Fault(1, "yaml-tag", "'tag:yaml.org,2002:int' is a tag", "quote the value if `!` belongs to it")),
        ("a: !x 1", Fault(1, "yaml-tag", "'!x' is a tag", "quote the value if `!` belongs to it")),
        ("a: 1\n---\nb: 2", Fault(2, "many-documents", "a second document starts here", "one record a file")),
        ("a:\n\t- b", Fault(2, "tab-indent", "a tab indents this line", "indent with spaces")),
        ("- a", NO_RECORD),
        ("just words", NO_RECORD),
        ("# only a comment", NO_RECORD),
        ("? [a]\n: b", Fault(1, "not-a-key", "a list or a mapping cannot name a field", "quote the value")),
        ("a: b\nc: 'd\n", Fault(2, "yaml-syntax", "a quotation mark opens here and never closes", "close it")),
        ("a: \x07", Fault(1, "yaml-syntax", "a control character stands here", "remove it")),
        (
            'a: "50\\% of it"',
            Fault(1, "yaml-syntax", "this escape cannot be read", "between double quotes `\\` starts an escape: use single quotes"),
        ),
    ],
)  # fmt: skip
def test_what_is_refused_says_where_and_what_to_do(text: str, fault: Fault) -> None:
    assert parse(text)[1] == [fault]


@pytest.mark.parametrize(
    ("line", "sign"),
    [
        ("a: >80 %", ">"),
        ("a: @jin says so", "@"),
        ("a: %5", "%"),
        ("a: `x`", "`"),
        ("a: the ratio: 3", ": "),
        ("a: - b: c", "- "),
    ],
)
def test_a_value_that_yaml_misreads_is_answered_with_the_advice_to_quote_it(line: str, sign: str) -> None:
    hint = f"quote the value: YAML gives `{sign}` a meaning of its own here"
    assert parse(f"b: c\n{line}\n") == (None, [Fault(2, "yaml-syntax", "this line cannot be read", hint)])


def test_depth_is_allowed_up_to_the_limit_and_refused_beyond_it() -> None:
    def nested(levels: int) -> str:
        return "a: " + "[" * (levels - 1) + "]" * (levels - 1)

    assert parse(nested(DEPTH))[1] == []
    deep = [Fault(1, "too-deep", f"more than {DEPTH} levels deep", "write it flatter")]
    assert parse(nested(DEPTH + 1)) == (None, deep)
    assert parse("a: " + "[" * 100_000)[0] is None


def test_faults_that_do_not_end_the_text_all_come_in_one_run() -> None:
    data, faults = parse("a: &x 1\na: 2\nb: !y 3\nc: *x\nd: 4\n")
    assert [(fault.line, fault.rule) for fault in faults] == [
        (1, "yaml-anchor"), (2, "duplicate-key"), (3, "yaml-tag"), (4, "yaml-alias"),
    ]  # fmt: skip
    assert data == {"a": "1", "b": "3", "c": "", "d": "4"}


@pytest.mark.parametrize(
    ("text", "line", "hint"),
    [
        ("a: b\nstatus:confirmed\nc: d\n", 2, "write a plain colon and a space behind the field's name"),
        ("a: b\nstatus：confirmed\nc: d\n", 2, "write a plain colon and a space behind the field's name"),
        ("a: b\nstatus： confirmed\nc: d\n", 2, "write a plain colon and a space behind the field's name"),
        ("a: b\n c: d\n", 2, "indent this line like its neighbours"),
        ("a:\n  - b: c\n    d: e\n   f: g\n", 4, "indent this line like its neighbours"),
        ("a:\n  * b: c\n", 2, "an item of a list begins with `- `"),
        ("a:\n  - b: c\n  -d: e\n", 3, "an item of a list begins with `- `"),
        ('a: "b\nc: d\ne: "f"\n', 1, "close it"),
    ],
)
def test_a_slip_of_layout_is_blamed_on_its_own_line(text: str, line: int, hint: str) -> None:
    (fault,) = parse(text)[1]
    assert (fault.line, fault.hint) == (line, hint)


def test_bytes_are_utf_8_with_or_without_a_byte_order_mark() -> None:
    assert decode("a: é".encode()) == "a: é"
    assert decode(b"\xef\xbb\xbfa: b") == "a: b"
    assert decode(b"a: b\nc: \xff") == Fault(2, "not-utf-8", "byte 0xff is not UTF-8", "save the file as UTF-8")
    assert decode(b" \n") == Fault(1, "empty-file", "the file is empty", "write the record or remove the file")
    assert decode(b"a" * (LIMIT + 1)) == Fault(
        1, "file-too-large", f"{LIMIT + 1:,} bytes, the limit is {LIMIT:,}", "split the record"
    )


def test_lines_end_where_an_editor_ends_them() -> None:
    assert decode(b"a: b\r\nc: d\re: f") == "a: b\nc: d\ne: f"
    for separator in ("\x85", "\u2028", "\u2029"):
        fault = Fault(2, "yaml-syntax", f"the invisible character U+{ord(separator):04X} stands here", "remove it")
        assert decode(f"a: b\nc: d{separator}e".encode()) == fault


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"", b"a\nb\n"),
        (b"x", b"a\nb\n"),
        (b"x\n", b"a\nb\n"),
        (b"x\r\n", b"a\r\nb\r\n"),
        (b"x\r\ny\n", b"a\nb\n"),
        (b"\xef\xbb\xbfx\n", b"\xef\xbb\xbfa\nb\n"),
        (b"\xef\xbb\xbfx\r\n", b"\xef\xbb\xbfa\r\nb\r\n"),
    ],
)
def test_what_replaces_a_file_keeps_its_mark_and_its_line_ends_where_they_are_all_alike(old: bytes, new: bytes) -> None:
    assert encode("a\nb\n", old) == new


def test_a_line_is_found_for_every_field_and_for_the_nearest_above_a_missing_one() -> None:
    text = "a: 1\nb:\n  - c: 2\n    d: {e: 3}\n  - f\ng: |\n  long\n  text\n'*': x\n"
    assert [line_of(text, place) for place in [("a",), ("b", 0, "d", "e"), ("b", 1), ("g",)]] == [1, 4, 5, 6]
    assert line_of(text, ("b", 0, "zz")) == 3
    assert line_of(text, ("zz",)) == 1


def test_text_that_looks_like_a_comment_is_found_and_comments_are_not() -> None:
    assert list(eaten_comments("a: b # a comment\nc: '#1'\nd: |\n  is #1 here\n# x #y\n")) == []
    assert list(eaten_comments("a: DeepSeek #1 model\nb: x\nc: the #2\n")) == [1, 3]
    assert list(eaten_comments("?  #c")) == [1]


@given(st.text(max_size=200))
def test_no_text_raises(text: str) -> None:
    """Whatever is typed, the answer is data or a fault, never an exception."""
    data, faults = parse(text)
    assert (data is None) <= bool(faults)
    assert list(eaten_comments(text)) is not None
    assert line_of(text, ("a", 0, "b")) >= 0


@given(st.dictionaries(st.text(min_size=1, max_size=9), st.text(max_size=30), min_size=1, max_size=6))
def test_what_a_yaml_writer_quotes_comes_back(data: dict[str, str]) -> None:
    """Text written by another program's dumper is read back unchanged."""
    text = yaml.safe_dump(data, default_style='"', allow_unicode=False)
    stripped = {key.strip() for key in data}
    assert parse(text)[0] == data
    assert (parse(text)[1] == []) == (stripped == set(data))


def test_without_libyaml_it_reads_the_same_and_says_that_it_is_slow() -> None:
    """In a process of its own, where PyYAML finds no libyaml."""
    code = """
import sys
sys.modules["yaml._yaml"] = None
from dossier.records import File, read_records
from dossier.yamltext import HAS_LIBYAML, parse
assert not HAS_LIBYAML
print(parse("a: 0.140\\nb: [no, ~]\\nc: 'x'\\nd: x #y\\n"))
print(parse("a: 1\\na: 2\\n")[1][0].rule)
for problem in read_records([])[1]:
    print(problem)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        "({'a': '0.140', 'b': ['no', None], 'c': 'x', 'd': 'x'}, [])",
        "duplicate-key",
        ".:1: warning: slow-yaml: PyYAML lacks libyaml, reading is 11 times slower (install a PyYAML wheel with libyaml)",
    ]
