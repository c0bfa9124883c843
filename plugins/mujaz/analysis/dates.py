"""The date of an article: in a header value, in its path, or in a dateline of its text.

Numeric dates are read day first, as Arabic newspapers write them: 5/9/2023 is 5 September. Month first is
read only where nothing else is possible (9/13/2023). A year has four digits. Hijri dates are converted by the
Umm al-Qura calendar; where a Hijri date stands beside a Gregorian one, the Gregorian one counts.
"""

from __future__ import annotations

import datetime
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from mujaz.analysis.folding import LOOSE, fold


class ImpossibleDateError(ValueError):
    """What was read has the form of a date, but no such day exists (31 فبراير). The message is that date."""


@dataclass(frozen=True, slots=True)
class _Calendar:
    """One calendar's month names, folded, and the pattern that finds a date written with them."""

    months: dict[str, int]
    day_first: re.Pattern[str]
    month_first: re.Pattern[str]


_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_GREGORIAN_YEARS = range(1900, 2100)
_HIJRI_YEARS = range(1343, 1501)  # what the Umm al-Qura tables cover

_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4})(?!\d)")
_COMPACT = re.compile(r"(?<!\d)((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)")
_HAS_YEAR = re.compile(r"(?<!\d)(?:1[3-5]|19|20)\d\d(?!\d)")


def _fold(text: str) -> str:
    return fold(text.translate(_DIGITS), LOOSE).text.lower()


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("mujaz.analysis").joinpath("data/months.toml").read_text(encoding="utf-8"))


@cache
def _calendar(name: str) -> _Calendar:
    table = tomllib.loads(files("mujaz.analysis").joinpath("data/months.toml").read_text(encoding="utf-8"))[
        name
    ]
    months = {_fold(month): int(number) for number, names in table.items() for month in names}
    any_month = "|".join(sorted(months, key=len, reverse=True)).replace(" ", r"\s")
    # a second name of the same month may follow: يناير/كانون الثاني, أيلول (سبتمبر), سبتمبر-أيلول
    month = rf"({any_month})(?![^\W\d_])(?:\s?[-/(،]\s?(?:{any_month})(?![^\W\d_])\)?)?"
    between = r"[\s,،/-]{1,3}"
    return _Calendar(
        months,
        re.compile(
            rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?(?:{between}|\sمن\s){month}{between}(?:(?:سنه|عام)\s)?(\d{{4}})(?!\d)"
        ),
        re.compile(rf"(?<![^\W\d_]){month}\s(\d{{1,2}})(?:st|nd|rd|th)?[\s,،]{{1,3}}(\d{{4}})(?!\d)"),
    )


def read(value: str) -> datetime.date | None:
    """The first date in a short text such as a header's value; None if there is none.

    Raises ``ImpossibleDateError`` for a day that does not exist.

    >>> read("الأربعاء ١٣ أيلول/سبتمبر ٢٠٢٣"), read("26 شوال 1436 هـ"), read("13/9/2023 10:30")
    (datetime.date(2023, 9, 13), datetime.date(2015, 8, 11), datetime.date(2023, 9, 13))
    >>> read("31 فبراير 2023")
    Traceback (most recent call last):
        ...
    mujaz.analysis.dates.ImpossibleDateError: 31 فبراير 2023
    """
    folded = _fold(value)
    if not _HAS_YEAR.search(folded):
        found = _COMPACT.search(folded)
        return _gregorian(int(found[1]), int(found[2]), int(found[3]), value) if found else None
    return _written(folded, value) or _numeric(folded, value) or _hijri(folded, value)


def _written(folded: str, value: str) -> datetime.date | None:
    calendar = _calendar("gregorian")
    if found := calendar.day_first.search(folded):
        return _gregorian(int(found[3]), calendar.months[_spaced(found[2])], int(found[1]), value)
    if found := calendar.month_first.search(folded):
        return _gregorian(int(found[3]), calendar.months[_spaced(found[1])], int(found[2]), value)
    return None


