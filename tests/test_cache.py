"""What is remembered of the last build: it changes how long a build takes, and nothing else."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import CLAIM, REPOSITORY, Project
from dossier.build import build_project

TOLD = "import atexit, sys; atexit.register(lambda: print(sorted({'dossier.model', 'jinja2', 'yaml'} & set(sys.modules))))\n"


def build(project: Project, *options: str) -> tuple[str, str, list[str]]:
    """Build as a whole process; give what it printed, less the seconds, and which libraries it loaded."""
    code = f"{TOLD}import sys; sys.argv = ['dossier', 'build', *{list(options)}]; from dossier.cli import main; main()"
    run = subprocess.run([sys.executable, "-c", code], cwd=project.root, capture_output=True, text=True, check=False)
    *lines, loaded = run.stdout.splitlines()
    said = " ".join(line.partition(" files in ")[2].partition(" s: ")[2] or line for line in lines)
    return said, run.stderr, json.loads(loaded.replace("'", '"'))


def tree(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def warned(project: Project) -> Project:
    """A project with a warning, built once."""
    project.write("claims/length.yaml", CLAIM.replace("finding: The builder gives 120 metres.\n", ""))
    build(project)
    return project


def test_a_build_with_nothing_to_do_loads_nothing_and_says_the_same(warned: Project) -> None:
    before = tree(warned.root / "site")
    said, warnings, loaded = build(warned)
    assert loaded == []
    assert "0 written" in said
    assert "1 warning" in said
    assert "claims/length.yaml:1: warning: missing-finding" in warnings
    assert tree(warned.root / "site") == before


LINES = {(): [], (".",): [], (".", "--out", "site"): ["typer"], ("--base-url", ""): ["typer"]}
"""Command lines that ask for the same, and what is loaded to find that out."""


def test_however_it_is_asked_for_a_build_with_nothing_to_do_says_the_same(warned: Project) -> None:
    said = {build(warned, *line)[:2] for line in LINES}
    assert len(said) == 1
    assert "0 written" in said.pop()[0]


@pytest.mark.parametrize(("line", "loaded"), [*LINES.items()])
def test_the_commonest_build_with_nothing_to_do_loads_no_parser(
    warned: Project, line: tuple[str, ...], loaded: list[str]
) -> None:
    told = "import atexit, sys; atexit.register(lambda: print([each for each in ['typer'] if each in sys.modules]))\n"
    code = f"{told}sys.argv = ['dossier', 'build', *{list(line)}]; from dossier.cli import main; main()"
    run = subprocess.run([sys.executable, "-c", code], cwd=warned.root, capture_output=True, text=True, check=True)
    assert run.stdout.splitlines()[-1] == str(loaded)


def test_a_day_that_the_environment_asks_for_is_never_taken_for_that_of_the_last_build(
    warned: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1900000000")
    assert " 0 written" not in build(warned)[0]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_build_with_nothing_to_do_that_cannot_say_so_does_not_pass(warned: Project) -> None:
    with Path("/dev/full").open("w") as full:
        code = "import sys; sys.argv = ['dossier', 'build']; from dossier.cli import main; main()"
        run = subprocess.run(
            [sys.executable, "-c", code], cwd=warned.root, stdout=full, stderr=subprocess.PIPE, check=False
        )
    assert run.returncode != 0


def same_size_and_time(project: Project) -> None:
    path = project.root / "claims/length.yaml"
    times = path.stat()
    path.write_text(path.read_text().replace("120", "130"))
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))


CHANGES: dict[str, Callable[[Project], object]] = {
    "a record": same_size_and_time,
    "a new record": lambda project: project.claim(name="other"),
    "a record gone": lambda project: (project.root / "claims/other.yaml").unlink(),
    "the desk": lambda project: project.write("dossier.yaml", "title: Another\n"),
    "a template": lambda project: project.write("templates/method.html", "Ours\n"),
    "a link in place of a record": lambda project: (
        (project.root / "claims/length.yaml").rename(project.write("claims/in/length.txt", ""))
        or (project.root / "claims/length.yaml").symlink_to("in/length.txt")
    ),
    "a page": lambda project: project.write("site/index.html", "Edited\n"),
    "a page of the same size": lambda project: project.write(
        "site/index.html", b"X" * (project.root / "site/index.html").stat().st_size
    ),
    "a page gone": lambda project: (project.root / "site/index.html").unlink(),
    "the manifest gone": lambda project: (project.root / "site/dossier-manifest.json").unlink(),
    "the cache gone": lambda project: next((project.root / ".dossier").iterdir()).unlink(),
}


def test_whatever_was_changed_is_seen(warned: Project) -> None:
    for what, change in CHANGES.items():
        change(warned)
        said, warnings, loaded = build(warned)
        assert loaded, what
        fresh = build_project(warned.root, warned.root / "fresh")
        assert warnings.splitlines()[: len(fresh.problems)] == [str(each) for each in fresh.problems], what
        assert tree(warned.root / "site") == tree(warned.root / "fresh"), what
        assert f"{len(fresh.dossier.claims)} claim" in said, what


def touched(project: Project) -> None:
    for path in [*project.root.glob("claims/*.yaml"), *project.root.glob("sources/*.yaml")]:
        os.utime(path)


def copied(project: Project) -> None:
    for path in [*project.root.glob("claims/*.yaml"), *project.root.glob("sources/*.yaml")]:
        shutil.copy(path, path.with_suffix(".new"))
        path.with_suffix(".new").replace(path)


@pytest.mark.parametrize("change", [touched, copied])
def test_records_that_were_only_touched_or_checked_out_again_are_not_built_again(
    warned: Project, change: Callable[[Project], None]
) -> None:
    (cache,) = (warned.root / ".dossier").iterdir()
    before, (said, warnings, _) = json.loads(cache.read_bytes()), build(warned)
    change(warned)
    assert build(warned) == (said, warnings, [])
    after = json.loads(cache.read_bytes())
    assert {key for key in before if before[key] != after[key]} == {"inputs"}


def test_a_touched_record_hides_no_change_of_another(warned: Project) -> None:
    same_size_and_time(warned)
    touched(warned)
    assert build(warned)[2]
    assert "130 metres" in (warned.root / "site/claims/length.html").read_text()


def test_a_site_that_was_copied_is_looked_at_and_not_believed(warned: Project) -> None:
    page = warned.root / "site/index.html"
    shutil.copy2(page, page.with_suffix(".new"))
    page.with_suffix(".new").replace(page)
    assert build(warned)[2]


@pytest.mark.parametrize("path", ["templates/method.html", "templates/assets/style.css", "dossier/words.py"])
def test_another_template_or_line_of_the_tool_itself_is_another_build(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    for folder in ("dossier", "templates"):
        shutil.copytree(REPOSITORY / folder, tmp_path / "tool" / folder, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "tool"))
    build(project)
    assert build(project)[2] == []
    with (tmp_path / "tool" / path).open("a") as file:
        file.write("\n")
    assert build(project)[2] != []


def test_other_options_are_another_build(warned: Project) -> None:
    for options in (["--base-url", "https://example.org"], ["--as-of", "2026-05-03"]):
        assert build(warned, *options)[2], options


def test_a_damaged_cache_changes_nothing(warned: Project) -> None:
    said, warnings, _ = build(warned)
    (cache,) = (warned.root / ".dossier").iterdir()
    sound = json.loads(cache.read_bytes())
    wrong = [7, {}, {"problems": [7], "counts": "", "files": 1}, {"problems": 7, "counts": "", "files": 1}]
    for damage in (
        b"",
        b"\xff",
        b"[" * 100_000,
        b"null",
        *(json.dumps(sound | {"said": each}).encode() for each in wrong),
    ):
        cache.write_bytes(damage)
        assert build(warned) == (said, warnings, ["dossier.model", "jinja2", "yaml"]), damage[:80]
    assert build(warned) == (said, warnings, [])


def test_what_failed_is_not_remembered(project: Project) -> None:
    project.write("claims/length.yaml", CLAIM.replace("confirmed", "disputed"))
    first = build(project)
    assert "status-against-standing" in first[1]
    assert build(project) == first
    assert not (project.root / ".dossier").exists()
