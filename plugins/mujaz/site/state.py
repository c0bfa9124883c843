"""What a build remembers for the next one into the same output: articles' entries, pages with their keys.

Everything here may be lost or damaged without harm: the next build makes it again. But for the addresses
published: without them a name's address may change its spelling, and the old one redirects.
"""

from __future__ import annotations

import hashlib
import logging
import os
import pickle
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any

from mujaz.analysis.entities.slugs import slug_of

logger = logging.getLogger(__name__)

#: Size and time of a written file: what tells that nobody touched it since.
Trace = tuple[int, int]


#: A page as it was written: the key of everything it depends on, and its file's trace. Plain, since a
#: build reads and writes tens of thousands.
Printed = tuple[bytes, Trace]


class State:
    """The memory of one output folder.

    Files are replaced whole and carry a checksum that only the same ``code`` finds right: what another
    version of the plugin left is not read.
    """

    def __init__(self, folder: str, output: str, code: bytes) -> None:
        self._code = code
        self._told = False
        name = hashlib.sha256(os.path.realpath(output).encode("utf-8", "surrogateescape")).hexdigest()[:16]
        self.folder = Path(folder) / name

    def load(self, name: str) -> Any:
        """What was saved under this name, or None."""
        try:
            data = (self.folder / name).read_bytes()
        except OSError:
            return None
        if data[:32] != self._checksum(data[32:]):
            return None
        return pickle.loads(data[32:])

    def save(self, name: str, value: object) -> None:
        """Keep a value. A folder that cannot be written only costs the next build time."""
        data = pickle.dumps(value, pickle.HIGHEST_PROTOCOL)
        self._replace(name, self._checksum(data) + data)

    def _replace(self, name: str, data: bytes) -> None:
        part = self.folder / f".{name}.{os.getpid()}.part"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            part.write_bytes(data)
            part.replace(self.folder / name)
        except OSError as error:
            with suppress(OSError):
                part.unlink(missing_ok=True)
            self._tell(error)

    def _tell(self, error: OSError) -> None:
        """Once a build: pages are right without, but the next build does not know what this one wrote."""
        if not self._told:
            logger.warning(
                "%s: cannot be written (%s); the next build takes longer and leaves pages that are no longer "
                "wanted: make room or allow writing there (MUJAZ_STATE)",
                self.folder,
                error.strerror,
            )
        self._told = True

    def _checksum(self, data: bytes) -> bytes:
        return hashlib.blake2b(data, digest_size=32, key=self._code).digest()

    # whether a build came to its end

    def begin(self) -> bool:
        """Note that a build writes; False if the one before never ended."""
        mark = self.folder / "writing"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            (self.folder / "done").unlink(missing_ok=True)  # true again only when this build has ended
            if mark.exists():
                for part in self.folder.glob(".*.part"):
                    part.unlink(missing_ok=True)
                return False
            mark.touch()
        except OSError as error:
            self._tell(error)
        return True

    def end(self) -> None:
        """Note that it wrote everything."""
        with suppress(OSError):
            (self.folder / "writing").unlink(missing_ok=True)

    # addresses that readers have

    def published(self) -> tuple[str, ...]:
        """What was noted of names' addresses when this output was last published; whichever version did it.

        The notes are those of ``archive/published.py``: a slug, or two with ``=`` between. Another line is
        damage: it is told, and its name gets the address it would have without.
        """
        note = self.folder / "published"
        try:
            slugs = note.read_text(encoding="utf-8", errors="replace").split()
        except OSError:
            return ()
        sound = tuple(line for line in slugs if _is_note(line))
        if len(sound) < len(slugs):
            logger.warning(
                "%s: damaged (%d of %d lines are no address); restore it from a copy, or the names' pages "
                "have the addresses that the archive spells",
                note,
                len(slugs) - len(sound),
                len(slugs),
            )
        return sound

    def publish(self, slugs: Iterable[str]) -> None:
        """Note the addresses that are published now."""
        self._replace("published", "".join(f"{slug}\n" for slug in slugs).encode())

    # files that were written, finished build or not

    def owned(self) -> set[str]:
        """Every file that some build may have written into the output folder: none outside it."""
        try:
            text = (self.folder / "owned").read_text(encoding="utf-8", errors="surrogateescape")
        except OSError:
            return set()
        return {name for name in text.split("\n") if name and _is_below(name)}

    def own(self, names: Iterable[str], *, afresh: bool = False) -> None:
        """Note files before they are written: a killed build's pages are known to the next one."""
        data = "".join(f"{name}\n" for name in sorted(names)).encode("utf-8", "surrogateescape")
        if afresh:
            self._replace("owned", data)
            return
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with (self.folder / "owned").open("ab") as file:
                file.write(b"\n" + data)  # what a killed build was about to append may lack its end
        except OSError as error:
            self._tell(error)


def _is_note(line: str) -> bool:
    slugs = line.split("=")
    return len(slugs) < 3 and all(slug_of(slug) == slug for slug in slugs)


def _is_below(name: str) -> bool:
    """Whether a path leads to a file below the folder it is relative to."""
    return not os.path.isabs(name) and os.pardir not in name.replace(os.sep, "/").split("/")


def trace_of(path: str) -> Trace | None:
    """The trace of a file; None if it is not there."""
    try:
        facts = os.stat(path)
    except OSError:
        return None
    return facts.st_size, facts.st_mtime_ns


def code_of(folder: Path) -> bytes:
    """A fingerprint of the plugin's code and data, and of the packages that pages are made with."""
    digest = hashlib.blake2b(sys.version.encode(), digest_size=16)
    for package in ("babel", "hijridate", "jinja2", "markdown", "markupsafe", "orjson", "pelican"):
        digest.update(f"{package} {version(package)}\n".encode())
    for path in sorted(folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            digest.update(f"\0{path.relative_to(folder).as_posix()}\0".encode())
            digest.update(path.read_bytes())
    return digest.digest()


def fingerprint(code: bytes, settings: Mapping[str, Any], extra: Iterable[str]) -> bytes:
    """Of what every page depends on: code, settings, and what the caller adds.

    Settings that only say where or how fast to build do not count.
    """
    digest = hashlib.blake2b(code, digest_size=16)
    for name in sorted(settings):
        if name.isupper() and name not in UNSEEN:
            digest.update(f"{name}={settings[name]!r}\n".encode("utf-8", "surrogateescape"))
    for text in extra:
        digest.update(f"{text}\n".encode())
    return digest.digest()


#: Settings that no page shows.
UNSEEN = frozenset(
    [
        "PATH",
        "OUTPUT_PATH",
        "THEME",
        "CACHE_PATH",
        "PLUGIN_PATHS",
        "MUJAZ_STORE",
        "MUJAZ_STATE",
        "MUJAZ_WORKERS",
        "MUJAZ_TIME_LIMIT",
        "MUJAZ_ENTITIES",
        "MUJAZ_WORDS",
        "MUJAZ_FONTS",
        "JINJA_ENVIRONMENT",
        "JINJA_FILTERS",
        "JINJA_GLOBALS",
        "JINJA_TESTS",
        "PORT",
        "BIND",
        "LISTEN",
        "AUTORELOAD",
        "DEBUG",
        "VERBOSITY",
        "LOG_FILTER",
        "PLUGINS",
        "THEME_TEMPLATES_OVERRIDES",
    ]
)
