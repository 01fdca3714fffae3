"""A build with nothing to do, answered before the parser of the command line is loaded.

Loading typer, and pydantic, by which typer reads every argument, takes two thirds of such a build at 100 claims and a
third at 10,000. So the two commonest command lines, `dossier build` and `dossier build FOLDER`, are looked at first,
and left to the parser unless all is as the last build left it.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dossier.cache import Said


def built_again(arguments: Sequence[str]) -> bool:
    """Whether this was a build with nothing to do; what it says is then said. False leaves everything to the parser."""
    started = time.perf_counter()
    plain = arguments[:1] == ["build"] and len(arguments) <= 2 and not any(each.startswith("-") for each in arguments)
    if not plain or os.environ.keys() & {"SOURCE_DATE_EPOCH", "_DOSSIER_COMPLETE"}:
        return False
    from dossier.cache import Cache

    root = Path(*arguments[1:])
    target = root / "site"
    said = Cache(root, target, options_of()).unchanged()
    if said is None:
        return False
    sys.stderr.write("".join(f"{problem}\n" for problem in said.problems))
    sys.stdout.write("".join(f"{line}\n" for line in lines_of(said, target, started)))
    sys.stdout.flush()
    return True


def options_of(
    *, strict: bool = False, base_url: str = "", asked: object = None, article: Path | None = None
) -> tuple[object, ...]:
    """What a build was asked for beside its folders, by which the cache tells one from another."""
    return (strict, base_url, asked, article)


def lines_of(said: Said, target: Path, started: float, written: int = 0, removed: int = 0) -> Iterator[str]:
    """Yield what a build came to, in lines for the standard output; its problems stand in `said`."""
    yield said.counts
    yield (
        f"{said.files:,} files in {time.perf_counter() - started:.1f} s: {written:,} written, "
        f"{said.files - written:,} unchanged, {removed:,} removed."
    )
    yield f"Open {(target / 'index.html').resolve().as_uri()}"
