"""`dossier new claim`, `dossier new source` and `dossier verdict`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dossier.cli.editor import command, edit
from dossier.cli.options import ClaimId, Root, section_ids, words_of
from dossier.cli.telling import PROBLEMS, USAGE, guarded, plural_problems, today

if TYPE_CHECKING:
    from dossier.problem import Problem
    from dossier.writing import Answers

_AFTER = "nothing was written"
Edit = Annotated[bool, typer.Option("--edit", help="Open the record in VISUAL or EDITOR when it is written.")]
Error = Annotated[
    str,
    typer.Option(help="Of a disputed claim: wrong-value, wrong-entity, ...", autocompletion=words_of("claim", "error")),
]
Kind = Annotated[
    str,
    typer.Option(help="primary, original-report, secondary or aggregator.", autocompletion=words_of("source", "kind")),
]
Read = Annotated[
    str,
    typer.Option(
        help="How much you read: full, excerpt, headline.",
        autocompletion=words_of("source", "read"),
        show_default="cited-only: nothing",
    ),
]
Via = Annotated[
    str,
    typer.Option(
        help="How you read it: live, archive, stored-copy or print.", autocompletion=words_of("source", "via")
    ),
]
Authors = Annotated[list[str] | None, typer.Option(help="Who wrote it, as `Family, Given`; the option again for each.")]
Gap = Annotated[
    str,
    typer.Option(help="Of an unverified claim: no-source, one-origin, ...", autocompletion=words_of("claim", "gap")),
]
Id = Annotated[str, typer.Option("--id", help="Its id, the name of its file.", show_default="proposed")]


def new_claim(
    statement: Annotated[str, typer.Argument(help="The assertion, as the article makes it.")] = "",
    root: Root = Path(),
    category: Annotated[
        str,
        typer.Option(
            help="For sorting: parameters, pricing, date, event, ...", autocompletion=words_of("claim", "category")
        ),
    ] = "",
    figure: Annotated[str, typer.Option(help="The figure as the article prints it.")] = "",
    words: Annotated[str, typer.Option(help="Or the words that make the claim, at most 12.")] = "",
    section: Annotated[
        str,
        typer.Option(help="Where it stands: the id of a section in article.yaml.", autocompletion=section_ids),
    ] = "",
    value: Annotated[str, typer.Option(help="What the figure amounts to, with its unit.")] = "",
    asserts: Annotated[
        str, typer.Option(help="fact, measurement, report, extreme, ...", autocompletion=words_of("claim", "asserts"))
    ] = "",
    weight: Annotated[
        str, typer.Option(help="headline, load-bearing or detail.", autocompletion=words_of("claim", "weight"))
    ] = "",
    finding: Annotated[str, typer.Option(help="The answer in one line.")] = "",
    notes: Annotated[str, typer.Option(help="How it was checked.", show_default="that it was not yet")] = "",
    checked_by: Annotated[str, typer.Option(help="Who recorded it.")] = "",
    id_: Id = "",
    open_it: Edit = False,
) -> None:
    """Write a new claim: unverified and without a source, until you have looked."""
    from dossier.model import CATEGORIES
    from dossier.writing import Answers, add_claim

    editor = command() if open_it else []
    if _missing({"the statement": statement, "--category": category}):
        answers = guarded(lambda: Answers(root, "claim"), after=_AFTER)
        statement = _asked(answers, "statement", statement, "The claim in one sentence, as the article makes it")
        category = _asked(answers, "category", category, f"Category ({', '.join(CATEGORIES)})")
        id_ = _asked(answers, "id", id_, "Id, the name of its file", answers.proposed_id({"statement": statement}))
    given = {
        "statement": statement, "category": category,
        "figure": figure, "words": words, "section": section, "value": value, "asserts": asserts, "weight": weight,
        "finding": finding, "notes": notes, "checked_by": checked_by,
    }  # fmt: skip
    _finish(root, guarded(lambda: add_claim(root, given, today(), id_), after=_AFTER).path, editor)


def new_source(
    url: Annotated[str, typer.Argument(help="Its address; none for print.")] = "",
    root: Root = Path(),
    title: Annotated[str, typer.Option(help="Title as the document gives it.")] = "",
    publisher: Annotated[str, typer.Option(help="Who published it.")] = "",
    published: Annotated[str, typer.Option(help="When: 2026, 2026-04, 2026-04-05 or a bound.")] = "",
    kind: Kind = "",
    read: Read = "",
    via: Via = "",
    author: Authors = None,
    doi: Annotated[str, typer.Option(help="Its DOI, such as 10.1000/182.")] = "",
    id_: Id = "",
    open_it: Edit = False,
) -> None:
    """Write a new source: as not read, unless you say that you read it. Nothing is fetched."""
    from dossier.drafts import UNREAD, publisher_of
    from dossier.writing import Answers, add_source

    editor = command() if open_it else []
    if _missing({"--title": title, "--publisher": publisher, "--kind": kind}):
        answers = guarded(lambda: Answers(root, "source"), after=_AFTER)
        url = _asked(answers, "url", url, "Address (nothing for print)", " ")
        title = _asked(answers, "title", title, "Title, as the document gives it")
        publisher = _asked(answers, "publisher", publisher, "Publisher", publisher_of(url))
        published = _asked(answers, "published", published, "Published (2026-04-05, 2026-04, 2026, or nothing)", " ")
        kind = _asked(answers, "kind", kind, "Kind (primary, original-report, secondary, aggregator)")
        read = _asked(answers, "read", read, "How much did you read (full, excerpt, headline, cited-only)", UNREAD)
        proposed = answers.proposed_id({"publisher": publisher, "title": title})
        id_ = _asked(answers, "id", id_, "Id, the name of its file", proposed)
    given = {
        "url": url,
        "title": title, "publisher": publisher, "published": published, "kind": kind, "read": read, "via": via,
        "doi": doi,
    }  # fmt: skip
    written = guarded(lambda: add_source(root, given, today(), id_, authors=author or ()), after=_AFTER)
    _finish(root, written.path, editor)


def verdict(
    claim: ClaimId,
    root: Root = Path(),
    status: Annotated[
        str, typer.Option(help="confirmed, disputed or unverified.", autocompletion=words_of("claim", "status"))
    ] = ...,  # type: ignore[assignment]
    notes: Annotated[str, typer.Option(help="How it was checked, and why the verdict changed.")] = ...,  # type: ignore[assignment]
    error: Error = "",
    gap: Gap = "",
    finding: Annotated[
        str, typer.Option(help="The answer in one line.", show_default="stays, if the status does")
    ] = "",
    judgement: Annotated[str, typer.Option(help="Why the status is lower than what the evidence carries.")] = "",
    recheck: Annotated[str, typer.Option(help="When to look at it again, YYYY-MM-DD.")] = "",
    checked_by: Annotated[str, typer.Option(help="Who reached the verdict.")] = "",
    open_it: Edit = False,
) -> None:
    """Give a claim a new verdict, as of today, and move the present one into its history.

    The rest of its file stays as it is. An approval falls: it was of the old verdict.
    """
    from dossier.writing import set_verdict

    editor = command() if open_it else []
    given = {
        "status": status, "error": error, "gap": gap, "finding": finding, "notes": notes, "judgement": judgement,
        "recheck": recheck, "checked_by": checked_by,
    }  # fmt: skip
    new = {name: text for name, text in given.items() if text.strip()}
    for name in ("status", "notes"):
        if name not in new:
            _refuse(f"--{name} is empty")
    outcome = guarded(lambda: set_verdict(root, claim, new, today()), after=_AFTER)
    if not outcome.done:
        _tell(outcome.problems)
        typer.echo(f"{plural_problems(outcome.problems)}. {outcome.path} stays as it was.", err=True)
        raise typer.Exit(PROBLEMS)
    typer.echo(f"{claim} is {new['status']} as of {today()}; the verdict before stands in its history.")
    if outcome.fallen:
        typer.echo(f"What was of that verdict is gone: {', '.join(outcome.fallen)}.")
    _finish(root, outcome.path, editor, said=True)


def _missing(needed: dict[str, str]) -> bool:
    """Whether something is not given; ends the command where there is then nobody to ask."""
    missing = [name for name, text in needed.items() if not text.strip()]
    if missing and not sys.stdin.isatty():
        _refuse(f"missing: {', '.join(missing)}")
    return bool(missing)


def _asked(answers: Answers, name: str, given: str, question: str, proposed: str = "") -> str:
    """What was given, else the answer on the terminal; asked again until it can be the value of the field.

    A blank is proposed where nothing is an answer too.
    """
    answer = given.strip()
    while not answer or (fault := answers.fault(name, answer)):
        if answer:
            typer.echo(f"{fault}.", err=True)
        answer = typer.prompt(question, default=proposed or None, show_default=bool(proposed.strip())).strip()
        if not answer and proposed.isspace():
            break
    return answer


def _refuse(message: str) -> None:
    typer.echo(f"dossier: {message}", err=True)
    raise typer.Exit(USAGE)


def _finish(root: Path, path: str, editor: list[str], *, said: bool = False) -> None:
    """Open the record where that is wanted, and say what it still lacks."""
    from dossier.writing import problems_of

    if not said:
        typer.echo(f"{root / path} is written")
    if editor:
        edit(root / path, editor)
    found = guarded(lambda: problems_of(root, path))
    _tell(found)
    if found:
        typer.echo(f"{plural_problems(found)}: what is still to do.", err=True)
    if any(each.severity == "error" for each in found):
        raise typer.Exit(PROBLEMS)


def _tell(problems: tuple[Problem, ...]) -> None:
    for problem in problems:
        typer.echo(str(problem), err=True)
