"""Whether two names may be spellings of one: transliterations differ by soft letters.

These functions say "may be". Resolution asks for evidence from the archive before it makes two names one.
"""

from __future__ import annotations

import re
import tomllib

from mujaz.analysis.entities.lists import FOLDER

_SPELLINGS = tomllib.loads((FOLDER / "spellings.toml").read_text(encoding="utf-8"))
#: words before a name that are no part of it
HEADS = frozenset(_SPELLINGS["heads"].split())
_GIVEN = frozenset(_SPELLINGS["given"].split())
_SOUNDS: list[list[str]] = _SPELLINGS["sounds"]
#: letters that Arabic has and most transliterated names have not: a word with one is taken as written
_NATIVE = re.compile("[حعصضظثذ]|^ال")
_VOWELS = re.compile(r"\B[اويه]")
_DOUBLES = re.compile(r"(\w)\1")


def skeleton(key: str) -> str:
    """What the transliterations of one foreign name share: their consonants, softly spelt.

    >>> skeleton("فوستوشني") == skeleton("فوستوتشني"), skeleton("غوتيريش") == skeleton("جوتيريس")
    (True, False)
    """
    return _DOUBLES.sub(r"\1", _VOWELS.sub("", _soften(key)))


def may_be_spellings(one: str, other: str) -> bool:
    """Whether two keys with one skeleton may be one name.

    Every word must be the same, or both foreign and a letter or two apart; سامية is not سامي.

    >>> may_be_spellings("فوستوشني", "فوستوتشني"), may_be_spellings("سعيد العلي", "سعد العلي")
    (True, False)
    >>> may_be_spellings("يفغيني بريغوجين", "يفغيني بريجوجين")
    True
    """
    words, others = one.split(), other.split()
    if len(words) != len(others) or len(one.replace(" ", "")) < 5:
        return False
    apart = 0
    for word, second in zip(words, others, strict=True):
        if word == second:
            continue
        if second in (f"{word}ه", word.removesuffix("ه")):
            return False
        if min(len(word), len(second)) < 4 or _is_native(word) or _is_native(second):
            return False
        apart += _distance(_soften(word), _soften(second))
    return apart <= 2


def without_head(key: str) -> str:
    """The key of a place or organisation without type word and article.

    >>> without_head("مدينه عدن"), without_head("اليونيسف"), without_head("صحيفه")
    ('عدن', 'يونيسف', 'صحيفه')
    """
    first, _, rest = key.partition(" ")
    if rest and first.removeprefix("ال") in HEADS:
        first, _, rest = rest.partition(" ")
    if first.startswith("ال") and len(first) > 4:
        first = first[2:]
    return f"{first} {rest}" if rest else first


def is_short_for(short: str, full: str) -> bool:
    """Whether a person's ``full`` key is ``short`` with names in between or behind: the first two words tell.

    >>> is_short_for("فلاديمير بوتين", "فلاديمير فلاديميروفيتش بوتين"), is_short_for("سعد نور", "نور سعد")
    (True, False)
    """
    words, others = short.split(), full.split()
    if not 1 < len(words) < len(others) or words[0] != others[0]:
        return False
    at = iter(others)
    inside = all(word in at for word in words)
    return inside and (words[-1] == others[-1] or others[: len(words)] == words)


def may_be_beginning(short: str, full: str) -> bool:
    """Whether an institution's ``full`` key is ``short`` and what it is for; not so where the short one has
    the article and may be anybody's.

    >>> may_be_beginning("وكاله الضفاف", "وكاله الضفاف للانباء")
    True
    >>> may_be_beginning("اللجنه الوطنيه", "اللجنه الوطنيه للانتخابات")
    False
    >>> may_be_beginning("وزاره الصحه", "وزاره الصحه اللبنانيه")
    False
    """
    return not short.startswith("ال") and full.startswith(f"{short} لل")


def _is_native(word: str) -> bool:
    return bool(_NATIVE.search(word)) or word in _GIVEN


def _soften(word: str) -> str:
    for sound, letter in _SOUNDS:
        word = word.replace(sound, letter)
    return word


def _distance(one: str, other: str) -> int:
    """Edit distance, for short words."""
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        last, row[0] = row[0], i
        for j, second in enumerate(other, 1):
            last, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, last + (letter != second))
    return row[-1]
