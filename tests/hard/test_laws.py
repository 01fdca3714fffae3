"""Laws of the whole: what may not matter does not, what is counted is there, and the same records make the same bytes."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import CLAIM, REPOSITORY, SOURCE, Project
from dossier.build import build_project, check_project
from dossier.files import read_files
from dossier.publish import MANIFEST
from dossier.records import File, read_records
from sites import Tree, sizes, tree

SEED = 20260405
COPIED = ("claims", "sources", "article.yaml", "dossier.yaml", "templates")


def real_project(root: Path) -> Path:
    """A copy of this repository's own dossier."""
    for name in COPIED:
        copy = shutil.copytree if (REPOSITORY / name).is_dir() else shutil.copy
        copy(REPOSITORY / name, root / name) if root.mkdir(exist_ok=True, parents=True) is None else None
    return root


def built(root: Path) -> Tree:
    out = root.parent / f"{root.name}-site"
    outcome = build_project(root, out)
    assert outcome.changes is not None, [str(problem) for problem in outcome.problems]
    return tree(out)


ENVIRONMENTS = (
    {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "C", "umask": "077"},
    {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8", "umask": "000"},
    {"TZ": "Asia/Kathmandu", "PYTHONHASHSEED": "random", "LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "umask": "022"},
    {"TZ": ":nonsense", "PYTHONHASHSEED": "4294967295", "LC_ALL": "POSIX", "PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1", "umask": "027"},
    {"TZ": "UTC", "PYTHONHASHSEED": "3", "COLUMNS": "20", "NO_COLOR": "1", "PYTHONOPTIMIZE": "2", "umask": "002"},
)  # fmt: skip


@sizes(quick=1, thorough=len(ENVIRONMENTS) * 5)
def test_same_records_same_bytes_wherever_and_whenever(
    tmp_path: Path, figure: Callable[[str], None], size: int
) -> None:
    """Other zones, locales, seeds, umasks, folders, orders of the files, days and clocks; the manifest too.

    Files are read and written by whom the umask says: their modes follow it, and are no part of the promise.
    """
    choose = random.Random(SEED)
    first = built(real_project(tmp_path / "first"))
    assert MANIFEST in first
    for number in range(size):
        environment = dict(ENVIRONMENTS[(number + 2) % len(ENVIRONMENTS)])
        umask = int(environment.pop("umask"), 8)
        root = tmp_path / f"{'long-' * (number % 7)}ünlike {number}"
        files = [path for path in (tmp_path / "first").rglob("*") if path.is_file()]
        for path in choose.sample(
            files, len(files)
        ):  # the order in which a folder lists its files is that of their making
            target = root / path.relative_to(tmp_path / "first")
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(path.read_bytes())
            os.utime(target, (choose.randrange(1 << 31), choose.randrange(1 << 31)))
        year = choose.choice([1971, 1999, 2026, 2027, 2037, 2099])
        code = f"import time_machine\nwith time_machine.travel('{year}-12-31 23:59:59Z'):\n  from dossier.cli import main\n  main()"
        done = subprocess.run(
            [sys.executable, "-c", code, "build"], cwd=root, capture_output=True, check=False, umask=umask, env={**os.environ, **environment}
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode()
        assert tree(root / "site") == first, environment
        shutil.rmtree(root)
    figure(
        f"same bytes of {len(first)} files: {size} other zones, locales, seeds, umasks, folders, orders and days, 0 differ"
    )


def test_the_order_of_the_files_does_not_matter(figure: Callable[[str], None]) -> None:
    files, _ = read_files(REPOSITORY)
    dossier, problems = read_records(files)
    choose = random.Random(SEED)
    for _ in range(10):
        choose.shuffle(files)
        other, others = read_records(files)
        assert list(other.claims.items()) == list(dossier.claims.items())
        assert sorted(other.sources.items()) == sorted(dossier.sources.items())
        assert sorted(map(str, others)) == sorted(map(str, problems))
    figure(f"files in another order: 10 shuffles of {len(files)}, 0 differ")


def renamed(root: Path, folder: str, old: str, new: str) -> None:
    """Rename a record and every mention of its id."""
    (path,) = (root / folder).rglob(f"{old}.yaml")
    path.rename(path.with_name(f"{new}.yaml"))
    for each in [*root.rglob("*.yaml")]:
        text = each.read_text(encoding="utf-8")
        each.write_text(re.sub(rf"(?<![\w/.-]){re.escape(old)}(?![\w/.-])", new, text), encoding="utf-8")


@sizes(quick=2, thorough=40)
def test_an_id_renamed_everywhere_changes_no_page_but_by_that_name(
    tmp_path: Path, figure: Callable[[str], None], size: int
) -> None:
    """Pages that do not name it stay the same bytes; in those that do, only the id is another.

    What lists records by their id may list it elsewhere, so the new id sorts beside the old one. The exports below
    `data/` are aside: each names the version of the dossier, a fingerprint of all records.
    """
    choose = random.Random(SEED)
    first = built(real_project(tmp_path / "first"))
    root = real_project(tmp_path / "second")
    for number in range(size):
        folder = ("claims", "sources")[number % 2]
        old = choose.choice(sorted(path.stem for path in (REPOSITORY / folder).rglob("*.yaml")))
        new = f"{old}-q"
        shutil.rmtree(root)
        real_project(root)
        renamed(root, folder, old, new)
        pages = built(root)
        mapped = {name.replace(f"{folder}/{new}.", f"{folder}/{old}."): data for name, data in pages.items()}
        assert mapped.keys() == first.keys()
        named = 0
        for name, data in first.items():
            if mapped[name] == data or name.startswith("data/"):
                continue
            named += 1
            assert new.encode() in mapped[name], (old, name)
            assert _unnamed(mapped[name], new, old) == _unnamed(data, new, old), (old, name)
        assert 0 < named < len(first) / 2, old
    figure(f"ids renamed everywhere: {size}, of {len(first)} files only those that name the id differ, and only by it")


def _unnamed(data: bytes, new: str, old: str) -> list[str]:
    """The lines of a page with the old id for the new one; sorted, for a list by id may have moved it.

    A claim's data name the fingerprint of its record, in which the id may stand.
    """
    text = re.sub(r'"sha256":"[0-9a-f]{64}"', "", data.decode())
    return sorted(text.replace(new, old).splitlines())


LISTS = re.compile(
    r"(index(\.\d+)?\.html|(confirmed|disputed|unverified|change|changes|article|coverage|origins|sources|corrections)/"
    r"index(\.\d+)?\.html|lists/.+\.html|data/.+|feed\.xml|assets/claims-index\.js|dossier-manifest\.json)"
)
"""What lists all claims, or counts them: the overview, the lists, the exports."""
COUNTS = re.compile(rb'<span class="count">[\d,]+</span>')
"""How many claims each status has, which the head of every page says."""


def test_an_unrelated_claim_changes_only_the_pages_that_list_all_and_the_counts(
    tmp_path: Path, figure: Callable[[str], None]
) -> None:
    root = real_project(tmp_path / "first")
    first = built(root)
    claim = CLAIM.replace("data-sheet", "zz-bridge").replace("category: parameters", "category: license")
    (root / "claims/zz-unrelated.yaml").write_text(claim, encoding="utf-8")
    (root / "sources/zz-bridge.yaml").write_text(SOURCE, encoding="utf-8")
    second = built(root)
    assert second.keys() - first.keys() == {
        "claims/zz-unrelated.html", "claims/zz-unrelated.json", "claims/zz-unrelated.yaml", "sources/zz-bridge.html",
    }  # fmt: skip
    assert first.keys() <= second.keys()
    same = exact = 0
    for name, data in first.items():
        exact += second[name] == data
        if LISTS.fullmatch(name):
            continue
        assert COUNTS.sub(b"", second[name]) == COUNTS.sub(b"", data), name
        same += 1
    figure(
        f"an unrelated claim: {same} of {len(first)} files the same but for the counts in their head, {exact} to the byte"
    )


@sizes(quick=5, thorough=400)
def test_a_record_that_cannot_be_read_is_named_and_never_just_missing(figure: Callable[[str], None], size: int) -> None:
    """Every file of the real dossier is counted as a record or named by an error, however many are damaged at once."""
    files, _ = read_files(REPOSITORY)
    choose = random.Random(SEED)
    lost = 0
    for _ in range(size):
        damaged = {choose.randrange(len(files)) for _ in range(choose.choice((1, 2, 30)))}
        given = [_damaged(file, choose) if number in damaged else file for number, file in enumerate(files)]
        dossier, problems = read_records(given)
        kept = {record.path for record in (*dossier.claims.values(), *dossier.sources.values())}
        named = {problem.path for problem in problems if problem.severity == "error"}
        records = {file.path for file in given if file.folder}
        assert kept | named >= records
        assert not kept & named
        assert len(dossier.claims) + len(dossier.sources) == len(records - named)
        assert dossier.unsound == {file.key for file in given if file.path in named}
        lost += len(named)
    figure(f"damaged dossiers: {size}, {lost:,} records damaged beyond reading, each named")
    assert lost > size


def _damaged(file: File, choose: random.Random) -> File:
    data = file.data
    assert isinstance(data, bytes)
    at = choose.randrange(len(data))
    kinds = (
        data[:at],
        data[:at] + b"\0" + data[at:],
        b"",
        data + b"colour: red\n",
        b"\xff" + data,
        data.replace(b":", b"", 1),
        b"- x\n",
    )
    return File(file.path, choose.choice(kinds))


@pytest.mark.parametrize("strict", [False, True])
def test_a_build_never_shows_fewer_claims_than_there_are_files(project: Project, strict: bool) -> None:
    """Whatever is wrong with one: it is named, it is counted as unread, and the old site stays."""
    for number in range(3):
        project.claim(name=f"c{number}")
    assert project.run("build").returncode == 0
    before = tree(project.root / "site")
    for name, text in [
        ("c1.yaml", "statement: half a"),
        ("c1.yml", CLAIM),
        ("C1.yaml", CLAIM),
        ("c1.YAML", CLAIM),
        ("c1.yaml.yaml", CLAIM),
        ("deep/c2.yaml", CLAIM),
        ("deep.yaml/c9.txt", ""),
        ("empty.yaml", ""),
    ]:
        kept = tree(project.root / "claims")
        path = project.write(f"claims/{name}", text)
        outcome = build_project(project.root, project.root / "site", strict=strict)
        lines = [str(problem) for problem in outcome.problems]
        if name.endswith(".txt"):  # no record: it is named as a stray, and with --strict refused
            assert (
                f"claims/{name}:1: warning: stray-file: this file is not read (records end in .yaml; move other files elsewhere)"
                in lines
            )
            assert (outcome.changes is None) == strict
        else:
            assert outcome.changes is None
            assert [line for line in lines if line.startswith(f"claims/{name}:1: ")], (name, lines)
            assert len(outcome.dossier.unsound) == 1
        if outcome.changes is None:
            assert tree(project.root / "site") == before
        path.unlink()
        for old, data in kept.items():
            project.write(f"claims/{old}", data)
    assert check_project(project.root).problems == ()


def test_the_counts_on_the_pages_and_in_the_terminal_are_those_of_the_files(project: Project) -> None:
    for number in range(5):
        project.claim(name=f"c{number}")
    said = project.run("build").stdout
    assert said.startswith(
        f"{len(list((project.root / 'claims').rglob('*.yaml')))} claims: 6 confirmed, 0 disputed, 0 unverified;"
    )
    (project.root / "claims/c3.yaml").unlink()
    said = project.run("build").stdout
    assert said.startswith("5 claims: 5 confirmed, 0 disputed, 0 unverified; 1 source.")
    assert re.search(r" [1-9][0-9]* removed\.\n", said)
    assert len(list((project.root / "site/claims").glob("*.html"))) == 5
