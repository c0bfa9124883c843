"""The store's SQLite file: opened, checked to be ours, set aside when it is damaged or not ours.

One writer at a time, who never keeps others waiting for long; readers see whole transactions; a killed
process leaves a whole file. What goes wrong with the file is said once and costs only the keeping.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

APPLICATION_ID = 0x4D756A7A
SCHEMA = 1
PATIENCE = 30.0  # seconds to wait for another process that is writing
ATTEMPTS = 300  # within them, where SQLite leaves the waiting to us

T = TypeVar("T")
Say = Callable[[str], None]
Row = tuple[Any, ...]

TABLES = """
CREATE TABLE records (
    id INTEGER PRIMARY KEY,
    content BLOB NOT NULL,      -- hash of what the analysis is given
    fingerprint BLOB NOT NULL,  -- hash of the analysis itself
    digest BLOB NOT NULL,       -- hash of content and record: what a page that shows the article depends on
    encoding TEXT NOT NULL,
    record BLOB NOT NULL,
    UNIQUE (content, fingerprint)
);
CREATE TABLE files (
    name TEXT NOT NULL,
    plain INTEGER NOT NULL,
    size INTEGER NOT NULL,
    mtime INTEGER NOT NULL,
    ctime INTEGER NOT NULL,
    inode INTEGER NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (name, plain)
) WITHOUT ROWID;
"""


class ForeignError(sqlite3.DatabaseError):
    """A database, but not an analysis store of this version."""


class Database:
    """The open file. Nothing here raises ``sqlite3.Error`` but ``fetch``."""

    def __init__(self, path: Path, say: Say) -> None:
        self.path = path
        self._say = say
        self._keeps = True
        self._process = os.getpid()
        self._inherited: sqlite3.Connection | None = None
        self._connection = open_database(path, say)

    def close(self) -> None:
        """Close the file (in a forked process: nothing, it is the parent's)."""
        if self._inherited is None and self._process == os.getpid():
            self._connection.close()

    def rows(self, query: str, values: Sequence[object] = ()) -> list[Row]:
        """All rows of a query; none if the file cannot be read."""
        return self._guard(lambda: self._connection.execute(query, values).fetchall()) or []

    def fetch(self, query: str, values: Sequence[object]) -> Row | None:
        """One row, in a forked process too. Raises ``sqlite3.Error``."""
        if self._process != os.getpid():
            self._process = os.getpid()
            if self._on_disk():  # SQLite's connections must not cross a fork; one to memory may
                self._inherited = self._connection
                self._connection = connect(self.path)
        row: Row | None = self._connection.execute(query, values).fetchone()
        return row

    def write(self, *statements: tuple[str, Sequence[Sequence[object]]]) -> bool:
        """Run statements in one transaction. False if the store cannot be written."""
        if not self._keeps or not any(rows for _, rows in statements):
            return self._keeps

        def transaction() -> bool:
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                for statement, rows in statements:
                    self._connection.executemany(statement, rows)
                self._connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    self._connection.execute("ROLLBACK")
                raise
            return True

        return bool(self._guard(transaction))

    def _guard(self, action: Callable[[], T]) -> T | None:
        """Do something with the file; None if it cannot be done.

        A damaged file is set aside and it is tried again.
        """
        for _ in range(2):
            try:
                return action()
            except sqlite3.OperationalError as error:
                if self._keeps:
                    self._say(f"{self.path}: {_advice(error)}; analyses of this run are not kept")
                self._keeps = False
                return None
            except sqlite3.DatabaseError as error:
                self._connection.close()
                with suppress(OSError):
                    set_aside(self.path, str(error), self._say)
                self._connection = open_database(self.path, self._say)
        return None

    def _on_disk(self) -> bool:
        return bool(self._connection.execute("PRAGMA database_list").fetchone()[2])


def _advice(error: sqlite3.OperationalError) -> str:
    """What is wrong with the file, and what to do about it."""
    name = getattr(error, "sqlite_errorname", None) or ""
    if "BUSY" in name or "LOCKED" in name:
        return "another process keeps the analysis store to itself; end it"
    if "FULL" in name or "IOERR" in name:
        return f"the disk takes no more ({error}); make room for the next run"
    return f"the analysis store cannot be used ({error}); allow writing it, or move it away"


def open_database(path: Path, say: Say) -> sqlite3.Connection:
    """Open or make the store.

    A damaged or foreign file is set aside; where nothing can be written, memory serves.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            return connect(path)
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError as error:
            set_aside(path, str(error), say)
            return connect(path)
    except (OSError, sqlite3.OperationalError) as error:
        say(f"{path}: the analysis store cannot be written ({error}); analyses of this run are not kept")
        return in_memory(path)


def connect(path: Path) -> sqlite3.Connection:
    """A connection to the store, made if missing.

    Raises ``sqlite3.DatabaseError`` if the file is damaged or not ours, ``sqlite3.OperationalError`` if it
    cannot be used.
    """
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None, check_same_thread=False)
    try:
        _check(connection)
        _use_log(connection)
        connection.execute("PRAGMA synchronous = NORMAL")
        if _number(connection, "user_version") == 0:
            _make(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def in_memory(path: Path) -> sqlite3.Connection:
    """A store in memory, with what can be read of the one on disk."""
    memory = sqlite3.connect(":memory:", isolation_level=None, check_same_thread=False)
    if path.is_file():
        with suppress(sqlite3.Error):
            disk = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
            try:
                _check(disk)
                if _number(disk, "user_version") == SCHEMA:
                    disk.backup(memory)
            finally:
                disk.close()
    if _number(memory, "user_version") == 0:
        _make(memory)
    return memory


def set_aside(path: Path, reason: str, say: Say) -> None:
    """Rename a file that is no store of ours, never delete it. Raises ``OSError``."""
    number = 1
    while (target := path.with_name(f"{path.name}.set-aside-{number}")).exists():
        number += 1
    # The log first: one left behind would be replayed into the new store.
    for suffix in ("-wal", "-shm", ""):
        with suppress(FileNotFoundError):
            path.with_name(path.name + suffix).rename(target.with_name(target.name + suffix))
    say(f"{path}: not a usable analysis store ({reason}); it was set aside as {target.name} and is made anew")


def _check(connection: sqlite3.Connection) -> None:
    """Raise ``ForeignError`` unless the file is empty or ours."""
    connection.execute("BEGIN")  # one moment's view: another process may be making the store just now
    try:
        application, schema = _number(connection, "application_id"), _number(connection, "user_version")
        tables = int(connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0])
    finally:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
    if application == APPLICATION_ID and schema == SCHEMA:
        return
    if application == APPLICATION_ID:
        raise ForeignError(f"it has layout {schema}, this version uses {SCHEMA}")
    if application or schema or tables:
        raise ForeignError("it belongs to another program")


def _use_log(connection: sqlite3.Connection) -> None:
    """Write ahead to a log. SQLite does not wait by itself while another process makes the same change."""
    for attempt in range(ATTEMPTS):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if "BUSY" not in error.sqlite_errorname or attempt == ATTEMPTS - 1:
                raise
            time.sleep(PATIENCE / ATTEMPTS)


def _make(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")
    try:
        if _number(connection, "user_version") == 0:  # else another process made it while this one waited
            for statement in TABLES.split(";\n"):
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {SCHEMA}")
        connection.execute("COMMIT")
    except BaseException:
        with suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def _number(connection: sqlite3.Connection, pragma: str) -> int:
    return int(connection.execute(f"PRAGMA {pragma}").fetchone()[0])
