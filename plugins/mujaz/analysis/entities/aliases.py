"""Within one article: which mentions name the same thing, and what it is called there.

A short form joins the full name it is part of; a surname two people share goes to the one named last. Names
are compared by key (``keys.name_key``), word by word
(``likeness`` says which).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from mujaz.analysis.entities import gazetteer, tagger
from mujaz.analysis.entities.features import normalise
from mujaz.analysis.entities.keys import name_key
from mujaz.analysis.entities.likeness import Key, is_another, is_form, marks
from mujaz.analysis.record import EntityKind

if TYPE_CHECKING:
    from mujaz.analysis.entities.names import Mention


#: The year at the end of an edition's slug: world-cup-2018.
_YEAR = re.compile(r"-\d{4}$")


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
        for mark in marks[key]:
            if (key, home) not in self._by_word[mark]:
                self._by_word[mark].append((key, home))

    def homes(self, key: Key, mentions: Sequence[Mention]) -> list[Group]:
        """The groups a name may belong to: those called exactly so, else those it is a short or another
        form of."""
        candidates: list[tuple[Key, Group]] = []
        for mark in marks[key]:
            candidates += self._by_word.get(mark, ())
        kind = mentions[0].kind
        same = _distinct(home for full, home in candidates if full == key)
        if same:
            return same[:1]
        forms = [(full, home) for full, home in candidates if is_form(key, kind, full, home.kind)]
        found = _distinct(home for _, home in forms)
        if all(is_another(key, full, home.slug, home.kind) for full, home in forms):
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
