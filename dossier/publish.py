"""Pages become files, only those that changed, each whole or not at all. Nothing else in the package writes a site.

A file is written beside its place and moved there in one step, so that whoever reads the site, or a crash, meets whole
pages only. The manifest names every file that the tool wrote, or is about to write, and is itself written first: what
it does not name is somebody else's and is never overwritten or removed.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from dossier.page import Page

try:
    import fcntl
except ImportError:  # Windows: two builds at once into one folder are not kept apart there
    fcntl = None  # type: ignore[assignment]

MANIFEST: Final = "dossier-manifest.json"
_PART: Final = ".dossier-part"
"""The one file that is ever unfinished; a crash may leave it, and the next build replaces it."""
_LONGEST: Final = 1000
_MANIFEST_LIMIT: Final = 1 << 28


class OutputRefused(Exception):
    """The output cannot be written without harming what is not ours."""


class OutputBusy(Exception):
    """Another build is writing to the same folder."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What publishing did to the output."""

    written: int
    unchanged: int
    removed: int


def refuse_output(root: Path, out: Path) -> None:
    """Raise OutputRefused for an output that is a file, is the project itself or lies among its records."""
    try:
        target = out.resolve()
    except RuntimeError:  # before Python 3.13, for a link that leads to itself
        raise OutputRefused(f"{out} is a link that leads to itself; name a folder") from None
    if (target.exists() or target.is_symlink()) and not target.is_dir():
        raise OutputRefused(f"{out} is a file; name a folder")
    if root.resolve().is_relative_to(target):
        raise OutputRefused(f"{out} holds the records themselves; name a folder of its own, such as site")
    for name in ("claims", "sources", "templates"):
        if target.is_relative_to((root / name).resolve()):
            raise OutputRefused(f"{out} lies in {name}/; name a folder of its own, such as site")


def publish(pages: Iterable[Page], out: Path) -> Changes:
    """Make `out` hold exactly `pages` beside whatever is not ours.

    Raises OutputRefused or OutputBusy before anything is written.
    """
    wanted = {page.path: page.data for page in pages}
    for name in wanted:
        if not _is_name(name):
            raise OutputRefused(f"{name!r} cannot be the name of a page on every system; rename it")
    out.mkdir(parents=True, exist_ok=True)
    with _alone_in(out):
        ours = _manifest(out)
        _refuse_foreign(out, wanted, ours)
        if wanted.keys() - ours:
            _write(out, MANIFEST, _listing(wanted.keys() | ours))
        stale = sorted(ours - wanted.keys(), reverse=True)
        for name in _in_the_way(stale, wanted.keys()):
            _remove(out, name)
        written = sum(_write_changed(out, name, data) for name, data in wanted.items())
        for name in stale:
            _remove(out, name)
        _write_changed(out, MANIFEST, _listing(wanted.keys()))
        (out / _PART).unlink(missing_ok=True)
    return Changes(written, len(wanted) - written, len(stale))


