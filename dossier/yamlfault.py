"""What libyaml could not read, said in the words of whoever wrote it: the line that is wrong and what to do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import yaml

_QUOTE: Final = "quote the value: YAML gives `{}` a meaning of its own here"
_FIELD: Final = re.compile(r"(?P<indent>\s*)(?P<dashes>(?:- )*)(?P<key>[\w-]+)(?P<colon>:|：)(?P<gap>\s*)(?P<value>.*)")


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a text is refused, and on which line (counted from 1)."""

    line: int
    rule: str
    message: str
    hint: str = ""


def syntax_fault(error: yaml.YAMLError, text: str) -> Fault:
    """Say which line is wrong, what is wrong with it, and what to do."""
    mark, opened = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    if mark is None:  # a character that YAML refuses anywhere
        position = getattr(error, "position", 0)
        return Fault(text.count("\n", 0, position) + 1, "yaml-syntax", "a control character stands here", "remove it")
    lines = text.split("\n")
    number = min(int(mark.line), len(lines) - 1)
    problem, context = str(getattr(error, "problem", None)), str(getattr(error, "context", None))
    if re.match(r" *\t", lines[number]):
        return Fault(number + 1, "tab-indent", "a tab indents this line", "indent with spaces")
    if "escape" in problem or "hexdecimal" in problem:
        hint = "between double quotes `\\` starts an escape: use single quotes"
        return Fault(number + 1, "yaml-syntax", "this escape cannot be read", hint)
    unclosed = int(opened.line) if opened and "quoted scalar" in context else _unclosed(lines, number)
    if unclosed is not None:
        return Fault(unclosed + 1, "yaml-syntax", "a quotation mark opens here and never closes", "close it")
    if opened and ("could not find expected ':'" in problem or context.endswith(("flow sequence", "flow mapping"))):
        number = min(
            int(opened.line), len(lines) - 1
        )  # where it opens: what is missing is missed only lines later, or at the end
    return Fault(number + 1, "yaml-syntax", "this line cannot be read", _advice(lines[number], problem))


def _unclosed(lines: list[str], upto: int) -> int | None:
    """The first line before `upto` that opens a quotation mark and does not close it: it swallowed what follows."""
    for number, line in enumerate(lines[:upto]):
        match = _FIELD.fullmatch(line)
        if match and match["value"][:1] in {'"', "'"} and match["value"].count(match["value"][0]) == 1:
            return number
    return None


def _advice(line: str, problem: str) -> str:
    """The hint for a line that libyaml could not read."""
    match = _FIELD.fullmatch(line)
    if match and (match["colon"] == "：" or (match["value"] and not match["gap"].startswith(" "))):
        return "write a plain colon and a space behind the field's name"
    if re.match(r"\s*(\*|-\S)", line):
        return "an item of a list begins with `- `"
    value = match["value"] if match else line.strip()
    if value[:1] and value[0] in ">|%@`&*!?":
        return _QUOTE.format(value[0])
    if value.startswith("- "):
        return _QUOTE.format("- ") if match else "indent this line like its neighbours"
    if value[:1] in {'"', "'"}:
        return f"text follows a closing {value[0]}: quote the whole value, with the other kind of quotation mark"
    if value[:1] in {"[", "{"}:
        return f"close the `{value[0]}`, or quote the value"
    if ": " in value:
        return _QUOTE.format(": ")
    if (match and "not allowed" in problem) or ("expected" in problem and match):
        return "indent this line like its neighbours"
    return "check the indentation and the quotation marks of this line and the one above"
