"""A preview of the site on this machine alone, made anew when a record changes."""

from dossier.serve.server import PortTaken, Server

__all__ = ["PortTaken", "Server"]
