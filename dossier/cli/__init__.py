"""Arguments in, lines out, exit codes: the only package that prints."""

from __future__ import annotations

import sys

from dossier.cli.again import built_again
from dossier.cli.ending import ending_well


def main() -> None:
    """Run the command line."""
    ending_well(_run)


def _run() -> None:
    if built_again(sys.argv[1:]):
        return
    from dossier.cli.commands import app

    app(prog_name="dossier")
