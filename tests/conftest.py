"""What the tests share: a small valid dossier, and two ways to ask what is wrong with it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

from dossier.build import build_project, check_project

# In memory where there is some: every build waits until its files are on the disk, and a disk takes its time.
if os.access("/dev/shm", os.W_OK):  # noqa: S108
    os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", "/dev/shm")  # noqa: S108

# Timings belong in benchmarks: a slow or busy machine must not fail a law.
settings.register_profile("dossier", deadline=None)
settings.load_profile("dossier")

REPOSITORY = Path(__file__).parent.parent

CLAIM = """\
statement: The bridge is 120 metres long.
category: parameters
status: confirmed
finding: The builder gives 120 metres.
notes: The builder's data sheet was read.
checked: 2026-05-02
evidence:
  - source: data-sheet
    stance: supports
    says: Gives the length.
"""
SOURCE = """\
title: Data sheet of the bridge
publisher: Bridge Works
kind: primary
read: full
"""


class Project:
    """A project on disk that is valid until a test writes something else into it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("claims/length.yaml", CLAIM)
        self.write("sources/data-sheet.yaml", SOURCE)

    def write(self, path: str, text: str | bytes) -> Path:
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return file

    def claim(self, extra: str = "", name: str = "length", without: str = "") -> None:
        """Write a claim: the valid one, less the line that starts with `without`, and with `extra` lines at the end."""
        kept = [line for line in CLAIM.splitlines() if not without or not line.startswith(without)]
        self.write(f"claims/{name}.yaml", "\n".join(kept) + "\n" + extra)

    def source(self, extra: str = "", name: str = "data-sheet") -> None:
        self.write(f"sources/{name}.yaml", SOURCE + extra)

    def run(self, *arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
        """Run the command as a user does."""
        command = [sys.executable, "-m", "dossier", *arguments]
        return subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=False, **options)  # type: ignore[call-overload,no-any-return]

    def check(self) -> list[str]:
        """The problems that `dossier check` prints, each as its whole line."""
        return [str(problem) for problem in check_project(self.root).problems]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    return Project(tmp_path / "project")


@pytest.fixture
def assert_silent(project: Project) -> Callable[[], None]:
    """Nothing is wrong with the project."""

    def silent() -> None:
        assert project.check() == []

    return silent


@pytest.fixture
def assert_problem(project: Project) -> Callable[[str], None]:
    """Exactly this one problem is wrong with the project, down to the last word of the line."""

    def problem(line: str) -> None:
        assert project.check() == [line]

    return problem


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of this repository's own dossier, built once."""
    out = tmp_path_factory.mktemp("real") / "site"
    outcome = build_project(REPOSITORY, out)
    assert [str(problem) for problem in outcome.problems] == []
    return out


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A browser; the tests that need one skip where Debian's chromium is missing."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("chromium is missing (on Debian: apt install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser
        browser.close()


@pytest.fixture
def figure(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Say a figure of docs/reliability.md: the summary of the run prints it, on however many workers it ran."""
    return lambda line: record_property("figure", line)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print the figures that the tests have said."""
    reports = [
        each for found in terminalreporter.stats.values() for each in found if isinstance(each, pytest.TestReport)
    ]
    lines = [line for each in reports if each.when == "call" for name, line in each.user_properties if name == "figure"]
    if lines:
        terminalreporter.section("tried to break it")
        for line in sorted(map(str, lines)):
            terminalreporter.line(line)
