"""Reads the curated name lists (``data/gazetteer/*.tsv``).

Their format is described in ``data/gazetteer/README.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, get_args

from mujaz.analysis.entities.keys import FOLDS, name_key
from mujaz.analysis.record import EntityKind
from mujaz.analysis.text import fold

FOLDER = Path(__file__).parents[1] / "data" / "gazetteer"
KINDS = get_args(EntityKind)
#: files with a format of their own; every other file lists names
SPECIAL = frozenset({"institutions.tsv", "demonyms.tsv", "groups.tsv"})


@dataclass(frozen=True, slots=True)
class Condition:
    """What tells a name from the ordinary words, or the other names, that are written the same.

    Keys of words.
    """

    near: frozenset[str] = frozenset()  # a weak form counts where one of these stands in the neighbourhood
    after: frozenset[str] = frozenset()  # … or where one of these is the word before
    not_after: frozenset[str] = frozenset()  # no form counts behind one of these
    not_before: frozenset[str] = frozenset()  # … nor before one of these


NO_CONDITION = Condition()
NONE: frozenset[str] = frozenset()


class Entry(NamedTuple):
    """One known entity. ``forms`` are its spellings, the display name first."""

    slug: str
    kind: EntityKind
    name: str
    forms: tuple[str, ...]
    weak: frozenset[str] = frozenset()  # forms that need evidence
    strict: frozenset[str] = frozenset()  # … that must stand right before them, whatever else the text says
    condition: Condition = NO_CONDITION
    source: str = ""  # the list it stands in: media, sport, places …


@dataclass(frozen=True, slots=True)
class Institution:
    """A kind of institution that every country has: وزارة الخارجية + الروسية, or خارجية + روسيا."""

    suffix: str  # of the slug: "russia-" + suffix
    kind: EntityKind
    name: str  # the definite head, to be followed by the country's adjective
    heads: tuple[str, ...]  # spellings of the head before an adjective
    constructs: tuple[str, ...]  # spellings of the head before the country's name
    feminine: bool


def rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """The lines of a list, split into columns, with their numbers from 1; no comments, no blank lines."""
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line.strip() and not line.startswith("#"):
            yield number, line.rstrip("\r").split("\t")


def read_entries(path: Path, groups: dict[str, frozenset[str]]) -> Iterator[Entry]:
    """The names of one list.

    Columns: slug, kind, name, other forms between bars, then the conditions ``near``, ``after``,
    ``not_after`` and ``not_before`` as words with blanks between them. A form that ends in ``?`` is weak;
    ``@word`` stands for a group.
    """
    for number, columns in rows(path):
        slug, kind, name, others, *conditions = [*columns, ""] if len(columns) == 3 else columns
        if kind not in KINDS:
            raise ValueError(f"{path}:{number}: kind {kind!r}; write one of {', '.join(KINDS)}")
        forms = (name, *others.split("|")) if others else (name,)
        weak = strict = NONE
        if any("?" in form for form in forms):
            weak = frozenset(form.rstrip("?") for form in forms if form.endswith("?"))
            strict = frozenset(form[:-2] for form in forms if form.endswith("??"))
            forms = tuple(form.rstrip("?") for form in forms)
        condition = Condition(*(_words(x, groups) for x in conditions)) if conditions else NO_CONDITION
        yield Entry(slug, kind, forms[0], forms, weak, strict, condition, path.stem)  # type: ignore[arg-type]


def read_groups() -> dict[str, frozenset[str]]:
    """Named sets of words that conditions refer to as ``@name``."""
    return {
        name: frozenset(map(name_key, members.split("|")))
        for _, (name, members) in rows(FOLDER / "groups.tsv")
    }


def read_institutions() -> list[Institution]:
    """The kinds of institution that are named with a country."""
    found = []
    for _, (suffix, kind, gender, heads, *more) in rows(FOLDER / "institutions.tsv"):
        forms = tuple(heads.split("|"))
        constructs = tuple(more[0].split("|")) if more else ()
        found.append(Institution(suffix, kind, forms[0], forms, constructs, gender == "f"))  # type: ignore[arg-type]
    return found


def read_demonyms() -> dict[str, list[str]]:
    """{country's slug: its adjectives, masculine and without article, the usual one first}."""
    return {slug: adjectives.split("|") for _, (slug, adjectives, *_) in rows(FOLDER / "demonyms.tsv")}


def read_peoples() -> dict[str, list[str]]:
    """{country's slug: irregular words for its people}: الروس، الأتراك."""
    return {
        columns[0]: columns[2].split("|") for _, columns in rows(FOLDER / "demonyms.tsv") if len(columns) > 2
    }


def name_lists() -> list[Path]:
    """The files that list names, in a fixed order."""
    return sorted(path for path in FOLDER.glob("*.tsv") if path.name not in SPECIAL)


def _words(column: str, groups: dict[str, frozenset[str]]) -> frozenset[str]:
    found: set[str] = set()
    for word in column.split():
        found |= groups[word[1:]] if word.startswith("@") else {name_key(word)}
    return frozenset(found)


def quick_keys(forms: list[str]) -> list[tuple[str, ...]]:
    """The keys of many forms at once, as tuples of words: ``name_key`` of each, in a fraction of the time."""
    folded = _SERVANT.sub(r"\1 ", _BREAKS.sub(" ", fold("\n".join(forms), FOLDS[:-1]).text))
    return [tuple(FOLDS[-1](line).split()) for line in folded.split("\n")]


_BREAKS = re.compile(r"[^\w\n]+|_")
_SERVANT = re.compile(r"\b(\w{0,2}عبد)(?=ال\w)")
