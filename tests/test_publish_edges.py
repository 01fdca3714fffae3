"""Publishing, at its edges: what is counted, what the manifest is called, what stays of an attempt."""

from __future__ import annotations

import json
import os
import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from dossier.page import Page
from dossier.publish import MANIFEST, Changes, publish, refuse_output, site_fingerprint
from dossier.stage import PART, OutputRefused


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
    with pytest.raises(OutputRefused, match=r"a\.html is a folder, and a page belongs there"):
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


def test_the_manifest_says_what_it_is_and_names_the_files_in_order(tmp_path: Path) -> None:
    publish([Page("b.html", b""), Page("a/c.html", b""), Page("a.html", b"")], tmp_path)
    assert (tmp_path / MANIFEST).read_text() == (
        '{\n"about": "Files that dossier wrote here and may overwrite or remove. It touches no other.",\n'
        '"files": [\n"a.html",\n"a/c.html",\n"b.html"\n]\n}\n'
    )


def listed(out: Path) -> list[str]:
    return json.loads((out / MANIFEST).read_bytes())["files"]  # type: ignore[no-any-return]


def test_a_build_that_fails_amid_the_moving_leaves_a_manifest_of_all_that_is_there(tmp_path: Path) -> None:
    publish([Page("old.html", b"1"), Page("index.html", b"1")], tmp_path)
    pages = [Page("index.html", b"2"), Page("new.html", b"2"), Page("z.html", b"2")]

    def while_somebody_makes_a_folder() -> Iterator[Page]:
        yield from pages
        (tmp_path / "z.html").mkdir()

    with pytest.raises(IsADirectoryError):
        publish(while_somebody_makes_a_folder(), tmp_path)
    assert listed(tmp_path) == ["index.html", "new.html", "old.html", "z.html"]
    assert (tmp_path / "old.html").read_bytes() == b"1"
    assert not (tmp_path / PART).exists()
    (tmp_path / "z.html").rmdir()
    assert publish(pages, tmp_path) == Changes(1, 2, 1)
    assert listed(tmp_path) == ["index.html", "new.html", "z.html"]


@pytest.mark.parametrize("held", ["", "mine", "deep/er"])
@pytest.mark.parametrize("page", ["b.html", "a"])
def test_a_folder_in_the_place_of_a_page_stays_and_is_named(tmp_path: Path, page: str, held: str) -> None:
    """Also where it stands in the place of a page that was ours, or beside pages of ours that would go."""
    publish([Page("a/old.html", b"1"), Page("b.html", b"1")], tmp_path)
    folder = tmp_path / page
    if page == "b.html":
        folder.unlink()
    (folder / held).mkdir(parents=True, exist_ok=True)
    before = sorted(tmp_path.rglob("*"))
    if (page, held) == ("a", ""):
        assert publish([Page("a", b"2"), Page("b.html", b"1")], tmp_path) == Changes(1, 1, 1)
        return
    with pytest.raises(OutputRefused) as refused:
        publish([Page("a", b"2"), Page("b.html", b"2")] if page == "a" else [Page("b.html", b"2")], tmp_path)
    assert str(refused.value) == f"{folder} is a folder, and a page belongs there; move it elsewhere"
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("part", ["x" * 256, "é" * 128, f"{'x' * 253}.yz", f"a/{'x' * 256}/b"])
def test_a_name_that_no_folder_can_hold_is_refused_before_anything_is_written(tmp_path: Path, part: str) -> None:
    with pytest.raises(OutputRefused) as refused:
        publish([Page(part, b"")], tmp_path / "site")
    assert str(refused.value) == f"{part!r} cannot be the name of a page on every system; rename it"
    assert not (tmp_path / "site").exists()
    shorter = part.replace("xx", "x", 1).replace("éé", "éx", 1)
    assert publish([Page(shorter, b"")], tmp_path / "site") == Changes(1, 0, 0)


