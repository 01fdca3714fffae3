"""The rules that hold a status to its evidence: first the cases in which they are silent, then the whole message."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conftest import Project

Silent = Callable[[], None]
Only = Callable[[str], None]

USUAL = "one primary source that was read, or two independent origins"
SEARCH = "searches: [{where: Library, sought: the length, date: 2026-05-02, covers: 2026-04}]\n"


def claim(
    project: Project, evidence: str = "", *, status: str = "confirmed", more: str = "", name: str = "length"
) -> None:
    """A claim complete in all but what a test is about; `evidence` is `+a -b ~c`, the stance and the source's id."""
    second = {"disputed": "error: overstated\n", "unverified": "gap: one-origin\n" + SEARCH}
    stances = {"+": "supports", "-": "contradicts", "~": "context"}
    items = "".join(f"  - {{source: {item[1:]}, stance: {stances[item[0]]}}}\n" for item in evidence.split())
    text = (
        f"statement: The bridge is the longest.\ncategory: parameters\nstatus: {status}\n"
        f"finding: It is so.\nnotes: Read.\nchecked: 2026-05-02\n"
        f"{second.get(status, '')}{more}{'evidence:' if items else ''}\n{items}"
    )
    project.write(f"claims/{name}.yaml", text)


def source(project: Project, name: str, kind: str = "primary", read: str = "full", more: str = "") -> None:
    publisher = name.capitalize()
    text = f"title: {name}\npublisher: {publisher}\nkind: {kind}\nread: {read}\npublished: 2026-04-01\n{more}"
    project.write(f"sources/{name}.yaml", text)


@pytest.fixture
def project(project: Project) -> Project:
    """The project without its own source: each test writes those that it is about."""
    (project.root / "sources/data-sheet.yaml").unlink()
    (project.root / "claims/length.yaml").unlink()
    return project


# status-against-standing


def test_status_against_standing_is_silent_where_the_status_is_the_standing(
    project: Project, assert_silent: Silent
) -> None:
    source(project, "sheet")
    source(project, "wire", "original-report")
    claim(project, "+sheet")
    claim(project, "-sheet", status="disputed", name="disputed")
    claim(project, "+wire", status="unverified", name="unverified")
    claim(project, status="unverified", name="bare")
    assert_silent()


@pytest.mark.parametrize("evidence", ["+sheet", "-sheet", "+wire -wire"])
def test_status_against_standing_is_silent_on_a_lower_status_that_says_why(
    project: Project, assert_silent: Silent, evidence: str
) -> None:
    source(project, "sheet")
    source(project, "wire", "original-report", more="origin: [sheet]\n")
    claim(project, evidence, status="unverified", more="judgement: It speaks of the old bridge.\n")
    claim(project, "~sheet ~wire", status="unverified", name="other")
    assert_silent()


def test_status_against_standing_is_silent_where_a_source_cannot_be_read_or_traced(project: Project) -> None:
    """One mistake is one problem: what the source would carry is not known."""
    claim(project, "+sheet")
    assert project.check() == [
        "claims/length.yaml:8: unknown-source: evidence names 'sheet', there is no sources/sheet.yaml"
    ]
    source(project, "sheet", more="origin: [sheep]\n")
    assert project.check() == [
        "sources/sheet.yaml:6: unknown-source: origin names 'sheep', there is no sources/sheep.yaml (did you mean 'sheet'?)"
    ]
    source(project, "sheet", more="origin: [sheet]\n")
    assert project.check() == [
        "sources/sheet.yaml:6: circular-origin: sheet from sheet: a circle (one of them is not the origin)"
    ]
    project.write("sources/sheet.yaml", "title: [\n")
    assert [line.split(": ")[1] for line in project.check()] == ["yaml-syntax"]


def test_status_against_standing_does_not_stop_at_a_misspelt_name(project: Project) -> None:
    source(project, "sheet")
    claim(project, "+shet", name="a")
    claim(project, "-sheet", name="b")
    assert [line.split(": ")[:2] for line in project.check()] == [
        ["claims/a.yaml:8", "unknown-source"],
        ["claims/b.yaml:3", "status-against-standing"],
    ]
    claim(project, more="found: [{value: 3 metres, source: shet}]\n", name="a")
    assert [line.split(": ")[1] for line in project.check()] == ["unknown-source", "status-against-standing"]


def test_status_against_standing_looks_at_the_newest_day_of_the_records(
    project: Project, assert_silent: Silent
) -> None:
    project.write(
        "sources/sheet.yaml", "title: t\npublisher: Works\nkind: primary\nread: full\npublished: 2026-05-02\n"
    )
    claim(project, "+sheet")
    assert_silent()
    project.write(
        "sources/sheet.yaml", "title: t\npublisher: Works\nkind: primary\nread: full\npublished: 2026-05-03\n"
    )
    assert project.check()[0].startswith("claims/length.yaml:3: status-against-standing: confirmed needs")


