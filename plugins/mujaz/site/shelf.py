"""The entries of a content folder's articles, kept beside the analysis store: one row an article.

An entry follows from an article's analysis alone, so builds into other folders find it too. Heads are held
for all articles; the names stay in the file and are read if they must be resolved, the texts of quotations
and the bodies for the pages that show them. Each is sealed with its entry's key: what is damaged, or what
another build put there meanwhile, is made again from the article.
"""

from __future__ import annotations

import logging
import marshal
import os
import pickle
import sqlite3
import sys
from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import date
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from mujaz.analysis.record import Source
from mujaz.site.catalog import Entry, Name, Said
from mujaz.site.proofs import Proof

logger = logging.getLogger(__name__)

RECENT = 16_384  # articles whose quotations are held: pages of names ask for them in no order
LAYOUT = 3  # of the tables
# Bodies are of some kilobytes: pages of the usual four would be left half empty
TABLES = f"""
PRAGMA page_size = 65536;
BEGIN IMMEDIATE;
CREATE TABLE IF NOT EXISTS heads (path TEXT PRIMARY KEY, head BLOB, names BLOB);
CREATE TABLE IF NOT EXISTS bodies (path TEXT PRIMARY KEY, texts BLOB, proof BLOB);
CREATE TABLE IF NOT EXISTS notes (name TEXT PRIMARY KEY, value BLOB);
PRAGMA user_version = {LAYOUT};
COMMIT;
"""

T = TypeVar("T")
Texts = tuple[str, ...]
Names = tuple[Name, ...]


class Kept(NamedTuple):
    """An entry with all that is kept of its article."""

    entry: Entry
    texts: Texts
    names: Names
    proof: Proof


