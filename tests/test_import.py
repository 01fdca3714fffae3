"""Spreadsheets and libraries come in without loss; what does not fit is named; a second import changes nothing."""

from __future__ import annotations

import contextlib
import csv
import datetime
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from typer.testing import CliRunner

from conftest import CLAIM, REPOSITORY, Project
from dossier.build import check_project
from dossier.cli.commands import app
from dossier.references import Reference, read_library
from dossier.sheet import columns, data_of, defused, read_header, row_of, sheet_csv, undefused
from dossier.yamltext import parse

COMMENTED = f"# ours\n{CLAIM.replace('category: parameters', 'category: parameters   # sort of')}"


def run(project: Project, *arguments: str) -> subprocess.CompletedProcess[str]:
    with contextlib.chdir(project.root):
        done = CliRunner().invoke(app, arguments, catch_exceptions=False)
    return subprocess.CompletedProcess(arguments, done.exit_code, done.stdout, done.stderr)


def sheet(*rows: tuple[str, ...]) -> str:
    stream = io.StringIO()
    csv.writer(stream).writerows(rows)
    return stream.getvalue()


def stated(record: Any) -> Any:
    """What a record says, whatever is empty in it and however its texts end."""
    if isinstance(record, dict):
        return {name: stated(value) for name, value in record.items() if value not in (None, [], {})}
    if isinstance(record, list):
        return [stated(value) for value in record]
    return record.strip() if isinstance(record, str) else record


def test_the_real_dossier_goes_into_a_sheet_and_comes_back_whole(tmp_path: Path) -> None:
    """Into an empty dossier; a second time, and into the dossier itself, nothing changes."""
    real = check_project(REPOSITORY).dossier
    project = Project(tmp_path)
    (project.root / "claims/length.yaml").unlink()
    shutil.copytree(REPOSITORY / "sources", project.root / "sources", dirs_exist_ok=True)
    for name in ("article.yaml", "dossier.yaml"):
        shutil.copy(REPOSITORY / name, project.root / name)
    data = project.root / "real.csv"
    assert project.run("export", "sheet", str(REPOSITORY), "--out", str(data)).returncode == 0
    assert data.read_bytes() == sheet_csv(real)
    done = run(project, "import", "real.csv")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{len(real.claims)} new records, 0 updated, 0 unchanged, 0 kept as they are.\n")
    for claim in real.claims.values():
        then, now = (
            parse(real.texts[claim.path])[0],
            parse((project.root / claim.path).read_text("utf-8")),
        )
        assert (stated(now[0]), now[1]) == (stated(then), []), claim.path
    before = {path: path.read_bytes() for path in project.root.rglob("*.yaml")}
    again = run(project, "import", "real.csv", "--update")
    assert again.stdout == f"0 new records, 0 updated, {len(real.claims)} unchanged, 0 kept as they are.\n"
    assert {path: path.read_bytes() for path in project.root.rglob("*.yaml")} == before


def test_a_sheet_as_a_workbook_is_text_and_comes_back_whole(project: Project) -> None:
    project.claim("value: '=1+1'\nspeaks_of: 2026-04\nabout: ['+x', \"'=y\"]\n")
    assert run(project, "export", "sheet", "--out", "c.xlsx").returncode == 0
    first = (project.root / "c.xlsx").read_bytes()
    run(project, "export", "sheet", "--out", "again.xlsx")
    assert (project.root / "again.xlsx").read_bytes() == first
    cells = [cell for row in load_workbook(io.BytesIO(first)).active.iter_rows() for cell in row]  # type: ignore[union-attr]
    assert {(cell.data_type, cell.number_format) for cell in cells if cell.value is not None} == {("s", "@")}
    done = run(project, "import", "c.xlsx")
    assert (done.stdout, done.stderr) == ("0 new records, 0 updated, 1 unchanged, 0 kept as they are.\n", "")
    was = parse((project.root / "claims/length.yaml").read_text())[0]
    (project.root / "claims/length.yaml").unlink()
    run(project, "import", "c.xlsx")
    assert stated(parse((project.root / "claims/length.yaml").read_text())[0]) == stated(was)


