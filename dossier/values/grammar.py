"""How a value is written: the words that hedge, bound, count and scale, and the expressions that they make.

Every expression takes time in proportion to a text of at most `LONGEST` characters, which is seen to before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from dossier.values.units import CURRENCIES, SCALES
from dossier.values.value import Hedge

LONGEST: Final = 200
"""Most characters of a value; what is longer is prose, or means harm."""
HEDGES: Final[dict[str, Hedge]] = {
    **dict.fromkeys(("about", "around", "roughly", "approximately", "circa", "some", "~", "≈"), "about"),
    **dict.fromkeys(("nearly", "almost"), "below"),
    **{f"{how} {what}": "below" for how in ("just", "slightly") for what in ("under", "below", "less than")},
    **{f"{how} {what}": "above" for how in ("just", "slightly") for what in ("over", "above", "more than")},
}
BOUNDS: Final = {
    "at least": "low", "no less than": "low", "no fewer than": "low", ">=": "low", "≥": "low",
    "more than": "above", "over": "above", "above": "above", ">": "above",
    "at most": "high", "no more than": "high", "up to": "high", "<=": "high", "≤": "high",
    "less than": "below", "fewer than": "below", "under": "below", "below": "below", "<": "below",
}  # fmt: skip
WORDS: Final = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
WORDS.update({f"{ten}-{one}": WORDS[ten] + WORDS[one] for ten in [*WORDS][20:] for one in [*WORDS][1:10]})
MANY: Final = {"dozens": 12, "tens": 10, "hundreds": 100, "thousands": 1000, "millions": 10**6, "billions": 10**9}
TIMES: Final = {
    **dict.fromkeys(("twice", "double", "doubled"), 2), **dict.fromkeys(("thrice", "triple", "tripled"), 3),
    **dict.fromkeys(("quadruple", "quadrupled"), 4),
}  # fmt: skip
PARTS: Final = {
    "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
CURRENCY: Final = {
    "$": "USD", "US$": "USD", "€": "EUR", "£": "GBP", "¥": "¥", "CN¥": "CNY", "JP¥": "JPY", "RMB": "CNY", "₩": "KRW",
    "₹": "INR", "₽": "RUB", "A$": "AUD", "AU$": "AUD", "C$": "CAD", "CA$": "CAD", "HK$": "HKD", "S$": "SGD",
    "NT$": "TWD", "R$": "BRL", **{code: code for code in CURRENCIES},
}  # fmt: skip
"""What may stand before a number; `¥` alone is refused as a unit, since it may be yen or yuan."""
MINUS: Final = "-−–‒﹣－‐‑"
SIGNS: Final = "$¢£¤¥֏؋৳฿៛\u20a0-\u20c0﹩＄￠￡￥￦"
"""Signs of currencies, known or not."""


def any_of(words: Iterable[str]) -> str:
    """The alternatives of some words, the longest first."""
    return "|".join(sorted((re.escape(word) for word in words), key=len, reverse=True))


_DIGITS: Final = rf"[{MINUS}+]?[0-9][0-9,.]*(?:(?:e[0-9+-]|[*^])[0-9*^+-]*)?"
_SCALE_WORDS: Final = [word for word in SCALES if len(word) > 3]
_ONE: Final = rf"an?(?=[ -]+(?:{any_of(_SCALE_WORDS)})\b(?!-))"
_NUMBER: Final = rf"(?:{_DIGITS}|(?:{any_of(WORDS)})\b|{_ONE})"
# `5 m` and `5 t` are metres and tonnes: a small m is a million only against its digits, a small t never a trillion.
_LETTER: Final = r"(?:[KB]|(?-i:[MT])|(?<=[0-9])(?-i:m))(?!/)"
_SCALE: Final = rf"(?:\s*(?:{any_of(word for word in SCALES if len(word) > 1)}|{_LETTER})(?![A-Za-z²³]))*"
_APART: Final = r"(?<![a-z](?=[a-z]))\s*"
"""Behind a hedge or a bound: `someone` is no number."""
_HEDGE: Final = rf"(?:(?P<hedge>{any_of(HEDGES)}){_APART})?"
_BOUND: Final = rf"(?:(?P<bound>{any_of(BOUNDS)}){_APART})?"
_MONEY: Final = rf"(?:(?P<money>{any_of(CURRENCY)})\s*)?"
_FIRST: Final = rf"{_HEDGE}{_BOUND}(?:from\s+|between\s+)?{_MONEY}(?P<a>{_NUMBER})(?P<scale_a>{_SCALE})"
_SECOND: Final = rf"(?P<money_b>{any_of(CURRENCY)})?\s*(?P<b>{_NUMBER})(?P<scale_b>{_SCALE})"
_HYPHEN: Final = rf"-(?=[0-9]|(?:{any_of(CURRENCY)})[0-9])"
_JOIN: Final = rf"(?:\s+to\s+|\s+and\s+|\s*[–—]\s*|\s+-\s+|(?<=[0-9KMBT%]){_HYPHEN})"
_OR_IGNORE: Final = re.IGNORECASE | re.DOTALL

QUANTITY: Final = re.compile(
    rf"{_FIRST}(?:\s*(?P<unit_a>%))?(?:{_JOIN}{_SECOND})?(?P<plus>\+)?\s*(?P<unit>.*)", _OR_IGNORE
)
TWO_UNITS: Final = re.compile(
    rf"{_FIRST}\s*(?P<unit_a>[^\d\s][^\d]{{0,40}}?)(?:{_JOIN}|{_HYPHEN}){_SECOND}(?P<plus>\+)?\s*(?P<unit>.*)",
    _OR_IGNORE,
)
"""A range that names its unit at both ends: `5x to 10x`."""
MANY_OF: Final = re.compile(
    rf"{_HEDGE}(?P<many>{any_of(MANY)})(?:\s+of(?P<scale>(?:\s+(?:{any_of(_SCALE_WORDS)})s?)+))?"
    r"(?:\s+of)?\s*(?P<unit>.*)",
    _OR_IGNORE,
)
SHARE: Final = re.compile(
    rf"{_HEDGE}{_BOUND}(?:(?P<times>{any_of(TIMES)})|(?:(?P<count>an?|{any_of([*WORDS][1:10])})(?:-|\s+))?"
    rf"(?:(?P<half>halves|halved|half)|(?(count)(?P<part>{any_of(PARTS)})s?|(?!))))"
    rf"(?:(?:\s+of)?(?:\s+an?)?(?P<scale>(?:\s+(?:{any_of(_SCALE_WORDS)}))+))?(?:\s+(?P<rest>.*))?",
    _OR_IGNORE,
)
"""`twice`, `half`, `two-thirds`, `half a million chips`."""
RATIO: Final = re.compile(
    rf"{_HEDGE}{_BOUND}(?P<a>{_NUMBER})(?P<scale_a>{_SCALE})(?:\s+(?P<join>in|out\s+of|of)\s+|(?P<colon>:))(?P<b>{_NUMBER})(?P<scale_b>{_SCALE})"
    r"(?:\s+(?P<rest>.*))?",
    _OR_IGNORE,
)
"""`1 in 5`, `10 out of 12`, `2:1`."""
CLOCK: Final = re.compile(
    r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?(?:\s*(?:[ap]\.?m\.?|UTC|GMT|CES?T|BST|[ECMP][SD]?T|[IJK]ST))?",
    re.IGNORECASE,
)
"""A time of day: text, and never a ratio."""
BEGINS: Final = re.compile(
    rf"(?:(?:{any_of([*HEDGES, *BOUNDS])}){_APART})*(?:from\s+|between\s+)?"
    rf"[{MINUS}+]?(?:(?:{any_of(CURRENCY)})\s*)?(?:[{MINUS}]?[.,]?(?P<digit>\d)|(?P<sign>[{SIGNS}]\s*\d)"
    rf"|(?:{any_of([*WORDS, *MANY])})\b(?!-)|{_ONE})",
    re.IGNORECASE,
)
"""Whatever begins so must be a value to its end."""