@pytest.mark.parametrize(
    ("evidence", "have"),
    [
        ("", "no source that counts"),
        ("~sheet", "no source that counts"),
        ("+wire", "1 source of 1 origin, Wire, read"),
        ("+one", "1 source of 1 origin, Sheet, cited only"),
        ("+one +two", "2 sources of 1 origin, Sheet, cited only"),
        ("+wire +one", "2 sources of 2 origins, Sheet, Wire, partly cited only"),
        ("+blog", "1 source of 1 origin, Blog, read, neither primary nor an original report"),
        ("+blog +wire", "2 sources of 2 origins, Wire, read"),
        ("+lone", "no source that counts"),
    ],
)
def test_confirmed_needs_what_it_needs(project: Project, evidence: str, have: str) -> None:
    # All are of one house, so that no two of them are independent.
    project.write("dossier.yaml", "houses: {Group: [One, Two, Wire, Sheet]}\n")
    source(project, "sheet", read="cited-only")
    source(project, "wire", "original-report")
    source(project, "one", "secondary", more="origin: [sheet]\n")
    source(project, "two", "secondary", more="origin: [sheet]\n")
    source(project, "blog", "secondary")
    source(project, "lone", "secondary", more="origin: [{id: sheet, how: inferred}]\n")
    claim(project, evidence)
    assert [line for line in project.check() if "unused-source" not in line] == [
        f"claims/length.yaml:3: status-against-standing: confirmed needs {USUAL}; this has {have} "
        "(the evidence carries unverified)"
    ]


@pytest.mark.parametrize(
    ("more", "evidence", "message"),
    [
        (
            "asserts: measurement\nabout: [Sheet]\n",
            "+sheet",
            f"confirmed needs {USUAL}, none of a house it is about; this has 1 source of 1 origin, Sheet, read",
        ),
        (
            "asserts: extreme\nabout: [Sheet]\n",
            "+sheet",
            f"confirmed needs {USUAL}, none of a house it is about; this has 1 source of 1 origin, Sheet, read",
        ),
        (
            "asserts: cause\n",
            "+wire",
            "confirmed needs one primary source that was read and documents the mechanism, not of a house it is about; "
            "this has 1 source of 1 origin, Wire, read",
        ),
        (
            "asserts: report\nby: Wire\n",
            "+relay",
            "confirmed needs one origin that was read, or that two houses relay; this has 1 source of 1 origin, Wire, cited only",
        ),
        ("asserts: forecast\ndue: 2026-06\n", "+sheet", "confirmed needs the day it is due, 2026-06"),
        (
            "asserts: forecast\ndue: 2026-05-02\n",
            "+wire",
            f"confirmed needs {USUAL}; this has 1 source of 1 origin, Wire, read",
        ),
        (
            f"asserts: absence\nspeaks_of: 2026-04-05\n{SEARCH}",
            "",
            "confirmed needs 3 searches in different places that cover the time; there is 1 search",
        ),
        (
            f"asserts: absence\nspeaks_of: 2026-05-05\n{SEARCH}",
            "",
            "confirmed needs 3 searches in different places that cover the time; there is 0 searches",
        ),
        (
            "",
            "+sheet -blog",
            "confirmed needs that nothing open contradicts it; against it is 1 source of 1 origin, Blog, read, neither "
            "primary nor an original report",
        ),
    ],
)
def test_confirmed_says_what_this_kind_of_assertion_needs(
    project: Project, more: str, evidence: str, message: str
) -> None:
    source(project, "sheet")
    source(project, "wire", "original-report")
    source(project, "relay", "secondary", more="origin: [wire]\n")
    source(project, "blog", "secondary")
    claim(project, evidence, more=more)
    line = 3
    assert [found for found in project.check() if "unused-source" not in found] == [
        f"claims/length.yaml:{line}: status-against-standing: {message} (the evidence carries unverified)"
    ]


def test_confirmed_against_a_sufficient_contradiction_names_it(project: Project, assert_problem: Only) -> None:
    source(project, "sheet")
    source(project, "wire", "original-report")
    claim(project, "+wire -sheet")
    assert_problem(
        "claims/length.yaml:3: status-against-standing: confirmed needs that nothing open contradicts it; against it is "
        "1 source of 1 origin, Sheet, read (the evidence carries disputed)"
    )


def test_a_contradiction_that_was_set_aside_disputes_all_the_same_where_it_suffices(
    project: Project, assert_problem: Only
) -> None:
    source(project, "sheet")
    source(project, "wire", "original-report")
    claim(project, "+wire", name="length")
    text = (project.root / "claims/length.yaml").read_text()
    project.write("claims/length.yaml", f"{text}  - {{source: sheet, stance: contradicts, set_aside: It is old.}}\n")
    assert_problem(
        "claims/length.yaml:3: status-against-standing: confirmed needs that nothing open contradicts it; against it is "
        "1 source of 1 origin, Sheet, read (the evidence carries disputed)"
    )


