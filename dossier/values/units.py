"""The project's own vocabulary of units, and how units are read and multiplied.

A unit is a product of dimensions and a factor to the dimension's base. Nothing converts but by that factor: currencies
never do, and a count of tokens is never a count of words. Factors of physical units are those of the SI Brochure, 9th
edition; the tests compare them with pint's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, localcontext
from functools import lru_cache
from typing import Final

from dossier.problem import nearest, shown
from dossier.values.interval import PRECISION

Dimensions = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """What a number counts or measures."""

    text: str
    """As written; empty for a bare number."""
    dimensions: Dimensions = ()
    """Dimensions with their powers, sorted; none for a ratio, a percentage and a bare number."""
    factor: Decimal = Decimal(1)
    """How many base units one of it is."""

    @property
    def is_percent(self) -> bool:
        """Whether it is a percentage (of something) and not percentage points."""
        return self.text in _PERCENT

    @property
    def is_points(self) -> bool:
        """Whether it is counted in percent, be it of something, a year, or as percentage points."""
        return self.text.partition(" ")[0] in _POINTS

    @property
    def is_multiple(self) -> bool:
        """Whether it says how many times as much."""
        return self.text in _MULTIPLES

    def times(self, other: Unit, power: int = 1) -> Unit:
        """The product with another unit, or with its inverse for `power` -1."""
        powers = dict(self.dimensions)
        for name, exponent in other.dimensions:
            powers[name] = powers.get(name, 0) + power * exponent
        dimensions = tuple(sorted((name, exponent) for name, exponent in powers.items() if exponent))
        return Unit("", dimensions, self.factor * other.factor**power)


class BadUnit(ValueError):
    """A unit that the vocabulary does not hold. `hint` says what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


BARE: Final = Unit("")
SCALES: Final[dict[str, Decimal]] = {
    "hundred": Decimal(100),
    "dozen": Decimal(12),
    **dict.fromkeys(("thousand", "K", "k"), Decimal(10) ** 3),
    **dict.fromkeys(("million", "M", "m", "mn"), Decimal(10) ** 6),
    **dict.fromkeys(("billion", "B", "bn"), Decimal(10) ** 9),
    **dict.fromkeys(("trillion", "T", "tn"), Decimal(10) ** 12),
}
_LONGEST: Final = 100
_PER: Final = re.compile(
    r"(?P<number>[1-9][0-9]{0,2}(?:,[0-9]{3}){1,3}|[1-9][0-9]{0,11})(?: (?P<rest>\D+))?"
    r"|(?P<scale>hundred|thousand|million|billion)"
)
_PERCENT: Final = frozenset({"%", "percent"})
_POINTS: Final = frozenset({"%", "percent", "pp", "percentage-point", "percentage-points"})
_MULTIPLES: Final = frozenset({"x", "×", "times", "fold"})
_PRECISIONS: Final = frozenset({"FP4", "FP8", "FP16", "BF16", "FP32", "TF32", "FP64", "INT4", "INT8"})

