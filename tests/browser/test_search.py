from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

pytestmark = pytest.mark.browser

Opener = Callable[..., Page]


@pytest.mark.parametrize("query", ["مكتبة", "المكتبه", "بمكتبة", "والخولي", "سعاد الخولي"])
def test_a_word_is_found_in_any_spelling_and_with_its_clitics(open_page: Opener, query: str) -> None:
    page = open_page(f"search/?q={query}")
    expect(page.locator(".results__item").first).to_contain_text("مكتبة عائمة ترسو في قرى الدلتا")


def test_results_can_be_narrowed_by_a_name_and_the_address_kept(open_page: Opener) -> None:
    page = open_page("search/")
    page.get_by_role("searchbox").fill("المرصد")
    expect(page.locator(".results__item")).to_have_count(3)
    assert "q=" in page.url
    chip = page.locator(".results__filters .chip").first
    chip.click()
    expect(page.locator(".results__filters .chip[aria-pressed=true]")).to_have_count(1)
    expect(page.locator(".results__item").first).to_be_visible()


def test_nothing_found_is_said(open_page: Opener) -> None:
    page = open_page("search/?q=زرافات")
    expect(page.locator(".notice")).to_contain_text("زرافات")


def test_the_404_pages_box_leads_to_search(open_page: Opener, url: str) -> None:
    page = open_page("404.html")
    page.get_by_role("searchbox").fill("الأطلس")
    page.get_by_role("button", name="ابحث").click()
    expect(page.locator(".results__item").first).to_contain_text("الأطلس")


def test_without_script_or_from_disk_the_page_says_what_to_do(open_page: Opener, site: Path) -> None:
    page = open_page("search/", java_script_enabled=False)
    expect(page.locator(".notice")).to_contain_text("جافاسكربت")
    page = open_page((site / "search" / "index.html").as_uri())
    expect(page.locator(".page")).to_contain_text("من القرص")


@pytest.mark.parametrize("query", ["المرصد", "مرصد", "والمرصد", "مكتبة", "المدارس"])
def test_every_result_holds_the_querys_word_and_the_count_is_of_them(
    open_page: Opener, site: Path, query: str
) -> None:
    page = open_page(f"search/?q={query}")
    page.locator(".results__item").first.wait_for()
    core = query.removeprefix("و").removeprefix("ال").replace("ة", "")
    shown = page.locator(".results__item a").evaluate_all("links => links.map(link => link.pathname)")
    for address in shown:
        assert core in (site / address.strip("/") / "index.html").read_text(encoding="utf-8"), address
    digits = "".join(letter for letter in page.locator(".results__count").inner_text() if letter.isdigit())
    assert int(digits) == len(shown)


def test_the_beginning_of_a_word_is_not_the_word(open_page: Opener) -> None:
    page = open_page("search/?q=المرص")
    expect(page.locator(".notice")).to_contain_text("لا نتائج")


def test_a_slow_search_says_that_it_searches(open_page: Opener) -> None:
    page = open_page("search/")
    held: list[Route] = []
    page.route("**/pagefind/pagefind.js", lambda route: held.append(route))  # noqa: PLW0108  it cannot mark a builtin
    page.get_by_role("searchbox").fill("المرصد")
    expect(page.locator(".notice")).to_have_text("يجري البحث…")
    held[0].continue_()
    expect(page.locator(".results__item")).to_have_count(3)


def test_on_a_phone_the_filter_is_closed_above_the_results(open_page: Opener) -> None:
    page = open_page("search/?q=المرصد", 390)
    expect(page.locator(".results__item").first).to_be_in_viewport()
    expect(page.locator(".results__filters .chip").first).to_be_hidden()


def test_an_excerpt_marks_the_word_sought_behind_the_title(open_page: Opener) -> None:
    page = open_page("search/?q=مكتبة")
    excerpts = page.locator(".results__item p:not(.meta)")
    expect(excerpts.first).to_be_visible()
    titles = page.locator(".results__item h2").all_inner_texts()
    for title, text in zip(titles, excerpts.all_inner_texts(), strict=True):
        assert not text.startswith(title)
        assert "« " not in text and " »" not in text
    marked = page.locator(".results__item mark").all_inner_texts()
    assert marked and all("مكتب" in word for word in marked)


@pytest.mark.parametrize(("query", "end"), [("النوارس", "المساء."), ("حلقت", "…")])
def test_an_excerpt_has_an_ellipsis_only_within_a_sentence(open_page: Opener, query: str, end: str) -> None:
    page = open_page(f"search/?q={query}")
    excerpt = page.locator(".results__item", has_text="نوارس").locator("p:not(.meta)")
    expect(excerpt).to_have_count(1)
    text = excerpt.inner_text()
    assert text.endswith(end)
    assert "…." not in text and ".…" not in text
