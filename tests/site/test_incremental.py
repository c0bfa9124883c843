"""After any edits, what an incremental build leaves is what a cold build makes."""

from __future__ import annotations

import os
import random
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

ROOT = Path(__file__).parents[2]
PEOPLE = ("رهف الدالاتي", "نزار الخاني", "وائل درويش", "سامي العطار", "هالة النوري")
PLACES = ("حلب", "دمشق", "اللاذقية", "بيروت", "عمّان", "القاهرة")
TABLES = (
    "[[hide]]\nname = 'بيروت'\n",
    "[[hide]]\nname = 'سامي العطار'\narticles = ['b*', 'a1*']\n",
    "[[rename]]\nname = 'دمشق'\nto = 'الشام'\n",
    "[[rename]]\nname = 'حلب'\nto = 'حلب الشهباء'\nslug = 'halab'\n",
    "[[merge]]\nnames = ['رهف الدالاتي']\ninto = 'هالة النوري'\n",
    "[[split]]\nname = 'نزار الخاني'\nto = 'نزار الخاني (الكاتب)'\narticles = ['a1*']\nslug = 'nizar-2'\n",
    "[[add]]\nname = 'جمعية القراء'\nkind = 'ORG'\n",
    "[[rename]]\nname = 'وائل درويش'\nto = 'وائل'\nslug = 'wael'\n",
    "[[rename]]\nname = 'وائل درويش'\nto = 'الراصد وائل درويش'\nslug = 'wael'\n",
    "[[alias]]\nname = 'عمّان'\naliases = ['عاصمة الأردن']\n",
)
SETTINGS: dict[str, tuple[object, ...]] = {
    "SITEURL": ("", "https://example.org", "https://example.net/sub"),
    "SITENAME": ("موجز", "خبر"),
    "MUJAZ_PER_PAGE": (2, 3, 20),
    "MUJAZ_QUOTES_PER_PAGE": (1, 4, 100),
    "MUJAZ_FEED_ITEMS": (1, 5, 30),
    "MUJAZ_FRONT_DAYS": (0, 2, 6),
    "MUJAZ_DIGITS": ("latn", "arab"),
    "MUJAZ_DATE_LOCALE": ("ar", "ar_LB", "ar_MA"),
    "MUJAZ_HIJRI": (True, False),
    "MUJAZ_WORKERS": (1, 4),
}
LINES: dict[str, Any] = {"extension_configs": {"markdown.extensions.nl2br": {}}, "output_format": "html5"}


def story(chance: random.Random, day: int | None = None) -> str:
    """An article about one of a few people and places, with two quotations; some tell no date."""
    day = day or chance.randint(1, 9)
    person, place, other = chance.choice(PEOPLE), chance.choice(PLACES), chance.choice(PLACES)
    number = chance.randint(2, 999)
    date = f"التاريخ: 2026-{chance.choice((2, 3, 12)):02}-0{day}\n" if chance.random() < 0.9 else ""
    source = "المصدر: وكالة المرفأ\n" if chance.random() < 0.3 else ""
    return (
        f"{date}{source}افتتاح {number} مكتبة في {place}\n\n"
        f"افتتحت بلدية {place} اليوم {number} مكتبة جديدة بحضور وفد من {other} ومن جمعية القراء.\n"
        f"وقال مدير المكتبات {person}: «هذه {number} مكتبة تفتح أبوابها لكل قارئ في المدينة، ولن نقف هنا».\n"
        f"ويزور المكتبات كل يوم مئات الطلاب من {other}.\n"
        f"وأضاف: «نريد أن يجد كل طفل في {place} كتاباً يقرؤه قبل أن ينام».\n"
        f"وتستمر الاحتفالات أسبوعاً.\n"
    )


