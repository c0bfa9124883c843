"""Articles set from their own text and analysis alone: made once, kept beside the store."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from mujaz.analysis.record import Analysis, Quote
from mujaz.site import render
from mujaz.site.catalog import Said, shown_lines, shown_quotes


class Proof(NamedTuple):
    """An article's body, and what a build asks of it to fill its slots."""

    body: render.Galley  # of a Markdown article nothing: its links change with other files
    linked: tuple[int, ...]  # the entities, by their place in the record, that the body has slots for
    terms: tuple[tuple[int, str], ...]  # an entity's place, and words of its name written with a clitic


def proof(text: str, analysis: Analysis, said: Sequence[Said], *, whole: bool = True) -> Proof:
    """Set an article; without its body unless it is ``whole``."""
    quoted, named, pulls = marks(analysis, said)
    lines = shown_lines(analysis.lines)
    body = render.galley(text, lines, quoted, named, pulls) if whole else ()
    return Proof(body, tuple(mark.place for mark in named), _terms(text, analysis))


def marks(
    analysis: Analysis, said: Sequence[Said]
) -> tuple[list[render.Quoted], list[render.Named], list[render.Pull]]:
    """What is to be marked in an article: quotations, first mentions, and pull-quotes, the best first."""
    shown = [quote for quote, _ in shown_quotes(analysis, shown_lines(analysis.lines))]
    quoted = [
        render.Quoted(one.number, quote.start, quote.end) for one, quote in zip(said, shown, strict=True)
    ]
    best = sorted((one for one in said if one.pull and one.speaker), key=lambda one: one.pull or 0)
    pulls = [render.Pull(one.number, one.paragraph) for one in best]
    return quoted, _first_mentions(analysis, shown), pulls


def _first_mentions(analysis: Analysis, shown: Sequence[Quote]) -> list[render.Named]:
    """Where each tag's name may be linked: its first mention, outside quotations if there is one."""
    inside = [line for line in shown_lines(analysis.lines) if line.kind != "subhead"]
    starts = [line.start for line in inside]
    found: list[render.Named] = []
    for place, entity in enumerate(analysis.entities):
        if not entity.tag:
            continue
        best: tuple[int, int] | None = None
        for start, end in entity.mentions:
            at = bisect_right(starts, start) - 1
            if at < 0 or end > inside[at].end:
                continue
            if any(start < other.end and other.start < end for other in found):
                continue
            if not any(quote.start <= start < quote.end for quote in shown):
                best = start, end
                break
            best = best or (start, end)
        if best:
            found.append(render.Named(place, *best))
    return found


def _terms(text: str, analysis: Analysis) -> tuple[tuple[int, str], ...]:
    """The names' own forms where the text writes them with a clitic: what a search index cannot strip."""
    found = []
    for place, entity in enumerate(analysis.entities):
        words: dict[str, None] = {}
        for start, end in entity.mentions:
            if start and text[start - 1].isalpha():
                words.update(dict.fromkeys(text[start:end].split()))
        if words:
            found.append((place, " ".join(words)))
    return tuple(found)
