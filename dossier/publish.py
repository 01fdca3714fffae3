"""Pages become files, only those that changed, each whole or not at all. Nothing else in the package writes a site.

A file is written aside (`stage`) and moved to its place in one step, so that whoever reads the site, or a crash, meets
whole pages only, and none is moved before all are made. Files and folders are on the disk before a build says so.
The manifest names every file that the tool wrote, or is about to write, and is itself written first: what it does not
name is somebody else's and is never overwritten or removed.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from dossier.page import Page, is_name
from dossier.stage import PART, OutputRefused, Stage, fingerprint, folders, sync_folders

try:
    import fcntl
except ImportError:  # Windows: two builds at once into one folder are not kept apart there
    fcntl = None  # type: ignore[assignment]

MANIFEST: Final = "dossier-manifest.json"
_MANIFEST_LIMIT: Final = 1 << 28


class OutputBusy(Exception):
    """Another build is writing to the same folder."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What publishing did to the output."""

    written: int
    unchanged: int
    removed: int
    fingerprint: str = field(default="", compare=False, repr=False)
    """What the files of the site look like from outside, by which the next build knows them again."""


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

    The pages are taken one by one, and those that differ are kept in a folder beside the others until the last one is
    made: none is put in its place before all are there, and whatever the making of a page raises, nothing has changed.
    Raises OutputRefused or OutputBusy likewise.
    """
    made = _make_folder(out)
    try:
        with _alone_in(out):
            ours = _manifest(out)
            stage = Stage(out)
            try:
                for page in pages:
                    stage.take(page)
                return _put_in_place(stage, ours)
            finally:
                stage.clear()
    except BaseException:
        for folder in made:
            with suppress(OSError):  # what was made for nothing goes again, if nothing came into it
                folder.rmdir()
        raise


def _put_in_place(stage: Stage, ours: set[str]) -> Changes:
    """Move the pages into place. The manifest goes first: it names every file that is there, or is about to be."""
    out, wanted = stage.out, stage.pages
    _refuse_foreign(stage, ours)
    if wanted.keys() - ours:
        stage.write(MANIFEST, _listing(wanted.keys() | ours))
    else:
        stage.sync()
    stale = sorted(ours - wanted.keys(), reverse=True)
    for name in _in_the_way(stale, wanted.keys()):
        _remove(out, name)
    written = stage.move()
    for name in stale:
        _remove(out, name)
    if written or stale:
        sync_folders(out, {*stage.folders, *(folder for name in stale for folder in folders(name))})
    if not _holds(out / MANIFEST, last := _listing(wanted.keys())):
        stage.write(MANIFEST, last)
    return Changes(written, len(wanted) - written, len(stale), stage.fingerprint())


def _make_folder(folder: Path) -> list[Path]:
    """Make a folder and those above it that are missing; give those that were made, the innermost first."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    return missing


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
        return {name for name in [*names] if isinstance(name, str) and is_name(name)}
    except (ValueError, KeyError, TypeError, RecursionError):
        raise OutputRefused(
            f"{path} is damaged, or another program's; delete the site, or name another folder"
        ) from None


def site_fingerprint(out: Path) -> str:
    """What the files of a site look like from outside, as `Changes` has it; empty where it is no whole site."""
    base = f"{out}{os.sep}"
    try:
        names = json.loads((out / MANIFEST).read_bytes())["files"]
        infos = [(name, os.lstat(base + name)) for name in names]
        return fingerprint({name: (info.st_size, info.st_mtime_ns, info.st_ino) for name, info in infos})
    except (OSError, ValueError, TypeError, KeyError, OverflowError, RecursionError):
        return ""


def _listing(names: Iterable[str]) -> bytes:
    about = "Files that dossier wrote here and may overwrite or remove. It touches no other."
    return (json.dumps({"about": about, "files": sorted(names)}, indent=0) + "\n").encode()


def _refuse_foreign(stage: Stage, ours: set[str]) -> None:
    """Refuse to write over, or through, something that is not ours; a file that already is the page may stay."""
    out, wanted = stage.out, stage.pages
    leading = {folder for name in wanted for folder in folders(name)} - {"."}
    for folder in sorted(leading):
        if not (out / folder).resolve().is_relative_to(out.resolve()):
            raise OutputRefused(f"{out / folder} is a link that leads out of {out}; remove it")
    if blocked := sorted(name for name in stage.others if _is_folder(out / name) and not _makes_way(out, name, ours)):
        raise OutputRefused(f"{out / blocked[0]} is a folder, and a page belongs there; move it elsewhere")
    foreign = [name for name in stage.others if name not in ours and not _is_folder(out / name)]
    foreign += [name for name in leading - ours if os.path.lexists(out / name) and not (out / name).is_dir()]
    if foreign:
        more = f" and {len(foreign) - 1:,} more" if len(foreign) > 1 else ""
        hint = "if it is an old site whose manifest is lost, delete the folder; else name another"
        raise OutputRefused(f"{out / min(foreign)}{more}: not known to be written by dossier; {hint}")


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _makes_way(out: Path, name: str, ours: set[str]) -> bool:
    """Whether a folder holds pages of ours and nothing else: then it goes with the last of them."""
    inner = {path.relative_to(out).as_posix(): _is_folder(path) for path in (out / name).rglob("*")}
    files = {each for each, is_folder in inner.items() if not is_folder}
    return files <= ours and {name, *inner} - files <= {folder for each in files for folder in folders(each)}


def _holds(path: Path, data: bytes) -> bool:
    """Whether `path` is a plain file with just these bytes."""
    plain = not path.is_symlink() and path.is_file()
    return plain and path.stat().st_size == len(data) and path.read_bytes() == data


def _in_the_way(stale: Iterable[str], wanted: Iterable[str]) -> list[str]:
    """Old files that stand where a folder is wanted, or in a folder that stands where a file is wanted."""
    files = set(wanted)
    leading = {folder for name in files for folder in folders(name)}
    return [name for name in stale if name in leading or files & folders(name)]


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
    part = path.with_name(f".{path.name}{PART}")
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
