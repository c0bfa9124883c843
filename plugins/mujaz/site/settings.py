"""Every MUJAZ_* setting: its default, its meaning and what it may be. All faults are told at once."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from babel import Locale, UnknownLocaleError

Check = Callable[[Any], str | None]


class SettingsError(ValueError):
    """Settings that cannot be used. The message has one line for each."""

    exitcode = 2  # Pelican ends with it; nothing is built


def _text(value: Any) -> str | None:
    return None if isinstance(value, str) else "write a text between quotation marks"


def _model(value: Any) -> str | None:
    if isinstance(value, str) and value and find_spec("transformers") is None:
        return "that needs transformers: install mujaz[transformers], or write ''"
    return _text(value)


def _switch(value: Any) -> str | None:
    return None if isinstance(value, bool) else "write True or False"


def _number(least: int) -> Check:
    def check(value: Any) -> str | None:
        good = isinstance(value, int) and not isinstance(value, bool) and value >= least
        return None if good else f"write a whole number, {least} or more"

    return check


def _seconds(value: Any) -> str | None:
    good = isinstance(value, int | float) and not isinstance(value, bool) and value > 0
    return None if good else "write a number of seconds above 0"


def _one_of(*allowed: str) -> Check:
    return lambda value: None if value in allowed else f"write one of {', '.join(map(repr, allowed))}"


def _arabic_locale(value: Any) -> str | None:
    try:
        good = isinstance(value, str) and Locale.parse(value).language == "ar"
    except (UnknownLocaleError, ValueError):
        good = False
    return None if good else "write 'ar' or 'ar_' and a country, such as 'ar_LB' or 'ar_MA'"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting. ``check`` says what to write instead, or None."""

    default: Any
    meaning: str
    check: Check
    path: bool = False  # made absolute: relative to the folder the content folder lies in


SETTINGS: Mapping[str, Setting] = {
    "MUJAZ_ENTITIES": Setting(
        "", "the newsroom's corrections; '' is entities.toml in the content folder", _text
    ),
    "MUJAZ_STORE": Setting(".mujaz/store.sqlite", "where analyses are kept between builds", _text, path=True),
    "MUJAZ_STATE": Setting(".mujaz/builds", "where it is noted what was built from what", _text, path=True),
    "MUJAZ_FONTS": Setting("", "the font files that set-up made; '' is fonts/ in the theme", _text),
    "MUJAZ_WORKERS": Setting(0, "processes to analyse and render with; 0 is one for each core", _number(0)),
    "MUJAZ_TIME_LIMIT": Setting(30.0, "seconds one article's analysis may take", _seconds),
    "MUJAZ_NER_MODEL": Setting(
        "", "a token-classification model that finds names in the tagger's place; '' is none", _model
    ),
    "MUJAZ_TAGLINE": Setting("", "a few words beside the site's name, at the foot of each page", _text),
    "MUJAZ_WORDS": Setting("", "the theme's words file; '' is words.ar.toml in the theme", _text),
    "MUJAZ_DIGITS": Setting(
        "latn", "digits of dates and numbers: latn 123, arab ١٢٣", _one_of("latn", "arab")
    ),
    "MUJAZ_DATE_LOCALE": Setting("ar", "month names by tradition: ar, ar_LB, ar_MA …", _arabic_locale),
    "MUJAZ_HIJRI": Setting(True, "the Hijri date beside the Gregorian", _switch),
    "MUJAZ_PER_PAGE": Setting(20, "articles on one page of a name's list", _number(1)),
    "MUJAZ_QUOTES_PER_PAGE": Setting(60, "quotations on one page of their list, at the least", _number(1)),
    "MUJAZ_FRONT_DAYS": Setting(6, "earlier days shown on the front page", _number(0)),
    "MUJAZ_FEED_ITEMS": Setting(30, "articles in a feed", _number(1)),
    "MUJAZ_TAG_PAGE_MENTIONS": Setting(
        2, "mentions that give an unsure, unlisted name a page of its own", _number(1)
    ),
    "MUJAZ_SHARE_PICTURES": Setting(
        True,
        "a picture of each headline for sharing, when publishing (40 ms each, kept)",
        _switch,
    ),
    "MUJAZ_PREVIEW": Setting(False, "set by the preview: review page, no failing exit status", _switch),
}


def apply(settings: dict[str, Any]) -> None:
    """Fill in the defaults and make paths absolute.

    Raises ``SettingsError`` that lists every fault: wrong values and unknown ``MUJAZ_`` names.
    """
    faults = [
        f"{name}: no such setting; write one of {', '.join(SETTINGS)}"
        for name in sorted(settings)
        if name.startswith("MUJAZ_") and name not in SETTINGS
    ]
    for name, setting in SETTINGS.items():
        value = settings.setdefault(name, setting.default)
        advice = setting.check(value)
        if advice:
            faults.append(f"{name} is {value!r}; {advice}")
        elif setting.path:
            settings[name] = str(Path(settings["PATH"]).absolute().parent / value)
    faults += _pelicans_own(settings)
    if faults:
        raise SettingsError("\n".join(faults))
    content, theme = Path(settings["PATH"]), Path(settings["THEME"])
    for name, folder, usual in (
        ("MUJAZ_ENTITIES", content, "entities.toml"),
        ("MUJAZ_FONTS", theme, "fonts"),
        ("MUJAZ_WORDS", theme, "words.ar.toml"),
    ):
        path = folder / (settings[name] or usual)
        if settings[name] and not path.exists():
            faults.append(f"{name} is {settings[name]!r}, not in {folder}; correct the path, or write ''")
        settings[name] = str(path)
    if faults:
        raise SettingsError("\n".join(faults))


def _pelicans_own(settings: Mapping[str, Any]) -> Iterator[str]:
    """What is wrong with Pelican's settings that pages cannot do without."""
    if not str(settings.get("SITENAME") or "").strip():
        yield "SITENAME is empty; write the site's name"
    zone = settings.get("TIMEZONE")
    try:
        ZoneInfo(zone or "UTC")
    except (ValueError, TypeError, OSError, ZoneInfoNotFoundError):
        yield f"TIMEZONE is {zone!r}; write a name such as 'Asia/Beirut' or 'UTC'"


def workers(settings: Mapping[str, Any]) -> int:
    """How many processes to work with."""
    wanted: int = settings["MUJAZ_WORKERS"]
    return wanted or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else wanted or 1
