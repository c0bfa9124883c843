"""Texts to time the analysis on: an archive of real articles, else the sample."""

from __future__ import annotations

import cProfile
import pstats
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

from mujaz.analysis.text import decode

ROOT = Path(__file__).resolve().parent.parent
CORPORA = ROOT.parent / "shared" / "corpora"


def files_of(archive: Path | None, wanted: int) -> Iterator[tuple[str, bytes]]:
    """Name and content of at most ``wanted`` articles spread evenly over an archive, else the sample's."""
    if archive is None or not archive.exists():
        folder = ROOT / "content" / "articles"
        for path in sorted(folder.rglob("*.txt")):
            yield path.relative_to(folder).as_posix(), path.read_bytes()
        return
    with tarfile.open(archive) as opened:
        members = [member for member in opened.getmembers() if member.name.endswith(".txt")]
        for member in members[:: max(1, len(members) // wanted)][:wanted]:
            file = opened.extractfile(member)
            if file:
                yield member.name, file.read()


def texts_of(archive: Path | None, wanted: int) -> list[str]:
    """The same, decoded."""
    return [decode(data).text for _, data in files_of(archive, wanted)]


def profile(work: Callable[[], object]) -> None:
    """Print the 25 functions that take most of one call's time."""
    profiler = cProfile.Profile()
    profiler.runcall(work)
    pstats.Stats(profiler).sort_stats("tottime").print_stats(25)
