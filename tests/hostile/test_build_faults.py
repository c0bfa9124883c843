"""Bad input to a whole build: each fault told with file and line, in one run, and everything else built."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).parents[2]
GOOD = "التاريخ: 2026-03-02\nعنوان الخبر السليم\n\nهذا خبر سليم فيه جملة واحدة من حلب.\n"


MAIN = "import sys; from pelican import main; main(sys.argv[1:])"


def build(content: Path, output: Path, *settings: str, before: str = "") -> tuple[int, str]:
    """Build in a process of its own, which runs the code ``before`` first; its status and what it said."""
    process = start(content, output, *settings, before=before)
    said, _ = process.communicate()
    return process.returncode, said


def start(content: Path, output: Path, *settings: str, before: str = "") -> subprocess.Popen[str]:
    state = output.parent / "state"
    stored = [f'MUJAZ_STORE="{state}/store.sqlite"', f'MUJAZ_STATE="{state}/builds"', *settings]
    arguments = [str(content), "-s", str(ROOT / "pelicanconf.py"), "-o", str(output), "-e", *stored]
    return subprocess.Popen(
        [sys.executable, "-c", f"{before}\n{MAIN}", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "COLUMNS": "500", "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT / "plugins")},
    )


def titles(output: Path) -> set[str]:
    return {path.parent.name for path in output.glob("2*/*/*/*/index.html")}


def test_all_faults_in_one_run_and_every_other_article_built(tmp_path: Path) -> None:
    content = tmp_path / "content"
    (content / "deep" / "folder.txt").mkdir(parents=True)
    outside = tmp_path / "outside.txt"
    outside.write_text(GOOD, encoding="utf-8")
    files: dict[str, bytes] = {
        "good.txt": GOOD.encode(),
        "deep/folder.txt/inside.txt": GOOD.encode(),
        "empty.txt": b"",
        "blank.txt": b" \n\n\t\n",
        "title.txt": "التاريخ: 2026-03-02\nعنوان بلا نص".encode(),
        "binary.txt": bytes(range(256)) * 40,
        "date.txt": GOOD.replace("2026-03-02", "2026-02-31").encode(),
        "header.txt": GOOD.replace("\n", "\nاللون: أحمر\nالمصدر: موجز\n", 1).encode(),
        "utf16.txt": GOOD.encode("utf-16"),
        "cp1256.txt": GOOD.encode("cp1256"),
        "giant.txt": (GOOD + "كلمة " * 200_000).encode(),
        "long.txt": (GOOD + "سطر قصير من حلب.\n" * 5_000).encode(),
        "marks.txt": (GOOD + "«" * 1000 + "\n" + "“" * 1000 + "\n").encode(),
        "bidi.txt": GOOD.replace("خبر سليم", "\u202e<b>خبر</b>\u2066 & 'سليم'").encode(),
        "ا" * 60 + "ب" * 60 + ".txt": GOOD.encode(),
        "؟.txt": GOOD.encode(),
        "no-title.md": b"text without a head",
        "bad-date.md": b"Title: x\nDate: never\n\ntext",
        "year-1.md": "Title: قديم\nDate: 0001-01-01\n\nنص قصير من حلب عن الموسم.".encode(),
        "year-9999.md": "Title: بعيد\nDate: 9999-12-31\n\nنص قصير من حلب عن الموسم.".encode(),
    }
    for name, data in files.items():
        try:
            (content / name).write_bytes(data)
        except OSError:  # a file system that refuses so long a name refuses it for everybody
            assert "ا" in name
    (content / "link.txt").symlink_to(outside)
    (content / "nowhere.txt").symlink_to(tmp_path / "missing.txt")
    (content / "pipe.txt").unlink(missing_ok=True)
    os.mkfifo(content / "pipe.txt")
    (content / os.fsdecode(b"\xff\xe9.txt")).write_bytes(GOOD.encode())
    os.utime(content / "title.txt", (2**33, 2**33))
    unreadable = content / "secret.txt"
    unreadable.write_text(GOOD, encoding="utf-8")
    unreadable.chmod(0)

    status, said = build(content, tmp_path / "output")

    assert status == 1, said
    told = [name for name in (*files, "link.txt", "nowhere.txt", "pipe.txt") if f"{name}:" in said]
    faulty = {"empty.txt", "blank.txt", "title.txt", "binary.txt", "date.txt", "header.txt", "no-title.md"}
    assert {"year-1.md", "year-9999.md"} <= set(told), said
    assert "the name is not UTF-8" in said
    assert faulty | {"bad-date.md", "link.txt", "nowhere.txt", "pipe.txt"} <= set(told), said
    assert "folder.txt: a folder is named like an article" in said
    built = titles(tmp_path / "output")
    assert {"good", "inside", "utf16", "cp1256", "giant", "long", "marks", "bidi", "date", "header"} <= built
    assert {"year-1", "year-9999"} <= built
    if os.geteuid():
        assert "secret.txt" in said
    assert "Traceback" not in said
    page = next((tmp_path / "output").glob("2*/*/*/bidi/index.html")).read_text(encoding="utf-8")
    assert "<b>خبر</b>" not in page


def test_faults_of_corrections_stop_a_publication_only(tmp_path: Path) -> None:
    content = tmp_path / "content"
    content.mkdir()
    (content / "good.txt").write_text(GOOD, encoding="utf-8")
    (content / "entities.toml").write_text(
        "[[hide]]\nnam = 'حلب'\n\n[[wrong]]\nname = 'x'\n", encoding="utf-8"
    )
    status, said = build(content, tmp_path / "output")
    assert status == 1
    assert "entities.toml:" in said
    assert titles(tmp_path / "output") == {"good"}
    status, said = build(content, tmp_path / "published", 'SITEURL="https://example.org"')
    assert status == 2
    assert "entities.toml:" in said
    assert not titles(tmp_path / "published")


def test_a_second_build_into_the_same_output_says_so(tmp_path: Path) -> None:
    import fcntl

    content, output = tmp_path / "content", tmp_path / "output"
    content.mkdir()
    output.mkdir()
    (content / "good.txt").write_text(GOOD, encoding="utf-8")
    holder = os.open(output, os.O_RDONLY)
    fcntl.flock(holder, fcntl.LOCK_EX)
    try:
        status, said = build(content, output)
    finally:
        os.close(holder)
    assert status == 3
    assert "another build is writing here" in said
    assert build(content, output)[0] == 0


def test_a_command_that_finds_another_build_touches_nothing(tmp_path: Path) -> None:
    import fcntl

    folder(tmp_path / "content", 1)
    (tmp_path / "pelicanconf.py").write_text(
        f"PATH = 'content'\nTHEME = {str(ROOT / 'theme')!r}\nPLUGIN_PATHS = [{str(ROOT / 'plugins')!r}]\n"
        "PLUGINS = ['mujaz']\nTIMEZONE = 'UTC'\n",
        encoding="utf-8",
    )
    output = tmp_path / "output"
    output.mkdir()
    (output / "index.html").write_text("the other build's", encoding="utf-8")
    holder = os.open(output, os.O_RDONLY)
    fcntl.flock(holder, fcntl.LOCK_EX)
    try:
        done = subprocess.run(
            [sys.executable, "-m", "mujaz.desk.cli", "build", "content", "--output", "output"],
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT / "plugins")},
            capture_output=True,
            text=True,
            check=False,
        )
    finally:
        os.close(holder)
    assert done.returncode == 3, done.stdout + done.stderr
    assert list(tree(output)) == ["index.html"]  # no search index either


def folder(path: Path, number: int = 4) -> Path:
    """A content folder of some articles."""
    path.mkdir()
    for n in range(number):
        (path / f"a{n}.txt").write_text(story(n), encoding="utf-8")
    return path


def story(number: int) -> str:
    day = number % 9 + 1
    return (
        f"التاريخ: 2026-03-0{day}\nافتتاح {number} مكتبة في حلب\n\n"
        f"وقال مدير المكتبات نزار الخاني: «هذه {number} مكتبة تفتح أبوابها لكل قارئ، ولن نقف هنا».\n"
        "ويزور المكتبات كل يوم مئات الطلاب من دمشق.\n"
    )


def tree(output: Path) -> dict[str, bytes]:
    return {str(path.relative_to(output)): path.read_bytes() for path in output.rglob("*") if path.is_file()}


def is_as_new(content: Path, output: Path) -> bool:
    """Whether the output is what a cold build makes that nothing ever happened to."""
    fresh = output.parent / f"fresh-{len(list(output.parent.iterdir()))}" / "output"
    assert build(content, fresh)[0] == 0
    return tree(output) == tree(fresh)


KILL = """
import os, signal, {module} as module
owner = getattr(module, "{owner}") if "{owner}" else module
kept, calls = getattr(owner, "{name}"), [0]
def dying(*given, **named):
    calls[0] += 1
    if calls[0] == {call}: os.kill(os.getpid(), signal.SIGKILL)
    return kept(*given, **named)
