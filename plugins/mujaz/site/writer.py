"""Writes a site with several processes: whole files only, and only what changed.

Processes take the jobs in blocks, each the next when it is done with the last. A page whose key is that of
the build before, and whose file nobody touched, is neither rendered nor written. A file is written beside its
place and renamed, so that neither a reader nor a killed build ever meets half a page; files are noted before
they are written, so that the next build knows all of them.
"""

from __future__ import annotations

import contextlib
import errno
import filecmp
import gc
import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Protocol

from pelican.writers import Writer

from mujaz.site import forks
from mujaz.site.jobs import Job
from mujaz.site.state import Printed, State, Trace, trace_of

try:
    import fcntl
except ImportError:  # Windows has none
    fcntl = None  # type: ignore[assignment]

BLOCK = 64  # jobs that follow each other go to one process: neighbours share articles and cards
PART = 1 << 20  # bytes of a long file written at a time
FEW = 200  # jobs that are not worth another process


#: A file's bytes, whole or in parts as they are made.
Content = bytes | Iterator[bytes]


class BuildError(RuntimeError):
    """The site could not be written. The message says why."""

    exitcode = 2  # Pelican ends with it: what stands in the output folder is older


class BusyError(BuildError):
    """Another build is writing there."""

    exitcode = 3


class Printer(Protocol):
    """Makes files."""

    def key(self, job: Job) -> bytes:
        """A hash of everything the file depends on."""
        ...

    def render(self, job: Job) -> Content:
        """The file's bytes, a long one's in parts."""
        ...


class Report:
    """What was done: every file with its key and trace, and how many were rendered and written."""

    def __init__(self) -> None:
        self.printed: dict[str, Printed] = {}
        self.rendered = 0
        self.written = 0

    def add(self, other: Report) -> None:
        """Take over what another process did."""
        self.printed.update(other.printed)
        self.rendered += other.rendered
        self.written += other.written


class SiteWriter(Writer):  # type: ignore[misc]
    """Pelican's writer for what Pelican itself writes, and ``write_site`` for ours."""

    def write_site(self, printer: Printer, jobs: Sequence[Job], state: State, workers: int) -> Report:
        """Bring the output folder to what the jobs say, and remember it."""
        try:
            os.makedirs(self.output_path, exist_ok=True)
        except OSError as error:
            raise _unwritable(self.output_path, error) from error
        with _alone_in(self.output_path):
            before: dict[str, Printed] = state.load("pages") or {}
            wanted = {job.file for job in jobs}
            owned = state.owned() | before.keys()
            if not state.begin():
                self._sweep(owned)
            new = wanted - owned
            if new:
                state.own(new)
            gc.freeze()  # what is there stays: looked through no more, and shared with the children
            try:
                report = self._run(printer, jobs, before, workers)
            finally:
                gc.unfreeze()
            remove(self.output_path, owned - wanted)
            if report.printed != before:
                state.save("pages", report.printed)
            if owned != wanted:
                state.own(wanted, afresh=True)
            state.end()
        return report

    def _run(self, printer: Printer, jobs: Sequence[Job], before: dict[str, Printed], workers: int) -> Report:
        report = Report()
        work = partial(self._share, printer, before)
        try:
            workers = 1 if len(jobs) < FEW else workers
            for other in forks.share(work, jobs, workers=workers, block=BLOCK, expected=BuildError):
                report.add(other)
        except forks.ForkError as error:
            raise BuildError(str(error)) from None
        return report

    def _share(self, printer: Printer, before: dict[str, Printed], jobs: Iterable[Job]) -> Report:
        report = Report()
        folders: set[str] = set()
        for job in jobs:
            key = printer.key(job)
            old = before.get(job.file)
            if old and old[0] == key and trace_of(f"{self.output_path}/{job.file}") == old[1]:
                report.printed[job.file] = old
                continue
            try:
                trace, written = put(f"{self.output_path}/{job.file}", printer.render(job), folders)
            except BuildError:
                raise
            except Exception as error:
                raise BuildError(f"{job.address or 'front page'}: {type(error).__name__}: {error}") from error
            report.rendered += 1
            report.written += written
            report.printed[job.file] = key, trace
        return report

    def _sweep(self, names: set[str]) -> None:
        """Remove the unfinished files that a killed build left beside its pages."""
        for folder in {os.path.dirname(name) for name in names}:
            for part in glob.glob(".*.part", root_dir=os.path.join(self.output_path, folder)):
                with contextlib.suppress(OSError):
                    os.unlink(os.path.join(self.output_path, folder, part))


