"""What the tests that try to break a build share: sites as bytes, and what must hold of one that was struck."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from conftest import CLAIM, Project
from dossier.build import build_project
from dossier.publish import MANIFEST

PART = ".dossier-part"
"""The one place where a build keeps what is unfinished: a file, or a folder of them."""
Tree = dict[str, bytes]


def tree(root: Path) -> Tree:
    """Every file below a folder."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def sizes(quick: int, thorough: int) -> pytest.MarkDecorator:
    """Run a test small with all others, and large with `make test-all`."""
    large = pytest.param(thorough, marks=pytest.mark.thorough, id="thorough")
    return pytest.mark.parametrize("size", [pytest.param(quick, id="quick"), large])


def changed_project(project: Project, claims: int = 3) -> tuple[Tree, Tree]:
    """Build a project, then change, remove and add a claim; give the site as it stands and as the next build makes it.

    The next build has pages to add, to rewrite, to leave and to remove.
    """
    for number in range(claims):
        project.claim(name=f"c{number}")
    build_project(project.root, project.root / "site")
    project.claim("limit: In summer.\n", name="c0")
    (project.root / "claims/c1.yaml").unlink()
    project.write("claims/new.yaml", CLAIM.replace("120", "130"))
    fresh = project.root.parent / "fresh"
    build_project(project.root, fresh)
    old, new = tree(project.root / "site"), tree(fresh)
    assert len(old.keys() & new.keys()) > 10
    assert old.keys() - new.keys()
    assert new.keys() - old.keys()
    assert any(old[name] != new[name] for name in old.keys() & new.keys())
    return old, new


def assert_whole(site: Path, old: Tree, new: Tree, *, clean: bool) -> None:
    """Every page is whole, old or new, and the manifest names each; with `clean`, nothing half written is left."""
    found = tree(site)
    unfinished = [name for name in found if name.split("/")[0] == PART]
    assert not (unfinished and clean)
    found = {name: data for name, data in found.items() if name not in unfinished}
    listed = set(json.loads(found.pop(MANIFEST))["files"]) if MANIFEST in found else set()
    for name, data in found.items():
        assert data in (old.get(name), new.get(name)), name
    assert found.keys() <= listed


def assert_mended(root: Path, new: Tree) -> None:
    """The next build makes the site what it should be, and leaves nothing beside it."""
    assert build_project(root, root / "site").changes is not None
    assert tree(root / "site") == new
    assert {path.name for path in root.iterdir()} <= {"claims", "sources", "site", ".dossier"}
