"""What is wrong in the records: where, by which rule, and what to do about it. Problems are values, never raised."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field as made_of
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable

Severity = Literal["error", "warning", "notice"]
"""A notice is of the calendar: it is printed and never fails a build."""
FieldPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One fault at one place. Problems sort by path, line and rule, which is the order in which they are printed."""

    path: str
    line: int
    """Counted from 1; 1 too where the whole file is meant, so that every place can be opened by an editor."""
    rule: str
    message: str
    severity: Severity = "error"
    hint: str = ""
    field: FieldPath = made_of(default=(), compare=False)
    """Of which field of the record it speaks; empty where of the whole."""

    def __str__(self) -> str:
        """The problem as `path:line: rule: message (hint)`, on one line whatever the records say."""
        place = f"{self.path}:{self.line}"
        mark = "" if self.severity == "error" else f"{self.severity}: "
        hint = f" ({self.hint})" if self.hint else ""
        return printable(f"{place}: {mark}{self.rule}: {self.message}{hint}")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule yields: the record and the field it speaks of. Where that stands in the file is looked up later."""

    path: str
    field: FieldPath
    message: str
    hint: str = ""

    def at(self, line: int, rule: str, severity: Severity = "error") -> Problem:
        """Make the problem that stands on `line` of the record."""
        return Problem(self.path, line, rule, self.message, severity, self.hint, self.field)


def printable(text: str) -> str:
    """Make `text` one line that a terminal can show: whatever cannot be printed becomes its escape.

    A record could otherwise move the cursor, ring the bell or add a line that looks like another problem.
    """
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def did_you_mean(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """Give the hint that names the nearest known word, or nothing when none is near."""
    near = nearest(word, known, cutoff)
    return f"did you mean {near!r}?" if near else ""


def nearest(word: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """Find the known word that is most like `word`, whatever its case and ending; empty when none is near."""
    meant = word[:80].strip().lower().removesuffix(".yaml")
    return next(iter(get_close_matches(meant, list(known), n=1, cutoff=cutoff)), "")


def shown(text: str, limit: int = 60) -> str:
    """Quote what a record says for a message, cut to `limit` characters."""
    return repr(text if len(text) <= limit else text[: limit - 1] + "…")