class Shelf:
    """One content folder's entries. Rows that other code wrote, or that are damaged, count as missing."""

    def __init__(self, store: Path, content: str, code: bytes, remake: Callable[[Entry], Kept]) -> None:
        """``remake`` makes an entry once more; it raises if the article is no longer the same."""
        name = blake2b(os.path.realpath(content).encode("utf-8", "surrogateescape"), digest_size=8)
        self._path = store.with_name(f"{store.name}.entries-{name.hexdigest()}")
        self._code = code
        self.remake = remake
        self._connection: sqlite3.Connection | None = None
        self._process = 0
        self._maker = os.getpid()
        self._loose: dict[str, Kept] = {}  # what could not be kept
        self._recent: OrderedDict[str, Texts] = OrderedDict()

    def load(self) -> dict[str, Entry]:
        """Every entry by its path."""
        if not self._path.exists():
            return {}

        def read(file: sqlite3.Connection) -> dict[str, Entry]:
            rows = file.execute("SELECT path, head FROM heads")  # one at a time: all are twenty megabytes
            return {path: entry for path, head in rows if (entry := self._unpack(path, head))}

        return self._attempt(read) or {}

    def save(self, fresh: Mapping[str, Kept], gone: Iterable[str]) -> None:
        """Keep new and changed entries; forget those whose files are gone."""
        heads = [
            (path, self._pack(entry), self._sealed(tuple(map(tuple, names)), entry.key))
            for path, (entry, _, names, _) in fresh.items()
        ]
        bodies = [
            (path, self._sealed(texts, entry.key), self._sealed(tuple(proof), entry.key))
            for path, (entry, texts, _, proof) in fresh.items()
        ]
        left = [(path,) for path in gone]
        kept = self._write(
            ("DELETE FROM heads WHERE path = ?", left),
            ("DELETE FROM bodies WHERE path = ?", left),
            ("INSERT OR REPLACE INTO heads VALUES (?, ?, ?)", heads),
            ("INSERT OR REPLACE INTO bodies VALUES (?, ?, ?)", bodies),
        )
        if not kept:
            # a fork may have inherited the lock of a terminal that another thread was writing to
            if not self._loose and self._maker == os.getpid():
                logger.warning("%s: cannot be written; the next build sets its articles again", self._path)
            self._loose.update(fresh)

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
        texts: Texts | None = None
        if entry.path not in self._loose:
            texts = self._part("bodies", "texts", entry)
        return self._made_again(entry).texts if texts is None else texts

    def proof(self, entry: Entry) -> Proof:
        """An article as it is set from its own text."""
        values = None if entry.path in self._loose else self._part("bodies", "proof", entry)
        return self._made_again(entry).proof if values is None else Proof._make(values)

    def names(self, entry: Entry) -> Names:
        """The names of an article's record, in its order."""
        values = None if entry.path in self._loose else self._part("heads", "names", entry)
        return self._made_again(entry).names if values is None else tuple(map(Name._make, values))

    def note(self, name: str) -> Any:
        """What was noted under this name, or None."""
        query = "SELECT value FROM notes WHERE name = ?"
        if not self._path.exists():
            return None
        row = self._attempt(lambda file: file.execute(query, (name,)).fetchone())
        data = self._opened(row[0]) if row else None
        return None if data is None else pickle.loads(data)

    def take_note(self, name: str, value: object) -> None:
        """Note what else follows from the articles of this folder."""
        data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        self._write(("INSERT OR REPLACE INTO notes VALUES (?, ?)", [(name, self._checksum(data) + data)]))

    def close(self) -> None:
        """Close the file."""
        if self._connection is not None and self._process == os.getpid():
            self._connection.close()
        self._connection = None

    # what is missing or damaged is made from the article

    def _part(self, table: str, column: str, entry: Entry) -> Any:
        """What is kept with an entry; None if the file has nothing that belongs to just this entry."""
        query = f"SELECT {column} FROM {table} WHERE path = ?"
        row = self._attempt(lambda file: file.execute(query, (entry.path,)).fetchone())
        data = self._opened(row[0], entry.key) if row else None
        return None if data is None else marshal.loads(data)

    def _made_again(self, entry: Entry) -> Kept:
        found = self._loose.get(entry.path)
        if found is None:
            found = self._loose[entry.path] = self.remake(entry)
            self.save({entry.path: found}, ())
        return found

    # the file

    def _write(self, *statements: tuple[str, Sequence[tuple[object, ...]]]) -> bool:
        """Run statements in one transaction. False if the file cannot be written."""
        if not any(rows for _, rows in statements):
            return True

        def transaction(file: sqlite3.Connection) -> bool:
            file.executescript(TABLES)
            with file:
                for statement, rows in statements:
                    file.executemany(statement, rows)
            return True

        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
        return bool(self._attempt(transaction) or self._attempt(transaction))

    def _attempt(self, action: Callable[[sqlite3.Connection], T]) -> T | None:
        """Do something with the file; None if it cannot be done.

        A damaged file is thrown away, since everything in it can be made again; one that is busy or may not
        be written, or whose disk is full, is left alone.
        """
        try:
            return action(self._open())
        except sqlite3.Error as error:
            code = getattr(error, "sqlite_errorname", "SQLITE_ERROR")
            if not isinstance(error, sqlite3.OperationalError) or code == "SQLITE_ERROR":
                self.close()
                with suppress(OSError):
                    self._path.with_name(f"{self._path.name}-journal").unlink(missing_ok=True)
                    self._path.unlink(missing_ok=True)
            return None

    def _open(self) -> sqlite3.Connection:
        """This process's own connection: SQLite's must not cross a fork.

        Raises ``sqlite3.DatabaseError`` if the file has another layout.
        """
        if self._connection is None or self._process != os.getpid():
            self._inherited = self._connection  # a parent's is neither used nor closed here
            self._connection = sqlite3.connect(self._path, timeout=60)
            self._process = os.getpid()
            # in this order: another process may be making the tables just now
            made = self._connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
            if made and self._connection.execute("PRAGMA user_version").fetchone()[0] != LAYOUT:
                raise sqlite3.DatabaseError("another layout")
        return self._connection

    # a head: a checksum that only the same code finds right, then plain values

    def _pack(self, entry: Entry) -> bytes:
        source = (entry.source.name, entry.source.url) if entry.source else None
        return self._sealed(
            (
                entry.key,
                entry.slug,
                entry.title,
                entry.date.toordinal(),
                source,
                entry.summary,
                entry.words,
                tuple(map(_interned, entry.said)),
                entry.names_key,
                entry.dated_by_file,
                entry.faults,
            )
        )

    def _unpack(self, path: str, head: bytes) -> Entry | None:
        data = self._opened(head)
        if data is None:
            return None
        key, slug, title, day, source, summary, words, said, names_key, dated, faults = marshal.loads(data)
        return Entry(
            path=path,
            key=key,
            slug=slug,
            title=title,
            date=date.fromordinal(day),
            source=Source(*source) if source else None,
            summary=summary,
            words=words,
            said=tuple(map(Said._make, said)),
            names_key=names_key,
            dated_by_file=dated,
            faults=faults,
        )

    def _sealed(self, value: Any, owner: str = "") -> bytes:
        """A value as bytes that only the same code, asking for the same ``owner``, takes for whole."""
        data = marshal.dumps(value)
        return self._checksum(data, owner) + data

    def _opened(self, data: object, owner: str = "") -> bytes | None:
        if isinstance(data, bytes) and data[:8] == self._checksum(data[8:], owner):
            return data[8:]
        return None

    def _checksum(self, data: bytes, owner: str = "") -> bytes:
        seal = blake2b(data, digest_size=8, key=self._code)
        seal.update(owner.encode())
        return seal.digest()


def _interned(values: Iterable[Any]) -> tuple[Any, ...]:
    """Values whose words are held once however many articles have them: marshal reads them back so."""
    return tuple([sys.intern(value) if type(value) is str else value for value in values])
