"""What belongs to a person's name, and what stands beside it: callings, verbs, circumstances, blessings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise, takewhile
from pathlib import Path

from mujaz.analysis.entities import tagger
from mujaz.analysis.entities.classes import inflected
from mujaz.analysis.entities.features import normalise
from mujaz.analysis.quotes.rolewords import is_addressee, lexicon
from mujaz.analysis.record import Span

_TANWIN = "\u064b"
_MARKS = re.compile("[\u064b-\u0652\u0640]")
#: With الله they wish somebody well: صلى الله, رحمه الله.
_WISHES = frozenset(("صلى", "بارك", "سامح", "جزاك", "جزى", "حفظ", "لعن"))
#: A blessing begins with them behind a name.
_BLESSINGS = frozenset(("رضي", "رضى", "صلى", "رحمه", "رحمها", "حفظه", "حفظها", "عليه", "عليها"))
#: What somebody is, behind the name.
_MEMBERS = frozenset(map(normalise, ("القيادي", "القيادية", "المسؤول", "المسؤولة", "الناطق", "الناطقة")))
_PREFIXES = ("ك", "ل", "ب")
_PLURALS = ("ين", "ون")
#: From this familiarity on a word is known as a name.
_NAME = 5


def person_in(words: Sequence[str], surnames: frozenset[str]) -> Span:
    """The part of a person's name that is one; (0, 0) if none. ``surnames`` are the article's, folded.

    >>> person_in("عبد الباقي ضاحكاً".split(), frozenset()), person_in("روى القطان".split(), frozenset())
    ((0, 2), (1, 2))
    >>> person_in("القبطان المتقاعد فرح غوليد".split(), frozenset()), person_in("همس لي".split(), frozenset())
    ((2, 4), (0, 0))
    >>> person_in("شلهوب محق".split(), frozenset(["شلهوب"])), person_in("رؤى القطان".split(), frozenset())
    ((0, 1), (0, 2))
    >>> person_in("السويسري غروبل".split(), frozenset()), person_in("حمدي القطان رضي".split(), frozenset())
    ((1, 2), (0, 2))
    >>> person_in("زيارة عبدالوهاب".split(), frozenset()), person_in("نادر القطان موضحا".split(), frozenset())
    ((1, 2), (0, 2))
    """
    folded = [normalise(word) for word in words]
    if folded[0] == "الله" or (words[0][-1:] == "ا" and _circumstance(words[0])):
        return 0, 0
    end = sum(1 for _ in takewhile(lambda word: not _foreign_to_names(word), words))
    end = next((at for at in range(1, end) if folded[at] in _MEMBERS), end)
    if end == 1 < len(words) and not _name(folded[0]) and folded[0] not in surnames:
        return 0, 0
    if "لي" in words[:2] and len(words) == 2 and _to_me(words, folded):
        return 0, 0
    start = 0
    if end > 1 and _MARKS.sub("", words[0]) in _verbs():
        start = 1
    start += _calling(folded[start:end])
    if end - start > 1 and _before_name(folded[start], folded[start + 1]):
        start += 1
    if end - start == 2 and folded[start] in surnames and not _name(folded[start]):
        behind = folded[start + 1]
        if not behind.startswith("ال") and not _name(behind):
            end -= 1  # a surname of the article is no given name
    return start, end


def _foreign_to_names(word: str) -> bool:
    """Whether a word can stand in no person's name: with tanwin, على, رضي, whom something is told (لموقع), ك
    and a plural (كجنوبيين)."""
    if _TANWIN in word[-2:] or word == "على" or word in _BLESSINGS or _circumstance(word) or _possessed(word):
        return True
    folded = normalise(word)
    if folded.startswith("ل") and is_addressee(folded[1:], lexicon()) and not _name(folded):
        return True  # البسام لموقع …
    if (
        folded.startswith("ك")
        and len(folded) > 5
        and not _name(folded)
        and tagger.shipped().ordinary(folded[1:])
    ):
        return True  # … كشاهدة
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


def _circumstance(word: str) -> bool:
    """Whether a word says in what state somebody is, its tanwin left out: موضحا، مسافرا."""
    stem = normalise(word)[:-1]
    if word[-1:] != "ا" or word.endswith("نا") or len(stem) < 4 or _name(stem + "ا"):
        return False
    return (stem[0] == "م" or stem[1] == "ا") and tagger.shipped().common(stem)


def _possessed(word: str) -> bool:
    """Whether a word is a noun that belongs to somebody: ملعبه; not نزيه, nor فاطمة."""
    stem = normalise(word)[:-1]
    return (
        word[-1:] == "ه"
        and len(stem) > 3
        and stem[:2] != "ال"
        and not _name(stem + "ه")
        and tagger.shipped().common(stem)
    )


def _before_name(word: str, behind: str) -> bool:
    """Whether a word before a name is none of it: a people's adjective (السويسري غروبل), ل and a title
    (للأمير فلان), a common word before a given name (زيارة عبدالوهاب)."""
    finder = tagger.shipped()
    if word.startswith("لل") or (finder.adjective(word) and not behind.startswith("ال")):
        return not finder.common(behind)
    given = finder.has_class(behind, "given_arab") and not word.startswith("ال")
    bound = len(word) < 4 or any(finder.has_class(one, "name_particle") for one in (word, behind))
    return given and not bound and not _name(word) and (finder.common(word) or word in inflected())


def is_wish(words: Sequence[str]) -> bool:
    """Whether the words wish somebody well: رحمه الله; not عطاء الله, هبة الله."""
    return len(words) > 1 and any(
        behind == "الله" and (word in _WISHES or word.endswith(("ه", "ها", "هم")))
        for word, behind in pairwise(words)
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
