"""The dossier as tables: in each, the claim, its status, second word and date stand left of every number.

A value takes seven columns, `printed_value` to `printed_measure`, `found_…` or `evidence_…`: never a bare `value`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

from dossier.export import rows
from dossier.export.edition import Edition
from dossier.export.rows import Cell, Row

Kind = Literal["text", "number", "date", "address"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name, what stands in it, and of which kind that is."""

    name: str
    meaning: str
    kind: Kind = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its columns, and its rows for an edition."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: Callable[[Edition], Iterator[Row]]

    def records(self, edition: Edition) -> list[dict[str, Cell]]:
        """The rows as dictionaries by the columns' names."""
        names = [column.name for column in self.columns]
        return [dict(zip(names, row, strict=True)) for row in self.rows(edition)]


def _verdict_columns(name: str) -> tuple[Column, ...]:
    return (
        Column(name, "Id of the claim."),
        Column("status", "confirmed, disputed or unverified."),
        Column("second_word", "Code of the kind of error, of what is missing, or of what was confirmed."),
        Column("second_word_label", "The same in words."),
        Column("checked", "Day of the verdict.", "date"),
    )  # fmt: skip


def _value_columns(whose: str, says: str) -> tuple[Column, ...]:
    return (
        Column(f"{whose}_value", f"{says}, as written."),
        Column(f"{whose}_low", "Its lower end as printed, in its unit; empty for bounds, dates, words.", "number"),
        Column(f"{whose}_high", "Its upper end; the same as the lower one for a single number.", "number"),
        Column(f"{whose}_unit", "The unit of both ends."),
        Column(f"{whose}_hedged", "yes where it is hedged: about, roughly, nearly."),
        Column(f"{whose}_of", "What the value is of."),
        Column(f"{whose}_measure", "By what measure."),
    )  # fmt: skip


_VALID: Final = (
    Column("valid_from", "From when on it held; a bound as `<=2026-04-07`.", "date"),
    Column("valid_to", "Until when it held.", "date"),
)
_SOURCE: Final = (
    Column("source", "Id of the source."),
    Column("source_title", "Title of the source."),
    Column("publisher", "Who published it."),
    Column("published", "When, as far as known.", "date"),
    Column("source_address", "Its address, else where its DOI leads.", "address"),
)
_PRINTED: Final = _value_columns("printed", "What the article's figure amounts to")
_FOUND: Final = _value_columns("found", "The value that the evidence carries")
_PAGE: Final = Column("page", "Permanent address of the claim's page; empty where the dossier has none.", "address")


TABLES: Final[tuple[Table, ...]] = (
    Table(
        "claims", "Every claim with its verdict: one row a claim.",
        (
            *_verdict_columns("id"),
            Column("statement", "The assertion, as the article makes it, in our words."),
            Column("finding", "The answer in one line."),
            Column("limit", "A clause without which `confirmed` would mislead."),
            *_PRINTED, Column("speaks_of", "The time that the claim speaks of.", "date"),
            *_FOUND, Column("found_source", "Id of the source of the found value."),
            Column("words", "The article's figure or words, where the claim first stands."),
            Column("section", "Heading of the section in which they stand."),
            Column("standing_at_publication", "What the evidence could carry when the article came out."),
            Column("standing_now", "What it can carry on the dossier's date."),
            Column("origins", "The independent origins that count, by their houses."),
            Column("rests_on", "Ids of the sources without any one of which the standing would fall."),
            Column("evidence", "How many items of evidence there are.", "number"),
            Column("category", "What the claim is on."),
            Column("asserts", "What kind of assertion it is."),
            Column("by", "Of a report: who is said to have reported it."),
            Column("weight", "headline, load-bearing or detail."),
            Column("suggestion", "Wording that the evidence would carry."),
            Column("checked_by", "Who reached the verdict."),
            Column("approved", "Day on which a second reader approved it.", "date"),
            _PAGE,
        ),
        rows.claims,
    ),
    Table(
        "figures", "Every figure of the article that a claim carries: one row a place where it stands.",
        (
            *_verdict_columns("claim"),
            Column("figure", "The figure exactly as printed."),
            Column("hedge", "The article's hedge."),
            Column("section", "Id of the section."),
            Column("heading", "Its heading."),
            *_PRINTED, Column("speaks_of", "The time that the claim speaks of.", "date"),
            *_FOUND, *_SOURCE, _PAGE,
        ),
        rows.figures,
    ),
    Table(
        "found-values", "Every value that the evidence carries: one row a value, the number to cite first.",
        (
            *_verdict_columns("claim"), Column("rank", "1 for the value to cite first.", "number"),
            *_FOUND, *_VALID, *_SOURCE,
            Column("printed_value", "What the article prints, as the claim reads it."),
            Column("printed_apart", "How far the printed value is from this one."),
            _PAGE,
        ),
        rows.found_values,
    ),
    Table(
        "series", "Dated values: what held from when to when, by claim, measure and what it is of.",
        (*_verdict_columns("claim"), *_value_columns("dated", "The value of that time"), *_VALID, *_SOURCE, _PAGE),
        rows.series,
    ),
    Table(
        "sources", "Every source: who published it, when, and how it was read.",
        (
            Column("id", "Id of the source."), Column("title", "Its title, as the document gives it."), *_SOURCE[2:4],
            Column("authors", "Who wrote it: each as `Family, Given`, with a semicolon between."),
            Column("within", "The journal, newspaper, book or website in which it appeared."),
            Column("volume", "Volume of the journal or book."), Column("issue", "Issue of the journal."),
            Column("pages", "Where it stands in there."), Column("doi", "Its DOI."),
            Column("house", "The house to which the publisher belongs."),
            Column("kind", "primary, original-report, secondary or aggregator."),
            Column("read", "How much of it the desk read: full, excerpt, headline or cited-only."),
            Column("via", "How it was read: live, archive, stored-copy or print."),
            Column("captured", "Day of the copy that was read.", "date"),
            Column("retrieved", "Day on which the desk read it.", "date"),
            Column("source_address", "Its own address, else where its DOI leads.", "address"),
            Column("read_at", "Address of the copy that was read.", "address"),
            Column("language", "Its language, a BCP 47 tag, where it is not the dossier's."),
            Column("speaks", "Whose word it is."),
            Column("interest", "Its interest in the matter."),
            Column("origins", "Ids of the sources from which it took its information."),
            Column("claims", "Ids of the claims that name it."),
            Column("page", "Permanent address of its page; empty where the dossier has none.", "address"),
        ),
        rows.sources,
    ),
    Table(
        "evidence", "Every item of evidence: what one source, or one calculation, says on a claim.",
        (
            *_verdict_columns("claim"),
            Column("number", "Which item of the claim it is.", "number"),
            Column("stance", "supports, contradicts or context."),
            *_value_columns("evidence", "The value that the source gives, or the calculation"), *_VALID, *_SOURCE,
            Column("kind", "What kind of source it is for this claim."),
            Column("read", "How much of it the desk read."),
            Column("place", "Where in the source."),
            Column("says", "What it says, in our words."),
            Column("excerpt", "Its own words."),
            Column("translation", "The excerpt in the dossier's language."),
            Column("calculation", "The expression, where the evidence is a calculation."),
            Column("bears", "direct, or inferred: shown, and counts for nothing."),
            Column("set_aside", "Why a contradiction does not count."),
            Column("why", "Why a value that disagrees is only context."),
        ),
        rows.evidence,
    ),
)  # fmt: skip
"""In the order of the data page and of the workbook's sheets."""
