"""What printed digits stand for: a number, and half a unit of its last significant digit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

from dossier.values.grammar import MINUS, WORDS
from dossier.values.units import SCALES, Unit
from dossier.values.value import BadValue, short

_MOST: Final = 40
"""Most characters of one number: enough for any that means something."""
_BINARY: Final = {"kB": 1, "KB": 1, "MB": 2, "Mtoken": 2, "Mtokens": 2, "Ktoken": 1, "Ktokens": 1}
"""Powers of 1000 within a unit that reach to powers of 1024."""
_POINT: Final = Decimal("0.5")
"""Half a point: a whole percentage is meant to the point, be it 6 % or 100 %."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number, and half a unit of its last significant digit."""

    value: Decimal
    half: Decimal
    reach: Decimal = Decimal(1)
    """What it may be multiplied with: K and M of tokens and bytes reach to powers of 1024."""

    @property
    def tolerance(self) -> Decimal:
        """Half a unit of the last digit; zero has none."""
        return self.half if self.value else Decimal(0)

    def ends(self, half: Decimal = Decimal(0)) -> tuple[Decimal, Decimal]:
        """The least and the most that it stands for, `half` a unit around it."""
        low, high = self.value - half, self.value + half
        return min(low, low * self.reach), max(high, high * self.reach)


def read_number(text: str, digits: str, scales: str, unit: Unit) -> Number:
    """Read digits, or a number word, with the scales behind them; raises BadValue, which quotes `text`."""
    names = [_scale_name(word) for word in scales.split()]
    factor = Decimal(1)
    for name in names:
        factor *= SCALES[name]
    value, half = _read_digits(text, digits)
    if unit.is_points and not names and "." not in digits:
        half = _POINT
    steps = 0
    if unit.dimensions in ((("tokens", 1),), (("byte", 1),)):
        steps = sum({"K": 1, "k": 1, "M": 2}.get(name, 0) for name in names) + _BINARY.get(unit.text, 0)
    return Number(value * factor, half * factor, reach=Decimal("1.024") ** steps)


def read_quotient(text: str, above: Number, below: Number) -> Number:
    """One number over another, to as many digits as the longer one has, at least two."""
    if not below.value:
        raise BadValue(f"{short(text)} divides by zero", "check the numbers")
    value = above.value / below.value
    digits = max(2, *(_significant(each) for each in (above, below)))
    return Number(value, Decimal(5).scaleb(value.adjusted() - digits))


def _significant(number: Number) -> int:
    """How many digits a number was printed with, zeros at its end aside."""
    return number.value.adjusted() - number.half.adjusted() if number.value else 1


def _scale_name(word: str) -> str:
    return word if word in SCALES else word.lower() if word.lower() in SCALES else word.upper()


def _read_digits(text: str, digits: str) -> tuple[Decimal, Decimal]:
    """A number and half a unit of its last significant digit."""
    word = digits.lower()
    if word in WORDS or word in {"a", "an"}:
        digits = str(WORDS.get(word, 1))
    if len(digits) > _MOST:
        raise BadValue(
            f"{short(text)} has a number of {len(digits):,} characters", f"at most {_MOST}; write a scale: 3 billion"
        )
    if digits[0] in MINUS:
        digits = f"-{digits[1:]}"
    if not re.fullmatch(r"[-+]?(?:[1-9][0-9]{0,2}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?", digits):
        raise BadValue(f"{short(text)}: {digits!r} is not a number", "write 1234.5 or 1,234.5, with a scale: 3 billion")
    plain = digits.replace(",", "")
    return Decimal(plain), _half(plain.lstrip("-+"))


@lru_cache(maxsize=1 << 12)
def _half(digits: str) -> Decimal:
    whole, point, decimals = digits.partition(".")
    if point:
        return Decimal(5).scaleb(-len(decimals) - 1)
    whole = whole.lstrip("0") or "0"
    significant = max(len(whole.rstrip("0")), 2)
    return Decimal(5).scaleb(len(whole) - significant - 1)
