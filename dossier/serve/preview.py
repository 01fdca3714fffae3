"""The state of a project as a preview shows it: pages rendered when they are asked for, or what is wrong."""

from __future__ import annotations

import re
import secrets
import threading
from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from typing import Final

from dossier.build import Outcome, check_project
from dossier.environment import OWN, environment_for, template_folders
from dossier.model import Dossier
from dossier.problem import Problem
from dossier.render import BrokenTemplate, Renderer

SCRIPT: Final = "/.dossier/reload.js"
"""Where the script stands that every page of a preview gets."""
_NO_PAGE: Final = (
    b'<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<title>No such page</title>\n</head>\n'
    b"<body>\n<p>There is no such page. It shows here as soon as there is one.</p>\n</body>\n</html>\n"
)
_EMPTY: Final = Dossier({}, {})
_META: Final = re.compile(rb'<meta http-equiv="Content-Security-Policy" content="[^"]*">\n?')
_HEARTBEAT: Final = 15.0
"""Seconds after which a silent connection is tried, so that those of closed pages end."""


class Preview:
    """The state of a project: its pages or its problems. One thread renders at a time."""

    def __init__(self, root: Path, told: Callable[[Outcome], None]) -> None:
        self._root = root
        self._told = told
        self._changed = threading.Condition()
        self._reading = threading.Lock()
        self._boot = secrets.token_hex(4)
        self._number = 0
        self._stopped = False
        self.refresh()

    def refresh(self) -> None:
        """Read and check the records anew, and tell every open page; raises NoProject."""
        with self._reading:  # one after the other, so that the last to be shown is the last to be read
            outcome = check_project(self._root)
            faults = [each for each in outcome.problems if each.severity == "error"]
            self._show(outcome, _EMPTY if faults else _without_address(outcome.dossier), faults)

    def lose(self, why: str) -> None:
        """Show that the project itself is gone, until it comes back."""
        with self._reading:
            problem = Problem("claims", 1, "no-project", why)
            self._show(Outcome(_EMPTY, (problem,)), _EMPTY, [problem])

    def _show(self, outcome: Outcome, dossier: Dossier, faults: list[Problem]) -> None:
        renderer = Renderer(dossier, template_folders(self._root))
        with self._changed:
            self._renderer, self._faults = renderer, faults
            self._number += 1
            self._changed.notify_all()
        self._told(outcome)

    def page(self, path: str) -> tuple[HTTPStatus, bytes]:
        """One page, made for a preview; while there are errors, the page that names them in place of any other."""
        with self._changed:
            html = path.endswith(".html")
            try:
                if self._faults and html:
                    return HTTPStatus.OK, self._watching(_problems_page(self._faults))
                page = self._renderer.page(path)
            except BrokenTemplate as broken:
                return HTTPStatus.OK, self._watching(_problems_page([broken.problem]))
            if page is None:
                return HTTPStatus.NOT_FOUND, self._watching(_NO_PAGE) if html else b"There is no such page.\n"
            return HTTPStatus.OK, self._watching(page.data) if html else page.data

    def _watching(self, page: bytes) -> bytes:
        """A page with the script that reloads it; its policy, which knows no such script, is sent as a header."""
        script = f'<script src="{SCRIPT}?{self._state}"></script>\n'.encode()
        return _META.sub(b"", page, count=1).replace(b"</head>", script + b"</head>", 1)

    @property
    def _state(self) -> str:
        return f"{self._boot}-{self._number}"

    def wait(self, seen: str) -> str:
        """The state, as soon as it is another than the one `seen`, or after a while; empty when the preview ends."""
        with self._changed:
            self._changed.wait_for(lambda: self._stopped or self._state != seen, timeout=_HEARTBEAT)
            return "" if self._stopped else self._state

    def stop(self) -> None:
        """Let every open connection end."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()


def _without_address(dossier: Dossier) -> Dossier:
    """The dossier as a preview shows it: nowhere published, so without a card, canonical links or a sitemap."""
    return replace(dossier, settings=dossier.settings.model_copy(update={"base_url": None}))


def _problems_page(problems: list[Problem]) -> bytes:
    """The page that stands in place of all others while there are errors, by the tool's own template."""
    return environment_for([OWN]).get_template("problems.html").render({"problems": problems}).encode()
