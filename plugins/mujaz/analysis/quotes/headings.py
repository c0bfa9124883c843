"""Quotations in titles, subheads and captions. They neither take nor leave the floor."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from mujaz.analysis.quotes.discourse import Reader
from mujaz.analysis.quotes.draft import Draft
from mujaz.analysis.quotes.nounphrase import parse
from mujaz.analysis.quotes.people import People
from mujaz.analysis.quotes.phrase import Phrase
from mujaz.analysis.quotes.view import View
from mujaz.analysis.quotes.words import OPEN, QUOTE, fold

_NAME_REACH = 14  # tokens before the colon of هيوز: «…»
_CERTAINTY = 0.85
_REPEATED = 0.8
_SHARED = 3  # words a heading shares with the quotation it repeats
_LOOKED_AT = 60  # so many quotations with one word are looked at


def read_heading(text: str, view: View, reader: Reader) -> list[Draft]:
    """The quotations of one heading: برهوم: «…» has the name before the colon for its speaker."""
    words = view.words
    if not words.quotes:
        return []
    reader.start_line(view.index, view.words)
    colon = next((i for i, form in enumerate(words.forms[:_NAME_REACH]) if form == ":"), None)
    phrase = _before_colon(view, reader, colon)
    named = phrase is not None and phrase.kind != "noun"
    person = reader.person(words, phrase)[0] if phrase is not None and named else None
    drafts = []
    for token in sorted(words.quotes):
        if words.forms[token] not in (QUOTE, OPEN):
            continue
        span = view.spans[words.quotes[token]]
        whole = token == 0 or (colon is not None and token > colon)
        long = len(text[span.start : span.end].split()) > 3
        draft = Draft(span, "speech" if whole and long else "scare", "nobody", in_heading=True)
        if phrase is not None and (whole or colon is None):
            draft.mention = (words.starts[phrase.first], words.ends[phrase.last - 1])
            draft.heading_name = tuple(words.forms[phrase.first : phrase.last])
            if person is not None:
                draft.speaker, draft.rule, draft.confidence = person, "heading", _CERTAINTY
        drafts.append(draft)
    return drafts


def _before_colon(view: View, reader: Reader, colon: int | None) -> Phrase | None:
    if colon is None:
        return None
    phrase = parse(view.words, 0, colon, known=reader.known)
    return None if phrase is None or phrase.end < colon - 3 else phrase


def settle_headings(text: str, drafts: Sequence[Draft], people: People) -> None:
    """Give headings their speakers once the article is read: by a name and a colon, or a quotation below.

    A heading that repeats a quotation of the body has its speaker: the first that fits.
    """
    for draft in drafts:
        if draft.in_heading and draft.speaker is None and draft.heading_name:
            draft.speaker = people.find(draft.heading_name, (0, 0))
            if draft.speaker is not None:
                draft.rule, draft.confidence = "heading", _CERTAINTY
    open_ = [
        draft for draft in drafts if draft.in_heading and draft.speaker is None and draft.kind != "scare"
    ]
    if open_:
        _settle_repeats(
            text, open_, [d for d in drafts if not d.in_heading and d.speaker and d.kind != "scare"]
        )


def _settle_repeats(text: str, headings: Sequence[Draft], body: Sequence[Draft]) -> None:
    repeated = frozenset().union(*(_said(text, heading) for heading in headings))
    by_word: dict[str, list[int]] = {}  # where in the body's quotations a word of some heading stands
    for number, other in enumerate(body):
        for word in repeated & _said(text, other):
            by_word.setdefault(word, []).append(number)
    for heading in headings:
        shared = Counter(n for word in _said(text, heading) for n in by_word.get(word, [])[:_LOOKED_AT])
        first = min((number for number, common in shared.items() if common >= _SHARED), default=None)
        if first is not None:
            heading.speaker, heading.rule = body[first].speaker, "headline-repeats"
            heading.confidence = min(_REPEATED, body[first].confidence)


def _said(text: str, draft: Draft) -> frozenset[str]:
    """The words of a quotation."""
    return frozenset(fold(text[draft.span.start : draft.span.end]).split())