class Newsroom:
    """A content folder, a theme and settings that people keep editing. Each public method is one edit."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self._content, self._output = folder / "content", folder / "output"
        self._theme = folder / "theme"
        self._chance = chance
        self._number = 0
        self.settings: dict[str, object] = {"THEME": str(self._theme), "MUJAZ_SHARE_PICTURES": False}
        self.settings |= {"MUJAZ_PER_PAGE": 3, "MUJAZ_QUOTES_PER_PAGE": 4}
        shutil.copytree(ROOT / "theme", self._theme)
        for name in ("images", "pages", "sub"):
            (self._content / name).mkdir(parents=True)
        self.picture()
        for number in range(12):
            self._put(f"a{number}.txt", story(chance))
        self.column()
        self.page()

    @property
    def content(self) -> Path:
        return self._content

    def _put(self, name: str, text: str) -> None:
        (self._content / name).write_text(text, encoding="utf-8")

    def _any(self) -> Path:
        return self._chance.choice(sorted([*self._content.glob("*.txt"), *self._content.glob("sub/*.txt")]))

    def _new(self) -> int:
        self._number += 1
        return self._number

    def _change(self, path: Path, old: str, new: str) -> None:
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    def change(self) -> None:
        self._any().write_text(story(self._chance), encoding="utf-8")

    def change_a_word(self) -> None:
        self._change(self._any(), "أسبوعاً", "شهراً")

    def add(self) -> None:
        self._put(f"b{self._new()}.txt", story(self._chance))

    def remove(self) -> None:
        self._any().unlink()

    def rename(self) -> None:
        self._any().rename(self._content / f"c{self._new()}.txt")

    def move_to_a_folder(self) -> None:
        self._any().rename(self._content / f"sub/d{self._new()}.txt")

    def move_to_another_day(self) -> None:
        path = self._any()
        text = re.sub(
            r"^(التاريخ: .*\n)?", f"التاريخ: 2026-03-1{self._chance.randint(0, 9)}\n", path.read_text("utf-8")
        )
        path.write_text(text, encoding="utf-8")

    def touch(self) -> None:
        day = 1_770_000_000 + self._chance.randint(0, 9) * 86_400
        os.utime(self._any(), (day, day))

    def date_from_the_future(self) -> None:
        day = 4_000_000_000 + self._chance.randint(0, 9) * 86_400
        os.utime(self._any(), (day, day))

    def column(self) -> None:
        chance, target = self._chance, self._any().relative_to(self._content)
        heads = (
            "Source: موجز\n",
            f"Summary: ملخص {self._new()}\n",
            f"Slug: col-{self._new()}\n",
            "Status: draft\n",
            "",
        )
        self._put(
            f"column{chance.randint(0, 1)}.md",
            f"Title: عمود {chance.randint(1, 9)}\nDate: 2026-03-0{chance.randint(1, 9)}\n"
            f"{chance.choice(heads)}\nكتبت {chance.choice(('*رهف الدالاتي*', '**رهف الدالاتي**'))} من دمشق "
            f"عن [مكتبة]({{filename}}/{target}).\n"
            f"ولم تذكر {chance.choice(PLACES)}.\n\n"
            "وقالت: «الكتاب أقرب الأصدقاء إلى من يسكن وحده في مدينة كبيرة».\n\n"
            "![صورة]({static}/images/dot.png)\n",
        )

    def page(self) -> None:
        self._put(f"pages/p{self._chance.randint(0, 1)}.md", f"Title: صفحة {self._new()}\n\nنص من حلب.\n")

    def picture(self) -> None:
        Image.new("L", (1 + self._new(), 2)).save(self._content / "images/dot.png")

    def correct(self) -> None:
        self._put("entities.toml", "\n".join(table for table in TABLES if self._chance.random() < 0.4))

    def template(self) -> None:
        page = self._chance.choice(sorted((self._theme / "templates").rglob("*.html")))
        page.write_text(page.read_text("utf-8") + f"<!-- {self._new()} -->", "utf-8")

    def words(self) -> None:
        path = self._theme / "words.ar.toml"
        word = self._chance.choice(re.findall(r'^\S+ = "([^"{}]+)"$', path.read_text("utf-8"), re.MULTILINE))
        self._change(path, f'"{word}"', f'"{word} {self._new()}"')

    def style(self) -> None:
        path = self._chance.choice(sorted((self._theme / "static").rglob("*.css")))
        path.write_text(path.read_text("utf-8") + f"\n.x{self._new()} {{ color: red }}\n", "utf-8")

    def setting(self) -> None:
        name = self._chance.choice(sorted(SETTINGS))
        self.settings[name] = self._chance.choice(SETTINGS[name])

    def reading_of_markdown(self) -> None:
        self.settings["MARKDOWN"] = LINES

    def output(self) -> None:
        """Somebody changes, removes and replaces built files."""
        built = sorted(path for path in self._output.rglob("*.html") if path.is_file())
        changed, removed, replaced = self._chance.sample(built, 3)
        changed.write_text("changed", encoding="utf-8")
        removed.unlink()
        replaced.unlink()
        replaced.symlink_to(self._theme / "words.ar.toml")


EDITS = sorted(name for name, value in vars(Newsroom).items() if callable(value) and name[0] != "_")
AT_ONCE = 4  # edits from one comparison to the next, with a build between


@pytest.mark.parametrize("seed", [1, 2])
def test_incremental_output_is_that_of_a_cold_build(build: Callable, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    newsroom = Newsroom(tmp_path, chance)
    edits = chance.sample(EDITS, len(EDITS))
    build(newsroom.content, **newsroom.settings)
    for start in range(0, len(edits), AT_ONCE):
        made = edits[start : start + AT_ONCE]
        for number, edit in enumerate(made, 1):
            getattr(newsroom, edit)()
            if number == AT_ONCE // 2:
                build(newsroom.content, **newsroom.settings)
        warm = build(newsroom.content, **newsroom.settings)
        cold = build(
            newsroom.content, tmp_path / f"cold{start}", tmp_path / f"fresh{start}", **newsroom.settings
        )
        assert warm.status == cold.status, warm.said  # 1 where a column links to an article that is gone
        assert cold.status in (0, 1), cold.said
        assert different(warm.tree(), cold.tree()) == [], made


def different(warm: dict[str, bytes], cold: dict[str, bytes]) -> list[str]:
    """The files that are not the same in both."""
    return sorted(name for name in warm.keys() | cold.keys() if warm.get(name) != cold.get(name))


LINKING = """Title: عمود
Date: 2026-01-01

