"""Fitting a linear-chain CRF whose emissions are sums of per-word contributions. NumPy only,
deterministic."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


class Bags:
    """Each word type's feature numbers at one position, ready for sums in both directions."""

    def __init__(self, rows: Sequence[Sequence[int]], features: int) -> None:
        """``rows[type]`` lists the feature numbers of a word type."""
        # an empty row takes the spare feature, whose weight stays 0
        filled = [row or [features] for row in rows]
        self.features = features
        self.flat = np.fromiter((number for row in filled for number in row), dtype=np.int64)
        lengths = np.fromiter((len(row) for row in filled), dtype=np.int64)
        self.starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
        owner = np.repeat(np.arange(len(filled)), lengths)
        order = np.argsort(self.flat, kind="stable")
        self.owner = owner[order]
        self.used, self.used_starts = np.unique(self.flat[order], return_index=True)

    def sums(self, weights: Floats) -> Floats:
        """Each type's sum of its features' weights."""
        return np.add.reduceat(weights[self.flat], self.starts, axis=0)

    def gradient(self, by_type: Floats) -> Floats:
        """Each feature's sum of its types' values."""
        result = np.zeros((self.features + 1, by_type.shape[1]), np.float32)
        result[self.used] = np.add.reduceat(by_type[self.owner], self.used_starts, axis=0)
        result[self.features] = 0
        return result


@dataclass
class Data:
    """Sentences as one long array of word types, with the padding types around each."""

    types: Ints  # the word type at every token, sentences joined
    lengths: Ints
    labels: Ints

    def __post_init__(self) -> None:
        """Lay out the steps: at step t the sentences longer than t, longest first."""
        starts = np.concatenate(([0], np.cumsum(self.lengths)[:-1]))
        order = np.argsort(-self.lengths, kind="stable")
        ranked = self.lengths[order]
        self.steps = [starts[order[: int((ranked > t).sum())]] + t for t in range(int(ranked[0]))]
        first = np.zeros(len(self.types), bool)
        first[starts] = True
        self.inner = np.flatnonzero(~first)

    def neighbours(self, offset: int, outside: int) -> Ints:
        """The word type ``offset`` tokens away, ``outside`` beyond the sentence."""
        sentence = np.repeat(np.arange(len(self.lengths)), self.lengths)
        place = np.arange(len(self.types)) + offset
        valid = (place >= 0) & (place < len(self.types))
        clipped = np.clip(place, 0, len(self.types) - 1)
        valid &= sentence[clipped] == sentence
        return np.where(valid, self.types[clipped], outside)


def marginals(emissions: Floats, transitions: Floats, data: Data) -> tuple[float, Floats, Floats]:
    """Log partition, every token's label probabilities, expected transitions (forward-backward, scaled)."""
    peak = emissions.max(axis=1)
    scaled = np.exp(emissions - peak[:, None])
    moves = np.exp(transitions)
    alpha = np.empty_like(scaled)
    norms = np.empty(len(scaled), np.float32)
    for number, step in enumerate(data.steps):
        here = scaled[step]
        if number:
            here = here * (alpha[data.steps[number - 1][: len(step)]] @ moves)
        total = here.sum(axis=1)
        alpha[step] = here / total[:, None]
        norms[step] = total
    beta = np.ones_like(scaled)
    expected = np.zeros_like(moves)
    for number in range(len(data.steps) - 1, 0, -1):
        step = data.steps[number]
        before = data.steps[number - 1][: len(step)]
        onward = scaled[step] * beta[step] / norms[step][:, None]
        beta[before] = onward @ moves.T
        expected += alpha[before].T @ onward
    log_total = float(np.log(norms, dtype=np.float64).sum() + peak.sum(dtype=np.float64))
    return log_total, alpha * beta, expected * moves


@dataclass
class Weights:
    """One matrix a position and the label-to-label matrix, as views into one flat vector."""

    flat: Floats
    positions: list[Floats]
    transitions: Floats


def unpack(flat: Floats, sizes: Sequence[int], labels: int) -> Weights:
    """View a flat vector as the model's matrices."""
    views, start = [], 0
    for size in sizes:
        views.append(flat[start : start + (size + 1) * labels].reshape(size + 1, labels))
        start += (size + 1) * labels
    return Weights(flat, views, flat[start : start + labels * labels].reshape(labels, labels))


