"""Which quotations an editor would set large."""

from __future__ import annotations

from collections.abc import Sequence

from mujaz.analysis.record import Line, Quote


def choose(text: str, lines: Sequence[Line], quotes: Sequence[Quote]) -> list[Quote]:
    """The same quotations with ``pull`` set to 1 and 2 on at most two of them."""
    return list(quotes)
