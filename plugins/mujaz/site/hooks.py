"""What happens at Pelican's signals. Module-level functions: Pelican keeps weak references to them."""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from pelican.generators import ArticlesGenerator

from mujaz.site import alarm
from mujaz.site import settings as mujaz_settings
from mujaz.site.catalog import VerbatimError
from mujaz.site.faults import Faults
from mujaz.site.generator import DigestGenerator, Run
from mujaz.site.writer import BuildError, SiteWriter

#: What Pelican must not do: each is done by us, costs what grows with the square of the articles, or both.
HOUSE_SETTINGS: dict[str, Any] = {
    "ARTICLE_PATHS": [],
    "PAGE_PATHS": [],
    "AUTHOR_SAVE_AS": "",
    "CATEGORY_SAVE_AS": "",
    "TAG_SAVE_AS": "",
    "DIRECT_TEMPLATES": [],
    "THEME_STATIC_PATHS": [],
    "FEED_ALL_ATOM": None,
    "FEED_ATOM": None,
    "CATEGORY_FEED_ATOM": None,
    "AUTHOR_FEED_ATOM": None,
    "TRANSLATION_FEED_ATOM": None,
    "CACHE_CONTENT": False,
    "LOAD_CONTENT_CACHE": False,
    "TYPOGRIFY": False,
    "DELETE_OUTPUT_DIRECTORY": False,
}


def prepare(pelican: Any) -> None:
    """Check the settings and take over from Pelican's own generators."""
    logging.getLogger("pelican").addFilter(without_traceback)
    take_over(pelican.settings)
    gc.set_threshold(
        100_000, 50, 100
    )  # an archive is many objects that all stay: looking for garbage is in vain


def take_over(settings: dict[str, Any]) -> None:
    """Make Pelican's settings those of one run of ours. Raises ``SettingsError``."""
    mujaz_settings.apply(settings)
    settings["mujaz"] = Run(faults=Faults(), page_paths=tuple(settings["PAGE_PATHS"]))
    settings.update(HOUSE_SETTINGS)
    settings["JINJA_ENVIRONMENT"] = {
        **settings["JINJA_ENVIRONMENT"],
        "autoescape": True,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "auto_reload": False,
    }


def without_traceback(record: logging.LogRecord) -> bool:
    """Keep Pelican from printing a traceback below an error that says itself what to write instead."""
    told = BuildError | VerbatimError | mujaz_settings.SettingsError
    if record.exc_info and isinstance(record.exc_info[1], told):
        record.exc_info = None
    return True


def generator(pelican: Any) -> type[DigestGenerator]:
    """Ours, beside Pelican's."""
    return DigestGenerator


def writer(pelican: Any) -> type[SiteWriter]:
    """Ours instead of Pelican's."""
    return SiteWriter


def introduce(generators: Sequence[Any]) -> None:
    """Let ours know Pelican's generator of articles, which counts them for the last line it prints."""
    counted = next((one for one in generators if isinstance(one, ArticlesGenerator)), None)
    for one in generators:
        if isinstance(one, DigestGenerator):
            one.counted = counted


def finish(pelican: Any) -> None:
    """Tell all faults; end with status 1 where there are any, now that everything else is written."""
    run: Run = pelican.settings["mujaz"]
    run.faults.tell()
    gc.freeze()  # at its exit Python would look through a whole archive once more: half a second at 10,000
    settings = pelican.settings
    if settings["MUJAZ_PREVIEW"]:
        with suppress(OSError):  # they were told in the terminal
            alarm.leave(
                Path(settings["MUJAZ_STATE"]),
                run.faults,
                words=settings["MUJAZ_WORDS"],
                digits=settings["MUJAZ_DIGITS"],
            )
    elif run.faults:
        sys.exit(1)