def _numeric(folded: str, value: str) -> datetime.date | None:
    if found := _YEAR_FIRST.search(folded):
        return _by_year(int(found[1]), int(found[3]), int(found[4]), value)
    if found := _DAY_FIRST.search(folded):
        day, month = int(found[1]), int(found[3])
        if month > 12 >= day:
            day, month = month, day
        return _by_year(int(found[4]), month, day, value)
    return None


def _hijri(folded: str, value: str) -> datetime.date | None:
    calendar = _calendar("hijri")
    found = calendar.day_first.search(folded)
    return (
        _from_hijri(int(found[3]), calendar.months[_spaced(found[2])], int(found[1]), value)
        if found
        else None
    )


def _spaced(month: str) -> str:
    return " ".join(month.split())


def _by_year(year: int, month: int, day: int, value: str) -> datetime.date | None:
    read_as = _from_hijri if year in _HIJRI_YEARS else _gregorian
    return read_as(year, month, day, value)


def _gregorian(year: int, month: int, day: int, value: str) -> datetime.date | None:
    if year not in _GREGORIAN_YEARS:
        return None
    try:
        return datetime.date(year, month, day)
    except ValueError:
        raise ImpossibleDateError(value.strip()) from None


def _from_hijri(year: int, month: int, day: int, value: str) -> datetime.date | None:
    from hijridate import Hijri

    if year not in _HIJRI_YEARS:
        return None
    try:
        return datetime.date(*Hijri(year, month, day).to_gregorian().datetuple())
    except (ValueError, OverflowError):
        raise ImpossibleDateError(value.strip()) from None


# --- in a path ----------------------------------------------------------------------------------------------

_FOLDERS = re.compile(r"(?:^|/)(\d{4})/(\d{1,2})/(\d{1,2})(?=/)")
_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.](\d{1,2})[-_.](\d{1,2})(?!\d)")


def from_path(path: str) -> datetime.date | None:
    """The date in a file's path: folders YYYY/MM/DD, or YYYY-MM-DD or YYYYMMDD in its name.

    Raises ``ImpossibleDateError`` for folders or a name that spell a day that does not exist.

    >>> from_path("articles/2023/09/13/summit.txt"), from_path("wire_20230913_17.txt"), from_path("a1.txt")
    (datetime.date(2023, 9, 13), datetime.date(2023, 9, 13), None)
    """
    path = path.replace("\\", "/")
    *_, last = [None, *_FOLDERS.finditer(path)]
    if last is None:
        name = path.rpartition("/")[2]
        last = _IN_NAME.search(name)
        if last is None:
            return _compact_in_name(name)
    return _gregorian(int(last[1]), int(last[2]), int(last[3]), last[0].strip("/"))


def _compact_in_name(name: str) -> datetime.date | None:
    """Eight digits may be a number of any kind, so an impossible date is none."""
    found = _COMPACT.search(name)
    try:
        return _gregorian(int(found[1]), int(found[2]), int(found[3]), found[0]) if found else None
    except ImpossibleDateError:
        return None


# --- in the text --------------------------------------------------------------------------------------------

#: A date in running text is the article's own only where the text says so: اليوم الأربعاء 13 سبتمبر 2023.
_TODAY = re.compile(r"(?<![^\W\d_])(اليوم|امس)(?:\s(\S{3,10}))?\s[(،]?(?=\d)")
_DATELINE_CHARS = 60
_SENTENCE = re.compile(r".+?(?=[.؟!](?:\s|$)|$)", re.DOTALL)
_IMPERFECT = re.compile("س?ي")  # a report tells what was: يحتضن and سيحتضن tell what will be
_FUTURE = re.compile("(?:و|ف)?س[ينت].{3}")


def from_dateline(line: str) -> datetime.date | None:
    """The date of a byline or dateline line; None for none or an impossible one."""
    try:
        return read(line)
    except ImpossibleDateError:
        return None


