"""The way of the data: load, check, render, publish."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from dossier.load import read_files
from dossier.model import Dossier
from dossier.page import Page
from dossier.problem import Problem
from dossier.publish import Changes, publish, refuse_output
from dossier.records import read_records
from dossier.render import BrokenTemplate, Renderer, template_folders
from dossier.rules import check

Watch = Callable[[Iterable[Page], int], Iterable[Page]]
"""Sees the pages go by, with about how many there will be, and passes them on: a progress bar."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a check or a build came to."""

    dossier: Dossier
    problems: tuple[Problem, ...]
    changes: Changes | None = None
    """None where nothing was written."""

    def failed(self, *, strict: bool = False) -> bool:
        """Whether there are errors; with `strict`, warnings count too."""
        return any(strict or problem.severity == "error" for problem in self.problems)


def check_project(root: Path) -> Outcome:
    """Load the records below `root` and check them; raises NoProject when it holds none."""
    files, strays = read_files(root)
    dossier, faults = read_records(files)
    return Outcome(dossier, tuple(sorted([*strays, *faults, *check(dossier)])))


def build_project(
    root: Path, out: Path, *, strict: bool = False, base_url: str = "", watch: Watch | None = None
) -> Outcome:
    """Load, check, render and publish; nothing is written when anything is wrong.

    Raises NoProject, OutputRefused for an output that cannot be written without harm, and OutputBusy.
    """
    refuse_output(root, out)
    checked = check_project(root)
    if checked.failed(strict=strict):
        return checked
    renderer = Renderer(checked.dossier, template_folders(root), base_url)
    try:
        pages = list((watch or _unwatched)(renderer.pages(), len(renderer)))
    except BrokenTemplate as broken:
        return Outcome(checked.dossier, tuple(sorted([*checked.problems, broken.problem])))
    return Outcome(checked.dossier, checked.problems, publish(pages, out))


def _unwatched(pages: Iterable[Page], _total: int) -> Iterable[Page]:
    return pages
