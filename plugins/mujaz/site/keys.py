"""A page's key: a hash of everything the page depends on, found without rendering it.

Two builds that give a page the same key give it the same bytes. An entry's own key covers the article's text
and its analysis; the base covers theme, words, settings and code; what is left is who stands on which page
with whom.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property
from hashlib import blake2b

from mujaz.site import association
from mujaz.site.calendars import TITLES
from mujaz.site.collate import Archive
from mujaz.site.jobs import Job
from mujaz.site.pages import Pages
from mujaz.site.views import Card, TagLink

NOBODY = b"-"


def digest(parts: Iterable[bytes]) -> bytes:
    """One hash of several: each part is a digest itself or unmistakable in its place."""
    return blake2b(b"\0".join(parts), digest_size=16).digest()


def repr_bytes(value: object) -> bytes:
    """What tells plain values apart."""
    return repr(value).encode("utf-8", "surrogateescape")


class Keys:
    """The keys of one archive's pages. ``base`` is what all pages depend on."""

    def __init__(self, archive: Archive, base: bytes, pages: Pages, per_page: int, front_days: int) -> None:
        self.archive = archive
        self.pages = pages
        self.base = base
        self.per_page = per_page
        self.front_days = front_days
        self.review = NOBODY  # changes when the page for the newsroom does
        self.linked: dict[str, bytes] = {}  # where the links in a Markdown file lead
        self._wholes: dict[int, bytes] = {}
        self._lists: dict[str, bytes] = {}
        self.tags = {slug: tag_digest(tag.link) for slug, tag in archive.tags.items()}
        #: An article as lists show it: a sentence added far below changes no list.
        self.cards = [
            digest((_face(card), *(self.tags[name.slug] for name in card.names))) for card in archive.cards
        ]
        self.texts = [entry.key.encode() for entry in archive.entries]
        self.days = [entry.date.toordinal() for entry in archive.entries]

    def of(self, job: Job) -> bytes:
        """The page's key."""
        name = "not_found" if job.kind == "404" else job.kind
        parts: Iterable[bytes] = getattr(self, f"_{name}")(job.item)
        return digest((self.base, job.address.encode(), *parts))

    def whole(self, indexes: Sequence[int]) -> Iterable[bytes]:
        """Articles with everything in them."""
        return map(self._whole, indexes)

    def _whole(self, index: int) -> bytes:
        found = self._wholes.get(index)
        if found is None:
            archive, tags = self.archive, self.tags
            links = [
                tags[name.slug] if name else NOBODY
                for name in (*archive.names[index], *archive.speakers[index])
            ]
            tagged = [name.slug for name in archive.tagged[index]]
            linked = self.linked.get(archive.entries[index].path, NOBODY)
            found = digest((self.texts[index], self.cards[index], linked, *links, "\n".join(tagged).encode()))
            self._wholes[index] = found
        return found

    def _listed(self, slug: str) -> bytes:
        """All articles of a name, as lists show them."""
        found = self._lists.get(slug)
        if found is None:
            found = digest(map(self.cards.__getitem__, self.archive.tags[slug].articles))
            self._lists[slug] = found
        return found

    @cached_property
    def everything(self) -> bytes:
        """All articles and names."""
        return digest(
            (
                *self.whole(range(len(self.cards))),
                *self.tags.values(),
                repr([tag.other_names for tag in self.archive.tags.values()]).encode(),
                repr(self.archive.redirects).encode(),
            )
        )

    # one method for each kind of page: what it shows

    def _article(self, index: int) -> Iterable[bytes]:
        yield from self.whole((index,))
        yield self.cards[index - 1] if index else NOBODY
        yield self.cards[index + 1] if index + 1 < len(self.cards) else NOBODY
        for name in association.telling(self.archive, index):
            yield self._listed(name.slug)

    def _tag(self, item: tuple[str, int]) -> Iterable[bytes]:
        slug, number = item
        tag = self.archive.tags[slug]
        yield self.tags[slug]
        yield "\n".join(tag.other_names).encode()
        shown = tag.articles[(number - 1) * self.per_page : number * self.per_page]
        yield from map(self.cards.__getitem__, shown)
        days = self.days
        yield b"%d %d" % (days[tag.articles[0]], days[tag.articles[-1]])
        if number == 1:
            yield repr([*map(days.__getitem__, tag.articles)]).encode()
            for companion in association.companions(self.archive, slug):
                yield self.tags[companion.tag.slug]
                yield b"%d" % companion.together
        for index in shown:
            if said := self.archive.said_by(tag.link, index):
                yield self.texts[index] + repr([one.number for one in said]).encode()

    def _day(self, day: date) -> Iterable[bytes]:
        archive = self.archive
        yield from self.whole(archive.days[day])
        yield from (tag_digest(name) for name in archive.day_names(day))
        for other in archive.days_beside(day):
            yield from self._day_card(other)

    def _day_card(self, day: date | None) -> Iterable[bytes]:
        if day is None:
            yield NOBODY
            return
        indexes = self.archive.days.get(day, [])
        yield f"{day} {len(indexes)}".encode()
        yield from (self.cards[index] for index in indexes[:TITLES])

    def _front(self, _item: None) -> Iterable[bytes]:
        days = self.archive.day_list
        yield from self._day(days[0]) if days else ()
        for day in days[1 : self.front_days + 1]:
            yield from self._day_card(day)

    def _not_found(self, _item: None) -> Iterable[bytes]:
        days = self.archive.day_list
        return self._day(days[0]) if days else ()

    def _quotes(self, item: tuple[Sequence[int], int, int]) -> Iterable[bytes]:
        indexes, place, pages = item
        yield b"%d %d" % (place + 1 < pages, min(place, 2))
        if not place:
            yield b"%d" % self.archive.quotations
        for index in indexes:
            yield self.texts[index]
            yield self.cards[index]
            yield from (self.tags[name.slug] if name else NOBODY for name in self.archive.speakers[index])

    def _month(self, item: tuple[int, int]) -> Iterable[bytes]:
        months = list(self.archive.months)
        place = months.index(item)
        yield repr(months[max(0, place - 1) : place + 2]).encode()
        for day in self.archive.months[item]:
            yield from self._day_card(day)

    def _year(self, year: int) -> Iterable[bytes]:
        yield repr(list(self.archive.years)).encode()
        for month in self.archive.years[year]:
            yield from self._month(month)

    def _archive(self, _item: None) -> Iterable[bytes]:
        for year in self.archive.years:
            yield from self._year(year)

    def _tags(self, _item: None) -> Iterable[bytes]:
        return self.tags.values()

    def _names(self, item: tuple[str, int]) -> Iterable[bytes]:
        kind, number = item
        index = self.archive.name_indexes[kind]
        yield repr((len(index.names), index.letters)).encode()
        yield from (self.tags[link.slug] for link in index.page(number))

    def _search(self, _item: None) -> Iterable[bytes]:
        return ()

    def _page(self, address: str) -> Iterable[bytes]:
        yield self.pages.key(address).encode()
        yield self.everything

    def _review(self, _item: None) -> Iterable[bytes]:
        yield self.review

    def _feed(self, item: Sequence[int]) -> Iterable[bytes]:
        return self.whole(item)

    def _moved(self, item: tuple[str, Sequence[int]]) -> Iterable[bytes]:
        slug, indexes = item
        yield self.tags[slug]
        yield from self.whole(indexes)

    def _data(self, _item: None) -> Iterable[bytes]:
        yield self.everything

    def _redirect(self, target: str) -> Iterable[bytes]:
        yield self.tags[target[5:-1]]

    def _card(self, _item: int) -> Iterable[bytes]:
        return ()  # its address is a hash of what it says

    def _asset(self, _item: None) -> Iterable[bytes]:
        return ()


def _face(card: Card) -> bytes:
    source = tuple(card.source) if card.source else None
    return repr((card.title, card.address, source, card.summary, card.minutes)).encode(
        "utf-8", "surrogateescape"
    )


def tag_digest(link: TagLink) -> bytes:
    """A name as a chip shows it."""
    return blake2b(repr((link.name, link.kind, link.slug, link.count)).encode(), digest_size=16).digest()
