"""New records are honest drafts; a new verdict keeps the old one, and every line that is not its."""

from __future__ import annotations

import contextlib
import os
import pty
import subprocess
import sys
from datetime import UTC, date, datetime

import pytest
from typer.testing import CliRunner

from conftest import CLAIM, REPOSITORY, SOURCE, Project
from dossier.build import check_project
from dossier.cli.commands import app
from dossier.drafts import propose_id
from dossier.model import is_id
from dossier.verdicts import with_verdict
from dossier.yamlblocks import blocks

COMMENTED = f"""\
# who wrote this
{CLAIM.replace("status: confirmed", "status: confirmed   # after the visit")}checked_by: Ada
# of what follows
recheck: 2099-01-01   # far away
"""


def today() -> str:
    return datetime.now(tz=UTC).date().isoformat()


def answered(project: Project, answers: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command on a terminal at which somebody types `answers`."""
    typist, terminal = pty.openpty()
    os.write(typist, answers.encode())
    command = [sys.executable, "-m", "dossier", *arguments]
    done = subprocess.run(
        command, cwd=project.root, stdin=terminal, capture_output=True, text=True, check=False, timeout=60
    )
    os.close(terminal)
    os.close(typist)
    return done


def run(project: Project, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in this process, with nobody at the terminal."""
    with contextlib.chdir(project.root):
        done = CliRunner().invoke(
            app, arguments, env={"VISUAL": "", "EDITOR": "", **environment}, catch_exceptions=False
        )
    return subprocess.CompletedProcess(arguments, done.exit_code, done.stdout, done.stderr)


def test_a_new_claim_is_unverified_as_of_today_and_says_what_it_lacks(project: Project) -> None:
    done = run(project, "new", "claim", "The bridge opened in 1932.", "--category", "event")
    path = "claims/bridge-opened-in-1932.yaml"
    assert (done.returncode, done.stdout) == (0, f"{path} is written\n")
    assert done.stderr.splitlines() == [
        f"{path}:1: warning: missing-finding: no `finding` gives the answer in one line (write what was found)",
        f"{path}:3: warning: unverified-without-search: unverified, and no `searches` says where one looked "
        "(write down the searches, also those that found nothing)",
        "0 errors, 2 warnings: what is still to do.",
    ]
    assert (project.root / path).read_text() == (
        "statement: The bridge opened in 1932.\n"
        "category: event\n"
        "status: unverified\n"
        "gap: no-source\n"
        "notes: Not checked yet; no source was looked for.\n"
        f"checked: {today()}\n"
    )
    assert run(project, "check").returncode == 0


def test_a_new_claim_names_its_schema_where_the_dossier_has_one(project: Project) -> None:
    run(project, "schema")
    run(project, "new", "claim", "It is old.", "--category", "event")
    text = (project.root / "claims/it-is-old.yaml").read_text()
    assert text.startswith("# yaml-language-server: $schema=../schemas/claim.json\nstatement: It is old.\n")


def test_a_new_claim_holds_what_was_given_and_finds_the_section_of_its_figure(project: Project) -> None:
    project.write(
        "article.yaml",
        "title: A\nsections:\n  - {id: hero, figures: [{figure: 120 m, at: [0, 5]}]}\n"
        "  - {id: intro, figures: [{figure: 99 m, at: [9, 13]}]}\n",
    )
    project.claim("appears: [{section: hero, figure: 120 m}]\n")
    done = run(
        project, "new", "claim", "It is 99 m wide.", "--category", "parameters", "--figure", "99 m", "--value", "99 m",
        "--asserts", "measurement", "--weight", "headline", "--finding", "Nobody says.", "--notes", "Asked: \"who\"",
        "--checked-by", "Ada", "--id", "width",
    )  # fmt: skip
    assert done.returncode == 0
    assert (project.root / "claims/width.yaml").read_text() == (
        "statement: It is 99 m wide.\ncategory: parameters\nasserts: measurement\nweight: headline\nappears:\n"
        "  - section: intro\n    figure: 99 m\nvalue: 99 m\nstatus: unverified\ngap: no-source\nfinding: Nobody says.\n"
        f"notes: 'Asked: \"who\"'\nchecked: {today()}\nchecked_by: Ada\n"
    )


@pytest.mark.parametrize(
    ("statement", "name"),
    [
        ("It is old.", "it-is-old"),
        ("The length", "length-3"),
        ("桥很长", "claim"),
        ("Index", "claim"),
        ("Section", "claim"),
        ("A very long statement that goes on and on about one bridge", "very-long-statement-that-goes-on-and-on-about"),
    ],
)
def test_a_proposed_id_is_free_short_and_an_id(statement: str, name: str) -> None:
    assert propose_id(statement, {"length", "length-2"}, "claim") == name
    assert is_id(name)


def test_every_real_claim_can_have_a_new_verdict_that_leaves_the_rest_of_its_file() -> None:
    dossier = check_project(REPOSITORY).dossier
    for claim in dossier.claims.values():
        text = dossier.texts[claim.path]
        edited = with_verdict(text, claim, {"status": claim.status, "notes": "New."}, date(2099, 1, 1))
        assert edited is not None, claim.path
        own = {"status", "error", "gap", "notes", "checked", "checked_by", "approved", "limit", "history"}
        before, after = blocks(text), blocks(edited)
        assert list(before.keys() - own - after.keys()) == [], claim.path
        for name in before.keys() - own:
            old, new = before[name], after[name]
            assert text.split("\n")[old.start : old.end] == edited.split("\n")[new.start : new.end], claim.path


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("claim",), "missing: the statement, --category"),
        (("claim", "It is long."), "missing: --category"),
        (
            ("claim", "It is long.", "--category", "evnt"),
            "category is 'evnt', wanted: parameters, pricing, chip-spec, date, benchmark, market, event, architecture, "
            "attribution, comparison, forecast, license",
        ),
        (("claim", "x", "--category", "event", "--figure", "9"), "appears 1: 'section' is missing"),
        (
            ("claim", "x", "--category", "event", "--id", "length"),
            "the id 'length' is taken by claims/length.yaml; name another with --id",
        ),
        (
            ("claim", "x", "--category", "event", "--id", "../x"),
            "'../x' is not an id; lower-case letters a-z, digits and single hyphens, at most 80",
        ),
        (("claim", "x", "--category", "event", "--id", "con"), "'con' cannot be an id"),
        (("claim", "a\u202eb", "--category", "event"), "statement is 'a\\u202eb'"),
        (("source",), "missing: --title, --publisher, --kind"),
        (
            ("source", "javascript:x", "--title", "x", "--publisher", "y", "--kind", "primary"),
            "'javascript:x' cannot be linked: only http and https are followed, this is 'javascript'; "
            "give the address as a browser shows it",
        ),
        (
            ("source", "http://www.example.org/s/", "--title", "x", "--publisher", "y", "--kind", "primary"),
            "sources/data-sheet.yaml has this address already; one document is one source",
        ),
        (
            ("source", "https://example.org/n", "--title", "x", "--publisher", "y", "--kind", "first-hand"),
            "kind is 'first-hand', wanted: primary, original-report, secondary, aggregator",
        ),
    ],
)
def test_what_cannot_be_a_record_is_refused_in_one_line_and_nothing_is_written(
    project: Project, arguments: tuple[str, ...], message: str
) -> None:
    project.source("url: https://example.org/s\n")
    before = sorted(project.root.rglob("*"))
    done = run(project, "new", *arguments)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"dossier: {message}\n")
    assert sorted(project.root.rglob("*")) == before


