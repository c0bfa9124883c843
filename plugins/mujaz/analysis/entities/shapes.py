"""What the names by shape are made of, and how the words in them agree."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from mujaz.analysis.entities.heads import heads
from mujaz.analysis.record import EntityKind

#: What a verb or a common noun ends with, but hardly a place.
#: A participle that describes a feminine noun: بحيرة متجمدة.
_DESCRIBES = re.compile("مت.{2,4}ه")
_PRONOUNS = ("ها", "هم", "هما", "هن", "ونه", "نا")


class Shaped(NamedTuple):
    """Words ``start`` to ``end`` are a name; ``skip`` letters of the first are clitics."""

    start: int
    end: int
    kind: EntityKind
    skip: int


@dataclass(frozen=True)
class Words:
    """What the rules know of words in general."""

    barred: frozenset[str]  # titles, days: never part of such a name
    demonyms: frozenset[str]  # countries' adjectives, with article
    given: frozenset[str]  # given names
    surname: Callable[[str], bool]  # whether raw news has the word as persons' names
    ordinary: Callable[[str], bool]
    inflects: Callable[
        [str], bool
    ]  # whether it is an adjective or noun without article that raw news inflects


def adjective(word: str, lexicon: Words) -> bool:
    """Whether a word with article is an adjective as names have them, no participle (المؤهلة), no surname."""
    if any(word in listed for listed in heads().adjectives.values()):
        return True
    return word.endswith(("ي", "يه")) and word not in lexicon.given and not lexicon.surname(word)


def agrees(adjective: str, noun: str) -> bool:
    """Whether an adjective has the gender of a noun, as far as endings tell."""
    feminine = noun.endswith(("ه", "ات", "ا")) or noun in ("قوات", "خطوط", "الخطوط", "القوات")
    return (
        adjective.endswith(("ه", "يا", "ري"))
        if feminine
        else not adjective.endswith("ه") or noun.endswith("ات")
    )


def with_article(words: Sequence[str], at: int, lexicon: Words) -> bool:
    """Whether there is a word at ``at`` that has the article and may stand in a name."""
    if at >= len(words):
        return False
    word = words[at]
    return word.startswith("ال") and len(word) > 4 and word not in lexicon.barred and word not in heads().stop


def strange(words: Sequence[str], at: int, lexicon: Words) -> bool:
    """Whether a word is none of the ordinary ones, so that it can be a name."""
    if at >= len(words):
        return False
    word = words[at]
    return (
        len(word) > 2
        and word[0] > "\u0620"
        and word.isalpha()
        and not word.endswith(_PRONOUNS)
        and not _DESCRIBES.fullmatch(word)
        and not lexicon.ordinary(word)
        and word not in lexicon.barred
        and not (word[0] == "و" and lexicon.ordinary(word[1:]))
        and not (word[-1] == "ي" and lexicon.ordinary(word + "ه"))  # an adjective: خشبي
    )
