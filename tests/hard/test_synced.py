"""A build that says it is done is on the disk: what a power failure would find, worked out from the order of its calls.

The disk of these tests is as forgetful as the standards allow: what a file holds is there only once the file was synced,
and that a folder holds a file, or no longer holds it, only once the folder was.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path, PurePosixPath

import pytest

from conftest import Project
from dossier.publish import MANIFEST
from sites import PART, tree

pytestmark = pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="no /proc to tell what a handle stands for")
TRACED = Path(__file__).with_name("traced.py")


class Disk:
    """What would be lost, operation by operation, and what went wrong on the way."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.lost: set[str] = set()
        self.moved: list[str] = []
        self.wrong: list[str] = []
        self.synced: list[str] = []
        self.said = ""

    def ours(self, path: str) -> bool:
        """Whether a path matters: the cache may be lost at any time, and so may the folder of what is unfinished."""
        project = self.site.parent
        return path.startswith(f"{project}/") and not {".dossier", PART} & {*PurePosixPath(path).parts}

    def _entry(self, path: str) -> None:
        if self.ours(path):
            self.lost.add(str(PurePosixPath(path).parent))

    def take(self, kind: str, path: str, to: str = "") -> None:
        """Let one operation happen."""
        if kind == "written":
            self.lost.add(path)
            self._entry(path)
        elif kind == "moved" and str(self.site) in to:
            name = PurePosixPath(to).relative_to(self.site).as_posix()
            if path in self.lost:
                self.wrong.append(f"{name} is moved before what it holds is on the disk")
            if self.moved == [MANIFEST] and str(self.site) in self.lost:
                self.wrong.append(f"{name} is moved before the manifest that names it is on the disk")
            self.moved.append(name)
            self.lost.discard(path)
            self._entry(to)
        elif kind in {"made", "removed"}:
            self.lost.discard(path)
            self._entry(path)
        elif kind == "synced":
            self.synced.append(path)
            self.lost = set() if path == "all" else self.lost - {path}
        elif kind == "said" and not self.said:
            self.said = path
            lost = sorted(each for each in self.lost if self.ours(f"{each}/"))
            self.wrong += [f"{each} is not on the disk when the build says it is done" for each in lost]


def traced(project: Project) -> Disk:
    """Build in a process of its own, and say what became of the disk until it said that it was done."""
    log = project.root.parent / "log"
    command = [sys.executable, str(TRACED), str(log), "build"]
    done = subprocess.run(command, cwd=project.root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    disk = Disk(project.root / "site")
    for line in log.read_text().splitlines():
        disk.take(*json.loads(line))
    assert disk.said.startswith("1 claim: 1 confirmed")
    assert set(disk.moved) <= tree(disk.site).keys()
    return disk


def own_files(first: int, last: int) -> Callable[[Project], object]:
    """Add files of the project's own to the site, each in a folder of its own."""
    return lambda project: [
        project.write(f"templates/assets/own/{n}/x.css", f"b {{ top: {n}px }}\n") for n in range(first, last + 1)
    ]


MANY = 9
BUILDS: list[tuple[str, Callable[[Project], object], int]] = [
    ("a first build", lambda project: project.claim(), MANY),
    ("nothing that differs", lambda project: project.write("claims/README.md", "None of the records"), 0),
    ("one page that differs", lambda project: project.write("templates/method.html", "Ours\n"), 1),
    ("one page more and the manifest", own_files(1, 1), 2),
    ("seven pages more and the manifest", own_files(2, 8), 8),
    ("eight pages more and the manifest", own_files(9, 16), MANY),
    ("one page gone", lambda project: (project.root / "templates/assets/own/3/x.css").unlink(), 1),
]
"""What is done to a project before it is built again, and how many files are put in their place then."""


def test_all_that_was_written_is_on_the_disk_before_a_build_says_that_it_is_done(project: Project) -> None:
    """Up to eight files are synced one by one, more by one call for all; folders by themselves."""
    for what, change, moved in BUILDS:
        change(project)
        disk = traced(project)
        assert disk.wrong == [], what
        assert min(len(disk.moved), MANY) == moved, what
        assert ("all" in disk.synced) is (moved == MANY), what
        assert moved or not disk.synced, what
    folders = ["", "/assets", "/assets/own"]
    assert disk.synced[:3] == [f"{disk.site}{folder}" for folder in folders], "the last build only removed a page"
