"""Putting the tagger together: word knowledge, features by position, fitting, and the file that ships."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain as joined

import numpy as np

from mujaz.analysis.entities.features import Lexicon, normalise, word_features
from mujaz.analysis.entities.model import LABELS, OFFSETS, Model
from tagger_training import chain, inputs, knowledge
from tagger_training.conll import Sentence

#: A feature must be seen oftener than this at each distance from the word it speaks for.
CUTOFF = {0: 1, 1: 2, 2: 3}
CLUSTERS = {"k": 400, "K": 60, "q": 1500}
#: The commonest words only: a cluster or a score that few occurrences support is noise.
LEAST = {"clusters": 3, "scores": 2}
OUT = "<out>"
PENALTY = 1.0

Marks = Mapping[str, tuple[str, ...]]
Words = Sequence[Sequence[str]]


@dataclass
class Corpus:
    """The data of one training: labelled sentences, and raw ones, as folded words."""

    sentences: Sequence[Sentence]
    words: Words
    raw: Words
    classes: Mapping[str, frozenset[str]]
    clusters: Marks = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        sentences: Sequence[Sentence],
        raw: Iterable[Sequence[str]],
        classes: Mapping[str, frozenset[str]],
    ) -> Corpus:
        """Fold all words and cluster those of both corpora (no label is looked at)."""
        words = [[normalise(word) for word in sentence.words] for sentence in sentences]
        folded = [[normalise(word) for word in line] for line in raw]
        corpus = cls(sentences, words, folded, classes)
        corpus.clusters = learn_clusters([*folded, *words])
        return corpus

    def part(self, chosen: Sequence[int]) -> Corpus:
        """The same with some of the labelled sentences only."""
        return Corpus(
            [self.sentences[i] for i in chosen],
            [self.words[i] for i in chosen],
            self.raw,
            self.classes,
            self.clusters,
        )


def learn_clusters(sentences: Words) -> dict[str, tuple[str, ...]]:
    """Each common word's clusters, coarse and fine, as marks."""
    common = knowledge.by_frequency(sentences, LEAST["clusters"])
    flat, lengths = knowledge.index(sentences, {word: number for number, word in enumerate(common)})
    points = knowledge.vectors(flat, lengths, len(common))
    columns = [
        [f"{name}={number}" for number in knowledge.cluster(points, count)]
        for name, count in CLUSTERS.items()
    ]
    return dict(zip(common, zip(*columns, strict=True), strict=True))


@dataclass
class Fitted:
    """A model before it is written down."""

    lexicon: Lexicon
    features: list[dict[str, int]]  # by position: feature -> row
    weights: chain.Weights

    def emissions(self, sentences: Words) -> tuple[chain.Floats, chain.Data]:
        """The label scores of every token of folded sentences, joined."""
        types = {word: number for number, word in enumerate(sorted(set(joined.from_iterable(sentences))))}
        rows = [word_features(word, self.lexicon) for word in types]
        data = _data(sentences, types)
        total = np.zeros((len(data.types), len(LABELS)), np.float32)
        for offset, known, matrix in zip(OFFSETS, self.features, self.weights.positions, strict=True):
            bags = chain.Bags(_numbers(rows, offset, known), len(known))
            total += bags.sums(matrix)[data.neighbours(offset, len(types))]
        return total, data

    def export(self) -> Model:
        """The shipped form: one list of features, their weights at all positions."""
        names = sorted(set().union(*self.features))
        weights = np.zeros((len(names), len(OFFSETS), len(LABELS)), np.float32)
        for place, (known, matrix) in enumerate(zip(self.features, self.weights.positions, strict=True)):
            rows = [known.get(name, len(known)) for name in names]
            weights[:, place] = matrix[rows]
        transitions = np.array(self.weights.transitions)
        return Model.pruned(names, weights, transitions, self.lexicon.marks, inputs.digest())


