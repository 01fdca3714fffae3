"""`dossier import`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dossier.cli.options import Root, words_of
from dossier.cli.telling import PROBLEMS, guarded, problems, today

_AFTER = "what was written before stands; import again when it is mended"


def import_(
    file: Annotated[
        Path, typer.Argument(help="Claims: .csv, .tsv or .xlsx. Sources: CSL .json, .bib or .ris.", show_default=False)
    ],
    root: Root = Path(),
    update: Annotated[
        bool, typer.Option("--update", help="Let the file's values take the place of a record's.")
    ] = False,
    skip: Annotated[bool, typer.Option("--skip", help="Leave out what does not fit, and write the rest.")] = False,
    kind: Annotated[
        str,
        typer.Option(
            help="What new sources are: primary, original-report, secondary or aggregator.",
            autocompletion=words_of("source", "kind"),
        ),
    ] = "secondary",
) -> None:
    """Bring in claims from a spreadsheet, or sources from a library such as Zotero's.

    A claim a row, its fields in columns: statement, category, status, evidence 1 source, ... An empty cell says
    nothing. New sources count as not read. Nothing is overwritten without --update; a second import changes nothing.
    """
    from dossier.build import check_project
    from dossier.importing import import_file
    from dossier.problem import printable
    from dossier.words import plural

    found = guarded(lambda: import_file(root, file, today(), update=update, skip=skip, kind=kind), after=_AFTER)
    for each in [*found.misfits, *found.kept]:
        typer.echo(printable(f"{file.name}: {each.place}: {each.message}"), err=True)
    if not found.done:
        fit = "does not fit" if len(found.misfits) == 1 else "do not fit"
        advice = ": the rest would make an error in another record" if skip else "; --skip leaves them out"
        typer.echo(f"{plural(len(found.misfits), 'value')} {fit}. Nothing was written{advice}.", err=True)
        raise typer.Exit(PROBLEMS)
    counted = f"{len(found.updated):,} updated, {found.unchanged:,} unchanged, {len(found.kept):,} kept as they are"
    typer.echo(f"{plural(len(found.new), 'new record')}, {counted}.")
    if found.left_out:
        names = ", ".join(f"{name} ({count:,})" for name, count in found.left_out.items())
        typer.echo(printable(f"A source has no field for these of the library, which stay there: {names}."))
    if found.new or found.updated:
        typer.echo(f"{problems(guarded(lambda: check_project(root)))}; `dossier check` lists them.")
    if found.misfits:
        raise typer.Exit(PROBLEMS)
