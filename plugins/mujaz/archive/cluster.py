"""The analysis on an existing Dask cluster, through joblib: for archives that one machine is too small for.

The scheduler's workers need the same Mujaz, which is checked, but not the files: they get the bytes of each
article and give back its record, and this process writes the store. What the cluster cannot do (a worker is
killed by an article, the connection is lost) is done here instead, where an article can only harm itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from mujaz.archive import pool
from mujaz.archive.fingerprint import fingerprint
from mujaz.archive.work import ArticleFile, Content, Done, Failure, Prepare, analyse_content, read, work

if TYPE_CHECKING:
    from collections.abc import Callable

    from distributed import Client

PATIENCE = 10.0  # seconds to find the scheduler, and for it to find a worker
SHARE = 16  # articles a task
AHEAD = "3*n_jobs"  # tasks in flight: this many articles' bytes are in memory here

Outcome = Done | Failure
_Task = list[tuple[int, ArticleFile, Content]]


class ClusterError(RuntimeError):
    """The cluster cannot be used; the message says what to do."""


def runner(
    address: str, *, time_limit: float, say: Callable[[str], None]
) -> Callable[[Sequence[ArticleFile], Prepare], Iterator[tuple[int, Outcome]]]:
    """What ``AnalysisStore.analyse`` takes as ``runner`` to work on the cluster at ``address``.

    Raises ``ClusterError`` when it is run and there is no usable cluster.
    """

    def run(files: Sequence[ArticleFile], prepare: Prepare) -> Iterator[tuple[int, Outcome]]:
        left = dict(enumerate(files))
        with connect(address) as client:
            say(f"{address}: {describe(client)}")
            try:
                for index, outcome in _on_cluster(client, files, prepare, time_limit):
                    left.pop(index, None)
                    yield index, outcome
            except Exception as error:  # whatever ended it: what is left is done here
                reason = " ".join(str(error).split())[:200] or type(error).__name__
                say(f"{address}: the cluster gave up ({reason}); {len(left)} articles are analysed here")
        if left:
            rest = list(left)
            here = [left[index] for index in rest]
            for position, outcome in pool.run(
                here, work, prepare=prepare, workers=pool.cores(), time_limit=time_limit
            ):
                yield rest[position], outcome

    return run


def connect(address: str) -> Client:
    """A client of the cluster, whose workers all have this Mujaz. Raises ``ClusterError``."""
    try:
        from distributed import Client
    except ImportError as error:
        raise ClusterError("--cluster needs Dask; install it: pip install 'mujaz[cluster]'") from error
    try:
        client = Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        raise ClusterError(
            f"{address}: no Dask scheduler answers; start one (dask scheduler), or mend the address"
        ) from error
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
        _check(client, address)
    except TimeoutError as error:
        client.close()
        raise ClusterError(
            f"{address}: the cluster has no workers; start one: dask worker {address}"
        ) from error
    except BaseException:
        client.close()
        raise
    return client


def describe(client: Client) -> str:
    """The cluster's size in words."""
    cores = client.ncores()
    return f"{len(cores)} workers, {sum(cores.values())} cores"


def _check(client: Client, address: str) -> None:
    """All workers have the same analysis."""
    found: dict[str, Any] = client.run(fingerprint, on_error="return")
    for worker, theirs in sorted(found.items()):
        if isinstance(theirs, Exception):
            raise ClusterError(
                f"{address}: worker {worker} has no Mujaz ({theirs}); install this version there"
            )
        if theirs != fingerprint():
            raise ClusterError(
                f"{address}: worker {worker} has another version of Mujaz; install this one there"
            )


def _on_cluster(
    client: Client, files: Sequence[ArticleFile], prepare: Prepare, time_limit: float
) -> Iterator[tuple[int, Outcome]]:
    from joblib import Parallel, delayed, parallel_config

    unread: list[tuple[int, Outcome]] = []
    tasks = _tasks(files, unread)
    mine = fingerprint()
    with parallel_config(backend="dask", client=client, wait_for_workers_timeout=PATIENCE):
        parallel = Parallel(
            n_jobs=-1,
            return_as="generator_unordered",
            batch_size=1,
            pre_dispatch=AHEAD,
            timeout=time_limit * SHARE,
        )
        for outcomes in parallel(delayed(analyse_task)(mine, prepare, task) for task in tasks):
            yield from outcomes
    yield from unread


def _tasks(files: Sequence[ArticleFile], unread: list[tuple[int, Outcome]]) -> Iterator[_Task]:
    """Read the files as the cluster asks for them; those that cannot be read go aside."""
    task: _Task = []
    for index, file in enumerate(files):
        try:
            task.append((index, file, read(file)))
        except OSError:
            unread.append((index, work(file)))  # which says what is wrong
        if len(task) == SHARE:
            yield task
            task = []
    if task:
        yield task


def analyse_task(expected: bytes, prepare: Prepare, task: _Task) -> list[tuple[int, Outcome]]:
    """Runs on a worker (which may have joined after the check)."""
    if fingerprint() != expected:
        raise ClusterError("a worker has another version of Mujaz; install this one there")
    prepare()
    return [(index, analyse_content(file, content)) for index, file, content in task]
