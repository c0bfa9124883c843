"""From text to mentions, and from mentions to the article's entities."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mujaz.analysis.record import Entity, EntityKind, Line, Quote


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
    return []


def choose_entities(
    text: str, lines: Sequence[Line], mentions: Sequence[Mention], quotes: Sequence[Quote]
) -> list[Entity]:
    """Group mentions into entities and decide salience and tags; most salient first."""
    return []
