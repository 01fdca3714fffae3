"""Figures as values: what a person wrote is read at the precision in which it was printed.

`[hedge or bound] number [to number] [scale] [unit]`. What begins like a value must parse to the end; anything else is
text and is never compared. The printed digits set the tolerance: half a unit of the last significant digit, where
trailing zeros of a whole number are not significant but at least two digits are (so `37 billion` is 36.5 to 37.5
billion and `100` is 95 to 105). A whole percentage is meant to the point. Zero, bounds and the ends of ranges
are sharp.
"""

from __future__ import annotations

import re
from decimal import Decimal, localcontext
from functools import lru_cache
from typing import Final

from dossier.values.digits import Number, read_number
from dossier.values.grammar import (
    BEGINS,
    BOUNDS,
    CLOCK,
    CURRENCY,
    HEDGES,
    LONGEST,
    MANY,
    MANY_OF,
    MINUS,
    QUANTITY,
    RATIO,
    SHARE,
    TWO_UNITS,
)
from dossier.values.interval import PRECISION, Interval
from dossier.values.moments import read_moment
from dossier.values.shares import MULTIPLE, read_ratio, read_share
from dossier.values.units import SCALES, Unit
from dossier.values.value import BadValue, Choice, Moment, Quantity, Value, Words, short, unit_of

_FOLDED: Final = re.compile("[\u0130\u0131\u017f\u212a]")
"""Letters that a search without regard to case takes for i, s or k, and that no table of words knows."""
_RATIO: Final = re.compile(r":| in | of ", re.IGNORECASE)
"""What a ratio cannot be without; looked for first, since few values are one."""
_FOLD: Final = re.compile(r"(?<=[0-9a-z])-?fold\b")


@lru_cache(maxsize=1 << 14)
def read_value(text: str, own: frozenset[str] = frozenset()) -> Value:
    """Read one value; `own` are further things that the desk counts.

    Raises BadValue for what begins like a value and is none.
    """
    cleaned = " ".join(text.split())
    if "fold" in cleaned:
        cleaned = _FOLD.sub(" fold", cleaned)
    if match := re.fullmatch(r"one of \[(.*)\]", cleaned):
        return _choice(text, match[1])
    begins = BEGINS.match(cleaned)
    if fault := _unreadable(cleaned):
        if begins is None:
            return Words(text)
        raise fault
    if (moment := read_moment(cleaned)) is not None:
        return Moment(text, moment.first, moment.last)
    with localcontext(PRECISION):
        return _number_in(text, cleaned, begins, own)


def _number_in(text: str, cleaned: str, begins: re.Match[str] | None, own: frozenset[str]) -> Value:
    """Read a text that is no date: a share, a ratio, a number, or else words."""
    if begins is None or not begins["digit"]:
        if (match := SHARE.fullmatch(cleaned)) and (share := read_share(text, match, own)):
            return _single(text, *share, match)
        if match := MANY_OF.fullmatch(cleaned):
            return _many(text, match, own)
    if begins is None or CLOCK.fullmatch(cleaned):
        return Words(text)
    if fault := _unlike_a_number(text, begins):
        raise fault
    if _RATIO.search(cleaned) and (match := RATIO.fullmatch(cleaned)) and (number := read_ratio(text, match)):
        return _single(text, number, MULTIPLE, match)
    return _with_unit(text, cleaned, own)


def _with_unit(text: str, cleaned: str, own: frozenset[str]) -> Quantity:
    """A number or a range with its unit, which may stand at both ends of a range."""
    match = QUANTITY.fullmatch(cleaned)
    if match is None:
        raise BadValue(
            f"{short(text)} begins like a value and is none", "write number, scale, unit: 37 billion parameters"
        )
    try:
        return _quantity(text, match, own)
    except BadValue:
        match = TWO_UNITS.fullmatch(cleaned)
        if match is None:
            raise
        return _quantity(text, match, own)


def _unlike_a_number(text: str, begins: re.Match[str]) -> BadValue | None:
    """Why a text that begins like a value is written in digits or with a sign that nobody can be sure of."""
    if not (begins["digit"] or "0").isascii():
        return BadValue(
            f"{short(text)} is written with other digits", "write 0 to 9, so that every reader knows the number"
        )
    if begins["sign"]:
        hint = "write its code: 5 million USD"
        return BadValue(f"{short(text)} is in a currency that is not known by its sign", hint)
    return None


def _unreadable(cleaned: str) -> BadValue | None:
    """Why a text is not looked at, be it long or in letters that only look plain; such words stay words."""
    if len(cleaned) > LONGEST:
        return BadValue(f"{short(cleaned)} has {len(cleaned):,} characters, the limit is {LONGEST}", "split it")
    if _FOLDED.search(cleaned):
        return BadValue(
            f"{short(cleaned)} holds a letter of another alphabet", "write a value's words in plain letters"
        )
    return None


