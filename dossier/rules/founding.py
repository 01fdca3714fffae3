"""The notes are checked too: a figure in our own words stands somewhere in the evidence, or is said to be exempt."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from dossier.comparing import found_difference, results_of, value_of
from dossier.dates import PartialDate, day_in_words
from dossier.model import Claim, Dossier, Evidence, Source
from dossier.problem import Finding, shown
from dossier.values import show_result

_SCALES: Final = {"k": 3, "thousand": 3, "m": 6, "million": 6, "b": 9, "billion": 9, "t": 12, "trillion": 12}
_MONTHS: Final = "January|February|March|April|May|June|July|August|September|October|November|December"
_DATE: Final = re.compile(
    rf"(?:[0-9]{{1,2}} (?:to [0-9]{{1,2}} )?)?(?:{_MONTHS})(?: [0-9]{{4}})?|[0-9]{{4}}-[0-9]{{2}}(?:-[0-9]{{2}})?"
)
_NUMBER: Final = re.compile(
    r"(?<![\w.,-])(?P<money>[$€£])?(?P<digits>[0-9][0-9,]*(?:\.[0-9]+)*)"
    r"(?:[ -]?(?P<scale>thousand|million|billion|trillion|[KMBT](?![A-Za-z])))?(?P<percent> ?%| per ?cent)?(?![\w])"
)
# What stands before a number that names something: a place in a document, or a thing with a version.
_NAMED: Final = re.compile(
    r"(?:\b(?:[Ss]ections?|[Tt]ables?|[Ff]igures?|[Vv]ersion|[Pp]ages?|[Ll]ines?|[Pp]arts?|[Cc]hapter|[Aa]ppendix|"
    r"[Pp]aragraphs?|[Pp]oints?|[Ss]tep|[Cc]ommit)|(?<![.:;] )(?<!\A)\b[A-Z][\w.-]*) (?:[0-9.]+(?:,| and| to) )*\Z"
)
_COUNTED: Final = re.compile(
    r"\s*(?:sources?|pages?|origins?|search(?:es)?|outlets?|records?|files?|copies|readers?)\b"
)
_FIELDS: Final = ("finding", "notes", "suggestion")


def unfounded_figure(dossier: Dossier) -> Iterator[Finding]:
    """A figure in the finding, notes or suggestion stands in the claim, its evidence, searches or calculations.

    Names, places in documents, counts of sources, years and numbers under ten are aside; `exempt` names the others.
    """
    for claim in dossier.claims.values():
        ours = [(field, text) for field in _FIELDS if (text := getattr(claim, field))]
        figures = [(field, each) for field, text in ours for each in _figures(text)]
        if not figures:
            continue
        known, dates = _known(claim, dossier)
        exempt = {" ".join(each.figure.split()) for each in claim.exempt}
        for field, (figure, numbers) in dict.fromkeys(figures):
            founded = _is_known(figure, dates) if not numbers else not known.isdisjoint(numbers)
            if not founded and figure not in exempt:
                message = (
                    f"{shown(figure)} stands neither in the claim nor in its evidence, searches, calculations or dates"
                )
                yield Finding(
                    claim.path, (field,), message, "found it in the evidence, calculate it, or name it under `exempt`"
                )


def _figures(text: str) -> Iterator[tuple[str, tuple[Decimal, ...]]]:
    """The figures of our own words that must be founded, each with the numbers it may stand for; a date has none."""
    text = " ".join(text.split())
    for match in _DATE.finditer(text):
        if re.match(r"[0-9]", match[0]):
            yield match[0], ()
    rest = _DATE.sub(lambda match: " " * len(match[0]), text)
    for match in _NUMBER.finditer(rest):
        numbers = _numbers(match)
        plain = not (match["money"] or match["scale"] or match["percent"])
        small = plain and numbers[0] < 10
        year = plain and 1900 <= numbers[0] <= 2100 and "," not in match["digits"]
        named = plain and (_NAMED.search(rest, 0, match.start()) or match["digits"].count(".") > 1)
        if not (small or year or named or _COUNTED.match(rest, match.end())):
            yield match[0].strip(), numbers


def _is_known(date: str, known: set[str]) -> bool:
    """Whether a date of our own words is among the known ones; one without a year, or the end of a range, too."""
    meant = re.sub(r"^[0-9]{1,2} to ", "", date)
    return any(other == meant or other.startswith(f"{meant} ") for other in known)


def _numbers(match: re.Match[str]) -> tuple[Decimal, ...]:
    """What a number may stand for: as written, and with its scale."""
    digits = match["digits"].replace(",", "")
    if digits.count(".") > 1:
        return (Decimal(0),)
    number = Decimal(digits)
    scale = match["scale"]
    return (number, number.scaleb(_SCALES[scale.lower()]).normalize()) if scale else (number.normalize(),)


def _known(claim: Claim, dossier: Dossier) -> tuple[set[Decimal], set[str]]:
    """Every number and every date that the claim, its evidence and its sources give."""
    texts = [text for text in _texts(claim, dossier) if text]
    joined = " \n ".join(texts)
    numbers = {number.normalize() for match in _NUMBER.finditer(joined) for number in _numbers(match)}
    numbers |= {
        number.normalize()
        for match in re.finditer(r"[0-9][0-9,]*(?:\.[0-9]+)?", joined)
        if (number := _plain(match[0])) is not None
    }
    dates = {match[0] for match in _DATE.finditer(joined)}
    return numbers, dates | {_in_words(date) for date in dates}


def _in_words(date: str) -> str:
    """`2026-04-05` as our own words would put it."""
    return PartialDate.read(date).words if _is_iso(date) else date


def _is_iso(date: str) -> bool:
    try:
        PartialDate.read(date)
    except ValueError:
        return False
    return True


def _plain(digits: str) -> Decimal | None:
    return Decimal(digits.replace(",", "")) if len(digits) <= 40 else None


def _texts(claim: Claim, dossier: Dossier) -> Iterator[str | None]:
    """Every text of a claim in which a figure may be founded."""
    yield from (claim.statement, claim.value, claim.of, claim.measure, claim.limit, claim.judgement)
    yield from (place.printed for place in claim.appears)
    for day in (claim.speaks_of, claim.due, dossier.published):
        yield day.words if day else None
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
        yield str(date) if date else None
    yield day_in_words(source.retrieved) if source.retrieved else None
