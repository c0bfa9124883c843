"""What never belongs to an unknown name, whoever found it: mended before names are looked for again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from mujaz.analysis.entities import gazetteer, tagger
from mujaz.analysis.entities.features import normalise
from mujaz.analysis.entities.fields import fields, is_listed_place, names_nothing
from mujaz.analysis.entities.heads import head_of, heads
from mujaz.analysis.entities.persons import is_wish, person_in
from mujaz.analysis.entities.scraps import between_marks, is_scrap
from mujaz.analysis.record import Span

if TYPE_CHECKING:
    from mujaz.analysis.entities.names import Mention

_MARKS = re.compile("[\u064b-\u0652\u0640]")
_OPENING = "«“(„"
_BOTH = "\"'"
#: So many letters before a name may hold what it is.
_BEFORE = 20
#: No name has a word of more letters.
_LONGEST = 30
#: From this familiarity on a word is known as a name.
_NAME = 5


def mend(text: str, mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions in order, unknown ones without the words that are none of the name; some go altogether."""
    surnames = frozenset(
        words[-1]
        for mention in mentions
        if mention.kind == "PER"
        and len(words := [normalise(word) for word in text[mention.start : mention.end].split()]) > 1
    )
    longer = frozenset(
        tuple(map(normalise, words[:2]))
        for mention in mentions
        if mention.kind == "ORG" and len(words := text[mention.start : mention.end].split()) > 2
    )
    return list(_mended(text, mentions, surnames, longer))


def _mended(
    text: str, mentions: Sequence[Mention], surnames: frozenset[str], longer: frozenset[tuple[str, ...]]
) -> Iterator[Mention]:
    for mention in mentions:
        if mention.entity is not None:
            yield mention
            continue
        words = text[mention.start : mention.end].split()
        if max(map(len, words)) > _LONGEST or _is_scrap(text, mention):
            continue
        if (
            mention.kind == "ORG"
            and mention.finder == "tagger"
            and _person_like(text, mention, words, surnames)
        ):
            kept = _cut(text, replace(mention, kind="PER"), surnames, longer)
        else:
            kept = _cut(text, mention, surnames, longer)
        if kept:
            yield kept


def _cut(
    text: str, mention: Mention, surnames: frozenset[str], longer: frozenset[tuple[str, ...]]
) -> Mention | None:
    """An unknown mention without the words and letters that are none of the name; None if it is none.

    What names nothing by itself is the short form of a ``longer`` name of the article that begins so.
    """
    spans = [
        (mention.start + found.start(), mention.start + found.end())
        for found in re.finditer(r"\S+", text[mention.start : mention.end])
    ]
    words = [text[start:end] for start, end in spans]
    first, last = 0, len(words)
    if mention.kind == "PER":
        first, last = person_in(words, surnames)
    elif mention.finder == "tagger" and mention.kind != "MISC":
        first, last = _between(_organisation if mention.kind == "ORG" else _place, words)
    if is_wish(words) or ("من" in words[1:] and mention.kind != "MISC") or first >= last:
        return None
    entity = None
    if mention.kind != "PER":
        last = _without_opinions(words, first, last)
        rest = text[spans[first][0] : spans[last - 1][1]]
        if last < len(words) and " " in rest:
            entity = gazetteer.shipped().lookup(rest, mention.kind)
        short = tuple(map(normalise, words[first:last])) in longer
        if entity is None and not short and _names_nothing(words[first:last], whole=last == len(words)):
            return None
    skip = len(words[first]) - len(words[first].lstrip(_OPENING + _BOTH))
    if not skip and mention.kind in ("ORG", "LOC"):
        article = text[max(0, mention.start - 1) : mention.start + 1] == "لل"  # للحرس is الحرس
        skip = _proclitics(words[first], alone=last - first == 1) if not (article and not first) else 0
    if not (skip or entity or (first, last) != (0, len(words))):
        return mention
    return replace(mention, start=spans[first][0] + skip, end=spans[last - 1][1], entity=entity)


def _names_nothing(words: Sequence[str], *, whole: bool) -> bool:
    """Whether words are a head and a common noun, or a common noun that was left over."""
    folded, common = [*map(normalise, words)], tagger.shipped().common
    return names_nothing(folded, common) or (not whole and len(folded) == 1 and common(folded[0]))


def _is_scrap(text: str, mention: Mention) -> bool:
    """Whether an unknown mention names nothing at all."""
    return text[mention.start : mention.end].isdigit() or (
        mention.finder == "tagger" and is_scrap(text, mention.start, mention.end)
    )


