"""`dossier export` and `dossier cite`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from dossier.cli.options import AsOf, ClaimOrSource, Root
from dossier.cli.telling import PROBLEMS, USAGE, check_address, day_of, guarded, problems, report

if TYPE_CHECKING:
    from dossier.export import Edition
    from dossier.model import Claim, Source

Address = Annotated[
    str, typer.Option("--base-url", help="Address at which the site stands.", show_default="that of dossier.yaml")
]


class FormatName(StrEnum):
    """The exports, named here once more so that `--help` lists them without loading them; a test compares."""

    json = "json"
    jsonl = "jsonl"
    claims = "claims"
    figures = "figures"
    found_values = "found-values"
    series = "series"
    sources = "sources"
    evidence = "evidence"
    xlsx = "xlsx"
    csl = "csl"
    bibtex = "bibtex"
    ris = "ris"
    atom = "atom"
    sheet = "sheet"


class Style(StrEnum):
    """How a citation is printed."""

    sentence = "sentence"
    bibtex = "bibtex"
    ris = "ris"
    csl = "csl"


def export(
    name: Annotated[
        FormatName,
        typer.Argument(
            metavar="FORMAT",
            help="json, jsonl; as CSV: claims, figures, found-values, series, sources, evidence; xlsx; "
            "of the sources: csl, bibtex, ris; of the verdicts: atom; for `dossier import`: sheet, "
            "a workbook where --out ends in .xlsx.",
            show_default=False,
        ),
    ],
    root: Root = Path(),
    out: Annotated[
        Path | None, typer.Option(help="The file to write.", show_default="standard output; xlsx needs a file")
    ] = None,
    base_url: Address = "",
    as_of: AsOf = "",
) -> None:
    """Write one export, whole, to a file or to standard output: the same that a build puts below data/."""
    from dossier.export import FORMATS, SHEET, SHEET_BOOK
    from dossier.publish import replace_file

    wanted = next(each for each in (*FORMATS, SHEET) if each.name == name.value)
    if wanted is SHEET and out is not None and out.suffix.lower() == ".xlsx":
        wanted = SHEET_BOOK
    if out is None and not wanted.text:
        _refuse(f"{wanted.name} is no text; name a file: --out {wanted.file}")
    if out is not None:
        _refuse_place(out, root)
    if wanted.extra:
        guarded(wanted.extra.require)
    edition = _edition(root, base_url, as_of)
    if fault := wanted.refused(edition):
        _refuse(fault)
    data = wanted.write(edition)
    if out is None:
        typer.echo(data, nl=False)
    else:
        guarded(lambda: replace_file(out, data), after="nothing was written")
        typer.echo(f"{out}: {len(data):,} bytes")


def cite(
    name: ClaimOrSource,
    root: Root = Path(),
    style: Annotated[Style, typer.Option(help="How it is printed.")] = Style.sentence,
    base_url: Address = "",
    as_of: AsOf = "",
) -> None:
    """Print a citation: of a claim with its verdict, its date and the version of the dossier, or of a source."""
    from dossier.export import citations
    from dossier.model import Claim

    edition = _edition(root, base_url, as_of, "cited")
    found = _named(name, edition)
    if isinstance(found, Claim):
        text, cited = citations.sentence(found, edition), citations.claim_citation(found, edition)
        if not edition.base_url and style != Style.sentence:
            typer.echo("dossier: no permanent address: dossier.yaml names no base_url", err=True)
    else:
        text, cited = citations.source_sentence(found), citations.source_citation(found)
    write = {Style.bibtex: citations.bibtex, Style.ris: citations.ris, Style.csl: citations.csl}.get(style)
    typer.echo((write([cited]) if write else text).rstrip("\n"))


def _refuse_place(out: Path, root: Path) -> None:
    """End the command where an export would take the place of a record, or cannot be a file at all."""
    place, home = out.resolve(), root.resolve()
    records = {home / name for name in ("article.yaml", "dossier.yaml")}
    among = any(place.is_relative_to(home / name) for name in ("claims", "sources", "templates"))
    if place in records or among:
        _refuse(f"{out} is a record, or lies among them; name a file of its own")
    if place.is_dir():
        _refuse(f"{out} is a folder; name a file in it")
    if not place.parent.is_dir():
        _refuse(f"{out}: there is no folder {out.parent}; make it first")


def _edition(root: Path, base_url: str, as_of: str, done: str = "exported") -> Edition:
    """The records as an edition; ends the command where they hold an error, for nothing is exported unchecked."""
    from dossier.build import check_project
    from dossier.export import Edition

    check_address(base_url)
    asked = day_of(as_of)
    outcome = guarded(lambda: check_project(root, as_of=asked))
    if outcome.failed():
        report(outcome)
        typer.echo(f"{problems(outcome)}. Nothing was {done}.", err=True)
        raise typer.Exit(PROBLEMS)
    return Edition.of(outcome.dossier, base_url)


def _named(name: str, edition: Edition) -> Claim | Source:
    """The claim or source of that id; `claims/x` and `sources/x` say which is meant where both are there."""
    from dossier.problem import did_you_mean

    dossier = edition.dossier
    claim = dossier.claims.get(name.removeprefix("claims/")) if not name.startswith("sources/") else None
    source = dossier.sources.get(name.removeprefix("sources/")) if not name.startswith("claims/") else None
    if claim and source:
        _refuse(f"{name!r} is a claim and a source; write claims/{name} or sources/{name}")
    found = claim or source
    if found is None:
        near = did_you_mean(name, [*dossier.claims, *dossier.sources])
        _refuse(f"there is no claim and no source {name!r}{f'; {near}' if near else ''}")
    return found


def _refuse(message: str) -> NoReturn:
    typer.echo(f"dossier: {message}", err=True)
    raise typer.Exit(USAGE)
