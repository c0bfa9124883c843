"""Where the links and pictures of Markdown files lead: to articles, to files to be copied, or nowhere."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from mujaz.site.faults import Faults
from mujaz.site.links import file_of
from mujaz.site.markdown import Document, inside, internal_links, local_links


@dataclass(frozen=True)
class LinkCheck:
    """One build's check. What leads nowhere is a fault, on the line where it is written."""

    root: Path  # the content folder
    static_paths: Sequence[str]  # folders below it that are copied whole
    files: Mapping[str, str]  # path below it -> address, of articles and pages
    host_path: str  # of SITEURL: "/digest/"
    make_files: Callable[[], Iterable[str]]  # the site's files, asked for where a link wants to know them
    faults: Faults

    def shown(self, documents: Iterable[Document]) -> list[str]:
        """The files below the content folder that the documents show."""
        shown: set[str] = set()
        for document in documents:
            for kind, path in internal_links(document):
                if kind == "filename":
                    if path not in self.files:
                        message = f'links to "{path}", no article; correct the path'
                        self._fault(document, path, message, "link-article")
                elif self._is_there(path):
                    shown.add(path)
                else:
                    message = f'shows "{path}", which is not there; correct the path'
                    self._fault(document, path, message, "link-missing")
            for address in local_links(document):
                self._local(document, address, shown)
        return sorted(shown)

    def _local(self, document: Document, address: str, shown: set[str]) -> None:
        """An address of this site as the author wrote it."""
        if address.startswith("{"):
            message = f'links to "{address}"; write {{filename}} or {{static}} and a path, or a whole address'
            self._fault(document, address, message, "link-braces")
            return
        path = unquote(urlsplit(address).path)
        if path.startswith("/") and not f"{path}/".startswith(self.host_path):
            if self._has(path.strip("/")):  # else it is beside this site on the same host
                message = f'leads to "{address}", which is not below {self.host_path}, as all of this site; '
                message += "write {filename} and the path of the file"
                self._fault(document, address, message, "link-above", below=self.host_path)
            return
        seen_from = f"/{self.files.get(document.path, '')}"
        target = path.removeprefix(self.host_path.rstrip("/")) if path.startswith("/") else path
        place = posixpath.normpath(posixpath.join(seen_from, target)).strip("/")
        if self._has(place):
            return
        if self._is_copied(place):
            shown.add(place)
            return
        below = inside(document.path, target)
        if self._is_there(below):
            kind = "filename" if below in self.files else "static"
            written = f"{{{kind}}}{address}"
            message = f'"{address}" is not where its page is; write {written}'
            self._fault(document, address, message, "link-moved", written=written)
        else:
            message = (
                f'leads to "{address}", which is not there; correct the path, '
                "with {static} before that of a file below the content folder"
            )
            self._fault(document, address, message, "link-missing")

    def _has(self, place: str) -> bool:
        """Whether the site has a file or a page of this address."""
        return place in self._site or file_of(f"{place}/" if place else "") in self._site

    def _is_copied(self, place: str) -> bool:
        folders = (folder.strip("/") for folder in self.static_paths)
        below = any(place == folder or place.startswith(f"{folder}/") for folder in folders)
        return below and self._is_there(place)

    def _is_there(self, path: str) -> bool:
        """Whether the content folder has a file of this path; one that is too long is not there."""
        try:
            return (self.root / path).is_file()
        except OSError:
            return False

    @cached_property
    def _site(self) -> Collection[str]:
        return frozenset(self.make_files())

    def _fault(self, document: Document, address: str, message: str, code: str, **values: str) -> None:
        line = self._line(document, address)
        self.faults.add(document.path, message, line, code, address=address, **values)

    def _line(self, document: Document, written: str) -> int:
        """Where it stands in the file, by its last part; the first line if it is not found as it is."""
        try:
            lines = (self.root / document.path).read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return 1
        for wanted in (written, posixpath.basename(written.rstrip("/"))):
            for number, line in enumerate(lines, 1):
                if wanted in line or wanted in unquote(line):
                    return number
        return 1