def test_a_text_that_no_cell_of_a_workbook_can_hold_is_refused(project: Project) -> None:
    project.claim(f"judgement: {'x' * 40_000}\n")
    done = run(project, "export", "sheet", "--out", "c.xlsx")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == (
        "dossier: a cell of a workbook ends at 32,767 characters, and 'length' has a longer text; export it as CSV\n"
    )


@pytest.mark.parametrize("folder", ["../out", "/out", "a/../b", "a//b", "a\\b", ".git", "a.", "C:", "a/" * 150 + "a"])
def test_a_folder_that_could_lead_out_is_refused(project: Project, folder: str) -> None:
    project.write("c.csv", sheet(("folder", "statement", "category"), (folder, "x", "event")))
    done = run(project, "import", "c.csv")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"c.csv: row 2, column folder: {folder!r} cannot be a folder below claims/: ")
    assert sorted(path.name for path in project.root.rglob("*.yaml")) == ["data-sheet.yaml", "length.yaml"]


def test_a_folder_behind_a_link_is_refused(project: Project, tmp_path: Path) -> None:
    (project.root / "claims/in").symlink_to(project.root / "sources", target_is_directory=True)
    (project.root / "claims/out").symlink_to(tmp_path, target_is_directory=True)
    for folder in ("in", "out/deeper"):
        project.write("c.csv", sheet(("folder", "statement", "category"), (folder, "x", "event")))
        done = run(project, "import", "c.csv")
        place = "claims/" + folder.partition("/")[0]
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == f"dossier: {place} is a link; records lie in folders themselves\n"
    assert [*tmp_path.rglob("x.yaml")] == []


def test_a_claim_comes_into_its_folder_and_one_that_is_there_stays_where_it_is(project: Project) -> None:
    rows = (("id", "folder", "statement", "category"), ("a", "Teil 1/hero", "x", "event"), ("length", "b", "", ""))
    project.write("c.csv", sheet(*rows))
    done = run(project, "import", "c.csv", "--update")
    assert (done.returncode, done.stderr) == (
        0, "c.csv: row 3, column folder: claims/length.yaml stays where it is; move it by hand\n",
    )  # fmt: skip
    assert (project.root / "claims/Teil 1/hero/a.yaml").exists()
    out = run(project, "export", "sheet").stdout.removeprefix("\ufeff")
    assert [row[:2] for row in csv.reader(io.StringIO(out))] == [["id", "folder"], ["a", "Teil 1/hero"], ["length", ""]]


def test_a_row_becomes_a_claim_and_one_without_a_status_a_draft(project: Project) -> None:
    project.write(
        "claims.csv",
        sheet(
            (
                "ID",
                "Statement",
                "category",
                "Status",
                "notes",
                "evidence 1 source",
                "evidence 1 stance",
                "about 1",
                "checked by",
            ),
            (
                "width",
                "It is 9 m wide.",
                "parameters",
                "confirmed",
                "Read.\nTwice.",
                "data-sheet",
                "supports",
                "Works",
                "Ada",
            ),
            ("", "", "", "", "", "", "", "", ""),
            ("", "It opened in 1932.", "event", "", "", "", "", "", ""),
        ),
    )
    done = run(project, "import", "claims.csv")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        "2 new records, 0 updated, 0 unchanged, 0 kept as they are.\n0 errors, 3 warnings; `dossier check` lists them.\n"
    )
    assert (project.root / "claims/width.yaml").read_text() == (
        "statement: It is 9 m wide.\ncategory: parameters\nabout: [Works]\nstatus: confirmed\n"
        "notes: |\n  Read.\n  Twice.\nevidence:\n  - source: data-sheet\n    stance: supports\nchecked_by: Ada\n"
    )
    today = datetime.datetime.now(tz=datetime.UTC).date()
    assert (project.root / "claims/it-opened-in-1932.yaml").read_text() == (
        "statement: It opened in 1932.\ncategory: event\nstatus: unverified\ngap: no-source\n"
        f"notes: Not checked yet; no source was looked for.\nchecked: {today}\n"
    )
    again = run(project, "import", "claims.csv", "--update")
    assert again.stdout == "0 new records, 0 updated, 2 unchanged, 0 kept as they are.\n"


