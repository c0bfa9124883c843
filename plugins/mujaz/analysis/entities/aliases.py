"""Within one article: which mentions name the same thing, and what it is called there.

A short form joins the full name it is part of; a surname two people share goes to the one named last. Names
are compared by key (``keys.name_key``), word by word; spelling variants of foreign names by their skeleton
of consonants.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from mujaz.analysis.entities import gazetteer, tagger
from mujaz.analysis.entities.features import normalise
from mujaz.analysis.entities.heads import heads
from mujaz.analysis.entities.keys import name_key
from mujaz.analysis.memo import Memo
from mujaz.analysis.record import EntityKind

if TYPE_CHECKING:
    from mujaz.analysis.entities.names import Mention

Key = tuple[str, ...]

#: Consonants that transliterations exchange, and the vowels they add and drop.
_SKELETON = {**str.maketrans("غقثذ", "جكتد"), **dict.fromkeys(map(ord, "اويهء"))}
#: The year at the end of an edition's slug: world-cup-2018.
_YEAR = re.compile(r"-\d{4}$")
#: A skeleton of fewer letters says too little: سالم and سليم are two names.
_MIN_SKELETON = 3


@dataclass
class Group:
    """The mentions of one entity in one article."""

    kind: EntityKind
    slug: str | None
    mentions: list[Mention] = field(default_factory=list)
    names: dict[Key, str] = field(default_factory=dict)  # as written, by key

    def add(self, key: Key, written: str, mention: Mention) -> None:
        """Take in one mention."""
        self.names.setdefault(key, written)
        self.mentions.append(mention)

    def settle(self) -> None:
        """Bring the mentions into the order of the text and let the finders vote on the kind."""
        self.mentions.sort(key=lambda mention: mention.start)
        if self.slug is None:
            votes: dict[EntityKind, float] = defaultdict(float)
            for mention in self.mentions:
                votes[mention.kind] += mention.score * (1 + (mention.finder == "pattern"))
            self.kind = max(votes, key=lambda kind: (votes[kind], kind))

    @property
    def name(self) -> str:
        """The article's fullest form; of equally full ones the first."""
        return max(self.names.items(), key=lambda item: (len(item[0]), len(" ".join(item[0]))))[1]


def written_form(text: str, mention: Mention) -> str:
    """The mention as a name: one blank between words, and the article whole again where ل has swallowed
    its alef."""
    form = " ".join(text[mention.start : mention.end].split())
    if form.startswith("ل") and text[max(0, mention.start - 1)] == "ل" and mention.start:
        before = text[mention.start - 2 : mention.start - 1]
        word = normalise(form.split()[0])
        frequency = tagger.shipped().frequency
        # للجيش is ل + الجيش, للجنة is ل + لجنة: the commoner word decides; لوكالة itself is ل + وكالة
        commoner = max(frequency("ا" + word), frequency(word[1:])) >= frequency(word)
        if (not before.isalpha() or before in "وف") and commoner:
            return "ا" + form
    return form


def group(text: str, mentions: Sequence[Mention]) -> list[Group]:
    """The article's entities, in the order of their first mentions."""
    groups = _Groups()
    loose: dict[Key, list[tuple[str, Mention]]] = defaultdict(list)
    for mention in mentions:
        written = written_form(text, mention)
        key = tuple(name_key(written).split())
        if not key:
            continue
        if mention.entity is not None:
            groups.known(mention.entity, mention.kind).add(key, written, mention)
        else:
            loose[key].append((written, mention))
    groups.join_editions()
    groups.index_known()
    for key in sorted(loose, key=lambda key: (-len(key), loose[key][0][1].start)):
        homes = groups.homes(key, [mention for _, mention in loose[key]])
        if not homes:
            homes = [groups.new(loose[key][0][1].kind, key)]
        for written, mention in loose[key]:
            _nearest(homes, mention).add(key, written, mention)
        for home in homes:
            groups.index(home, key)
    found = [found for found in groups.all if found.mentions]
    _give_surnames_back(found)
    found = _join_acronyms(text, [found for found in found if found.mentions])
    for one in found:
        one.settle()
    return sorted(found, key=lambda one: one.mentions[0].start)


def _give_surnames_back(groups: Sequence[Group]) -> None:
    """A bare surname of a listed person is the unknown's who was named in full before it.

    سامي الحداد …، وقال الحداد: the article's own, however famous another الحداد may be.
    """
    strangers: dict[str, Group] = {}
    for one in groups:
        if one.slug is None and one.kind == "PER":
            for key in one.names:
                if len(key) > 1:
                    strangers.setdefault(key[-1], one)
    for known in groups:
        keys = set(known.names)
        if not strangers or known.slug is None or known.kind != "PER" or {len(key) for key in keys} != {1}:
            continue
        homes = {id(home): home for (word,) in keys if (home := strangers.get(word))}
        if len(homes) != 1:
            continue
        (home,) = homes.values()
        first = min(mention.start for mention in home.mentions)
        bare = sorted(mention.start for mention in known.mentions)
        if first < bare[0] or (len(bare) > 1 and first < bare[1]):  # the headline may have the surname alone
            home.mentions += known.mentions
            home.names |= {key: name for key, name in known.names.items() if key not in home.names}
            known.mentions = []


