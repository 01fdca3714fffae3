"""Rules about the verdict and the evidence: a status goes no further than what the evidence carries."""

from __future__ import annotations

from collections.abc import Iterator

from dossier.grounds import ROOT_KINDS, Ground
from dossier.model import Claim, Dossier
from dossier.origins import Origins
from dossier.problem import Finding
from dossier.standing import Case, Standings
from dossier.words import plural


def circular_origin(dossier: Dossier) -> Iterator[Finding]:
    """No source takes its information from itself, by whatever way round."""
    for circle in Origins(dossier.sources).cycles():
        way = " from ".join([*circle, circle[0]])
        yield Finding(dossier.sources[circle[0]].path, ("origin",), f"{way}: a circle", "one of them is not the origin")


def status_against_standing(dossier: Dossier) -> Iterator[Finding]:
    """A status is what the evidence carries; a lower one says why in `judgement`, a higher one is refused."""
    standings = Standings(dossier)
    if any(key.startswith("sources/") for key in dossier.unsound) or not _traced(standings.origins):
        return  # what a source that cannot be read or traced would carry is not known
    for claim in dossier.claims.values():
        if any(source not in dossier.sources for _, source in claim.cited()):
            continue  # a misspelt name is one mistake, said by unknown-source
        case = standings.cases[claim.id]
        standing = case.on(dossier.newest)
        if claim.status != standing and not (claim.status == "unverified" and claim.judgement):
            yield Finding(claim.path, ("status",), _explain(case, dossier), _hint(claim, standing))


def _traced(origins: Origins) -> bool:
    """Whether every origin exists and none leads back to itself; where not, another rule says so."""
    named = {link.id for source in origins.sources.values() for link in source.origin}
    return named <= origins.sources.keys() and not any(origins.cycles())


def _hint(claim: Claim, standing: str) -> str:
    if claim.status == "unverified":
        return f"the status is {standing}, or `judgement` says why it is lower"
    return f"the evidence carries {standing}"


def _explain(case: Case, dossier: Dossier) -> str:
    """What the declared status needs, and what there is."""
    claim = case.claim
    if claim.status == "unverified":
        for_it, against = _have(case.support, dossier), _have(case.against, dossier)
        return f"unverified, and the evidence carries more: for it {for_it}; against it {against}"
    if claim.status == "disputed":
        wanted = "a counter-example that was read" if claim.asserts == "extreme" else _USUAL
        return f"disputed needs {wanted} against it; there is {_have(case.against, dossier)}"
    if case.on(dossier.newest) == "disputed" or case.open:
        return f"confirmed needs that nothing open contradicts it; against it is {_have(case.against, dossier)}"
    if claim.asserts == "absence":
        places = plural(len({place for place, _ in case.searches}), "search", "searches")
        return f"confirmed needs {case.needed} searches in different places that cover the time; there is {places}"
    if claim.asserts == "forecast" and claim.due and dossier.newest < claim.due.first:
        return f"confirmed needs the day it is due, {claim.due}"
    return f"confirmed needs {_NEEDS.get(claim.asserts, _USUAL)}; this has {_have(case.support, dossier)}"


_USUAL = "one primary source that was read, or two independent origins"
_NEEDS = {
    "measurement": f"{_USUAL}, none of a house it is about",
    "extreme": f"{_USUAL}, none of a house it is about",
    "report": "one origin that was read, or that two houses relay",
    "cause": "one primary source that was read and documents the mechanism, not of a house it is about",
}


def _have(found: tuple[Ground, ...], dossier: Dossier) -> str:
    """Count sources and origins in words: `3 sources of 1 origin, The Information, cited only`."""
    if not found:
        return "no source that counts"
    roots = {ground.root for ground in found}
    counted = {ground.root for ground in found if ground.kind in ROOT_KINDS}
    read = {ground.root for ground in found if ground.read}
    names = ", ".join(sorted({dossier.sources[root].publisher for root in counted or roots}))
    kinds = "" if counted else ", neither primary nor an original report"
    how = "read" if read >= roots else "cited only" if not read else "partly cited only"
    sources = plural(len({ground.item for ground in found}), "source")
    return f"{sources} of {plural(len(roots), 'origin')}, {names}, {how}{kinds}"


def allegation_without_answer(dossier: Dossier) -> Iterator[Finding]:
    """An allegation says whose it is and whether the one it concerns was asked, and is no highlight."""
    for claim in dossier.claims.values():
        if not claim.allegation:
            continue
        if not claim.by:
            yield Finding(claim.path, ("allegation",), "an allegation, and no `by` says whose", "name who makes it")
        if not claim.asked:
            message = "an allegation, and no `asked` says whether there is an answer"
            yield Finding(claim.path, ("allegation",), message, "ask, and write down the question and the day")
        if claim.id in dossier.settings.highlights:
            number = dossier.settings.highlights.index(claim.id)
            message = f"{claim.id!r} is an allegation, and allegations are no highlights"
            yield Finding(dossier.settings.path, ("highlights", number), message, "choose another claim")
