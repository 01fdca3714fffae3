"""Where pages wait until all are made: those that differ from what the site holds, in a folder beside the others."""

from __future__ import annotations

import os
import shutil
import stat
from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b
from itertools import chain
from pathlib import Path, PurePosixPath
from typing import Final

from dossier.page import Page, is_name

PART: Final = ".dossier-part"
"""What is unfinished; a crash may leave it, and the next build removes it."""
_FEW: Final = 8
"""So many files are synced one by one, which takes a disk 4 to 9 ms each; more of them with everything else, in 100."""
_NEW: Final = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)


class OutputRefused(Exception):
    """The output cannot be written without harming what is not ours."""


class Stage:
    """The pages of one build on their way into the folder `out`."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.pages: dict[str, tuple[int, int, int]] = {}
        """Size, time and inode of each page that was taken, as it stands or waits."""
        self.others: set[str] = set()
        """Pages in whose place stands something else."""
        self.folders: set[str] = set()
        """Folders into which pages were moved."""
        self._waiting: dict[str, str] = {}
        self._written = 0
        self._base = f"{out}{os.sep}"
        self._part = f"{self._base}{PART}{os.sep}"
        self._remove_old()

    def take(self, page: Page) -> None:
        """Keep a page until all are there, unless the site holds just these bytes; OutputRefused for a bad name."""
        name, data = page.path, page.data
        if not is_name(name):
            raise OutputRefused(f"{name!r} cannot be the name of a page on every system; rename it")
        held = None if self._waiting.pop(name, None) else self._held(name, data)
        if held is None:
            if not self._waiting:
                Path(self._part).mkdir(exist_ok=True)
            path = f"{self._part}{self._written}"
            self._written += 1
            info = write_new(path, data)
            self._waiting[name] = path
        else:
            info = held
        self.pages[name] = (info.st_size, info.st_mtime_ns, info.st_ino)

    def _held(self, name: str, data: bytes) -> os.stat_result | None:
        """What the site holds, if it is a plain file with just these bytes."""
        path = self._base + name
        try:
            info = os.lstat(path)
        except (OSError, ValueError):
            return None
        if stat.S_ISREG(info.st_mode) and info.st_size == len(data):
            with open(path, "rb", buffering=0) as file:  # noqa: PTH123 - of every page; pathlib is slow
                if file.read() == data:
                    return info
        self.others.add(name)
        return None

    def sync(self) -> None:
        """Make sure that all that waits is on the disk."""
        _sync_files([*self._waiting.values()])

    def write(self, name: str, data: bytes) -> None:
        """Write a file at once, whole or not at all. It, and all that waits, is on the disk first."""
        Path(self._part).mkdir(exist_ok=True)
        path = Path(self._part, name)
        write_new(str(path), data)
        _sync_files([str(path), *self._waiting.values()])
        path.replace(self._base + name)
        sync_folders(self.out, {"."})

    def move(self) -> int:
        """Put every page that waits in its place, and say how many there were."""
        count = len(self._waiting)
        for name, path in self._waiting.items():
            folder = name.rpartition("/")[0] or "."
            if folder not in self.folders:
                (self.out / folder).mkdir(parents=True, exist_ok=True)
                self.folders |= {folder, *folders(name)}
            os.replace(path, self._base + name)  # noqa: PTH105 - of every page; pathlib is slow
        self._waiting.clear()
        return count

    def clear(self) -> None:
        """Remove what still waits."""
        self._waiting.clear()
        self._remove_old()

    def _remove_old(self) -> None:
        part = Path(self._part)
        if part.is_dir() and not part.is_symlink():
            shutil.rmtree(part)
        else:
            part.unlink(missing_ok=True)

    def fingerprint(self) -> str:
        """All pages in one line: equal only while each has the size, time and inode with which it was left."""
        return fingerprint(self.pages)


def fingerprint(files: Mapping[str, tuple[int, ...]]) -> str:
    """Names with the same count of numbers each, in one line."""
    names = sorted(files)
    numbers = [*chain.from_iterable([files[name] for name in names])]
    digest = blake2b("\n".join(names).encode("utf-8", "surrogateescape"), digest_size=16)
    try:
        digest.update(array("q", numbers).tobytes())
    except OverflowError:  # some systems give inodes of 64 bits
        digest.update(repr(numbers).encode())
    return digest.hexdigest()


def write_new(path: str, data: bytes) -> os.stat_result:
    """Write a file that is not there yet, and say how it stands then."""
    handle = os.open(path, _NEW, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
        return os.fstat(handle)
    finally:
        os.close(handle)


def _sync_files(paths: Sequence[str]) -> None:
    """Make sure that what these files hold is on the disk."""
    if len(paths) > _FEW and hasattr(os, "sync"):
        os.sync()
        return
    for path in paths:
        handle = os.open(path, os.O_RDWR)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def sync_folders(out: Path, names: Iterable[str]) -> None:
    """Make sure that what these folders hold is on the disk by its name."""
    for name in sorted(set(names)) if os.name == "posix" else ():
        if (out / name).is_dir():
            handle = os.open(out / name, os.O_RDONLY)
            try:
                os.fsync(handle)
            finally:
                os.close(handle)


def folders(name: str) -> frozenset[str]:
    """The folders that lead to a page, the site itself as `.`."""
    return _leading(name.rpartition("/")[0])


@lru_cache(maxsize=256)
def _leading(folder: str) -> frozenset[str]:
    path = PurePosixPath(folder)
    return frozenset(each.as_posix() for each in (path, *path.parents))
