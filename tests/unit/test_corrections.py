"""content/entities.toml: every fault has its line and costs its own table alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from mujaz.analysis.entities.gazetteer import shipped
from mujaz.archive.conflicts import settled
from mujaz.archive.corrections import parse, read

GOOD = """\
# the desk's corrections
[[add]]
name = "مرصد وادي الزيتون"
kind = "ORG"
slug = "olive-valley-observatory"
aliases = ["مرصد الزيتون", "المرصد"]

[[rename]]
name = "bangladesh"
to = "بنغلادش"
[[alias]]
name = "أبوظبي"
aliases = ["عاصمة الإمارات"]
[[merge]]
names = ["سليم المرجاني", "س. المرجاني"]
into = "سليم المرجاني"
[[split]]
name = "سليم المرجاني"
articles = ["2026/02/*"]
to = "سليم المرجاني (الرسام)"
[[retype]]
name = "وادي الزيتون"
kind = "LOC"
[[hide]]
name = "فريق التحرير"
"""


def test_a_file_without_faults() -> None:
    corrections = parse(GOOD)
    assert corrections.faults == ()
    assert [(item.action, item.line) for item in corrections.items] == [
        ("add", 2),
        ("rename", 8),
        ("alias", 11),
        ("merge", 14),
        ("split", 17),
        ("retype", 21),
        ("hide", 24),
    ]


def test_added_names_are_entries_and_change_the_version() -> None:
    corrections = parse(GOOD)
    (entry,) = corrections.entries()
    assert (entry.slug, entry.kind, len(entry.forms)) == ("olive-valley-observatory", "ORG", 3)
    assert corrections.names_version() != parse("").names_version() == ""


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('name = "x"', 1, "before any table"),
        ('[[renam]]\nname = "س"', 1, "write [[rename]]"),
        ('\n[add]\nname = "س"\nkind = "PER"', 2, "write [[add]]"),
        ('[[add]]\nname = "س"', 1, 'lacks "kind"'),
        ('[[add]]\nname = "س"\nkind = "person"', 3, '"PER" (شخص)'),
        ('[[add]]\nname = "س"\nkind = "PER"\nslug = "Ab C"', 4, "small Latin letters"),
        ('[[add]]\nname = ""\nkind = "PER"', 2, "no letters"),
        ('[[add]]\nname = "…"\nkind = "PER"', 2, "no letters"),
        ('[[add]]\nname = 5\nkind = "PER"', 2, "not a text"),
        (f'[[add]]\nname = "{"س" * 500}"\nkind = "PER"', 2, "500 characters"),
        ('[[alias]]\nname = "س"\naliases = "ص"', 3, "list of texts"),
        ('[[alias]]\nname = "س"\naliases = []', 3, "list of texts"),
        ('[[alias]]\nname = "س"\nalias = ["ص"]', 3, '"aliases"'),
        ('[[hide]]\nname = "س', 2, "a quotation mark at the end"),
        ('[[hide]]\nname "س"', 2, "lacks = behind"),
        ('[[merge]]\nnames = ["س",\ninto = "ص"', 2, "list without an end"),
        ('[[merge]]\ninto = "ص"\nnames = [\n"س",\n"ع"\n\n[[hide]]\nname = "ف"', 5, "list without an end"),
        ('[[rename]]\nname = "س"\nto = "س"', 3, "is the name already"),
        ('[[merge]]\nnames = ["س"]\ninto = "س"', 2, "nothing to merge"),
        ('[[دمج]]\nnames = ["س"]\ninto = "ص"', 1, "write [[merge]]"),
        ('[[إعادة تسمية]]\nname = "س"', 1, "write [[rename]]"),
        ('[[split]]\nname = "أسامة"\narticles = ["*"]\nto = "اسامه"', 4, '"اسامه (…)"'),
        (
            '[[split]]\nname = "س"\narticles = ["*"]\nto = "ف"\n'
            '[[split]]\nname = "ص"\narticles = ["*"]\nto = "ف"',
            8,
            "all patterns in one table",
        ),
        ('[[retype]]\nname = "س"\nkind = "PER"\n[[retype]]\nname = "س"\nkind = "LOC"', 5, "since line 1"),
        ('[[alias]]\nname = "س"\naliases = ["ع"]\n[[alias]]\nname = "ص"\naliases = ["ع"]', 6, "since line 1"),
        ('[[rename]]\nname = "س"\nto = "ع"\n[[rename]]\nname = "ص"\nto = "ع"', 6, "write [[merge]]"),
        ('[[rename]]\nname = "س"\nto = "ص"\n[[rename]]\nname = "ص"\nto = "س"', 5, "since line 1"),
        (
            '[[rename]]\nname = "س"\nto = "ص"\n[[rename]]\nname = "ص"\nto = "ع"\n'
            '[[merge]]\nnames = ["ف",\n"ع"]\ninto = "س"',
            9,
            "since line 4",
        ),
        (
            '[[split]]\nname = "س"\narticles = ["*"]\nto = "ص"\n[[rename]]\nname = "ص"\nto = "س"',
            6,
            "since line 1",
        ),
    ],
)
def test_faults_are_located(text: str, line: int, words: str) -> None:
    faults = parse(text).faults
    assert (line, True) in [(fault.line, words in fault.message) for fault in faults], faults


def test_all_faults_at_once_and_the_good_tables_stay() -> None:
    text = GOOD + '[[add]]\nname = "ص"\n[[hide]]\nnom = "ص"\n[[rename]]\nname = = \n'
    corrections = parse(text, path="content/entities.toml")
    assert len(corrections.items) == 7
    assert [fault.line for fault in corrections.faults] == [26, 28, 29, 31]
    assert all(message.startswith("content/entities.toml:") for message in corrections.messages())


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("name = “حلب”", "marks that are not straight"),
        ("name = «حلب»", "marks that are not straight"),
        ("name = حلب", "without marks around it"),
        ("articles = [حلب]", "without marks around it"),
        ('articles = ["2026/*"، "2027/*"]', "Arabic comma"),
        ('articles = ["2026/*" "2027/*"]', "a comma between two texts"),
        ('name: "حلب"', "lacks = behind"),
        ('الاسم = "حلب"', 'write name = "…"'),
        ('"الاسم" = "حلب"', 'write "name"'),
        ('المقالات: ["2026/*"]', 'write articles = "…"'),
        ('شيء = "حلب"', "Latin names"),
        ('articles = "2026/*", "2027/*"', "several texts without brackets"),
        ('articles = ("2026/*", "2027/*")', "( in the place of ["),
        ('name = "حلب" articles = ["2026/*"]', "two fields"),
        ('name = "حلب" = "الشهباء"', "two fields"),
        ('name ＝ "حلب"', "another sign"),
        ('name = "حلب" // مدينة', "remark without #"),
        ('name = "حلب" ؛ مدينة', "remark without #"),
        (r'articles = ["2026\03\*"]', r"has \ in a text"),
        ('name = "حلب', "quotation mark at the end"),
        ("name", "without a value"),
        ("name =", "without a value"),
        ('articles = ["2026/*"]\narticles = ["2027/*"]', "same field again"),
        ('Name = "حلب"', 'write "name"'),
        ('nome = "حلب"', 'write "name"'),
    ],
)
def test_what_newcomers_write(line: str, words: str) -> None:
    """Each told in its place, and no other table hidden."""
    faults = parse(f'[[hide]]\n# “تعليق”، و"هذا\n{line}\n[[retype]]\nname = "س"\nkind = "بلد"').faults
    at = 3 + line.count("\n")
    assert [words in fault.message for fault in faults if fault.line == at] == [True]
    assert any(fault.line == at + 3 and '"LOC" (مكان)' in fault.message for fault in faults)


@pytest.mark.parametrize(
    "header",
    [
        "hide",
        "hide:",
        "[[hide",
        "[ [hide] ]",
        "[[[hide]]]",
        "［［hide］］",
        "[[Hide]]",
        "[[hide]] # من الفريق",
        "[[إخفاء]]",
        "إخفاء:",
        '[[hide]] name = "حلب"',
    ],
)
def test_a_header_written_otherwise_costs_no_other_table(header: str) -> None:
    """It is told at its line, what stands below it is read as its own, and so is what stands above it."""
    text = '[[retype]]\nname = "حلب"\nkind = "مكان"\n' + header + '\nnome = "حلب"\n'
    corrections = parse(text)
    right = header.startswith("[[hide]] #")
    assert [fault.line for fault in corrections.faults] == [*([] if right else [4]), 4, 5]
    assert right or "[[hide]]" in corrections.faults[0].message
    assert [item.action for item in corrections.items] == ["retype"]


@pytest.mark.parametrize("line", ["// ملاحظة", "؛ ملاحظة", "-- ملاحظة", "; ملاحظة"])
def test_a_remark_before_any_table(line: str) -> None:
    (fault,) = parse(f'{line}\n[[hide]]\nname = "حلب"').faults
    assert (fault.line, fault.message) == (1, "is a remark without #; write # before it")


def test_a_list_over_several_lines_is_in_order() -> None:
    text = '[[merge]]\nnames = [ # كلهم\n  "دمج",\n  "hide"\n]\ninto = "ص"\n'
    assert parse(text).faults == ()


def test_every_line_of_a_broken_table_is_told() -> None:
    text = '[[add]]\nname = حلب\nkind: "LOC"\naliases = ["الشهباء"، "أخرى"]\nslug = "aleppo"'
    assert [fault.line for fault in parse(text).faults] == [2, 3, 4]


@pytest.mark.parametrize(
    "text",
    [
        '\ufeff[[hide]]\r\nname = "حلب"\r\n',
        '[[hide]]\rname = "حلب"\r',
        '\u200f[[hide]]\n\u202bname\u00a0=\t"حلب\u200f"\u202c\n',
        '\t[[ hide ]]\n\tname = "حلب"',
    ],
)
def test_what_editors_save_unseen(text: str) -> None:
    corrections = parse(text)
    assert corrections.faults == ()
    assert [item.name for item in corrections.items] == ["حلب"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_another_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "entities.toml"
    path.write_bytes('[[hide]]\nname = "حلب"\n'.encode(encoding))
    assert read(path).messages() == [f"{path}:1: is UTF-16, not UTF-8; save the file as UTF-8"]


@pytest.mark.parametrize(
    ("word", "kind"), [("شخص", "PER"), ("مَكان", "LOC"), ("مؤسسة", "ORG"), ("جهة", "ORG"), ("misc", "MISC")]
)
def test_kinds_in_other_words(word: str, kind: str) -> None:
    (item,) = parse(f'[[retype]]\nname = "س"\nkind = "{word}"').items
    assert item.kind == kind


def test_corrections_that_contradict_about_one_listed_name() -> None:
    """Whatever they call it; the later one is left out."""
    text = """\
