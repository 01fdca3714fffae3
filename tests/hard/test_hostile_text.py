"""Everything that a record says is text: whatever it looks like, no page runs it, follows it or calls anybody."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Error, Page
from selectolax.lexbor import LexborHTMLParser

from conftest import REPOSITORY, Project
from dossier.build import build_project
from dossier.records import File, read_records
from payloads import NAUGHTY, VECTORS, addresses, payloads
from sites import sizes

SEED = 20260405
SCRIPTS = {f"{root}assets/{name}.js" for root in ("", "../") for name in ("copy", "find")}
BASE = "https://example.org/bridge"


def dumped(record: object) -> str:
    return yaml.safe_dump(record, default_style='"', width=1 << 20)


def claim_of(h: str, quotes: str = "hostile") -> dict[str, object]:
    """A claim that is sound and holds `h` in every text field; what is held to a form holds it behind a word.

    It quotes a source of its own, since no source may be quoted often.
    """
    quoted = " ".join(f"x{h}".split()[:3])
    return {
        "statement": h, "category": "event", "by": h, "about": [h], "value": f"x{h}", "of": h, "measure": h,
        "appears": [{"section": "hero", "figure": h, "hedge": h}, {"section": "hero", "words": quoted}],
        "status": "disputed", "error": "scope", "finding": h, "suggestion": h, "notes": h, "would_change": h,
        "found": [{"value": f"x{h}", "of": h, "measure": h, "source": "hostile"}],
        "evidence": [
            {
                "source": "hostile", "stance": "contradicts", "value": f"x{h}", "of": h, "measure": h, "place": h,
                "translation": h, "says": h, "why": h,
            },
            {"source": "hostile", "stance": "contradicts", "says": h, "set_aside": h},
            {"source": quotes, "stance": "contradicts", "says": h, "excerpt": quoted},
            {"calculation": "a", "stance": "context", "says": h, "where": {"a": {"value": "3", "assumption": h, "of": h}}},
        ],
        "searches": [{"where": h, "sought": h, "date": "2026-05-01", "found": h}],
        "asked": [{"who": h, "date": "2026-05-01", "question": h, "answer": h}],
        "exempt": [{"figure": h, "why": h}],
        "judgement": h, "checked": "2026-05-02", "checked_by": h, "approved": {"by": f"{h}x", "date": "2026-05-02"},
        "history": [{"date": "2026-05-01", "status": "unverified", "finding": h, "notes": h, "checked_by": h}],
    }  # fmt: skip


def confirmed_of(h: str) -> dict[str, object]:
    """A claim whose second word holds `h`: who reported it, and with what limit it holds."""
    return {
        "statement": h, "category": "event", "asserts": "report", "by": h, "limit": h, "status": "confirmed", "finding": h,
        "notes": h, "checked": "2026-05-02", "evidence": [{"source": "hostile", "stance": "supports", "says": h}],
    }  # fmt: skip


def source_of(h: str) -> dict[str, object]:
    return {
        "title": h, "publisher": h, "kind": "primary", "read": "full", "interest": h, "notes": h,
        "authors": [f"{{{h}}}"], "doi": f"10.1000/{''.join(h.split())}", "within": h, "volume": h, "issue": h, "pages": h,
    }  # fmt: skip


def settings_of(h: str) -> dict[str, object]:
    return {
        "title": h, "license": h, "desk": {"name": h, "contact": h}, "houses": {h: [f"{h}y"]},
        "events": [{"date": "2026-05-01", "text": h}],
        "corrections": [{"date": "2026-05-01", "claim": "p0", "to": "self", "asked": h, "state": "sent"}],
    }  # fmt: skip


def article_of(texts: list[str]) -> dict[str, object]:
    h, figures = texts[0], [{"figure": text, "at": ["0", "3"]} for text in texts]
    dismissed = [{"section": "hero", "words": " ".join(h.split()[:3]), "kind": "opinion", "why": h}]
    return {
        "title": h, "author": h, "publisher": h, "dismissed": dismissed,
        "sections": [{"id": "hero", "heading": h, "figures": figures}],
    }  # fmt: skip


HELD_TO_A_FORM = {
    "claim": {"as_printed", "at", "calculation", "claim", "seal", "section", "source"},
    "source": {"id", "origin", "read_at", "url"},
    "dossier": {"base_url", "claim", "highlights", "source", "units", "url"},
    "article": {"at", "id", "section", "url"},
}
"""Text fields of each kind of record that take an id, an address, an expression or a unit and nothing else."""


def text_fields(schema: dict[str, Any], name: str = "") -> Iterator[str]:
    """The names of all fields of a schema that take any text."""
    for key, each in schema.get("properties", {}).items():
        yield from text_fields(each, key)
    rest = schema.get("additionalProperties")
    items = [schema["items"]] if "items" in schema else []
    for each in [*schema.get("anyOf", []), *items, *([rest] if isinstance(rest, dict) else [])]:
        yield from text_fields(each, name)
    if "string" in schema.get("type", []) and not schema.keys() & {"pattern", "enum"}:
        yield name


def filled(value: object, name: str = "") -> Iterator[str]:
    """The names of all fields that hold the mark."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from filled(each, name if "MARK" in key else key)
    elif isinstance(value, list):
        for each in value:
            yield from filled(each, name)
    elif "MARK" in str(value):
        yield name


