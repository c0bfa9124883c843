"""The words that names of a known shape begin with or are announced by (``data/tagger/heads.toml``),
folded."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from mujaz.analysis.entities.features import normalise
from mujaz.analysis.entities.keys import without_proclitics
from mujaz.analysis.memo import Memo
from mujaz.analysis.record import EntityKind

_FILE = Path(__file__).parents[1] / "data" / "tagger" / "heads.toml"


@dataclass(frozen=True)
class Heads:
    """The lists; the first three lead from a word to the kind of name."""

    construct: Mapping[str, EntityKind]
    definite: Mapping[str, EntityKind]
    quoted: Mapping[str, EntityKind]
    adjectives: Mapping[str, frozenset[str]]
    links: frozenset[str]
    stop: frozenset[str]
    generic: frozenset[str]
    places: frozenset[str]
    loose: frozenset[str]
    open: frozenset[str]
    phrases: frozenset[str]
    asides: frozenset[str]
    compounds: frozenset[str]
    named: frozenset[str]
    governing: frozenset[str]
    ranks: frozenset[str]
    shared: frozenset[str]
    several: frozenset[str]
    purposed: frozenset[str]
    vague: frozenset[str]
    listed: frozenset[str]
    opinions: frozenset[str]


@lru_cache(maxsize=1)
def heads() -> Heads:
    """The lists shipped with Mujaz."""
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))

    def by_word(name: str) -> dict[str, EntityKind]:
        return {
            normalise(word): kind for kind, words in reversed(tables[name].items()) for word in words.split()
        }

    def words(name: str) -> frozenset[str]:
        return frozenset(map(normalise, tables[name]["words"].split()))

    def lines(name: str) -> frozenset[str]:
        return frozenset(" ".join(map(normalise, line.split())) for line in tables[name]["lines"].split("\n"))

    return Heads(
        by_word("construct"),
        by_word("definite"),
        by_word("quoted"),
        {kind: frozenset(map(normalise, listed.split())) for kind, listed in tables["adjectives"].items()},
        words("links"),
        words("stop"),
        words("generic"),
        words("places"),
        words("loose"),
        words("open"),
        lines("phrases"),
        words("asides"),
        words("compounds"),
        words("named"),
        frozenset(
            " ".join(map(normalise, line.split())) for line in tables["governing"]["lines"].splitlines()
        ),
        words("ranks"),
        words("shared"),
        words("several"),
        words("purposed"),
        words("vague"),
        words("listed"),
        words("opinions"),
    )


class Head(NamedTuple):
    """What a word announces: a name that it begins, a place behind it, a name in quotation marks behind
    it."""

    construct: EntityKind | None
    definite: EntityKind | None
    place: bool
    quoted: EntityKind | None
    stem: str
    skip: int


def head_of(word: str) -> Head | None:
    """What the folded ``word`` announces, read with or without its proclitics."""
    return announced[word]


def _announced(word: str) -> Head | None:
    lists = heads()
    quoted: EntityKind | None = None
    for skip, stem in without_proclitics(word):
        quoted = quoted or lists.quoted.get(stem)
        if any(stem in words for words in (lists.construct, lists.definite, lists.places, lists.several)):
            construct, definite = lists.construct.get(stem), lists.definite.get(stem)
            return Head(construct, definite, stem in lists.places, quoted, stem, skip)
    return Head(None, None, False, quoted, "", 0) if quoted else None


#: ``head_of`` as a table, for lists of words.
announced = Memo(_announced)