def _nearest(homes: Sequence[Group], mention: Mention) -> Group:
    """Of several people with the name: the one named last before, else the first named."""
    if len(homes) == 1:
        return homes[0]

    def last_before(home: Group) -> int:
        return max((m.start for m in home.mentions if m.start < mention.start), default=-1)

    best = max(homes, key=last_before)
    if last_before(best) >= 0:
        return best
    return min(homes, key=lambda home: min((m.start for m in home.mentions), default=0))


class _Groups:
    """The groups so far, found again by the words and skeletons of their names."""

    def __init__(self) -> None:
        self.all: list[Group] = []
        self._by_slug: dict[str, Group] = {}
        self._by_word: dict[str, list[tuple[Key, Group]]] = defaultdict(list)

    def known(self, slug: str, kind: EntityKind) -> Group:
        """The group of a listed entity."""
        if slug not in self._by_slug:
            self._by_slug[slug] = Group(kind, slug)
            self.all.append(self._by_slug[slug])
        return self._by_slug[slug]

    def join_editions(self) -> None:
        """What is called by its name alone is the edition the article names: كأس العالم، كأس العالم 2018."""
        editions = [home for home in self.all if home.slug and _YEAR.search(home.slug)]
        for home in editions:
            series = self._by_slug.get(_YEAR.sub("", home.slug or ""))
            if series and sum(_YEAR.sub("", other.slug or "") == series.slug for other in editions) == 1:
                home.names |= series.names
                home.mentions += series.mentions
                self.all.remove(series)
                del self._by_slug[series.slug or ""]

    def index_known(self) -> None:
        """Enter the listed entities' names, with the full name of their list."""
        for slug, home in self._by_slug.items():
            entry = gazetteer.shipped().entry(slug)
            forms = {tuple(name_key(entry.name).split())} if entry else set()
            for key in sorted(forms | set(home.names)):
                self.index(home, key)

    def new(self, kind: EntityKind, key: Key) -> Group:
        """A group for a name unlike all others."""
        home = Group(kind, None)
        self.all.append(home)
        return home

    def index(self, home: Group, key: Key) -> None:
        """Let a group be found by a name."""
        for mark in _marks[key]:
            if (key, home) not in self._by_word[mark]:
                self._by_word[mark].append((key, home))

    def homes(self, key: Key, mentions: Sequence[Mention]) -> list[Group]:
        """The groups a name may belong to: those called exactly so, else those it is a short or another
        form of."""
        candidates: list[tuple[Key, Group]] = []
        for mark in _marks[key]:
            candidates += self._by_word.get(mark, ())
        kind = mentions[0].kind
        same = _distinct(home for full, home in candidates if full == key)
        if same:
            return same[:1]
        forms = [(full, home) for full, home in candidates if _is_form(key, kind, full, home.kind)]
        found = _distinct(home for _, home in forms)
        if all(_is_another(key, full, home) for full, home in forms):
            return []
        if kind == "PER" or len(found) < 2:
            return found
        return found[:1]


def _distinct(groups: Iterator[Group]) -> list[Group]:
    found: list[Group] = []
    for home in groups:
        if not any(home is other for other in found):
            found.append(home)
    return found


def _marks_of(key: Key) -> Iterator[str]:
    """What two forms of one name have in common at least one of."""
    for word in (key[0], key[-1]):
        yield word
        yield word.removeprefix("ال")
        if bone := skeleton(word):
            yield bone
    core = without_head(key)
    if core != key:
        yield core[0]
        yield core[0].removeprefix("ال")


_marks: Memo[Key, tuple[str, ...]] = Memo(lambda key: tuple(dict.fromkeys(_marks_of(key))))


def _is_another(key: Key, full: Key, home: Group) -> bool:
    """Whether a full name has but the surname of a listed person: زاكاري is not فيليب of the same name."""
    if home.slug is None or home.kind != "PER" or len(key) == 1 or len(full) > 1:
        return False
    # كيم جونغ أون is listed, and called by his first word; الناطق باسم بوتين speaks in his name
    if _alike(full[0], key[0]) or key[0] == "باسم":
        return False
    entry = gazetteer.shipped().entry(home.slug)
    given = {name_key(form).split()[0] for form in entry.forms if " " in form} if entry else set()
    return bool(given) and all(_consonants(key[0]) != _consonants(name) for name in given)


def _consonants(word: str) -> str:
    """What stays of a given name in another transliteration: إيسايس، أسياس."""
    return word.translate(_SKELETON)


