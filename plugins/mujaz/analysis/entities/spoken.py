"""Names that speakers prove: who is quoted by full name is a person, whatever the tagger thought."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from mujaz.analysis.entities import tagger
from mujaz.analysis.entities.names import Mention
from mujaz.analysis.entities.proclitics import reading_of
from mujaz.analysis.record import BODY_KINDS, Line, Quote, Span

#: A speaker named beside the cue with at least this confidence is taken at the quotation's word.
SURE = 0.95


def with_speakers(
    text: str, lines: Sequence[Line], mentions: Sequence[Mention], quotes: Sequence[Quote]
) -> list[Mention]:
    """The mentions of the body lines in order, with the full names of sure speakers that were not among them.

    A known name is never touched; what the tagger made of the same words gives way: an institution that
    swallowed the name after it ends before it, a bare surname becomes part of the whole.

    >>> text = "وقال رئيس مصرف السنبلة ضاري البسام إن العام كان صعباً."
    >>> swallowed = Mention(10, 34, "ORG", None, 0.7, "tagger")
    >>> quote = Quote(0, 0, "", "speech", "ضاري البسام", confidence=0.97, rule="subject-name")
    >>> line = Line(0, 0, len(text), "paragraph")
    >>> [(text[m.start : m.end], m.kind) for m in with_speakers(text, [line], [swallowed], [quote])]
    [('مصرف السنبلة', 'ORG'), ('ضاري البسام', 'PER')]
    """
    found = {text[mention.start : mention.end] for mention in mentions}
    named = {
        quote.speaker: None  # a dictionary keeps the order of the text
        for quote in quotes
        if quote.speaker
        and quote.rule.endswith("-name")
        and quote.confidence >= SURE
        and " " in quote.speaker
        and not _joined(quote.speaker)
    }
    merged = list(mentions)
    for name in named:
        if name not in found:
            for span in _occurrences(text, lines, name):
                merged = _take(text, merged, span)
    return sorted(merged, key=lambda mention: mention.start)


def _joined(name: str) -> bool:
    """Whether a name begins with a conjunction: وشروق."""
    return reading_of(name.split(maxsplit=1)[0], (), tagger.shipped().familiarity).prefix.startswith("و")


def _occurrences(text: str, lines: Sequence[Line], name: str) -> Iterator[Span]:
    """Where ``name`` stands as whole words, a proclitic before it allowed."""
    pattern = re.compile(rf"(?<!\w)[وفبلك]?({re.escape(name)})(?!\w)")
    for line in lines:
        if line.kind in BODY_KINDS:
            for match in pattern.finditer(text, line.start, line.end):
                yield match.span(1)


def _take(text: str, mentions: Sequence[Mention], span: Span) -> list[Mention]:
    """The mentions with a person at ``span``, unless a known name stands there."""
    start, end = span
    kept = []
    for mention in mentions:
        if mention.end <= start or end <= mention.start:
            kept.append(mention)
        elif mention.entity is not None:
            return list(mentions)
        elif mention.start < start and text[start - 1].isspace():
            kept.append(replace(mention, end=len(text[:start].rstrip())))
    return [*kept, Mention(start, end, "PER", None, SURE, "speaker")]
