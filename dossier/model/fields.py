"""The types that the fields of all records share. Records arrive as text: each type reads its own."""

from __future__ import annotations

import datetime
import re
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetPydanticSchema,
    PlainSerializer,
    PlainValidator,
    SerializationInfo,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError
from pydantic_core.core_schema import no_info_after_validator_function

from dossier.address import DOI, bare_doi, is_doi
from dossier.authors import Author
from dossier.dates import PartialDate, Span

# Control characters but tab and line feed, and those that turn the direction of what follows: no page can show them,
# and the latter make a text read other than it is. Right-to-left text needs none: each text finds its own direction.
_CONTROL = r"^[^\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufffe\uffff]*$"
PARTS = "parts"
"""The context in which dates are dumped as their parts: the form of which seals are fingerprints."""
_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def is_id(text: str) -> bool:
    """Whether `text` can be an id: lower-case letters, digits, single hyphens between them, at most 80 characters."""
    return len(text) <= 80 and _ID.fullmatch(text) is not None


def _partial_date(value: Any) -> PartialDate:
    if isinstance(value, PartialDate):
        return value
    try:
        return PartialDate.read(_text(value))
    except ValueError as fault:
        raise PydanticCustomError("impossible_date", "{fault}", {"fault": str(fault)}) from None


def _span(value: Any) -> Span:
    if isinstance(value, Span):
        return value
    try:
        return Span.read(_text(value))
    except ValueError as fault:
        raise PydanticCustomError("impossible_date", "{fault}", {"fault": str(fault)}) from None


def _day(value: Any) -> datetime.date:
    if isinstance(value, datetime.date):
        return value
    date = _partial_date(value)
    if date.first != date.last or date.bound:
        raise PydanticCustomError(
            "impossible_date", "{text} is not one day; write 2026-04-05", {"text": repr(date.text)}
        )
    return date.first


def _author(text: str) -> Author:
    try:
        return Author.read(text)
    except ValueError as fault:
        raise PydanticCustomError("bad_name", "{fault}", {"fault": str(fault)}) from None


def _doi(value: str) -> str:
    if not is_doi(value):
        near = bare_doi(value)
        hint = f"write {near}" if is_doi(near) else "write it as 10.1000/182"
        raise PydanticCustomError("bad_doi", "{text} is no DOI; {hint}", {"text": repr(value[:80]), "hint": hint})
    return value


def _dumped(value: PartialDate | Span, info: SerializationInfo) -> Any:
    """The text of a record; its parts where `PARTS` are asked for."""
    return _parts(value, whole=not info.exclude_defaults) if info.context is PARTS else value.text


def _parts(value: PartialDate | Span | None, *, whole: bool) -> dict[str, Any] | None:
    if isinstance(value, Span):
        ends = {"start": _parts(value.start, whole=whole), "end": _parts(value.end, whole=whole)}
        return {"text": value.text, **ends}
    if value is None:
        return None
    bound = {"bound": value.bound} if whole or value.bound else {}
    return {"text": value.text, "first": value.first, "last": value.last, **bound}


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError("a date is written as text, such as 2026-04-05")
    return value