setattr(owner, "{name}", dying)
"""
MOMENTS = [
    ("mujaz.archive.store", "AnalysisStore", "_keep", 1),
    ("mujaz.site.shelf", "Shelf", "_write", 1),
    ("mujaz.site.state", "State", "own", 1),
    ("mujaz.site.writer", "", "put", 30),
    ("mujaz.site.writer", "", "remove", 1),
    ("mujaz.site.state", "State", "save", 1),
    ("mujaz.site.state", "State", "end", 1),
]


def test_a_build_killed_at_any_moment_leaves_whole_files_and_the_next_is_right(tmp_path: Path) -> None:
    content, output = folder(tmp_path / "content", 12), tmp_path / "output"
    assert build(content, output)[0] == 0
    for number, (module, owner, name, call) in enumerate(MOMENTS):
        (content / f"a{number}.txt").unlink()
        (content / f"b{number}.txt").write_text(story(20 + number), encoding="utf-8")
        status, said = build(
            content, output, before=KILL.format(module=module, owner=owner, name=name, call=call)
        )
        assert status == -9, (name, said)
        written = [path for path in output.rglob("*.html") if not path.name.startswith(".")]
        assert all(path.read_text(encoding="utf-8").rstrip().endswith("</html>") for path in written)
        assert build(content, output)[0] == 0
        assert is_as_new(content, output), (name, call)


def test_a_half_written_file_of_a_killed_build_is_swept_up(tmp_path: Path) -> None:
    content, output = folder(tmp_path / "content"), tmp_path / "output"
    before = KILL.format(module="mujaz.site.writer", owner="", name="put", call=20)
    assert build(content, output, before=before)[0] == -9
    page = next(output.rglob("index.html"))
    page.with_name(".index.html.1.part").write_text("half", encoding="utf-8")
    assert build(content, output)[0] == 0
    assert is_as_new(content, output)


def test_an_article_taken_back_after_its_build_was_killed_leaves_no_page(tmp_path: Path) -> None:
    content, output = folder(tmp_path / "content"), tmp_path / "output"
    for path in content.iterdir():
        os.utime(path, (1_770_000_000, 1_770_000_000))
    past = "import time; now = time.time_ns; time.time_ns = lambda: now() + 10**10\n"  # all files are settled
    assert build(content, output, before=past)[0] == 0
    (content / "z.txt").write_text(story(8), encoding="utf-8")
    kill = (
        "import os, signal, mujaz.site.writer as w\nput = w.put\n"
        "def dying(path, *given):\n"
        "    if '/z/' in path: put(path, *given); os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return put(path, *given) if 'data' not in path else (w.trace_of(path), False)\n"
        "w.put = dying\n"
    )
    status, said = build(content, output, before=kill)
    assert status == -9, said
    assert list(output.glob("2026/*/*/z/index.html"))
    (content / "z.txt").unlink()
    assert build(content, output, before=past)[0] == 0
    assert is_as_new(content, output)


def test_a_killed_child_is_told_and_the_next_build_is_right(tmp_path: Path) -> None:
    content, output = folder(tmp_path / "content"), tmp_path / "output"
    kill = (
        "import os, signal, mujaz.site.writer as w\n"
        "w.FEW, w.BLOCK, me, put, waits, pipe = 0, 1, os.getpid(), w.put, [1], os.pipe()\n"
        "def dying(*given):\n"
        "    if os.getpid() != me: os.write(pipe[1], b'!'); os.kill(os.getpid(), signal.SIGKILL)\n"
        "    if waits: waits.pop(); os.read(pipe[0], 1)\n"  # until the child has taken a job
        "    return put(*given)\n"
        "w.put = dying\n"
    )
    status, said = build(content, output, "MUJAZ_WORKERS=2", before=kill)
    assert status == 2, said
    assert "was killed (signal 9); free memory or set MUJAZ_WORKERS = 1, and build again" in said
    assert "Traceback" not in said
    assert build(content, output)[0] == 0
    assert is_as_new(content, output)


ORPHANS = """
import os, signal, time
from mujaz.site.forks import share
main = os.getpid()
def work(items):
    for item in items:
        if os.getpid() == main:
            time.sleep(3600)
        print(item, flush=True)
        os.kill(main, signal.SIGKILL)
        while os.getppid() == main:
            time.sleep(0.01)
