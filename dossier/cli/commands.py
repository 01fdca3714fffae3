"""The commands with their names and examples.

They import what they need when they run: `--help` and `--version` load neither pydantic nor Jinja2.
"""

from __future__ import annotations

from typing import Annotated

import typer

from dossier import __version__
from dossier.cli.approving import approve
from dossier.cli.articles import article, coverage
from dossier.cli.building import build, check
from dossier.cli.exporting import cite, export
from dossier.cli.importing import import_
from dossier.cli.recording import new_claim, new_source, verdict
from dossier.cli.serving import serve
from dossier.cli.starting import init, schema
from dossier.cli.status import status

app = typer.Typer(
    help="Turn the claims of an article into an evidence dossier that a reader can check.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


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


app.command(epilog="Example: dossier init bridge")(init)
new = typer.Typer(no_args_is_help=True, rich_markup_mode=None, help="Write a new record: a claim or a source.")
new.command("claim", epilog='Example: dossier new claim "The bridge is 120 metres long." --category parameters')(
    new_claim
)
new.command("source", epilog="Example: dossier new source https://example.org/data-sheet --kind primary")(new_source)
app.add_typer(new, name="new")
app.command(
    epilog='Example: dossier verdict length --status disputed --error wrong-value --notes "..." --finding "..."'
)(verdict)
app.command(epilog="Example: dossier schema .")(schema)
app.command(epilog="Example: dossier build . --out site --base-url https://example.org/dossier")(build)
app.command(epilog="Example: dossier serve --port 8080")(serve)
app.command(epilog="Example: dossier check . --strict --json")(check)
app.command("import", epilog="Example: dossier import claims.csv")(import_)
app.command(epilog="Example: dossier status . --json")(status)
app.command(epilog='Example: dossier article draft.txt --title "A title" --url https://example.org/a')(article)
app.command(epilog="Example: dossier coverage . --article draft.txt")(coverage)
app.command(epilog='Example: dossier approve total-parameters --by "Grace Hopper"')(approve)
app.command(epilog="Example: dossier export figures . --out figures.csv")(export)
app.command(epilog="Example: dossier cite active-parameters --style bibtex")(cite)
