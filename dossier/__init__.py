"""Dossier turns the claims of an article into an evidence dossier that a reader can check."""

__version__ = "0.1.0"
