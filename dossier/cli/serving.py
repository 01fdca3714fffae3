"""`dossier serve`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dossier.cli.options import Root
from dossier.cli.telling import MACHINE, counts, guarded, problems, report

if TYPE_CHECKING:
    from dossier.build import Outcome
    from dossier.serve import Server


def serve(
    root: Root = Path(),
    port: Annotated[int, typer.Option(help="Port to listen on; 0 takes a free one.", min=0, max=65535)] = 8000,
) -> None:
    """Show the site as you write: on this machine alone, made anew when a record or a template changes.

    While the records hold an error, every page says which. Nothing is written. Control-C ends it.
    """
    from dossier.serve import PortTaken, Server

    def start() -> Server | str:
        try:
            return Server(root, port, _say)
        except PortTaken as refused:
            return str(refused)

    server = guarded(start)
    if isinstance(server, str):
        typer.echo(f"dossier: {server}", err=True)
        raise typer.Exit(MACHINE)
    try:
        typer.echo(f"Open {server.address} (Control-C ends it)")
        server.serve_forever()
    except KeyboardInterrupt:
        typer.echo("Ended.")
    finally:
        server.server_close()


def _say(outcome: Outcome) -> None:
    """Say on the terminal what the records came to."""
    report(outcome)
    typer.echo(f"{counts(outcome)}. {problems(outcome)}.")
