"""`dossier status`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dossier.cli.options import AsOf, Root
from dossier.cli.telling import PROBLEMS, day_of, guarded, problems, report, today

if TYPE_CHECKING:
    from dossier.glance import Glance

_NAMED = 4
"""How many claims a row names; `--json` names all."""


def status(
    root: Root = Path(),
    as_of: AsOf = "",
    as_json: Annotated[bool, typer.Option("--json", help="Print it all as JSON, with every id.")] = False,
) -> None:
    """Show the dossier at a glance: the counts, the open figures, and which claims want work."""
    from dossier.build import check_project
    from dossier.glance import glance

    asked = day_of(as_of)
    outcome = guarded(lambda: check_project(root, as_of=asked))
    seen = glance(outcome.dossier, today())
    if as_json:
        import json

        typer.echo(json.dumps(seen.data(), indent=1))
    else:
        _show(seen)
        typer.echo(f"{problems(outcome)}.")
    if outcome.failed():
        if not as_json:
            report(outcome)
        raise typer.Exit(PROBLEMS)


def _show(seen: Glance) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from dossier.problem import printable

    console = Console(highlight=False, markup=False, emoji=False)
    console.print(Text(printable(seen.title), style="bold"))
    table = Table("Claims", box=SIMPLE_HEAD, show_edge=False)
    table.add_column("now", justify="right")
    if seen.at_publication:
        table.add_column("at publication", justify="right")
    for name, count in seen.claims.items():
        then = [f"{seen.at_publication[name]:,}"] if seen.at_publication else []
        table.add_row(name, f"{count:,}", *then)
    console.print(table)
    console.print()
    work = Table("Wants work", box=SIMPLE_HEAD, show_edge=False)
    work.add_column("", justify="right")
    work.add_column("which", overflow="fold")
    for what, count, which in _rows(seen):
        work.add_row(what, f"{count:,}", which)
    console.print(work)
    console.print()


def _rows(seen: Glance) -> Iterator[tuple[str, int, str]]:
    """What may want work: how much there is of it, and where."""
    if figures := seen.figures:
        yield "open figures", figures.open, f"of {figures.total:,}; `dossier coverage` lists them"
    yield "due for a recheck", len(seen.recheck), _names(seen.recheck)
    yield "not approved", len(seen.unapproved), _names(seen.unapproved)
    yield "changed since approved", len(seen.void), _names(seen.void)
    yield "rest on one origin", len(seen.one_origin), _names(seen.one_origin)
    yield "sources not read", seen.unread_sources, f"of {seen.sources:,}"


def _names(claims: tuple[str, ...]) -> str:
    more = f" and {len(claims) - _NAMED:,} more" if len(claims) > _NAMED else ""
    return ", ".join(claims[:_NAMED]) + more
