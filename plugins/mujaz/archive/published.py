"""The addresses that names had when the site was last published: they stay, or lead on."""

from __future__ import annotations

from collections.abc import Iterable

from mujaz.analysis.entities.slugs import folded_slug, slug_of
from mujaz.archive.resolution import Resolution


class Published:
    """What was noted of the names' pages, a text for each.

    ``slug`` is the page of an unlisted name. ``slug=home`` is an address that the newsroom chose, or one that
    leads on by now; ``home`` is the folded slug of what articles call the entity. So an address lives on when
    the correction that made it is withdrawn.
    """

    def __init__(self, notes: Iterable[str]) -> None:
        """``notes`` come in any order."""
        self._slugs: dict[str, str] = {}
        self._homes: dict[str, set[str]] = {}
        #: every address that is or was a page
        self.all: set[str] = set()
        for text in sorted(notes):
            slug, _, home = text.partition("=")
            self.all.add(slug)
            if home:
                self._homes.setdefault(home, set()).add(slug)
            else:
                self._slugs[folded_slug(slug)] = slug

    def slug_of(self, name: str, others: Iterable[str] = ()) -> str:
        """The slug published for ``name``, else for a spelling among ``others``, else the name's own.

        A name of more or of fewer words is no spelling: it tells something new.
        """
        mine = slug_of(name)
        if not self._slugs:
            return mine
        same = (folded_slug(mine), *sorted(map(folded_slug, others)))
        fitting = (slug for slug in same if slug in self._slugs and slug.count("-") == same[0].count("-"))
        return next((self._slugs[slug] for slug in fitting), mine)

    def slugs_of(self, names: Iterable[str]) -> set[str]:
        """What was published for any of the names."""
        found: set[str] = set()
        for folded in map(folded_slug, names) if self.all else ():
            found |= self._homes.get(folded, set())
            if folded in self._slugs:
                found.add(self._slugs[folded])
        return found


def notes(resolution: Resolution, published: Iterable[str]) -> tuple[str, ...]:
    """What is to be noted once ``resolution`` is published, after what was noted before.

    A resolution with these notes is the same. A listed name's address needs none: it stands in its list.
    """
    found = set()
    for slug, entity in resolution.entities.items():
        if slug in resolution.homes or not entity.known:
            home = resolution.homes.get(slug)
            found.add(f"{slug}={home}" if home else slug)
    for text in published:
        slug, _, home = text.partition("=")
        if slug in resolution.redirects:
            found.add(f"{slug}={home or folded_slug(slug)}")
    return tuple(sorted(found))
