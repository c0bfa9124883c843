"""What stands between a verb and its subject: addressees, phrases of place, time and manner."""

from __future__ import annotations

from mujaz.analysis.quotes.lists import syntax
from mujaz.analysis.quotes.nameforms import name_like
from mujaz.analysis.quotes.personal import Known, read_name
from mujaz.analysis.quotes.rolewords import COMMAS, COMPLEMENTIZERS, bare, head_kind, lexicon
from mujaz.analysis.quotes.words import CLOSE, OPEN, QUOTE, Words, closing

CLAUSE_BREAKS = syntax("clause_break")
TAKE_NOUNS = syntax("takes_noun")
_MEETINGS = ("لقاء", "استقبال", "اجتماع", "استقب", "زيار")


def addressee_end(words: Words, j: int, stop: int, known: Known) -> int:
    """Where an addressee that begins at ``j`` ends (لوكالة «…»، لرويترز، للصحافيين), or 0."""
    forms = words.forms
    form = forms[j]
    lex = lexicon()
    if form == "ل":
        if j + 1 < stop and forms[j + 1] == OPEN:
            return closing(forms, j + 1, stop, CLOSE)
        return j + 2 if j + 1 < stop else 0
    if form[0] != "ل" or form in known or form in lex.given or form in lex.venue:
        return 0
    if len(form) < 3 or head_kind(form, lex) == "body":
        return 0  # قالت لجنة التقييم
    k = j + 1
    head = bare(form[1:] if not form.startswith("لل") else form[2:])
    while k < stop and k < j + 10:
        following = forms[k]
        if following == OPEN:
            return closing(forms, k, stop, CLOSE) or k
        if following == "(":
            end = closing(forms, k, stop, ")", 10)
            if not end:
                return k
            k = end
            continue
        if following.startswith("ال") and len(following) > 3 and head_kind(following, lex) != "person":
            k += 1
            continue
        if following in ("بي", "سي", "برس", "نيوز", "تي", "24", "اف"):
            k += 1
            continue
        institution = head in lex.body or head in lex.addressee
        called = following not in lex.given and (name_like(following, lex) or following in lex.ordinary)
        if k == j + 1 and institution and called:
            k += 1
            continue
        break
    if head_kind(head, lex) == "person" and k < stop:
        k = read_name(words, k, stop, lex, known)  # للإعلامية الأميركية فلانة
    return k


def skip_venue(words: Words, j: int, stop: int, known: Known) -> int:
    """Past a phrase of place, time or manner that begins at ``j``."""
    forms = words.forms
    lex = lexicon()
    k = j + 1
    while k < stop and k < j + 16:
        form = forms[k]
        if form in COMPLEMENTIZERS or form in (QUOTE, ":") or form in COMMAS or form in CLAUSE_BREAKS:
            return k
        if form == OPEN:
            return closing(forms, k, stop, CLOSE) or k + 1
        if form == "(":
            end = closing(forms, k, stop, ")")
            if not end:
                return k
            k = end
            continue
        kind = head_kind(form, lex)
        if k > j + 1 and (form in lex.honorific or kind in ("person", "source") or form in known):
            before = forms[k - 1]
            ends = before.startswith("ال") or before in (")", CLOSE) or name_like(before, lex)
            if ends and not forms[j + 1].startswith(_MEETINGS) and not before.startswith(_MEETINGS):
                return k
        if (
            form[0] == "ل"
            and len(form) > 2
            and form not in lex.ordinary
            and addressee_end(words, k, stop, known)
        ):
            return k
        plain = (
            form.startswith("ال") or form in lex.ordinary or form in lex.venue or kind or form[0] in "بلو/"
        )
        if plain or form[0].isdigit() or k == j + 1:
            k += 1
            continue
        return k
    return k
