"""The files machines read: feeds, data, sitemap, robots, manifest, redirects."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from html import escape
from typing import Any

from mujaz.site.assets import Assets
from mujaz.site.calendars import month_address, year_address
from mujaz.site.collate import day_address
from mujaz.site.jobs import Job
from mujaz.site.links import Addresses
from mujaz.site.pages import Pages
from mujaz.site.present import Presenter
from mujaz.site.views import SiteView


class Files:
    """Makes them from the same views as the pages."""

    def __init__(
        self,
        view: SiteView,
        presenter: Presenter,
        addresses: Addresses,
        assets: Assets,
        pages: Pages,
        t: Callable[..., str],
    ) -> None:
        self.view = view
        self.presenter = presenter
        self.archive = presenter.archive
        self.addresses = addresses
        self.assets = assets
        self.pages = pages
        self.t = t

    def render(self, job: Job) -> bytes:
        """The file's bytes."""
        if job.kind == "redirect":
            return self.redirect(job.address, job.item).encode()
        if job.kind == "feed":
            return (self.json_feed(job) if job.address.endswith(".json") else self.atom(job)).encode()
        makers: dict[str, Callable[[], str]] = {
            "data/articles.json": lambda: _array(self.articles()),
            "data/entities.json": lambda: _array(self.entities()),
            "data/quotes.json": lambda: _array(self.quotes()),
            "manifest.webmanifest": self.manifest,
            "robots.txt": self.robots,
            "sitemap.xml": self.sitemap,
        }
        return makers[job.address]().encode()

    # feeds

    def atom(self, job: Job) -> str:
        """An Atom feed: the newest articles of all, of a name, or the newest days as digests."""
        if job.address == "feeds/days.xml":
            return self._atom(job.address, self.t("feed.days"), "", self._day_entries())
        of_tag = job.address.startswith("feeds/tags/")
        slug = job.address.removeprefix("feeds/tags/").removesuffix(".xml") if of_tag else ""
        title = self.archive.tags[slug].link.name if of_tag else ""
        page = self.archive.tags[slug].link.address if of_tag else ""
        return self._atom(
            job.address, title, page, (self._article_entry(index, not of_tag) for index in job.item)
        )

    def _atom(self, address: str, title: str, page: str, entries: Iterator[str] | Sequence[str]) -> str:
        outside = self.addresses.outside
        newest = self.archive.entries[0].date if self.archive.entries else date(1970, 1, 1)
        if address.startswith("feeds/tags/"):
            newest = self.archive.entries[self.archive.tags[page[5:-1]].articles[0]].date
        name = f"{self.view.name}: {title}" if title else self.view.name
        head = (
            '<?xml version="1.0" encoding="utf-8"?>\n'
            f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{self.view.language}">\n'
            f"<title>{escape(name)}</title>\n<id>{escape(self._id(address))}</id>\n"
            f'<link rel="self" type="application/atom+xml" href="{escape(outside(address))}"/>\n'
            f'<link rel="alternate" type="text/html" href="{escape(outside(page))}"/>\n'
            f"<updated>{_time(newest)}</updated>\n<author><name>{escape(self.view.name)}</name></author>\n"
        )
        if self.view.tagline and not title:
            head += f"<subtitle>{escape(self.view.tagline)}</subtitle>\n"
        return _xml(head + "".join(entries) + "</feed>\n")

    def _article_entry(self, index: int, whole: bool) -> str:
        card = self.archive.cards[index]
        entry = self.archive.entries[index]
        parts = [
            f"<entry>\n<title>{escape(card.title)}</title>\n",
            f'<link rel="alternate" type="text/html" href="{self._out(card.address)}"/>\n',
            f"<id>{escape(self._id(card.address))}</id>\n",
            f"<published>{_time(card.date)}</published>\n<updated>{_time(card.date)}</updated>\n",
        ]
        if entry.source and entry.source.name:
            parts.append(f"<author><name>{escape(entry.source.name)}</name></author>\n")
        parts += [f'<category term="{escape(name.name)}"/>\n' for name in self.archive.tagged[index]]
        if card.summary:
            parts.append(f"<summary>{escape(card.summary)}</summary>\n")
        if whole:
            parts.append(f'<content type="html">{escape(self._body(index))}</content>\n')
        return "".join([*parts, "</entry>\n"])

    def _day_entries(self) -> Iterator[str]:
        for day in self.archive.day_list[:30]:
            address = day_address(day)
            cards = [self.archive.cards[index] for index in self.archive.days[day]]
            items = "".join(
                f'<li><a href="{self._out(card.address)}">{escape(card.title)}</a></li>' for card in cards
            )
            title = self.t("day.title", date=self.presenter.label(day, "long"))
            yield (
                f"<entry>\n<title>{escape(title)}</title>\n"
                f'<link rel="alternate" type="text/html" href="{self._out(address)}"/>\n'
                f"<id>{escape(self._id(address))}</id>\n<updated>{_time(day)}</updated>\n"
                f'<content type="html">{escape(f"<ol>{items}</ol>")}</content>\n</entry>\n'
            )

    def _body(self, index: int) -> str:
        entry, names, speakers = (
            self.archive.entries[index],
            self.archive.names[index],
            self.archive.speakers[index],
        )
        article = self.presenter.load(entry)
        return str(self.presenter.body(entry, names, speakers, article, self.addresses.outside, pulls=False))

    def _out(self, address: str) -> str:
        return escape(self.addresses.outside(address))

    def _id(self, address: str) -> str:
        return (
            self.addresses.outside(address)
            if self.view.url
            else f"urn:mujaz:{self.addresses.outside(address)}"
        )

    def json_feed(self, job: Job) -> str:
        """The newest articles as JSON Feed 1.1."""
        outside = self.addresses.outside
        items = []
        for index in job.item:
            card = self.archive.cards[index]
            item: dict[str, Any] = {
                "id": self._id(card.address),
                "url": outside(card.address),
                "title": card.title,
                "summary": card.summary,
                "content_html": self._body(index),
                "date_published": _time(card.date),
                "tags": [name.name for name in self.archive.tagged[index]],
            }
            if card.source and card.source.name:
                item["authors"] = [{"name": card.source.name}]
            if card.source and card.source.url:
                item["external_url"] = card.source.url
            items.append(item)
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.view.name,
            "description": self.view.tagline,
            "language": self.view.language,
            "home_page_url": outside(""),
            "feed_url": outside(job.address),
            "items": items,
        }
        return json.dumps(
            {key: value for key, value in feed.items() if value != ""}, ensure_ascii=False, indent=1
        )

    # data

    def articles(self) -> Iterator[dict[str, Any]]:
        """Every article, newest first."""
        for index, card in enumerate(self.archive.cards):
            source = card.source
            yield {
                "address": card.address,
                "title": card.title,
                "date": card.date.isoformat(),
                "source": {"name": source.name, "url": source.url} if source else None,
                "words": self.archive.entries[index].words,
                "summary": card.summary,
                "tags": [name.slug for name in self.archive.tagged[index]],
            }

    def entities(self) -> Iterator[dict[str, Any]]:
        """Every name that has a page."""
        for slug, tag in self.archive.tags.items():
            yield {
                "slug": slug,
                "name": tag.link.name,
                "kind": tag.link.kind,
                "address": tag.link.address,
                "other_names": list(tag.other_names),
                "articles": [self.archive.addresses[index] for index in tag.articles],
                "quotations": len(tag.said),
            }

    def quotes(self) -> Iterator[dict[str, Any]]:
        """Every quotation, newest first."""
        for index, said in self.archive.said:
            view = self.presenter.quote(index, said)
            yield {
                "text": view.text,
                "kind": view.kind,
                "speaker": view.speaker,
                "slug": view.tag.slug if view.tag else None,
                "role": view.role,
                "date": view.article.date.isoformat(),
                "article": view.article.address,
                "anchor": view.anchor,
                "paragraph": view.paragraph,
            }

    # for crawlers and browsers

    def sitemap(self) -> str:
        """Every page with the date of the newest article on it."""
        entries, archive = self.archive.entries, self.archive
        newest = entries[0].date if entries else None
        rows: list[tuple[str, date | None]] = [("", newest), ("tags/", newest), ("quotes/", newest)]
        rows += [("archive/", newest)] + [(address, None) for address in self.pages.addresses]
        rows += [(year_address(year), self._last(year)) for year in archive.years]
        rows += [(month_address(*month), days[0]) for month, days in archive.months.items()]
        rows += [(day_address(day), day) for day in archive.day_list]
        rows += [(tag.link.address, entries[tag.articles[0]].date) for tag in archive.tags.values()]
        rows += [(address, entry.date) for address, entry in zip(archive.addresses, entries, strict=True)]
        urls = "".join(
            f"<url><loc>{escape(self.addresses.absolute(address))}</loc>"
            + (f"<lastmod>{day.isoformat()}</lastmod>" if day else "")
            + "</url>\n"
            for address, day in rows
        )
        return (
            '<?xml version="1.0" encoding="utf-8"?>\n'
            f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
        )

    def _last(self, year: int) -> date:
        return self.archive.months[self.archive.years[year][0]][0]

    def robots(self) -> str:
        """Everything may be read; where the sitemap lies."""
        site = f"Sitemap: {self.addresses.absolute('sitemap.xml')}\n" if self.view.url else ""
        return f"User-agent: *\nAllow: /\n{site}"

    def manifest(self) -> str:
        """The web manifest: name, colours and icon, relative to itself."""
        return json.dumps(
            {
                "name": self.view.name,
                "short_name": self.view.name,
                "lang": self.view.language,
                "dir": "rtl",
                "start_url": ".",
                "display": "minimal-ui",
                "background_color": "#fbf9f4",
                "theme_color": "#fbf9f4",
                "icons": [
                    {"src": address, "sizes": "any", "type": "image/svg+xml"}
                    for name, address in sorted(self.assets.names.items())
                    if name == "icon.svg"
                ],
            },
            ensure_ascii=False,
            indent=1,
        )

    def redirect(self, address: str, target: str) -> str:
        """A page at a name's former address that leads on."""
        link = self.addresses.link_from(self.addresses.prefix(address))
        href = escape(link(target))
        name = self.archive.tags[target[5:-1]].link.name
        canonical = self.addresses.absolute(target)
        more = f'<link rel="canonical" href="{escape(canonical)}">' if canonical else ""
        return (
            f'<!doctype html>\n<html lang="{self.view.language}" dir="rtl"><head><meta charset="utf-8">'
            f"<title>{escape(self.view.name)}</title>"
            '<meta name="robots" content="noindex">'
            f'<meta http-equiv="refresh" content="0; url={href}">{more}</head>'
            f'<body><p><a href="{href}">{escape(name)}</a></p></body></html>\n'
        )


def _time(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _xml(text: str) -> str:
    """Without the characters that XML 1.0 cannot carry."""
    return text.translate(_NOT_XML)


_NOT_XML = {
    code: None for code in (*range(0x20), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)) if code not in (9, 10, 13)
}


def _array(items: Iterator[dict[str, Any]]) -> str:
    """A JSON array, one item a line."""
    lines = (json.dumps(item, ensure_ascii=False, separators=(",", ":")) for item in items)
    return "[\n" + ",\n".join(lines) + "\n]\n"
