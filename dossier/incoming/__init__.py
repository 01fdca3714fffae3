"""Rows of a sheet become claims, entries of a library sources: new texts, changed ones, and what does not fit."""

from dossier.incoming.entries import LibraryEntries
from dossier.incoming.record import Imported, Misfit
from dossier.incoming.rows import ClaimRows

__all__ = ["ClaimRows", "Imported", "LibraryEntries", "Misfit"]
