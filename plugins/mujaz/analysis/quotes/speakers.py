"""From marks to quotations: who said what, with the rule that says so and how sure it is."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from mujaz.analysis.entities.names import Mention
from mujaz.analysis.quotes import cues, kinds
from mujaz.analysis.quotes.discourse import Event, Memory, Reader, sentences
from mujaz.analysis.quotes.marks import Marked, find_marked
from mujaz.analysis.quotes.nounphrase import Phrase, parse
from mujaz.analysis.quotes.people import People, Person
from mujaz.analysis.quotes.personal import Known
from mujaz.analysis.quotes.rolewords import COMMAS, COMPLEMENTIZERS, head_kind, lexicon
from mujaz.analysis.quotes.words import CLOSE, OPEN, QUOTE, Row, Words, fold, split
from mujaz.analysis.record import Line, Problem, Quote, QuoteKind

#: Below this confidence a quotation is shown without a speaker (see docs/analysis-record.md).
THRESHOLD = 0.62


@dataclass(frozen=True, slots=True)
class Decision:
    """Why a quotation has its speaker: what ``mujaz explain`` shows."""

    start: int
    end: int
    kind: QuoteKind
    speaker: str | None  # before the threshold
    rule: str
    cue: str | None
    mention: str | None
    state: str | None  # who had the floor before this quotation
    confidence: float
    shown: bool  # confidence reached the threshold


@dataclass(slots=True)
class _Line:
    index: int
    line: Line
    words: Words
    spans: list[Marked]


def find_quotes(
    text: str, lines: Sequence[Line], mentions: Sequence[Mention], trace: list[Decision] | None = None
) -> tuple[list[Quote], list[Problem]]:
    """All quoted spans of the body, in order, with kinds and speakers, and located problems with the marks."""
    marked, problems = find_marked(text, lines, _brings)
    if not marked:
        return [], problems
    by_line: dict[int, list[Marked]] = {}
    for span in marked:
        by_line.setdefault(span.line, []).append(span)
    views = [_view(text, i, line, by_line.get(i, [])) for i, line in enumerate(lines) if line.kind in _READ]
    _annotate(text, views, mentions)
    people = People()
    memory = Memory()
    reader = Reader(text, people, memory)
    drafts: list[_Draft] = []
    for view in views:
        _introduce(text, view, people)
        if view.line.kind == "paragraph":
            drafts += _paragraph(text, view, reader, memory)
        else:
            drafts += _heading(text, view, reader)
    nested = [span for span in marked if span.depth]
    drafts += [_Draft(span, "scare", None, None, None, "nested", 0.0, None) for span in nested]
    _headline_repeats(text, views, drafts)
    drafts.sort(key=lambda draft: (draft.span.start, -draft.span.end))
    quotes = [_quote(text, draft, trace) for draft in drafts]
    return quotes, problems


@lru_cache(maxsize=8192)
def _brings(word: str) -> bool:
    """Whether a word brings reported words: a cue, or أن."""
    return cues.is_cue(word) or fold(word) in COMPLEMENTIZERS


_READ = frozenset({"title", "paragraph", "subhead", "caption"})


@dataclass(slots=True)
class _Draft:
    span: Marked
    kind: QuoteKind
    speaker: Person | None
    mention: tuple[int, int] | None
    cue: str | None
    rule: str
    confidence: float
    state: Person | None
    in_title: bool = False


def _quote(text: str, draft: _Draft, trace: list[Decision] | None) -> Quote:
    span = draft.span
    person = draft.speaker if draft.kind != "scare" else None
    shown = person is not None and draft.confidence >= THRESHOLD
    if trace is not None:
        mention = text[draft.mention[0] : draft.mention[1]] if draft.mention else None
        state = draft.state.name if draft.state else None
        name = person.name if person else None
        trace.append(
            Decision(
                span.start,
                span.end,
                draft.kind,
                name,
                draft.rule,
                draft.cue,
                mention,
                state,
                draft.confidence,
                shown,
            )
        )
    return Quote(
        start=span.start,
        end=span.end,
        text=text[span.start : span.end],
        kind=draft.kind,
        speaker=person.name if shown and person else None,
        mention=draft.mention if person else None,
        cue=draft.cue,
        confidence=draft.confidence if person else 0.0,
        rule=draft.rule,
        role=person.role if shown and person else None,
    )


# -- reading the lines ----------------------------------------------------------------------------------------


def _view(text: str, index: int, line: Line, spans: list[Marked]) -> _Line:
    outer = [span for span in spans if span.depth == 0]
    rows = []
    for number, span in enumerate(outer):
        opaque = _opaque(text, line, span, outer[number + 1] if number + 1 < len(outer) else None)
        rows.append(Row(span.outer_start, span.start, span.end, span.outer_end, number, opaque))
    return _Line(index, line, split(text, line.start, line.end, rows), outer)


def _opaque(text: str, line: Line, span: Marked, following: Marked | None) -> bool:
    """Whether a quotation is speech closed to the reader of the sentence around it, or a quoted name or term."""
    inside = text[span.start : span.end].split()
    if len(inside) > 8:
        return True
    before = text[max(line.start, span.outer_start - 24) : span.outer_start].split()
    last = before[-1] if before else ""
    if last.endswith(":"):
        return True
    word = fold(last.strip("،,()"))
    lex = lexicon()
    if len(inside) >= 4:
        named = head_kind(fold(inside[0]), lex) == "body" and (
            head_kind(word, lex) == "body" or cues.look_up(word) is not None
        )
        return not (named and len(inside) <= 6)
    if cues.look_up(word) is not None and not last.endswith(("،", ",")):
        stop = following.outer_start if following else min(line.end, span.outer_end + 90)
        after = [
            fold(w.strip("،,:")) for w in text[span.outer_end : min(stop, span.outer_end + 90)].split()[:9]
        ]
        raw = text[span.outer_end : min(stop, span.outer_end + 90)]
        return not (any(w in COMPLEMENTIZERS for w in after) or raw.rstrip().endswith(":"))
    return word in COMPLEMENTIZERS


def _annotate(text: str, views: list[_Line], mentions: Sequence[Mention]) -> None:
    """Tell each line's words which names were found in it, and the words of the whole article."""
    quoted = [span for view in views for span in view.spans]
    vocabulary = Counter(form for view in views for form in view.words.forms)
    for span in quoted:
        vocabulary.update(fold(text[span.start : span.end]).split())
    for view in views:
        view.words.vocabulary = vocabulary
    ends = [view.line.end for view in views]
    for number, mention in enumerate(mentions):
        at = bisect_right(ends, mention.start)
        if at < len(views) and views[at].line.start <= mention.start and mention.score >= 0.8:
            kind = mention.kind
            if kind in ("LOC", "ORG") and mention.finder == "tagger":
                first = fold(text[mention.start : mention.end]).split()[:1]
                kind = "PER" if first and first[0] in lexicon().given else kind
            number = number if mention.finder == "gazetteer" else -1 - number
            views[at].words.tag(number, mention.start, mention.end, kind)


