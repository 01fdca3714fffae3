"""The wheel, installed as a user would, builds a dossier of any subject in any folder."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest
import yaml

from conftest import REPOSITORY, Project
from dossier import __version__


@pytest.mark.enable_socket
def test_the_wheel_works_in_a_clean_environment(project: Project, tmp_path: Path) -> None:
    """Built from the repository, installed beside nothing else, and run in a folder that has never seen the repository."""
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(tmp_path), str(REPOSITORY)],
        check=True,
    )
    wheel = next(tmp_path.glob("evidence_dossier-*.whl"))
    venv.create(tmp_path / "clean", with_pip=True)
    binaries = tmp_path / "clean" / ("Scripts" if sys.platform == "win32" else "bin")
    subprocess.run(
        [binaries / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", wheel], check=True
    )
    done = subprocess.run(
        [binaries / "dossier", "build"], cwd=project.root, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (
        0, ".:1: notice: left-out: the workbook needs xlsxwriter: pip install 'evidence-dossier[export]'\n",
    )  # fmt: skip
    assert "1 claim: 1 confirmed" in done.stdout
    assert "120 metres" in (project.root / "site/claims/length.html").read_text(encoding="utf-8")
    assert (project.root / "site/assets/style.css").is_file()
    page = (project.root / "site/data/index.html").read_text(encoding="utf-8")
    assert "Left out: the workbook needs xlsxwriter: pip install &#39;evidence-dossier[export]&#39;." in page
    assert not (project.root / "site/data/dossier.xlsx").exists()
    done = subprocess.run(
        [binaries / "dossier", "export", "xlsx", "--out", "dossier.xlsx"],
        cwd=project.root, capture_output=True, text=True, check=False,
    )  # fmt: skip
    line = "dossier: the workbook needs xlsxwriter: pip install 'evidence-dossier[export]'\n"
    assert (done.returncode, done.stdout, done.stderr) == (3, "", line)
    run_the_workflow(tmp_path, binaries, wheel)


def run_the_workflow(folder: Path, binaries: Path, wheel: Path) -> None:
    """The steps of the workflow that `dossier init` writes, word for word as GitHub's shell runs them."""
    subprocess.run([binaries / "dossier", "init", "bridge"], cwd=folder, check=True, capture_output=True)
    workflow = yaml.safe_load((folder / "bridge/.github/workflows/publish.yml").read_text("utf-8"))
    assert workflow["env"]["DOSSIER"] == f"evidence-dossier[card,export]=={__version__}"
    environment = {
        **os.environ, "PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}", "DOSSIER": str(wheel),
        "BASE_URL": "https://example.org/bridge", "PIP_DISABLE_PIP_VERSION_CHECK": "1",
    }  # fmt: skip
    for job in workflow["jobs"].values():
        for step in (each for each in job["steps"] if "run" in each):
            assert {*step.get("env", ())} <= {*environment}
            subprocess.run(
                ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
                cwd=folder / "bridge", env=environment, check=True, capture_output=True,
            )  # fmt: skip
    assert 'href="https://example.org/bridge/index.html"' in (folder / "bridge/site/index.html").read_text("utf-8")
