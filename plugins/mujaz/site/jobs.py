"""What a build has to make: one job a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal, NamedTuple

from mujaz.site import sitemap
from mujaz.site.assets import Assets
from mujaz.site.calendars import month_address, year_address
from mujaz.site.cards import Cards
from mujaz.site.collate import Archive, day_address, quote_pages, quotes_address
from mujaz.site.links import file_of
from mujaz.site.present import page_address, page_count, tag_feed
from mujaz.site.views import PageKind

Kind = PageKind | Literal["feed", "moved", "data", "redirect", "asset", "card"]

DATA = ("data/articles.json", "data/entities.json", "data/quotes.json", "manifest.webmanifest", "robots.txt")

DAYS = 30  # in the feed of digests


class Job(NamedTuple):
    """One file to make: ``item`` says which of its kind."""

    kind: Kind
    address: str
    item: Any = None

    @property
    def file(self) -> str:
        """Where it lies below the output folder."""
        return file_of(self.address)


def jobs(
    archive: Archive,
    assets: Assets,
    pages: Sequence[str],
    *,
    per_page: int,
    quotes_per_page: int,
    feed_items: int,
    siteurl: str,
    cards: Cards | None = None,
    review: bool = False,
) -> Iterator[Job]:
    """Every file of the site.

    The longest first, so that no process waits for another's at the end; then in the order of time, where
    pages that follow each other show the same articles.
    """
    for name in DATA:
        yield Job("data", name)
    yield from _in_time(archive, quotes_per_page)
    if cards:  # two articles that say the same share one picture
        pictures = {cards.address(index): index for index in range(len(archive.entries))}
        for address, index in pictures.items():
            yield Job("card", address, index)
    for slug, tag in archive.tags.items():
        for number in range(1, page_count(len(tag.articles), per_page) + 1):
            yield Job("tag", page_address(tag.link.address, number), (slug, number))
        yield Job("feed", tag_feed(slug), tag.articles[:feed_items])
    for year, month in archive.months:
        yield Job("month", month_address(year, month), (year, month))
    for year in archive.years:
        yield Job("year", year_address(year), year)
    for address in pages:
        yield Job("page", address, address)
    yield Job("front", "")
    yield Job("tags", "tags/")
    for names in archive.name_indexes.values():
        for number in range(1, names.pages + 1):
            yield Job("names", names.address(number), (names.kind, number))
    yield Job("archive", "archive/")
    yield Job("search", "search/")
    yield Job("404", "404.html")
    if review:
        yield Job("review", "review/")
    newest = list(range(min(feed_items, len(archive.entries))))
    yield Job("feed", "feeds/all.xml", newest)
    yield Job("feed", "feeds/all.json", newest)
    whole_days = [index for day in archive.day_list[:DAYS] for index in archive.days[day]]
    yield Job("feed", "feeds/days.xml", whole_days)
    if siteurl:
        for name in sitemap.files(len(sitemap.listed(archive, pages))):
            yield Job("data", name)
    for old, slug in archive.redirects.items():
        if old not in archive.tags and slug in archive.tags:
            yield Job("redirect", f"tags/{old}/", archive.tags[slug].link.address)
    for old in archive.moved:
        slug = archive.redirects[old]
        if old not in archive.tags and slug in archive.tags:  # feed readers follow no page that leads on
            yield Job("moved", tag_feed(old), (slug, archive.tags[slug].articles[:feed_items]))
    for name in assets.contents:
        yield Job("asset", name)


def _in_time(archive: Archive, quotes_per_page: int) -> Iterator[Job]:
    """Each day's articles and digest, and each page of quotations with the last article on it."""
    listed = quote_pages(archive, quotes_per_page)
    last = {
        indexes[-1] if indexes else -1: Job(
            "quotes", quotes_address(place, len(listed)), (indexes, place, len(listed))
        )
        for place, indexes in enumerate(listed)
    }
    if -1 in last:
        yield last[-1]
    for day, indexes in archive.days.items():
        for index in sorted(indexes):
            yield Job("article", archive.addresses[index], index)
            if index in last:
                yield last[index]
        yield Job("day", day_address(day), day)
