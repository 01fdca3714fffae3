"""An approval seals what was judged: a later change of it is named, and nothing else in the file is touched."""

from __future__ import annotations

import os
import re
from collections.abc import Callable

import pytest

from conftest import CLAIM, SOURCE, Project

Silent = Callable[[], None]
Only = Callable[[str], None]

COMMENTED = f"""\
# who wrote this
{CLAIM}checked_by: Ada
recheck: 2099-01-01   # far away
appears: [{{section: hero, figure: 120}}]
"""


@pytest.fixture
def approved(project: Project) -> str:
    """The claim approved by somebody else; gives the text of its file."""
    project.write("claims/length.yaml", COMMENTED)
    done = project.run("approve", "length", "--by", "Grace H.")
    assert (done.returncode, done.stdout, done.stderr) == (0, "length is approved by Grace H.\n", "")
    return (project.root / "claims/length.yaml").read_text()


def test_an_approved_claim_is_silent_and_every_other_line_stays(approved: str, assert_silent: Silent) -> None:
    assert_silent()
    assert approved.startswith(COMMENTED)
    added = approved.removeprefix(COMMENTED).splitlines()
    assert added[:2] == ["approved:", '  by: "Grace H."']
    assert [line.split(":")[0].strip() for line in added[4:]] == [
        "category", "checked_by", "evidence", "finding", "notes", "sources/data-sheet", "statement", "status",
    ]  # fmt: skip


def test_what_was_not_judged_may_change(project: Project, approved: str, assert_silent: Silent) -> None:
    changed = approved.replace("2099-01-01", "2098-01-01").replace("checked: 2026-05-02", "checked: 2026-05-03")
    project.write(
        "claims/length.yaml", changed.replace("hero", "intro") + "history: [{date: 2026-01-01, status: unverified}]\n"
    )
    assert_silent()


@pytest.mark.parametrize(
    ("old", "new", "names"),
    [
        ("metres long", "meters long", "statement"),
        ("gives 120", "says 120", "finding"),
        ("says: Gives the length.", "says: Gives a length.", "evidence"),
        ("checked_by: Ada", "checked_by: Ada\nlimit: In summer.", "limit"),
    ],
)
def test_a_change_of_what_was_judged_is_named(
    project: Project, approved: str, assert_problem: Only, old: str, new: str, names: str
) -> None:
    changed = approved.replace(old, new)
    project.write("claims/length.yaml", changed)
    line = changed[: changed.index("approved:")].count("\n") + 1
    day = approved.split("date: ")[1][:10]
    assert_problem(
        f"claims/length.yaml:{line}: warning: void-approval: Grace H. approved this on {day}, and since then changed: {names} "
        "(read it again: dossier approve length --by NAME)"
    )


@pytest.mark.usefixtures("approved")
def test_a_change_of_a_source_is_named(project: Project) -> None:
    project.write("sources/data-sheet.yaml", SOURCE.replace("read: full", "read: excerpt"))
    assert [line.split("since then changed: ")[1] for line in project.check()] == [
        "sources/data-sheet (read it again: dossier approve length --by NAME)"
    ]


def test_a_second_approval_replaces_the_first(project: Project, approved: str, assert_silent: Silent) -> None:
    moved = approved.replace("metres long", "meters long") + "limit: In summer.\n# the end\n"
    project.write("claims/length.yaml", moved)
    assert project.run("approve", "length", "--by", "Grace H.").returncode == 0
    text = (project.root / "claims/length.yaml").read_text()
    assert text.count("approved:") == 1
    assert text.startswith(COMMENTED.replace("metres long", "meters long") + "limit: In summer.\n# the end\n")
    assert_silent()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("length", "--by", "ADA"), "dossier: ADA checked 'length' and cannot approve it; let somebody else read it"),
        (("lenght", "--by", "Grace"), "dossier: there is no claim 'lenght'; did you mean 'length'?"),
        (
            ("length", "--by", "\uff21da"),
            "dossier: \uff21da checked 'length' and cannot approve it; let somebody else read it",
        ),
        (("length", "--by", " "), "dossier: --by ' ' is no name that can be shown; write the reader's name"),
        (
            ("length", "--by", "Grace\u200b"),
            "dossier: --by 'Grace\\u200b' is no name that can be shown; write the reader's name",
        ),
    ],
)
def test_an_approval_that_cannot_be_is_refused_and_nothing_changes(
    project: Project, arguments: tuple[str, ...], message: str
) -> None:
    project.write("claims/length.yaml", COMMENTED)
    done = project.run("approve", *arguments)
    assert (done.returncode, done.stderr) == (2, message + "\n")
    assert (project.root / "claims/length.yaml").read_text() == COMMENTED


def test_nothing_is_approved_while_the_records_hold_an_error(project: Project) -> None:
    project.write("claims/length.yaml", COMMENTED)
    project.write("claims/other.yaml", "statement: x\n")
    done = project.run("approve", "length", "--by", "Grace")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "3 errors, 0 warnings. length was not approved."
    assert (project.root / "claims/length.yaml").read_text() == COMMENTED