# Things that are counted: one dimension each, in the singular and the plural.
_COUNTED: Final = (
    "token", "parameter", "expert", "layer", "head", "page", "word", "character", "chip",
    "node", "model", "person/people",
    "company/companies", "country/countries", "user", "order", "source", "test", "question", "sample", "vote", "seat",
    "dose", "case", "death", "unit", "item", "job", "home", "car", "vehicle", "share", "point", "step", "hop",
    "employee", "worker", "customer", "patient", "student", "household",
)  # fmt: skip
CURRENCIES: Final = (
    "USD", "CNY", "EUR", "GBP", "JPY", "KRW", "INR", "CHF", "CAD", "AUD", "TWD", "HKD", "SGD", "BRL", "RUB",
)  # fmt: skip
# Word, dimension, factor.
_MEASURED: Final[tuple[tuple[str, str, str], ...]] = (
    ("s second seconds sec", "time", "1"), ("ms millisecond milliseconds", "time", "0.001"),
    ("min minute minutes", "time", "60"), ("h hour hours", "time", "3600"),
    ("day days", "time", "86400"), ("week weeks", "time", "604800"),
    ("month months", "month", "1"), ("quarter quarters", "month", "3"), ("year years", "month", "12"),
    ("m metre metres meter meters", "length", "1"), ("km kilometre kilometres kilometer kilometers", "length", "1000"),
    ("cm centimetre centimetres", "length", "0.01"), ("mm millimetre millimetres", "length", "0.001"),
    ("nm nanometre nanometres nanometer nanometers", "length", "1e-9"), ("mile miles", "length", "1609.344"),
    ("foot feet ft", "length", "0.3048"), ("inch inches", "length", "0.0254"),
    ("m2 m²", "area", "1"), ("km2 km²", "area", "1e6"), ("mm2 mm²", "area", "1e-6"),
    ("ha hectare hectares", "area", "1e4"),
    ("l litre litres liter liters", "volume", "0.001"), ("m3 m³", "volume", "1"),
    ("g gram grams", "mass", "0.001"), ("kg kilogram kilograms", "mass", "1"), ("t tonne tonnes", "mass", "1000"),
    ("mg milligram milligrams", "mass", "1e-6"), ("lb lbs", "mass", "0.45359237"), ("mph", "length/s", "0.44704"),
    ("W watt watts", "power", "1"), ("kW", "power", "1e3"), ("MW", "power", "1e6"), ("GW", "power", "1e9"),
    ("Wh", "energy", "3600"),
    ("kWh", "energy", "3.6e6"), ("MWh", "energy", "3.6e9"), ("GWh", "energy", "3.6e12"), ("TWh", "energy", "3.6e15"),
    ("Hz", "frequency", "1"), ("MHz", "frequency", "1e6"), ("GHz", "frequency", "1e9"), ("°C", "celsius", "1"),
    ("bit bits", "byte", "0.125"), ("byte bytes", "byte", "1"), ("kB KB", "byte", "1e3"), ("MB", "byte", "1e6"),
    ("GB", "byte", "1e9"), ("TB", "byte", "1e12"), ("PB", "byte", "1e15"), ("KiB", "byte", "1024"),
    ("MiB", "byte", "1048576"), ("GiB", "byte", "1073741824"), ("TiB", "byte", "1099511627776"),
    ("Mbit Mb", "byte", "125000"), ("Gbit Gb", "byte", "125000000"), ("Tbit Tb", "byte", "125000000000"),
    ("FLOP FLOPs", "operation", "1"), ("FLOPS FLOP/s", "operation/s", "1"), ("GFLOPS", "operation/s", "1e9"),
    ("TFLOPS TFLOP/s", "operation/s", "1e12"), ("PFLOPS PFLOP/s", "operation/s", "1e15"),
    ("EFLOPS", "operation/s", "1e18"),
    ("TOPS", "operation/s", "1e12"), ("POPS", "operation/s", "1e15"),
    ("percentage-point percentage-points pp", "percentage point", "1"),
    ("basis-point basis-points bp bps", "percentage point", "0.01"), ("ppm", "", "0.000001"),
    ("x × times fold ratio", "", "1"), ("% percent", "", "0.01"),
)  # fmt: skip
_SYNONYMS: Final = {
    **dict.fromkeys(("$", "US$", "dollar", "dollars", "US dollar", "US dollars", "U.S. dollars"), "USD"),
    **dict.fromkeys(("RMB", "yuan", "renminbi"), "CNY"),
    **dict.fromkeys(("€", "euro", "euros"), "EUR"),
    **dict.fromkeys(("£", "pounds sterling", "British pounds"), "GBP"),
    "yen": "JPY",
    "won": "KRW",
    "Swiss francs": "CHF",
    "Canadian dollars": "CAD",
    "Australian dollars": "AUD",
    "Hong Kong dollars": "HKD",
    "Singapore dollars": "SGD",
    **dict.fromkeys(("GPU", "GPUs", "NPU", "NPUs"), "chips"),
}

_AMBIGUOUS: Final = {
    "¥": ("yen or yuan", "JPY or CNY"),
    **dict.fromkeys(("pound", "pounds"), ("money or weight", "GBP or lb")),
    **dict.fromkeys(("rupee", "rupees"), ("of several countries", "INR for those of India")),
}


def _vocabulary() -> dict[str, Unit]:
    words: dict[str, Unit] = {}
    for counted in _COUNTED:
        singular, _, plural = counted.partition("/")
        for word in (singular, plural or f"{singular}s"):
            words[word] = Unit(word, ((plural or f"{singular}s", 1),))
    for currency in CURRENCIES:
        words[currency] = Unit(currency, ((currency, 1),))
    for names, dimension, factor in _MEASURED:
        parts = dimension.split("/")
        powers = tuple(sorted(((parts[0], 1), *((part, -1) for part in _per(parts[1:]))))) if dimension else ()
        for word in names.split():
            words[word] = Unit(word, powers, Decimal(factor))
    for word, meaning in _SYNONYMS.items():
        words[word] = words[meaning]
    return words


def _per(parts: list[str]) -> list[str]:
    return ["time" if part == "s" else part for part in parts]


