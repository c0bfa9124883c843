"""Full names that an office introduces and no finder saw: المديرة الجهوية للصحة، ريم الوردي.

The reader of speakers' titles knows where a title ends and a name begins; here it reads the titles that have
nobody yet. What it takes for a name must look like one: no common word, and an end that shows.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Iterator, Sequence

from mujaz.analysis.entities.names import Mention
from mujaz.analysis.quotes.introductions import titles
from mujaz.analysis.quotes.nameforms import name_like
from mujaz.analysis.quotes.nounphrase import parse
from mujaz.analysis.quotes.rolewords import (
    COMPLEMENTIZERS,
    PUNCTUATION,
    Lexicon,
    bare,
    head_kind,
    is_addressee,
    lexicon,
)
from mujaz.analysis.quotes.words import Tokens, Words, split, tokens_of
from mujaz.analysis.record import BODY_KINDS, Line, Span

_SCORE = 0.85
_LONGEST = 4  # words of a name


def with_bearers(text: str, lines: Sequence[Line], mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions in order, and the full names behind offices among which none of them stands.

    >>> text = "وافتتحت المديرة الجهوية للصحة بالساحل، نسيمة المرسالي، المركز الجديد."
    >>> [text[m.start : m.end] for m in with_bearers(text, [Line(0, 0, len(text), "paragraph")], [])]
    ['نسيمة المرسالي']
    """
    body = [line for line in lines if line.kind in BODY_KINDS]
    if not body:
        return list(mentions)
    start, end = body[0].start, body[-1].end
    tokens = tokens_of(text[start:end], start)
    vocabulary = Counter(tokens.forms)
    found: list[Mention] = list(mentions)
    for line in body:
        for span in _bearers(_view(tokens, line, found, vocabulary)):
            place = bisect_left(found, span[0], key=lambda mention: mention.start)
            before = place and found[place - 1].end > span[0]
            if not before and (place == len(found) or found[place].start >= span[1]):
                insort(found, Mention(*span, "PER", None, _SCORE, "title"), key=lambda mention: mention.start)
    return found


def _view(tokens: Tokens, line: Line, mentions: Sequence[Mention], vocabulary: Counter[str]) -> Words:
    """A line's words, with the names found in it."""
    words = split(tokens, line.start, line.end, ())
    words.vocabulary = vocabulary
    first = bisect_left(mentions, line.start, key=lambda mention: mention.start)
    for number in range(first, len(mentions)):
        mention = mentions[number]
        if mention.start >= line.end:
            break
        known = mention.finder == "gazetteer"
        words.tag(number if known else -1 - number, mention.start, mention.end, mention.kind)
    return words


def _bearers(words: Words) -> Iterator[Span]:
    """Where the names behind the titles of a line stand, those among them that were not found."""
    done = 0
    for place, cut in titles(words):
        if place < done:
            continue
        phrase = parse(words, place, len(words.forms), cut=cut)
        if phrase is None or phrase.name is None or phrase.kind != "person" or phrase.quoted:
            continue
        first, last = phrase.name
        done = last
        if phrase.role is not None and first > place and _is_name(words, first, last, place):
            yield words.starts[first], words.ends[last - 1]


def _is_name(words: Words, first: int, last: int, place: int) -> bool:
    """Whether the words behind a title are surely a name: an office of two words or more before them."""
    lex = lexicon()
    forms = words.forms[first:last]
    if not 2 <= len(forms) <= _LONGEST or any(i in words.tags for i in range(first, last)):
        return False
    if forms[1] == "الله" and forms[0].endswith(("ه", "ها", "هم")):
        return False  # رحمه الله
    title = [form for form in words.forms[place:first] if form not in PUNCTUATION]
    short = len(title) < 2 and not (forms[0] in lex.given and title[0].startswith("ال"))
    if short or title[-1] in lex.honorific or words.forms[first - 1] in _OPENING:
        return False
    if forms[0] not in lex.given and (forms[0].startswith(("ال", "و")) or forms[0] in _NO_FIRST):
        return False
    if not all(_may_name(form, lex) for form in forms):
        return False
    behind = words.forms[last] if last < len(words.forms) else "."
    if behind in PUNCTUATION or behind in COMPLEMENTIZERS or behind in lex.venue:
        return True
    return behind[0] == "ل" and is_addressee(behind[1:].removeprefix("ل"), lex)  # لمراسلة الإذاعة


def _may_name(form: str, lex: Lexicon) -> bool:
    """Whether a word has the look of a name's, no common word's."""
    if form in lex.given or form in lex.particle:
        return True
    if form.startswith("ال"):
        return bare(form) not in lex.ordinary and head_kind(form, lex) == ""
    return _NO_NAME.fullmatch(form) is None and name_like(form, lex)


#: What is no Arabic word, what belongs to somebody (أحكامهم), what many do (يبنون).
_NO_NAME = re.compile(r".*[^\u0621-\u064a].*|.*(?:هم|هما|كم)|[يت].*ون")
#: Words within names that begin none behind a title: لا ريونيون, أم لا.
_NO_FIRST = frozenset({"لا", "ام", "بن", "ال", "آل", "دي", "فون"})
_OPENING = frozenset("\"«“('")
