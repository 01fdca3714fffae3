"""A page: one file of the site, as it will stand there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Final

_LONGEST: Final = 1000
_LONGEST_PART: Final = 255
"""Bytes between two slashes: most systems store no more."""
_USUAL: Final = re.compile(r"(?:[a-z0-9-]+/)*[a-z0-9-]+(?:\.[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Page:
    """One file of the site."""

    path: str
    """Relative to the site, with `/` on every system."""
    data: bytes


def is_name(name: str) -> bool:
    """Whether `name` can name a page on every system: relative, in one spelling, nothing hidden in it."""
    if not 0 < len(name) <= _LONGEST:
        return False
    if len(name) <= _LONGEST_PART and _USUAL.fullmatch(name):
        return True
    if not name.isprintable() or set(name) & set('\\:*?"<>|'):
        return False
    if any(len(part.encode()) > _LONGEST_PART for part in name.split("/")):
        return False
    path = PurePosixPath(name)
    return path.as_posix() == name and not path.is_absolute() and not {".", ".."} & {name, *path.parts}
