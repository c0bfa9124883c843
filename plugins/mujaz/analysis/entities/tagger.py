"""The tagger: finds names nobody listed. A linear chain over cheap features of words; NumPy only.

A token's label scores are a sum of what each word nearby contributes at its distance, so a word's
contributions at all distances are computed once and kept. Decoding is exact Viterbi, but only over the
stretches where a name is possible at all: where the scores for "no name" are so high that no neighbour can
outweigh them, the chain falls apart into pieces.

The model is made by ``tools/train_tagger.py``; ``data/tagger/NOTICE`` says from what.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from math import exp
from typing import NamedTuple, Protocol

import numpy as np

from mujaz.analysis.collector import lasting
from mujaz.analysis.entities.classes import FOLDER, read_classes
from mujaz.analysis.entities.decoding import Decoder, runs
from mujaz.analysis.entities.features import (
    Lexicon,
    folded,
    strippings,
    word_features,
)
from mujaz.analysis.entities.model import KINDS, LABELS, OFFSETS, Floats, Model
from mujaz.analysis.memo import Memo
from mujaz.analysis.record import EntityKind

#: Words whose contributions are kept; at the limit the store starts anew.
KEPT_WORDS = 60_000
#: The classes of ``words.toml`` whose words are names themselves.
NAME_CLASSES = frozenset({"given_arab", "given_foreign", "whole-PER", "whole-LOC", "whole-ORG", "whole-MISC"})
#: Those of which a list has names that hold the word.
PART_CLASSES = frozenset({"first-PER", "later-PER"})
#: Those whose words are not.
ORDINARY_CLASSES = frozenset({"title", "calendar", "measure", "demonym", "org_head", "place_head"})
#: A word seen 2^ORDINARY_FROM times, never in contexts much like a name's, is ordinary.
ORDINARY_FROM = 2
ORDINARY_BELOW = 4
#: A word seen 2^COMMON_FROM times, never in contexts as much like a name's as this, is a common noun behind a
#: head.
COMMON_FROM = 3
COMMON_BELOW = 5
#: From this familiarity on a word is known as a name.
KNOWN_NAME = 5
#: A given name is one wherever it stands if its contexts are like a person's this much.
TELLING_FROM = 3
#: What a word's being part of a name elsewhere in the article adds to its scores.
ECHO = 3.0


class Name(NamedTuple):
    """A stretch of words that names something: words ``start`` to ``end`` of sentence ``sentence``."""

    sentence: int
    start: int
    end: int
    kind: EntityKind
    score: float


class Finder(Protocol):
    """What finds unknown names: the tagger, or a model in its place (see ``backend``)."""

    def find(self, sentences: Sequence[Sequence[str]]) -> list[Name]:
        """The names in the sentences of one article, in order."""


class Tagger:
    """Finds names in sentences given as words. Results depend on the arguments alone; the word store is
    only a cache."""

    def __init__(self, model: Model, classes: Mapping[str, frozenset[str]]) -> None:
        """``classes`` are the word classes the model was trained with."""
        self._lexicon = Lexicon(classes, model.marks)
        self._rows = {name: row for row, name in enumerate(model.names)}
        self._weights = np.zeros((len(model.names) + 1, len(OFFSETS) * len(LABELS)), np.int16)
        self._weights[:-1] = model.weights.reshape(len(model.names), -1)  # the last: an unknown feature
        self._scale = np.float32(model.scale)
        self._known_as = Memo(self._familiarity)
        self._is_ordinary = Memo(self._ordinary)
        self._decoder = Decoder(model.transitions)
        self._forget()

    def _forget(self) -> None:
        self._numbers: dict[str, int] = {}
        self._folded: list[str] = []
        self._store = np.zeros((4096, self._weights.shape[1]), np.int16)
        self._enter([""], [(["<out>"], [])])  # the edge of a sentence

    def _learn(self, words: Collection[str]) -> None:
        """Work out the contributions of words never seen before."""
        forms = list(map(folded.__getitem__, words))
        numbers = range(len(self._folded), len(self._folded) + len(words))
        self._enter(forms, (word_features(form, self._lexicon) for form in forms))
        self._numbers.update(zip(words, numbers, strict=True))

    def _enter(self, words: list[str], features: Iterable[tuple[list[str], list[str]]]) -> None:
        """Store what folded words contribute: the sums of the weights of their features."""
        first, last = len(self._folded), len(self._folded) + len(words)
        while last > len(self._store):
            self._store = np.concatenate([self._store, np.zeros_like(self._store)])
        row, unknown = self._rows.get, len(self._rows)
        rows: list[int] = []
        bounds = []
        for shared, own in features:
            bounds.append(len(rows))
            rows += [row(name, unknown) for name in shared]
            bounds.append(len(rows))
            rows += [row(name, unknown) for name in own]
            rows.append(unknown)
        sums = np.add.reduceat(self._weights[rows], bounds, axis=0)
        self._store[first:last] = sums[0::2]
        here = slice(OFFSETS.index(0) * len(LABELS), (OFFSETS.index(0) + 1) * len(LABELS))
        self._store[first:last, here] += sums[1::2, here]
        self._folded += words

    def familiarity(self, word: str) -> int:
        """How well a folded word is known as a word of its own: 0 not at all, 3 from many places, 5 as a
        name."""
        return self._known_as[word]

    def _familiarity(self, word: str) -> int:
        classes = self._lexicon.classes.get(word, frozenset())
        if classes & NAME_CLASSES:
            return 5
        marks = self._lexicon.marks.get(word, ())
        seen = 1 + int(marks[-1][-1]) if marks and marks[-1].startswith("x") else 0
        return max(seen, 2 if classes else 0)

    def frequency(self, word: str) -> int:
        """The binary logarithm of how often a folded word stands in raw news; 0 where it was hardly seen."""
        return next((int(m[2:]) for m in self._lexicon.marks.get(word, ()) if m.startswith("f=")), 0)

    def ordinary(self, word: str) -> bool:
        """Whether a folded word is known from raw news as no name, in this form or another inflection of
        it."""
        return self._is_ordinary[word]

    def _ordinary(self, word: str) -> bool:
        classes = self._lexicon.classes.get(word, frozenset())
        if classes & NAME_CLASSES:
            return False
        if classes & ORDINARY_CLASSES:
            return True
        found = self._lexicon.marks_of(word)
        if found and found[0].startswith("i=") and classes & PART_CLASSES:
            return False
        marks = dict(mark.lstrip("~").split("=") for mark in found)
        least = ORDINARY_FROM - found[0].startswith("i=") if found else 0
        if int(marks.get("f", 0)) < least or "xP" not in marks:
            return False
        return all(float(marks[kind]) < ORDINARY_BELOW for kind in ("xP", "xL", "xG"))

    def common(self, word: str) -> bool:
        """Whether raw news has a folded word, known as no name, in contexts unlike those of names."""
        if self.familiarity(word) >= KNOWN_NAME:
            return False
        marks = dict(mark.split("=") for mark in self._lexicon.marks.get(word, ()))
        unlike = all(float(marks.get(kind, COMMON_BELOW)) < COMMON_BELOW for kind in ("xP", "xL", "xG"))
        return self.ordinary(word) or (unlike and self.frequency(word) >= COMMON_FROM)

    def telling(self, word: str) -> bool:
        """Whether a folded word stands like a person's name wherever raw news has it, or stands nowhere."""
        marks = dict(mark.split("=") for mark in self._lexicon.marks.get(word, ()))
        return float(marks.get("xP", TELLING_FROM)) >= TELLING_FROM

    def surname(self, word: str) -> bool:
        """Whether raw news has a folded word in contexts like a person's name more than another's."""
        marks = dict(mark.split("=") for mark in self._lexicon.marks.get(word, ()))
        person, *others = (float(marks.get(kind, 0)) for kind in ("xP", "xL", "xG"))
        return person >= ORDINARY_BELOW and person >= max(others)

    def unheard(self, word: str) -> bool:
        """Whether nothing at all is known of a folded word, nor of another form of it."""
        return word not in self._lexicon.classes and not self._lexicon.marks_of(word)

    def has_class(self, word: str, name: str) -> bool:
        """Whether a folded word is in a class of ``words.toml``."""
        return name in self._lexicon.classes.get(word, ())

    def adjective(self, word: str) -> bool:
        """Whether a folded word is a country's adjective with its article."""
        return word.startswith("ال") and "demonym" in self._lexicon.classes.get(word, ())

    def emissions(self, sentences: Sequence[Sequence[str]]) -> tuple[Floats, list[int], list[str]]:
        """The label scores of all words, where each sentence begins, and the words folded.

        Sentences are joined in one array with two rows before, between and behind them.
        """
        if len(self._numbers) > KEPT_WORDS:
            self._forget()
        known = self._numbers
        if new := set(chain.from_iterable(sentences)).difference(known):
            self._learn(new)
        flat = [0, 0]
        starts = []
        for words in sentences:
            starts.append(len(flat))
            flat += map(known.__getitem__, words)
            flat += [0, 0]
        rows = self._store[flat].reshape(len(flat), len(OFFSETS), len(LABELS))
        total = rows[:, OFFSETS.index(0)].copy()
        for place, offset in enumerate(OFFSETS):
            if offset < 0:
                total[-offset:] += rows[:offset, place]
            elif offset > 0:
                total[:-offset] += rows[offset:, place]
        return total * self._scale, starts, list(map(self._folded.__getitem__, flat))

    def find(self, sentences: Sequence[Sequence[str]]) -> list[Name]:
        """The names in the sentences of one article, in order. What is a name in one place is likelier
        one in another."""
        scores, starts, forms = self.emissions(sentences)
        lengths = list(map(len, sentences))
        labels = self._decoder.decode(scores, starts, lengths)
        found = runs(labels)
        if raised := echo(forms, found, labels, scores):
            again = sorted({bisect_right(starts, row) - 1 for row in raised})
            self._redecode(scores, labels, [(starts[i], lengths[i]) for i in again])
            found = runs(labels)
        names = []
        for first, last, kind in found:
            margins = [float(scores[row, labels[row]] - scores[row, 0]) for row in range(first, last)]
            score = round(1 / (1 + exp(-sum(margins) / (last - first))), 4)
            sentence = bisect_right(starts, first) - 1
            names.append(Name(sentence, first - starts[sentence], last - starts[sentence], kind, score))
        return names

    def _redecode(self, scores: Floats, labels: list[int], sentences: Sequence[tuple[int, int]]) -> None:
        """Decode some sentences, (first row, length), again and put their new labels in place."""
        rows, starts = [0, 0], []
        for start, length in sentences:
            starts.append(len(rows))
            rows += [*range(start, start + length), 0, 0]
        again = self._decoder.decode(scores[rows], starts, [length for _, length in sentences])
        for (start, length), begin in zip(sentences, starts, strict=True):
            labels[start : start + length] = again[begin : begin + length]


