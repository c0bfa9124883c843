"""Personal names: which words can be part of one, and where one ends."""

from __future__ import annotations

from mujaz.analysis.quotes import cues
from mujaz.analysis.quotes.rolewords import (
    COMMAS,
    COMPLEMENTIZERS,
    PUNCTUATION,
    Lexicon,
    bare,
    head_kind,
    lexicon,
)
from mujaz.analysis.quotes.words import CLOSE, OPEN

_LIMIT = 6
CALLED = frozenset({"ويدعى", "وتدعى", "ويسمى", "وتسمى", "واسمه", "واسمها", "يدعى", "تدعى", "اسمه", "اسمها"})
_PROCLITICS = "وبلفك"


def name_like(form: str, lex: Lexicon) -> bool:
    """Whether a word without article can be part of a personal name.

    >>> lex = lexicon()
    >>> name_like("تيخونوف", lex), name_like("خلال", lex), name_like("وزير", lex)
    (True, False, False)
    """
    if form in lex.given or form in lex.particle:
        return True
    if form in PUNCTUATION or form in lex.venue or form in lex.ordinary or form in lex.never:
        return False
    if not form[0].isalpha() or len(form) < 2 or form.startswith("ال") or form in COMPLEMENTIZERS:
        return False
    if head_kind(form, lex) or cues.look_up(form) is not None:
        return False
    if form.endswith("ة") or form.startswith("لل"):
        return False
    return not _has_clitic(form, lex)


def _has_clitic(form: str, lex: Lexicon) -> bool:
    """Whether the word is another one with و ب ل ف ك before it."""
    if form[0] not in _PROCLITICS or len(form) < 3:
        return False
    rest = form[1:]
    return (
        rest.startswith("ال")
        or rest in lex.ordinary
        or rest in lex.venue
        or rest in lex.given
        or (rest in lex.particle and form[0] in "ولب")
        or bool(head_kind(rest, lex))
        or (form[0] in "وف" and cues.look_up(rest) is not None)
    )


def read_name(
    forms: list[str], start: int, stop: int, lex: Lexicon, known: frozenset[str], first: str | None = None
) -> int:
    """Where the personal name that begins at ``start`` ends; ``start`` if none does.

    ``first`` is the first word without its clitic.
    """
    k = start
    while k < stop and k - start < _LIMIT:
        form = first if first is not None and k == start else forms[k]
        if form in known or name_like(form, lex):
            if k > start and form[0] == "و" and form not in lex.given and form not in known:
                break
            k += 1
            continue
        if k == start:
            break
        before = forms[k - 1]
        if form == "-" and k + 1 < stop and name_like(forms[k + 1], lex):
            k += 1
            continue
        if form.startswith("ال") and len(form) > 4 and form not in lex.never and form not in lex.honorific:
            after_given = before in lex.given or before in lex.particle
            common = bare(form) in lex.ordinary or bool(head_kind(form, lex)) or form in lex.venue
            if common and not (after_given and k - start <= 2 and not form.endswith(("ة", "ات", "ين", "ون"))):
                break
            if common and bare(form).endswith("ي") and k - start >= 2:
                break
            k += 1
            if before in lex.particle:
                continue
        break
    while k > start + 1 and forms[k - 1] in ("-", "بن", "ابن", "ابو", "ام"):
        k -= 1
    return k


def name_after_role(
    forms: list[str], j: int, stop: int, lex: Lexicon, known: frozenset[str], *, after_comma: bool
) -> tuple[int, int] | None:
    """The name a title is followed by, with honorifics and a comma between them passed over."""
    k = j
    comma = after_comma and k + 1 < stop and forms[k] in COMMAS
    if comma:
        k += 1
    passed = k
    while k < stop and (forms[k] in lex.honorific or forms[k] in CALLED):
        k += 1
        if k < stop and forms[k] == ".":
            k += 1
    if k >= stop:
        return None
    titled = k > passed
    if forms[k] == OPEN:
        return None
    end = read_name(forms, k, stop, lex, known)
    if end == k and not comma and k + 1 < stop and _misread(forms, k, lex):
        end = read_name(forms, k + 1, stop, lex, known)
    if end == k:
        return None
    sure = titled or forms[k] in lex.given or forms[k] in known
    if comma:
        following = forms[end] if end < stop else ""
        bounded = (
            not following
            or following in PUNCTUATION
            or following in COMPLEMENTIZERS
            or following in lex.venue
            or following[0] in "لفوب"
        )
        if not bounded or (end - k == 1 and not sure and following not in COMMAS):
            return None
    return k, end


def _misread(forms: list[str], k: int, lex: Lexicon) -> bool:
    """Whether a common word stands where only a name can: وزير الخارجية التركي مولود جاويش أوغلو."""
    form = forms[k]
    if form not in lex.ordinary or form in lex.venue or form.startswith("ال") or cues.look_up(form) is not None:
        return False
    if form[0] in _PROCLITICS and _has_clitic(form, lex) or form.endswith("ة") or len(form) < 3:
        return False
    if form[0] in "يتسن" and any(other + form[1:] in lex.ordinary for other in "يتن" if other != form[0]):
        return False
    following = forms[k + 1]
    closed = forms[k - 1].startswith("ال") or forms[k - 1] in (")", CLOSE)
    return closed and name_like(following, lex) and following not in lex.particle
