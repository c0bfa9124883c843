"""The words titles, bodies and names are made of, and what a word can head."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

from mujaz.analysis.quotes.lists import DATA, read_lists, syntax
from mujaz.analysis.quotes.words import CLOSE, OPEN, QUOTE

PUNCTUATION = frozenset("،,:؛;.؟?!…()[]{}-–—/*|") | {QUOTE, OPEN, CLOSE}
COMMAS = frozenset("،,?")  # ? stands for ، in some scraped text; questions are quoted
#: What closes a clause's subject for good: the reported clause begins.
COMPLEMENTIZERS = syntax("complementizer")
_LONGEST_CLAUSE = 100  # words from a speech act to what it reports
_MOSQUE = syntax("mosque")
_NAMED_AFTER = syntax("named_after")
_SUFFIXES = ("ه", "ها", "هم")


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The word lists of ``data/roles.toml`` and of what is ordinarily no name."""

    person: frozenset[str]
    honorific: frozenset[str]
    source: frozenset[str]
    body: frozenset[str]
    document: frozenset[str]
    venue: frozenset[str]
    addressee: frozenset[str]
    particle: frozenset[str]
    never: frozenset[str]
    club: frozenset[str]
    given: frozenset[str]
    given_male: frozenset[str]
    given_female: frozenset[str]
    ordinary: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """Read the word lists once."""
    lists = read_lists("roles")
    names = read_lists("given-names")
    rows = (DATA / "ordinary.txt").read_text(encoding="utf-8").split("\n")
    given = names["male"] | names["female"] | names["foreign"]
    return Lexicon(
        **lists,
        given=given,
        given_male=names["male"],
        given_female=names["female"],
        ordinary=frozenset(row for row in rows if row[:1] != "#").difference(lists["particle"], given),
    )


@cache
def _kinds() -> dict[str, str]:
    """What each head noun of the lists is; the first list that has it decides."""
    lex = lexicon()
    lists = {"person": lex.person, "body": lex.body, "document": lex.document, "source": lex.source}
    return {word: kind for kind, words in lists.items() for word in words}


@lru_cache(maxsize=65536)
def bare(form: str) -> str:
    """A form without the article: الوزير -> وزير; للوزير is left alone."""
    return form[2:] if form.startswith("ال") and len(form) > 4 else form


@lru_cache(maxsize=65536)
def head_kind(form: str, lex: Lexicon) -> str:
    """What a word can head: person, body, document, source or nothing.

    >>> head_kind("الوزيرة", lexicon()), head_kind("شقيقه", lexicon()), head_kind("نهر", lexicon())
    ('person', 'person', '')
    """
    word = bare(form)
    kind = _kinds().get(word)
    if kind is not None:
        return kind
    if word.endswith("ة") and word[:-1] in lex.person:
        return "person"
    if word.endswith(("ون", "ين")) and word[:-2] in lex.person:
        return "source"
    if word.endswith("و") and len(word) > 4 and word == form and word[:-1] in lex.person:
        return "source"  # مسؤولو الوزارة
    if form != word:
        return ""
    for ending in _SUFFIXES:
        stem = word.removesuffix(ending)
        if stem != word and (stem in lex.person or (stem.endswith("ت") and stem[:-1] in lex.person)):
            return "person"
    return ""


@lru_cache(maxsize=65536)
def role_word(form: str) -> str:
    """A word of a role without article and pronoun: العميدة, عميدتها -> عميدة."""
    word = bare(form)
    people = lexicon().person
    for ending in _SUFFIXES if word == form else ():
        stem = word.removesuffix(ending)
        if stem != word and stem in people:
            return stem
        if stem != word and stem.endswith("ت") and (stem[:-1] in people or stem[:-1] + "ة" in people):
            return stem[:-1] + "ة"
    return word


def is_addressee(form: str, lex: Lexicon) -> bool:
    """Whether a word behind ل is who was spoken to: وكالة، الصحافيين، نظيره."""
    word = bare(form)
    return word in lex.addressee or form in lex.addressee or word.startswith("نظير")


def has_complementizer(forms: list[str], start: int, stop: int) -> bool:
    """Whether an أن stands between two tokens, a clause's length before the second at most."""
    return any(form in COMPLEMENTIZERS for form in forms[max(start, stop - _LONGEST_CLAUSE) : stop])


def ends_subject(forms: list[str], j: int, lex: Lexicon) -> bool:
    """Whether the word at ``j`` is one of place, time or manner.

    إمام المسجد is none, though أمام is; nor is أم خالد, though أم ("or") is.
    """
    form = forms[j]
    if form not in lex.venue:
        return False
    if form == "ام" and j + 1 < len(forms) and forms[j + 1] in lex.given:
        return False
    if form == "امام" and j + 1 < len(forms) and forms[j + 1] in _MOSQUE:
        return False
    return not (form == "مع" and j and forms[j - 1].startswith(("المت", "متحالف", "متعاون")))


def names_place(forms: list[str], i: int, lex: Lexicon) -> bool:
    """Whether the given name at ``i`` is a place's, behind a title: مسجد الشيخ زايد، بجامعة الملك سعود."""
    if i < 2 or i >= len(forms) or forms[i] not in lex.given or forms[i - 1] not in lex.honorific:
        return False
    place = forms[i - 2]
    return place in _NAMED_AFTER or (place[0] in "لب" and place[1:] in _NAMED_AFTER)
