"""Passages in Latin letters within Arabic text: where they are, and their language where that is certain."""

from __future__ import annotations

import re
from collections.abc import Iterator

_LETTER = "A-Za-zÀ-ɏ"
_WORD = f"[{_LETTER}0-9'’&./-]*+"
#: Two or more words in Latin letters: a passage of another language, set and spoken as one.
_PASSAGE = re.compile(f"[{_LETTER}](?<![{_LETTER}0-9'’&./-].){_WORD}(?: [{_LETTER}0-9]{_WORD})++")
_WORDS = re.compile(f"[{_LETTER}]+")

#: Words of grammar that no other language of these letters has, or shares only with some rarely met in news.
ENGLISH = frozenset(["the", "of", "and", "with", "from", "this", "that", "its", "their"])
FRENCH = frozenset(["dans", "avec", "aux", "et", "cette", "leurs", "nous", "ses"])
#: French where one of its own letters stands in the passage too.
FRENCH_WITH_LETTER = frozenset(["les", "le", "la", "du", "des", "une", "au", "sur", "en", "pour"])
FRENCH_LETTERS = frozenset("èêœçîûùÈÊŒÇÎÛÙ")  # é, à, ô are Spanish, Italian and Portuguese too


def latin(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The passages within ``text[start:end]``, without the stop that ends one.

    >>> list(latin("كتاب The Old Port. وفيلم Nour", 0, 30))
    [(5, 17)]
    """
    for passage in _PASSAGE.finditer(text, start, end):
        yield passage.start(), passage.start() + len(passage[0].rstrip("'’&./-"))


def language(passage: str) -> str:
    """Its language as a tag for ``lang``; ``""``, which stands for unknown, unless its own words tell.

    Two or three words are mostly a name, and a name is nobody's language: only a word of grammar that
    belongs to one language counts.

    >>> language("The Old Port"), language("Le Monde et la Méditerranée"), language("La Crème de Sète")
    ('en', 'fr', 'fr')
    >>> language("Al Jazeera English"), language("La Casa de Papel"), language("Smith et al")
    ('', '', '')
    """
    words = {word.lower() for word in _WORDS.findall(passage)}
    english = not words.isdisjoint(ENGLISH)
    french = "al" not in words and (
        not words.isdisjoint(FRENCH)
        or (not words.isdisjoint(FRENCH_WITH_LETTER) and not FRENCH_LETTERS.isdisjoint(passage))
    )
    return "" if english == french else "en" if english else "fr"
