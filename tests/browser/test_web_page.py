"""The bot's pages in a real Chromium: checked by axe-core, by the keyboard, on a narrow screen and without scripts."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright, ViewportSize

from bot.teams.page_frame import PLACES
from bot.texts import LANGUAGES
from tests.browser.conftest import ARGUMENTS, PICTURES
from tests.browser.processes import ROOT, chromium

pytestmark = pytest.mark.browser

AXE = ROOT / "playground" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE, NARROW = ViewportSize(width=1280, height=900), ViewportSize(width=320, height=640)
# Every link and every field that can be reached by the keyboard, in the order in which they are read.
REACHED = """() => [...document.querySelectorAll('a[href], summary')]
  .filter(one => one.checkVisibility() || one.classList.contains('skip')).map(one => one.outerHTML)"""
FOCUS = """() => {
  const one = document.activeElement, style = getComputedStyle(one), box = one.getBoundingClientRect();
  return {html: one.outerHTML, outline: style.outlineStyle, width: parseFloat(style.outlineWidth),
          seen: box.width > 0 && box.left >= 0 && box.top >= 0 && box.bottom <= innerHeight};
}"""
OVERFLOW = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture(scope="module")
def plain(driver: Playwright, machine: None) -> Iterator[Browser]:
    """A Chromium whose pages are each as new."""
    browser = driver.chromium.launch(executable_path=chromium(), args=ARGUMENTS)
    yield browser
    browser.close()


@pytest.fixture(scope="module")
def root(bot: str) -> str:
    """The bot's own address."""
    return bot.removesuffix("/api/messages")


@pytest.fixture(scope="module")
def axe() -> str:
    """What checks a page."""
    if not AXE.exists():
        reason = "axe-core is missing: run make setup."
        if os.environ.get("BROWSER_TESTS") == "required":
            pytest.fail(reason)
        pytest.skip(reason)
    return AXE.read_text(encoding="utf-8")


def opened(browser: Browser, address: str, **context: Any) -> Page:
    page = browser.new_context(locale="fi-FI", timezone_id="Europe/Helsinki", **context).new_page()
    page.goto(address)
    return page


def address_of(root: str, name: str, language: str) -> str:
    return f"{root}/{PLACES[name].removeprefix('./')}?lang={language}"


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(plain: Browser, root: str, axe: str, language: str, scheme: Any, size: ViewportSize) -> None:
    for name in PLACES:
        # The page's own policy lets nothing be run, the checker neither.
        page = opened(plain, address_of(root, name, language), color_scheme=scheme, viewport=size, bypass_csp=True)
        page.evaluate("() => document.querySelectorAll('details').forEach(one => { one.open = true })")
        page.evaluate(axe)
        found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
        assert found["passes"], name
        wrong = [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]]
        assert (name, wrong) == (name, [])
        assert page.evaluate(OVERFLOW) <= 0
        page.context.close()


def test_axe_would_find_something(plain: Browser, root: str, axe: str) -> None:
    page = opened(plain, root, bypass_csp=True)
    page.evaluate(axe)
    page.evaluate("() => document.documentElement.removeAttribute('lang')")
    page.evaluate("() => document.body.append(document.createElement('img'))")
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    assert {"html-has-lang", "image-alt"} <= {one["id"] for one in found["violations"]}
    page.context.close()


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_the_keyboard_reaches_everything_in_reading_order(plain: Browser, root: str, size: ViewportSize) -> None:
    page = opened(plain, f"{root}/?lang=fi", viewport=size)
    wanted = page.evaluate(REACHED)
    assert len(wanted) > 5
    for html in wanted:
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        assert focus["html"] == html
        assert focus["seen"], html
        assert focus["outline"] != "none" and focus["width"] >= 2, html
    page.context.close()


def test_the_content_is_skipped_to_and_a_series_chosen_by_the_keyboard_alone(plain: Browser, root: str) -> None:
    page = opened(plain, f"{root}/?lang=fi", viewport=NARROW)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "main"
    page.keyboard.press("Tab")
    assert page.evaluate("() => document.activeElement.tagName") == "SUMMARY"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    series = page.evaluate("() => document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?sarja=*")
    assert f"Näytetään vain: {series}." in page.locator("main").inner_text()
    page.context.close()


def test_it_is_read_without_scripts_and_looks_right(plain: Browser, root: str) -> None:
    for language in LANGUAGES:
        for scheme, size in (("light", WIDE), ("dark", NARROW)):
            page = opened(
                plain,
                f"{root}/?lang={language}",
                color_scheme=scheme,
                viewport=size,
                java_script_enabled=False,
            )
            assert page.locator("h3").count() > 0
            assert page.locator("time").first.is_visible()
            page.screenshot(path=PICTURES / f"web-page-{language}-{scheme}.png", full_page=True)
            page.context.close()


def test_high_contrast_and_print_keep_what_is_told(plain: Browser, root: str) -> None:
    page = opened(plain, f"{root}/?lang=fi", viewport=NARROW, forced_colors="active")
    assert page.locator(".events li").first.evaluate("one => getComputedStyle(one).borderLeftStyle") == "solid"
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUS)["outline"] != "none"
    page.emulate_media(media="print", forced_colors="none")
    assert not page.locator("nav").is_visible()
    assert page.locator("time").first.is_visible()
    page.context.close()


def test_text_twice_as_large_fits(plain: Browser, root: str) -> None:
    for name in PLACES:
        # As a browser's zoom of 200 % on a screen 640 pixels wide.
        page = opened(plain, address_of(root, name, "fi"), viewport=NARROW, device_scale_factor=2)
        assert page.evaluate(OVERFLOW) <= 0
        page.context.close()
