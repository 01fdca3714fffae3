"""Writes records.md, data.md, commands.md and schemas/ from the code: `python docs/generate.py`.

A test compares what it would write with what stands there.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from typer.core import TyperArgument
from typer.main import get_command

from dossier.cli.commands import app
from dossier.dates import PartialDate, Span
from dossier.export import FORMATS
from dossier.model import Article, Claim, Record, Settings, Source
from dossier.refusals import field_names, record_in
from dossier.rules import ERRORS, WARNINGS, rule_name
from dossier.schema import schema_files

TARGET = Path(__file__).parent / "records.md"
SCHEMAS = Path(__file__).parent.parent / "schemas"
FILES: dict[str, type[Record]] = {
    "claims/<id>.yaml": Claim,
    "sources/<id>.yaml": Source,
    "article.yaml": Article,
    "dossier.yaml": Settings,
}
HEAD = """\
# Records: every field and every rule

Written by `docs/generate.py` from the models and the rules. What the words mean stands in
[architecture.md](architecture.md) and on the site's method page.

A record is YAML read as text: `0.140`, `no` and `12:30` stay what was typed, and an empty field is a field left out.
Refused are anchors, aliases, tags, several documents in one file, equal keys, unknown fields, depth over 20 and files
over 1 MiB. Ids are the names of the files: `a-z`, `0-9` and single hyphens. Dates may be known in part (`2026`,
`2026-04`) or be a bound (`<=2026-04-07`); a stretch of time is `2026-04-24/` or `2026-04-24/2026-08-16`.
"""
DATA_TARGET = Path(__file__).parent / "data.md"
DATA_HEAD = """\
# Data: every export and every field

Written by `docs/generate.py` from the exports. A build puts them below `data/`, with a page that lists them;
`dossier export FORMAT` writes one. How to use them from Python stands in [analysts.md](analysts.md).

- **The verdict travels with the number.** In every table the claim, its status, second word and date stand left of it.
- **No bare value.** A value is printed (by the article), found (carried by the evidence), given by an item of evidence,
  or dated (in the series). Each has a text as written, `low` and `high` as printed, a unit, what it is of and by what
  measure. Low and high are in that unit: `37 billion parameters` is 37000000000 `parameters`, `0.14 USD/Mtoken` is 0.14
  `USD/Mtoken`. An end that a bound leaves open is empty. Half a digit's tolerance is not in them: the text says how
  exactly the number was printed.
- **Dates** are ISO 8601 as far as known (`2026`, `2026-04`), or a bound (`<=2026-04-07`).
- **Text is as in the records**, untrusted. In CSV, a text that a spreadsheet would take for a formula has one apostrophe
  more in front, also where it has some already: taking one away gives back the text. Nothing else is changed.
- **Addresses** are there only where the dossier has a base URL. So are the feed, and ClaimReview on the claims' pages.
- **The version** is the dossier's date and a fingerprint of its records. The same records make the same bytes.
- **Large dossiers:** above 2,000 claims or sources `dossier.json` is an index that names its shards; above 500 claims
  the site goes without the workbook, which `dossier export xlsx` makes of any number; the feed has pages of 250 entries.

Beside the page of each claim stand `claims/ID.json`, the claim with the fields of `claims.jsonl`, and `claims/ID.yaml`,
its record as it stands. With a base URL the page holds one ClaimReview (schema.org) as JSON-LD: the status as
`alternateName`, no rating by number, and in the explanation what was supportable when the article came out.
"""
SHEET = """\
## The sheet

`dossier export sheet --out claims.xlsx` writes the claims as a workbook (extra `export`), to any other file as CSV, of
which a spreadsheet may make something else: `2026-04` becomes a day. Each cell of the workbook is text. And `dossier import` reads that back, also from a workbook: one claim a
row, one value a cell. A field is a column of its name. A list has numbered columns (`about 1`), one for each part where
its items have parts (`evidence 1 source`). What lies deeper stands in its cell as YAML on one line. An empty cell says
nothing, and a row without a `status` is a draft: unverified. A row without an `id` gets one made of its statement; where
that has no letters a-z, as in Chinese, it is `claim`, `claim-2` and so on, so give those an id of your own. `folder` is
the folder below `claims/` in which a new claim is to lie.

| id | statement | category | status | notes | evidence 1 source | evidence 1 stance | evidence 1 says |
|---|---|---|---|---|---|---|---|
| bridge-length | The bridge is 120 m long. | parameters | confirmed | Read on page 3. | data-sheet | supports | It is 120 m long. |
| | The bridge opened in 1932. | event | | | | | |
| | It cost twice what was planned. | pricing | | To ask the builder. | | | |

A change of `status`, `error` or `gap` is refused: the verdict of a claim is given by `dossier verdict`, which keeps the
one before. So is a row that would be an error in the dossier.

## A library

`dossier import` reads the sources of a library, Zotero's or another's, from CSL-JSON (`.json`), BibTeX and BibLaTeX
(`.bib`) or RIS (`.ris`): title, authors, DOI, address, publisher, journal or book, volume, issue, pages, date and
language. The exports `csl`, `bibtex` and `ris` give them back. For what else a library holds, such as abstracts and
editors, a source has no field; the import names it. Where no publisher is named it is the journal, the site or the
host, else "publisher not identified". RIS cannot tell the comma in the name of a body from that in a person's.
"""


COMMANDS_TARGET = Path(__file__).parent / "commands.md"
COMMANDS_HEAD = """\
# Commands

