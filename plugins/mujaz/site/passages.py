"""Passages in Latin letters within Arabic text: where they are, and their language where that is certain."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup, escape

_LETTER = "A-Za-zÀ-ɏ"
_WORD = f"[{_LETTER}0-9'’&./-]*+"
#: Two or more words in Latin letters: a passage of another language, set and spoken as one. What stands
#: between them belongs to it: outside, a comma would part it into pieces that run from right to left.
_BETWEEN = '(?:[,;:!?)"”]{0,3}+ (?:[&–-] )?+[("“]?+)'
_PASSAGE = re.compile(f"[{_LETTER}](?<![{_LETTER}0-9'’&./-].){_WORD}(?:{_BETWEEN}[{_LETTER}0-9]{_WORD})++")
_STRONG = re.compile(f"[{_LETTER}\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_NOT_HTML = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_ODD = re.compile(f"[{_LETTER}\u202a-\u202e\u2066-\u2069]")
_REORDERING = re.compile("[\u202a-\u202e\u2066-\u2069]")
_END_OF_EMBEDDING, _END_OF_ISOLATE = "\u202c", "\u2069"
_ENDS = {
    **dict.fromkeys("\u202a\u202b\u202d\u202e", "\u202c"),
    **dict.fromkeys("\u2066\u2067\u2068", "\u2069"),
}
_WORDS = re.compile(f"[{_LETTER}]+")
_QUOTED_ARABIC = re.compile(r"""(?<=(['"]))[^'"]*[\u0590-\u08ff][^'"]*(?=\1)""")

#: Words of grammar that no other language of these letters has, or shares only with some rarely met in news.
ENGLISH = frozenset(["the", "of", "and", "with", "from", "this", "that", "its", "their"])
FRENCH = frozenset(["dans", "avec", "aux", "et", "cette", "leurs", "nous", "ses"])
#: French where one of its own letters stands in the passage too.
FRENCH_WITH_LETTER = frozenset(["les", "le", "la", "du", "des", "une", "au", "sur", "en", "pour"])
FRENCH_LETTERS = frozenset("èêœçîûùÈÊŒÇÎÛÙ")  # é, à, ô are Spanish, Italian and Portuguese too


_NONE, _RIGHT_TO_LEFT = Markup(""), Markup(' dir="rtl"')


def latin(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The passages within ``text[start:end]``, without the stop that ends one.

    >>> list(latin("كتاب The Old Port. وفيلم Nour", 0, 30))
    [(5, 17)]
    >>> list(latin("قال Yes, we can! ثم Nour & Sons", 0, 31))
    [(4, 15), (20, 31)]
    """
    for passage in _PASSAGE.finditer(text, start, end):
        yield passage.start(), passage.start() + len(passage[0].rstrip("'’&./-"))


def marked(text: str) -> Markup:
    """``text`` escaped, each passage an element of its own direction with its language, its controls closed.

    A text of Latin letters alone has its direction already, from what it stands in.

    >>> marked("فيلم The Old Port & غيره"), marked("سوق & ميناء")
    (Markup('فيلم <span lang="en" dir="ltr">The Old Port</span> &amp; غيره'), Markup('سوق &amp; ميناء'))
    >>> marked("The Old Port"), marked("Nour & Sons")
    (Markup('<span lang="en">The Old Port</span>'), Markup('Nour &amp; Sons'))
    """
    if _ODD.search(text) is None:  # nearly always
        return escape(text)
    text = closed(text)
    if _PASSAGE.search(text) is None:
        return escape(text)
    if _RTL.search(text) is None:
        tongue = language(text)
        return Markup('<span lang="{}">{}</span>').format(tongue, text) if tongue else escape(text)
    parts, at = [], 0
    for start, end in latin(text, 0, len(text)):
        passage = text[start:end]
        parts.append(escape(text[at:start]))
        parts.append(Markup('<span lang="{}" dir="ltr">{}</span>').format(language(passage), passage))
        at = end
    return Markup("").join([*parts, escape(text[at:])])


def closed(text: str) -> str:
    r"""``text`` with an end to what its bidi controls begin, and without ends of what it did not begin.

    The end of the ``bdi`` round it would be taken for the missing one, and what comes behind be reordered.

    >>> closed("سوق\u2068 يعود"), closed("سوق\u2069 يعود"), closed("\u202aa\u202c")
    ('سوق\u2068 يعود\u2069', 'سوق يعود', '\u202aa\u202c')
    """
    if _REORDERING.search(text) is None:
        return text
    kept: list[str] = []
    open_ends: list[str] = []  # of what was begun, the innermost last
    for char in text:
        if char in _ENDS:
            open_ends.append(_ENDS[char])
        elif char == _END_OF_EMBEDDING:
            if open_ends[-1:] != [char]:
                continue
            open_ends.pop()
        elif char == _END_OF_ISOLATE:
            if char not in open_ends:
                continue
            while open_ends.pop() != char:  # it ends the embeddings within it too
                pass
        kept.append(char)
    return "".join([*kept, *reversed(open_ends)])


def is_foreign(text: str) -> bool:
    """Whether it has letters and none of them Arabic or Hebrew: it runs from left to right.

    >>> is_foreign("Hello, world."), is_foreign("OpenField شركة"), is_foreign("2026")
    (True, False, False)
    """
    return _STRONG.search(text) is not None and _RTL.search(text) is None


def direction(text: str) -> Markup:
    """The attribute that a ``bdi`` round ``text`` needs, which takes its direction from its first letter.

    An Arabic headline that begins with a Latin name is Arabic all the same.

    >>> direction("NASA تطلق مسبارًا"), direction("ناسا"), direction("NASA")
    (Markup(' dir="rtl"'), Markup(''), Markup(''))
    """
    if "ء" <= text[:1] <= "ي":  # as nearly every name and headline begins
        return _NONE
    first = _STRONG.search(text)
    if first is None or _RTL.match(first[0]) or _RTL.search(text) is None:
        return _NONE
    return _RIGHT_TO_LEFT


def isolated(message: str) -> Markup:
    """An English message whose quoted Arabic, numbers and all, runs from right to left.

    >>> isolated("there is no day '31 شباط 2026'; write one")
    Markup('there is no day &#39;<bdi dir="rtl">31 شباط 2026</bdi>&#39;; write one')
    """
    parts, at = [], 0
    for found in _QUOTED_ARABIC.finditer(message):
        parts += [escape(message[at : found.start()]), Markup('<bdi dir="rtl">{}</bdi>').format(found[0])]
        at = found.end()
    return Markup("").join([*parts, escape(message[at:])])


def printable(text: str) -> str:
    """``text`` without what HTML cannot carry, not even escaped: control codes and noncharacters.

    >>> printable("سطر\\x1a وآخر\\ufffe")
    'سطر وآخر'
    """
    return text if text.isprintable() else _NOT_HTML.sub("", text)


def plain(text: str) -> str:
    """``text`` for a window's title or another program's list, where nothing ends what a bidi control began.

    >>> plain("عنوان\\u202e مقلوب")
    'عنوان مقلوب'
    """
    return _REORDERING.sub("", text)


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


def without_controls(text: str) -> str:
    """A text without the characters that XML 1.0 cannot carry."""
    return _NOT_XML.sub("", text)
