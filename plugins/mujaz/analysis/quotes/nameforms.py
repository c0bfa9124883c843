"""Which forms can be words of a personal name: by their letters, against the words the language has."""

from __future__ import annotations

import re
from functools import lru_cache

from mujaz.analysis.quotes import cues
from mujaz.analysis.quotes.rolewords import COMPLEMENTIZERS, PUNCTUATION, Lexicon, bare, head_kind

#: Verbal nouns by their pattern: تعزيز، استقبال، انسحاب، اجتماع.
VERBAL_NOUN = re.compile(r"ت[^ايو].ي.|است..ا.|ان..ا.|ا.ت.ا.|ا[^ل][^ا]ا.")
PROCLITICS = "وبلفك"
_COMPOUND = frozenset({"ابو", "ابن", "عبد"})  # what longer names begin with
#: Presents by their pattern: يجازف، يتحدث، يستقبل، يشجعونني، ينسون.
PRESENT = re.compile(r"ي.ا.[^ي]|[يت]ت..+.|[يت]ست.+|ي...+(?:ون|وا|ني|ونه)|ي[^او].ون")

#: Pasts of the eighth form by their pattern: ابتسم، اعتذر, but not أرتور.
EIGHTH_FORM = re.compile(r"ا[^لوي]ت[^اوي][^اويةى]")
#: Plurals by their pattern: خزائن، حدائق.
PLURAL = re.compile(r"..ائ.")

#: A present with ل and a pronoun: لتنقلك، ليجعلها.
_PURPOSE = re.compile(r"ل[يتن]..+(?:ك|ه|ها|هم|نا|وا)")


@lru_cache(maxsize=65536)
def name_like(form: str, lex: Lexicon) -> bool:
    """Whether a word without article can be part of a personal name.

    >>> from mujaz.analysis.quotes.rolewords import lexicon
    >>> lex = lexicon()
    >>> name_like("تيخونوف", lex), name_like("خلال", lex), name_like("وزير", lex)
    (True, False, False)
    """
    if form in lex.given or form in lex.particle:
        return True
    if VERBAL_NOUN.fullmatch(form) or PRESENT.fullmatch(form) or EIGHTH_FORM.fullmatch(form):
        return False
    if PLURAL.fullmatch(form):
        return False
    if form[:1] == "ن" and len(form) > 4 and verb_like(form, lex):
        return False  # نتذكر
    if _PURPOSE.fullmatch(form) or (form.endswith("ت") and len(form) > 4 and past_like(form[:-1], lex)):
        return False
    if form in PUNCTUATION or form in lex.venue or form in lex.ordinary or form in lex.never:
        return False
    if not form[0].isalpha() or len(form) < 2 or form.startswith("ال") or form in COMPLEMENTIZERS:
        return False
    if head_kind(form, lex) or cues.look_up(form) is not None:
        return False
    if form.endswith("ا") and len(form) > 4 and form[:-1] in lex.ordinary:
        return False  # an accusative without its sign: رموزا
    if (
        form.endswith(("ة", "هما"))
        or form.startswith("لل")
        or (len(form) > 4 and form.endswith(("ه", "ها")) and form[-2:] != "يه")
    ):
        return False
    return not has_clitic(form, lex)


def past_like(form: str, lex: Lexicon) -> bool:
    """Whether a form is a verb: itself or its present is an ordinary word."""
    return form in lex.ordinary or "ي" + form in lex.ordinary or "ت" + form in lex.ordinary


@lru_cache(maxsize=65536)
def has_clitic(form: str, lex: Lexicon) -> bool:
    """Whether the word is another one with و ب ل ف ك (or the س of the future) before it."""
    if form[0] == "س":
        return len(form) > 4 and form[1] in "يتن" and form[1:] in lex.ordinary
    if form[0] not in PROCLITICS or len(form) < 3:
        return False
    rest = form[1:]
    if len(form) < 4:
        return (rest in lex.venue and form[0] != "ل") or (form[0] == "ب" and rest in lex.ordinary)  # بضم
    if rest in lex.venue:
        return True
    return (
        (rest.startswith("ال") and (len(rest) > 5 or bare(rest) in lex.ordinary))
        or rest in lex.ordinary
        or rest in lex.never
        or (form[0] in "بل" and VERBAL_NOUN.fullmatch(rest) is not None)
        or ((rest in lex.given_male or rest in _COMPOUND) and form[0] in "ولب")
        or bool(head_kind(rest, lex))
        or (form[0] in "وف" and cues.look_up(rest) is not None)
    )


def verb_like(form: str, lex: Lexicon) -> bool:
    """Whether a form looks like a present: يعتقد beside تعتقد."""
    return (
        len(form) > 3
        and form[0] in "يتن"
        and any(o + form[1:] in lex.ordinary for o in "يتن" if o != form[0])
    )


def asks(form: str, following: str, lex: Lexicon) -> bool:
    """Whether a head's form is a verb with its subject: طالب الوزير بـ…, but طالب الطب، طالب في الكلية.

    >>> from mujaz.analysis.quotes.rolewords import lexicon
    >>> asks("طالب", "الوزير", lexicon()), asks("طالب", "جامعة", lexicon())
    (True, False)
    """
    cue = cues.look_up(form)
    if cue is None or cue.weak or cue.shape != "past" or following.endswith("ة"):
        return False
    return following in lex.given or following in lex.honorific or head_kind(following, lex) != ""
