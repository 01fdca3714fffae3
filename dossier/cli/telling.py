"""What every command says in the same way: problems, counts, refusals, days."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Final, TypeVar

import typer

if TYPE_CHECKING:
    from dossier.build import Outcome
    from dossier.problem import Problem

T = TypeVar("T")
PROBLEMS: Final = 1
"""Exit code for problems in the records."""
USAGE: Final = 2
"""Exit code for a command line that cannot be meant."""
MACHINE: Final = 3
"""Exit code where the machine refuses: disk, permission, a library that is not installed."""


def today() -> datetime.date:
    """The day by the clock, in UTC: for what is due and for what a command stamps, never for a verdict."""
    return datetime.datetime.now(tz=datetime.UTC).date()


def day_of(text: str) -> datetime.date | None:
    """The dossier's date: as asked for, else that of SOURCE_DATE_EPOCH (reproducible-builds.org), else the records'."""
    from dossier.dates import PartialDate

    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    try:
        if text:
            day = PartialDate.read(text)
            if day.first != day.last or day.bound:
                raise ValueError(f"{text!r} is not one day; write 2026-04-05")
            return day.first
        return datetime.datetime.fromtimestamp(int(epoch), tz=datetime.UTC).date() if epoch else None
    except (ValueError, OverflowError, OSError) as fault:
        typer.echo(f"dossier: {'--as-of' if text else 'SOURCE_DATE_EPOCH'}: {fault}", err=True)
        raise typer.Exit(USAGE) from None


def check_address(url: str) -> None:
    """End the command where `url` cannot be the address of a site."""
    from dossier.address import base_fault

    if url and (fault := base_fault(url)):
        typer.echo(f"dossier: --base-url {url}: {fault}", err=True)
        raise typer.Exit(USAGE)


def guarded(work: Callable[[], T], *, after: str = "the site holds whole pages, build again when mended") -> T:
    """Do the work; what is wrong with the command line or the machine ends in one line and its exit code.

    `after` says in what state the machine's refusal leaves things.
    """
    from dossier.build import PrivateCopy
    from dossier.editing import AlreadyThere, ApprovalRefused, DraftRefused
    from dossier.extras import MissingExtra
    from dossier.files import NoProject, NoText
    from dossier.problem import printable
    from dossier.publish import OutputBusy
    from dossier.stage import OutputRefused
    from dossier.writing import NotWritten

    try:
        return work()
    except (
        NoProject,
        NoText,
        OutputRefused,
        ApprovalRefused,
        AlreadyThere,
        DraftRefused,
        PrivateCopy,
        NotWritten,
    ) as refused:
        for line in str(refused).split("\n"):
            typer.echo(printable(f"dossier: {line}"), err=True)
        raise typer.Exit(USAGE) from None
    except (OutputBusy, MissingExtra) as busy:
        typer.echo(f"dossier: {busy}", err=True)
        raise typer.Exit(MACHINE) from None
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        typer.echo(printable(f"dossier: {place}{error.strerror or error}; {after}"), err=True)
        raise typer.Exit(MACHINE) from None


def report(outcome: Outcome) -> None:
    """Print every problem to standard error, and how many records could not be read."""
    for problem in outcome.problems:
        typer.echo(str(problem), err=True)
    if unread := len(outcome.dossier.unsound):
        typer.echo(f"{unread:,} of the records {_are(unread)} faulty and not counted.", err=True)


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def counts(outcome: Outcome) -> str:
    """How many claims of each status there are, and how many sources, in words."""
    from dossier.words import plural

    dossier = outcome.dossier
    claims = ", ".join(f"{len(found):,} {status}" for status, found in dossier.by_status.items())
    return f"{plural(len(dossier.claims), 'claim')}: {claims}; {plural(len(dossier.sources), 'source')}"


def problems(outcome: Outcome, *, strict: bool = False) -> str:
    """How many errors and warnings there are, in words."""
    return plural_problems(outcome.problems, strict=strict)


def plural_problems(found: Iterable[Problem], *, strict: bool = False) -> str:
    """How many errors and warnings there are among these, in words."""
    from dossier.words import plural

    severities = [problem.severity for problem in found]
    errors, warnings = severities.count("error"), severities.count("warning")
    if not errors + warnings:
        return "No problems"
    counted = " (warnings count: --strict)" if strict and warnings else ""
    return f"{plural(errors, 'error')}, {plural(warnings, 'warning')}{counted}"
