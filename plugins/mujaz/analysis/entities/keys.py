"""Keys: what two spellings of one name have in common. Matching, slugs and resolution all compare keys.

A key drops vowel marks, tatweel and invisible controls, and writes alef, ya, ta marbuta and the seats of
hamza in one way each. It goes no further: a fold that makes two real names one is a fault. The preposition
على keeps its letter, so that it is never the name علي.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_DROPPED = dict.fromkeys(
    [*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06EE), 0x0640, 0x00AD]
    + [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0xFEFF]
)
_TABLE = {
    **_DROPPED,
    **str.maketrans("أإآٱیکڤپچةؤئ٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "اااايكفبجهءء01234567890123456789"),
    ord("ى"): "ي",
}
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc\uff00-\uffef]")
_WORD = re.compile(
    r"[^\W_][\w\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u00ad\u200b-\u200f\u202a-\u202e\u2060-
    \u2069\ufeff]*"
)
_ON = re.compile("[وف]?على")
#: what may stand between two words of one name: a blank, a hyphen, a full stop of an abbreviation
_JOINT = re.compile(r"[ \t\u00a0\u200b-\u200f]{0,3}[-–.'’]?[ \t\u00a0\u200b-\u200f]{0,2}")
#: the fewest letters a name has once its proclitics are taken off
MIN_LETTERS = 3


class Word(NamedTuple):
    """A word of a text: its key and its place. One written word may hold two (عبدالله)."""

    key: str
    start: int
    end: int


def word_key(word: str) -> str:
    """The key of a single word.

    >>> word_key("إسطنبـول"), word_key("مُوسى"), word_key("علي"), word_key("على"), word_key("٢٠٣٠")
    ('اسطنبول', 'موسي', 'علي', 'على', '2030')
    """
    key = word.translate(_TABLE)
    if _PRESENTATION.search(key):
        key = unicodedata.normalize("NFKC", word).translate(_TABLE)
    if key.endswith("علي") and _ON.fullmatch(word.translate(_DROPPED)):
        key = key[:-1] + "ى"
    return key.lower()


def fold_letters(text: str) -> str:
    """Fold the letters of any text, على aside, without looking at words."""
    return text.translate(_TABLE).lower()


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of ``text[start:end]`` in order, with offsets into ``text``.

    >>> [text.key for text in words("التقى عبدالله، أمس.")]
    ['التقي', 'عبد', 'الله', 'امس']
    """
    found = []
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        key = word_key(match.group())
        at = key.find("عبدال")
        if -1 < at <= 2 and len(key) > at + 5:
            cut = after_letters(text, match.start(), at + 3)
            found.append(Word(key[: at + 3], match.start(), cut))
            found.append(Word(key[at + 3 :], cut, match.end()))
        elif key:
            found.append(Word(key, match.start(), match.end()))
    return found


def name_key(name: str) -> str:
    """The key of a whole name: the keys of its words, one blank between them.

    >>> name_key("عبدالله  الأحمد"), name_key("آن تشان-إيل")
    ('عبد الله الاحمد', 'ان تشان ايل')
    """
    return " ".join(word.key for word in words(name))


def joined(text: str, left: Word, right: Word) -> bool:
    """Whether two neighbouring words may belong to one name.

    No comma, quotation mark or line end between them.
    """
    return left.end == right.start or _JOINT.fullmatch(text, left.end, right.start) is not None


def after_letters(text: str, start: int, letters: int) -> int:
    """The offset behind the first ``letters`` letters from ``start``, with the marks that sit on them."""
    offset = start
    while offset < len(text) and (letters > 0 or ord(text[offset]) in _DROPPED):
        letters -= ord(text[offset]) not in _DROPPED
        offset += 1
    return offset


def without_proclitics(key: str) -> list[tuple[int, str]]:
    """Every reading of a word as proclitics (و ف ب ل ك) and a rest: (letters taken off, the rest), nothing taken first.

    >>> without_proclitics("وللبيت")
    [(0, 'وللبيت'), (1, 'للبيت'), (2, 'البيت'), (2, 'لبيت')]
    """
    readings = [(0, key)]
    if key[:1] in ("و", "ف") and len(key) > MIN_LETTERS:
        readings.append((1, key[1:]))
    for taken, rest in tuple(readings):
        if rest[:1] in ("ب", "ل", "ك") and len(rest) > MIN_LETTERS:
            if rest.startswith("لل"):
                readings.append((taken + 1, "ا" + rest[1:]))
            readings.append((taken + 1, rest[1:]))
    return readings
