"""The dossier in the forms in which others take it: one module a format, records in, bytes out. Pure."""

from dossier.export.claims import claim_data, claim_files

__all__ = ["claim_data", "claim_files"]
