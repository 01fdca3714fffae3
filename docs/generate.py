"""Writes docs/records.md from the models and the rules, so that it cannot drift: `python docs/generate.py`.

A test compares what it would write with what stands there.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from dossier.dates import PartialDate, Span
from dossier.model import Article, Claim, Record, Settings, Source
from dossier.refusals import field_names, record_in
from dossier.rules import ERRORS, WARNINGS, rule_name

TARGET = Path(__file__).parent / "records.md"
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
