"""Cue words: where a text asserts something without a figure. A list to read, never a score."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Literal

from dossier.figures.printed import find_figures
from dossier.model import Claim

CueKind = Literal["attribution", "extreme", "cause"]
NEAR: Final = 80
"""Characters within which a claim's appearance stands near a cue word."""
_WORDS: Final[dict[CueKind, str]] = {
    "attribution": (
        r"according to|confirm(?:ed|s)|report(?:ed|s|edly)|claim(?:ed|s)|announced|said|says|estimate[ds]|"
        r"alleged(?:ly)?|sources|expected to|described as"
    ),
    "extreme": (
        r"first|only|sole(?:ly)?|entire(?:ly)?|exclusive(?:ly)?|complete(?:ly)?|never|always|every|nobody|no one|none|"
        r"nothing|all|unprecedented|largest|biggest|fastest|cheapest|best|worst|impossible|guaranteed|"
        r"undisclosed|deliberate(?:ly)?|certain(?:ly)?"
    ),
    "cause": (
        r"because|due to|thanks to|as a result|caused?(?: by)?|led to|leads to|therefore|which means|so that|"
        r"in response to|results? in|forced|triggered|driven by"
    ),
}
_CUE: Final = re.compile(
    r"(?<![\w-])(?:" + "|".join(f"(?P<{kind}>{words})" for kind, words in _WORDS.items()) + r")(?![\w-])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Cue:
    """One cue word as printed: `text[start:end] == word`."""

    word: str
    start: int
    end: int
    kind: CueKind
    claims: tuple[str, ...] = ()
    """Ids of the claims with an appearance (by `at`) within `NEAR` characters, in the order of the text."""


def cue_words(text: str, claims: Iterable[Claim] = ()) -> tuple[Cue, ...]:
    """The cue words of `text` that are no part of a figure, each with the claims that stand near."""
    spans = sorted((*each.at, claim.id) for claim in claims for each in claim.appears if each.at)
    starts = [start for start, _, _ in spans]
    longest = max((end - start for start, end, _ in spans), default=0)
    figures = find_figures(text)
    begins = [each.start for each in figures]
    cues: list[Cue] = []
    for match in _CUE.finditer(text):
        start, end = match.span()
        before = bisect_right(begins, start) - 1
        if before >= 0 and figures[before].end > start:
            continue
        low = bisect_left(starts, start - NEAR - longest)
        high = bisect_right(starts, end + NEAR)
        near = dict.fromkeys(claim for _, last, claim in spans[low:high] if last >= start - NEAR)
        kind: CueKind = "attribution" if match["attribution"] else "extreme" if match["extreme"] else "cause"
        cues.append(Cue(match.group(), start, end, kind, tuple(near)))
    return tuple(cues)
