"""Records that commands write: whole or not at all, through links within the project alone, never over another."""

from __future__ import annotations

from pathlib import Path

import pytest

from dossier.publish import add_record, replace_file, replace_record
from dossier.stage import OutputRefused


@pytest.fixture
def inside(tmp_path: Path) -> Path:
    (tmp_path / "project/claims").mkdir(parents=True)
    (tmp_path / "project/claims/a.yaml").write_bytes(b"old")
    return tmp_path / "project"


def test_a_record_is_replaced_and_keeps_its_mode_and_nothing_is_left_beside_it(inside: Path) -> None:
    path = inside / "claims/a.yaml"
    path.chmod(0o640)
    replace_record(path, b"new", inside)
    assert path.read_bytes() == b"new"
    assert path.stat().st_mode & 0o777 == 0o640
    assert [*path.parent.iterdir()] == [path]


@pytest.mark.parametrize(
    ("to", "why"),
    [
        ("claims/b.yaml", ""),
        ("claims/new.yaml", ""),
        ("../outside.yaml", "leads out of the project"),
        ("gone/b.yaml", "leads nowhere"),
        ("claims/link.yaml", "leads nowhere"),
    ],
)
def test_a_link_is_written_through_only_within_the_project(inside: Path, to: str, why: str) -> None:
    (inside / "claims/b.yaml").write_bytes(b"old")
    (inside.parent / "outside.yaml").write_bytes(b"old")
    link = inside / "claims/link.yaml"
    link.symlink_to(inside / to)
    if why:
        with pytest.raises(OutputRefused) as refused:
            replace_record(link, b"new", inside)
        assert str(refused.value) == f"{link} is a link that {why}; put the file itself there"
        assert (inside.parent / "outside.yaml").read_bytes() == b"old"
    else:
        replace_record(link, b"new", inside)
        assert (inside / to).read_bytes() == b"new"
    assert link.is_symlink()


def test_a_file_that_cannot_be_replaced_leaves_nothing_unfinished(inside: Path) -> None:
    (inside / "claims/folder/x").mkdir(parents=True)
    with pytest.raises(IsADirectoryError):
        replace_file(inside / "claims/folder", b"new")
    assert sorted(path.name for path in (inside / "claims").iterdir()) == ["a.yaml", "folder"]


def test_a_new_file_is_made_whole(inside: Path) -> None:
    replace_file(inside / "export.csv", b"new")
    assert (inside / "export.csv").read_bytes() == b"new"
    assert sorted(path.name for path in inside.iterdir()) == ["claims", "export.csv"]


def test_a_record_is_added_with_its_folders_and_never_over_another(inside: Path) -> None:
    assert add_record(inside / "claims/deep/er/b.yaml", "é\n", inside) is True
    assert (inside / "claims/deep/er/b.yaml").read_bytes() == "é\n".encode()
    assert add_record(inside / "claims/a.yaml", "new", inside) is False
    assert (inside / "claims/a.yaml").read_bytes() == b"old"
    assert add_record(inside / "claims/deep/er/c.yaml", "", inside) is True


def test_a_record_that_cannot_be_written_is_not_begun(inside: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        add_record(inside / "claims/b.yaml", "\ud800", inside)
    assert [path.name for path in (inside / "claims").iterdir()] == ["a.yaml"]


def test_no_record_is_added_behind_a_link_that_leads_out_of_the_project(inside: Path) -> None:
    (inside.parent / "outside").mkdir()
    (inside / "claims/away").symlink_to(inside.parent / "outside")
    with pytest.raises(OutputRefused) as refused:
        add_record(inside / "claims/away/b.yaml", "x", inside)
    assert str(refused.value) == (
        f"{inside / 'claims/away'} is a link that leads out of the project; put the folder itself there"
    )
    assert [*(inside.parent / "outside").iterdir()] == []
