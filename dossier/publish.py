"""Pages become files, only those that changed, each whole or not at all. Nothing else in the package writes a site.

A file is written beside its place and moved there in one step, so that whoever reads the site, or a crash, meets whole
pages only. The manifest names every file that the tool wrote, or is about to write, and is itself written first: what
it does not name is somebody else's and is never overwritten or removed.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from dossier.page import Page

MANIFEST: Final = "dossier-manifest.json"
_PART: Final = ".dossier-part"
"""The one file that is ever unfinished; a crash may leave it, and the next build replaces it."""


class OutputRefused(Exception):  # noqa: N818 - wrong usage, not a fault of the program
    """The output cannot be written without harming what is not ours."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What publishing did to the output."""

    written: int
    unchanged: int
    removed: int


def refuse_output(root: Path, out: Path) -> None:
    """Raise OutputRefused for an output that is a file, is the project itself or lies among its records."""
    target = out.resolve()
    if target.exists() and not target.is_dir():
        raise OutputRefused(f"{out} is a file; name a folder")
    if root.resolve().is_relative_to(target):
        raise OutputRefused(f"{out} holds the records themselves; name a folder of its own, such as site")
    for name in ("claims", "sources", "templates"):
        if target.is_relative_to((root / name).resolve()):
            raise OutputRefused(f"{out} lies in {name}/; name a folder of its own, such as site")


def publish(pages: Iterable[Page], out: Path) -> Changes:
    """Make `out` hold exactly `pages` beside whatever is not ours; raises OutputRefused before anything is written."""
    wanted = {page.path: page.data for page in pages}
    ours = _manifest(out)
    foreign = sorted(path for path in wanted.keys() - ours if _exists(out / path))
    if foreign:
        more = f" and {len(foreign) - 1} more" if len(foreign) > 1 else ""
        raise OutputRefused(
            f"{out / foreign[0]}{more} was not written by dossier; name an empty folder or move it away"
        )
    _refuse_links(out, wanted)
    out.mkdir(parents=True, exist_ok=True)
    if wanted.keys() - ours:
        _write(out, MANIFEST, _listing(wanted.keys() | ours))
    written = sum(_write_changed(out, path, data) for path, data in wanted.items())
    stale = sorted(ours - wanted.keys(), reverse=True)
    for path in stale:
        _remove(out, path)
    _write_changed(out, MANIFEST, _listing(wanted.keys()))
    (out / _PART).unlink(missing_ok=True)
    return Changes(written, len(wanted) - written, len(stale))


def _manifest(out: Path) -> set[str]:
    """The files that the tool wrote into `out`: none where the manifest cannot be read, none that lead outside."""
    try:
        names = json.loads((out / MANIFEST).read_text(encoding="utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    if not isinstance(names, list):
        return set()
    return {name for name in names if isinstance(name, str) and _is_inside(name)}


def _is_inside(name: str) -> bool:
    path = PurePosixPath(name)
    return (
        bool(path.parts) and not path.is_absolute() and ".." not in path.parts and "\\" not in name and ":" not in name
    )


def _listing(names: Iterable[str]) -> bytes:
    about = "Files that dossier wrote here and may overwrite or remove. It touches no other."
    return (json.dumps({"about": about, "files": sorted(names)}, indent=0) + "\n").encode()


def _exists(path: Path) -> bool:
    return path.exists() or path.is_symlink()


def _refuse_links(out: Path, names: Iterable[str]) -> None:
    """Refuse to write through a folder of the site that was replaced by a link to somewhere else."""
    for folder in sorted({(out / name).parent for name in names}):
        if not folder.resolve().is_relative_to(out.resolve()):
            raise OutputRefused(f"{folder} is a link that leads out of {out}; remove it")


def _write_changed(out: Path, name: str, data: bytes) -> bool:
    """Write a file unless it already holds `data`; say whether it was written."""
    path = out / name
    if not path.is_symlink() and path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
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
    if not path.parent.resolve().is_relative_to(out.resolve()):
        return  # a folder on the way was replaced by a link that leads elsewhere
    path.unlink(missing_ok=True)
    for folder in path.parents:
        if folder == out or not folder.is_dir() or any(folder.iterdir()):
            break
        folder.rmdir()
