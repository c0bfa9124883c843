"""What each line of a raw article is: title, paragraph, subhead, caption, byline, header or boilerplate."""

from __future__ import annotations

from dataclasses import dataclass

from mujaz.analysis.record import DateSource, Line, Problem, Source


@dataclass(frozen=True, slots=True)
class Layout:
    """The article's lines with their kinds, and what its head says about it."""

    title: str
    date: str | None
    date_source: DateSource | None
    source: Source | None
    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]


def read(text: str, *, path: str = "", plain: bool = False) -> Layout:
    """Classify the lines of ``text``."""
    lines: list[Line] = []
    offset = 0
    for number, raw in enumerate(text.split("\n")):
        start = offset + len(raw) - len(raw.lstrip())
        end = offset + len(raw.rstrip())
        offset += len(raw) + 1
        if start < end:
            lines.append(Line(number, start, end, "paragraph" if lines or plain else "title"))
    title = text[lines[0].start : lines[0].end] if lines and not plain else ""
    return Layout(title, None, None, None, tuple(lines), ())
