from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

ARTICLE = "2025/06/11/library/"
FITS = "document.documentElement.scrollWidth <= window.innerWidth"
COLOUR = "getComputedStyle(document.body).backgroundColor"
PAPER = {"light": "rgb(251, 249, 244)", "dark": "rgb(21, 20, 15)"}
Opener = Callable[..., Page]


def addresses(site: Path) -> list[str]:
    """One page of each kind."""
    found: dict[str, str] = {}
    for path in sorted(site.rglob("*.html")):
        kind = re.search(r'class="page page--([\w-]+)"', path.read_text(encoding="utf-8"))
        if kind:
            found.setdefault(kind[1], path.relative_to(site).as_posix().removesuffix("index.html"))
    return list(found.values())


@pytest.mark.parametrize("width", [320, 390, 1280, 2560])
def test_no_page_scrolls_sideways(open_page: Opener, site: Path, url: str, width: int) -> None:
    page = open_page("", width)
    for address in addresses(site):
        page.goto(url + address)
        assert page.evaluate(FITS), address


def test_text_at_twice_its_size_stays_inside_the_screen(open_page: Opener) -> None:
    page = open_page(ARTICLE, 640)
    page.add_style_tag(content="html { font-size: 250% }")
    assert page.evaluate(FITS)


@pytest.mark.parametrize("width", [390, 1280])
def test_from_the_front_page_to_a_name(open_page: Opener, width: int) -> None:
    page = open_page("", width)
    expect(page.locator("h1")).to_contain_text("11 يونيو")
    page.get_by_role("link", name="مكتبة عائمة ترسو في قرى الدلتا").first.click()
    expect(page.locator("h1")).to_have_text("مكتبة عائمة ترسو في قرى الدلتا")
    expect(page.locator(".quote").first).to_contain_text("لم نأت لنوزع الكتب")
    page.locator(".names .chip").first.click()
    expect(page.locator("main")).to_have_class(re.compile("page--tag"))
    expect(page.locator(".card h2")).not_to_have_count(0)


def test_dark_mode_follows_the_system_and_then_the_reader(open_page: Opener) -> None:
    page = open_page(ARTICLE, color_scheme="dark")
    assert page.evaluate(COLOUR) == PAPER["dark"]
    page.get_by_role("button", name="المظهر الفاتح").click()
    assert page.evaluate(COLOUR) == PAPER["light"]
    page.reload()
    assert page.evaluate(COLOUR) == PAPER["light"]
    expect(page.get_by_role("button", name="المظهر الداكن")).to_be_visible()


def test_a_quotations_link_leads_to_its_place_and_marks_it(open_page: Opener) -> None:
    page = open_page(ARTICLE)
    link = page.locator(".voice blockquote a").first
    anchor = (link.get_attribute("href") or "").lstrip("#")
    before = page.locator(f"#{anchor}").evaluate("e => getComputedStyle(e).backgroundImage")
    link.click()
    assert page.url.endswith(f"#{anchor}")
    target = page.locator(f"#{anchor}")
    expect(target).to_be_in_viewport()
    assert target.evaluate("e => getComputedStyle(e).backgroundImage") != before


def test_a_link_to_a_quotation_can_be_copied(open_page: Opener) -> None:
    page = open_page(ARTICLE, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="نسخ الرابط").first.click()
    expect(page.get_by_role("button", name="نُسخ الرابط")).to_be_visible()
    assert "/2025/06/11/library/" in page.evaluate("navigator.clipboard.readText()")


def test_the_keyboard_reaches_the_text_first_and_shows_where_it_is(open_page: Opener) -> None:
    page = open_page(ARTICLE)
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_text("إلى المحتوى")
    assert skip.evaluate("e => e.getBoundingClientRect().width") > 40
    page.keyboard.press("Tab")
    assert page.locator(":focus").evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    order = [page.locator(":focus").inner_text()]
    for _ in range(5):
        page.keyboard.press("Tab")
        order.append(page.locator(":focus").inner_text())
    assert order == ["موجز", "اليوم", "الأسماء", "قالوا", "الأرشيف", "بحث"]


def test_a_wide_table_scrolls_in_its_box_by_keyboard(open_page: Opener) -> None:
    page = open_page("table/", 390)
    box = page.get_by_role("region", name="القرية، الموعد")
    assert box.evaluate("box => box.scrollWidth > box.clientWidth")
    assert page.evaluate(FITS)
    for _ in range(20):  # past the frame's links
        page.keyboard.press("Tab")
        if box.evaluate("box => box === document.activeElement"):
            break
    expect(box).to_be_focused()
    assert box.evaluate("box => getComputedStyle(box).outlineStyle") != "none"
    page.keyboard.press("ArrowLeft")
    page.wait_for_function("box => box.scrollLeft < 0", arg=box.element_handle())
    expect(page.get_by_role("table")).to_have_count(1)


def test_reading_needs_no_script(open_page: Opener) -> None:
    page = open_page(ARTICLE, java_script_enabled=False)
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("[data-theme-toggle]")).to_be_hidden()
    expect(page.locator(".voice__copy")).to_have_count(0)


def test_print_is_the_text_with_its_pull_quotes(open_page: Opener) -> None:
    page = open_page(ARTICLE)
    page.emulate_media(media="print")
    expect(page.locator("h1")).to_be_visible()
    for hidden in (".masthead__nav", ".colophon", ".steps"):
        expect(page.locator(hidden).first).to_be_hidden()
    for pull in page.locator(".pull-quote").all():
        expect(pull).to_be_visible()


def test_pull_quotes_hang_in_the_margin_only_where_there_is_one(open_page: Opener) -> None:
    page = open_page(ARTICLE)
    pull = page.locator(".pull-quote").first
    if pull.count() == 0:
        pytest.fail("the sample article has no pull-quote")
    column = page.locator(".article__body > p").first.bounding_box()
    hung = pull.bounding_box()
    assert column and hung and hung["x"] + hung["width"] < column["x"]
    page.set_viewport_size({"width": 390, "height": 900})
    column, flowing = page.locator(".article__body > p").first.bounding_box(), pull.bounding_box()
    assert column and flowing and abs(flowing["x"] - column["x"]) < 1


def test_the_site_opens_from_disk(open_page: Opener, site: Path) -> None:
    page = open_page((site / "index.html").as_uri())
    page.get_by_role("link", name="مكتبة عائمة ترسو في قرى الدلتا").first.click()
    expect(page.locator("h1")).to_have_text("مكتبة عائمة ترسو في قرى الدلتا")
    assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"
