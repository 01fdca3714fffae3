"""The arguments and options that several commands take."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

Root = Annotated[Path, typer.Argument(help="The folder that holds claims/ and sources/.", show_default="this folder")]
AsOf = Annotated[
    str, typer.Option(help="The dossier's date, YYYY-MM-DD.", show_default="the newest date in the records")
]
Text = Annotated[Path | None, typer.Option("--article", help="The article's text, to check what is quoted of it.")]
Strict = Annotated[bool, typer.Option("--strict", help="Let warnings count as errors.")]


def _ids(context: typer.Context, incomplete: str, *folders: str) -> list[str]:
    """The ids that are there, to complete one: names of files alone, and none where they cannot be listed."""
    root = Path(context.params.get("root") or "")
    try:
        names = sorted({path.stem for folder in folders for path in (root / folder).rglob("*.yaml")})
    except OSError:
        return []
    return [name for name in names if name.startswith(incomplete)]


def _claim_ids(context: typer.Context, incomplete: str) -> list[str]:
    return _ids(context, incomplete, "claims")


def _all_ids(context: typer.Context, incomplete: str) -> list[str]:
    return _ids(context, incomplete, "claims", "sources")


def section_ids(context: typer.Context, incomplete: str) -> list[str]:
    """What completes an option for a section: the ids in article.yaml, as far as that can be read."""
    from dossier.files import NoProject, read_files
    from dossier.records import read_records

    try:
        files, _ = read_files(Path(context.params.get("root") or ""))
    except NoProject:
        return []
    article = read_records(file for file in files if not file.folder)[0].article
    return [part.id for part in article.sections if part.id.startswith(incomplete)] if article else []


def words_of(kind: str, field: str) -> Callable[[str], list[str]]:
    """What completes the option for a field of a claim or a source that holds one of several words."""

    def complete(incomplete: str) -> list[str]:
        from dossier.schema import MODELS, schema

        words = schema(MODELS[kind])["properties"][field]["enum"]
        return [word for word in words if word and word.startswith(incomplete)]

    return complete


ClaimId = Annotated[str, typer.Argument(help="Id of the claim.", show_default=False, autocompletion=_claim_ids)]
ClaimOrSource = Annotated[
    str,
    typer.Argument(
        metavar="CLAIM|SOURCE", help="Id of a claim or a source.", show_default=False, autocompletion=_all_ids
    ),
]
