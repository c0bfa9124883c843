"""One article as a piece of work: a file in, a packed record out.

The same function does it in this process, in a process of the pool and on a cluster's worker. The analysis,
with all it loads, is imported by the first article that needs it: an unchanged archive never does.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from mujaz.analysis.text import UndecodableError, decode
from mujaz.archive.packing import pack

if TYPE_CHECKING:
    from mujaz.analysis.entities.lists import Entry

#: size, mtime_ns, ctime_ns, inode: what tells that a file was touched.
Stamp = tuple[int, int, int, int]

#: What a process does before it analyses.
Prepare = Callable[[], None]

#: In place of a stamp that proves nothing.
NO_STAMP: Stamp = (0, 0, 0, 0)

#: A file whose times are younger than this when it is read may be written again without its times changing
#: (FAT counts in steps of two seconds), so its stamp proves nothing yet.
SETTLING_NS = 2_000_000_000


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """An article to analyse: where it lies, and its name below the content folder (the record's ``path``).

    ``text`` stands for the file's own text where that is not plain (a Markdown article without its markup);
    ``stamp`` is the file's ``stamp_of`` if the caller knows it already; ``ner_model`` names a model to find
    names with instead of the shipped tagger.
    """

    path: str
    name: str
    plain: bool = False
    text: str | None = None
    stamp: Stamp | None = None
    ner_model: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """An article that could not be analysed. ``line`` counts from 1; ``code`` is stable, or ""."""

    name: str
    line: int
    message: str
    code: str = ""

    def __str__(self) -> str:
        return f"{self.name}:{self.line}: {self.message}"


@dataclass(frozen=True, slots=True)
class Done:
    """An analysed article on its way into the store."""

    content: bytes  # hash
    encoding: str
    stamp: Stamp
    record: bytes

    @property
    def digest(self) -> bytes:
        """Hash of the article and of what the analysis made of it."""
        return blake2b(self.content + self.record, digest_size=16).digest()


@dataclass(frozen=True, slots=True)
class Content:
    """A file's bytes, and its stamp if that can be trusted to tell the next change."""

    data: bytes
    stamp: Stamp


def stamp_of(facts: os.stat_result) -> Stamp:
    """What tells that a file was touched."""
    return facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns, facts.st_ino


def read(file: ArticleFile) -> Content:
    """Read an article's bytes. Raises ``OSError``.

    A stamp is trusted if file and clock leave no doubt: nothing moved while reading, and the file's times are
    past by more than the coarsest file system's step. That of a file dated in the future (the clock went
    back) never is.
    """
    if file.text is not None:
        return Content(file.text.encode("utf-8", "surrogatepass"), NO_STAMP)
    now = time.time_ns()
    with Path(file.path).open("rb") as handle:
        before = stamp_of(os.fstat(handle.fileno()))
        data = handle.read()
        after = stamp_of(os.fstat(handle.fileno()))
    settled = before == after and after[0] == len(data) and max(after[1], after[2]) < now - SETTLING_NS
    return Content(data, after if settled else NO_STAMP)


def content_hash(file: ArticleFile, data: bytes) -> bytes:
    """Of everything the analysis is given: the bytes, the name (it may carry the date), how to take them."""
    how = "text" if file.text is not None else "file"
    head = f"{how} {int(file.plain)} {file.name}\0".encode("utf-8", "surrogateescape")
    return blake2b(head + data, digest_size=16).digest()


def work(file: ArticleFile) -> Done | Failure:
    """Read and analyse one article. Whatever is wrong with it becomes a failure that names it."""
    try:
        return analyse_content(file, read(file))
    except OSError as error:
        message = f"the file cannot be read ({error.strerror}); allow reading it, or take it away"
        return Failure(file.name, 1, message, "unreadable")


def analyse_content(file: ArticleFile, content: Content) -> Done | Failure:
    """Decode and analyse what was read of an article."""
    from mujaz.analysis.article import analyse

    try:
        if file.text is None:
            decoded = decode(content.data)
            text, encoding = decoded.text, decoded.encoding
        else:
            text, encoding = file.text, "utf-8"
        record = pack(analyse(text, path=file.name, plain=file.plain, ner_model=file.ner_model))
    except UndecodableError as error:
        return Failure(file.name, 1, str(error), "encoding")
    except Exception as error:  # an article's fault must never cost the others
        message = f"the analysis failed ({type(error).__name__}: {error}); report it with this article"
        return Failure(file.name, 1, message, "analysis-failed")
    return Done(content_hash(file, content.data), encoding, content.stamp, record)


def warm_up() -> None:
    """Load what the analysis loads at its first use, so that no article's time limit pays for it."""
    from mujaz.analysis.article import analyse

    with suppress(Exception):  # what fails here fails for every article, and is said with its name
        analyse("عنوان\nقال سامر الخطيب في بيروت: «نبدأ غداً».\n")


def nothing() -> None:
    """Prepare nothing."""


def newsroom(entries: Sequence[Entry]) -> Prepare:
    """Prepare processes to find the names the newsroom added (``Corrections.entries``)."""
    return partial(_tell, tuple(entries)) if entries else nothing


def _tell(entries: Sequence[Entry]) -> None:
    from mujaz.analysis.entities import gazetteer

    gazetteer.tell(entries)