def test_the_example_of_the_sheet_in_the_docs_comes_in(project: Project) -> None:
    table = (REPOSITORY / "docs/data.md").read_text("utf-8").partition("## The sheet\n")[2].partition("\n\n| ")[2]
    lines = f"| {table.partition(chr(10) * 2)[0]}".splitlines()
    rows = [tuple(cell.strip() for cell in line.strip("|").split("|")) for line in lines if "---" not in line]
    project.write("c.csv", sheet(*rows))
    done = run(project, "import", "c.csv")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("3 new records, 0 updated, 0 unchanged, 0 kept as they are.\n")


def test_what_differs_stays_until_an_update_and_then_only_its_lines_change(project: Project) -> None:
    project.write("claims/length.yaml", COMMENTED)
    project.write(
        "c.csv", sheet(("id", "finding", "value", "evidence 1 says"), ("length", "About 120 metres.", "120 m", ""))
    )
    done = run(project, "import", "c.csv")
    assert (done.returncode, done.stdout) == (0, "0 new records, 0 updated, 0 unchanged, 1 kept as they are.\n")
    assert done.stderr == "c.csv: row 2: claims/length.yaml has another finding, value; --update overwrites it\n"
    assert (project.root / "claims/length.yaml").read_text() == COMMENTED
    done = run(project, "import", "c.csv", "--update")
    assert done.stdout.startswith("0 new records, 1 updated, 0 unchanged, 0 kept as they are.\n")
    assert (project.root / "claims/length.yaml").read_text() == COMMENTED.replace(
        "finding: The builder gives 120 metres.", "finding: About 120 metres."
    ).replace("# sort of\n", "# sort of\nvalue: 120 m\n")


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        (
            (("statement", "category", "staus"), ("x", "event", "confirmed")),
            [
                "row 1, column staus: this is no field of a claim; did you mean 'status'?; `dossier export sheet` writes the columns"
            ],
        ),
        (
            (("statement", "category", "category"), ("x", "event", "event")),
            ["row 1, column category: a column before has the same name; `dossier export sheet` writes the columns"],
        ),
        (
            (("statement", "category", "status", "evidence 1 stance"), ("x", "evnt", "confirmed", "for")),
            [
                "row 2, column category: category is 'evnt', wanted: parameters, pricing, chip-spec, date, benchmark, "
                "market, event, architecture, attribution, comparison, forecast, license (did you mean 'event'?)",
                "row 2, column notes: 'notes' is missing (Markdown: how it was checked, so that another can repeat it.)",
                "row 2, column evidence 1 stance: evidence 1: stance is 'for', wanted: supports, contradicts, context",
            ],
        ),
        (
            (("statement", "category", "evidence 1 stance"), ("x", "event", "context")),
            ["row 2, column evidence 1: evidence 1: exactly one of source or calculation is wanted, none is given"],
        ),
        (
            (("id", "statement", "category"), ("A b", "x", "event"), ("c", "y", "event"), ("c", "z", "event")),
            [
                "row 2, column id: 'A b' is not an id; lower-case letters a-z, digits and single hyphens, at most 80",
                "row 4, column id: row 3 is of 'c' too; one claim a row",
            ],
        ),
        (
            (("statement", "category", "evidence 1 where"), ("x", "event", "{a: ["), ("y", "event", "", "more")),
            [
                "row 2, column evidence 1 where: '{a: [' is not a list or a mapping on one line of YAML",
                "row 3, column 4: the header has no such column",
            ],
        ),
    ],
)
def test_what_does_not_fit_is_named_by_row_and_column_and_nothing_is_written(
    project: Project, rows: tuple[tuple[str, ...], ...], lines: list[str]
) -> None:
    project.write("c.csv", sheet(*rows))
    done = run(project, "import", "c.csv")
    assert (done.returncode, done.stdout) == (1, "")
    *told, last = done.stderr.splitlines()
    assert sorted(told) == sorted(f"c.csv: {line}" for line in lines)
    assert last.endswith("Nothing was written; --skip leaves them out.")
    assert [path.name for path in (project.root / "claims").iterdir()] == ["length.yaml"]


def test_with_skip_what_fits_comes_in(project: Project) -> None:
    project.write("c.csv", sheet(("statement", "category", "Desk"), ("x", "evnt", ""), ("y", "event", "Bo")))
    done = run(project, "import", "c.csv", "--skip")
    assert done.returncode == 1
    assert done.stdout.startswith("1 new record, 0 updated, 0 unchanged, 0 kept as they are.\n")
    assert (project.root / "claims/y.yaml").exists()


