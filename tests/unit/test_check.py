"""mujaz check: faults with their lines, and what every correction would change."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pytest

from mujaz.analysis.record import Entity
from mujaz.archive.corrections import parse
from mujaz.archive.resolve import resolve
from mujaz.desk import changes as telling
from mujaz.desk.changes import changes
from mujaz.desk.check import Report, check, in_vain, strangers, unmatched

ROOT = Path(__file__).parents[2]

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
    assert merge.startswith(
        'entities.toml:1: [[merge]] the page of "هدى الصياد" (PER, 1 article, /tags/هدى-الصياد/)'
    )
    assert merge.endswith("leads to /tags/سليم-المرجاني/")
    assert '"سليم المرجاني" has 3 articles, before 2' in more[0]
    assert any("[[retype]]" in line and "is ORG, no longer PER" in line for line in more)
    assert 'entities.toml:4: [[rename]] "سليم المرجاني" is also called هدى المرجاني' in more
    assert more[-1] == 'entities.toml:10: [[hide]] "هدى الصيّد" changes nothing'


def test_each_correction_is_seen_with_those_above_it() -> None:
    text = (
        '[[rename]]\nname = "هدى الصياد"\nto = "هدى التل"\n[[rename]]\nname = "هدى التل"\nto = "هدى النهر"\n'
    )
    was, is_now = "هدى التل (PER, 1 article, /tags/هدى-التل/)", "هدى النهر (PER, 1 article, /tags/هدى-النهر/)"
    assert [change.replace('"', "") for change in shown(text)][1:] == [
        f"entities.toml:4: [[rename]] {was} moves to {is_now}"
    ]


def test_pages_that_come_go_and_move_are_told_with_their_articles() -> None:
    new, split, merge, hide = shown("""\
[[split]]
name = "سليم المرجاني"
articles = ["2026/1.txt"]
to = "سليم الرسام"
[[merge]]
names = ["سليم الرسام", "هدى الصياد"]
into = "بيت الفنون"
[[hide]]
name = "بيت الفنون"
""")
    assert new.endswith('new page "سليم الرسام" (PER, 1 article, /tags/سليم-الرسام/)')
    assert split == 'entities.toml:1: [[split]] "سليم المرجاني" has 1 article, before 2'
    assert merge.startswith("entities.toml:5: [[merge]] ")
    assert "(PER, 1 article, /tags/هدى-الصياد/)" in merge and "/tags/سليم-الرسام/)" in merge
    assert merge.endswith(' to "بيت الفنون" (PER, 2 articles, /tags/بيت-الفنون/)')
    assert hide.endswith('the page of "بيت الفنون" (PER, 2 articles, /tags/بيت-الفنون/), is gone')


def told(text: str) -> list[tuple[int, str]]:
    return list(strangers(resolve(ARTICLES, parse(text))))


def test_names_that_nobody_bears() -> None:
    text = """\
[[merge]]
names = [
  "هدى الصيّد",
  "هدى الصياد",
]
into = "من لم يذكر"
[[hide]]
name = "شيء آخر تماما"
[[hide]]
name = "bangladesh"
"""
    assert told(text) == [
        (3, 'nobody is called "هدى الصيّد"; did you mean "هدى الصياد"?'),
        (8, 'nobody is called "شيء آخر تماما"; write it as on its page, or remove the table'),
    ]


def test_a_name_that_several_of_the_listed_bear() -> None:
    """Unless a correction gives it to one of them, or an article leaves open which it means."""
    hide = '[[hide]]\nname = "الأهلي"\n'
    [(line, message)] = told(hide)
    assert line == 2
    assert message.startswith('"الأهلي" is the name of ')
    slugs = re.findall(r'"([a-z-]+)" \(', message)
    assert len(slugs) > 1
    assert told('[[merge]]\nnames = ["هدى الصياد"]\ninto = "الأهلي"\n') == [(3, message)]
    assert told(f'{hide}[[alias]]\nname = "{slugs[0]}"\naliases = ["الأهلي"]\n') == []
    club = Entity("الأهلي", "ORG", "x", 0.5, True, False, ((0, 1), (2, 3)))
    assert resolve([("a.txt", [club])], parse(hide)).strangers == ()


def test_names_that_corrections_give() -> None:
    text = """\
