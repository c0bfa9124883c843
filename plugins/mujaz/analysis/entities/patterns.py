"""Names by their shape: a head word and what completes it (وزارة الصحة اللبنانية), or a head and a name in quotation marks."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from mujaz.analysis.entities.features import normalise
from mujaz.analysis.record import EntityKind
from mujaz.analysis.text import clitics

_FILE = Path(__file__).parents[1] / "data" / "tagger" / "heads.toml"
_OPENING = frozenset("«“\"'„(‘”")
_CLOSING = frozenset("»”\"'“)’")
#: The longest name of this kind, in words; the longest in quotation marks.
_MOST = 7
_MOST_QUOTED = 4


class Shaped(NamedTuple):
    """Words ``start`` to ``end`` are a name; ``skip`` letters of the first are clitics."""

    start: int
    end: int
    kind: EntityKind
    skip: int


@dataclass(frozen=True)
class Heads:
    """The word lists of ``heads.toml``, folded: word -> kind for the heads."""

    construct: Mapping[str, EntityKind]
    definite: Mapping[str, EntityKind]
    quoted: Mapping[str, EntityKind]
    adjectives: Mapping[EntityKind, frozenset[str]]
    links: frozenset[str]
    stop: frozenset[str]
    generic: frozenset[str]  # say what a thing is, and may be left out


@lru_cache(maxsize=1)
def heads() -> Heads:
    """The lists shipped with Mujaz."""
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))

    def by_word(table: Mapping[EntityKind, str]) -> dict[str, EntityKind]:
        return {normalise(word): kind for kind, words in reversed(table.items()) for word in words.split()}

    adjectives = {
        kind: frozenset(map(normalise, words.split())) for kind, words in tables["adjectives"].items()
    }
    links, stop, generic = (
        frozenset(map(normalise, tables[name]["words"].split())) for name in ("links", "stop", "generic")
    )
    return Heads(
        by_word(tables["construct"]),
        by_word(tables["definite"]),
        by_word(tables["quoted"]),
        adjectives,
        links,
        stop,
        generic,
    )


def find(
    words: Sequence[str], known: Mapping[int, int], barred: frozenset[str], demonyms: frozenset[str]
) -> list[Shaped]:
    """The names by shape in one sentence of folded ``words``, in order; one may hold another.

    ``known`` maps the first word of each name found otherwise to the word behind its last; ``barred`` are words that
    never continue a name (titles, days); ``demonyms`` the adjectives of countries, with article.
    """
    found = []
    for place, word in enumerate(words):
        head = _head(word)
        if head is None:
            continue
        if head.shape == "quoted":
            found += _quoted(words, place, head.quoted)
            continue
        if head.shape == "construct":
            end = _construct(words, place, known, barred)
        else:
            end = _definite(words, place, head.kind, barred, demonyms)
        if end > place + 1:
            found.append(Shaped(place, end, head.kind, head.skip))
        elif head.quoted:
            found += _quoted(words, place, head.quoted)
    return found


class _Head(NamedTuple):
    shape: str  # construct, definite or quoted
    kind: EntityKind
    skip: int
    quoted: EntityKind | None  # the kind of a name in quotation marks behind it


@lru_cache(maxsize=16384)
def _head(word: str) -> _Head | None:
    """What a word announces, read with or without its proclitics."""
    lists = heads()
    readings = [r for r in clitics(word) if not r.prefix.endswith(("ال", "لل"))]
    quoted = next((lists.quoted[r.stem] for r in readings if r.stem in lists.quoted), None)
    for reading in readings:
        if reading.stem in lists.construct:
            return _Head("construct", lists.construct[reading.stem], reading.skip, quoted)
        if reading.stem in lists.definite:
            return _Head("definite", lists.definite[reading.stem], reading.skip, quoted)
    return _Head("quoted", quoted, 0, quoted) if quoted else None


def _construct(words: Sequence[str], place: int, known: Mapping[int, int], barred: frozenset[str]) -> int:
    """The end of a name whose head at ``place`` has no article; 0 if none."""
    at = place + 1
    if at >= len(words):
        return 0
    if at in known:
        at = known[at]
    elif words[at] in heads().links and at + 1 < len(words) and _article(words[at + 1], barred):
        at += 2
    elif _article(words[at], barred):
        at += 1
    else:
        return 0
    return _onward(words, at, place, known, barred)


def _definite(
    words: Sequence[str],
    place: int,
    kind: EntityKind,
    barred: frozenset[str],
    demonyms: frozenset[str],
) -> int:
    """The end of a name whose head has the article: an adjective that makes names, or ل, must follow."""
    at = place + 1
    if at >= len(words):
        return 0
    if words[at] in heads().adjectives[kind] or words[at] in demonyms:
        return _onward(words, at + 1, place, {}, barred)
    return 0


def _onward(
    words: Sequence[str], at: int, place: int, known: Mapping[int, int], barred: frozenset[str]
) -> int:
    """Take in adjectives, a second noun with و, and ل with its noun."""
    while at < len(words) and at - place < _MOST:
        word = words[at]
        following = words[at + 1] if at + 1 < len(words) else ""
        if word.startswith("لل") and len(word) > 4:
            at += 1
        elif (
            word.startswith("ل")
            and len(word) > 4
            and (_article(following, barred) or at + 1 in known)
            and not word.startswith("لا")
        ):
            at = known.get(at + 1, at + 2)
        elif word.startswith("وال") and _article(word[1:], barred) and word[1:] not in heads().definite:
            at += 1
        elif _article(word, barred) and word.endswith(("ه", "ي", "يه")) and word not in heads().definite:
            at += 1
        else:
            break
    return at


def _article(word: str, barred: frozenset[str]) -> bool:
    return word.startswith("ال") and len(word) > 4 and word not in barred and word not in heads().stop


def _quoted(words: Sequence[str], place: int, kind: EntityKind) -> list[Shaped]:
    """A name in quotation marks behind a word that announces it."""
    at = place + 1
    while at < len(words) and at < place + 3 and words[at].startswith("ال"):
        at += 1
    first = at
    while first < len(words) and words[first] in _OPENING:
        first += 1
    if first == at:
        return []
    for end in range(first, min(first + _MOST_QUOTED + 1, len(words))):
        if words[end] in _CLOSING:
            return [Shaped(first, end, kind, 0)] if end > first else []
        if not words[end][0].isalnum():
            break
    return []
