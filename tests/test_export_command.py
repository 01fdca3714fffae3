"""`dossier export` and `dossier cite`, as a user runs them, and the data page of the site."""

from __future__ import annotations

import io
import json
import subprocess
import sys

import openpyxl
import pytest
import rispy
from selectolax.lexbor import LexborHTMLParser

from conftest import Project
from dossier.build import build_project
from dossier.cli.exporting import FormatName
from dossier.export import FORMATS, SHEET

URL = "https://example.org/d"


def test_the_command_names_every_format() -> None:
    assert [each.name for each in (*FORMATS, SHEET)] == [each.value for each in FormatName]


def test_an_export_is_what_the_build_writes(project: Project) -> None:
    build_project(project.root, project.root / "site", base_url=URL)
    for each in (each for each in FORMATS if each.name in {"json", "evidence", "xlsx", "atom"}):
        out = project.root / each.file
        done = project.run("export", each.name, "--base-url", URL, "--out", str(out))
        assert (done.returncode, done.stderr) == (0, ""), each.name
        assert done.stdout == f"{out}: {out.stat().st_size:,} bytes\n"
        assert out.read_bytes() == (project.root / "site/data" / each.file).read_bytes(), each.name


def test_text_goes_to_standard_output_whole_and_alone(project: Project) -> None:
    done = project.run("export", "jsonl")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout)["id"] == "length"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (("export", "xlsx"), "dossier: xlsx is no text; name a file: --out dossier.xlsx"),
        (
            ("export", "atom"),
            "dossier: a feed needs absolute addresses: set base_url in dossier.yaml, or name one with --base-url",
        ),
        (("cite", "lenght"), "dossier: there is no claim and no source 'lenght'; did you mean 'length'?"),
        (
            ("export", "json", "--base-url", "ftp://example.org"),
            "dossier: --base-url ftp://example.org: only http and https are followed, this is 'ftp'",
        ),
    ],
)
def test_wrong_usage_says_what_to_do(project: Project, arguments: tuple[str, ...], line: str) -> None:
    done = project.run(*arguments)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{line}\n")


@pytest.mark.parametrize(
    ("out", "line"),
    [
        ("dossier.yaml", "dossier: dossier.yaml is a record, or lies among them; name a file of its own"),
        ("claims/length.yaml", "dossier: claims/length.yaml is a record, or lies among them; name a file of its own"),
        ("claims", "dossier: claims is a record, or lies among them; name a file of its own"),
        ("exports", "dossier: exports is a folder; name a file in it"),
        ("nowhere/x.csv", "dossier: nowhere/x.csv: there is no folder nowhere; make it first"),
    ],
)
def test_an_export_never_takes_the_place_of_a_record(project: Project, out: str, line: str) -> None:
    (project.root / "exports").mkdir()
    before = (project.root / "claims/length.yaml").read_bytes()
    done = project.run("export", "claims", "--out", out)
    assert (done.returncode, done.stderr) == (2, f"{line}\n")
    assert (project.root / "claims/length.yaml").read_bytes() == before


def test_nothing_is_exported_or_cited_while_a_record_holds_an_error(project: Project) -> None:
    project.claim("colour: red\n")
    for command in (("export", "json"), ("cite", "data-sheet")):
        done = project.run(*command)
        assert (done.returncode, done.stdout) == (1, "")
        done_word = "cited" if command[0] == "cite" else "exported"
        assert done.stderr.splitlines()[-1] == f"1 error, 0 warnings. Nothing was {done_word}."


def test_a_claim_is_cited_with_verdict_date_version_and_address(project: Project) -> None:
    done = project.run("cite", "length", "--base-url", URL)
    version = json.loads(project.run("export", "json").stdout)["version"]
    assert done.stdout == (
        "The bridge is 120 metres long. Confirmed, fact; checked 2 May 2026. The builder gives 120 metres. "
        f"In: Evidence dossier, version {version}. https://example.org/d/claims/length.html\n"
    )


def test_a_claim_without_an_address_says_so(project: Project) -> None:
    assert project.run("cite", "length").stdout.endswith(". No permanent address: the dossier names no base_url.\n")
    done = project.run("cite", "length", "--style", "ris")
    assert done.stderr == "dossier: no permanent address: dossier.yaml names no base_url\n"
    (entry,) = rispy.loads(done.stdout)
    assert entry["title"] == "The bridge is 120 metres long. [confirmed, fact; checked 2 May 2026]"
    assert "urls" not in entry


