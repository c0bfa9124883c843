"""The Pelican generator of the whole site: reads, resolves, collates, renders, writes."""

from __future__ import annotations

import logging
import posixpath
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, cast

from pelican.generators import Generator

from mujaz.analysis.record import Entity
from mujaz.archive import corrections, published
from mujaz.archive.corrections import Corrections
from mujaz.archive.resolution import Resolution
from mujaz.archive.resolve import resolve
from mujaz.site import structured, words
from mujaz.site.assets import load_assets
from mujaz.site.cards import Cards, CardsError
from mujaz.site.cards import check as check_cards
from mujaz.site.catalog import Entry
from mujaz.site.collate import Archive
from mujaz.site.faults import Faults, undated
from mujaz.site.files import Files
from mujaz.site.jobs import Job, jobs
from mujaz.site.keys import Keys, digest, repr_bytes
from mujaz.site.linkcheck import LinkCheck
from mujaz.site.links import Addresses
from mujaz.site.markdown import internal_links
from mujaz.site.pages import Pages
from mujaz.site.passages import direction, marked
from mujaz.site.present import Presenter
from mujaz.site.press import Press, Site
from mujaz.site.reader import Reader
from mujaz.site.review import Review, ReviewView
from mujaz.site.settings import workers
from mujaz.site.shelf import Shelf
from mujaz.site.sources import SourceFile
from mujaz.site.state import State, Trace, code_of, fingerprint, trace_of
from mujaz.site.templating import Compiled, quicken, theme_texts
from mujaz.site.views import SiteView
from mujaz.site.wording import worded
from mujaz.site.writer import BuildError, SiteWriter, remove

logger = logging.getLogger(__name__)
PLUGIN = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Run:
    """What one build carries from signal to signal, under ``settings["mujaz"]``."""

    faults: Faults
    page_paths: tuple[str, ...]  # Pelican's PAGE_PATHS, which its own generator no longer gets


