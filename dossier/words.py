"""What the codes of the records mean: one label and one definition for each, the same on every page and in the docs."""

from __future__ import annotations

from typing import Final, NamedTuple


class Word(NamedTuple):
    """A code's label, as it stands in a line, and its definition."""

    label: str
    definition: str


STATUS: Final[dict[str, Word]] = {
    "confirmed": Word(
        "confirmed",
        "One primary source that was read, or two independent origins, carry it (a report its own text, an absence "
        "searches), and nothing open contradicts it.",
    ),
    "disputed": Word(
        "disputed",
        "One primary source that was read, or two independent origins, contradict the claim as the article makes it.",
    ),
    "unverified": Word(
        "unverified",
        "The evidence that could be found carries neither the claim nor its contrary. It may still be true.",
    ),
}

SECOND: Final[dict[str, Word]] = {
    "wrong-value": Word("wrong value", "The value printed is not the one that the evidence gives."),
    "wrong-entity": Word("true of another thing", "What is said holds of something else, which the finding names."),
    "wrong-date": Word("wrong date", "It happened, but on another day or at another time."),
    "wrong-attribution": Word("wrong attribution", "Somebody or something else is the source or the cause."),
    "scope": Word("wrong scope", "It holds in part: of one version, one case or one condition."),
    "overstated": Word("overstated", "Something like it holds, but less than is said."),
    "rumour-as-fact": Word("rumour as fact", "An unconfirmed report is given as settled, and it did not hold."),
    "not-in-source": Word("not in the source", "The source that is named does not say it."),
    "arithmetic": Word("arithmetic", "The article's own figures do not give this result."),
    "overtaken": Word("overtaken", "It held once and no longer did at the time the article speaks of."),
    "no-source": Word("no source", "Nobody was found who says where it comes from."),
    "one-origin": Word("one origin", "All that was found goes back to one report."),
    "contested": Word("contested", "Sources of equal weight say opposite things."),
    "undisclosed": Word("undisclosed", "Those who know have not made it public."),
    "unreadable": Word("unreadable", "The source that would settle it could not be read."),
    "not-yet-knowable": Word("not yet knowable", "It speaks of a time that has not come."),
    "no-measure": Word("no measure", "The words have no agreed measure by which they could be tested."),
    "confirmed-fact": Word("fact", "A statement of fact."),
    "confirmed-measurement": Word("independent measurement", "Measured by somebody without an interest in the result."),
    "confirmed-report": Word("as reported", "That it was reported or claimed is confirmed, not what was reported."),
    "confirmed-extreme": Word("no counter-example", "Carried by the evidence, and no counter-example is known."),
    "confirmed-cause": Word("documented cause", "A source documents the mechanism."),
    "confirmed-forecast": Word("came true", "Judged on the outcome, once it was due."),
    "confirmed-absence": Word(
        "nothing found", "Searches that cover the time found nothing. Absence cannot be shown further."
    ),
}

STANCE: Final[dict[str, Word]] = {
    "supports": Word("Supports the claim", "It says what the claim says."),
    "contradicts": Word("Contradicts the claim", "It says something that cannot be true together with the claim."),
    "context": Word("Context", "It bears on the matter and proves nothing either way."),
}

KIND: Final[dict[str, Word]] = {
    "primary": Word("primary source", "By who made, decided, measured or signed the very thing."),
    "original-report": Word("original report", "By the outlet that found it out itself."),
    "secondary": Word("secondary source", "Retells what others made or reported, and says whom."),
    "aggregator": Word("aggregator", "Collects or rewrites others' pages; it adds nothing to what it repeats."),
}

READ: Final[dict[str, Word]] = {
    "full": Word("read in full", "The desk read the document."),
    "excerpt": Word("read in part", "The desk read parts of the document."),
    "headline": Word("headline read", "The desk read no more than the headline."),
    "cited-only": Word("not read, only cited", "The desk did not read it; others name it as their source."),
}

VIA: Final[dict[str, Word]] = {
    "live": Word("the page itself", "Read at its address."),
    "archive": Word("a public archive", "Read in a public web archive."),
    "stored-copy": Word("a stored copy", "Read in a stored copy of the page."),
    "print": Word("print", "Read on paper."),
}

HAND: Final[dict[str, Word]] = {
    "human": Word("by people", "People read the sources and judged."),
    "machine-assisted": Word("by people with machine help", "People judged, with the help of a language model."),
    "machine": Word("by a machine", "A language model read the sources and judged. No human has checked the verdicts."),
}

ASSERTS: Final[dict[str, Word]] = {
    "fact": Word("a fact", "Carried by one primary source that was read, or by two independent origins."),
    "measurement": Word(
        "a measurement", "As a fact, but the word of a house with an interest counts for nothing in support."
    ),
    "report": Word(
        "a report",
        "That somebody reported or claimed it. One established origin suffices; its content is another claim.",
    ),
    "extreme": Word("an extreme", "First, only, entirely: as a measurement, and one counter-example disputes it."),
    "cause": Word("a cause", "As a measurement, and only from a source that documents the mechanism."),
    "forecast": Word("a forecast", "Unverified until it is due; from then judged on the outcome."),
    "absence": Word("an absence", "Confirmed only as far as searches in different places found nothing."),
}

RELATION: Final[dict[str, Word]] = {
    "depends-on": Word("depends on", "It holds only if the other holds."),
    "contradicts": Word("contradicts", "The article says both, and both cannot hold."),
    "drops-hedge-of": Word("drops the hedge of", "It states flatly what the article hedges elsewhere."),
    "reads-same-words": Word("reads the same words as", "Another reading of the same words."),
}

ORIGIN: Final[dict[str, Word]] = {
    "stated": Word("says so itself", "The page names its source."),
    "inferred": Word("inferred by the desk", "The page does not say so; the desk concludes it."),
}

TIME: Final[dict[str, Word]] = {
    "before": Word("Public when the article came out", "Dated on or before the day of the article."),
    "after": Word("Came out later", "Dated after the article: it could not be known then."),
    "undated": Word("Undated", "No date is known: it counts from the day it was read."),
}

BEARS: Final[dict[str, Word]] = {
    "direct": Word("direct", "It speaks of the very thing."),
    "inferred": Word("inferred: shown, and counts for nothing", "One must conclude it from what the source says."),
}

VOCABULARIES: Final[dict[str, dict[str, Word]]] = {
    "status": STATUS,
    "second": SECOND,
    "stance": STANCE,
    "kind": KIND,
    "read": READ,
    "via": VIA,
    "hand": HAND,
    "asserts": ASSERTS,
    "relation": RELATION,
    "origin": ORIGIN,
    "bears": BEARS,
    "time": TIME,
}


def label(code: str, vocabulary: str) -> str:
    """The label of a code, or the code itself where it has none."""
    word = VOCABULARIES[vocabulary].get(code)
    return word.label if word else code


def definition(code: str, vocabulary: str) -> str:
    """The definition of a code; empty where it has none."""
    word = VOCABULARIES.get(vocabulary, {}).get(code)
    return word.definition if word else ""


def sentence(text: str) -> str:
    """The text with its first letter as a sentence begins; names within it keep theirs."""
    return text[:1].upper() + text[1:]


def plural(count: int, one: str, many: str = "") -> str:
    """Count things in words: `1 claim`, `3 claims`."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
