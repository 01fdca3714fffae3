"""Who took it from whom: the graph of sources by `origin`, its roots, and what counts as independent.

Ten pages that repeat one report are one origin. Tracing claims to their roots follows the practice of the Verification
Handbook (European Journalism Centre, 2014): a claim's sources are independent only when they do not share an origin.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from dossier.model import Source


@dataclass(frozen=True)
class Origins:
    """The origin graph of a dossier."""

    sources: Mapping[str, Source]

    def roots(self, source: str, *, inferred: bool = True) -> frozenset[str]:
        """The sources at which the paths from `source` end; itself where it names none.

        With `inferred` false only links that a page states itself are followed, and a path that could go on only by an
        inferred link ends nowhere.
        """
        return self._stated[source] if not inferred else self._all[source]

    def cycles(self) -> Iterator[tuple[str, ...]]:
        """Each circle of sources that name each other as origin, from its first id in the alphabet."""
        found: set[tuple[str, ...]] = set()
        for start in sorted(self.sources):
            path = self._way_back(start)
            if path:
                first = path.index(min(path))
                circle = (*path[first:], *path[:first])
                if circle not in found:
                    found.add(circle)
                    yield circle

    def _way_back(self, start: str) -> tuple[str, ...]:
        """A path from `start` to itself, or nothing."""
        todo: list[tuple[str, ...]] = [(start,)]
        seen: set[str] = set()
        while todo:
            path = todo.pop()
            for link in self.sources[path[-1]].origin:
                if link.id == start:
                    return path
                if link.id in self.sources and link.id not in seen:
                    seen.add(link.id)
                    todo.append((*path, link.id))
        return ()

    @cached_property
    def _all(self) -> Mapping[str, frozenset[str]]:
        return {source: self._ends(source, inferred=True) for source in self.sources}

    @cached_property
    def _stated(self) -> Mapping[str, frozenset[str]]:
        return {source: self._ends(source, inferred=False) for source in self.sources}

    def _ends(self, source: str, *, inferred: bool) -> frozenset[str]:
        ends: set[str] = set()
        todo, seen = [source], {source}
        while todo:
            here = self.sources[todo.pop()]
            links = [link for link in here.origin if link.id in self.sources]
            if not links:
                ends.add(here.id)
            # An aggregator adds nothing to what it repeats: a path may start at one but never lead through it.
            passes = here.id == source or here.kind != "aggregator"
            for link in links:
                if passes and (inferred or link.how == "stated") and link.id not in seen:
                    seen.add(link.id)
                    todo.append(link.id)
        return frozenset(ends)
