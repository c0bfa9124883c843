"""How much an article is about a name, and whether the name is one of its tags."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import exp
from pathlib import Path

from mujaz.analysis.entities.aliases import Group
from mujaz.analysis.entities.prominence import Article, features

#: The weights of the features. ``tools/train_salience.py`` writes it.
WEIGHTS = Path(__file__).parents[1] / "data" / "salience.toml"
#: From which salience on a name is shown.
TAG_FROM = 0.35


@dataclass(frozen=True, slots=True)
class Verdict:
    """The decision on one entity."""

    salience: float
    tag: bool


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """What each feature adds to the log-odds of a name's being a tag: the fitted and the given ones."""
    tables: dict[str, dict[str, float]] = tomllib.loads(WEIGHTS.read_text(encoding="utf-8"))
    return {name: weight for table in tables.values() for name, weight in table.items()}


def judge(group: Group, article: Article) -> Verdict:
    """Weigh frequency and position, company, kind, office and speech."""
    known = weights()
    total = sum(known[name] * value for name, value in features(group, article).items() if value)
    salience = 1 / (1 + exp(-total))
    return Verdict(salience, salience >= TAG_FROM)
