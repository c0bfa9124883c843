"""The entries of a content folder's articles, kept beside the analysis store: one row an article.

An entry follows from an article's analysis alone, so builds into other folders find it too. Heads are held
for all articles; the texts of quotations and the bodies stay in the file and are read for the pages that show
them.
"""

from __future__ import annotations

import marshal
import os
import pickle
import sqlite3
import sys
from collections import OrderedDict
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any

from mujaz.analysis.record import Source
from mujaz.site.catalog import Entry, Name, Said
from mujaz.site.proofs import Proof

RECENT = 16_384  # articles whose quotations are held: pages of names ask for them in no order
# Bodies are of some kilobytes: pages of the usual four would be left half empty
TABLES = """
PRAGMA page_size = 65536;
CREATE TABLE IF NOT EXISTS heads (path TEXT PRIMARY KEY, head BLOB);
CREATE TABLE IF NOT EXISTS bodies (path TEXT PRIMARY KEY, texts BLOB, proof BLOB);
CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value BLOB);
"""

Texts = tuple[str, ...]
Kept = tuple[Entry, Texts, Proof]


class Shelf:
    """One content folder's entries. Rows that other code wrote, or that are damaged, count as missing."""

    def __init__(self, store: Path, content: str, code: bytes) -> None:
        name = blake2b(os.path.realpath(content).encode("utf-8", "surrogateescape"), digest_size=8)
        self._path = store.with_name(f"{store.name}.entries-{name.hexdigest()}")
        self._code = code
        self._connection: sqlite3.Connection | None = None
        self._process = 0
        self._loose: dict[str, tuple[Texts, Proof]] = {}  # what could not be kept
        self._recent: OrderedDict[str, Texts] = OrderedDict()

    def load(self) -> dict[str, Entry]:
        """Every entry by its path."""
        with suppress(sqlite3.Error):
            rows = self._open().execute("SELECT path, head FROM heads").fetchall()
            return {path: entry for path, head in rows if (entry := self._unpack(path, head))}
        return {}

    def save(self, fresh: Mapping[str, Kept], gone: Iterable[str]) -> None:
        """Keep new and changed entries; forget those whose files are gone."""
        heads = [(path, self._pack(entry)) for path, (entry, *_) in fresh.items()]
        bodies = [
            (path, marshal.dumps(texts), marshal.dumps(tuple(proof)))
            for path, (_, texts, proof) in fresh.items()
        ]
        left = [(path,) for path in gone]
        if not heads and not left:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._write(heads, bodies, left)
        except (sqlite3.Error, OSError):
            self._loose.update((path, (texts, proof)) for path, (_, texts, proof) in fresh.items())

    def _write(
        self,
        heads: list[tuple[str, bytes]],
        bodies: list[tuple[str, bytes, bytes]],
        left: list[tuple[str]],
    ) -> None:
        try:
            connection = self._open()
            connection.executescript(TABLES)
        except sqlite3.DatabaseError:  # damaged: everything in it can be made again
            self.close()
            self._path.unlink(missing_ok=True)
            connection = self._open()
            connection.executescript(TABLES)
        with connection:
            connection.executemany("DELETE FROM heads WHERE path = ?", left)
            connection.executemany("DELETE FROM bodies WHERE path = ?", left)
            connection.executemany("INSERT OR REPLACE INTO heads VALUES (?, ?)", heads)
            connection.executemany("INSERT OR REPLACE INTO bodies VALUES (?, ?, ?)", bodies)

    def texts(self, entry: Entry) -> Texts:
        """The quotations of an article, in their order."""
        texts = self._recent.get(entry.path)
        if texts is None:
            texts = self._recent[entry.path] = self.texts_once(entry)
            if len(self._recent) > RECENT:
                self._recent.popitem(last=False)
        return texts

    def texts_once(self, entry: Entry) -> Texts:
        """The same for who asks for all articles in turn: nothing is held."""
        if entry.path in self._loose:
            return self._loose[entry.path][0]
        texts: Texts = marshal.loads(self._body("texts", entry.path))
        return texts

    def proof(self, entry: Entry) -> Proof:
        """An article as it is set from its own text."""
        if entry.path in self._loose:
            return self._loose[entry.path][1]
        return Proof._make(marshal.loads(self._body("proof", entry.path)))

    def note(self, name: str) -> Any:
        """What was noted under this name, or None."""
        with suppress(sqlite3.Error):
            row = self._open().execute("SELECT value FROM notes WHERE name = ?", (name,)).fetchone()
            if row and row[0][:8] == self._checksum(row[0][8:]):
                return pickle.loads(row[0][8:])
        return None

    def take_note(self, name: str, value: object) -> None:
        """Note what else follows from the articles of this folder."""
        data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        with suppress(sqlite3.Error, OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._open() as connection:
                connection.executescript(TABLES)
                connection.execute(
                    "INSERT OR REPLACE INTO notes VALUES (?, ?)", (name, self._checksum(data) + data)
                )

    def _body(self, column: str, path: str) -> bytes:
        row = self._open().execute(f"SELECT {column} FROM bodies WHERE path = ?", (path,)).fetchone()
        found: bytes = row[0]
        return found

    def close(self) -> None:
        """Close the file."""
        if self._connection is not None and self._process == os.getpid():
            self._connection.close()
        self._connection = None

    def _open(self) -> sqlite3.Connection:
        """This process's own connection: SQLite's must not cross a fork."""
        if self._connection is None or self._process != os.getpid():
            self._inherited = self._connection  # a parent's is neither used nor closed here
            self._connection = sqlite3.connect(self._path, timeout=60)
            self._process = os.getpid()
        return self._connection

    # a head: a checksum that only the same code finds right, then plain values

    def _pack(self, entry: Entry) -> bytes:
        source = (entry.source.name, entry.source.url) if entry.source else None
        data = marshal.dumps(
            (
                entry.key,
                entry.slug,
                entry.title,
                entry.date.toordinal(),
                source,
                entry.summary,
                entry.words,
                tuple(map(_interned, entry.names)),
                tuple(map(_interned, entry.said)),
                entry.names_key,
                entry.dated_by_file,
                entry.faults,
            )
        )
        return self._checksum(data) + data

    def _unpack(self, path: str, head: bytes) -> Entry | None:
        if head[:8] != self._checksum(head[8:]):
            return None
        key, slug, title, day, source, summary, words, names, said, names_key, dated, faults = marshal.loads(
            head[8:]
        )
        return Entry(
            path=path,
            key=key,
            slug=slug,
            title=title,
            date=date.fromordinal(day),
            source=Source(*source) if source else None,
            summary=summary,
            words=words,
            names=tuple(map(Name._make, names)),
            said=tuple(map(Said._make, said)),
            names_key=names_key,
            dated_by_file=dated,
            faults=faults,
        )

    def _checksum(self, data: bytes) -> bytes:
        return blake2b(data, digest_size=8, key=self._code).digest()


def _interned(values: Iterable[Any]) -> tuple[Any, ...]:
    """Values whose words are held once however many articles have them: marshal reads them back so."""
    return tuple([sys.intern(value) if type(value) is str else value for value in values])
