"""From text to mentions, and from mentions to the article's entities."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mujaz.analysis.entities import aliases, gazetteer, salience, tagger
from mujaz.analysis.entities.features import normalise
from mujaz.analysis.entities.keys import after_letters
from mujaz.analysis.entities.proclitics import reading_of
from mujaz.analysis.entities.slugs import slug_of
from mujaz.analysis.record import BODY_KINDS, Entity, EntityKind, Line, Quote
from mujaz.analysis.text import split_words

_SENTENCE_ENDS = frozenset(".؟!?")


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names something. Clitics (و ف ب ل ك) are outside the span."""

    start: int
    end: int
    kind: EntityKind
    entity: str | None  # the gazetteer's slug where the name is known
    score: float  # the finder's confidence, 0..1
    finder: str  # "gazetteer", "tagger", "alias", "agency" …


def find_mentions(text: str, lines: Sequence[Line]) -> list[Mention]:
    """All name mentions of the body lines, in order, none overlapping."""
    stretches = [(line.start, line.end) for line in lines if line.kind in BODY_KINDS]
    known = [
        Mention(found.start, found.end, found.kind, found.slug, 1.0 if found.sure else 0.9, "gazetteer")
        for found in gazetteer.shipped().find(text, stretches)
    ]
    return choose_mentions([*known, *_tagged(text, stretches)])


def _tagged(text: str, stretches: Iterable[tuple[int, int]]) -> list[Mention]:
    """What the tagger finds, one sentence at a time."""
    sentences: list[list[str]] = []
    places: list[list[int]] = []
    for start, end in stretches:
        words, offsets = split_words(text[start:end])
        first = 0
        for place, word in enumerate(words):
            if word in _SENTENCE_ENDS or place == len(words) - 1:
                sentences.append(words[first : place + 1])
                places.append([start + offset for offset in offsets[first : place + 1]])
                first = place + 1
    finder = tagger.shipped()
    names = finder.find(sentences)
    article = {normalise(word) for name in names for word in sentences[name.sentence][name.start : name.end]}
    found = []
    for name in names:
        words, offsets = sentences[name.sentence], places[name.sentence]
        skipped = reading_of(words[name.start], article, finder.familiarity).skip
        start = after_letters(text, offsets[name.start], skipped)
        end = offsets[name.end - 1] + len(words[name.end - 1])
        found.append(Mention(start, end, name.kind, None, name.score, "tagger"))
    return found


def choose_mentions(mentions: Iterable[Mention]) -> list[Mention]:
    """The overlap policy: a longer name beats a shorter, a known one an unknown of the same length, then the leftmost."""
    chosen: list[Mention] = []
    ranked = sorted(mentions, key=lambda m: (m.start - m.end, m.entity is None, m.start, -m.score))
    for mention in ranked:
        if all(mention.end <= other.start or other.end <= mention.start for other in chosen):
            chosen.append(mention)
    return sorted(chosen, key=lambda mention: mention.start)


def choose_entities(
    text: str, lines: Sequence[Line], mentions: Sequence[Mention], quotes: Sequence[Quote]
) -> list[Entity]:
    """Group mentions into entities and decide salience and tags; most salient first."""
    entities = []
    for group in aliases.group(text, mentions):
        entry = gazetteer.shipped().entry(group.slug) if group.slug else None
        name = entry.name if entry else group.name
        verdict = salience.judge(group, text, lines, quotes)
        entities.append(
            Entity(
                name=name,
                kind=group.kind,
                slug=group.slug or slug_of(name),
                salience=round(verdict.salience, 3),
                tag=verdict.tag,
                known=group.slug is not None,
                mentions=tuple((mention.start, mention.end) for mention in group.mentions),
            )
        )
    return sorted(entities, key=lambda entity: (-entity.salience, entity.mentions[0]))
