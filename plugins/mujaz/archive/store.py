"""The analysis store: every article's record, kept by content, so that an unchanged article costs little.

    with AnalysisStore.open(Path(".mujaz/store.sqlite"), on_message=print) as store:
        for result in store.analyse(files, workers=2, time_limit=20, progress=True):
            if isinstance(result, Failure):
                print(result)            # "2026/03/01/x.txt:1: what is wrong; what to write instead"
            else:
                result.key               # changes when the article or its analysis does; costs nothing
                result.analysis          # the record, unpacked each time it is asked for

``files`` are ``ArticleFile(path, name, plain=False, text=None, stamp=None)``; results come in their order.
Results hold no records: ``analysis`` fetches from the store, in a forked process too. Keep what you need.

A record is found by the hash of the article's bytes, its name and the analysis itself (``fingerprint``).
Reading bytes is saved where size, both times and inode are those of a file read before, if its times were
past for certain when it was read (``work.read``); times alone are never trusted.

Several processes may use one store: each writes short transactions and waits for the others. A process killed
at any moment leaves a whole store. A damaged store is set aside; a full disk or a read-only one costs only
the keeping.
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path
from types import TracebackType

from mujaz.analysis.record import Analysis
from mujaz.archive import pool
from mujaz.archive.database import Database, Say
from mujaz.archive.fingerprint import fingerprint
from mujaz.archive.packing import unpack
from mujaz.archive.progress import track
from mujaz.archive.work import (
    ArticleFile,
    Done,
    Failure,
    Prepare,
    Stamp,
    content_hash,
    nothing,
    read,
    stamp_of,
    warm_up,
    work,
)

__all__ = ["Analysed", "AnalysisStore", "ArticleFile", "Failure", "StoreError"]

HANDFUL = 8  # stale files up to this many are analysed in this process: starting others would take longer
BATCH = 200  # records a transaction
TIME_LIMIT = 20.0  # seconds an article
SPARE = 1000  # records without a file that may stay: a branch switched and back costs nothing

#: Analyses files somewhere, prepared: yields the index of each with its outcome, in any order.
Runner = Callable[[Sequence[ArticleFile], Prepare], Iterator[tuple[int, Done | Failure]]]

#: What the store knows of a file: its stamp and content, then its record's row, digest and encoding.
_Known = tuple[Stamp, bytes, int, bytes, str]

_KNOWN = (
    "SELECT f.name, f.plain, f.size, f.mtime, f.ctime, f.inode, f.content, r.id, r.digest, r.encoding"
    " FROM files f JOIN records r ON r.content = f.content AND r.fingerprint = ?"
)
_FIND = "SELECT id, digest, encoding FROM records WHERE content = ? AND fingerprint = ?"
_FILE = "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?)"
_RECORD = (
    "INSERT INTO records (content, fingerprint, digest, encoding, record) VALUES (?, ?, ?, ?, ?)"
    " ON CONFLICT DO UPDATE SET digest = excluded.digest, record = excluded.record"
)
_LOOSE = "content NOT IN (SELECT content FROM files)"


class StoreError(RuntimeError):
    """A record that was there is gone and its article has changed meanwhile."""


class Analysed:
    """An article's place in the store."""

    __slots__ = ("_record", "_store", "encoding", "file", "key")

    def __init__(
        self, store: AnalysisStore, file: ArticleFile, digest: bytes, encoding: str, record: int | bytes
    ) -> None:
        self._store = store
        self._record = record  # its row, or itself where it could not be kept
        self.file = file
        self.key = digest.hex()
        self.encoding = encoding

    @property
    def name(self) -> str:
        """The article's path below the content folder."""
        return self.file.name

    @property
    def analysis(self) -> Analysis:
        """The record, unpacked at every call. Raises ``StoreError``."""
        return self._store.load(self, self._record)


Result = Analysed | Failure


