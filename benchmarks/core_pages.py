"""Builds the core pages of a dossier alone: `python benchmarks/core_pages.py ROOT OUT`, as `dossier build` would.

It loads, checks, renders and publishes as a build does, but only the pages that another generator makes from the
finished data: claims, sources, the lists by status and the overview; no exports, reports or lists by kind.
"""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from dossier.build import check_project
from dossier.environment import template_folders
from dossier.publish import publish
from dossier.render import Renderer


def main() -> None:
    """Build the core pages."""
    gc.disable()  # as the command does
    root, out = map(Path, sys.argv[1:])
    outcome = check_project(root)
    if outcome.failed():
        raise SystemExit(str(outcome.problems[0]))
    publish(Renderer(outcome.dossier, template_folders(root)).core(), out)


if __name__ == "__main__":
    main()
