"""Mutation testing of the rules, the loader and the publisher: one small fault at a time, which some test must see.

`python tests/hard/mutants.py [--sample 150] [--seed 1] [--of rules]` changes one operator, constant, statement or
condition (`faults.py`) in a copy of the repository, runs the tests of that part, and prints every fault that none of
them noticed. A first run without faults finds out which tests enter which function, and how long each takes: a fault is
shown only to the tests that enter its function, the quickest first; what these leave is shown to the slow ones, which
build as whole processes. A tool of its own, because the faults of this code
are found by commands in processes of their own, too, and those must see the copy.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import json
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from faults import REPOSITORY, everything, function_at, mutated, watched

RULES = sorted(path.relative_to(REPOSITORY).as_posix() for path in (REPOSITORY / "dossier/rules").glob("*.py"))
RULING = ["tests/test_rules*.py", "tests/test_seal.py", "tests/test_coverage.py", "tests/test_article_command.py"]
READING = [
    "tests/test_yamltext.py",
    "tests/test_reading*.py",
    "tests/hard/test_hostile_files.py",
    "tests/hard/test_machine.py::test_records_that_may_not_be_read_are_named_and_nothing_is_written",
]
WRITING = [
    "tests/test_publish*.py",
    "tests/test_cache_inputs.py",
    "tests/test_cache.py::test_another_template_or_line_of_the_tool_itself_is_another_build",
    "tests/test_records_written.py",
    "tests/hard/test_synced.py",
]
SLOW = ["tests/test_cache.py", "tests/hard/test_stopped.py", "tests/hard/test_machine.py", "tests/test_recording.py"]
PARTS: dict[str, tuple[list[str], list[str], list[str]]] = {
    "rules": (RULES, RULING, []),
    "loader": (
        [f"dossier/{name}.py" for name in ("files", "records", "yamltext", "yamlfault", "refusals")],
        READING,
        ["tests/hard/test_machine.py"],
    ),
    "publisher": ([f"dossier/{name}.py" for name in ("publish", "stage", "cache")], WRITING, SLOW),
}
"""Of each part the files, the tests that look at them, and the slow ones among these."""
HEAVY = ("pydantic", "yaml", "jinja2", "typer.testing", "markdown_it", "nh3", "hypothesis", "playwright.sync_api")
"""What the tests load, loaded once for all of them; nothing of the code under test is among it."""
MEMORY = 8 << 30
NOTHING_RUN = 5
"""The exit code of pytest where no test was chosen."""


@dataclass
class Chosen:
    """A plugin of pytest: runs the tests that are wanted, the quickest first, and keeps how long each takes."""

    wanted: dict[str, float] | None = None
    times: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    def pytest_collection_modifyitems(self, items: list[Any]) -> None:
        """Leave out and sort."""
        if self.wanted is not None:
            wanted = self.wanted
            items[:] = sorted((each for each in items if each.nodeid in wanted), key=lambda each: wanted[each.nodeid])

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Add up what the parts of a test take."""
        self.times[report.nodeid] += report.duration


def run(root: Path, paths: list[str], chosen: Chosen, *, seconds: float, report: Path | None = None) -> int:
    """The exit code of the tests in the copy at `root`, run in a child of this process; negative if time ran out."""
    child = os.fork()
    if child == 0:
        code = 70
        try:
            os.setsid()
            os.chdir(root)
            os.environ["PYTHONPATH"] = str(root)
            sys.path[:0] = [str(root)]
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
            silence = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silence, 1)
            os.dup2(silence, 2)
            import pytest  # noqa: PLC0415 - in the child, so that its state is its own

            options = ["-q", "-p", "no:cacheprovider", "-p", "no:xdist", *([] if report else ["-x"])]
            options += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
            code = int(pytest.main([*options, *paths], plugins=[chosen]))
            if report:
                report.write_text(json.dumps(chosen.times), encoding="utf-8")
        finally:
            os._exit(code)
    signal.signal(signal.SIGALRM, lambda *_: os.killpg(child, signal.SIGKILL))
    signal.setitimer(signal.ITIMER_REAL, seconds)
    status = os.waitpid(child, 0)[1]
    signal.setitimer(signal.ITIMER_REAL, 0)
    with contextlib.suppress(ProcessLookupError):
        os.killpg(child, signal.SIGKILL)  # commands that a failed test left running
    return os.waitstatus_to_exitcode(status)