class AnalysisStore:
    """See the module's description."""

    def __init__(self, database: Database, extra: str, prepare: Prepare) -> None:
        self.analysed = 0  # articles analysed anew by this store so far
        self._prepare = prepare
        self._database = database
        self._fingerprint = blake2b(fingerprint() + extra.encode(), digest_size=16).digest()

    @classmethod
    def open(
        cls, path: Path, *, on_message: Say | None = None, extra: str = "", prepare: Prepare = nothing
    ) -> AnalysisStore:
        """Open the store, or make it.

        ``on_message`` gets what a person should know (default: a logged warning). ``extra`` is whatever else
        the records depend on (a setting of the analysis), and ``prepare`` makes the analysis depend on it: it
        is called in each process that analyses, perhaps on another machine (pickled), perhaps repeatedly.
        """
        return cls(Database(path, on_message or logging.getLogger(__name__).warning), extra, prepare)

    def __enter__(self) -> AnalysisStore:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file. Results can then no longer be unpacked."""
        self._database.close()

    def analyse(
        self,
        files: Sequence[ArticleFile],
        *,
        workers: int | None = None,
        time_limit: float = TIME_LIMIT,
        progress: bool = False,
        runner: Runner | None = None,
    ) -> list[Result]:
        """The result of every file, in order: from the store, or analysed now and stored.

        Stale files are analysed in ``workers`` processes (default: one a core), or by ``runner`` (a cluster).
        """
        results: list[Result | None] = [None] * len(files)
        stale = list(self._look_up(files, results))
        if stale:
            todo = [files[index] for index in stale]
            run = runner or _local(workers or pool.cores(), time_limit)
            batch: list[tuple[int, Done]] = []
            for position, outcome in track(run(todo, self._prepare), len(todo), shown=progress):
                index = stale[position]
                if isinstance(outcome, Failure):
                    results[index] = outcome
                    continue
                batch.append((index, outcome))
                if len(batch) >= BATCH:
                    self._keep(files, batch, results)
                    batch = []
            self._keep(files, batch, results)
            self._tidy()
        return [result for result in results if result is not None]

    def load(self, result: Analysed, record: int | bytes) -> Analysis:
        """Unpack a result's record: use ``result.analysis``."""
        if isinstance(record, bytes):
            return unpack(record)
        with suppress(sqlite3.Error, ValueError):
            row = self._database.fetch("SELECT digest, record FROM records WHERE id = ?", (record,))
            if row and row[0].hex() == result.key:
                return unpack(row[1])
        self._prepare()
        outcome = work(result.file)  # the store was damaged meanwhile; the article is still there
        if isinstance(outcome, Failure) or outcome.digest.hex() != result.key:
            raise StoreError(f"{result.name}:1: the article changed while it was in use; build again")
        return unpack(outcome.record)

    def _look_up(self, files: Sequence[ArticleFile], results: list[Result | None]) -> Iterator[int]:
        """Fill in what the store knows; yield the indexes of the others."""
        if not files:
            return
        known: dict[tuple[str, int], _Known] = {
            row[:2]: (row[2:6], *row[6:]) for row in self._database.rows(_KNOWN, (self._fingerprint,))
        }
        seen: list[tuple[object, ...]] = []
        for index, file in enumerate(files):
            row = known.get((file.name, int(file.plain)))
            if row and file.text is None and row[0] == (file.stamp or _stamp(file)):
                results[index] = Analysed(self, file, row[3], row[4], row[2])
                continue
            try:
                content = read(file)
            except OSError:
                yield index  # the worker says what is wrong
                continue
            hashed = content_hash(file, content.data)
            found = self._find(hashed)
            if found is None:
                yield index
                continue
            results[index] = Analysed(self, file, found[1], found[2], found[0])
            if not row or row[:2] != (content.stamp, hashed):
                seen.append((file.name, int(file.plain), *content.stamp, hashed))
        self._database.write((_FILE, seen))

    def _find(self, content: bytes) -> tuple[int, bytes, str] | None:
        for row in self._database.rows(_FIND, (content, self._fingerprint)):
            return row[0], row[1], row[2]
        return None

    def _keep(
        self, files: Sequence[ArticleFile], batch: Sequence[tuple[int, Done]], results: list[Result | None]
    ) -> None:
        """Store a batch and set its results; those that cannot be stored hold their record themselves."""
        self.analysed += len(batch)
        records = [(x.content, self._fingerprint, x.digest, x.encoding, x.record) for _, x in batch]
        stamps = [(files[index].name, int(files[index].plain), *x.stamp, x.content) for index, x in batch]
        kept = self._database.write((_RECORD, records), (_FILE, stamps))
        for index, done in batch:
            found = self._find(done.content) if kept else None
            place = found[0] if found else done.record
            results[index] = Analysed(self, files[index], done.digest, done.encoding, place)

    def _tidy(self) -> None:
        """Drop the records of another analysis, and those without a file when they have become many."""
        self._database.write(("DELETE FROM records WHERE fingerprint != ?", [(self._fingerprint,)]))
        for total, spare in self._database.rows(f"SELECT count(*), total({_LOOSE}) FROM records"):
            if spare > max(SPARE, total / 2):
                self._database.write((f"DELETE FROM records WHERE {_LOOSE}", [()]))


def _stamp(file: ArticleFile) -> Stamp | None:
    try:
        return stamp_of(Path(file.path).stat())
    except OSError:
        return None


def _local(workers: int, time_limit: float) -> Runner:
    """Run in this process if the files are few, else in a pool."""

    def run(files: Sequence[ArticleFile], prepare: Prepare) -> Iterator[tuple[int, Done | Failure]]:
        if len(files) > HANDFUL or not pool.has_alarm():
            yield from pool.run(files, work, prepare=prepare, workers=workers, time_limit=time_limit)
            return
        prepare()
        warm_up()
        for index, file in enumerate(files):
            yield index, pool.run_here(file, work, time_limit)

    return run
