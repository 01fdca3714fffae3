"""How a run ends that is stopped from outside: by a signal, a closed pipe, or a standard output that takes no more."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from collections.abc import Callable
from types import FrameType
from typing import Final, NoReturn

_WATCHED: Final = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGPIPE") if hasattr(signal, name)
]


_INTERRUPTED: Final = 130
"""What Typer makes of Control-C, which `dossier serve` takes for its end."""
_TOLD: Final[dict[object, str]] = {_INTERRUPTED: "SIGINT", 143: "SIGTERM", 129: "SIGHUP"}


class Stopped(BaseException):
    """A signal came. No `except Exception` holds it, and what is half written is removed on its way out."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def ending_well(run: Callable[[], None]) -> NoReturn:
    """Run a command to its end; where it is stopped, end with one line and the exit code that shells know.

    A reader that went away (`dossier check | head -1`) is no fault: 141, and not a word.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a terminal that cannot show a letter gets its escape
            stream.reconfigure(errors="backslashreplace")
    for number in _WATCHED:
        if signal.getsignal(number) is not signal.SIG_IGN or number == getattr(signal, "SIGPIPE", None):
            signal.signal(number, _stop)
    code: object = 0
    try:
        run()
    except SystemExit as end:
        code = end.code
    except Stopped as stopped:
        code = 128 + stopped.number
    except KeyboardInterrupt:
        code = _INTERRUPTED
    except OSError as error:  # what a command does to files is guarded: this is its printing
        from dossier.cli.telling import MACHINE

        code = MACHINE
        _say(f"standard output: {error.strerror or error}")
    if code in _TOLD:
        _say(f"stopped by {_TOLD[code]}; a site that was being written holds whole pages, build again")
    _flush()
    sys.exit(code)  # type: ignore[arg-type]


def _stop(number: int, _frame: FrameType | None) -> NoReturn:
    signal.signal(number, signal.SIG_IGN)  # a second one must not disturb the tidying up
    raise KeyboardInterrupt if number == signal.SIGINT else Stopped(number)


def _say(message: str) -> None:
    import typer  # not before it is needed: a build with nothing to do ends without it

    with contextlib.suppress(OSError):
        typer.echo(f"dossier: {message}", err=True)


def _flush() -> None:
    """Let go of what cannot be printed: Python would try once more at its end, and complain."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream:
                stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