class DigestGenerator(Generator):  # type: ignore[misc]
    """Makes every page of the digest."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.run: Run = self.settings["mujaz"]
        self.faults = self.run.faults
        self.counted: Any = None  # Pelican's generator of articles
        self.code = code_of(PLUGIN)
        self.state = State(self.settings["MUJAZ_STATE"], self.output_path, self.code)
        self.published = self.state.published()

    def generate_context(self) -> None:
        """Read and collate, unless nothing changed since the build before."""
        settings = self.settings
        begun = time.time_ns()
        articles, pages = self._sources()
        theme = theme_texts(map(Path, self._templates_path), Path(settings["MUJAZ_WORDS"]))
        self.base = fingerprint(self.code, settings, [self.assets.fingerprint, *theme])
        self.inputs = digest((self.base, *map(repr_bytes, (self.corrections, articles, pages))))
        self.settled = all(file.settled(begun) for file in (*articles, *pages))
        done = self.state.load("done")
        self.idle = (
            bool(done)
            and done[0] == self._stamp()
            and not self.faults
            and self._stamps(done[3]) == done[4]
            and self._is_intact()
        )
        if self.idle:
            _, self.count, self.dated, self.shown, self.shown_stamps = done
        else:
            self._collate(articles, pages)
        self.context["static_links"].update(self.shown)
        if self.dated:
            logger.warning("%s", self.dated)

    def read(self) -> None:
        """Read and collate with nothing of the output looked at or written: all that a check wants."""
        self._collate(*self._sources())
        self.store.close()
        self.shelf.close()

    def _sources(self) -> tuple[list[SourceFile], list[SourceFile]]:
        """The files of the articles and of the pages, with what they are read by."""
        self.corrections = self._corrections()
        self.assets = load_assets(Path(self.theme) / "static", Path(self.settings["MUJAZ_FONTS"]))
        self.reader = Reader(self.settings, self.faults)
        return self.reader.article_files(), self.reader.page_files()

    def _stamp(self) -> bytes:
        """Of everything the site depends on."""
        return digest((self.inputs, repr_bytes(self.published)))

    def _is_intact(self) -> bool:
        """Whether every file is as the build before left it."""
        pages = self.state.load("pages") or {}
        return bool(pages) and all(
            trace_of(f"{self.output_path}/{name}") == trace for name, (_, trace) in pages.items()
        )

    def _copy_no_more(self) -> None:
        """Take away what Pelican copied in an earlier build and copies no longer."""
        places = (posixpath.normpath(file.save_as) for file in self.context["staticfiles"])
        copied = {place for place in places if not place.startswith(("/", "../"))}
        known: set[str] = self.state.load("copied") or set()
        if copied != known:
            remove(self.output_path, known - copied - self.state.owned())
            self.state.save("copied", copied)

    def _collate(self, articles: list[SourceFile], pages: list[SourceFile]) -> None:
        # the analysis loads its models, which a build that has nothing to do spares
        from mujaz.analysis.entities.gazetteer import shipped
        from mujaz.archive.conflicts import settled
        from mujaz.archive.store import AnalysisStore
        from mujaz.archive.work import newsroom

        settings = self.settings
        self.prepare = newsroom(self.corrections.entries())
        if self.corrections.items:
            self.prepare()  # which tells the lists of the newsroom's names
            self.corrections = self._sound(settled(self.corrections, shipped()))
        self.store = AnalysisStore.open(
            Path(settings["MUJAZ_STORE"]),
            extra=self.corrections.names_version() + settings["MUJAZ_NER_MODEL"],
            prepare=self.prepare,
        )
        self.shelf = Shelf(Path(settings["MUJAZ_STORE"]), self.path, self.code, self.reader.remake)
        self.reader.open(self.store, self.shelf, self.shelf.note("documents") or {})
        entries = self.reader.entries(articles)
        self.count, self.dated = len(entries), undated(self.reader.dated_by_file)
        page_entries = self.reader.entries(pages)
        self.resolution = self._resolve(entries)
        self.archive = Archive(entries, self.resolution, self.faults)
        self.pages = Pages(page_entries, self.faults)
        paths = (entry.path for entry in self.archive.entries)
        self.files = {**dict(zip(paths, self.archive.addresses, strict=True)), **self.pages.files}
        self.shown = self._shown_files()
        self.shown_stamps = self._stamps(self.shown)
        gone = self.reader.known.keys() - {entry.path for entry in (*entries, *page_entries)}
        self.shelf.save({}, gone)
        if self.reader.kept_documents:
            self.shelf.take_note("documents", self.reader.kept_documents)

    def _resolve(self, entries: Sequence[Entry]) -> Resolution:
        """The archive's entities: those of the build before where no article's names changed."""
        enough = self.settings["MUJAZ_TAG_PAGE_MENTIONS"]
        asked = digest(
            (repr_bytes((self.corrections, enough)), *(x.path.encode() + x.names_key for x in entries))
        )
        known = self.shelf.note("resolution")
        if known and known[0] == asked and self.published in known[1]:
            resolution: Resolution = known[2]
            return resolution
        self.prepare()  # resolution asks the same lists as the analysis, which may not have run in this build
        names = ((entry.path, cast("Sequence[Entity]", self.shelf.names(entry))) for entry in entries)
        resolution = resolve(names, self.corrections, enough=enough, published=self.published)
        same = (self.published, self._to_publish(resolution))  # what is published now leads to the same
        self.shelf.take_note("resolution", (asked, same, resolution))
        return resolution

    def _to_publish(self, resolution: Resolution) -> tuple[str, ...]:
        """What is noted of addresses that stay from now on, where the site is published."""
        if not self.settings["SITEURL"] or self.settings["MUJAZ_PREVIEW"]:
            return self.published
        return published.notes(resolution, self.published)

    def _corrections(self) -> Corrections:
        """The newsroom's file. Its faults cost their own tables in a build, and stop a publication."""
        path = Path(self.settings["MUJAZ_ENTITIES"])
        found = corrections.read(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)
        return self._sound(found)

    def _sound(self, found: Corrections) -> Corrections:
        """The same, its faults told. Raises ``BuildError`` where the site is published."""
        if found.faults and self.settings["SITEURL"] and not self.settings["MUJAZ_PREVIEW"]:
            raise BuildError("\n".join(found.messages()))
        for fault in found.faults:
            self.faults.add(found.path, fault.message, fault.line, fault.code, **dict(fault.values))
        return found

    def generate_output(self, writer: SiteWriter) -> None:
        """Render and write what changed."""
        if self.counted is not None:
            self.counted.articles = range(self.count)  # Pelican prints how many there are
        if self.idle:
            self._copy_no_more()
            logger.info("pages: nothing changed")
            return
        settings = self.settings
        press = self._press()
        site = press.site
        todo = list(self._jobs(site.cards, review=bool(site.review)))
        report = writer.write_site(press, todo, self.state, workers(settings))
        self._copy_no_more()
        logger.info("pages: %d, rendered %d, written %d", len(todo), report.rendered, report.written)
        self.store.close()
        self.shelf.close()
        noted = self._to_publish(self.resolution)
        if noted != self.published:
            self.state.publish(noted)
            self.published = noted
        if self.settled and not self.faults:
            self.state.save("done", (self._stamp(), self.count, self.dated, self.shown, self.shown_stamps))

    def _press(self) -> Press:
        settings = self.settings
        self._compile()
        locale, digits = settings["MUJAZ_DATE_LOCALE"], settings["MUJAZ_DIGITS"]
        t = words.translator(words.load_words(Path(settings["MUJAZ_WORDS"])), "ar", digits)
        in_words = words.date_format(locale, digits, hijri=settings["MUJAZ_HIJRI"])
        addresses = Addresses(settings["SITEURL"])
        presenter = Presenter(
            archive=self.archive,
            load=self.reader.load,
            texts=self.shelf.texts,
            proof=self.shelf.proof,
            named=self.shelf.names,
            label=in_words,
            source_word=t("article.in_place"),
            per_page=settings["MUJAZ_PER_PAGE"],
            files=self.files,
        )
        view = SiteView(
            name=settings["SITENAME"],
            tagline=settings["MUJAZ_TAGLINE"],
            language="ar",
            url=addresses.siteurl,
            pages=self.pages.crumbs,
            preview=settings["MUJAZ_PREVIEW"],
        )
        self.env.globals.update(
            site=view,
            t=t,
            date=in_words,
            number=words.number_format(digits),
            direction=direction,
            marked=marked,
            worded=partial(worded, t),
            structured=structured.structured,
        )
        cards = self._cards(in_words)
        base = digest((self.base, repr_bytes((self.pages.crumbs, bool(cards)))))
        keys = Keys(self.archive, base, self.pages, settings["MUJAZ_PER_PAGE"], settings["MUJAZ_FRONT_DAYS"])
        review = self._review()
        keys.review = repr_bytes(review)
        keys.linked = self._linked()
        site = Site(
            env=self.env,
            view=view,
            presenter=presenter,
            resolution=self.resolution,
            addresses=addresses,
            assets=self.assets,
            pages=self.pages,
            t=t,
            date=in_words,
            locale=locale,
            front_days=settings["MUJAZ_FRONT_DAYS"],
            cards=cards,
            review=review,
        )
        return Press(
            site, keys, Files(view, presenter, addresses, self.assets, self.pages, t, self.shelf.texts_once)
        )

    def _compile(self) -> None:
        """Make the templates ready: from the build before where they are the same."""
        compiled = Compiled(self.shelf.note("templates") or {})
        quicken(self.env, map(Path, self._templates_path), compiled)
        if compiled.is_new:
            self.shelf.take_note("templates", compiled.kept)

    def _review(self) -> ReviewView | None:
        """What the newsroom should look at: in the preview."""
        if not self.settings["MUJAZ_PREVIEW"]:
            return None
        known = self.state.load("review") or {}
        archive, review = self.archive, Review(known)
        view = review.view(archive.entries, archive.addresses, self.reader.load, self.resolution, self.faults)
        if review.kept.keys() != known.keys():
            self.state.save("review", review.kept)
        return view

    def _cards(self, in_words: Callable[..., str]) -> Cards | None:
        """Share pictures: wanted where pages have full addresses, and where they can be drawn."""
        settings = self.settings
        if not settings["SITEURL"] or settings["MUJAZ_PREVIEW"] or not settings["MUJAZ_SHARE_PICTURES"]:
            return None
        fonts, folder = Path(settings["MUJAZ_FONTS"]), Path(settings["MUJAZ_STATE"]) / "share"
        try:
            check_cards(fonts)
        except CardsError as reason:
            logger.warning("share pictures: %s", reason)
            return None
        return Cards(self.archive.cards, settings["SITENAME"], in_words, fonts, folder)

    def _linked(self) -> dict[str, bytes]:
        """Where the links of each Markdown file lead."""
        return {
            path: repr_bytes([self.files.get(target, target) for _, target in links])
            for path, document in self.reader.documents.items()
            if (links := internal_links(document))
        }

    def _shown_files(self) -> list[str]:
        """The files that Markdown shows, for Pelican to copy; a fault for each link that leads nowhere."""
        check = LinkCheck(
            root=Path(self.path),
            static_paths=self.settings["STATIC_PATHS"],
            files=self.files,
            host_path=Addresses(self.settings["SITEURL"]).prefix("") or "/",
            make_files=lambda: (job.file for job in self._jobs(None, review=True)),
            faults=self.faults,
        )
        return check.shown(self.reader.documents.values())

    def _jobs(self, cards: Cards | None, *, review: bool) -> Iterator[Job]:
        settings = self.settings
        return jobs(
            self.archive,
            self.assets,
            self.pages.addresses,
            per_page=settings["MUJAZ_PER_PAGE"],
            quotes_per_page=settings["MUJAZ_QUOTES_PER_PAGE"],
            feed_items=settings["MUJAZ_FEED_ITEMS"],
            siteurl=settings["SITEURL"],
            cards=cards,
            review=review,
        )

    def _stamps(self, names: Sequence[str]) -> list[Trace | None]:
        """What tells whether the files that Markdown shows were touched: pages have their sizes."""
        return [trace_of(f"{self.path}/{name}") for name in names]
