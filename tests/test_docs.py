"""What is written about the tool is what the tool does."""

from __future__ import annotations

import doctest
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path

import pytest

from conftest import REPOSITORY


def test_the_table_of_records_is_what_the_models_say() -> None:
    written = (REPOSITORY / "docs/records.md").read_text(encoding="utf-8")
    assert runpy.run_path(str(REPOSITORY / "docs/generate.py"))["document"]() == written, (
        "run `python docs/generate.py`"
    )


def test_the_tables_of_data_are_what_the_exports_say() -> None:
    written = (REPOSITORY / "docs/data.md").read_text(encoding="utf-8")
    assert runpy.run_path(str(REPOSITORY / "docs/generate.py"))["data_document"]() == written, (
        "run `python docs/generate.py`"
    )


def test_the_options_of_every_command_are_written_down() -> None:
    written = (REPOSITORY / "docs/commands.md").read_text(encoding="utf-8")
    assert runpy.run_path(str(REPOSITORY / "docs/generate.py"))["commands_document"]() == written, (
        "run `python docs/generate.py`"
    )


def test_the_stylesheet_is_copied_by_the_command_of_the_guide_to_the_look(tmp_path: Path) -> None:
    guide = (REPOSITORY / "docs/theming.md").read_text(encoding="utf-8")
    script = re.findall(r"```sh\n(.*?)```", guide, re.DOTALL)[0]
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    subprocess.run(["bash", "-euc", script], cwd=tmp_path, env={**os.environ, "PATH": path}, check=True)
    copied = (tmp_path / "templates/assets/style.css").read_bytes()
    assert copied == (REPOSITORY / "templates/assets/style.css").read_bytes()


def test_the_walk_of_the_readme_leads_to_a_page(tmp_path: Path) -> None:
    """Typed as it stands there, in a new folder."""
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    walk = readme.split("## Five minutes", 1)[1].split("\n## ", 1)[0]
    script = "".join(re.findall(r"```sh\n(.*?)```", walk, re.DOTALL))
    assert script.count("dossier ") >= 7
    (tmp_path / "run").mkdir()
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-euc", script],
        cwd=tmp_path / "run",
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "1 claim: 0 confirmed, 1 disputed, 0 unverified; 1 source." in done.stdout
    assert "no claim carries '12,000 cars a day'" in done.stderr
    page = (tmp_path / "run/bridge/site/claims/length.html").read_text(encoding="utf-8")
    assert "printed 44 % too high" in page


def test_the_examples_for_analysts_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(REPOSITORY)
    failed, tried = doctest.testfile(str(REPOSITORY / "docs/analysts.md"), module_relative=False)
    assert failed == 0
    assert tried >= 10


def test_every_link_between_the_documents_leads_somewhere() -> None:
    for path in [*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").glob("*.md")]:
        for target in re.findall(r"\]\((?!https?://)([^)#]+)", path.read_text(encoding="utf-8")):
            assert (path.parent / target).exists(), (path.name, target)


def test_architecture_names_every_module() -> None:
    text = (REPOSITORY / "docs/architecture.md").read_text(encoding="utf-8")
    for path in (REPOSITORY / "dossier").iterdir():
        if (path.suffix == ".py" and not path.stem.startswith("__")) or (path / "__init__.py").is_file():
            assert f"{path.stem}" in text, path


def test_the_guide_to_the_look_names_every_template_and_every_token() -> None:
    guide = (REPOSITORY / "docs/theming.md").read_text(encoding="utf-8")
    templates = [path.name for path in sorted((REPOSITORY / "templates").glob("*.html"))]
    assert [name for name in templates if f"`{name}`" not in guide] == []
    style = (REPOSITORY / "templates/assets/style.css").read_text(encoding="utf-8")
    tokens = set(re.findall(r"^  (--[a-z-]+):", style.split("@media")[0], re.MULTILINE))
    assert {each for each in tokens if not each.endswith("-tint") and f"`{each}`" not in guide} == set()
    assert {each for each in re.findall(r"`(--[a-z-]+)`", guide) if each not in tokens} == set()