@pytest.mark.parametrize("kind", HELD_TO_A_FORM)
def test_no_text_field_of_a_record_is_forgotten_here(kind: str) -> None:
    made: dict[str, list[object]] = {
        "claim": [claim_of("MARK"), confirmed_of("MARK")], "source": [source_of("MARK")],
        "dossier": [settings_of("MARK")], "article": [article_of(["MARK"])],
    }  # fmt: skip
    schema = json.loads((REPOSITORY / f"schemas/{kind}.json").read_text(encoding="utf-8"))
    assert set(text_fields(schema)) - set(filled(made[kind])) == HELD_TO_A_FORM[kind]


def sound(records: dict[str, str]) -> dict[str, str]:
    """Those of the records that are read without an error: what is refused reaches no page."""
    return {
        path: text
        for path, text in records.items()
        if not [p for p in read_records([File(path, text.encode())])[1] if p.severity == "error"]
    }


@pytest.fixture
def hostile_site(project: Project) -> Callable[[list[str]], tuple[Path, int]]:
    """Build a site of one claim and one source a text, with the desk and the article of the first."""

    def build(texts: list[str]) -> tuple[Path, int]:
        claims = sound(
            {f"claims/p{number}.yaml": dumped(claim_of(text, f"own{number}")) for number, text in enumerate(texts)}
        )
        claims |= sound(
            {f"claims/q{number}.yaml": dumped(confirmed_of(text)) for number, text in enumerate(texts[::10])}
        )
        others = {"sources/hostile.yaml": dumped(source_of(texts[0])), "dossier.yaml": dumped(settings_of(texts[0]))}
        others |= {"article.yaml": dumped(article_of(texts))}
        sources = {f"sources/s{number}.yaml": dumped(source_of(text)) for number, text in enumerate(texts)}
        sources |= {f"sources/own{number}.yaml": dumped(source_of("x")) for number in range(len(texts))}
        for path, text in {**claims, **sound({**others, **sources})}.items():
            project.write(path, text)
        while True:  # a rule may refuse a text, such as a quotation that is too long: then it reaches no page either
            outcome = build_project(project.root, project.root / "site", base_url=BASE)
            if outcome.changes:
                return project.root / "site", len(list((project.root / "claims").glob("p*.yaml")))
            refused = {problem.path for problem in outcome.problems if problem.severity == "error"}
            assert refused
            for path in refused:
                (project.root / path).unlink()

    return build


def assert_inert(site: Path) -> int:
    """No page holds an element or an attribute that runs or loads anything but the site's own; give how many pages."""
    count = 0
    for count, path in enumerate(sorted(site.rglob("*.html")), 1):  # noqa: B007 - counted
        page = LexborHTMLParser(path.read_text(encoding="utf-8"))
        for script in page.css("script"):
            if script.attributes.get("type") == "application/ld+json":
                assert json.loads(script.text())["@context"] == "https://schema.org", path
            else:
                assert script.attributes.get("src") in SCRIPTS, path
        foreign = "img, iframe, object, embed, base, video, audio, form:not(.find), style, math, marquee, template:not(.find-mark, .find-row), [style]"
        assert [node.html for node in page.css(foreign)][:3] == [], path
        for node in page.css("*"):
            for name, value in node.attributes.items():
                assert not name.startswith("on"), (path, node.html)
                if name in {"href", "src", "action", "xlink:href", "formaction"} and value:
                    assert re.match(r"https?:|[#a-z0-9./_-]+$", value, re.IGNORECASE), (path, value)
    return count


