"""What raw news teaches about words without any labels: clusters, and the kinds of context a word stands
in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

#: Edges between the bins of a mean context score, as log-odds.
EDGES = (-5.0, -4.0, -3.2, -2.5, -1.9, -1.3, -0.7, 0.0)


def index(sentences: Iterable[Sequence[str]], known: Mapping[str, int]) -> tuple[Ints, Ints]:
    """Word numbers of all sentences joined (-1 for a word not ``known``), and the sentences' lengths."""
    flat: list[int] = []
    lengths: list[int] = []
    for words in sentences:
        flat.extend(known.get(word, -1) for word in words)
        lengths.append(len(words))
    return np.array(flat, np.int64), np.array(lengths, np.int64)


def _pairs(flat: Ints, sentence: Ints, offset: int, contexts: int) -> tuple[Ints, Ints]:
    """(word, context word) for all tokens whose neighbour at ``offset`` is one of the commonest words."""
    left, right = (flat[:-offset], flat[offset:]) if offset > 0 else (flat[-offset:], flat[:offset])
    s_left, s_right = (
        (sentence[:-offset], sentence[offset:]) if offset > 0 else (sentence[-offset:], sentence[:offset])
    )
    keep = (s_left == s_right) & (left >= 0) & (right >= 0) & (right < contexts)
    return left[keep], right[keep]


def vectors(flat: Ints, lengths: Ints, words: int, *, contexts: int = 1500, size: int = 64) -> Floats:
    """Word vectors: a truncated SVD of the positive mutual information of words with their neighbours.

    Words must be numbered by falling frequency, so that the first ``contexts`` are the commonest.
    """
    sentence = np.repeat(np.arange(len(lengths)), lengths)
    keys = []
    for block, offset in enumerate((-2, -1, 1, 2)):
        left, right = _pairs(flat, sentence, offset, contexts)
        keys.append(left * (4 * contexts) + block * contexts + right)
    cells, counts = np.unique(np.concatenate(keys), return_counts=True)
    row, column = cells // (4 * contexts), cells % (4 * contexts)
    row_total = np.bincount(row, counts, words)
    column_total = np.bincount(column, counts, 4 * contexts) ** 0.75
    expected = row_total[row] * column_total[column] / column_total.sum()
    value = np.log(counts / expected)
    kept = value > 0
    row, column, value = row[kept], column[kept], value[kept].astype(np.float32)

    def times(matrix: Floats) -> Floats:
        return _product(row, column, value, matrix, words)

    order = np.argsort(column, kind="stable")

    def transposed(matrix: Floats) -> Floats:
        return _product(column[order], row[order], value[order], matrix, 4 * contexts)

    sketch = np.random.default_rng(7).standard_normal((4 * contexts, size + 16)).astype(np.float32)
    basis = np.linalg.qr(times(sketch))[0]
    for _ in range(3):
        basis = np.linalg.qr(times(np.linalg.qr(transposed(basis))[0]))[0]
    small = transposed(basis)
    left_vectors, strength, _ = np.linalg.svd(small.T, full_matrices=False)
    result = (basis @ left_vectors[:, :size]) * np.sqrt(strength[:size])
    norm = np.linalg.norm(result, axis=1, keepdims=True)
    return np.asarray(result / np.maximum(norm, 1e-6), np.float32)


def _product(row: Ints, column: Ints, value: Floats, matrix: Floats, rows: int) -> Floats:
    """A sparse matrix, its cells sorted by row, times a dense one."""
    result = np.zeros((rows, matrix.shape[1]), np.float32)
    step = 200_000
    for start in range(0, len(row), step):
        part = slice(start, start + step)
        product = value[part, None] * matrix[column[part]]
        present, first = np.unique(row[part], return_index=True)
        result[present] += np.add.reduceat(product, first, axis=0)
    return result


def cluster(points: Floats, count: int, rounds: int = 12) -> Ints:
    """Spherical k-means; the starting centres are spread over the points in their order of frequency."""
    centres = points[np.linspace(0, len(points) - 1, count).astype(np.int64)]
    nearest = np.zeros(len(points), np.int64)
    for _ in range(rounds):
        for start in range(0, len(points), 8192):
            nearest[start : start + 8192] = (points[start : start + 8192] @ centres.T).argmax(axis=1)
        order = np.argsort(nearest, kind="stable")
        present, first = np.unique(nearest[order], return_index=True)
        centres = centres.copy()
        centres[present] = np.add.reduceat(points[order], first, axis=0)
        centres /= np.maximum(np.linalg.norm(centres, axis=1, keepdims=True), 1e-6)
    return nearest


def mean_scores(flat: Ints, probable: Floats, words: int) -> tuple[Floats, Ints]:
    """The mean of each word's context probabilities over its occurrences, and how many there are."""
    seen = flat >= 0
    counts = np.bincount(flat[seen], minlength=words)
    sums = [np.bincount(flat[seen], probable[seen, kind], words) for kind in range(probable.shape[1])]
    mean = np.stack(sums, axis=1) / np.maximum(counts, 1)[:, None]
    return mean.astype(np.float32), counts


def context_marks(mean: Floats, counts: Ints, names: Sequence[str]) -> list[tuple[str, ...]]:
    """The bin of each kind's mean score, finer where there is more evidence."""
    odds = np.log((mean + 1e-3) / (1 - mean + 1e-3))
    bins = np.searchsorted(EDGES, odds)
    evidence = np.searchsorted((2, 5, 20), counts, side="right")
    return [
        tuple(f"x{name}={bins[word, i]}.{min(evidence[word], 2)}" for i, name in enumerate(names))
        for word in range(len(mean))
    ]


def by_frequency(sentences: Iterable[Sequence[str]], least: int) -> list[str]:
    """The words that occur at least ``least`` times, the commonest first, ties in alphabetical order."""
    counts = Counter(word for words in sentences for word in words)
    return sorted((w for w, n in counts.items() if n >= least), key=lambda word: (-counts[word], word))