def train(corpus: Corpus, log: Callable[[str], None] = print) -> Fitted:
    """Learn the contexts of names from the raw corpus, then fit the chain."""
    scores = learn_contexts(corpus)
    log(f"  context scores of {len(scores)} words")
    marks = {
        word: (*corpus.clusters.get(word, ()), *scores.get(word, ())) for word in {*corpus.clusters, *scores}
    }
    return _fit(corpus, Lexicon(corpus.classes, marks), OFFSETS, rounds=100)


def learn_contexts(corpus: Corpus) -> dict[str, tuple[str, ...]]:
    """Score every raw token by a regression that sees its neighbours only; a word's mean scores become
    marks."""
    around = [offset for offset in OFFSETS if offset]
    fitted = _fit(
        corpus, Lexicon(corpus.classes, corpus.clusters), around, rounds=40, penalty=2.0, bound=False
    )
    scores, _ = fitted.emissions(corpus.raw)
    scores -= scores.max(axis=1, keepdims=True)
    probable = np.exp(scores)
    probable /= probable.sum(axis=1, keepdims=True)
    kinds = np.stack([probable[:, 1 + 2 * i] + probable[:, 2 + 2 * i] for i in range(3)], axis=1)
    words = knowledge.by_frequency(corpus.raw, LEAST["scores"])
    flat, _ = knowledge.index(corpus.raw, {word: number for number, word in enumerate(words)})
    mean, counts = knowledge.mean_scores(flat, kinds, len(words))
    marks = knowledge.context_marks(mean, counts, "PLG")
    return {
        word: (f"f={int(np.log2(count))}", *found)
        for word, count, found in zip(words, counts, marks, strict=True)
    }


def _fit(
    corpus: Corpus,
    lexicon: Lexicon,
    offsets: Sequence[int],
    *,
    rounds: int,
    penalty: float = PENALTY,
    bound: bool = True,
) -> Fitted:
    counts = Counter(joined.from_iterable(corpus.words))
    types = {word: number for number, word in enumerate(sorted(counts))}
    rows = [word_features(word, lexicon) for word in types]
    seen: Counter[str] = Counter()
    for word, (shared, own) in zip(types, rows, strict=True):
        for name in {*shared, *own}:
            seen[name] += counts[word]
    known = [{} if offset not in offsets else _vocabulary(rows, offset, seen) for offset in OFFSETS]
    bags = [
        chain.Bags(_numbers(rows, offset, features), len(features))
        for offset, features in zip(OFFSETS, known, strict=True)
    ]
    weights = chain.fit(
        bags,
        OFFSETS,
        _data(corpus.words, types, corpus.sentences),
        labels=len(LABELS),
        outside=len(types),
        penalty=penalty,
        rounds=rounds,
        chain=bound,
    )
    return Fitted(lexicon, known, weights)


def _vocabulary(
    rows: Sequence[tuple[list[str], list[str]]], offset: int, seen: Counter[str]
) -> dict[str, int]:
    names = {name for shared, own in rows for name in (shared if offset else shared + own)}
    kept = sorted(name for name in names if seen[name] > CUTOFF[abs(offset)])
    return {name: number for number, name in enumerate([*kept, OUT] if offset else kept)}


def _numbers(
    rows: Sequence[tuple[list[str], list[str]]], offset: int, known: Mapping[str, int]
) -> list[list[int]]:
    """Feature numbers of every type at one position; the last row is the edge of the sentence."""
    result = [
        [known[name] for name in (shared if offset else shared + own) if name in known]
        for shared, own in rows
    ]
    return [*result, [known[OUT]] if OUT in known else []]


def _data(sentences: Words, types: Mapping[str, int], labelled: Sequence[Sentence] = ()) -> chain.Data:
    flat = np.fromiter((types[word] for words in sentences for word in words), np.int64)
    lengths = np.fromiter(map(len, sentences), np.int64)
    labels = np.fromiter((label for sentence in labelled for label in sentence.labels), np.int64)
    return chain.Data(flat, lengths, labels)
