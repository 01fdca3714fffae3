"""The real site in a real Chromium: from disk and from a server, with and without scripts, on a phone and on paper.

Each kind of page and a seeded sample here; `make test-all` goes through every page.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from conftest import CLAIM, SOURCE, Project
from dossier.build import build_project

KINDS = (
    "index.html",
    "confirmed/index.html",
    "disputed/index.html",
    "unverified/index.html",
    "claims/active-parameters.html",
    "claims/input-price.html",
    "claims/pages-in-one-pass.html",
    "sources/index.html",
    "sources/deepseek-v4-report.html",
    "method/index.html",
    "article/index.html",
    "change/index.html",
    "changes/index.html",
    "coverage/index.html",
    "corrections/index.html",
    "origins/index.html",
    "lists/index.html",
    "lists/category-pricing.html",
    "data/index.html",
)
LISTS = ("index.html", "confirmed/index.html", "disputed/index.html", "unverified/index.html", "change/index.html")


def every(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def sample(site: Path) -> list[str]:
    """Each kind of page, and twelve more, the same on every run."""
    others = [name for name in every(site) if name not in KINDS]
    return [*KINDS, *random.Random(7).sample(others, 12)]


class Quiet(SimpleHTTPRequestHandler):
    def log_request(self, *_: object) -> None:
        pass


@pytest.fixture(scope="session")
def served(real_site: Path) -> Iterator[str]:
    """The address of the site in a subfolder of a web server."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(real_site.parent)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/{real_site.name}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(params=["disk", "server"])
def address(request: pytest.FixtureRequest, real_site: Path, served: str) -> str:
    return served if request.param == "server" else f"{real_site.as_uri()}/"


def listen(page: Page) -> tuple[list[str], list[str]]:
    """What the page asks for, and what it says on its console."""
    asked: list[str] = []
    said: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    return asked, said


def violations(page: Page) -> list[tuple[str, list[str]]]:
    found = Axe().run(page).response["violations"]
    return [(each["id"], [node["html"] for node in each["nodes"]]) for each in found]


