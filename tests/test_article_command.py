"""`dossier article` and `dossier coverage`: what the article's figures are, and who answers for them."""

from __future__ import annotations

import json

import pytest
from selectolax.lexbor import LexborHTMLParser

from conftest import CLAIM, Project

TEXT = """\
A Bridge Too Long

120 metres
Length

The V4 bridge is about 120 metres long, and it cost $5.5 billion.

What Comes Next

It will open in May 2027, the first of its kind.
"""


@pytest.fixture(autouse=True)
def _text(project: Project) -> None:
    project.write("draft.txt", TEXT)


def test_article_writes_sections_and_figures_and_never_the_text(project: Project) -> None:
    done = project.run("article", "draft.txt", "--published", "2026-05-01", "--publisher", "The Daily")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "4 figures are in article.yaml. Rules found them, not a reader: read it through.",
        "Left out, as names and the like: V4.",
    ]
    written = (project.root / "article.yaml").read_text()
    assert "title: A Bridge Too Long\n" in written
    assert "$5.5 billion" in written
    assert "cost" not in written
    assert "the first of its kind" not in written


def test_article_is_never_overwritten_unasked(project: Project) -> None:
    project.write("article.yaml", "title: mine\n")
    done = project.run("article", "draft.txt")
    assert (done.returncode, done.stderr) == (
        2,
        "dossier: article.yaml is there already; --force overwrites it, with what was edited by hand\n",
    )
    assert (project.root / "article.yaml").read_text() == "title: mine\n"
    assert project.run("article", "draft.txt", "--force").returncode == 0


def test_a_text_that_is_not_there_is_wrong_usage(project: Project) -> None:
    done = project.run("article", "nowhere.txt")
    assert (done.returncode, done.stderr) == (2, "dossier: nowhere.txt: No such file or directory\n")


def test_coverage_names_what_is_open_and_what_it_cannot_see(project: Project) -> None:
    project.run("article", "draft.txt")
    project.write(
        "claims/length.yaml",
        CLAIM + "appears: [{section: hero, figure: 120 metres}, {section: intro, figure: about 120 metres}]\n",
    )
    lines = project.run("coverage", "--article", "draft.txt").stdout.splitlines()
    assert lines[:6] == [
        "hero: 1 carried, 0 dismissed, 0 open",
        "intro: 1 carried, 0 dismissed, 1 open",
        f"  open: $5.5 billion at {TEXT.index('$5.5')}",
        "what-comes-next: 0 carried, 0 dismissed, 1 open",
        f"  open: May 2027 at {TEXT.index('May 2027')}",
        "All: 2 carried, 0 dismissed, 2 open of 4.",
    ]
    assert f"  {TEXT.index('first')}: first (extreme): no claim near" in lines
    data = json.loads(project.run("coverage", "--json").stdout)
    assert [(each["figure"], each["state"], each["claims"]) for each in data["figures"]] == [
        ("120 metres", "carried", ["length"]),
        ("about 120 metres", "carried", ["length"]),
        ("$5.5 billion", "open", []),
        ("May 2027", "open", []),
    ]


def test_coverage_needs_an_article(project: Project) -> None:
    done = project.run("coverage")
    assert (done.returncode, done.stderr) == (
        2,
        "dossier: there is no article.yaml; `dossier article TEXT` writes one\n",
    )


def test_an_open_figure_is_a_warning_until_it_is_dismissed(project: Project) -> None:
    project.run("article", "draft.txt")
    project.write(
        "claims/length.yaml",
        CLAIM + "appears: [{section: hero, figure: 120 metres}, {section: intro, figure: about 120 metres}]\n",
    )
    assert [line.split(": ")[2:4] for line in project.check()] == [
        [
            "open-figure",
            "no claim carries '$5.5 billion' of section 'intro' (name it in a claim's `appears`, or under `dismissed` with kind and why)",
        ],
        [
            "open-figure",
            "no claim carries 'May 2027' of section 'what-comes-next' (name it in a claim's `appears`, or under `dismissed` with kind and why)",
        ],
    ]
    article = project.root / "article.yaml"
    article.write_text(
        article.read_text()
        + "dismissed:\n  - {section: intro, figure: $5.5 billion, kind: rhetoric, why: x}\n"
        + "  - {section: what-comes-next, figure: May 2027, kind: opinion, why: x}\n"
    )
    assert project.check() == []


def test_what_is_quoted_is_held_against_the_text(project: Project) -> None:
    project.run("article", "draft.txt")
    at = TEXT.index("about 120")
    project.write(
        "claims/length.yaml",
        CLAIM + f"appears: [{{section: intro, figure: about 120 metres, at: [{at}, {at + 16}]}}]\n",
    )
    assert project.run("check", "--article", "draft.txt").returncode == 0
    project.write("claims/length.yaml", CLAIM + "appears: [{section: intro, words: quite cheap}]\n")
    done = project.run("check", "--article", "draft.txt")
    assert done.returncode == 1
    assert (
        "claims/length.yaml:11: misquoted-article: 'quite cheap' does not stand in section 'intro' (quote it as printed)"
        in done.stderr.splitlines()
    )
    project.write("draft.txt", TEXT.replace("long,", "LONG,"))
    assert (
        "article.yaml:3: other-text: the text at hand is not the one whose fingerprint stands here "
        "(find the text that was read, or run `dossier article` again)"
        in project.run("check", "--article", "draft.txt").stderr.splitlines()
    )


def test_a_private_copy_holds_the_whole_text_marked_and_says_so_on_every_page(project: Project) -> None:
    project.run("article", "draft.txt")
    at = TEXT.index("about 120")
    project.write(
        "claims/length.yaml",
        CLAIM + f"appears: [{{section: intro, figure: about 120 metres, at: [{at}, {at + 16}]}}]\n",
    )
    done = project.run("build", "--article", "draft.txt")
    assert done.returncode == 0, done.stderr
    site = project.root / "site-private"
    page = LexborHTMLParser((site / "article/index.html").read_text(encoding="utf-8"))
    paragraphs = [node.text(strip=False) for node in page.css(".whole p")]
    assert [" ".join(text.split()) for text in paragraphs][2:] == [
        "The V4 bridge is about 120 metres long, and it cost $5.5 billion.",
        "It will open in May 2027, the first of its kind.",
    ]
    assert [node.text() for node in page.css(".whole a.marked-confirmed")] == ["about 120 metres"]
    assert [node.text() for node in page.css(".whole .marked-open")] == ["120 metres", "$5.5 billion", "May 2027"]
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert '<meta name="robots" content="noindex, nofollow">' in text
        assert "Private copy." in text
    assert project.run("build").returncode == 0
    for path in (project.root / "site").rglob("*.html"):
        assert "and it cost" not in path.read_text(encoding="utf-8")
        assert "Private copy" not in path.read_text(encoding="utf-8")


def test_a_private_copy_has_no_address(project: Project) -> None:
    project.run("article", "draft.txt")
    done = project.run("build", "--article", "draft.txt", "--base-url", "https://example.org")
    assert (done.returncode, done.stdout, done.stderr) == (
        2,
        "",
        "dossier: a copy with the article's text is private and has no address; leave out the base URL\n",
    )
    assert not (project.root / "site-private").exists()