# Only ASCII digits: `int("٣")` and `int("1_000")` would pass, and a reader would not know what was counted.
def _number(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", value.strip()):
        raise PydanticCustomError("bad_number", "{text} is not a plain number", {"text": repr(value[:40])})
    return value


def _count(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{1,9}", value.strip()):
        raise PydanticCustomError("bad_number", "{text} is not a whole number", {"text": repr(value[:40])})
    return value


def _offsets(value: tuple[int, int]) -> tuple[int, int]:
    if value[0] >= value[1]:
        raise PydanticCustomError("bad_number", "the first offset lies before the last", {})
    return value


# What an editor's YAML may make of a field, for the JSON Schema: it reads `value: 12` and `due: 2026` as numbers.
_MONTH = r"(0[1-9]|1[0-2])"
_DAY = rf"[0-9]{{4}}-{_MONTH}-(0[1-9]|[12][0-9]|3[01])"
_PARTIAL = rf"[0-9]{{4}}(-{_MONTH}(-(0[1-9]|[12][0-9]|3[01]))?)?"
_BOUND = rf"(<=|>=)?\s*{_PARTIAL}"
_WORDS = WithJsonSchema({"type": ["string", "number", "boolean"], "minLength": 1})

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=_CONTROL), _WORDS]
"""Any text of a record: never empty, no control characters. It is untrusted wherever it goes."""
Id = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, pattern=_CONTROL), _WORDS]
"""The id of another record; whether that exists is for the rules to say."""
Name = Annotated[
    Author,
    GetPydanticSchema(lambda _, given: no_info_after_validator_function(_author, given.generate_schema(Text))),
    PlainSerializer(str),
]
"""Whoever wrote a document."""
Doi = Annotated[Text, AfterValidator(_doi), WithJsonSchema({"type": "string", "pattern": rf"^\s*{DOI}\s*$"})]
"""A DOI without what may stand before it."""
Date = Annotated[
    PartialDate,
    PlainValidator(_partial_date),
    PlainSerializer(_dumped),
    WithJsonSchema({"type": ["string", "integer"], "pattern": rf"^\s*{_BOUND}\s*$", "minimum": 1000, "maximum": 9999}),
]
"""A date as far as it is known, or a bound."""
Period = Annotated[
    Span,
    PlainValidator(_span),
    PlainSerializer(_dumped),
    WithJsonSchema(
        {
            "type": ["string", "integer"],
            "pattern": rf"^\s*({_BOUND}\s*(/\s*({_BOUND})?)?|/\s*{_BOUND})\s*$",
            "minimum": 1000,
            "maximum": 9999,
        }
    ),
]
"""A stretch of time, open at either end or not."""
Day = Annotated[datetime.date, BeforeValidator(_day), WithJsonSchema({"type": "string", "pattern": rf"^\s*{_DAY}\s*$"})]
"""One known day."""
Count = Annotated[
    int,
    BeforeValidator(_count),
    WithJsonSchema({"type": ["integer", "string"], "minimum": 0, "pattern": r"^\s*[0-9]{1,9}\s*$"}),
]
"""A whole number, not negative."""
Number = Annotated[
    float,
    BeforeValidator(_number),
    WithJsonSchema({"type": ["number", "string"], "minimum": 0, "pattern": r"^\s*[0-9]{1,9}(\.[0-9]{1,9})?\s*$"}),
]
"""A plain decimal number, not negative."""
Flag = Annotated[
    bool, WithJsonSchema({"type": ["boolean", "string"], "pattern": "^([Yy]es|[Nn]o|[Oo]n|[Oo]ff|true|false)$"})
]
"""Yes or no."""


Offsets = Annotated[
    tuple[Count, Count],
    AfterValidator(_offsets),
    WithJsonSchema({"type": "array", "items": {"type": ["integer", "string"]}, "minItems": 2, "maxItems": 2}),
]
"""Where a stretch of text begins and ends, in characters."""
Language = Annotated[str, StringConstraints(pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")]
"""A BCP 47 language tag."""


class Record(BaseModel):
    """What every record has in common: it is frozen, and a key that it does not know is refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", use_attribute_docstrings=True)


def exactly_one(record: Record, *names: str) -> None:
    """Refuse a record that sets none or several of `names`."""
    given = [name for name in names if getattr(record, name) is not None]
    if len(given) != 1:
        wanted = f"{', '.join(names[:-1])} or {names[-1]}"
        found = f"{' and '.join(given)} are" if given else "none is"
        raise PydanticCustomError(
            "one_of", "exactly one of {wanted} is wanted, {found} given", {"wanted": wanted, "found": found}
        )
