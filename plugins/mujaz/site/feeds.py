"""Atom and JSON feeds: the newest articles of all or of one name, and the newest days as digests."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from html import escape
from typing import Any

from mujaz.site.collate import day_address
from mujaz.site.jobs import DAYS, Job
from mujaz.site.links import Addresses
from mujaz.site.passages import plain, without_controls
from mujaz.site.present import Presenter
from mujaz.site.views import SiteView


class Feeds:
    """Makes the feeds of one archive. Nothing in them is heard twice: bodies come without pull-quotes,
    and quotations with the marks that the text has."""

    def __init__(
        self, view: SiteView, presenter: Presenter, addresses: Addresses, t: Callable[..., str]
    ) -> None:
        self.view = view
        self.presenter = presenter
        self.archive = presenter.archive
        self.addresses = addresses
        self.t = t

    def render(self, job: Job) -> str:
        """A feed's text."""
        return self.json_feed(job) if job.address.endswith(".json") else self.atom(job)

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
        if page:
            head += f'<category term="{escape(title)}"/>\n'
        return without_controls(head + "".join(entries) + "</feed>\n")

    def _article_entry(self, index: int, whole: bool) -> str:
        card = self.archive.cards[index]
        entry = self.archive.entries[index]
        parts = [
            f"<entry>\n<title>{escape(plain(card.title))}</title>\n",
            f'<link href="{self._out(card.address)}"/>\n',
            f"<id>{escape(self._id(card.address))}</id>\n",
            f"<published>{_time(card.date)}</published>\n<updated>{_time(card.date)}</updated>\n",
        ]
        if entry.source and entry.source.name:
            parts.append(f"<author><name>{escape(entry.source.name)}</name></author>\n")
        if whole:
            parts += [f'<category term="{escape(name.name)}"/>\n' for name in self.archive.tagged[index]]
        if card.summary:
            parts.append(f"<summary>{escape(plain(card.summary))}</summary>\n")
        if whole:
            parts.append(f'<content type="html">{escape(self._body(index))}</content>\n')
        return "".join([*parts, "</entry>\n"])

    def _day_entries(self) -> Iterator[str]:
        for day in self.archive.day_list[:DAYS]:
            address = day_address(day)
            cards = [self.archive.cards[index] for index in self.archive.days[day]]
            items = "".join(
                f'<li><a href="{self._out(card.address)}">{escape(plain(card.title))}</a></li>'
                for card in cards
            )
            title = self.t("day.title", date=self.presenter.label(day, "long"))
            yield (
                f"<entry>\n<title>{escape(title)}</title>\n"
                f'<link href="{self._out(address)}"/>\n'
                f"<id>{escape(self._id(address))}</id>\n<updated>{_time(day)}</updated>\n"
                f'<content type="html">{escape(f"<ol>{items}</ol>")}</content>\n</entry>\n'
            )

    def _body(self, index: int) -> str:
        entry, names = self.archive.entries[index], self.archive.names[index]
        proof = self.presenter.proof(entry)
        return str(self.presenter.body(entry, proof, names, (), self.addresses.outside))

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
                "title": plain(card.title),
                "summary": plain(card.summary),
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


def _time(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"
