"""Names, kinds, addresses and pages of the groups that resolution has found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import blake2b

from mujaz.analysis.entities.gazetteer import Gazetteer
from mujaz.analysis.entities.keys import name_key
from mujaz.analysis.entities.slugs import folded_slug, slug_of
from mujaz.analysis.record import EntityKind
from mujaz.archive.corrections import Correction
from mujaz.archive.groups import Node, best_form, major_kind, members
from mujaz.archive.orders import KNOWN, Orders
from mujaz.archive.resolution import CONFIDENT

#: what is longer than this is a sentence the analysis took for a name
MAX_LETTERS, MAX_WORDS = 80, 9


class Named:
    """A group of nodes with all that is decided about it."""

    def __init__(self, root: Node, nodes: list[Node]) -> None:
        """The group's uses, added up over its nodes."""
        self.root = root
        self.nodes = nodes
        self.forms: Mapping[tuple[str, str], int] = root.forms
        kinds: Mapping[EntityKind, int] = root.kinds
        if len(nodes) > 1:
            self.forms, kinds = Counter(root.forms), Counter(root.kinds)
            for node in nodes:
                if node is not root:
                    self.forms.update(node.forms)
                    kinds.update(node.kinds)
        self.known = any(node.slug for node in nodes)
        self.kind = major_kind(kinds)
        self.name = root.identity
        self.slug = ""
        self.given: list[str] = []  # names the newsroom gave besides
        self.former: set[str] = set()  # other slugs that lead here
        self.hides: list[Correction] = []
        self.is_bare = False  # an institution without its country: another one in each article

    def has_page(self, enough: int) -> bool:
        """A known name, ``enough`` mentions, or a confident one; never what cannot be a name."""
        if not any(node.tagged for node in self.nodes) or any(not item.articles for item in self.hides):
            return False
        if self.known:
            return True
        if self.is_bare:
            return False
        key = name_key(self.name)
        sane = (
            len(key) <= MAX_LETTERS and key.count(" ") < MAX_WORDS and any(letter.isalpha() for letter in key)
        )
        return sane and (
            sum(node.mentions for node in self.nodes) >= enough
            or max(node.salience for node in self.nodes) >= CONFIDENT
        )

    def aliases(self) -> tuple[str, ...]:
        """Every other name, one spelling of each, most used first, then those only the newsroom gave."""
        if len(self.forms) == 1 and not self.given and (name_key(self.name), self.name) in self.forms:
            return ()
        shown = {name_key(self.name)}
        found = []
        ranked = sorted(self.forms, key=lambda form: (-self.forms[form], form))
        for key, name in [*ranked, *((name_key(name), name) for name in self.given)]:
            if key not in shown:
                shown.add(key)
                found.append(name)
        return tuple(found)


class Published:
    """The addresses that names had when the site was last published: they stay."""

    def __init__(self, slugs: Iterable[str]) -> None:
        """``slugs`` are those of all pages, in any order."""
        self._slugs = {folded_slug(slug): slug for slug in sorted(slugs)}

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
        if not self._slugs:
            return set()
        return {self._slugs[slug] for slug in map(folded_slug, names) if slug in self._slugs}


def describe(
    nodes: Iterable[Node], orders: Orders, gazetteer: Gazetteer, published: Published
) -> dict[Node, Named]:
    """Name every group and give it its address: {root: group}."""
    groups = {root: Named(root, group) for root, group in members(nodes).items()}
    homes = {node.identity: groups[node.root()] for group in groups.values() for node in group.nodes}
    for group in groups.values():
        _name(group, orders, gazetteer, published)
    for item, identity, _ in orders.merges:
        if identity in homes:
            _merge(homes[identity], item, identity, published, stays=not orders.is_gone(identity))
    for item, identity in orders.renames:
        if identity in homes:
            _rename(homes[identity], item, identity, stays=not orders.is_gone(identity))
    for item, identity in orders.retypes:
        if identity in homes and item.kind:
            homes[identity].kind = item.kind
    for item, identity in orders.hides:
        if identity in homes:
            homes[identity].hides.append(item)
    _make_unique(groups.values())
    return groups


def _name(group: Named, orders: Orders, gazetteer: Gazetteer, published: Published) -> None:
    """The listed name, the one the newsroom gave, or the one most articles use."""
    lead = next((node for node in (group.root, *group.nodes) if node.slug), None)
    split = orders.split_items.get(group.root.identity)
    used = best_form(group.forms)[1] if group.forms else group.root.identity
    if split:
        group.name, group.kind = split.to, split.kind or group.kind
        group.slug = split.slug or slug_of(split.to)
        group.known = True
    elif lead and lead.slug:
        entry = gazetteer.entry(lead.slug)
        added = orders.added.get(lead.identity)
        group.name = added.name if added else entry.name if entry else used
        group.kind = (added.kind if added else entry.kind if entry else None) or group.kind
        if added:  # its names may have had pages before the newsroom added it
            group.given += added.names
            group.former.update(slug_of(name) for _, name in group.forms)
        group.slug = lead.slug
        group.former |= published.slugs_of(name for _, name in group.forms)  # from before it was listed
        group.former |= {node.slug for node in group.nodes if node.slug}
    else:
        leading = {node.identity for node in group.nodes} & orders.leading
        group.name = best_form(
            {form: n for form, n in group.forms.items() if form[0] in leading} or group.forms
        )[1]
        group.slug = published.slug_of(group.name, (name for _, name in group.forms))
        group.is_bare = gazetteer.institutions.is_bare(name_key(group.name))
    parts = [orders.split_items[node.identity] for node in group.nodes if node.identity in orders.split_items]
    group.former.update(part.slug or slug_of(part.to) for part in parts)
    if not split:
        unlisted = (node for node in group.nodes if not node.slug and node.identity not in orders.split_items)
        group.former.update(slug_of(name) for node in unlisted for _, name in node.forms)


def _merge(group: Named, item: Correction, identity: str, published: Published, *, stays: bool) -> None:
    """The name that the newsroom lets stay is the name shown, and makes the address."""
    group.given += (*item.names, group.name)
    if identity.startswith((KNOWN, "#")) or not stays:
        return
    group.former.add(group.slug)
    group.name = next((name for key, name in sorted(group.forms) if key == identity), item.to)
    group.slug = published.slug_of(group.name)


def _rename(group: Named, item: Correction, identity: str, *, stays: bool) -> None:
    """The new name is shown, unless the renamed is merged into another: then it is one more name."""
    if not stays:
        group.given.append(item.to)
        if item.slug or not identity.startswith(KNOWN):  # where its page was before the merge
            group.former.add(item.slug or slug_of(item.to))
        return
    group.given.append(group.name)
    group.name = item.to
    group.former.add(group.slug)
    if item.slug:
        group.slug = item.slug
    elif not any(node.slug for node in group.nodes):
        group.slug = slug_of(item.to)


def _make_unique(groups: Iterable[Named]) -> None:
    """Of two groups that want one slug the known one has it.

    The other gets a suffix made of its own identity. Slugs that differ in spelling alone are one: no reader
    tells them apart, and no computer that takes capitals for small letters.
    """
    taken: set[str] = set()
    for group in sorted(groups, key=lambda group: (not group.known, group.root.identity)):
        folded = folded_slug(group.slug)
        if folded.casefold() in taken:
            digest = blake2b(group.root.identity.encode(), digest_size=3).hexdigest()
            group.slug = f"{group.slug}-{digest}"
            folded = f"{folded}-{digest}"
        taken.add(folded.casefold())
