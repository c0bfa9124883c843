"""Known names: finds the people, places, organisations and things of the lists in a text, in one pass.

An index by first word leads from a word to the names that begin with it; the longest name wins. Weak names,
those written like an ordinary word or like another name (حلب، صور، الوطن), count only with the evidence
their list asks for, or where a sure form of the same entity stands in the same text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, compress
from typing import NamedTuple

from mujaz.analysis.collector import lasting
from mujaz.analysis.entities.evidence import Candidate, Topics, forbidden, supported
from mujaz.analysis.entities.institutions import Demonyms, Institutions
from mujaz.analysis.entities.keys import Run, after_letters, name_key, without_proclitics, words
from mujaz.analysis.entities.lists import (
    NO_CONDITION,
    Entry,
    Institution,
    name_lists,
    quick_keys,
    read_entries,
    read_groups,
)
from mujaz.analysis.memo import Memo
from mujaz.analysis.record import EntityKind

#: the list whose organisations count by what the whole article is about: clubs
FIELD = "sport"
#: vowel signs and the sign of doubling
_SIGNS = re.compile("[\u064b-\u0652]")
#: the fewest letters a name of one word has once its proclitics are taken off
MIN_LETTERS = 3


class Found(NamedTuple):
    """A known name in a text; ``text[start:end]`` has no proclitics."""

    start: int
    end: int
    slug: str
    kind: EntityKind
    sure: bool  # False: a weak form, accepted on evidence


class _Form(NamedTuple):
    rest: tuple[str, ...]  # the keys after the first word
    owner: Entry | Institution
    weak: bool
    strict: bool
    voweled: str = ""  # a weak form of one word as listed, where its signs tell it from another name


class _Branch:
    """The names that begin with one word: of this word alone, and the longer ones by their second word."""

    __slots__ = ("alone", "longer")

    def __init__(self) -> None:
        self.alone: list[_Form] = []
        self.longer: dict[str, list[_Form]] = {}

    def add(self, form: _Form) -> None:
        if form.rest:
            self.longer.setdefault(form.rest[0], []).append(form)
        else:
            self.alone.append(form)


class Gazetteer:
    """The known names, indexed. Immutable; ``extended`` gives another one with more names."""

    def __init__(self, entries: Iterable[Entry], demonyms: Demonyms, institutions: Institutions) -> None:
        """Index ``entries``.

        Of two with one slug the later one stands, and its forms win over earlier ones.
        """
        self.entries: dict[str, Entry] = {entry.slug: entry for entry in entries}
        self.demonyms = demonyms
        self.institutions = institutions
        self._owners: dict[str, list[Entry]] = defaultdict(list)
        self._index: dict[str, _Branch] = defaultdict(_Branch)
        self._branches = Memo(self._read)
        self._given: set[str] = set()
        self._listed: dict[str, tuple[str, EntityKind]] = {}
        listed = list(self.entries.values())
        keys = iter(quick_keys([form for entry in listed for form in entry.forms]))
        for entry in listed:
            for form in entry.forms:
                key = next(keys)
                weak = form in entry.weak
                voweled = form if weak and len(key) == 1 and _SIGNS.search(form) else ""
                self._index[key[0]].add(_Form(key[1:], entry, weak, form in entry.strict, voweled))
                self._owners[" ".join(key)].append(entry)
                if entry.kind == "PER" and len(key) > 1 and form is entry.name:
                    self._given.add(key[0])
        for head, institution in institutions.heads():
            self._index[head[0]].add(_Form(head[1:], institution, False, False))
        for branch in self._index.values():
            for forms in branch.longer.values():
                if len(forms) > 1:
                    forms.sort(key=lambda form: -len(form.rest))

    def entry(self, slug: str) -> Entry | None:
        """The entity with this slug, one of the listed or a country's institution."""
        return self.entries.get(slug) or self.institutions.entry(slug)

    def lookup(self, name: str, kind: EntityKind | None = None) -> str | None:
        """The slug of the one entity (of ``kind``) that is called ``name``.

        None if there is none or more than one.
        """
        slugs = {entry.slug for entry in self._owners.get(name_key(name), ()) if kind in (None, entry.kind)}
        if slugs:
            return slugs.pop() if len(slugs) == 1 else None
        if kind == "PER":
            return None
        found = self.find(name)  # a country's institution
        whole = name.strip()
        if len(found) == 1 and name[found[0].start : found[0].end] == whole and kind in (None, found[0].kind):
            return found[0].slug
        return None

    def lookup_sure(self, name: str) -> str | None:
        """The slug of the one entity called ``name``, of whatever kind, if that name needs no evidence."""
        key = name_key(name)
        owners = {entry.slug: entry for entry in self._owners.get(key, ())}
        if len(owners) != 1:
            return None
        (slug, entry), *_ = owners.items()
        return None if any(name_key(form) == key for form in entry.weak) else slug

    def bearers(self, name: str) -> tuple[Entry, ...]:
        """The listed entities that are called ``name``, in the order of their slugs."""
        slugs = {entry.slug for entry in self._owners.get(name_key(name), ())}
        return tuple(self.entries[slug] for slug in sorted(slugs))

    def is_ambiguous(self, key: str) -> bool:
        """Whether more than one of the listed bears a name of this key: عمّان and عُمان."""
        return len({entry.slug for entry in self._owners.get(key, ())}) > 1

    def find(self, text: str, spans: Sequence[tuple[int, int]] | None = None) -> list[Found]:
        """The known names of ``text``, or of its ``spans``, in order, none overlapping."""
        ranges = spans if spans is not None else [(0, len(text))]
        return self.find_in(text, [words(text, start, end) for start, end in ranges])

    def find_in(self, text: str, runs: Iterable[Run]) -> list[Found]:
        """The same in stretches that are split into words already."""
        runs = list(runs)
        chosen = [(run, candidate) for run in runs for candidate in self._scan(text, run)]
        certain = {candidate.slug for _, candidate in chosen if not candidate.weak}
        chosen = self._agreed(chosen, certain)
        topics = Topics(runs)
        found = []
        for run, candidate in chosen:
            sure = not candidate.weak
            if (
                sure
                or (candidate.slug in certain and not candidate.strict)
                or candidate.spelled
                or supported(run, candidate)
                or (candidate.about and not candidate.strict and topics.treat(candidate.condition.near))
            ):
                start = run.starts[candidate.first]
                start = after_letters(text, start, candidate.taken) if candidate.taken else start
                found.append(Found(start, run.ends[candidate.last - 1], candidate.slug, candidate.kind, sure))
        return found

    def _agreed(self, chosen: list[tuple[Run, Candidate]], certain: set[str]) -> list[tuple[Run, Candidate]]:
        """The same with each name that several of the listed bear given to one of them throughout a text.

        To the one that also stands there under a name of its own, else to the first that anything speaks for:
        with جدة once beside it, the article's الأهلي is Jeddah's.
        """
        shared: dict[str, set[tuple[bool, str]]] = defaultdict(set)
        keys = [" ".join(run.keys[x.first : x.last])[x.taken :] for run, x in chosen]
        for key, (run, x) in zip(keys, chosen, strict=True):
            if x.weak and self.is_ambiguous(key):
                shared[key].add((not supported(run, x), x.slug))
        agreed: dict[str, Entry] = {}
        for key, uses in shared.items():
            owners = list(dict.fromkeys(entry.slug for entry in self._owners[key]))
            own = [slug for slug in owners if slug in certain]
            spoken_for = sorted((unsupported, owners.index(slug)) for unsupported, slug in uses)
            if len(own) == 1 or len({slug for _, slug in uses}) > 1:
                agreed[key] = self.entries[own[0] if len(own) == 1 else owners[spoken_for[0][1]]]
        if not agreed:
            return chosen
        return [
            (
                run,
                x._replace(slug=one.slug, kind=one.kind, weak=False)
                if x.weak and (one := agreed.get(key))
                else x,
            )
            for key, (run, x) in zip(keys, chosen, strict=True)
        ]

    def _scan(self, text: str, run: Run) -> list[Candidate]:
        """One reading of the words: at each place the longest name, then on behind it."""
        chosen: list[Candidate] = []
        behind = 0
        branches = list(map(self._branches.__getitem__, run.keys))
        for at in compress(range(len(branches)), branches):
            if at < behind:
                continue
            readings = branches[at]
            best: Candidate | None = None
            following = run.keys[at + 1] if at + 1 < len(run.keys) else ""
            for taken, branch in readings:
                if following in branch.longer or branch.alone:
                    for candidate in self._matches(text, run, at, taken, branch):
                        if best is None or self._better(run, candidate, best):
                            best = candidate
            if best is not None:
                chosen.append(best)
                behind = best.last
        return chosen

    def _read(self, key: str) -> tuple[tuple[int, _Branch], ...]:
        """The names a word may begin, with the letters of proclitics before it."""
        index = self._index
        return tuple((taken, index[rest]) for taken, rest in without_proclitics(key) if rest in index)

    def _matches(self, text: str, run: Run, at: int, taken: int, branch: _Branch) -> Iterator[Candidate]:
        """The names that do stand at word ``at``, the longest of a list first."""
        longer = branch.longer.get(run.keys[at + 1], ()) if at + 1 < len(run.keys) else ()
        for rest, owner, weak, strict, voweled in chain(longer, branch.alone):
            last = at + 1 + len(rest)
            if rest and not _stands(text, run, at, last, rest):
                continue
            if taken and not rest and len(run.keys[at]) - taken < MIN_LETTERS:
                continue
            if isinstance(owner, Institution):
                candidate = self._institution(text, run, at, last, taken, owner)
                if candidate:
                    yield candidate
            elif not forbidden(text, run, at, last, taken, owner, self._given):
                about = weak and owner.source == FIELD and owner.kind == "ORG"
                spelled = bool(voweled) and text[run.starts[at] : run.ends[at]].endswith(voweled)
                yield Candidate(
                    at, last, taken, owner.slug, owner.kind, weak, strict, owner.condition, about, spelled
                )

    def _better(self, run: Run, new: Candidate, old: Candidate) -> bool:
        """Longer names first; then one told by its signs, a weak one with evidence, a sure one, a weak."""
        if new.last != old.last:
            return new.last > old.last
        if new.taken != old.taken:
            return False  # the reading that takes fewer letters off comes first

        def rank(candidate: Candidate) -> int:
            if candidate.spelled:
                return 3
            return 1 if not candidate.weak else 2 if supported(run, candidate) else 0

        return rank(new) > rank(old)

    def _institution(
        self, text: str, run: Run, at: int, last: int, taken: int, institution: Institution
    ) -> Candidate | None:
        """A country's institution: its head has matched, its country must follow."""
        if last >= len(run.keys) or not run.joined(text, last - 1):
            return None
        head = tuple(run.keys[at + 1 : last])
        length, country = self.institutions.country_after(run, last, head, institution)
        if not country:
            return None
        slug, kind = self._listed_institution(country, institution)
        return Candidate(at, last + length, taken, slug, kind, False, False, NO_CONDITION)

    def _listed_institution(self, country: str, institution: Institution) -> tuple[str, EntityKind]:
        """An institution may be listed under a name of its own: البرلمان الإسرائيلي is the Knesset."""
        slug = f"{country}-{institution.suffix}"
        if slug not in self._listed:
            self._listed[slug] = (slug, institution.kind)
            for name in self.institutions.names(country, institution.suffix):
                for owner in self._owners.get(name_key(name), ()):
                    self._listed[slug] = (owner.slug, owner.kind)
                    return self._listed[slug]
        return self._listed[slug]


def _stands(text: str, run: Run, at: int, last: int, rest: tuple[str, ...]) -> bool:
    """Whether the words behind ``at`` are ``rest``, with nothing between them."""
    return run.spells(at + 1, rest) and all(run.joined(text, place) for place in range(at, last - 1))


@lru_cache(maxsize=1)
def shipped() -> Gazetteer:
    """The names shipped with Mujaz and those this process was told of, loaded once."""
    with lasting():
        groups = read_groups()
        listed = {entry.slug: entry for path in name_lists() for entry in read_entries(path, groups)}
        told = [
            entry._replace(source=listed.pop(entry.slug).source) if entry.slug in listed else entry
            for entry in _told
        ]
        demonyms = Demonyms.read()
        institutions = Institutions.read(listed.values(), demonyms)
        return Gazetteer([*told, *listed.values()], demonyms, institutions)


def tell(entries: Sequence[Entry]) -> None:
    """Have this process know further names, the newsroom's, from now on; they win over the shipped ones.

    To be called before the first article: in every process that analyses, with the same names.
    """
    if tuple(entries) != tuple(_told):
        _told[:] = entries
        shipped.cache_clear()


_told: list[Entry] = []
