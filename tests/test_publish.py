"""Publishing: whole files only, only what changed, and never a file that is somebody else's."""

from __future__ import annotations

import fcntl
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import Project
from dossier.page import Page
from dossier.publish import MANIFEST, Changes, OutputBusy, publish, refuse_output
from dossier.stage import PART, OutputRefused

PAGES = [Page("index.html", b"one"), Page("claims/a.html", b"two"), Page("assets/style.css", b"three")]


def tree(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def test_the_site_holds_the_pages_and_a_list_of_them(tmp_path: Path) -> None:
    out = tmp_path / "new" / "site"
    assert publish(PAGES, out) == Changes(written=3, unchanged=0, removed=0)
    files = tree(out)
    assert json.loads(files.pop(MANIFEST))["files"] == ["assets/style.css", "claims/a.html", "index.html"]
    assert files == {page.path: page.data for page in PAGES}


def test_an_unchanged_file_is_not_touched(tmp_path: Path) -> None:
    publish(PAGES, tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    inodes = {path: path.stat().st_ino for path in before}
    assert publish(PAGES, tmp_path) == Changes(written=0, unchanged=3, removed=0)
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert {path: path.stat().st_ino for path in before} == inodes


def test_a_page_that_somebody_edited_is_mended(tmp_path: Path) -> None:
    publish(PAGES, tmp_path)
    (tmp_path / "index.html").write_bytes(b"two")
    assert publish(PAGES, tmp_path) == Changes(written=1, unchanged=2, removed=0)
    assert (tmp_path / "index.html").read_bytes() == b"one"


def test_of_two_pages_of_one_name_the_last_stands_and_those_after_it_do_too(tmp_path: Path) -> None:
    """A project's own file may bear the name of one that the build makes."""
    pages = [Page("a", b"1"), Page("b", b"2"), Page("a", b"3"), Page("c", b"4"), Page("d", b"5")]
    assert publish(pages, tmp_path).written == 4
    assert {name: data for name, data in tree(tmp_path).items() if name != MANIFEST} == {
        "a": b"3", "b": b"2", "c": b"4", "d": b"5",
    }  # fmt: skip


def test_what_is_no_longer_made_is_removed_with_the_folders_it_leaves_empty(tmp_path: Path) -> None:
    publish(PAGES, tmp_path)
    assert publish(PAGES[:1], tmp_path) == Changes(written=0, unchanged=1, removed=2)
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([MANIFEST, "index.html"])


def test_files_of_others_are_never_removed(tmp_path: Path) -> None:
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "letter.txt").write_bytes(b"mine")
    publish(PAGES, tmp_path)
    publish(PAGES[:1], tmp_path)
    assert (tmp_path / "claims" / "letter.txt").read_bytes() == b"mine"


def test_a_file_of_somebody_else_is_never_overwritten_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_bytes(b"my home page")
    with pytest.raises(OutputRefused) as refused:
        publish(PAGES, tmp_path)
    assert str(refused.value) == (
        f"{tmp_path / 'index.html'}: not known to be written by dossier; "
        "if it is an old site whose manifest is lost, delete the folder; else name another"
    )
    assert tree(tmp_path) == {"index.html": b"my home page"}


def test_a_manifest_that_names_what_lies_outside_removes_nothing_there(tmp_path: Path) -> None:
    precious = tmp_path / "precious.txt"
    precious.write_bytes(b"keep")
    out = tmp_path / "site"
    publish(PAGES, out)
    names = ["../precious.txt", str(precious), "claims/../../precious.txt", "c:\\x", 7, None, "index.html"]
    (out / MANIFEST).write_text(json.dumps({"files": names}))
    (out / "claims/a.html").unlink()
    (out / "assets/style.css").unlink()
    publish(PAGES, out)
    assert precious.read_bytes() == b"keep"


def test_a_folder_replaced_by_a_link_is_not_followed_when_removing(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "a.html").write_bytes(b"keep")
    out = tmp_path / "site"
    publish(PAGES, out)
    (out / "claims/a.html").unlink()
    (out / "claims").rmdir()
    (out / "claims").symlink_to(elsewhere)
    publish(PAGES[:1], out)
    assert (elsewhere / "a.html").read_bytes() == b"keep"


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"files": 3}', b"\xff", b"[" * 100_000, b'{"mine": 1}'])
def test_a_damaged_manifest_never_makes_files_ours(tmp_path: Path, damage: bytes) -> None:
    publish(PAGES, tmp_path)
    (tmp_path / MANIFEST).write_bytes(damage)
    with pytest.raises(OutputRefused) as refused:
        publish(PAGES[:1], tmp_path)
    assert str(refused.value) == (
        f"{tmp_path / MANIFEST} is damaged, or another program's; delete the site, or name another folder"
    )
    assert len(tree(tmp_path)) == 4


def test_a_site_whose_manifest_is_lost_is_known_again_by_its_pages(tmp_path: Path) -> None:
    publish(PAGES, tmp_path)
    (tmp_path / MANIFEST).unlink()
    assert publish(PAGES, tmp_path) == Changes(written=0, unchanged=3, removed=0)