class Watched:
    """A page of Chromium of which every script, dialog and request is noted. The policy is bypassed: escaping alone holds."""

    def __init__(self, page: Page, site: Path) -> None:
        self.page, self.site, self.said = page, site.as_uri(), []
        page.on("dialog", lambda dialog: (self.said.append(f"dialog {dialog.message}"), dialog.dismiss()))
        page.on("request", self._asked)
        page.on("pageerror", lambda error: self.said.append(f"error {error}"))
        page.on("popup", lambda popup: self.said.append(f"popup {popup.url}"))

    def _asked(self, request: object) -> None:
        url = request.url  # type: ignore[attr-defined]
        if not url.startswith(self.site):
            self.said.append(f"request {url}")

    def visit(self, path: Path) -> None:
        try:
            self.page.goto(path.as_uri())
            if self.page.evaluate("typeof pwned !== 'undefined'"):
                self.said.append(f"script in {path.name}")
        except Error as error:  # the page went elsewhere by itself
            self.said.append(f"{path.name} left: {error}")


@pytest.fixture
def watched(chromium: Browser) -> Iterator[Callable[[Path], Watched]]:
    contexts = []

    def open_page(site: Path) -> Watched:
        contexts.append(chromium.new_context(bypass_csp=True))
        contexts[-1].set_offline(True)
        return Watched(contexts[-1].new_page(), site)

    yield open_page
    for context in contexts:
        context.close()


def chosen(everything: list[str], size: int) -> list[str]:
    return random.Random(SEED).sample(everything, min(size, len(everything)))


def test_the_payloads_are_alive(
    watched: Callable[[Path], Watched], tmp_path: Path, figure: Callable[[str], None]
) -> None:
    """In a page that does not escape them many run: silence elsewhere is the site's doing, not theirs."""
    ran = 0
    texts = [vector.format(call="pwned=1", host="//evil.example/") for vector in VECTORS]
    browser = watched(tmp_path)
    for number, text in enumerate(texts):
        path = tmp_path / f"{number}.html"
        path.write_text(f"<!doctype html><meta charset=utf-8><title>x</title><p>{text}", encoding="utf-8")
        browser.said.clear()
        browser.visit(path)
        ran += bool(browser.said)
    figure(f"payloads in a page that does not escape: {len(texts)}, {ran} ran or called")
    assert ran > len(texts) / 5


@sizes(quick=15, thorough=3_000)
def test_a_payload_in_every_text_field_runs_nothing_and_calls_nobody_in_chromium(
    hostile_site: Callable[[list[str]], tuple[Path, int]],
    watched: Callable[[Path], Watched],
    figure: Callable[[str], None],
    size: int,
) -> None:
    """Each payload in every text field of a claim and of a source; every page is opened, and the search is used."""
    texts = chosen(payloads(), size)
    site, shown = hostile_site(texts)
    assert shown > 0.8 * len(texts)
    assert_inert(site)
    browser = watched(site)
    pages = sorted(site.rglob("*.html"))
    for path in pages:
        browser.visit(path)
    browser.visit(site / "index.html")
    browser.page.locator("#f-q").fill("pwned")
    browser.page.locator(".find-count", has_text="of").wait_for()
    rows = browser.page.locator(".claims tbody tr").count()
    assert rows > 0
    assert not browser.page.evaluate("typeof pwned !== 'undefined'")
    assert browser.said == []
    figure(
        f"payloads in every text field: {len(texts):,}, of which {len(texts) - shown:,} refused; {len(pages):,} pages "
        f"opened in Chromium without the policy, {rows:,} rows found by its search, 0 ran, 0 called"
    )


def test_a_private_copy_shows_a_hostile_article_as_text(
    project: Project, watched: Callable[[Path], Watched], figure: Callable[[str], None]
) -> None:
    texts = [" ".join(text.split()) for text in chosen(payloads(), 300)]
    project.write("text.md", "# A bridge\n\n" + "\n\n".join(texts) + "\n\nThe bridge is 120 metres long.\n")
    assert project.run("article", "text.md").returncode == 0
    outcome = build_project(project.root, project.root / "site", article=project.root / "text.md")
    assert outcome.changes is not None, outcome.problems
    assert_inert(project.root / "site")
    browser = watched(project.root / "site")
    browser.visit(project.root / "site/article/index.html")
    assert browser.said == []
    figure(f"payloads in the article of a private copy: {len(texts)}, 0 ran")


