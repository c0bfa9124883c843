"""Time the reading of quotations, on one core, in milliseconds for 600 words, and how it grows with length.

Real text from a corpus where it is there (`--corpus`, an archive of `*.txt`), else the sample articles. Names
are found beforehand and are not timed. The first pass is cold (word lists unread, no word seen yet). Since
other work on the machine changes the figures, a fixed piece of plain Python is timed beside them.

Growth is measured on one text of 200,000 words, cut into articles of about 600 and whole.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from mujaz.analysis import structure
from mujaz.analysis.entities import names
from mujaz.analysis.quotes import pull, speakers
from mujaz.analysis.record import Line
from texts import CORPORA, profile, texts_of

WORDS = 600
LONG = 200_000
_MARKS = frozenset('«»“”"')


class Article(NamedTuple):
    """A text with what the steps before found in it."""

    text: str
    lines: Sequence[Line]
    mentions: Sequence[names.Mention]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--corpus", type=Path, default=CORPORA / "saudi.tar.xz")
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    articles = [prepare(text) for text in texts_of(options.corpus, options.articles)]
    words = sum(len(article.text.split()) for article in articles)
    print(f"{len(articles)} articles, {words} words, plain Python {yardstick() * 1000:.1f} ms")
    for label, passes in (("cold", 1), ("warm", 5)):
        seconds = min(timed(articles) for _ in range(passes))
        print(f"{label}: {seconds / words * WORDS * 1000:.2f} ms for {WORDS} words")
    growth(articles)
    if options.profile:
        profile(lambda: timed(articles))


def prepare(text: str) -> Article:
    lines = structure.read(text).lines
    return Article(text, lines, names.find_mentions(text, lines))


def timed(articles: Sequence[Article]) -> float:
    """Seconds of processor time for all articles."""
    begun = time.process_time()
    for article in articles:
        quotes, __ = speakers.find_quotes(article.text, article.lines, article.mentions)
        pull.choose(article.text, article.lines, quotes)
    return time.process_time() - begun


def yardstick() -> float:
    """Seconds of a fixed piece of work: how fast the machine is just now."""
    best = 1.0
    for _ in range(5):
        begun = time.process_time()
        sum(number % 7 for number in range(100_000))
        best = min(best, time.process_time() - begun)
    return best


def growth(articles: Sequence[Article]) -> None:
    """What an article of 200,000 words costs against one of 600.

    Every short article ends with a quotation, since what follows the last one is not read.
    """
    pieces = _cut("\n".join(article.text.strip() for article in articles))
    short = [prepare(piece) for piece in pieces]
    long = [prepare("\n".join(pieces))]
    words = sum(len(piece.split()) for piece in pieces)
    rounds = [(timed(long), timed(short)) for _ in range(7)]  # in turn, so that both meet the same machine
    ratio = min(whole for whole, __ in rounds) / min(cut for __, cut in rounds) * len(short)
    scale = LONG / WORDS / len(short)
    print(
        f"{words} words take {ratio:.0f} times as long as {words // len(short)}; "
        f"{LONG} against {WORDS}: {ratio * scale:.0f} times"
    )


def _cut(text: str) -> list[str]:
    """A text in articles of at least 600 words."""
    pieces: list[str] = []
    lines: list[str] = []
    count = total = 0
    while total < LONG:
        for line in text.split("\n"):
            lines.append(line)
            count += len(line.split())
            if count >= WORDS and not _MARKS.isdisjoint(line):
                pieces.append("\n".join(lines))
                total, count, lines = total + count, 0, []
            if total >= LONG:
                break
    return pieces


if __name__ == "__main__":
    main()
