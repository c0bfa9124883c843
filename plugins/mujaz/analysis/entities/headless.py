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
#: Ministries that a minister's title may hold, and as many letters before a name as a title takes.
_MINISTRIES = ("-ministry", "-department")
_BEFORE = 12
#: A word this familiar is known as a name; one this frequent (as a logarithm) else is a common noun.
_NAME = 5
_COMMON = 6


def strip(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions, without their heads where the rest is the name."""
    found = []
    for mention in mentions:
        if mention.entity is not None and mention.entity.endswith(_NOBODY):
            found += _country(text, mention)
        elif mention.entity is not None and mention.entity.endswith(_MINISTRIES):
            country = _country(text, mention) if _ministers(text, mention) else []
            found += country or [mention]
        elif mention.entity is None and _common(text, mention):
            continue
        else:
            found.append(_bare(text, mention))
    return found


def _ministers(text: str, mention: Mention) -> bool:
    """Whether a ministry stands in somebody's title: وزير خارجية قطر; then the country is named, not it."""
    before = text[max(0, mention.start - _BEFORE) : mention.start].split()
    return bool(before) and normalise(before[-1]).lstrip("وفبلك").startswith(("زير", "زراء"))


def _common(text: str, mention: Mention) -> bool:
    """Whether an unknown name is a common noun by the list, or begins one: قوات الأمن، حسن الجوار."""
    words = text[mention.start : mention.end].split()
    if len(words) == 1:
        behind = text[mention.end : mention.end + 2 * _BEFORE].split(maxsplit=1)[:1]
        if " ".join(map(normalise, words + behind)) in heads().phrases:
            return True
    return " ".join(map(normalise, words)) in heads().phrases


def _bare(text: str, mention: Mention) -> Mention:
    """One mention without its head, if it is better without."""
    written = text[mention.start : mention.end]
    first = written.split(maxsplit=1)[0]
    if len(first) == len(written):
        return mention
    if mention.kind == "PER":
        return _untitled(mention, first, written) if mention.entity is not None else mention
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


def _untitled(mention: Mention, first: str, written: str) -> Mention:
    """A listed person without the title some names are listed with: الملك فلان, الأمير فلان."""
    if normalise(first).removeprefix("ل") not in heads().ranks:
        return mention
    return replace(mention, start=mention.end - len(written[len(first) :].lstrip()))


def _country(text: str, mention: Mention) -> list[Mention]:
    """The country of حكومة إثيوبيا; nothing of الحكومة الإثيوبية."""
    first = text[mention.start : mention.end].split(maxsplit=1)[0]
    rest = gazetteer.shipped().find(text, [(mention.start + len(first), mention.end)])
    return [
        replace(mention, start=found.start, end=found.end, kind=found.kind, entity=found.slug)
        for found in rest
        if found.kind == "LOC"
    ]