def _introduce(text: str, view: _Line, people: People) -> None:
    """Enter everybody the line introduces: with a title first, then by a given name or a name found."""
    for titled in (True, False):
        _introduced(text, view, people, people.known(), titled=titled)


@lru_cache(maxsize=16384)
def _opens_title(form: str) -> int:
    """Whether a title begins with this word: 0 no, 1 yes, 2 after a clitic."""
    lex = lexicon()
    if form in lex.honorific or head_kind(form, lex) == "person":
        return 1
    rest = form[1:]
    clitic = form[0] in "وفبلك" and len(form) > 3
    return 2 if clitic and (rest in lex.honorific or head_kind(rest, lex) == "person") else 0


def _introduced(text: str, view: _Line, people: People, known: Known, *, titled: bool) -> None:
    lex = lexicon()
    words = view.words
    forms = words.forms
    if titled:
        places = [(i, opens - 1) for i, form in enumerate(forms) if (opens := _opens_title(form))]
    else:
        given = [i for i, form in enumerate(forms) if form in lex.given]
        found = [i for i, tag in words.tags.items() if tag[0] == "PER"]
        places = [(i, 0) for i in sorted({*given, *found}) if forms[i] not in lex.venue]
    done = 0
    for i, cut in places:
        if i < done or (not titled and i and forms[i - 1] == OPEN):
            continue
        phrase = parse(words, i, len(forms), cut=cut, known=known)
        if phrase is None or phrase.name is None or phrase.kind not in ("person", "name"):
            continue
        if phrase.kind == "person" or phrase.name[1] - phrase.name[0] > 1:
            people.add_name(text, words, phrase, (view.index, i))
        done = phrase.end


def _paragraph(text: str, view: _Line, reader: Reader, memory: Memory) -> list[_Draft]:
    drafts: list[_Draft] = []
    words = view.words
    reader.start_line(view.index)
    previous: QuoteKind | None = None
    for start, stop in sentences(words):
        state = memory.current
        reader.note_subject(words, start, stop)
        events = reader.events(words, start, stop)
        for token in range(start, stop):
            if words.forms[token] not in (QUOTE, OPEN) or token not in words.quotes:
                continue
            span = view.spans[words.quotes[token]]
            event = _governing(words, token, start, stop, events)
            inside = [
                fold(word.strip("،,:.؛"))
                for word in text[span.start : min(span.end, span.start + 60)].split()[:4]
            ]
            inside = [word for word in inside if word] or [""]
            count = len(text[span.start : span.end].split())
            ahead = event if event is not None and event.position < token else None
            kind = kinds.judge(words, token, inside, count, ahead, previous)
            previous = kind
            drafts.append(_attribute(text, view, words, token, span, kind, event, memory, state))
    return drafts


