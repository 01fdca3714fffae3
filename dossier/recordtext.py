"""A record's data as YAML text, written as the records of a desk are: the reverse of `yamltext`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import yaml

_WIDE: Final = 1 << 20
"""Longer than any line: one value stays on one line, as a desk's line-by-line history wants it."""
_HIDDEN: Final = re.compile("[^\\S \n]|[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


class _Dumper(yaml.SafeDumper):
    """Writes every text as it is: null is the only implicit type, so only what reads as null is quoted."""

    yaml_implicit_resolvers = {  # noqa: RUF012  (the name and the kind are PyYAML's)
        first: [(tag, pattern) for tag, pattern in resolvers if tag == "tag:yaml.org,2002:null"]
        for first, resolvers in yaml.SafeDumper.yaml_implicit_resolvers.items()
    }

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Set the items of a list in by two, below the name of their field."""
        del indentless
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:
        """Write equal values out: records hold no aliases."""
        del data
        return True


def _text(dumper: _Dumper, text: str) -> yaml.ScalarNode:
    style = None
    if _HIDDEN.search(text):
        style = '"'  # as an escape, which shows
    elif "\n" in text:
        style = "|"
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style)


def _items(dumper: _Dumper, items: list[Any] | tuple[Any, ...]) -> yaml.SequenceNode:
    plain = all(isinstance(each, str) for each in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=plain)


class _OneLine(_Dumper):
    """Writes lists and mappings in brackets and braces."""


def _bracketed(dumper: _OneLine, items: list[Any]) -> yaml.SequenceNode:
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=True)


_OneLine.add_representer(list, _bracketed)
_OneLine.add_representer(str, _text)
_Dumper.add_representer(str, _text)
_Dumper.add_representer(list, _items)
_Dumper.add_representer(tuple, _items)


def flow_text(value: Any) -> str:
    """A list or a mapping on one line, as it may stand behind the name of its field."""
    return str(yaml.dump(value, Dumper=_OneLine, allow_unicode=True, width=_WIDE, default_flow_style=True)).rstrip("\n")


def closed(text: str) -> str:
    """A text as a record holds it: without spaces around it, and one of several lines ends in a line feed."""
    return f"{text.strip()}\n" if "\n" in text.strip() else text.strip()


def record_text(data: Mapping[str, Any], schema: str = "") -> str:
    """Write a record of text, lists and mappings; `schema` is the path of its JSON Schema, as seen from the record.

    What is read back from the text is the data again, less fields without a value.
    """
    head = f"# yaml-language-server: $schema={schema}\n" if schema else ""
    kept = {name: value for name, value in data.items() if value not in (None, "", [], (), {})}
    body = yaml.dump(kept, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDE, default_flow_style=False)
    return head + body
