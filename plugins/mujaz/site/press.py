"""Which pages the site has, and how each is rendered from the archive and the theme."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from babel import Locale
from jinja2 import Environment, Template
from markupsafe import Markup

from mujaz.site.assets import Assets
from mujaz.site.calendars import day_card, month_address, month_view, year_address, year_view
from mujaz.site.collate import Archive, day_address
from mujaz.site.links import Addresses, Link
from mujaz.site.present import Presenter, page_address, page_count, paginate
from mujaz.site.views import Card, Crumb, PageContent, PageKind, PageView, SiteView, TagLink

Words = Callable[..., str]


@dataclass(frozen=True, slots=True)
class Job:
    """One page to render: ``item`` says which of its kind."""

    kind: PageKind
    address: str
    item: Any = None


@dataclass(frozen=True, slots=True)
class Press:
    """Renders the pages of one site."""

    env: Environment
    site: SiteView
    archive: Archive
    presenter: Presenter
    addresses: Addresses
    assets: Assets
    pages: Mapping[str, PageContent]  # Markdown pages by address
    t: Words
    date: Callable[[date, str], str]
    locale: str
    front_days: int
    frames: dict[str, dict[str, Any]]
    templates: dict[str, Template]

    def jobs(self) -> Iterator[Job]:
        """Every page, the costliest kinds first."""
        archive, size = self.archive, self.presenter.per_page
        for index, address in enumerate(archive.addresses):
            yield Job("article", address, index)
        for slug, tag in archive.tags.items():
            for number in range(1, page_count(len(tag.articles), size) + 1):
                yield Job("tag", page_address(tag.link.address, number), (slug, number))
        for day in archive.days:
            yield Job("day", day_address(day), day)
        for number in range(1, page_count(len(self.said), self.presenter.quotes_per_page) + 1):
            yield Job("quotes", page_address("quotes/", number), number)
        for year, month in archive.months:
            yield Job("month", month_address(year, month), (year, month))
        for year in archive.years:
            yield Job("year", year_address(year), year)
        for address in self.pages:
            yield Job("page", address, address)
        yield Job("front", "")
        yield Job("tags", "tags/")
        yield Job("archive", "archive/")
        yield Job("search", "search/")
        yield Job("404", "404.html")

    @property
    def said(self) -> list[Any]:
        """Every quotation, newest first."""
        return [(index, said) for index, entry in enumerate(self.archive.entries) for said in entry.said]

    def render(self, job: Job) -> bytes:
        """The page's bytes."""
        make = getattr(self, f"_{job.kind}" if job.kind != "404" else "_not_found")
        frame = self._frame(job)
        title, description, crumbs, context = make(job, frame["link"])
        view = PageView(job.kind, job.address, title, description, (*crumbs, Crumb(title, job.address)))
        template = self._template(job.kind)
        return template.render({**frame, **context, "page": view}).encode()

    def _template(self, name: str) -> Template:
        template = self.templates.get(name)
        if template is None:
            template = self.templates[name] = self.env.get_template(f"{name}.html")
        return template

    # what pages at the same depth share

    def _frame(self, job: Job) -> dict[str, Any]:
        if job.kind == "404":
            return self._new_frame(self.addresses.rooted())
        prefix = self.addresses.prefix(job.address)
        frame = self.frames.get(prefix)
        if frame is None:
            frame = self.frames[prefix] = self._new_frame(self.addresses.link_from(prefix))
        return frame

    def _new_frame(self, link: Link) -> dict[str, Any]:
        frame: dict[str, Any] = {
            "link": link,
            "absolute": self.addresses.absolute,
            "static": lambda name: link(self.assets.address(name)),
            "preload": self.assets.preload if self.site.url else (),
        }
        known: dict[Any, Markup] = {}

        def fragment(name: str, value: Any, **more: Any) -> Markup:
            part = self._template(f"partials/{name}")
            if not isinstance(value, Card | TagLink):
                return Markup(part.render({**frame, name: value, **more}))
            key = (name, value if isinstance(value, TagLink) else value.address, *more.values())
            html = known.get(key)
            if html is None:
                html = known[key] = Markup(part.render({**frame, name: value, **more}))
            return html

        frame["fragment"] = fragment
        return frame

    # one method for each kind of page: title, description, crumbs above it, context

    def _article(self, job: Job, link: Link) -> tuple[str, str, tuple[Crumb, ...], dict[str, Any]]:
        view = self.presenter.article(job.item, link)
        day = Crumb(self.date(view.card.date, "long"), day_address(view.card.date))
        return view.card.title, view.card.summary, (self._home, day), {"article": view}

    def _day(self, job: Job, link: Link) -> tuple[str, str, tuple[Crumb, ...], dict[str, Any]]:
        view = self.presenter.day(job.item)
        title = self.t("day.title", date=self.date(view.date, "long"))
        month = Crumb(self.date(view.date, "month"), month_address(view.date.year, view.date.month))
        return title, _titles(view.items), (self._home, month), {"day": view}

    def _tag(self, job: Job, link: Link) -> tuple[str, str, tuple[Crumb, ...], dict[str, Any]]:
        slug, number = job.item
        view, items = self.presenter.tag(slug, number)
        title = self.t("tag.title", name=view.link.name)
        crumbs = (self._home, Crumb(self.t("tags.title"), "tags/"))
        return title, _titles(items.items), crumbs, {"tag": view, "items": items}

    def _quotes(self, job: Job, link: Link) -> tuple[str, str, tuple[Crumb, ...], dict[str, Any]]:
        size, said = self.presenter.quotes_per_page, self.said
        shown = self.presenter.quotes(said[(job.item - 1) * size : job.item * size])
        items = paginate(shown, job.item, len(said), size, "quotes/")
        return self.t("quotes.title"), self.t("quotes.lead"), (self._home,), {"items": items}

    def _month(self, job: Job, link: Link) -> tuple[str, str, tuple[Crumb, ...], dict[str, Any]]:
        year, month = job.item
        view = month_view(self.archive, year, month, self._first_weekday)
        crumbs = (self._home, Crumb(self.date(date(year, 1, 1), "year"), year_address(year)))
        return self.date(date(year, month, 1), "month"), "", crumbs, {"month": view}

    def _year(self, job: Job, link: Link) -> tuple[str, str, tuple[Crumb, ...], dict[str, Any]]:
        view = year_view(self.archive, job.item, self._first_weekday)
        crumbs = (self._home, Crumb(self.t("archive.title"), "archive/"))
        return self.date(date(job.item, 1, 1), "year"), "", crumbs, {"year": view}

    def _archive(self, job: Job, link: Link) -> tuple[str, str, tuple[Crumb, ...], dict[str, Any]]:
        years = [year_view(self.archive, year, self._first_weekday) for year in self.archive.years]
        return self.t("archive.title"), self.t("archive.lead"), (self._home,), {"years": years}

    def _tags(self, job: Job, link: Link) -> tuple[str, str, tuple[Crumb, ...], dict[str, Any]]:
        return self.t("tags.title"), self.t("tags.lead"), (self._home,), {"kinds": self.presenter.kinds()}

    def _front(self, job: Job, link: Link) -> tuple[str, str, tuple[Crumb, ...], dict[str, Any]]:
        days = self.archive.day_list
        earlier = [day_card(self.archive, day) for day in days[1 : self.front_days + 1]]
        day = self.presenter.day(days[0]) if days else None
        return self.site.name, self.site.tagline, (), {"day": day, "earlier": earlier}

    def _search(self, job: Job, link: Link) -> tuple[str, str, tuple[Crumb, ...], dict[str, Any]]:
        return self.t("search.title"), "", (self._home,), {}

    def _not_found(self, job: Job, link: Link) -> tuple[str, str, tuple[Crumb, ...], dict[str, Any]]:
        days = self.archive.day_list
        return self.t("not_found.title"), "", (), {"day": self.presenter.day(days[0]) if days else None}

    def _page(self, job: Job, link: Link) -> tuple[str, str, tuple[Crumb, ...], dict[str, Any]]:
        content = self.pages[job.item]
        return content.title, "", (self._home,), {"content": content}

    @property
    def _home(self) -> Crumb:
        return Crumb(self.site.name, "")

    @property
    def _first_weekday(self) -> int:
        return Locale.parse(self.locale).first_week_day


def _titles(cards: Any) -> str:
    return "؛ ".join(card.title for card in list(cards)[:3])
