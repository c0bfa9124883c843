"""The tagger: finds names nobody listed. A linear chain over cheap features of words; NumPy only.

A token's label scores are a sum of what each word nearby contributes at its distance, so a word's
contributions at all distances are computed once and kept. Decoding is exact Viterbi, but only over the
stretches where a name is possible at all: where the scores for "no name" are so high that no neighbour can
outweigh them, the chain falls apart into pieces.

The model is made by ``tools/train_tagger.py``; ``data/tagger/NOTICE`` says from what.
"""

from __future__ import annotations

import tomllib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import chain, compress
from math import exp
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from mujaz.analysis.collector import lasting
from mujaz.analysis.entities import gazetteer
from mujaz.analysis.entities.features import (
    Lexicon,
    folded,
    strippings,
    word_classes,
    word_features,
)
from mujaz.analysis.entities.institutions import definite
from mujaz.analysis.entities.model import KINDS, LABELS, OFFSETS, Floats, Ints, Model
from mujaz.analysis.memo import Memo
from mujaz.analysis.record import EntityKind

FOLDER = Path(__file__).parents[1] / "data" / "tagger"
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
        self._transitions = model.transitions
        # what the chain gives a label at most, against going on without a name: first in a name, later in
        # it, behind it
        steady = model.transitions[0, 0]
        self._first = model.transitions[0, 1:] - steady
        self._later = model.transitions[1:, 1:].max(axis=0) - steady
        self._leaving = float(model.transitions[1:, 0].max() - steady)
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
        labels = self.decode(scores, starts, lengths)
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
        again = self.decode(scores[rows], starts, [length for _, length in sentences])
        for (start, length), begin in zip(sentences, starts, strict=True):
            labels[start : start + length] = again[begin : begin + length]

    def _doubtful(self, scores: Floats, begins: Ints, ends: Ints) -> NDArray[np.bool_]:
        """Where the best labels may name something: the words of any stretch that could outweigh being no
        name.

        ``first`` and ``later`` bound from above what a word adds to a stretch as its first or a further
        word. The best stretch through a word is the best beginning up to it and the best end from it on,
        both found by running sums. No word outside any stretch worth having can be part of a name, so the
        pruning is exact.
        """
        columns = np.ascontiguousarray(scores.T)
        gap = columns[1:] - columns[0]
        first = (gap + self._first[:, None]).max(axis=0)
        later = (gap + self._later[:, None]).max(axis=0).astype(np.float64)
        first[begins] = np.maximum(first[begins], gap[:, begins].max(axis=0))
        outside = np.concatenate((begins - 1, begins - 2, ends, ends + 1))
        first[outside] = later[outside] = -1000.0
        total = np.cumsum(later)
        beginning = np.maximum.accumulate(first - total)
        total += self._leaving
        total[ends - 1] += max(0.0, self._leaving) - self._leaving
        end = np.maximum.accumulate(total[::-1])[::-1]
        doubtful = beginning + end > 0
        doubtful[outside] = False
        return np.asarray(doubtful)

    def decode(self, scores: Floats, starts: Sequence[int], lengths: Sequence[int]) -> list[int]:
        """The best labels of all rows, 0 of those between the sentences."""
        labels = [0] * len(scores)
        some = [(start, length) for start, length in zip(starts, lengths, strict=True) if length]
        if not some:
            return labels
        begins = np.array([start for start, _ in some])
        ends = begins + np.array([length for _, length in some])
        places = np.flatnonzero(self._doubtful(scores, begins, ends)).tolist()
        pieces = _pieces(places)
        if not pieces:
            return labels
        firsts, lasts = set(begins.tolist()), set(ends.tolist())
        outer = self._transitions
        free = np.zeros_like(outer[0])
        inner = np.ascontiguousarray(outer.T)
        opening = np.array([free if start in firsts else outer[0] for start, _ in pieces])
        closing = np.array([free if start + size in lasts else outer[:, 0] for start, size in pieces])
        grid = np.array([start for start, _ in pieces]) + np.arange(pieces[0][1])[:, None]
        here = scores[np.minimum(grid, len(scores) - 1)]  # step, piece, label
        best = here[0] + opening
        back: list[list[list[int]]] = []
        final: list[int] = []  # the last labels of pieces, the shortest piece first
        running = len(pieces)
        for step in range(1, len(here)):
            going = running
            while pieces[going - 1][1] <= step:
                going -= 1
            if going < running:
                final += (best[going:] + closing[going:running]).argmax(axis=1).tolist()[::-1]
                best, running = best[:going], going
            reached = best[:, None, :] + inner
            back.append(reached.argmax(axis=2).tolist())
            best = here[step, :going] + reached.max(axis=2)
        final += (best + closing[:running]).argmax(axis=1).tolist()[::-1]
        for piece, ((start, size), label) in enumerate(zip(pieces, reversed(final), strict=True)):
            labels[start + size - 1] = label
            for step in range(size - 2, -1, -1):
                labels[start + step] = back[step][piece][labels[start + step + 1]]
        return labels


