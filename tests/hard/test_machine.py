"""A machine that refuses, and others who are at work in the same place: a clear line, the right exit code, an old site."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from conftest import CLAIM, Project
from dossier.build import build_project
from sites import assert_mended, assert_whole, changed_project, sizes, tree

MENDED = "the site holds whole pages, build again when mended"
DOSSIER = [sys.executable, "-m", "dossier"]
# A user who is root gives up the rights that let root pass over permissions; whoever is not root has none to give up.
PLAIN = [
    sys.executable,
    "-c",
    "import ctypes, os, sys\n"
    "for right in (1, 2, 3):\n"  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, CAP_FOWNER of capabilities(7)
    "    ctypes.CDLL(None).prctl(24, right)\n"  # PR_CAPBSET_DROP
    "os.execv(sys.argv[1], sys.argv[1:])",
]


def plainly(project: Project, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a user whom permissions bind."""
    return subprocess.run([*PLAIN, *DOSSIER, *arguments], cwd=project.root, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def own_mounts() -> list[str]:
    """What begins a command with mounts of its own, which end with it."""
    begin = ["unshare", "--mount", *([] if os.geteuid() == 0 else ["--map-root-user"]), "sh", "-c"]
    try:
        subprocess.run([*begin, "mount -t tmpfs tmpfs /mnt"], check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this user may mount nothing")
    return begin


@sizes(quick=3, thorough=60)
def test_a_disk_that_fills_up_leaves_whole_pages_and_one_line(
    project: Project, tmp_path: Path, own_mounts: list[str], figure: Callable[[str], None], size: int
) -> None:
    """On small disks of growing size, each full at another page, from one that holds nothing to one that holds all."""
    old, _ = changed_project(project)
    for number in range(20):
        project.claim(name=f"more{number}")
    new = _fresh(project, tmp_path)
    disk, seen = tmp_path / "disk", tmp_path / "seen"
    disk.mkdir()
    pages = sum(-(-len(data) // 4096) for data in old.values())  # in pages of 4 KiB, as tmpfs counts
    full = 0
    for round_ in range(size):
        pages += 60 // size
        script = (
            f"mount -t tmpfs -o size={pages * 4}k tmpfs {disk} && cp -r {project.root}/site/. {disk} || exit 99\n"
            f"{sys.executable} -m dossier build {project.root} --out {disk}; code=$?\nrm -rf {seen}\ncp -r {disk} {seen}; exit $code"
        )
        done = subprocess.run([*own_mounts, script], cwd=project.root, capture_output=True, text=True, check=False)
        if done.returncode == 99:
            continue  # too small for the old site
        if done.returncode == 0:
            assert tree(seen) == new
            continue
        full += 1
        assert done.returncode == 3, (round_, done.stderr)
        assert done.stderr.endswith(f"No space left on device; {MENDED}\n")
        assert len(done.stderr.splitlines()) == 1
        assert_whole(seen, old, new, clean=True)
    figure(f"full disk: {size} sizes, {full} of them too small, 0 failures")
    assert full > 1


def _fresh(project: Project, tmp_path: Path) -> dict[str, bytes]:
    shutil.rmtree(tmp_path / "fresh", ignore_errors=True)
    build_project(project.root, tmp_path / "fresh")
    return tree(tmp_path / "fresh")


def test_a_limit_on_the_size_of_files_is_a_full_disk(project: Project, tmp_path: Path) -> None:
    old, _ = changed_project(project)
    project.write("claims/new.yaml", CLAIM + "limit: |\n  " + "In a long summer. " * 3000 + "\n")
    new = _fresh(project, tmp_path)
    command = ["sh", "-c", f"ulimit -f 64; exec {sys.executable} -m dossier build"]
    done = subprocess.run(command, cwd=project.root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (3, f"dossier: File too large; {MENDED}\n")
    assert_whole(project.root / "site", old, new, clean=True)
    assert_mended(project.root, new)


def test_an_output_that_may_not_be_written_keeps_the_old_site(project: Project) -> None:
    old, new = changed_project(project)
    site = project.root / "site"
    site.chmod(0o555)
    try:
        done = plainly(project, "build")
    finally:
        site.chmod(0o755)
    assert done.returncode == 3
    assert done.stderr.endswith(f"Permission denied; {MENDED}\n")
    assert len(done.stderr.splitlines()) == 1
    assert tree(site) == old
    assert_mended(project.root, new)


def test_a_disk_that_is_read_only_keeps_the_old_site(project: Project, own_mounts: list[str]) -> None:
    old, _ = changed_project(project)
    script = f"mount --bind {project.root} {project.root} && mount -o remount,bind,ro {project.root} || exit 99\n"
    script += f"cd {project.root} && exec {sys.executable} -m dossier build"
    done = subprocess.run([*own_mounts, script], cwd=project.root, capture_output=True, text=True, check=False)
    assert done.returncode == 3, done.stderr
    assert done.stderr.endswith(f"Read-only file system; {MENDED}\n")
    assert len(done.stderr.splitlines()) == 1
    assert tree(project.root / "site") == old


def test_records_that_may_not_be_read_are_named_and_nothing_is_written(project: Project) -> None:
    project.claim(name="closed")
    project.claim(name="deep/within")
    project.run("build")
    old = tree(project.root / "site")
    (project.root / "claims/closed.yaml").chmod(0)
    (project.root / "claims/deep").chmod(0)
    try:
        done = plainly(project, "build")
    finally:
        (project.root / "claims/closed.yaml").chmod(0o644)
        (project.root / "claims/deep").chmod(0o755)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        "claims/closed.yaml:1: unreadable: this cannot be read: Permission denied (check its permissions)",
        "claims/deep:1: unreadable: this cannot be read: Permission denied (check its permissions)",
        "2 of the records are faulty and not counted.",
        "2 errors, 0 warnings. Nothing was written to site.",
    ]
    assert tree(project.root / "site") == old


@pytest.mark.parametrize(
    ("out", "why"),
    [
        ("claims", "claims lies in claims/; name a folder of its own, such as site"),
        ("claims/site", "claims/site lies in claims/; name a folder of its own, such as site"),
        ("sources/../claims/x", "sources/../claims/x lies in claims/; name a folder of its own, such as site"),
        (".", ". holds the records themselves; name a folder of its own, such as site"),
        ("a-file", "a-file is a file; name a folder"),
        ("link", "link lies in claims/; name a folder of its own, such as site"),
        (
            "foreign",
            "foreign/index.html: not known to be written by dossier; if it is an old site whose manifest is lost, delete "
            "the folder; else name another",
        ),
    ],
)
def test_an_output_that_is_somebody_elses_is_wrong_usage_and_nothing_is_touched(
    project: Project, out: str, why: str
) -> None:
    project.write("a-file", "mine")
    project.write("foreign/index.html", "my home page")
    project.write("foreign/photo.jpg", "my photo")
    (project.root / "link").symlink_to("claims")
    before = tree(project.root)
    done = project.run("build", "--out", out)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"dossier: {why}\n")
    after = tree(project.root)
    assert {name: data for name, data in after.items() if not name.startswith(".dossier/")} == before


@sizes(quick=1, thorough=25)
def test_builds_that_start_at_once_never_mix(
    project: Project, tmp_path: Path, figure: Callable[[str], None], size: int
) -> None:
    """Six at a time, of two states of the records: each makes the site or says that another is at it."""
    old, new = changed_project(project, claims=40)
    other = tmp_path / "other"
    shutil.copytree(project.root, other)
    project.write("dossier.yaml", "title: Another title\n")
    first, second = _fresh(project, tmp_path), new
    site = project.root / "site"
    busy = f"dossier: another build is writing to {site}; wait for it, or name another folder\n"
    refused = 0
    for _ in range(size):
        runs = [
            subprocess.Popen(
                [*DOSSIER, "build", str(root), "--out", str(site)],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for root in [project.root, other] * 3
        ]
        said = [run.communicate()[1] for run in runs]
        for run, line in zip(runs, said, strict=True):
            assert (run.returncode, line) in [(0, ""), (3, busy)]
        refused += sum(run.returncode == 3 for run in runs)
        assert any(run.returncode == 0 for run in runs)
        assert tree(site) in (first, second)
    figure(f"builds at once into one folder: {6 * size} builds, {refused} of them told to wait, 0 failures")
    assert old


EDITOR = """
import os, random, sys
from pathlib import Path
from dossier import cli
kind, at, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
seen = 0
def edit(event, arguments):
    global seen
    if event != "open" or "claims" not in str(arguments[0]) or not str(arguments[0]).endswith(".yaml") or seen < 0:
        return
    seen += 1
    if seen == at:
        seen = -1
        path = sorted(Path("claims").glob("*.yaml"))[seed % 5]
        if kind == "removed":
            path.unlink()
        elif kind == "cut":
            os.truncate(path, path.stat().st_size // 2)
        elif kind == "replaced":
            Path("part").write_text(path.read_text().replace("120", "130"))
            os.replace("part", path)
        elif kind == "a-folder":
            path.unlink(); path.mkdir()
        else:
            Path(f"claims/added{seed}.yaml").write_text(path.read_text())
sys.addaudithook(edit)
sys.argv = ["dossier", "build"]
cli.main()
"""


@pytest.mark.parametrize("kind", ["removed", "cut", "replaced", "a-folder", "added"])
@sizes(quick=1, thorough=20)
def test_records_that_change_while_they_are_read_never_give_a_torn_site(
    project: Project, tmp_path: Path, figure: Callable[[str], None], kind: str, size: int
) -> None:
    """A build shows the records before the change or after it, or names what it met; the next one shows them as they are."""
    for number in range(4):
        project.claim(name=f"c{number}")
    build_project(project.root, project.root / "site")
    kept = tmp_path / "kept"
    shutil.copytree(project.root, kept)
    named = 0
    for at in range(1, size + 1):
        shutil.rmtree(project.root)
        shutil.copytree(kept, project.root)
        old = tree(project.root / "site")
        command = [sys.executable, "-c", EDITOR, kind, str(1 + at % 5), str(at * 7)]
        done = subprocess.run(command, cwd=project.root, capture_output=True, text=True, check=False)
        assert "Traceback" not in done.stderr
        assert done.returncode in (0, 1), done.stderr
        if done.returncode == 1:
            named += 1
            wanted = {
                "removed": ": unreadable: this was removed while it was read (run it again)\n",
                "cut": ": ",
                "a-folder": ":1: not-a-file: this is not a plain file (links to folders, pipes and devices are not read)\n",
            }
            assert done.stderr.startswith("claims/")
            assert wanted[kind] in done.stderr
            assert tree(project.root / "site") == old
        else:
            assert done.stderr == ""
            new = _fresh(project, tmp_path) if project.check() == [] else old
            assert_whole(project.root / "site", old, new, clean=True)
        if project.check() == []:
            assert_mended(project.root, _fresh(project, tmp_path))
    figure(f"a record {kind} while it is read: {size} builds, {named} of them refused by name, 0 failures")


def test_the_clock_decides_nothing(project: Project, tmp_path: Path) -> None:
    """In 1970 and in 2040, with files of the future: the same bytes, and a recheck that is due fails nothing."""
    project.claim("recheck: 2027-02-01\n")
    sites = []
    for number, (year, due) in enumerate([(1970, 0), (2026, 0), (2040, 1)]):
        code = f"import sys, time_machine\nwith time_machine.travel('{year}-01-01 12:00:00Z'):\n  from dossier.cli import main\n  main()"
        for each in (project.root / "claims").iterdir():
            os.utime(each, (2_300_000_000 * (number % 2), 2_300_000_000 * (number % 2)))
        out = tmp_path / f"site{year}"
        for arguments in (["build", "--out", str(out)], ["check"]):
            command = [sys.executable, "-c", code, *arguments]
            done = subprocess.run(command, cwd=project.root, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stderr
        assert done.stderr.count("recheck-due") == due
        sites.append(tree(out))
    assert sites[0] == sites[1] == sites[2]


@pytest.mark.parametrize(
    ("epoch", "code"), [("0", 0), ("2208988800", 0), ("-1", 0), ("later", 2), ("1e400", 2), ("9" * 30, 2)]
)
def test_source_date_epoch_is_a_day_or_wrong_usage(project: Project, epoch: str, code: int) -> None:
    done = project.run("build", env={**os.environ, "SOURCE_DATE_EPOCH": epoch})
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert code == 0 or done.stderr.startswith("dossier: SOURCE_DATE_EPOCH: ")