def test_files_and_folders_of_a_site_have_the_modes_that_the_umask_leaves(tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        publish([Page("a/b.html", b"")], tmp_path / "site")
    finally:
        os.umask(before)
    modes = {path.name: path.stat().st_mode & 0o777 for path in (tmp_path / "site").rglob("*")}
    assert modes == {"a": 0o755, "b.html": 0o644, MANIFEST: 0o644}


@pytest.mark.parametrize("target", ["elsewhere.html", "folder", "nothing"])
def test_a_page_replaced_by_a_link_is_mended_and_what_the_link_leads_to_stays(tmp_path: Path, target: str) -> None:
    site = tmp_path / "site"
    publish([Page("a.html", b"page")], site)
    (tmp_path / "elsewhere.html").write_bytes(b"page")
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder/b.html").write_bytes(b"keep")
    (site / "a.html").unlink()
    (site / "a.html").symlink_to(tmp_path / target)
    assert publish([Page("a.html", b"page")], site) == Changes(1, 0, 0)
    assert not (site / "a.html").is_symlink()
    assert (site / "a.html").read_bytes() == b"page"
    (site / "a.html").unlink()
    (site / "a.html").symlink_to(tmp_path / target)
    assert publish([], site) == Changes(0, 0, 1)
    assert not (site / "a.html").is_symlink()
    assert (tmp_path / "elsewhere.html").read_bytes() == b"page"
    assert (tmp_path / "folder/b.html").read_bytes() == b"keep"


def test_a_link_as_long_as_the_page_is_no_page(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish([Page("a.html", b"page")], site)
    (site / "a.html").rename(tmp_path / "p")
    (site / "a.html").symlink_to("../p")
    assert publish([Page("a.html", b"page")], site) == Changes(1, 0, 0)
    assert not (site / "a.html").is_symlink()


def test_a_link_of_somebody_else_in_the_place_of_a_page_is_refused_and_stays(tmp_path: Path) -> None:
    site = tmp_path / "site"
    publish([Page("b.html", b"")], site)
    (site / "a.html").symlink_to(site)
    with pytest.raises(OutputRefused, match=r"a\.html: not known to be written by dossier"):
        publish([Page("a.html", b"page")], site)
    assert (site / "a.html").is_symlink()


def test_a_folder_put_in_the_place_of_a_page_that_is_no_longer_made_stays(tmp_path: Path) -> None:
    publish([Page("a.html", b"1"), Page("b.html", b"2")], tmp_path)
    (tmp_path / "a.html").unlink()
    (tmp_path / "a.html").mkdir()
    (tmp_path / "a.html/letter.txt").write_bytes(b"mine")
    publish([Page("b.html", b"2")], tmp_path)
    assert (tmp_path / "a.html/letter.txt").read_bytes() == b"mine"


def test_a_folder_of_ours_with_a_file_of_somebody_else_never_makes_way_for_a_page(tmp_path: Path) -> None:
    publish([Page("a/b.html", b"1"), Page("a/c.html", b"1")], tmp_path)
    (tmp_path / "a/letter.txt").write_bytes(b"mine")
    with pytest.raises(OutputRefused, match=r"/a is a folder, and a page belongs there; move it elsewhere$"):
        publish([Page("a", b"2")], tmp_path)
    assert (tmp_path / "a/b.html").read_bytes() == b"1"
    (tmp_path / "a/letter.txt").unlink()
    assert publish([Page("a", b"2")], tmp_path) == Changes(1, 0, 2)


def test_a_file_and_a_folder_change_places_beside_pages_that_stay(tmp_path: Path) -> None:
    publish([Page("a", b"1"), Page("b/c", b"1"), Page("b/d/e", b"1"), Page("f/g", b"1")], tmp_path)
    assert publish([Page("a/x", b"2"), Page("b", b"2"), Page("f/g", b"1")], tmp_path) == Changes(2, 1, 3)
    assert (tmp_path / "a/x").read_bytes() == (tmp_path / "b").read_bytes() == b"2"
    assert listed(tmp_path) == ["a/x", "b", "f/g"]


def test_what_is_unfinished_is_removed_whatever_it_is_and_never_followed(tmp_path: Path) -> None:
    site, elsewhere = tmp_path / "site", tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "0").write_bytes(b"keep")
    publish([], site)
    (site / PART).symlink_to(elsewhere)
    publish([Page("a.html", b"1")], site)
    (site / PART).write_bytes(b"half")
    publish([Page("a.html", b"2")], site)
    assert (elsewhere / "0").read_bytes() == b"keep"
    assert sorted(path.name for path in site.iterdir()) == sorted(["a.html", MANIFEST])


@pytest.mark.parametrize("kind", ["folder", "link", "link to nothing"])
def test_a_manifest_that_is_no_plain_file_is_damaged(tmp_path: Path, kind: str) -> None:
    site = tmp_path / "site"
    publish([Page("a.html", b"1")], site)
    (site / MANIFEST).rename(tmp_path / "kept")
    if kind == "folder":
        (site / MANIFEST).mkdir()
    else:
        (site / MANIFEST).symlink_to(tmp_path / ("kept" if kind == "link" else "nothing"))
    with pytest.raises(OutputRefused, match="is damaged, or another program's"):
        publish([], site)
    assert (site / "a.html").read_bytes() == b"1"


def test_a_manifest_of_a_quarter_of_a_gigabyte_is_refused_unread(tmp_path: Path) -> None:
    publish([Page("a.html", b"1")], tmp_path)
    with (tmp_path / MANIFEST).open("r+b") as file:
        file.truncate((1 << 28) + 1)
    with pytest.raises(OutputRefused, match="is damaged, or another program's"):
        publish([], tmp_path)


def test_a_site_is_known_from_outside_by_the_numbers_with_which_it_was_left(tmp_path: Path) -> None:
    pages = [Page("a.html", b"1"), Page("b/c.html", b"2")]
    first = publish(pages, tmp_path).fingerprint
    assert first == site_fingerprint(tmp_path) == publish(pages, tmp_path).fingerprint
    changed = publish([Page("a.html", b"3"), pages[1]], tmp_path).fingerprint
    assert first != changed == site_fingerprint(tmp_path)
    (tmp_path / "a.html").unlink()
    assert site_fingerprint(tmp_path) == ""
    for damage in (b"", b"{", b"[]", b'{"files": 3}', b'{"files": [7]}', b'{"files": ["a\\u0000"]}', b"[" * 100_000):
        (tmp_path / MANIFEST).write_bytes(damage)
        assert site_fingerprint(tmp_path) == "", damage
    (tmp_path / MANIFEST).unlink()
    assert site_fingerprint(tmp_path) == ""


@pytest.mark.parametrize(
    ("to", "why"), [("site", "is a link that leads to itself; name a folder"), ("nothing", ""), ("folder", "")]
)
def test_an_output_may_be_a_link_that_leads_somewhere(tmp_path: Path, to: str, why: str) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "records/claims").mkdir(parents=True)
    (tmp_path / "site").symlink_to(tmp_path / to)
    if why:
        with pytest.raises(OutputRefused) as refused:
            refuse_output(tmp_path / "records", tmp_path / "site")
        assert str(refused.value) == f"{tmp_path / 'site'} {why}"
    else:
        refuse_output(tmp_path / "records", tmp_path / "site")


def test_what_was_made_for_nothing_goes_again_unless_something_came_into_it(tmp_path: Path) -> None:
    def pages() -> Iterator[Page]:
        (tmp_path / "new/letter.txt").write_bytes(b"mine")
        yield Page("a.html", b"1")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        publish(pages(), tmp_path / "new/deep/site")
    assert [path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")] == ["new", "new/letter.txt"]


def test_a_site_of_more_files_than_may_be_open_at_once_is_written_and_looked_at(tmp_path: Path) -> None:
    pages = [Page(f"{number % 7}/{number}.html", b"1") for number in range(150)]
    most, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (80, hard))
    try:
        assert publish(pages, tmp_path) == Changes(150, 0, 0)
        assert publish(pages, tmp_path) == Changes(0, 150, 0)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (most, hard))