[[hide]]
name = "هدى النهر"
[[rename]]
name = "الصحفية"
to = "هدى النهر"
[[alias]]
name = "هدى الصياد"
aliases = ["الصحفية"]
[[merge]]
names = ["سليم المرجاني"]
into = "بيت الفنون"
[[rename]]
name = "بيت الفنون"
to = "دار الفنون"
[[split]]
name = "سليم المرجاني"
articles = ["2026/*"]
to = "سليم المرجاني (الرسام)"
[[retype]]
name = "سليم المرجاني (الرسام)"
kind = "MISC"
"""
    assert told(text) == []


def test_patterns_that_no_article_has() -> None:
    text = """\
[[split]]
name = "سليم المرجاني"
articles = ["2026/*", "2025/*"]
to = "سليم الرسام"
[[hide]]
name = "هدى الصياد"
articles = [
  "2.txt",
  "2026/22.txt",
]
"""
    paths = [path for path, _ in ARTICLES]
    assert list(unmatched(paths, parse(text))) == [
        (3, 'no article is "2025/*"; write its path below the content folder, as in "2026/0.txt"'),
        (9, 'no article is "2026/22.txt"; write its path below the content folder, as in "2026/2.txt"'),
    ]
    assert "folder" in next(unmatched([], parse(text)))[1]


def test_patterns_that_are_written_otherwise() -> None:
    paths = ["articles/2026/03/04/museum.txt", "articles/2026/03/05/a.txt"]
    meant = {
        "2026/03": "2026/03/*",
        "2026/03/": "2026/03/*",
        "٢٠٢٦/٠٣/*": "2026/03/*",
        "2026/03/04/museum": "2026/03/04/museum.*",
        r"2026\03\04\*": "2026/03/04/*",
        "content/articles/2026/03/04/*": "articles/2026/03/04/*",
        "https://example.org/2026/03/04/museum/": "2026/03/04/museum.*",
    }
    for pattern, right in meant.items():
        text = f"[[hide]]\nname = 'روسيا'\narticles = ['{pattern}']\n"
        assert list(unmatched(paths, parse(text))) == [(3, f'no article is "{pattern}"; write "{right}"')]
    assert "as in" in next(unmatched(paths, parse("[[hide]]\nname='روسيا'\narticles=['2025/*']")))[1]


def vain(text: str) -> list[tuple[int, str]]:
    wishes = parse(text)
    return list(in_vain(resolve(ARTICLES, wishes), wishes, ()))


@pytest.mark.parametrize("table", ["split", "hide"])
def test_articles_that_do_not_have_the_name(table: str) -> None:
    text = f'[[{table}]]\nname = "سليم المرجاني"\narticles = ["2026/{{}}.txt"]\n'
    text += 'to = "سليم الرسام"\n' if table == "split" else ""
    told = '"سليم المرجاني" is a tag of none of these articles; write those that have it'
    assert vain(text.format(2)) == [(3, told)]
    assert vain(text.format(0)) == []


def test_a_part_that_is_split_whole_is_not_in_vain() -> None:
    table = '[[split]]\nname = "{}"\narticles = ["2026/0.txt"]\nto = "{}"\n'
    assert (
        vain(table.format("سليم المرجاني", "سليم الرسام") + table.format("سليم الرسام", "سليم النحات")) == []
    )


def test_a_new_name_that_another_page_has() -> None:
    articles = [*ARTICLES, ("2026/3.txt", [Entity("روسيا", "LOC", "russia", 0.5, True, True, ((0, 1),))])]
    wishes = parse('[[rename]]\nname = "هدى الصياد"\nto = "روسيا"\n')
    [(line, message)] = in_vain(resolve(articles, wishes), wishes, ())
    assert line == 3
    assert message.startswith(
        '"روسيا" is the name of another page already; to make them one page write [[merge]]'
    )


def test_corrections_of_different_names_are_tried_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thousands of tables take two resolutions, and each is told as if it stood alone."""
    runs = []
    whole = telling.resolve
    monkeypatch.setattr(telling, "resolve", lambda *args, **more: runs.append(0) or whole(*args, **more))
    people = [f"{given} {family}" for given in ("سليم", "هدى", "نزار", "رهف") for family in ("التل", "النهر")]
    articles = [
        (f"{n}.txt", [Entity(name, "PER", name, 0.5, True, False, ((0, 1), (2, 3)))])
        for n, name in enumerate(people)
    ]
    text = "".join(f'[[rename]]\nname = "{name}"\nto = "{name} الكبير"\n' for name in people)
    found = list(changes(articles, parse(text, path="entities.toml")))
    assert len(runs) == 2
    assert [change.split(": ")[0] for change in found] == [f"entities.toml:{3 * n + 1}" for n in range(8)]
    assert all("moves to" in change and name in change for name, change in zip(people, found, strict=True))


