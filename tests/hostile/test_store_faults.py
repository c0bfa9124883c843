"""The analysis store when things go wrong: nothing is lost but work, and a message says what happened."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from mujaz.archive import database, pool
from mujaz.archive.store import Analysed, AnalysisStore, ArticleFile, Failure
from mujaz.archive.work import Done, nothing

PLUGINS = Path(__file__).parents[2] / "plugins"


def articles(folder: Path, number: int) -> list[ArticleFile]:
    folder.mkdir(exist_ok=True)
    files = []
    for n in range(number):
        path = folder / f"{n:03}.txt"
        path.write_text(f"خبر رقم {n}\nقالت هناء الصفدي: «زرعنا {n} شجرة».\n", encoding="utf-8")
        files.append(ArticleFile(str(path), path.name))
    return files


def titles(store: AnalysisStore, files: list[ArticleFile]) -> list[str]:
    return [x.analysis.title for x in store.analyse(files, workers=2) if isinstance(x, Analysed)]


def expected(files: list[ArticleFile]) -> list[str]:
    return [f"خبر رقم {n}" for n in range(len(files))]


def scribble(path: Path) -> None:
    """Overwrite the middle of every page but the first."""
    data = bytearray(path.read_bytes())
    for page in range(4096, len(data), 4096):
        data[page : page + 600] = b"\xaa" * 600
    path.write_bytes(bytes(data))


def other_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE recipes (name TEXT)")


def older_layout(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")


@pytest.mark.parametrize(
    ("damage", "reason"),
    [
        (lambda path: path.write_bytes(os.urandom(9000)), "not a database"),
        (lambda path: path.write_text("no database", encoding="utf-8"), "not a database"),
        (lambda path: path.write_bytes(path.read_bytes()[:-5000]), "malformed"),
        (scribble, "malformed"),
        (other_program, "another program"),
        (older_layout, "layout 99"),
    ],
    ids=["noise", "text", "truncated", "scribbled", "foreign", "older"],
)
def test_an_unusable_store_is_set_aside_and_made_anew(
    tmp_path: Path, damage: Callable[[Path], object], reason: str
) -> None:
    files, path = articles(tmp_path / "content", 30), tmp_path / "store.sqlite"
    with AnalysisStore.open(path) as store:
        store.analyse(files)
    damage(path)
    damaged = path.read_bytes()
    messages: list[str] = []
    with AnalysisStore.open(path, on_message=messages.append) as store:
        assert titles(store, files) == expected(files)
    assert len(messages) == 1
    assert reason in messages[0]
    assert "set aside as store.sqlite.set-aside-1" in messages[0]
    assert (tmp_path / "store.sqlite.set-aside-1").read_bytes() == damaged
    with AnalysisStore.open(path, on_message=messages.append) as store:
        assert titles(store, files) == expected(files)
        assert (store.analysed, len(messages)) == (0, 1)


def test_a_damaged_record_is_made_from_its_article(tmp_path: Path) -> None:
    files, path = articles(tmp_path / "content", 3), tmp_path / "store.sqlite"
    with AnalysisStore.open(path) as store:
        store.analyse(files)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE records SET record = x'00ff' WHERE id = 2")
        connection.execute("DELETE FROM records WHERE id = 3")
    with AnalysisStore.open(path) as store:
        assert titles(store, files) == expected(files)


def test_a_full_disk_costs_only_the_keeping(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def small(path: Path) -> sqlite3.Connection:
        connection = connect(path)
        connection.execute("PRAGMA max_page_count = 8")
        return connection

    connect = database.connect
    monkeypatch.setattr(database, "connect", small)
    messages: list[str] = []
    files = articles(tmp_path / "content", 250)
    with AnalysisStore.open(tmp_path / "store.sqlite", on_message=messages.append) as store:
        assert titles(store, files) == expected(files)
    assert len(messages) == 1
    assert "the disk takes no more" in messages[0]


def test_a_store_that_cannot_be_made_costs_only_the_keeping(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    messages: list[str] = []
    files = articles(tmp_path / "content", 3)
    with AnalysisStore.open(tmp_path / "file" / "store.sqlite", on_message=messages.append) as store:
        assert titles(store, files) == expected(files)
    assert len(messages) == 1
    assert "analyses of this run are not kept" in messages[0]


def test_a_store_that_may_only_be_read_is_used(tmp_path: Path) -> None:
    files, path = articles(tmp_path / "content", 3), tmp_path / "store.sqlite"
    with AnalysisStore.open(path) as store:
        store.analyse(files)
    with closing(database.in_memory(path)) as memory:
        assert memory.execute("SELECT count(*) FROM records").fetchone() == (3,)


def test_another_writer_is_waited_for_then_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "PATIENCE", 0.01)
    files, path = articles(tmp_path / "content", 3), tmp_path / "store.sqlite"
    messages: list[str] = []
    with (
        AnalysisStore.open(path, on_message=messages.append) as store,
        closing(sqlite3.connect(path, isolation_level=None)) as other,
    ):
        other.execute("BEGIN IMMEDIATE")
        assert titles(store, files) == expected(files)
    assert len(messages) == 1
    assert "another process keeps the analysis store to itself" in messages[0]


SCRIPT = """
import sys
from pathlib import Path
from mujaz.archive import store as module
module.BATCH = 5
files = [module.ArticleFile(str(path), path.name) for path in sorted(Path(sys.argv[2]).iterdir())]
with module.AnalysisStore.open(Path(sys.argv[1]), on_message=sys.exit) as store:
    assert all(result.analysis.title for result in store.analyse(files, workers=2))
