"""The analysis store: what is analysed anew and what is not."""

import os
from pathlib import Path

import pytest

from mujaz.analysis.article import analyse
from mujaz.analysis.entities import gazetteer
from mujaz.analysis.entities.lists import Entry
from mujaz.analysis.text import decode
from mujaz.archive import pool, work
from mujaz.archive.packing import pack, unpack
from mujaz.archive.store import Analysed, AnalysisStore, ArticleFile

SAMPLE = Path(__file__).parents[2] / "content" / "articles"
OLD = 1_700_000_000  # seconds: a time long past


def write(folder: Path, name: str, said: str = "نبدأ غداً") -> ArticleFile:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"افتتاح جسر في طرابلس\nقال المهندس سامر القلعاوي: «{said}».\n", encoding="utf-8")
    os.utime(path, (OLD, OLD))
    return ArticleFile(str(path), name)


@pytest.fixture
def late(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file was written long before it is read (its ctime cannot be set)."""
    monkeypatch.setattr("mujaz.archive.work.time.time_ns", lambda: 4_000_000_000 * 10**9)


def run(path: Path, files: list[ArticleFile], workers: int = 2) -> tuple[list[Analysed], int]:
    """The results, all of them analysed, and how many were analysed now."""
    with AnalysisStore.open(path / "store.sqlite", on_message=pytest.fail) as store:
        results = store.analyse(files, workers=workers)
        records = [result.analysis for result in results if isinstance(result, Analysed)]
        assert [record.path for record in records] == [file.name for file in files]
        return [result for result in results if isinstance(result, Analysed)], store.analysed


def test_records_are_what_the_analysis_says(tmp_path: Path) -> None:
    paths = sorted(SAMPLE.rglob("*.txt"))
    files = [ArticleFile(str(path), path.relative_to(SAMPLE).as_posix()) for path in paths]
    with AnalysisStore.open(tmp_path / "store.sqlite") as store:
        for result, path in zip(store.analyse(files, workers=2), paths, strict=True):
            assert isinstance(result, Analysed)
            text = decode(path.read_bytes()).text
            assert result.analysis.to_json() == analyse(text, path=result.name).to_json()
            assert unpack(pack(result.analysis)) == result.analysis


@pytest.mark.usefixtures("late")
def test_nothing_is_analysed_or_read_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = [write(tmp_path, f"2026/03/01/{n}.txt") for n in range(6)]  # few: in this process, at its time
    first, analysed = run(tmp_path, files)
    assert analysed == 6
    monkeypatch.setattr("mujaz.archive.store.read", lambda file: pytest.fail(f"{file.name} was read"))
    second, analysed = run(tmp_path, files)
    assert analysed == 0
    assert [x.key for x in first] == [x.key for x in second]


def test_the_number_of_workers_changes_nothing(tmp_path: Path) -> None:
    files = [write(tmp_path, f"{n}.txt", f"سنفتتح {n} مدارس") for n in range(40)]
    keys = []
    for workers in (1, 3):
        store = tmp_path / f"store-{workers}"
        store.mkdir()
        keys.append([x.key for x in run(store, files, workers=workers)[0]])
    assert keys[0] == keys[1]


@pytest.mark.usefixtures("late")
def test_a_touched_file_is_not_analysed_and_a_changed_one_is(tmp_path: Path) -> None:
    touched, changed, kept = (write(tmp_path, name) for name in ("a.txt", "b.txt", "c.txt"))
    before, _ = run(tmp_path, [touched, changed, kept])
    os.utime(touched.path, (OLD + 9, OLD + 9))
    size = Path(changed.path).stat().st_size
    write(tmp_path, "b.txt", "نبدأ سبتا")  # as long as before, and dated as before: only ctime tells
    assert Path(changed.path).stat().st_size == size
    after, analysed = run(tmp_path, [touched, changed, kept])
    assert analysed == 1
    assert [a.key == b.key for a, b in zip(before, after, strict=True)] == [True, False, True]


def test_young_files_and_files_of_the_future_are_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path, "a.txt")
    written = Path(file.path).stat().st_ctime_ns
    for now, trusted in (
        (written + 10**9, False),  # a coarse clock may still date the next change the same
        (written - 3600 * 10**9, False),  # the clock went back
        (written + 3 * 10**9, True),
    ):
        monkeypatch.setattr("mujaz.archive.work.time.time_ns", lambda now=now: now)
        assert (work.read(file).stamp != work.NO_STAMP) == trusted


def test_a_renamed_file_is_another_article(tmp_path: Path) -> None:
    run(tmp_path, [write(tmp_path, "2026/03/01/a.txt")])
    (tmp_path / "2026/03/02").mkdir()
    (tmp_path / "2026/03/01/a.txt").rename(tmp_path / "2026/03/02/a.txt")
    _, analysed = run(tmp_path, [ArticleFile(str(tmp_path / "2026/03/02/a.txt"), "2026/03/02/a.txt")])
    assert analysed == 1


def test_a_given_text_stands_for_the_file(tmp_path: Path) -> None:
    file = ArticleFile("no such file", "a.md", plain=True, text="قال سامر القلعاوي: «نبدأ غداً».")
    (first,), _ = run(tmp_path, [file])
    (second,), analysed = run(tmp_path, [file])
    assert (first.key, analysed) == (second.key, 0)


def test_another_analysis_is_another_store(tmp_path: Path) -> None:
    files = [write(tmp_path, f"{n}.txt") for n in range(3)]
    for extra, analysed in (("", 3), ("model-x", 3), ("model-x", 0), ("", 3)):
        with AnalysisStore.open(tmp_path / "store.sqlite", extra=extra) as store:
            store.analyse(files)
            assert store.analysed == analysed


@pytest.mark.parametrize("number", [2, 12], ids=["here", "in a pool"])
def test_the_newsroom_s_names_reach_every_process(tmp_path: Path, number: int) -> None:
    files = [write(tmp_path, f"{n}.txt", "زرنا واحة السنديان المرجانية") for n in range(number)]
    added = [Entry("marjan", "LOC", "واحة السنديان المرجانية", ("واحة السنديان المرجانية",))]
    try:
        with AnalysisStore.open(
            tmp_path / "store.sqlite", extra="added", prepare=work.newsroom(added)
        ) as store:
            for result in store.analyse(files, workers=2):
                assert isinstance(result, Analysed)
                assert "marjan" in [entity.slug for entity in result.analysis.entities if entity.known]
    finally:
        gazetteer.tell([])


def test_a_forked_process_reads_records(tmp_path: Path) -> None:
    files = [write(tmp_path, f"{n}.txt") for n in range(3)]
    with AnalysisStore.open(tmp_path / "store.sqlite") as store:
        results = store.analyse(files)
        child = os.fork()
        if not child:
            titles = [result.analysis.title for result in results if isinstance(result, Analysed)]
            store.close()
            os._exit(0 if titles == ["افتتاح جسر في طرابلس"] * 3 else 1)
        assert os.waitpid(child, 0)[1] == 0
        assert all(isinstance(result, Analysed) and result.analysis for result in results)


def test_the_time_limit_here_leaves_other_alarms_alone(tmp_path: Path) -> None:
    file = write(tmp_path, "a.txt")

    def endless(_file: ArticleFile) -> work.Done:
        while True:
            pass

    outcome = pool.run_here(file, endless, 0.01)
    assert str(outcome).startswith("a.txt:1: the analysis took more than 0.01 s")


def test_a_named_model_is_asked_for_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is no part of this environment: the article's failure names it."""
    monkeypatch.setitem(__import__("sys").modules, "transformers", None)
    file = write(tmp_path, "a.txt")
    failure = work.work(ArticleFile(file.path, file.name, ner_model="no/model"))
    assert isinstance(failure, work.Failure)
    assert "MUJAZ_NER_MODEL = 'no/model' needs transformers" in failure.message
