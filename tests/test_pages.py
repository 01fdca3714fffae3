"""Pages: everything that a record says is text, every link leads somewhere, and nothing comes from elsewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from selectolax.lexbor import LexborHTMLParser

from conftest import CLAIM, Project
from dossier.build import build_project
from dossier.export import sitemap
from dossier.prose import prose

HOSTILE = "\"'> <script>alert(1)</script><img src=https://evil.example/x onerror=alert(2)>&lt;{{ 7*7 }}{% raw %}"
OWN_SCRIPTS = {f"{root}assets/{name}.js" for root in ("", "../") for name in ("copy", "find")}


def pages_of(root: Path) -> dict[str, LexborHTMLParser]:
    return {
        path.relative_to(root).as_posix(): LexborHTMLParser(path.read_text(encoding="utf-8"))
        for path in sorted(root.rglob("*.html"))
    }


def built(project: Project) -> dict[str, LexborHTMLParser]:
    outcome = build_project(project.root, project.root / "site")
    assert outcome.changes is not None, outcome.problems
    return pages_of(project.root / "site")


def text_of(page: LexborHTMLParser) -> str:
    assert page.body is not None
    text = " ".join(page.body.text(separator=" ").split())
    return text.replace(" ,", ",").replace(" .", ".")


def test_a_status_never_stands_without_its_second_word_and_its_date(project: Project) -> None:
    project.write(
        "claims/wrong.yaml",
        CLAIM.replace("confirmed", "disputed").replace("supports", "contradicts") + "error: scope\n",
    )
    project.write(
        "claims/open.yaml",
        CLAIM.replace("confirmed", "unverified").replace("supports", "context") + "gap: one-origin\n",
    )
    pages = built(project)
    for path in ("index.html", "disputed/index.html", "claims/wrong.html", "sources/data-sheet.html"):
        assert "disputed, wrong scope checked 2 May 2026" in text_of(pages[path]), path
    assert "unverified, one origin checked 2 May 2026" in text_of(pages["claims/open.html"])


@pytest.mark.parametrize(
    ("extra", "word"),
    [
        ("asserts: report\nby: Reuters\n", "confirmed, as reported by Reuters checked"),
        ("limit: In summer.\n", "confirmed, with a limit checked"),
        ("asserts: forecast\n", "confirmed, came true checked"),
        (
            "asserts: absence\nsearches:\n"
            + "".join(f"  - {{where: {w}, sought: b, date: 2026-05-01, covers: 2026-04}}\n" for w in "xyz"),
            "confirmed, nothing found in 3 places checked",
        ),
    ],
)
def test_confirmed_never_stands_bare_where_it_would_mislead(project: Project, extra: str, word: str) -> None:
    project.claim(extra)
    assert word in text_of(built(project)["claims/length.html"])


def test_the_articles_words_come_before_the_statement(project: Project) -> None:
    project.claim("appears: [{section: hero, words: a very long bridge, hedge: very}]\n")
    text = text_of(built(project)["claims/length.html"])
    assert text.index("a very long bridge") < text.index("The bridge is 120 metres long.")
    assert "Figures at the head; hedged: very" in text


def test_the_searches_come_first_where_a_claim_is_unverified(project: Project) -> None:
    search = "searches: [{where: the archive, sought: the plan, date: 2026-05-01}]\n"
    project.claim(search)
    text = text_of(built(project)["claims/length.html"])
    assert text.index("Supports the claim") < text.index("the archive")
    project.write(
        "claims/length.yaml",
        CLAIM.replace("confirmed", "unverified").replace("supports", "context") + "gap: no-source\n" + search,
    )
    text = text_of(built(project)["claims/length.html"])
    assert text.index("the archive") < text.index("Context")


def test_a_calculation_shows_its_inputs_and_where_they_come_from(project: Project) -> None:
    project.claim(
        "  - calculation: long / short\n    stance: supports\n    says: Four times.\n    where:\n"
        "      long: {value: 120 metres, source: data-sheet, place: page 2}\n"
        "      short: {value: 30 metres, assumption: a bus}\n"
    )
    text = text_of(built(project)["claims/length.html"])
    assert "long / short" in text
    assert "long 120 metres, from Data sheet of the bridge, page 2" in text
    assert "short 30 metres, assumed: a bus" in text


def hostile_claim() -> dict[str, object]:
    """A claim whose every text field holds markup."""
    h, quoted = HOSTILE, "<script>alert(1)</script>"
    return {
        "statement": h, "category": "event", "by": h, "about": [h], "value": h, "of": h, "measure": h,
        "appears": [{"section": h, "figure": h, "hedge": h}, {"section": h, "words": quoted}],
        "status": "disputed", "error": "scope", "finding": h, "suggestion": h, "notes": h, "would_change": h,
        "found": [{"value": h, "of": h, "measure": h, "source": "data-sheet"}],
        "evidence": [
            {
                "source": "data-sheet", "stance": "contradicts", "value": h, "of": h, "measure": h, "place": h,
                "excerpt": quoted, "translation": h, "says": h, "why": h,
            },
            {"source": "data-sheet", "stance": "contradicts", "says": h, "set_aside": h},
            {"calculation": "a", "stance": "context", "says": h, "where": {"a": {"value": "3", "assumption": h, "of": h}}},
        ],
        "searches": [{"where": h, "sought": h, "date": "2026-05-01", "found": h}],
        "asked": [{"who": h, "date": "2026-05-01", "question": h, "answer": h}],
        "judgement": h, "checked": "2026-05-02", "checked_by": h, "approved": {"by": h + "x", "date": "2026-05-02"},
        "history": [{"date": "2026-05-01", "status": "unverified", "finding": h, "notes": h, "checked_by": h}],
    }  # fmt: skip


def test_hostile_text_in_every_text_field_stays_text(project: Project) -> None:
    h = HOSTILE
    source = {"title": h, "publisher": h, "kind": "primary", "read": "full", "interest": h, "notes": h}
    desk = {"title": h, "license": h, "desk": {"name": h, "contact": h}, "houses": {"House": [h]}}
    article = {"title": h, "author": h, "publisher": h}
    for path, record in [
        ("claims/length.yaml", hostile_claim()),
        ("sources/data-sheet.yaml", source),
        ("dossier.yaml", desk),
        ("article.yaml", article),
    ]:
        project.write(path, yaml.safe_dump(record, default_style='"', width=10_000))
    for path, page in built(project).items():
        assert {node.attributes.get("src") or node.html for node in page.css("script")} <= OWN_SCRIPTS, path
        assert page.css("img, iframe, object, style, base") == [], path
        for node in page.css("*"):
            assert not [name for name in node.attributes if name.startswith("on") or name == "style"], path
            for name in ("href", "src"):
                assert not (node.attributes.get(name) or "").lower().startswith(("javascript:", "data:", "//")), path
        assert "49" not in re.sub(r"\d{2,4}-|-\d+|\d{3,}", "", text_of(page)), f"{path}: a template ran"


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("a *b* `c`", "<p>a <em>b</em> <code>c</code></p>\n"),
        ("<b onclick=x>bold</b>", "<p>&lt;b onclick=x&gt;bold&lt;/b&gt;</p>\n"),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>\n"),
        (
            "![x](https://evil.example/x.png)",
            '<p>!<a href="https://evil.example/x.png" rel="noopener noreferrer nofollow">x</a></p>\n',
        ),
        ("# not a heading", "<p># not a heading</p>\n"),
        ("[x](https://example.org)", '<p><a href="https://example.org" rel="noopener noreferrer nofollow">x</a></p>\n'),
    ],
)
def test_markdown_is_rendered_and_html_is_not(markdown: str, html: str) -> None:
    assert str(prose(markdown)) == html


def test_long_lists_are_paged_and_every_claim_stands_on_exactly_one_page(project: Project) -> None:
    project.write("dossier.yaml", "site: {rows: 3}\n")
    for number in range(7):
        project.claim(name=f"c{number}")
    pages = built(project)
    names = ["confirmed/index.html", "confirmed/index.2.html", "confirmed/index.3.html"]
    rows = [[a.attributes["href"] for a in pages[name].css(".row-statement a")] for name in names]
    assert [len(row) for row in rows] == [3, 3, 2]
    assert len({link for row in rows for link in row}) == 8
    for name in names:
        assert [a.attributes["href"] for a in pages[name].css(".pager a")] == [n.split("/")[1] for n in names] * 2
        assert [a.text() for a in pages[name].css('.pager a[aria-current="page"]')] == [
            f"Page {names.index(name) + 1}"
        ] * 2


def test_a_template_of_the_project_goes_before_the_tools(project: Project) -> None:
    project.write(
        "templates/method.html",
        '{% extends "base.html" %}{% block title %}x{% endblock %}{% block main %}<h1>Ours</h1>{% endblock %}',
    )
    project.write("templates/assets/style.css", "body { color: red }")
    pages = built(project)
    assert text_of(pages["method/index.html"]).count("Ours") == 1
    assert (project.root / "site/assets/style.css").read_text() == "body { color: red }"
    assert "120 metres" in text_of(pages["claims/length.html"])


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        ("{% block main %}\n{% endfor %}", "templates/method.html:2: template: Encountered unknown tag 'endfor'."),
        (
            "a\n\n{{ nothing_like_it }}",
            "templates/method.html:3: template: 'nothing_like_it' is undefined (nothing was written)",
        ),
    ],
)
def test_a_broken_template_is_a_located_problem_and_nothing_is_written(
    project: Project, template: str, problem: str
) -> None:
    project.write("templates/method.html", template)
    outcome = build_project(project.root, project.root / "site")
    assert outcome.changes is None
    assert str(outcome.problems[0]).startswith(problem)
    assert not (project.root / "site").exists()


def test_a_base_url_gives_each_page_its_canonical_address(project: Project) -> None:
    build_project(project.root, project.root / "site", base_url="https://example.org/d/")
    for path, page in pages_of(project.root / "site").items():
        node = page.css_first('link[rel="canonical"]')
        assert node is not None
        assert node.attributes["href"] == f"https://example.org/d/{path}"


def test_the_sitemap_names_every_page_and_stands_only_where_there_is_an_address(project: Project) -> None:
    build_project(project.root, project.root / "site")
    assert not (project.root / "site/sitemap.xml").exists()
    build_project(project.root, project.root / "site", base_url="https://example.org/d")
    named = re.findall("<loc>https://example.org/d/(.*)</loc>", (project.root / "site/sitemap.xml").read_text())
    assert sorted(named) == sorted(pages_of(project.root / "site"))


def test_a_sitemap_of_more_addresses_than_one_file_may_hold_is_an_index() -> None:
    names = [f"claims/{number}.html" for number in range(12)]
    files = {
        page.path: re.findall("<loc>https://example.org/(.*)</loc>", page.data.decode())
        for page in sitemap("https://example.org", names, 5)
    }
    assert files["sitemap.xml"] == ["sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    assert [name for file in files["sitemap.xml"] for name in files[file]] == names
