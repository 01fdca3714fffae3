"""Drafts of new records: honest about what nobody has looked at yet."""

from __future__ import annotations

import datetime
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Final

from dossier.address import bare_doi, host
from dossier.figures import slug
from dossier.model import Article, is_id
from dossier.records import RESERVED

_LONGEST: Final = 48
"""Most characters of a proposed id, so that file names stay readable."""
_OPENERS: Final = ("the-", "a-", "an-")
UNREAD: Final = "cited-only"
"""How much of a source the desk read, until somebody says otherwise."""
_NOTES: Final = "Not checked yet; no source was looked for."


def propose_id(text: str, taken: Collection[str], kind: str) -> str:
    """An id for a statement or a title that no record has yet; `kind-2` and so on where no letters a-z are left."""
    name = slug(text)
    for opener in _OPENERS:
        name = name.removeprefix(opener)
    if len(name) > _LONGEST:
        name = re.sub(r"-[^-]*$", "", name[: _LONGEST + 1])[:_LONGEST].strip("-")
    if name == "section" or not is_id(name) or name in RESERVED:
        name = kind
    number, proposed = 1, name
    while proposed in taken:
        number += 1
        proposed = f"{name}-{number}"
    return proposed


def claim_draft(given: Mapping[str, str], today: datetime.date, article: Article | None) -> dict[str, object]:
    """The data of a new claim: unverified, with no source, as of today. What is `given` stands as it is.

    Of `section`, `figure` and `words` its appearance is made; the section is found where the article prints the figure
    in one only.
    """
    place = {name: given[name] for name in ("section", "figure", "words") if given.get(name)}
    if figure := given.get("figure"):
        place = {"section": _only_section(figure, article), **place}
    return {
        "statement": given.get("statement"),
        "category": given.get("category"),
        "asserts": given.get("asserts"),
        "weight": given.get("weight"),
        "appears": [{name: text for name, text in place.items() if text}] if place else [],
        "value": given.get("value"),
        "status": "unverified",
        "gap": "no-source",
        "finding": given.get("finding"),
        "notes": given.get("notes") or _NOTES,
        "checked": today.isoformat(),
        "checked_by": given.get("checked_by"),
    }


def _only_section(figure: str, article: Article | None) -> str:
    sections = article.sections if article else ()
    found = [section.id for section in sections if any(each.figure == figure for each in section.figures)]
    return found[0] if len(found) == 1 else ""


def source_draft(given: Mapping[str, str], today: datetime.date, authors: Sequence[str] = ()) -> dict[str, object]:
    """The data of a new source: as not read, unless it is said to be, which then was today."""
    read = given.get("read") or UNREAD
    return {
        "title": given.get("title"),
        "url": given.get("url"),
        "doi": bare_doi(given.get("doi", "")) or None,
        "authors": [*authors] or None,
        "publisher": given.get("publisher"),
        "published": given.get("published"),
        "kind": given.get("kind"),
        "read": read,
        "retrieved": today.isoformat() if read != UNREAD else None,
        "via": given.get("via"),
    }


def publisher_of(url: str) -> str:
    """What a publisher might be called, from the address alone: its host."""
    return host(url).removeprefix("www.")
