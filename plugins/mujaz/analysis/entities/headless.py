"""Taking off a name what only says what it is: مدينة in مدينة جدة, تنظيم in تنظيم داعش; not جامعة in
جامعة القاهرة."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from mujaz.analysis.entities import gazetteer, tagger
from mujaz.analysis.entities.features import normalise
from mujaz.analysis.entities.heads import head_of, heads
from mujaz.analysis.text import split_words

if TYPE_CHECKING:
    from mujaz.analysis.entities.names import Mention

#: Institutions the lists know that readers take for the country itself, or for nobody in particular.
_NOBODY = ("-government", "-judiciary", "-opposition", "-presidency")
#: A word this familiar is known as a name; one this frequent (as a logarithm) else is a common noun.
_NAME = 5
_COMMON = 6


def strip(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions, without their heads where the rest is the name."""
    found = []
    for mention in mentions:
        if mention.entity is not None and mention.entity.endswith(_NOBODY):
            found += _country(text, mention)
        elif mention.entity is None and _common(text[mention.start : mention.end]):
            continue
        else:
            found.append(_bare(text, mention))
    return found


def _common(written: str) -> bool:
    """Whether an unknown name is a common noun by the list: قوات الأمن، المدينة."""
    return " ".join(normalise(word) for word in written.split()) in heads().phrases


def _bare(text: str, mention: Mention) -> Mention:
    """One mention without its head, if it is better without."""
    written = text[mention.start : mention.end]
    first = written.split(maxsplit=1)[0]
    if len(first) == len(written) or mention.kind == "PER":
        return mention
    word = normalise(first)
    word = word if word in heads().places or word in heads().loose else word.removeprefix("ل")
    start = mention.end - len(written[len(first) :].lstrip())
    if mention.kind == "LOC":
        behind = normalise(text[start : mention.end])
        common = behind.startswith("ال") and tagger.shipped().frequency(behind) >= _COMMON
        if word not in heads().places or (common and tagger.shipped().familiarity(behind) < _NAME):
            return mention  # مدينة الثقافة is not called الثقافة
        return replace(mention, start=start)
    if word not in heads().loose:
        return mention
    rest, _ = split_words(text[start : mention.end])
    if mention.entity is not None:
        same = gazetteer.shipped().lookup(text[start : mention.end]) == mention.entity
        return replace(mention, start=start) if same else mention
    begins_another = (head := head_of(normalise(rest[0]))) is not None and (head.construct or head.definite)
    known = gazetteer.shipped().lookup(text[start : mention.end])
    alone = (
        len(rest) == 1 and not rest[0].startswith("ال") and not tagger.shipped().ordinary(normalise(rest[0]))
    )
    if known:
        entry = gazetteer.shipped().entry(known)
        if entry and entry.kind == mention.kind:
            return replace(mention, start=start, entity=known, finder="gazetteer")
    return replace(mention, start=start) if begins_another or alone else mention


def _country(text: str, mention: Mention) -> list[Mention]:
    """The country of حكومة إثيوبيا; nothing of الحكومة الإثيوبية."""
    first = text[mention.start : mention.end].split(maxsplit=1)[0]
    rest = gazetteer.shipped().find(text, [(mention.start + len(first), mention.end)])
    return [
        replace(mention, start=found.start, end=found.end, kind=found.kind, entity=found.slug)
        for found in rest
        if found.kind == "LOC"
    ]