def test_a_record_that_an_approval_would_break_is_refused_and_stays(project: Project) -> None:
    """A note with `approved:` at the start of a line inside quotes would lose that line."""
    record = re.sub(r"(?m)^notes: .*$", r'notes: "one\napproved: x\n  two"', COMMENTED)
    project.write("claims/length.yaml", record)
    done = project.run("approve", "length", "--by", "Grace")
    assert (done.returncode, done.stderr) == (
        2,
        "dossier: claims/length.yaml is written so that `approved:` cannot be added; add it by hand, in block style\n",
    )
    assert (project.root / "claims/length.yaml").read_text() == record


def approve(project: Project, claim: str = "length") -> bytes:
    """Approve a claim and give the bytes of its file."""
    done = project.run("approve", claim, "--by", "Grace H.")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{claim} is approved by Grace H.\n", "")
    return (project.root / f"claims/{claim}.yaml").read_bytes()


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_byte_order_mark_and_the_ends_of_the_lines_stay(
    project: Project, assert_silent: Silent, end: str, mark: bytes
) -> None:
    before = mark + COMMENTED.replace("\n", end).encode()
    project.write("claims/length.yaml", before)
    for _ in range(2):
        after = approve(project)
        assert after.startswith(before)
        added = after.removeprefix(before).decode()
        assert added.startswith(f'approved:{end}  by: "Grace H."{end}  date: ')
        assert added.endswith(end)
        assert re.sub("\r\n|\r|\n", end, added) == added
    assert_silent()


def test_what_stands_around_an_approval_stays_to_the_last_blank_line(project: Project) -> None:
    before, after = COMMENTED + "\n# before\n", "\n\nlimit: In summer.\n\n# the end"
    project.write("claims/length.yaml", before + "approved:\n  by: Ann\n\n  date: 2026-05-02\n" + after)
    text = approve(project).decode()
    assert text.startswith(before + after + "\napproved:\n")
    assert text.count("approved:") == 1


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_the_mode_of_the_file_stays(project: Project, mode: int) -> None:
    file = project.write("claims/length.yaml", COMMENTED)
    file.chmod(mode)
    approve(project)
    assert file.stat().st_mode & 0o777 == mode


def test_a_link_within_the_project_stays_and_its_target_is_written(project: Project) -> None:
    target = project.write("kept/length.txt", COMMENTED)
    (project.root / "claims/length.yaml").unlink()
    (project.root / "claims/length.yaml").symlink_to("../kept/length.txt")
    assert approve(project).startswith(COMMENTED.encode())
    assert (project.root / "claims/length.yaml").is_symlink()
    assert b"approved:" in target.read_bytes()
    assert sorted(path.name for path in target.parent.iterdir()) == ["length.txt"]


def test_a_link_out_of_the_project_is_refused_and_stays(project: Project) -> None:
    outside = project.root.parent / "length.txt"
    outside.write_text(COMMENTED)
    (project.root / "claims/length.yaml").unlink()
    (project.root / "claims/length.yaml").symlink_to(outside)
    done = project.run("approve", "length", "--by", "Grace")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines()[0] == (
        "claims/length.yaml:1: outside-link: the link leads out of the project (put the file itself here)"
    )
    assert outside.read_text() == COMMENTED


def test_a_faulty_claim_is_named_with_its_fault_and_not_as_missing(project: Project) -> None:
    project.write("claims/length.yaml", COMMENTED + "colour: red\n")
    done = project.run("approve", "length", "--by", "Grace")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "claims/length.yaml:15: unknown-field: 'colour' is not a field here (docs/records.md lists the fields)",
        "1 of the records is faulty and not counted.",
        "1 error, 0 warnings. length was not approved.",
    ]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((b"approve", b"\xff", b"--by", b"Grace"), "dossier: there is no claim '\\udcff'"),
        (
            (b"approve", b"length", b"--by", b"\xff"),
            "dossier: --by '\\udcff' is no name that can be shown; write the reader's name",
        ),
        (
            (b"approve", b"length", b"\xff", b"--by", b"Grace"),
            "dossier: \\udcff holds no claims/ folder; name the folder that holds claims/ and sources/",
        ),
    ],
)
def test_arguments_that_are_no_text_are_refused_in_one_line(
    project: Project, arguments: tuple[bytes, ...], message: str
) -> None:
    done = project.run(*arguments, env={**os.environ, "PYTHONIOENCODING": "utf-8:strict"})  # type: ignore[arg-type]
    assert (done.returncode, done.stdout, done.stderr) == (2, "", message + "\n")


def test_a_seal_made_by_an_earlier_version_holds_until_a_source_names_what_it_could_not_name_then(
    project: Project, assert_silent: Silent
) -> None:
    project.source("published: <=2026-04\n")
    dated = CLAIM.replace("supports\n", "supports\n    valid: 2026-04/2026-05-02\n") + "speaks_of: 2026-04\n"
    seal = """\
approved:
  by: Grace H.
  date: 2026-05-03
  seal:
    category: 'ac9eee53'
    evidence: '89b3cf59'
    finding: '86b83d4a'
    notes: 'e7457206'
    sources/data-sheet: '72abfdc2'
    speaks_of: 'd9a57023'
    statement: '19a75af9'
    status: '82dd4384'
"""
    project.write("claims/length.yaml", dated + seal)
    assert_silent()
    project.source("published: <=2026-04\nauthors: [Bridge Works]\n")
    assert [line.split("since then changed: ")[1] for line in project.check()] == [
        "sources/data-sheet (read it again: dossier approve length --by NAME)"
    ]
