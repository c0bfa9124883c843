"""Reading ANERcorp and raw news, and scoring labels the way the shared tasks do."""

from __future__ import annotations

import re
import tarfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

#: The tagger's labels. ANERcorp spells PERS as PER here.
KINDS = ("PER", "LOC", "ORG", "MISC")
LABELS = ("O", *(f"{place}-{kind}" for kind in KINDS for place in "BI"))
_WORD = re.compile(r"[^\W_]+(?:[\u064b-\u065f\u0640]*[^\W_]+)*|\S")
_ENDS = frozenset(".؟!?")


@dataclass(frozen=True)
class Sentence:
    """Words with their label numbers; ``word_of`` says which word of the original file a piece comes from."""

    words: tuple[str, ...]
    labels: tuple[int, ...]
    word_of: tuple[int, ...]


def read_conll(path: Path) -> list[Sentence]:
    """Read `token label` pairs. Punctuation glued to a word becomes words of its own, labelled O at the
    edges."""
    sentences: list[Sentence] = []
    rows: list[tuple[str, str]] = []
    for line in [*path.read_text(encoding="utf-8-sig").splitlines(), ""]:
        parts = line.split()
        if len(parts) >= 2:
            rows.append((parts[0], parts[-1].replace("PERS", "PER")))
        elif rows:
            sentences.append(_sentence(rows))
            rows = []
    return sentences


def _sentence(rows: Sequence[tuple[str, str]]) -> Sentence:
    words: list[str] = []
    labels: list[int] = []
    origin: list[int] = []
    for number, (token, label) in enumerate(rows):
        pieces = _WORD.findall(token)
        cores = [i for i, piece in enumerate(pieces) if piece[0].isalnum()]
        for i, piece in enumerate(pieces):
            inside = bool(cores) and cores[0] <= i <= cores[-1]
            kind = label if inside or not cores else "O"
            if kind.startswith("B-") and cores and i > cores[0]:
                kind = "I-" + kind[2:]
            words.append(piece)
            labels.append(LABELS.index(kind))
            origin.append(number)
    return Sentence(tuple(words), tuple(labels), tuple(origin))


def read_raw(path: Path) -> Iterator[list[str]]:
    """Every paragraph of a `.tar.xz` of articles (or of a folder) as words, in the order of the paths."""
    if path.is_dir():
        texts: Iterator[str] = (file.read_text(encoding="utf-8") for file in sorted(path.rglob("*.txt")))
    else:
        texts = _members(path)
    for text in texts:
        for line in text.splitlines():
            if words := _WORD.findall(line):
                yield words


def _members(path: Path) -> Iterator[str]:
    with tarfile.open(path) as archive:
        for member in archive:
            if member.isfile() and member.name.endswith(".txt"):
                handle = archive.extractfile(member)
                if handle is not None:
                    yield handle.read().decode("utf-8", "replace")


def spans(labels: Sequence[int]) -> set[tuple[int, int, str]]:
    """Entities of a label sequence, read as the CoNLL scorer does (an I- of a new kind begins one)."""
    found = set()
    start, kind = 0, ""
    for place, number in enumerate([*labels, 0]):
        name = LABELS[number]
        new = name[2:]
        if kind and (name[0] != "I" or new != kind):
            found.add((start, place, kind))
            kind = ""
        if name != "O" and not kind:
            start, kind = place, new
    return found


def original_labels(sentence: Sentence, labels: Sequence[int]) -> list[int]:
    """Labels of the file's own words: each takes the label of its first piece that is a word."""
    result: list[int] = []
    settled: list[bool] = []
    for piece, label, number in zip(sentence.words, labels, sentence.word_of, strict=True):
        if number == len(result):
            result.append(label)
            settled.append(piece[0].isalnum())
        elif not settled[-1] and piece[0].isalnum():
            result[-1] = label
            settled[-1] = True
    return result


@dataclass
class Score:
    """Entity-level counts by kind."""

    hit: dict[str, int]
    found: dict[str, int]
    gold: dict[str, int]

    @classmethod
    def empty(cls) -> Score:
        """No counts yet."""
        return cls(*(dict.fromkeys(KINDS, 0) for _ in range(3)))

    def add(self, gold: Sequence[int], found: Sequence[int]) -> None:
        """Count one sentence."""
        right, mine = spans(gold), spans(found)
        for _, _, kind in right:
            self.gold[kind] += 1
        for item in mine:
            self.found[item[2]] += 1
            self.hit[item[2]] += item in right

    def f1(self, *kinds: str) -> float:
        """F1 over the given kinds together."""
        hit = sum(self.hit[kind] for kind in kinds)
        total = sum(self.found[kind] + self.gold[kind] for kind in kinds)
        return 2 * hit / total if total else 0.0

    def report(self) -> str:
        """One line: each kind, PER+LOC+ORG, and all four."""
        each = "  ".join(f"{kind} {self.f1(kind):.3f}" for kind in KINDS)
        return f"{each}  PER+LOC+ORG {self.f1('PER', 'LOC', 'ORG'):.3f}  all {self.f1(*KINDS):.3f}"
