"""ClaimReview: one object on its claim's page and nowhere else, in the terms of schema.org, and never code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from extruct.jsonld import JsonLdExtractor
from playwright.sync_api import Browser
from pyshacl import validate
from rdflib import RDF, Graph, URIRef
from selectolax.lexbor import LexborHTMLParser

from conftest import REPOSITORY, Project
from dossier.build import build_project, check_project
from dossier.environment import template_folders
from dossier.export import Edition, claim_review
from dossier.render import Renderer

BASE = "https://example.org/d"
ARTICLE = "title: A bridge\nurl: https://news.example/bridge\nauthor: Ann Author\npublisher: The Gazette\npublished: 2026-04-05\n"
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix s: <https://schema.org/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
[] a sh:NodeShape ; sh:targetClass s:ClaimReview ;
  sh:property [ sh:path s:url ; sh:minCount 1 ; sh:maxCount 1 ; sh:pattern "^https://example.org/d/claims/[a-z0-9-]+[.]html$" ] ;
  sh:property [ sh:path s:claimReviewed ; sh:minCount 1 ; sh:maxCount 1 ; sh:minLength 1 ] ;
  sh:property [ sh:path s:datePublished ; sh:minCount 1 ; sh:maxCount 1 ; sh:pattern "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" ] ;
  sh:property [ sh:path s:author ; sh:minCount 1 ; sh:maxCount 1 ; sh:class s:Organization ] ;
  sh:property [ sh:path s:itemReviewed ; sh:minCount 1 ; sh:maxCount 1 ; sh:class s:Claim ] ;
  sh:property [ sh:path s:reviewRating ; sh:minCount 1 ; sh:maxCount 1 ; sh:class s:Rating ] ;
  sh:property [ sh:path s:citation ; sh:class s:CreativeWork ] .
[] a sh:NodeShape ; sh:targetClass s:Rating ;
  sh:property [ sh:path s:alternateName ; sh:minCount 1 ; sh:maxCount 1 ; sh:pattern "^(confirmed|disputed|unverified): ." ] ;
  sh:property [ sh:path s:ratingExplanation ; sh:minCount 1 ; sh:maxCount 1 ; sh:pattern "When the article came out, what was public left it (confirmed|disputed|unverified)[.]" ] ;
  sh:property [ sh:path s:ratingValue ; sh:maxCount 0 ] ; sh:property [ sh:path s:bestRating ; sh:maxCount 0 ] ;
  sh:property [ sh:path s:worstRating ; sh:maxCount 0 ] .
[] a sh:NodeShape ; sh:targetClass s:Claim ;
  sh:property [ sh:path s:appearance ; sh:minCount 1 ; sh:class s:Article ] ;
  sh:property [ sh:path s:author ; sh:minCount 1 ; sh:or ( [ sh:class s:Person ] [ sh:class s:Organization ] ) ] .
[] a sh:NodeShape ; sh:targetClass s:CreativeWork ;
  sh:property [ sh:path s:name ; sh:minCount 1 ; sh:maxCount 1 ] ; sh:property [ sh:path s:publisher ; sh:minCount 1 ; sh:class s:Organization ] .
"""


def edition_of(project: Project) -> Edition:
    return Edition.of(check_project(project.root).dossier, BASE)