def test_a_verdict_is_not_changed_by_an_import(project: Project) -> None:
    project.write(
        "c.csv",
        sheet(("id", "statement", "category", "status", "finding"), ("length", "", "", "disputed", "Another."), ("", "x", "event", "", "")),
    )  # fmt: skip
    before = (project.root / "claims/length.yaml").read_bytes()
    line = "c.csv: row 2, column status: the verdict of a claim is given by `dossier verdict`\n"
    done = run(project, "import", "c.csv", "--update")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"{line}1 value does not fit. Nothing was written; --skip leaves them out.\n"
    assert not (project.root / "claims/x.yaml").exists()
    done = run(project, "import", "c.csv", "--update", "--skip")
    assert (done.returncode, done.stderr) == (1, line)
    assert (project.root / "claims/x.yaml").exists()
    assert (project.root / "claims/length.yaml").read_bytes() == before


def test_a_row_that_makes_an_error_is_refused_by_its_row(project: Project) -> None:
    project.write(
        "c.csv",
        sheet(
            ("id", "statement", "category", "status", "notes", "evidence 1 source", "evidence 1 stance"),
            ("a", "x", "event", "confirmed", "Read.", "", ""),
            ("b", "y", "event", "confirmed", "Read.", "data-shet", "supports"),
            ("c", "z", "event", "confirmed", "Read.", "data-sheet", "supports"),
        ),
    )
    done = run(project, "import", "c.csv")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "c.csv: row 2, column status: status-against-standing: confirmed needs one primary source that was read, or two independent "
        "origins; this has no source that counts (the evidence carries unverified)",
        "c.csv: row 3, column evidence 1 source: unknown-source: evidence names 'data-shet', there is no sources/data-shet.yaml "
        "(did you mean 'data-sheet'?)",
        "2 values do not fit. Nothing was written; --skip leaves them out.",
    ]
    assert [path.name for path in (project.root / "claims").iterdir()] == ["length.yaml"]
    assert run(project, "import", "c.csv", "--skip").returncode == 1
    assert sorted(path.name for path in (project.root / "claims").iterdir()) == ["c.yaml", "length.yaml"]


def test_errors_that_were_there_before_do_not_stand_in_the_way(project: Project) -> None:
    project.write("claims/length.yaml", CLAIM.replace("data-sheet", "gone"))
    project.write("c.csv", sheet(("id", "statement", "category"), ("a", "x", "event")))
    assert run(project, "import", "c.csv").returncode == 0


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_usual_separator_is_known(project: Project, separator: str) -> None:
    rows = (("statement", "category", "notes"), ('It is, "so".', "event", "a; b\tc, d"))
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator).writerows(rows)
    project.write("c.csv", "\ufeff" + stream.getvalue())
    assert run(project, "import", "c.csv").returncode == 0
    assert 'statement: It is, "so".\n' in (project.root / "claims/it-is-so.yaml").read_text()


def test_a_workbook_comes_in_as_it_would_be_written(project: Project) -> None:
    book = Workbook()
    rows = [
        ("statement", "category", "value", "checked", "allegation", "due"),
        ("It is old.", "event", 12.0, datetime.date(2026, 4, 5), False, 2027),
        ("It is new.", "event", 0.25, datetime.datetime(2026, 4, 6), None, None),  # noqa: DTZ001
    ]
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    book.save(project.root / "c.xlsx")
    done = run(project, "import", "c.xlsx")
    assert (done.returncode, done.stderr) == (0, "")
    old = parse((project.root / "claims/it-is-old.yaml").read_text())[0] or {}
    assert {name: old[name] for name in ("value", "checked", "allegation", "due")} == {
        "value": "12", "checked": "2026-04-05", "allegation": "false", "due": "2027",
    }  # fmt: skip
    new = parse((project.root / "claims/it-is-new.yaml").read_text())[0] or {}
    assert (new["value"], new["checked"]) == ("0.25", "2026-04-06")


