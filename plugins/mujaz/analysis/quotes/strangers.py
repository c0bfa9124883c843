"""Subjects whom no list knows: the verb of saying before them and what stands behind them tell names.

وقال فاتسكه: «…»        وقال لوري والاش مدير منظمة …        وقالت آمنة القلالي، ممثلة المرصد، إن …
"""

from __future__ import annotations

from mujaz.analysis.quotes import cues
from mujaz.analysis.quotes.lists import syntax
from mujaz.analysis.quotes.nameforms import VERBAL_NOUN, name_like, verb_like
from mujaz.analysis.quotes.rolewords import (
    COMMAS,
    COMPLEMENTIZERS,
    Lexicon,
    bare,
    head_kind,
    is_addressee,
    lexicon,
)
from mujaz.analysis.quotes.words import ACCUSATIVE, QUOTE, Words

_LONGEST = 4  # words of a name
_RELATIVE = syntax("relative")
#: Verbs that have no noun for an object, so that the noun behind them is their subject.
NO_OBJECT = syntax("no_object")
_PRONOUNS = ("ه", "ها", "هم", "هما", "نا")


def says(form: str) -> cues.Cue | None:
    """The cue of a verb of saying that can have its subject right behind it."""
    cue = cues.look_up(form)
    if cue is None or cue.kind not in ("say", "go") or cue.shape not in ("past", "present"):
        return None
    return None if cue.suffix or cue.plural else cue


def stranger_end(words: Words, j: int, stop: int) -> int:
    """Where the name that begins at ``j``, right behind a verb of saying, ends; ``j`` if there is none.

    What follows must end a subject: أن, a colon, a comma, a role, a preposition. A verb that can have an
    object (أكد) wants words that are surely no nouns.
    """
    forms = words.forms
    cue = says(forms[j - 1]) if j else None
    if cue is None:
        return j
    lex = lexicon()
    k = j
    while k < min(stop, j + _LONGEST) and _in_name(words, k, j, lex):
        k += 1
    if k == j or not _ends(forms, k, stop, lex):
        return j
    strange = [_strange(words, i, lex) for i in range(j, k)]
    if cue.verb in NO_OBJECT:
        return k if all(strange) or (k > j + 1 and (any(strange) or _nisba(forms, j, k, lex))) else j
    if k < stop and forms[k] in COMPLEMENTIZERS and not cue.object and _nisba(forms, j, k, lex):
        return k if VERBAL_NOUN.fullmatch(forms[j]) is None else j  # وبينت سندة التونسي أن
    brings = k < stop and (forms[k] in COMPLEMENTIZERS or forms[k] == ":" or forms[k] in COMMAS)
    return k if all(strange) and brings else j


def stands_subject(forms: list[str], i: int, stop: int) -> bool:
    """Whether the word behind the verb at ``i`` can only be its subject: وقال جيران الضحية إن."""
    cue = says(forms[i])
    if cue is None or cue.verb not in NO_OBJECT or i + 1 >= stop:
        return False
    form, lex = forms[i + 1], lexicon()
    if not form.isalpha() or form in COMPLEMENTIZERS or form in lex.venue or form in _RELATIVE:
        return False
    if form[0] in "لب" or form.endswith(_PRONOUNS) or cues.look_up(form) is not None:
        return False
    return not form.endswith(("ا", "ة")) or form.startswith("ال")


def _in_name(words: Words, k: int, first: int, lex: Lexicon) -> bool:
    """Whether a word can be part of the stranger's name."""
    form = words.forms[k]
    if not form.isalpha() or len(form) < 2 or form in COMPLEMENTIZERS or form in _RELATIVE:
        return False
    if form in lex.venue or form in lex.never or form in lex.honorific:
        return False
    if words.tags.get(k, ("", 0))[0] in (ACCUSATIVE, "LOC", "ORG"):
        return False
    if form.startswith("ال"):
        return k > first and not head_kind(form, lex)
    if head_kind(form, lex) or cues.look_up(form) is not None:
        return False
    return not _with_pronoun(form, lex)


def _with_pronoun(form: str, lex: Lexicon) -> bool:
    """Whether a word is a common one with a pronoun: جديته."""
    stems = [form[: -len(ending)] for ending in _PRONOUNS if form.endswith(ending)]
    return any(stem in lex.ordinary or stem[:-1] + "ة" in lex.ordinary for stem in stems)


def _strange(words: Words, k: int, lex: Lexicon) -> bool:
    """Whether a word is surely none of the language's."""
    form = words.forms[k]
    if form in lex.ordinary or bare(form) in lex.ordinary or (form.startswith("ال") and len(form) < 5):
        return False
    if form in lex.given:
        return True
    if form[0] in "وفبل" and (form[1:] in lex.ordinary or form[1:].startswith("ال") or form[1:] in lex.given):
        return False
    if _with_pronoun(form, lex) or verb_like(form, lex):
        return False
    inflected = form.endswith(("ين", "ون")) and not name_like(form, lex)
    if inflected or form.endswith(("ا", "ة", "ات")):
        return words.vocabulary.get(form, 0) > 1  # متحمسة stands once
    return True


def _nisba(forms: list[str], j: int, k: int, lex: Lexicon) -> bool:
    """Whether a surname with ال is the last word behind a word without: سندة التونسي."""
    return (
        k == j + 2
        and forms[k - 1].startswith("ال")
        and forms[k - 1].endswith("ي")
        and not forms[j].endswith(("ات", "اء", "و"))
    )


def _ends(forms: list[str], k: int, stop: int, lex: Lexicon) -> bool:
    """Whether a subject ends before token ``k``."""
    form = forms[k] if k < stop else ""
    if form in COMPLEMENTIZERS or form in (":", QUOTE, "(") or form in COMMAS or form in _RELATIVE:
        return True
    if form in lex.venue and form not in lex.given:
        return True
    if form[:1] == "ل" and is_addressee(form[1:], lex):
        return True
    return head_kind(form, lex) == "person" and form not in lex.honorific


def told_by_role(words: Words, j: int, stop: int) -> int:
    """Where two words end that a role behind their comma tells for a name: قال أكبر الباكر، الرئيس …"""
    forms, lex = words.forms, lexicon()
    end = j + 2
    if end + 1 >= stop or forms[end] not in COMMAS or forms[end + 1] in lex.honorific:
        return j
    name = forms[j:end]
    plain = all(form.isalpha() and form not in lex.venue and form not in COMPLEMENTIZERS for form in name)
    heads = any(head_kind(form, lex) or cues.look_up(form) is not None for form in name)
    office = name[1].startswith("ال") and name[1].endswith("ي")  # أكدت روضة الحوراني، رئيسة الجمعية
    role = (office or forms[end + 1].startswith("ال")) and head_kind(forms[end + 1], lex) == "person"
    return end if plain and not heads and role and not name[0].startswith("ال") else j


def has_common_surname(forms: list[str], j: int, k: int, stop: int) -> bool:
    """Whether a common word with ال behind a given name is its surname: وقالت هيفاء الأمين، …"""
    lex = lexicon()
    if k + 1 >= stop or not forms[k].startswith("ال") or forms[j] not in lex.given:
        return False
    cue = cues.look_up(forms[j - 1]) if j else None
    ended = forms[k + 1] in COMMAS or forms[k + 1] == ":" or forms[k + 1] in COMPLEMENTIZERS
    said = cue is not None and cue.kind in ("say", "go") and not cue.object
    return said and ended and forms[k] not in lex.never and forms[k] not in lex.venue
