"""The newsroom's own corrections: ``content/entities.toml``.

Seven kinds of table, each as often as needed: ``[[add]]``, ``[[rename]]``, ``[[alias]]``, ``[[merge]]``,
``[[split]]``, ``[[retype]]`` and ``[[hide]]``. The sample file explains them. A fault costs its own table
alone; every fault is reported with its line and with what to write instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from hashlib import blake2b
from pathlib import Path

from mujaz.analysis.entities.keys import name_key
from mujaz.analysis.entities.lists import Entry
from mujaz.analysis.entities.slugs import slug_of
from mujaz.analysis.record import EntityKind
from mujaz.archive.correction_file import Fault, Table, fault, kind_of, read_tables

#: What two tables may not both say of a name: (in words, the fault's code, what to do).
CLASHES = {
    "home": ("is another name already", "entities-home", "keep one of the two"),
    "slug": ("is taken", "entities-slug-taken", "keep one of the two"),
    "to": ("is given to another", "entities-name-taken", "to make them one page write [[merge]]"),
    "part": (
        "is another new page",
        "entities-part-taken",
        "write all patterns in one table, or another name",
    ),
}


@dataclass(frozen=True, slots=True)
class Correction:
    """One table of the file.

    Which fields are used depends on ``action``; names are as the newsroom wrote them.
    """

    action: str
    line: int
    name: str  # the entity it is about: any of its names, or its slug
    to: str = ""  # rename, split: the new name; merge: the name that stays
    kind: EntityKind | None = None  # add, split, retype
    slug: str = ""  # add, rename, split: the address, if the newsroom chooses one
    names: tuple[str, ...] = ()  # add, alias: further names; merge: the names that go
    articles: tuple[str, ...] = ()  # split, hide: patterns of article paths; none: all articles
    places: tuple[tuple[str, int], ...] = ()  # the lines its names and patterns stand on

    def line_of(self, name: str) -> int:
        """The line where one of its names or patterns stands."""
        return dict(self.places).get(name, self.line)

    def references(self) -> tuple[str, ...]:
        """The names by which it speaks of entities that are there without it."""
        if self.action == "add":
            return ()
        if self.action == "merge":
            return tuple(name for name in self.names if name_key(name) != name_key(self.to))
        return (self.name,)

    def concerns(self, article: str) -> bool:
        """Whether the correction is about this article. A pattern may leave out the folders at the front."""
        return not self.articles or any(matches(pattern, article) for pattern in self.articles)


def matches(pattern: str, article: str) -> bool:
    """Whether a pattern is about an article; the folders at the front may be left out.

    >>> matches("2026/02/*", "articles/2026/02/03/a.txt"), matches("2026/02/*", "articles/2026/03/a.txt")
    (True, False)
    """
    return fnmatchcase(article, pattern) or fnmatchcase(article, f"*/{pattern}")


@dataclass(frozen=True, slots=True)
class Corrections:
    """All corrections that make sense, in the order of the file, and the faults of those that do not."""

    path: str = ""
    items: tuple[Correction, ...] = ()
    faults: tuple[Fault, ...] = ()

    def of(self, action: str) -> Iterator[Correction]:
        """The corrections of one kind."""
        return (item for item in self.items if item.action == action)

    def first(self, count: int) -> Corrections:
        """The same file up to its correction number ``count``."""
        return Corrections(self.path, self.items[:count])

    def without_splits(self) -> Corrections:
        """The same file with no split."""
        return Corrections(self.path, tuple(item for item in self.items if item.action != "split"))

    def messages(self) -> list[str]:
        """The faults as ``path:line: what is wrong; what to write instead``."""
        return [f"{self.path}:{fault.line}: {fault.message}" for fault in self.faults]

    def entries(self) -> list[Entry]:
        """The names the newsroom added, to be found in texts like the shipped ones."""
        return [
            Entry(item.slug or slug_of(item.name), item.kind or "MISC", item.name, (item.name, *item.names))
            for item in self.of("add")
        ]

    def names_version(self) -> str:
        """A short text that changes when ``entries`` does: part of the key of every stored analysis."""
        entries = [(entry.slug, entry.kind, *entry.forms) for entry in self.entries()]
        return blake2b(repr(entries).encode(), digest_size=8).hexdigest() if entries else ""


def read(path: Path) -> Corrections:
    """Read the newsroom's file; a file that is not there corrects nothing. Never raises for what it holds."""
    if path.exists() and not path.is_file():
        return Corrections(str(path), (), (fault(1, "is no file; put a text file in its place", "no-file"),))
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Corrections(str(path))
    except OSError as error:
        message = f"cannot be read ({error.strerror}); allow it to be read"
        return Corrections(str(path), (), (fault(1, message, "unreadable"),))
    if b"\0" in data[:100]:
        message = "is UTF-16, not UTF-8; save the file as UTF-8"
        return Corrections(str(path), (), (fault(1, message, "encoding"),))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = "is not UTF-8; save the file as UTF-8"
        return Corrections(str(path), (), (fault(line, message, "encoding"),))
    return parse(text, path=str(path))


