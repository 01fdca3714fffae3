"""The dossier in the forms in which others take it: one module a format, records in, bytes out. Pure."""

from dossier.export.claimreview import claim_review
from dossier.export.claims import claim_data
from dossier.export.edition import Edition
from dossier.export.formats import FORMATS, SHEET, SHEET_BOOK, Format, lacking
from dossier.export.sitemap import sitemap
from dossier.export.tables import TABLES, Table

__all__ = [
    "FORMATS", "SHEET", "SHEET_BOOK", "TABLES", "Edition", "Format", "Table", "claim_data", "claim_review",
    "lacking", "sitemap",
]  # fmt: skip
