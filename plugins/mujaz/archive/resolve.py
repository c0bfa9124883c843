"""Resolution: which names of the whole archive are one entity, what it is called, and where its page is.

The result is a function of the set of (article, its entities), of the corrections and of the addresses
published so far: the order of the files, other builds and the clock have no part in it. What keeps addresses
alive when articles are added:

- A known name's slug is in its list. An unknown name's slug is the name as most articles spell it when it is
  first published; it stays when another spelling becomes the usual one.
- Every other name of an entity that could have had a page, in every spelling, leads to the entity's
  page (``Resolution.redirects``). So when a new article shows that two names are one, or that
  another spelling is the usual one, the old address redirects.
- No page is renamed by an article that brings neither more uses of another spelling nor a link between names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from mujaz.analysis.collector import held
from mujaz.analysis.entities.gazetteer import Gazetteer, shipped
from mujaz.analysis.entities.keys import name_key
from mujaz.analysis.record import Entity, EntityKind
from mujaz.archive.corrections import Corrections
from mujaz.archive.groups import Node, join
from mujaz.archive.merging import merge_by_evidence
from mujaz.archive.naming import Named, describe
from mujaz.archive.orders import KNOWN, Orders
from mujaz.archive.published import Published
from mujaz.archive.resolution import Placed, Resolution, ResolvedEntity

__all__ = ["Placed", "Resolution", "ResolvedEntity", "resolve"]

NO_CORRECTIONS = Corrections()
ENOUGH = 2


class _Row(NamedTuple):
    """One article: its names in the order of its record."""

    article: str
    nodes: tuple[Node, ...]
    tags: tuple[bool, ...]


def resolve(
    analyses: Iterable[tuple[str, Sequence[Entity]]],
    corrections: Corrections = NO_CORRECTIONS,
    gazetteer: Gazetteer | None = None,
    *,
    enough: int = ENOUGH,
    published: Iterable[str] = (),
) -> Resolution:
    """Decide which names of all articles are one entity.

    ``analyses`` gives each article's key (its path below the content folder) with the entities of its
    record. Every key comes once; the order does not matter, and the entities are not kept. ``enough``
    mentions give an unlisted name a page of its own. ``published`` are slugs that pages have already.
    """
    gazetteer = gazetteer or shipped()
    with held():
        orders = Orders(corrections, gazetteer)
        together: list[list[str]] = []
        if orders.splits:
            analyses = list(analyses)
            whole, _ = _joined(analyses, Orders(corrections.without_splits(), gazetteer), gazetteer)
            together = _identities(whole)
            orders.spread_splits(together)
        nodes, rows = _joined(analyses, orders, gazetteer, together)
        before = Published(published)
        groups = describe(nodes.values(), orders, gazetteer, before)
        used = {identity for identity, node in nodes.items() if node.uses}
        idle = {item.line for item, _ in orders.hides if item.articles} | orders.idle_splits(used)
        found = _publish(rows, groups, enough, idle)
        return replace(
            found,
            moved=_moved(found, groups.values(), before),
            strangers=orders.strangers(used),
            idle=tuple(sorted(idle)),
        )


def _joined(
    analyses: Iterable[tuple[str, Sequence[Entity]]],
    orders: Orders,
    gazetteer: Gazetteer,
    together: Iterable[Sequence[str]] = (),
) -> tuple[dict[str, Node], list[_Row]]:
    """Every name, joined to the others of its entity, and every article's names.

    ``together`` are identities that are one whatever the evidence: what is left of a page that was split.
    """
    nodes, rows = _collect(analyses, orders)
    orders.settle(nodes)
    for group in together:
        left = [nodes[identity] for identity in group if identity in nodes]
        for node in left[1:]:
            join(left[0], node)
    for part, home in orders.homes_of_parts():
        if part in nodes and home in nodes and home not in orders.splits:
            join(nodes[home], nodes[part])
    for _, identity, others in orders.merges:
        for other in others:
            if other in nodes:
                join(_node(nodes, identity), nodes[other])
    merge_by_evidence(
        nodes.values(), [tuple(dict.fromkeys(row.nodes)) for row in rows], gazetteer.is_ambiguous
    )
    return nodes, rows


def _identities(nodes: Mapping[str, Node]) -> list[list[str]]:
    """The identities of each entity, the one that it is known by first."""
    groups: dict[Node, list[str]] = {}
    for identity in sorted(nodes):
        root = nodes[identity].root()
        groups.setdefault(root, [root.identity])
        if nodes[identity] is not root:
            groups[root].append(identity)
    return list(groups.values())


def _collect(
    analyses: Iterable[tuple[str, Sequence[Entity]]], orders: Orders
) -> tuple[dict[str, Node], list[_Row]]:
    """Every name with its uses, and every article's names, articles by key."""
    nodes: dict[str, Node] = {}
    homes: dict[tuple[str, EntityKind, str | None], Node] = {}
    rows: list[_Row] = []
    for article, entities in analyses:
        used: list[Node] = []
        for entity in entities:
            name, kind = entity.name, entity.kind
            use = (name, kind, entity.slug if entity.known else None)
            node = homes.get(use)
            if node is None:
                node = _node(nodes, orders.place(article, name_key(name), *use))
                if not orders.splits:  # else where a name belongs depends on the article
                    homes[use] = node
            counts = node.uses
            counts[name, kind] = counts.get((name, kind), 0) + 1
            node.mentions += len(entity.mentions)
            node.tagged += entity.tag
            node.salience = max(node.salience, entity.salience)
            used.append(node)
        rows.append(_Row(article, tuple(used), tuple([entity.tag for entity in entities])))
    for node in nodes.values():
        node.sum_up()
    rows.sort(key=lambda row: row.article)
    for number, row in enumerate(rows):
        for node in dict.fromkeys(row.nodes):
            node.articles.append(number)
    return nodes, rows


