"""Which articles and which names belong together, more than chance would have it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from functools import lru_cache
from itertools import chain
from math import log

from mujaz.site.collate import Archive
from mujaz.site.collation import place
from mujaz.site.views import Companion, TagLink

RELATED = 4
NEAREST = 16  # per shared name, articles near in time are looked at: the work stays linear
RAREST = 6  # names of an article that are looked at: what everybody writes about relates nothing
EVEN = 1e-6  # weights that differ by less are the same
COMPANIONS = 12
LEAST_TOGETHER = 2


def telling(archive: Archive, index: int) -> list[TagLink]:
    """The rarest names of an article that others share: what relates it to them."""
    shared = [name for name in archive.tagged[index] if name.count >= LEAST_TOGETHER]
    return sorted(shared, key=lambda name: (name.count, name.slug))[:RAREST]


def related(archive: Archive, index: int) -> list[int]:
    """The articles that share this one's rarest names, most related first, then those nearest in time.

    A shared name weighs the less the more articles have it: 1 / log(articles), the index of Adamic and Adar
    ("Friends and neighbors on the Web", 2003). Nothing but the lists of these names decides, so that an
    article about others leaves the page as it is.
    """
    score: dict[int, float] = {}
    for name in telling(archive, index):
        weight = 1 / log(name.count)
        for other in _nearest(archive.tags[name.slug].articles, index):
            score[other] = score.get(other, 0.0) + weight
    score.pop(index, None)
    # most share one name of many: those that cannot be among the first are left out before dates are compared
    least = sorted(score.values())[-RELATED] - EVEN if len(score) > RELATED else 0.0
    entries = archive.entries
    day = entries[index].date.toordinal()
    best = sorted(
        [
            (-round(value, 6), abs(entries[other].date.toordinal() - day), entries[other].path, other)
            for other, value in score.items()
            if value >= least
        ]
    )
    return [other for *_, other in best[:RELATED]]


def _nearest(articles: list[int], index: int) -> list[int]:
    """The part of a sorted list around ``index``."""
    if len(articles) <= NEAREST:
        return articles
    start = max(0, min(bisect_left(articles, index) - NEAREST // 2, len(articles) - NEAREST))
    return articles[start : start + NEAREST]


@lru_cache(maxsize=1)
def companions(archive: Archive, slug: str) -> list[Companion]:
    """The names most strongly associated with this one, by shared articles, then as in the index.

    The strength is together times the logarithm of how many times more often than by chance: the leading
    term of the log-likelihood ratio. A name that is everywhere is nobody's companion.
    """
    total = len(archive.entries)
    own = archive.tags[slug]
    seen = Counter(chain.from_iterable(map(archive.tag_slugs.__getitem__, own.articles)))
    scored = []
    for other, together in seen.items():
        if other == slug or together < LEAST_TOGETHER:
            continue
        link = archive.tags[other].link
        strength = together * log(together * total / (own.link.count * link.count))
        if strength > 0:
            scored.append((-round(strength, 6), other, Companion(link, together)))
    strongest = [companion for *_, companion in sorted(scored, key=lambda item: item[:2])[:COMPANIONS]]
    return sorted(strongest, key=lambda one: (-one.together, place(one.tag.name), one.tag.slug))
