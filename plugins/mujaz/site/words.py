"""The theme's words in one language: phrases with CLDR plural forms, dates and numbers.

Everything is read from one TOML file and from Babel's CLDR data; no system locale is asked or set, so a build
gives the same bytes on every machine.
"""

from __future__ import annotations

import string
import tomllib
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Literal

from babel import Locale
from babel.dates import format_date
from hijridate import Gregorian
from markupsafe import Markup

Phrase = str | Mapping[str, str]
DateStyle = Literal[
    "full", "long", "day", "month", "year", "month-name", "weekday", "weekday-short", "hijri", "iso"
]

PLURAL_CATEGORIES = frozenset({"zero", "one", "two", "few", "many", "other"})

#: CLDR date patterns by style. The comma is written out, since Babel's own full pattern differs by territory.
PATTERNS: Mapping[str, str] = {
    "full": "EEEE، d MMMM y",
    "long": "d MMMM y",
    "day": "EEEE، d MMMM",
    "month": "MMMM y",
    "year": "y",
    "month-name": "MMMM",
    "weekday": "EEEE",
    "weekday-short": "EEEEE",
}

DIGITS: Mapping[str, str] = {"latn": "0123456789", "arab": "٠١٢٣٤٥٦٧٨٩"}


class WordsError(ValueError):
    """The words file cannot be used as it is; the message says where and what to write."""


def load_words(path: Path, locale: str = "ar") -> dict[str, Phrase]:
    """Read a words file into phrases by dotted key.

    Raises ``WordsError`` listing every plural phrase that lacks a form the language needs.
    """
    try:
        tree = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise WordsError(f"{path}: cannot be read ({error}); write TOML in UTF-8") from error
    phrases = dict(_flatten(tree, ""))
    needed = set(Locale.parse(locale).plural_form.tags) | {"other"}
    faults = [
        f'{path}: plural form {form!r} of {key!r} is missing; write {form} = "…" in [{key}]'
        for key, phrase in phrases.items()
        if not isinstance(phrase, str)
        for form in sorted(needed - set(phrase))
    ]
    if faults:
        raise WordsError("\n".join(faults))
    return phrases


def _flatten(tree: Mapping[str, object], prefix: str) -> list[tuple[str, Phrase]]:
    found: list[tuple[str, Phrase]] = []
    for name, value in tree.items():
        key = f"{prefix}{name}"
        if isinstance(value, str):
            found.append((key, value))
        elif isinstance(value, dict) and "other" in value and set(value) <= PLURAL_CATEGORIES:
            found.append((key, {form: str(text) for form, text in value.items()}))
        elif isinstance(value, dict):
            found.extend(_flatten(value, f"{key}."))
        else:
            raise WordsError(f"words: {key!r} is no phrase and no table; write it between quotation marks")
    return found


def translator(phrases: Mapping[str, Phrase], locale: str = "ar", digits: str = "latn") -> Callable[..., str]:
    """Make ``t(key, **values)`` for templates.

    Values that are whole numbers are printed in the site's digits. Where a value is ``Markup`` the phrase
    becomes ``Markup`` too and every other value is escaped, so that a name may stand in ``<bdi>``.
    """
    plural_form = Locale.parse(locale).plural_form
    number = number_format(digits)

    @cache
    def counted(key: str, n: int) -> str:
        phrase = phrases[key]
        form = phrase if isinstance(phrase, str) else phrase[plural_form(n)]
        return form.replace("{n}", number(n))

    def t(key: str, /, **values: object) -> str:
        phrase = phrases.get(key)
        if phrase is None:
            raise WordsError(f"words: no phrase {key!r}; add it to the theme's words file")
        if not values:
            if isinstance(phrase, str):
                return phrase
            raise WordsError(f"words: {key!r} has plural forms; write t({key!r}, n=…)")
        n = values.get("n")
        if len(values) == 1 and isinstance(n, int):
            return counted(key, n)
        text = counted(key, n) if isinstance(n, int) else str(phrase)
        printed = {name: number(value) if isinstance(value, int) else value for name, value in values.items()}
        if any(isinstance(value, Markup) for value in printed.values()):
            return Markup(text).format(**printed)
        return text.format(**printed)

    return t


def number_format(digits: str = "latn") -> Callable[[int], str]:
    """Make ``number(n)``: whole numbers in Latin (``latn``) or Arabic-Indic (``arab``) digits, grouped.

    >>> number_format("latn")(12345), number_format("arab")(12345)
    ('12,345', '١٢٬٣٤٥')
    """
    table = _digit_table(digits)

    @lru_cache(maxsize=4096)
    def number(n: int) -> str:
        return f"{n:,}".translate(table)

    return number


def date_format(locale: str = "ar", digits: str = "latn", *, hijri: bool = True) -> Callable[..., str]:
    """Make ``date(value, style)``, ``style`` one of ``DateStyle``; month names by the locale's tradition.

    The style ``hijri`` gives the Umm al-Qura date; nothing where ``hijri`` is off or the tables end.

    >>> date_format("ar")(date(2025, 6, 11), "full"), date_format("ar_LB")(date(2025, 6, 11), "long")
    ('الأربعاء، 11 يونيو 2025', '11 حزيران 2025')
    >>> date_format("ar")(date(2025, 6, 11), "hijri")
    '15 ذو الحجة 1446'
    """
    table = {code: mark for code, mark in _digit_table(digits).items() if code != ord(",")}

    @lru_cache(maxsize=8192)
    def formatted(value: date, style: str = "long") -> str:
        if style == "iso":
            return value.isoformat()
        if style == "hijri":
            return _hijri(value).translate(table) if hijri else ""
        return format_date(value, PATTERNS[style], locale=locale).translate(table)

    return formatted


def first_weekday(locale: str = "ar") -> int:
    """The day a calendar's weeks begin with, from Monday as 0; Egypt's for a locale of no country.

    >>> first_weekday("ar"), first_weekday("ar_SA"), first_weekday("ar_LB")
    (5, 6, 0)
    """
    parsed = Locale.parse(locale)
    return (parsed if parsed.territory else Locale.parse("ar_EG")).first_week_day


def _hijri(value: date) -> str:
    try:
        hijri = Gregorian(value.year, value.month, value.day).to_hijri()
    except (OverflowError, ValueError):  # outside 1343-1500 AH
        return ""
    return f"{hijri.day} {hijri.month_name('ar')} {hijri.year}"


def _digit_table(digits: str) -> dict[int, str]:
    if digits not in DIGITS:
        raise WordsError(f"digits {digits!r} are not known; write one of {', '.join(sorted(DIGITS))}")
    table = {ord(latin): mark for latin, mark in zip(string.digits, DIGITS[digits], strict=True)}
    return table if digits == "latn" else {**table, ord(","): "٬"}
