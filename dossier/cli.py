"""Arguments in, lines out, exit codes: the only module that prints."""

from __future__ import annotations

import datetime
import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from dossier import __version__

if TYPE_CHECKING:
    from dossier.build import Outcome
    from dossier.page import Page

T = TypeVar("T")
# Exit codes: 0 fine, 1 problems in the records, 2 wrong usage, 3 the machine (disk, permission).
PROBLEMS, USAGE, MACHINE = 1, 2, 3

app = typer.Typer(
    help="Turn the claims of an article into an evidence dossier that a reader can check.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
Root = Annotated[Path, typer.Argument(help="The folder that holds claims/ and sources/.", show_default="this folder")]
AsOf = Annotated[
    str, typer.Option(help="The dossier's date, YYYY-MM-DD.", show_default="the newest date in the records")
]
Text = Annotated[Path | None, typer.Option("--article", help="The article's text, to check what is quoted of it.")]
Strict = Annotated[bool, typer.Option("--strict", help="Let warnings count as errors.")]


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"dossier {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    _show: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


@app.command(epilog="Example: dossier build . --out site --base-url https://example.org/dossier")
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
    from dossier.build import build_project  # the parser of a command line needs none of this

    started = time.perf_counter()
    target = out or root / ("site-private" if article else "site")
    _check_address(base_url)
    day = _day(as_of)
    outcome = _guarded(
        lambda: build_project(
            root, target, strict=strict, base_url=base_url, as_of=day, article=article, watch=_progress
        )
    )
    _report(outcome)
    changes = outcome.changes
    if changes is None:
        typer.echo(f"{_problems(outcome, strict=strict)}. Nothing was written to {target}.", err=True)
        raise typer.Exit(PROBLEMS)
    pages = changes.written + changes.unchanged
    typer.echo(f"{_counts(outcome)}. {_problems(outcome)}.")
    typer.echo(
        f"{pages:,} files in {time.perf_counter() - started:.1f} s: {changes.written:,} written, "
        f"{changes.unchanged:,} unchanged, {changes.removed:,} removed."
    )
    typer.echo(f"Open {(target / 'index.html').resolve().as_uri()}")


@app.command(epilog="Example: dossier check . --strict --json")
def check(
    root: Root = Path(),
    strict: Strict = False,
    as_of: AsOf = "",
    article: Text = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the problems as JSON to standard output.")] = False,
) -> None:
    """Check the records against each other and write nothing. What is due for a recheck is named, and fails nothing."""
    from dossier.build import check_project

    day = _day(as_of)
    outcome = _guarded(lambda: check_project(root, as_of=day, today=_today(), article=article))
    if as_json:
        typer.echo(_as_json(outcome, strict=strict))
    else:
        _report(outcome)
        typer.echo(f"{_counts(outcome)}. {_problems(outcome, strict=strict)}.")
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


@app.command(epilog='Example: dossier article draft.txt --title "A title" --url https://example.org/a')
def article(
    text: Annotated[Path, typer.Argument(help="The article's text, plain or Markdown.", show_default=False)],
    root: Root = Path(),
    title: Annotated[str, typer.Option(help="Its title.", show_default="its first line")] = "",
    url: Annotated[str, typer.Option(help="Its address.")] = "",
    author: Annotated[str, typer.Option(help="Who wrote it.")] = "",
    publisher: Annotated[str, typer.Option(help="Who published it.")] = "",
    published: Annotated[str, typer.Option(help="When, YYYY-MM-DD.")] = "",
    force: Annotated[bool, typer.Option("--force", help="Overwrite article.yaml.")] = False,
) -> None:
    """Find the sections and figures of an article's text and write them to article.yaml, never the text itself."""
    from dossier.build import draft_article

    details = {"title": title, "url": url, "author": author, "publisher": publisher, "published": published}
    found = _guarded(lambda: draft_article(root, text, {**details, "retrieved": _today().isoformat()}, force=force))
    names = sorted({left.text for left in found.left_out})
    count = f"{len(found.figures):,} figures are in {root / 'article.yaml'}"
    typer.echo(f"{count}. Rules found them, not a reader: read it through.")
    if names:
        typer.echo(f"Left out, as names and the like: {', '.join(names)}.")


@app.command(epilog="Example: dossier coverage . --article draft.txt")
def coverage(
    root: Root = Path(),
    article: Text = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Say which figures of the article are carried by a claim, dismissed with a reason, or open."""
    from dossier.build import check_project
    from dossier.figures import coverage_data, coverage_lines
    from dossier.load import read_text

    outcome = _guarded(lambda: check_project(root))
    text = _guarded(lambda: read_text(article)) if article else None
    if outcome.dossier.article is None:
        typer.echo("dossier: there is no article.yaml; `dossier article TEXT` writes one", err=True)
        raise typer.Exit(USAGE)
    if as_json:
        import json

        typer.echo(json.dumps(coverage_data(outcome.dossier, text), indent=1))
        return
    for line in coverage_lines(outcome.dossier, text):
        typer.echo(line)


@app.command(epilog='Example: dossier approve total-parameters --by "Grace Hopper"')
def approve(
    claim: Annotated[str, typer.Argument(help="Id of the claim.", show_default=False)],
    root: Root = Path(),
    by: Annotated[str, typer.Option(help="Who read it a second time; not the one who checked it.")] = ...,  # type: ignore[assignment]
) -> None:
    """Seal a claim as approved by a second reader. A later change of what was judged voids the approval."""
    from dossier.build import approve_claim

    outcome = _guarded(lambda: approve_claim(root, claim, by, _today()))
    if outcome.failed():
        _report(outcome)
        typer.echo(f"{_problems(outcome)}. {claim} was not approved.", err=True)
        raise typer.Exit(PROBLEMS)
    typer.echo(f"{claim} is approved by {by}")


def _today() -> datetime.date:
    return datetime.datetime.now(tz=datetime.UTC).date()


def _day(text: str) -> datetime.date | None:
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


def _check_address(url: str) -> None:
    from dossier.address import base_fault

    if url and (fault := base_fault(url)):
        typer.echo(f"dossier: --base-url {url}: {fault}", err=True)
        raise typer.Exit(USAGE)


def _guarded(work: Callable[[], T]) -> T:
    """Do the work; what is wrong with the command line or the machine ends in one line and its exit code."""
    from dossier.build import AlreadyThere, ApprovalRefused, PrivateCopy
    from dossier.load import NoProject, NoText
    from dossier.publish import OutputBusy, OutputRefused

    try:
        return work()
    except (NoProject, NoText, OutputRefused, ApprovalRefused, AlreadyThere, PrivateCopy) as refused:
        typer.echo(f"dossier: {refused}", err=True)
        raise typer.Exit(USAGE) from None
    except OutputBusy as busy:
        typer.echo(f"dossier: {busy}", err=True)
        raise typer.Exit(MACHINE) from None
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        typer.echo(
            f"dossier: {place}{error.strerror or error}; the site holds whole pages, build again when mended", err=True
        )
        raise typer.Exit(MACHINE) from None


def _report(outcome: Outcome) -> None:
    for problem in outcome.problems:
        typer.echo(str(problem), err=True)
    if unread := len(outcome.dossier.unsound):
        typer.echo(f"{unread:,} of the records {_are(unread)} faulty and not counted.", err=True)


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _counts(outcome: Outcome) -> str:
    from dossier.words import plural

    dossier = outcome.dossier
    claims = ", ".join(f"{len(found):,} {status}" for status, found in dossier.by_status.items())
    return f"{plural(len(dossier.claims), 'claim')}: {claims}; {plural(len(dossier.sources), 'source')}"


def _problems(outcome: Outcome, *, strict: bool = False) -> str:
    from dossier.words import plural

    if not outcome.problems:
        return "No problems"
    errors = sum(problem.severity == "error" for problem in outcome.problems)
    warnings = sum(problem.severity == "warning" for problem in outcome.problems)
    if not errors + warnings:
        return "No problems"
    counted = " (warnings count: --strict)" if strict and warnings else ""
    return f"{plural(errors, 'error')}, {plural(warnings, 'warning')}{counted}"


def _progress(pages: Iterable[Page], total: int) -> Iterator[Page]:
    """Show a bar on a terminal where there is enough to wait for."""
    if total < 500 or not sys.stderr.isatty():
        yield from pages
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(pages, "Pages", total=total, console=Console(stderr=True), transient=True)


def main() -> None:
    """Run the command line."""
    app(prog_name="dossier")
