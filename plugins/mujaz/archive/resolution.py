"""What resolution hands on: the entities of the archive, and the way to them from every article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from mujaz.analysis.entities.keys import name_key
from mujaz.analysis.entities.lists import Entry
from mujaz.analysis.record import EntityKind

#: A name that only one article names once gets a page if that article finds it this salient. Nothing else of
#: a salience counts here: the site resolves again only where this changes (``names_key`` in site/catalog.py).
CONFIDENT = 0.3


@dataclass(frozen=True, slots=True)
class ResolvedEntity:
    """One entity of the archive: one page."""

    slug: str
    name: str  # the name shown everywhere
    kind: EntityKind
    aliases: tuple[str, ...]  # other names seen in the archive or given by the newsroom, most used first
    articles: int  # how many articles bear its tag
    known: bool


class Placed(NamedTuple):
    """What became of one entity of an article."""

    slug: str | None  # its page, if it has one
    tag: bool  # shown to readers on this article


class Stranger(NamedTuple):
    """A name in the newsroom's corrections that neither an article nor a list has, or several of a list."""

    line: int
    name: str
    bearers: tuple[Entry, ...]  # the listed who are called so, by slug; none or more than one


@dataclass(frozen=True)
class Resolution:
    """The entities of an archive, and the way to them from every article."""

    entities: Mapping[str, ResolvedEntity]  # by slug, those with a page, in the order of slugs
    redirects: Mapping[str, str]  # old or other slug -> slug of the page
    placed: Mapping[str, tuple[Placed, ...]] = field(repr=False, default_factory=dict)  # by article
    names: Mapping[str, tuple[frozenset[str], ...]] = field(
        repr=False, default_factory=dict
    )  # keys, by article
    pages: Mapping[str, str] = field(
        repr=False, default_factory=dict
    )  # key of a name that only one page bears
    homes: Mapping[str, str] = field(
        repr=False, default_factory=dict
    )  # slug that the newsroom had a part in -> folded slug of what articles say, "" for the same
    moved: tuple[str, ...] = ()  # redirects that may have been pages, by slug: feeds are read there
    strangers: tuple[Stranger, ...] = ()  # what corrections speak of in vain
    idle: tuple[int, ...] = ()  # lines of splits and hides whose articles have no tag of the name

    def of(self, article: str) -> tuple[Placed, ...]:
        """What became of the entities of an article, in the order of its record."""
        return self.placed.get(article, ())

    def tags(self, article: str) -> tuple[str, ...]:
        """The slugs an article is tagged with, most salient first, each once."""
        return tuple(dict.fromkeys(slug for slug, tag in self.of(article) if tag and slug))

    def speaker(self, article: str, name: str) -> str | None:
        """The page of the person or organisation that an article's quotation names as its speaker."""
        key = name_key(name)
        for keys, placed in zip(self.names.get(article, ()), self.of(article), strict=True):
            if key in keys:
                return placed.slug
        return self.pages.get(key)
