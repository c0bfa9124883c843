"""Renders every page of a site from the archive and the theme."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any, NamedTuple, cast, get_args

from jinja2 import Environment, Template
from markupsafe import Markup

from mujaz.analysis.record import EntityKind
from mujaz.archive.resolution import Resolution
from mujaz.site import words
from mujaz.site.assets import Assets
from mujaz.site.calendars import day_card, month_address, month_view, year_address, year_view
from mujaz.site.cards import Cards
from mujaz.site.collate import day_address
from mujaz.site.files import Files
from mujaz.site.jobs import Job
from mujaz.site.keys import Keys
from mujaz.site.links import Addresses, Link
from mujaz.site.pages import Pages
from mujaz.site.passages import plain
from mujaz.site.present import Presenter
from mujaz.site.review import ReviewView
from mujaz.site.templating import Part, page
from mujaz.site.views import Card, Crumb, PageKind, PageView, SiteView, TagLink
from mujaz.site.writer import Content

HELD = 20_000  # rendered parts of pages at one depth
#: What tells a rendered part from others that show a value of the same type.
KEYED: dict[type, Callable[[Any], object]] = {
    Card: attrgetter("address"),
    TagLink: attrgetter("slug", "count"),
    str: str,
}
PAGES = frozenset(get_args(PageKind))


class Sheet(NamedTuple):
    """What a template gets besides the frame: the page's title and description, crumbs above it, its view."""

    title: str
    description: str
    crumbs: tuple[Crumb, ...]
    context: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Site:
    """Everything the pages are made from."""

    env: Environment
    view: SiteView
    presenter: Presenter
    resolution: Resolution
    addresses: Addresses
    assets: Assets
    pages: Pages
    t: Callable[..., str]
    date: Callable[[date, str], str]
    locale: str
    front_days: int
    cards: Cards | None = None  # share pictures, where the site is published
    review: ReviewView | None = None  # in the preview


