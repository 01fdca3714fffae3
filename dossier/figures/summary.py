"""The coverage of an article in lines for a terminal, and as data for a script."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dossier.figures.coverage import LIMITS, coverage
from dossier.figures.cues import cue_words
from dossier.model import Dossier
from dossier.problem import printable


def coverage_lines(dossier: Dossier, text: str | None) -> Iterator[str]:
    """Each section with its counts, every open figure, the total, and what the measure cannot see."""
    if dossier.article is None:
        return
    found = coverage(dossier.article, dossier.claims.values())
    for section in found.sections:
        yield printable(f"{section.id}: {_counts(section)}")
        for each in section.occurrences:
            if each.state == "open":
                yield printable(f"  open: {each.figure} at {each.at[0]}")
    yield f"All: {_counts(found)} of {found.total}."
    yield LIMITS
    if text is not None:
        yield "Words to read, which carry no figure, with the claims that stand near:"
        for cue in cue_words(text, dossier.claims.values()):
            yield printable(f"  {cue.start}: {cue.word} ({cue.kind}): {', '.join(cue.claims) or 'no claim near'}")


def coverage_data(dossier: Dossier, text: str | None) -> dict[str, Any]:
    """Every figure with its state and who answers for it; with the text, the words to read."""
    if dossier.article is None:
        return {}
    found = coverage(dossier.article, dossier.claims.values())
    figures = [
        {
            "section": each.section,
            "figure": each.figure,
            "at": list(each.at),
            "state": each.state,
            "claims": list(each.claims),
            "dismissed": each.dismissed.why if each.dismissed else None,
        }
        for each in found.occurrences
    ]
    cues = [
        {"word": cue.word, "at": [cue.start, cue.end], "kind": cue.kind, "claims": list(cue.claims)}
        for cue in (cue_words(text, dossier.claims.values()) if text is not None else ())
    ]
    return {"figures": figures, "cues": cues, "limits": LIMITS}


def _counts(found: Any) -> str:
    return ", ".join(f"{found.count(state)} {state}" for state in ("carried", "dismissed", "open"))
