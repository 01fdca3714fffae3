"""JSON Schemas of the records, for editors that complete and check while one types.

They are made by pydantic from the models and hold to what draft 7 and draft 2020-12 have in common: everything stands
in its place, so that no `$ref` drops the description beside it. A schema accepts what the loader accepts, as YAML
proper reads it (`value: 12` is a number there); what must hold between fields is for `dossier check` to say.
"""

from __future__ import annotations

import json
from typing import Any, Final

from dossier import __version__
from dossier.model import Article, Claim, Record, Settings, Source

MODELS: Final[dict[str, type[Record]]] = {"claim": Claim, "source": Source, "article": Article, "dossier": Settings}
"""The kinds of record, each with its model."""
MARK: Final = "Written by dossier from its models; dossier schema writes it anew."
"""The comment by which a schema is known as the tool's own."""
_DRAFT_7: Final = "http://json-schema.org/draft-07/schema#"
_OUTER: Final = ("id", "path")
"""What the file's place says, and the record never."""


def schema_files() -> dict[str, str]:
    """The text of every schema by its name: `claim.json`, `source.json`, `article.json`, `dossier.json`."""
    return {f"{name}.json": json.dumps(schema(model), indent=1) + "\n" for name, model in MODELS.items()}


def schema(model: type[Record]) -> dict[str, Any]:
    """The JSON Schema of one kind of record."""
    made = model.model_json_schema()
    definitions = made.pop("$defs", {})
    whole: dict[str, Any] = _inlined(made, definitions)
    whole["properties"] = {name: each for name, each in whole["properties"].items() if name not in _OUTER}
    whole["required"] = [name for name in whole.get("required", ()) if name not in _OUTER]
    if not whole["required"]:
        del whole["required"]
    head = {"$schema": _DRAFT_7, "$comment": f"{MARK} Version {__version__}.", "title": model.__name__}
    return head | whole


def _inlined(node: Any, definitions: dict[str, Any]) -> Any:
    """A schema with every reference replaced by what it leads to, and without pydantic's own titles and defaults."""
    if isinstance(node, list):
        return [_inlined(each, definitions) for each in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        target = definitions[node["$ref"].rpartition("/")[2]]
        return _inlined(target | {name: value for name, value in node.items() if name != "$ref"}, definitions)
    plain = {name: _inlined(value, definitions) for name, value in node.items() if name not in {"title", "properties"}}
    if "properties" in node:
        needed = node.get("required", ())
        plain["properties"] = {
            name: _field(_inlined(each, definitions), needed=name in needed)
            for name, each in node["properties"].items()
        }
    return plain


def _field(node: dict[str, Any], *, needed: bool) -> dict[str, Any]:
    """One field. Where it may be left out it may also be set to nothing, as in a form that is not filled in."""
    rest = {name: value for name, value in node.items() if name != "default" or isinstance(value, str | int | float)}
    kinds = [each for each in rest.pop("anyOf", ()) if each != {"type": "null"}]
    if len(kinds) == 1:
        rest = kinds[0] | rest
    elif kinds:
        rest["anyOf"] = kinds
    return rest if needed else _or_nothing(rest)


def _or_nothing(node: dict[str, Any]) -> dict[str, Any]:
    if "anyOf" in node:
        return node | {"anyOf": [*node["anyOf"], {"type": "null"}]}
    kinds = node["type"] if isinstance(node["type"], list) else [node["type"]]
    with_null = node | {"type": [*kinds, "null"]}
    return with_null | {"enum": [*node["enum"], None]} if "enum" in node else with_null