def _node(nodes: dict[str, Node], identity: str) -> Node:
    node = nodes.get(identity)
    if node is None:
        node = nodes[identity] = Node(
            identity, identity[len(KNOWN) :] if identity.startswith(KNOWN) else None
        )
    return node


def _publish(rows: Sequence[_Row], groups: Mapping[Node, Named], enough: int, idle: set[int]) -> Resolution:
    """Give every article its pages, count them, and find the redirects.

    The lines of corrections that hide something are taken out of ``idle``.
    """
    paged = {root: group for root, group in groups.items() if group.has_page(enough)}
    both = {(group.slug, tag): Placed(group.slug, tag) for group in paged.values() for tag in (False, True)}
    nowhere = Placed(None, False)
    keys = {root: frozenset(key for key, _ in group.forms) for root, group in groups.items()}
    counts = dict.fromkeys(paged, 0)
    placed: dict[str, tuple[Placed, ...]] = {}
    names: dict[str, tuple[frozenset[str], ...]] = {}
    for article, nodes, tags in rows:
        roots = [node.root() for node in nodes]
        shown = {root for root, tag in zip(roots, tags, strict=True) if tag and root in paged}
        for root in [root for root in shown if paged[root].hides]:
            hiding = [item.line for item in paged[root].hides if item.concerns(article)]
            if hiding:
                idle.difference_update(hiding)
                shown.discard(root)
        for root in shown:
            counts[root] += 1
        placed[article] = tuple(
            both[paged[root].slug, root in shown] if root in paged else nowhere for root in roots
        )
        names[article] = tuple(keys[root] for root in roots)
    paged = {root: group for root, group in paged.items() if counts[root]}
    entities = {
        group.slug: ResolvedEntity(
            group.slug, group.name, group.kind, group.aliases(), counts[root], group.known
        )
        for root, group in sorted(paged.items(), key=lambda item: item[1].slug)
    }
    redirects, pages = _redirects(paged.values(), entities), _pages(paged.values())
    homes = {group.slug: group.home() for group in paged.values() if group.ordered}
    return Resolution(entities, redirects, placed, names, pages, dict(sorted(homes.items())))


def _redirects(groups: Iterable[Named], entities: Mapping[str, ResolvedEntity]) -> dict[str, str]:
    """Other slugs of each page, unless they are a page themselves or lead to two."""
    found: dict[str, set[str]] = {}
    pages = {slug.casefold() for slug in entities}  # one folder, where capitals count as small letters
    for group in groups:
        for slug in group.former:
            if slug.casefold() not in pages:
                found.setdefault(slug, set()).add(group.slug)
    return {slug: min(pages) for slug, pages in sorted(found.items()) if len(pages) == 1}


def _moved(found: Resolution, groups: Iterable[Named], published: Published) -> tuple[str, ...]:
    """The redirects that were pages: published ones, and those of what the newsroom corrected."""
    ordered = {group.slug for group in groups if group.ordered}
    return tuple(old for old, slug in found.redirects.items() if old in published.all or slug in ordered)


def _pages(groups: Iterable[Named]) -> dict[str, str]:
    """{key: slug} of the names that belong to one page alone."""
    found: dict[str, set[str]] = {}
    for group in groups:
        for key in {name_key(group.name), *(key for key, _ in group.forms)}:
            found.setdefault(key, set()).add(group.slug)
    return {key: min(pages) for key, pages in found.items() if len(pages) == 1}
