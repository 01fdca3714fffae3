"""A claim: one atomic, checkable assertion of the article, with everything that was found on it."""

from __future__ import annotations

from typing import Literal, Self, get_args

from pydantic import Field, model_validator

from dossier.model.evidence import Evidence, FoundValue, Search
from dossier.model.fields import Count, Date, Day, Flag, Id, Offsets, Record, Text, exactly_one
from dossier.problem import FieldPath
from dossier.words import label, plural

Category = Literal[
    "parameters", "pricing", "chip-spec", "date", "benchmark", "market",
    "event", "architecture", "attribution", "comparison", "forecast", "license",
]  # fmt: skip
Assertion = Literal["fact", "measurement", "report", "extreme", "cause", "forecast", "absence"]
Weight = Literal["headline", "load-bearing", "detail"]
Status = Literal["confirmed", "disputed", "unverified"]
Error = Literal[
    "wrong-value", "wrong-entity", "wrong-date", "wrong-attribution", "scope",
    "overstated", "rumour-as-fact", "not-in-source", "arithmetic", "overtaken",
]  # fmt: skip
Gap = Literal["no-source", "one-origin", "contested", "undisclosed", "unreadable", "not-yet-knowable", "no-measure"]
CATEGORIES: tuple[str, ...] = get_args(Category)
STATUSES: tuple[Status, ...] = ("confirmed", "disputed", "unverified")


class Appearance(Record):
    """One place where the claim stands in the article."""

    section: Id
    """Id of the section in `article.yaml`: `hero`, `intro` or the heading's slug."""
    figure: Text | None = None
    """The figure exactly as printed, with its hedge, scale and unit."""
    words: Text | None = None
    """Where there is no figure: the words that make the claim, verbatim, at most 12."""
    hedge: Text | None = None
    """The article's hedge as printed: about, reportedly, appears to."""
    nth: Count | None = None
    """Which one is meant where the same figure stands in a section several times, counted from 1."""
    at: Offsets | None = None
    """First and last offset in the article's text, in characters; orders the claims as the article does."""

    @model_validator(mode="after")
    def _figure_or_words(self) -> Self:
        exactly_one(self, "figure", "words")
        return self

    @property
    def printed(self) -> str:
        """The figure or the words as printed."""
        return self.figure or self.words or ""


class Question(Record):
    """A question put to somebody whom the claim concerns: the right of reply."""

    who: Text
    """Who was asked."""
    date: Day
    """The day on which the question was sent."""
    question: Text
    """What was asked."""
    answer: Text | None = None
    """The answer, or nothing while there is none."""


class Relation(Record):
    """How this claim stands to another."""

    claim: Id
    """Id of the other claim."""
    how: Literal["depends-on", "contradicts", "drops-hedge-of", "reads-same-words"]
    """depends-on, contradicts, drops-hedge-of, or reads-same-words (another reading of the same words)."""


class Verdict(Record):
    """An earlier verdict on the claim."""

    date: Day
    """The day it was reached."""
    status: Status
    """The status of that day."""
    error: Error | None = None
    """Its second word, if it was disputed."""
    gap: Gap | None = None
    """Its second word, if it was unverified."""
    finding: Text | None = None
    """Its answer in one line."""
    notes: Text | None = None
    """Why it was reached, or why it changed."""
    checked_by: Text | None = None
    """Who reached it."""


class Approval(Record):
    """A second reader's approval, with fingerprints of what was approved."""

    by: Text
    """Who approved; never the one who checked."""
    date: Day
    """The day of the approval."""
    seal: dict[Text, Text] = Field(default_factory=dict)
    """Short fingerprints of every judged field and source, written by `dossier approve`."""


class Exemption(Record):
    """A figure in the notes that need not stand in the evidence."""

    figure: Text
    """The figure as the notes print it."""
    why: Text
    """Why it needs no evidence."""


