"""Publishing, at its edges: what is counted, what the manifest is called, what stays of an attempt."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossier.page import Page
from dossier.publish import MANIFEST, Changes, OutputRefused, publish


def test_the_manifest_keeps_its_name_or_every_site_ever_made_would_be_foreign() -> None:
    assert MANIFEST == "dossier-manifest.json"


@pytest.mark.parametrize(("foreign", "more"), [(1, ""), (2, " and 1 more"), (3, " and 2 more")])
def test_the_files_of_somebody_else_are_counted(tmp_path: Path, foreign: int, more: str) -> None:
    pages = [Page(f"{number}.html", b"page") for number in range(4)]
    for number in range(foreign):
        (tmp_path / f"{number}.html").write_bytes(b"mine")
    with pytest.raises(OutputRefused) as refused:
        publish(pages, tmp_path)
    assert str(refused.value) == (
        f"{tmp_path / '0.html'}{more}: not known to be written by dossier; "
        "if it is an old site whose manifest is lost, delete the folder; else name another"
    )


def test_a_folder_of_somebody_else_stands_where_a_page_belongs_and_stays(tmp_path: Path) -> None:
    (tmp_path / "a.html").mkdir()
    (tmp_path / "a.html/letter.txt").write_bytes(b"mine")
    with pytest.raises(OutputRefused, match=r"a\.html: not known to be written by dossier"):
        publish([Page("a.html", b"page")], tmp_path)
    assert (tmp_path / "a.html/letter.txt").read_bytes() == b"mine"


def test_a_file_of_somebody_else_stands_where_a_folder_belongs_and_stays(tmp_path: Path) -> None:
    (tmp_path / "claims").write_bytes(b"mine")
    with pytest.raises(OutputRefused, match="claims: not known to be written by dossier"):
        publish([Page("claims/a.html", b"page")], tmp_path)
    assert (tmp_path / "claims").read_bytes() == b"mine"


def test_a_page_of_one_thousand_letters_has_a_name_and_one_more_has_none(tmp_path: Path) -> None:
    name = "/".join(["x" * 99] * 10)
    assert publish([Page(f"{name}x"[:1000], b"")], tmp_path / "site") == Changes(1, 0, 0)
    with pytest.raises(OutputRefused) as refused:
        publish([Page(f"{name}xx", b"")], tmp_path / "site")
    assert str(refused.value) == f"{name + 'xx'!r} cannot be the name of a page on every system; rename it"


def test_of_many_folders_only_those_that_become_empty_go(tmp_path: Path) -> None:
    publish([Page("a/b/c/d.html", b"1"), Page("a/e.html", b"2")], tmp_path)
    (tmp_path / "a/b/mine").mkdir()
    assert publish([Page("a/e.html", b"2")], tmp_path) == Changes(0, 1, 1)
    assert not (tmp_path / "a/b/c").exists()
    assert (tmp_path / "a/b/mine").is_dir()
