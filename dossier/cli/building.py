"""`dossier build` and `dossier check`."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dossier.cli.again import lines_of, options_of
from dossier.cli.options import AsOf, Root, Strict, Text
from dossier.cli.telling import PROBLEMS, check_address, counts, day_of, guarded, problems, report, today

if TYPE_CHECKING:
    from dossier.build import Outcome
    from dossier.cache import Said
    from dossier.page import Page


def build(
    root: Root = Path(),
    out: Annotated[
        Path | None,
        typer.Option(help="Where the site goes.", show_default="ROOT/site, or ROOT/site-private with --article"),
    ] = None,
    strict: Strict = False,
    base_url: Annotated[str, typer.Option(help="Address at which the site will stand, for canonical links.")] = "",
    as_of: AsOf = "",
    article: Annotated[
        Path | None, typer.Option("--article", help="The article's text, for a private copy that shows it whole.")
    ] = None,
) -> None:
    """Check the records and write the site. Nothing is written while they hold an error."""
    from dossier.cache import Cache, Said

    started = time.perf_counter()
    target = out or root / ("site-private" if article else "site")
    check_address(base_url)
    asked = day_of(as_of)
    options = options_of(strict=strict, base_url=base_url, asked=asked, article=article)
    cache = Cache(root, target, options, article)
    if said := cache.unchanged():
        _say_built(said, target, started)
        return
    from dossier.build import build_project  # neither the parser of a command line nor such a build needs any of it

    gc.disable()  # records and pages live until the end: looking for what could go costs a tenth of a build
    outcome = guarded(
        lambda: build_project(
            root, target, strict=strict, base_url=base_url, as_of=asked, article=article, watch=_progress
        )
    )
    changes = outcome.changes
    if changes is None:
        report(outcome)
        typer.echo(f"{problems(outcome, strict=strict)}. Nothing was written to {target}.", err=True)
        raise typer.Exit(PROBLEMS)
    said = Said(
        [str(problem) for problem in outcome.problems],
        f"{counts(outcome)}. {problems(outcome)}.",
        changes.written + changes.unchanged,
    )
    cache.remember(changes.fingerprint, said)
    _say_built(said, target, started, changes.written, changes.removed)


def _say_built(said: Said, target: Path, started: float, written: int = 0, removed: int = 0) -> None:
    """Say what a build came to."""
    for problem in said.problems:
        typer.echo(problem, err=True)
    for line in lines_of(said, target, started, written, removed):
        typer.echo(line)


def check(
    root: Root = Path(),
    strict: Strict = False,
    as_of: AsOf = "",
    article: Text = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the problems as JSON to standard output.")] = False,
) -> None:
    """Check the records against each other and write nothing. What is due for a recheck is named, and fails nothing."""
    from dossier.build import check_project

    asked = day_of(as_of)
    outcome = guarded(lambda: check_project(root, as_of=asked, today=today(), article=article))
    if as_json:
        typer.echo(_as_json(outcome, strict=strict))
    else:
        report(outcome)
        typer.echo(f"{counts(outcome)}. {problems(outcome, strict=strict)}.")
    if outcome.failed(strict=strict):
        raise typer.Exit(PROBLEMS)


def _as_json(outcome: Outcome, *, strict: bool) -> str:
    import json
    from dataclasses import asdict

    answer = {
        "failed": outcome.failed(strict=strict),
        "claims": {status: len(claims) for status, claims in outcome.dossier.by_status.items()},
        "sources": len(outcome.dossier.sources),
        "unread": sorted(outcome.dossier.unsound),
        "problems": [asdict(problem) for problem in outcome.problems],
    }
    return json.dumps(answer, indent=1)


def _progress(pages: Iterable[Page], total: int) -> Iterator[Page]:
    """Show a bar on a terminal where there is enough to wait for."""
    if total < 500 or not sys.stderr.isatty():
        yield from pages
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(pages, "Pages", total=total, console=Console(stderr=True), transient=True)
