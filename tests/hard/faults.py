"""The faults of mutation testing: every operator, constant, condition and statement of a file, changed in a small way."""

from __future__ import annotations

import ast
import copy
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent.parent
SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
    ast.Continue: ast.Break, ast.Break: ast.Continue,
}  # fmt: skip


def mutants(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """What may stand in the place of a node instead, with a word for the change."""
    swap = SWAPS.get(type(node))
    if swap:
        yield swap(), f"{type(node).__name__} to {swap.__name__}"
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield node.operand, "not dropped"
    if isinstance(node, ast.Constant):
        if isinstance(node.value, bool):
            yield ast.Constant(not node.value), f"{node.value} turned"
        elif isinstance(node.value, int):
            yield ast.Constant(node.value + 1), f"{node.value} plus 1"
        elif isinstance(node.value, str) and node.value:
            yield ast.Constant(f"XX{node.value}"), f"{node.value[:30]!r} changed"
    yield from _of_statements(node)


def _of_statements(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    if isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
        yield ast.Return(ast.Constant(None)), "returns None"
    if isinstance(node, ast.Expr) and not isinstance(node.value, ast.Constant):
        yield ast.Pass(), f"dropped: {ast.unparse(node)[:50]}"
    if isinstance(node, ast.If | ast.IfExp):
        changed = copy.copy(node)
        changed.test = ast.Constant(True)
        yield changed, "condition always true"
        changed = copy.copy(node)
        changed.test = ast.Constant(False)
        yield changed, "condition never true"
    if isinstance(node, ast.comprehension) and node.ifs:
        changed = copy.copy(node)
        changed.ifs = []
        yield changed, "filter dropped"


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def places(tree: ast.AST) -> Iterator[tuple[ast.AST, str, int | None, int, str]]:
    """Every place where a mutant may stand: the parent, its field, the index in it, the line, the change; no types."""
    skipped = {"annotation", "returns", "decorator_list", "keywords" if isinstance(tree, ast.ClassDef) else ""}
    for field, value in ast.iter_fields(tree):
        if field in skipped or (isinstance(tree, ast.JoinedStr | ast.FormattedValue) and field == "format_spec"):
            continue
        for index, node in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if not isinstance(node, ast.AST) or _told_apart(node):
                continue
            for number, (_, what) in enumerate(mutants(node)):
                yield tree, field, index, number, f"{getattr(node, 'lineno', getattr(tree, 'lineno', 0))}: {what}"
            yield from places(node)


def _told_apart(node: ast.AST) -> bool:
    """Whether a node is for readers and type checkers only: imports, docstrings, `__all__`, aliases of types."""
    if isinstance(node, ast.Import | ast.ImportFrom):
        return True
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return True
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        return True
    return isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) in {"__all__", "Rule"}


def everything(files: list[str]) -> list[tuple[str, int, str]]:
    """Each mutant of some files: the file, its number in it, what it is."""
    return [
        (file, number, what)
        for file in files
        for number, (*_, what) in enumerate(places(ast.parse((REPOSITORY / file).read_text(encoding="utf-8"))))
    ]


def mutated(file: str, wanted: int) -> str:
    """The text of a file with one of its mutants."""
    tree = ast.parse((REPOSITORY / file).read_text(encoding="utf-8"))
    parent, field, index, number, _ = list(places(tree))[wanted]
    old = getattr(parent, field) if index is None else getattr(parent, field)[index]
    new = [node for node, _ in mutants(old)][number]
    if index is None:
        setattr(parent, field, new)
    else:
        getattr(parent, field)[index] = new
    return ast.unparse(ast.fix_missing_locations(tree))


def functions(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    """The functions and methods of a module by their names; what is defined within one belongs to it."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from (
                (f"{node.name}.{inner.name}", inner) for inner in node.body if isinstance(inner, ast.FunctionDef)
            )


def function_at(file: str, line: int) -> str:
    """The function of a file that holds a line; empty for what runs when the module is loaded."""
    tree = ast.parse((REPOSITORY / file).read_text(encoding="utf-8"))
    inside = (name for name, node in functions(tree) if node.lineno < line <= (node.end_lineno or 0))
    return next(inside, "")


_WATCH = """
import os as _watch_os
_watch_handle, _watch_write, _watch_known = _watch_os.open(_watch_os.environ["ENTERED"], _watch_os.O_WRONLY | _watch_os.O_APPEND | _watch_os.O_CREAT), _watch_os.write, set()
def _watch_entered(function):
    test = _watch_os.environ.get("PYTEST_CURRENT_TEST", "").rpartition(" (")[0]
    if (test, function) not in _watch_known:
        _watch_known.add((test, function))
        try:
            _watch_write(_watch_handle, f"{function} {test}\\n".encode())
        except OSError:
            pass
"""


def watched(file: str) -> str:
    """The text of a file whose functions write down, in the file that ENTERED names, which test enters them.

    In commands in processes of their own, too. What it needs is opened when the module is loaded, since some tests
    count what is opened and written later.
    """
    tree = ast.parse((REPOSITORY / file).read_text(encoding="utf-8"))
    for name, node in functions(tree):
        node.body.insert(
            1 if ast.get_docstring(node) else 0, ast.parse(f"_watch_entered({f'{file}:{name}'!r})").body[0]
        )
    start = next(n for n, node in enumerate(tree.body) if isinstance(node, ast.ImportFrom)) + 1
    tree.body[start:start] = ast.parse(_WATCH).body
    return ast.unparse(ast.fix_missing_locations(tree))