VOCABULARY: Final = _vocabulary()


@lru_cache(maxsize=4096)
def read_unit(text: str, own: frozenset[str] = frozenset()) -> Unit:
    """Read `USD/Mtoken`, `TFLOPS BF16`, `% per year`; `own` are further things that the desk counts.

    Raises BadUnit for a word that the vocabulary does not hold.
    """
    text = " ".join(text.split())
    if len(text) > _LONGEST:
        raise BadUnit(f"{shown(text)} is not a unit", f"it has {len(text):,} characters, the limit is {_LONGEST}")
    text = re.sub(r"\bper cent\b", "%", text).replace("percentage point", "percentage-point")
    text = text.replace("basis point", "basis-point")
    precision = next((word for word in text.split() if word in _PRECISIONS), "")
    if precision:
        text = " ".join(word for word in text.split() if word != precision)
    if text in VOCABULARY and not precision:
        return VOCABULARY[text]
    parts = re.split(r"\s*/\s*|\s+per\s+|^per\s+", text) if text not in VOCABULARY else [text]
    unit = Unit("")
    with localcontext(PRECISION):
        for number, part in enumerate(parts):
            if part or number:
                unit = unit.times(_per_number(part, own) if number else _word(part, own), -1 if number else 1)
    dimensions = unit.dimensions
    if precision:
        dimensions = tuple(
            (f"{name} {precision}" if name == "operation" else name, power) for name, power in dimensions
        )
    return Unit(f"{text} {precision}".strip(), dimensions, unit.factor)


def _per_number(part: str, own: frozenset[str]) -> Unit:
    """Read what stands behind `per`: a unit, a number of them (`100,000 people`), or a number alone (`100,000`)."""
    match = _PER.fullmatch(part)
    if match is None:
        return _word(part, own)
    factor = SCALES[match["scale"]] if match["scale"] else Decimal(1)
    if match["number"]:
        factor *= Decimal(match["number"].replace(",", ""))
    unit = _word(match["rest"], own) if match["rest"] else BARE
    return Unit(part, unit.dimensions, unit.factor * factor)


def _word(word: str, own: frozenset[str]) -> Unit:
    """Read one word of a unit, with a scale before it (`Mtoken`, `million tokens`) or not."""
    for scale, factor in (("", Decimal(1)), *SCALES.items()):
        if scale == "m":  # `mW` is a thousandth of a watt, not a million
            continue
        rest = word.removeprefix(scale).strip() if word.startswith(scale) else ""
        if rest in VOCABULARY:
            unit = VOCABULARY[rest]
            return Unit(word, unit.dimensions, unit.factor * factor)
        if rest in own:
            return Unit(word, ((rest, 1),), factor)
        if rest in _AMBIGUOUS:
            meanings, names = _AMBIGUOUS[rest]
            raise BadUnit(f"{shown(rest)} may be {meanings}", f"write {names}")
    known = [*VOCABULARY, *own]
    last = word.rsplit(maxsplit=1)[-1] if word.split() else word
    if last in VOCABULARY or last in own:
        qualifier = word[: -len(last)].strip()
        raise BadUnit(f"{shown(word)} is not a unit", f"the unit is {last!r}; put {qualifier!r} into `measure` or `of`")
    folded = {each.casefold(): each for each in reversed(known)}
    near = nearest(word, folded, cutoff=0.75)
    hint = f"did you mean {folded[near]!r}?" if near else "list what the desk counts under `units` in dossier.yaml"
    raise BadUnit(f"{shown(word)} is not a unit", hint)


def comparable(one: Unit, other: Unit) -> bool:
    """Whether two values with these units can be compared: the same dimensions, and both or neither bare.

    A precision that only one side names is left open, as `of` and `measure` are. A bare number is no percentage.
    """
    if one.is_percent != other.is_percent and not (one.text and other.text):
        return False
    return one.dimensions == other.dimensions or _loose(one.dimensions, other.dimensions)


def _loose(one: Dimensions, other: Dimensions) -> bool:
    if len(one) != len(other):
        return False
    return all(
        power == power2 and (name == name2 or _open(name, name2))
        for (name, power), (name2, power2) in zip(one, other, strict=True)
    )


def _open(one: str, other: str) -> bool:
    return "operation" in (one, other) and one.split(maxsplit=1)[0] == other.split(maxsplit=1)[0]


def known_words(own: Iterable[str] = ()) -> list[str]:
    """Every word of the vocabulary, sorted, for the documents."""
    return sorted({*VOCABULARY, *own}, key=str.casefold)