def _person_like(text: str, mention: Mention, words: Sequence[str], surnames: frozenset[str]) -> bool:
    """Whether what the tagger took for an organisation is somebody's name: أسامة فلان, or the surname of
    somebody named in full; not شركة سامي فلان."""
    folded = [normalise(word) for word in words]
    finder = tagger.shipped()
    full = 1 < len(words) < 4 and finder.has_class(folded[0], "given_arab") and not finder.ordinary(folded[1])
    if not full and not (len(words) == 1 and folded[0] in surnames):
        return False
    before = text[max(0, mention.start - _BEFORE) : mention.start].split()
    return not before or head_of(normalise(before[-1].strip(_OPENING + _BOTH) or before[0])) is None


def _between(part: Callable[[Sequence[str]], Span], words: Sequence[str]) -> Span:
    """What ``part`` keeps of the words that no lone quotation mark parts from the rest."""
    start, end = between_marks(words)
    first, last = part(words[start:end])
    return start + first, start + last


def _without_opinions(words: Sequence[str], first: int, last: int) -> int:
    """The end of an institution's or place's name without what is said of it: … الإرهابية."""
    opinions = heads().opinions
    return next((at for at in range(first + 1, last) if normalise(words[at]) in opinions), last)


def _place(words: Sequence[str]) -> Span:
    """A place is no ordinary word, nor a common noun or adjective alone: الحرس، ساحلية."""
    if len(words) > 1:
        return 0, len(words)
    folded = normalise(words[0])
    adjective = (
        folded.endswith("ه") and not folded.startswith("ال") and tagger.shipped().common("ال" + folded)
    )
    if adjective and gazetteer.shipped().lookup(words[0]) is None:  # سورية is listed
        return 0, 0
    return 0, int(folded not in fields().common and not _common(words))


def _in_place(word: str) -> bool:
    """Whether a folded word is ب and a listed place or a word for one: … بالقيروان، … بمنطقة."""
    head = head_of(word)
    return not is_listed_place(word) and (
        is_listed_place(word[1:]) or bool(head and head.skip and head.place)
    )


def _organisation(words: Sequence[str]) -> Span:
    """An institution with the article ends before a word without it that is a verb or somebody's name.

    >>> _organisation("البنك المركزي صمم".split()), _organisation("البرلمان تسنيم".split())
    ((0, 2), (0, 1))
    """
    if len(words) == 1:
        return 0, int(not _common(words))
    if not words[0].startswith("ال"):
        return 0, len(words)
    finder = tagger.shipped()
    if len(words) == 2 and normalise(words[0]) in heads().vague and finder.adjective(normalise(words[1])):
        return 0, 0
    for place, word in enumerate(words[1:], 1):
        folded = normalise(word)
        if place > 1 and folded.startswith("ب") and _in_place(folded):
            return 0, place
        if folded.startswith(("ال", "لل", "و")) or words[place - 1][:2] != "ال":
            continue
        if finder.ordinary(folded) or finder.has_class(folded, "given_arab"):
            return 0, place
    return 0, len(words)


def _proclitics(word: str, *, alone: bool) -> int:
    """How many letters stand before the first word of an institution or place: لجامعة نوتردام، بأعوان الأمن.

    A name of one word (``alone``) may begin with any letter.

    >>> [_proclitics(word, alone=False) for word in ("بأعوان", "بمنطقة", "بحيرة")]
    [1, 1, 0]
    """
    if _MARKS.search(word):
        return 0
    folded, finder = normalise(word), tagger.shipped()
    head = head_of(folded)
    if head and (head.construct or head.place):
        return head.skip
    if alone or head or folded[0] not in "بل" or len(folded) < 5 or finder.familiarity(folded) >= _NAME:
        return 0
    rest = "ا" + folded[1:] if folded.startswith("لل") else folded[1:]
    return int(finder.common(rest) and finder.frequency(rest) > finder.frequency(folded))


def _common(words: Sequence[str]) -> bool:
    """Whether a name is one ordinary word that is no listed name besides (سورية), or a country's adjective.

    What is both, as السعودية, is a name where the lists take it for one.
    """
    if len(words) > 1:
        return False
    finder, folded = tagger.shipped(), normalise(words[0])
    listed = gazetteer.shipped().lookup(words[0])
    return finder.adjective(folded) if listed else finder.ordinary(folded)
