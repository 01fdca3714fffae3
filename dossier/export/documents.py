"""The whole dossier as JSON: one document, or for many claims an index and shards; and a claim a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from dossier.export.claims import dossier_data, encoded
from dossier.export.edition import Edition
from dossier.export.tables import TABLES
from dossier.page import Page

SCHEMA: Final = {"name": "dossier", "version": 1}
"""What the document is called; the version rises when a field changes its meaning or goes."""
SHARD: Final = 2000
"""Most claims, or sources, in one file of the site: about ten megabytes, which a browser still reads at once."""
FIELDS: Final = (
    ("schema", "Name and version of this form."),
    ("title", "What the dossier is called."),
    ("date", "Its date: the day asked for, or the newest of its records."),
    ("version", "Its date and a fingerprint of its records."),
    ("desk", "Who checked."),
    ("checked_by_hand", "By what hand: human, machine-assisted or machine."),
    ("license", "Licence of its own words and data."),
    ("address", "Where it is published; null where nowhere."),
    ("article", "The work under examination."),
    ("counts", "How many claims there are of each status."),
    ("counts_at_publication", "How many stood how when the article came out."),
    ("claims", "The claims, each as in its own file."),
    ("sources", "The sources, with the columns of their table."),
    ("shards", "Of a large dossier, in place of claims and sources: the files that hold them."),
)
"""The fields of the document, with what they mean."""
_SOURCES: Final = next(table for table in TABLES if table.name == "sources")


def head(edition: Edition) -> dict[str, Any]:
    """What stands before the claims: which dossier, in which version, and how much there is."""
    dossier = edition.dossier
    return {
        "schema": SCHEMA,
        **dossier_data(dossier, edition.base_url),
        "version": edition.version,
        "counts": {status: len(claims) for status, claims in dossier.by_status.items()},
        "counts_at_publication": edition.standings.counts_at_publication,
    }


def document(edition: Edition) -> bytes:
    """The whole dossier as one document."""
    return _joined(head(edition), {"claims": [*edition.claims.values()], "sources": _sources(edition)})


def document_pages(edition: Edition, name: str, shard: int = SHARD) -> Iterator[Page]:
    """Yield the document, or, where it would be too long, an index that names its shards, and these."""
    lists = {"claims": [*edition.claims.values()], "sources": _sources(edition)}
    if all(len(items) <= shard for items in lists.values()):
        yield Page(name, _joined(head(edition), lists))
        return
    folder = name.rpartition("/")[0]
    shards: dict[str, list[str]] = {kind: [] for kind in lists}
    for kind, items in lists.items():
        for start in range(0, len(items), shard):
            shards[kind].append(f"{kind}.{start // shard + 1}.json")
            own = {"schema": SCHEMA, "version": edition.version}
            yield Page(f"{folder}/{shards[kind][-1]}", _joined(own, {kind: items[start : start + shard]}))
    yield Page(name, encoded(head(edition) | {"shards": shards}) + b"\n")


def lines(edition: Edition) -> bytes:
    """JSON Lines (jsonlines.org): the data of one claim on each line."""
    return b"\n".join([*edition.claims.values(), b""])


def _joined(opening: dict[str, Any], lists: Mapping[str, Sequence[bytes]]) -> bytes:
    """An object with further lists, whose items are JSON already, each on a line of its own."""
    pieces = [encoded(opening).removesuffix(b"}")]
    for name, items in lists.items():  # one join of all, for each further one would hold all claims once more
        pieces += [b',"%s":[\n' % name.encode(), *[piece for item in items for piece in (item, b",\n")][:-1], b"\n]"]
    return b"".join([*pieces, b"}\n"])


def _sources(edition: Edition) -> list[bytes]:
    """Each source as the sources' table has it, without what is not given."""
    names = [column.name for column in _SOURCES.columns]
    return [
        encoded({name: cell for name, cell in zip(names, row, strict=True) if cell is not None})
        for row in _SOURCES.rows(edition)
    ]
