"""`dossier status` shows the counts and what wants work; completion and the pre-commit hook know the commands."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys

import pytest
import yaml

from conftest import REPOSITORY, SOURCE, Project


@pytest.fixture
def busy(project: Project) -> Project:
    """A dossier in which everything wants work once."""
    project.write(
        "article.yaml",
        'title: "[bold]The :bridge:"\npublished: 2026-05-01\nsections:\n'
        "  - {id: hero, figures: [{figure: 120, at: [0, 3]}, {figure: 7, at: [5, 6]}]}\n",
    )
    project.claim("appears: [{section: hero, figure: 120}]\nrecheck: 2026-06-01\nchecked_by: Ada\n")
    assert project.run("approve", "length", "--by", "Bo").returncode == 0
    project.write(
        "claims/length.yaml", (project.root / "claims/length.yaml").read_text().replace("builder gives", "builder says")
    )
    project.write("sources/other.yaml", SOURCE.replace("full", "cited-only"))
    project.claim(name="width")
    return project


def test_the_counts_and_what_wants_work_stand_in_two_tables(busy: Project) -> None:
    done = busy.run("status", env={**os.environ, "COLUMNS": "100"})
    assert (done.returncode, done.stderr) == (0, "")
    rows = [re.split(r"\s{2,}", line.strip()) for line in done.stdout.splitlines() if line.strip(" ─")]
    assert rows == [
        ["[bold]The :bridge:"],
        ["Claims", "now", "at publication"],
        ["confirmed", "2", "0"],
        ["disputed", "0", "0"],
        ["unverified", "0", "2"],
        ["Wants work", "which"],
        ["open figures", "1", "of 2; `dossier coverage` lists them"],
        ["due for a recheck", "1", "length"],
        ["not approved", "1", "width"],
        ["changed since approved", "1", "length"],
        ["rest on one origin", "2", "length, width"],
        ["sources not read", "1", "of 2"],
        ["0 errors, 3 warnings."],
    ]


def test_a_script_gets_every_id(busy: Project) -> None:
    done = busy.run("status", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads(done.stdout) == {
        "title": "[bold]The :bridge:",
        "claims": {"confirmed": 2, "disputed": 0, "unverified": 0},
        "at_publication": {"confirmed": 0, "disputed": 0, "unverified": 2},
        "sources": {"total": 2, "unread": 1},
        "figures": {"total": 2, "carried": 1, "dismissed": 0, "open": 1},
        "recheck": ["length"],
        "unapproved": ["width"],
        "void": ["length"],
        "one_origin": ["length", "width"],
    }


def test_a_dossier_without_an_article_has_no_figures_and_no_day_of_publication(project: Project) -> None:
    done = project.run("status")
    assert done.returncode == 0
    assert "publication" not in done.stdout
    assert "figures" not in done.stdout
    assert json.loads(project.run("status", "--json").stdout)["figures"] is None


def test_a_row_names_a_few_and_counts_the_rest(project: Project) -> None:
    for number in range(5):
        project.claim(name=f"c{number}")
    done = project.run("status", env={**os.environ, "COLUMNS": "120"})
    assert re.search(r"not approved +6 +c0, c1, c2, c3 and 2 more\n", re.sub(r" +\n", "\n", done.stdout))


def test_faulty_records_are_named_and_the_exit_code_is_that_of_a_check(project: Project) -> None:
    project.claim("colour: red\n", name="other")
    done = project.run("status")
    assert done.returncode == 1
    assert done.stderr.splitlines()[-1] == "1 of the records is faulty and not counted."
    assert project.run("status", "--json").returncode == 1


@pytest.mark.parametrize(
    ("shell", "asked", "wanted"),
    [
        ("bash", {"COMP_WORDS": "dossier approve le", "COMP_CWORD": "2"}, "length\nlength-of-deck"),
        ("bash", {"COMP_WORDS": "dossier verdict ", "COMP_CWORD": "2"}, "length\nlength-of-deck\nwidth"),
        ("bash", {"COMP_WORDS": "dossier ver", "COMP_CWORD": "1"}, "verdict"),
        ("bash", {"COMP_WORDS": "dossier cite da", "COMP_CWORD": "2"}, "data-sheet"),
        ("bash", {"COMP_WORDS": "dossier export s", "COMP_CWORD": "2"}, "series\nsources\nsheet"),
        (
            "bash",
            {"COMP_WORDS": "dossier verdict length --status ", "COMP_CWORD": "4"},
            "confirmed\ndisputed\nunverified",
        ),
        ("bash", {"COMP_WORDS": "dossier verdict length --gap one", "COMP_CWORD": "4"}, "one-origin"),
        ("bash", {"COMP_WORDS": "dossier new claim x --category p", "COMP_CWORD": "5"}, "parameters\npricing"),
        ("bash", {"COMP_WORDS": "dossier new source x --kind p", "COMP_CWORD": "5"}, "primary"),
        ("bash", {"COMP_WORDS": "dossier import x --kind a", "COMP_CWORD": "4"}, "aggregator"),
        ("bash", {"COMP_WORDS": "dossier new so", "COMP_CWORD": "2"}, "source"),
        ("bash", {"COMP_WORDS": "dossier new claim x --section o", "COMP_CWORD": "5"}, "opening\noutcome"),
        ("zsh", {"_TYPER_COMPLETE_ARGS": "dossier approve w"}, "_arguments '*: :((\"width\"))'"),
        ("fish", {"_TYPER_COMPLETE_ARGS": "dossier approve w", "_TYPER_COMPLETE_FISH_ACTION": "get-args"}, "width"),
    ],
)
def test_completion_knows_commands_and_claims(project: Project, shell: str, asked: dict[str, str], wanted: str) -> None:
    project.claim(name="length-of-deck")
    project.claim(name="inner/width")
    sections = "".join(f"  - {{id: {name}, heading: A heading}}\n" for name in ("opening", "middle", "outcome"))
    project.write("article.yaml", f"title: A bridge\nsections:\n{sections}")
    done = project.run(env={**os.environ, **asked, "_DOSSIER_COMPLETE": f"complete_{shell}"})
    assert (done.stdout.strip(), done.stderr) == (wanted, "")


@pytest.mark.parametrize("line", ["dossier approve ", "dossier new claim --section "])
def test_completion_is_silent_where_there_is_no_dossier(tmp_path: os.PathLike[str], line: str) -> None:
    environment = {"COMP_WORDS": line, "COMP_CWORD": str(line.count(" ")), "_DOSSIER_COMPLETE": "complete_bash"}
    done = subprocess.run(
        [sys.executable, "-m", "dossier"], cwd=tmp_path, env={**os.environ, **environment}, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert (done.stdout.strip(), done.stderr) == ("", "")


IN_A_SHELL = {
    "bash": """
