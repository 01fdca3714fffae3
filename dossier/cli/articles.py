"""`dossier article` and `dossier coverage`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dossier.cli.options import Root, Text
from dossier.cli.telling import PROBLEMS, USAGE, guarded, problems, report, today


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
    from dossier.editing import draft_article
    from dossier.problem import printable
    from dossier.words import plural

    details = {"title": title, "url": url, "author": author, "publisher": publisher, "published": published}
    draft = guarded(
        lambda: draft_article(root, text, {**details, "retrieved": today().isoformat()}, force=force),
        after="article.yaml is as it was",
    )
    names = sorted({left.text for left in draft.scan.left_out})
    count = len(draft.scan.figures)
    counted = f"{plural(count, 'figure')} {'is' if count == 1 else 'are'} in {root / 'article.yaml'}"
    typer.echo(printable(f"{counted}. Rules found them, not a reader: read it through."))
    if names:
        typer.echo(printable(f"Left out, as names and the like: {', '.join(names)}."))
    if draft.cut:
        typer.echo("Its title is the beginning of the text's first line: set it with --title, or in the file.")
    if draft.alone:
        typer.echo("This folder holds no claims yet: write them into claims/, their sources into sources/.")


def coverage(
    root: Root = Path(),
    article: Text = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the figures as JSON.")] = False,
) -> None:
    """Say which figures of the article are carried by a claim, dismissed with a reason, or open."""
    from dossier.build import check_project
    from dossier.figures import coverage_data, coverage_lines
    from dossier.files import read_text

    unchanged = "nothing was counted"
    text = guarded(lambda: read_text(article), after=unchanged) if article else None
    outcome = guarded(lambda: check_project(root, article=article), after=unchanged)
    hidden = {key for key in outcome.dossier.unsound if key == "article" or key.startswith("claims/")}
    if hidden or any(problem.rule == "other-text" for problem in outcome.problems):
        report(outcome)
        typer.echo(f"{problems(outcome)}. Nothing was counted.", err=True)
        raise typer.Exit(PROBLEMS)
    if outcome.dossier.article is None:
        typer.echo("dossier: there is no article.yaml; `dossier article TEXT` writes one", err=True)
        raise typer.Exit(USAGE)
    if as_json:
        import json

        typer.echo(json.dumps(coverage_data(outcome.dossier, text), indent=1))
        return
    for line in coverage_lines(outcome.dossier, text):
        typer.echo(line)
