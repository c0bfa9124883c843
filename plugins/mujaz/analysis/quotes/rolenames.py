"""The personal name behind a role: وزير الموانئ، السيد | وائل درويش."""

from __future__ import annotations

import re

from mujaz.analysis.quotes import cues
from mujaz.analysis.quotes.found import found_person
from mujaz.analysis.quotes.nameforms import has_clitic, name_like, verb_like
from mujaz.analysis.quotes.personal import Known, is_name, read_name
from mujaz.analysis.quotes.rolewords import (
    COMMAS,
    COMPLEMENTIZERS,
    PUNCTUATION,
    Lexicon,
    bare,
    head_kind,
    is_addressee,
)
from mujaz.analysis.quotes.words import CLOSE, OPEN, QUOTE, Words, closing

CALLED = frozenset({"ويدعى", "وتدعى", "ويسمى", "وتسمى", "واسمه", "واسمها", "يدعى", "تدعى", "اسمه", "اسمها"})
#: نظيره، نظيرتها: whoever follows is another.
_HIS_LIKE = re.compile("نظير(?:ه|ها|ته|تها)")
_FAR = 9  # words a role may go on unread before its name
_TOLD_OF_IT = frozenset({"وهو", "وهي", "الذي", "التي"})
_LINKS = frozenset({"في", "من", "على", "الى"})


def name_after_role(
    words: Words, j: int, stop: int, lex: Lexicon, known: Known, *, after_comma: bool
) -> tuple[int, int] | None:
    """The name a title is followed by, with honorifics and a comma between them passed over."""
    forms = words.forms
    k = j
    comma = after_comma and k + 1 < stop and forms[k] in COMMAS
    if comma:
        k += 1
    passed = k
    while k < stop and (forms[k] in lex.honorific or forms[k] in CALLED):
        k += 1
        if k < stop and forms[k] == ".":
            k += 1
    nisba = k + 1 < stop and forms[k].startswith("ال") and forms[k].endswith(("ي", "ية"))
    if (
        nisba
        and (comma or (k > passed and bare(forms[k]) in lex.ordinary))
        and forms[k] not in lex.given
        and forms[k] not in known
    ):
        k += is_name(words, k + 1, lex, known, forms[k + 1])  # مدرب الفريق، الألماني فلان
    if k >= stop or forms[k] == OPEN:
        return None
    titled = k > passed
    end = read_name(words, k, stop, lex, known)
    if end == k and k + 1 < stop:
        named = found_person(words, k) if comma else _misread(words, k, lex, known, titled)
        end = max(k + 1, read_name(words, k + 1, stop, lex, known)) if named else k
    if end == k:
        return None
    if comma and end == k + 1 and _closes(words, end, stop, lex):
        end += 1
    sure = titled or forms[k] in lex.given or forms[k] in known or words.tags.get(k, ("", 0))[0] == "PER"
    if comma:
        following = forms[end] if end < stop else ""
        bounded = (
            not following
            or (titled and end - k > 1)
            or following in PUNCTUATION
            or following in COMPLEMENTIZERS
            or following in lex.venue
            or following[0] in "لفوب"
            or (end - k > 1 and (head_kind(following, lex) == "person" or found_person(words, k, end)))
        )
        if not bounded or (end - k == 1 and not sure and following not in COMMAS):
            return None
    return k, end


def far_name(words: Words, j: int, stop: int, lex: Lexicon, known: Known) -> tuple[int, int] | None:
    """A name behind what no rule reads of a long role: … بجامعات المدينة الدكتور فلان الفلاني."""
    forms = words.forms
    if forms[j : j + 2] == ["ل", OPEN]:  # الأمين العام لـ«جمعية …»
        j = closing(forms, j + 1, stop, CLOSE) or j
    elif forms[j : j + 2] == ["ل", QUOTE]:
        j += 2
    limit = j + _FAR
    for k in range(j, stop):
        form = forms[k]
        if k >= limit or _HIS_LIKE.match(form):
            return None
        if head_kind(form, lex) == "person" and form not in lex.honorific:
            limit = k + _FAR  # another office of theirs
        if form in lex.honorific and form.startswith("ال"):
            return name_after_role(words, k, stop, lex, known, after_comma=False)
        placed = forms[k - 1].startswith(("ال", "بال", "لل", "وال")) or words.tags.get(k - 1, ("", 0))[0] in (
            "LOC",
            "ORG",
        )
        if (form in lex.given or found_person(words, k)) and k > j and placed:
            end = read_name(words, k, stop, lex, known)
            return (k, end) if end > k + 1 else None
        if form in COMMAS and forms[k + 1 : k + 2] and forms[k + 1] in _TOLD_OF_IT:
            return _behind_remark(words, k + 2, stop, lex, known)
        if form in COMMAS and k > j:
            return name_after_role(words, k, stop, lex, known, after_comma=True)
        told = form in COMPLEMENTIZERS or is_addressee(form[1:], lex) or cues.look_up(form) is not None
        if form in PUNCTUATION or told or (form in lex.venue and form not in _LINKS):
            return None
    return None


def _behind_remark(words: Words, j: int, stop: int, lex: Lexicon, known: Known) -> tuple[int, int] | None:
    """A name with its title behind what is told of a body: «جمعية …»، وهي من الجمعيات …، الدكتور فلان."""
    for k in range(j, min(stop - 1, j + 2 * _FAR)):
        if words.forms[k] in COMMAS and words.forms[k + 1] in lex.honorific:
            return name_after_role(words, k, stop, lex, known, after_comma=True)
        if words.forms[k] in PUNCTUATION and words.forms[k] not in (OPEN, CLOSE, *COMMAS):
            return None
    return None


def _closes(words: Words, k: int, stop: int, lex: Lexicon) -> bool:
    """Whether a common word is the last of a name between commas: النائب عن الحزب، جلال غديرة، …"""
    if k + 1 >= stop or words.forms[k - 1] not in lex.given:
        return False
    form, following = words.forms[k], words.forms[k + 1]
    plain = (
        form.isalpha() and not form.startswith("ال") and form not in lex.venue and form not in COMPLEMENTIZERS
    )
    ended = following in COMMAS or following in COMPLEMENTIZERS or head_kind(following, lex) == "person"
    return plain and ended and not head_kind(form, lex) and cues.look_up(form) is None


def _misread(words: Words, k: int, lex: Lexicon, known: Known, titled: bool) -> bool:
    """Whether only a name can stand after this title: وزير الخارجية التركي مولود جاويش أوغلو."""
    closed = words.forms[k - 1].startswith("ال") or words.forms[k - 1] in (")", CLOSE) or titled
    return closed and name_in_disguise(words, k, lex, known)


def name_in_disguise(words: Words, k: int, lex: Lexicon, known: Known) -> bool:
    """Whether a common word is a given name because a name follows: مولود جاويش أوغلو، عرفات جوعان."""
    form = words.forms[k]
    if (
        form not in lex.ordinary
        or form in lex.venue
        or form.startswith("ال")
        or cues.look_up(form) is not None
    ):
        return False
    if head_kind(form, lex) == "person" or form.endswith(("ة", "ا", "ه", "ها", "هم")) or len(form) < 3:
        return False
    if has_clitic(form, lex):
        return False
    following = words.forms[k + 1]
    if following in known or following in lex.particle:
        return False
    return not verb_like(form, lex) and name_like(following, lex)
