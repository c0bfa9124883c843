#!/usr/bin/env python3
"""Train the tagger, or measure it by cross-validation.

    python tools/train_tagger.py --train TRAIN.conll --raw NEWS.tar.xz            # writes the shipped model
    python tools/train_tagger.py --train TRAIN.conll --raw NEWS.tar.xz --folds 3  # prints F1, writes nothing

Deterministic: the same data give the same bytes. Needs NumPy alone; takes a minute on one core. The
word classes are those of ``tagger_training/classes.tsv``; ``--take-classes`` writes today's there first.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tools"), str(ROOT / "plugins")]

from mujaz.analysis.entities import tagger  # noqa: E402
from mujaz.analysis.entities.classes import FOLDER, read_classes  # noqa: E402
from mujaz.analysis.entities.model import KINDS  # noqa: E402
from tagger_training import conll, inputs, model  # noqa: E402


def main() -> int:
    """Run the command line; the return value is the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--train", type=Path, required=True, help="ANERcorp, training split")
    parser.add_argument("--raw", type=Path, required=True, help="raw news: a .tar.xz or a folder of .txt")
    parser.add_argument("--folds", type=int, default=0, help="cross-validate in so many contiguous blocks")
    parser.add_argument("--take-classes", action="store_true", help="train with today's word lists and names")
    parser.add_argument("--out", type=Path, default=FOLDER / "model.npz")
    options = parser.parse_args()
    begun = time.monotonic()

    def log(message: str) -> None:
        print(f"[{time.monotonic() - begun:5.0f} s] {message}", flush=True)

    if options.take_classes:
        inputs.write_classes(read_classes())
    sentences = conll.read_conll(options.train)
    corpus = model.Corpus.of(sentences, conll.read_raw(options.raw), inputs.read_classes())
    log(f"{len(sentences)} labelled sentences, {len(corpus.raw)} raw lines")
    if options.folds:
        cross_validate(corpus, options.folds, log)
        return 0
    fitted = model.train(corpus, log)
    fitted.export().save(options.out)
    log(f"{options.out}: {options.out.stat().st_size / 1e6:.2f} MB")
    return 0


def cross_validate(corpus: model.Corpus, folds: int, log: Callable[[str], None]) -> None:
    """Train on all blocks but one, score that one, for each; print entity F1 with and without the
    article's echo."""
    count = len(corpus.sentences)
    bounds = [count * i // folds for i in range(folds + 1)]
    plain, echoed = conll.Score.empty(), conll.Score.empty()
    for first, last in pairwise(bounds):
        inside = range(first, last)
        fitted = model.train(corpus.part([i for i in range(count) if i not in inside]), log)
        finder = tagger.Tagger(fitted.export(), corpus.classes)
        sentences = corpus.sentences[first:last]
        for score, context in ((plain, 0), (echoed, CONTEXT)):
            for sentence, labels in zip(sentences, predict(finder, sentences, context), strict=True):
                score.add(
                    conll.original_labels(sentence, sentence.labels), conll.original_labels(sentence, labels)
                )
        log(f"sentences {first}-{last}: {echoed.report()}")
    print(f"sentence by sentence   {plain.report()}")
    print(f"with the article's echo {echoed.report()}")


#: ANERcorp does not mark where articles end: an article is taken to be a sentence with so many on either
#: side.
CONTEXT = 8


def predict(finder: tagger.Tagger, sentences: list[conll.Sentence], context: int) -> list[list[int]]:
    """Labels of every sentence, decoded within its surroundings."""
    result = []
    for place, sentence in enumerate(sentences):
        first = max(0, place - context)
        around = sentences[first : place + context + 1]
        labels = [0] * len(sentence.words)
        for name in finder.find([other.words for other in around]):
            if first + name.sentence == place:
                begin = 1 + 2 * KINDS.index(name.kind)
                labels[name.start : name.end] = [begin] + [begin + 1] * (name.end - name.start - 1)
        result.append(labels)
    return result


if __name__ == "__main__":
    sys.exit(main())
