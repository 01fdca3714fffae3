"""A source: a document that was consulted, with how it was read and where it took its information from."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from dossier.address import doi_link
from dossier.model.fields import Date, Day, Doi, Id, Language, Name, Record, Text

Kind = Literal["primary", "original-report", "secondary", "aggregator"]
Read = Literal["full", "excerpt", "headline", "cited-only"]


class Origin(Record):
    """A link from a source to the source that it took its information from."""

    id: Id
    """Id of the source it took this from."""
    how: Literal["stated", "inferred"] = "stated"
    """stated by the page itself, or inferred by the desk."""


def _origin(value: Any) -> Any:
    return {"id": value} if isinstance(value, str) else value


class Source(Record):
    """A document that was consulted. The id is the file's name and is never written inside."""

    id: str
    path: str
    title: Text
    """Title as the document gives it."""
    url: Text | None = None
    """Its own address; left out where none is known."""
    doi: Doi | None = None
    """Its DOI: 10.1000/182."""
    authors: tuple[Name, ...] = ()
    """Who wrote it, each as `Family, Given`; a body by its whole name, in braces where that holds a comma."""
    publisher: Text
    """Who published it; publishers of one house are grouped in `dossier.yaml`."""
    within: Text | None = None
    """The journal, newspaper, book or website in which it appeared, by its title."""
    volume: Text | None = None
    """Volume of the journal or book."""
    issue: Text | None = None
    """Issue of the journal."""
    pages: Text | None = None
    """Where it stands in there: 12-15, or e1042."""
    published: Date | None = None
    """When it was published, as far as known, or a bound."""
    kind: Kind
    """primary (who made, decided, measured or signed the thing), original-report, secondary or aggregator."""
    origin: tuple[Annotated[Origin, BeforeValidator(_origin, json_schema_input_type=Id | Origin)], ...] = ()
    """Sources it took its information from; none for a root."""
    read: Read
    """How much of it the desk itself read: full, excerpt, headline or cited-only."""
    read_at: Text | None = None
    """Address of a copy of the document itself, where it was not read at `url`."""
    captured: Date | None = None
    """Day of the copy that was read."""
    retrieved: Day | None = None
    """Day on which the desk read it."""
    via: Literal["live", "archive", "stored-copy", "print"] | None = None
    """How it was read: live, archive, stored-copy or print."""
    speaks: Literal["named", "anonymous", "document", "measurement"] | None = None
    """Whose word it is: a named person, an anonymous one, a document or a measurement."""
    interest: Text | None = None
    """Its interest in the matter, in one clause, where it has one."""
    language: Language | None = None
    """Its language as a BCP 47 tag, where it is not the dossier's."""
    notes: Text | None = None
    """Markdown: which parts or which edition were read."""

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where to find it: its own address, and where its DOI leads."""
        return tuple(address for address in (self.url, self.doi and doi_link(self.doi)) if address)

    @property
    def link(self) -> str | None:
        """The first of its addresses."""
        return next(iter(self.addresses), None)

    @property
    def appeared_in(self) -> str:
        """What it appeared in, as a page prints it: `Nature, volume 3, issue 2, pages 12-15`; empty where unknown."""
        parts = (("", self.within), ("volume ", self.volume), ("issue ", self.issue), ("pages ", self.pages))
        return ", ".join(f"{word}{text}" for word, text in parts if text)

    @property
    def was_read(self) -> bool:
        """Whether the desk read it itself, at least the part that matters: a headline is not enough."""
        return self.read in {"full", "excerpt"}
