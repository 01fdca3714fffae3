"""What the cache looks at: all that a build may read, however it was changed, and nothing else."""

from __future__ import annotations

import os
import shutil
import stat
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import Project
from dossier.build import build_project
from dossier.cache import Cache, Said
from dossier.stage import fingerprint

SAID = Said(["claims/a.yaml:1: warning: x: y"], "1 claim", 38)


def cache(project: Project, *options: object, out: str = "site", text: str = "") -> Cache:
    return Cache(project.root, project.root / out, options, project.root / text if text else None)


@pytest.fixture
def remembered(project: Project) -> Project:
    """A project whose last build is remembered, with a link, folders within folders, hidden files and a text."""
    project.claim(name="deep/er/other")
    project.write("claims/.hidden.yaml", "x")
    project.write("claims/.git/config", "x")
    project.write("templates/method.html", "The desk\n")
    project.write("templates/assets/.ours/x.css", "")
    project.write("templates/assets/__pycache__/x", "")
    project.write("elsewhere/first.yaml", (project.root / "claims/length.yaml").read_bytes())
    project.write("elsewhere/second.yaml", (project.root / "claims/length.yaml").read_bytes())
    (project.root / "claims/linked.yaml").symlink_to("../elsewhere/first.yaml")
    (project.root / "claims/gone.yaml").symlink_to("../elsewhere/third.yaml")
    project.write("text.md", "The article.\n")
    project.write("site/dossier-manifest.json", '{"files": ["index.html"]}')
    project.write("site/index.html", "A page")
    info = (project.root / "site/index.html").stat()
    site = fingerprint({"index.html": (info.st_size, info.st_mtime_ns, info.st_ino)})
    for _ in range(200):  # until its files are old enough to be trusted
        cache(project, text="text.md").remember(site, SAID)
        if cache(project, text="text.md").unchanged():
            break
    return project


def relinked(project: Project, link: str, to: str) -> None:
    (project.root / link).unlink()
    (project.root / link).symlink_to(to)


def replaced_by_link(project: Project, folder: str) -> None:
    (project.root / folder).rename(project.root / "moved")
    (project.root / folder).symlink_to("moved")


def of_the_same_size_and_time(project: Project, path: str) -> None:
    file = project.root / path
    times = file.stat()
    file.write_bytes(file.read_bytes().replace(b"e", b"f"))
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


SEEN: dict[str, Callable[[Project], object]] = {
    "a claim": lambda project: of_the_same_size_and_time(project, "claims/length.yaml"),
    "a claim in a folder": lambda project: of_the_same_size_and_time(project, "claims/deep/er/other.yaml"),
    "a new claim in a folder": lambda project: project.claim(name="deep/er/another"),
    "a claim that may be executed": lambda project: (project.root / "claims/length.yaml").chmod(0o755),
    "a source": lambda project: of_the_same_size_and_time(project, "sources/data-sheet.yaml"),
    "a file that is no record": lambda project: project.write("claims/notes.txt", ""),
    "a claim gone": lambda project: (project.root / "claims/length.yaml").unlink(),
    "a claim of another name": lambda project: (project.root / "claims/length.yaml").rename(
        project.root / "claims/longer.yaml"
    ),
    "the desk": lambda project: project.write("dossier.yaml", ""),
    "the desk, misspelt": lambda project: project.write("dossier.yml", ""),
    "the article": lambda project: project.write("article.yaml", ""),
    "the article, misspelt": lambda project: project.write("article.yml", ""),
    "the desk as a link to nothing": lambda project: (project.root / "dossier.yaml").symlink_to("nothing"),
    "the text": lambda project: of_the_same_size_and_time(project, "text.md"),
    "a template": lambda project: of_the_same_size_and_time(project, "templates/method.html"),
    "a hidden asset": lambda project: project.write("templates/assets/.ours/x.css", "b { top: 0 }\n"),
    "what a link leads to": lambda project: of_the_same_size_and_time(project, "elsewhere/first.yaml"),
    "where a link leads": lambda project: relinked(project, "claims/linked.yaml", "../elsewhere/second.yaml"),
    "where a link to nothing leads": lambda project: relinked(project, "claims/gone.yaml", "../elsewhere/fourth.yaml"),
    "what a link to nothing leads to": lambda project: project.write("elsewhere/third.yaml", ""),
    "claims behind a link": lambda project: replaced_by_link(project, "claims"),
    "no templates": lambda project: shutil.rmtree(project.root / "templates"),
    "a page": lambda project: project.write("site/index.html", "A page"),
    "the manifest": lambda project: project.write("site/dossier-manifest.json", '{"files": []}'),
}
UNSEEN: dict[str, Callable[[Project], object]] = {
    "nothing": lambda _: None,
    "a claim that was only touched": lambda project: (project.root / "claims/length.yaml").touch(),
    "a hidden file among the claims": lambda project: project.write("claims/.hidden.yaml", "y"),
    "a hidden folder among the claims": lambda project: project.write("claims/.git/config", "y"),
    "a compiled file": lambda project: project.write("templates/assets/__pycache__/x", "y"),
    "a file beside the records": lambda project: project.write("README.md", "y"),
    "a page of somebody else": lambda project: project.write("site/letter.txt", "y"),
}


