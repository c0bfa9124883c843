"""The sitemap against the rules of its protocol and of news sitemaps."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from xml.etree import ElementTree

import pytest

from mujaz.site.links import Addresses
from mujaz.site.sitemap import NEWS, PER_FILE, Row, Sitemap, files

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS_MAP = "{http://www.google.com/schemas/sitemap-news/0.9}"
SITE = "https://example.org/أخبار"

PAGES = [Row("", date(2026, 3, 4)), Row("about/", None), Row("tags/قمح/", date(2026, 3, 4))]
ARTICLES = [
    Row(f"2026/03/{day:02}/a&b/", date(2026, 3, day), f"<سفينة> {day} & \u202e\x1aقمح")
    for day in (4, 3, 2, 1)
]


def sitemap(rows: list[Row], per_file: int = PER_FILE) -> Callable[[str], ElementTree.Element]:
    found = Sitemap(rows, Addresses(SITE), "موجز & ضفة", "ar", per_file)
    return lambda file: ElementTree.fromstring(found.render(file))


def places(of: ElementTree.Element) -> list[str]:
    return [loc.text or "" for loc in of.iter(f"{MAP}loc")]


def test_every_page_has_a_full_escaped_address_and_only_known_dates() -> None:
    urls = list(sitemap([*PAGES, *ARTICLES])("sitemap.xml"))
    assert [child.tag for child in urls[0]] == [f"{MAP}loc", f"{MAP}lastmod"]
    assert [child.tag for child in urls[1]] == [f"{MAP}loc"]
    assert urls[0][1].text == "2026-03-04"
    found = places(sitemap([*PAGES, *ARTICLES])("sitemap.xml"))
    assert found[3] == f"{SITE}/2026/03/04/a&b/"
    assert found[2] == f"{SITE}/tags/%D9%82%D9%85%D8%AD/"
    assert len(set(found)) == len(PAGES) + len(ARTICLES)


def test_the_newest_articles_are_news_by_their_own_dates_not_the_clock() -> None:
    urls = list(sitemap([*PAGES, *ARTICLES])("sitemap.xml"))
    news = [url.find(f"{NEWS_MAP}news") for url in urls]
    assert [found is not None for found in news] == [False] * 3 + [True] * 3 + [False]
    told = news[3]
    assert told is not None
    assert [child.tag for child in told] == [
        f"{NEWS_MAP}{name}" for name in ("publication", "publication_date", "title")
    ]
    assert [child.text for child in told[0]] == ["موجز & ضفة", "ar"]
    assert told[1].text == "2026-03-04"
    assert told[2].text == "<سفينة> 4 & قمح"


def test_a_file_holds_no_more_news_than_may_be_in_one() -> None:
    rows = [Row(f"{number}/", date(2026, 3, 4), "خبر") for number in range(NEWS + 1)]
    urls = list(sitemap(rows)("sitemap.xml"))
    assert len(urls) == NEWS + 1
    assert sum(url.find(f"{NEWS_MAP}news") is not None for url in urls) == NEWS


def test_more_pages_than_a_file_may_hold_are_parted_under_an_index() -> None:
    rows = [*PAGES, *ARTICLES]
    names = files(len(rows), per_file=3)
    assert names == ["sitemap.xml", "sitemap-1.xml", "sitemap-2.xml", "sitemap-3.xml"]
    render = sitemap(rows, per_file=3)
    index = render(names[0])
    assert index.tag == f"{MAP}sitemapindex"
    assert places(index) == [f"{SITE}/{name}" for name in names[1:]]
    assert [each.findtext(f"{MAP}lastmod") for each in index] == ["2026-03-04", "2026-03-04", "2026-03-01"]
    parts = [render(name) for name in names[1:]]
    assert {part.tag for part in parts} == {f"{MAP}urlset"}
    assert [len(part) for part in parts] == [3, 3, 1]
    assert [place for part in parts for place in places(part)] == places(sitemap(rows)("sitemap.xml"))


def test_a_full_file_of_the_longest_addresses_keeps_the_limits() -> None:
    address = Addresses(SITE).absolute("")
    rows = [Row(f"{number:0{2048 - len(address)}}", date(2026, 3, 4)) for number in range(PER_FILE)]
    text = Sitemap(rows, Addresses(SITE), "موجز", "ar").render("sitemap.xml")
    assert len(text.encode()) <= 50 * 1024 * 1024
    assert PER_FILE <= 50_000


@pytest.mark.parametrize("rows", [[], [Row("", None)]])
def test_a_site_without_articles_has_a_sitemap(rows: list[Row]) -> None:
    assert len(sitemap(rows)("sitemap.xml")) == len(rows)
