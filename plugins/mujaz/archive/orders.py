"""The newsroom's corrections as resolution follows them.

Where a name goes, and what is said about an entity.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from hashlib import blake2b

from mujaz.analysis.entities.gazetteer import Gazetteer
from mujaz.analysis.entities.keys import name_key
from mujaz.analysis.entities.slugs import slug_of
from mujaz.analysis.record import EntityKind
from mujaz.archive.corrections import Correction, Corrections
from mujaz.archive.resolution import Stranger

#: before a known slug in a node's identity; keys never contain it
KNOWN = "="
#: an address that ends in what tells it from another of the same name
_MARKED = re.compile(r".+-([0-9a-f]{6})")


def mark_of(identity: str) -> str:
    """What stands at the end of an entity's address where another has the address itself."""
    return blake2b(identity.encode(), digest_size=3).hexdigest()


class Orders:
    """Answers for one run of resolution.

    An *identity* is ``=slug`` of a known name, a key, or ``#line`` of a split.
    """

    def __init__(self, corrections: Corrections, gazetteer: Gazetteer) -> None:
        """Work out where each corrected name belongs."""
        self._gazetteer = gazetteer
        self._items = corrections.items
        self._homes: dict[str, str] = {}  # key of a name -> identity
        self._renamed: dict[str, str] = {}  # the same of names that a rename gives
        self._given = {item.to for item in corrections.of("rename")}
        self._listed: dict[tuple[str, EntityKind | None], str | None] = {}
        self.added: dict[str, Correction] = {}  # by identity
        for item in corrections.of("add"):
            identity = f"{KNOWN}{item.slug or slug_of(item.name)}"
            self.added[identity] = item
            for name in (item.name, *item.names):
                self._homes[name_key(name)] = identity
        #: what the lists have already, and the newsroom added: {identity of the listed: of the added}
        self.twins: dict[str, str] = {}
        for identity, item in self.added.items():
            listed = [x.slug for x in gazetteer.bearers(item.name) if x.source and x.kind == item.kind]
            if len(listed) == 1 and f"{KNOWN}{listed[0]}" not in self.added:
                self.twins.setdefault(f"{KNOWN}{listed[0]}", identity)
        self.split_items = {f"#{item.line}": item for item in corrections.of("split")}
        # names of parts are for the newsroom alone: articles do not tell parts apart by their names
        self._parts = {name_key(item.to): identity for identity, item in self.split_items.items()}
        self.aliases: list[tuple[str, dict[str, str | None]]] = []  # keys of names, the slugs of listed ones
        self.leading: set[str] = set()  # identities whose own name is the one shown
        self._chained = chained([*corrections.of("alias"), *corrections.of("rename")])
        for item in self._chained:
            identity = self.identity_of(item.name)
            if item.action == "rename":
                self._renamed.setdefault(name_key(item.to), identity)
                continue
            self.leading.add(identity)
            slugs = {name_key(name): gazetteer.lookup(name) for name in item.names}
            self.aliases.append((identity, slugs))
            for name in item.names:
                self._homes[name_key(name)] = identity
        self.splits: dict[str, list[Correction]] = defaultdict(list)
        for item in self.split_items.values():
            self.splits[self.identity_of(item.name)].append(item)
        self.settle(())

    def settle(self, used: Collection[str]) -> None:
        """Work out which entities each correction is about, given the identities that articles have."""

        def about(action: str) -> list[tuple[Correction, str]]:
            items = self._chained if action == "rename" else self._items
            return [
                (item, identity)
                for item in items
                if item.action == action
                for identity in self.meant(item.name, used)
            ]

        self.renames, self.retypes, self.hides = about("rename"), about("retype"), about("hide")
        self.merges: list[tuple[Correction, str, list[str]]] = []
        for item in self._items:
            if item.action == "merge":
                into, *more = self.meant(item.to, used)
                others = [identity for name in item.names for identity in self.meant(name, used)]
                self.merges.append((item, into, [*more, *others]))
        self._gone = {other for _, into, others in self.merges for other in others if other != into}

    def is_gone(self, identity: str) -> bool:
        """Whether it is merged into another, whose name stays."""
        return identity in self._gone

    def strangers(self, used: Collection[str]) -> tuple[Stranger, ...]:
        """The names that corrections speak of and that nobody bears.

        ``used`` are the identities that articles have. A name that several of the listed bear is nobody's
        unless an article left it open which of them it meant.
        """
        found = []
        there = {*used, *self.splits}  # what was split may be all gone to its parts
        new = {into for _, into, _ in self.merges}  # names that merges give
        for item in self._items:
            for name in item.references():
                identity = self.meant(name, there)[0]
                if identity in new and item.action != "merge":
                    continue
                parts = (f"#{split.line}" for split in self.splits.get(identity, ()))
                if not identity.startswith((KNOWN, "#")) and not any(x in used for x in (identity, *parts)):
                    found.append(Stranger(item.line_of(name), name, self._gazetteer.bearers(name)))
            if item.action == "merge":
                identity, bearers = self.identity_of(item.to), self._gazetteer.bearers(item.to)
                if len(bearers) > 1 and identity == name_key(item.to) and identity not in used:
                    found.append(Stranger(item.line_of(item.to), item.to, bearers))
        return tuple(found)

    def idle_splits(self, used: Collection[str]) -> set[int]:
        """The lines of the splits that find their name in none of their articles."""
        live = [identity for identity in self.split_items if identity in used]
        parents = {f"#{x.line}": part for part in self.split_items for x in self.splits.get(part, ())}
        for part in live:  # a part may be split whole
            if parents.get(part, part) not in live:
                live.append(parents[part])
        return {item.line for identity, item in self.split_items.items() if identity not in live}

    def homes_of_parts(self) -> list[tuple[str, str]]:
        """Each split's part, and the identity that its new name has without it: there may be a page."""
        parts, self._parts = self._parts, {}
        found = [(identity, self.identity_of(item.to)) for identity, item in self.split_items.items()]
        self._parts = parts
        return found

    def spread_splits(self, groups: Collection[Collection[str]]) -> None:
        """Let a split concern every name of its entity, given the identities that are one without it.

        A page is split under the name it shows, which an article may write otherwise.
        """
        used = {identity for identities in groups for identity in identities}
        self.splits.clear()
        for item in self.split_items.values():
            for identity in self.meant(item.name, used):
                self.splits[identity].append(item)
        for identities in groups:
            items = {item.line: item for identity in identities for item in self.splits.get(identity, ())}
            for identity in identities if items else ():
                self.splits[identity] = [items[line] for line in sorted(items)]

    def identity_of(self, name: str) -> str:
        """The identity of what the newsroom calls ``name``.

        An added or given name, a part's, a known slug or name, else its key. Of several listed with one key
        (عمّان, عُمان) the one that is spelt just so.
        """
        key = name_key(name)
        given = next((names[key] for names in (self._homes, self._parts) if key in names), None)
        if given:
            return given
        listed = self._listed_identity(name, key)
        return self.twins.get(listed, listed)

    def _listed_identity(self, name: str, key: str) -> str:
        if f"{KNOWN}{name}" in self.added or self._gazetteer.entry(name):
            return f"{KNOWN}{name}"
        bearers = self._gazetteer.bearers(name)
        if len(bearers) > 1 and name not in self._given:
            spelt = [entry.slug for entry in bearers if name in entry.forms]
            if len(spelt) == 1:
                return f"{KNOWN}{spelt[0]}"
        if key in self._renamed:
            return self._renamed[key]
        slug = self._gazetteer.lookup(name)
        return f"{KNOWN}{slug}" if slug else key

    def meant(self, name: str, used: Collection[str]) -> list[str]:
        """The identities that the newsroom means by ``name``, given those that articles have.

        The end of its page's address may tell it from another of that name.

        An article may have a listed name as nobody's: a bare surname, or without the evidence that the list
        asks for. Then the name is that one's, and the listed one's too if it is shown by it.
        """
        identity, key = self.identity_of(name), name_key(name)
        marked = _MARKED.fullmatch(name)
        if marked and identity not in used:
            addressed = [one for one in used if mark_of(one) == marked[1]]
            return addressed if len(addressed) == 1 else [identity]
        if not identity.startswith(KNOWN) or name == identity[len(KNOWN) :] or key not in used:
            return [identity]
        entry = self._gazetteer.entry(identity[len(KNOWN) :])
        shown = self._renamed.get(key) == identity or (entry and name_key(entry.name) == key)
        return [identity, key] if shown else [key]

    def place(self, article: str, key: str, name: str, kind: EntityKind, slug: str | None) -> str:
        """The identity of an article's entity: ``slug`` is set where the article's analysis knew it.

        The name that a rename gives is nobody's whom the article knew: سلطنة عمان called عُمان leaves the
        city of عمّان alone.
        """
        identity = self._homes.get(key)
        if identity is None:
            slug = slug or self._known(key, name, kind)
            identity = f"{KNOWN}{slug}" if slug else self._renamed.get(key, key)
            identity = self.twins.get(identity, identity)
        return self._part(article, identity) if self.splits else identity

    def _part(self, article: str, identity: str) -> str:
        """Where splits lead it, and the splits of parts."""
        passed: set[str] = set()
        while identity not in passed:
            passed.add(identity)
            mine = self.splits.get(identity, ())
            identity = next((f"#{item.line}" for item in mine if item.concerns(article)), identity)
        return identity

    def _known(self, key: str, name: str, kind: EntityKind) -> str | None:
        """The slug of a listed name that the article had not enough evidence for.

        One of another kind is the listed one too, if it is never an ordinary word. A person's bare surname is
        no name in this sense.
        """
        if kind == "PER" and " " not in key:
            return None
        if (key, kind) not in self._listed:
            gazetteer = self._gazetteer
            self._listed[key, kind] = gazetteer.lookup(name, kind) or gazetteer.lookup_sure(name)
        return self._listed[key, kind]


def chained(items: Sequence[Correction]) -> list[Correction]:
    """Corrections that give names, each behind those that give the name it is about.

    So A → B and B → C are A → C whichever stands first. Those in a circle come last, as they stand.
    """
    given = Counter(key for item in items for key in _given(item))
    waiting: dict[str, list[Correction]] = defaultdict(list)
    for item in items:
        waiting[name_key(item.name)].append(item)

    def is_ready(item: Correction) -> bool:
        key = name_key(item.name)
        return given[key] == (key in _given(item))

    found: dict[int, Correction] = {}  # by line
    ready = [item for item in items if is_ready(item)]
    while ready:
        found.update((item.line, item) for item in ready)
        told = [key for item in ready for key in _given(item)]
        given.subtract(told)
        behind = {item.line: item for key in told for item in waiting[key] if item.line not in found}
        ready = [item for _, item in sorted(behind.items()) if is_ready(item)]
    return [*found.values(), *(item for item in items if item.line not in found)]


def _given(item: Correction) -> set[str]:
    """The keys of the names that a rename or an alias gives."""
    return {name_key(name) for name in (item.names if item.action == "alias" else (item.to,))}
