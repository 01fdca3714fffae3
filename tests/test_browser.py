"""The real site in a real Chromium: from disk, without scripts, at phone width and on paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

PAGES = (
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
    "find/index.html",
)


@pytest.mark.parametrize("width", [320, 360, 768, 1280, 1920])
def test_no_page_is_wider_than_the_window(chromium: Browser, real_site: Path, width: int) -> None:
    with chromium.new_context(viewport={"width": width, "height": 800}) as context:
        page = context.new_page()
        for name in PAGES:
            page.goto((real_site / name).as_uri())
            assert page.evaluate("document.documentElement.scrollWidth") <= width, name


def test_pages_work_from_disk_without_scripts_and_ask_nobody_for_anything(chromium: Browser, real_site: Path) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        asked: list[str] = []
        said: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.on("console", lambda message: said.append(message.text))
        for name in PAGES:
            page.goto((real_site / name).as_uri())
        assert [url for url in asked if not url.startswith(real_site.as_uri())] == []
        assert any(url.endswith("style.css") for url in asked)
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_kind_of_page(chromium: Browser, real_site: Path, scheme: str) -> None:
    """WCAG 2.2 as far as axe-core can see it. The policy is bypassed only to bring axe into the page."""
    with chromium.new_context(color_scheme=scheme, bypass_csp=True) as context:  # type: ignore[arg-type]
        page = context.new_page()
        for name in PAGES:
            page.goto((real_site / name).as_uri())
            found = Axe().run(page).response["violations"]
            assert [(each["id"], [node["html"] for node in each["nodes"]]) for each in found] == [], name


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
      return [...document.querySelectorAll('p, a, dt, dd, li, strong, th, td, h1, h2, .count')]
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
        for name in PAGES:
            page.goto((real_site / name).as_uri())
            assert page.evaluate(script) == [], name


def test_print_holds_every_claim_of_a_list(chromium: Browser, real_site: Path, tmp_path: Path) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        page.goto((real_site / "disputed/index.html").as_uri())
        page.emulate_media(media="print")
        rows = page.locator(".row")
        assert rows.count() > 10
        assert all(rows.nth(number).is_visible() for number in range(rows.count()))
        assert page.pdf(path=tmp_path / "list.pdf").startswith(b"%PDF")


def test_search_finds_by_words_and_choices_and_a_view_can_be_sent(chromium: Browser, real_site: Path) -> None:
    with chromium.new_context() as context:
        page = context.new_page()
        said: list[str] = []
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto((real_site / "find/index.html").as_uri())
        total = page.locator("#find-results .row").count()
        assert total > 100
        page.keyboard.press("Tab")
        page.get_by_label("Words").fill("ENGRÁM v4")
        assert 0 < page.locator("#find-results .row").count() < 30
        page.get_by_label("Words").fill("")
        page.get_by_label("Status", exact=True).select_option("disputed")
        page.get_by_label("Second word").select_option("wrong-entity")
        found = page.locator("#find-results .row-statement").all_text_contents()
        assert page.locator("#find-results .row-disputed").count() == len(found) > 0
        address = page.url
        assert address.endswith("#status=disputed&second=wrong-entity")
        other = context.new_page()
        other.goto(address)
        assert other.locator("#find-results .row-statement").all_text_contents() == found
        other.locator("#find-results a").first.click()
        other.wait_for_url("**/claims/*.html")
        page.get_by_role("button", name="Clear").click()
        page.locator("#find-results .row").nth(100).wait_for()
        assert page.locator("#find-results .row").count() == total
        assert said == []


def test_without_scripts_the_search_page_leads_to_every_list(chromium: Browser, real_site: Path) -> None:
    with chromium.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto((real_site / "find/index.html").as_uri())
        assert not page.locator("form").is_visible()
        assert page.locator("#find-pages a").count() >= 4
        assert page.locator("#find-pages").is_visible()
