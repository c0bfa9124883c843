"""From marks to quotations: who said what, with the rule that says so and how sure it is."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from mujaz.analysis.collector import held
from mujaz.analysis.quotes import kinds
from mujaz.analysis.quotes.discourse import Reader
from mujaz.analysis.quotes.draft import THRESHOLD, Decision, Draft
from mujaz.analysis.quotes.headings import read_heading, settle_headings
from mujaz.analysis.quotes.introductions import introduce
from mujaz.analysis.quotes.marks import Marked, find_marked
from mujaz.analysis.quotes.memory import Event, Memory
from mujaz.analysis.quotes.people import People, Person
from mujaz.analysis.quotes.rolewords import COMMAS, has_complementizer
from mujaz.analysis.quotes.view import View, brings_words, count_words, view_lines
from mujaz.analysis.quotes.words import CLOSE, QUOTE, Words, fold, sentences
from mujaz.analysis.record import Line, Problem, Quote, QuoteKind

if TYPE_CHECKING:
    from mujaz.analysis.entities.names import Mention

__all__ = ["THRESHOLD", "Decision", "explain_quotes", "find_quotes"]

#: How sure it is that a quotation without any cue belongs to whoever has the floor.
_FLOOR = 0.5
_FLOOR_LEAST = 0.3
_BROUGHT = 0.9  # a paragraph of its own after one that ends with a colon
_FADING = 0.05  # for every paragraph since they spoke
_BEHIND = 0.12  # what a cue behind its quotation loses
_REACH_BEHIND = 14  # tokens from a quotation to a cue behind it
_POINTS_BACK = COMMAS | {CLOSE, "هذا", "ما", "هكذا", "بهذا", "كما"}  # «…»، هذا ما قاله فلان
_TERM = 4  # so many words in marks are a term wherever they were one before
_REACH_BACK = 12  # speech acts of its sentence a quotation may belong to


def find_quotes(
    text: str, lines: Sequence[Line], mentions: Sequence[Mention], trace: list[Decision] | None = None
) -> tuple[list[Quote], list[Problem]]:
    """All quoted spans of the body, in order, with kinds and speakers, and located problems with the marks.

    ``trace``, if given, gets a ``Decision`` for every quotation. Never raises, whatever the text.
    """
    with held():
        marked, problems = find_marked(text, lines, brings_words)
        drafts = _read(text, lines, marked, mentions) if marked else []
        if trace is not None:
            trace.extend(draft.decision(text) for draft in drafts)
        return [draft.quote(text) for draft in drafts], problems


def _read(
    text: str, lines: Sequence[Line], marked: Sequence[Marked], mentions: Sequence[Mention]
) -> list[Draft]:
    """Read the article from its first line to its last quotation."""
    people = People()
    reader = Reader(text, people, Memory())
    vocabulary: Counter[str] = Counter()
    drafts: list[Draft] = []
    brought = False  # the paragraph before ends with a colon
    for view in view_lines(text, lines, marked, mentions):
        count_words(view, vocabulary)
        introduce(text, view, people)
        announces = view.words.forms[-1:] == [":"]  # a short line of its own: وقالت فلانة:
        if view.line.kind == "paragraph" or (announces and view.line.kind == "subhead"):
            drafts += _read_paragraph(text, view, reader, drafts[-1] if drafts else None, brought=brought)
            brought = announces
        else:
            drafts += read_heading(text, view, reader)
    drafts += [Draft(span, "scare", "nested") for span in marked if span.depth]
    settle_headings(text, drafts, people)
    drafts.sort(key=lambda draft: (draft.span.start, -draft.span.end))
    return drafts


def explain_quotes(text: str, lines: Sequence[Line], mentions: Sequence[Mention]) -> list[Decision]:
    """How each quotation of ``find_quotes`` was decided, in the same order."""
    trace: list[Decision] = []
    find_quotes(text, lines, mentions, trace)
    return trace


def _read_paragraph(
    text: str, view: View, reader: Reader, last: Draft | None, *, brought: bool
) -> list[Draft]:
    drafts: list[Draft] = []
    words = view.words
    reader.start_line(view.index, words)
    quoted = list(words.quotes)
    previous: QuoteKind | None = None
    for start, stop in sentences(words):
        state = reader.memory.current
        reader.note_subject(words, start, stop)
        events = reader.events(words, start, stop)
        for token in quoted[bisect_left(quoted, start) : bisect_left(quoted, stop)]:
            span = view.spans[words.quotes[token]]
            event = _governing(words, token, events)
            ahead = event if event is not None and event.position < token else None
            inside = text[span.start : span.end].split()
            first = [form for word in inside[:4] if (form := fold(word.strip("،,:.؛")))] or [""]
            previous = kinds.judge(words, token, first, len(inside), ahead, previous)
            if len(inside) <= _TERM:
                previous = reader.termed(first, previous)
            if (
                previous == "mixed"
                and token == start
                and event is not None
                and event.attached
                and ahead is None
            ):
                previous = "speech"  # «…»، يقول فلان
            draft = _attribute(text, view, token, span, previous, event, reader.memory, state)
            if token == 0 and event is None and last is not None and not last.span.closed:
                draft = _reopened(span, last)
            elif token == 0 and event is None and brought:  # قائلا: and a new line
                draft.kind = "speech" if draft.kind == "mixed" else draft.kind
                if draft.speaker is not None:
                    draft.rule = "continuation"
                    if reader.memory.line == view.index - 1:  # they spoke in the paragraph that brings it
                        draft.confidence = min(_BROUGHT, reader.memory.sure)
            drafts.append(draft)
    return drafts


def _reopened(span: Marked, last: Draft) -> Draft:
    """A quotation the paragraph before left open goes on: the same person speaks."""
    return Draft(span, last.kind, "reopened", last.speaker, confidence=last.confidence, state=last.speaker)


def _governing(words: Words, token: int, events: list[Event]) -> Event | None:
    """The speech act a quotation belongs to: the last verb before it, an aside, or one behind it."""
    ahead = bisect_left(events, token, key=lambda event: event.position)
    before = events[max(0, ahead - _REACH_BACK) : ahead]
    attached = [event for event in before if event.attached]
    if attached and words.forms[token - 1] == ":":  # a colon takes up the sentence's own verb again
        for event in reversed(attached):
            if not event.inner or not _has_clause(words, event, token):
                return event
    if attached:
        return attached[-1]
    if before:
        return before[-1]
    for event in events[ahead:]:
        if event.position > token + _REACH_BEHIND:
            break
        follows = event.position <= token + 2 and event.cue is not None and event.cue.shape == "present"
        if event.rule == "participle" or (event.rule == "continuation" and not follows):
            continue
        between = words.forms[token + 1 : event.position]
        if QUOTE in between:
            break
        if not event.attached or all(form in _POINTS_BACK for form in between):
            return event
    return None


def _has_clause(words: Words, event: Event, token: int) -> bool:
    """Whether a speech act has its أن before the quotation already."""
    return has_complementizer(words.forms, event.end, token)


def _attribute(
    text: str,
    view: View,
    token: int,
    span: Marked,
    kind: QuoteKind,
    event: Event | None,
    memory: Memory,
    state: Person | None,
) -> Draft:
    words = view.words
    if event is None:
        if memory.current is None:
            return Draft(span, kind, "nobody", state=state)
        confidence = max(_FLOOR_LEAST, _FLOOR - _FADING * (view.index - memory.line))
        return Draft(span, kind, "floor", memory.current, confidence=confidence, state=state)
    cue = text[words.starts[event.position] : words.ends[event.position]]
    if event.cue is not None and event.cue.kind == "head":
        return Draft(span, "scare", "headline-quoted", cue=cue, state=state)
    mention = event.mention
    return Draft(
        span,
        kind,
        event.rule,
        event.speaker,
        (words.starts[mention.first] + mention.cut, words.ends[mention.last - 1]) if mention else None,
        cue,
        event.confidence - (_BEHIND if event.position > token else 0.0),
        state,
    )
