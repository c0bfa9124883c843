"""What is a name in one place of an article is a name in another: surnames after full names, titles
after quoted titles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from mujaz.analysis.record import EntityKind


class Seen(NamedTuple):
    """A name that stands in the article: its folded words, kind and confidence."""

    words: tuple[str, ...]
    kind: EntityKind
    score: float


class Repeat(NamedTuple):
    """Words ``start`` to ``end`` of a sentence repeat a name; ``skip`` letters of the first are clitics."""

    start: int
    end: int
    kind: EntityKind
    skip: int


class Repeats:
    """The names of one article, to be found again."""

    def __init__(
        self, names: Sequence[Seen], ordinary: Callable[[str], bool], telling: Callable[[str], bool]
    ) -> None:
        """``ordinary`` words need evidence to be a surname: a word before them that ``telling`` says yes
        to."""
        self._whole: dict[str, dict[tuple[str, ...], EntityKind]] = defaultdict(dict)
        self._surnames: set[str] = set()
        self._ordinary = ordinary
        self._telling = telling
        for name in names:
            if len(name.words) > 1 or not ordinary(name.words[0]):
                self._whole[name.words[0]].setdefault(name.words, name.kind)
            if name.kind == "PER" and len(name.words) > 1 and len(name.words[-1]) > 2:
                self._surnames.add(name.words[-1])

        stems = {*self._whole, *self._surnames}
        self._written = {form: reading for stem in sorted(stems) for form, reading in _forms(stem)}

    def find(self, words: Sequence[str], free: Callable[[int, int], bool]) -> Iterator[Repeat]:
        """The repeated names in one sentence of folded words.

        ``free`` says whether nothing else was found from one word to another.
        """
        written = self._written
        if written.keys().isdisjoint(words):
            return
        behind = 0
        for place in [place for place, word in enumerate(words) if word in written]:
            if place >= behind and free(place, place + 1):
                stem, skip = written[words[place]]
                if repeat := self._at(words, free, place, stem, skip):
                    behind = repeat.end
                    yield repeat

    def _at(
        self, words: Sequence[str], free: Callable[[int, int], bool], place: int, stem: str, skip: int
    ) -> Repeat | None:
        for name, kind in self._whole.get(stem, {}).items():
            end = place + len(name)
            if tuple(words[place + 1 : end]) == name[1:] and free(place, end):
                return Repeat(place, end, kind, skip)
        if stem in self._surnames:
            before = words[place - 1] if place else ""
            if not self._ordinary(stem) or (skip == 0 and self._telling(before)):
                return Repeat(place, place + 1, "PER", skip)
        return None


def _forms(stem: str) -> Iterator[tuple[str, tuple[str, int]]]:
    """How a word may be written with its proclitics: (written, (stem, letters to skip)). The bare word
    comes last."""
    for conjunction in ("و", "ف", ""):
        for preposition in ("ب", "ل", "ك", ""):
            before = conjunction + preposition
            if preposition == "ل" and stem.startswith("ال"):
                yield before + stem[1:], (stem, len(before))
            else:
                yield before + stem, (stem, len(before))