def _pieces(places: Sequence[int]) -> list[tuple[int, int]]:
    """The stretches of neighbouring places, (first, length), the longest first.

    >>> _pieces([4, 7, 8])
    [(7, 2), (4, 1)]
    """
    pieces: list[tuple[int, int]] = []
    start = behind = -1
    for place in places:
        if place != behind:
            if behind > start:
                pieces.append((start, behind - start))
            start = place
        behind = place + 1
    if behind > start:
        pieces.append((start, behind - start))
    return sorted(pieces, key=lambda piece: -piece[1])


def runs(labels: Sequence[int]) -> list[tuple[int, int, EntityKind]]:
    """The names of a label sequence: (first word, word behind the last, kind).

    >>> runs([0, 1, 2, 3, 0])
    [(1, 3, 'PER'), (3, 4, 'LOC')]
    """
    found = []
    start, behind = 0, -1
    kind = 0
    for place in compress(range(len(labels)), labels):
        label = labels[place]
        here = (label + 1) // 2
        if place != behind or label % 2 or here != kind:
            if behind >= 0:
                found.append((start, behind, KINDS[kind - 1]))
            start, kind = place, here
        behind = place + 1
    if behind >= 0:
        found.append((start, behind, KINDS[kind - 1]))
    return found


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


@lru_cache(maxsize=2)
def read_classes(folder: Path = FOLDER) -> dict[str, frozenset[str]]:
    """The word classes of ``words.toml``, and what the known names and the countries' adjectives are
    made of."""
    tables = {
        name: words.split()
        for name, words in tomllib.loads((folder / "words.toml").read_text(encoding="utf-8")).items()
    }
    # the given names that quotations are read with tell men from women too
    for table, words in tomllib.loads(
        (FOLDER.parent / "given-names.toml").read_text(encoding="utf-8")
    ).items():
        tables["given_foreign" if table == "foreign" else "given_arab"] += words.split()
    known = gazetteer.shipped()
    for entry in known.entries.values():
        for form in entry.forms:
            words = form.split()
            if form in entry.weak:
                continue
            if len(words) == 1:
                tables.setdefault(f"whole-{entry.kind}", []).append(words[0])
            else:
                tables.setdefault(f"first-{entry.kind}", []).append(words[0])
                tables.setdefault(f"later-{entry.kind}", []).extend(words[1:])
    adjectives = [word for listed in known.demonyms.adjectives.values() for word in listed if " " not in word]
    tables["demonym"] = [definite(word, feminine) for word in adjectives for feminine in (False, True)]
    tables["demonym"] += [ending for word in adjectives for ending in (word, word + "ة")]
    return word_classes(tables)


@lru_cache(maxsize=1)
def shipped() -> Tagger:
    """The tagger shipped with Mujaz, loaded once."""
    with lasting():
        return Tagger(Model.load(FOLDER / "model.npz"), read_classes())