. ./script
COMP_WORDS=(dossier approve l) COMP_CWORD=2
_dossier_completion dossier
printf '%s\\n' "${COMPREPLY[@]}"
""",
    "zsh": """
compdef() { }
_arguments() { print -r -- "$@" }
. ./script
words=(dossier approve l) CURRENT=3
_dossier_completion
""",
    "fish": """
source ./script
complete -C 'dossier approve l'
""",
}


@pytest.mark.parametrize(
    ("shell", "wanted"), [("bash", "length\n"), ("zsh", '*: :(("length"))\n'), ("fish", "length\n")]
)
def test_the_script_works_in_the_shell_that_it_is_for(project: Project, shell: str, wanted: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is missing (on Debian: apt install {shell})")
    binaries = project.root / "bin"
    project.write("bin/dossier", f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m dossier "$@"\n').chmod(0o755)
    project.write("script", project.run(env={**os.environ, "_DOSSIER_COMPLETE": f"source_{shell}"}).stdout)
    done = subprocess.run(
        [shell, *(["-f"] if shell == "zsh" else []), "-c", IN_A_SHELL[shell]], cwd=project.root, capture_output=True, text=True, check=False, timeout=60,
        env={**os.environ, "PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}", "HOME": str(project.root)},
    )  # fmt: skip
    assert (done.stdout, done.stderr) == (wanted, "")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_can_be_shown_for_every_shell(project: Project, shell: str) -> None:
    done = project.run(env={**os.environ, "_DOSSIER_COMPLETE": f"source_{shell}"})
    assert (done.returncode, done.stderr) == (0, "")
    assert f"_DOSSIER_COMPLETE={'complete_' + shell}" in done.stdout


def test_the_pre_commit_hook_runs_a_check_for_every_record_and_for_nothing_else(project: Project) -> None:
    (hook,) = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text("utf-8"))
    program, *arguments = shlex.split(hook["entry"])
    assert program == "dossier"
    assert project.run(*arguments).returncode == 0
    project.claim("colour: red\n")
    assert project.run(*arguments).returncode == 1
    pattern = re.compile(hook["files"])
    names = (
        "claims/a.yaml",
        "claims/in/a.yml",
        "sources/a.yaml",
        "dossier.yaml",
        "article.yaml",
        "x/dossier.yaml",
        "claims/a.md",
    )
    assert [name for name in names if pattern.search(name)] == list(names[:5])
