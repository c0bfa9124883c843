"""Setting the tagger's names right at their edges: what is known of single words, which the chain weighs
too little."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from mujaz.analysis.entities.features import normalise
from mujaz.analysis.entities.heads import heads
from mujaz.analysis.entities.proclitics import reading_of
from mujaz.analysis.entities.tagger import Name, Tagger
from mujaz.analysis.text import Reading

#: Seen 2^_COMMON times in raw news, a word behind a given name is no surname.
_COMMON = 6


#: و before an alef with hamza is a conjunction; what begins with a doubled prefix is a verb (يتوقع).
_SURELY_AND = ("وأ", "وإ", "وآ")
#: What a verb, or a noun with a preposition, may begin with, and what belongs to somebody may end with.
_PREFIXES = ("و", "ف", "ل", "ي", "ت", "س", "ن", "ال", "آ", "بال", "كال")
_SUFFIXES = ("ها", "هم", "نا", "ته", "وا", "ون", "ات", "ا")
_POSSESSED = ("ها", "هم", "هما")
#: From this familiarity on a word is known as a name.
_NAME = 5
_VERB = ("يت", "تت")
_THEY_DO = re.compile("ي[^و]{2,4}ون")
_FUTURE = ("سي", "ست")


#: So many given names before what was found are taken for part of it.
_MOST_BEFORE = 3
#: With the word behind them they go on with a name.
PARTICLES = frozenset(map(normalise, ("بن", "ابن", "بنت", "ولد", "آل", "بو", "أبو")))


#: Behind a given name these tell whose child somebody is.
_CHILD = frozenset(map(normalise, ("بنت", "ولد")))
#: Somebody may be called by a child's name: أبو بكر, أم خالد (which before a full name may be "or").
_FATHER = frozenset(map(normalise, ("أبو", "أبي", "أبا")))
_MOTHER = normalise("أم")


class Part(NamedTuple):
    """Words ``start`` to ``end`` are a name; ``skip`` letters of the first are clitics."""

    start: int
    end: int
    skip: int


class Tidier:
    """Knows all the names the tagger found in an article."""

    def __init__(self, sentences: Sequence[Sequence[str]], names: Sequence[Name], finder: Tagger) -> None:
        """``sentences`` as the tagger read them."""
        self._finder = finder
        found = [list(map(normalise, sentences[n.sentence][n.start : n.end])) for n in names]
        self._words = {word for name in found for word in name}
        self._pairs = Counter(pair for name in found for pair in pairwise(name))

    def parts(self, words: Sequence[str], name: Name) -> Iterator[Part]:
        """The names one tagged stretch really holds.

        Two names joined by و are two (كريم وهنيدي); a preposition or a word of grammar begins something else
        (هيفاء لبي بي سي, الوكالة أن); an ordinary word at an edge of a person's name is none of it (بنتو
        سيستكمل, نظام الأسد).
        """
        finder = self._finder
        start, end = name.start, name.end
        if name.kind == "PER":
            start, end = self._whole(words, start, name.end)
        while start < end - 1 and self._grammar(words[start]):
            start += 1
        skip = reading_of(words[start], self._words, finder.familiarity).skip
        for place in range(start + 1, end):
            word = normalise(words[place])
            if self._grammar(words[place]):
                yield from self._trimmed(words, start, place, skip, name)
                return
            if not word[:1].isalnum() or finder.has_class(normalise(words[place - 1]), "name_particle"):
                continue
            reading = reading_of(words[place], self._words, finder.familiarity, joining=True)
            if not reading.prefix and name.kind == "PER" and words[place].startswith(_SURELY_AND):
                reading = Reading("و", word[1:], 1)
            if reading.prefix:
                yield from self._trimmed(words, start, place, skip, name)
                start, skip = place, reading.skip
                if not reading.prefix.startswith("و") and name.kind == "PER":
                    return
        yield from self._trimmed(words, start, end, skip, name)

    def _trimmed(self, words: Sequence[str], start: int, end: int, skip: int, name: Name) -> Iterator[Part]:
        finder = self._finder
        while end > start and not words[end - 1][0].isalnum():
            end -= 1
        base = start
        folded = list(map(normalise, words[base:end]))  # of the name alone: its sentence may be endless
        if name.kind == "PER" and end - start > 1:
            while end - start > 1 and self._trails(folded, start - base, end - base):
                end -= 1
            if end < len(words) and end - start == 2 and self._titled(folded[end - base - 1], words[end]):
                end -= 1
            while end - start > 1 and (
                finder.has_class(folded[start - base], "title")
                or (
                    not words[start].startswith(("ال", "آ"))
                    and self._outside(folded[start - base], folded[start - base], folded[start - base + 1])
                )
            ):
                start, skip = start + 1, 0
            if end - start == 1 and finder.ordinary(folded[start - base]):
                return
        if name.kind == "PER" and end - start == 1:
            before = words[start - 1] if start else ""
            if self._plural(folded[start - base], before):
                return
        if name.kind == "LOC" and self._compound(words, start, end):
            end += 1
            folded.append(normalise(words[end - 1]))
        if name.kind == "LOC" and end - start > 1 and finder.adjective(folded[end - base - 1]):
            end -= 1
        first = folded[start - base] if end > start else ""
        if name.kind == "ORG" and end - start > 1 and first.startswith(_FUTURE) and finder.ordinary(first):
            start, skip = start + 1, 0
        if name.kind == "ORG" and end > start and finder.has_class(folded[start - base][skip:], "title"):
            return
        if end > start:
            yield Part(start, end, skip)

    def _plural(self, word: str, before: str) -> bool:
        """Whether a word never heard as a name is what several people are or do: مفاوضو، (النزلاء) ينسون."""
        finder = self._finder
        if finder.familiarity(word) >= _NAME:
            return False
        several = word.startswith("م") and word.endswith("و") and len(word) > 5 and finder.ordinary(word[:-1])
        return several or bool(before.startswith("ال") and _THEY_DO.fullmatch(word))

    def _compound(self, words: Sequence[str], start: int, end: int) -> bool:
        """Whether a place's name goes on behind its first word: ساقية الدائر، حمام سوسة."""
        if end - start > 1 or end == len(words) or normalise(words[start]) not in heads().compounds:
            return False
        behind = normalise(words[end])
        strange = behind.startswith("ال") or not self._finder.ordinary(behind)
        return len(behind) > 2 and behind.isalpha() and strange and not self._grammar(words[end])

    def _whole(self, words: Sequence[str], start: int, end: int) -> tuple[int, int]:
        """A person's name with the given names before it and the particles behind it (ولد البخاري)."""
        least = max(0, start - _MOST_BEFORE)
        while start > least and self._given(normalise(words[start - 1])) and words[start - 1] != "على":
            start -= 1
        before = normalise(words[start - 1]) if start else ""
        if normalise(words[start]) in _CHILD and self._may_begin(words[start - 1] if start else ""):
            start -= 1
        alone = end - start == 1 and self._given(normalise(words[start]))
        if before in _FATHER or (before == _MOTHER and alone):
            start -= 1
        if alone and end < len(words) and self._surname(words[end]):
            end += 1
        while end + 1 < len(words) and normalise(words[end]) in PARTICLES and words[end + 1].isalpha():
            end += 2
        behind = normalise(words[end]) if start + 1 < end < len(words) else ""
        last = normalise(words[end - 1])
        if (self._given(last) or self._finder.has_class(last, "name_particle")) and self._tribe(behind):
            end += 1
        return start, end

    def _may_begin(self, word: str) -> bool:
        """Whether a word before بنت or ولد is the given name: السالمة بنت المختار."""
        finder, folded = self._finder, normalise(word)
        if not word.isalpha() or len(folded) < 3 or finder.ordinary(folded) or self._grammar(word):
            return False
        barred = any(finder.has_class(folded, name) for name in ("title", "calendar", "demonym", "org_head"))
        return not barred and not finder.has_class(folded.removeprefix("ال"), "title")

    def _tribe(self, word: str) -> bool:
        """Whether a word with the article behind given names must be the surname: المهنا, no common word."""
        finder = self._finder
        if not word.startswith("ال") or len(word) < 5 or finder.ordinary(word):
            return False
        return not any(finder.has_class(word, name) for name in ("demonym", "title", "calendar", "org_head"))

    def _surname(self, word: str) -> bool:
        """Whether an untagged word behind a lone given name must be the rest of it: a word never heard."""
        finder, folded = self._finder, normalise(word)
        if (
            not word.isalpha()
            or len(folded) < 4
            or folded.startswith(_PREFIXES)
            or folded.endswith(_SUFFIXES)
        ):
            return False
        return finder.unheard(folded) and not finder.ordinary(folded[1:])

    def _grammar(self, word: str) -> bool:
        """Whether a word is one of grammar; آن, of a Korean name, is not أن, nor إمام, a name, أمام."""
        if word.startswith("آ"):
            return False
        return word == "أمام" or self._finder.has_class(normalise(word), "grammar")

    def _given(self, word: str) -> bool:
        return self._finder.has_class(word, "given_arab") or self._finder.has_class(word, "given_foreign")

    def _trails(self, folded: Sequence[str], start: int, end: int) -> bool:
        """Whether the last word is none of the name. Behind a given name alone only a very common word
        is not."""
        finder, last = self._finder, folded[end - 1]
        if last.endswith(_POSSESSED) and finder.familiarity(last) < _NAME:
            return True
        given = end - start == 2 and self._given(folded[start])
        if given and (last.startswith("ال") or 0 < finder.frequency(last) < _COMMON):
            return finder.has_class(last, "calendar")
        return self._outside(last, folded[end - 2], last)

    def _titled(self, word: str, behind: str) -> bool:
        """Whether a title begins another name: … الملك فهد | العقيد مرعي …."""
        return self._finder.has_class(word, "title") and self._given(normalise(behind))

    def _outside(self, word: str, first: str, second: str) -> bool:
        """Whether a word at the edge of a person's name is none of it, unless the article says it again."""
        finder = self._finder
        if self._pairs[first, second] > 1 or finder.has_class(first, "name_particle"):
            return False
        if word.startswith(_VERB):
            return True
        if word.startswith("ال"):
            return any(finder.has_class(word, name) for name in ("title", "calendar", "demonym"))
        return finder.ordinary(word)
