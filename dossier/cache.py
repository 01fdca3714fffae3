"""What the last build read and wrote, and what it said: one with nothing to do ends before it loads anything else.

Files are compared as git does it, by size, times and inode, without being read. A file that was changed so shortly
before the build that a second change could bear the same time is not trusted, and the build not remembered. Where only
the numbers of what a build reads differ, as after a checkout, the bytes decide. What is kept lies in `.dossier/`, is
data and no code, may be deleted at any time, and cannot be made up by whoever sends a project: the site is known by
its numbers alone, and the time at which its manifest last changed on this disk is nobody's to choose.
"""

from __future__ import annotations

import json
import os
import stat
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Final

from dossier import __version__
from dossier.publish import MANIFEST, site_fingerprint
from dossier.stage import fingerprint

FOLDER: Final = ".dossier"
_OWN: Final = Path(__file__).parent
_SECOND: Final = 10**9
_TICK: Final = 20 * 10**6
"""Nanoseconds for which two changes may bear the same time: systems stamp files by a clock of 1 to 10 ms."""


_NONE: Final = (0, 0, 0, 0, 0)
_Numbers = tuple[int, int, int, int, int]
"""Size, time of change, time of any change, inode and mode."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a build said: its warnings, its counts, and how many files it left."""

    problems: list[str]
    counts: str
    files: int


class Cache:
    """The memory of one project, one output and one set of options; made before anything is read."""

    def __init__(self, root: Path, out: Path, options: Sequence[object], text: Path | None = None) -> None:
        self._root, self._out, self._text = root, out, text
        asked = json.dumps([os.path.realpath(root), os.path.realpath(out), [str(each) for each in options]])
        self._file = root / FOLDER / f"build-{blake2b(asked.encode(), digest_size=8).hexdigest()}.json"
        began = time.time_ns()
        self._found = self._look()
        newest = max(max(numbers[1], numbers[2]) for numbers in self._found.values())
        whole = not any(numbers[1] % _SECOND for numbers in self._found.values())
        self._settled = newest + (2 * _SECOND if whole else _TICK) < began
        self._inputs = fingerprint(self._found)

    def unchanged(self) -> Said | None:
        """What the last build said, if this one would read the same and find what that one left."""
        try:
            kept = json.loads(self._file.read_bytes())
            touched = kept["inputs"] != self._inputs
            if touched and (kept["sizes"] != self._sizes() or kept["contents"] != self._contents()):
                return None
            if kept["site"] != site_fingerprint(self._out) or kept["since"] != self._since():
                return None
            said = Said(**kept["said"])
        except (OSError, ValueError, TypeError, KeyError, RecursionError):
            return None  # there is none, or it is damaged
        sound = isinstance(said.problems, list) and all(isinstance(each, str) for each in [*said.problems, said.counts])
        if not sound or not isinstance(said.files, int):
            return None
        if touched:
            self.remember(kept["site"], said)  # so that the next build need not read them
        return said

    def remember(self, site: str, said: Said) -> None:
        """Keep what a build that went well left and said."""
        if not self._settled:
            return
        time.sleep(_TICK / _SECOND)  # whatever somebody changes in the site from now on bears another time
        part = self._file.with_suffix(f".{os.getpid()}")
        try:
            kept = {"inputs": self._inputs, "sizes": self._sizes(), "contents": self._contents()}
            if self._look() != self._found:
                return  # what was read just now may not be what was built
            self._file.parent.mkdir(exist_ok=True)
            part.write_bytes(json.dumps(kept | {"site": site, "since": self._since(), "said": asdict(said)}).encode())
            part.replace(self._file)
        except OSError:  # a project that cannot be written to is built from nothing each time
            with suppress(OSError):
                part.unlink()

    def _look(self) -> dict[str, _Numbers]:
        """Everything that the pages depend on: files with their numbers, and the tool by its versions."""
        return dict(_inputs(self._root, self._text)) | {f"tool {each}": _NONE for each in _tool()}

    def _since(self) -> int:
        """When the manifest of the site last changed on this disk; a sender can choose its bytes and its own time."""
        return (self._out / MANIFEST).lstat().st_ctime_ns

    def _sizes(self) -> str:
        """Names, sizes and modes: while these differ, no file need be read."""
        return fingerprint({name: (numbers[0], numbers[4]) for name, numbers in self._found.items()})

    def _contents(self) -> str:
        """Names and bytes of all files; OSError where one cannot be read any more."""
        digest = blake2b(digest_size=16)
        for name, numbers in sorted(self._found.items()):
            # Each name and file with its own length, so that no two sets of files give the same bytes.
            data = Path(name).read_bytes() if stat.S_ISREG(numbers[4]) else b""
            digest.update(f"{len(name)} {len(data)} {name} ".encode("utf-8", "surrogateescape"))
            digest.update(data)
        return digest.hexdigest()


def _inputs(root: Path, text: Path | None) -> Iterator[tuple[str, _Numbers]]:
    """Every file that a build may read, with its numbers."""
    for stem in ("dossier", "article"):
        for ending in ("yaml", "yml"):
            yield from _file(str(root / f"{stem}.{ending}"))
    if text:
        yield from _file(str(text))
    for folder in ("claims", "sources"):
        yield from _below(str(root / folder), hidden=False)
    for path in (root / "templates", _OWN):
        yield from _below(str(path), hidden=True)
    if (templates := _OWN.parent / "templates").is_dir():
        yield from _below(str(templates), hidden=True)


def _below(folder: str, *, hidden: bool) -> Iterator[tuple[str, _Numbers]]:
    try:
        with os.scandir(folder) as found:
            entries = [each for each in found if hidden or not each.name.startswith(".")]
    except OSError:
        yield folder, _NONE
        return
    yield f"{folder} -> {os.path.realpath(folder)}", _NONE
    for each in entries:
        if each.is_symlink():
            yield from _file(each.path)
        elif not each.is_dir(follow_symlinks=False):
            info = each.stat(follow_symlinks=False)
            yield each.path, (info.st_size, info.st_mtime_ns, info.st_ctime_ns, info.st_ino, info.st_mode)
        elif each.name != "__pycache__":
            yield from _below(each.path, hidden=hidden)


def _file(path: str) -> Iterator[tuple[str, _Numbers]]:
    """One file, and where it leads if it is a link."""
    try:
        info = os.stat(path)  # noqa: PTH116 - pathlib takes longer than the system
    except OSError:
        yield f"{path} -> {os.path.realpath(path)}" if os.path.lexists(path) else path, _NONE
        return
    yield f"{path} -> {os.path.realpath(path)}", _NONE
    yield path, (info.st_size, info.st_mtime_ns, info.st_ctime_ns, info.st_ino, info.st_mode)


def _tool() -> Iterator[str]:
    """What makes the pages: this version, that of Python, and those of all that is installed."""
    yield __version__
    yield sys.version
    for place in sys.path:
        try:
            with os.scandir(place or ".") as found:
                yield from (each.name for each in found if each.name.endswith((".dist-info", ".egg-info")))
        except OSError:
            continue
