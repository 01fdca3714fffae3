"""The notes are checked too: a figure in our own words stands somewhere in the evidence, or is said to be exempt."""

from __future__ import annotations

import datetime
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from decimal import Decimal
from typing import Final, NamedTuple

from dossier.comparing import found_difference, results_of, value_of
from dossier.dates import PartialDate, day_in_words
from dossier.model import Claim, Dossier, Evidence, Source
from dossier.problem import Finding, shown
from dossier.values import show_result
from dossier.values.grammar import CURRENCY
from dossier.values.units import VOCABULARY

_SCALES: Final = {"k": 3, "thousand": 3, "m": 6, "million": 6, "b": 9, "billion": 9, "t": 12, "trillion": 12}
_MONTHS: Final = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE: Final = re.compile(
    rf"(?:[0-9]{{1,2}} (?:to [0-9]{{1,2}} )?)?(?:{_MONTHS})(?: [0-9]{{4}})?|[0-9]{{4}}-[0-9]{{2}}(?:-[0-9]{{2}})?"
)
_CLOCK: Final = re.compile(r"(?<![\w:])[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?(?![\w:])")
# A hyphen before digits is a sign or stands in a range, but not behind a letter: `GPT-5.4` is a name.
_NUMBER: Final = re.compile(
    r"(?<![\w.,])(?<![A-Za-z]-)(?P<sign>(?<![0-9])[+−-])?(?P<money>[$€£])?(?P<digits>[0-9]+(?:,[0-9]+)*(?:\.[0-9]+)*)"
    r"(?:[ -]?(?P<scale>thousand|million|billion|trillion|[KMBT](?![A-Za-z])))?(?P<percent> ?%| per ?cent)?"
    r"(?P<glued>[A-Za-z×]{1,6})?(?![\w])"
)
_WORD: Final = re.compile(r"[ -]?([A-Za-z×]+)")
# What stands before a number that names something: a place in a document, or a thing with a version.
_NAMED: Final = re.compile(
    r"(?:\b(?:[Ss]ections?|[Tt]ables?|[Ff]igures?|[Vv]ersion|[Pp]ages?|[Pp]p?\.|[Ll]ines?|[Pp]arts?|[Cc]hapter|"
    r"[Aa]ppendix|[Pp]aragraphs?|[Pp]oints?|[Ss]tep|[Cc]ommit)|(?<![.:;] )(?<!\A)\b[A-Z][\w.-]*) "
    r"(?:[0-9.]+(?:,| and| to)? |[0-9.]+[–-])*\Z"
)
_COUNTED: Final = re.compile(
    r"\s*(?:sources?|pages?|origins?|search(?:es)?|outlets?|records?|files?|copies|readers?)\b"
)
_LOOSE: Final = frozenset({"point", "points", "case", "cases", "unit", "units", "s", "t", "l", "h", "m", "g", "second"})
"""Words of the vocabulary that in a sentence often mean something else."""
_FIELDS: Final = ("finding", "notes", "suggestion")


def unfounded_figure(dossier: Dossier) -> Iterator[Finding]:
    """A figure in the finding, notes or suggestion stands in the claim, its evidence, searches or calculations.

    It stands there as what it is: 30 % are not founded by 30 chips, nor -5 by +5; a number of an unknown unit may be
    anything. Names, places in documents, times of day, counts of sources, years and numbers under ten are aside;
    `exempt` names the others.
    """
    for claim in dossier.claims.values():
        ours = [(field, text) for field in _FIELDS if (text := getattr(claim, field))]
        figures = [(field, each) for field, text in ours for each in _figures(text)]
        if not figures:
            continue
        wanted = {_core(str(each.number)) for _, (_, meanings) in figures for each in meanings}
        known, dates = _known(claim, dossier, wanted)
        exempt = {" ".join(each.figure.split()) for each in claim.exempt}
        for field, (figure, meanings) in dict.fromkeys(figures):
            founded = any(_founds(known, each) for each in meanings) if meanings else _is_known(figure, dates)
            if not founded and figure not in exempt:
                message = (
                    f"{shown(figure)} stands neither in the claim nor in its evidence, searches, calculations or dates"
                )
                yield Finding(
                    claim.path, (field,), message, "found it in the evidence, calculate it, or name it under `exempt`"
                )


