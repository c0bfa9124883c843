"""The office or title of a person as it stands beside the name: before it, or behind it in apposition."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from mujaz.analysis.entities.classes import read_classes
from mujaz.analysis.entities.features import normalise
from mujaz.analysis.memo import Memo

#: Of an office that somebody has no more.
FORMER = frozenset(map(normalise, ("السابق", "السابقة", "الأسبق", "الراحل", "الراحلة")))
_TEAM_AND_STAGE = (
    "لاعب اللاعب مهاجم المهاجم مدافع المدافع حارس الحارس نجم النجم مدرب المدرب"
    " فنان الفنان الفنانة ممثل الممثل الممثلة مطرب المطرب المطربة"
)
#: Callings that are no offices: every report names a dozen of their bearers.
_PERFORMERS = frozenset(map(normalise, _TEAM_AND_STAGE.split()))
_PUNCTUATION = re.compile(r"[،.؛:؟!?,;\n]")
_COMMA = re.compile(r"[،,]\s*$")
_APPOSITION = re.compile(r"\s*[،,(–-]\s*(?:(?:هو|هي|وهو|وهي)\s+)?(\w+)")


def clause_before(text: str, start: int) -> list[str]:
    """The last words before an offset, folded and without و, back to the nearest punctuation."""
    piece = _PUNCTUATION.split(text[max(0, start - 70) : start])[-1]
    return [form for word in piece.split()[-8:] for form in _forms[word]]


def _forms_of(word: str) -> tuple[str, ...]:
    """A word folded, and before that without its و."""
    form = normalise(word)
    return (form[1:], form) if form.startswith("و") else (form,) if form else ()


_forms = Memo(_forms_of)


def titled(clause: Sequence[str]) -> bool:
    """Whether a title or calling stands before the name."""
    return not _titles().isdisjoint(clause)


def _in_office(clause: Sequence[str]) -> bool:
    """Whether an office stands before the name, more than a place in a team or on a stage."""
    titles = _titles().intersection(map(_without_preposition, clause))
    return bool(titles) and titles.isdisjoint(_PERFORMERS)


def _without_preposition(word: str) -> str:
    """A title without ل or ب: لرئيس, بالوزير, للمدير."""
    if word[:1] not in ("ل", "ب") or word in _titles():
        return word
    return "ا" + word[1:] if word.startswith("لل") else word[1:]


def office_before(text: str, start: int, clause: Sequence[str]) -> bool:
    """Whether an office stands before the name that begins there, with a comma between them or none."""
    if clause:
        return _in_office(clause)
    comma = _COMMA.search(text, max(0, start - 4), start)
    return comma is not None and _in_office(clause_before(text, comma.start()))


def office_behind(text: str, end: int) -> bool:
    """Whether an office stands in apposition behind the name that ends there: سامر الحلو، مدير المتحف."""
    behind = _APPOSITION.match(text, end)
    return behind is not None and _in_office(_forms[behind[1]])


@lru_cache(maxsize=1)
def _titles() -> frozenset[str]:
    return frozenset(word for word, classes in read_classes().items() if "title" in classes)
