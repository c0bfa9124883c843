"""The search index of a built site, by Pagefind: static files that a browser reads piece by piece."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

#: Where the index lies below the output folder. The theme's search script loads it from here.
FOLDER = "pagefind"


class SearchIndexError(RuntimeError):
    """Pagefind could not index the site. The message holds its own words."""


def build_index(output: Path) -> int:
    """Index the pages of ``output`` that carry ``data-pagefind-body``; the number of index files written.

    The index is made beside its place and swapped in whole, so that a search page never meets half an index.

    Raises ``SearchIndexError`` if Pagefind is missing or fails.
    """
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
        place = output / FOLDER
        if place.exists():
            place.rename(Path(folder) / "old")
        shutil.move(str(fresh), place)
        return sum(1 for path in place.rglob("*") if path.is_file())
