"""Names, kinds, addresses and pages of the groups that resolution has found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from mujaz.analysis.entities.gazetteer import Gazetteer
from mujaz.analysis.entities.keys import name_key
from mujaz.analysis.entities.slugs import folded_slug, slug_of
from mujaz.analysis.record import EntityKind
from mujaz.archive.corrections import Correction
from mujaz.archive.groups import Node, best_form, major_kind, members
from mujaz.archive.orders import KNOWN, Orders, mark_of
from mujaz.archive.published import Published
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
        self.ordered = False  # whether the newsroom had a part in its name or address
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

    def home(self) -> str:
        """The folded slug of what articles call it; "" if that is its address."""
        home = folded_slug(best_form(self.forms)[1]) if self.forms else ""
        return "" if home == folded_slug(self.slug) else home

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


def describe(
    nodes: Iterable[Node], orders: Orders, gazetteer: Gazetteer, published: Published
) -> dict[Node, Named]:
    """Name every group and give it its address: {root: group}."""
    groups = {root: Named(root, group) for root, group in members(nodes).items()}
    homes = {node.identity: groups[node.root()] for group in groups.values() for node in group.nodes}
    for group in groups.values():
        _name(group, orders, gazetteer, published)
    for identity, slugs in orders.aliases:  # names that had pages of their own, where articles have them
        if identity in homes:
            group = homes[identity]
            group.ordered = True
            for key, name in group.forms:
                if key in slugs:
                    group.former |= {slugs[key] or slug_of(name), slug_of(name)}
    for listed, identity in orders.twins.items():
        if identity in homes:
            homes[identity].former.add(listed[len(KNOWN) :])
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
    added = orders.added.get(lead.identity) if lead else None
    if split:
        group.name, group.kind = split.to, split.kind or group.kind
        group.slug = split.slug or slug_of(split.to)
        group.known = True
    elif lead and lead.slug:
        entry = gazetteer.entry(lead.slug)
        group.name = added.name if added else entry.name if entry else used
        group.kind = (added.kind if added else entry.kind if entry else None) or group.kind
        group.slug = lead.slug
    else:
        leading = {node.identity for node in group.nodes} & orders.leading
        group.name = best_form(
            {form: n for form, n in group.forms.items() if form[0] in leading} or group.forms
        )[1]
        group.slug = published.slug_of(group.name, (name for _, name in group.forms))
        group.is_bare = gazetteer.institutions.is_bare(name_key(group.name))
    parts = [orders.split_items[node.identity] for node in group.nodes if node.identity in orders.split_items]
    group.ordered = bool(parts or added)
    _remember(group, parts, added, published)


def _remember(
    group: Named, parts: Sequence[Correction], added: Correction | None, published: Published
) -> None:
    """Where the group's pages may have been before: those of its spellings, of its parts, of listed names."""
    group.former.update(part.slug or slug_of(part.to) for part in parts)
    group.former |= {node.slug for node in group.nodes if node.slug}
    if added:  # its names may have had pages before it was added, and it one before its address was chosen
        group.given += added.names
        group.former.update(slug_of(name) for name in (added.name, *(name for _, name in group.forms)))
    lines = {f"#{part.line}" for part in parts}  # what is left of the page that was split has its spellings
    whole = [node for node in group.nodes if node.identity not in lines]
    group.former.update(slug_of(name) for node in whole if not node.slug for _, name in node.forms)
    group.former |= published.slugs_of(name for node in whole for _, name in node.forms)


def _merge(group: Named, item: Correction, identity: str, published: Published, *, stays: bool) -> None:
    """The name that the newsroom lets stay is the name shown, and makes the address."""
    group.ordered = True
    group.given += (*item.names, group.name)
    if identity.startswith((KNOWN, "#")) or not stays:
        return
    group.former.add(group.slug)
    group.name = next((name for key, name in sorted(group.forms) if key == identity), item.to)
    group.slug = published.slug_of(group.name)


def _rename(group: Named, item: Correction, identity: str, *, stays: bool) -> None:
    """The new name is shown, unless the renamed is merged into another: then it is one more name."""
    group.ordered = True
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
            digest = mark_of(group.root.identity)
            group.slug = f"{group.slug}-{digest}"
            folded = f"{folded}-{digest}"
        taken.add(folded.casefold())
