"""`dossier init` and `dossier schema`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dossier import __version__
from dossier.cli.options import Root
from dossier.cli.telling import guarded

_PACKAGE = "evidence-dossier"
_WHOLE = f"{_PACKAGE}[card,export]"
"""With what a published site shows: the picture for shared links, the workbook."""
_AFTER = "try again when it is mended"


def init(
    folder: Annotated[Path, typer.Argument(help="The folder of the new dossier.", show_default=False)],
) -> None:
    """Start a dossier: an example claim and source that pass, settings for editors, a workflow for GitHub Pages.

    Nothing that is there already is overwritten.
    """
    from dossier.starter import WORKFLOW
    from dossier.writing import start_dossier

    tool, reachable = installed_as()
    written, kept = guarded(lambda: start_dossier(folder, tool, reachable=reachable), after=_AFTER)
    for path in written:
        typer.echo(f"  {path}")
    for path in kept:
        typer.echo(f"  {path} was there and stays as it is")
    typer.echo(f"\n{folder} holds a dossier with an example. Next:")
    if folder.resolve() != Path.cwd().resolve():
        typer.echo(f"  cd {folder}")
    typer.echo("  dossier build                  # then open site/index.html")
    typer.echo("  dossier new source URL         # a source of your own; dossier new claim, a claim")
    typer.echo("  rm claims/length.yaml sources/data-sheet.yaml    # the example, once you have one")
    if not reachable and WORKFLOW in written:
        typer.echo(f"Before you publish: {WORKFLOW} names the tool, and says what to look at.")


def schema(root: Root = Path()) -> None:
    """Write the JSON Schemas of the records to schemas/, for editors; after an upgrade, once more."""
    from dossier.writing import write_schemas

    for path in guarded(lambda: write_schemas(root), after=_AFTER):
        typer.echo(f"  {path}")


def installed_as() -> tuple[str, bool]:
    """What pip installs as this very tool, and whether another machine surely finds it there.

    Python notes where a package came from (packaging.python.org, direct_url.json): a repository's address and commit,
    nothing for one from an index, or a folder of this machine, which is no use to others.
    """
    import json
    from importlib.metadata import PackageNotFoundError, distribution

    exact = f"{_WHOLE}=={__version__}"
    try:
        noted = distribution(_PACKAGE).read_text("direct_url.json")
    except PackageNotFoundError:
        return exact, False
    if not noted:
        return exact, True
    origin = json.loads(noted)
    version_control = origin.get("vcs_info")
    if version_control and not origin["url"].startswith("file:"):
        return f"{_WHOLE} @ {version_control['vcs']}+{origin['url']}@{version_control['commit_id']}", True
    return exact, False
