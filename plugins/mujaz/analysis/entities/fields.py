"""What completes an institution's name (``data/tagger/fields.toml``): لجنة المالية, not لجنة النظر; what it
is for, with ل (للانتخابات), and a second noun with و (الثقافة والإعلام)."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from mujaz.analysis.entities.classes import inflected, read_classes
from mujaz.analysis.entities.features import normalise
from mujaz.analysis.entities.heads import head_of, heads

_FILE = Path(__file__).parents[1] / "data" / "tagger" / "fields.toml"
#: What a noun ends with that belongs to somebody: لمناقشتها، والتحاقه.
_POSSESSED = ("ها", "هم", "هما", "هن", "نا")
_PLURAL = ("ين", "ون")


@dataclass(frozen=True)
class Fields:
    """The lists, folded; nouns with their article."""

    fields: frozenset[str]
    causes: frozenset[str]
    by_field: frozenset[str]
    by_cause: frozenset[str]
    by_none: frozenset[str]
    abstract: frozenset[str]
    names: frozenset[str]
    common: frozenset[str]
    closed: frozenset[str]
    associations: frozenset[str]
    several: frozenset[str]
    institutions: frozenset[str]
    deeds: frozenset[str]
    general: frozenset[str]
    purposes: frozenset[str]
    members: frozenset[str]


@lru_cache(maxsize=1)
def fields() -> Fields:
    """The lists shipped with Mujaz."""
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))

    def words(table: str, name: str = "words") -> frozenset[str]:
        return frozenset(map(normalise, tables[table][name].split()))

    return Fields(
        words("fields"),
        words("causes"),
        words("completed", "fields"),
        words("completed", "causes"),
        words("completed", "nothing"),
        words("abstract"),
        frozenset(" ".join(map(normalise, line.split())) for line in tables["names"]["lines"].splitlines()),
        words("common"),
        words("closed"),
        words("associations"),
        words("several"),
        words("institutions"),
        words("deeds"),
        words("general"),
        words("purposes"),
        words("members"),
    )


def names_nothing(words: Sequence[str], common: Callable[[str], bool]) -> bool:
    """Whether two folded words are a head and a common noun or adjective: مركز التوزيع، حزب كبير، اللجنة
    العليا; not مركز النخلتين.

    ``common`` says whether a word with its article is a common noun by what raw news has.

    >>> names_nothing(["لجنه", "النظر"], lambda word: True)
    True
    >>> names_nothing(["لجنه", "الماليه"], lambda word: True)
    False
    """
    if len(words) != 2:
        return False
    lists, (head, noun) = fields(), words
    if not noun.startswith("ال"):
        begins = head_of(head)
        return bool(begins and begins.construct and begins.stem == head) and common(noun)
    if head in heads().purposed:
        return noun in lists.general
    if f"{head} {noun}" in lists.names or not (
        noun in lists.common or common(noun) or (head in lists.abstract and noun[2:] in inflected())
    ):
        return False
    if head in lists.by_field:
        return noun not in lists.fields
    if head in lists.by_cause:
        return noun not in lists.causes
    return head in lists.by_none


def serves(words: Sequence[str], at: int, stem: str, *, complete: bool) -> bool:
    """Whether للـ at ``at`` goes on with the name of an institution whose head is ``stem``.

    It does behind a name that says too little without it (الهيئة العامة للجمارك); behind a ``complete`` one
    (مجلس الشعب) only where it is a field, or the members of an association.

    >>> serves(["الهييه", "العامه", "للطيور"], 2, "الهييه", complete=False)
    True
    >>> serves(["البنك", "الدولي", "للطيور"], 2, "البنك", complete=True)
    False
    """
    lists = fields()
    if stem in lists.closed:
        return False
    noun = "ا" + words[at][1:]
    if not complete or noun in lists.fields:
        return True
    return stem in lists.associations and _is_member(noun)


def is_purpose(word: str) -> bool:
    """Whether a noun behind ل, without the article, says what an institution is for: لحقوق، لأصحاب."""
    return word in fields().purposes


def is_act(word: str) -> bool:
    """Whether a noun belongs to somebody, so that it tells what is done: لمناقشتها.

    >>> is_act("لمناقشتها"), is_act("لحقوق")
    (True, False)
    """
    return len(word) > 4 and word.endswith(_POSSESSED)


def joins(word: str, before: str, stem: str, *, purpose: bool) -> bool:
    """Whether ``word``, a noun with وال, stands beside ``before``, the last noun of the name whose head is
    ``stem``.

    Fields stand beside fields, members beside members (الأسرى والمحررين). In what an institution is for
    (``purpose``), and in a ministry's name, any noun does that is no institution and nobody.

    >>> joins("والاعلام", "الثقافه", "منتدي", purpose=False), joins("والقيادي", "الشعب", "مجلس", purpose=True)
    (True, False)
    """
    lists, noun = fields(), word[1:]
    if noun in lists.fields:
        return True
    if is_act(noun) or noun in lists.deeds or is_institution(noun) or is_listed_place(noun):
        return False
    if _is_member(noun):
        return _is_member("ا" + before[1:] if before.startswith("لل") else before)
    return purpose or stem in lists.several


def is_listed_place(word: str) -> bool:
    """Whether a folded word is the whole name of a listed place.

    >>> is_listed_place("اليمن"), is_listed_place("الاعلام")
    (True, False)
    """
    return "whole-LOC" in read_classes().get(word, ())


def is_closed(stem: str) -> bool:
    """Whether nothing with ل goes on with the name of an institution whose head is ``stem``.

    >>> is_closed("وزاره"), is_closed("هييه")
    (True, False)
    """
    return stem in fields().closed


def is_institution(noun: str) -> bool:
    """Whether a noun with its article is what institutions are called: الاتحاد، المراكز.

    >>> is_institution("الاتحاد"), is_institution("الامن")
    (True, False)
    """
    head = head_of(noun) or head_of(noun[2:])
    return noun in fields().institutions or bool(head and (head.construct or head.definite))


def _is_member(noun: str) -> bool:
    return noun in fields().members or (len(noun) > 5 and noun.endswith(_PLURAL))
