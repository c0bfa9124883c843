"""What resolution works on.

Nodes (one way of naming one entity, over the whole archive) and the groups they form.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from mujaz.analysis.entities.keys import name_key
from mujaz.analysis.record import EntityKind

_KIND_ORDER: tuple[EntityKind, ...] = ("PER", "ORG", "LOC", "MISC")


class Node:
    """All uses of one known slug, or of one key that no list knows."""

    __slots__ = (
        "anchored",
        "articles",
        "forms",
        "identity",
        "kinds",
        "mentions",
        "parent",
        "salience",
        "slug",
        "tagged",
        "uses",
    )

    def __init__(self, identity: str, slug: str | None) -> None:
        """``slug`` is set for known names."""
        self.identity = identity
        self.slug = slug
        self.uses: dict[tuple[str, EntityKind], int] = {}  # (name as written, kind) -> articles
        self.forms: dict[tuple[str, str], int] = {}  # (key, name as written) -> articles
        self.kinds: dict[EntityKind, int] = {}
        self.articles: list[int] = []
        self.mentions = 0
        self.tagged = 0
        self.salience = 0.0
        self.parent: Node | None = None
        #: set on a root: its group has a known name, so evidence alone joins it to no other such group
        self.anchored = slug is not None

    def sum_up(self) -> None:
        """Work out ``forms`` and ``kinds`` once all uses are there."""
        for (name, kind), count in self.uses.items():
            form = (name_key(name), name)
            self.forms[form] = self.forms.get(form, 0) + count
            self.kinds[kind] = self.kinds.get(kind, 0) + count

    def root(self) -> Node:
        """The node its group is known by."""
        node = self
        while node.parent is not None:
            if node.parent.parent is not None:
                node.parent = node.parent.parent
            node = node.parent
        return node

    def key(self) -> str:
        """The key most articles use, for a node of unknown name its only one."""
        return best_form(self.forms)[0] if self.forms else self.identity

    def kind(self) -> EntityKind:
        """The kind most articles give it."""
        return major_kind(self.kinds)


def join(one: Node, other: Node) -> None:
    """Make two nodes one group; the first one's root stays the root."""
    first, second = one.root(), other.root()
    if first is not second:
        second.parent = first
        first.anchored |= second.anchored


def best_form(forms: Mapping[tuple[str, str], int]) -> tuple[str, str]:
    """The (key, name) that most articles use.

    Of equals the fuller, then the one written with more care (hamza), then the first by alphabet.
    """
    if len(forms) == 1:
        return next(iter(forms))
    return min(forms, key=lambda form: (-forms[form], -form[0].count(" "), -_care(form[1]), form))


def major_kind(kinds: Mapping[EntityKind, int]) -> EntityKind:
    """The kind most articles give; of equals the first of PER, ORG, LOC, MISC."""
    if len(kinds) == 1:
        return next(iter(kinds))
    return max(_KIND_ORDER, key=lambda kind: (kinds.get(kind, 0), -_KIND_ORDER.index(kind)))


def members(nodes: Iterable[Node]) -> dict[Node, list[Node]]:
    """The groups: {root: its nodes}, every list sorted."""
    groups: dict[Node, list[Node]] = {}
    for node in nodes:
        groups.setdefault(node.root(), []).append(node)
    for group in groups.values():
        if len(group) > 1:
            group.sort(key=lambda node: node.identity)
    return groups


def _care(name: str) -> int:
    return sum(letter in "أإآؤئءةى" for letter in name)