انظر [الخبر]({filename}/a.txt) عن
الموسم.

![س]({static}/images/dot.png)
"""
PLAIN = "التاريخ: {}\nخبر عن الموسم\n\nهذا نص قصير عن الموسم.\n"


def test_a_markdown_article_follows_what_it_links_to_and_shows(
    build: Callable, write: Callable, tmp_path: Path
) -> None:
    content = write(tmp_path / "content", {"column.md": LINKING, "images/more.png": "x"})
    days = [f"2026-02-0{day}" for day in range(1, 6)]  # between the two, so that they are no neighbours
    write(content, {f"{day}.txt": PLAIN.format(day) for day in days})
    write(content, {"a.txt": PLAIN.format("2026-03-01")})
    Image.new("L", (1, 2)).save(content / "images/dot.png")
    old = 1_770_000_000
    for path in content.rglob("*.*"):
        os.utime(path, (old, old))

    def page(**settings: object) -> str:
        return str(build(content, **settings).html("2026/01/01/column"))

    assert 'width="1"' in page()
    Image.new("L", (7, 2)).save(content / "images/dot.png")
    assert 'width="7"' in page()
    write(content, {"a.txt": PLAIN.format("2026-03-09")})
    assert "2026/03/09/a/" in page()
    assert "<br" in page(MARKDOWN=LINES)
    assert (tmp_path / "output/images/more.png").exists()
    (content / "images/more.png").unlink()
    page()
    assert not (tmp_path / "output/images/more.png").exists()


def test_redirects_and_the_feed_of_days_follow_what_they_show(
    build: Callable, write: Callable, tmp_path: Path
) -> None:
    chance = random.Random(5)
    stories = {f"a{day}.txt": story(chance, day).replace("عمّان", "حلب") for day in range(1, 5)}
    content = write(tmp_path / "content", stories)
    table = "[[rename]]\nname = 'حلب'\nto = '{}'\nslug = 'halab'\n"
    for name in ("حلب الشهباء", "حلب القديمة"):
        write(content, {"entities.toml": table.format(name)})
        assert name in build(content, MUJAZ_FEED_ITEMS=1).html("tags/aleppo")
    oldest = min((tmp_path / "output").glob("2*/*/*/a?")).name
    (content / f"{oldest}.txt").rename(content / "z.txt")
    feed = build(content, MUJAZ_FEED_ITEMS=1).output / "feeds/days.xml"
    assert "/z/" in feed.read_text(encoding="utf-8")


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
