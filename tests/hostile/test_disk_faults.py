"""Full, read-only and damaged disks, and clocks that go back: told, and the next build is right."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from building import build, folder, is_as_new, start, tree

FULL = """
import errno, os
write, room = os.write, [{room}]
def full(handle, data):
    room[0] -= len(data)
    if room[0] < 0: raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
    return write(handle, data)
os.write = full
"""


def test_a_full_disk_is_told_and_the_next_build_is_right(tmp_path: Path) -> None:
    content, output = folder(tmp_path / "content"), tmp_path / "output"
    for room in (0, 30_000):
        status, said = build(content, output, "MUJAZ_WORKERS=1", before=FULL.format(room=room))
        assert status == 2, said
        assert "cannot be written (No space left on device); make room and build again" in said
        assert "Traceback" not in said
        assert not list(output.rglob(".*.part"))
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))"  # everywhere
    status, said = build(content, output, before=limit)
    assert status == 2, said
    assert "cannot be written (File too large); make room or allow writing there" in said
    assert build(content, output)[0] == 0
    assert is_as_new(content, output)


def test_an_output_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    content, output = folder(tmp_path / "content"), tmp_path / "output"
    output.touch()
    status, said = build(content, output)
    assert (status, "take away the file that stands where a folder must be" in said) == (2, True), said
    output.unlink()
    assert build(content, output)[0] == 0
    (output / "index.html").unlink()
    (output / "index.html" / "folder").mkdir(parents=True)
    status, said = build(content, output)
    assert (status, "take the folder of that name away" in said) == (2, True), said
    shutil.rmtree(output / "index.html")
    shutil.rmtree(output / "quotes")
    (output / "quotes").touch()
    status, said = build(content, output)
    assert (status, "take away the file that stands where a folder must be" in said) == (2, True), said
    (output / "quotes").unlink()
    assert build(content, output)[0] == 0
    assert is_as_new(content, output)


def test_what_is_kept_may_be_impossible_to_keep(tmp_path: Path) -> None:
    content, output = folder(tmp_path / "content"), tmp_path / "output"
    (tmp_path / "file").touch()
    status, said = build(content, output, f'MUJAZ_STATE="{tmp_path}/file"')
    assert status == 0, said
    assert "the next build takes longer and leaves pages that are no longer wanted" in said
    full = (
        "import sqlite3, mujaz.site.shelf as s\n"
        "class Small(sqlite3.Connection):\n"
        "    def __init__(self, *given, **named):\n"
        "        super().__init__(*given, **named); self.execute('PRAGMA max_page_count = 1')\n"
        "connect = sqlite3.connect\n"
        "class Full:\n"
        "    def __getattr__(self, name): return getattr(sqlite3, name)\n"
        "    def connect(self, *given, **named): return connect(*given, factory=Small, **named)\n"
        "s.sqlite3 = Full()\n"
    )
    next((tmp_path / "state").glob("store.sqlite.entries-*")).unlink()
    status, said = build(content, tmp_path / "second", before=full)
    assert status == 0, said
    assert "cannot be written; the next build sets its articles again" in said
    assert is_as_new(content, output)
    assert tree(tmp_path / "second") == tree(output)


def sql(script: str) -> Callable[[Path], object]:
    def run(path: Path) -> None:
        with closing(sqlite3.connect(path)) as file, file:
            file.executescript(script)

    return run


def flip_a_letter(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[data.rindex("مكتبة".encode())] ^= 1
    path.write_bytes(data)


def another_programs(path: Path) -> None:
    path.unlink()
    sql("CREATE TABLE heads (recipe)")(path)


DAMAGES: dict[str, Callable[[Path], object]] = {
    "truncated": lambda path: path.write_bytes(path.read_bytes()[:100_000]),
    "noise": lambda path: path.write_bytes(os.urandom(200_000)),
    "zeros": lambda path: path.write_bytes(path.read_bytes()[:65_536] + bytes(200_000)),
    "a letter": flip_a_letter,
    "a missing row": sql("DELETE FROM bodies WHERE path = 'a2.txt'"),
    "a row of another article": sql(
        "UPDATE bodies SET proof = (SELECT proof FROM bodies WHERE path = 'a1.txt') WHERE path = 'a2.txt'"
    ),
    "no values": sql(
        "UPDATE bodies SET texts = NULL; UPDATE heads SET head = NULL; UPDATE notes SET value = 1"
    ),
    "a missing table": sql("DROP TABLE bodies"),
    "another version's": sql("PRAGMA user_version = 99; ALTER TABLE bodies DROP COLUMN proof"),
    "another program's": another_programs,
}


def test_damaged_entries_are_made_again(tmp_path: Path) -> None:
    content, output = folder(tmp_path / "content"), tmp_path / "output"
    assert build(content, output)[0] == 0
    assert is_as_new(content, output)
    good = tree(output)
    (path,) = (tmp_path / "state").glob("store.sqlite.entries-*")
    whole = path.read_bytes()
    for name, damage in DAMAGES.items():
        path.write_bytes(whole)
        damage(path)
        shutil.rmtree(output)
        status, said = build(content, output)
        assert (status, tree(output) == good) == (0, True), (name, said)
        with closing(sqlite3.connect(path)) as file:
            assert file.execute("SELECT count(*) FROM bodies WHERE proof IS NOT NULL").fetchone() == (4,), (
                name
            )


def test_two_builds_at_once_share_one_store(tmp_path: Path) -> None:
    content = folder(tmp_path / "content", 12)
    outputs = [tmp_path / "one", tmp_path / "two"]
    builds = [start(content, output) for output in outputs]
    said = [process.communicate()[0] for process in builds]
    assert [process.returncode for process in builds] == [0, 0], said
    assert tree(outputs[0]) == tree(outputs[1])
    assert is_as_new(content, outputs[0])


def test_a_clock_that_goes_back_hides_no_change(tmp_path: Path) -> None:
    content, output = folder(tmp_path / "content"), tmp_path / "output"
    back = (
        "import time\nseconds, nanoseconds = time.time, time.time_ns\n"
        "time.time = lambda: seconds() - 10**7\ntime.time_ns = lambda: nanoseconds() - 10**16\n"
    )
    assert build(content, output)[0] == 0
    for number, before in enumerate((back, "", back)):
        path = content / f"a{number}.txt"
        facts = path.stat()
        path.write_text(path.read_text(encoding="utf-8").replace("كل يوم", "يوم كل"), encoding="utf-8")
        os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns))  # of the same size and time as before
        assert build(content, output, before=before)[0] == 0
    assert is_as_new(content, output)
