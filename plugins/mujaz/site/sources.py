"""The files of a content folder that become articles and pages, and the addresses they get."""

from __future__ import annotations

import fnmatch
import hashlib
import os
import stat
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from mujaz.site.faults import Faults

SUFFIXES = (".txt", ".md")
FOLDER = "a folder is named like an article; name the folder without the ending"
SETTLING_NS = 2_000_000_000  # the coarsest step of a file system's clock (FAT)
LONGEST_SLUG = (
    100  # bytes of UTF-8: with a percent-encoded address far below what hosts and file systems bear
)


class SourceFile(NamedTuple):
    """One file: where it lies below the content folder, and what tells whether it was touched."""

    path: str  # with slashes
    stamp: tuple[int, int, int, int]  # size, mtime_ns, ctime_ns, inode

    @property
    def stem(self) -> str:
        """The file's base name."""
        return os.path.splitext(self.path.rpartition("/")[2])[0]

    def settled(self, now: int) -> bool:
        """Whether its times are past for certain: a later change will show in them."""
        return max(self.stamp[1], self.stamp[2]) < now - SETTLING_NS

    @property
    def is_markdown(self) -> bool:
        """Whether Pelican's Markdown reader reads it."""
        return self.path.endswith(".md")


def scan(
    root: str,
    faults: Faults,
    *,
    under: Sequence[str] = ("",),
    exclude: Sequence[str] = (),
    ignore: Sequence[str] = (),
    suffixes: tuple[str, ...] = SUFFIXES,
) -> list[SourceFile]:
    """All source files below ``root``, sorted by path.

    ``under`` are the folders to look in, ``exclude`` the folders to leave out (both relative to ``root``),
    ``ignore`` patterns of base names. What cannot be read as an article though its name promises one is a
    fault.
    """
    real = os.path.realpath(root)
    shut = {folder.strip("/") for folder in exclude}
    found: dict[str, SourceFile] = {}
    for folder in under:
        for file in _walk(root, folder.strip("/"), real, shut, ignore, suffixes, faults):
            found[file.path] = file
    return [found[path] for path in sorted(found)]


def _walk(
    root: str,
    folder: str,
    real: str,
    shut: set[str],
    ignore: Sequence[str],
    suffixes: tuple[str, ...],
    faults: Faults,
) -> Iterator[SourceFile]:
    try:
        entries = list(os.scandir(os.path.join(root, folder)))
    except FileNotFoundError:
        return
    except OSError as error:
        message = f"the folder cannot be read ({error.strerror}); allow reading it"
        faults.add(folder or ".", message, code="unreadable")
        return
    for entry in entries:
        path = f"{folder}/{entry.name}" if folder else entry.name
        if entry.name.startswith(".") or any(fnmatch.fnmatch(entry.name, pattern) for pattern in ignore):
            continue
        named = entry.name.endswith(suffixes)
        if not _is_text(entry.name):
            if named or entry.is_dir(follow_symlinks=False):
                faults.add(path, "the name is not UTF-8; give it another name", 0, "name-encoding")
            continue
        try:
            if entry.is_dir(follow_symlinks=False):
                if named:
                    faults.add(path, FOLDER, code="folder-name")
                if path not in shut:
                    yield from _walk(root, path, real, shut, ignore, suffixes, faults)
            elif named:
                file = _file(root, path, entry, real, faults)
                if file:
                    yield file
            elif entry.is_symlink() and entry.is_dir() and not _inside(os.path.realpath(entry.path), real):
                message = "a link to a folder outside the content folder is not followed; copy the folder"
                faults.add(path, message, code="link-outside")
        except OSError as error:
            message = f"cannot be read ({error.strerror}); allow reading it, or take it away"
            faults.add(path, message, code="unreadable")


def _file(root: str, path: str, entry: os.DirEntry[str], real: str, faults: Faults) -> SourceFile | None:
    if entry.is_symlink():
        target = os.path.realpath(entry.path)
        if not os.path.exists(target):
            faults.add(path, "the link leads nowhere; replace it by the file", code="link-nowhere")
            return None
        if not _inside(target, real):
            message = "the link leads out of the content folder; copy the file here instead"
            faults.add(path, message, code="link-outside")
            return None
        if os.path.isdir(target):
            faults.add(path, FOLDER, code="folder-name")
            return None
    facts = entry.stat()
    if not stat.S_ISREG(facts.st_mode):
        faults.add(path, "no regular file; put a text file here", code="no-file")
        return None
    return SourceFile(path, stamp_of(facts))


def stamp_of(facts: os.stat_result) -> tuple[int, int, int, int]:
    """What tells whether a file was touched."""
    return facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns, facts.st_ino


def _is_text(name: str) -> bool:
    """Whether a name's bytes are UTF-8: others can stand in no address and no message."""
    try:
        name.encode()
    except UnicodeEncodeError:
        return False
    return True


def _inside(path: str, folder: str) -> bool:
    return path == folder or path.startswith(folder + os.sep)


def slug(stem: str) -> str:
    """A file's base name as part of an address: letters and digits of any script, the rest as hyphens.

    Never empty and never longer than ``LONGEST_SLUG`` bytes; two names that are cut keep a mark of what was
    cut.

    >>> slug("Water_in Adrar"), slug("أسعارُ الزيت")
    ('water-in-adrar', 'أسعار-الزيت')
    >>> slug("؟؟")
    'article-16dfab'
    """
    text = unicodedata.normalize("NFC", unicodedata.normalize("NFKC", stem).casefold())
    kept = (
        character
        if character.isalnum()
        else ""
        if unicodedata.combining(character) or character == "ـ"
        else "-"
        for character in text
    )
    folded = "-".join(part for part in "".join(kept).split("-") if part)
    if not folded:
        return f"article-{mark(stem)}"
    if len(folded.encode()) > LONGEST_SLUG:
        cut = folded.encode()[: LONGEST_SLUG - 7].decode(errors="ignore").rstrip("-")
        return f"{cut}-{mark(stem)}"
    return folded


def mark(text: str) -> str:
    """Six letters that stand for a text, the same on every machine."""
    return hashlib.sha256(text.encode("utf-8", "surrogateescape")).hexdigest()[:6]