share(work, range(1000), workers=2, block=100)
"""


def test_children_end_with_a_killed_parent() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "plugins")}
    done = subprocess.run(
        [sys.executable, "-c", ORPHANS], env=environment, capture_output=True, text=True, check=False
    )  # returns when the child has ended too: it holds the pipe
    assert done.returncode == -9
    assert len(done.stdout.split()) == 1


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


CHANGE = """
from pathlib import Path
from mujaz.site.{module} import {owner}
kept = {owner}.{name}
def changing(self, *given):
    path = Path({path!r})
    path.write_text(path.read_text("utf-8").replace("مكتبة", "مدرسة"), "utf-8")
    return kept(self, *given)
{owner}.{name} = changing
"""


def test_an_article_changed_while_the_site_is_built(tmp_path: Path) -> None:
    content, output = folder(tmp_path / "content"), tmp_path / "output"
    path = str(content / "a1.txt")
    before = CHANGE.format(module="reader", owner="Reader", name="_condense_ahead", path=path)
    status, said = build(content, output, before=before)
    assert status == 1
    assert "a1.txt: was changed while the site was built; build again" in said
    assert build(content, output)[0] == 0
    assert is_as_new(content, output)
    (content / "a1.txt").write_text(story(5), encoding="utf-8")
    before = CHANGE.format(module="generator", owner="DigestGenerator", name="_resolve", path=path)
    assert build(content, output, before=before)[0] == 0  # all of it was read before
    assert build(content, output)[0] == 0
    assert is_as_new(content, output)


def test_what_must_not_happen_ends_the_build_with_advice(tmp_path: Path) -> None:
    content, output = folder(tmp_path / "content"), tmp_path / "output"
    wrong = (
        "import mujaz.site.reader as r\nfrom mujaz.site.catalog import VerbatimError\n"
        "def condense(*_, **__): raise VerbatimError('a1.txt:3: not the own words; delete the store')\n"
        "r.condense = condense\n"
    )
    dead = (
        "import mujaz.archive.pool as p\n"
        "def run(*_, **__): raise p.PoolError('3 processes ended; see why')\n"
        "p.run = run\nimport mujaz.archive.store as s\ns.HANDFUL = 0\n"
    )
    for before, message in ((dead, "3 processes ended; see why"), (wrong, "a1.txt:3: not the own words")):
        status, said = build(content, output, before=before)
        assert (status, message in said, "Traceback" in said) == (2, True, False), said
        assert not output.exists() or not tree(output)
    assert build(content, output)[0] == 0
    assert is_as_new(content, output)


def test_a_words_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "words.toml").write_bytes(bytes(range(128, 256)))
    status, said = build(
        folder(tmp_path / "content"), tmp_path / "output", f'MUJAZ_WORDS="{tmp_path}/words.toml"'
    )
    assert (status, "Traceback" in said) == (2, False), said
    assert "words.toml: is not UTF-8; save the file as UTF-8" in said