class Bench:
    """A copy of the repository in which one file at a time holds a fault."""

    def __init__(self, root: Path, part: str) -> None:
        self.root, (self.files, patterns, self.slow) = root, PARTS[part]
        ignored = shutil.ignore_patterns(".git", ".venv", "site", ".*_cache", "__pycache__", ".hypothesis", ".dossier")
        shutil.copytree(REPOSITORY, root, ignore=ignored)
        self.paths = [
            f"{path.relative_to(root).as_posix()}{sign}{test}"
            for pattern, sign, test in (each.partition("::") for each in patterns)
            for path in sorted(root.glob(pattern))
        ]
        self.stamp = 10**9
        self.times: dict[str, float] = {}
        self.entering: dict[str, set[str]] = defaultdict(set)
        """The tests that enter a function; an empty name among them where it is entered while modules are loaded."""
        self._watch()

    def put(self, file: str, text: str) -> None:
        """Give a file another text, and a time that no other had, so that no compiled one is taken for it."""
        (self.root / file).write_text(text, encoding="utf-8")
        self.stamp += 10
        os.utime(self.root / file, (self.stamp, self.stamp))

    def restore(self, file: str) -> None:
        """Give a file its own text again."""
        self.put(file, (REPOSITORY / file).read_text(encoding="utf-8"))

    def _watch(self) -> None:
        """Find out which tests enter which function, and how long they take; all pass without any fault."""
        log, report = self.root.parent / "entered", self.root.parent / "report"
        os.environ["ENTERED"] = str(log)
        for file in self.files:
            self.put(file, watched(file))
        passed = run(self.root, self.paths, Chosen(), seconds=1800, report=report) == 0
        for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
            function, _, test = line.partition(" ")
            self.entering[function].add(test)
        for file in self.files:
            self.restore(file)
        self.times = json.loads(report.read_text(encoding="utf-8"))
        if not passed and run(self.root, self.paths, Chosen(self.times), seconds=1800):
            sys.exit(f"the tests fail without any fault: {' '.join(self.paths)}")
        if self.slow and run(self.root, self.slow, Chosen(), seconds=1800):
            sys.exit(f"the tests fail without any fault: {' '.join(self.slow)}")

    def code(self, file: str, number: int, line: int) -> int:
        """The exit code of the tests that concern a fault: 0 where none notices it."""
        entering = self.entering[f"{file}:{function_at(file, line)}"] if function_at(file, line) else {""}
        wanted = self.times if "" in entering else {each: self.times[each] for each in entering & self.times.keys()}
        self.put(file, mutated(file, number))
        paths = sorted({each.partition("::")[0] for each in wanted})
        code = run(self.root, paths, Chosen(wanted), seconds=30 + 3 * sum(wanted.values())) if wanted else NOTHING_RUN
        if code in {0, NOTHING_RUN} and self.slow:
            code = run(self.root, self.slow, Chosen(), seconds=900)
        self.restore(file)
        return 0 if code == NOTHING_RUN else code


def main() -> None:
    """Run a sample of the faults, equally of each part, and print the survivors and the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--sample", type=int, default=150)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--of", choices=PARTS, action="append")
    chosen = parser.parse_args()
    for name in HEAVY:
        importlib.import_module(name)
    for part in chosen.of or PARTS:
        found = everything(PARTS[part][0])
        sample = random.Random(chosen.seed).sample(found, min(len(found), chosen.sample // len(chosen.of or PARTS)))
        with tempfile.TemporaryDirectory(dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None) as folder:  # noqa: S108
            bench = Bench(Path(folder) / "copy", part)
            dead = late = 0
            for file, number, what in sorted(sample):
                code = bench.code(file, number, int(what.partition(":")[0]))
                dead += code != 0
                late += code < 0
                if not code:
                    print(f"survived: {file}:{what}", flush=True)
        share = f"{100 * dead / len(sample):.0f} % (of {len(found):,} in all; {late} by running out of time)"
        print(f"{part}: {dead} of {len(sample)} faults noticed, {share}", flush=True)


if __name__ == "__main__":
    main()
