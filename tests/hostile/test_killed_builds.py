"""Builds that are killed: nothing half-written, and the next build is right."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from building import ROOT, build, folder, is_as_new, story

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
