"""Reading what is badly laid out: every slip of a writer is blamed on its line and answered by what to do."""

from __future__ import annotations

import os
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import CLAIM, SOURCE, Project
from dossier.files import read_files
from dossier.records import read_records, stem
from dossier.yamlfault import Fault
from dossier.yamltext import parse

ABOVE = "check the indentation and the quotation marks of this line and the one above"
COLON = "write a plain colon and a space behind the field's name"
INDENT = "indent this line like its neighbours"
ITEM = "an item of a list begins with `- `"
BEHIND = "text follows a closing {}: quote the whole value, with the other kind of quotation mark"
LAYOUT = [
    ("a: b\nc：d\n", 2, COLON),
    ("a: b\nc： d\n", 2, COLON),
    ("a: b\nc:d\n", 2, COLON),
    ("a:\n  - b: c\n    d:e\n", 3, COLON),
    ("a: b\n  c: d\n\te: f\n", 2, INDENT),
    ("a: b\n- c: d\n", 2, INDENT),
    ("a:\n  - b\n c: d\n", 3, INDENT),
    ("a\nb: c\n", 2, INDENT),
    ("a:\n  b: c\n d: e\n", 3, INDENT),
    ("a: b\n* c\n", 2, ITEM),
    ("a:\n  - b: c\n  -d\n", 3, ITEM),
    ("a: 'b' c\n", 1, BEHIND.format("'")),
    ('a: "b" c\n', 1, BEHIND.format('"')),
    ("a: 'x'y'\n", 1, BEHIND.format("'")),
    ("a: b\nc: 'd' 'e'\n", 2, BEHIND.format("'")),
    ("a: [b\n", 1, "close the `[`, or quote the value"),
    ("a: b\nc: [d\ne: f\n", 2, "close the `[`, or quote the value"),
    ("a: b\nc: {d\ne: f\n", 2, "close the `{`, or quote the value"),
    ("a: b\nc: {d: [e}\nf: g\n", 2, "close the `{`, or quote the value"),
    ("a: [b, c}\n", 1, "close the `[`, or quote the value"),
    ("}\n", 1, ABOVE),
    ("a: b\n}\n", 2, ABOVE),
    ("a: b\nc\n", 2, ABOVE),
    ("a: b\nc\nd: e\n", 2, ABOVE),
    *[
        (f"x: y\na: {sign}b: c\n", 2, f"quote the value: YAML gives `{sign}` a meaning of its own here")
        for sign in ">|%@`?"
    ],
    *[
        (f"x: y\na: {value}\n", 2, f"quote the value: YAML gives `{value[:2]}` a meaning of its own here")
        for value in ("- b",)
    ],
    ("a: b: c\n", 1, "quote the value: YAML gives `: ` a meaning of its own here"),
    ("a: &\n", 1, "quote the value: YAML gives `&` a meaning of its own here"),
    ("a: !<x\n", 1, "quote the value: YAML gives `!` a meaning of its own here"),
]


@pytest.mark.parametrize(("text", "line", "hint"), LAYOUT, ids=[each[0] for each in LAYOUT])
def test_a_line_that_cannot_be_read_is_named_with_what_to_do(text: str, line: int, hint: str) -> None:
    assert parse(text) == (None, [Fault(line, "yaml-syntax", "this line cannot be read", hint)])


OTHER = [
    ("\ta: b\n", 1, "tab-indent", "a tab indents this line", "indent with spaces"),
    ("a:\n  \t- b\n", 2, "tab-indent", "a tab indents this line", "indent with spaces"),
    ("\n\na: \x07", 3, "yaml-syntax", "a control character stands here", "remove it"),
    ("\n\x07", 2, "yaml-syntax", "a control character stands here", "remove it"),
    ("a: b\nc: '\x00'\n", 2, "yaml-syntax", "a control character stands here", "remove it"),
    *[
        (f"x: y\na: \"{escape}\"\n", 2, "yaml-syntax", "this escape cannot be read",
         "between double quotes `\\` starts an escape: use single quotes")
        for escape in (r"\q", r"\xZZ", r"\uD", r"\%")
    ],
    *[
        (text, line, "yaml-syntax", "a quotation mark opens here and never closes", "close it")
        for text, line in [
            ("a: 'b", 1), ("a: b\nc: \"d\ne: f\n", 2), ("a: b\n'c: d\ne: f\n", 2), ("a: \"b\nc: d\ne: \"f\"\n", 1),
            ("a: 'it''s'\nb: 'open\n", 2), ("a:\n  - b: 'c\n  - d: e\n", 2),
        ]
    ],
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "rule", "message", "hint"), OTHER, ids=[each[0] for each in OTHER])
def test_a_slip_within_a_line_is_named_as_what_it_is(text: str, line: int, rule: str, message: str, hint: str) -> None:
    assert parse(text) == (None, [Fault(line, rule, message, hint)])


