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

    def passed(self, source: str, root: str) -> frozenset[str]:
        """What every stated path from `source` to `root` passes, `source` itself among it, the root aside.

        Two sources reach a root by separate paths when they share nothing of this (Menger's theorem for two paths).
        """
        if any(link.id == root and link.how == "stated" for link in self.sources[source].origin):
            return frozenset({source})
        on_the_way = {each.id for each in self._reached(source, inferred=False)} - {root}
        return frozenset(each for each in on_the_way if each == source or not self._leads(source, root, each))

    def _leads(self, source: str, root: str, without: str) -> bool:
        return any(each.id == root for each in self._reached(source, inferred=False, without=without))

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
        """Where the paths from `source` end: at sources that name none as origin."""
        reached = self._reached(source, inferred=inferred)
        return frozenset(each.id for each in reached if not any(link.id in self.sources for link in each.origin))

    def _reached(self, source: str, *, inferred: bool, without: str = "") -> Iterator[Source]:
        """Every source to which a path from `source` leads, itself first; `without` leaves out one."""
        todo, seen = [source], {source, without}
        while todo:
            here = self.sources[todo.pop()]
            yield here
            # An aggregator adds nothing to what it repeats: a path may start at one but never lead through it.
            if here.id != source and here.kind == "aggregator":
                continue
            for link in here.origin:
                if (inferred or link.how == "stated") and link.id in self.sources and link.id not in seen:
                    seen.add(link.id)
                    todo.append(link.id)
