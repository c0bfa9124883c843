"""From label scores to names: exact Viterbi over the stretches where a name is possible at all."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress

import numpy as np
from numpy.typing import NDArray

from mujaz.analysis.entities.model import KINDS, Floats, Ints
from mujaz.analysis.record import EntityKind


class Decoder:
    """The best labels, by a chain's label-to-label scores."""

    def __init__(self, transitions: Floats) -> None:
        """``transitions[a, b]`` is what label ``b`` gains behind ``a``."""
        self._transitions = transitions
        # what the chain gives a label at most, against going on without a name: first in a name, later in
        # it, behind it
        steady = transitions[0, 0]
        self._first = transitions[0, 1:] - steady
        self._later = transitions[1:, 1:].max(axis=0) - steady
        self._leaving = float(transitions[1:, 0].max() - steady)

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
