"""The figures of a text: one pass from left to right, each figure the longest phrase that says how much or when."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from dossier.figures.dates import YEAR_ALONE
from dossier.figures.grammar import (
    BEHIND,
    BETWEEN,
    HEDGE,
    JOIN,
    MOVE,
    NAMED,
    RATE,
    REST,
    TAIL,
    TOKEN,
    VALUE,
    WINDOW,
)
from dossier.figures.words import SINGULAR, STARTERS

Kind = Literal["price", "percent", "multiple", "date", "quantity"]
_WHY: Final = {"link": "address", "mark": "footnote mark", "item": "number of a list item", "name": "name"}
_ONE: Final = re.compile(rf"(?i:one)[- \n]{SINGULAR}\b(?! (?:of|day)\b)", re.IGNORECASE)
_COUNTED_ONE: Final = re.compile(r"\b(?:plus|exactly|at least|at most|more than|less than|fewer than|just)\s$")
_SENTENCE_START: Final = re.compile(r"(?:^|[.!?:;\n“\"(\[•—–-])\s*$")


@dataclass(frozen=True, slots=True)
class PrintedFigure:
    """One figure of a text as printed: `text[start:end] == figure`."""

    figure: str
    start: int
    end: int
    kind: Kind = "quantity"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Digits or number words that are no figure, and why: part of a name, an address, a footnote mark."""

    text: str
    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Scan:
    """What a text prints: its figures, and what only looks like one; both in order, never overlapping."""

    figures: tuple[PrintedFigure, ...]
    left_out: tuple[LeftOut, ...]


@dataclass(frozen=True, slots=True)
class _Span:
    """A figure found: where it ends, of what kind it is, and whether sign, scale or unit mark it as no name."""

    end: int
    kind: Kind
    marked: bool = True


def scan(text: str) -> Scan:
    """Find the figures of `text` and what is left out, in time proportional to its length."""
    figures: list[PrintedFigure] = []
    left: list[LeftOut] = []
    position = 0
    while match := TOKEN.search(text, position):
        group = str(match.lastgroup)
        start = match.start()
        span = None if group in _WHY else _measure(text, start, match)
        why = _WHY.get(group, "")
        end = span.end if span else match.end()
        if span and not span.marked and (name := _name(text, start, position)) is not None:
            span, why, start, end = None, "name", name, _rest(text, match.end())
        if span:
            first = _hedged(text, start, position)
            figures.append(PrintedFigure(text[first:end], first, end, span.kind))
        elif why:
            left.append(LeftOut(text[start:end], start, end, why))
        position = end
    return Scan(tuple(figures), tuple(left))


def find_figures(text: str) -> tuple[PrintedFigure, ...]:
    """The figures of `text` in order: hedge, number or range, scale, unit, rate; or a date. They never overlap."""
    return scan(text).figures


def left_out(text: str) -> tuple[LeftOut, ...]:
    """What looks like a figure and is none: names (`V4`, `GPT-5.4`), addresses, footnote marks, list numbers."""
    return scan(text).left_out


def _measure(text: str, start: int, match: re.Match[str]) -> _Span | None:
    """Say how far the figure at `start` reaches and of what kind it is; None for a pronoun."""
    if match.lastgroup == "date":
        return _Span(match.end(), "date")
    if match.lastgroup == "times":
        return _Span(match.end(), "multiple")
    if match.lastgroup == "rank":
        return _Span(match.end(), "quantity")
    first = VALUE.match(text, start)
    if first is None:  # cannot be: the token is the same expression
        return None
    last = _range(text, first) or first
    span = _with_unit(text, first, last)
    return None if _is_pronoun(text, start, last.end(), span) else span


