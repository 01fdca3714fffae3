"""How templates are run: the short way for the tool's own gives what the sandbox gives."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from markupsafe import escape as escaped

from conftest import REPOSITORY, Project
from dossier.build import check_project
from dossier.compiled import compiled
from dossier.environment import OWN, environment_for, escape, once, template_folders
from dossier.render import Renderer


def test_pages_are_the_same_with_and_without_the_sandbox(project: Project) -> None:
    dossier = check_project(REPOSITORY).dossier
    shutil.copytree(OWN, project.root / "templates")
    theirs = template_folders(project.root)
    assert theirs == [project.root / "templates", OWN]
    assert template_folders(REPOSITORY) == [OWN]
    plain = {page.path: page.data for page in Renderer(dossier, [OWN]).core()}
    boxed = {page.path: page.data for page in Renderer(dossier, theirs).core()}
    assert len(plain) > 100
    assert plain == boxed


@given(st.text() | st.integers() | st.none() | st.text().map(Markup))
def test_text_is_escaped_as_markupsafe_does(value: object) -> None:
    assert escape(value) == str(escaped(value))


def test_a_macro_runs_once_for_the_same_record_and_again_for_an_equal_one() -> None:
    ran: list[tuple[object, str]] = []

    def macro(record: object, root: str) -> str:
        ran.append((record, root))
        return f" <b>{root}</b> "

    row = once(macro)
    one, other = [1], [1]
    assert [row(one, "a"), row(one, "a"), row(one, "b"), row(other, "a")] == [
        "<b>a</b>",
        "<b>a</b>",
        "<b>b</b>",
        "<b>a</b>",
    ]
    assert ran == [(one, "a"), (one, "b"), (other, "a")]


def test_only_the_tools_own_templates_run_without_the_sandbox(project: Project) -> None:
    project.write("templates/method.html", "{{ ''.__class__ }}")
    assert not getattr(environment_for([OWN]), "sandboxed", False)
    assert environment_for(template_folders(project.root)).sandboxed


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for temporary files."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def _part() -> str:
    return str(environment_for([OWN]).get_template("parts/status.html").module.shapes())  # type: ignore[attr-defined]


def test_a_template_is_compiled_once_and_damage_to_what_is_kept_is_mended(temporary: Path) -> None:
    made = _part()
    (kept,) = temporary.glob("*/dossier-*.cache")
    whole, number = kept.read_bytes(), kept.stat().st_ino
    assert _part() == made
    assert kept.stat().st_ino == number
    for damaged in (b"", whole[:-1], whole[:40], whole[:-9] + bytes(9), b"x" * 200):
        kept.write_bytes(damaged)
        assert _part() == made
        assert kept.read_bytes() == whole
    assert [*temporary.glob("*/*")] == [kept]


def test_what_cannot_be_kept_is_compiled_again(temporary: Path) -> None:
    made = _part()
    (kept,) = temporary.glob("*/dossier-*.cache")
    kept.unlink()
    kept.mkdir()
    assert _part() == made
    assert [*kept.parent.iterdir()] == [kept]
    shutil.rmtree(kept.parent)
    kept.parent.write_text("a file of somebody else")
    assert compiled() is None
    assert _part() == made
    assert kept.parent.read_text() == "a file of somebody else"


def test_nothing_of_a_projects_own_templates_is_kept(project: Project, temporary: Path) -> None:
    project.write("templates/mine.html", "mine")
    environment = environment_for(template_folders(project.root))
    assert environment.get_template("mine.html").render() == "mine"
    environment.get_template("parts/status.html")
    assert not [*temporary.glob("*/*.cache")]
