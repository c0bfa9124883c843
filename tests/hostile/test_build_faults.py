"""Bad input to a whole build: each fault told with file and line, in one run, and everything else built."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
GOOD = "التاريخ: 2026-03-02\nعنوان الخبر السليم\n\nهذا خبر سليم فيه جملة واحدة من حلب.\n"


def build(content: Path, output: Path, *settings: str) -> tuple[int, str]:
    state = output.parent / "state"
    command = [
        sys.executable,
        "-m",
        "pelican",
        str(content),
        "-s",
        str(ROOT / "pelicanconf.py"),
        "-o",
        str(output),
    ]
    stored = [f'MUJAZ_STORE="{state}/store.sqlite"', f'MUJAZ_STATE="{state}/builds"', *settings]
    done = subprocess.run(
        [*command, "-e", *stored],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "COLUMNS": "500", "PYTHONUTF8": "1"},
    )
    return done.returncode, done.stdout + done.stderr


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


def test_a_killed_build_leaves_whole_files_and_the_next_is_right(tmp_path: Path) -> None:
    content, output = tmp_path / "content", tmp_path / "output"
    content.mkdir()
    for number in range(60):
        (content / f"a{number}.txt").write_text(GOOD, encoding="utf-8")
    kill = (
        "import mujaz.site.writer as w, os, signal\n"
        "put, calls = w.put, [0]\n"
        "def dying(path, data, folders):\n"
        "    calls[0] += 1\n"
        "    if calls[0] == 40: os.kill(os.getpid(), signal.SIGKILL)\n"
        "    return put(path, data, folders)\n"
        "w.put = dying\n"
        "import sys; from pelican import main; main(sys.argv[1:])\n"
    )
    state = tmp_path / "state"
    arguments = [str(content), "-s", str(ROOT / "pelicanconf.py"), "-o", str(output)]
    stored = [f'MUJAZ_STORE="{state}/store.sqlite"', f'MUJAZ_STATE="{state}/builds"', "MUJAZ_WORKERS=1"]
    died = subprocess.run(
        [sys.executable, "-c", kill, *arguments, "-e", *stored], capture_output=True, text=True, check=False
    )
    assert died.returncode == -9, died.stderr
    written = [path for path in output.rglob("*.html") if not path.name.startswith(".")]
    assert written
    assert all(path.read_text(encoding="utf-8").rstrip().endswith("</html>") for path in written)
    (written[0].parent / ".index.html.1.part").write_text("half", encoding="utf-8")  # killed while writing
    (content / "a0.txt").unlink()
    assert build(content, output)[0] == 0
    fresh = tmp_path / "fresh" / "output"
    assert build(content, fresh)[0] == 0
    assert tree(output) == tree(fresh)


def tree(output: Path) -> dict[str, bytes]:
    return {str(path.relative_to(output)): path.read_bytes() for path in output.rglob("*") if path.is_file()}
