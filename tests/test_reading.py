"""Reading a project: every fault of every file in one run, each at its line, and one mistake never makes ten."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from conftest import CLAIM, SOURCE, Project
from dossier.files import NoProject, read_files
from dossier.records import File, read_records

Silent = Callable[[], None]
Only = Callable[[str], None]


def test_a_valid_project_is_silent(assert_silent: Silent) -> None:
    assert_silent()


def test_folders_below_claims_are_for_people_only(project: Project, assert_silent: Silent) -> None:
    project.write("claims/deep/er/other.yaml", CLAIM)
    project.write("claims/README.md", "how we work")
    project.write("claims/.hidden.yaml", "not: read")
    assert_silent()
    files, _ = read_files(project.root)
    dossier, _ = read_records(files)
    assert sorted(dossier.claims) == ["length", "other"]


def test_four_lines_are_a_claim(project: Project) -> None:
    project.write("claims/length.yaml", "statement: a\ncategory: date\nstatus: unverified\nnotes: b\n")
    project.write("sources/data-sheet.yaml", "")
    (project.root / "sources/data-sheet.yaml").unlink()
    assert [line for line in project.check() if ": warning: " not in line] == []


def test_a_field_left_empty_is_a_field_left_out(project: Project, assert_silent: Silent) -> None:
    project.claim("limit:\njudgement: ~\nrelates:\n")
    assert_silent()


@pytest.mark.parametrize(
    ("extra", "line"),
    [
        (
            "relates: [{claim: length, as: depends-on, how: contradicts}]\n",
            "claims/length.yaml:11: unknown-field: relates 1: 'as' is not a field here (fields: claim, how)",
        ),
        ("checkd: 2026-05-01\n", "claims/length.yaml:11: unknown-field: 'checkd' is not a field here (did you mean 'checked'?)"),
        ("weight: heavy\n", "claims/length.yaml:11: unknown-word: weight is 'heavy', wanted: headline, load-bearing, detail"),
        (
            "asserts: facts\n",
            "claims/length.yaml:11: unknown-word: asserts is 'facts', wanted: fact, measurement, report, extreme, cause, "
            "forecast, absence (did you mean 'fact'?)",
        ),
        ("about: X\n", "claims/length.yaml:11: wrong-shape: about is one text, wanted: a list (write `- ` before each item)"),
        ("limit: [a]\n", "claims/length.yaml:11: wrong-shape: limit is a list, wanted: one text (write one value on the line, quoted if need be)"),
        ("limit: ' '\n", "claims/length.yaml:11: missing-field: limit is empty (write a value or remove the line)"),
        ('limit: "a\\0b"\n', "claims/length.yaml:11: bad-text: limit is 'a\\x00b' (remove characters that cannot be seen)"),
        ("allegation: perhaps\n", "claims/length.yaml:11: unknown-word: allegation is 'perhaps', wanted: true, false"),
        ("recheck: 2026-02-30\n", "claims/length.yaml:11: impossible-date: recheck: '2026-02-30' is not a date: February 2026 has 28 days"),
        ("recheck: 2026-02\n", "claims/length.yaml:11: impossible-date: recheck: '2026-02' is not one day; write 2026-04-05"),
        ("id: x\n", "claims/length.yaml:11: unknown-field: 'id' is never written inside (the file's name is the id)"),
        ("path: x\n", "claims/length.yaml:11: unknown-field: 'path' is never written inside (the file's name is the id)"),
        (
            "searches:\n  - {where: a, sought: b}\n",
            "claims/length.yaml:12: missing-field: searches 1: 'date' is missing (The day of the search.)",
        ),
        (
            "appears:\n  - section: x\n    figure: 3\n    words: three\n",
            "claims/length.yaml:12: one-of: appears 1: exactly one of figure or words is wanted, figure and words are given",
        ),
        ("appears:\n  - {section: x, figure: 3, nth: -1}\n", "claims/length.yaml:12: bad-number: appears 1: nth: '-1' is not a whole number"),
        ("appears:\n  - {section: x, figure: 3, at: [2]}\n", "claims/length.yaml:12: wrong-shape: appears 1: at takes two numbers, the first and the last (write [277, 280])"),
        ("appears:\n  - {section: x, figure: 3, at: [9, 2]}\n", "claims/length.yaml:12: bad-number: appears 1: at: the first offset lies before the last"),
        ("appears:\n  - {section: x, figure: 37,000 chips}\n", "claims/length.yaml:12: unknown-field: appears 1: '000 chips' is not a field here (inside { } a comma ends a value: quote it)"),
        ("statuss:\n", "claims/length.yaml:11: unknown-field: 'statuss' is not a field here (did you mean 'status'?)"),
        ('limit: "a\\u202eb"\n', "claims/length.yaml:11: bad-text: limit is 'a\\u202eb' (remove characters that cannot be seen)"),
    ],
)  # fmt: skip
def test_a_field_fault_is_one_line_that_says_what_to_do(
    project: Project, assert_problem: Only, extra: str, line: str
) -> None:
    project.claim(extra)
    assert_problem(line)


def test_a_misspelt_field_is_one_problem_and_not_also_a_missing_one(project: Project, assert_problem: Only) -> None:
    project.claim("statment: The bridge is long.\n", without="statement")
    assert_problem("claims/length.yaml:10: unknown-field: 'statment' is not a field here (did you mean 'statement'?)")


def test_a_broken_source_does_not_make_the_claims_that_cite_it_wrong(project: Project, assert_problem: Only) -> None:
    for name in ("a", "b", "c"):
        project.claim(name=name)
    project.write("sources/data-sheet.yaml", SOURCE.replace("kind: primary", "kind: primry"))
    assert_problem(
        "sources/data-sheet.yaml:3: unknown-word: kind is 'primry', wanted: primary, original-report, secondary, aggregator "
        "(did you mean 'primary'?)"
    )


def test_a_broken_claim_does_not_make_its_source_unused_or_its_relations_unknown(
    project: Project, assert_problem: Only
) -> None:
    project.claim("relates: [{claim: length, how: depends-on}]\n", name="other", without="evidence")
    unverified = CLAIM.split("evidence")[0].replace("confirmed", "unverified") + "gap: no-source\n"
    search = "searches: [{where: a, sought: b, date: 2026-05-01}]\n"
    project.write("claims/other.yaml", unverified + search + "relates: [{claim: length, how: depends-on}]\n")
    project.claim("evidence: 3\n", without="evidence")
    project.write("claims/length.yaml", CLAIM.replace("confirmed", "confirmd"))
    assert_problem(
        "claims/length.yaml:3: unknown-word: status is 'confirmd', wanted: confirmed, disputed, unverified (did you mean 'confirmed'?)"
    )


def test_every_fault_of_every_file_comes_in_one_run_sorted_by_place(project: Project) -> None:
    project.claim("weight: heavy\ncolour: red\n")
    project.write("claims/a.yaml", CLAIM + "status: disputed\n")
    project.source("read: twice\n")
    assert [line.split(": ")[0] + " " + line.split(": ")[1] for line in project.check()] == [
        "claims/a.yaml:11 duplicate-key",
        "claims/length.yaml:11 unknown-word",
        "claims/length.yaml:12 unknown-field",
        "sources/data-sheet.yaml:5 duplicate-key",
    ]


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("claims/x.yml", "claims/x.yml:1: bad-file-name: a record's file ends in .yaml, not '.yml' (rename it to x.yaml)"),
        ("claims/x.YAML", "claims/x.YAML:1: bad-file-name: a record's file ends in .yaml, not '.YAML' (rename it to x.yaml)"),
        ("dossier.yml", "dossier.yml:1: bad-file-name: a record's file ends in .yaml, not '.yml' (rename it to dossier.yaml)"),
        ("claims/con.yaml", "claims/con.yaml:1: reserved-name: 'con' cannot be an id (some systems, or the site itself, keep this name)"),
        ("sources/index.yaml", "sources/index.yaml:1: reserved-name: 'index' cannot be an id (some systems, or the site itself, keep this name)"),
        ("claims/a_b.yaml", "claims/a_b.yaml:1: bad-id: 'a_b' is not an id (lower-case letters a-z, digits and single hyphens, at most 80)"),
        ("claims/é.yaml", "claims/é.yaml:1: bad-id: 'é' is not an id (lower-case letters a-z, digits and single hyphens, at most 80)"),
        ("claims/Length.yaml", "claims/Length.yaml:1: colliding-id: 'Length' is taken by claims/length.yaml (ids are one across folders, case and Unicode form)"),
        ("claims/in/length.yaml", "claims/length.yaml:1: colliding-id: 'length' is taken by claims/in/length.yaml (ids are one across folders, case and Unicode form)"),
        ("claims/ｌｅｎｇｔｈ.yaml", "claims/ｌｅｎｇｔｈ.yaml:1: colliding-id: 'ｌｅｎｇｔｈ' is taken by claims/length.yaml (ids are one across folders, case and Unicode form)"),
        ("claims/x.yaml.txt", "claims/x.yaml.txt:1: warning: stray-file: this file is not read (records end in .yaml; move other files elsewhere)"),
        ("claims/x.json", "claims/x.json:1: warning: stray-file: this file is not read (records end in .yaml; move other files elsewhere)"),
    ],
)  # fmt: skip
def test_a_name_that_cannot_be_an_id_is_refused(project: Project, assert_problem: Only, path: str, line: str) -> None:
    project.write(path, CLAIM)
    assert_problem(line)


def test_links_that_lead_out_are_refused_and_links_within_are_read(project: Project, tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text(CLAIM)
    (project.root / "claims/out.yaml").symlink_to(outside)
    (project.root / "claims/away").symlink_to(tmp_path)
    (project.root / "claims/loop.yaml").symlink_to(project.root / "claims/loop.yaml")
    (project.root / "claims/within.yaml").symlink_to(project.root / "claims/length.yaml")
    assert project.check() == [
        "claims/away:1: outside-link: the link leads out of the project (put the file itself here)",
        "claims/loop.yaml:1: outside-link: the link leads to itself (put the file itself here)",
        "claims/out.yaml:1: outside-link: the link leads out of the project (put the file itself here)",
    ]


def test_what_is_no_file_is_never_opened(project: Project, assert_problem: Only) -> None:
    os.mkfifo(project.root / "claims/pipe.yaml")
    assert_problem(
        "claims/pipe.yaml:1: not-a-file: this is not a plain file (links to folders, pipes and devices are not read)"
    )


def test_a_file_over_the_limit_is_named_and_not_read(project: Project, assert_problem: Only) -> None:
    project.write("claims/big.yaml", b"a" * (1 << 21))
    assert_problem("claims/big.yaml:1: file-too-large: 2,097,152 bytes, the limit is 1,048,576 (split the record)")


def test_a_folder_without_claims_is_no_project(tmp_path: Path) -> None:
    with pytest.raises(NoProject) as refused:
        read_files(tmp_path)
    assert str(refused.value) == f"{tmp_path} holds no claims/ folder; name the folder that holds claims/ and sources/"


def test_order_is_the_articles_then_the_ids(project: Project) -> None:
    project.write(
        "article.yaml",
        "title: t\nsections:\n  - id: hero\n    figures: [{figure: 3, at: [9, 10]}, {figure: 2, at: [20, 21]}]\n  - id: end\n",
    )
    project.claim("appears: [{section: end, figure: 1}]\n", name="a")
    project.claim("appears: [{section: hero, figure: 2}]\n", name="b")
    project.claim("appears: [{section: end, figure: 1}, {section: hero, figure: 3}]\n", name="c")
    project.claim("appears: [{section: hero, words: three of them, at: [1, 14]}]\n", name="d")
    files, _ = read_files(project.root)
    dossier, problems = read_records(files)
    assert problems == []
    assert list(dossier.claims) == ["d", "c", "b", "a", "length"]


@settings(max_examples=60)
@given(st.integers(min_value=0, max_value=len(CLAIM)), st.binary(max_size=4))
def test_no_torn_or_garbled_record_raises(cut: int, garbage: bytes) -> None:
    """Every prefix of a record, with any bytes behind it, is read or refused with a problem at a line."""
    files = [File("claims/a.yaml", CLAIM.encode()[:cut] + garbage), File("sources/data-sheet.yaml", SOURCE.encode())]
    dossier, problems = read_records(files)
    assert len(dossier.claims) == 1 or problems