def test_a_limit_is_cited_with_its_verdict(project: Project) -> None:
    project.claim("limit: In summer.\n")
    assert "Confirmed, with a limit; checked 2 May 2026; only: In summer. " in project.run("cite", "length").stdout
    (entry,) = json.loads(project.run("cite", "length", "--style", "csl").stdout)
    assert entry["title"].endswith("[confirmed, with a limit; checked 2 May 2026; only: In summer]")


def test_a_source_is_cited_with_how_it_was_read(project: Project) -> None:
    project.source("published: 2026-04\nurl: https://example.org/sheet\nretrieved: 2026-05-01\n")
    assert project.run("cite", "data-sheet").stdout == (
        "Bridge Works: Data sheet of the bridge. April 2026. Primary source, read in full on 1 May 2026. "
        "https://example.org/sheet\n"
    )
    entry = json.loads(project.run("cite", "data-sheet", "--style", "csl").stdout)[0]
    assert entry["issued"] == {"date-parts": [[2026, 4]]}
    assert entry["note"] == "Primary source; read in full"
    assert project.run("cite", "data-sheet", "--style", "bibtex").stdout.startswith("@misc{data-sheet,\n")


def test_a_name_of_a_claim_and_a_source_has_to_say_which(project: Project) -> None:
    project.source(name="length")
    assert project.run("cite", "length").stderr == (
        "dossier: 'length' is a claim and a source; write claims/length or sources/length\n"
    )
    assert project.run("cite", "sources/length").stdout.startswith("Bridge Works: ")
    assert project.run("cite", "claims/length").stdout.startswith("The bridge is ")


def test_the_data_page_lists_every_file_with_its_fields(project: Project) -> None:
    build_project(project.root, project.root / "site", base_url=URL)
    page = LexborHTMLParser((project.root / "site/data/index.html").read_text(encoding="utf-8"))
    assert [a.attributes["href"] for a in page.css("main section li a")] == [f"../data/{each.file}" for each in FORMATS]
    shown = {node.text() for node in page.css("main dt code")}
    assert {"printed_value", "found_value", "evidence_value", "dated_value", "status", "second_word"} <= shown
    assert page.css(".caveat") == []
    feed = page.css_first('link[rel="alternate"]')
    assert feed.attributes["href"] == "../data/verdicts.atom"


def test_what_is_left_out_is_said_in_one_line(project: Project) -> None:
    build_project(project.root, project.root / "site")
    page = LexborHTMLParser((project.root / "site/data/index.html").read_text(encoding="utf-8"))
    assert [node.text() for node in page.css(".caveat")] == [
        "Left out: a feed needs absolute addresses: set base_url in dossier.yaml, or name one with --base-url.",
    ]
    assert not (project.root / "site/data/verdicts.atom").exists()
    assert page.css('link[rel="alternate"]') == []


def test_the_workbook_bears_the_dossiers_date(project: Project) -> None:
    project.run("export", "xlsx", "--out", "a.xlsx")
    book = openpyxl.load_workbook(io.BytesIO((project.root / "a.xlsx").read_bytes()))
    assert f"{book.properties.created:%Y-%m-%d}" == "2026-05-02"


def test_without_xlsxwriter_a_build_says_what_it_leaves_out_and_an_export_ends_with_3(project: Project) -> None:
    code = (
        "import sys; sys.modules['xlsxwriter'] = None; sys.argv[:1] = ['dossier']; from dossier.cli import main; main()"
    )

    def run(*arguments: str) -> tuple[int, str]:
        command = [sys.executable, "-c", code, *arguments]
        done = subprocess.run(command, cwd=project.root, capture_output=True, text=True, check=False)
        return done.returncode, done.stderr

    line = "the workbook needs xlsxwriter: pip install 'evidence-dossier[export]'\n"
    assert run("build", "--strict") == (0, f".:1: notice: left-out: {line}")
    assert run("build", "--strict") == (0, f".:1: notice: left-out: {line}")
    assert not (project.root / "site/data/dossier.xlsx").exists()
    assert run("export", "xlsx", "--out", "a.xlsx") == (3, f"dossier: {line}")
