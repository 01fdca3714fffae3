"""A dossier as an analyst takes it: checked records, tables as lists of dictionaries, standings on any day."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from dossier.build import check_project
from dossier.dates import PartialDate
from dossier.export import TABLES, Edition
from dossier.export.rows import Cell
from dossier.model import Claim, Source, Status
from dossier.problem import Problem

Rows = list[dict[str, Cell]]


class FaultyRecords(Exception):
    """The records hold errors, so nothing is taken from them; `problems` says which."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


def read_dataset(root: Path, base_url: str = "") -> Dataset:
    """Read and check a dossier; raises NoProject where there is none, FaultyRecords where it holds an error."""
    outcome = check_project(root)
    if outcome.failed():
        raise FaultyRecords(tuple(problem for problem in outcome.problems if problem.severity == "error"))
    return Dataset(Edition.of(outcome.dossier, base_url))


@dataclass(frozen=True)
class Dataset:
    """A checked dossier. Tables are lists of dictionaries, which pandas and polars take as they are.

    Their columns are those of the data page; numbers stand in the unit that the column beside them names.
    """

    edition: Edition

    @property
    def title(self) -> str:
        """What the dossier is called."""
        return self.edition.dossier.title

    @property
    def date(self) -> datetime.date | None:
        """The dossier's date."""
        return self.edition.dossier.date

    @property
    def version(self) -> str:
        """Its date and a fingerprint of its records."""
        return self.edition.version

    @property
    def claims(self) -> Mapping[str, Claim]:
        """The claims by id, in the order of the article."""
        return self.edition.dossier.claims

    @property
    def sources(self) -> Mapping[str, Source]:
        """The sources by id."""
        return self.edition.dossier.sources

    def figures(self) -> Rows:
        """Every figure of the article that a claim carries, beside the value to cite: one row a place."""
        return self.table("figures")

    def found_values(self) -> Rows:
        """Every value that the evidence carries: one row a value."""
        return self.table("found-values")

    def series(self) -> Rows:
        """Dated values: what held from when to when."""
        return self.table("series")

    def evidence(self) -> Rows:
        """Every item of evidence: one row an item."""
        return self.table("evidence")

    def table(self, name: str) -> Rows:
        """Any table of the data page by its name; ValueError for another name says which there are."""
        for table in TABLES:
            if table.name == name:
                return table.records(self.edition)
        raise ValueError(f"there is no table {name!r}; there are {', '.join(table.name for table in TABLES)}")

    def as_of(self, day: str | datetime.date) -> dict[str, Status]:
        """What the evidence carried on a day, by the claims' ids: counting only what was public by then.

        Raises ValueError for a text that is not one day, such as `2026-04`.
        """
        if isinstance(day, str):
            read = PartialDate.read(day)
            if read.first != read.last or read.bound:
                raise ValueError(f"{day!r} is not one day; write 2026-04-10")
            day = read.first
        standings = self.edition.standings
        return {claim.id: standings.stood(claim, day) for claim in self.claims.values()}