@pytest.mark.parametrize("change", SEEN.values(), ids=SEEN)
def test_whatever_a_build_may_read_or_leaves_is_seen_to_differ(
    remembered: Project, change: Callable[[Project], object]
) -> None:
    assert cache(remembered, text="text.md").unchanged() == SAID
    change(remembered)
    assert cache(remembered, text="text.md").unchanged() is None


@pytest.mark.parametrize("change", UNSEEN.values(), ids=UNSEEN)
def test_what_no_build_reads_is_not_looked_at(remembered: Project, change: Callable[[Project], object]) -> None:
    change(remembered)
    assert cache(remembered, text="text.md").unchanged() == SAID


def test_another_output_text_or_option_is_another_build(remembered: Project) -> None:
    assert cache(remembered).unchanged() is None
    assert cache(remembered, text="README.md").unchanged() is None
    assert cache(remembered, "strict", text="text.md").unchanged() is None
    assert cache(remembered, text="text.md", out="claims/../site").unchanged() == SAID
    shutil.copytree(remembered.root / "site", remembered.root / "copy", copy_function=os.link)
    assert cache(remembered, text="text.md", out="copy").unchanged() is None


def test_a_site_that_was_sent_with_a_cache_that_fits_it_is_not_believed(remembered: Project) -> None:
    """Whoever sends both can choose bytes, times of change and, with luck, inodes; here all these are as remembered."""
    manifest = remembered.root / "site/dossier-manifest.json"
    before = manifest.stat()
    manifest.chmod(0o600)  # any change of the file's own record will do
    manifest.chmod(before.st_mode)
    after = manifest.stat()
    same = [(each.st_size, each.st_mtime_ns, each.st_ino, each.st_mode) for each in (before, after)]
    assert same[0] == same[1]
    assert cache(remembered, text="text.md").unchanged() is None


def test_another_library_or_another_python_is_another_build(
    remembered: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever stands on the search path and cannot be listed, such as an archive, is passed over."""
    place = tmp_path / "libraries"
    (place / "jinja2").mkdir(parents=True)
    monkeypatch.syspath_prepend(place)
    monkeypatch.syspath_prepend(tmp_path / "archive.zip")
    assert cache(remembered, text="text.md").unchanged() == SAID
    for kind in ("dist-info", "egg-info"):
        (place / f"jinja2-9.9.{kind}").mkdir()
        assert cache(remembered, text="text.md").unchanged() is None
        (place / f"jinja2-9.9.{kind}").rmdir()
        assert cache(remembered, text="text.md").unchanged() == SAID
    monkeypatch.setattr(sys, "version", "4.0.0")
    assert cache(remembered, text="text.md").unchanged() is None


@pytest.mark.parametrize(("newer", "kept"), [(-60 * 10**9, True), (60 * 10**9, False)])
def test_a_file_changed_this_instant_or_in_the_future_is_not_trusted(project: Project, newer: int, kept: bool) -> None:
    """A second change could bear the same time as the first."""
    file = project.root / "claims/length.yaml"
    now = max(file.stat().st_mtime_ns, (project.root / "sources/data-sheet.yaml").stat().st_mtime_ns)
    os.utime(file, ns=(now, now + newer))
    for _ in range(5):
        cache(project).remember("", SAID)
        if (project.root / ".dossier").exists():
            break
        build_project(project.root, project.root / "site")  # which takes longer than the clock's step
    assert (project.root / ".dossier").exists() is kept


@pytest.mark.skipif(os.name != "posix", reason="names of files are text here")
def test_a_name_that_is_no_text_can_be_remembered(project: Project) -> None:
    Path(os.fsdecode(os.fsencode(project.root) + b"/claims/\xff.md")).write_text("Read me.")
    assert project.run("build").returncode == 0
    assert len([*(project.root / ".dossier").iterdir()]) == 1


def test_a_file_in_place_of_the_cache_stays_and_changes_nothing_but_speed(project: Project) -> None:
    project.write(".dossier", "mine")
    for _ in range(2):
        done = project.run("build")
        assert (done.returncode, done.stderr) == (0, "")
        assert (project.root / ".dossier").read_text() == "mine"


def test_what_is_remembered_is_one_file_and_nothing_unfinished(project: Project) -> None:
    project.run("build")
    project.run("build", "--as-of", "2026-06-01")
    names = sorted(path.name for path in (project.root / ".dossier").iterdir())
    assert [name.partition("-")[0] + name[-5:] for name in names] == ["build.json"] * 2
    assert all(stat.S_ISREG(path.stat().st_mode) for path in (project.root / ".dossier").iterdir())


def test_numbers_too_large_for_64_bits_have_fingerprints_of_their_own() -> None:
    prints = {fingerprint({"a": (number, 0, 0)}) for number in (0, 2**63 - 1, 2**63, 2**64, 2**64 + 1)}
    assert len(prints) == 5
    assert fingerprint({"a": (1, 2, 3), "b": (4, 5, 6)}) == fingerprint({"b": (4, 5, 6), "a": (1, 2, 3)})
    assert fingerprint({"a": (1,), "b": (2,)}) != fingerprint({"a": (2,), "b": (1,)})
