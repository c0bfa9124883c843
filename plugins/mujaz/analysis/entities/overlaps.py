"""The overlap policy: of the mentions that several finders propose, which stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
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
    known = [mention for mention in ranked if mention.entity is not None]
    chosen: list[Mention] = []
    for mention in ranked:
        for part in _without_known(text, mention, known):
            if all(part.end <= other.start or other.end <= part.start for other in chosen):
                chosen.append(part)
    return sorted(chosen, key=lambda mention: mention.start)


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
    """Whether a mention is a known name and its country's adjective (قاعدة فوستوشني الفضائية الروسية)."""
    if mention.start != other.start or mention.kind != other.kind or other.end >= mention.end:
        return False
    finder = tagger.shipped()
    return all(finder.adjective(normalise(word)) for word in text[other.end : mention.end].split())


def _rest(text: str, mention: Mention, other: Mention) -> list[Mention]:
    """A person without the place or organisation at the edge of the name."""
    if other.start == mention.start:
        rest = text[other.end : mention.end]
        start = mention.end - len(rest.lstrip(" ،-"))
        return [replace(mention, start=start)] if mention.end - start >= _MIN_REST else []
    words = text[mention.start : other.start].rstrip("وفبلك" if text[other.start - 1] != " " else " ").split()
    end = mention.start + len(" ".join(words))
    return [replace(mention, end=end)] if end - mention.start >= _MIN_REST else []
