"""Dates in header values (``dates.tsv``), paths and datelines."""

import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.analysis import dates

ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "dates.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_read(text: str, expected: str) -> None:
    try:
        found = dates.read(text)
    except dates.ImpossibleDateError as error:
        assert expected == "impossible"
        assert text in str(error)
    else:
        assert (found.isoformat() if found else "none") == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("articles/2023/09/13/summit.txt", "2023-09-13"),
        ("2020/01/05/kept/2023/9/3/summit.txt", "2023-09-03"),
        ("C:\\articles\\2023\\09\\13\\summit.txt", "2023-09-13"),
        ("wire/2023-09-13-summit.txt", "2023-09-13"),
        ("wire/summit_20230913.txt", "2023-09-13"),
        ("wire/20239999.txt", None),
        ("wire/001558132023.txt", None),
        ("0602/20/16/sport.txt", None),
        ("", None),
    ],
)
def test_from_path(path: str, expected: str | None) -> None:
    found = dates.from_path(path)
    assert (found and found.isoformat()) == expected


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("الأحد 5 نيسان 2026، افتتحت بلدية الساحل مكتبة.", "2026-04-05"),
        ("افتتحت بلدية الساحل، مساء الأحد (5 نيسان 2026)، مكتبة.", "2026-04-05"),
        ("افتتحت بلدية الساحل الأحد، 5 نيسان 2026، مكتبة.", "2026-04-05"),
        ("افتتحت بلدية الساحل الاثنين 5 نيسان 2026 مكتبة.", None),  # it was a Sunday
        ("تفتح بلدية الساحل مكتبة يوم الأحد 5 نيسان 2026.", None),
        ("أعلنت البلدية أن المكتبة ستفتح الأحد 5 نيسان 2026.", None),
        ("يفتح المعرض الأحد 5 نيسان 2026 أبوابه.", None),
        ("يستمر المعرض حتى مساء الأحد 5 نيسان 2026.", None),
        ("افتتحت المكتبة. وكان بناؤها انتهى الأحد 5 نيسان 2026.", None),
    ],
)
def test_a_weekday_with_its_date_in_the_lead(paragraph: str, expected: str | None) -> None:
    found = dates.from_paragraph(paragraph, first=True)
    assert (found and found.isoformat()) == expected
    assert dates.from_paragraph(paragraph) is None


def test_folders_of_a_day_that_does_not_exist() -> None:
    with pytest.raises(dates.ImpossibleDateError, match="2023/02/30"):
        dates.from_path("articles/2023/02/30/summit.txt")


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("عمّان 13 أيلول 2023 - افتتحت بلدية الساحل مكتبة جديدة.", "2023-09-13"),
        ("افتتحت البلدية اليوم الأربعاء 13 سبتمبر 2023 مكتبة جديدة.", "2023-09-13"),
        ("افتتحت البلدية أمس الثلاثاء ١٢ سبتمبر ٢٠٢٣ مكتبة جديدة.", "2023-09-13"),
        ("افتتحت البلدية المكتبة التي بنيت في 13 سبتمبر 1973.", None),
        ("افتتحت البلدية اليوم الأحد 13 سبتمبر 2023 مكتبة جديدة.", None),
        ("بنيت المكتبة قبل اليوم بزمن طويل.", None),
    ],
)
def test_from_paragraph(paragraph: str, expected: str | None) -> None:
    found = dates.from_paragraph(paragraph)
    assert (found and found.isoformat()) == expected


@given(st.text("0123456789٠١٢/-. سبتمبرأيلولشوالهـ", max_size=40))
def test_nothing_but_a_date_or_an_impossible_one(text: str) -> None:
    try:
        found = dates.read(text)
    except dates.ImpossibleDateError:
        return
    assert found is None or isinstance(found, datetime.date)
    dates.from_paragraph(text)
