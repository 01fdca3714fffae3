"""The arguments and options that several commands take."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Root = Annotated[Path, typer.Argument(help="The folder that holds claims/ and sources/.", show_default="this folder")]
AsOf = Annotated[
    str, typer.Option(help="The dossier's date, YYYY-MM-DD.", show_default="the newest date in the records")
]
Text = Annotated[Path | None, typer.Option("--article", help="The article's text, to check what is quoted of it.")]
Strict = Annotated[bool, typer.Option("--strict", help="Let warnings count as errors.")]


def _claim_ids(context: typer.Context, incomplete: str) -> list[str]:
    """The ids of the claims that are there, to complete one: file names alone, and none where they cannot be listed."""
    root = context.params.get("root") or Path()
    try:
        names = sorted({path.stem for path in (Path(root) / "claims").rglob("*.yaml")})
    except OSError:
        return []
    return [name for name in names if name.startswith(incomplete)]


ClaimId = Annotated[str, typer.Argument(help="Id of the claim.", show_default=False, autocompletion=_claim_ids)]
