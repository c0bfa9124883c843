"""Whether a form that can report does report where it stands: وبيّن المصدر أن, not بين القاهرة وبغداد."""

from __future__ import annotations

import re

from mujaz.analysis.quotes.cues import Cue
from mujaz.analysis.quotes.lists import syntax
from mujaz.analysis.quotes.nameforms import name_like
from mujaz.analysis.quotes.personal import Known
from mujaz.analysis.quotes.rolewords import COMMAS, COMPLEMENTIZERS, head_kind
from mujaz.analysis.quotes.rolewords import lexicon as role_words
from mujaz.analysis.quotes.subjects import AUXILIARY, CLAUSE_EDGE, CONJUNCTIONS, LEAD_INS, RELATIVE
from mujaz.analysis.quotes.words import QUOTE

#: A feminine participle that is its verb's noun too: مواصلة، مطالبة.
_VERBAL_NOUN_TOO = re.compile("[وف]?م.ا..ة")
_IMPERSONAL = syntax("impersonal")
_BEFORE_NOUN = syntax("before_noun")
_WISHES = syntax("wish")
_TO_BE_NAMED = syntax("to_be_named")
_PREPOSITION_LIKE = syntax("preposition_like")
_NEGATIONS = syntax("negation")
_BEFORE_VERB = syntax("before_verb")
_OCCASIONS = syntax("occasion")
_PUBLISHES = syntax("publishes")


def impersonal(forms: list[str], i: int, stop: int) -> bool:
    """Whether nobody is said to say it: يذكر أن، يشار إلى، يُعتقد أن."""
    if forms[i] not in _IMPERSONAL:
        return False
    following = forms[i + 1] if i + 1 < stop else ""
    opens = i == 0 or forms[i - 1] in CLAUSE_EDGE or forms[i][0] == "و"
    return opens and (
        following in COMPLEMENTIZERS or following in ("الى", "الاشارة", "هنا") or following in COMMAS
    )


def reports(forms: list[str], i: int, start: int, stop: int, cue: Cue, known: Known) -> bool:
    """Whether the form at ``i`` is a speech act and not the other word it is spelt like."""
    form = forms[i]
    before = forms[i - 1] if i > start else ""
    after = forms[i + 1] if i + 1 < stop else ""
    if form in _WISHES and after in _TO_BE_NAMED:
        return False  # رفض الكشف عن هويته
    if before in ("و", "ف"):
        before = ""  # و قال, with a blank
    if before == "هذا" and cue.linked:
        before = ""  # هذا وقال …
    if before == "ذلك" and i - 2 >= start and forms[i - 2].removeprefix("و") in _BEFORE_NOUN:
        before = ""  # إلى ذلك، بعد ذلك: a phrase of its own
    if form in known or before in _NEGATIONS or before.removeprefix("و") in _BEFORE_NOUN:
        return cue.shape == "noun" and form not in known
    if cue.shape == "participle":
        return _participle(form, before, after, cue)
    if cue.shape == "noun":
        plain = cue.verb == "قال" and not cue.weak
        return plain or after in COMPLEMENTIZERS or after in (":", QUOTE)
    linked = cue.linked
    placed = (
        linked
        or not before
        or before in CLAUSE_EDGE
        or before in COMPLEMENTIZERS
        or before in RELATIVE
        or before in AUXILIARY
        or before in CONJUNCTIONS
        or before in LEAD_INS
        or before in _BEFORE_VERB
    )
    if cue.suffix and (before in RELATIVE or form.lstrip("وف").startswith("بين")):
        return False  # وبينهم أطفال
    if cue.suffix and before in ("ما", "مما", "عما", "بما"):
        within = i - 2 >= start and forms[i - 2] in COMPLEMENTIZERS
        if within or cue.kind == "act":
            return False  # أن ما اقترحه فلان
    if not _apart(forms, i, start, cue) or (_dual(form, cue) and after not in COMPLEMENTIZERS):
        return False
    if not cue.weak:
        return placed or not form.endswith(("ة", "ات"))
    if cue.verb == "عدد" and after in ("من", "كبير", "قليل"):
        return False  # وعدد من الدول
    if cue.verb == "جاء":
        that = after in ("ذلك", "هذا") and forms[i + 2 : i + 3] == ["في"]  # جاء ذلك في بيان
        return that or after in ("في", "فيه", "فيها")
    if cue.verb == "سجل":  # a goal, more often than a remark
        return placed and _person_next(after, known) and _clause_near(forms, i, stop, 14)
    if form in ("بين", "وبين"):
        recent = forms[max(start, i - 7) : i]
        if any(word.startswith(("بين", "وبين")) for word in recent):
            return False
        pair = any(word[0] == "و" and len(word) > 2 for word in forms[i + 2 : i + 4])
        if form == "بين" and (not placed or (pair and not _person_next(after, known))):
            return False  # بين الفجر وشروق الشمس
        return (after not in ("ان", "الحين") and _clause_near(forms, i, stop, 14)) or after in COMPLEMENTIZERS
    if form.removeprefix("و") in _PREPOSITION_LIKE:
        person = _person_next(after, known) or (after in ("عن", "على") and form.removeprefix("و") == "عبر")
        return person and (linked or placed)
    if before in COMMAS and i - start > 6 and not linked:
        titled = (after.startswith("ال") and _person_next(after, known)) or head_kind(
            after, role_words()
        ) == "source"
        titled = (cue.shape == "past" or cue.verb == "راى") and (titled or after in role_words().given)
        return titled or after in COMPLEMENTIZERS or after in (":", QUOTE)
    if (placed or (cue.shape == "past" and cue.kind != "act")) and _person_next(after, known):
        return True
    if cue.kind == "act" and cue.shape == "present":
        return False
    return (placed or name_like(before, role_words())) and _clause_near(forms, i, stop, 26)


