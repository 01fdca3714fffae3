"""The entries of a library, Zotero's or another's: CSL-JSON, BibTeX, RIS."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from dossier.references.bibtex import read_bibtex
from dossier.references.csl import read_csl
from dossier.references.reference import Broken, NoLibrary, Reference
from dossier.references.ris import read_ris

__all__ = ["KINDS", "Broken", "NoLibrary", "Reference", "read_library"]

_READERS: Final[Mapping[str, Callable[[str], list[Reference | Broken]]]] = {
    ".json": read_csl,
    ".bib": read_bibtex,
    ".ris": read_ris,
}
KINDS: Final = tuple(_READERS)
"""The endings of the files that are libraries."""


def read_library(text: str, kind: str) -> list[Reference | Broken]:
    """The entries of a library in order; `kind` is the ending of its file. Raises NoLibrary and MissingExtra."""
    found = _READERS[kind](text)
    if not found:
        raise NoLibrary("it holds no entries")
    return found
