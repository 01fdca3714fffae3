"""Watches the records and templates of a project, by watchfiles."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from dossier.extras import WATCHING

_FOLDERS: Final = ("claims", "sources", "templates")
_WATCHED: Final = (*_FOLDERS, "dossier.yaml", "article.yaml")
_QUIET: Final = 20
"""Milliseconds of silence that end a burst of changes: an editor writes a file in several steps."""
_LONGEST: Final = 200
"""Milliseconds after which a burst is taken as ended."""
_TICK: Final = 200
"""Milliseconds after which the watching says that it is on."""
_PATIENCE: Final = 10
"""Seconds to wait for that."""


class Watcher:
    """Says when a record or a template changes; raises MissingExtra without watchfiles.

    The project's folder is watched on its own level, since it may hold much that is none of ours, and the folders of
    records and templates as deep as they go. When one of them comes or goes, they are watched anew.
    """

    def __init__(self, root: Path, changed: Callable[[], None]) -> None:
        WATCHING.require()
        self._root = root
        self._changed = changed
        self._ended = threading.Event()
        self._begun = threading.Event()
        self._anew = threading.Event()
        watching = [threading.Event(), threading.Event()]
        for work, ready in zip((self._top, self._folders), watching, strict=True):
            threading.Thread(target=work, args=(ready,), daemon=True).start()
        for ready in watching:
            ready.wait(timeout=_PATIENCE)

    def start(self) -> None:
        """Report changes from here on, also those since the watching began."""
        self._begun.set()

    def stop(self) -> None:
        """End the watching."""
        for event in (self._ended, self._anew, self._begun):
            event.set()

    def _top(self, ready: threading.Event) -> None:
        for _ in self._changes([self._root], self._ended, ready, deep=False):
            self._anew.set()
            self._changed()

    def _folders(self, ready: threading.Event) -> None:
        while not self._ended.is_set():
            self._anew.clear()
            folders = [self._root / name for name in _FOLDERS if (self._root / name).is_dir()]
            # What was written before a new folder was watched is looked for once.
            for _ in self._changes(folders, self._anew, ready, deep=True, unseen=ready.is_set()):
                self._changed()

    def _changes(
        self, paths: list[Path], end: threading.Event, ready: threading.Event, *, deep: bool, unseen: bool = False
    ) -> Iterator[None]:
        """Yield once for every burst of changes; `ready` is set when the first cannot be missed any more.

        With `unseen`, yield as soon as the watching is on, too.
        """

        def ours(_kind: object, path: str) -> bool:
            name = Path(path).name
            return not name.startswith(".") and not name.endswith("~") if deep else name in _WATCHED

        from watchfiles import watch  # noqa: PLC0415  (an extra)

        bursts = watch(
            *paths, watch_filter=ours, debounce=_LONGEST, step=_QUIET, stop_event=end, rust_timeout=_TICK,
            yield_on_timeout=True, recursive=deep,
        )  # fmt: skip
        for burst in bursts:
            ready.set()
            self._begun.wait()
            if (burst or unseen) and not self._ended.is_set():
                yield
            unseen = False