def _governing(words: Words, token: int, start: int, stop: int, events: list[Event]) -> Event | None:
    before = [event for event in events if event.position < token]
    attached = [event for event in before if event.attached]
    if attached and words.forms[token - 1] == ":":  # a colon takes up the sentence's own verb again
        for event in reversed(attached):
            if not event.inner or not _brought(words, event, token):
                return event
    if attached:
        return attached[-1]
    if before:
        return before[-1]
    for event in events:
        if (
            event.position > token
            and event.position <= token + 14
            and event.rule not in ("continuation", "participle")
        ):
            between = words.forms[token + 1 : event.position]
            if QUOTE in between:
                break
            if not event.attached or all(form in COMMAS or form == CLOSE for form in between):
                return event
    return None


def _brought(words: Words, event: Event, token: int) -> bool:
    """Whether a speech act has its أن before the quotation already."""
    return any(form in COMPLEMENTIZERS for form in words.forms[event.end : token])


def _attribute(
    text: str,
    view: _Line,
    words: Words,
    token: int,
    span: Marked,
    kind: QuoteKind,
    event: Event | None,
    memory: Memory,
    state: Person | None,
) -> _Draft:
    if event is not None:
        cue = text[words.starts[event.position] : words.ends[event.position]]
        if event.cue is not None and event.cue.kind == "head":
            return _Draft(span, "scare", None, None, cue, "headline-quoted", 0.0, state)
        mention = None
        if event.mention is not None:
            mention = (
                words.starts[event.mention.first] + event.mention.cut,
                words.ends[event.mention.last - 1],
            )
        confidence = event.confidence - (0.12 if event.position > token else 0.0)
        return _Draft(span, kind, event.speaker, mention, cue, event.rule, confidence, state)
    if memory.current is not None:
        distance = view.index - memory.line
        return _Draft(span, kind, memory.current, None, None, "floor", max(0.3, 0.5 - 0.05 * distance), state)
    return _Draft(span, kind, None, None, None, "nobody", 0.0, state)


def _heading(text: str, view: _Line, reader: Reader) -> list[_Draft]:
    """Titles, subheads and captions: a name and a colon, or a cue, may bring a quotation; they leave no memory."""
    words = view.words
    reader.start_line(view.index)
    kept = Memory(reader.memory.current, reader.memory.line, list(reader.memory.recent))
    drafts: list[_Draft] = []
    colon = next((i for i, form in enumerate(words.forms[:14]) if form == ":"), None)
    phrase: Phrase | None = None
    if colon is not None:
        phrase = parse(words, 0, colon, known=reader.known)
        if phrase is not None and phrase.end < colon - 3:
            phrase = None
    person = reader.person(words, phrase)[0] if phrase is not None and phrase.kind != "noun" else None
    for token, form in enumerate(words.forms):
        if form not in (QUOTE, OPEN) or token not in words.quotes:
            continue
        span = view.spans[words.quotes[token]]
        inside = [fold(word) for word in text[span.start : span.end].split()]
        whole = len(inside) >= 4 and (colon is not None and token > colon or token == 0)
        kind: QuoteKind = "speech" if whole else "scare"
        mention = (words.starts[phrase.first], words.ends[phrase.last - 1]) if phrase and person else None
        drafts.append(
            _Draft(
                span,
                kind,
                person,
                mention,
                None,
                "heading" if person else "nobody",
                0.85 if person else 0.0,
                None,
                True,
            )
        )
    reader.memory.current, reader.memory.line, reader.memory.recent = kept.current, kept.line, kept.recent
    return drafts


def _headline_repeats(text: str, views: list[_Line], drafts: list[_Draft]) -> None:
    """A headline that repeats words of a quotation below has its speaker."""
    body = [
        draft
        for draft in drafts
        if not draft.in_title and draft.speaker is not None and draft.kind != "scare"
    ]
    for draft in drafts:
        if not draft.in_title or draft.speaker is not None or draft.kind == "scare":
            continue
        words = set(fold(text[draft.span.start : draft.span.end]).split())
        best = max(
            body,
            key=lambda other: len(words & set(fold(text[other.span.start : other.span.end]).split())),
            default=None,
        )
        if best is not None:
            common = len(words & set(fold(text[best.span.start : best.span.end]).split()))
            if common >= 3 or 2 * common >= len(words):
                draft.speaker, draft.rule, draft.confidence = (
                    best.speaker,
                    "headline-repeats",
                    min(0.8, best.confidence),
                )
