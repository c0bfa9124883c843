"""The tagger: finds names nobody listed. A linear chain over cheap features of words; NumPy only.

A token's label scores are a sum of what each word nearby contributes at its distance, so a word's
contributions at all distances are computed once and kept. Decoding is exact Viterbi, but only over the
stretches where a name is possible at all: where the scores for "no name" are so high that no neighbour can
outweigh them, the chain falls apart into pieces.

The model is made by ``tools/train_tagger.py``; ``data/tagger/NOTICE`` says from what.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from math import exp
from pathlib import Path
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from mujaz.analysis.entities import gazetteer
from mujaz.analysis.entities.features import Lexicon, normalise, strippings, word_classes, word_features
from mujaz.analysis.entities.institutions import definite
from mujaz.analysis.entities.model import KINDS, LABELS, OFFSETS, Floats, Model
from mujaz.analysis.record import EntityKind

Ints = NDArray[np.int64]

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
        self._weights = model.weights
        self._scale = np.float32(model.scale)
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
        self._store = np.zeros((4096, len(OFFSETS), len(LABELS)), np.float32)
        self._store[0] = self._sum(["<out>"])  # the edge of a sentence

    def _sum(self, features: Sequence[str]) -> Floats:
        rows = [self._rows[name] for name in features if name in self._rows]
        return np.asarray(self._weights[rows].sum(axis=0, dtype=np.int32) * self._scale, np.float32)

    def _number(self, word: str) -> int:
        """The row of a word's contributions, computed at first sight."""
        number = len(self._numbers) + 1
        if number == len(self._store):
            self._store = np.concatenate([self._store, np.zeros_like(self._store)])
        shared, own = word_features(normalise(word), self._lexicon)
        contribution = self._sum(shared)
        contribution[OFFSETS.index(0)] += self._sum(own)[OFFSETS.index(0)]
        self._store[number] = contribution
        self._numbers[word] = number
        return number

    def familiarity(self, word: str) -> int:
        """How well a folded word is known as a word of its own: 0 not at all, 3 from many places, 5 as a
        name."""
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

    def has_class(self, word: str, name: str) -> bool:
        """Whether a folded word is in a class of ``words.toml``."""
        return name in self._lexicon.classes.get(word, ())

    def adjective(self, word: str) -> bool:
        """Whether a folded word is a country's adjective with its article."""
        return word.startswith("ال") and "demonym" in self._lexicon.classes.get(word, ())

    def emissions(self, sentences: Sequence[Sequence[str]]) -> tuple[Floats, list[int]]:
        """The label scores of all words, sentences joined with two rows between them, and where each
        begins."""
        if len(self._numbers) > KEPT_WORDS:
            self._forget()
        known = self._numbers
        flat = [0, 0]
        starts = []
        for words in sentences:
            starts.append(len(flat))
            flat += [known.get(word) or self._number(word) for word in words]
            flat += [0, 0]
        rows = self._store[flat]
        total = rows[:, OFFSETS.index(0)].copy()
        for place, offset in enumerate(OFFSETS):
            if offset < 0:
                total[-offset:] += rows[:offset, place]
            elif offset > 0:
                total[:-offset] += rows[offset:, place]
        return total, starts

    def find(self, sentences: Sequence[Sequence[str]]) -> list[Name]:
        """The names in the sentences of one article, in order. What is a name in one place is likelier
        one in another."""
        scores, starts = self.emissions(sentences)
        if not starts:
            return []
        edge = np.ones(len(scores), bool)
        for start, words in zip(starts, sentences, strict=True):
            edge[start : start + len(words)] = False
        labels = self._decode(scores, edge)
        flat = ["", ""]
        for words in sentences:
            flat += [normalise(word) for word in words]
            flat += ["", ""]
        if raised := echo(flat, labels, scores):
            again = np.ones(len(scores), bool)
            for start, words in zip(starts, sentences, strict=True):
                if not raised.isdisjoint(range(start, start + len(words))):
                    again[start : start + len(words)] = False
            second = self._decode(scores, again)
            labels = [
                old if done else new for old, new, done in zip(labels, second, again.tolist(), strict=True)
            ]
        margins = (scores[np.arange(len(scores)), labels] - scores[:, 0]).tolist()
        names = []
        for number, (start, words) in enumerate(zip(starts, sentences, strict=True)):
            for first, last, kind in spans(labels[start : start + len(words)]):
                margin = sum(margins[start + first : start + last]) / (last - first)
                names.append(Name(number, first, last, kind, round(1 / (1 + exp(-margin)), 4)))
        return names

    def _doubtful(self, scores: Floats, edge: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Where the best labels may name something: the words of any stretch that could outweigh being no
        name.

        ``first`` and ``later`` bound from above what a word adds to a stretch as its first or a further
        word. The best stretch through a word is the best beginning up to it and the best end from it on,
        both found by running sums. No word outside any stretch worth having can be part of a name, so the
        pruning is exact.
        """
        gap = scores[:, 1:] - scores[:, :1]
        first = np.where(
            np.roll(edge, 1), np.maximum(gap, gap + self._first).max(axis=1), (gap + self._first).max(axis=1)
        )
        later = (gap + self._later).max(axis=1).astype(np.float64)
        first[edge] = later[edge] = -1000.0
        total = np.cumsum(later)
        beginning = np.maximum.accumulate(first - total)
        leaving = np.where(np.roll(edge, -1), max(0.0, self._leaving), self._leaving)
        end = np.maximum.accumulate((total + leaving)[::-1])[::-1]
        return (beginning + end > 0) & ~edge

    def _decode(self, scores: Floats, edge: NDArray[np.bool_]) -> list[int]:
        """The best labels. ``edge`` rows belong to no sentence."""
        doubtful = self._doubtful(scores, edge)
        labels = np.zeros(len(scores), np.int64)
        places = np.flatnonzero(doubtful)
        if not len(places):
            return labels.tolist()
        breaks = np.flatnonzero(np.diff(places) > 1) + 1
        begins = places[np.concatenate(([0], breaks))]
        lengths = np.diff(np.concatenate(([0], breaks, [len(places)])))
        at_edge = edge[begins - 1]
        order = np.argsort(-lengths, kind="stable")
        begins, lengths, at_edge = begins[order], lengths[order], at_edge[order]
        outer = self._transitions
        best: list[Floats] = []
        back: list[Ints] = []
        for step in range(int(lengths[0])):
            running = int((lengths > step).sum())
            here = scores[begins[:running] + step]
            if step:
                reached = best[-1][:running, :, None] + outer
                back.append(reached.argmax(axis=1))
                here = here + reached.max(axis=1)
            else:
                here = here + np.where(at_edge[:, None], 0, outer[0])
            best.append(here)
        last = begins + lengths
        closing = np.where(edge[np.minimum(last, len(edge) - 1)][:, None], 0, outer[:, 0])
        current = np.zeros(len(begins), np.int64)
        for step in range(len(best) - 1, -1, -1):
            running = len(best[step])
            ending = lengths[:running] == step + 1
            onward = int((~ending).sum())
            current[onward:running] = (best[step] + closing[:running])[onward:].argmax(axis=1)
            if onward:
                current[:onward] = back[step][np.arange(onward), current[:onward]]
            labels[begins[:running] + step] = current[:running]
        return labels.tolist()


def spans(labels: Sequence[int]) -> Iterator[tuple[int, int, EntityKind]]:
    """The names of a label sequence: (first word, word behind the last, kind).

    >>> list(spans([0, 1, 2, 3, 0]))
    [(1, 3, 'PER'), (3, 4, 'LOC')]
    """
    start, kind = 0, -1
    for place, label in enumerate((*labels, 0)):
        inside = label and label % 2 == 0
        here = (label - 1) // 2 if label else -1
        if kind >= 0 and not (inside and here == kind):
            yield start, place, KINDS[kind]
            kind = -1
        if here >= 0 and kind < 0:
            start, kind = place, here


def echo(words: Sequence[str], labels: Sequence[int], scores: Floats) -> set[int]:
    """Raise the scores of words that are names elsewhere: a surname after its full name, a name in a weaker
    context.

    ``words`` are folded. Changes ``scores`` in place; the places of the words whose scores it raised.
    """
    seen: dict[str, set[int]] = defaultdict(set)
    for first, last, kind in spans(labels):
        if last - first == 1 and kind != "MISC":
            for form in _written(words[first]):
                seen[form].add(1 + 2 * KINDS.index(kind))
        elif kind == "PER":
            for form in _written(words[last - 1]):
                seen[form].add(1)
    hits = seen.keys() & set(words)
    raised = {place for place, word in enumerate(words) if word in hits and not labels[place]}
    for place in raised:
        scores[place, sorted(seen[words[place]])] += ECHO
    return raised


@lru_cache(maxsize=16384)
def _written(word: str) -> tuple[str, ...]:
    """How a name's word may be written elsewhere: as it is, without its proclitics, and those with others."""
    rests = [rest for rest, taken in strippings(word) if not taken.endswith("ال")]
    forms = {before + rest for rest in rests for before in ("", "و", "ف", "ب", "ل", "ك", "وب", "ول")}
    return tuple(sorted(forms | {"ل" + rest[1:] for rest in rests if rest.startswith("ال")}))


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
    return Tagger(Model.load(FOLDER / "model.npz"), read_classes())
