"""Every name of one kind in the order of the alphabet, in pages of a weight a phone can bear.

``/tags/`` shows the names with most articles; the rest of a long kind is found here, by its first letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from mujaz.analysis.record import EntityKind
from mujaz.site.collation import NUMBERS, OTHERS, place
from mujaz.site.views import LetterLink, TagLink

KIND_ORDER: tuple[EntityKind, ...] = ("PER", "LOC", "ORG", "MISC")
SHOWN = 60  # names of each kind on /tags/
PER_PAGE = 300  # names on a page of the index
#: No name's page can have such an address: it lies below what page 2, 3… of a name's list are numbers of.
PATHS = {"PER": "people", "LOC": "places", "ORG": "organisations", "MISC": "others"}

LATIN, DIGITS = "A–Z", "0–9"


def letter(name: str) -> str:
    """The letter it stands under.

    >>> letter("الأهرام"), letter("شركة"), letter("NASA"), letter("24 ساعة")
    ('ا', 'ش', 'A–Z', '0–9')
    """
    found = place(name)
    return {NUMBERS: DIGITS, OTHERS: LATIN}.get(found.script, found.letters[:1])


@dataclass(frozen=True)
class KindIndex:
    """The index of one kind: its names in order, cut into pages."""

    kind: EntityKind
    names: Sequence[TagLink]
    per_page: int = PER_PAGE

    @property
    def base(self) -> str:
        """The address of its first page."""
        return f"tags/all/{PATHS[self.kind]}/"

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return -(-len(self.names) // self.per_page)

    def page(self, number: int) -> Sequence[TagLink]:
        """The names on page ``number``, from 1."""
        return self.names[(number - 1) * self.per_page : number * self.per_page]

    @cached_property
    def letters(self) -> list[LetterLink]:
        """Each letter that has names, with the page its first name is on."""
        found: dict[str, int] = {}
        for at, name in enumerate(self.names):
            found.setdefault(letter(name.name), at // self.per_page + 1)
        return [LetterLink(each, self.address(number), anchor(each)) for each, number in found.items()]

    def address(self, number: int) -> str:
        """The address of page ``number``."""
        return self.base if number == 1 else f"{self.base}{number}/"


def anchor(of: str) -> str:
    """The id of a letter's heading: letters as they are, the others by a word."""
    return {LATIN: "latin", DIGITS: "digits"}.get(of, of)


def by_letter(names: Iterable[TagLink]) -> list[tuple[str, str, list[TagLink]]]:
    """Names in order as groups: letter, anchor, names."""
    return [(of, anchor(of), list(group)) for of, group in groupby(names, key=lambda link: letter(link.name))]


def indexes(tags: Iterable[TagLink], shown: int = SHOWN, per_page: int = PER_PAGE) -> dict[str, KindIndex]:
    """The index of each kind that has more names than ``/tags/`` shows; ``tags`` are in its order."""
    kinds: dict[EntityKind, list[TagLink]] = {kind: [] for kind in KIND_ORDER}
    for link in tags:
        kinds[link.kind].append(link)
    return {kind: KindIndex(kind, links, per_page) for kind, links in kinds.items() if len(links) > shown}