def fit(
    bags: Sequence[Bags],
    offsets: Sequence[int],
    data: Data,
    *,
    labels: int,
    outside: int,
    penalty: float,
    rounds: int,
    chain: bool = True,
) -> Weights:
    """Maximise the conditional likelihood with an L2 penalty. ``chain=False`` keeps the transitions at 0."""
    sizes = [bag.features for bag in bags]
    places = [data.neighbours(offset, outside) for offset in offsets]
    total = sum((size + 1) * labels for size in sizes) + labels * labels
    truth = np.zeros((len(data.types), labels), np.float32)
    truth[np.arange(len(truth)), data.labels] = 1
    observed = np.zeros((labels, labels), np.float32)
    np.add.at(observed, (data.labels[data.inner - 1], data.labels[data.inner]), 1)
    type_count = len(bags[0].starts)

    def loss(flat: Floats) -> tuple[float, Floats]:
        weights = unpack(flat, sizes, labels)
        emissions = np.zeros((len(data.types), labels), np.float32)
        for bag, place, matrix in zip(bags, places, weights.positions, strict=True):
            emissions += bag.sums(matrix)[place]
        log_total, probable, expected = marginals(emissions, weights.transitions, data)
        gold = float((emissions * truth).sum(dtype=np.float64) + (weights.transitions * observed).sum())
        slope = np.zeros_like(flat)
        views = unpack(slope, sizes, labels)
        difference = probable - truth
        for bag, place, view in zip(bags, places, views.positions, strict=True):
            by_type = np.stack(
                [np.bincount(place, difference[:, label], type_count) for label in range(labels)], axis=1
            )
            view[:] = bag.gradient(by_type.astype(np.float32))
        if chain:
            views.transitions[:] = expected - observed
        slope += penalty * flat
        return log_total - gold + 0.5 * penalty * float(flat @ flat), slope

    return unpack(minimise(loss, np.zeros(total, np.float32), rounds), sizes, labels)


def minimise(loss: Callable[[Floats], tuple[float, Floats]], start: Floats, rounds: int) -> Floats:
    """Limited-memory BFGS with a backtracking line search."""
    here = start
    value, slope = loss(here)
    moves: list[tuple[Floats, Floats, float]] = []
    for number in range(rounds):
        direction = -_curved(slope, moves)
        descent = float(direction @ slope)
        if descent >= 0:
            moves, direction, descent = [], -slope, -float(slope @ slope)
        step = 1.0 if moves else min(1.0, 1.0 / float(np.linalg.norm(slope)))
        while True:
            there = here + np.float32(step) * direction
            new_value, new_slope = loss(there)
            if new_value <= value + 1e-4 * step * descent or step < 1e-8:
                break
            step *= 0.5
        change, turn = there - here, new_slope - slope
        product = float(change @ turn)
        if product > 1e-10:
            moves = [*moves[-7:], (change, turn, 1 / product)]
        done = abs(value - new_value) < 1e-5 * max(1.0, abs(new_value))
        here, value, slope = there, new_value, new_slope
        if done and number > 10:
            break
    return here


def _curved(slope: Floats, moves: Sequence[tuple[Floats, Floats, float]]) -> Floats:
    """The two-loop recursion: the inverse Hessian, as the last moves show it, times the slope."""
    result = slope.copy()
    factors = []
    for change, turn, inverse in reversed(moves):
        factor = inverse * float(change @ result)
        result -= np.float32(factor) * turn
        factors.append(factor)
    if moves:
        change, turn, _ = moves[-1]
        result *= np.float32(float(change @ turn) / float(turn @ turn))
    for (change, turn, inverse), factor in zip(moves, reversed(factors), strict=True):
        result += np.float32(factor - inverse * float(turn @ result)) * change
    return result


def viterbi(emissions: Floats, transitions: Floats, data: Data) -> Ints:
    """The best label sequence of every sentence."""
    best = np.empty_like(emissions)
    back = np.zeros(emissions.shape, np.int64)
    for number, step in enumerate(data.steps):
        here = emissions[step]
        if number:
            scores = best[data.steps[number - 1][: len(step)]][:, :, None] + transitions
            back[step] = scores.argmax(axis=1)
            here = here + scores.max(axis=1)
        best[step] = here
    labels = np.zeros(len(emissions), np.int64)
    for number in range(len(data.steps) - 1, -1, -1):
        step = data.steps[number]
        onward = data.steps[number + 1] if number + 1 < len(data.steps) else step[:0]
        labels[step] = best[step].argmax(axis=1)
        labels[step[: len(onward)]] = back[onward, labels[onward]]
    return labels
