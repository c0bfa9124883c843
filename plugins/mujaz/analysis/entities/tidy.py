"""Setting the tagger's names right at their edges: what is known of single words, which the chain weighs
too little."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from mujaz.analysis.entities.features import normalise
from mujaz.analysis.entities.proclitics import reading_of
from mujaz.analysis.entities.tagger import Name, Tagger

#: Behind these a name goes on, whatever the next word is.
_BOUND = frozenset(
    normalise(word)
    for word in [
        "بن",
        "ابن",
        "بنت",
        "أبو",
        "أبا",
        "أبي",
        "أم",
        "آل",
        "عبد",
        "ولد",
        "سيدي",
        "دي",
        "دو",
        "دا",
        "ديل",
        "دير",
        "دن",
        "فان",
        "فون",
        "لا",
        "لو",
        "سان",
        "سانت",
    ]
)


def parts(
    words: Sequence[str], name: Name, article: Collection[str], finder: Tagger
) -> Iterator[tuple[int, int, int]]:
    """The names one tagged stretch really holds: (first word, word behind the last, letters of clitics on
    the first).

    Two names joined by و are two (كريم وهنيدي); a preposition begins something else (هيفاء لبي بي سي); an
    ordinary word at either end of a person's name is none of it (بنتو سيستكمل, نظام الأسد).
    """
    start = name.start
    skip = reading_of(words[start], article, finder.familiarity).skip
    for place in range(name.start + 1, name.end + 1):
        if place == name.end:
            break
        if not words[place][0].isalnum() or normalise(words[place - 1]) in _BOUND:
            continue
        reading = reading_of(words[place], article, finder.familiarity, joining=True)
        if reading.prefix:
            yield from _trimmed(words, start, place, skip, name, finder)
            start, skip = place, reading.skip
            if not reading.prefix.startswith("و") and name.kind == "PER":
                return
    yield from _trimmed(words, start, name.end, skip, name, finder)


def _trimmed(
    words: Sequence[str], start: int, end: int, skip: int, name: Name, finder: Tagger
) -> Iterator[tuple[int, int, int]]:
    if name.kind == "PER" and end - start > 1:
        while (
            end - start > 1
            and finder.ordinary(normalise(words[end - 1]))
            and normalise(words[end - 2]) not in _BOUND
        ):
            end -= 1
        while (
            end - start > 1 and not words[start].startswith("ال") and finder.ordinary(normalise(words[start]))
        ):
            start, skip = start + 1, 0
        if end - start == 1 and finder.ordinary(normalise(words[start])):
            return
    if name.kind == "LOC" and end - start > 1 and finder.adjective(normalise(words[end - 1])):
        end -= 1
    while end > start and not words[end - 1][0].isalnum():
        end -= 1
    if end > start:
        yield start, end, skip