def test_a_cell_without_a_value_is_named_and_its_row_left_out(project: Project) -> None:
    book = Workbook()
    for row in (("statement", "category", "value"), ("a", "event", "=1+1"), ("b", "event", "#REF!"), ("c", "event", 1)):
        book.active.append(row)  # type: ignore[union-attr]
    book.save(project.root / "c.xlsx")
    lines = (
        "c.xlsx: row 2, column value: a formula without a saved result: open the file in a spreadsheet and save it\n"
        "c.xlsx: row 3, column value: #REF! is an error of the spreadsheet, no value; mend it there\n"
    )
    done = run(project, "import", "c.xlsx")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"{lines}2 values do not fit. Nothing was written; --skip leaves them out.\n"
    done = run(project, "import", "c.xlsx", "--skip")
    assert (done.returncode, done.stderr) == (1, lines)
    assert sorted(path.name for path in (project.root / "claims").iterdir()) == ["c.yaml", "length.yaml"]


CSL = json.dumps(
    [
        {
            "id": "http://zotero.org/users/1/items/A", "type": "webpage", "title": "Opening day", "container-title": "City",
            "URL": "https://example.org/o", "issued": {"date-parts": [["2026", 4, 5]]},
        },
        {"id": "x", "title": "Letter", "author": [{"family": "Doe", "given": "Jane"}], "DOI": "10.1000/x"},
    ]
)  # fmt: skip
BIBTEX = r"""
@article{opening, title = {Opening {Day} of M{\"u}nchen}, journal = "City", year = 2026, month = apr, url = {https://example.org/o}}
@misc{Doe2020, title = {Letter}, author = {Doe, Jane}, date = {2020-01}, doi = {10.1000/x}}
"""
RIS = """\
TY  - WEB
TI  - Opening day
T2  - City
UR  - https://example.org/o
DA  - 2026/04/05/
ER  -

TY  - GEN
TI  - Letter
AU  - Doe, Jane
PY  - 2020
DO  - 10.1000/x
ER  -
"""


@pytest.mark.parametrize(
    ("name", "text", "first", "second"),
    [
        ("l.json", CSL, ("city-opening-day", "Opening day", "2026-04-05"), ("x", None)),
        ("l.bib", BIBTEX, ("opening", "Opening Day of München", "2026-04"), ("doe2020", "2020-01")),
        ("l.ris", RIS, ("city-opening-day", "Opening day", "2026-04-05"), ("publisher-not-identified-letter", "2020")),
    ],
)
def test_a_library_comes_in_as_sources_that_nobody_read(
    project: Project, name: str, text: str, first: tuple[str, str, str], second: tuple[str, str | None]
) -> None:
    project.write(name, text)
    done = run(project, "import", name, "--kind", "primary")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("2 new records, 0 updated, 0 unchanged, 0 kept as they are.\n")
    dossier = check_project(project.root).dossier
    one, other = dossier.sources[first[0]], dossier.sources[second[0]]
    assert (one.title, one.publisher, str(one.published)) == (first[1], "City", first[2])
    assert (one.url, one.kind, one.read, one.retrieved) == ("https://example.org/o", "primary", "cited-only", None)
    assert (other.publisher, other.url, other.doi) == ("publisher not identified", None, "10.1000/x")
    assert [author.text for author in other.authors] == ["Doe, Jane"]
    assert other.published == second[1] or str(other.published) == second[1]
    again = run(project, "import", name, "--update")
    assert again.stdout == "0 new records, 0 updated, 2 unchanged, 0 kept as they are.\n"


def test_an_entry_finds_its_source_by_address_and_leaves_what_was_judged(project: Project) -> None:
    project.source("url: http://www.example.org/o/   # as printed\npublished: 2026-03\n")
    project.write("l.json", CSL)
    done = run(project, "import", "l.json")
    assert done.stdout.startswith("1 new record, 0 updated, 0 unchanged, 1 kept as they are.\n")
    assert done.stderr == (
        "l.json: entry 1 (http://zotero.org/users/1/items/A): sources/data-sheet.yaml has another title, url, publisher, "
        "within, published; --update overwrites it\n"
    )
    run(project, "import", "l.json", "--update")
    assert (project.root / "sources/data-sheet.yaml").read_text() == (
        "title: Opening day\npublisher: City\nwithin: City\nkind: primary\nread: full\n"
        "url: https://example.org/o   # as printed\npublished: 2026-04-05\n"
    )


