"""`dossier init` gives a dossier that passes, builds, and overwrites nothing."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

from conftest import Project
from dossier import __version__
from dossier.starter import starter_files
from dossier.yamltext import parse


@pytest.fixture
def started(tmp_path: Path) -> Project:
    """A new dossier as `dossier init` leaves it."""
    done = run(tmp_path, "init", "bridge")
    assert (done.returncode, done.stderr) == (0, "")
    project = Project.__new__(Project)
    project.root = tmp_path / "bridge"
    return project


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dossier", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)


def test_a_new_dossier_passes_at_its_strictest_and_builds_at_once(started: Project) -> None:
    done = started.run("check", "--strict")
    counts = "1 claim: 1 confirmed, 0 disputed, 0 unverified; 1 source. No problems."
    assert (done.returncode, done.stdout, done.stderr) == (0, counts + "\n", "")
    assert started.run("build", "--strict").returncode == 0
    assert "120 metres" in (started.root / "site/claims/length.html").read_text("utf-8")


def test_init_names_every_file_and_the_next_steps(tmp_path: Path) -> None:
    done = run(tmp_path, "init", "bridge")
    lines = done.stdout.splitlines()
    end = lines.index("")
    files = {
        path.relative_to(tmp_path / "bridge").as_posix() for path in (tmp_path / "bridge").rglob("*") if path.is_file()
    }
    assert {line.strip() for line in lines[:end]} == files == set(starter_files("x", reachable=True))
    assert lines[end + 1 : end + 6] == [
        "bridge holds a dossier with an example. Next:",
        "  cd bridge",
        "  dossier build                  # then open site/index.html",
        "  dossier new source URL         # a source of your own; dossier new claim, a claim",
        "  rm claims/length.yaml sources/data-sheet.yaml    # the example, once you have one",
    ]


def test_the_example_says_that_it_is_one_and_names_no_place_of_the_world(started: Project) -> None:
    for path in ("claims/length.yaml", "sources/data-sheet.yaml"):
        assert "# An example" in (started.root / path).read_text("utf-8")
    records = (path for path in started.root.rglob("*.yaml") if ".github" not in path.parts)
    addresses = {url for path in records for url in re.findall(r"https?://[^/\s]+", path.read_text("utf-8"))}
    assert addresses == {"https://example.org"}


def test_what_is_there_already_stays(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("mine\n")
    done = run(tmp_path, "init", ".")
    assert done.returncode == 0
    assert "  .gitignore was there and stays as it is\n" in done.stdout
    assert "  cd " not in done.stdout
    assert (tmp_path / ".gitignore").read_text() == "mine\n"


@pytest.mark.parametrize(
    ("existing", "message"),
    [
        ("x/claims/in/a.yaml", "dossier: x holds a dossier already; `dossier new claim` adds to it"),
        ("x/dossier.yaml", "dossier: x holds a dossier already; `dossier new claim` adds to it"),
        ("x", "dossier: x is a file; name a folder"),
    ],
)
def test_a_second_start_in_the_same_place_is_refused_and_writes_nothing(
    tmp_path: Path, existing: str, message: str
) -> None:
    path = tmp_path / existing
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("")
    before = sorted(tmp_path.rglob("*"))
    done = run(tmp_path, "init", "x")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", message + "\n")
    assert sorted(tmp_path.rglob("*")) == before


def test_a_start_that_the_machine_refuses_leaves_nothing_behind(tmp_path: Path) -> None:
    """What stands last in the way stops it: a second try finds the folder as it was."""
    (tmp_path / "x").mkdir()
    (tmp_path / "x/schemas").write_text("a file where a folder is wanted")
    done = run(tmp_path, "init", "x")
    assert (done.returncode, done.stdout) == (3, "")
    assert done.stderr == "dossier: x/schemas: File exists; try again when it is mended\n"
    assert [path.name for path in (tmp_path / "x").rglob("*") if path.is_file()] == ["schemas"]
    (tmp_path / "x/schemas").unlink()
    assert run(tmp_path, "init", "x").returncode == 0


def test_a_link_that_leads_out_of_the_folder_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "x").mkdir()
    (tmp_path / "x/schemas").symlink_to(tmp_path / "elsewhere")
    done = run(tmp_path, "init", "x")
    message = "dossier: x/schemas is a link that leads out of the project; put the folder itself there\n"
    assert (done.returncode, done.stderr) == (2, message)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_an_editor_finds_a_schema_for_every_record(started: Project) -> None:
    settings = json.loads((started.root / ".vscode/settings.json").read_text())["yaml.schemas"]
    assert json.loads((started.root / ".vscode/extensions.json").read_text())["recommendations"] == [
        "redhat.vscode-yaml"
    ]
    for schema, pattern in settings.items():
        assert (started.root / schema).is_file()
        for path in started.root.glob(pattern):
            named = (path.parent / path.read_text("utf-8").split("$schema=")[1].split("\n")[0]).resolve()
            assert named == (started.root / schema).resolve()
            data = parse(path.read_text("utf-8"))[0]
            assert list(Draft7Validator(json.loads(named.read_text())).iter_errors(data)) == []


@pytest.mark.parametrize(
    ("tool", "reachable", "noted"),
    [
        ("evidence-dossier==1.2.3", True, False),
        ("git+https://example.org/dossier@abc", True, False),
        ("x", False, True),
    ],
)
def test_the_workflow_installs_the_tool_it_was_written_by(tool: str, reachable: bool, noted: bool) -> None:
    text = starter_files(tool, reachable=reachable)[".github/workflows/publish.yml"]
    workflow = yaml.safe_load(text)
    assert workflow["env"] == {"DOSSIER": tool}
    assert ("make sure that this package is on the index" in text) is noted
    assert {
        name: [step["run"] for step in job["steps"] if "run" in step] for name, job in workflow["jobs"].items()
    } == {
        "check": ['pip install "$DOSSIER"', "dossier check --strict"],
        "publish": ['pip install "$DOSSIER"', 'dossier build --strict --base-url "$BASE_URL"'],
    }
    assert workflow["jobs"]["publish"]["steps"][-2]["with"] == {"path": "site"}


def test_schemas_are_written_anew_but_never_over_what_is_not_ours(started: Project) -> None:
    schema = started.root / "schemas/claim.json"
    schema.write_text(schema.read_text().replace(__version__, "0.0.1").replace('"statement"', '"sentence"'))
    done = started.run("schema")
    listed = "".join(f"  schemas/{name}.json\n" for name in ("claim", "source", "article", "dossier"))
    assert (done.returncode, done.stdout, done.stderr) == (0, listed, "")
    assert '"statement"' in schema.read_text()
    schema.write_text("{}")
    done = started.run("schema")
    message = "dossier: schemas/claim.json is not of dossier's making and stays; move it elsewhere\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", message)
    assert schema.read_text() == "{}"
