"""Word lists from the data files, folded as the rules compare them."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from mujaz.analysis.quotes.words import fold

DATA = Path(__file__).parent.parent / "data"


@cache
def read_lists(name: str) -> dict[str, frozenset[str]]:
    """The lists of ``data/NAME.toml``.

    >>> "البارحة" in read_lists("roles")["venue"]
    True
    """
    lists = tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))
    return {key: frozenset(fold(words).split()) for key, words in lists.items()}


def syntax(name: str) -> frozenset[str]:
    """One list of function words."""
    return read_lists("syntax")[name]
