"""The repository's own dossier: it is sound, its site hangs together, and it keeps what the desk promises."""

from __future__ import annotations

import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from conftest import REPOSITORY
from dossier.build import Outcome, check_project
from dossier.dates import day_in_words
from dossier.model import STATUSES
from dossier.plots import value_plot
from dossier.values import value_in_words

ARTICLE = REPOSITORY.parent / "shared" / "article.txt"


@pytest.fixture(scope="module")
def outcome() -> Outcome:
    return check_project(REPOSITORY)


@pytest.fixture(scope="module")
def pages(real_site: Path) -> dict[str, LexborHTMLParser]:
    return {
        path.relative_to(real_site).as_posix(): LexborHTMLParser(path.read_text(encoding="utf-8"))
        for path in sorted(real_site.rglob("*.html"))
    }


def test_the_records_are_silent(outcome: Outcome) -> None:
    assert [str(problem) for problem in outcome.problems] == []
    assert len(outcome.dossier.claims) >= 45


def test_every_link_and_every_anchor_of_the_site_leads_somewhere(
    pages: dict[str, LexborHTMLParser], real_site: Path
) -> None:
    anchors = {path: {node.attributes["id"] for node in page.css("[id]")} for path, page in pages.items()}
    seen = 0
    for path, page in pages.items():
        for node in page.css("[href], [src]"):
            target = node.attributes.get("href") or node.attributes.get("src") or ""
            if target.startswith(("https://", "http://")):
                assert node.attributes["rel"] == "noopener noreferrer nofollow", (path, target)
                continue
            seen += 1
            name, _, anchor = target.partition("#")
            file = (real_site / path).parent / name if name else real_site / path
            assert file.is_file(), (path, target)
            assert file.resolve().is_relative_to(real_site.resolve()), (path, target)
            if anchor:
                assert anchor in anchors[file.resolve().relative_to(real_site.resolve()).as_posix()], (path, target)
    assert seen > 1000


def test_every_claim_stands_in_exactly_one_status_list_and_the_counts_agree(
    pages: dict[str, LexborHTMLParser], outcome: Outcome
) -> None:
    listed: Counter[str] = Counter()
    for status in STATUSES:
        names = [path for path in pages if path.startswith(f"{status}/")]
        here = [Path(a.attributes["href"] or "").stem for name in names for a in pages[name].css(".row-statement a")]
        assert len(here) == len(outcome.dossier.by_status[status])
        listed.update(here)
        for page in pages.values():
            count = page.css_first(f'nav a[href$="{status}/index.html"] .count')
            assert count is not None
            assert count.text() == str(len(here))
        number = pages["index.html"].css_first(f".counts .count-{status} .count-now dd")
        assert number is not None
        assert number.text() == str(len(here))
    assert listed == Counter(outcome.dossier.claims.keys())


def test_table_index_json_and_page_of_every_claim_agree(
    pages: dict[str, LexborHTMLParser], outcome: Outcome, real_site: Path
) -> None:
    """Status, second word, day, statement, found values and both standings are the same wherever a claim stands."""
    script = (real_site / "assets/claims-index.js").read_text(encoding="utf-8")
    index = json.loads(script.removeprefix("window.dossierIndex=").rstrip().removesuffix(";"))
    rows = pages["index.html"].css(".claims tbody tr")
    assert len(rows) == len(index["claims"]) == len(outcome.dossier.claims)
    for row, entry, claim in zip(rows, index["claims"], outcome.dossier.claims.values(), strict=True):
        data = json.loads((real_site / f"claims/{claim.id}.json").read_text(encoding="utf-8"))
        page = pages[f"claims/{claim.id}.html"]
        cells = {(cell.attributes["class"] or "").split()[0]: words(cell) for cell in row.css("td, th")}
        badge = f"{claim.status} , {claim.second_word_label} checked {day_in_words(claim.checked)}"  # type: ignore[arg-type]
        assert words(page.css_first(".verdict")).startswith(badge), claim.id
        assert cells["cell-status"] == badge, claim.id
        assert (entry["status"], entry["word"], entry["checked"]) == (
            data["status"],
            data["second_word_label"],
            data["checked"],
        )
        assert data["status"] == claim.status
        assert (
            words(page.css_first("h1"))
            == entry["statement"]
            == data["statement"]
            == words(row.css_first(".cell-claim a"))
        )
        found = [value_in_words(each["text"]) for each in data["found_values"]]
        assert (
            [value for value, _ in entry["found"]]
            == found
            == [words(n) for n in page.css("tr.as-found td[data-label=Value] > .value")]
        )
        assert [words(node) for node in row.css(".found-value .value")] == found[:2]
        assert (cells["cell-then"], cells["cell-now"]) == (entry["then"], entry["now"]), claim.id
        assert (data["standing"]["at_publication"], data["standing"]["now"]) == (entry["then"], entry["now"])
        assert int(cells["cell-origins"]) == len(entry["origin"]) == len(data["standing"]["origins"])


