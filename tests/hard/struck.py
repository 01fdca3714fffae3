"""Builds a project again and again; each time something happens at the next file operation that changes anything.

`python struck.py PROJECT ROUNDS BLOW [FIRST STEP]` copies PROJECT to ROUNDS/1, ROUNDS/2, ... and builds the n-th copy in
a process of its own, which the blow strikes at operation FIRST + (n - 1) * STEP. It ends when a build gets through
untouched, and prints a JSON line a round: the number, the exit code (negative: the signal that killed it), what was
struck, and what the build said. Operations are seen by an audit hook of Python; writing and syncing, of which Python
tells no hook, are wrapped. The code under test is the real one, in its real order.
"""

from __future__ import annotations

import builtins
import errno
import io
import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dossier import build, cli, render, words  # noqa: F401 - loaded once, before the rounds begin

CHANGES = {
    "os.rename",
    "os.remove",
    "os.mkdir",
    "os.rmdir",
    "os.link",
    "os.symlink",
    "os.truncate",
    "os.chmod",
    "os.utime",
}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT
SIGNALS = {"kill": signal.SIGKILL, "term": signal.SIGTERM, "interrupt": signal.SIGINT}
FAULTS = {"full": errno.ENOSPC, "broken": errno.EIO, "denied": errno.EACCES}


class Blow:
    """Counts the operations and strikes at one of them; a fault that lasts strikes at all that follow, too."""

    def __init__(self, at: int, kind: str, note: int) -> None:
        self.left, self.kind, self.note, self.last = at, kind.removesuffix("-for-good"), note, "nothing"
        self.lasts = kind.endswith("-for-good")

    def count(self, operation: str, before: Callable[[], object] = lambda: None) -> None:
        self.left -= 1
        if self.left == 0 or (self.left < 0 and self.lasts):
            before()
            if self.left == 0:
                os.lseek(self.note, 0, os.SEEK_SET)
                REAL["write"](self.note, operation.encode())
            if self.kind in SIGNALS:
                os.kill(os.getpid(), SIGNALS[self.kind])
            else:
                raise OSError(FAULTS[self.kind], os.strerror(FAULTS[self.kind]))

    def hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING and arguments[0] != os.devnull:
            self.count(f"open {arguments[0]}")
        elif event in CHANGES:
            self.count(f"{event} {arguments[0]}")


REAL: dict[str, Callable[..., Any]] = {
    name: getattr(os, name) for name in ("write", "fsync", "fdatasync", "writev", "pwrite")
}
OPEN = io.open


class Torn:
    """A file that has written half when the blow falls."""

    def __init__(self, file: Any, blow: Blow) -> None:
        self.__dict__.update(file=file, blow=blow)

    def write(self, data: Any) -> Any:
        def half() -> None:
            self.file.write(data[: len(data) // 2])
            self.file.flush()

        self.blow.count("write", half)
        return self.file.write(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.file, name)

    def __enter__(self) -> Torn:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()


def arm(blow: Blow) -> None:
    """Let every operation of this process be counted."""

    def torn(file: Any, mode: str = "r", *rest: Any, **named: Any) -> Any:
        opened = OPEN(file, mode, *rest, **named)
        return Torn(opened, blow) if set(mode) & set("wax+") else opened

    def counted(name: str) -> Callable[..., Any]:
        def run(handle: int, *rest: Any) -> Any:
            def half() -> None:
                if name in {"write", "pwrite"}:
                    REAL[name](handle, rest[0][: len(rest[0]) // 2], *rest[1:])

            if handle > 2:
                blow.count(name, half)
            return REAL[name](handle, *rest)

        return run

    io.open = builtins.open = torn  # type: ignore[assignment]
    for name in REAL:
        setattr(os, name, counted(name))
    sys.addaudithook(blow.hook)


def build_in(root: Path, at: int, kind: str, note: int, said: int) -> int:
    """Build `root` in a child of this process; give its exit code, negative where a signal killed it."""
    child = os.fork()
    if child == 0:
        os.chdir(root)
        os.dup2(said, 1)
        os.dup2(said, 2)
        sys.argv = ["dossier", "build"]
        code: object = 70
        try:
            arm(Blow(at, kind, note))
            cli.main()
        except SystemExit as end:
            code = end.code
        except BaseException:  # a traceback, which the test will find in what was said
            import traceback  # noqa: PLC0415

            traceback.print_exc()
        os._exit(int(str(code or 0)))
    status = os.waitpid(child, 0)[1]
    return os.waitstatus_to_exitcode(status)


def main(project: Path, rounds: Path, kind: str, first: int = 1, step: int = 1) -> None:
    """Strike at every `step`-th operation, from the `first` on."""
    number = 0
    while True:
        number += 1
        root = rounds / str(number)
        shutil.copytree(project, root, symlinks=True)
        note, said = (os.memfd_create(name) for name in ("note", "said"))
        code = build_in(root, first + (number - 1) * step, kind, note, said)
        struck, lines = (OPEN(handle, "rb").read() for handle in map(rewound, (note, said)))
        print(
            json.dumps({"round": number, "code": code, "struck": struck.decode(), "said": lines.decode()}), flush=True
        )
        if not struck:
            return


def rewound(handle: int) -> int:
    os.lseek(handle, 0, os.SEEK_SET)
    return handle


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], *map(int, sys.argv[4:]))
