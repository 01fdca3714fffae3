"""The desk, its standards and the site: `dossier.yaml`, every field of which is optional."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from dossier.model.fields import Count, Day, Id, Language, Number, Record, Text


class Desk(Record):
    """Who checked."""

    name: Text | None = None
    """Name of the desk."""
    url: Text | None = None
    """Its address."""
    contact: Text | None = None
    """Where to report an error."""
    hand: Literal["human", "machine-assisted", "machine"] = "human"
    """By what hand the judging is done: human, machine-assisted or machine."""


class Standards(Record):
    """The numbers of the desk's rules."""

    hedge: Number = 10
    """Tolerance of a hedged figure, in percent."""
    immaterial: Number = 2
    """A difference below this many percent is printed and does not dispute."""
    searches: Count = 3
    """How many searches in different places an absence needs."""
    excerpt_words: Count = 12
    """Most words of an excerpt."""
    excerpt_characters: Count = 40
    """Most characters of an excerpt in Chinese, Japanese or Korean."""
    source_excerpts: Count = 10
    """Most excerpts of one source in the whole dossier."""
    source_words: Count = 120
    """Most words of one source in all its excerpts."""
    article_percent: Number = 10
    """Most of the article's words that the site may show, in percent."""


class Event(Record):
    """A day that matters to the time plots."""

    date: Day
    """The day."""
    text: Text
    """What happened."""
    source: Id | None = None
    """The source that says so."""


class Correction(Record):
    """A correction asked for or made."""

    date: Day
    """The day of its present state."""
    claim: Id
    """Id of the claim it concerns."""
    to: Literal["publisher", "self"]
    """publisher (of the article) or self (the desk's own error)."""
    asked: Text
    """What was asked for, or what was corrected."""
    state: Literal["drafted", "sent", "acknowledged", "corrected", "refused"]
    """drafted, sent, acknowledged, corrected or refused."""


class Site(Record):
    """How the site is laid out."""

    rows: Annotated[Count, Field(ge=1, le=250)] = 250
    """Most rows of a list on one page."""


class Settings(Record):
    """`dossier.yaml`: the desk and its standards."""

    path: str = "dossier.yaml"
    title: Text | None = None
    """Title of the dossier; the article's where it is left out."""
    desk: Desk = Desk()
    """Who checked."""
    license: Text | None = None
    """Licence of the dossier's own words and data."""
    base_url: Text | None = None
    """Address at which the site is published."""
    language: Language = "en"
    """Language of the dossier as a BCP 47 tag."""
    units: tuple[Text, ...] = ()
    """Further things that the desk counts, such as seats or votes; the plural is enough."""
    houses: dict[Text, tuple[Text, ...]] = Field(default_factory=dict)
    """Houses with the names of their publishers."""
    standards: Standards = Standards()
    """The numbers of the desk's rules."""
    highlights: tuple[Id, ...] = ()
    """Claims to show first."""
    events: tuple[Event, ...] = ()
    """Days that matter, marked on the plots over time."""
    corrections: tuple[Correction, ...] = ()
    """Corrections asked for or made."""
    site: Site = Site()
    """How the site is laid out."""
