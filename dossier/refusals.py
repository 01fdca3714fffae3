"""What pydantic refuses, said in the words of the records: which field, what was found, what was wanted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, get_args

from pydantic import BaseModel, ValidationError

from dossier.model import Record
from dossier.problem import FieldPath, Finding, did_you_mean, nearest, shown

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_SHAPES = {
    "string_type": ("one text", "write one value on the line, quoted if need be"),
    "list_type": ("a list", "write `- ` before each item"),
    "tuple_type": ("a list", "write `- ` before each item"),
    "dict_type": ("`name: value` lines", "write `name: value` below it"),
    "model_type": ("`field: value` lines", "write `field: value` below it"),
    "model_attributes_type": ("`field: value` lines", "write `field: value` below it"),
}
_PATTERNS = {"sha256": "64 digits 0-9 and a-f", "language": "a tag such as en, de or zh-Hant"}


def refusals(path: str, model: type[Record], error: ValidationError) -> Iterator[tuple[str, Finding]]:
    """Yield the rule and the finding of each fault of a record.

    A misspelt name counts once, as the unknown field that it is, and not also as the missing one.
    """
    details = error.errors(include_url=False)
    meant = {
        (*each["loc"][:-1], near)
        for each in details
        if each["type"] == "extra_forbidden" and (near := _nearest(model, each["loc"]))
    }
    for each in details:
        if each["type"] == "missing" and each["loc"] in meant:
            continue
        rule, message, hint = _explain(model, each)
        yield rule, Finding(path, _known(each["loc"]), message, hint)


def _explain(model: type[Record], error: ErrorDetails) -> tuple[str, str, str]:
    """Rule, message and hint of one error."""
    kind, place, given = error["type"], error["loc"], error["input"]
    owner = model_at(model, place[:-1])
    name, prefix = _name(place)
    if kind in _SHAPES:
        wanted, hint = _SHAPES[kind]
        return "wrong-shape", f"{prefix}{name} is {_shape(given)}, wanted: {wanted}", hint
    if (kind == "missing" and isinstance(place[-1], int)) or kind in {"too_long", "too_short"}:
        name, prefix = _name(place[:-1] if isinstance(place[-1], int) else place)
        return "wrong-shape", f"{prefix}{name} takes two numbers, the first and the last", "write [277, 280]"
    match kind:
        case "missing":
            hint = owner.model_fields[_attribute(owner, place[-1])].description or ""
            found = ("missing-field", f"{name!r} is missing", hint)
        case "extra_forbidden":
            hint = _other_field(_nearest(model, place), given, field_names(owner))
            found = ("unknown-field", f"{shown(name)} is not a field here", hint)
        case "literal_error":
            known = re.findall(r"'([^']+)'", error["ctx"]["expected"])
            message = f"{name} is {shown(str(given))}, wanted: {', '.join(known)}"
            found = ("unknown-word", message, did_you_mean(str(given), known))
        case "bool_parsing" | "bool_type":
            found = ("unknown-word", f"{name} is {shown(str(given))}, wanted: true, false", "")
        case "string_too_short":
            found = ("missing-field", f"{name or repr(name)} is empty", "write a value or remove the line")
        case "string_pattern_mismatch":
            hint = _PATTERNS.get(name, "remove characters that cannot be seen")
            found = ("bad-text", f"{name} is {shown(str(given))}", hint)
        case "impossible_date" | "bad_number" | "bad_name" | "bad_doi" | "one_of":
            found = (kind.replace("_", "-"), f"{name}: {error['msg']}", "")
        case _:
            found = ("bad-value", f"{name} is {shown(str(given))}: {error['msg']}", "")
    rule, message, hint = found
    return rule, f"{prefix}{message}", hint


def _other_field(near: str, given: Any, known: list[str]) -> str:
    if near:
        return f"did you mean {near!r}?"
    if given is None:
        return "inside { } a comma ends a value: quote it"
    return f"fields: {', '.join(known)}" if len(known) < 20 else "docs/records.md lists the fields"


def _shape(given: Any) -> str:
    if given is None or given == "":
        return "empty"
    if isinstance(given, dict):
        return "a mapping"
    return "a list" if isinstance(given, list) else "one text"


def model_at(model: type[BaseModel], place: FieldPath) -> type[BaseModel]:
    """Find the record type that stands at a field path below `model`."""
    for step in place:
        if isinstance(step, str) and (attribute := _attribute(model, step)) in model.model_fields:
            model = record_in(model.model_fields[attribute].annotation) or model
    return model


def field_names(model: type[BaseModel]) -> list[str]:
    """The names under which a file sets the fields of a record."""
    inner = "path" not in model.model_fields  # an origin's id is written inside, a file's own id never
    return [field.alias or name for name, field in model.model_fields.items() if inner or name not in {"id", "path"}]


def records_in(model: type[BaseModel]) -> list[type[BaseModel]]:
    """A record type and all that stand within it."""
    inner = [found for field in model.model_fields.values() if (found := record_in(field.annotation))]
    return [model, *(each for found in inner for each in records_in(found))]


def record_in(annotation: Any) -> type[BaseModel] | None:
    """Find the record type that a field holds, through lists and unions."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for each in get_args(annotation) if (found := record_in(each))), None)


def _attribute(model: type[BaseModel], name: str | int) -> str:
    return next((key for key, field in model.model_fields.items() if field.alias == name), str(name))


def _nearest(model: type[Record], place: FieldPath) -> str:
    return nearest(str(place[-1]), field_names(model_at(model, place[:-1])))


def _name(place: FieldPath) -> tuple[str, str]:
    """Name the field for a reader: the field itself, and `evidence 3: ` before it where it stands in a list."""
    steps = [step for step in place if step != "[key]"]
    if not steps:
        return "", ""
    last = steps.pop()
    if isinstance(last, int):
        return f"{steps.pop()} {last + 1}", _before(steps)
    return str(last), _before(steps)


def _before(steps: list[str | int]) -> str:
    words = " ".join(str(step + 1) if isinstance(step, int) else step for step in steps)
    return f"{words}: " if words else ""


def _known(place: FieldPath) -> FieldPath:
    """The place without pydantic's own marks."""
    return tuple(step for step in place if step != "[key]")
