"""Coverage-guided fuzzing of the reader: atheris looks for bytes that raise anything or hang. Not part of `make test`.

`pip install atheris`, then `python tests/hard/fuzz.py CORPUS -max_total_time=300`, where CORPUS is an empty folder.
Every new line of code that some bytes reach puts them into the corpus; the real records are its beginning.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["dossier"]):
    from dossier.records import File, read_records
    from dossier.rules import check

REPOSITORY = Path(__file__).parent.parent.parent
PATHS = ("claims/x.yaml", "sources/x.yaml", "article.yaml", "dossier.yaml")


def one_input(data: bytes) -> None:
    """Read the bytes as each kind of record and apply the rules to what they hold."""
    for path in PATHS:
        dossier, problems = read_records([File(path, data)])
        for problem in [*problems, *check(dossier)]:
            assert str(problem).isprintable()


if __name__ == "__main__":
    corpus = Path(sys.argv[1])
    for number, path in enumerate(
        sorted(REPOSITORY.glob("sources/*.yaml"))[::10] + sorted(REPOSITORY.rglob("claims/**/*.yaml"))[::10]
    ):
        (corpus / str(number)).write_bytes(path.read_bytes())
    atheris.Setup([*sys.argv, "-timeout=20", "-max_len=8192"], one_input)
    atheris.Fuzz()
