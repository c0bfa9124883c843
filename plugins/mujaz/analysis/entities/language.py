"""Whether words are Arabic: unknown names are looked for in no other language, whatever its letters.

Persian, Urdu and Kurdish share the letters, but hardly the article and the words of grammar, which make up
a third of an Arabic text.
"""

from __future__ import annotations

from collections.abc import Sequence

from mujaz.analysis.entities.features import normalise
from mujaz.analysis.memo import Memo

_GRAMMAR = "في من على إلى أن إن عن مع التي الذي ذلك بعد قبل قال قالت لا ما لم قد هو هي كما ثم بين خلال"
_WORDS = frozenset(map(normalise, _GRAMMAR.split()))
_ARTICLE = ("ال", "وال", "بال", "فال", "كال", "لل", "ولل")
#: A text of fewer words is taken for Arabic: a headline may have neither.
_FEWEST = 20
#: So many words tell the language of a longer text.
_ENOUGH = 300
#: The least share of a text's words that must be Arabic for sure.
_SHARE = 0.06
#: A sentence of so many words is foreign if most are of another script.
_LATIN_FROM = 5


def is_arabic(words: Sequence[str]) -> bool:
    """Whether an article's folded words are Arabic.

    >>> is_arabic("افتتح رئيس البلدية أمس المكتبة في وسط المدينة".split() * 3)
    True
    >>> is_arabic("علي گفت که این کتابخانه برای همه مردم شهر ساخته شده".split() * 3)
    False
    """
    letters = [word for word in words[:_ENOUGH] if len(word) > 1]
    return len(letters) < _FEWEST or sum(map(_sure.__getitem__, letters)) >= _SHARE * len(letters)


def is_foreign(words: Sequence[str]) -> bool:
    """Whether most of a sentence's folded words have letters of another script."""
    if len(words) < _LATIN_FROM or words[0][:1] >= "\u0600" <= words[len(words) // 2][:1]:
        return False
    return 2 * sum(word[:1].isalpha() and word[:1] < "\u0600" for word in words) > len(words)


def _surely(word: str) -> bool:
    return word in _WORDS or (word.startswith(_ARTICLE) and len(word) > 3)


_sure = Memo(_surely)
