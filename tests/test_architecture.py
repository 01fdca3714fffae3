"""The shape of the code: imports run one way, and each rim does one thing."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import dossier
from conftest import REPOSITORY

PACKAGE = REPOSITORY / "dossier"
LAYERS = (
    {"__main__"},
    {"cli"},
    {"importing"},
    {"cache", "dataset", "editing", "incoming", "writing", "serve"},
    {"build"},
    {"files", "rules", "render", "publish"},
    {"export"},
    {"card", "environment", "finding", "glance", "outline", "plots"},
    {"account"},
    {"standing", "comparing", "seal", "drafts"},
    {"grounds"},
    {"figures", "origins"},
    {"values"},
    {"sheet", "starter", "verdicts"},
    {"records"},
    {"prose"},
    {"yamlblocks"},
    {"refusals", "yamltext", "recordtext", "schema"},
    {"yamlfault", "model"},
    {"stage", "references", "cells"},
    {"words", "address", "page", "dates", "authors", "compiled", "extras"},
    {"problem"},
)
"""A module imports from layers below its own; modules of one layer never import each other, packages excepted."""
MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def layer_of(module: str) -> int:
    return next(number for number, layer in enumerate(LAYERS) if module in layer)


def imports_of(path: Path) -> set[str]:
    """The modules of the package that a file imports, wherever in the file."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "dossier":
            parts = (node.module or "").split(".")
            found |= {parts[1]} if len(parts) > 1 else {alias.name for alias in node.names}
    return found - {"__version__"}


@pytest.mark.parametrize(
    "path", [path for path in MODULES if path.name != "__init__.py" or path.parent != PACKAGE], ids=str
)
def test_imports_run_one_way(path: Path) -> None:
    own = name_of(path)
    for other in imports_of(path) - {own}:
        assert layer_of(other) > layer_of(own), f"{own} imports {other}"


def test_every_module_has_its_layer() -> None:
    assert {name_of(path) for path in MODULES} - {"__init__"} == set().union(*LAYERS)


def test_the_core_neither_reads_nor_writes_nor_prints_nor_sees_the_clock() -> None:
    rims = {"cache", "compiled", "files", "publish", "stage", "cli", "build", "render", "serve", "writing", "importing"}
    world = re.compile(
        r"\bopen\(|\.read_(?:text|bytes)\(|\.write_(?:text|bytes)\(|\bprint\(|typer\.echo|"
        r"\btime\.\w|datetime\.now|date\.today|os\.environ|urlopen|socket|requests|httpx"
    )
    for path in MODULES:
        if name_of(path) not in rims:
            assert not world.search(path.read_text(encoding="utf-8")), path
    allowed = {
        "files": r"\.read_bytes\(",
        "publish": r"open\(|\.(?:read|write)_bytes\(",
        "cache": r"\.(?:read|write)_bytes\(|time\.[ts]",
        "stage": r"open\(",
        "render": r"\.read_bytes\(",
        "build": "(?!)",
        "writing": "(?!)",
        "importing": "(?!)",
        "serve": "socket",
    }
    for rim, own in allowed.items():
        for path in MODULES:
            found = world.finditer(path.read_text(encoding="utf-8")) if name_of(path) == rim else ()
            assert [match.group(0) for match in found if not re.match(own, match.group(0))] == [], path


def test_modules_and_functions_stay_small() -> None:
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        assert text.count("\n") <= 300, path
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 50, (path, node.name)


def test_the_version_is_said_once() -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", dossier.__version__)
    assert (
        dossier.__version__
        not in (REPOSITORY / "pyproject.toml")
        .read_text(encoding="utf-8")
        .split("[project.scripts]")[0]
        .split("[project.optional")[0]
        .split("dependencies")[0]
    )
    assert f"## {dossier.__version__}" in (REPOSITORY / "CHANGELOG.md").read_text(encoding="utf-8")
