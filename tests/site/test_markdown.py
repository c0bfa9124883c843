"""What Markdown files name and there is not: pictures, files, pages, tags. Told with file and line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

HEAD = "Title: {}\nDate: 2026-03-02\n"


def test_links_that_lead_nowhere_are_told_with_their_line(build, write: Callable, tmp_path: Path) -> None:
    content = write(
        tmp_path / "content",
        {
            "articles/story.md": HEAD.format("سوق الزيتون")
            + "\nافتُتح سوق الزيتون في حلب.\n\n![السوق](market.png)\n\n"
            + "[تقرير](report.pdf) و[الأسماء](/tags/) و[قالوا](../../../../quotes/) و[موقع](https://example.org/x)"
            + " و[فقرة](#p1) و[عن]({filename}/pages/about.md) و[خريطة](/files/map.txt)\n\n"
            + "    [شيفرة](nowhere.png)\n\n[وسم]({tag}حلب) و[مفقود](/no/such/)\n",
            "articles/report.pdf": b"%PDF",
            "files/map.txt": "خريطة",
            "pages/about.md": "Title: عن الموقع\n\nنص.\n",
        },
    )
    built = build(content)
    assert built.status == 1
    told = [line.split("story.md:")[1] for line in built.said.splitlines() if "story.md:" in line]
    assert [line.rpartition("  ")[0].rstrip() for line in told] == [
        '6: leads to "market.png", which is not there; correct the path, with {static} before that of a file '
        "below the content folder",
        '8: "report.pdf" is not where its page is; write {static}report.pdf',
        '12: leads to "/no/such/", which is not there; correct the path, with {static} before that of a file '
        "below the content folder",
        '12: links to "{tag}حلب"; write {filename} or {static} and a path, or a whole address',
    ]
    assert (built.output / "files" / "map.txt").is_file()


def test_a_link_too_long_for_any_file_costs_nothing_else(build, write: Callable, tmp_path: Path) -> None:
    long = "س" * 400
    text = HEAD.format("سوق الزيتون") + f"\nافتُتح السوق. [هنا]({long}) [هناك]({{static}}{long}.png)\n"
    built = build(write(tmp_path / "content", {"articles/story.md": text}))
    assert built.status == 1
    assert built.said.count("story.md:4: ") == 2
    assert list(built.output.glob("2026/*/*/*/index.html"))


def test_links_below_a_path_of_a_host(build, write: Callable, tmp_path: Path) -> None:
    links = "[الأسماء](/digest/tags/) و[غيره](/other/) و[خطأ](/digest/none/) و[فوق](/quotes/)"
    text = f"\nافتُتح سوق الزيتون في حلب. {links}\n"
    content = write(tmp_path / "content", {"story.md": HEAD.format("سوق الزيتون") + text})
    built = build(content, SITEURL="https://example.org/digest")
    told = [line for line in built.said.splitlines() if "leads to" in line]
    assert len(told) == 2
    assert '"/digest/none/"' in told[0]
    assert '"/quotes/", which is not below /digest/' in told[1]
    assert built.status == 1


def test_tags_of_a_markdown_article_are_on_it(build, write: Callable, tmp_path: Path) -> None:
    text = "\nافتُتح سوق الزيتون في حلب، وحضرته سهى المرجاني.\n"
    head = HEAD.format("سوق الزيتون") + "Tags: المرجاني، دمشق, زراعة\n"
    content = write(tmp_path / "content", {"story.md": head + text})
    built = build(content, SITEURL="http://127.0.0.1:8000", MUJAZ_PREVIEW=True)
    page = built.html("2026/03/02/story/")
    assert "/tags/damascus/" in page
    assert "سهى المرجاني</a>" in page or ">سهى المرجاني<" in page
    assert "الوسوم" not in page
    assert "أسماء مدرجة: <bdi>زراعة</bdi>." in built.html("review/")


def test_a_table_is_in_a_named_box_that_scrolls_by_keyboard(build, write: Callable, tmp_path: Path) -> None:
    table = "| المدينة | السكان |\n|---|---|\n| الواحة | 900 |\n"
    text = HEAD.format("أرقام") + f"\nنص.\n\n{table}\nنص.\n\n{table}\n<table><tr><td>واحد</td></tr></table>\n"
    built = build(write(tmp_path / "content", {"articles/figures.md": text}))
    boxes = [box for box in built.page("2026/03/02/figures").iter("div") if box.get("role") == "region"]
    names = [box.get("aria-label") for box in boxes]
    assert names == ["المدينة، السكان", "المدينة، السكان (2)", "أرقام"]
    assert {box.get("tabindex") for box in boxes} == {"0"}
    assert [[child.tag for child in box] for box in boxes] == [["table"]] * 3


def test_header_lines_without_use_are_told_and_stop_nothing(build, write: Callable, tmp_path: Path) -> None:
    text = (
        "Title: سوق الزيتون يفتح أبوابه\nDate: 2026-03-02\nCategory: سياسة\nAuthors: كاتب\n\n"
        "افتتحت بلدية الواحة سوق الزيتون صباح الاثنين.\n"
    )
    built = build(write(tmp_path / "content", {"articles/story.md": text}))
    assert built.status == 0
    assert "story.md:3: Category is not used here" in built.said
    assert "story.md:4: Authors is not used here" in built.said


def test_a_status_that_does_not_exist_is_a_fault(build, write: Callable, tmp_path: Path) -> None:
    text = "Title: خبر\nDate: 2026-03-02\nStatus: publishd\n\nنص الخبر.\n"
    built = build(write(tmp_path / "content", {"articles/story.md": text}))
    assert built.status == 1
    assert 'has a status that does not exist ("publishd")' in built.said