ANCHOR, TAG = "quote the value if `&` belongs to it", "quote the value if `!` belongs to it"
MARKED = [
    ("x: y\na: &m b\n", {"x": "y", "a": "b"}, "yaml-anchor", "'&m' is an anchor", ANCHOR),
    ("x: y\na: &m ~\n", {"x": "y", "a": None}, "yaml-anchor", "'&m' is an anchor", ANCHOR),
    ("x: y\na: &m\n", {"x": "y", "a": None}, "yaml-anchor", "'&m' is an anchor", ANCHOR),
    ("x: y\na: &m ''\n", {"x": "y", "a": ""}, "yaml-anchor", "'&m' is an anchor", ANCHOR),
    ("x: y\na: &m 'null'\n", {"x": "y", "a": "null"}, "yaml-anchor", "'&m' is an anchor", ANCHOR),
    ("x: y\na: &m [b]\n", {"x": "y", "a": ["b"]}, "yaml-anchor", "'&m' is an anchor", ANCHOR),
    ("x: y\na: &m {b: c}\n", {"x": "y", "a": {"b": "c"}}, "yaml-anchor", "'&m' is an anchor", ANCHOR),
    ("x: y\n&m a: b\n", {"x": "y", "a": "b"}, "yaml-anchor", "'&m' is an anchor", ANCHOR),
    ("x: y\na: !t b\n", {"x": "y", "a": "b"}, "yaml-tag", "'!t' is a tag", TAG),
    ("x: y\na: !!null ~\n", {"x": "y", "a": None}, "yaml-tag", "'tag:yaml.org,2002:null' is a tag", TAG),
    ("x: y\na: !t [b]\n", {"x": "y", "a": ["b"]}, "yaml-tag", "'!t' is a tag", TAG),
    ("x: y\na: !!map {b: c}\n", {"x": "y", "a": {"b": "c"}}, "yaml-tag", "'tag:yaml.org,2002:map' is a tag", TAG),
    *[
        (f"x: y\n{text}\n", {"x": "y", **data}, "yaml-alias", "'*m' is an alias", "write the value out, or quote it")
        for text, data in [("a: *m", {"a": ""}), ("a: [*m, b]", {"a": ["", "b"]}), ("a: {b: *m}", {"a": {"b": ""}}), ("*m : b", {"": "b"})]
    ],
]  # fmt: skip


@pytest.mark.parametrize(("text", "data", "rule", "message", "hint"), MARKED, ids=[each[0] for each in MARKED])
def test_anchors_tags_and_aliases_are_named_wherever_they_stand_and_the_rest_is_read(
    text: str, data: dict[str, object], rule: str, message: str, hint: str
) -> None:
    assert parse(text) == (data, [Fault(2, rule, message, hint)])


TWICE = [
    ("a: b\na: c\n", {"a": "b"}, 2, 1),
    ("a: b\nc: d\na:\n  - e\n  - f\n", {"a": "b", "c": "d"}, 3, 1),
    ("a: b\na:\n  c: d\n  e: {f: g}\nh: i\n", {"a": "b", "h": "i"}, 2, 1),
    ("a:\n  - b: c\n    d: e\n    b: f\n", {"a": [{"b": "c", "d": "e"}]}, 4, 2),
    ("a: [x, y]\n'a': b\n", {"a": ["x", "y"]}, 2, 1),
]


@pytest.mark.parametrize(("text", "data", "line", "first"), TWICE, ids=[each[0] for each in TWICE])
def test_of_a_field_that_is_set_twice_the_first_is_kept_and_the_second_named(
    text: str, data: dict[str, object], line: int, first: int
) -> None:
    read, (fault,) = parse(text)
    assert read == data
    assert (fault.line, fault.rule, fault.hint) == (line, "duplicate-key", f"the first stands on line {first}")


