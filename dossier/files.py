"""Reads the files of a project. Nothing else in the package reads records."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from dossier.problem import Problem
from dossier.records import File
from dossier.yamlfault import Fault
from dossier.yamltext import LIMIT, decode

_FOLDERS = ("claims", "sources")
_SINGLE = ("dossier", "article")
_ENDINGS = {".yaml", ".yml"}
_PROSE = {".md"}
_IMPORT_LIMIT = 64 << 20
_LOOP = Fault(1, "outside-link", "the link leads to itself", "put the file itself here")
_NO_FILE = Fault(1, "not-a-file", "this is not a plain file", "links to folders, pipes and devices are not read")


class NoProject(Exception):
    """The folder named holds no dossier."""


class NoText(Exception):
    """The text of the article cannot be read."""


def read_text(path: Path) -> str:
    """Read the text of an article; raises NoText."""
    try:
        size = path.stat().st_size
        if size > LIMIT:
            raise NoText(f"{path}: {size:,} bytes, the limit is {LIMIT:,}; name the text of one article")
        text = decode(path.read_bytes())
    except OSError as error:
        raise NoText(f"{path}: {error.strerror}") from None
    if isinstance(text, Fault):
        raise NoText(f"{path}:{text.line}: {text.message}; {text.hint}")
    return text


def read_data(path: Path) -> bytes:
    """Read a file that is to be imported; raises NoText."""
    try:
        if path.stat().st_size > _IMPORT_LIMIT:
            raise NoText(f"{path} has more than {_IMPORT_LIMIT >> 20} MiB; import it in parts")
        return path.read_bytes()
    except OSError as error:
        raise NoText(f"{path}: {error.strerror}") from None


def read_files(root: Path) -> tuple[list[File], list[Problem]]:
    """Read all records below `root`; problems are warnings about files that look like records and are not read.

    Raises NoProject when `root` holds no `claims/`.
    """
    if not (root / "claims").is_dir():
        raise NoProject(f"{root} holds no claims/ folder; name the folder that holds claims/ and sources/")
    inside = root.resolve()
    files = [File(path.name, _bytes(path, inside)) for path in _single(root)]
    problems: list[Problem] = []
    for folder in _FOLDERS:
        for path in _walk(root / folder, inside):
            name = path.relative_to(root).as_posix()
            if path.suffix.lower() in _ENDINGS or path.is_symlink() or not path.is_file():
                files.append(File(name, _bytes(path, inside)))
            elif path.suffix.lower() not in _PROSE:
                hint = "records end in .yaml; move other files elsewhere"
                problems.append(Problem(name, 1, "stray-file", "this file is not read", "warning", hint))
    return files, problems


def _single(root: Path) -> Iterator[Path]:
    """The files of which a project has at most one, in every spelling of their ending."""
    for stem in _SINGLE:
        for ending in sorted(_ENDINGS):
            if (path := root / f"{stem}{ending}").exists() or path.is_symlink():
                yield path


def _walk(folder: Path, inside: Path) -> Iterator[Path]:
    """Every visible file below a folder, sorted; what cannot be walked into is given itself, to be reported.

    A link to a folder is never followed: it could lead out of the project, or in a circle.
    """
    if not folder.exists() and not folder.is_symlink():
        return
    try:
        if not folder.resolve().is_relative_to(inside):
            raise NotADirectoryError
        with os.scandir(folder) as entries:
            ordered = sorted(
                (entry for entry in entries if not entry.name.startswith(".")), key=lambda entry: entry.name
            )
    except (OSError, RuntimeError):
        yield folder
        return
    for entry in ordered:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path), inside)
        else:
            yield Path(entry.path)


def _bytes(path: Path, inside: Path) -> bytes | Fault:
    """Read a file, or say why not: it leads out of the project, is no file, is too large, or the machine refuses."""
    try:
        if path.is_symlink() and not path.resolve().is_relative_to(inside):
            return Fault(1, "outside-link", "the link leads out of the project", "put the file itself here")
        info = path.stat()
        if stat.S_ISDIR(info.st_mode) and not path.is_symlink():
            os.scandir(path).close()  # says why the folder could not be walked
        if not stat.S_ISREG(info.st_mode):
            return _NO_FILE
        if info.st_size > LIMIT:
            return Fault(1, "file-too-large", f"{info.st_size:,} bytes, the limit is {LIMIT:,}", "split the record")
        return path.read_bytes()
    except (OSError, RuntimeError) as error:
        return _refused(path, error)


def _refused(path: Path, error: OSError | RuntimeError) -> Fault:
    """Say why the system does not let a file be read."""
    # Before Python 3.13 resolve() raises RuntimeError for a link that leads to itself.
    if isinstance(error, RuntimeError) or error.errno == errno.ELOOP:
        return _LOOP
    if isinstance(error, IsADirectoryError):
        return _NO_FILE  # it was a file when it was looked at
    if isinstance(error, FileNotFoundError) and path.is_symlink():
        return Fault(1, "outside-link", "the link leads nowhere", "put the file itself here")
    if isinstance(error, FileNotFoundError):
        return Fault(1, "unreadable", "this was removed while it was read", "run it again")
    return Fault(1, "unreadable", f"this cannot be read: {error.strerror}", "check its permissions")
