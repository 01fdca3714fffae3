"""Mutation testing of the rules, the loader and the publisher: one small fault at a time, which some test must see.

`python tests/hard/mutants.py [--sample 150] [--seed 1] [--of rules]` changes one operator, constant, statement or
condition in a copy of the repository, runs the tests of that part, and prints every fault that none of them noticed.
The run takes about two seconds a mutant on one core. A tool of its own, because the faults of this code are found by
commands in processes of their own, too, and those must see the copy.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import shutil
import signal
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent.parent
RULES = sorted(path.relative_to(REPOSITORY).as_posix() for path in (REPOSITORY / "dossier/rules").glob("*.py"))
OF_TEXT = ["tests/test_coverage.py", "tests/test_article_command.py"]
READING = ["tests/test_yamltext.py", "tests/test_reading*.py", "tests/hard/test_hostile_files.py"]
WRITING = [
    "tests/test_publish*.py",
    "tests/test_recording.py",
    "tests/test_seal.py",
    "tests/hard/test_machine.py",
    "tests/hard/test_stopped.py",
]
PARTS: dict[str, dict[str, list[str]]] = {
    "rules": {
        file: ["tests/test_rules*.py", "tests/test_seal.py"]
        if "coverage" not in file and "quotation" not in file
        else OF_TEXT
        for file in RULES
    },
    "loader": {f"dossier/{name}.py": READING for name in ("files", "records", "yamltext", "yamlfault", "refusals")},
    "publisher": {"dossier/publish.py": WRITING},
}
"""Of each part the files, and the tests that look at them, the quick ones first: one failure is enough."""
SWAPS: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Add, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd,
    ast.Continue: ast.Break, ast.Break: ast.Continue,
}  # fmt: skip
SECONDS = 900


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


def killed(root: Path, tests: list[str]) -> bool:
    """Whether some test fails, or never ends, in the copy at `root`; pytest is loaded once and forked."""
    child = os.fork()
    if child == 0:
        os.setsid()
        os.chdir(root)
        os.environ["PYTHONPATH"] = str(root)
        sys.path[:0] = [str(root)]
        silence = os.open(os.devnull, os.O_WRONLY)
        os.dup2(silence, 1)
        os.dup2(silence, 2)
        import pytest  # noqa: PLC0415 - in the child, so that its state is its own

        paths = [str(path) for pattern in tests for path in sorted(root.glob(pattern))]
        os._exit(
            int(
                pytest.main(
                    [
                        "-x",
                        "-q",
                        "-p",
                        "no:cacheprovider",
                        "-p",
                        "no:xdist",
                        "-W",
                        "ignore::pytest.PytestAssertRewriteWarning",
                        *paths,
                    ]
                )
            )
        )
    signal.signal(signal.SIGALRM, lambda *_: os.killpg(child, signal.SIGKILL))
    signal.alarm(SECONDS)
    status = os.waitpid(child, 0)[1]
    signal.alarm(0)
    return status != 0


def main() -> None:
    """Run a sample of the mutants, equally of each part, and print the survivors and the figures."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--sample", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--of", choices=PARTS, action="append")
    chosen = parser.parse_args()
    import hypothesis  # noqa: F401, PLC0415

    for part in chosen.of or PARTS:
        tests = PARTS[part]
        found = everything(list(tests))
        sample = random.Random(chosen.seed).sample(found, min(len(found), chosen.sample // len(chosen.of or PARTS)))
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "copy"
            ignored = shutil.ignore_patterns(
                ".git", ".venv", "site*", ".*_cache", "__pycache__", ".hypothesis", ".dossier"
            )
            shutil.copytree(REPOSITORY, root, ignore=ignored)
            for paths in {tuple(tests[file]) for file, *_ in sample}:
                if killed(root, list(paths)):
                    sys.exit(f"{part}: the tests fail without any mutant: {' '.join(paths)}")
            dead = 0
            for file, number, what in sorted(sample):
                (root / file).write_text(mutated(file, number), encoding="utf-8")
                if killed(root, tests[file]):
                    dead += 1
                else:
                    print(f"survived: {file}:{what}", flush=True)
                shutil.copy(REPOSITORY / file, root / file)
        print(
            f"{part}: {dead} of {len(sample)} mutants killed, {100 * dead / len(sample):.0f} % (of {len(found):,} in all)",
            flush=True,
        )


if __name__ == "__main__":
    main()
