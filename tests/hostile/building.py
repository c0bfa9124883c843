"""Whole builds in processes of their own, and what they leave."""

from __future__ import annotations

import os
import subprocess
import sys
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