def words(node: LexborNode | None) -> str:
    assert node is not None
    return " ".join(node.text(separator=" ").split())


def test_every_page_has_one_heading_a_title_a_language_and_the_policy(pages: dict[str, LexborHTMLParser]) -> None:
    titles = Counter()
    for path, page in pages.items():
        assert len(page.css("h1")) == 1, path
        title = page.css_first("title")
        assert title is not None
        titles[title.text()] += 1
        assert page.css_first("html").attributes["lang"] == "en"
        policy = page.css_first('meta[http-equiv="Content-Security-Policy"]').attributes["content"] or ""
        assert policy.startswith("default-src 'none'; ")
        assert "unsafe" not in policy
        scripts = [node.attributes.get("src") for node in page.css("script")]
        own = ["assets/copy.js", "assets/find.js"] if path == "index.html" else ["../assets/copy.js"]
        assert scripts == (own if path == "index.html" or path.startswith("claims/") else []), path
    assert [title for title, count in titles.items() if count > 1] == []


def test_headings_never_skip_a_level(pages: dict[str, LexborHTMLParser]) -> None:
    for path, page in pages.items():
        levels = [int(node.tag[1]) for node in page.css("h1, h2, h3, h4, h5, h6")]
        assert levels[0] == 1, path
        assert all(after <= before + 1 for before, after in pairwise(levels)), (path, levels)


def test_every_number_of_a_plot_stands_in_the_table_above_it(
    outcome: Outcome, pages: dict[str, LexborHTMLParser]
) -> None:
    plotted = 0
    for claim in outcome.dossier.claims.values():
        if plot := value_plot(claim, outcome.dossier):
            cells = pages[f"claims/{claim.id}.html"].css('[aria-labelledby="values"] td[data-label="Value"]')
            table = [words(cell) for cell in cells]
            for row in (plot.claimed, *plot.rows):
                plotted += 1
                assert any(each.startswith(row.text) for each in table), (claim.id, row.text)
    assert plotted > 30


def test_the_excerpts_of_a_source_stay_within_the_limit(outcome: Outcome) -> None:
    standards = outcome.dossier.settings.standards
    excerpts: dict[str, list[str]] = {}
    for claim in outcome.dossier.claims.values():
        for item in claim.evidence:
            if item.source and item.excerpt:
                excerpts.setdefault(item.source, []).append(item.excerpt)
    for source, found in excerpts.items():
        assert len(found) <= standards.source_excerpts, source
        assert sum(len(excerpt.split()) for excerpt in found) <= standards.source_words, source


def test_no_sentence_of_the_article_stands_in_the_project() -> None:
    """Ten words in a row count as a sentence; the title may be named. Skipped where the article is not at hand."""
    if not ARTICLE.is_file():
        pytest.skip("the article's text is not part of the repository")

    def runs(text: str) -> set[tuple[str, ...]]:
        words = re.findall(r"[a-z0-9$%.]+", text.lower().replace("’", "'").replace("'", ""))
        return {tuple(words[i : i + 10]) for i in range(len(words) - 9)}

    text = ARTICLE.read_text(encoding="utf-8")
    article = runs(text) - runs(text.split("\n", 1)[0])
    for path in REPOSITORY.rglob("*"):
        known = path.suffix in {".yaml", ".md", ".html", ".py", ".css"}
        if known and not {".venv", "site", ".git"} & set(path.relative_to(REPOSITORY).parts):
            assert not runs(path.read_text(encoding="utf-8")) & article, path


def test_what_the_records_quote_of_the_article_stands_there_as_printed(outcome: Outcome) -> None:
    """Every figure and every word quoted stands in the article at the offsets given. Skipped where it is not at hand."""
    if not ARTICLE.is_file():
        pytest.skip("the article's text is not part of the repository")
    text = ARTICLE.read_text(encoding="utf-8")
    for claim in outcome.dossier.claims.values():
        assert claim.appears, claim.id
        for place in claim.appears:
            assert place.at, claim.id
            assert text[place.at[0] : place.at[1]] == place.printed, claim.id
