"""What never belongs to an unknown name, whoever found it: mended before names are looked for again."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from mujaz.analysis.entities import gazetteer, tagger
from mujaz.analysis.entities.features import normalise
from mujaz.analysis.entities.fields import names_nothing
from mujaz.analysis.entities.heads import head_of, heads
from mujaz.analysis.entities.scraps import between_marks, is_scrap
from mujaz.analysis.quotes.rolewords import is_addressee, lexicon
from mujaz.analysis.record import Span

if TYPE_CHECKING:
    from mujaz.analysis.entities.names import Mention

_TANWIN = "\u064b"
_MARKS = re.compile("[\u064b-\u0652\u0640]")
#: With الله they wish somebody well: صلى الله, رحمه الله.
_WISHES = frozenset(("صلى", "بارك", "سامح", "جزاك", "جزى", "حفظ", "لعن"))
_PREFIXES = ("ك", "ل", "ب")
_PLURALS = ("ين", "ون")
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
    return list(_mended(text, mentions, surnames))


def _mended(text: str, mentions: Sequence[Mention], surnames: frozenset[str]) -> Iterator[Mention]:
    for mention in mentions:
        if mention.entity is not None:
            yield mention
            continue
        words = text[mention.start : mention.end].split()
        if max(map(len, words)) > _LONGEST or _is_scrap(text, mention):
            continue
        if mention.kind == "ORG" and mention.finder == "tagger" and _person_like(text, mention, words):
            kept = _cut(text, replace(mention, kind="PER"), surnames)
        else:
            kept = _cut(text, mention, surnames)
        if kept:
            yield kept


def _cut(text: str, mention: Mention, surnames: frozenset[str]) -> Mention | None:
    """An unknown mention without the words and letters that are none of the name; None if it is none."""
    spans = [
        (mention.start + found.start(), mention.start + found.end())
        for found in re.finditer(r"\S+", text[mention.start : mention.end])
    ]
    words = [text[start:end] for start, end in spans]
    first, last = 0, len(words)
    if mention.kind == "PER":
        first, last = _person(words, surnames)
    elif mention.finder == "tagger" and mention.kind != "MISC":
        first, last = _between(_organisation if mention.kind == "ORG" else _place, words)
    if _wish(words) or ("من" in words[1:] and mention.kind != "MISC") or first >= last:
        return None
    entity = None
    if mention.kind != "PER":
        last = _without_opinions(words, first, last)
        rest = text[spans[first][0] : spans[last - 1][1]]
        if last < len(words) and " " in rest:
            entity = gazetteer.shipped().lookup(rest, mention.kind)
        if entity is None and _names_nothing(words[first:last], whole=last == len(words)):
            return None
    skip = len(words[first]) - len(words[first].lstrip(_OPENING))
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


def _person_like(text: str, mention: Mention, words: Sequence[str]) -> bool:
    """Whether what the tagger took for an organisation is somebody's name: أسامة فلان; not شركة سامي فلان."""
    folded = [normalise(word) for word in words]
    finder = tagger.shipped()
    if not 1 < len(words) < 4 or not finder.has_class(folded[0], "given_arab") or finder.ordinary(folded[1]):
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
    """A place is no ordinary word."""
    return 0, 0 if _common(words) else len(words)


def _person(words: Sequence[str], surnames: frozenset[str]) -> Span:
    """The part of a person's name that is one.

    >>> _person("عبد الباقي ضاحكاً".split(), frozenset()), _person("روى القطان".split(), frozenset())
    ((0, 2), (1, 2))
    >>> _person("القبطان المتقاعد فرح غوليد".split(), frozenset()), _person("همس لي".split(), frozenset())
    ((2, 4), (0, 0))
    >>> _person("شلهوب محق".split(), frozenset(["شلهوب"])), _person("رؤى القطان".split(), frozenset())
    ((0, 1), (0, 2))
    """
    folded = [normalise(word) for word in words]
    end = sum(1 for _ in takewhile(lambda word: not _foreign_to_names(word), words))
    if end == 1 < len(words) and not _name(folded[0]) and folded[0] not in surnames:
        return 0, 0
    if "لي" in words[:2] and len(words) == 2 and _to_me(words, folded):
        return 0, 0
    start = 0
    if end > 1 and _MARKS.sub("", words[0]) in _verbs():
        start = 1
    start += _calling(folded[start:end])
    if end - start == 2 and folded[start] in surnames and not _name(folded[start]):
        behind = folded[start + 1]
        if not behind.startswith("ال") and not _name(behind):
            end -= 1  # a surname of the article is no given name
    return start, end


def _foreign_to_names(word: str) -> bool:
    """Whether a word can stand in no person's name: with tanwin, على, whom something is told (لموقع), ك and a
    plural (كجنوبيين)."""
    if _TANWIN in word[-2:] or word == "على":
        return True
    folded = normalise(word)
    if folded.startswith("ل") and is_addressee(folded[1:], lexicon()) and not _name(folded):
        return True  # البسام لموقع …
    return (
        len(folded) > 5
        and folded.startswith(_PREFIXES)
        and folded.endswith(_PLURALS)
        and tagger.shipped().ordinary(folded[1:])
        and not _name(folded)
    )


def _to_me(words: Sequence[str], folded: Sequence[str]) -> bool:
    """Whether لي is "to me" (همس لي، لي ركبتي), not a name (لي جون، ستان لي)."""
    other = folded[1] if words[0] == "لي" else folded[0]
    return not _name(other) and (words[1] == "لي" or other.endswith("ي"))


def _calling(folded: Sequence[str]) -> int:
    """How many words say what somebody is before a full name: القبطان المتقاعد فرح غوليد."""
    callings = sum(1 for _ in takewhile(lambda word: word.startswith("ال") and not _name(word), folded))
    rest = folded[callings:]
    return callings if len(rest) > 1 and _name(rest[0]) else 0


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


def _wish(words: Sequence[str]) -> bool:
    """Whether the words wish somebody well: رحمه الله; not عطاء الله, هبة الله."""
    return (
        len(words) > 1
        and words[-1] == "الله"
        and (words[-2] in _WISHES or words[-2].endswith(("ه", "ها", "هم")))
    )


def _name(folded: str) -> bool:
    return tagger.shipped().familiarity(folded) >= _NAME


@lru_cache(maxsize=1)
def _verbs() -> frozenset[str]:
    """Verbs of saying in the past as they are written: روى is one, رؤى is a woman."""
    path = Path(__file__).parents[1] / "data" / "cues.tsv"
    past = {
        line.split("\t")[0]
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    }
    return frozenset(verb for verb in past if len(verb) > 2 and " " not in verb)
