"""Makes one entity of names that the archive shows to be one: spellings, short and full forms, bare surnames.

Every rule proposes pairs within small groups of like keys and asks for evidence, so that all of it is
linear. A known name never joins another known name, a name the newsroom split off joins nothing, and two
people named side by side in one article stay two.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from math import inf

from mujaz.archive.groups import Node, join
from mujaz.archive.variants import is_short_for, may_be_beginning, may_be_spellings, skeleton, without_head

#: like keys are compared pairwise; a bucket of more names than this says nothing
MAX_BUCKET = 40
#: articles of a name that are looked at for its company
MAX_ARTICLES = 200


class Company:
    """Who appears with whom, as evidence."""

    def __init__(self, rows: Sequence[tuple[Node, ...]]) -> None:
        """``rows`` are the nodes of each article, articles in a fixed order."""
        self._rows = rows
        self._rare = max(3, len(rows) // 20)

    def together(self, one: Node, other: Node) -> bool:
        """Whether an article has both as two."""
        few, many = sorted((one.articles, other.articles), key=len)
        rest = set(many)
        return any(article in rest for article in few)

    def shared(self, one: Node, other: Node, enough: int = 2) -> bool:
        """Whether the two keep the same company: a name that is rare in the archive, or ``enough`` of any."""
        common = self._around(one) & self._around(other)
        return len(common) >= enough or any(len(node.articles) <= self._rare for node in common)

    def _around(self, node: Node) -> set[Node]:
        found = {other.root() for article in node.articles[:MAX_ARTICLES] for other in self._rows[article]}
        return found - {node.root()}


def merge_by_evidence(
    nodes: Iterable[Node],
    rows: Sequence[tuple[Node, ...]],
    is_ambiguous: Callable[[str], bool] = lambda key: False,
) -> None:
    """Join the nodes that are one entity.

    A key ``is_ambiguous`` if several listed entities bear it: an unknown name of that key joins none of them.
    """
    free = sorted(
        (node for node in nodes if not node.identity.startswith("#")), key=lambda node: node.identity
    )
    company = Company(rows)
    things = [node for node in free if node.kind() != "PER"]
    people = [node for node in free if node.kind() == "PER"]

    clear = [node for node in things if node.slug or not is_ambiguous(node.key())]
    for bucket in _buckets(clear, without_head):
        _join_pairs(bucket, lambda one, other: one.kind() == other.kind())
    for bucket in _buckets(free, lambda key: skeleton(without_head(key))):
        _join_pairs(bucket, lambda one, other: _are_spellings(one, other, company))
    _join_beginnings(things, company)
    full = [node for node in people if any(" " in key for key in _keys(node))]
    for bucket in _buckets(full, lambda key: key.split()[0]):
        _join_unique(bucket, bucket, _is_short_for, company)
    named: dict[str, list[Node]] = defaultdict(list)
    for node in full:
        for surname in dict.fromkeys(key.split()[-1] for key in _keys(node)):
            named[surname].append(node)
    for node in people:
        if not any(" " in key for key in _keys(node)):
            _join_unique([node], named.get(node.key(), []), lambda one, other: True, company)


def _join_beginnings(things: list[Node], company: Company) -> None:
    """Join each organisation or work to the one longer name that begins so (وكالة الضفاف للأنباء)."""
    longer: dict[str, list[Node]] = defaultdict(list)
    for node in things:
        if node.kind() != "LOC":
            for key in _keys(node):
                words = key.split()
                for end in range(2, len(words)):
                    longer[" ".join(words[:end])].append(node)
    for short in things:
        if short.slug or short.kind() == "LOC":
            continue
        fulls = [full for full in longer.get(short.key(), ()) if full.root() is not short.root()]
        if len({full.root() for full in fulls}) == 1 and short.kind() == fulls[0].kind():
            full = fulls[0]
            if any(may_be_beginning(short.key(), key) for key in _keys(full)) or (
                " " in short.key().partition(" ")[2] and company.shared(short, full)
            ):
                _unite(full, short)


def _keys(node: Node) -> list[str]:
    return [key for key, _ in node.forms]


def _is_short_for(one: Node, other: Node) -> bool:
    return any(is_short_for(key, second) for key in _keys(one) for second in _keys(other))


def _buckets(nodes: Iterable[Node], like: Callable[[str], str]) -> list[list[Node]]:
    """Nodes with like keys, by the order of their likeness."""
    found: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        for key in dict.fromkeys(map(like, _keys(node))):
            found[key].append(node)
    return [found[key] for key in sorted(found) if 1 < len(found[key]) <= MAX_BUCKET]


def _join_pairs(bucket: list[Node], are_one: Callable[[Node, Node], bool]) -> None:
    for number, one in enumerate(bucket):
        for other in bucket[number + 1 :]:
            if one.root() is not other.root() and are_one(one, other):
                _unite(one, other)


def _join_unique(
    shorts: list[Node], fulls: list[Node], fits: Callable[[Node, Node], bool], company: Company
) -> None:
    """Join each short form to the one person it fits; where it fits two, it stays by itself."""
    if len(fulls) > MAX_BUCKET:
        return
    for short in shorts:
        if short.slug:
            continue
        fitting = [full for full in fulls if full.root() is not short.root() and fits(short, full)]
        if len({full.root() for full in fitting}) == 1:
            full = fitting[0]
            if not company.together(short, full) and company.shared(short, full):
                _unite(full, short)


def _are_spellings(one: Node, other: Node, company: Company) -> bool:
    """Whether two names sound the same and keep the same company; two people side by side are two."""
    if one.kind() != other.kind() or not any(
        may_be_spellings(without_head(key), without_head(second))
        for key in _keys(one)
        for second in _keys(other)
    ):
        return False
    if one.kind() == "PER":
        return not company.together(one, other) and company.shared(one, other)
    return company.together(one, other) or company.shared(one, other, enough=1)


def _unite(one: Node, other: Node) -> None:
    """Join two groups unless both have a known name; the known one leads, else the one used more."""
    first, second = one.root(), other.root()
    if first.anchored and second.anchored:
        return
    if second.anchored or (not first.anchored and _rank(second) < _rank(first)):
        first, second = second, first
    join(first, second)


def _rank(node: Node) -> tuple[float, str]:
    return (-len(node.articles) if node.articles else inf, node.identity)