def _choice(text: str, words: str) -> Choice:
    options = frozenset(key for part in words.split(",") if (key := word_key(part)))
    if not options:
        raise BadValue(f"{short(text)} names nothing", "write one of [Apache-2.0, MIT]")
    return Choice(text, options)


def word_key(word: str) -> str:
    """The form in which two spellings of a word are equal: letters and digits only, in one case."""
    return "".join(char for char in word.casefold() if char.isalnum())


def _quantity(text: str, match: re.Match[str], own: frozenset[str]) -> Quantity:
    unit = _unit(text, match, own)
    if match["b"] is None:
        if match["scale_a"] == "m" and not unit.text:
            raise BadValue(f"{short(text)} may be metres or millions", "write 5 m or 5 million")
        change = unit.is_percent and match["a"][0] in f"+{MINUS}"
        return _single(text, read_number(text, match["a"], match["scale_a"], unit), unit, match, change=change)
    low = read_number(text, match["a"], match["scale_a"].strip() or match["scale_b"], unit)
    high = read_number(text, match["b"], match["scale_b"], unit)
    if low.value > high.value:
        raise BadValue(f"{short(text)} goes from more to less", "write the smaller number first")
    if match["bound"] or match["plus"]:
        raise BadValue(f"{short(text)} is a range and a bound", "write one of them")
    printed = Interval(low.value, high.value).scaled(unit.factor)
    exact = Interval(low.ends()[0], high.ends()[1]).scaled(unit.factor)
    return Quantity(text, printed, exact, unit, HEDGES.get((match["hedge"] or "").lower(), ""))


def _single(text: str, number: Number, unit: Unit, match: re.Match[str], *, change: bool = False) -> Quantity:
    """One number: sharp at a bound, else with the tolerance of its digits."""
    groups = match.groupdict()
    bound = BOUNDS.get((groups.get("bound") or "").lower(), "low" if groups.get("plus") else "")
    half = Decimal(0) if bound else number.tolerance
    printed = _bounded(bound, number.value, number.value).scaled(unit.factor)
    # Half open, as rounding is: else 2.8 and 2.9 would meet at 2.85.
    exact = _bounded(bound, *number.ends(half), high_open=half > 0).scaled(unit.factor)
    return Quantity(text, printed, exact, unit, HEDGES.get((groups["hedge"] or "").lower(), ""), change)


def _bounded(bound: str, low: Decimal, high: Decimal, *, high_open: bool = False) -> Interval:
    """From `low` to `high`, or from one of them on where the number is a bound."""
    return {
        "low": Interval(low, None),
        "above": Interval(low, None, low_open=True),
        "high": Interval(None, high),
        "below": Interval(None, high, high_open=True),
    }.get(bound, Interval(low, high, high_open=high_open))


def _many(text: str, match: re.Match[str], own: frozenset[str]) -> Quantity:
    """`hundreds of thousands of chips`: from one of the next smaller word up to ten times it, which is not reached."""
    unit = unit_of(text, match["unit"], own)
    scale = Decimal(MANY[match["many"].lower()])
    for word in (match["scale"] or "").split():
        scale *= SCALES[word.lower().rstrip("s")]
    factor = 9 if match["many"].lower() == "dozens" else 10
    exact = Interval(scale, scale * factor, high_open=True).scaled(unit.factor)
    return Quantity(text, exact, exact, unit, HEDGES.get((match["hedge"] or "").lower(), ""))


def _unit(text: str, match: re.Match[str], own: frozenset[str]) -> Unit:
    """The unit, be it written before the number (`$`), within a range (`84% to 97%`) or behind it."""
    money, inner, last = match["money"] or match["money_b"], match["unit_a"], match["unit"].strip()
    if inner and match["b"] and last:
        return _same_unit(text, unit_of(text, inner, own), unit_of(text, last, own))
    if inner:
        last = f"{inner} {last}".strip()
    if money:
        currency = CURRENCY[money.upper()]
        if match["money_b"] and CURRENCY[match["money_b"].upper()] != currency:
            raise BadValue(f"{short(text)} names two currencies", "currencies never convert; write two values")
        last = f"{currency}{'' if last.startswith('/') or not last else ' '}{last}"
    return unit_of(text, last, own)


def _same_unit(text: str, one: Unit, other: Unit) -> Unit:
    """The unit of a range that names one at both ends."""
    if (one.dimensions, one.factor) != (other.dimensions, other.factor):
        raise BadValue(f"{short(text)} names two units", "write both ends in one")
    return other
