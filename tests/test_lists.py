"""Lists and what leads to them: filtered views that are pages, first findings, long lists, the card, the private copy."""

from __future__ import annotations

import io
import json

import pytest
from PIL import Image
from selectolax.lexbor import LexborHTMLParser

from conftest import CLAIM, Project
from dossier.address import contact_link
from dossier.build import build_project, check_project
from dossier.card import alt_text, tokens
from dossier.finding import facets
from dossier.standing import Standings

ARTICLE = "title: The bridge\npublished: 2026-04-05\nsections: [{id: hero}, {id: end, heading: The end}]\n"


def built(project: Project, name: str) -> LexborHTMLParser:
    outcome = build_project(project.root, project.root / "site")
    assert outcome.changes, outcome.problems
    return LexborHTMLParser((project.root / "site" / name).read_text(encoding="utf-8"))


def test_every_claim_stands_in_the_list_of_each_of_its_values(project: Project) -> None:
    project.write("article.yaml", ARTICLE)
    project.claim("appears: [{section: hero, words: a bridge}, {section: end, words: a bridge}]\nweight: headline\n")
    project.claim(name="other")
    found = {
        facet.name: {choice.value: [claim.id for claim in choice.claims] for choice in facet.choices}
        for facet in facets(Standings(check_project(project.root).dossier))
    }
    assert found == {
        "second": {"confirmed-fact": ["length", "other"]},
        "category": {"parameters": ["length", "other"]},
        "section": {"hero": ["length"], "end": ["length"]},
        "weight": {"headline": ["length"], "detail": ["other"]},
        "best": {"primary": ["length", "other"]},
        "then": {"unverified": ["length", "other"]},
    }
    page = built(project, "lists/index.html")
    links = [a.attributes["href"] or "" for a in page.css(".facets a")]
    assert links == [
        "second-confirmed-fact.html", "category-parameters.html", "section-hero.html", "section-end.html",
        "weight-headline.html", "weight-detail.html", "best-primary.html", "then-unverified.html",
    ]  # fmt: skip
    assert all((project.root / "site/lists" / link).is_file() for link in links)


def test_a_claim_that_appears_in_no_known_section_makes_no_list_of_it(project: Project) -> None:
    project.claim("appears: [{section: somewhere, words: a bridge}]\n")
    assert "section" not in {facet.name for facet in facets(Standings(check_project(project.root).dossier))}


def test_without_highlights_the_heaviest_claims_come_first_and_disputed_ones_before_others(project: Project) -> None:
    disputed = CLAIM.replace("confirmed", "disputed").replace("supports", "contradicts") + "error: scope\n"
    project.claim("weight: detail\n")
    project.claim("weight: load-bearing\n", name="bearing")
    project.claim("weight: headline\n", name="head")
    project.write("claims/wrong.yaml", disputed + "weight: headline\n")
    assert [claim.id for claim in check_project(project.root).dossier.highlights] == ["wrong", "head", "bearing"]
    project.write("dossier.yaml", "highlights: [length]\n")
    assert [claim.id for claim in check_project(project.root).dossier.highlights] == ["length"]


def test_a_list_of_many_pages_links_the_first_the_last_and_those_near(project: Project) -> None:
    project.write("dossier.yaml", "site: {rows: 1}\n")
    for number in range(29):
        project.claim(name=f"c{number}")
    page = built(project, "confirmed/index.15.html")
    nav = page.css_first(".pager")
    assert nav is not None
    shown = " ".join(item.text().strip() for item in nav.css("li"))
    assert shown == "Page 1 … Page 12 Page 13 Page 14 Page 15 Page 16 Page 17 Page 18 … Page 30"


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("desk@example.org", "mailto:desk@example.org"),
        ("https://example.org/report", "https://example.org/report"),
        ("the desk, room 5", ""),
        ("javascript:alert(1)", ""),
        ("desk@example.org?bcc=x@example.org", ""),
        ("desk@example.org\n", ""),
        ("a b@example.org", ""),
    ],
)
def test_a_contact_is_linked_only_where_it_is_a_plain_address(text: str, link: str) -> None:
    assert contact_link(text) == link


def test_a_site_without_an_address_has_no_card(project: Project) -> None:
    page = built(project, "index.html")
    assert page.css('meta[property="og:image"]') == []
    assert not (project.root / "site/assets/card.png").exists()


