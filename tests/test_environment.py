"""How templates are run: the short way for the tool's own gives what the sandbox gives."""

from __future__ import annotations

import shutil

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from markupsafe import escape as escaped

from conftest import REPOSITORY, Project
from dossier.build import check_project
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