def parse(text: str, *, path: str = "entities.toml") -> Corrections:
    """Read the text of a corrections file."""
    tables, faults = read_tables(text)
    items: list[Correction] = []
    claims: dict[tuple[str, str], int] = {}
    leads: dict[str, Correction] = {}  # key of a name -> the correction that makes another name of it
    for table in tables:
        item = _correction(table)
        clash = _clash(item, table, claims) or _circle(item, leads)
        if clash:
            faults.append(clash)
        else:
            items.append(item)
    return Corrections(path, tuple(items), tuple(sorted(faults)))


def _correction(table: Table) -> Correction:
    values = table.values
    names, patterns = tuple(values.get("aliases", ())), tuple(values.get("articles", ()))
    name, to = values.get("name", ""), values.get("to", "")
    if table.action == "merge":
        to = values["into"]
        names = tuple(values["names"])
        name = to
    return Correction(
        table.action,
        table.line,
        name,
        to,
        kind_of(values.get("kind", "")),
        values.get("slug", ""),
        names,
        patterns,
        (
            *((one, table.at(one)) for one in (*patterns, *names)),
            (to, table.at("into" if table.action == "merge" else "to")),
            (name, table.at("into" if table.action == "merge" else "name")),
        ),
    )


def _clash(item: Correction, table: Table, claims: dict[tuple[str, str], int]) -> Fault | None:
    """A fault if an earlier table says something else about the same name.

    Otherwise note what this one says.
    """
    mine: list[tuple[str, str, str]] = []  # what is claimed, of what, the key it was written at
    if item.action in ("rename", "retype", "add"):
        mine.append((item.action, name_key(item.name), "name"))
    if item.action == "rename":
        mine.append(("to", name_key(item.to), item.to))
    if item.action == "hide" and not item.articles:
        mine.append(("hide", name_key(item.name), "name"))
    if item.action == "merge":
        mine += [("home", name_key(name), name) for name in item.names if name_key(name) != name_key(item.to)]
        if not mine:
            message = f'nothing to merge with "{item.to}"; write at least one other name'
            return fault(table.at("names"), message, "entities-merge-alone", name=item.to)
    if item.action in ("add", "alias"):
        mine += [
            ("home", name_key(name), name) for name in item.names if name_key(name) != name_key(item.name)
        ]
    if item.slug:
        mine.append(("slug", item.slug, "slug"))
    if item.action == "rename" and item.name == item.to and not item.slug:
        message = f'"{item.to}" is the name already; write another, or remove the table'
        return fault(table.at("to"), message, "entities-same-name", name=item.to)
    if item.action == "split":
        if name_key(item.name) == name_key(item.to):
            message = (
                f'"{item.to}" is the name of what is left; write what tells the two apart, "{item.to} (…)"'
            )
            return fault(table.at("to"), message, "entities-part-same", name=item.to)
        mine.append(("part", name_key(item.to), item.to))
    for what, key, place in mine:
        if (what, key) in claims:
            line = claims[what, key]
            twice = (f"has a [[{what}]]", "entities-twice", "keep one of the two")
            said, code, remedy = CLASHES.get(what, twice)
            shown = item.slug if what == "slug" else item.name if place == "name" else place
            message = f'"{shown}" {said} since line {line}; {remedy}'
            return fault(table.at(place), message, code, name=shown, since=str(line))
    for what, key, _ in mine:
        claims[what, key] = item.line
    return None


def _circle(item: Correction, leads: dict[str, Correction]) -> Fault | None:
    """A fault if names lead round in a circle: A is renamed to B, B merged into A.

    Otherwise note where this one leads.
    """
    if item.action not in ("rename", "merge", "split"):
        return None
    for name in item.references():
        key, at = name_key(name), name_key(item.to)
        while at in leads:
            step = leads[at]
            at = name_key(step.to)
            if at == key:
                back = f"which leads back to it since line {step.line}"
                message = f'"{name}" becomes "{item.to}", {back}; keep one of the two'
                values = {"name": name, "other": item.to, "since": str(step.line)}
                return fault(item.line_of(name), message, "entities-circle", **values)
    leads.update((name_key(name), item) for name in item.references() if name_key(name) != name_key(item.to))
    return None