class _Meaning(NamedTuple):
    """What a printed number may stand for."""

    number: Decimal
    kind: object
    """Its unit's dimensions, `percent` or `multiple`; None where its unit is not known."""
    sign: str


def _founds(known: Mapping[Decimal, set[_Meaning]], figure: _Meaning) -> bool:
    """Whether a known number can be what a figure says: the same number, and neither of another kind nor sign."""
    return any(
        (each.kind is None or figure.kind is None or each.kind == figure.kind)
        and (not each.sign or not figure.sign or each.sign == figure.sign)
        for each in known.get(figure.number, ())
    )


def _figures(text: str) -> Iterator[tuple[str, tuple[_Meaning, ...]]]:
    """The figures of our own words that must be founded, each with what it may stand for; a date has no meaning."""
    if not re.search(r"[0-9]", text):
        return
    text = " ".join(text.split())
    for match in _DATE.finditer(text):
        if re.match(r"[0-9]", match[0]):
            yield match[0], ()
    rest = text
    for aside in (_DATE, _CLOCK):
        rest = aside.sub(" ", rest)
    for match in _NUMBER.finditer(rest):
        if match["glued"] and match["glued"] not in VOCABULARY:
            continue  # a name or an ordinal: 950PR, 5th
        meanings = _meanings(match)
        plain = not (match["money"] or match["scale"] or match["percent"])
        small = plain and not match["glued"] and meanings[0].kind != "multiple" and meanings[0].number < 10
        bare = match["glued"] in {None, "s"} and "," not in match["digits"]  # 1990, the 1990s
        year = plain and bare and 1900 <= meanings[0].number <= 2100
        named = plain and (_NAMED.search(rest, 0, match.start()) or match["digits"].count(".") > 1)
        if not (small or year or named or _COUNTED.match(rest, match.end())):
            yield match[0].strip(), meanings


def _is_known(date: str, known: set[str]) -> bool:
    """Whether a date of our own words is among the known ones; one without a year, or the end of a range, too."""
    meant = _in_words(re.sub(r"^[0-9]{1,2} to ", "", date))
    return any(other == meant or other.startswith(f"{meant} ") for other in known)


def _meanings(match: re.Match[str]) -> tuple[_Meaning, ...]:
    """What a number may stand for: as written, and with its scale."""
    digits = match["digits"].replace(",", "")
    if digits.count(".") > 1:
        return (_Meaning(Decimal(0), None, ""),)
    number, scale = Decimal(digits), match["scale"]
    numbers = (number, number.scaleb(_SCALES[scale.lower()])) if scale else (number,)
    kind, sign = _kind(match), (match["sign"] or "").replace("−", "-")
    return tuple(_Meaning(each.normalize(), kind, sign) for each in numbers)


def _kind(match: re.Match[str]) -> object:
    """Of what kind a number is, by the sign before it, or the word behind it that the vocabulary knows."""
    if match["percent"]:
        return "percent"
    if match["money"]:
        return VOCABULARY[CURRENCY[match["money"]]].dimensions
    word = match["glued"]
    if not word and (behind := _WORD.match(match.string, match.end())):
        word = behind[1]
    unit = VOCABULARY.get(word or "")
    if unit is None or word in _LOOSE:
        return None
    return unit.dimensions or ("percent" if unit.is_percent else "multiple")


