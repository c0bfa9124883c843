"""Time the analysis by part, on one core: make bench-analysis.

Real text from the corpora where they are there (`--corpora`, archives of `*.txt`), else the sample articles.
Times are given for 600 words. `--profile` lists the functions that take most of it.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial, wraps
from pathlib import Path
from types import ModuleType
from typing import ParamSpec, TypeVar
from unittest import mock

from mujaz.analysis import structure
from mujaz.analysis.article import analyse
from mujaz.analysis.entities import names
from mujaz.analysis.quotes import pull, speakers
from mujaz.analysis.text import decode
from mujaz.archive.packing import pack
from texts import CORPORA, files_of, profile

P = ParamSpec("P")
T = TypeVar("T")

WORDS = 600
PARTS: tuple[tuple[ModuleType, str], ...] = (
    (structure, "read"),
    (names, "find_mentions"),
    (speakers, "find_quotes"),
    (pull, "choose"),
    (names, "choose_entities"),
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--articles", type=int, default=300, help="of each corpus")
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    for archive in sorted(options.corpora.glob("*.tar.*")) or [None]:
        articles = list(files_of(archive, options.articles))
        measure(archive.name.partition(".")[0] if archive else "sample", articles)
        if options.profile:
            profile(partial(every, articles))


def every(articles: list[tuple[str, bytes]]) -> None:
    for path, data in articles:
        analyse(decode(data).text, path=path)


def measure(corpus: str, articles: list[tuple[str, bytes]]) -> None:
    """Print what each part takes for 600 words."""
    for path, data in articles[:20]:  # loads what is loaded once
        analyse(decode(data).text, path=path)
    spent = {f"{module.__name__.removeprefix('mujaz.analysis.')}.{name}": 0.0 for module, name in PARTS}
    words = 0
    decoding = packing = whole = 0.0
    slowest = (0.0, "")
    with clocks(spent):
        for path, data in articles:
            start = time.process_time()
            text = decode(data).text
            decoded = time.process_time()
            record = analyse(text, path=path)
            done = time.process_time()
            pack(record)
            packed = time.process_time()
            decoding += decoded - start
            packing += packed - done
            whole += done - decoded
            count = len(text.split())
            words += count
            slowest = max(slowest, ((done - decoded) / max(count, 100) * WORDS, path))
    unit = 1000 * WORDS / words
    print(f"{corpus}: {len(articles)} articles, {words / len(articles):.0f} words each; ms for {WORDS} words")
    print(f"  {'text.decode':28}{decoding * unit:8.2f}")
    for part, seconds in spent.items():
        print(f"  {part:28}{seconds * unit:8.2f}")
    print(f"  {'the whole analysis':28}{whole * unit:8.2f}")
    print(f"  {'packing for the store':28}{packing * unit:8.2f}")
    print(f"  slowest: {slowest[0] * 1000:.1f} ({slowest[1]})")


@contextmanager
def clocks(spent: dict[str, float]) -> Iterator[None]:
    """Time each part while the analysis calls it."""

    def timed(function: Callable[P, T], part: str) -> Callable[P, T]:
        @wraps(function)
        def call(*values: P.args, **named: P.kwargs) -> T:
            start = time.process_time()
            try:
                return function(*values, **named)
            finally:
                spent[part] += time.process_time() - start

        return call

    patches = [
        mock.patch.object(module, name, timed(getattr(module, name), part))
        for (module, name), part in zip(PARTS, spent, strict=True)
    ]
    for patch in patches:
        patch.start()
    try:
        yield
    finally:
        for patch in patches:
            patch.stop()


if __name__ == "__main__":
    main()
