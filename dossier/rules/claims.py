"""Rules about the verdict of a claim: that it says what kind it is, why, since when and by whom."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from itertools import pairwise

from dossier.model import Claim, Dossier
from dossier.problem import Finding, shown
from dossier.seal import broken, same_person

_LOADED = re.compile(r"\b(invent(?:ed|s)|fak(?:e|es|ed)|copied|lied|plagiari[sz]ed|stolen|smuggled)\b", re.IGNORECASE)
_STEMS = ("invent", "fak", "copied", "lied", "plagiari", "stolen", "smuggled")
_SAY = "say what can be shown, not what somebody meant"


def history_out_of_order(dossier: Dossier) -> Iterator[Finding]:
    """Earlier verdicts stand oldest first, and none is younger than the present one."""
    for claim in dossier.claims.values():
        days = [old.date for old in claim.history]
        for number, (before, after) in enumerate(pairwise(days), 1):
            if after < before:
                message = f"the verdict of {after} stands after that of {before}"
                yield Finding(claim.path, ("history", number, "date"), message, "oldest first, newest last")
        if days and claim.checked and max(days) > claim.checked:
            message = f"an earlier verdict is of {max(days)}, the present one of {claim.checked}"
            yield Finding(claim.path, ("checked",), message, "`checked` is the day of the present verdict")


def misplaced_second_word(dossier: Dossier) -> Iterator[Finding]:
    """`error` belongs to a disputed claim, `gap` to an unverified one, `limit` to a confirmed one."""
    for claim in dossier.claims.values():
        for field, status in (("error", "disputed"), ("gap", "unverified"), ("limit", "confirmed")):
            if getattr(claim, field) and claim.status != status:
                message = f"{field} belongs to {status} claims, and this one is {claim.status}"
                yield Finding(claim.path, (field,), message, f"remove {field} or change the status")


def self_approval(dossier: Dossier) -> Iterator[Finding]:
    """Nobody approves what they checked themselves."""
    for claim in dossier.claims.values():
        if claim.approved and claim.checked_by and same_person(claim.approved.by, claim.checked_by):
            message = f"{shown(claim.approved.by)} checked this claim and cannot approve it"
            yield Finding(claim.path, ("approved", "by"), message, "let somebody else read it")


def void_approval(dossier: Dossier) -> Iterator[Finding]:
    """What was approved is what stands there now."""
    sources: dict[str, str] = {}
    for claim in dossier.claims.values():
        if claim.approved and (changed := broken(claim, dossier, sources)):
            names = ", ".join(changed[:5]) + (f" and {len(changed) - 5} more" if len(changed) > 5 else "")
            message = f"{claim.approved.by} approved this on {claim.approved.date}, and since then changed: {names}"
            yield Finding(claim.path, ("approved",), message, f"read it again: dossier approve {claim.id} --by NAME")


def recheck_due(dossier: Dossier, today: datetime.date) -> Iterator[Finding]:
    """A claim is looked at again on the day it says. Of the calendar: a notice, and no rule that a build knows."""
    for claim in dossier.claims.values():
        if claim.recheck and claim.recheck <= today:
            message = f"to be looked at again since {claim.recheck}"
            yield Finding(claim.path, ("recheck",), message, "check it, and set `checked` and a new `recheck`")


def disputed_without_error(dossier: Dossier) -> Iterator[Finding]:
    """A disputed claim says what kind of error it is."""
    for claim in dossier.by_status["disputed"]:
        if not claim.error and not claim.gap:  # a gap in its place is one mistake, and named as that
            yield Finding(
                claim.path, ("status",), "disputed, and no `error` says how", "error: wrong-value, wrong-entity, ..."
            )


def disputed_without_found(dossier: Dossier) -> Iterator[Finding]:
    """A disputed value is answered by the value that was found."""
    for claim in dossier.by_status["disputed"]:
        if claim.value and not claim.found:
            message = f"the value {shown(claim.value)} is disputed, and `found` gives no other"
            yield Finding(claim.path, ("status",), message, "give the number to cite, with its source")


def unverified_without_gap(dossier: Dossier) -> Iterator[Finding]:
    """An unverified claim says what is missing."""
    for claim in dossier.by_status["unverified"]:
        if not claim.gap and not claim.error:
            yield Finding(
                claim.path, ("status",), "unverified, and no `gap` says why", "gap: one-origin, undisclosed, ..."
            )


def unverified_without_search(dossier: Dossier) -> Iterator[Finding]:
    """An unverified claim says where one looked."""
    for claim in dossier.by_status["unverified"]:
        if not claim.searches:
            message = "unverified, and no `searches` says where one looked"
            yield Finding(claim.path, ("status",), message, "write down the searches, also those that found nothing")


def missing_finding(dossier: Dossier) -> Iterator[Finding]:
    """Every claim has its answer in one line."""
    for claim in dossier.claims.values():
        if not claim.finding:
            yield Finding(
                claim.path, ("statement",), "no `finding` gives the answer in one line", "write what was found"
            )


def loaded_words(dossier: Dossier) -> Iterator[Finding]:
    """Notes say what can be shown, and accuse nobody."""
    for claim in dossier.claims.values():
        for field, text in _own_words(claim):
            for match in _loaded(text):
                yield Finding(claim.path, (field,), f"{field} says {match.group(0)!r}", _SAY)
    for source in dossier.sources.values():
        for match in _loaded(source.notes or ""):
            yield Finding(source.path, ("notes",), f"notes says {match.group(0)!r}", _SAY)


def _loaded(text: str) -> Iterator[re.Match[str]]:
    # A plain search for the stems first: the expression would be tried at every letter, at twenty times the cost.
    low = text.lower()
    return _LOADED.finditer(text) if any(stem in low for stem in _STEMS) else iter(())


def _own_words(claim: Claim) -> Iterator[tuple[str, str]]:
    for field in ("finding", "notes", "suggestion", "judgement"):
        if text := getattr(claim, field):
            yield field, text
