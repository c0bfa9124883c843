"""The order of an Arabic index: where a reader looks for a name. By no locale, the same on every machine.

* The article ال before the first word does not count: الأهرام stands under ا for أهرام, المغرب under م.
  Its alif has no hamza: ألمانيا and إلياس begin with letters of their own. So do الله and a few names that
  are often written without their hamza.
* A hamza does not count, only the letter that carries it: أ إ آ ٱ as ا, ؤ as و, ئ as ي; ء alone as ا.
* ة as ه and ى as ي, which they are the last forms of; letters of other languages as the nearest Arabic one:
  پ as ب, ڤ as ف.
* Vowel signs, tatweel, marks and invisible characters do not count.
* Word by word: a blank comes before every letter, so عبد الله before عبدون.
* Numbers by their value, in any digits. First the names in Arabic letters, then numbers, then other scripts.

What is equal after all this stands in the order of its characters.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

ARABIC, NUMBERS, OTHERS = range(3)

#: Letters without a decomposition that says what they are filed as.
_FILED = str.maketrans("ٱءىیےةەہھپچژڤڨگکٹڈڑڭ", "اايييهههه" + "بجزفقككتدرك")
_NUMBER = re.compile(r"\d+")
_WIDTH = 9  # digits a number is filled up to
SHORTEST = 4  # letters of a word with the article: الري
#: First words that begin with alif and lam of their own, as they are written without a hamza.
_WITHOUT_ARTICLE = frozenset(
    """
    الله اللهم الى الياس الهام الين الينا اليزابيث اليسا اليخاندرو اليكس الان البرت البرتو الفونس الفونسو
    الفرد الفريد الكسندر الكساندر الكسي الما المانيا البانيا الاسكا البرتا
    """.split()  # noqa: SIM905  a list of words
)


class Place(NamedTuple):
    """Where a name stands in the index; places compare as the index runs."""

    script: int  # ARABIC, NUMBERS or OTHERS, by the first character that counts
    letters: str  # the characters that count, folded
    name: str


class _Filed(dict[int, str]):
    """What each character is filed as, found out when it is first met."""

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFKD", chr(code)).translate(_FILED)
        kept = "".join(map(_filed, parts))
        self[code] = kept
        return kept


def _filed(char: str) -> str:
    kind = unicodedata.category(char)
    if char == "ـ" or kind in {"Mn", "Me", "Cf", "Cc"}:
        return ""
    if kind == "Nd":
        return str(unicodedata.digit(char))
    return char.lower() if char.isalnum() else " "


_TABLE = _Filed()


def place(name: str) -> Place:
    """The place of a name in an Arabic index.

    >>> sorted(["الأهرام", "بيروت", "ألمانيا", "أبوظبي", "NASA", "المغرب"], key=place)
    ['أبوظبي', 'ألمانيا', 'الأهرام', 'بيروت', 'المغرب', 'NASA']
    """
    letters = " ".join(name.translate(_TABLE).split())
    if letters.startswith("ال") and _has_article(name, letters):
        letters = letters[2:]
    first = letters[:1]
    script = ARABIC if "ا" <= first <= "ي" else NUMBERS if first <= "9" else OTHERS
    return Place(script, _NUMBER.sub(lambda found: found[0].zfill(_WIDTH), letters), name)


def _has_article(name: str, letters: str) -> bool:
    """Whether a name whose letters begin with alif and lam begins with the article.

    That has no hamza, and at least two letters follow it.
    """
    word = letters.partition(" ")[0]
    if len(word) < SHORTEST or word in _WITHOUT_ARTICLE:
        return False
    return next(char for char in unicodedata.normalize("NFKC", name) if char.isalpha()) in "اٱ"
