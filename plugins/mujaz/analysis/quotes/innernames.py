"""Rules of the complement reader for names inside a role: those of bodies and places are part of it, and a
person's ends it.

Each takes the reader at a word, and answers as ``complements.py`` tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mujaz.analysis.quotes.lists import syntax
from mujaz.analysis.quotes.nameforms import name_like
from mujaz.analysis.quotes.personal import is_name
from mujaz.analysis.quotes.rolewords import COMPLEMENTIZERS, PUNCTUATION, head_kind, is_addressee, names_place
from mujaz.analysis.quotes.words import CLOSE, OPEN, closing

if TYPE_CHECKING:
    from mujaz.analysis.quotes.complements import ComplementReader

_OF_A_NAME = frozenset({"بن", "ال", "آل"})
_PLACES = ("LOC", "ORG")
_TEAM = "الفريق"  # where a genitive is due; else a lieutenant general
_INNER = syntax("inner_preposition")


def known_name(role: ComplementReader, form: str) -> bool | None:
    """A word of somebody's name: theirs begins, unless a genitive is due."""
    return False if form in role.known and not role.open else None


def found_name(role: ComplementReader, form: str) -> bool | None:
    """A name found in the article: a person's ends the role, a place's or body's is part of it."""
    tag = role.words.tags.get(role.j)
    if tag is None:
        return None
    if form[0] == "ل" and role.words.cuts.get(role.j) and is_addressee(form[1:], role.lex):
        return False  # سياسي يمني لرويترز
    of_body = role.open and role.kind == "body"
    if tag[0] == "PER" and not of_body and is_name(role.words, role.j, role.lex, role.known, form):
        return False
    place = tag[0] in _PLACES
    apart = form[1:] in role.words.vocabulary or role.words.cuts.get(role.j) == 1
    clitic = form[0] in "لب" and apart and not is_addressee(form[1:], role.lex)
    if clitic and place and role.kind == "person" and not role.open:
        return role.take(open_=head_kind(form[1:], role.lex) == "body")
    person = form in role.lex.given or form in role.known
    listed = tag[1] >= 0  # the lists know where a name ends, the tagger guesses
    inside = role.words.tags.get(role.j - 1) == tag and (listed or role.open or not person)
    if inside or (role.open and place and form not in _INNER):
        body = head_kind(form, role.lex) == "body" and not form.startswith("ال")
        return role.take(open_=body or form in role.lex.honorific or form in _OF_A_NAME)
    return None


def bracket(role: ComplementReader, form: str) -> bool | None:
    """A remark in brackets is part of the role; a person's name in them ends it: الباحث (فلان)."""
    if form != "(":
        return None
    end = closing(role.forms, role.j, role.stop, ")", 9)
    name = role.following()
    found = (
        role.words.tags.get(role.j + 1, ("", 0))[0] == "PER" or name in role.lex.given or name in role.known
    )
    behind = role.forms[end] if end and end < role.stop else ":"
    done = behind in PUNCTUATION or behind in COMPLEMENTIZERS or behind in role.lex.venue
    if found and done and role.kind == "person" and not role.open:
        return False  # الباحث (فلان)
    role.j = end or role.j
    return bool(end)


def quoted(role: ComplementReader, form: str) -> bool | None:
    """A quoted name is the body's (حركة «فتح») unless only a person's can stand here."""
    if form != OPEN:
        return None
    end = closing(role.forms, role.j, role.stop, CLOSE)
    before = role.forms[role.j - 1]
    of_body = head_kind(before, role.lex) == "body" or head_kind(before[1:], role.lex) == "body"
    persons = before.startswith("ال") or not of_body
    if not end or (not role.open and role.kind in ("person", "noun") and persons):
        return False
    role.j, role.open = end, False
    return True


def honorific(role: ComplementReader, form: str) -> bool | None:
    """A title ends the role before it, but in مسجد الشيخ زايد، جامعة الملك سعود it is the place's, and in
    قائدة الفريق it is no title."""
    if form not in role.lex.honorific:
        return None
    if form == _TEAM and role.open and role.kind == "person":
        return role.take(open_=False)
    if not (role.open and names_place(role.forms, role.j + 1, role.lex)):
        return False
    role.j += 2
    while role.j + 1 < role.stop and role.forms[role.j] in _OF_A_NAME:
        role.j += 2
    role.open = False
    return True


def club(role: ComplementReader, form: str) -> bool | None:
    """The second word of a club's name: مدرب مانشستر يونايتد."""
    if form in role.lex.club and not role.open and name_like(role.forms[role.j - 1], role.lex):
        return role.take(open_=False)
    return None