class Claim(Record):
    """One atomic, checkable assertion of the article. The id is the file's name and is never written inside."""

    id: str
    path: str
    statement: Text
    """The assertion in our own words, as the article makes it."""
    category: Category
    """For sorting: parameters, pricing, chip-spec, date, benchmark, market, event, architecture and so on."""
    asserts: Assertion = "fact"
    """What kind of assertion it is, and so what can carry it."""
    by: Text | None = None
    """Of a report: who is said to have reported, claimed or estimated it."""
    due: Date | None = None
    """Of a forecast: the day from which it can be judged."""
    about: tuple[Text, ...] = ()
    """Houses with an interest in the claim."""
    weight: Weight = "detail"
    """headline, load-bearing or detail."""
    appears: tuple[Appearance, ...] = ()
    """Every place where the claim stands."""
    value: Text | None = None
    """What the printed figure amounts to, with its unit."""
    of: Text | None = None
    """What the value is of."""
    measure: Text | None = None
    """By what measure; unlike is never compared with unlike."""
    speaks_of: Date | None = None
    """The time the claim speaks of; the article's date where it says nothing else."""
    status: Status
    """confirmed, disputed or unverified."""
    error: Error | None = None
    """Second word of a disputed claim: what kind of error it is."""
    gap: Gap | None = None
    """Second word of an unverified claim: what is missing."""
    limit: Text | None = None
    """A clause without which `confirmed` would mislead."""
    finding: Text | None = None
    """The answer in one line that a reader understands without the rest."""
    found: tuple[FoundValue, ...] = ()
    """The number to cite, best first."""
    suggestion: Text | None = None
    """Wording that the evidence would carry."""
    notes: Text
    """Markdown: how it was checked, so that another can repeat it."""
    would_change: Text | None = None
    """What would change the verdict."""
    evidence: tuple[Evidence, ...] = ()
    """What the sources and calculations say on it."""
    searches: tuple[Search, ...] = ()
    """Where one looked in vain."""
    asked: tuple[Question, ...] = ()
    """Who was asked, and what they answered."""
    allegation: Flag = False
    """Whether it alleges unlawful or discreditable conduct."""
    relates: tuple[Relation, ...] = ()
    """How it stands to other claims."""
    exempt: tuple[Exemption, ...] = ()
    """Figures in the notes that need no evidence, with the reason."""
    judgement: Text | None = None
    """The editor's reason where the status differs from the standing."""
    recheck: Day | None = None
    """The day on which it should be looked at again."""
    checked: Day | None = None
    """The day of the present verdict."""
    checked_by: Text | None = None
    """Who reached the present verdict."""
    history: tuple[Verdict, ...] = ()
    """Earlier verdicts, newest last."""
    approved: Approval | None = None
    """A second reader's approval."""

    @property
    def printed(self) -> str:
        """The figure or words of the first appearance; empty where the claim names none."""
        return self.appears[0].printed if self.appears else ""

    @property
    def second_word(self) -> str:
        """The code that qualifies the status: the error, the gap, or what kind of assertion was confirmed."""
        if self.status == "disputed":
            return self.error or ""
        if self.status == "unverified":
            return self.gap or ""
        return f"confirmed-{self.asserts}"

    @property
    def second_word_label(self) -> str:
        """The second word as a reader sees it; `confirmed` never stands bare where it would mislead."""
        if self.status == "confirmed":
            if self.asserts == "report" and self.by:
                return f"as reported by {self.by}"
            if self.asserts == "absence":
                return f"nothing found in {plural(sum(search.vain for search in self.searches), 'place')}"
            if self.limit:
                return "with a limit"
        return label(self.second_word, "second") if self.second_word else "no reason given"

    def cited(self) -> list[tuple[FieldPath, str]]:
        """Every source that the claim names, with the field in which it stands."""
        named: list[tuple[FieldPath, str]] = []
        for number, value in enumerate(self.found):
            named.append((("found", number, "source"), value.source))
        for number, item in enumerate(self.evidence):
            if item.source:
                named.append((("evidence", number, "source"), item.source))
            for place, given in item.inputs("evidence", number):
                if given.source:
                    named.append(((*place, "source"), given.source))
        return named

    def printed_inputs(self) -> list[tuple[FieldPath, str]]:
        """Every claim whose printed figure goes into a calculation here, with the field in which it is named."""
        return [
            ((*place, "as_printed"), given.as_printed)
            for number, item in enumerate(self.evidence)
            for place, given in item.inputs("evidence", number)
            if given.as_printed
        ]
