"""Libraries that not everybody needs, each an extra of the distribution: what wants them, and how to get them."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from typing import Final


class MissingExtra(Exception):
    """A library that is an extra is not installed; the message says what wants it, and how to get it."""


@dataclass(frozen=True, slots=True)
class Extra:
    """A library, and what of the tool wants it."""

    name: str
    """As in `pip install 'evidence-dossier[name]'`."""
    library: str
    wanted_by: str
    module: str
    instead: str = ""
    """What to do without it."""

    @property
    def install(self) -> str:
        """The command that installs it."""
        return f"pip install 'evidence-dossier[{self.name}]'"

    @property
    def missing(self) -> str:
        """What to say where it is not installed; empty where it is."""
        return "" if find_spec(self.module) else f"{self.wanted_by} {self.library}: {self.install}{self.instead}"

    def require(self) -> None:
        """Raise MissingExtra where it is not installed."""
        if self.missing:
            raise MissingExtra(self.missing)


CARD: Final = Extra("card", "Pillow", "the picture for shared links needs", "PIL")
WORKBOOK: Final = Extra("export", "xlsxwriter", "the workbook needs", "xlsxwriter")
SHEETS: Final = Extra("import", "openpyxl", "workbooks need", "openpyxl", "; or save it as CSV")
BIBTEX: Final = Extra("import", "bibtexparser", "BibTeX needs", "bibtexparser")
WATCHING: Final = Extra("serve", "watchfiles", "serve needs", "watchfiles")
