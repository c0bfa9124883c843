"""Reads a content folder: every article's text and analysis, from the store where it is known."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from mujaz.analysis.article import analyse
from mujaz.analysis.record import Analysis
from mujaz.analysis.text import decode
from mujaz.site.catalog import Entry, condense
from mujaz.site.faults import Faults
from mujaz.site.sources import SourceFile, read_bytes, scan, slug

MARKDOWN = ".md"


class Reader:
    """The articles of one content folder."""

    def __init__(self, settings: Mapping[str, Any], faults: Faults) -> None:
        self.root: str = settings["PATH"]
        self.settings = settings
        self.faults = faults
        self.dated_by_file = 0  # articles whose date is the file's own time
        self._files: dict[str, SourceFile] = {}
        self.load = lru_cache(maxsize=64)(self._load)

    def files(self) -> list[SourceFile]:
        """The articles' files, sorted."""
        settings = self.settings
        exclude = [*settings["mujaz"].page_paths, *settings["STATIC_PATHS"], *settings["ARTICLE_EXCLUDES"]]
        return scan(self.root, self.faults, exclude=exclude, ignore=settings["IGNORE_FILES"])

    def entries(self, files: Iterable[SourceFile]) -> list[Entry]:
        """The entries of all readable articles; the others become faults."""
        found = []
        for file in files:
            self._files[file.path] = file
            entry = self._entry(file)
            if entry:
                found.append(entry)
        return found

    def _entry(self, file: SourceFile) -> Entry | None:
        try:
            data = read_bytes(self.root, file)
        except OSError as error:
            self.faults.add(
                file.path, f"cannot be read ({error.strerror}); allow reading it, or take it away"
            )
            return None
        try:
            text = decode(data).text
        except ValueError as error:
            self.faults.add(file.path, str(error))
            return None
        if not text.strip():
            self.faults.add(file.path, "is empty; write a title and the text below it, or delete the file", 1)
            return None
        analysis = analyse(text, path=file.path)
        if not analysis.title:
            self.faults.add(file.path, "has no title; write one in its first line", 1)
            return None
        if not analysis.date:
            self.dated_by_file += 1
        return condense(
            text,
            analysis,
            path=file.path,
            key=hashlib.sha256(data).hexdigest()[:24],
            slug=slug(file.stem),
            fallback=_file_date(file),
        )

    def _load(self, entry: Entry) -> tuple[str, Analysis]:
        text = decode(read_bytes(self.root, self._files[entry.path])).text
        return text, analyse(text, path=entry.path)


def _file_date(file: SourceFile) -> date:
    """The day the file was last written, in UTC: the same on every machine."""
    return datetime.fromtimestamp(file.stamp[1] / 1e9, UTC).date()
