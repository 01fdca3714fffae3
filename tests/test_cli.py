"""The command as a user runs it: lines, exit codes, and nothing written when anything is wrong."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

from typer.main import get_command

from conftest import Project
from dossier import __version__
from dossier.cli.commands import app


def test_version_and_help_load_neither_pydantic_nor_jinja2() -> None:
    for argument in ("--version", "--help"):
        code = f"""
import sys
sys.argv = ["dossier", "{argument}"]
from dossier.cli import main
try:
    main()
except SystemExit:
    print("LOADED", sorted({{"pydantic", "jinja2", "yaml"}} & set(sys.modules)))
"""
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert "LOADED []" in done.stdout, argument
        assert argument == "--help" or done.stdout.startswith(f"dossier {__version__}\n")


def test_every_command_shows_an_example_of_itself(project: Project) -> None:
    def walk(group: Any, words: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
        for name, command in group.commands.items():
            inner = (*words, name)
            yield from walk(command, inner) if hasattr(command, "commands") else [(inner, command)]

    commands = dict(walk(get_command(app), ()))
    assert {("build",), ("new", "source"), ("import",)} <= commands.keys()
    for words, command in commands.items():
        assert str(command.epilog).startswith(f"Example: dossier {' '.join(words)}"), words
    assert "Example: dossier build" in project.run("build", "--help").stdout


def test_a_build_says_what_it_made_and_where_to_open_it(project: Project) -> None:
    done = project.run("build")
    assert done.returncode == 0
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert lines[0] == "1 claim: 1 confirmed, 0 disputed, 0 unverified; 1 source. No problems."
    count = sum(path.is_file() for path in (project.root / "site").rglob("*")) - 1  # the manifest is none of the pages
    assert lines[1].startswith(f"{count} files in ")
    assert lines[1].endswith(f" s: {count} written, 0 unchanged, 0 removed.")
    assert lines[2] == f"Open {(project.root / 'site/index.html').as_uri()}"


def test_nothing_is_written_while_there_is_an_error(project: Project) -> None:
    project.run("build")
    before = sorted((path, path.stat().st_mtime_ns) for path in (project.root / "site").rglob("*"))
    project.claim("colour: red\n")
    done = project.run("build")
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.splitlines()[1:] == [
        "1 of the records is faulty and not counted.",
        "1 error, 0 warnings. Nothing was written to site.",
    ]
    assert sorted((path, path.stat().st_mtime_ns) for path in (project.root / "site").rglob("*")) == before


def test_warnings_count_only_when_strict(project: Project) -> None:
    project.claim(without="finding")
    relaxed = project.run("build")
    assert relaxed.returncode == 0
    assert "missing-finding" in relaxed.stderr
    assert "0 errors, 1 warning." in relaxed.stdout
    strict = project.run("build", "--strict", "--out", "other")
    assert strict.returncode == 1
    assert (
        strict.stderr.splitlines()[-1]
        == "0 errors, 1 warning (warnings count: --strict). Nothing was written to other."
    )
    assert not (project.root / "other").exists()
    assert project.run("check").returncode == 0
    assert project.run("check", "--strict").returncode == 1


def test_check_writes_nothing(project: Project) -> None:
    assert project.run("check").returncode == 0
    assert sorted(path.name for path in project.root.iterdir()) == ["claims", "sources"]


def test_check_speaks_json_to_a_script(project: Project) -> None:
    project.claim("weight: heavy\n")
    done = project.run("check", "--json")
    assert done.returncode == 1
    assert done.stderr == ""
    answer = json.loads(done.stdout)
    assert answer["failed"] is True
    assert answer["unread"] == ["claims/length"]
    assert answer["claims"] == {"confirmed": 0, "disputed": 0, "unverified": 0}
    assert answer["problems"] == [
        {
            "path": "claims/length.yaml",
            "line": 11,
            "rule": "unknown-word",
            "message": "weight is 'heavy', wanted: headline, load-bearing, detail",
            "severity": "error",
            "hint": "",
            "field": ["weight"],
        }
    ]


def test_wrong_usage_is_exit_code_2_and_one_line(project: Project) -> None:
    for arguments, line in [
        (
            ("build", "nowhere"),
            "dossier: nowhere holds no claims/ folder; name the folder that holds claims/ and sources/",
        ),
        (
            ("check", "claims"),
            "dossier: claims holds no claims/ folder; name the folder that holds claims/ and sources/",
        ),
        (("build", "--out", "claims"), "dossier: claims lies in claims/; name a folder of its own, such as site"),
        (
            ("build", "--base-url", "javascript:x"),
            "dossier: --base-url javascript:x: only http and https are followed, this is 'javascript'",
        ),
    ]:
        done = project.run(*arguments)
        assert (done.returncode, done.stdout, done.stderr) == (2, "", line + "\n"), arguments
    assert project.run("bild").returncode == 2


def test_a_machine_that_refuses_is_exit_code_3_and_no_traceback(project: Project) -> None:
    project.write("blocked", "a file where a folder is wanted")
    done = project.run("build", "--out", "blocked/site")
    assert done.returncode == 3
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("dossier: ")


def test_a_record_cannot_write_to_the_terminal(project: Project) -> None:
    project.write("claims/length.yaml", 'statement: "a"\n"x\\u001b[31m\\u202e": y\n')
    done = project.run("check")
    assert "\x1b" not in done.stderr
    assert "\u202e" not in done.stderr
    assert "Traceback" not in done.stderr


def test_same_input_same_bytes_whatever_the_machine(project: Project) -> None:
    """Time zone, locale, hash seed, umask and folder change nothing."""
    project.claim("about: [b, a]\nhistory: [{date: 2026-05-01, status: unverified}]\n")
    project.source("published: 2026-04\n", name="other")
    project.claim("  - {source: other, stance: context}\n", name="more")
    sites = []
    for number, environment in enumerate(
        (
            {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "C"},
            {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8"},
        )
    ):
        out = project.root / f"site{number}"
        os.umask(0o077 if number else 0o022)
        done = project.run("build", "--out", str(out), env={**os.environ, **environment})
        assert done.returncode == 0, done.stderr
        sites.append({path.relative_to(out): path.read_bytes() for path in out.rglob("*") if path.is_file()})
    os.umask(0o022)
    assert sites[0] == sites[1]
    assert len(sites[0]) > 10