@pytest.mark.parametrize(
    "name", ["./index.html", "claims//a.html", "claims", "index.html/x", "x" * 5000, "a\0b", "\ud800", ".", "", 7, None]
)
def test_a_manifest_with_a_strange_name_removes_nothing_that_is_wanted(tmp_path: Path, name: object) -> None:
    publish(PAGES, tmp_path)
    (tmp_path / MANIFEST).write_text(json.dumps({"files": ["index.html", "claims/a.html", "assets/style.css", name]}))
    publish(PAGES, tmp_path)
    assert {page.path for page in PAGES} < set(tree(tmp_path))


def test_a_file_may_become_a_folder_and_a_folder_a_file(tmp_path: Path) -> None:
    publish([Page("a", b"1")], tmp_path)
    publish([Page("a/b", b"2")], tmp_path)
    assert (tmp_path / "a/b").read_bytes() == b"2"
    publish([Page("a", b"3")], tmp_path)
    assert (tmp_path / "a").read_bytes() == b"3"


def test_a_page_that_some_system_cannot_store_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OutputRefused, match="cannot be the name of a page"):
        publish([Page("assets/a:b.png", b"")], tmp_path)


def test_two_builds_into_one_folder_do_not_meet(tmp_path: Path) -> None:
    handle = os.open(tmp_path, os.O_RDONLY)
    fcntl.flock(handle, fcntl.LOCK_EX)
    with pytest.raises(OutputBusy) as busy:
        publish(PAGES, tmp_path)
    os.close(handle)
    assert str(busy.value) == f"another build is writing to {tmp_path}; wait for it, or name another folder"
    assert tree(tmp_path) == {}
    publish(PAGES, tmp_path)


def failing_at_the_end() -> Iterator[Page]:
    yield Page("index.html", b"new")
    yield Page("new.html", b"new")
    raise ZeroDivisionError


def test_pages_that_cannot_all_be_made_change_nothing(tmp_path: Path) -> None:
    publish(PAGES, tmp_path)
    before = tree(tmp_path)
    with pytest.raises(ZeroDivisionError):
        publish(failing_at_the_end(), tmp_path)
    assert tree(tmp_path) == before
    assert not (tmp_path / PART).exists()


def test_pages_that_cannot_all_be_made_leave_no_folder_behind(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        publish(failing_at_the_end(), tmp_path / "new" / "site")
    assert [*tmp_path.iterdir()] == []


def test_what_a_crash_left_is_removed_by_the_next_build(tmp_path: Path) -> None:
    publish(PAGES, tmp_path)
    (tmp_path / PART).mkdir()
    (tmp_path / PART / "7").write_bytes(b"half a pa")
    publish(PAGES, tmp_path)
    assert sorted(tree(tmp_path)) == sorted([MANIFEST, *(page.path for page in PAGES)])


@pytest.mark.parametrize("files", [0, 1, 2, 30, 120])
def test_a_build_that_was_killed_leaves_whole_pages_and_the_next_one_mends_it(project: Project, files: int) -> None:
    for number in range(120):
        project.claim(name=f"c{number}")
    assert project.run("build", "--out", "whole").returncode == 0
    whole, site = tree(project.root / "whole"), project.root / "site"
    build = subprocess.Popen([sys.executable, "-m", "dossier", "build"], cwd=project.root, stdout=subprocess.DEVNULL)
    while build.poll() is None and sum(path.is_file() for path in site.rglob("*")) < files:
        pass
    build.kill()
    build.wait()
    left = {name: data for name, data in tree(site).items() if name != MANIFEST and not name.startswith(f"{PART}/")}
    assert {name: whole[name] for name in left} == left
    assert project.run("build").returncode == 0
    assert tree(site) == whole


def test_a_folder_of_the_site_that_leads_elsewhere_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "site/claims").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OutputRefused) as refused:
        publish(PAGES, tmp_path / "site")
    assert (
        str(refused.value) == f"{tmp_path / 'site/claims'} is a link that leads out of {tmp_path / 'site'}; remove it"
    )
    assert tree(tmp_path / "elsewhere") == {}


def test_an_output_that_would_do_harm_is_refused(tmp_path: Path) -> None:
    for name in ("claims", "sources", "templates"):
        (tmp_path / name).mkdir()
    (tmp_path / "file").write_text("x")
    (tmp_path / "link").symlink_to(tmp_path / "claims")
    refuse_output(tmp_path, tmp_path / "site")
    for out, why in [
        ("file", "is a file; name a folder"),
        (".", "holds the records themselves; name a folder of its own, such as site"),
        ("..", "holds the records themselves; name a folder of its own, such as site"),
        ("claims", "lies in claims/; name a folder of its own, such as site"),
        ("sources/x/y", "lies in sources/; name a folder of its own, such as site"),
        ("link/x", "lies in claims/; name a folder of its own, such as site"),
    ]:
        with pytest.raises(OutputRefused) as refused:
            refuse_output(tmp_path, tmp_path / out)
        assert str(refused.value) == f"{tmp_path / out} {why}"


@given(
    st.lists(
        st.dictionaries(st.sampled_from(["a.html", "b.html", "c/d.html", "c/e.html"]), st.binary(max_size=3)),
        min_size=1,
        max_size=5,
    )
)
def test_whatever_was_published_before_the_site_holds_the_last_pages(
    tmp_path_factory: pytest.TempPathFactory, rounds: list[dict[str, bytes]]
) -> None:
    out = tmp_path_factory.mktemp("rounds") / "site"
    for pages in rounds:
        publish([Page(path, data) for path, data in pages.items()], out)
        assert {name: data for name, data in tree(out).items() if name != MANIFEST} == pages
