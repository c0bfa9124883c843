"""The sitemap: every page for crawlers, the newest articles as news, in as many files as it takes.

Sources: sitemaps.org/protocol.html, and "News sitemaps" at developers.google.com/search/docs.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from html import escape
from typing import NamedTuple

from mujaz.site.calendars import month_address, year_address
from mujaz.site.collate import Archive, day_address
from mujaz.site.links import Addresses
from mujaz.site.passages import plain, without_controls

#: The protocol allows 50,000 addresses of at most 2,048 characters and 50 MB a file: these keep both.
PER_FILE = 20_000
NEWS_DAYS = timedelta(days=2)  # before the newest article's own day; the clock has no say
NEWS = 1000  # news in a file, at the most

_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'
_PROTOCOL = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
_NEWS = 'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'


class Row(NamedTuple):
    """A page: its address, the date of the newest article on it, and the headline if it is an article."""

    address: str
    day: date | None
    headline: str = ""


def listed(archive: Archive, pages: Sequence[str]) -> list[Row]:
    """Every page that crawlers should know; ``pages`` are the addresses of the Markdown pages."""
    entries, months = archive.entries, archive.months
    newest = entries[0].date if entries else None
    rows = [Row(address, newest) for address in ("", "tags/", "quotes/", "archive/")]
    rows += [Row(address, None) for address in pages]
    rows += [Row(names.base, newest) for names in archive.name_indexes.values()]
    rows += [Row(year_address(year), months[of_year[0]][0]) for year, of_year in archive.years.items()]
    rows += [Row(month_address(*month), days[0]) for month, days in months.items()]
    rows += [Row(day_address(day), day) for day in archive.day_list]
    rows += [Row(tag.link.address, entries[tag.articles[0]].date) for tag in archive.tags.values()]
    rows += [Row(card.address, card.date, card.title) for card in archive.cards]
    return rows


def files(count: int, per_file: int = PER_FILE) -> list[str]:
    """The files for ``count`` pages: one, or an index of several before them.

    >>> files(3, 3), files(4, 3)
    (['sitemap.xml'], ['sitemap.xml', 'sitemap-1.xml', 'sitemap-2.xml'])
    """
    parts = -(-count // per_file)
    return ["sitemap.xml", *(f"sitemap-{part}.xml" for part in range(1, parts + 1) if parts > 1)]


class Sitemap:
    """Makes the files for ``rows``. ``publication`` is the site's name in the news."""

    def __init__(
        self,
        rows: Sequence[Row],
        addresses: Addresses,
        publication: str,
        language: str,
        per_file: int = PER_FILE,
    ) -> None:
        self.rows = rows
        self.addresses = addresses
        self.publication = (
            f"<news:publication><news:name>{_text(publication)}</news:name>"
            f"<news:language>{language}</news:language></news:publication>"
        )
        self.per_file = per_file
        newest = max((row.day for row in rows if row.day and row.headline), default=None)
        self.news_from = newest - NEWS_DAYS if newest else date.max

    def render(self, file: str) -> str:
        """The text of one of ``files``."""
        parts = files(len(self.rows), self.per_file)[1:]
        if file in parts:
            return self._urls(self._part(parts.index(file)))
        return self._index(parts) if parts else self._urls(self.rows)

    def _part(self, place: int) -> Sequence[Row]:
        return self.rows[place * self.per_file : (place + 1) * self.per_file]

    def _index(self, parts: Sequence[str]) -> str:
        days = [max((row.day for row in self._part(n) if row.day), default=None) for n in range(len(parts))]
        listed = (
            f"<sitemap>{self._place(part, day)}</sitemap>\n" for part, day in zip(parts, days, strict=True)
        )
        return f"{_HEAD}<sitemapindex {_PROTOCOL}>\n{''.join(listed)}</sitemapindex>\n"

    def _urls(self, rows: Sequence[Row]) -> str:
        return f"{_HEAD}<urlset {_PROTOCOL} {_NEWS}>\n{''.join(self._url_elements(rows))}</urlset>\n"

    def _url_elements(self, rows: Sequence[Row]) -> Iterator[str]:
        left = NEWS
        for row in rows:
            is_news = bool(left and row.headline and row.day and row.day >= self.news_from)
            left -= is_news
            yield f"<url>{self._place(row.address, row.day)}{self._news(row) if is_news else ''}</url>\n"

    def _place(self, address: str, day: date | None) -> str:
        lastmod = f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
        return f"<loc>{escape(self.addresses.absolute(address))}</loc>{lastmod}"

    def _news(self, row: Row) -> str:
        return (
            f"<news:news>{self.publication}<news:publication_date>{row.day}</news:publication_date>"
            f"<news:title>{_text(row.headline)}</news:title></news:news>"
        )


def _text(text: str) -> str:
    return escape(without_controls(plain(text)))