def test_status_against_standing_is_silent_while_any_source_cannot_be_read(project: Project) -> None:
    """It could name the source of a claim as its origin, or be of the same house."""
    source(project, "wire", "original-report")
    claim(project, "+wire")
    project.write("sources/other.yaml", "title: [\n")
    assert [line.split(": ")[1] for line in project.check()] == ["yaml-syntax"]
    (project.root / "sources/other.yaml").unlink()
    assert [line.split(": ")[1] for line in project.check()] == ["status-against-standing"]


def test_disputed_needs_as_much_against_it(project: Project, assert_problem: Only) -> None:
    source(project, "wire", "original-report")
    claim(project, "-wire", status="disputed")
    assert_problem(
        f"claims/length.yaml:3: status-against-standing: disputed needs {USUAL} against it; there is 1 source of 1 origin, "
        "Wire, read (the evidence carries unverified)"
    )
    claim(project, "+wire", status="disputed", more="judgement: I think so.\n")
    assert_problem(
        f"claims/length.yaml:3: status-against-standing: disputed needs {USUAL} against it; there is no source that counts "
        "(the evidence carries unverified)"
    )


def test_a_disputed_extreme_needs_one_counter_example(
    project: Project, assert_silent: Silent, assert_problem: Only
) -> None:
    source(project, "wire", "original-report")
    claim(project, "-wire", status="disputed", more="asserts: extreme\n")
    assert_silent()
    source(project, "wire", "original-report", "headline")
    assert_problem(
        "claims/length.yaml:3: status-against-standing: disputed needs a counter-example that was read against it; there is "
        "1 source of 1 origin, Wire, cited only (the evidence carries unverified)"
    )


def test_a_status_below_the_standing_wants_a_reason(project: Project, assert_problem: Only) -> None:
    source(project, "sheet")
    source(project, "wire", "original-report", more="origin: [sheet]\n")
    claim(project, "+sheet +wire", status="unverified")
    assert_problem(
        "claims/length.yaml:3: status-against-standing: unverified, and the evidence carries more: for it 2 sources of "
        "1 origin, Sheet, read; against it no source that counts (the status is confirmed, or `judgement` says why it is "
        "lower)"
    )
    claim(project, "-sheet +wire", status="unverified")
    assert_problem(
        "claims/length.yaml:3: status-against-standing: unverified, and the evidence carries more: for it 1 source of "
        "1 origin, Sheet, cited only; against it 1 source of 1 origin, Sheet, read (the status is disputed, or `judgement` "
        "says why it is lower)"
    )


def test_no_judgement_lifts_a_status(project: Project) -> None:
    source(project, "sheet")
    source(project, "wire", "original-report")
    reason = "judgement: I know better.\n"
    claim(project, "+wire", more=reason, name="a")
    claim(project, "-sheet", more=reason, name="b")
    claim(project, "+sheet", status="disputed", more=reason, name="c")
    claim(project, "+wire", status="disputed", more=reason, name="d")
    assert [line.split(": ")[:2] for line in project.check()] == [
        [f"claims/{name}.yaml:3", "status-against-standing"] for name in "abcd"
    ]


# allegation-without-answer


def test_allegation_without_answer_is_silent_where_there_is_none_or_all_is_said(
    project: Project, assert_silent: Silent
) -> None:
    source(project, "sheet")
    project.write("dossier.yaml", "highlights: [length]\n")
    claim(project, "+sheet", more="allegation: false\n")
    assert_silent()
    project.write("dossier.yaml", "highlights: [other]\n")
    claim(project, "+sheet", name="other")
    said = "asked: [{who: Works, date: 2026-04-20, question: Is it so?}]\n"
    claim(project, "+sheet", more=f"allegation: true\nby: Wire\n{said}")
    assert_silent()


def test_allegation_without_answer_wants_a_name_a_question_and_no_highlight(project: Project) -> None:
    source(project, "sheet")
    claim(project, "+sheet", name="other")
    claim(project, "+sheet", more="allegation: true\n")
    project.write("dossier.yaml", "title: t\nhighlights:\n  - other\n  - length\n")
    assert project.check() == [
        "claims/length.yaml:7: allegation-without-answer: an allegation, and no `asked` says whether there is an answer "
        "(ask, and write down the question and the day)",
        "claims/length.yaml:7: allegation-without-answer: an allegation, and no `by` says whose (name who makes it)",
        "dossier.yaml:4: allegation-without-answer: 'length' is an allegation, and allegations are no highlights "
        "(choose another claim)",
    ]
