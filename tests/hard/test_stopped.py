"""A build that is stopped, at whatever moment and by whatever: whole pages only, and the next build mends the site."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from conftest import Project
from dossier.build import build_project
from sites import assert_mended, assert_whole, changed_project, sizes, tree

STRUCK = Path(__file__).with_name("struck.py")
AGAIN = "a site that was being written holds whole pages, build again"
MENDED = "the site holds whole pages, build again when mended"
UNSAID = "dossier: standard output: Input/output error\n"


def struck(project: Project, rounds: Path, blow: str, step: int) -> list[dict[str, Any]]:
    rounds.mkdir()
    command = [sys.executable, str(STRUCK), str(project.root), str(rounds), blow, "1", str(step)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": "."})
    assert done.returncode == 0, done.stderr
    *hit, last = map(json.loads, done.stdout.splitlines())
    assert (last["code"], last["struck"]) == (0, "")
    assert len(hit) > 5
    return hit


@pytest.mark.parametrize(
    ("blow", "code", "said"),
    [
        ("kill", -signal.SIGKILL, ""),
        ("term", 128 + signal.SIGTERM, f"dossier: stopped by SIGTERM; {AGAIN}\n"),
        ("interrupt", 128 + signal.SIGINT, f"dossier: stopped by SIGINT; {AGAIN}\n"),
        ("full", 3, f"No space left on device; {MENDED}\n"),
        ("broken", 3, f"Input/output error; {MENDED}\n"),
        ("broken-for-good", 3, f"Input/output error; {MENDED}\n"),
        ("denied", 3, f"Permission denied; {MENDED}\n"),
    ],
)
@sizes(quick=11, thorough=1)
def test_a_build_struck_at_any_file_operation_leaves_whole_pages_and_is_mended(
    project: Project, tmp_path: Path, figure: Callable[[str], None], blow: str, code: int, said: str, size: int
) -> None:
    """At every operation when thorough, else at each eleventh. Where the blow can be survived, nothing is left behind."""
    old, new = changed_project(project)
    hit = struck(project, tmp_path / "rounds", blow, size)
    through = 0
    for each in hit:
        root = tmp_path / "rounds" / str(each["round"])
        assert "Traceback" not in each["said"], each
        if each["code"] == 0 and code == 3:
            # What failed was not needed, such as making a folder that is there: then all is as if it had not.
            through += 1
            assert {**tree(root / "site"), "": b""} == {**new, "": b""}, each
        elif blow == "broken-for-good" and each["said"] == UNSAID:
            assert tree(root / "site") == new, each  # all was done, and only saying so failed
        else:
            assert each["code"] == code, each
            assert each["said"].endswith(said), each
        assert_whole(root / "site", old, new, clean=blow not in {"kill", "broken-for-good"})
        assert_mended(root, new)
    figure(f"{blow} at a file operation: {len(hit)} operations, {through} of them needless, 0 failures")


@pytest.mark.parametrize("blow", ["kill", "term"])
def test_a_first_build_that_was_struck_is_mended_too(project: Project, tmp_path: Path, blow: str) -> None:
    _, new = changed_project(project)
    shutil.rmtree(project.root / "site")
    shutil.rmtree(project.root / ".dossier", ignore_errors=True)
    for each in struck(project, tmp_path / "rounds", blow, 19):
        root = tmp_path / "rounds" / str(each["round"])
        assert_whole(root / "site", {}, new, clean=blow == "term")
        assert_mended(root, new)


@pytest.mark.thorough
def test_kill_9_at_random_leaves_whole_pages_and_the_next_build_mends_them(
    project: Project, figure: Callable[[str], None]
) -> None:
    """The command itself, killed at random: in one round of five anywhere, else between its first change and its last.

    What is random is the moment, not the verdict, so that a slow machine fails nothing.
    """
    _, new = changed_project(project, claims=100)
    site, kept = project.root / "site", project.root.parent / "kept"
    project.write("dossier.yaml", "title: Another title\n")  # stands on every page
    build_project(project.root, site)
    old = tree(site)
    shutil.copytree(site, kept)
    (project.root / "dossier.yaml").unlink()
    command = [sys.executable, "-m", "dossier", "build"]

    def killed_after(first: float, writing: float) -> float:
        """Kill a build `writing` seconds after its first change, and `first` seconds after its start at the latest.

        Gives the seconds since its first change.
        """
        stamp = site.stat().st_mtime_ns
        build = subprocess.Popen(command, cwd=project.root, stdout=subprocess.DEVNULL)
        begun = time.perf_counter()
        while site.stat().st_mtime_ns == stamp and time.perf_counter() < begun + first and build.poll() is None:
            pass
        seen = time.perf_counter()
        while time.perf_counter() < min(seen + writing, begun + first) and build.poll() is None:
            pass
        build.kill()
        build.wait()
        return time.perf_counter() - seen

    started = time.perf_counter()
    writing = killed_after(60, 60)
    length = time.perf_counter() - started
    assert tree(site) == new
    rounds, choose, amid = 250, random.Random(9), 0
    for number in range(rounds):
        for name, data in old.items():
            (site / name).parent.mkdir(exist_ok=True)
            (site / name).write_bytes(data)
        for name in new.keys() - old.keys():
            (site / name).unlink(missing_ok=True)
        killed_after(choose.uniform(0, length) if number % 5 == 0 else 60, choose.uniform(0, writing))
        amid += tree(site) not in (old, new)
        assert_whole(site, old, new, clean=False)
        assert_mended(project.root, new)
    figure(f"kill -9 at random: {rounds} rounds, {amid} of them amid the writing, 0 failures")
    assert amid > rounds / 4


def test_a_reader_that_goes_away_is_no_fault(project: Project) -> None:
    """As `dossier check | head -1` does it, at the worst moment: before the first line."""
    for arguments in (("check",), ("check", "--json"), ("build",), ("--help",)):
        reading, writing = os.pipe()
        os.close(reading)
        command = [sys.executable, "-m", "dossier", *arguments]
        done = subprocess.run(command, cwd=project.root, stdout=writing, stderr=subprocess.PIPE, check=False)
        os.close(writing)
        assert (done.returncode, done.stderr) == (128 + signal.SIGPIPE, b""), arguments
    assert (project.root / "site/index.html").is_file()


def test_problems_that_nobody_reads_are_problems_all_the_same(project: Project) -> None:
    project.claim("colour: red\n")
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "dossier", "check"]
    done = subprocess.run(command, cwd=project.root, stderr=writing, stdout=subprocess.DEVNULL, check=False)
    os.close(writing)
    assert done.returncode == 128 + signal.SIGPIPE


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_an_output_that_takes_no_more_is_the_machines_fault_and_no_traceback(project: Project) -> None:
    for arguments in (("check",), ("check", "--json"), ("--help",), ("--version",)):
        with Path("/dev/full").open("w") as full:
            command = [sys.executable, "-m", "dossier", *arguments]
            done = subprocess.run(command, cwd=project.root, stdout=full, stderr=subprocess.PIPE, check=False)
        assert (done.returncode, done.stderr) == (3, b"dossier: standard output: No space left on device\n"), arguments


def test_a_terminal_that_cannot_show_a_letter_gets_its_escape(project: Project) -> None:
    done = project.run("approve", "length", "--by", "Łukasz", env={**os.environ, "PYTHONIOENCODING": "latin-1"})
    assert (done.returncode, done.stdout, done.stderr) == (0, "length is approved by \\u0141ukasz\n", "")
