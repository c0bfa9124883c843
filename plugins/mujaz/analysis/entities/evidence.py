"""What tells a known name from the ordinary words, or the other names, that are written the same: the words
around it, and what the article is about."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from mujaz.analysis.entities.keys import Run, name_key, without_proclitics
from mujaz.analysis.entities.lists import Condition, Entry
from mujaz.analysis.memo import Memo
from mujaz.analysis.record import EntityKind

#: how many words to either side of a weak name its evidence may stand
NEIGHBOURHOOD = 12

#: this share of an article's words must be of the field, of so many at least
TOPIC_SHARE = 0.03

LEAST_WORDS = 100

#: among the words a name may not stand behind: any word with the article
ARTICLE = "ال"


class Candidate(NamedTuple):
    """A listed name that may stand at some words of a run."""

    first: int  # index of its first word
    last: int  # index behind its last word
    taken: int  # letters of proclitics before it
    slug: str
    kind: EntityKind
    weak: bool
    strict: bool
    condition: Condition
    about: bool = False  # a weak one counts in an article about its field, a club in one about football
    spelled: bool = False  # the text writes the very signs that tell this name from another


def supported(run: Run, candidate: Candidate) -> bool:
    """Whether the words around a weak name say what it is."""
    condition, keys = candidate.condition, run.keys
    first, last = candidate.first, candidate.last
    if first and any(word in condition.after for _, word in without_proclitics(keys[first - 1])):
        return True
    if candidate.strict:
        return candidate.taken > 0 and keys[first][candidate.taken - 1] in "بل"
    if not condition.near:
        return False
    around = keys[max(0, first - NEIGHBOURHOOD) : first] + keys[last : last + NEIGHBOURHOOD]
    return not all(map(condition.near.isdisjoint, map(_readings.__getitem__, around)))


def forbidden(
    text: str, run: Run, at: int, last: int, taken: int, entry: Entry, given: Collection[str]
) -> bool:
    """Whether the words beside a name make it something else.

    ``given`` are the given names of the listed people.
    """
    condition = entry.condition
    if at and (condition.not_after or (entry.kind in ("PER", "ORG") and last == at + 1)):
        before = run.keys[at - 1] if run.joined(text, at - 1) else ""
        if not condition.not_after.isdisjoint(_readings[before]):
            return True
        # the adjective behind a noun with the article: الأندية السعودية, but المغرب والسعودية
        alone = last == at + 1 and not taken
        if alone and ARTICLE in condition.not_after and _has_article(before):
            return True
        # a surname behind another given name is somebody else: إيفانكا ترامب
        if entry.kind == "PER" and last == at + 1 and before in given:
            return True
        # so is one that a firm bears as well: جوليا فيراري
        if entry.kind == "ORG" and alone and not _has_article(run.keys[at]) and before in _foreign_given():
            return True
    if condition.not_before and last < len(run.keys) and run.joined(text, last - 1):
        return not condition.not_before.isdisjoint(_readings[run.keys[last]])
    return False


@lru_cache(maxsize=1)
def _foreign_given() -> frozenset[str]:
    """Given names of other languages that are no Arabic ones."""
    from mujaz.analysis.entities.classes import read_classes  # which asks the lists themselves

    return frozenset(
        name_key(word)
        for word, names in read_classes().items()
        if "given_foreign" in names and "given_arab" not in names
    )


class Topics:
    """What an article is about, as far as conditions ask."""

    def __init__(self, runs: Sequence[Run]) -> None:
        self._runs = runs
        self._shares: dict[frozenset[str], float] = {}

    def treat(self, near: frozenset[str]) -> bool:
        """Whether the words of a condition are a good share of the article's."""
        if near not in self._shares:
            total = sum(len(run.keys) for run in self._runs)
            words = chain.from_iterable(run.keys for run in self._runs)
            hits = sum(not near.isdisjoint(_readings[word]) for word in words)
            self._shares[near] = hits / max(total, LEAST_WORDS)
        return self._shares[near] >= TOPIC_SHARE


def _readings_of(key: str) -> tuple[str, ...]:
    """A word as written, without its proclitics, and without its article."""
    readings = {reading for _, reading in without_proclitics(key)}
    return tuple(readings | {reading[2:] for reading in readings if reading.startswith("ال")})


_readings = Memo(_readings_of)


def _has_article(key: str) -> bool:
    return key not in _NO_ARTICLE and any(
        reading.startswith(ARTICLE) and len(reading) > 4 for _, reading in without_proclitics(key)
    )


_VERBS = "التقت التزمت التحقت التفتت التقطت التمست ألغت ألزمت ألقت ألمحت اليوم الليلة إليها إليه"

#: Verbs and the like that only look as if they had the article.
_NO_ARTICLE = frozenset(map(name_key, _VERBS.split()))
