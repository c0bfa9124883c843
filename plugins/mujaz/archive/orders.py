"""The newsroom's corrections as resolution follows them.

Where a name goes, and what is said about an entity.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from mujaz.analysis.entities.gazetteer import Gazetteer
from mujaz.analysis.entities.keys import name_key
from mujaz.analysis.entities.slugs import slug_of
from mujaz.analysis.record import EntityKind
from mujaz.archive.corrections import Correction, Corrections

#: before a known slug in a node's identity; keys never contain it
KNOWN = "="


class Orders:
    """Answers for one run of resolution.

    An *identity* is ``=slug`` of a known name, a key, or ``#line`` of a split.
    """

    def __init__(self, corrections: Corrections, gazetteer: Gazetteer) -> None:
        """Work out where each corrected name belongs."""
        self._gazetteer = gazetteer
        self._homes: dict[str, str] = {}  # key of a name -> identity
        self._listed: dict[tuple[str, EntityKind | None], str | None] = {}
        self.added: dict[str, Correction] = {}  # by identity
        for item in corrections.of("add"):
            identity = f"{KNOWN}{item.slug or slug_of(item.name)}"
            self.added[identity] = item
            for name in (item.name, *item.names):
                self._homes[name_key(name)] = identity
        self.leading: set[str] = set()  # identities whose own name is the one shown
        for item in corrections.of("alias"):
            identity = self.identity_of(item.name)
            self.leading.add(identity)
            for name in item.names:
                self._homes[name_key(name)] = identity
        self.merges = [
            (item, self.identity_of(item.to), [self.identity_of(name) for name in item.names])
            for item in corrections.of("merge")
        ]
        self.splits: dict[str, list[Correction]] = defaultdict(list)
        for item in corrections.of("split"):
            self.splits[self.identity_of(item.name)].append(item)
        self.split_items = {f"#{item.line}": item for item in corrections.of("split")}
        self.renames = [(item, self.identity_of(item.name)) for item in corrections.of("rename")]
        self.retypes = [(item, self.identity_of(item.name)) for item in corrections.of("retype")]
        self.hides = [(item, self.identity_of(item.name)) for item in corrections.of("hide")]
        for item, identity in self.renames:
            self._homes.setdefault(name_key(item.to), identity)

    def spread_splits(self, groups: Iterable[Collection[str]]) -> None:
        """Let a split concern every name of its entity, given the identities that are one without it.

        A page is split under the name it shows, which an article may write otherwise.
        """
        for identities in groups:
            items = [item for identity in identities for item in self.splits.get(identity, ())]
            for identity in identities if items else ():
                self.splits[identity] = items

    def identity_of(self, name: str) -> str:
        """The identity of what the newsroom calls ``name``.

        An added name, a known slug or name, else its key.
        """
        key = name_key(name)
        if key in self._homes:
            return self._homes[key]
        if f"{KNOWN}{name}" in self.added or self._gazetteer.entry(name):
            return f"{KNOWN}{name}"
        slug = self._gazetteer.lookup(name)
        return f"{KNOWN}{slug}" if slug else key

    def place(self, article: str, key: str, name: str, kind: EntityKind, slug: str | None) -> str:
        """The identity of an article's entity: ``slug`` is set where the article's analysis knew it."""
        identity = self._homes.get(key)
        if identity is None:
            slug = slug or self._known(key, name, kind)
            identity = f"{KNOWN}{slug}" if slug else key
        for item in self.splits.get(identity, ()):
            if item.concerns(article):
                return f"#{item.line}"
        return identity

    def _known(self, key: str, name: str, kind: EntityKind) -> str | None:
        """The slug of a listed name that the article had not enough evidence for, but the same kind.

        A person's bare surname is no name in this sense.
        """
        if kind == "PER" and " " not in key:
            return None
        if (key, kind) not in self._listed:
            self._listed[key, kind] = self._gazetteer.lookup(name, kind)
        return self._listed[key, kind]
