"""The article under examination: its sections and figures, never its text."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from dossier.model.fields import Count, Date, Day, Id, Offsets, Record, Text, exactly_one


class Figure(Record):
    """One figure of the article as printed."""

    figure: Text
    """The longest phrase: hedge, number, scale and unit."""
    at: Offsets
    """First and last offset in the article's text, in characters."""


class Section(Record):
    """One section of the article."""

    id: Id
    """`hero`, `intro` or the heading's slug."""
    heading: Text | None = None
    """The heading as printed; none for hero and intro."""
    figures: tuple[Figure, ...] = ()
    """Its figures in the order of the text."""


class Dismissed(Record):
    """A figure, or words, of the article that no claim carries, with the reason."""

    section: Id
    """Id of the section."""
    figure: Text | None = None
    """The figure as printed."""
    words: Text | None = None
    """Or the words, at most 12."""
    nth: Count | None = None
    """Which one is meant where the same figure stands in a section several times."""
    kind: Literal["opinion", "advice", "rhetoric", "hypothetical", "definition", "name", "repeated"]
    """opinion, advice, rhetoric, hypothetical, definition, name or repeated."""
    why: Text
    """The reason in one line."""

    @model_validator(mode="after")
    def _figure_or_words(self) -> Self:
        exactly_one(self, "figure", "words")
        return self


class Article(Record):
    """The work under examination (`article.yaml`)."""

    path: str
    title: Text
    """Its title as printed."""
    url: Text | None = None
    """Its address."""
    author: Text | None = None
    """Who wrote it, as printed; left out where it names nobody."""
    publisher: Text | None = None
    """Who published it."""
    published: Date | None = None
    """When it was published."""
    retrieved: Day | None = None
    """Day on which the desk read it."""
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    """Fingerprint of the text that was read."""
    words: Count | None = None
    """How many words that text has."""
    sections: tuple[Section, ...] = ()
    """Its sections in order."""
    dismissed: tuple[Dismissed, ...] = ()
    """What no claim carries, with reasons."""
