"""The Pelican generator of the whole site: reads, collates, renders, writes."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pelican.generators import Generator

from mujaz.site import structured, words
from mujaz.site.assets import Assets, load_assets
from mujaz.site.catalog import Entry
from mujaz.site.collate import Archive, Resolved
from mujaz.site.faults import Faults
from mujaz.site.links import Addresses
from mujaz.site.present import Presenter
from mujaz.site.press import Press
from mujaz.site.reader import Reader
from mujaz.site.sources import slug
from mujaz.site.views import SiteView
from mujaz.site.writer import SiteWriter

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Run:
    """What one build carries from signal to signal, under ``settings["mujaz"]``."""

    faults: Faults
    page_paths: tuple[str, ...]  # Pelican's PAGE_PATHS, which its own generator no longer gets


class PlainResolution:
    """Each name is its own entity."""

    redirects: dict[str, str] = {}

    def __init__(self, entries: Sequence[Entry]) -> None:
        self.entities: dict[str, Resolved] = {}
        for entry in entries:
            for entity in entry.names:
                if entity.tag:
                    key = entity.slug or slug(entity.name)
                    self.entities.setdefault(key, Resolved(key, entity.name, entity.kind))

    def slugs(self, entry: Entry) -> list[str | None]:
        found = [entity.slug or slug(entity.name) for entity in entry.names]
        return [key if key in self.entities else None for key in found]


class DigestGenerator(Generator):
    """Makes every page of the digest."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.run: Run = self.settings["mujaz"]
        self.faults = self.run.faults
        self.counted: Any = None  # Pelican's generator of articles

    def generate_context(self) -> None:
        """Read and collate."""
        reader = Reader(self.settings, self.faults)
        entries = reader.entries(reader.files())
        if reader.dated_by_file:
            logger.warning(
                "dates: %d articles tell none; their files' own time stands in", reader.dated_by_file
            )
        self.archive = Archive(entries, PlainResolution(entries), self.faults)
        self.reader = reader

    def generate_output(self, writer: SiteWriter) -> None:
        """Render and write."""
        press = self._press()
        writer.write_site(press, press.jobs(), press.assets.contents.items())
        if self.counted is not None:
            self.counted.articles = self.archive.entries

    def _press(self) -> Press:
        settings = self.settings
        siteurl = settings["SITEURL"]
        locale, digits = settings["MUJAZ_DATE_LOCALE"], settings["MUJAZ_DIGITS"]
        t = words.translator(words.load_words(Path(settings["MUJAZ_WORDS"])), "ar", digits)
        in_words = words.date_format(locale, digits, hijri=settings["MUJAZ_HIJRI"])
        addresses = Addresses(siteurl)
        site = SiteView(
            name=settings["SITENAME"],
            tagline=settings["MUJAZ_TAGLINE"],
            language="ar",
            url=addresses.siteurl,
            pages=(),
            preview=settings["MUJAZ_PREVIEW"],
        )
        presenter = Presenter(
            archive=self.archive,
            load=self.reader.load,
            label=in_words,
            source_word=t("article.in_place"),
            per_page=settings["MUJAZ_PER_PAGE"],
            quotes_per_page=settings["MUJAZ_QUOTES_PER_PAGE"],
        )
        self.env.globals.update(
            site=site,
            t=t,
            date=in_words,
            number=words.number_format(digits),
            structured=structured.structured,
        )
        return Press(
            env=self.env,
            site=site,
            archive=self.archive,
            presenter=presenter,
            addresses=addresses,
            assets=self._assets(),
            pages={},
            t=t,
            date=in_words,
            locale=locale,
            front_days=settings["MUJAZ_FRONT_DAYS"],
            frames={},
            templates={},
        )

    def _assets(self) -> Assets:
        return load_assets(Path(self.theme) / "static", Path(self.settings["MUJAZ_FONTS"]))
