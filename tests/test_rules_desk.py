"""Rules about dossier.yaml and article.yaml: silent on what is sound, exact about what is not."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from conftest import Project

Silent = Callable[[], None]
Only = Callable[[str], None]


# bad-unit


def test_bad_unit_is_silent_on_what_a_desk_counts(project: Project, assert_silent: Silent) -> None:
    project.write(
        "dossier.yaml", "units: [seats won, oil barrels, café visits, court-martials, pounds, acres, Seats]\n"
    )
    assert_silent()


@pytest.mark.parametrize(
    ("unit", "message"),
    [
        ("5 seats", "'5 seats' cannot be a unit (write what is counted in letters: seats, oil barrels)"),
        ("seats/day", "'seats/day' cannot be a unit (write what is counted in letters: seats, oil barrels)"),
        ("seats per day", "'seats per day' cannot be a unit (write what is counted in letters: seats, oil barrels)"),
        ("%", "'%' cannot be a unit (write what is counted in letters: seats, oil barrels)"),
        ("million seats", "'million seats' begins with a number (write what is counted alone: seats, oil barrels)"),
        ("two seats", "'two seats' begins with a number (write what is counted alone: seats, oil barrels)"),
        ("chips", "'chips' is a unit already (remove it)"),
        ("Mtoken", "'Mtoken' is a unit already (remove it)"),
        ("Acres", "'Acres' stands twice (remove one)"),
    ],
)
def test_bad_unit_says_why(project: Project, assert_problem: Only, unit: str, message: str) -> None:
    project.write("dossier.yaml", f'title: x\nunits:\n  - acres\n  - "{unit}"\n')
    assert_problem(f"dossier.yaml:4: bad-unit: {message}")


# publisher-of-two-houses


def test_publisher_of_two_houses_is_silent_on_houses_that_are_apart(project: Project, assert_silent: Silent) -> None:
    project.write(
        "dossier.yaml", "houses: {Bridge Works: [Bridge Works, Bridge Works (blog)], The Daily: [Daily Online]}\n"
    )
    assert_silent()


@pytest.mark.parametrize(
    ("second", "line", "message"),
    [
        ("Other: [Blog]", 4, "'Blog' stands in the houses 'Works' and 'Other'"),
        ("Other: [The Daily, ' BLOG ']", 4, "'BLOG' stands in the houses 'Works' and 'Other'"),
        ("Other: [works]", 4, "'works' stands in the houses 'Works' and 'Other'"),
        ("blog: [The Daily]", 4, "'blog' stands in the houses 'Works' and 'blog'"),
        ("WORKS: [The Daily]", 4, "'WORKS' stands in the houses 'Works' and 'WORKS'"),
    ],
)
def test_publisher_of_two_houses_names_both(
    project: Project, assert_problem: Only, second: str, line: int, message: str
) -> None:
    project.write("dossier.yaml", f"title: x\nhouses:\n  Works: [Blog]\n  {second}\n")
    assert_problem(
        f"dossier.yaml:{line}: publisher-of-two-houses: {message} (a publisher has one house; make them one, or remove it)"
    )


# repeated-section


def test_repeated_section_is_silent_on_ids_that_differ(project: Project, assert_silent: Silent) -> None:
    project.write("article.yaml", "title: x\nsections:\n  - id: intro\n  - id: intro-2\n")
    assert_silent()


def test_repeated_section_names_the_later_one(project: Project, assert_problem: Only) -> None:
    project.write(
        "article.yaml", "title: x\nsections:\n  - id: intro\n  - id: end\n  - heading: Again\n    id: intro\n"
    )
    assert_problem(
        "article.yaml:6: repeated-section: there is a section 'intro' before this one (an id is one: add a number, as in intro-2)"
    )


# dates of the article


@pytest.mark.parametrize(
    "dates",
    [
        "published: 2026-05-02\nretrieved: 2026-05-02\n",
        "published: 2026-05\nretrieved: 2026-05-02\n",
        "published: <=2026-12-31\nretrieved: 2026-05-02\n",
        "published: 2026-05-02\n",
        "published: <=2026-12-31\n",
        "published: 2026\n",
        "retrieved: 2026-05-02\n",
    ],
)
def test_the_dates_of_an_article_are_silent_in_order(project: Project, assert_silent: Silent, dates: str) -> None:
    project.write("article.yaml", f"title: x\n{dates}")
    assert_silent()


def test_an_article_is_not_read_before_it_is_published(project: Project, assert_problem: Only) -> None:
    project.write("article.yaml", "title: x\npublished: 2026-06\nretrieved: 2026-05-31\n")
    assert_problem(
        "article.yaml:3: dates-out-of-order: retrieved 2026-05-31 lies before published 2026-06 (check both dates)"
    )


def test_article_after_the_records_is_a_warning(project: Project, assert_problem: Only) -> None:
    project.write("article.yaml", "title: x\npublished: 2026-05-03\n")
    assert_problem(
        "article.yaml:2: warning: article-after-the-records: published 2026-05-03 lies after every day of the records, the last of "
        "which is 2026-05-02 (check the date, or leave it out until the article is published)"
    )


def test_article_after_the_records_is_silent_where_the_records_have_no_day(
    project: Project, assert_silent: Silent
) -> None:
    project.claim(without="checked")
    project.write("article.yaml", "title: x\npublished: 2026-05-03\n")
    assert_silent()
