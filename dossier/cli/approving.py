"""`dossier approve`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dossier.cli.options import ClaimId, Root
from dossier.cli.telling import PROBLEMS, guarded, problems, report, today


def approve(
    claim: ClaimId,
    root: Root = Path(),
    by: Annotated[str, typer.Option(help="Who read it a second time; not the one who checked it.")] = ...,  # type: ignore[assignment]
) -> None:
    """Seal a claim as approved by a second reader. A later change of what was judged voids the approval."""
    from dossier.editing import approve_claim

    outcome = guarded(lambda: approve_claim(root, claim, by, today()), after="the claim is not approved")
    if outcome.failed():
        report(outcome)
        typer.echo(f"{problems(outcome)}. {claim} was not approved.", err=True)
        raise typer.Exit(PROBLEMS)
    typer.echo(f"{claim} is approved by {by}")
