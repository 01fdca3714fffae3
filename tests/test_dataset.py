"""The dossier as a program takes it: light to import, checked when it is read, the same whatever was imported first."""

from __future__ import annotations

import datetime
import subprocess
import sys

import pytest

import dossier
from conftest import REPOSITORY, Project
from dossier.dataset import FaultyRecords
from dossier.files import NoProject


def test_importing_the_package_loads_nothing_that_only_reading_needs() -> None:
    code = "import sys, dossier; print(sorted({'pydantic', 'jinja2', 'yaml', 'rispy', 'feedgenerator'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


@pytest.mark.parametrize("first", ["dossier.files", "dossier.build", "dossier.cli", "dossier.dataset"])
def test_load_is_the_function_whatever_was_imported_before(project: Project, first: str) -> None:
    code = f"import {first}, dossier; dossier.load('.'); print(len(dossier.load('.').claims))"
    done = subprocess.run([sys.executable, "-c", code], cwd=project.root, capture_output=True, text=True, check=True)
    assert done.stdout == "1\n"


def test_a_sound_dossier_is_read(project: Project) -> None:
    read = dossier.load(project.root)
    assert (read.title, read.date) == ("Evidence dossier", datetime.date(2026, 5, 2))
    assert read.version.startswith("2026-05-02.")
    assert list(read.claims) == ["length"]
    assert list(read.sources) == ["data-sheet"]


def test_a_faulty_one_is_refused_with_all_its_errors(project: Project) -> None:
    project.claim("colour: red\n")
    project.source("shape: round\n")
    with pytest.raises(FaultyRecords) as refused:
        dossier.load(project.root)
    assert [problem.rule for problem in refused.value.problems] == ["unknown-field", "unknown-field"]
    assert str(refused.value).splitlines() == [str(problem) for problem in refused.value.problems]


def test_a_folder_without_a_dossier_is_refused(project: Project) -> None:
    with pytest.raises(NoProject, match="holds no claims/ folder"):
        dossier.load(project.root / "claims")


def test_tables_are_dictionaries_with_the_verdict_first(project: Project) -> None:
    project.claim("value: 120 metres\nof: bridge\nmeasure: length\n")
    (row,) = dossier.load(project.root).figures()
    assert list(row)[:5] == ["claim", "status", "second_word", "second_word_label", "checked"]
    assert (row["status"], row["printed_low"], row["printed_unit"]) == ("confirmed", 120, "metres")
    assert row["page"] is None


def test_pages_have_addresses_below_the_base_url(project: Project) -> None:
    (row,) = dossier.load(project.root, base_url="https://example.org/d/").table("claims")
    assert row["page"] == "https://example.org/d/claims/length.html"


def test_an_unknown_table_is_a_key_error(project: Project) -> None:
    with pytest.raises(ValueError, match="prices"):
        dossier.load(project.root).table("prices")


def test_standings_are_those_of_the_day(project: Project) -> None:
    project.source("published: 2026-04-20\n")
    read = dossier.load(project.root)
    assert read.as_of("2026-04-19") == {"length": "unverified"}
    assert read.as_of(datetime.date(2026, 4, 20)) == {"length": "confirmed"}


def test_a_month_is_no_day(project: Project) -> None:
    with pytest.raises(ValueError, match="'2026-04' is not one day; write 2026-04-10"):
        dossier.load(project.root).as_of("2026-04")


def test_every_record_can_be_had_as_a_dictionary_that_is_read_again_as_the_same_record() -> None:
    """Also as JSON, and without a warning, which would be an error here."""
    read = dossier.load(REPOSITORY)
    for record in (*read.claims.values(), *read.sources.values()):
        assert type(record).model_validate(record.model_dump(by_alias=True)) == record
        assert type(record).model_validate_json(record.model_dump_json(by_alias=True)) == record


def test_a_date_in_a_dictionary_is_as_precise_as_it_was_written(project: Project) -> None:
    project.source("published: 2026-04\n")
    project.claim("speaks_of: 2026-04\n")
    read = dossier.load(project.root)
    assert read.sources["data-sheet"].model_dump()["published"] == "2026-04"
    length = read.claims["length"]
    assert (length.model_dump()["speaks_of"], length.model_dump()["checked"]) == ("2026-04", datetime.date(2026, 5, 2))