def count_other_words(line: str, *, before_only: bool = False) -> int:
    """How many words of a dateline are neither of the date nor of its company (الموافق، الساعة، مساءً)."""
    folded = _fold(line)
    if before_only:
        first = re.search(r"\d", folded)
        folded = folded[: first.start()] if first else folded
    words = re.findall(r"[^\W\d_]+", folded)
    return sum(word not in _date_words() for word in words)


@cache
def _date_words() -> frozenset[str]:
    table = _table()
    months = [month for name in ("gregorian", "hijri") for names in table[name].values() for month in names]
    return frozenset(word for name in [*months, *table["company"]] for word in _fold(name).split())


def from_paragraph(text: str, *, first: bool = False) -> datetime.date | None:
    """The article's date where a paragraph gives it: a dateline at its start, or a date marked اليوم or أمس.

    The ``first`` paragraph also gives it by a weekday that agrees with the date: so a report names its own
    day, while one to come or long past has a word before it (يوم الأحد، حتى الأحد).

    >>> from_paragraph("عُمان، 13 سبتمبر 2023 - افتتح المعرض")
    datetime.date(2023, 9, 13)
    >>> from_paragraph("افتتح أمس الثلاثاء 12 أيلول 2023 معرض")
    datetime.date(2023, 9, 13)
    >>> from_paragraph("افتتح المعرض، الأحد 5 نيسان 2026، في حلب.", first=True)
    datetime.date(2026, 4, 5)
    >>> from_paragraph("وكان الجسر افتتح في 3 مايو 1987.")
    """
    if not _HAS_YEAR.search(text.translate(_DIGITS) if _EASTERN.search(text) else text):
        return None
    folded = _fold(text)
    head = folded[:_DATELINE_CHARS]
    dash = re.search(r"\s?[-–—:]\s", head[8:])
    if dash and (found := from_dateline(head[: 8 + dash.start()])):
        return found
    if marked := _TODAY.search(folded):
        found = from_dateline(folded[marked.end() : marked.end() + 40])
        if found is None or _weekdays().get(marked[2], found.weekday()) != found.weekday():
            return None  # a slip of the pen: اليوم الأحد 4 مايو 2017 was a Thursday
        return found + datetime.timedelta(days=1) if marked[1] == "امس" else found
    return _by_weekday(folded) if first else None


def _by_weekday(folded: str) -> datetime.date | None:
    """The date of the first sentence behind its weekday, unless words tell that it is another day's."""
    sentence = _SENTENCE.match(folded)
    found = _weekday_pattern().search(sentence[0]) if sentence else None
    if found is None or not sentence:
        return None
    before = re.findall(r"[^\W\d_]+", sentence[0][: found.start("weekday")])
    elsewhere = frozenset(map(_fold, _table()["elsewhere"]))
    if before and (_IMPERFECT.match(before[0]) or before[0] in elsewhere):
        return None
    if any(word in ("اليوم", "امس") or _FUTURE.match(word) for word in before):
        return None
    hours = frozenset(map(_fold, _table()["hours"]))
    if before and next((word for word in reversed(before) if word not in hours), "") in elsewhere:
        return None
    day = from_dateline(sentence[0][found.end() : found.end() + 40])
    return day if day and day.weekday() == _weekdays()[found["weekday"]] else None


@cache
def _weekday_pattern() -> re.Pattern[str]:
    names = "|".join(sorted(filter(None, _weekdays()), key=len, reverse=True))
    return re.compile(rf"(?<![^\W\d_])(?P<weekday>{names})(?![^\W\d_])[\s،,(]{{1,3}}(?=\d)")


@cache
def _weekdays() -> dict[str | None, int]:
    return {_fold(name): number for number, names in enumerate(_table()["weekdays"]) for name in names}


_EASTERN = re.compile("[٠-٩۰-۹]")
