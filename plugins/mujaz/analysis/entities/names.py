"""From text to mentions, and from mentions to the article's entities."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from mujaz.analysis.entities import (
    aliases,
    callings,
    demonyms,
    edges,
    gazetteer,
    headless,
    language,
    patterns,
    prominence,
    repeats,
    salience,
    shapes,
    tagger,
    tidy,
)
from mujaz.analysis.entities.classes import inflected, read_classes
from mujaz.analysis.entities.features import folded, normalise
from mujaz.analysis.entities.heads import heads
from mujaz.analysis.entities.keys import after_letters, name_key, run_of
from mujaz.analysis.entities.overlaps import choose_mentions
from mujaz.analysis.entities.slugs import slug_of
from mujaz.analysis.record import BODY_KINDS, Entity, EntityKind, Line, Quote
from mujaz.analysis.text import split_words


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that names something. Clitics (و ف ب ل ك) are outside the span."""

    start: int
    end: int
    kind: EntityKind
    entity: str | None  # the gazetteer's slug where the name is known
    score: float  # the finder's confidence, 0..1
    finder: str  # "gazetteer", "tagger", "alias", "agency" …


def find_mentions(text: str, lines: Sequence[Line], finder: tagger.Finder | None = None) -> list[Mention]:
    """All name mentions of the body lines, in order, none overlapping.

    ``finder`` takes the place of the shipped tagger (see ``backend``).
    """
    stretches = [(line.start, line.end) for line in lines if line.kind in BODY_KINDS]
    split = [split_words(text[start:end], start) for start, end in stretches]
    known = [
        Mention(
            found.start,
            _lineage_end(text, found.end) if found.kind == "PER" else found.end,
            found.kind,
            found.slug,
            1.0 if found.sure else 0.9,
            "gazetteer",
        )
        for found in gazetteer.shipped().find_in(text, (run_of(text, *words) for words in split))
    ]
    sentences = _arabic([sentence for words in split for sentence in _sentences(*words)])
    tagged = _tagged(text, sentences, finder or tagger.shipped())
    shaped = _shaped(text, sentences, choose_mentions(text, [*known, *tagged]))
    chosen = edges.mend(text, headless.strip(text, choose_mentions(text, [*known, *tagged, *shaped])))
    return sorted([*chosen, *_repeated(text, sentences, chosen)], key=lambda mention: mention.start)


