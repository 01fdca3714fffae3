"""Entries of a library become sources; an entry finds its source by address or DOI, or by title and publisher."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from dossier.address import address_fault, doi_link, resolves_doi, same_address
from dossier.drafts import UNREAD, propose_id, publisher_of
from dossier.incoming.record import Imported, Importing, Misfit, refused
from dossier.model import Dossier, Source, is_id
from dossier.records import RESERVED
from dossier.recordtext import record_text
from dossier.references import Broken, Reference
from dossier.refusals import field_names

_UNSEEN: Final = "Imported from a library: neither its kind nor whether it was read has been looked at."
_NO_PUBLISHER: Final = "publisher not identified"
"""The cataloguers' words (RDA, 2.8.4). Sources that share them are of one house: none of them counts as independent."""


class LibraryEntries(Importing):
    """Entries become sources."""

    def __init__(self, dossier: Dossier, taken: dict[str, str], kind: str, update: bool) -> None:
        super().__init__(dossier, taken)
        self._kind, self._update = kind, update
        self._known: dict[str, str] = {}
        for source in dossier.sources.values():
            self._know(source.path, _keys(source.addresses, source.title, source.publisher))

    def take(self, entries: list[Reference | Broken]) -> Imported:
        """Take all entries of a library."""
        for number, entry in enumerate(entries, 1):
            if isinstance(entry, Broken):
                self.found.misfits.append(Misfit(entry.place, entry.message))
                continue
            self._entry(f"entry {number}{f' ({entry.key})' if entry.key else ''}", entry)
            for name in entry.rest:
                self.found.left_out[name] = self.found.left_out.get(name, 0) + 1
        return self.found

    def _entry(self, place: str, entry: Reference) -> None:
        data = self._data(entry)
        new = data | {"kind": self._kind, "read": UNREAD, "notes": _UNSEEN}
        faults = [f"{message}" for _, message in refused(Source, "new", new)]
        if entry.url and (fault := address_fault(entry.url)):
            faults.append(f"url {entry.url!r} cannot be linked: {fault}")
        if faults:
            self.found.misfits += [Misfit(place, message) for message in faults]
            return
        addresses = (entry.url, doi_link(entry.doi) if entry.doi else "")
        keys = _keys(filter(None, addresses), entry.title, data["publisher"])
        path = next((self._known[key] for key in keys if key in self._known), "")
        if path in self.found.new:
            self.found.unchanged += 1
        elif path:
            self.settle(place, path, data, update=self._update)
        else:
            self._know(self._add(place, entry, new), keys)

    def _data(self, entry: Reference) -> dict[str, Any]:
        """What the entry says, as fields of a source; where it names no publisher, its journal, site or host."""
        named = entry.publisher or ("" if entry.in_book else entry.within)
        shown = "" if resolves_doi(entry.url) else publisher_of(entry.url)
        given = {
            "title": entry.title,
            "url": entry.url,
            "doi": entry.doi,
            "authors": [author.text for author in entry.authors],
            "publisher": named or shown or _NO_PUBLISHER,
            "within": entry.within,
            "volume": entry.volume,
            "issue": entry.issue,
            "pages": entry.pages,
            "published": entry.published,
            "language": entry.language if entry.language != self.dossier.settings.language else "",
        }
        return {name: value for name, value in given.items() if value}

    def _add(self, place: str, entry: Reference, new: dict[str, Any]) -> str:
        key = entry.key.lower()
        free = is_id(key) and key not in self.taken and key not in RESERVED
        name = key if free else propose_id(f"{new['publisher']} {entry.title}", self.taken, "source")
        path = self.taken[name] = f"sources/{name}.yaml"
        self.found.new[path] = record_text({each: new[each] for each in field_names(Source) if each in new})
        self.found.places[path] = place
        return path

    def _know(self, path: str, keys: Iterable[str]) -> None:
        for key in keys:
            self._known.setdefault(key, path)


def _keys(addresses: Iterable[str], title: str, publisher: str) -> list[str]:
    """What a document is known by: its address and DOI, or where it has neither its title and publisher."""
    named = "\n".join(" ".join(each.casefold().split()) for each in (title, publisher))
    return [same_address(address) for address in addresses] or [named]
