"""The search index of a built site, by Pagefind: static files that a browser reads piece by piece."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

#: Where the index lies below the output folder. The theme's search script loads it from here.
FOLDER = "pagefind"
#: The file in it that tells which pages it was made from.
MADE_OF = "made-of.txt"


class SearchIndexError(RuntimeError):
    """Pagefind could not index the site. The message holds its own words."""


def build_index(output: Path) -> int:
    """Index the pages of ``output`` that carry ``data-pagefind-body``; the number of index files written.

    The index is made beside its place and swapped in whole, so that a search page never meets half an index.
    Where it was made from these very pages, it stays, and 0 is returned: Pagefind reads all pages, which
    takes far longer than a build that has nothing to do.

    Raises ``SearchIndexError`` if Pagefind is missing or fails.
    """
    made_of = _pages_stamp(output)
    place = output / FOLDER
    if _is_made_of(place, made_of):
        return 0
    with tempfile.TemporaryDirectory(dir=output, prefix=".pagefind-") as folder:
        fresh = Path(folder) / FOLDER
        command = [
            sys.executable,
            "-m",
            "pagefind",
            "--site",
            str(output),
            "--output-path",
            str(fresh),
            "--silent",
        ]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode or not fresh.is_dir():
            words = (done.stderr or done.stdout).strip()[-500:]
            raise SearchIndexError(f"the search index was not made; Pagefind said: {words}")
        (fresh / MADE_OF).write_text(made_of, encoding="ascii")
        if place.exists():
            place.rename(Path(folder) / "old")
        shutil.move(str(fresh), place)
        return sum(1 for path in place.rglob("*") if path.is_file())


def _pages_stamp(output: Path) -> str:
    """A digest of Pagefind's version and of every page's place, size and time of its last change."""
    stamp = blake2b(version("pagefind").encode(), digest_size=16)
    for place, status in sorted(_pages(str(output), "")):
        stamp.update(f"{place}\0{status.st_size}\0{status.st_mtime_ns}\n".encode(errors="surrogateescape"))
    return stamp.hexdigest()


def _pages(folder: str, place: str) -> Iterator[tuple[str, os.stat_result]]:
    """The HTML files below a folder, with their places below the first."""
    with os.scandir(folder) as found:
        for item in found:
            if item.is_dir(follow_symlinks=False):
                if not item.name.startswith("."):
                    yield from _pages(item.path, f"{place}{item.name}/")
            elif item.name.endswith(".html"):
                yield f"{place}{item.name}", item.stat()


def _is_made_of(place: Path, made_of: str) -> bool:
    """Whether the index there is whole and was made from the pages of this stamp."""
    try:
        return (place / MADE_OF).read_text(encoding="ascii") == made_of
    except (OSError, ValueError):
        return False