def test_a_long_chain_of_corrections_takes_few_resolutions(monkeypatch: pytest.MonkeyPatch) -> None:
    runs = []
    whole = telling.resolve
    monkeypatch.setattr(telling, "resolve", lambda *args, **more: runs.append(0) or whole(*args, **more))
    names = ["هدى الصياد", *(f"لقب رقم {n}" for n in range(40))]
    text = "".join(f'[[rename]]\nname = "{a}"\nto = "{b}"\n' for a, b in pairwise(names))
    first, *_, last = shown(text)
    assert len(runs) <= telling.STEPS + 2
    assert "لقب رقم 0" in first
    assert last.startswith("entities.toml:118: ")


def test_addresses_that_are_published_stay_in_a_check() -> None:
    articles = [
        (f"{n}.txt", [Entity(name, "PER", name, 0.5, True, False, ((0, 1), (2, 3)))])
        for n, name in enumerate(["أمينة التلي", "امينه التلي", "امينه التلي"])
    ]
    text = '[[hide]]\nname = "امينه التلي"\n'
    [gone] = changes(articles, parse(text), published=["أمينة-التلي"])
    assert "/tags/أمينة-التلي/" in gone


def test_no_corrections_no_changes() -> None:
    assert shown("") == []


DEAD_ENDS = """\
Title: خبر
Date: 2026-03-01

![صورة]({static}/images/no.png) عن معرض في الساحل.

وفي [الموقع](../no/) تفاصيل أخرى عن المعرض وأهله.
"""


def checked(tmp_path: Path, files: Mapping[str, str | bytes]) -> Report:
    content = tmp_path / "content"
    for name, text in files.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    settings = tmp_path / "pelicanconf.py"
    shipped = (ROOT / "pelicanconf.py").read_text(encoding="utf-8")
    settings.write_text(shipped.replace('HERE / "theme"', repr(str(ROOT / "theme"))), encoding="utf-8")
    return check(content, settings)


def test_a_folder(tmp_path: Path) -> None:
    report = checked(
        tmp_path,
        {
            "entities.toml": '[[hide]]\nname = "روسيا"\n[[hide]]\nnom = "x"\n[[hide]]\nname = "روسا"\n',
            "articles/2026/03/01/a.txt": "معرض في روسيا\n\nافتتح سليم المرجاني معرضا في روسيا.\n",
        },
    )
    assert report.articles == 1
    places = [re.sub(r".*(:\d+): .*", r"\1", fault) for fault in report.faults]
    assert places == [":3", ":4", ":6"]
    assert any('"روسيا"' in change and "is gone" in change for change in report.changes)


def test_the_faults_of_a_build(tmp_path: Path) -> None:
    """Markdown with its links and pictures, addresses, pages: told in a build's own words."""
    story = "معرض في روسيا\n\nافتتح سليم المرجاني معرضا في روسيا.\n"
    report = checked(
        tmp_path,
        {
            "articles/2026/03/01/a.txt": story,
            "articles/more/2026/03/01/a.txt": story,
            "articles/b.md": DEAD_ENDS,
            "articles/c.md": "Date: 2026-03-01\n\nبلا عنوان.\n",
            "articles/d.md": "Title: خبر\nDate: أمس\n\nبلا يوم.\n",
            "articles/e.md": "Title: خبر\n".encode("utf-16"),
            "pages/tags.md": "Title: صفحة\n\nعنوانها محجوز.\n",
        },
    )
    assert report.articles == 3
    places = [fault.split(": ")[0] for fault in report.faults]
    assert places == [
        "articles/b.md:4",
        "articles/b.md:6",
        "articles/c.md:1",
        "articles/d.md:1",
        "articles/e.md:1",
        "articles/more/2026/03/01/a.txt",
        "pages/tags.md:1",
    ]
    shows, leads, *_, same, taken = report.faults
    assert 'shows "images/no.png", which is not there' in shows
    assert 'leads to "../no/", which is not there' in leads
    assert "would have the same address as articles/2026/03/01/a.txt (2026/03/01/a/)" in same
    assert "which is taken" in taken
    assert not (tmp_path / "output").exists()


def test_an_added_name_has_its_page() -> None:
    known = Entity("مرصد التل", "ORG", "hill-observatory", 0.5, True, True, ((0, 1), (2, 3)))
    text = '[[add]]\nname = "مرصد التل"\nkind = "ORG"\nslug = "hill-observatory"\n'
    [change] = changes([("2026/1.txt", [known])], parse(text, path="entities.toml"))
    assert change == (
        'entities.toml:1: [[add]] "مرصد التل" (ORG, 1 article, /tags/hill-observatory/) has its page'
    )
