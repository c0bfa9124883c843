"""Quoted spans: which marks open, which close, which are strays.

A line's marks are read together: of all the ways to take each mark as opening, closing or stray, the cheapest
wins (``pairing``). What a mark looks like («), what stands beside it (a space, a colon, a letter) and
what would stay open all have a cost, so reversed pairs, mixed families, nesting in straight marks and a
missing mark need no rules of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mujaz.analysis.quotes.pairing import AGAINST, REVERSED, UNSURE, Mark, read_marks
from mujaz.analysis.record import BODY_KINDS, Line, Problem

_MARK = re.compile("[\"″＂«»“”„‟‹›'‘’]")  # one set of characters: the search is over every letter of the text
_APOSTROPHES = "'‘’"
_FAMILY = {
    "«": "g",
    "»": "g",
    "‹": "g",
    "›": "g",
    "“": "c",
    "”": "c",
    "„": "c",
    "‟": "c",
    '"': "s",
    "″": "s",
    "＂": "s",
}
_OPENS = "«“„‹‘"
_STRAIGHT = '"″＂'
_CLOSES = "»”›″"
_SPACE = " \t\u00a0\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
_BEFORE_OPENING = _SPACE + "([{،,:؛;-–—/\u0640"
_AFTER_CLOSING = ".،,؛;:؟?!…)]}-–—/"
_TRIM = _SPACE + "\r"
_WORD_BEFORE = re.compile(r"(?<!\w)([^\W\d_][\w\u064b-\u0652]*)\s*$")
_LETTER = re.compile(r"\w")
_PROCLITICS = frozenset("وفبلكـ")

_RUN = 4  # so many marks in a row are looked past for what stands beside them


@dataclass(frozen=True, slots=True)
class Marked:
    """A quoted span. ``text[start:end]`` is what is quoted, without its marks and the space inside them."""

    start: int
    end: int
    outer_start: int  # the opening mark
    outer_end: int  # after the closing mark; ``end`` where there is none
    line: int  # index into the lines given
    depth: int  # 0, or how many quotations it stands in
    closed: bool


def find_marked(
    text: str,
    lines: Sequence[Line],
    is_cue: Callable[[str], bool] = lambda word: False,
) -> tuple[list[Marked], list[Problem]]:
    """All quoted spans of the body lines, in the order of the text, an outer one before those in it.

    ``is_cue`` says whether a word reports speech: a mark glued to such a word opens, whatever its shape.

    >>> line = Line(0, 0, 18, "paragraph")
    >>> [(m.start, m.end) for m in find_marked("قال: «نعم» ثم صمت.", [line])[0]]
    [(6, 9)]
    """
    spans: list[Marked] = []
    problems: list[Problem] = []
    for index, line in enumerate(lines):
        if line.kind not in BODY_KINDS:
            continue
        marks = _marks(text, line)
        pairs = _plain_pairs(marks)
        unclosed: list[tuple[int, int]] = []
        stray: list[int] = []
        if pairs is None:
            _mark_brought(text, line, marks, is_cue)
            pairs, unclosed, stray = read_marks(marks)
        found = [_pair(text, marks[i], marks[j], index, depth) for i, j, depth in pairs]
        for position, (i, depth) in enumerate(unclosed):
            limit = marks[unclosed[position + 1][0]].start if position + 1 < len(unclosed) else line.end
            end = _unclosed_end(text, marks[i].end, limit, marks[i + 1 : i + 7], is_cue)
            found.append(_trim(text, marks[i].end, end, marks[i].start, end, index, depth, closed=False))
        spans.extend(_settle([span for span in found if _LETTER.search(text, span.start, span.end)]))
        open_marks = [marks[i] for i, __ in unclosed]
        if open_marks and _goes_on(text, lines, index, open_marks[-1]):
            open_marks.pop()
        for mark in open_marks[:20]:
            problems.append(_problem(text, line, mark, "is never closed; add the closing mark"))
        for i in stray[:20]:
            problems.append(_problem(text, line, marks[i], "has no opening mark; add one or remove it"))
    spans.sort(key=lambda span: (span.start, -span.end))
    return spans, problems


def _goes_on(text: str, lines: Sequence[Line], index: int, mark: Mark) -> bool:
    """Whether the next paragraph opens with the same mark: one speech, closed at its very end."""
    for line in lines[index + 1 : index + 4]:  # a caption may stand between
        if line.kind == "paragraph":
            return text.startswith(text[mark.start : mark.end], line.start)
    return False


def _problem(text: str, line: Line, mark: Mark, fault: str) -> Problem:
    shown = text[mark.start : mark.end][:4]
    return Problem(line.line, "unbalanced-quote", f"the quotation mark {shown} {fault}")


def _marks(text: str, line: Line) -> list[Mark]:
    marks: list[Mark] = []
    done = line.start
    for match in _MARK.finditer(text, line.start, line.end):
        start, end = match.span()
        sign = text[start]
        if start < done:
            continue
        if sign in _APOSTROPHES:
            end = _apostrophe(text, line, start)
            done = max(end, done)
            if end == start:
                continue
        left, right = start, end
        while left > max(line.start, start - _RUN) and text[left - 1] in _STRAIGHT:
            left -= 1
        while right < min(line.end, end + _RUN) and text[right] in _STRAIGHT:
            right += 1
        before = text[left - 1] if left > line.start else " "
        after = text[right] if right < line.end else " "
        opening, closing = _context(text, line, start, end, before, after)
        if sign in _OPENS:
            closing += REVERSED
        elif sign in _CLOSES:
            opening += REVERSED
        marks.append(Mark(start, end, _FAMILY.get(sign, "a"), opening, closing))
    return marks


def _apostrophe(text: str, line: Line, start: int) -> int:
    """Where an apostrophe mark ends: two are one mark, one only at the edge of a word; else ``start``."""
    end = start + 1
    while end < line.end and text[end] == text[start]:
        end += 1
    if end - start > 1:
        return end
    before = start > line.start and text[start - 1].isalnum()
    after = end < line.end and text[end].isalnum()
    return end if before != after else start


def _plain_pairs(marks: list[Mark]) -> list[tuple[int, int, int]] | None:
    """The reading of marks that nothing speaks against: one pair after the other; None if there is none."""
    if len(marks) % 2:
        return None
    for i in range(0, len(marks), 2):
        first, second = marks[i], marks[i + 1]
        if first.opening or second.closing or first.family != second.family:
            return None
    return [(i, i + 1, 0) for i in range(0, len(marks), 2)]


def _mark_brought(text: str, line: Line, marks: list[Mark], is_cue: Callable[[str], bool]) -> None:
    """See which marks a colon, a cue or أن brings. A mark glued to a cue opens, whatever its shape."""
    for mark in marks:
        word = _WORD_BEFORE.search(text, max(line.start, mark.start - 18), mark.start)
        said = word is not None and is_cue(word.group(1))
        before = text[mark.start - 1] if mark.start > line.start else " "
        if said and mark.opening and before not in _BEFORE_OPENING:
            mark.opening, mark.closing = 0.0, mark.closing + AGAINST
        mark.brought = said or text[max(line.start, mark.start - 3) : mark.start].rstrip(_SPACE).endswith(":")


def _context(text: str, line: Line, start: int, end: int, before: str, after: str) -> tuple[float, float]:
    """What opening and closing cost by the neighbours of the mark."""
    can_open = before in _BEFORE_OPENING or (
        before in _PROCLITICS and (start - 2 < line.start or not text[start - 2].isalpha())
    )
    space_after = after in _SPACE
    if space_after and (before in _SPACE or before in ":،"):
        left = text[max(line.start, start - 4) : start].rstrip(_SPACE)[-1:]
        right = text[end : min(line.end, end + 4)].lstrip(_SPACE)[:1]
        if left == ":" or start == line.start:
            return 0.0, AGAINST
        if not right or right in _AFTER_CLOSING:
            return AGAINST, 0.0
        return UNSURE, UNSURE
    if space_after or after in _AFTER_CLOSING:
        return AGAINST, 0.0 if before not in _SPACE or after in _AFTER_CLOSING else UNSURE
    if can_open:
        return 0.0, AGAINST
    return AGAINST if before in _AFTER_CLOSING else UNSURE, UNSURE


def _pair(text: str, opening: Mark, closing: Mark, line: int, depth: int) -> Marked:
    return _trim(text, opening.end, closing.start, opening.start, closing.end, line, depth, closed=True)


def _trim(
    text: str, start: int, end: int, outer_start: int, outer_end: int, line: int, depth: int, *, closed: bool
) -> Marked:
    while start < end and text[start] in _TRIM:
        start += 1
    while start < end and text[end - 1] in _TRIM:
        end -= 1
    if not closed:
        while start < end and text[end - 1] in _TRIM + ".":
            end -= 1
        outer_end = end
    return Marked(start, end, outer_start, outer_end, line, depth, closed)


#: A participle so near behind a verb with و belongs to its clause.
_CLAUSE = 120
_NEXT_CLAUSE = re.compile(r"\s*[،,.؛]\s*(\S+)")


def _unclosed_end(text: str, start: int, limit: int, later: list[Mark], is_cue: Callable[[str], bool]) -> int:
    """Where a quotation without closing mark ends: before the next reporting clause, else with its line."""
    brought = next((mark for mark in later if mark.brought), None)
    if brought is None:
        return limit
    stop = min(brought.start, limit)
    cut = None
    for match in _NEXT_CLAUSE.finditer(text, start, stop):
        word = match.group(1)
        if not is_cue(word.strip("\"'«»“”:،,.")):
            continue
        follows = (
            cut is not None and cut.group(1)[0] == "و" != word[0] and match.start() - cut.start() < _CLAUSE
        )
        if not follows:  # … المهندس، وكتبت فلانة، مطالبة الجمهور: the participle is hers
            cut = match
    return cut.start() if cut is not None else stop


def _settle(found: list[Marked]) -> list[Marked]:
    """Depths after unclosed quotations were cut short: what no longer stands in another is not nested."""
    settled: list[Marked] = []
    open_spans: list[Marked] = []
    for span in sorted(found, key=lambda span: (span.start, -span.end)):
        while open_spans and open_spans[-1].end <= span.start:
            open_spans.pop()
        if open_spans and open_spans[-1].end < span.end:  # overlaps: the one begun first stands
            continue
        if open_spans and (open_spans[-1].start, open_spans[-1].end) == (span.start, span.end):  # ""…""
            continue
        settled.append(
            Marked(
                span.start,
                span.end,
                span.outer_start,
                span.outer_end,
                span.line,
                len(open_spans),
                span.closed,
            )
        )
        open_spans.append(settled[-1])
    return settled
