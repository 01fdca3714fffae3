"""The reader's own editor, as VISUAL or EDITOR names it."""

from __future__ import annotations

import os
import shlex
import subprocess
from pathlib import Path

import typer

from dossier.cli.telling import MACHINE


def command() -> list[str]:
    """The editor and its arguments; ends the command where none is named."""
    named = os.environ.get("VISUAL") or os.environ.get("EDITOR") or ""
    words = shlex.split(named, posix=os.name == "posix") if named.count('"') % 2 == named.count("'") % 2 == 0 else []
    if not words:
        typer.echo("dossier: --edit needs an editor; set EDITOR, say to `code --wait` or nano", err=True)
        raise typer.Exit(MACHINE)
    return words


def edit(path: Path, editor: list[str]) -> None:
    """Open a file and wait until the editor is closed."""
    try:
        done = subprocess.run([*editor, str(path)], check=False)  # noqa: S603  (the reader's own editor)
    except OSError as error:
        typer.echo(f"dossier: {editor[0]}: {error.strerror}; {path} is written, open it yourself", err=True)
        raise typer.Exit(MACHINE) from None
    if done.returncode:
        typer.echo(f"dossier: {editor[0]} ended with {done.returncode}; {path} is as it left it", err=True)
        raise typer.Exit(MACHINE)
