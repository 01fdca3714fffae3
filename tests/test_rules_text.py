"""The rules that need the article's text: what is quoted of it stands there, at the place that the records give."""

from __future__ import annotations

import hashlib

import pytest

from conftest import Project
from dossier.build import check_project

TEXT = "An article\n\nThe bridge is 120 metres long.\n\nIt is old.\n\n# Price\n\nIt was quite cheap, and 120 people built it.\n"


def found(project: Project) -> list[str]:
    """The problems of a project beside this text."""
    problems = check_project(project.root, article=project.write("text.md", TEXT)).problems
    return [str(problem) for problem in problems if problem.rule in {"other-text", "misquoted-article"}]


@pytest.mark.parametrize(
    ("place", "fault"),
    [
        ("section: intro\n    figure: 120 metres", ""),
        ("section: price\n    words: quite cheap", ""),
        ("section: price\n    figure: 120", ""),
        ("section: elsewhere\n    words: not there at all", ""),
        ("section: price\n    figure: 120 metres", "'120 metres' does not stand in section 'price'"),
        ("section: intro\n    words: quite cheap", "'quite cheap' does not stand in section 'intro'"),
        ("section: intro\n    figure: 120 metres\n    at: [26, 36]", ""),
        ("section: price\n    figure: 120 metres\n    at: [26, 36]", ""),
        (
            "section: intro\n    figure: 120 metres\n    at: [26, 35]",
            "'120 metres' is not what stands at [26, 35]: '120 metre'",
        ),
        (
            "section: price\n    words: quite cheap\n    at: [73, 83]",
            "'quite cheap' is not what stands at [73, 83]: 'uite cheap'",
        ),
    ],
)
def test_what_is_quoted_stands_at_its_place_or_else_in_its_section(project: Project, place: str, fault: str) -> None:
    project.claim(f"appears:\n  - section: hero\n    words: '120'\n    at: [26, 29]\n  - {place}\n")
    project.write("article.yaml", "title: t\n")
    assert found(project) == (
        [f"claims/length.yaml:16: misquoted-article: {fault} (quote it as printed)"] if fault else []
    )


def test_the_text_is_the_one_whose_fingerprint_stands_in_the_records(project: Project) -> None:
    project.write("article.yaml", f"title: t\nsha256: {hashlib.sha256(TEXT.encode()).hexdigest()}\n")
    assert found(project) == []
    project.write("article.yaml", f"title: t\nsha256: {'0' * 64}\n")
    assert found(project) == [
        "article.yaml:2: other-text: the text at hand is not the one whose fingerprint stands here "
        "(find the text that was read, or run `dossier article` again)"
    ]


@pytest.mark.parametrize(
    ("right", "wrong", "silent"), [(0, 0, True), (1, 1, True), (2, 3, False), (0, 1, False), (2, 2, True)]
)
def test_without_a_fingerprint_half_of_the_figures_stand_where_they_should(
    project: Project, right: int, wrong: int, silent: bool
) -> None:
    figures = [*["{figure: 120, at: [26, 29]}"] * right, *["{figure: 120, at: [27, 30]}"] * wrong]
    project.write(
        "article.yaml",
        f"title: t\nsections:\n  - id: intro\n    figures: [{', '.join(figures[:1])}]\n"
        f"  - id: price\n    figures: [{', '.join(figures[1:])}]\n",
    )
    assert found(project) == ([] if silent else [
        f"article.yaml:2: other-text: of the {right + wrong} figures listed here, {right} stand where they should in the "
        "text at hand (find the text that was read, or run `dossier article` again)"
    ])  # fmt: skip


def test_without_an_article_there_is_no_other_text(project: Project) -> None:
    assert found(project) == []
