"""All articles in the lists that pages are made of, in one pass over them: days, names, quotations."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from itertools import chain
from typing import TypeVar

from mujaz.archive.resolution import Placed, Resolution
from mujaz.site.catalog import Entry, Said
from mujaz.site.collation import place
from mujaz.site.faults import Faults
from mujaz.site.nameindex import KindIndex, indexes
from mujaz.site.sources import mark
from mujaz.site.views import Card, TagLink

K = TypeVar("K")
V = TypeVar("V")

CARD_NAMES = 3  # names on an article's card
DAY_NAMES = 14  # names beside a day's digest


@dataclass(slots=True)
class Tag:
    """An entity's page: its articles as indexes, newest first, and how many quotations are its own."""

    link: TagLink
    other_names: tuple[str, ...]
    articles: list[int] = field(default_factory=list)
    said: int = 0


class Archive:
    """The articles, newest first, and the lists over them."""

    def __init__(self, entries: Sequence[Entry], resolution: Resolution, faults: Faults) -> None:
        self.entries = sorted(entries, key=lambda entry: (-entry.date.toordinal(), entry.path))
        self.addresses = _addresses(self.entries, faults)
        self.redirects = resolution.redirects
        self.moved = resolution.moved
        placed = [resolution.of(entry.path) for entry in self.entries]
        speakers = [_speakers(resolution, entry) for entry in self.entries]
        self.tags = _tags(resolution, placed, speakers)
        #: The pages of each article's names, and of those who speak in its quotations.
        self.names = [tuple(self._link(item.slug) for item in items) for items in placed]
        self.speakers = [tuple(map(self._link, slugs)) for slugs in speakers]
        tagged = [
            {link.slug: link for link, item in zip(links, items, strict=True) if link and item.tag}
            for links, items in zip(self.names, placed, strict=True)
        ]
        #: Each article's tags, most salient first, and their slugs.
        self.tagged = [tuple(links.values()) for links in tagged]
        self.tag_slugs = [tuple(links) for links in tagged]
        #: How many quotations there are.
        self.quotations = sum(map(len, self.speakers))
        for slug, count in Counter(chain.from_iterable(speakers)).items():
            if slug in self.tags:
                self.tags[slug].said = count
        self.spoken = [index for index, entry in enumerate(self.entries) if entry.said]
        self.cards = [
            Card(
                entry.title,
                address,
                entry.date,
                entry.source,
                entry.summary,
                entry.minutes,
                tagged[:CARD_NAMES],
            )
            for entry, address, tagged in zip(self.entries, self.addresses, self.tagged, strict=True)
        ]
        self.days = self._days()
        self.day_list = list(self.days)  # newest first
        self._place_of_day = {day: place for place, day in enumerate(self.day_list)}
        self.months = _group(self.day_list, lambda day: (day.year, day.month))
        self.years = _group(list(self.months), lambda month: month[0])

    @cached_property
    def name_indexes(self) -> dict[str, KindIndex]:
        """All names by kind and letter, of the kinds that have more than one page can show."""
        return indexes(tag.link for tag in self.tags.values())

    def _link(self, slug: str | None) -> TagLink | None:
        tag = self.tags.get(slug) if slug else None
        return tag.link if tag else None

    def speaker(self, index: int, said: Said) -> TagLink | None:
        """The page of who says it, if there is one."""
        return self.speakers[index][said.number - 1]

    def said_by(self, link: TagLink, index: int) -> list[Said]:
        """What a name on its page says in an article."""
        speakers = self.speakers[index]
        if not speakers:
            return []
        said = self.entries[index].said
        # there is one link a name: `==` would compare field by field
        return [one for one, speaker in zip(said, speakers, strict=True) if speaker is link]

    def _days(self) -> dict[date, list[int]]:
        """The articles of each day, newest day first, the lead of each day first."""
        grouped = _group(range(len(self.entries)), lambda index: self.entries[index].date)
        return {day: self._by_weight(indexes) for day, indexes in grouped.items()}

    def _by_weight(self, indexes: list[int]) -> list[int]:
        """The lead is the article whose names the rest of the day shares, then the longer one."""
        seen = Counter(chain.from_iterable(map(self.tag_slugs.__getitem__, indexes)))

        def weight(index: int) -> tuple[int, int, str]:
            shared = sum(seen[slug] - 1 for slug in self.tag_slugs[index])
            entry = self.entries[index]
            return (-shared, -entry.words, entry.path)

        return sorted(indexes, key=weight)

    def days_beside(self, day: date) -> tuple[date | None, date | None]:
        """The next newer and the next older day with articles."""
        place = self._place_of_day[day]
        newer = self.day_list[place - 1] if place else None
        older = self.day_list[place + 1] if place + 1 < len(self.day_list) else None
        return newer, older

    def day_names(self, day: date) -> list[TagLink]:
        """The names most of the day's articles share; counted within the day."""
        seen = Counter(chain.from_iterable(map(self.tag_slugs.__getitem__, self.days[day])))
        links = {slug: self.tags[slug].link for slug in seen}
        best = sorted(
            seen.items(),
            key=lambda item: (-item[1], -links[item[0]].count, place(links[item[0]].name), item[0]),
        )
        return [replace(links[slug], count=count) for slug, count in best[:DAY_NAMES]]


