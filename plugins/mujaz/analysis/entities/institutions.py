"""Countries' adjectives, and institutions named with them (وزارة الخارجية الروسية، خارجية روسيا)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from mujaz.analysis.entities.keys import Run, name_key, without_proclitics
from mujaz.analysis.entities.lists import Entry, Institution, read_demonyms, read_institutions, read_peoples


class Demonyms:
    """The adjectives and peoples of countries, by their first word."""

    def __init__(self, adjectives: dict[str, list[str]], peoples: dict[str, list[str]]) -> None:
        """``adjectives`` and ``peoples`` are by the country's slug."""
        self.adjectives = adjectives
        self._index: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for slug, written in adjectives.items():
            for adjective in written:
                for form in (definite(adjective, False), definite(adjective, True)):
                    self._add(form, slug)
                    if " " not in adjective:
                        self._add(form.removeprefix("ال"), slug)
                if " " not in adjective:
                    for ending in ("ين", "ون", "ات"):
                        self._add(f"{adjective}{ending}", slug)
                        self._add(f"ال{adjective}{ending}", slug)
        for slug, written in peoples.items():
            for people in written:
                self._add(people, slug)
        for forms in self._index.values():
            forms.sort(key=lambda form: -len(form[0]))

    @classmethod
    def read(cls) -> Demonyms:
        """The adjectives shipped with Mujaz."""
        return cls(read_demonyms(), read_peoples())

    def match(self, run: Run, at: int) -> tuple[int, str]:
        """The adjective or people that begins at word ``at``.

        (number of words, country's slug); (0, "") if none.
        """
        for _, key in without_proclitics(run.keys[at]):
            length, slug = self.exact(run, at, key)
            if slug:
                return length, slug
        return 0, ""

    def exact(self, run: Run, at: int, key: str) -> tuple[int, str]:
        """The same for a word read as ``key``."""
        for rest, slug in self._index.get(key, ()):
            if run.spells(at + 1, rest):
                return len(rest) + 1, slug
        return 0, ""

    def _add(self, form: str, slug: str) -> None:
        first, *rest = name_key(form).split()
        if (tuple(rest), slug) not in self._index[first]:
            self._index[first].append((tuple(rest), slug))


class Institutions:
    """The institutions that every country has."""

    def __init__(self, kinds: Iterable[Institution], countries: dict[str, Entry], demonyms: Demonyms) -> None:
        """``countries`` are those that have an adjective, by slug."""
        self._all = list(kinds)
        self._kinds = {kind.suffix: kind for kind in reversed(self._all)}  # of a suffix the first is shown
        self._countries = countries
        self._demonyms = demonyms
        self._heads: dict[Institution, dict[tuple[str, ...], bool]] = {}
        self._bare: set[tuple[str, ...]] = set()
        self._names: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for entry in countries.values():
            for form in entry.forms:
                first, *rest = name_key(form).split()
                self._names[first].append((tuple(rest), entry.slug))
        for forms in self._names.values():
            forms.sort(key=lambda form: -len(form[0]))

    @classmethod
    def read(cls, entries: Iterable[Entry], demonyms: Demonyms) -> Institutions:
        """The institutions shipped with Mujaz."""
        countries = {entry.slug: entry for entry in entries if entry.slug in demonyms.adjectives}
        return cls(read_institutions(), countries, demonyms)

    def heads(self) -> Iterator[tuple[tuple[str, ...], Institution]]:
        """Every spelling of every head as keys, to be indexed."""
        for kind in self._all:
            definite_heads = {tuple(name_key(head).split()): True for head in kind.heads}
            construct_heads = {tuple(name_key(head).split()): False for head in kind.constructs}
            self._heads[kind] = construct_heads | definite_heads
            self._bare |= self._heads[kind].keys()
            for head in self._heads[kind]:
                yield head, kind

    def is_bare(self, key: str) -> bool:
        """Whether a key is a head without its country (وزارة الخارجية): another one in each text."""
        return tuple(key.split()) in self._bare

    def country_after(
        self, run: Run, at: int, rest: tuple[str, ...], institution: Institution
    ) -> tuple[int, str]:
        """The country named at word ``at``, behind a head whose words after the first are ``rest``."""
        key = run.keys[at]
        for head, is_definite in self._heads[institution].items():
            if head[1:] != rest:
                continue
            if is_definite and key.startswith("ال"):
                length, slug = self._demonyms.exact(run, at, key)
                agrees = length and run.keys[at + length - 1].endswith("ه") == institution.feminine
                if agrees and slug in self._countries:
                    return length, slug
            elif not is_definite:
                for more, slug in self._names.get(key, ()):
                    if run.spells(at + 1, more):
                        return len(more) + 1, slug
        return 0, ""

    def names(self, country: str, suffix: str) -> Iterator[str]:
        """What a country's institution is called, the usual name first."""
        for kind in self._all:
            if kind.suffix == suffix:
                for head in kind.heads:
                    for adjective in self._demonyms.adjectives[country]:
                        yield f"{head} {definite(adjective, kind.feminine)}"

    def entry(self, slug: str) -> Entry | None:
        """The institution with this slug: ``russia-foreign-ministry``."""
        parts = slug.split("-")
        for cut in range(1, len(parts)):
            kind = self._kinds.get("-".join(parts[cut:]))
            country = self._countries.get("-".join(parts[:cut]))
            if kind and country:
                name = next(self.names(country.slug, kind.suffix))
                return Entry(slug, kind.kind, name, (name,))
        return None


def definite(adjective: str, feminine: bool) -> str:
    """An adjective with article and gender.

    >>> definite("روسي", False), definite("كوري شمالي", True), definite("الجنوب أفريقي", True)
    ('الروسي', 'الكورية الشمالية', 'الجنوب أفريقية')
    """
    words = adjective.split()
    ending = "ة" if feminine else ""
    if words[0].startswith("ال") and len(words) > 1:
        return " ".join([*words[:-1], words[-1] + ending])
    return " ".join(f"ال{word}{ending}" for word in words)