[[retype]]
name = "أبوظبي"
kind = "LOC"
[[retype]]
name = "abu-dhabi"
kind = "ORG"
[[merge]]
names = ["أبوظبي"]
into = "دبي"
[[merge]]
names = ["س", "dubai"]
into = "abu-dhabi"
[[merge]]
names = ["abu-dhabi"]
into = "الشارقة"
[[rename]]
name = "الكويت"
to = "دولة الكويت"
[[rename]]
name = "kuwait"
to = "الكويت الشقيقة"
"""
    corrections = settled(parse(text), shipped())
    assert [item.line for item in corrections.items] == [1, 7, 16]
    assert [fault.line for fault in corrections.faults] == [5, 11, 14, 20]
    one, circle, twice, _ = (fault.message for fault in corrections.faults)
    assert one == '"abu-dhabi" is "أبوظبي", which has a [[retype]] since line 1; keep one of the two'
    assert circle == '"dubai" becomes "abu-dhabi", which leads back to it since line 7; keep one of the two'
    assert twice == '"abu-dhabi" is merged into "دبي" since line 7; keep one of the two'


def test_corrections_of_one_name_that_agree() -> None:
    text = """\
[[rename]]
name = "الكويت"
to = "دولة الكويت"
[[rename]]
name = "دولة الكويت"
to = "الكويت الشقيقة"
[[alias]]
name = "kuwait"
aliases = ["ديرة الخير"]
[[merge]]
names = ["س"]
into = "kuwait"
"""
    corrections = parse(text)
    assert settled(corrections, shipped()) is corrections


def test_marks_and_harakat_make_no_other_name() -> None:
    text = '[[retype]]\nname = "حَلَب"\nkind = "LOC"\n[[retype]]\nname = "حلـــب"\nkind = "ORG"'
    assert [fault.line for fault in parse(text).faults] == [5]


def test_files_that_are_missing_or_unreadable(tmp_path: Path) -> None:
    assert read(tmp_path / "none.toml").faults == ()
    bad = tmp_path / "bad.toml"
    bad.write_bytes('[[hide]]\nname = "س"'.encode("cp1256"))
    assert [fault.line for fault in read(bad).faults] == [2]
    assert [fault.line for fault in read(tmp_path).faults] == [1]


def test_the_sample_is_in_order() -> None:
    sample = Path(__file__).parents[2] / "content" / "entities.toml"
    assert read(sample).faults == ()
    shown = "\n".join(
        line[1:].strip() for line in sample.read_text(encoding="utf-8").split("\n") if line.startswith("#   ")
    )
    assert parse(shown).faults == ()
    assert len(parse(shown).items) == 7
