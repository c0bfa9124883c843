"""After any edits, what an incremental build leaves is what a cold build makes."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
PEOPLE = ("رهف الدالاتي", "نزار الخاني", "وائل درويش", "سامي العطار", "هالة النوري")
PLACES = ("حلب", "دمشق", "اللاذقية", "بيروت", "عمّان")
COLUMN = """Title: عمود الأسبوع
Date: 2026-03-02

كتبت رهف الدالاتي عن *كل* مكتبة في دمشق.

وقالت: «الكتاب أقرب الأصدقاء إلى من يسكن وحده في مدينة كبيرة».

ولم تذكر حلب.
"""


def story(chance: random.Random) -> str:
    """An article about one of a few people and places, with a quotation or two."""
    day = chance.randint(1, 4)
    person, place, other = chance.choice(PEOPLE), chance.choice(PLACES), chance.choice(PLACES)
    number = chance.randint(2, 999)
    return (
        f"التاريخ: 2026-03-0{day}\nافتتاح {number} مكتبة في {place}\n\n"
        f"افتتحت بلدية {place} اليوم {number} مكتبة جديدة بحضور وفد من {other}.\n"
        f"وقال مدير المكتبات {person}: «هذه {number} مكتبة تفتح أبوابها لكل قارئ في المدينة، ولن نقف هنا».\n"
        f"ويزور المكتبات كل يوم مئات الطلاب من {other}.\n"
        f"وأضاف: «نريد أن يجد كل طفل في {place} كتاباً يقرؤه قبل أن ينام».\n"
        f"وتستمر الاحتفالات أسبوعاً.\n"
    )


def test_incremental_output_is_that_of_a_cold_build(build, write: Callable, tmp_path: Path) -> None:
    chance = random.Random(1)
    content = write(tmp_path / "content", {f"a{number}.txt": story(chance) for number in range(12)})
    write(content, {"column.md": COLUMN})
    theme = tmp_path / "theme"
    shutil.copytree(ROOT / "theme", theme)
    settings: dict[str, object] = {"THEME": str(theme), "MUJAZ_PER_PAGE": 3}

    def change() -> None:
        write(content, {chance.choice(names()): story(chance)})

    def add() -> None:
        write(content, {f"b{chance.randint(0, 10**6)}.txt": story(chance)})

    def remove() -> None:
        (content / chance.choice(names())).unlink()

    def rename() -> None:
        (content / chance.choice(names())).rename(content / f"c{chance.randint(0, 10**6)}.txt")

    def correct() -> None:
        table = chance.choice(("[[hide]]\nname = 'بيروت'\n", "[[rename]]\nname = 'دمشق'\nto = 'الشام'\n"))
        write(content, {"entities.toml": table})

    def markup() -> None:
        write(content, {"column.md": COLUMN.replace("*كل*", "**كل**")})  # the analysis sees no difference

    def template() -> None:
        page = theme / "templates/tag.html"
        page.write_text(
            page.read_text("utf-8").replace("{% block main %}", "{% block main %}<!-- new -->", 1), "utf-8"
        )

    def setting() -> None:
        settings["MUJAZ_PER_PAGE"] = chance.choice((2, 4, 5))

    def names() -> list[str]:
        return sorted(path.name for path in content.glob("*.txt"))

    edits = [change, add, remove, rename, correct, markup, template, setting]
    chance.shuffle(edits)
    build(content, **settings)
    for number, edit in enumerate(edits):
        edit()
        warm = build(content, **settings)
        cold = build(content, tmp_path / f"cold{number}", tmp_path / f"fresh{number}", **settings)
        assert warm.status == cold.status == 0, warm.said
        assert warm.tree().keys() == cold.tree().keys(), edit.__name__
        assert warm.tree() == cold.tree(), edit.__name__


def test_an_untouched_site_is_neither_rendered_nor_written(build, write: Callable, tmp_path: Path) -> None:
    chance = random.Random(3)
    content = write(tmp_path / "content", {f"a{number}.txt": story(chance) for number in range(3)})
    first = build(content)
    before = {path: path.stat().st_mtime_ns for path in first.output.rglob("*") if path.is_file()}
    again = build(content)
    assert {path: path.stat().st_mtime_ns for path in again.output.rglob("*") if path.is_file()} == before
    page = first.output / "tags/index.html"
    page.write_text("touched", encoding="utf-8")
    assert build(content).html("tags") != "touched"


def test_files_that_nobody_built_stay(build, write: Callable, tmp_path: Path) -> None:
    chance = random.Random(4)
    content = write(tmp_path / "content", {"a.txt": story(chance), "b.txt": story(chance)})
    built = build(content)
    (built.output / "CNAME").write_text("example.org", encoding="utf-8")
    gone = next(built.output.glob("2*/*/*/b"))
    (content / "b.txt").unlink()
    build(content)
    assert not gone.exists()
    assert (built.output / "CNAME").exists()