def find_again(text: str, lines: Sequence[Line], mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions in order, with those of their names that stand elsewhere unnoticed: surnames alone."""
    sentences = [
        sentence
        for line in lines
        if line.kind in BODY_KINDS
        for sentence in _sentences(*split_words(text[line.start : line.end], line.start))
    ]
    mentions = edges.mend(text, mentions)  # a surname that is known now is no given name
    again = _repeated(text, _arabic(sentences), mentions)
    return sorted([*mentions, *again], key=lambda mention: mention.start)


def _lineage_end(text: str, end: int) -> int:
    """Where a person's name that ends at ``end`` ends with the forefathers behind it.

    >>> _lineage_end("فيصل بن بندر بن عبد العزيز آل سعود أمير الرياض", 12)
    34
    """
    found = _LINEAGE.match(text, end)
    return found.end() if found else end


#: What goes on with a name: its bearer's forefathers and house.
_LINEAGE = re.compile(r"(?: بن (?:عبد )?\w+)+(?: آل \w+)?")


class _Sentence(NamedTuple):
    words: list[str]
    offsets: list[int]
    folded: list[str]

    def span(self, text: str, start: int, end: int, skip: int) -> tuple[int, int]:
        """The text's range of some words, ``skip`` letters of the first left out."""
        return after_letters(text, self.offsets[start], skip), self.offsets[end - 1] + len(
            self.words[end - 1]
        )


def _sentences(words: list[str], offsets: list[int]) -> Iterator[_Sentence]:
    """A line's words by sentence, each with its full stop."""
    forms = list(map(folded.__getitem__, words))
    ends = [place for place, word in enumerate(words, 1) if word in _SENTENCE_ENDS]
    if words and (not ends or ends[-1] < len(words)):
        ends.append(len(words))
    first = 0
    for end in ends:
        yield _Sentence(words[first:end], offsets[first:end], forms[first:end])
        first = end


_SENTENCE_ENDS = frozenset(".؟!?")


def _arabic(sentences: list[_Sentence]) -> list[_Sentence]:
    """The sentences to look for unknown names in: none of another language."""
    if not language.is_arabic([word for sentence in sentences for word in sentence.folded]):
        return []
    return [sentence for sentence in sentences if not language.is_foreign(sentence.folded)]


def _tagged(text: str, sentences: Sequence[_Sentence], finder: tagger.Finder) -> list[Mention]:
    """What the tagger finds, its clitics taken off."""
    names = finder.find([sentence.words for sentence in sentences])
    tidier = tidy.Tidier([sentence.words for sentence in sentences], names, tagger.shipped())
    found = []
    for name in names:
        if name.kind == "MISC" and finder is tagger.shipped():
            continue  # its training data calls currencies and religions names
        sentence = sentences[name.sentence]
        for part in tidier.parts(sentence.words, name):
            start, end = sentence.span(text, part.start, part.end, part.skip)
            found.append(Mention(start, end, name.kind, None, name.score, "tagger"))
    return found


def _shaped(text: str, sentences: Sequence[_Sentence], others: Sequence[Mention]) -> list[Mention]:
    """Names by their shape; the names found otherwise may complete them."""
    starts = [mention.start for mention in others]
    found = []
    for sentence in sentences:
        words, offsets = sentence.folded, sentence.offsets
        for called in callings.find(words, _callings(), tagger.shipped().ordinary):
            start, end = sentence.span(text, called.start, called.end, called.skip)
            place = bisect_right(starts, start)
            beside = others[max(0, place - 1) : place + 1]
            if not any(other.entity and other.start < end and start < other.end for other in beside):
                found.append(Mention(start, end, "PER", None, 0.85, "pattern"))
        places = patterns.candidates(words)
        if not places:
            continue
        inside = range(bisect_left(starts, offsets[0]), bisect_right(starts, offsets[-1]))
        known = {
            place: bisect_left(offsets, others[number].end)
            for number in inside
            if offsets[place := bisect_left(offsets, starts[number])] == starts[number]
        }
        for shaped in patterns.find(words, places, known, _lexicon()):
            start, end = sentence.span(text, shaped.start, shaped.end, shaped.skip)
            found.append(Mention(start, end, shaped.kind, None, 0.85, "pattern"))
    return found


def _repeated(text: str, sentences: Sequence[_Sentence], chosen: Sequence[Mention]) -> list[Mention]:
    """Names found above that stand elsewhere unnoticed."""
    seen = [
        repeats.Seen(tuple(map(normalise, split_words(text[m.start : m.end])[0])), m.kind, m.score)
        for m in chosen
        if m.entity is None or m.kind == "PER"
    ]
    names = repeats.Repeats([name for name in seen if name.words], tagger.shipped().ordinary, _telling)
    ends = [mention.end for mention in chosen]
    found = []
    for sentence in sentences:

        def free(first: int, last: int, sentence: _Sentence = sentence) -> bool:
            place = bisect_right(ends, sentence.offsets[first])
            behind = sentence.offsets[last - 1] + len(sentence.words[last - 1])
            return place == len(ends) or chosen[place].start >= behind

        for repeat in names.find(sentence.folded, free):
            first, last = sentence.span(text, repeat.start, repeat.end, repeat.skip)
            found.append(Mention(first, last, repeat.kind, None, 0.7, "alias"))
    return found


def _telling(word: str) -> bool:
    """Whether a word makes the next one somebody: a verb of saying, a title."""
    return word.removeprefix("و") in prominence.verbs_of_saying() or "title" in read_classes().get(word, ())


@lru_cache(maxsize=1)
def _callings() -> callings.Known:
    """Given names that are no common words too, and what announces them."""
    classes = read_classes()
    finder = tagger.shipped()

    def having(*names: str) -> frozenset[str]:
        return frozenset(word for word, found in classes.items() if found.intersection(names))

    titles = having("title")
    given = {word for word in having("given_arab", "given_foreign") - titles if len(word) > 2}
    return callings.Known(
        given=frozenset(word for word in given if finder.telling(word)),
        particles=tidy.PARTICLES | {"عبد"},
        endings=frozenset(("الله", "الدين", "الرحمن", "العزيز")),
        telling=titles | prominence.verbs_of_saying(),
        barred=having("demonym", "calendar", "title").union(*heads().adjectives.values()),
    )


@lru_cache(maxsize=1)
def _lexicon() -> shapes.Words:
    """Titles and words of the calendar, countries' adjectives with their article, what is no name."""
    classes = read_classes()
    barred = frozenset(word for word, names in classes.items() if names & {"title", "calendar"})
    demonyms = frozenset(
        word for word, names in classes.items() if "demonym" in names and word.startswith("ال")
    )
    given = frozenset(word for word, names in classes.items() if names & {"given_arab", "given_foreign"})
    finder = tagger.shipped()

    def inflects(word: str) -> bool:
        return word in inflected() or finder.common("ال" + word)

    return shapes.Words(barred, demonyms, given, finder.surname, finder.ordinary, inflects)


def choose_entities(
    text: str, lines: Sequence[Line], mentions: Sequence[Mention], quotes: Sequence[Quote]
) -> list[Entity]:
    """Group mentions into entities and decide salience and tags; most salient first."""
    entities = []
    groups = aliases.group(text, mentions)
    article = prominence.Article(text, lines, quotes, demonyms.count(text), groups)
    for group in groups:
        name = _name(group)
        verdict = salience.judge(group, article)
        entities.append(
            Entity(
                name=name,
                kind=group.kind,
                slug=group.slug or slug_of(name),
                salience=round(verdict.salience, 3),
                tag=verdict.tag,
                known=group.slug is not None,
                mentions=tuple((mention.start, mention.end) for mention in group.mentions),
            )
        )
    return sorted(entities, key=lambda entity: (-entity.salience, entity.mentions[0]))


def _name(group: aliases.Group) -> str:
    """What the entity is called: a listed person by the list's full name, anything else by the article's
    fullest form."""
    entry = gazetteer.shipped().entry(group.slug) if group.slug else None
    if entry is None:
        return group.name
    listed = tuple(name_key(entry.name).split())
    if listed in group.names or (group.kind == "PER" and " " not in group.name):
        return entry.name
    return group.name
