"""Dossier turns the claims of an article into an evidence dossier that a reader can check."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import os

    from dossier.dataset import Dataset

__all__ = ["__version__", "load"]

__version__ = "0.1.0"


def load(root: str | os.PathLike[str] = ".", *, base_url: str = "") -> Dataset:
    """Read and check the dossier in the folder `root`, for use in a program or a notebook.

    Addresses of its pages are those below `base_url`, or the one that dossier.yaml names. Raises
    `dossier.files.NoProject` where there is no dossier, `dossier.dataset.FaultyRecords` where a record holds an error.
    """
    from pathlib import Path  # noqa: PLC0415 - the command line asks only for the version

    from dossier.dataset import read_dataset  # noqa: PLC0415

    return read_dataset(Path(root), base_url)
