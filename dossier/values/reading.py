"""Figures as values: what a person wrote is read at the precision in which it was printed.

`[hedge or bound] number [to number] [scale] [unit]`. What begins like a value must parse to the end; anything else is
text and is never compared. The printed digits set the tolerance: half a unit of the last significant digit, where
trailing zeros of a whole number are not significant but at least two digits are (so `37 billion` is 36.5 to 37.5
billion and `100` is 95 to 105). Zero, bounds and the ends of ranges are sharp.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, localcontext
from functools import lru_cache
from typing import Final

from dossier.values.interval import PRECISION, Interval
from dossier.values.moments import read_moment
from dossier.values.units import SCALES, BadUnit, Unit, read_unit
from dossier.values.value import BadValue, Choice, Moment, Quantity, Value, Words

_MOST: Final = 40
"""Most characters of one number: enough for any that means something."""
_LONGEST: Final = 200
"""Most characters of a value; what is longer is prose, or means harm."""
_HEDGES: Final = ("about", "around", "roughly", "nearly", "almost", "approximately", "circa", "some", "~", "≈")
_BOUNDS: Final = {
    "at least": "low", "no less than": "low", "no fewer than": "low", ">=": "low", "≥": "low",
    "more than": "above", "over": "above", "above": "above", ">": "above",
    "at most": "high", "no more than": "high", "up to": "high", "<=": "high", "≤": "high",
    "less than": "below", "fewer than": "below", "under": "below", "below": "below", "<": "below",
}  # fmt: skip
_WORDS: Final = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_WORDS.update({f"{ten}-{one}": _WORDS[ten] + _WORDS[one] for ten in [*_WORDS][20:] for one in [*_WORDS][1:10]})
_MANY: Final = {"dozens": 12, "tens": 10, "hundreds": 100, "thousands": 1000, "millions": 10**6, "billions": 10**9}
_CURRENCY: Final = {
    "US$": "USD", "$": "USD", "€": "EUR", "£": "GBP", "USD": "USD", "EUR": "EUR", "CNY": "CNY", "RMB": "CNY",
}  # fmt: skip
_BINARY: Final = {"kB": 1, "KB": 1, "MB": 2, "Mtoken": 2, "Mtokens": 2, "Ktoken": 1, "Ktokens": 1}
"""Powers of 1000 within a unit that reach to powers of 1024."""


def _any(words: object) -> str:
    return "|".join(sorted((re.escape(word) for word in words), key=len, reverse=True))  # type: ignore[attr-defined]


_MINUS: Final = "-−–‒﹣－‐‑"
_DIGITS: Final = rf"[{_MINUS}]?[0-9][0-9,.]*(?:(?:e[0-9+-]|[*^])[0-9*^+-]*)?"
_NUMBER: Final = rf"(?:{_DIGITS}|(?:{_any(_WORDS)})\b)"
# `5 m` and `5 t` are metres and tonnes: a small m is a million only against its digits, a small t never a trillion.
_LETTER: Final = r"(?:[KB]|(?-i:[MT])|(?<=[0-9])(?-i:m))(?!/)"
_SCALE: Final = rf"(?:\s*(?:{_any(word for word in SCALES if len(word) > 1)}|{_LETTER})(?![A-Za-z²³]))*"
_APART: Final = r"(?<![a-z](?=[a-z]))\s*"
"""Behind a hedge or a bound: `someone` is no number."""
_HEDGE: Final = rf"(?:(?P<hedge>{_any(_HEDGES)}){_APART})?"
_BOUND: Final = rf"(?:(?P<bound>{_any(_BOUNDS)}){_APART})?"
_MONEY: Final = rf"(?:(?P<money>{_any(_CURRENCY)})\s*)?"
_SCALE_WORDS: Final = "|".join(f"{word}s?" for word in SCALES if len(word) > 3)
_QUANTITY: Final = re.compile(
    rf"{_HEDGE}{_BOUND}(?:from\s+|between\s+)?{_MONEY}(?P<a>{_NUMBER})(?P<scale_a>{_SCALE})(?:\s*(?P<unit_a>%))?"
    rf"(?:(?:\s+to\s+|\s+and\s+|\s*[–—]\s*|(?<=[0-9KMBT%])-(?=[0-9]))(?P<money_b>{_any(_CURRENCY)})?\s*(?P<b>{_NUMBER})(?P<scale_b>{_SCALE}))?"
    r"(?P<plus>\+)?\s*(?P<unit>.*)",
    re.IGNORECASE | re.DOTALL,
)
_MANY_OF: Final = re.compile(
    rf"{_HEDGE}(?P<many>{_any(_MANY)})(?:\s+of(?P<scale>(?:\s+(?:{_SCALE_WORDS}))+))?(?:\s+of)?\s*(?P<unit>.*)",
    re.IGNORECASE | re.DOTALL,
)
_TIMES: Final = {"twice": "2.0", "double": "2.0", "half": "0.50", "triple": "3.0", "thrice": "3.0"}
_TWICE: Final = re.compile(rf"{_HEDGE}(?P<word>{_any(_TIMES)})", re.IGNORECASE)
_BEGINS: Final = re.compile(
    rf"(?:(?:{_any([*_HEDGES, *_BOUNDS])}){_APART})*(?:from\s+|between\s+)?"
    rf"[{_MINUS}]?(?:(?:{_any(_CURRENCY)})\s*)?(?:[{_MINUS}]?[.,]?(?P<digit>\d)|(?:{_any([*_WORDS, *_MANY])})\b(?!-))",
    re.IGNORECASE,
)
_FOLDED: Final = re.compile("[\u0130\u0131\u017f\u212a]")
"""Letters that a search without regard to case takes for i, s or k, and that no table of words knows."""


@lru_cache(maxsize=1 << 14)
def read_value(text: str, own: frozenset[str] = frozenset()) -> Value:
    """Read one value; `own` are further things that the desk counts.

    Raises BadValue for what begins like a value and is none.
    """
    cleaned = " ".join(text.split())
    if match := re.fullmatch(r"one of \[(.*)\]", cleaned):
        return _choice(text, match[1])
    begins = _BEGINS.match(cleaned)
    if fault := _unreadable(cleaned):
        if begins is None:
            return Words(text)
        raise fault
    if (moment := read_moment(cleaned)) is not None:
        return Moment(text, moment.first, moment.last)
    if match := _TWICE.fullmatch(cleaned):
        factor = _TIMES[match["word"].lower()]
        return _single(text, _Number(Decimal(factor), _half(factor), sharp=False), Unit("x"), match)
    if match := _MANY_OF.fullmatch(cleaned):
        return _many(text, match, own)
    if begins is None:
        return Words(text)
    if not (begins["digit"] or "0").isascii():
        raise BadValue(
            f"{_short(text)} is written with other digits", "write 0 to 9, so that every reader knows the number"
        )
    match = _QUANTITY.fullmatch(cleaned)
    if match is None:
        raise BadValue(
            f"{_short(text)} begins like a value and is none", "write number, scale, unit: 37 billion parameters"
        )
    with localcontext(PRECISION):
        return _quantity(text, match, own)


def _unreadable(cleaned: str) -> BadValue | None:
    """Why a text is not looked at, be it long or in letters that only look plain; such words stay words."""
    if len(cleaned) > _LONGEST:
        return BadValue(f"{_short(cleaned)} has {len(cleaned):,} characters, the limit is {_LONGEST}", "split it")
    if _FOLDED.search(cleaned):
        return BadValue(
            f"{_short(cleaned)} holds a letter of another alphabet", "write a value's words in plain letters"
        )
    return None


def _choice(text: str, words: str) -> Choice:
    options = frozenset(key for part in words.split(",") if (key := word_key(part)))
    if not options:
        raise BadValue(f"{_short(text)} names nothing", "write one of [Apache-2.0, MIT]")
    return Choice(text, options)


def word_key(word: str) -> str:
    """The form in which two spellings of a word are equal: letters and digits only, in one case."""
    return "".join(char for char in word.casefold() if char.isalnum())


@dataclass(frozen=True, slots=True)
class _Number:
    """A number, and half a unit of its last significant digit."""

    value: Decimal
    half: Decimal
    sharp: bool
    """Zero has no tolerance."""
    reach: Decimal = Decimal(1)
    """What it may be multiplied with: K and M of tokens and bytes reach to powers of 1024."""

    def ends(self, half: Decimal = Decimal(0)) -> tuple[Decimal, Decimal]:
        """The least and the most that it stands for, `half` a unit around it."""
        low, high = self.value - half, self.value + half
        return min(low, low * self.reach), max(high, high * self.reach)


def _quantity(text: str, match: re.Match[str], own: frozenset[str]) -> Quantity:
    unit = _unit(text, match, own)
    if match["b"] is None:
        if match["scale_a"] == "m" and not unit.text:
            raise BadValue(f"{_short(text)} may be metres or millions", "write 5 m or 5 million")
        return _single(text, _number(text, match["a"], match["scale_a"], unit), unit, match)
    low = _number(text, match["a"], match["scale_a"].strip() or match["scale_b"], unit)
    high = _number(text, match["b"], match["scale_b"], unit)
    if low.value > high.value:
        raise BadValue(f"{_short(text)} goes from more to less", "write the smaller number first")
    if match["bound"] or match["plus"]:
        raise BadValue(f"{_short(text)} is a range and a bound", "write one of them")
    printed = Interval(low.value, high.value).scaled(unit.factor)
    exact = Interval(low.ends()[0], high.ends()[1]).scaled(unit.factor)
    return Quantity(text, printed, exact, unit, bool(match["hedge"]))


def _single(text: str, number: _Number, unit: Unit, match: re.Match[str]) -> Quantity:
    """One number: sharp at a bound, else with the tolerance of its digits."""
    groups = match.groupdict()
    bound = _BOUNDS.get((groups.get("bound") or "").lower(), "low" if groups.get("plus") else "")
    half = Decimal(0) if number.sharp or bound else number.half
    printed = _bounded(bound, number.value, number.value).scaled(unit.factor)
    # Half open, as rounding is: else 2.8 and 2.9 would meet at 2.85.
    exact = _bounded(bound, *number.ends(half), high_open=half > 0).scaled(unit.factor)
    return Quantity(text, printed, exact, unit, bool(groups["hedge"]))


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
    unit = _read_unit(text, match["unit"], own)
    scale = Decimal(_MANY[match["many"].lower()])
    for word in (match["scale"] or "").split():
        scale *= SCALES[word.lower().rstrip("s")]
    factor = 9 if match["many"].lower() == "dozens" else 10
    exact = Interval(scale, scale * factor, high_open=True).scaled(unit.factor)
    return Quantity(text, exact, exact, unit, bool(match["hedge"]))


def _unit(text: str, match: re.Match[str], own: frozenset[str]) -> Unit:
    """The unit, be it written before the number (`$`), within a range (`84% to 97%`) or behind it."""
    money, inner, last = match["money"] or match["money_b"], match["unit_a"], match["unit"].strip()
    if inner:
        last = f"{inner} {last}".strip() if not last.startswith("%") else last
    if money:
        currency = _CURRENCY[money.upper()]
        if match["money_b"] and _CURRENCY[match["money_b"].upper()] != currency:
            raise BadValue(f"{_short(text)} names two currencies", "currencies never convert; write two values")
        last = f"{currency}{'' if last.startswith('/') or not last else ' '}{last}"
    return _read_unit(text, last, own)


def _read_unit(text: str, unit: str, own: frozenset[str]) -> Unit:
    try:
        return read_unit(unit, own)
    except BadUnit as fault:
        raise BadValue(f"{_short(text)}: {fault}", fault.hint) from None


def _number(text: str, digits: str, scales: str, unit: Unit) -> _Number:
    names = [_scale_name(word) for word in scales.split()]
    factor = Decimal(1)
    for name in names:
        factor *= SCALES[name]
    value, half = _read_digits(text, digits)
    steps = 0
    if unit.dimensions in ((("tokens", 1),), (("byte", 1),)):
        steps = sum({"K": 1, "k": 1, "M": 2}.get(name, 0) for name in names) + _BINARY.get(unit.text, 0)
    return _Number(value * factor, half * factor, sharp=value == 0, reach=Decimal("1.024") ** steps)


def _scale_name(word: str) -> str:
    return word if word in SCALES else word.lower() if word.lower() in SCALES else word.upper()


def _read_digits(text: str, digits: str) -> tuple[Decimal, Decimal]:
    """A number and half a unit of its last significant digit."""
    if digits.lower() in _WORDS:
        digits = str(_WORDS[digits.lower()])
    if len(digits) > _MOST:
        raise BadValue(
            f"{_short(text)} has a number of {len(digits):,} characters", f"at most {_MOST}; write a scale: 3 billion"
        )
    if digits[0] in _MINUS:
        digits = f"-{digits[1:]}"
    if not re.fullmatch(r"-?(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?", digits):
        raise BadValue(
            f"{_short(text)}: {digits!r} is not a number", "write 1234.5 or 1,234.5, with a scale: 3 billion"
        )
    plain = digits.replace(",", "")
    return Decimal(plain), _half(plain.lstrip("-"))


@lru_cache(maxsize=1 << 12)
def _half(digits: str) -> Decimal:
    whole, point, decimals = digits.partition(".")
    if point:
        return Decimal(5).scaleb(-len(decimals) - 1)
    whole = whole.lstrip("0") or "0"
    significant = max(len(whole.rstrip("0")), 2)
    return Decimal(5).scaleb(len(whole) - significant - 1)


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else text[:59] + "…")