def _known(claim: Claim, dossier: Dossier, wanted: Set[str]) -> tuple[dict[Decimal, set[_Meaning]], set[str]]:
    """The numbers that the claim, its evidence and its sources give, as far as their digits are wanted; every date."""
    joined = " \n ".join(dict.fromkeys(text for text in _texts(claim, dossier) if text))
    numbers: dict[Decimal, set[_Meaning]] = defaultdict(set)
    gaps, end = [], 0
    for match in _NUMBER.finditer(joined):
        gaps.append(joined[end : match.start()])
        end = match.end()
        if _core(match["digits"]) in wanted:
            for meaning in _meanings(match):
                numbers[meaning.number].add(meaning)
    # What is left stands in names, and may be anything.
    for match in re.finditer(r"[0-9]+(?:,[0-9]+)*(?:\.[0-9]+)?", " ".join([*gaps, joined[end:]])):
        if _core(match[0]) in wanted:
            number = Decimal(match[0].replace(",", "")).normalize()
            numbers[number].add(_Meaning(number, None, ""))
    return numbers, {_in_words(match[0]) for match in _DATE.finditer(joined)}


def _core(digits: str) -> str:
    """The digits that two numbers share when one is the other times a power of ten: a cheap first look."""
    return digits.partition("E")[0].replace(",", "").replace(".", "").strip("0")


def _in_words(date: str) -> str:
    """`2026-04-05` as our own words would put it."""
    return PartialDate.read(date).words if _is_iso(date) else date


def _is_iso(date: str) -> bool:
    try:
        PartialDate.read(date)
    except ValueError:
        return False
    return True


def _texts(claim: Claim, dossier: Dossier) -> Iterator[str | None]:
    """Every text of a claim in which a figure may be founded."""
    yield from (claim.statement, claim.value, claim.of, claim.measure, claim.limit, claim.judgement)
    yield from (place.printed for place in claim.appears)
    for day in (claim.speaks_of, claim.due, dossier.published):
        yield day.words if day else None
    yield from (day_in_words(each) for each in _days_of_work(claim, dossier))
    for found in claim.found:
        yield from (found.value, found.of, found.measure, found.valid.words if found.valid else None)
        yield found_difference(claim, found, dossier)
    for search in claim.searches:
        yield from (search.where, search.sought, search.found, day_in_words(search.date))
        yield search.covers.words if search.covers else None
    for item in claim.evidence:
        yield from _item_texts(claim, item, dossier)
    for source in dict.fromkeys(source for _, source in claim.cited()):
        yield from _source_texts(dossier.sources.get(source))


def _days_of_work(claim: Claim, dossier: Dossier) -> Iterator[datetime.date]:
    """The days on which the desk read, checked, asked and approved."""
    days = [claim.checked, claim.recheck, dossier.article.retrieved if dossier.article else None]
    days += [claim.approved.date if claim.approved else None]
    days += [*(old.date for old in claim.history), *(question.date for question in claim.asked)]
    yield from (day for day in days if day)


def _item_texts(claim: Claim, item: Evidence, dossier: Dossier) -> Iterator[str | None]:
    yield from (item.value, item.of, item.measure, item.place, item.excerpt, item.translation, item.says, item.why)
    yield from (item.set_aside, item.calculation, item.valid.words if item.valid else None)
    for _, given in item.inputs():
        yield from (given.value, given.of, given.measure, given.place, given.assumption)
    beside = value_of(claim.value, dossier)
    for sharp in (False, True) if item.calculation else ():
        for result in results_of(item, dossier, sharp=sharp):
            yield from (show_result(result, beside), show_result(result, None), *_roundings(result.exact.middle))


def _roundings(number: Decimal | None) -> Iterator[str]:
    """A result as it may be rounded in a sentence, as a number and as a percentage."""
    for each in (number, number * 100) if number is not None else ():
        for digits in (2, 3, 4):
            exponent = each.adjusted() - digits + 1
            yield f"{each.quantize(Decimal(1).scaleb(exponent)) if exponent < 0 else round(each, -exponent):f}"


def _source_texts(source: Source | None) -> Iterator[str | None]:
    if source is None:
        return
    yield from (source.title, source.publisher, source.notes)
    for date in (source.published, source.captured):
        yield date.words.removeprefix("by ").removeprefix("from ") if date else None
    yield day_in_words(source.retrieved) if source.retrieved else None
