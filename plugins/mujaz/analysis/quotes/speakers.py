"""Who said each quotation."""

from __future__ import annotations

from collections.abc import Sequence

from mujaz.analysis.entities.names import Mention
from mujaz.analysis.record import Line, Problem, Quote


def find_quotes(
    text: str, lines: Sequence[Line], mentions: Sequence[Mention] = ()
) -> tuple[list[Quote], list[Problem]]:
    """All quoted spans in order with kind and speaker, and the problems met (unbalanced marks)."""
    return [], []
