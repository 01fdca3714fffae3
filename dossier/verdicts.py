"""A claim's text with a new verdict: the present one goes into the history, and every line that is not its stays."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Final

from dossier.model import Claim
from dossier.recordtext import closed
from dossier.yamlblocks import with_field, with_item, without_field
from dossier.yamltext import parse

_ORDER: Final = (
    "statement", "category", "status", "error", "gap", "finding", "notes", "judgement", "recheck", "checked",
    "checked_by", "history",
)  # fmt: skip
"""Where a field stands that was not there before: behind the last of those before it."""
_OF_A_VERDICT: Final = ("status", "error", "gap", "finding", "notes", "checked_by")
_OF_THE_OLD: Final = ("error", "gap", "checked_by", "approved")
"""What never passes from one verdict to the next."""


def with_verdict(text: str, claim: Claim, new: Mapping[str, str], today: datetime.date) -> str | None:
    """The text of a claim with the fields of a `new` verdict, reached `today`.

    The claim says when the present one was reached (`checked`). None where its lines cannot be edited: what is read
    back has to be what was meant.
    """
    data = parse(text)[0] or {}
    held = data.get("history") or []
    old = _earlier(claim)
    fields = {name: closed(value) for name, value in new.items()} | {"checked": today.isoformat()}
    gone = {name for name in (*_OF_THE_OLD, *outdated(claim, new)) if name not in fields}
    edited = with_item(text, "history", old, held, _before("history"))
    for name in gone:
        edited = without_field(edited, name)
    for name, value in fields.items():
        edited = with_field(edited, name, value, _before(name))
    meant = {name: value for name, value in data.items() if name not in gone} | fields | {"history": [*held, old]}
    return edited if parse(edited) == (meant, []) else None


def outdated(claim: Claim, new: Mapping[str, str]) -> tuple[str, ...]:
    """The fields that fall with the present verdict, and that a history does not hold."""
    fallen = ["approved"]
    if new["status"] != "confirmed":
        fallen.append("limit")
    if new["status"] != claim.status and "judgement" not in new:
        fallen.append("judgement")
    return tuple(name for name in fallen if getattr(claim, name))


def _earlier(claim: Claim) -> dict[str, str]:
    """The present verdict as an item of the history."""
    kept = {name: getattr(claim, name) for name in _OF_A_VERDICT}
    return {"date": str(claim.checked), **{name: closed(value) for name, value in kept.items() if value}}


def _before(name: str) -> tuple[str, ...]:
    return _ORDER[: _ORDER.index(name)]
