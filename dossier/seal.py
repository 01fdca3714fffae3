"""What a second reader approved: short fingerprints of every judged field and of everything the claim rests on.

When something changes afterwards, the seal says what. The idea is Doorstop's, which stamps reviewed items; the
fingerprints are the first 32 bits of SHA-256 over the field's value as JSON: against slips, not against forgery.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator
from typing import Any, Final

from dossier.model import PARTS, Claim, Dossier, Source

UNSEALED: Final = frozenset(
    {"id", "path", "approved", "history", "recheck", "checked", "appears", "relates"}
)  # fmt: skip
"""Fields that say where and when, not what was judged."""
_LATER: Final = frozenset({"authors", "doi", "within", "volume", "issue", "pages"})
"""Fields that sources got after the first seals: where they are empty, those still hold."""
_DIGITS: Final = 8
_LINES: Final = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")
_JSON: Final = json.JSONEncoder(ensure_ascii=True, sort_keys=True, separators=(",", ":"), default=str)


def seal(claim: Claim, dossier: Dossier, sources: dict[str, str] | None = None) -> dict[str, str]:
    """Fingerprint each judged field of a claim that is set, each source of it, and each claim whose figure it uses.

    Whoever seals many claims gives a dict of `sources`, in which the fingerprint of each is kept: ten claims cite one.
    """
    known = {} if sources is None else sources
    record = claim.model_dump(by_alias=True, exclude_defaults=True, context=PARTS)
    marks = {name: _fingerprint(value) for name, value in record.items() if name not in UNSEALED}
    for _, source in claim.cited():
        if source in dossier.sources:
            if source not in known:
                known[source] = _fingerprint(_content(dossier.sources[source]))
            marks[f"sources/{source}"] = known[source]
    for _, other in claim.printed_inputs():
        if other in dossier.claims:
            marks[f"claims/{other}"] = _fingerprint(dossier.claims[other].value)
    return dict(sorted(marks.items()))


def _content(source: Source) -> dict[str, Any]:
    empty = {name for name in _LATER if not getattr(source, name)}
    return source.model_dump(exclude={"id", "path"} | empty, context=PARTS)


def broken(claim: Claim, dossier: Dossier, sources: dict[str, str] | None = None) -> list[str]:
    """What changed since the claim was approved: fields, sources and claims by name, sorted; nothing without a seal.

    For `sources` see `seal`.
    """
    if claim.approved is None or not claim.approved.seal:
        return []
    now, then = seal(claim, dossier, sources), claim.approved.seal
    return sorted(name for name in {*now, *then} if now.get(name) != then.get(name))


def same_person(one: str, other: str) -> bool:
    """Whether two names are one, whatever their case, spaces and width of letters."""
    return _folded(one) == _folded(other)


def _folded(name: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", name).split()).casefold()


def _fingerprint(value: Any) -> str:
    return hashlib.sha256(_JSON.encode(value).encode()).hexdigest()[:_DIGITS]


def with_approval(text: str, by: str, date: datetime.date, marks: dict[str, str]) -> str:
    """The text of a record with its approval, in place of an earlier one; every other line stays as it is.

    The new lines end as the first line of the text does.
    """
    lines = _LINES.findall(text)
    end = next((line[len(line.rstrip("\r\n")) :] for line in lines[:1]), "") or "\n"
    approval = ["approved:", f"  by: {json.dumps(by, ensure_ascii=False)}", f"  date: {date.isoformat()}", "  seal:"]
    approval += [f"    {name}: {mark!r}" for name, mark in marks.items()]
    rest = "".join(_unapproved(lines))
    if rest and not rest.endswith(("\r", "\n")):
        rest += end
    return rest + "".join(f"{line}{end}" for line in approval)


def _unapproved(lines: list[str]) -> Iterator[str]:
    """The lines without an approval, which reaches from its own line over all indented ones below it."""
    blank: list[str] = []
    within = False
    for line in lines:
        within = line.startswith("approved:") or (within and (line[0] in " \t" or not line.strip()))
        if not within:
            yield from blank
            yield line
        blank = [*blank, line] if within and not line.strip() else []
    yield from blank
