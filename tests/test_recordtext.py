"""A record that is written reads back as what it was, and an edit of one field leaves every other line."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import CLAIM
from dossier.recordtext import record_text
from dossier.yamlblocks import blocks, with_field, with_item, without_field
from dossier.yamltext import decode, parse

TEXTS = st.text(min_size=1, max_size=20)
ITEMS = st.dictionaries(st.sampled_from("pq"), TEXTS, min_size=1)
RECORDS = st.dictionaries(
    st.text("abc", min_size=1, max_size=3),
    TEXTS | st.lists(TEXTS, min_size=1, max_size=3) | st.lists(ITEMS, min_size=1, max_size=3),
    min_size=1,
)


def read(text: str) -> dict[str, Any]:
    decoded = decode(text.encode())
    assert isinstance(decoded, str)
    data, faults = parse(decoded)
    assert faults == []
    assert data is not None
    return data


@given(RECORDS)
def test_what_is_written_reads_back(record: dict[str, Any]) -> None:
    assert read(record_text(record)) == record


@given(RECORDS, TEXTS)
def test_a_field_set_is_that_field_and_no_other(record: dict[str, Any], value: str) -> None:
    text = record_text(record)
    assert read(with_field(text, "new", value)) == record | {"new": value}
    for name in record:
        assert read(with_field(text, name, value)) == record | {name: value}
        if len(record) > 1:
            assert read(without_field(text, name)) == {key: each for key, each in record.items() if key != name}


@given(RECORDS, st.lists(ITEMS, min_size=1, max_size=3), ITEMS)
def test_an_item_added_stands_at_the_end(record: dict[str, Any], held: list[Any], item: dict[str, str]) -> None:
    text = record_text(record | {"list": held})
    assert read(with_item(text, "list", item, held)) == record | {"list": [*held, item]}


def test_a_record_is_written_as_a_desk_writes_it() -> None:
    assert record_text(
        {
            "statement": "It is 120 m: long",
            "value": "0.140",
            "of": "null",
            "gap": None,
            "about": ["a, b", "c"],
            "evidence": [{"source": "x", "says": "no"}],
            "notes": "one\n  two\n",
            "unit": "a\tb",
        },
        "../schemas/claim.json",
    ) == (
        "# yaml-language-server: $schema=../schemas/claim.json\n"
        "statement: 'It is 120 m: long'\n"
        "value: 0.140\n"
        "of: 'null'\n"
        "about: ['a, b', c]\n"
        "evidence:\n  - source: x\n    says: no\n"
        "notes: |\n  one\n    two\n"
        'unit: "a\\tb"\n'
    )


COMMENTED = """\
# who wrote this
statement: one   # why
# of the status
status: confirmed   # since May

notes: |
  # not a comment
  text

# of the list
list:
    - a: 1   # first
    - b: 2
  # inside

quoted: "x
y"
flow: [{a: 1}, {a: 2}]   # brackets
# the end
"""


def test_a_field_has_its_lines_and_leaves_comments_at_the_margin_to_the_next() -> None:
    found = {name: "\n".join(COMMENTED.split("\n")[each.start : each.end]) for name, each in blocks(COMMENTED).items()}
    assert found == {
        "statement": "statement: one   # why",
        "status": "status: confirmed   # since May",
        "notes": "notes: |\n  # not a comment\n  text",
        "list": "list:\n    - a: 1   # first\n    - b: 2\n  # inside",
        "quoted": 'quoted: "x\ny"',
        "flow": "flow: [{a: 1}, {a: 2}]   # brackets",
    }


@pytest.mark.parametrize(
    ("edited", "old", "new"),
    [
        (with_field(COMMENTED, "status", "disputed"), "confirmed   #", "disputed   #"),
        (with_field(COMMENTED, "notes", "short"), "notes: |\n  # not a comment\n  text\n", "notes: short\n"),
        (with_field(COMMENTED, "gap", "x", ["statement", "status", "y"]), "May\n", "May\ngap: x\n"),
        (with_field(COMMENTED, "gap", "x"), "brackets\n", "brackets\ngap: x\n"),
        (without_field(COMMENTED, "quoted"), 'quoted: "x\ny"\n', ""),
        (without_field(COMMENTED, "other"), "", ""),
        (with_item(COMMENTED, "list", {"c": "3"}, []), "  # inside\n", "  # inside\n    - c: 3\n"),
        (
            with_item(COMMENTED, "flow", {"a": "3"}, [{"a": "1"}, {"a": "2"}]),
            "flow: [{a: 1}, {a: 2}]   # brackets\n",
            "flow:\n  - a: 1\n  - a: 2\n  - a: 3\n",
        ),
    ],
)
def test_an_edit_leaves_every_other_line(edited: str, old: str, new: str) -> None:
    assert edited == (COMMENTED.replace(old, new) if old else COMMENTED)


def test_a_record_in_braces_has_no_blocks() -> None:
    assert blocks("{statement: x}\n") == {}
    assert list(blocks(CLAIM)) == ["statement", "category", "status", "finding", "notes", "checked", "evidence"]
