"""The way of the data: load, check, render, publish."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from dossier.environment import template_folders
from dossier.files import read_files, read_text
from dossier.model import Dossier
from dossier.page import Page
from dossier.problem import Problem
from dossier.publish import Changes, publish, refuse_output
from dossier.records import read_records
from dossier.render import PRIVATE_MARK, BrokenTemplate, Renderer
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
        """Whether there are errors; with `strict`, warnings count too. Notices never do."""
        counted = {"error", "warning"} if strict else {"error"}
        return any(problem.severity in counted for problem in self.problems)


def check_project(
    root: Path,
    *,
    as_of: datetime.date | None = None,
    today: datetime.date | None = None,
    article: Path | None = None,
) -> Outcome:
    """Load the records below `root` and check them; raises NoProject when it holds none, NoText for no `article`.

    `as_of` is the dossier's date, else the newest of its records; with `today` the calendar is looked at too, with the
    text of the article also whether it is quoted as printed.
    """
    text = read_text(article) if article else None
    files, strays = read_files(root)
    dossier, faults = read_records(files, as_of)
    return Outcome(dossier, tuple(sorted([*strays, *faults, *check(dossier, today, text)])))


def build_project(
    root: Path,
    out: Path,
    *,
    strict: bool = False,
    base_url: str = "",
    as_of: datetime.date | None = None,
    article: Path | None = None,
    watch: Watch | None = None,
) -> Outcome:
    """Load, check, render and publish; nothing is written when anything is wrong.

    With the text of the `article` the site holds it whole: a private copy, which has no address. Raises NoProject,
    NoText, PrivateCopy, OutputRefused for an output that cannot be written without harm, and OutputBusy.
    """
    refuse_output(root, out)
    _refuse_mixing(out, private=article is not None)
    checked = check_project(root, as_of=as_of, article=article)
    if article and (base_url or checked.dossier.settings.base_url):
        raise PrivateCopy("a copy with the article's text is private and has no address; leave out the base URL")
    if article and not checked.dossier.article and not checked.failed():
        raise PrivateCopy("there is no article.yaml to mark the text by; `dossier article TEXT` writes one")
    if checked.failed(strict=strict):
        return checked
    renderer = Renderer(checked.dossier, template_folders(root), base_url, read_text(article) if article else None)
    problems = tuple(sorted([*checked.problems, *renderer.notices]))
    try:
        changes = publish((watch or _unwatched)(renderer.pages(), len(renderer)), out)
    except BrokenTemplate as broken:
        return Outcome(checked.dossier, tuple(sorted([*problems, broken.problem])))
    return Outcome(checked.dossier, problems, changes)


def _refuse_mixing(out: Path, *, private: bool) -> None:
    """Keep the private copy and the site apart: neither is ever written over the other."""
    if private and (out / "index.html").exists() and not (out / PRIVATE_MARK).exists():
        raise PrivateCopy(f"{out} holds a site that may be published; name another folder for the private copy")
    if not private and (out / PRIVATE_MARK).exists():
        raise PrivateCopy(f"{out} holds a private copy; name another folder for the site, or delete it first")


def _unwatched(pages: Iterable[Page], _total: int) -> Iterable[Page]:
    return pages


class PrivateCopy(Exception):
    """A copy with the article's text was to be published."""
