"""Reads the files of a project. Nothing else in the package reads records."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from dossier.problem import Problem
from dossier.records import File
from dossier.yamltext import LIMIT, Fault

_FOLDERS = ("claims", "sources")
_SINGLE = ("dossier", "article")
_ENDINGS = {".yaml", ".yml"}
_PROSE = {".md", ".txt", ".rst"}
_LOOP = Fault(0, "outside-link", "the link leads to itself", "put the file itself here")


class NoProject(Exception):  # noqa: N818 - wrong usage, not a fault of the program
    """The folder named holds no dossier."""


def read_files(root: Path) -> tuple[list[File], list[Problem]]:
    """Read all records below `root`; problems are warnings about files that look like records and are not read.

    Raises NoProject when `root` holds no `claims/`.
    """
    if not (root / "claims").is_dir():
        raise NoProject(f"{root} holds no claims/ folder; name the folder that holds claims/ and sources/")
    files = [File(path.name, _bytes(path, root.resolve())) for path in _single(root)]
    problems: list[Problem] = []
    for folder in _FOLDERS:
        for path in _walk(root / folder):
            name = path.relative_to(root).as_posix()
            if path.suffix.lower() in _ENDINGS or path.is_symlink():
                files.append(File(name, _bytes(path, root.resolve())))
            elif path.suffix.lower() not in _PROSE:
                hint = "records end in .yaml; move other files elsewhere"
                problems.append(Problem(name, 0, "stray-file", "this file is not read", "warning", hint))
    return files, problems


def _single(root: Path) -> Iterator[Path]:
    """The files of which a project has at most one, in every spelling of their ending."""
    for stem in _SINGLE:
        for ending in sorted(_ENDINGS):
            if (path := root / f"{stem}{ending}").exists() or path.is_symlink():
                yield path


def _walk(folder: Path) -> Iterator[Path]:
    """Every visible file below a folder, sorted; a link to a folder counts as a file and is never followed."""
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        ordered = sorted((entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: entry.name)
    for entry in ordered:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path))
        else:
            yield Path(entry.path)


def _bytes(path: Path, root: Path) -> bytes | Fault:
    """Read a file, or say why not: it leads out of the project, is no file, is too large, or the machine refuses."""
    try:
        if path.is_symlink() and not path.resolve().is_relative_to(root):
            return Fault(0, "outside-link", "the link leads out of the project", "put the file itself here")
        info = path.stat()
        if not stat.S_ISREG(info.st_mode):
            return Fault(
                0, "not-a-file", "this is not a plain file", "links to folders, pipes and devices are not read"
            )
        if info.st_size > LIMIT:
            return Fault(0, "file-too-large", f"{info.st_size:,} bytes, the limit is {LIMIT:,}", "split the record")
        return path.read_bytes()
    except RuntimeError:  # before Python 3.13 resolve() raises it for a link that leads to itself
        return _LOOP
    except OSError as error:
        if error.errno == errno.ELOOP:
            return _LOOP
        return Fault(0, "unreadable", f"the file cannot be read: {error.strerror}", "check its permissions")
