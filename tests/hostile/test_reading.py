"""Texts nobody should send: reading them gives a layout whose lines are slices in order, and never raises."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.analysis import structure
from mujaz.analysis.problems import FAULTS, NOTICES
from mujaz.analysis.structure import Layout

SENTENCE = "افتتحت بلدية الساحل مكتبة جديدة في وسط المدينة."
CASES = {
    "empty": "",
    "blank lines": "\n \n\t\n\u200f\n" * 20_000,
    "one word": "خبر",
    "a giant line": "كلمة " * 1_000_000,
    "100,000 short lines": "\n".join(["مكاسب جديدة"] * 100_000),
    "100,000 paragraphs": "\n".join([SENTENCE] * 100_000),
    "a subhead before every paragraph": f"مكاسب جديدة\n{SENTENCE}\n" * 50_000,
    "nothing but headers": "التاريخ: 2023-09-13\n" * 20_000,
    "unknown headers": "العنوان: خبر\n" + "مفتاح: قيمة\n" * 20_000,
    "one giant header": "التاريخ: " + "13/9/" * 200_000,
    "bidi controls": "\u202b" * 500_000 + SENTENCE,
    "tags without end": "نهاية. سمات " + "أ " * 500_000,
    "hashes": " #" * 500_000,
    "links": "https://" * 100_000,
    "digits": "1.1" * 300_000,
    "quotation marks": '"«' * 300_000,
    "lone surrogates": "\ud800\udfff" * 1000,
    "control characters": "".join(map(chr, range(1, 32))) * 1000,
}


@pytest.mark.parametrize("text", CASES.values(), ids=CASES.keys())
def test_hostile_text(text: str) -> None:
    check(text, structure.read(text, path="2023/02/30/x.txt"))


@given(
    st.lists(
        st.one_of(
            st.text(max_size=60),
            st.sampled_from(
                [
                    SENTENCE,
                    "العنوان: خبر",
                    "التاريخ: 31/2/2023",
                    "Source link",
                    "مكاسب جديدة",
                    "***",
                    "اقرأ أيضا: خبر",
                    "",
                ]
            ),
        ),
        max_size=12,
    ),
    st.booleans(),
)
def test_any_lines(lines: list[str], plain: bool) -> None:
    text = "\n".join(lines).replace("\r", "")
    check(text, structure.read(text, path=lines[0] if lines else "", plain=plain))


def check(text: str, layout: Layout) -> None:
    numbers = [line.line for line in layout.lines]
    assert numbers == sorted(set(numbers))
    rows = text.split("\n")
    place = 0
    for line in layout.lines:
        assert place <= line.start < line.end <= len(text)
        assert text[line.start : line.end] in rows[line.line]
        place = line.end
    assert layout.title in text
    assert {problem.code for problem in layout.problems} <= FAULTS | NOTICES
