"""Bad input looks right and stays inside its box."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Dialog, Page, expect

import bad_articles

pytestmark = pytest.mark.browser

Opener = Callable[..., Page]
DAY = "2025/06/11/"
WALKER = f"tags/{bad_articles.NAMES[0].replace(' ', '-')}/"
PAGES = [
    *(f"{DAY}{name.removesuffix('.txt')}/" for name in bad_articles.ARTICLES),
    DAY,
    WALKER,
    f"{WALKER}5/",
    "",
    "2025/05/",
    "tags/",
    "tags/all/people/",
    "quotes/",
    "archive/",
]
#: The width of the screen, the reader's size of text: on a phone twice the usual too.
SCREENS = [(320, "100%"), (390, "200%"), (1280, "100%"), (2560, "100%")]
#: What sticks out of the screen, or has text that its box does not hold.
OUTSIDE = """() => [...document.querySelectorAll("main, main *")].filter(element => {
  if (!element.getClientRects().length || element.closest("svg, .visually-hidden")) return false;
  if (element.matches(":has(> .pull-quote)")) return false;  // which hangs beside it
  const box = element.getBoundingClientRect();
  return box.left < -1 || box.right > innerWidth + 1 ||
    (getComputedStyle(element).display !== "inline" && element.scrollWidth > element.clientWidth + 2);
}).map(element => element.outerHTML.slice(0, 90))"""


def shown(site: Path, address: str) -> str:
    return (site / address / "index.html").as_uri()


@pytest.mark.parametrize(("width", "text"), SCREENS)
def test_nothing_leaves_its_box(open_page: Opener, strained: Path, width: int, text: str) -> None:
    page = open_page(shown(strained, ""), width)
    dialogs: list[Dialog] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog))  # noqa: PLW0108  it cannot mark a builtin
    for address in PAGES:
        page.goto(shown(strained, address))
        page.add_style_tag(content=f":root {{ font-size: calc(1.25 * {text}) }}")
        assert page.evaluate(OUTSIDE) == [], address
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), address
    assert dialogs == [], "text is text, never a script"


def test_a_headline_that_begins_in_latin_letters_reads_from_the_right(
    open_page: Opener, strained: Path
) -> None:
    page = open_page(shown(strained, f"{DAY}latin/"))
    expect(page.locator("h1 bdi")).to_have_css("direction", "rtl")
    passages = page.locator(".article__body [lang]")
    expect(passages.filter(has_text="Green Oasis for the Valley").first).to_have_attribute("lang", "en")
    expect(passages.filter(has_text="Les Amis de la forêt").first).to_have_attribute("lang", "fr")
    expect(passages.filter(has_text="Nour Tech").first).to_have_attribute("lang", "")
    for place in ("h1", ".voice"):
        expect(page.locator(f"{place} [lang=en]").first).to_have_css("unicode-bidi", "isolate")


def test_bidi_controls_end_with_their_line(open_page: Opener, strained: Path) -> None:
    page = open_page(shown(strained, f"{DAY}bidi/"))
    assert not set(page.title()) & set(bad_articles.RLO + bad_articles.FSI + bad_articles.LRE)
    middle = """element => { const range = document.createRange(); const text = element.firstChild;
      range.setStart(text, 0); range.setEnd(text, 1); const first = range.getBoundingClientRect().right;
      return element.getBoundingClientRect().right - first; }"""
    assert page.locator(".article__body > p").last.evaluate(middle) < 2, "the next line begins at the right"


def test_what_follows_a_headline_with_bidi_controls_stays_as_it_is(open_page: Opener, strained: Path) -> None:
    page = open_page(shown(strained, f"{DAY}tags/"))
    row = page.locator(".related li", has_text="مقلوب")
    digits = """element => { const text = element.firstChild; const at = text.data.indexOf("2025");
      return [0, 1, 2, 3].map(place => { const range = document.createRange();
        range.setStart(text, at + place); range.setEnd(text, at + place + 1);
        return range.getBoundingClientRect().left; }); }"""
    places = row.locator("time").evaluate(digits)
    assert places == sorted(places), "the year reads from left to right"


def test_two_hundred_names_are_there_and_folded_away(open_page: Opener, strained: Path) -> None:
    page = open_page(shown(strained, f"{DAY}tags/"), 390)
    people = page.locator(".names__kind", has_text="أشخاص")
    assert people.locator(".chip").count() >= len(bad_articles.NAMES)
    expect(people.locator(".chip").last).to_be_hidden()
    people.locator("summary").click()
    expect(people.locator(".chip").last).to_be_visible()


def test_a_long_day_is_whole_and_ends(open_page: Opener, strained: Path) -> None:
    page = open_page(shown(strained, DAY), 390)
    titles = page.locator(".digest__items :is(.card h2, .briefs) a")
    assert titles.count() == len(bad_articles.ARTICLES) + 60
    expect(page.locator(".digest__end")).to_be_visible()


def test_a_name_of_many_articles_is_paged(open_page: Opener, strained: Path) -> None:
    page = open_page(shown(strained, WALKER))
    page.locator(".steps__pages a").last.click()
    assert page.locator(".steps__pages [aria-current]").inner_text() == "6"
    expect(page.locator("[rel=next]")).to_have_count(0)


def test_a_headline_in_latin_letters_alone_begins_at_the_left(open_page: Opener, strained: Path) -> None:
    page = open_page(shown(strained, f"{DAY}oasis/"))
    gap = """element => { const range = document.createRange(); range.selectNodeContents(element);
      return range.getBoundingClientRect().left - element.parentElement.getBoundingClientRect().left; }"""
    assert page.locator("h1 bdi").evaluate(gap) < 2
    expect(page.locator("h1 [lang]")).to_have_attribute("lang", "en")