def _dual(form: str, cue: Cue) -> bool:
    """Whether a past for two is rather a noun: نفيا قاطعا، ردّ مازحا, but وقالا، ردا على سؤال."""
    two = cue.plural and cue.shape == "past" and form.endswith("ا") and not form.endswith("وا")
    return two and not cue.linked and cue.verb != "رد"


def _apart(forms: list[str], i: int, start: int, cue: Cue) -> bool:
    """False for what is told of a document: في بيان نشرته الوكالة، تصريح نشر على الموقع."""
    if cue.linked or i == start or cue.verb not in _PUBLISHES:
        return True
    return head_kind(forms[i - 1], role_words()) != "document" and forms[i - 1] not in _OCCASIONS


def _participle(form: str, before: str, after: str, cue: Cue) -> bool:
    edge = not before or before in CLAUSE_EDGE
    if not edge and _VERBAL_NOUN_TOO.fullmatch(form):
        return False  # يعد مواصلة «…»
    goes_on = after in COMPLEMENTIZERS or after in (":", QUOTE, "بالقول", "الى", "بقوله", "القول")
    if cue.verb == "قال":
        return True
    if cue.verb == "ذكر" and after == "الى":
        return False  # وصلت مذكرة إلى …
    if edge and (not cue.weak or goes_on or (form.endswith("ا") and after in ("عن", "على", "من"))):
        return True
    return goes_on and form.endswith(("ا", "ة", "ين")) and not form.startswith("ال")


def _person_next(form: str, known: Known) -> bool:
    words = role_words()
    return (
        form in words.honorific or form in known or head_kind(form, words) == "person" or form in words.given
    )


def _clause_near(forms: list[str], i: int, stop: int, reach: int) -> bool:
    """Whether reported words follow within the clause."""
    for j in range(i + 1, min(stop, i + reach)):
        if forms[j] in COMPLEMENTIZERS or forms[j] in (":", QUOTE):
            return True
        if forms[j] in ("؛", ";"):
            return False
    return False
