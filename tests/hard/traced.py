"""Builds a project and writes down, in order, what the build does to files and folders, and what it says.

`python traced.py LOG ARGUMENT...` runs `dossier ARGUMENT...` in this process, whose code is the real one and does what
it always does. LOG gets a JSON line an operation. They are seen by an audit hook of Python; syncing, of which Python
tells no hook, is wrapped, and so is the standard output, at the place where it goes to the system.
"""

from __future__ import annotations

import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
BELOW = {"os.remove": 1, "os.mkdir": 2, "os.rmdir": 1}
"""Events about one path, each with the place of the open folder among what it tells that the path may start from."""


class Trace:
    """The operations so far, written to a file at the end, so that writing them down is none of them."""

    def __init__(self) -> None:
        self.operations: list[list[str]] = []

    def note(self, *operation: str) -> None:
        self.operations.append([*operation])

    def hook(self, event: str, arguments: tuple[Any, ...]) -> None:
        """Note what changes a file or a folder."""
        if event == "open" and isinstance(arguments[2], int) and arguments[2] & WRITING:
            if not isinstance(arguments[0], int):
                self.note("written", place(arguments[0]))
        elif event == "os.rename":
            self.note("moved", place(arguments[0], arguments[2]), place(arguments[1], arguments[3]))
        elif event in BELOW:
            path, made = place(arguments[0], arguments[BELOW[event]]), event == "os.mkdir"
            if os.path.lexists(path) is not made:  # else it will be refused, and changes nothing
                self.note("made" if made else "removed", path)


def place(path: str | bytes | os.PathLike[str], folder: int = -1) -> str:
    """A path from the root on, with links on the way as they are."""
    start = str(Path(f"/proc/self/fd/{folder}").readlink()) if folder >= 0 else str(Path.cwd())
    return os.path.normpath(os.path.join(start, os.fsdecode(path)))  # noqa: PTH118 - a path may be bytes


class Said(io.RawIOBase):
    """The standard output, noted when the system gets it."""

    def __init__(self, trace: Trace) -> None:
        self.trace = trace

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.trace.note("said", bytes(data).decode())
        return os.write(1, data)


def watched(trace: Trace) -> None:
    """Let every operation of this process be noted."""
    fsync: Callable[[int], None] = os.fsync
    sync = os.sync

    def one(handle: int) -> None:
        fsync(handle)
        trace.note("synced", str(Path(f"/proc/self/fd/{handle}").readlink()))

    def everything() -> None:
        sync()
        trace.note("synced", "all")

    os.fsync, os.sync = one, everything  # type: ignore[assignment]
    sys.stdout = io.TextIOWrapper(io.BufferedWriter(Said(trace)), encoding="utf-8")
    sys.addaudithook(trace.hook)


def main(log: str, arguments: list[str]) -> None:
    """Run the command line, and write the log whatever becomes of it."""
    from dossier.cli import main as run  # noqa: PLC0415 - what loading it does is no part of the build

    trace = Trace()
    sys.argv = ["dossier", *arguments]
    watched(trace)
    try:
        run()
    finally:
        lines = [json.dumps(each) for each in trace.operations]
        Path(log).write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
