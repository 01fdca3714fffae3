"""Evidence: what one source, one calculation or one search says on a claim."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from dossier.model.fields import Day, Id, Period, Record, Text, exactly_one
from dossier.problem import FieldPath

Stance = Literal["supports", "contradicts", "context"]
STANCES: tuple[Stance, ...] = ("supports", "contradicts", "context")


class FoundValue(Record):
    """A value that the evidence carries: the number to cite."""

    value: Text
    """The value, written as DESIGN's values are."""
    of: Text | None = None
    """What the value is of."""
    measure: Text | None = None
    """By what measure; unlike is never compared with unlike."""
    source: Id
    """The source that carries it."""
    valid: Period | None = None
    """When it held, where that matters."""


class Input(Record):
    """One input of a calculation: sourced, taken from the article, or assumed and said to be so."""

    value: Text
    """The value that goes into the expression."""
    of: Text | None = None
    """What the value is of."""
    measure: Text | None = None
    """By what measure."""
    source: Id | None = None
    """The source that gives it."""
    as_printed: Id | None = None
    """The claim that prints it, where the article's own arithmetic is checked."""
    assumption: Text | None = None
    """Why this value was assumed, where no source gives it."""
    place: Text | None = None
    """Where in the source it stands."""

    @model_validator(mode="after")
    def _one_ground(self) -> Self:
        exactly_one(self, "source", "as_printed", "assumption")
        return self


class Evidence(Record):
    """What one source, or one calculation, says on the claim."""

    source: Id | None = None
    """Id of the source."""
    calculation: Text | None = None
    """An expression over the inputs of `where`; a calculation is evidence too."""
    where: dict[Text, Input] = Field(default_factory=dict)
    """The inputs of the calculation by their names."""
    cases: tuple[dict[Text, Input], ...] = ()
    """A table of input sets for one expression: all must agree before it proves anything."""
    stance: Stance
    """supports, contradicts, or context, which proves nothing."""
    value: Text | None = None
    """The value that the source gives."""
    of: Text | None = None
    """What that value is of, where it is not what the claim speaks of."""
    measure: Text | None = None
    """By what measure, where it is not the claim's."""
    place: Text | None = None
    """Where in the source: section, page, table, line."""
    excerpt: Text | None = None
    """The words themselves, verbatim, at most 12 words or 40 CJK characters, without ellipsis."""
    translation: Text | None = None
    """The excerpt in the dossier's language."""
    says: Text | None = None
    """What the source says, in our own words."""
    bears: Literal["direct", "inferred"] = "direct"
    """direct, or inferred: shown, and counts for nothing."""
    as_: Annotated[Literal["primary", "original-report", "secondary", "aggregator"] | None, Field(alias="as")] = None
    """Overrides the source's kind for this claim."""
    valid: Period | None = None
    """When what it says held; only where that matters (prices, availability, licences)."""
    set_aside: Text | None = None
    """Why a contradiction does not count."""
    why: Text | None = None
    """Why a comparable value that disagrees is only context."""

    @model_validator(mode="after")
    def _source_or_calculation(self) -> Self:
        exactly_one(self, "source", "calculation")
        return self

    def inputs(self, *place: str | int) -> Iterator[tuple[FieldPath, Input]]:
        """All inputs of the calculation with the fields in which they stand, below `place`."""
        for name, given in self.where.items():
            yield (*place, "where", name), given
        for number, case in enumerate(self.cases):
            for name, given in case.items():
                yield (*place, "cases", number, name), given


class Search(Record):
    """A place where one looked, in vain or not. Required of an unverified claim and of an absence."""

    where: Text
    """Where one looked."""
    sought: Text
    """What was sought."""
    date: Day
    """The day of the search."""
    covers: Period | None = None
    """The time that the place searched covers."""
    found: Text = "nothing"
    """What came up; `nothing` where nothing did."""

    @property
    def vain(self) -> bool:
        """Whether nothing came up."""
        return self.found.strip().lower() == "nothing"
