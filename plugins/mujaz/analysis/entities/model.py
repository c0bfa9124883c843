"""The tagger's model as it is shipped: labels, weights by feature and distance, what raw text taught about
words.

Made by ``tools/train_tagger.py``; ``data/tagger/NOTICE`` says from what.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mujaz.analysis.record import EntityKind

Floats = NDArray[np.float32]
Ints = NDArray[np.integer[Any]]

KINDS: tuple[EntityKind, ...] = ("PER", "LOC", "ORG", "MISC")
#: B- and I- of kind i are 1 + 2i and 2 + 2i.
LABELS = ("O", *(f"{place}-{kind}" for kind in KINDS for place in "BI"))
#: The distances at which a word has a say about another's label.
OFFSETS = (-2, -1, 0, 1, 2)


class Marks(Mapping[str, tuple[str, ...]]):
    """What raw text taught about words, unpacked a word at a time: most are never asked for."""

    def __init__(self, words: Sequence[str], kinds: Sequence[str], counts: Ints, marks: Ints) -> None:
        """``marks`` holds the numbers of all words' marks (``kinds``), ``counts`` how many each has."""
        self._places = dict(zip(words, range(len(words)), strict=True))
        self._kinds = kinds
        self._ends = np.cumsum(counts)
        self._counts = counts
        self._marks = marks

    def __getitem__(self, word: str) -> tuple[str, ...]:
        """The marks of a word; ``KeyError`` where nothing is known of it."""
        place = self._places[word]
        end = int(self._ends[place])
        numbers = self._marks[end - int(self._counts[place]) : end].tolist()
        return tuple(self._kinds[number] for number in numbers)

    def __contains__(self, word: object) -> bool:
        """Whether anything is known of a word."""
        return word in self._places

    def __iter__(self) -> Iterator[str]:
        """The words."""
        return iter(self._places)

    def __len__(self) -> int:
        """How many words there are."""
        return len(self._places)


@dataclass(frozen=True)
class Model:
    """What training leaves: weights in steps of ``scale``, and what raw text taught about words."""

    names: list[str]
    weights: NDArray[np.int8]  # feature, position, label
    scale: float
    transitions: Floats
    marks: Mapping[str, tuple[str, ...]]
    #: the digest of what the training took from the repository (``tagger_training.inputs``)
    inputs: str = ""

    @classmethod
    def pruned(
        cls,
        names: Sequence[str],
        weights: Floats,
        transitions: Floats,
        marks: Mapping[str, tuple[str, ...]],
        inputs: str,
    ) -> Model:
        """Leave out features without weight and round the rest."""
        size = np.abs(weights).max(axis=(1, 2))
        kept = np.flatnonzero(size > 0.04)
        scale = float(size.max()) / 127
        rounded = np.round(weights[kept] / scale).astype(np.int8)
        kept_names = [names[i] for i in kept.tolist()]
        return cls(kept_names, rounded, scale, transitions.astype(np.float32), marks, inputs)

    def save(self, path: Path) -> None:
        """Write the model as one compressed NumPy file."""
        words = sorted(self.marks)
        kinds = sorted({mark for marks in self.marks.values() for mark in marks})
        number = {mark: i for i, mark in enumerate(kinds)}
        marks = np.array([number[mark] for word in words for mark in self.marks[word]], np.uint16)
        counts = np.array([len(self.marks[word]) for word in words], np.uint8)
        np.savez_compressed(
            path,
            names=_packed(self.names),
            weights=self.weights,
            scale=np.float64(self.scale),
            transitions=self.transitions,
            words=_packed(words),
            kinds=_packed(kinds),
            marks=marks,
            counts=counts,
            inputs=_packed([self.inputs]),
        )

    @classmethod
    def load(cls, path: Path) -> Model:
        """Read what ``save`` wrote."""
        with np.load(path, allow_pickle=False) as data:
            words, kinds = _unpacked(data["words"]), _unpacked(data["kinds"])
            marks = Marks(words, kinds, data["counts"], data["marks"])
            scale = float(data["scale"])
            (inputs,) = _unpacked(data["inputs"])
            names, weights = _unpacked(data["names"]), data["weights"]
            return cls(names, weights, scale, data["transitions"], marks, inputs)


def _packed(strings: Sequence[str]) -> NDArray[np.uint8]:
    return np.frombuffer("\n".join(strings).encode(), np.uint8)


def _unpacked(data: NDArray[np.uint8]) -> list[str]:
    return data.tobytes().decode().split("\n")