def echo(
    words: Sequence[str],
    found: Sequence[tuple[int, int, EntityKind]],
    labels: Sequence[int],
    scores: Floats,
) -> list[int]:
    """Raise the scores of words that are names elsewhere: a surname after its full name, a name in a weaker
    context.

    ``words`` are folded. Changes ``scores`` in place; the places of the words whose scores it raised.
    """
    seen: dict[str, set[int]] = defaultdict(set)
    for first, last, kind in found:
        if last - first == 1 and kind != "MISC":
            for form in _written[words[first]]:
                seen[form].add(1 + 2 * KINDS.index(kind))
        elif kind == "PER":
            for form in _written[words[last - 1]]:
                seen[form].add(1)
    if seen.keys().isdisjoint(words):
        return []
    raised = [place for place, word in enumerate(words) if word in seen and not labels[place]]
    for place in raised:
        scores[place, sorted(seen[words[place]])] += np.float32(ECHO)
    return raised


def _written_forms(word: str) -> tuple[str, ...]:
    """How a name's word may be written elsewhere: as it is, without its proclitics, and those with others."""
    rests = [rest for rest, taken in strippings(word) if not taken.endswith("ال")]
    forms = {before + rest for rest in rests for before in ("", "و", "ف", "ب", "ل", "ك", "وب", "ول")}
    return tuple(sorted(forms | {"ل" + rest[1:] for rest in rests if rest.startswith("ال")}))


_written = Memo(_written_forms)


@lru_cache(maxsize=1)
def shipped() -> Tagger:
    """The tagger shipped with Mujaz, loaded once."""
    with lasting():
        return Tagger(Model.load(FOLDER / "model.npz"), read_classes())