def _is_form(short: Key, kind: EntityKind, full: Key, full_kind: EntityKind) -> bool:
    """Whether ``short`` names in fewer or other words what ``full`` names."""
    if full_kind == "PER":
        if kind == "PER" or (len(short) == 1 and len(full) > 1):
            return _same_person(short, full)
        return False
    if kind == "PER" and len(short) > 1:
        return False
    if _plain(without_head(short)) == _plain(without_head(full)):
        return True
    if len(short) == len(full) and all(_alike(a, b) for a, b in zip(short, full, strict=True)):
        return True
    if kind != full_kind:
        return False
    if len(short) >= 2 and _plain(short[:1]) == _plain(full[:1]) and set(_plain(short)) <= set(_plain(full)):
        return True
    return kind == "ORG" and _same_body(short, full)


def _same_body(short: Key, full: Key) -> bool:
    """Whether two institutions are one, told by head and last word.

    لجنة الانتخابات is اللجنة المركزية للانتخابات. But no country's committee is
    another's, nor the international one.
    """
    (one, countries), (other, others) = _content(short), _content(full)
    if len(one) > len(other):
        one, other = other, one
    if (
        len(one) < 2
        or one[0] != other[0]
        or one[-1] != other[-1]
        or (countries and others and countries != others)
    ):
        return False
    return set(one) <= set(other) if countries == others else one == other


def _content(key: Key) -> tuple[Key, Key]:
    """An institution's words without articles and ل, and apart from them its countries' adjectives."""
    countries = tuple(word for word in key if tagger.shipped().adjective(normalise(word)))
    bare = (word for word in key if word not in countries)
    return tuple(word.removeprefix("لل").removeprefix("ال") for word in bare), countries


def _same_person(short: Key, full: Key) -> bool:
    """كنعان، إبراهيم كنعان; محمد الخضر، محمد بن علي الخضر; إسحق شامير، إسحاق شامير."""
    if len(short) > len(full):
        short, full = full, short
    if short[0] == "ابن" and len(short) < len(full):
        short = ("بن", *short[1:])  # ابن عياد by himself, رضا بن عياد in full
    if len(short) == 1:
        return any(_alike(short[0], word) for word in (full[-1], full[0])) or (
            len(full) > 2 and short[0] == " ".join(full[-2:])
        )
    if short == full[-len(short) :] or short == full[: len(short)]:
        return True
    return _alike(short[-1], full[-1]) and (
        _alike(short[0], full[0])
        or short[0].replace("ا", "") == full[0].replace("ا", "")
        or (bool(skeleton(short[-1])) and _nearly(skeleton(short[0]), skeleton(full[0])))
    )


def _nearly(one: str, other: str) -> bool:
    """Whether two skeletons differ in one consonant at most: زيجمار، سيغمار."""
    return (
        bool(one and other)
        and len(one) == len(other)
        and sum(a != b for a, b in zip(one, other, strict=True)) < 2
    )


def _alike(one: str, other: str) -> bool:
    """One word in two spellings."""
    if one == other or one.removeprefix("ال") == other.removeprefix("ال"):
        return True
    return bool(bone := skeleton(one)) and bone == skeleton(other)


@lru_cache(maxsize=16384)
def skeleton(word: str) -> str:
    """The consonants of a foreign word; empty for a short one, and for Arabic given names, which differ by
    vowels alone.

    >>> skeleton("فوستوشني") == skeleton("فوستوتشني"), skeleton("سالم")
    (True, '')
    """
    bone = word.replace("تش", "ش").translate(_SKELETON)
    if len(bone) < _MIN_SKELETON or "given_arab" in tagger.read_classes().get(normalise(word), ()):
        return ""
    return bone


def without_head(key: Key) -> Key:
    """A name without the word that says what it is: مدينة عدن, حركة طالبان."""
    while len(key) > 1 and normalise(key[0]) in heads().generic:
        key = key[1:]
    return key


def _plain(key: Key) -> Key:
    """A name without articles, and without the year at its end: كأس العالم 2018."""
    if len(key) > 1 and key[-1].isdigit() and len(key[-1]) == 4:
        key = key[:-1]
    return tuple(word.removeprefix("ال") for word in key)


def _join_acronyms(text: str, groups: list[Group]) -> list[Group]:
    """One entity: a name and what stands in brackets right behind it, where both are organisations or
    things."""
    owner = {id(mention): one for one in groups for mention in one.mentions}
    ordered = sorted(
        (mention for one in groups for mention in one.mentions), key=lambda mention: mention.start
    )
    for left, right in pairwise(ordered):
        between = text[left.end : right.start].strip(" \u00a0\"'«“")
        behind = text[right.end : right.end + 3].strip(" \u00a0\"'»”")
        first, second = owner[id(left)], owner[id(right)]
        if (
            between != "("
            or behind[:1] != ")"
            or first is second
            or {first.kind, second.kind} & {"PER", "LOC"}
        ):
            continue
        if first.slug and second.slug:
            continue
        keep, gone = (second, first) if second.slug else (first, second)
        keep.mentions += gone.mentions
        keep.names.update({key: name for key, name in gone.names.items() if key not in keep.names})
        for mention in gone.mentions:
            owner[id(mention)] = keep
        groups = [one for one in groups if one is not gone]
    return groups
