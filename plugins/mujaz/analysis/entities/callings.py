"""People nobody listed, where the words before say that somebody is named (وقالت أماني فلان)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from mujaz.analysis.entities.shapes import Shaped

#: The longest such name, in words.
_MOST = 5


@dataclass(frozen=True)
class Known:
    """Folded words by what they are."""

    given: frozenset[str]
    particles: frozenset[str]  # bound to the word behind them: بن، أبو
    endings: frozenset[str]  # bound to the word before them: الدين، الله
    telling: frozenset[str]  # verbs of saying and callings
    barred: frozenset[str]  # adjectives and days that look like surnames: السعودي، الثاني


def find(words: Sequence[str], known: Known, ordinary: Callable[[str], bool]) -> Iterator[Shaped]:
    """The full names behind verbs of saying and callings in one sentence of folded words.

    >>> words = ["زيد عمر", "بن", "الدين", "المهندس", "الثاني"]
    >>> never = set().__contains__
    >>> known = Known(*(frozenset(some.split()) for some in words))
    >>> [tuple(name) for name in find("قابلت المهندس زيد بن عمر السرحاني امس".split(), known, never)]
    [(2, 6, 'PER', 0)]
    >>> list(find("قابلت المهندس زيد امس ثم المهندس زيد الثاني".split(), known, never))
    []
    """
    if known.given.isdisjoint(words):
        return
    for place in [place for place, word in enumerate(words) if word in known.given]:
        before = words[place - 1] if place else ""
        if before not in known.telling and before[1:] not in known.telling:
            continue
        end = place + 1
        while end < len(words) and end - place < _MOST:
            if words[end] in known.given or words[end] in known.endings:
                end += 1
            elif words[end] in known.particles and end + 1 < len(words) and words[end + 1].isalpha():
                end += 2
            else:
                break
        if end < len(words) and _surname(words[end], known) and not ordinary(words[end]):
            end += 1
        if end > place + 1:
            yield Shaped(place, end, "PER", 0)


def _surname(word: str, known: Known) -> bool:
    """Whether a word is a surname by its form: with the article, and of a place or tribe."""
    return word.startswith("ال") and word.endswith("ي") and len(word) > 4 and word not in known.barred
