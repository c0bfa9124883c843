"""Time the entity work by step, on one core: the tagger in tokens a second, the rest in milliseconds for
600 words.

Real text from a corpus where it is there (`--corpus`, an archive of `*.txt`), else the sample articles. The
first pass is cold (no word seen yet); the second has met all words, as in an archive of some size.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

from mujaz.analysis import structure
from mujaz.analysis.entities import gazetteer, names, tagger
from mujaz.analysis.text import split_words
from texts import CORPORA, profile, texts_of

WORDS = 600


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--corpus", type=Path, default=CORPORA / "saudi.tar.xz")
    parser.add_argument("--articles", type=int, default=300)
    parser.add_argument("--passes", type=int, default=5, help="of which the best counts")
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    articles = texts_of(options.corpus, options.articles)
    words = sum(len(text.split()) for text in articles)
    print(f"{len(articles)} articles, {words} words")
    gazetteer.shipped()
    tagger.shipped()
    measure("cold", articles, words, 1)
    measure("warm", articles, words, options.passes)
    if options.profile:
        profile(lambda: [whole(text) for text in articles])


def whole(text: str) -> None:
    lines = structure.read(text).lines
    names.choose_entities(text, lines, names.find_mentions(text, lines), [])


def measure(label: str, articles: list[str], words: int, passes: int) -> None:
    layouts = [structure.read(text).lines for text in articles]
    sentences = [[split_words(line)[0] for line in text.split("\n") if line.strip()] for text in articles]
    tokens = sum(len(line) for text in sentences for line in text)
    found = [names.find_mentions("", ())] * len(articles)

    def tag() -> None:
        for text in sentences:
            tagger.shipped().find(text)

    def find() -> None:
        found[:] = [names.find_mentions(*article) for article in zip(articles, layouts, strict=True)]

    def choose() -> None:
        for text, lines, mentions in zip(articles, layouts, found, strict=True):
            names.choose_entities(text, lines, mentions, [])

    tagging, finding, choosing = (best(step, passes) for step in (tag, find, choose))
    per = 1000 * WORDS / words
    print(
        f"{label}: tagger {tokens / tagging:,.0f} tokens/s; for {WORDS} words: "
        f"tagger {tagging * per:.2f} ms, find_mentions {finding * per:.2f} ms, "
        f"choose_entities {choosing * per:.2f} ms, both {(finding + choosing) * per:.2f} ms"
    )


def best(step: Callable[[], None], passes: int) -> float:
    times = []
    for _ in range(passes):
        begun = time.process_time()
        step()
        times.append(time.process_time() - begun)
    return min(times)


if __name__ == "__main__":
    main()
