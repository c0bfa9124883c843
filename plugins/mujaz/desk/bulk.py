"""Filling the analysis store ahead of a build: ``mujaz analyse --store FILE [--cluster ADDRESS] PATH…``."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from mujaz.archive import cluster as clusters
from mujaz.archive.corrections import read
from mujaz.archive.pool import PoolError
from mujaz.archive.store import TIME_LIMIT, AnalysisStore, ArticleFile, Failure, Runner
from mujaz.archive.work import newsroom

STORE = Path(".mujaz/store.sqlite")  # where a build looks for it


def fill(
    paths: Sequence[Path],
    *,
    store: Path = STORE,
    cluster: str | None = None,
    plain: bool = False,
    workers: int | None = None,
    time_limit: float = TIME_LIMIT,
) -> int:
    """Analyse all raw articles of folders (give the content folder, as to a build) or files; the exit status.

    ``cluster`` is the address of a Dask scheduler whose workers do it, ``tcp://host:8786``; else this
    machine's cores.
    """
    files = list(_files(paths, plain))
    if not files:
        _say("no .txt article in what was given; give a content folder: mujaz analyse --store FILE content")
        return 2
    run: Runner | None = clusters.runner(cluster, time_limit=time_limit, say=_say) if cluster else None
    start = time.perf_counter()
    try:
        wishes = read(next((path for path in paths if path.is_dir()), Path()) / "entities.toml")
        prepare = newsroom(wishes.entries())
        with AnalysisStore.open(
            store, on_message=_say, extra=wishes.names_version(), prepare=prepare
        ) as opened:
            results = opened.analyse(files, workers=workers, time_limit=time_limit, progress=True, runner=run)
            analysed = opened.analysed
    except (clusters.ClusterError, PoolError) as error:
        _say(str(error))
        return 2
    failures = [result for result in results if isinstance(result, Failure)]
    for failure in failures:
        _say(str(failure))
    seconds = time.perf_counter() - start
    known = len(files) - analysed - len(failures)
    print(
        f"{len(files)} articles: {analysed} analysed in {seconds:.1f} s, "
        f"{known} known already, {len(failures)} failed ({store})"
    )
    return 1 if failures else 0


def _files(paths: Sequence[Path], plain: bool) -> Iterator[ArticleFile]:
    for path in paths:
        if path.is_dir():
            for file in sorted(path.rglob("*.txt")):
                yield ArticleFile(str(file), file.relative_to(path).as_posix(), plain)
        else:
            yield ArticleFile(str(path), path.as_posix(), plain)


def _say(message: str) -> None:
    print(message, file=sys.stderr)
