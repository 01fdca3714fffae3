"""The text of `article.yaml` for an article: where its sections and figures stand, never its words."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Final, Literal, TypedDict, Unpack

from dossier.figures.printed import PrintedFigure, find_figures
from dossier.figures.sections import SectionSpan, sections

_PLAIN: Final = re.compile(r"[A-Za-z0-9$€£](?:[A-Za-z0-9 $€£%’+./-]*[A-Za-z0-9%’+.])?")
"""What YAML reads as itself, also between braces; everything else is quoted."""
_DETAILS: Final[tuple[Literal["url", "author", "publisher", "published", "retrieved"], ...]] = (
    "url", "author", "publisher", "published", "retrieved",
)  # fmt: skip
_NULLS: Final = frozenset({"null", "Null", "NULL"})
_UNPRINTABLE: Final = re.compile(r"[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\uf900-\ufdcf\ufdf0-\ufefe\uff00-\uffef]")


class Details(TypedDict, total=False):
    """What is known of an article beside its title; dates as they shall stand in the record."""

    url: str | None
    author: str | None
    publisher: str | None
    published: str | None
    retrieved: str | None


def article_yaml(text: str, title: str, **details: Unpack[Details]) -> str:
    """Write `article.yaml` for `text`; the same arguments always give the same bytes.

    What is not given is left out. The `text` has `\\n` for its line ends, as the offsets count characters.
    """
    given = {"title": title} | {name: str(details[name]) for name in _DETAILS if details.get(name)}
    head = [f"{name}: {quoted(value)}" for name, value in given.items()]
    head.append(f"sha256: {quoted(hashlib.sha256(text.encode('utf-8')).hexdigest())}")
    head.append(f"words: {len(text.split())}")
    return "\n".join([*head, *_sections(text)]) + "\n"


def quoted(value: str) -> str:
    """`value` as one YAML scalar that reads back exactly as it is, also between braces."""
    if _PLAIN.fullmatch(value) and value not in _NULLS:
        return value
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _UNPRINTABLE.sub(lambda match: f"\\U{ord(match.group()):08x}", escaped) + '"'


def _sections(text: str) -> Iterator[str]:
    """The lines from `sections` on. A section's figures are those that start within it."""
    spans = sections(text)
    if spans:
        yield "sections:"
    figures = find_figures(text)
    position = 0
    for span in spans:
        last = position
        while last < len(figures) and figures[last].start < span.end:
            last += 1
        yield from _section(span, figures[position:last])
        position = last


def _section(span: SectionSpan, figures: tuple[PrintedFigure, ...]) -> Iterator[str]:
    yield f"  - id: {quoted(span.id)}"
    if span.heading:
        yield f"    heading: {quoted(span.heading)}"
    if figures:
        yield "    figures:"
    for each in figures:
        yield f"      - {{figure: {quoted(each.figure)}, at: [{each.start}, {each.end}]}}"