"""


def start(path: Path, content: Path) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(PLUGINS)}
    return subprocess.Popen([sys.executable, "-c", SCRIPT, str(path), str(content)], env=environment)


def test_a_killed_writer_leaves_a_whole_store(tmp_path: Path) -> None:
    files, path = articles(tmp_path / "content", 200), tmp_path / "store.sqlite"
    for _ in range(3):  # each goes on where the last was killed
        process = start(path, tmp_path / "content")
        wanted = stored(path) + 20
        while process.poll() is None and stored(path) < wanted:
            pass
        process.send_signal(signal.SIGKILL)
        process.wait()
        with closing(sqlite3.connect(path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    kept = stored(path)
    assert kept >= 20
    with AnalysisStore.open(path, on_message=pytest.fail) as store:
        assert titles(store, files) == expected(files)
        assert store.analysed == len(files) - kept


def stored(path: Path) -> int:
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
            return int(connection.execute("SELECT count(*) FROM records").fetchone()[0])
    except sqlite3.OperationalError:  # not made yet
        return 0


def test_two_processes_fill_one_store(tmp_path: Path) -> None:
    files, path = articles(tmp_path / "content", 120), tmp_path / "store.sqlite"
    processes = [start(path, tmp_path / "content") for _ in range(2)]
    assert [process.wait() for process in processes] == [0, 0]
    with AnalysisStore.open(path, on_message=pytest.fail) as store:
        assert titles(store, files) == expected(files)
        assert store.analysed == 0


def hostile_work(file: ArticleFile) -> Done | Failure:
    """Stands for an analysis that some articles bring down."""
    if file.name == "003.txt":
        os.kill(os.getpid(), signal.SIGKILL)
    if file.name == "011.txt":
        os._exit(7)
    while file.name == "017.txt":
        pass
    return Done(file.name.encode(), "utf-8", (0, 0, 0, 0), b"")


@pytest.fixture
def forking(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers are forked even if an earlier test left a thread: this module cannot be imported by others."""
    monkeypatch.setattr("threading.active_count", lambda: 1)
    monkeypatch.setattr(pool, "warm_up", nothing)


def end_worker() -> None:
    if os.getpid() != MAIN:
        os._exit(1)


MAIN = os.getpid()


@pytest.mark.usefixtures("forking")
def test_a_crash_or_a_runaway_costs_only_itself(tmp_path: Path) -> None:
    files = articles(tmp_path / "content", 40)
    outcomes = dict(pool.run(files, hostile_work, prepare=nothing, workers=2, time_limit=1.0))
    assert sorted(outcomes) == list(range(40))
    assert {str(x).partition(";")[0] for x in outcomes.values() if isinstance(x, Failure)} == {
        "003.txt:1: the analysis crashed (signal 9)",
        "011.txt:1: the analysis crashed (exit status 7)",
        "017.txt:1: the analysis took more than 1 s and was stopped",
    }


@pytest.mark.usefixtures("forking")
def test_a_pool_that_cannot_start_says_so(tmp_path: Path) -> None:
    files = articles(tmp_path / "content", 20)
    with pytest.raises(pool.PoolError, match="ended before their first article"):
        dict(pool.run(files, hostile_work, prepare=end_worker, workers=2, time_limit=1.0))


def test_files_that_cannot_be_read_cost_only_themselves(tmp_path: Path) -> None:
    files = articles(tmp_path / "content", 12)
    (tmp_path / "content" / "004.txt").unlink()
    (tmp_path / "content" / "007.txt").write_bytes(bytes(range(256)) * 20)
    with AnalysisStore.open(tmp_path / "store.sqlite", on_message=pytest.fail) as store:
        results = store.analyse(files, workers=2)
    failed = [result for result in results if isinstance(result, Failure)]
    assert [failure.name for failure in failed] == ["004.txt", "007.txt"]
    assert "cannot be read" in failed[0].message
    assert len(results) == 12


OPEN = """
import sys
from pathlib import Path
from mujaz.archive.database import connect
print("ready", flush=True)
sys.stdin.readline()
connect(Path(sys.argv[1])).close()
"""


def test_processes_that_make_the_store_at_once_do_not_disturb_each_other(tmp_path: Path) -> None:
    command = [sys.executable, "-c", OPEN, str(tmp_path / "store.sqlite")]
    pipe = subprocess.PIPE
    processes = [
        subprocess.Popen(command, env={"PYTHONPATH": str(PLUGINS)}, stdin=pipe, stdout=pipe, stderr=pipe)
        for _ in range(4)
    ]
    for process in processes:
        assert process.stdout
        assert process.stdout.readline() == b"ready\n"
    for process in processes:
        assert process.stdin
        process.stdin.write(b"\n")
        process.stdin.flush()
    assert [process.communicate()[1] for process in processes] == [b""] * 4
    assert [process.returncode for process in processes] == [0] * 4