class Press:
    """Makes the files of a site: pages from templates here, everything else in ``Files``."""

    def __init__(self, site: Site, keys: Keys, files: Files) -> None:
        self.site = site
        self.keys = keys
        self.files = files
        self.archive = site.presenter.archive
        self.home = Crumb(site.view.name, "")
        self.first_weekday = words.first_weekday(site.locale)
        self._frames: dict[str, dict[str, Any]] = {}
        self._templates: dict[str, Template] = {}

    def key(self, job: Job) -> bytes:
        """A hash of everything the file depends on."""
        return self.keys.of(job)

    def render(self, job: Job) -> Content:
        """The file's bytes, a long one's in parts."""
        if job.kind == "asset":
            return self.site.assets.contents[job.address]
        if job.kind == "card" and self.site.cards:
            return self.site.cards.picture(job.item)
        if job.kind not in PAGES:
            return self.files.render(job)
        make = getattr(self, "_not_found" if job.kind == "404" else f"_{job.kind}")
        frame = self._frame(job)
        sheet: Sheet = make(job.item, frame["link"])
        title, description = plain(sheet.title), plain(sheet.description)
        crumbs = (*sheet.crumbs, Crumb(title, job.address))
        view = PageView(cast("PageKind", job.kind), job.address, title, description, crumbs)
        return page(self._template(job.kind), {**frame, **sheet.context, "page": view}).encode()

    def _template(self, name: str) -> Template:
        template = self._templates.get(name)
        if template is None:
            template = self._templates[name] = self.site.env.get_template(f"{name}.html")
        return template

    # what pages at the same depth share

    def _frame(self, job: Job) -> dict[str, Any]:
        if job.kind == "404":
            return self._new_frame(self.site.addresses.rooted())
        prefix = self.site.addresses.prefix(job.address)
        frame = self._frames.get(prefix)
        if frame is None:
            frame = self._frames[prefix] = self._new_frame(self.site.addresses.link_from(prefix))
        return frame

    def _new_frame(self, link: Link) -> dict[str, Any]:
        assets = self.site.assets
        frame: dict[str, Any] = {
            "link": link,
            "absolute": self.site.addresses.absolute,
            "static": lambda name: link(assets.address(name)),
            "preload": assets.preload if self.site.view.url else (),
        }
        known: dict[Any, Markup] = {}
        parts: dict[str, Part] = {}

        def draw(name: str, value: object, more: dict[str, object]) -> Markup:
            part = parts.get(name)
            if part is None:
                part = parts[name] = Part(self._template(f"partials/{name}"), frame)
            return part.render(**{name: value}, **more)

        def fragment(name: str, value: object, **more: object) -> Markup:
            keyed = KEYED.get(type(value))
            if keyed is None:
                return draw(name, value, more)
            key = (name, keyed(value), *more.values())
            html = known.get(key)
            if html is None:
                if len(known) >= HELD:
                    known.clear()
                html = known[key] = draw(name, value, more)
            return html

        frame["fragment"] = fragment
        return frame

    # one method for each kind of page

    def _article(self, index: int, link: Link) -> Sheet:
        image = self.site.cards.address(index) if self.site.cards else ""
        view = self.site.presenter.article(index, link, image)
        day = view.card.date
        crumbs = (self.home, Crumb(self.site.date(day, "long"), day_address(day)))
        return Sheet(view.card.title, view.card.summary, crumbs, {"article": view})

    def _day(self, day: date, link: Link) -> Sheet:
        view = self.site.presenter.day(day)
        title = self.site.t("day.title", date=self.site.date(day, "long"))
        crumbs = (self.home, Crumb(self.site.date(day, "month"), month_address(day.year, day.month)))
        return Sheet(title, _titles(view.items), crumbs, {"day": view})

    def _tag(self, item: tuple[str, int], link: Link) -> Sheet:
        view, items = self.site.presenter.tag(*item)
        title = self.site.t("tag.title", name=view.link.name)
        crumbs = (self.home, Crumb(self.site.t("tags.title"), "tags/"))
        return Sheet(title, _titles(items.items), crumbs, {"tag": view, "items": items})

    def _quotes(self, item: tuple[Sequence[int], int, int], link: Link) -> Sheet:
        quotes = self.site.presenter.quotes_page(*item)
        title, lead = self.site.t("quotes.title"), self.site.t("quotes.lead")
        return Sheet(title, lead, (self.home,), {"quotes": quotes})

    def _month(self, item: tuple[int, int], link: Link) -> Sheet:
        view = month_view(self.archive, *item, self.first_weekday)
        crumbs = (self.home, Crumb(self.site.date(date(item[0], 1, 1), "year"), year_address(item[0])))
        return Sheet(self.site.date(date(*item, 1), "month"), "", crumbs, {"month": view})

    def _year(self, year: int, link: Link) -> Sheet:
        view = year_view(self.archive, year, self.first_weekday)
        crumbs = (self.home, Crumb(self.site.t("archive.title"), "archive/"))
        return Sheet(self.site.date(date(year, 1, 1), "year"), "", crumbs, {"year": view})

    def _archive(self, _item: None, link: Link) -> Sheet:
        years = [year_view(self.archive, year, self.first_weekday) for year in self.archive.years]
        return Sheet(
            self.site.t("archive.title"), self.site.t("archive.lead"), (self.home,), {"years": years}
        )

    def _tags(self, _item: None, link: Link) -> Sheet:
        kinds = self.site.presenter.kinds()
        return Sheet(self.site.t("tags.title"), self.site.t("tags.lead"), (self.home,), {"kinds": kinds})

    def _names(self, item: tuple[EntityKind, int], link: Link) -> Sheet:
        view = self.site.presenter.names(*item)
        crumbs = (self.home, Crumb(self.site.t("tags.title"), "tags/"))
        return Sheet(self.site.t(f"names.{item[0]}"), "", crumbs, {"index": view})

    def _front(self, _item: None, link: Link) -> Sheet:
        days = self.archive.day_list
        earlier = [day_card(self.archive, day) for day in days[1 : self.site.front_days + 1]]
        context = {"day": self.site.presenter.day(days[0]) if days else None, "earlier": earlier}
        return Sheet(self.site.view.name, self.site.view.tagline, (), context)

    def _search(self, _item: None, link: Link) -> Sheet:
        return Sheet(self.site.t("search.title"), "", (self.home,), {})

    def _not_found(self, _item: None, link: Link) -> Sheet:
        days = self.archive.day_list
        newest = self.site.presenter.day(days[0]) if days else None
        return Sheet(self.site.t("not_found.title"), "", (), {"day": newest})

    def _review(self, _item: None, link: Link) -> Sheet:
        return Sheet(self.site.t("review.title"), "", (self.home,), {"review": self.site.review})

    def _page(self, address: str, link: Link) -> Sheet:
        content = self.site.pages.content(address, self.site.presenter, self.site.resolution, link)
        return Sheet(content.title, "", (self.home,), {"content": content})


def _titles(cards: Iterable[Card]) -> str:
    """What a list is about: its first titles."""
    return "؛ ".join(card.title for card in list(cards)[:3])
