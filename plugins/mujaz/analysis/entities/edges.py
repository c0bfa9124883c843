"""What never belongs to an unknown name, whoever found it: mended before names are looked for again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

from mujaz.analysis.entities import gazetteer, tagger
from mujaz.analysis.entities.features import normalise
from mujaz.analysis.entities.fields import names_nothing
from mujaz.analysis.entities.heads import head_of, heads
from mujaz.analysis.record import Span

if TYPE_CHECKING:
    from mujaz.analysis.entities.names import Mention

_TANWIN = "\u064b"
_MARKS = re.compile("[\u064b-\u0652\u0640]")
#: With الله they wish somebody well: صلى الله, رحمه الله.
_WISHES = frozenset(("صلى", "بارك", "سامح", "جزاك", "جزى", "حفظ", "لعن"))
_PREFIXES = ("ك", "ل", "ب")
_PLURALS = ("ين", "ون")
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
        if mention.entity is None and max(map(len, text[mention.start : mention.end].split())) > _LONGEST:
            continue
        if mention.entity is None and mention.kind != "PER":
            folded = [normalise(word) for word in text[mention.start : mention.end].split()]
            if names_nothing(folded, tagger.shipped().common):
                continue
        if mention.entity is not None or mention.kind == "MISC":
            yield mention
            continue
        spans = [
            (mention.start + found.start(), mention.start + found.end())
            for found in re.finditer(r"\S+", text[mention.start : mention.end])
        ]
        words = [text[start:end] for start, end in spans]
        if mention.kind == "PER":
            kept = _person(words, surnames)
        elif mention.kind == "ORG":
            kept = _organisation(words) if mention.finder == "tagger" else (0, len(words))
        else:
            kept = (0, 0 if mention.finder == "tagger" and _common(words) else len(words))
        first, last = kept
        if _wish(words) or "من" in words[1:] or first >= last:
            continue
        article = text[max(0, mention.start - 1) : mention.start + 1] == "لل"  # للحرس is الحرس
        skip = _proclitics(words[first]) if mention.kind == "ORG" and not (article and not first) else 0
        if skip or kept != (0, len(words)):
            yield replace(mention, start=spans[first][0] + skip, end=spans[last - 1][1])
        else:
            yield mention


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
    """Whether a word can stand in no person's name: with tanwin, على, ك and a plural (كجنوبيين)."""
    if _TANWIN in word[-2:] or word == "على":
        return True
    folded = normalise(word)
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


def _proclitics(word: str) -> int:
    """How many letters stand before an institution's head: لجامعة نوتردام."""
    head = head_of(normalise(word))
    return head.skip if head and head.construct and not _MARKS.search(word) else 0


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