Written by `docs/generate.py` from the commands themselves; `dossier COMMAND --help` prints the same. Exit codes: 0 all is
well, 1 problems in the records, 2 wrong usage, 3 the machine refuses: the disk, a permission, a library that is not
installed. Results go to standard output, problems to standard error.
"""


def commands_document() -> str:
    """Every command with its arguments, options and example, as Markdown."""
    return COMMANDS_HEAD + "".join(_command(get_command(app), "dossier"))


def _command(command: Any, name: str) -> list[str]:
    """The sections of a command, or of those of a group, in the order in which the help lists them."""
    inner = getattr(command, "commands", None)
    if inner:
        return [part for key, each in inner.items() for part in _command(each, f"{name} {key}")]
    arguments = [each for each in command.params if isinstance(each, TyperArgument)]
    usage = " ".join([name, *(each.name.upper() if each.required else f"[{each.name.upper()}]" for each in arguments)])
    rows = "".join(f"| {_names(each)} | {_meaning(each)} |\n" for each in command.params if each.name != "help")
    about, example = " ".join((command.help or "").split()), " ".join((command.epilog or "").split())
    table = f"| | |\n|---|---|\n{rows}\n" if rows else ""
    return [f"\n## `{usage}`\n\n{about}\n\n{table}```sh\n{example.removeprefix('Example: ')}\n```\n"]


def _names(parameter: Any) -> str:
    if isinstance(parameter, TyperArgument):
        return f"`{parameter.name.upper()}`"
    return ", ".join(f"`{each}`" for each in parameter.opts)


def _meaning(parameter: Any) -> str:
    default = parameter.show_default if isinstance(parameter.show_default, str) else ""
    needed = "Required." if parameter.required and not isinstance(parameter, TyperArgument) else ""
    stands = f"Where it is left out: {default}." if default else ""
    return " ".join(part for part in (parameter.help or "", needed, stands) if part).replace("|", "\\|")


def data_document() -> str:
    """The whole text of docs/data.md."""
    rows = "\n".join(f"| `{each.name}` | `data/{each.file}` | {each.about} |" for each in FORMATS)
    parts = [DATA_HEAD, f"| format | file | what it is |\n|---|---|---|\n{rows}\n", SHEET]
    for each in FORMATS:
        if each.fields:
            fields = "\n".join(f"| `{name}` | {meaning} |" for name, meaning in each.fields)
            parts.append(f"## `{each.file}`\n\n| field | meaning |\n|---|---|\n{fields}\n")
    return "\n".join(parts)


def document() -> str:
    """The whole text of docs/records.md."""
    parts = [HEAD]
    for file, model in FILES.items():
        parts.append(f"## `{file}`\n\n{(model.__doc__ or '').splitlines()[0]}\n")
        parts.append(_table(model))
        parts += [
            f"### {name}\n\n{(inner.__doc__ or '').splitlines()[0]}\n\n{_table(inner)}" for name, inner in _inner(model)
        ]
    for title, rules in (
        ("Errors: nothing is written while one is found", ERRORS),
        ("Warnings: printed, and counted with `--strict`", WARNINGS),
    ):
        rows = "\n".join(f"| `{rule_name(rule)}` | {(rule.__doc__ or '').strip().splitlines()[0]} |" for rule in rules)
        parts.append(f"## {title}\n\n| rule | what holds |\n|---|---|\n{rows}\n")
    return "\n".join(parts)


def _table(model: type[Record]) -> str:
    rows = []
    for name in field_names(model):
        field = next(f for key, f in model.model_fields.items() if (f.alias or key) == name)
        needed = "yes" if field.is_required() else ""
        rows.append(f"| `{name}` | {needed} | {_kind(field.annotation)} | {field.description} |")
    return "| field | required | holds | meaning |\n|---|---|---|---|\n" + "\n".join(rows) + "\n"


def _inner(model: type[Record], prefix: str = "") -> list[tuple[str, type[Record]]]:
    """Records within a record, each with the field that holds it."""
    found: list[tuple[str, type[Record]]] = []
    for name in field_names(model):
        field = next(f for key, f in model.model_fields.items() if (f.alias or key) == name)
        inner = record_in(field.annotation)
        if inner and issubclass(inner, Record) and inner not in [each for _, each in found]:
            found.append((f"`{prefix}{name}`", inner))
            found += _inner(inner, f"{prefix}{name}.")
    return found


def _kind(annotation: Any) -> str:
    """What a field holds, in the words of whoever writes it."""
    origin, inner = get_origin(annotation), [each for each in get_args(annotation) if each is not type(None)]
    if origin is Literal:
        return "one of " + ", ".join(f"`{word}`" for word in inner)
    if origin is tuple:
        return "first and last offset" if inner == [int, int] else f"list of {_kind(inner[0])}"
    if origin is dict:
        return f"`name: {_kind(inner[1])}`"
    if inner:
        return _kind(inner[0])
    names = {
        PartialDate: "date",
        Span: "stretch of time",
        str: "text",
        int: "whole number",
        float: "number",
        bool: "true or false",
    }
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return "fields below"
    return names.get(annotation, "day")


if __name__ == "__main__":
    TARGET.write_text(document(), encoding="utf-8")
    DATA_TARGET.write_text(data_document(), encoding="utf-8")
    COMMANDS_TARGET.write_text(commands_document(), encoding="utf-8")
    SCHEMAS.mkdir(exist_ok=True)
    for name, text in schema_files().items():
        (SCHEMAS / name).write_text(text, encoding="utf-8")