@contextmanager
def _alone_in(out: Path) -> Iterator[None]:
    """Hold the folder against other builds. The lock is the system's: it leaves no file and ends with the process."""
    if fcntl is None:
        yield
        return
    handle = os.open(out, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise OutputBusy(f"another build is writing to {out}; wait for it, or name another folder") from None
    finally:
        os.close(handle)


def _manifest(out: Path) -> set[str]:
    """The files that the tool wrote into `out`, none that lead outside; raises OutputRefused for a damaged manifest."""
    path = out / MANIFEST
    if not path.exists() and not path.is_symlink():
        return set()
    try:
        if path.is_symlink() or not path.is_file() or path.stat().st_size > _MANIFEST_LIMIT:
            raise ValueError
        names = json.loads(path.read_bytes())["files"]
        return {name for name in [*names] if isinstance(name, str) and _is_name(name)}
    except (ValueError, KeyError, TypeError, RecursionError):
        raise OutputRefused(
            f"{path} is damaged, or another program's; delete the site, or name another folder"
        ) from None


def _is_name(name: str) -> bool:
    """Whether `name` can name a page on every system: relative, in one spelling, nothing hidden in it."""
    if not name.isprintable() or set(name) & set('\\:*?"<>|') or not 0 < len(name) <= _LONGEST:
        return False
    path = PurePosixPath(name)
    return path.as_posix() == name and not path.is_absolute() and not {".", ".."} & {name, *path.parts}


def _listing(names: Iterable[str]) -> bytes:
    about = "Files that dossier wrote here and may overwrite or remove. It touches no other."
    return (json.dumps({"about": about, "files": sorted(names)}, indent=0) + "\n").encode()


def _refuse_foreign(out: Path, wanted: Mapping[str, bytes], ours: set[str]) -> None:
    """Refuse to write over, or through, something that is not ours; a file that already is the page may stay."""
    for folder in sorted({(out / name).parent for name in wanted}):
        if not folder.resolve().is_relative_to(out.resolve()):
            raise OutputRefused(f"{folder} is a link that leads out of {out}; remove it")
    places = {*wanted, *(folder for name in wanted for folder in _folders(name))} - ours - {"."}
    foreign = [name for name in sorted(places) if _is_foreign(out, name, wanted.get(name), ours)]
    if foreign:
        more = f" and {len(foreign) - 1:,} more" if len(foreign) > 1 else ""
        hint = "if it is an old site whose manifest is lost, delete the folder; else name another"
        raise OutputRefused(f"{out / foreign[0]}{more}: not known to be written by dossier; {hint}")


def _is_foreign(out: Path, name: str, data: bytes | None, ours: set[str]) -> bool:
    """Whether something stands there that is not the page, or, without data, not the folder, that belongs there."""
    path = out / name
    if not path.exists() and not path.is_symlink():
        return False
    if data is None:
        return not path.is_dir()
    if path.is_dir() and not path.is_symlink():  # a folder of our own pages makes way for a page
        return any(inner.relative_to(out).as_posix() not in ours for inner in path.rglob("*") if not inner.is_dir())
    return not _holds(path, data)


def _holds(path: Path, data: bytes) -> bool:
    """Whether `path` is a plain file with just these bytes."""
    plain = not path.is_symlink() and path.is_file()
    return plain and path.stat().st_size == len(data) and path.read_bytes() == data


def _in_the_way(stale: Iterable[str], wanted: Iterable[str]) -> list[str]:
    """Old files that stand where a folder is wanted, or in a folder that stands where a file is wanted."""
    files = set(wanted)
    folders = {folder for name in files for folder in _folders(name)}
    return [name for name in stale if name in folders or files & _folders(name)]


def _folders(name: str) -> set[str]:
    """The folders that lead to a page."""
    return {folder.as_posix() for folder in PurePosixPath(name).parents}


def _write_changed(out: Path, name: str, data: bytes) -> bool:
    """Write a file unless it already holds `data`; say whether it was written."""
    if _holds(out / name, data):
        return False
    (out / name).parent.mkdir(parents=True, exist_ok=True)
    _write(out, name, data)
    return True


def _write(out: Path, name: str, data: bytes) -> None:
    part = out / _PART
    part.unlink(missing_ok=True)
    try:
        part.write_bytes(data)
        part.replace(out / name)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _remove(out: Path, name: str) -> None:
    """Remove a file of ours, and the folders that it leaves empty."""
    path = out / name
    if not path.parent.resolve().is_relative_to(out.resolve()) or (path.is_dir() and not path.is_symlink()):
        return  # a folder on the way, or the file itself, was replaced by something that is not ours
    try:
        path.unlink(missing_ok=True)
    except NotADirectoryError:
        return
    for folder in path.parents:
        if folder == out or not folder.is_dir() or any(folder.iterdir()):
            break
        folder.rmdir()


def replace_record(path: Path, data: bytes, inside: Path) -> None:
    """Replace a record by new bytes, whole or not at all; its mode stays, and a link stays one and is written through.

    Raises OutputRefused for a link that leads out of the project `inside`, to itself or into a missing folder.
    """
    try:
        target = path.resolve()
    except RuntimeError:  # before Python 3.13, for a link that leads to itself
        target = path
    if target.is_symlink() or not target.parent.is_dir():
        raise OutputRefused(f"{path} is a link that leads nowhere; put the file itself there")
    if not target.is_relative_to(inside.resolve()):
        raise OutputRefused(f"{path} is a link that leads out of the project; put the file itself there")
    replace_file(target, data)


def replace_file(path: Path, data: bytes) -> None:
    """Replace a file, or make it, whole or not at all; its mode stays."""
    part = path.with_name(f".{path.name}{_PART}")
    try:
        part.write_bytes(data)
        if path.exists():
            shutil.copymode(path, part)
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def add_record(path: Path, text: str, inside: Path) -> bool:
    """Write a new file, whole or not at all; False where something has its name already, which stays as it is.

    Raises OutputRefused where a link on the way leads out of the project `inside`.
    """
    if not path.parent.resolve().is_relative_to(inside.resolve()):
        raise OutputRefused(f"{path.parent} is a link that leads out of the project; put the folder itself there")
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        file = path.open("xb")
    except FileExistsError:
        return False
    try:
        with file:
            file.write(text.encode())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return True