def test_entries_that_cannot_be_sources_are_named(project: Project) -> None:
    entries = [
        {"id": "a", "publisher": "City"},
        {"title": "x", "publisher": "y", "URL": "javascript:x"},
        {"title": "Untold", "DOI": "n/a"},
    ]
    project.write("l.json", json.dumps(entries))
    done = run(project, "import", "l.json")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.splitlines() == [
        "l.json: entry 1 (a): 'title' is missing (Title as the document gives it.)",
        "l.json: entry 2: url 'javascript:x' cannot be linked: only http and https are followed, this is 'javascript'",
        "l.json: entry 3: doi: 'n/a' is no DOI; write it as 10.1000/182",
        "3 values do not fit. Nothing was written; --skip leaves them out.",
    ]


def test_the_real_sources_go_into_bibtex_and_come_back_with_their_addresses(project: Project) -> None:
    real = check_project(REPOSITORY).dossier
    (project.root / "sources/data-sheet.yaml").unlink()
    (project.root / "claims/length.yaml").unlink()
    data = project.root / "real.bib"
    assert project.run("export", "bibtex", str(REPOSITORY), "--out", str(data)).returncode == 0
    done = run(project, "import", "real.bib")
    assert (done.returncode, done.stderr) == (0, "")
    brought = check_project(project.root).dossier.sources
    assert {name: each.url for name, each in brought.items()} == {name: each.url for name, each in real.sources.items()}


def test_an_address_in_bibtex_is_no_latex(project: Project) -> None:
    project.write(
        "l.bib",
        r"""@misc{a, title={A}, publisher={P}, url={https://en.wikipedia.org/wiki/A_b%C3%BC?a=1&c--d~e#frag}}
@misc{b, title={B}, publisher={P}, url={https://example.org/a\_b\%20c?d=1\&e\#f}}
@misc{c, title={C}, howpublished={\url{https://example.org/z%20}}}
@phdthesis{d, title={D}, author={Doe, Jane}, school={City School}}
""",
    )
    assert run(project, "import", "l.bib").returncode == 0
    sources = check_project(project.root).dossier.sources
    assert [(sources[name].url, sources[name].publisher) for name in "abcd"] == [
        ("https://en.wikipedia.org/wiki/A_b%C3%BC?a=1&c--d~e#frag", "P"),
        ("https://example.org/a_b%20c?d=1&e#f", "P"),
        ("https://example.org/z%20", "example.org"),
        (None, "City School"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        (
            "l.bib",
            "@misc{a, title={A}, publisher={P}}\n@misc{a, title={B}, publisher={P}}\n",
            "line 2: the key 'a' occurs twice",
        ),
        (
            "l.bib",
            "@misc{a, title={A}, publisher={P}}\n\n@misc{x, title={a",
            "line 3: this entry cannot be read as BibTeX",
        ),
        (
            "l.ris",
            "TY  - WEB\nID  - x\nTI  - X\n\nTY  - JOUR\nID  - a\nTI  - A\nJF  - P\nER  - \n",
            "line 1: this entry has no end; close it with a line `ER  - `",
        ),
        (
            "l.json",
            '[3, {"id": "a", "title": "A", "publisher": "P"}]',
            "entry 1: an object is wanted, as CSL-JSON has it",
        ),
    ],
)
def test_a_broken_entry_is_a_misfit_of_its_own(project: Project, name: str, text: str, line: str) -> None:
    project.write(name, text)
    done = run(project, "import", name)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"{name}: {line}\n1 value does not fit. Nothing was written; --skip leaves them out.\n"
    done = run(project, "import", name, "--skip")
    assert (done.returncode, done.stderr) == (1, f"{name}: {line}\n")
    source = check_project(project.root).dossier.sources["a"]
    assert (source.title, source.publisher) == ("A", "P")


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("c.doc", b"x", "c.doc ends in none of .csv, .tsv, .xlsx, .json, .bib, .ris; export it as one of these"),
        ("c.csv", b"", "c.csv: it is empty; `statement` and `category` are the columns that a claim needs"),
        ("c.csv", b"a,b\n\xff\n", "c.csv: line 2 is not UTF-8; save it as CSV UTF-8"),
        (
            "c.csv",
            b"a,b\n",
            "c.csv: no column of the first row is called `statement`, and none `id`; `dossier export sheet` writes the columns",
        ),
        ("c.xlsx", b"x", "c.xlsx: this is no workbook that can be read: File is not a zip file"),
        ("l.json", b"{", "l.json: this is no JSON: "),
        ("l.json", b"{}", "l.json: this is no CSL-JSON: a list of entries is wanted; export the library as CSL JSON"),
        ("l.json", b"[]", "l.json: it holds no entries"),
        ("l.json", b"\xff", "l.json: this is not UTF-8; export it as UTF-8"),
        ("l.ris", b"nonsense", "l.ris: it holds no entries"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_line(
    project: Project, name: str, data: bytes, message: str
) -> None:
    project.write(name, data)
    done = run(project, "import", name)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"dossier: {message}")
    assert done.stderr.count("\n") == 1


