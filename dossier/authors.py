"""Who wrote a document: a person by family and given name, or a body by its whole name.

Written `Doe, Jane` or `King, Martin Luther, Jr.`, as RIS has it; a name without a comma is taken whole, and one in
braces too, as in BibTeX: `{Acme, Inc.}`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self


@dataclass(frozen=True, slots=True)
class Author:
    """A person, or a body that has no given name."""

    family: str
    """With its particles (`van Gogh`); of a body the whole name."""
    given: str = ""
    suffix: str = ""

    @classmethod
    def read(cls, text: str) -> Self:
        """Read a name as a record has it; ValueError says what is wrong."""
        name = " ".join(text.split())
        if name.startswith("{") and name.endswith("}") and name[1:-1].strip():
            return cls(name[1:-1].strip())
        parts = [part.strip() for part in name.split(",")]
        if len(parts) > 3 or not all(parts):
            raise ValueError(f"{text!r} is no name; write `Family, Given`, and a body that has commas in braces")
        return cls(*parts)

    @classmethod
    def of(cls, family: str, given: str = "", suffix: str = "") -> Self | None:
        """The author whose name has these parts, None where all are empty; a person's lose commas and braces."""
        if not (given.strip() or suffix.strip()):
            name = " ".join(family.strip("{} \t\r\n").split())
            return cls(name) if name else None
        parts = [" ".join(re.sub("[,{}]", " ", part).split()) for part in (family, given, suffix)]
        if parts[0] and parts[1]:
            return cls(*parts)
        name = " ".join(part for part in (parts[1], parts[0], parts[2]) if part)
        return cls(name) if name else None

    @property
    def text(self) -> str:
        """As a record has it."""
        if not self.given:
            return f"{{{self.family}}}" if "," in self.family or self.family.startswith("{") else self.family
        return ", ".join(part for part in (self.family, self.given, self.suffix) if part)

    @property
    def words(self) -> str:
        """As a page prints it: `Jane Doe`, `Martin Luther King, Jr.`"""
        name = f"{self.given} {self.family}" if self.given else self.family
        return f"{name}, {self.suffix}" if self.suffix else name

    def __str__(self) -> str:
        return self.text


def in_words(authors: Iterable[Author]) -> str:
    """Several authors as a sentence names them: `A`, `A and B`, `A, B and C`."""
    *most, last = [author.words for author in authors] or [""]
    return f"{', '.join(most)} and {last}" if most else last