def _range(text: str, first: re.Match[str]) -> re.Match[str] | None:
    """The second value of `20 to 50`, `between 3 and 5`, `nine out of ten`; None where there is no such range."""
    join = JOIN.match(text, first.end())
    second = VALUE.match(text, join.end()) if join else None
    if join is None or second is None or YEAR_ALONE.match(text, second.start()):
        return None
    before = text[max(0, first.start() - WINDOW) : first.start()]
    word = join["word"]
    if word == "and":
        return second if BETWEEN.search(before) and _alike(first, second) else None
    if word in {"in", "out of"} and (first["percent"] or first["currency"] or second["percent"] or second["currency"]):
        return None
    if word == "to" and MOVE.search(before) and (_full(first) or TAIL.match(text, second.end())):
        return None
    return second if _alike(first, second) else None


def _full(value: re.Match[str]) -> bool:
    return bool(value["currency"] or value["percent"] or value["scale"] or value["number"][-1].isalpha())


def _alike(first: re.Match[str], second: re.Match[str]) -> bool:
    """Whether two values can be the ends of one range: $15 to $30, 10 to 15%, but not 12% to $5."""
    if second["currency"] and not first["currency"]:
        return False
    if second["percent"]:
        return not first["currency"] and not (first["scale"] and not first["percent"])
    return not first["percent"]


def _with_unit(text: str, first: re.Match[str], last: re.Match[str]) -> _Span:
    """Extend a number by its unit, its rate and the words behind it, and say of what kind that makes it."""
    end = last.end()
    kind: Kind = "price" if first["currency"] else "percent" if last["percent"] else "quantity"
    marked = bool(first["currency"] or last["percent"] or last["scale"] or "," in last["number"])
    end = _behind(text, end)
    if kind == "quantity" and (tail := TAIL.match(text, end)):
        end = _behind(text, tail.end())
        kind = "percent" if tail["percent"] else "multiple" if tail["multiple"] else "price" if tail["coins"] else kind
        marked = marked or not tail["noun"] or bool(tail["strong"])
    if rate := RATE.match(text, end):
        end, marked = rate.end(), True
    return _Span(_behind(text, end), kind, marked)


def _behind(text: str, end: int) -> int:
    """Take in `+` or `or more`."""
    more = BEHIND.match(text, end)
    return more.end() if more else end


def _hedged(text: str, start: int, floor: int) -> int:
    """Where the figure starts with its hedges (at most two: `just over`, `at least about`), not before `floor`."""
    for _ in range(2):
        low = max(floor, start - WINDOW)
        hedge = HEDGE.search(text[low:start])
        if hedge is None:
            break
        start = low + hedge.start() + len(hedge.group()) - len(hedge.group().lstrip())
    return start


def _is_pronoun(text: str, start: int, end: int, span: _Span) -> bool:
    """Whether a bare `one` counts nothing: `one of`, `no one`, `one day`."""
    if text[start:end].lower() != "one" or span.kind != "quantity":
        return False
    if _ONE.match(text, start):
        return False
    before = text[max(0, start - WINDOW) : start]
    return text.startswith(" of", end) or not _COUNTED_ONE.search(before)


def _name(text: str, start: int, floor: int) -> int | None:
    """Where the name starts that ends in the number at `start` (`Opus 4.6`, `the Big Three`); None if it is none."""
    low = max(floor, start - WINDOW)
    before = text[low:start]
    named = NAMED.search(before)
    if text[start].isupper():
        return None if _SENTENCE_START.search(before) else low + named.start(1) if named else start
    if text[start].isalpha() or not named or _begins_sentence(named.group(1), before[: named.start(1)]):
        return None
    return low + named.start(1)


def _begins_sentence(word: str, before: str) -> bool:
    """Whether the capitalised `word` right before a number is no name but the beginning of a sentence."""
    if word.lower().rstrip(".") in STARTERS or (word.endswith(".") and len(word) > 5):
        return True
    return bool(_SENTENCE_START.search(before) and re.search(r"(?:ing|ed|ly|[’']s)$", word))


def _rest(text: str, end: int) -> int:
    rest = REST.match(text, end)
    return rest.end() if rest else end
