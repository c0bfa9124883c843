"""mujaz check: faults with their lines, and what every correction would change."""

from __future__ import annotations

from pathlib import Path

from mujaz.analysis.record import Entity
from mujaz.archive.corrections import parse
from mujaz.desk.check import changes, check

ARTICLES = [
    (f"2026/{n}.txt", [Entity(name, "PER", name, 0.5, True, False, ((0, 1), (2, 3)))])
    for n, name in enumerate(["سليم المرجاني", "سليم المرجاني", "هدى الصياد"])
]


def shown(text: str) -> list[str]:
    return list(changes(ARTICLES, parse(text, path="entities.toml")))


def test_what_each_correction_changes() -> None:
    text = """\
[[merge]]
names = ["هدى الصياد"]
into = "سليم المرجاني"
[[rename]]
name = "هدى الصياد"
to = "هدى المرجاني"
[[retype]]
name = "سليم المرجاني"
kind = "ORG"
[[hide]]
name = "هدى الصيّد"
"""
    merge, *more = shown(text)
    assert merge.startswith('entities.toml:1: [[merge]] the page of "هدى الصياد" (1 articles)')
    assert merge.endswith("leads to /tags/سليم-المرجاني/")
    assert '"سليم المرجاني" has 3 articles, before 2' in more[0]
    assert any("[[retype]]" in line and "is ORG, no longer PER" in line for line in more)
    assert more[-1] == 'entities.toml:10: [[hide]] "هدى الصيّد" changes nothing; the archive has "هدى الصياد"'


def test_no_corrections_no_changes() -> None:
    assert shown("") == []


def test_a_folder(tmp_path: Path) -> None:
    (tmp_path / "entities.toml").write_text(
        '[[hide]]\nname = "روسيا"\n[[hide]]\nnom = "x"\n', encoding="utf-8"
    )
    article = tmp_path / "articles" / "2026" / "03" / "01" / "a.txt"
    article.parent.mkdir(parents=True)
    article.write_text("معرض في روسيا\n\nافتتح سليم المرجاني معرضا في روسيا.\n", encoding="utf-8")
    report = check(tmp_path)
    assert report.articles == 1
    assert [":3: " in fault or ":4: " in fault for fault in report.faults] == [True, True]
    assert any('"روسيا"' in change and "is gone" in change for change in report.changes)


def test_an_added_name_has_its_page() -> None:
    known = Entity("مرصد التل", "ORG", "hill-observatory", 0.5, True, True, ((0, 1), (2, 3)))
    text = '[[add]]\nname = "مرصد التل"\nkind = "ORG"\nslug = "hill-observatory"\n'
    [change] = changes([("2026/1.txt", [known])], parse(text, path="entities.toml"))
    assert change == (
        'entities.toml:1: [[add]] "مرصد التل" (ORG) has its page, 1 articles, /tags/hill-observatory/'
    )