def remove(output: str, names: Iterable[str]) -> None:
    """Remove files no longer wanted, their compressed copies, and the folders they leave empty."""
    for name in sorted(names):
        path = os.path.join(output, name)
        for copy in (path, f"{path}.gz", f"{path}.br"):
            with contextlib.suppress(OSError):
                os.unlink(copy)
        folder = os.path.dirname(name)
        with contextlib.suppress(OSError):
            while folder:
                os.rmdir(os.path.join(output, folder))
                folder = os.path.dirname(folder)


def put(path: str, data: Content, folders: set[str]) -> tuple[Trace, bool]:
    """Write one file whole; its trace, and whether its bytes changed. ``folders`` are known to be there.

    Raises ``BuildError`` if it cannot be written.
    """
    folder, _, name = path.rpartition("/")
    fresh = f"{folder}/.{name}.{os.getpid()}.part"
    try:
        new = folder not in folders and _make(folder)
        folders.add(folder)
        if not new and isinstance(data, bytes):
            with contextlib.suppress(OSError), open(path, "rb", buffering=0) as file:
                facts = os.fstat(file.fileno())
                if facts.st_size == len(data) and file.read() == data:
                    return (facts.st_size, facts.st_mtime_ns), False
        handle = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o666)
        try:
            for part in (data,) if isinstance(data, bytes) else _larger(data):
                view = memoryview(part)
                while view:
                    view = view[os.write(handle, view) :]
            facts = os.fstat(handle)
        finally:
            os.close(handle)
        if not new and not isinstance(data, bytes) and _same(path, fresh):
            os.unlink(fresh)
            facts = os.stat(path)
            return (facts.st_size, facts.st_mtime_ns), False
        os.replace(fresh, path)
    except BaseException as error:
        with contextlib.suppress(OSError):
            os.unlink(fresh)
        if isinstance(error, OSError):
            raise _unwritable(path, error) from error
        raise
    return (facts.st_size, facts.st_mtime_ns), True


def _unwritable(path: str, error: OSError) -> BuildError:
    advice = {
        errno.EISDIR: "take the folder of that name away",
        errno.ENOTEMPTY: "take the folder of that name away",
        errno.ENOTDIR: "take away the file that stands where a folder must be",
        errno.EEXIST: "take away the file that stands where a folder must be",
        errno.ENOSPC: "make room and build again",
        errno.EDQUOT: "make room and build again",
    }.get(error.errno or 0, "make room or allow writing there")
    return BuildError(f"{path}: cannot be written ({error.strerror}); {advice}")


def _larger(parts: Iterator[bytes]) -> Iterator[bytes]:
    """The same bytes in fewer parts."""
    gathered = bytearray()
    for part in parts:
        gathered += part
        if len(gathered) >= PART:
            yield bytes(gathered)
            gathered.clear()
    yield bytes(gathered)


def _same(path: str, fresh: str) -> bool:
    """Whether two files have the same bytes."""
    return os.path.exists(path) and filecmp.cmp(path, fresh, shallow=False)


def _make(folder: str) -> bool:
    """Make a folder; whether it was not there."""
    try:
        os.mkdir(folder)
    except FileExistsError:
        return False
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)
    return True


@contextlib.contextmanager
def _alone_in(folder: str) -> Iterator[None]:
    """Hold the output folder for this build. Raises ``BusyError`` if another build has it."""
    if fcntl is None:
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BusyError(
                f"{folder}: another build is writing here; wait for it, or build into another folder"
            ) from error
        yield
    finally:
        os.close(handle)
