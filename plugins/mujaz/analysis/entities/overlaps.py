"""The overlap policy: of the mentions that several finders propose, which stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING

from mujaz.analysis.entities import tagger
from mujaz.analysis.entities.features import normalise

if TYPE_CHECKING:
    from mujaz.analysis.entities.names import Mention

#: A remainder of fewer letters is no name.
_MIN_REST = 3


def choose_mentions(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions in order, none overlapping. A longer name beats a shorter one, with two exceptions.

    A known name beats what the tagger makes longer by a word of the same kind (الولايات المتحدة كضامن), and
    a known place beats a person that swallows it (لشبونة كوستوديو); of the person the rest stays.
    """
    ranked = sorted(mentions, key=_rank)
    known = _Known([mention for mention in ranked if mention.entity is not None])
    chosen: list[Mention] = []  # by start, and so by end
    starts: list[int] = []
    for mention in ranked:
        for part in _without_known(text, mention, known.beside(mention)):
            place = bisect_left(starts, part.start)
            behind = place and chosen[place - 1].end > part.start
            if not behind and (place == len(chosen) or part.end <= starts[place]):
                chosen.insert(place, part)
                starts.insert(place, part.start)
    return chosen


class _Known:
    """The known names of a text, to ask for those that a mention overlaps without looking at all of them."""

    def __init__(self, ranked: Sequence[Mention]) -> None:
        self._by_start = sorted(enumerate(ranked), key=lambda item: item[1].start)
        self._starts = [mention.start for _, mention in self._by_start]
        self._longest = max((mention.end - mention.start for mention in ranked), default=0)

    def beside(self, mention: Mention) -> list[Mention]:
        """The names that overlap a mention, in the order of rank."""
        if mention.entity is not None:
            return []  # nobody asks
        first = bisect_left(self._starts, mention.start - self._longest)
        last = bisect_left(self._starts, mention.end, first)
        near = [item for item in self._by_start[first:last] if item[1].end > mention.start]
        return [other for _, other in sorted(near, key=itemgetter(0))]


def _rank(mention: Mention) -> tuple[int, bool, bool, int, float]:
    """Longer first; of the same words a known name, then one by its shape, then the surest."""
    length = mention.end - mention.start
    return -length, mention.entity is None, mention.finder != "pattern", mention.start, -mention.score


def _without_known(text: str, mention: Mention, known: Sequence[Mention]) -> list[Mention]:
    """The mention, or what is left of it beside a known name it may not swallow."""
    if mention.entity is not None:
        return [mention]
    if mention.finder != "tagger":
        return [] if any(_only_adjectives(text, mention, other) for other in known) else [mention]
    for other in known:
        if other.end <= mention.start or mention.end <= other.start:
            continue
        if (other.start, other.end) == (mention.start, mention.end):
            return []
        several = " " in text[other.start : other.end]
        if mention.kind == other.kind and (several or (other.kind != "PER" and other.start == mention.start)):
            return []
        if mention.kind == "PER" and other.kind in ("LOC", "ORG") and other.score == 1:
            return _rest(text, mention, other)
    return [mention]


def _only_adjectives(text: str, mention: Mention, other: Mention) -> bool:
    """Whether a mention is a known name and its country's adjective (قاعدة فوستوشني الفضائية الروسية).

    Or a known name and a person who looks like adjectives: البنك المركزي الشاذلي العياري.
    """
    if mention.start != other.start or mention.kind != other.kind or other.end >= mention.end:
        return False
    finder = tagger.shipped()
    behind = [normalise(word) for word in text[other.end : mention.end].split()]
    return all(finder.adjective(word) for word in behind) or (
        len(behind) > 1 and all(word.startswith("ال") and word.endswith("ي") for word in behind)
    )


def _rest(text: str, mention: Mention, other: Mention) -> list[Mention]:
    """A person without the place or organisation at the edge of the name."""
    if other.start == mention.start:
        rest = text[other.end : mention.end]
        start = mention.end - len(rest.lstrip(" ،-"))
        return [replace(mention, start=start)] if mention.end - start >= _MIN_REST else []
    words = text[mention.start : other.start].rstrip("وفبلك" if text[other.start - 1] != " " else " ").split()
    end = mention.start + len(" ".join(words))
    return [replace(mention, end=end)] if end - mention.start >= _MIN_REST else []