def test_what_is_not_utf_8_is_refused(project: Project) -> None:
    command = [sys.executable.encode(), b"-m", b"dossier", b"new", b"claim", b"a\xff", b"--category", b"event"]
    done = subprocess.run(command, cwd=project.root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (2, "dossier: statement: 'a\\udcff' is not UTF-8; type it anew\n")


def test_an_error_that_only_the_other_records_show_is_named_in_the_record_written(project: Project) -> None:
    project.write("article.yaml", "title: A\nsections: [{id: hero}]\n")
    done = run(
        project, "new", "claim", "x", "--category", "event", "--section", "hro", "--words", "x", "--finding", "y"
    )
    assert done.returncode == 1
    assert done.stderr.splitlines()[0] == (
        "claims/x.yaml:4: unknown-section: article.yaml has no section 'hro' (did you mean 'hero'?)"
    )


def test_a_new_source_was_not_read_unless_somebody_says_so(project: Project) -> None:
    base = ("--title", "Opening day", "--publisher", "City", "--kind", "primary")
    done = run(project, "new", "source", "https://example.org/o", *base)
    path = "sources/city-opening-day.yaml"
    assert (done.returncode, done.stdout) == (0, f"{path} is written\n")
    assert done.stderr.splitlines() == [
        f"{path}:1: warning: unused-source: no claim and no source names 'city-opening-day' (cite it or remove it)",
        "0 errors, 1 warning: what is still to do.",
    ]
    text = "title: Opening day\nurl: https://example.org/o\npublisher: City\nkind: primary\nread: cited-only\n"
    assert (project.root / path).read_text() == text
    run(project, "new", "source", *base, "--read", "full", "--via", "print", "--published", "1932-03", "--id", "paper")
    assert (project.root / "sources/paper.yaml").read_text() == (
        f"title: Opening day\npublisher: City\npublished: 1932-03\nkind: primary\nread: full\nretrieved: {today()}\nvia: print\n"
    )


def test_a_new_source_has_its_authors_and_its_doi_however_that_was_copied(project: Project) -> None:
    base = (
        "new",
        "source",
        "--title",
        "Spans",
        "--publisher",
        "Journal of Bridges",
        "--kind",
        "primary",
        "--id",
        "spans",
    )
    done = run(project, *base, "--author", "Doe, Jane", "--author", "Roe", "--doi", "https://doi.org/10.1000/182")
    assert done.returncode == 0
    assert (project.root / "sources/spans.yaml").read_text() == (
        "title: Spans\ndoi: 10.1000/182\nauthors: ['Doe, Jane', Roe]\npublisher: Journal of Bridges\nkind: primary\n"
        "read: cited-only\n"
    )


def test_an_author_or_a_doi_that_is_none_is_refused_and_nothing_is_written(project: Project) -> None:
    base = ("new", "source", "--title", "Spans", "--publisher", "City", "--kind", "primary", "--id", "spans")
    for option, wrong in (("--author", "a, b, c, d"), ("--doi", "182")):
        done = run(project, *base, option, wrong)
        assert done.returncode == 2
        assert repr(wrong) in done.stderr
    assert not (project.root / "sources/spans.yaml").exists()


def test_on_a_terminal_what_is_missing_is_asked_for(project: Project) -> None:
    done = answered(project, "The bridge is red.\nevent\n\n", "new", "claim")
    assert done.returncode == 0
    assert "The claim in one sentence, as the article makes it: " in done.stdout
    assert (
        "statement: The bridge is red.\ncategory: event\n" in (project.root / "claims/bridge-is-red.yaml").read_text()
    )
    done = answered(project, "Opening\n\n\nprimary\n\n\n", "new", "source", "https://www.example.org/o")
    assert done.returncode == 0, done.stderr
    assert "Publisher [example.org]: " in done.stdout
    assert (project.root / "sources/example-org-opening.yaml").read_text() == (
        "title: Opening\nurl: https://www.example.org/o\npublisher: example.org\nkind: primary\nread: cited-only\n"
    )


def test_on_a_terminal_a_wrong_answer_is_asked_again(project: Project) -> None:
    project.source("url: https://example.org/s\n")
    done = answered(project, "桥长120米。\nevnt\nevent\nA b\nlength\ncon\nlength-zh\n", "new", "claim")
    assert done.returncode == 0, done.stderr
    assert "Id, the name of its file [120]: " in done.stdout
    assert done.stderr.splitlines()[:4] == [
        "category is 'evnt', wanted: parameters, pricing, chip-spec, date, benchmark, market, event, architecture, "
        "attribution, comparison, forecast, license (did you mean 'event'?).",
        "'A b' is not an id; lower-case letters a-z, digits and single hyphens, at most 80.",
        "the id 'length' is taken by claims/length.yaml; name another with --id.",
        "'con' cannot be an id.",
    ]
    assert (project.root / "claims/length-zh.yaml").read_text().startswith("statement: 桥长120米。\ncategory: event\n")
    answers = "javascript:x\nhttps://www.example.org/s/\nhttps://example.org/n\nT\nP\nsoon\n2026\nfirst\nprimary\nall\nfull\nt\n"
    done = answered(project, answers, "new", "source", "nonsense")
    assert done.returncode == 0, done.stderr
    assert [line.partition(";")[0].partition(" (")[0] for line in done.stderr.splitlines()[:6]] == [
        "'nonsense' cannot be linked: only http and https are followed, this is 'no scheme'",
        "'javascript:x' cannot be linked: only http and https are followed, this is 'javascript'",
        "sources/data-sheet.yaml has this address already",
        "published: 'soon' is not a date",
        "kind is 'first', wanted: primary, original-report, secondary, aggregator.",
        "read is 'all', wanted: full, excerpt, headline, cited-only.",
    ]
    assert (
        (project.root / "sources/t.yaml")
        .read_text()
        .startswith("title: T\nurl: https://example.org/n\npublisher: P\npublished: 2026\nkind: primary\nread: full\n")
    )


def test_an_editor_opens_what_was_written_and_what_it_left_is_checked(project: Project) -> None:
    editor = f"{sys.executable} -c \"import sys; open(sys.argv[1], 'a').write('finding: Nobody says.\\n')\""
    done = run(project, "new", "claim", "x", "--category", "event", "--edit", VISUAL=editor)
    assert (project.root / "claims/x.yaml").read_text().endswith("finding: Nobody says.\n")
    assert "missing-finding" not in done.stderr
    assert "unverified-without-search" in done.stderr


@pytest.mark.parametrize(
    ("editor", "message", "written"),
    [
        ("", "--edit needs an editor; set EDITOR, say to `code --wait` or nano", False),
        (
            "no-such-editor",
            "no-such-editor: No such file or directory; claims/x.yaml is written, open it yourself",
            True,
        ),
        ("false", "false ended with 1; claims/x.yaml is as it left it", True),
    ],
)
def test_an_editor_that_does_not_open_is_named(project: Project, editor: str, message: str, written: bool) -> None:
    done = run(project, "new", "claim", "x", "--category", "event", "--edit", EDITOR=editor)
    assert (done.returncode, done.stderr) == (3, f"dossier: {message}\n")
    assert (project.root / "claims/x.yaml").exists() is written


def test_a_verdict_moves_the_one_before_into_the_history_and_touches_nothing_else(project: Project) -> None:
    project.write("claims/length.yaml", COMMENTED)
    done = run(
        project, "verdict", "length", "--status", "unverified", "--gap", "contested", "--finding", "Two say different.",
        "--notes", "Both were read.\nNeither names a source.", "--judgement", "The sheet was withdrawn.",
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (
        0,
        f"length is unverified as of {today()}; the verdict before stands in its history.\n",
    )
    assert (project.root / "claims/length.yaml").read_text() == (
        "# who wrote this\n"
        "statement: The bridge is 120 metres long.\n"
        "category: parameters\n"
        "status: unverified   # after the visit\n"
        "gap: contested\n"
        "finding: Two say different.\n"
        "notes: |\n  Both were read.\n  Neither names a source.\n"
        "judgement: The sheet was withdrawn.\n"
        f"checked: {today()}\n"
        "evidence:\n"
        "  - source: data-sheet\n    stance: supports\n    says: Gives the length.\n"
        "history:\n"
        "  - date: 2026-05-02\n"
        "    status: confirmed\n"
        "    finding: The builder gives 120 metres.\n"
        "    notes: The builder's data sheet was read.\n"
        "    checked_by: Ada\n"
        "# of what follows\n"
        "recheck: 2099-01-01   # far away\n"
    )


def test_verdict_after_verdict_the_history_grows_and_keeps_its_form(project: Project) -> None:
    project.claim("history:   # oldest first\n    - {date: 2026-01-01, status: unverified, gap: no-source}\n# end\n")
    done = run(project, "verdict", "length", "--status", "confirmed", "--notes", "Read again.", "--checked-by", "Bo")
    assert (done.returncode, done.stderr) == (0, "")
    done = run(
        project, "verdict", "length", "--status", "confirmed", "--notes", "And again.", "--recheck", "2099-02-01"
    )
    assert (done.returncode, done.stderr) == (0, "")
    text = (project.root / "claims/length.yaml").read_text()
    assert text.endswith(
        "history:   # oldest first\n"
        "    - {date: 2026-01-01, status: unverified, gap: no-source}\n"
        "    - date: 2026-05-02\n      status: confirmed\n      finding: The builder gives 120 metres.\n"
        "      notes: The builder's data sheet was read.\n"
        f"    - date: {today()}\n      status: confirmed\n      finding: The builder gives 120 metres.\n"
        "      notes: Read again.\n      checked_by: Bo\n"
        "# end\n"
    )
    assert "recheck: 2099-02-01\n" in text
    assert run(project, "check", "--strict").returncode == 0


def test_an_approval_and_a_limit_fall_with_the_verdict_they_were_of(project: Project) -> None:
    project.claim("limit: In summer.\njudgement: None.\nchecked_by: Ada\n")
    assert run(project, "approve", "length", "--by", "Bo").returncode == 0
    project.write("sources/data-sheet.yaml", SOURCE.replace("full", "cited-only"))
    done = run(
        project, "verdict", "length", "--status", "unverified", "--gap", "unreadable", "--finding", "It is gone.",
        "--notes", "The sheet is gone.",
    )  # fmt: skip
    assert done.returncode == 0
    assert done.stdout.splitlines()[1] == "What was of that verdict is gone: approved, limit, judgement."
    text = (project.root / "claims/length.yaml").read_text()
    assert not any(name in text for name in ("approved:", "limit:", "judgement:", "seal"))


@pytest.mark.parametrize(
    ("claim", "arguments", "message"),
    [
        (
            COMMENTED,
            ("lenght", "--status", "confirmed", "--notes", "x"),
            "there is no claim 'lenght'; did you mean 'length'?",
        ),
        (
            COMMENTED.replace("checked: 2026-05-02\n", ""),
            ("length", "--status", "confirmed", "--notes", "x"),
            "claims/length.yaml has no `checked`; write there the day of its present verdict, then try again",
        ),
        (
            COMMENTED,
            ("length", "--status", "disputed", "--notes", "x"),
            "the status changes from confirmed to disputed; give the new answer in one line with --finding",
        ),
        (
            COMMENTED,
            ("length", "--status", "confirmd", "--notes", "x", "--finding", "y"),
            "status is 'confirmd', wanted: confirmed, disputed, unverified (did you mean 'confirmed'?)",
        ),
        (
            COMMENTED,
            ("length", "--status", "confirmed", "--notes", "x", "--recheck", "soon"),
            "recheck: 'soon' is not a date; write 2026, 2026-04, 2026-04-05 or a bound such as <=2026-04-05",
        ),
        (COMMENTED, ("length", "--status", "confirmed", "--notes", " "), "--notes is empty"),
        (
            "{statement: x, category: date, status: confirmed, notes: x, checked: 2026-05-02, finding: x, evidence: "
            "[{source: data-sheet, stance: supports}]}\n",
            ("length", "--status", "confirmed", "--notes", "x"),
            "claims/length.yaml is written so that its verdict cannot be moved; edit it by hand, in block style",
        ),
        (
            "statement: x\n",
            ("length", "--status", "confirmed", "--notes", "x"),
            "'length' cannot be read; `dossier check` says why",
        ),
    ],
)
def test_a_verdict_that_cannot_be_is_refused_and_nothing_changes(
    project: Project, claim: str, arguments: tuple[str, ...], message: str
) -> None:
    project.write("claims/length.yaml", claim)
    done = run(project, "verdict", *arguments)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"dossier: {message}\n")
    assert (project.root / "claims/length.yaml").read_text() == claim


def test_a_verdict_beyond_the_evidence_is_an_error_and_nothing_changes(project: Project) -> None:
    project.write("claims/length.yaml", COMMENTED)
    done = run(
        project, "verdict", "length", "--status", "disputed", "--error", "wrong-value", "--notes", "x", "--finding", "y"
    )
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "claims/length.yaml:4: status-against-standing: disputed needs one primary source that was read, or two "
        "independent origins against it; there is no source that counts (the evidence carries confirmed)",
        "1 error, 0 warnings. claims/length.yaml stays as it was.",
    ]
    assert (project.root / "claims/length.yaml").read_text() == COMMENTED


def test_a_record_of_another_systems_line_ends_keeps_them(project: Project) -> None:
    project.write("claims/length.yaml", "\ufeff" + COMMENTED.replace("\n", "\r\n"))
    assert run(project, "verdict", "length", "--status", "confirmed", "--notes", "Again.").returncode == 0
    data = (project.root / "claims/length.yaml").read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") > 15
    assert data.startswith("\ufeff# who".encode())
