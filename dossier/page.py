"""A page: one file of the site, as it will stand there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the site."""

    path: str
    """Relative to the site, with `/` on every system."""
    data: bytes
