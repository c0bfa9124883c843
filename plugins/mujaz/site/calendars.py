"""Months and years of the archive as calendars, and the timeline of a name."""

from __future__ import annotations

import calendar
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TypeVar

from mujaz.site.collate import Archive, day_address
from mujaz.site.views import DayCard, MonthView, TimelineBar, YearView

T = TypeVar("T")

TITLES = 3  # articles named under a day in a list
LONGEST_BY_DAY = 45  # days
LONGEST_BY_MONTH = 36  # months


def day_card(archive: Archive, day: date) -> DayCard:
    """A day in a list; one without articles is an empty cell of a calendar."""
    indexes = archive.days.get(day, [])
    return DayCard(day, day_address(day), len(indexes), [archive.cards[index] for index in indexes[:TITLES]])


def month_address(year: int, month: int) -> str:
    """A month's page."""
    return f"{year:04}/{month:02}/"


def year_address(year: int) -> str:
    """A year's page."""
    return f"{year:04}/"


def month_view(archive: Archive, year: int, month: int, first_weekday: int = 5) -> MonthView:
    """One month; ``first_weekday`` counts from Monday as 0."""
    weeks = [
        [day_card(archive, day) if day.month == month else None for day in week]
        for week in _weeks(year, month, first_weekday)
    ]
    newer, older = _neighbours(list(archive.months), (year, month))
    return MonthView(
        year=year,
        month=month,
        address=month_address(year, month),
        count=sum(len(archive.days[day]) for day in archive.months[(year, month)]),
        weeks=weeks,
        newer=month_address(*newer) if newer else None,
        older=month_address(*older) if older else None,
    )


def year_view(archive: Archive, year: int, first_weekday: int = 5) -> YearView:
    """One year: its months that have articles, from the first."""
    months = [month_view(archive, year, month, first_weekday) for _, month in reversed(archive.years[year])]
    newer, older = _neighbours(list(archive.years), year)
    return YearView(
        year=year,
        address=year_address(year),
        count=sum(month.count for month in months),
        months=months,
        newer=year_address(newer) if newer else None,
        older=year_address(older) if older else None,
    )


def _weeks(year: int, month: int, first_weekday: int) -> list[list[date]]:
    return calendar.Calendar(first_weekday).monthdatescalendar(year, month)


def _neighbours(newest_first: Sequence[T], item: T) -> tuple[T | None, T | None]:
    """The next newer and the next older of a list."""
    place = newest_first.index(item)
    newer = newest_first[place - 1] if place else None
    older = newest_first[place + 1] if place + 1 < len(newest_first) else None
    return newer, older


def timeline(days: Sequence[date], label: Callable[[date, str], str]) -> list[TimelineBar]:
    """Bars from the first to the last of ``days`` (newest first): by day, month or year as the span asks for.

    >>> bars = timeline([date(2026, 3, 2), date(2026, 2, 28)], lambda day, style: str(day.day))
    >>> [(bar.label, bar.count) for bar in bars]
    [('28', 1), ('1', 0), ('2', 1)]
    """
    if not days:
        return []
    first, last = days[-1], days[0]
    months = (last.year - first.year) * 12 + last.month - first.month
    if (last - first).days <= LONGEST_BY_DAY:
        seen = Counter(days)
        span = [first + timedelta(n) for n in range((last - first).days + 1)]
        return [TimelineBar(label(day, "long"), seen[day], day_address(day)) for day in span]
    if months <= LONGEST_BY_MONTH:
        by_month = Counter((day.year, day.month) for day in days)
        steps = (divmod(first.year * 12 + first.month - 1 + n, 12) for n in range(months + 1))
        return [
            TimelineBar(
                label(date(year, month + 1, 1), "month"),
                by_month[year, month + 1],
                month_address(year, month + 1),
            )
            for year, month in steps
        ]
    by_year = Counter(day.year for day in days)
    return [
        TimelineBar(label(date(year, 1, 1), "year"), by_year[year], year_address(year))
        for year in range(first.year, last.year + 1)
    ]