@pytest.mark.parametrize("key", ["' a'", "'a '", "' '", '"a\\t"'])
def test_a_field_whose_name_begins_or_ends_with_a_space_is_named(key: str) -> None:
    _, (fault,) = parse(f"x: y\n{key}: b\n")
    assert (fault.line, fault.rule, fault.hint) == (2, "not-a-key", "remove it")
    assert fault.message.endswith(" begins or ends with a space")


@given(st.text(alphabet="ab./", min_size=1).filter(lambda path: "//" not in path))
def test_the_stem_of_a_path_is_that_of_the_library(path: str) -> None:
    name = path.rpartition("/")[2]
    assert stem(path) == (PurePosixPath(name).stem if name.strip(".") else name)


def test_what_yaml_drops_as_a_comment_is_a_warning_on_its_line(project: Project) -> None:
    project.claim("limit: the #1 bridge\n")
    assert project.check() == [
        "claims/length.yaml:11: warning: eaten-comment: YAML drops what follows ` #` as a comment "
        "(quote the value, or write `# ` before a comment)"
    ]


OUT = "the link leads out of the project (put the file itself here)"
NO_FILE = "this is not a plain file (links to folders, pipes and devices are not read)"
NOWHERE = "the link leads nowhere (put the file itself here)"


@pytest.mark.parametrize(
    ("path", "to", "line"),
    [
        ("dossier.yaml", "gone.yaml", f"dossier.yaml:1: outside-link: {NOWHERE}"),
        ("article.yaml", "../outside/a.yaml", f"article.yaml:1: outside-link: {OUT}"),
        ("article.yaml", "claims", f"article.yaml:1: not-a-file: {NO_FILE}"),
        ("claims/x.yaml", "../sources", f"claims/x.yaml:1: not-a-file: {NO_FILE}"),
        ("claims/x.txt", "../../outside/a.yaml", f"claims/x.txt:1: outside-link: {OUT}"),
        ("claims/x.md", "length.yaml", "claims/x.md:1: bad-file-name: a record's file ends in .yaml, not '.md' (rename it to x.yaml)"),
        ("claims/x", "length.yaml", "claims/x:1: bad-file-name: a record's file ends in .yaml, not '' (rename it to x.yaml)"),
        ("sources", "gone", f"sources:1: outside-link: {NOWHERE}"),
        ("sources", "../outside", f"sources:1: outside-link: {OUT}"),
        ("sources", "kept", ""),
        ("dossier.yaml", "desk.yaml", ""),
    ],
)  # fmt: skip
def test_a_link_is_read_where_it_leads_to_a_file_of_the_project_and_else_named(
    project: Project, path: str, to: str, line: str
) -> None:
    (project.root / "sources").rename(project.root / "kept")
    if path != "sources":
        (project.root / "sources").mkdir()
    (project.root.parent / "outside").mkdir()
    (project.root.parent / "outside/a.yaml").write_text(SOURCE)
    project.write("desk.yaml", "title: Desk\n")
    (project.root / path).symlink_to(to)
    problems = [str(each) for each in read_records(read_files(project.root)[0])[1]]
    assert problems == ([line] if line else [])


def test_a_project_may_have_no_sources(project: Project) -> None:
    (project.root / "sources/data-sheet.yaml").unlink()
    (project.root / "sources").rmdir()
    files, problems = read_files(project.root)
    assert ([file.path for file in files], problems) == (["claims/length.yaml"], [])


def test_what_is_no_file_and_no_link_is_named_by_its_own_name(project: Project) -> None:
    os.mkfifo(project.root / "claims/pipe.txt")
    (project.root / "dossier.yaml").mkdir()
    assert project.check() == [
        f"claims/pipe.txt:1: not-a-file: {NO_FILE}",
        f"dossier.yaml:1: not-a-file: {NO_FILE}",
    ]


def test_a_record_may_have_a_mebibyte_and_not_a_byte_more(project: Project) -> None:
    notes = CLAIM + "limit: "
    project.write("claims/length.yaml", notes + "a" * ((1 << 20) - len(notes)))
    assert project.check() == []
    project.write("claims/length.yaml", notes + "a" * ((1 << 20) - len(notes) + 1))
    assert project.check() == [
        "claims/length.yaml:1: file-too-large: 1,048,577 bytes, the limit is 1,048,576 (split the record)"
    ]