def test_the_card_is_drawn_for_a_site_with_an_address_and_says_both_counts(project: Project) -> None:
    project.write("article.yaml", ARTICLE)
    build_project(project.root, project.root / "site", base_url="https://example.org/d")
    data = (project.root / "site/assets/card.png").read_bytes()
    assert Image.open(io.BytesIO(data)).size == (1200, 630)
    page = LexborHTMLParser((project.root / "site/claims/length.html").read_text())
    meta = {node.attributes.get("property"): node.attributes["content"] for node in page.css("meta[property]")}
    assert meta["og:image"] == "https://example.org/d/assets/card.png"
    said = (
        "The bridge. When the article came out, 5 April 2026: 0 confirmed, 0 disputed, 1 unverified; "
        "now, 2 May 2026: 1 confirmed, 0 disputed, 0 unverified."
    )
    assert meta["og:image:alt"] == alt_text(Standings(check_project(project.root).dossier)) == said
    build_project(project.root, project.root / "again", base_url="https://example.org/d")
    assert (project.root / "again/assets/card.png").read_bytes() == data


def test_the_card_takes_its_colours_from_the_stylesheet() -> None:
    assert tokens(":root { --ink: #123456; --ink: #000 }")["ink"] == "#123456"
    assert tokens(":root { --ink: url(x); }")["ink"] == "#000000"
    assert tokens("")["paper"] == "#ffffff"


TEXT = "The bridge\n\nIt is a bridge of 120 metres.\n\n## The end of 7 bridges\n\nNothing.\n"


@pytest.fixture
def text(project: Project) -> None:
    project.run("article", str(project.write("draft.txt", TEXT)), ".", "--published", "2026-04-05")


@pytest.mark.usefixtures("text")
def test_a_private_copy_marks_figures_in_headings_and_each_mark_leads_to_its_card(project: Project) -> None:
    project.claim("appears: [{section: the-end-of-7-bridges, figure: 7 bridges}]\n")
    done = project.run("build", "--article", "draft.txt")
    assert done.returncode == 0, done.stderr
    page = LexborHTMLParser((project.root / "site-private/article/index.html").read_text())
    mark = page.css_first(".whole h2 a.marked")
    assert mark is not None
    assert mark.text() == "confirmed: 7 bridges", "the status is heard, not only seen"
    card = page.css_first(f"[id='{(mark.attributes['href'] or '')[1:]}']")
    assert card is not None
    assert "confirmed" in card.text()
    assert "The bridge is 120 metres long." in card.text()


@pytest.mark.usefixtures("text")
def test_the_private_copy_and_the_site_are_never_written_over_each_other(project: Project) -> None:
    assert project.run("build").returncode == 0
    done = project.run("build", "--article", "draft.txt", "--out", "site")
    assert (done.returncode, done.stderr) == (
        2,
        "dossier: site holds a site that may be published; name another folder for the private copy\n",
    )
    assert project.run("build", "--article", "draft.txt").returncode == 0
    assert project.run("build", "--article", "draft.txt").returncode == 0
    done = project.run("build", "--out", "site-private")
    assert (done.returncode, done.stderr) == (
        2,
        "dossier: site-private holds a private copy; name another folder for the site, or delete it first\n",
    )
    assert "noindex" in (project.root / "site-private/index.html").read_text()


def test_a_private_copy_needs_the_record_of_the_article(project: Project) -> None:
    project.write("draft.txt", TEXT)
    done = project.run("build", "--article", "draft.txt")
    assert (done.returncode, done.stderr) == (
        2,
        "dossier: there is no article.yaml to mark the text by; `dossier article TEXT` writes one\n",
    )
    assert not (project.root / "site-private").exists()


def test_the_index_of_the_search_is_a_script_that_holds_text_only(project: Project) -> None:
    project.claim("measure: </script><script>alert(1)</script>\n")
    build_project(project.root, project.root / "site")
    script = (project.root / "site/assets/claims-index.js").read_text()
    assert "<" not in script
    known = json.loads(script.removeprefix("window.dossierIndex=").rstrip().removesuffix(";"))
    assert [claim["id"] for claim in known["claims"]] == ["length"]
