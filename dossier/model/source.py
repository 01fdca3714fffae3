"""A source: a document that was consulted, with how it was read and where it took its information from."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from dossier.model.fields import Date, Day, Id, Language, Record, Text

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
    publisher: Text
    """Who published it; publishers of one house are grouped in `dossier.yaml`."""
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
    def was_read(self) -> bool:
        """Whether the desk read it itself, at least the part that matters: a headline is not enough."""
        return self.read in {"full", "excerpt"}
