"""The analysis on a real Dask cluster: a scheduler and two workers on this machine."""

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from mujaz.archive import cluster
from mujaz.archive.store import Analysed, AnalysisStore, ArticleFile, Failure
from mujaz.archive.work import nothing, work

PLUGINS = Path(__file__).parents[2] / "plugins"
QUIET = ["--host", "127.0.0.1", "--no-dashboard"]


@contextmanager
def process(name: str, *arguments: str, plugins: Path = PLUGINS) -> Iterator[subprocess.Popen[bytes]]:
    environment = {**os.environ, "PYTHONPATH": str(plugins)}
    command = [sys.executable, "-m", f"distributed.cli.dask_{name}", *QUIET, *arguments]
    running = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield running
    finally:
        running.kill()
        running.wait()


def scheduler(stack: ExitStack, folder: Path) -> tuple[str, Path]:
    file = folder / "scheduler.json"
    stack.enter_context(process("scheduler", "--port", "0", "--scheduler-file", str(file)))
    while True:  # the pytest time limit ends this if it never comes
        try:
            return str(json.loads(file.read_text(encoding="utf-8"))["address"]), file
        except (OSError, ValueError):
            time.sleep(0.02)


def worker(stack: ExitStack, folder: Path, file: Path, plugins: Path = PLUGINS) -> subprocess.Popen[bytes]:
    options = [
        "--scheduler-file",
        str(file),
        "--nthreads",
        "1",
        "--no-nanny",
        "--local-directory",
        str(folder),
    ]
    return stack.enter_context(process("worker", *options, plugins=plugins))


def articles(folder: Path, number: int) -> list[ArticleFile]:
    folder.mkdir()
    files = []
    for n in range(number):
        path = folder / f"{n:03}.txt"
        path.write_text(f"خبر رقم {n}\nقالت هناء الصفدي: «زرعنا {n} شجرة».\n", encoding="utf-8")
        files.append(ArticleFile(str(path), path.name))
    return files


def test_a_cluster_fills_the_same_store(tmp_path: Path) -> None:
    files = articles(tmp_path / "content", 90)
    (tmp_path / "content" / "007.txt").unlink()
    (tmp_path / "content" / "011.txt").write_bytes(bytes(range(256)) * 20)
    said: list[str] = []
    with ExitStack() as stack:
        address, file = scheduler(stack, tmp_path)
        workers = [worker(stack, tmp_path / f"worker-{n}", file) for n in range(2)]
        with AnalysisStore.open(tmp_path / "store.sqlite", on_message=pytest.fail) as store:
            run = cluster.runner(address, time_limit=60, say=said.append)
            results = store.analyse(files, runner=run)
            assert store.analysed == 88
        assert [running.poll() for running in workers] == [None, None]
    assert len(said) == 1  # who works, and no word of giving up
    assert [x.name for x in results if isinstance(x, Failure)] == ["007.txt", "011.txt"]
    with AnalysisStore.open(tmp_path / "store.sqlite", on_message=pytest.fail) as store:
        again = store.analyse(files)
        assert store.analysed == 0
        titles = [x.analysis.title for x in again if isinstance(x, Analysed)]
    assert titles == [f"خبر رقم {n}" for n in range(90) if n not in (7, 11)]


UNABLE = (
    "import mujaz.archive.pool as pool, sys; pool.run = None\n"  # no analysis
    "from pelican import main; main(sys.argv[1:])"
)


def test_a_build_analyses_nothing_that_the_cluster_has(tmp_path: Path) -> None:
    articles(tmp_path / "content", 30)
    (tmp_path / "content" / "entities.toml").write_text(
        "[[add]]\nname = 'هناء الصفدي'\nkind = 'PER'\n", encoding="utf-8"
    )
    store, content, output = (str(tmp_path / name) for name in ("store.sqlite", "content", "output"))
    environment = {**os.environ, "PYTHONPATH": str(PLUGINS), "COLUMNS": "400"}

    def run(*command: str) -> str:
        done = subprocess.run(
            [sys.executable, *command], env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    with ExitStack() as stack:
        address, file = scheduler(stack, tmp_path)
        for n in range(2):
            worker(stack, tmp_path / f"worker-{n}", file)
        said = run("-m", "mujaz.desk.cli", "analyse", "--store", store, "--cluster", address, content)
    assert said.startswith("30 articles: 30 analysed in ")
    settings = str(PLUGINS.parent / "pelicanconf.py")
    kept = (f'MUJAZ_STORE="{store}"', f'MUJAZ_STATE="{tmp_path}/builds"')
    run("-c", UNABLE, content, "-s", settings, "-o", output, "-e", *kept)
    assert len(list(Path(output).glob("2*/*/*/*/index.html"))) == 30


def test_what_a_dying_cluster_leaves_is_done_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = articles(tmp_path / "content", 60)
    said: list[str] = []
    with ExitStack() as stack:
        address, file = scheduler(stack, tmp_path)
        worker(stack, tmp_path / "worker", file)

        def fail(*_: object) -> Iterator[tuple[int, cluster.Outcome]]:
            yield 0, work(files[0])
            raise ConnectionError("the line is dead")

        monkeypatch.setattr(cluster, "_on_cluster", fail)
        outcomes = dict(cluster.runner(address, time_limit=60, say=said.append)(files, nothing))
    assert sorted(outcomes) == list(range(60))
    assert said[-1] == f"{address}: the cluster gave up (the line is dead); 59 articles are analysed here"


def test_a_worker_with_another_version_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "plugins"
    shutil.copytree(PLUGINS, other, ignore=shutil.ignore_patterns("__pycache__"))
    (other / "mujaz" / "analysis" / "more.txt").touch()
    with ExitStack() as stack:
        address, file = scheduler(stack, tmp_path)
        worker(stack, tmp_path / "worker", file, plugins=other)
        with pytest.raises(cluster.ClusterError, match="another version of Mujaz; install this one there"):
            cluster.connect(address)


def test_a_cluster_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 0.2)
    with pytest.raises(cluster.ClusterError, match="no Dask scheduler answers; start one"):
        cluster.connect("tcp://127.0.0.1:9")


def test_a_cluster_without_workers_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with ExitStack() as stack:
        address, _ = scheduler(stack, tmp_path)
        monkeypatch.setattr(cluster, "PATIENCE", 2.0)
        with pytest.raises(cluster.ClusterError, match="no workers; start one: dask worker"):
            cluster.connect(address)
