"""The tool's own templates, compiled once: Jinja2's compiler is a sixth of a build of a hundred claims.

What is kept is code, so it never lies in a project, which somebody else may have sent, but in the folder for temporary
files that Jinja2 makes for this user alone. It may be deleted at any time; what is damaged there is compiled again.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import Final

import jinja2
from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

from dossier import __version__

_DIGEST: Final = 32
"""Bytes of the digest before the code: Python may crash on code that is cut or changed."""


def compiled() -> Compiled | None:
    """Where compiled templates are kept; None where this user has no folder of his own for such."""
    with suppress(OSError, RuntimeError):
        return Compiled(pattern=f"dossier-{_maker()}-%s.cache")
    return None


class Compiled(FileSystemBytecodeCache):
    """Jinja2's cache in files, less its trust in what they hold and in the disk."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the code of a template if it is there and whole."""
        with suppress(OSError):
            kept = Path(self._get_cache_filename(bucket)).read_bytes()
            code = kept[_DIGEST:]
            if kept[:_DIGEST] == blake2b(code, digest_size=_DIGEST).digest():
                bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep the code of a template, or else let it be: the build goes on without."""
        code = bucket.bytecode_to_string()
        with suppress(OSError):
            handle, part = tempfile.mkstemp(dir=self.directory)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(blake2b(code, digest_size=_DIGEST).digest() + code)
                Path(part).replace(self._get_cache_filename(bucket))
            except BaseException:
                Path(part).unlink(missing_ok=True)
                raise


@cache
def _maker() -> str:
    """What compiles: the results of our own filters stand in the code, so any change of the tool makes another."""
    own = [each for each in Path(__file__).parent.rglob("*.py") if each.is_file()]
    stamps = sorted((str(each), info.st_size, info.st_mtime_ns) for each in own for info in [each.stat()])
    return blake2b(repr([__version__, jinja2.__version__, stamps]).encode(), digest_size=8).hexdigest()
