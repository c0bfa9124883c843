"""A quotation on its way to the record, and the account of how it was decided."""

from __future__ import annotations

from dataclasses import dataclass

from mujaz.analysis.quotes.marks import Marked
from mujaz.analysis.quotes.people import Person
from mujaz.analysis.record import Quote, QuoteKind

#: Below this confidence a quotation is shown without a speaker (see docs/analysis-record.md).
THRESHOLD = 0.62


@dataclass(frozen=True, slots=True)
class Decision:
    """Why a quotation has its speaker: what ``mujaz explain`` shows.

    ``find_quotes(text, lines, mentions, trace)`` appends one for every quoted span to the list ``trace``, in
    the order of the quotations it returns; ``explain_quotes`` returns that list. ``rule`` is one of

    - subject, fronted: the cue's subject stands behind it, before it;
    - relayed, relayer, according: نقلت … عن X; the one who relayed; بحسب X;
    - continuation, participle: the cue has no subject, somebody in mind goes on;
    - floor: no cue at all, whoever speaks goes on;
    - heading, headline-repeats: a name and a colon; words of a quotation below;
    - reopened: a quotation that goes on in the next paragraph;
    - headline-quoted, nested, nobody: without speaker;

    and, after a hyphen, how the subject was resolved: name, stranger (a name told by its place), role, same,
    taken-up (a role alone, for the last person), rank (سموه), document, phrase (never named); disagrees:
    its gender was against everybody in mind.
    """

    start: int
    end: int
    kind: QuoteKind
    speaker: str | None  # whom the rules chose, shown or not
    rule: str
    cue: str | None
    mention: str | None  # the words near the quotation that stand for the speaker
    state: str | None  # who had the floor before this sentence
    confidence: float
    shown: bool  # the confidence reached THRESHOLD


@dataclass(slots=True)
class Draft:
    """What is known of a quotation while the article is read."""

    span: Marked
    kind: QuoteKind
    rule: str
    speaker: Person | None = None
    mention: tuple[int, int] | None = None
    cue: str | None = None
    confidence: float = 0.0
    state: Person | None = None
    in_heading: bool = False
    heading_name: tuple[str, ...] = ()  # the words before a heading's colon, to be found once all are known

    def quote(self, text: str) -> Quote:
        """The record's quotation. Only speech and mixed quotations have speakers."""
        person = self.speaker if self.kind != "scare" else None
        shown = person is not None and bool(person.name) and self.confidence >= THRESHOLD
        return Quote(
            start=self.span.start,
            end=self.span.end,
            text=text[self.span.start : self.span.end],
            kind=self.kind,
            speaker=person.name if person and shown else None,
            mention=self.mention if shown else None,
            cue=self.cue,
            confidence=round(self.confidence, 3) if person else 0.0,
            rule=self.rule,
            role=person.role if person and shown else None,
        )

    def decision(self, text: str) -> Decision:
        """How it came about."""
        person = self.speaker if self.kind != "scare" else None
        return Decision(
            start=self.span.start,
            end=self.span.end,
            kind=self.kind,
            speaker=person.name if person else None,
            rule=self.rule,
            cue=self.cue,
            mention=text[self.mention[0] : self.mention[1]] if self.mention else None,
            state=self.state.name if self.state else None,
            confidence=self.confidence,
            shown=person is not None and self.confidence >= THRESHOLD,
        )
