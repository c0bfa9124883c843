"""The search index: made where pages changed, left alone where none did."""

from __future__ import annotations

from pathlib import Path

import pytest

from mujaz.site.search import FOLDER, build_index

PAGE = '<html lang="ar"><body><main data-pagefind-body><h1>{title}</h1><p>{text}</p></main></body></html>'


def write(output: Path, place: str, text: str) -> None:
    page = output / place / "index.html"
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(PAGE.format(title="خبر", text=text), encoding="utf-8")


def traces(output: Path) -> dict[str, int]:
    """The index's files with the times they were written at."""
    folder = output / FOLDER
    return {
        str(path.relative_to(folder)): path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()
    }


@pytest.fixture
def output(tmp_path: Path) -> Path:
    write(tmp_path, "first", "عاد الصيادون إلى المرفأ القديم")
    write(tmp_path, "second", "افتتحت المكتبة أبوابها صباح اليوم")
    assert build_index(tmp_path) > 0
    return tmp_path


def test_pages_that_did_not_change_are_not_read_again(output: Path) -> None:
    before = traces(output)
    assert build_index(output) == 0
    assert traces(output) == before


@pytest.mark.parametrize("change", ["another text", "a page more", "a page less"])
def test_a_change_of_pages_makes_the_index_anew(output: Path, change: str) -> None:
    before = traces(output)
    if change == "another text":
        write(output, "first", "عاد الصيادون إلى المرفأ الجديد مع الفجر")
    elif change == "a page more":
        write(output, "third", "وصل القطار الأول إلى المحطة")
    else:
        (output / "second" / "index.html").unlink()
    assert build_index(output) > 0
    assert traces(output).keys() != before.keys()


def test_a_damaged_index_is_made_anew(output: Path) -> None:
    (output / FOLDER / "made-of.txt").write_bytes(b"\xff\x00")
    assert build_index(output) > 0
    assert build_index(output) == 0
