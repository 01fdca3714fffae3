"""One edition of the dossier: what every export is made of, worked out once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from dossier.export.claims import claim_data, encoded
from dossier.model import Dossier
from dossier.standing import Standings


@dataclass(frozen=True)
class Edition:
    """A dossier on its date, with the address at which it stands, empty where it has none."""

    standings: Standings
    base_url: str = ""

    @classmethod
    def of(cls, dossier: Dossier, base_url: str = "") -> Self:
        """The edition of a dossier at the address asked for, else at its own."""
        return cls(Standings(dossier), (base_url or dossier.settings.base_url or "").rstrip("/"))

    @property
    def dossier(self) -> Dossier:
        """Its records."""
        return self.standings.dossier

    @cached_property
    def claims(self) -> dict[str, bytes]:
        """The data of each claim as one line of JSON, by its id."""
        return {
            claim.id: encoded(claim_data(claim, self.standings, self.base_url))
            for claim in self.dossier.claims.values()
        }

    @cached_property
    def version(self) -> str:
        """Which version of the dossier this is: its date, and a fingerprint of all its records."""
        whole = hashlib.sha256()
        for path, text in sorted(self.dossier.texts.items()):
            whole.update(f"{path}\0{text}\0".encode())
        return f"{self.dossier.date or 'undated'}.{whole.hexdigest()[:8]}"

    @cached_property
    def has_feed(self) -> bool:
        """Whether there is a feed of its verdicts: only with an address, and where a verdict is dated."""
        return bool(self.base_url) and any(claim.checked for claim in self.dossier.claims.values())

    def address(self, path: str) -> str:
        """The permanent address of a page; empty without a base URL."""
        return f"{self.base_url}/{path}" if self.base_url else ""
