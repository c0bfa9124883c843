"""Bad input to a whole build: each fault told with file and line, in one run, and everything else built."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from building import GOOD, ROOT, build, folder, is_as_new, story, titles, tree


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