def hrefs(site: Path) -> set[str]:
    return {
        node.attributes["href"] or ""
        for path in site.rglob("*.html")
        for node in LexborHTMLParser(path.read_text(encoding="utf-8")).css("[href]")
    }


@pytest.mark.parametrize("field", ["url", "read_at", "article", "base_url", "desk", "contact"])
@sizes(quick=8, thorough=10_000)
def test_an_address_that_runs_is_refused_or_never_linked(
    project: Project, figure: Callable[[str], None], field: str, size: int
) -> None:
    """In every field that holds an address: each is named by a problem, or no page links it."""
    build_project(project.root, project.root / "site")
    own = hrefs(project.root / "site")
    refused = 0
    tried = chosen(addresses(), size)
    whole = (project.root / "sources/data-sheet.yaml").read_text()
    for address in tried:
        path, text = {
            "url": ("sources/data-sheet.yaml", whole + dumped({"url": address})),
            "read_at": ("sources/data-sheet.yaml", whole + dumped({"read_at": address})),
            "article": ("article.yaml", dumped({"title": "A bridge", "url": address})),
            "base_url": ("dossier.yaml", dumped({"base_url": address})),
            "desk": ("dossier.yaml", dumped({"desk": {"name": "Desk", "url": address}})),
            "contact": ("dossier.yaml", dumped({"desk": {"name": "Desk", "contact": address}})),
        }[field]
        project.write(path, text)
        problems = [line for line in project.check() if ": warning: " not in line]
        if problems:
            refused += 1
            assert problems[0].startswith(f"{path}:"), problems
            continue
        assert build_project(project.root, project.root / "site").changes
        for link in hrefs(project.root / "site") - own:
            name = link.rsplit("/", 1)[-1]
            assert link.startswith(("http://", "https://", "#")) or name == "index.html", (
                address,
                link,
            )
            assert "pwned" not in link or link.startswith("https://good"), (address, link)
    if field != "contact":
        assert refused == len(tried)
    figure(f"hostile addresses in {field}: {len(tried):,}, {refused:,} refused, 0 linked")


@sizes(quick=150, thorough=10_000)
def test_an_address_in_markdown_that_runs_is_never_linked(figure: Callable[[str], None], size: int) -> None:
    from dossier.prose import prose  # noqa: PLC0415 - the one sanitised place

    tried = chosen(addresses(), size)
    for address in tried:
        for markdown in (
            f"[x]({address})",
            f"[x](<{address}>)",
            f"<{address}>",
            f"[x]: {address}\n\n[x]",
            f"![x]({address})",
        ):
            for node in LexborHTMLParser(str(prose(markdown))).css("[href], [src]"):
                link = node.attributes.get("href") or node.attributes.get("src") or ""
                assert link.lower().startswith(("http:", "https:")), (markdown, link)
                assert node.attributes["rel"] == "noopener noreferrer nofollow"
    figure(f"hostile addresses in Markdown: {len(tried):,} in 5 forms, 0 linked but by http")


@sizes(quick=0, thorough=3_000)
def test_naughty_text_in_every_text_field_builds_or_is_named_and_shows_as_typed(
    hostile_site: Callable[[list[str]], tuple[Path, int]], figure: Callable[[str], None], size: int
) -> None:
    texts = list(NAUGHTY) if not size else [*NAUGHTY, *_examples(size)]
    site, shown = hostile_site(texts)
    assert shown > len(texts) / 4
    assert_inert(site)
    for number, text in enumerate(texts):
        path = site / f"claims/p{number}.html"
        if path.exists():
            page = LexborHTMLParser(path.read_text(encoding="utf-8"))
            heading = page.css_first("h1")
            assert heading is not None
            assert " ".join(text.split()) in " ".join(heading.text().split()), text
    figure(f"naughty texts in every text field: {len(texts):,}, of which {len(texts) - shown:,} refused, 0 failures")


def _examples(size: int) -> list[str]:
    found: list[str] = []

    @settings(max_examples=size, database=None, derandomize=True, suppress_health_check=list(HealthCheck))
    @given(st.text(min_size=1, max_size=80).filter(str.strip))
    def collect(text: str) -> None:
        found.append(text)

    collect()
    return found[:size]


def test_the_templates_mark_nothing_as_safe() -> None:
    """What is markup comes from `prose` alone; a template cannot undo the escaping."""
    for path in (REPOSITORY / "templates").rglob("*.html"):
        text = unescape(path.read_text(encoding="utf-8"))
        assert "|safe" not in text.replace(" ", ""), path
        assert "autoescape" not in text, path