def reviews_in(html: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = JsonLdExtractor().extract(html)
    return found


@pytest.fixture(scope="module")
def pages() -> dict[str, str]:
    renderer = Renderer(check_project(REPOSITORY).dossier, template_folders(REPOSITORY), BASE)
    return {page.path: page.data.decode() for page in renderer.pages() if page.path.endswith(".html")}


def test_without_an_address_no_page_has_a_review(real_site: Path) -> None:
    for path in real_site.rglob("*.html"):
        assert "ld+json" not in path.read_text(encoding="utf-8"), path


def test_each_claim_has_one_review_on_its_own_page_and_nowhere_else(pages: dict[str, str]) -> None:
    claims = check_project(REPOSITORY).dossier.claims
    for path, html in pages.items():
        found = reviews_in(html) if "ld+json" in html else []
        if path.startswith("claims/"):
            (review,) = found
            claim = claims[path.removeprefix("claims/").removesuffix(".html")]
            assert review["url"] == f"{BASE}/{path}"
            assert review["claimReviewed"] == claim.statement
            assert review["reviewRating"]["alternateName"] == f"{claim.status}: {claim.second_word_label}"
            assert review["datePublished"] == claim.checked.isoformat() if claim.checked else False
        else:
            assert found == [], path


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # rdflib warns of what it uses itself
def test_the_reviews_of_the_real_dossier_have_the_shape_of_schema_org(pages: dict[str, str]) -> None:
    found = [reviews_in(html)[0] for path, html in pages.items() if path.startswith("claims/")]
    # The context stands at schema.org, which no test asks; all its terms are in one vocabulary.
    context = {"@vocab": "https://schema.org/"}
    graph = Graph().parse(data=json.dumps([{**review, "@context": context} for review in found]), format="json-ld")
    conforms, _, report = validate(graph, shacl_graph=Graph().parse(data=SHAPES, format="turtle"))
    assert conforms, report
    reviews = list(graph.subjects(RDF.type, URIRef("https://schema.org/ClaimReview")))
    assert len(reviews) == len(found) > 100


def test_the_author_of_the_claim_is_whoever_asserted_it(project: Project) -> None:
    project.write("article.yaml", ARTICLE)
    edition = edition_of(project)
    review = claim_review(edition.dossier.claims["length"], edition)
    assert review is not None
    assert review["author"] == {
        "@type": "Organization", "name": "A bridge", "url": "https://example.org/d/index.html",
    }  # fmt: skip
    assert review["itemReviewed"] == {
        "@type": "Claim",
        "name": "The bridge is 120 metres long.",
        "appearance": {
            "@type": "Article", "headline": "A bridge", "url": "https://news.example/bridge",
            "author": {"@type": "Person", "name": "Ann Author"},
            "publisher": {"@type": "Organization", "name": "The Gazette"}, "datePublished": "2026-04-05",
        },
        "author": {"@type": "Person", "name": "Ann Author"},
        "datePublished": "2026-04-05",
    }  # fmt: skip


def test_the_status_at_publication_stands_in_the_explanation(project: Project) -> None:
    project.write("article.yaml", ARTICLE)
    project.source("published: 2026-04-20\n")
    edition = edition_of(project)
    review = claim_review(edition.dossier.claims["length"], edition)
    assert review is not None
    assert review["reviewRating"] == {
        "@type": "Rating",
        "alternateName": "confirmed: fact",
        "ratingExplanation": "The builder gives 120 metres. Checked 2 May 2026. "
        "When the article came out, what was public left it unverified.",
    }


HOSTILE = "</script><script>document.title='ran'</script><!--<script>&\u2028"


def test_a_record_cannot_leave_the_block_of_data(project: Project, chromium: Browser) -> None:
    """The policy of the page lets no inline script run, and says nothing against data."""
    project.claim(f"finding: {json.dumps(HOSTILE)}\n", without="finding")
    outcome = build_project(project.root, project.root / "site", base_url=BASE)
    assert outcome.changes is not None, outcome.problems
    html = (project.root / "site/claims/length.html").read_text(encoding="utf-8")
    (review,) = reviews_in(html)
    assert review["reviewBody"] == HOSTILE.strip()
    blocks = LexborHTMLParser(html).css("script")
    assert [block.attributes.get("type") for block in blocks if not block.attributes.get("src")] == [
        "application/ld+json"
    ]
    page = chromium.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto((project.root / "site/claims/length.html").as_uri())
    assert "ran" not in page.title()
    assert said == []
    assert json.loads(page.locator('script[type="application/ld+json"]').text_content() or "") == review
    page.close()
