"""Shares and multiples: `twice`, `a third`, `half a million chips`, `1 in 5`, `2:1`.

They are numbers without a unit, printed to two digits: a third is 0.333 give or take half a percentage point.
"""

from __future__ import annotations

import re
from typing import Final

from dossier.values.digits import Number, read_number, read_quotient
from dossier.values.grammar import PARTS, TIMES
from dossier.values.units import BARE, SCALES, BadUnit, Unit, read_unit
from dossier.values.value import BadValue, short, unit_of

MULTIPLE: Final = Unit("x")
_WHOLE: Final = re.compile(r"(?:of|the|as|that|what|more|less|fewer|its|their|his|her|our|all|again)\b", re.IGNORECASE)
"""What says of which whole something is a share, or whose multiple."""
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")


def read_share(text: str, match: re.Match[str], own: frozenset[str]) -> tuple[Number, Unit] | None:
    """The number and the unit of a multiple or a fraction in words; None where the words name something else."""
    count, part, rest = (match["count"] or "").lower(), match["part"] or "", match["rest"] or ""
    if part.lower() == "quarter" and count in {"a", "one", "three"} and not rest and "-" not in text:
        months = "9" if count == "three" else "3"
        hint = f"write {'75' if count == 'three' else '25'} % or {months} months"
        raise BadValue(f"{short(text)} may be a share or a time", hint)
    number, words = _fraction(text, match), (match["scale"] or "").split()
    for word in words:
        number = Number(number.value * SCALES[word.lower()], number.half * SCALES[word.lower()])
    if words:
        return number, unit_of(text, rest, own)
    if not rest:
        return number, MULTIPLE
    if _WHOLE.match(rest):
        raise _more_than_a_number(text, match)
    try:
        return (number, read_unit(re.sub(r"^an?\s+", "", rest), own)) if match["half"] else None
    except BadUnit:
        return None


def _fraction(text: str, match: re.Match[str]) -> Number:
    if match["times"]:
        above, below = str(TIMES[match["times"].lower()]), "1"
    else:
        above, below = match["count"] or "1", str(PARTS[match["part"].lower()]) if match["part"] else "2"
    return read_quotient(text, read_number(text, above, "", BARE), read_number(text, below, "", BARE))


def read_ratio(text: str, match: re.Match[str]) -> Number | None:
    """The number of `1 in 5` or `2:1`; None where it is none, as in `5 in 2026`."""
    if match["join"] and _YEAR.fullmatch(match["b"]) and not match["scale_b"]:
        return None
    above, below = (read_number(text, match[part], match[f"scale_{part}"], BARE) for part in "ab")
    number = read_quotient(text, above, below)
    if match["join"] and not 0 <= number.value <= 1:
        raise BadValue(f"{short(text)} is more than the whole", "check the numbers")
    if match["rest"]:
        raise _more_than_a_number(text, match)
    return number


def _more_than_a_number(text: str, match: re.Match[str]) -> BadValue:
    number = match.string[: match.start("rest")].strip()
    return BadValue(f"{short(text)} holds more than a number", f"write {number!r}, and put the rest into `of`")
