"""The files machines read: feeds, data, sitemap, robots, manifest, redirects."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from html import escape
from typing import Any

import orjson

from mujaz.site.assets import Assets
from mujaz.site.catalog import Entry
from mujaz.site.feeds import Feeds
from mujaz.site.jobs import Job
from mujaz.site.links import Addresses
from mujaz.site.pages import Pages
from mujaz.site.present import Presenter, tag_feed
from mujaz.site.sitemap import Sitemap, listed
from mujaz.site.views import SiteView
from mujaz.site.writer import Content


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
        texts: Callable[[Entry], Sequence[str]],
    ) -> None:
        self.texts = texts  # of an article's quotations
        self.feeds = Feeds(view, presenter, addresses, t)
        self.view = view
        self.presenter = presenter
        self.archive = presenter.archive
        self.addresses = addresses
        self.assets = assets
        self.pages = pages

    def render(self, job: Job) -> Content:
        """The file's bytes, a long one's in parts."""
        if job.kind == "redirect":
            return self.redirect(job.address, job.item).encode()
        if job.kind == "moved":  # the same feed, which says where it is now
            slug, articles = job.item
            job = Job("feed", tag_feed(slug), articles)
        if job.kind == "feed":
            return self.feeds.render(job).encode()
        lists = {
            "data/articles.json": self.articles,
            "data/entities.json": self.entities,
        }
        if job.address == "data/quotes.json":
            return self.quotes()
        if job.address.startswith("sitemap"):
            return self.sitemap.render(job.address).encode()
        if job.address in lists:
            return _array([item] for item in lists[job.address]())
        makers: dict[str, Callable[[], str]] = {
            "manifest.webmanifest": self.manifest,
            "robots.txt": self.robots,
        }
        return makers[job.address]().encode()

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
                "quotations": tag.said,
            }

    def quotes(self) -> Iterator[bytes]:
        """Every quotation, newest first; an article's on one line."""
        return _array(self._quotes_of(index) for index in self.archive.spoken)

    def _quotes_of(self, index: int) -> list[dict[str, Any]]:
        address = self.archive.addresses[index]
        entry = self.archive.entries[index]
        day, texts = entry.date.isoformat(), self.texts(entry)
        return [
            {
                "text": text,
                "kind": said.kind,
                "speaker": link.name if link else said.speaker,
                "slug": link.slug if link else None,
                "role": said.role,
                "date": day,
                "article": address,
                "anchor": f"q{said.number}",
                "paragraph": f"p{said.paragraph}",
            }
            for said, text, link in zip(entry.said, texts, self.archive.speakers[index], strict=True)
        ]

    # for crawlers and browsers

    @cached_property
    def sitemap(self) -> Sitemap:
        """Every page for crawlers."""
        rows = listed(self.archive, self.pages.addresses)
        return Sitemap(rows, self.addresses, self.view.name, self.view.language)

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
            f"<title>{escape(name)}</title>"
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            '<meta name="color-scheme" content="light dark"><meta name="robots" content="noindex">'
            f'<meta http-equiv="refresh" content="0; url={href}">{more}</head>'
            f'<body><main><p><a href="{href}"><bdi>{escape(name)}</bdi></a></p></main></body></html>\n'
        )


def _array(groups: Iterable[list[dict[str, Any]]]) -> Iterator[bytes]:
    """A JSON array in parts, a group of items a line: never held whole."""
    before = b"[\n"
    for group in groups:
        yield before + orjson.dumps(group)[1:-1]
        before = b",\n"
    yield b"\n]\n" if before == b",\n" else b"[]\n"