def _speakers(resolution: Resolution, entry: Entry) -> list[str | None]:
    """The slugs of those who speak in an article's quotations."""
    slugs = {
        name: resolution.speaker(entry.path, name) for name in {said.speaker for said in entry.said} if name
    }
    return [slugs[said.speaker] if said.speaker else None for said in entry.said]


def _tags(
    resolution: Resolution, placed: Sequence[Sequence[Placed]], speakers: Sequence[Sequence[str | None]]
) -> dict[str, Tag]:
    """The names that get a page, in the order of the index: each with the articles it tags or speaks in."""
    articles: dict[str, list[int]] = {}
    for index, (items, slugs) in enumerate(zip(placed, speakers, strict=True)):
        shown = {item.slug: None for item in items if item.tag}
        for slug in (*shown, *slugs):
            if slug and slug in resolution.entities:
                listed = articles.setdefault(slug, [])
                if not listed or listed[-1] != index:
                    listed.append(index)
    tags = {}
    for slug in sorted(articles, key=lambda slug: (place(resolution.entities[slug].name), slug)):
        entity = resolution.entities[slug]
        link = TagLink(entity.name, entity.kind, slug, f"tags/{slug}/", len(articles[slug]))
        tags[slug] = Tag(link, entity.aliases, articles[slug])
    return tags


def quote_pages(archive: Archive, size: int) -> list[tuple[int, ...]]:
    """The articles on each page of the list of quotations, newest page first.

    Whole articles are gathered from the oldest on until a page has ``size`` quotations, so that a page stays
    as it is while newer articles come. The newest page is the one that is not full yet, with the one before.
    """
    pages: list[tuple[int, ...]] = []
    gathered: list[int] = []
    count = 0
    for index in reversed(archive.spoken):
        gathered.append(index)
        count += len(archive.entries[index].said)
        if count >= size:
            pages.append(tuple(reversed(gathered)))
            gathered, count = [], 0
    newest = tuple(reversed(gathered))
    if newest and pages:
        newest += pages.pop()
    if newest or not pages:
        pages.append(newest)
    return pages[::-1]


def quotes_address(place: int, pages: int) -> str:
    """The address of a page in that list, ``place`` counted from 0, the newest: the oldest has number 1.

    >>> [quotes_address(place, 3) for place in range(3)]
    ['quotes/', 'quotes/2/', 'quotes/1/']
    """
    return f"quotes/{pages - place}/" if place else "quotes/"


def _group(items: Sequence[V], key: Callable[[V], K]) -> dict[K, list[V]]:
    """Items by key, both in their order."""
    groups: dict[K, list[V]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return groups


def day_address(day: date) -> str:
    """A day's page.

    >>> day_address(date(2026, 3, 1))
    '2026/03/01/'
    """
    return f"{day.year:04}/{day.month:02}/{day.day:02}/"


def _addresses(entries: Sequence[Entry], faults: Faults) -> list[str]:
    """Each article's address. Of two that would share one, the first by path keeps it; both survive."""
    holders: dict[str, str] = {}
    addresses = []
    for entry in entries:  # of one day in the order of paths
        address = f"{day_address(entry.date)}{entry.slug}/"
        holder = holders.setdefault(address, entry.path)
        if holder != entry.path:
            message = f"would have the same address as {holder} ({address}); rename one of the two files"
            faults.add(entry.path, message, code="same-address", other=holder)
            address = f"{day_address(entry.date)}{entry.slug}-{mark(entry.path)}/"
            holders[address] = entry.path
        addresses.append(address)
    return addresses
