"""What the tagger sees of a word: names of features, computed from the word's form and the shipped word
lists.

Every feature belongs to one word alone. What a neighbour contributes is the neighbour's own features under
another position, so that a word's whole contribution can be computed once and looked up afterwards (see
``tagger``).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from mujaz.analysis.memo import Memo

_DROPPED = dict.fromkeys(
    [
        *range(0x0610, 0x061B),
        *range(0x064B, 0x0660),
        0x0670,
        *range(0x06D6, 0x06EE),
        0x0640,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
        0xFEFF,
    ]
)
#: The marks that folding drops.
MARKS = re.compile(f"[{''.join(map(chr, _DROPPED))}]+")
_MERGED = str.maketrans("أإآٱىیکةؤئ", "ااااييكهوي")
_TABLE = {**_DROPPED, **_MERGED}
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")
#: آل and آن are not ال and أن.
_SHORT = frozenset({"ال", "ان"})
_ON = frozenset({"على", "وعلى", "فعلى"})
_DIGITS = re.compile(r"\d+(?:[.,٫٬]\d+)*")

#: The proclitics in the order they may be taken off, and what must remain.
_CONJUNCTIONS = "وف"
_PREPOSITIONS = "بلك"
MIN_REST = 3


def normalise(word: str) -> str:
    """Fold a word for the tagger.

    One form of alef, ya, ta marbuta and of hamza's seats; marks dropped; numbers as 0.

    >>> normalise("أُوسلُو"), normalise("الرئيسة"), normalise("2023"), normalise("على"), normalise("آن")
    ('اوسلو', 'الرييسه', '0', 'على', 'آن')
    """
    return folded[word]


def _normalise(word: str) -> str:
    if _PRESENTATION.search(word):
        word = unicodedata.normalize("NFKC", word)
    form = word.translate(_TABLE)
    if form.endswith("علي") and word.translate(_DROPPED) in _ON:
        return form[:-1] + "ى"  # على is never علي
    if form in _SHORT and word.translate(_DROPPED)[0] == "آ":
        return "آ" + form[1:]
    return _DIGITS.sub("0", form).lower()


#: The same as a table, for lists of words.
folded = Memo(_normalise)


def fold_text(text: str) -> str:
    """Fold the letters of any text as ``normalise`` does those of a word; offsets are not kept."""
    return text.translate(_TABLE)


def strippings(word: str) -> list[tuple[str, str]]:
    """Every (rest, clitics) the folded ``word`` may be split into, itself first.

    >>> strippings("وللرييس")
    [('وللرييس', ''), ('للرييس', 'و'), ('الرييس', 'ول'), ('رييس', 'وال')]
    """
    found = [(word, "")]
    bases = [(word, "")]
    if word[:1] in _CONJUNCTIONS and len(word) > MIN_REST:
        bases.append((word[1:], "و"))
    for base, taken in bases:
        if taken:
            found.append((base, taken))
        if base.startswith("ال") and len(base) >= 2 + MIN_REST:
            found.append((base[2:], taken + "ال"))
        elif base.startswith("لل") and len(base) >= 2 + MIN_REST:
            found.append(("ا" + base[1:], taken + "ل"))
            found.append((base[2:], taken + "ال"))
        elif base[:1] in _PREPOSITIONS and len(base) > MIN_REST:
            found.append((base[1:], taken + base[0]))
            if base[1:3] == "ال" and len(base) >= 3 + MIN_REST:
                found.append((base[3:], taken + base[0] + "ال"))
    return found


@dataclass(frozen=True)
class Lexicon:
    """Word knowledge the features draw on; every key is a folded word."""

    #: word -> classes of ``words.toml`` and of the known names it occurs in
    classes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    #: word -> marks learnt from raw text: its cluster and the binned scores of the contexts it stands in
    marks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def marks_of(self, word: str) -> tuple[str, ...]:
        """The marks of a word, or of the longest rest under its clitics, or of another inflection of it."""
        return self._marks_of[word]

    @cached_property
    def _marks_of(self) -> Memo[str, tuple[str, ...]]:
        return Memo(self._find_marks)

    def _find_marks(self, word: str) -> tuple[str, ...]:
        marks = self.marks
        for rest, _ in strippings(word):
            if rest in marks:
                return marks[rest]
        for rest, how in inflections(word):
            if rest in marks:
                return (how, *(f"~{mark}" for mark in marks[rest] if mark[0] in "fx"))
        return ()


#: What inflection adds before and behind a word, as far as a look into a word list needs.
_BEHIND = (
    "ه",
    "ها",
    "هم",
    "نا",
    "ات",
    "ين",
    "ون",
    "ان",
    "وا",
    "ت",
    "ا",
    "يه",
    "ي",
    "ن",
    "هما",
    "تها",
    "ته",
    "كم",
)
_ADDED_BEHIND = ("ه", "ها", "ا", "ات", "ين", "ت")
_ADDED_BEFORE = ("ال", "ب", "و", "بال", "ل")
_PRESENT = "يتنا"


def inflections(word: str) -> Iterator[tuple[str, str]]:
    """Other forms the folded ``word`` may have, with what was done to find them; the likeliest first.

    >>> [form for form, _ in inflections("سيعلن")][:2]
    ['يعلن', 'سيعل']
    """
    bases = [word]
    if word[:1] in "وف" and len(word) > MIN_REST + 1:
        bases.append(word[1:])
    for base in tuple(bases):
        if base[:1] == "س" and base[1:2] in _PRESENT and len(base) > 4:
            bases.append(base[1:])
            yield base[1:], "i=s"
    for base in bases:
        cut = [base[: -len(end)] for end in _BEHIND if base.endswith(end)] if base.endswith(_BEHIND) else []
        cut = [rest for rest in cut if len(rest) >= MIN_REST]
        for rest in cut:
            yield rest, "i=cut"
        for rest in cut:
            yield rest + "ه", "i=swap"
        for end in _ADDED_BEHIND:
            yield base + end, "i=more"
        for before in _ADDED_BEFORE:
            yield before + base, "i=before"
        if base[:1] in _PRESENT and len(base) > MIN_REST:
            for first in _PRESENT:
                if first != base[0]:
                    yield first + base[1:], "i=person"
            for rest in cut:
                if len(rest) > MIN_REST:
                    for first in _PRESENT:
                        yield first + rest[1:], "i=person"
            yield base[1:], "i=past"


def word_classes(tables: Mapping[str, Iterable[str]]) -> dict[str, frozenset[str]]:
    """Turn {class: words} into {folded word: classes}."""
    found: dict[str, set[str]] = {}
    for name, words in tables.items():
        for word in words:
            found.setdefault(folded[word], set()).add(name)
    return {word: frozenset(names) for word, names in found.items()}


def word_features(word: str, lexicon: Lexicon) -> tuple[list[str], list[str]]:
    """The features of a folded word: (those that matter to its neighbours too, those for its own label only).

    >>> shared, own = word_features("ولندن", Lexicon())
    >>> "b=لندن" in shared, "c=و" in shared, "-3=ندن" in own
    (True, True, True)
    """
    shape = _shape(word)
    if shape != "arabic":
        return [f"shape={shape}", f"b={word}"], [f"n={min(len(word), 6)}", f"-2={word[-2:]}"]
    rests = strippings(word)
    classes = lexicon.classes
    shared = ["b=" + rest for rest, _ in rests]
    shared += ["c=" + clitics for _, clitics in rests[1:]]
    known = ["l=" + name for name in classes.get(word, ())]
    known += {f"l={name}~" for rest, _ in rests[1:] if rest in classes for name in classes[rest]}
    shared += sorted(known)
    shared += lexicon.marks_of(word) or ("m=none",)
    shared.append("-2=" + word[-2:])
    size = len(word)
    own = [f"-{n}=" + word[-n:] for n in (1, 3, 4) if size > n]
    own += [f"+{n}=" + word[:n] for n in (1, 2, 3, 4) if size > n]
    shortest = rests[-1][0]
    if shortest != word:
        own += [f"r+{n}=" + shortest[:n] for n in (2, 3) if len(shortest) > n]
    own.append(f"n={min(size, 9)}")
    return shared, own


def _shape(word: str) -> str:
    first = word[:1]
    if "\u0600" <= first <= "\u06ff" and first.isalpha():
        return "arabic"
    if first.isdigit():
        return "digits"
    if first.isalpha():
        return "latin"
    return "mark"