@pytest.mark.parametrize("width", [320, 768, 1280, 1920])
def test_no_page_is_wider_than_the_window(chromium: Browser, real_site: Path, width: int) -> None:
    """320 pixels are also what is left of 1280 at a zoom of 400 % (WCAG 2.2, 1.4.10)."""
    with chromium.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        for name in KINDS:
            page.goto((real_site / name).as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_text_of_twice_the_size_still_fits(chromium: Browser, real_site: Path) -> None:
    """WCAG 2.2, 1.4.4: text resized to 200 %."""
    with chromium.new_context(viewport={"width": 1280, "height": 800}, bypass_csp=True) as context:
        page = context.new_page()
        for name in KINDS:
            page.goto((real_site / name).as_uri())
            page.add_style_tag(content="html { font-size: 212.5% !important }")
            assert page.evaluate("document.documentElement.scrollWidth") <= 1280, name


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_pages_ask_nobody_for_anything_and_the_console_stays_clean(
    chromium: Browser, real_site: Path, address: str, scripts: bool
) -> None:
    with chromium.new_context(java_script_enabled=scripts) as context:
        page = context.new_page()
        asked, said = listen(page)
        for name in sample(real_site):
            page.goto(address + name)
        assert [url for url in asked if not url.startswith(address)] == []
        assert any(url.endswith("style.css") for url in asked)
        assert any(url.endswith("find.js") for url in asked) == scripts
        assert said == []


def test_a_reader_gets_from_the_overview_to_the_evidence_by_keyboard(chromium: Browser, real_site: Path) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto((real_site / "index.html").as_uri())
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url(lambda url: url.endswith("#main"))
        page.goto((real_site / "disputed/index.html").as_uri())
        for _ in range(30):
            page.keyboard.press("Tab")
            if page.locator(".row-statement a:focus").count():
                break
        page.keyboard.press("Enter")
        page.wait_for_url("**/claims/*.html")
        assert page.locator("h1").count() == 1


def test_search_and_filters_are_reached_and_used_by_keyboard_alone(chromium: Browser, real_site: Path) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto((real_site / "index.html").as_uri() + "#find")
        page.evaluate(
            "document.getElementById('find').setAttribute('tabindex', '-1'); document.getElementById('find').focus()"
        )
        for name in ("f-q", "f-status", "f-second"):
            while page.evaluate("document.activeElement.id") != name:
                page.keyboard.press("Tab")
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline == "solid", "focus is seen"
            if name == "f-q":
                page.keyboard.type("engram")
            elif name == "f-status":
                page.keyboard.press("d")
        page.wait_for_function("location.hash === '#q=engram&status=disputed'")
        page.locator(".find-count", has_text="of 1").wait_for()
        while not page.locator(".cell-claim a:focus").count():
            page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**/claims/*.html")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_kind_of_page(chromium: Browser, real_site: Path, scheme: str) -> None:
    """WCAG 2.2 as far as axe-core can see it. The policy is bypassed only to bring axe into the page."""
    with chromium.new_context(color_scheme=scheme, bypass_csp=True) as context:  # type: ignore[arg-type]
        page = context.new_page()
        for name in KINDS if scheme == "dark" else sample(real_site):
            page.goto((real_site / name).as_uri())
            assert violations(page) == [], name


def test_axe_finds_nothing_in_the_results_of_a_search_nor_at_phone_width(chromium: Browser, real_site: Path) -> None:
    with chromium.new_context(viewport={"width": 360, "height": 780}, bypass_csp=True) as context:
        page = context.new_page()
        page.goto((real_site / "index.html").as_uri() + "#status=disputed")
        page.locator(".find-count", has_text="claims of").wait_for()
        assert violations(page) == []


@pytest.mark.thorough
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_is_accessible_and_fits(
    chromium: Browser, real_site: Path, scheme: str, figure: Callable[[str], None]
) -> None:
    names = every(real_site)
    with chromium.new_context(color_scheme=scheme, bypass_csp=True, viewport={"width": 320, "height": 800}) as context:  # type: ignore[arg-type]
        page = context.new_page()
        for name in names:
            page.goto((real_site / name).as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") <= 320, name
            assert violations(page) == [], name
    figure(f"every page by axe and at 320 pixels, {scheme}: {len(names)} pages, 0 findings, 0 too wide")


@pytest.mark.thorough
def test_every_page_is_quiet_and_asks_nobody_for_anything(
    chromium: Browser, real_site: Path, served: str, figure: Callable[[str], None]
) -> None:
    names = every(real_site)
    for address in (f"{real_site.as_uri()}/", served):
        with chromium.new_context() as context:
            page = context.new_page()
            asked, said = listen(page)
            for name in names:
                page.goto(address + name)
            assert [url for url in asked if not url.startswith(address)] == []
            assert said == []
    figure(f"every page from disk and from a server: {len(names)} pages, 0 requests elsewhere, 0 lines on the console")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(chromium: Browser, real_site: Path, scheme: str) -> None:
    """WCAG 2.2, 1.4.3: at least 4.5 to 1, measured on every badge, link and paragraph of the list pages."""
    script = """
    () => {
      const light = text => {
        const [r, g, b] = text.match(/[\\d.]+/g).map(Number).map(v => v / 255)
          .map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
      };
      const ground = node => {
        for (; node; node = node.parentElement) {
          const colour = getComputedStyle(node).backgroundColor;
          if (!/, 0\\)$/.test(colour)) return colour;
        }
        return 'rgb(255, 255, 255)';
      };
      return [...document.querySelectorAll('p, a, dt, dd, li, strong, th, td, h1, h2, .count, button')]
        .filter(node => node.textContent.trim() && node.offsetParent)
        .map(node => {
          const [a, b] = [light(getComputedStyle(node).color), light(ground(node))].sort((x, y) => y - x);
          return [(a + 0.05) / (b + 0.05), node.className + ' ' + node.textContent.trim().slice(0, 40)];
        })
        .filter(([ratio]) => ratio < 4.5);
    }
    """
    with chromium.new_context(color_scheme=scheme) as context:  # type: ignore[arg-type]
        page = context.new_page()
        for name in KINDS:
            page.goto((real_site / name).as_uri())
            assert page.evaluate(script) == [], name


def test_nothing_moves(real_site: Path) -> None:
    """There is no motion to reduce: no animation, no transition, no smooth scrolling."""
    style = (real_site / "assets/style.css").read_text(encoding="utf-8")
    assert not [word for word in ("animation", "transition", "scroll-behavior", "@keyframes") if word in style]


def test_print_holds_every_claim_of_a_list(chromium: Browser, real_site: Path, tmp_path: Path) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        for name in LISTS:
            page.goto((real_site / name).as_uri())
            page.emulate_media(media="print")
            rows = page.locator(".row, .claims tbody tr, .change > li")
            assert rows.count() > 10, name
            assert all(rows.nth(number).is_visible() for number in range(rows.count())), name
            assert not page.locator("nav").first.is_visible(), name
        assert page.pdf(path=tmp_path / "list.pdf").startswith(b"%PDF")


def statements(page: Page) -> list[str]:
    return page.locator(".claims .cell-claim a").all_text_contents()


def test_search_as_you_type_finds_by_words_whatever_their_accents(chromium: Browser, address: str) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        _, said = listen(page)
        page.goto(f"{address}index.html")
        plain = statements(page)
        page.get_by_label("Search the claims").press_sequentially("ENGRÁM v4")
        page.locator(".find-count", has_text=f"of {len(plain)}.").wait_for()
        assert 0 < len(statements(page)) < 30
        page.get_by_label("Search the claims").fill("no such words anywhere")
        page.locator(".find-count", has_text=f"0 claims of {len(plain)}.").wait_for()
        assert statements(page) == []
        page.get_by_role("button", name="Clear").click()
        page.locator(".find-count", has_not_text="of").wait_for(state="attached")
        assert statements(page) == plain
        assert page.url == f"{address}index.html"
        assert said == []


def test_the_index_is_loaded_only_when_somebody_searches(chromium: Browser, address: str) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        asked, _ = listen(page)
        page.goto(f"{address}index.html")
        assert not [url for url in asked if url.endswith("claims-index.js")]
        with page.expect_request("**/claims-index.js"):
            page.get_by_label("Search the claims").focus()


def test_a_filtered_and_sorted_view_can_be_sent(chromium: Browser, address: str) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto(f"{address}index.html")
        total = len(statements(page))
        page.get_by_label("Status", exact=True).select_option("disputed")
        page.get_by_label("Sort by").select_option("-origins")
        page.locator(".find-count", has_text=f"of {total}.").wait_for()
        found = statements(page)
        origins = [int(text) for text in page.locator(".cell-origins").all_text_contents()]
        assert origins == sorted(origins, reverse=True)
        assert len(set(origins)) > 2
        assert page.url.endswith("#status=disputed&sort=-origins")
        other = context.new_page()
        other.goto(page.url)
        other.locator(".find-count", has_text=f"of {total}.").wait_for()
        assert statements(other) == found
        assert other.locator('th[aria-sort="descending"]').inner_text().startswith("Origins")
        assert other.locator(".claims .badge-disputed").count() == len(found) < total
        other.locator(".claims .cell-claim a").first.click()
        other.wait_for_url("**/claims/*.html")


def test_the_head_of_a_column_sorts_by_it_and_again_the_other_way(chromium: Browser, real_site: Path) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto((real_site / "index.html").as_uri())
        head = page.get_by_role("button", name="Origins")
        for order, first in (("ascending", min), ("descending", max)):
            head.click()
            page.locator(f'th[aria-sort="{order}"]').wait_for()
            counts = [int(text) for text in page.locator(".cell-origins").all_text_contents()]
            assert counts[0] == first(counts)
            assert counts == sorted(counts, reverse=order == "descending")


def test_each_filter_leaves_just_the_claims_of_the_list_page(chromium: Browser, real_site: Path) -> None:
    """What the script finds is what the page without script holds."""
    with chromium.new_context() as context:
        page, plain = context.new_page(), context.new_page()
        for name, value in [
            ("category", "pricing"), ("weight", "headline"), ("second", "one-origin"), ("best", "primary"),
            ("then", "confirmed"), ("section", "hero"),
        ]:  # fmt: skip
            plain.goto((real_site / f"lists/{name}-{value}.html").as_uri())
            page.goto("about:blank")
            page.goto((real_site / "index.html").as_uri() + f"#{name}={value}")
            page.locator(".find-count", has_text="of ").wait_for()
            assert statements(page) == statements(plain) != [], name


def test_an_address_that_names_what_there_is_not_shows_every_claim(chromium: Browser, real_site: Path) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        _, said = listen(page)
        page.goto((real_site / "index.html").as_uri() + "#status=true&sort=__proto__&q=")
        page.get_by_label("Search the claims").wait_for()
        assert len(statements(page)) > 100
        assert said == []


def test_a_row_of_the_script_is_the_row_of_the_page(chromium: Browser, real_site: Path) -> None:
    """The same cells with the same words, for every claim of a list."""
    script = "rows => rows.map(row => [...row.cells].map(cell => cell.className + '|' + cell.innerText.replace(/\\s+/g, ' ').trim()))"
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto((real_site / "index.html").as_uri())
        plain = page.eval_on_selector_all(".claims tbody tr", script)
        page.get_by_label("Sort by").select_option("origins")
        page.locator(".find-count", has_text="of ").wait_for()
        made = page.eval_on_selector_all(".claims tbody tr", script)
        assert sorted(map(tuple, made)) == sorted(map(tuple, plain))


def test_long_results_are_shown_in_steps(chromium: Browser, project: Project) -> None:
    for number in range(260):
        project.claim(name=f"c{number}")
    assert build_project(project.root, project.root / "site").changes
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto((project.root / "site/index.html").as_uri())
        assert len(statements(page)) == 250
        page.get_by_label("Search the claims").fill("bridge")
        page.get_by_role("button", name="Show 11 more").click()
        page.get_by_text("261 claims of 261.").wait_for()
        assert len(statements(page)) == 261


def test_the_number_is_copied_with_its_status_and_date(chromium: Browser, address: str) -> None:
    with chromium.new_context(permissions=["clipboard-read", "clipboard-write"]) as context:
        page = context.new_page()
        page.goto(f"{address}claims/active-parameters.html")
        page.get_by_role("button", name="Copy the number with its status").click()
        page.get_by_role("button", name="Copied").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        for part in (
            "49 billion parameters (V4-Pro, activated per token)",
            "is disputed, true of another thing, checked 24 November 2026",
        ):
            assert part in copied


def test_without_scripts_nothing_is_offered_that_does_not_work(chromium: Browser, real_site: Path) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto((real_site / "index.html").as_uri())
        assert not page.locator("form, button").first.is_visible()
        assert len(statements(page)) > 100
        page.get_by_role("link", name="Lists by kind of error").click()
        page.get_by_role("link", name="Pricing").click()
        assert len(statements(page)) > 3
        page.goto((real_site / "claims/active-parameters.html").as_uri())
        assert not page.locator("button").first.is_visible()


LONG = "n" * 300
ARABIC = "يبلغ طول الجسر مئة وعشرين مترا"


def test_long_words_and_scripts_from_the_right_break_no_page(chromium: Browser, project: Project) -> None:
    claim = CLAIM.replace("The bridge is 120 metres long.", LONG).replace("The builder gives 120 metres.", ARABIC)
    extra = f"value: {LONG}\nfound: [{{value: {LONG}, of: {LONG}, measure: {LONG}, source: data-sheet}}]\nsuggestion: {LONG}\n"
    project.write("claims/length.yaml", claim.replace("checked:", f"{extra}checked:") + f"    excerpt: {ARABIC}\n")
    project.write(
        "sources/data-sheet.yaml", SOURCE.replace("Bridge Works", LONG).replace("Data sheet of the bridge", ARABIC)
    )
    project.write("dossier.yaml", f"title: {LONG}\ndesk: {{name: {LONG}, contact: {LONG}}}\n")
    project.write(
        "article.yaml",
        f"title: {LONG}\npublisher: {LONG}\npublished: 2026-04-05\nsections: [{{id: hero, heading: {LONG}}}]\n",
    )
    assert build_project(project.root, project.root / "site").changes
    site = project.root / "site"
    for width in (320, 1280):
        with chromium.new_context(viewport={"width": width, "height": 800}) as context:
            page = context.new_page()
            for name in every(site):
                page.goto((site / name).as_uri())
                assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)
    page = chromium.new_page()
    page.goto((site / "claims/length.html").as_uri())
    assert page.eval_on_selector(".finding", "node => getComputedStyle(node).direction") == "rtl"
    page.close()