def test_a_missing_file_is_said_and_a_hostile_name_cannot_write_to_the_terminal(project: Project) -> None:
    done = run(project, "import", "none.csv")
    assert (done.returncode, done.stderr) == (2, "dossier: none.csv: No such file or directory\n")
    project.write("c.csv", sheet(("statement", "a\x1b[31m"), ("x", "")))
    assert "\x1b" not in run(project, "import", "c.csv").stderr


@pytest.mark.parametrize(
    ("name", "text", "module", "message"),
    [
        ("l.bib", BIBTEX, "bibtexparser", "BibTeX needs bibtexparser: pip install 'evidence-dossier[import]'"),
        (
            "c.xlsx", "", "openpyxl",
            "workbooks need openpyxl: pip install 'evidence-dossier[import]'; or save it as CSV",
        ),
    ],
)  # fmt: skip
def test_without_a_library_the_extra_is_named(
    project: Project, name: str, text: str, module: str, message: str
) -> None:
    project.write(name, text)
    code = f"import sys; sys.modules[{module!r}] = None; sys.argv = ['dossier', 'import', {name!r}]; from dossier.cli import main; main()"
    done = subprocess.run([sys.executable, "-c", code], cwd=project.root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (3, "", f"dossier: {message}\n")


TEXTS = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), min_size=1, max_size=9).filter(str.strip)
CLAIMS = st.fixed_dictionaries(
    {"statement": TEXTS},
    optional={
        "value": TEXTS,
        "about": st.lists(TEXTS, min_size=1, max_size=3),
        "approved": st.fixed_dictionaries({"by": TEXTS}, optional={"seal": st.dictionaries(TEXTS.map(str.strip), TEXTS, min_size=1)}),
        "evidence": st.lists(
            st.fixed_dictionaries({"stance": TEXTS}, optional={"says": TEXTS, "where": st.dictionaries(TEXTS.map(str.strip), st.fixed_dictionaries({"value": TEXTS}), min_size=1)}),
            min_size=1, max_size=3,
        ),
    },
)  # fmt: skip


@given(st.lists(CLAIMS, min_size=1, max_size=3))
def test_a_row_says_what_its_claim_says(claims: list[dict[str, Any]]) -> None:
    wanted = columns(claims)
    header, faults = read_header([column.name for column in wanted])
    assert faults == []
    for claim in claims:
        data, faults = data_of(row_of("x", claim, wanted), header)
        assert (stated(data), faults) == (stated({"id": "x", **claim}), [])


@given(st.text())
def test_no_cell_is_a_formula_and_all_come_back(text: str) -> None:
    assert defused(text)[:1] not in set("=+-@\t\r\n＝＋－＠") or not text
    assert undefused(defused(text)) == text


def test_dates_of_libraries_go_as_far_as_they_are_known() -> None:
    dates = {
        '{"date-parts": [[2026]]}': "2026",
        '{"date-parts": [["2026", "4"]]}': "2026-04",
        '{"date-parts": [[2026, 4, 5], [2026, 4, 9]]}': "2026-04-05",
        '{"date-parts": [[]]}': "",
        '{"raw": "2026-04-05T10:00"}': "2026-04-05",
        '{"literal": "spring"}': "",
        '{"date-parts": [["n.d."]]}': "",
        '"soon"': "",
    }
    for given_date, wanted in dates.items():
        (found,) = read_library(f'[{{"title": "x", "issued": {given_date}}}]', ".json")
        assert isinstance(found, Reference)
        assert found.published == wanted, given_date
