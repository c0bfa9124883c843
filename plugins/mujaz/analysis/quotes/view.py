"""A line made ready for the quotation rules: words, quotations closed up or left readable, names found."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from mujaz.analysis.quotes import cues
from mujaz.analysis.quotes.marks import Marked
from mujaz.analysis.quotes.nameforms import verb_like
from mujaz.analysis.quotes.rolewords import COMPLEMENTIZERS, head_kind, lexicon
from mujaz.analysis.quotes.words import Row, Tokens, Words, fold, split, tokens_of
from mujaz.analysis.record import Line

if TYPE_CHECKING:
    from mujaz.analysis.entities.names import Mention

#: Names less sure than this tell nothing.
_SURE_MENTION = 0.8
_NAME_WORDS = 6  # a quoted name has no more words
_LONG = 8  # a quotation with more is never a name


#: Letters made ready at a time: what is worked on should fit the processor's cache, however long the article.
_BLOCK = 8_000


@dataclass(slots=True)
class View:
    """One line; ``spans`` are its outermost quotations, which ``words.quotes`` counts."""

    index: int
    line: Line
    words: Words
    spans: list[Marked]
    tokens: Tokens  # of some lines, this one among them


def view_lines(
    text: str, lines: Sequence[Line], marked: Sequence[Marked], mentions: Sequence[Mention]
) -> Iterator[View]:
    """The views of the lines that are read, in order: all up to the last quotation."""
    last = max((span.line for span in marked), default=-1)  # what follows tells nothing of a quotation
    if any(lines[span.line].kind != "paragraph" for span in marked):
        last = len(lines) - 1  # but who speaks in a headline may stand anywhere
    by_line: dict[int, list[Marked]] = {}
    for span in marked:
        if span.depth == 0:
            by_line.setdefault(span.line, []).append(span)
    read = [
        (index, line)
        for index, line in enumerate(lines[: last + 1])
        if line.kind in ("title", "paragraph", "subhead", "caption")
    ]
    named = 0  # mentions passed
    for block in _blocks(read):
        start, end = block[0][1].start, block[-1][1].end
        tokens = tokens_of(text[start:end], start)
        for index, line in block:
            view = _view(text, tokens, index, line, by_line.get(index, []))
            named = _tag(text, view, mentions, named)
            yield view


def _blocks(read: Sequence[tuple[int, Line]]) -> Iterator[Sequence[tuple[int, Line]]]:
    """Lines one after the other, some at a time."""
    first = 0
    for number, (__, line) in enumerate(read):
        if line.end - read[first][1].start >= _BLOCK or number == len(read) - 1:
            yield read[first : number + 1]
            first = number + 1


def count_words(view: View, vocabulary: Counter[str]) -> None:
    """Add a line's words, quoted ones too, to those met so far, and let its words know them."""
    starts = view.tokens.starts
    first, last = bisect_left(starts, view.line.start), bisect_left(starts, view.line.end)
    vocabulary.update(view.tokens.forms[first:last])
    view.words.vocabulary = vocabulary


@lru_cache(maxsize=65536)
def brings_words(word: str) -> bool:
    """Whether a word brings reported words: a cue, or أن."""
    return cues.is_cue(word) or fold(word) in COMPLEMENTIZERS


def _view(text: str, tokens: Tokens, index: int, line: Line, spans: list[Marked]) -> View:
    rows = []
    for number, span in enumerate(spans):
        following = spans[number + 1].outer_start if number + 1 < len(spans) else line.end
        closed_up = _is_speech(text, line, span, following)
        rows.append(Row(span.outer_start, span.start, span.end, span.outer_end, number, closed_up))
    return View(index, line, split(tokens, line.start, line.end, rows), spans, tokens)


def _is_speech(text: str, line: Line, span: Marked, following: int) -> bool:
    """Whether a quotation is closed to the reader of the sentence around it, or a quoted name or term."""
    inside = text[span.start : min(span.end, span.start + 400)].split()
    if len(inside) > _LONG:
        return True
    before = text[max(line.start, span.outer_start - 24) : span.outer_start].split()
    last = before[-1] if before else ""
    if last.endswith(":"):
        return True
    word = fold(last.strip("،,()"))
    lex = lexicon()
    if len(inside) > 3:
        brought = head_kind(word, lex) == "body" or cues.look_up(word) is not None
        first = fold(inside[0])
        named = brought and head_kind(first, lex) == "body"
        of_body = head_kind(word, lex) == "body" and not word.startswith("ال") and cues.look_up(word) is None
        called = of_body and first in lex.ordinary and not verb_like(first, lex)
        return not ((named or called) and len(inside) <= _NAME_WORDS)
    if cues.look_up(word) is None or last.endswith(("،", ",")):
        return word in COMPLEMENTIZERS
    after = text[span.outer_end : min(following, span.outer_end + 90, line.end)]
    if following < line.end and after.split() and after.lstrip()[0] not in "و،.,؛" and "." not in after:
        return False  # قال «فلان» في مؤتمر «…»
    goes_on = any(fold(word.strip("،,:")) in COMPLEMENTIZERS for word in after.split()[:9])
    return not (goes_on or after.rstrip().endswith(":"))  # ذكر «مجاهد» أن …


def _tag(text: str, view: View, mentions: Sequence[Mention], named: int) -> int:
    """Tell a line's words which names were found in it; ``named`` mentions, and those returned, are passed.

    Numbers of known names are not negative; what the tagger found has negative ones. A place or body of the
    tagger's that begins with a given name is taken for a person.
    """
    for number in range(named, len(mentions)):
        mention = mentions[number]
        if mention.start >= view.line.end:
            return number
        if mention.start < view.line.start or mention.score < _SURE_MENTION:
            continue
        known = mention.finder == "gazetteer"
        kind: str = mention.kind
        if kind in ("LOC", "ORG") and not known:
            first = fold(text[mention.start : mention.end]).split()[:1]
            kind = "PER" if first and first[0] in lexicon().given else kind
        view.words.tag(number if known else -1 - number, mention.start, mention.end, kind)
    return len(mentions)
