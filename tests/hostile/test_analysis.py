"""The whole analysis on bad input: it never raises, and whatever it finds is a slice of body lines."""

import random
import sys
from collections.abc import Callable
from types import FrameType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mujaz.analysis.article import analyse
from mujaz.analysis.record import Analysis

ARTICLE = """مكتبة جديدة في الساحل
سلمى الطيبي - الرياض
افتتحت بلدية الساحل أمس مكتبة جديدة في وسط القاهرة، بعد «تأخر طويل» في البناء.
مكتبة الساحل بعد افتتاحها
وقال رئيس البلدية سالم الطيبي: «المكتبة بيت لكل أهل المدينة»، مضيفا أنها "لن تغلق بابها".
قاعات للأطفال
وأضاف: “نقول لهم: 'اقرؤوا' كل يوم”. ونقلت وكالة الأنباء عن ليلى نصار قولها إن ''الكتب وصلت''.
Source link https://example.org/1
"""
PIECES = [
    *"«»“”\"'‘’„()[]:.،؛؟!*-#@ \n\r\t\u2028\u0085\x00\x1cA7٣é中😀",
    *(
        "\u200d",
        "\u202b",
        "\u202c",
        "\u2066",
        "\ufeff",
        "\u0640",
        "\u064b",
        "\u0651",
        "ﻻ",
        "ﷲ",
        "ﷺ",
        "\ud800",
    ),
    *("''", '""', "\n\n", " وقال: «", " وأضاف ", "في الرياض", "التاريخ: 31/2/2020\n", "https://"),
]
#: One round of each is repeated to see how the work grows.
GROWING: dict[str, Callable[[int], str]] = {
    "articles": lambda times: ARTICLE * times,
    "one line without a stop": lambda times: "خبر\n" + "سالم الطيبي في القاهرة وليلى نصار " * 5 * times,
    "one line of quotations": lambda times: "خبر\n" + "وقال سالم الطيبي: «المكتبة بيت» أمس. " * 5 * times,
    "Latin quotations": lambda times: "News\n" + 'John Smith said "good day to you all" ' * 5 * times,
    "opening marks": lambda times: "خبر\n" + "«كلمة " * 20 * times,
    "bidi controls": lambda times: "خبر\n" + "\u202b«كلمة»\u202c " * 20 * times,
}


@settings(deadline=None)
@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("«»“”\"':.،\nوقال ")), max_size=300))
def test_any_text(text: str) -> None:
    check(text)


@settings(deadline=None)
@given(st.lists(st.sampled_from([*PIECES, *ARTICLE.split(" ")]), max_size=60))
def test_any_words(words: list[str]) -> None:
    check(" ".join(words))


@pytest.mark.parametrize("seed", range(40))
def test_mutated_articles(seed: int) -> None:
    chance = random.Random(seed)
    text = ARTICLE
    for _ in range(chance.choice([1, 5, 40])):
        place = chance.randrange(len(text) + 1)
        cut = place + chance.choice([0, 0, 1, 30])
        text = text[:place] + chance.choice(PIECES) * chance.choice([0, 1, 1, 20]) + text[cut:]
    check(text)
    check(text, plain=True)


@pytest.mark.parametrize("grow", GROWING.values(), ids=GROWING.keys())
def test_the_work_grows_with_the_text(grow: Callable[[int], str]) -> None:
    """Counted in calls, not in time: ten times the text may cost a little more than ten times the work."""
    analyse(ARTICLE)
    once, tenfold = calls(grow(20)), calls(grow(200))
    assert tenfold < 15 * once


def calls(text: str) -> int:
    count = 0

    def note(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(note)
    try:
        analyse(text)
    finally:
        sys.setprofile(None)
    return count


def check(text: str, *, plain: bool = False) -> Analysis:
    found = analyse(text, path="2023/02/30/x.txt", plain=plain)
    found.to_json()
    body = [line for line in found.lines if line.kind not in ("boilerplate", "header", "byline")]
    for line in found.lines:
        assert 0 <= line.start <= line.end <= len(text)
        assert "\n" not in text[line.start : line.end]
    assert all(line.end <= after.start for line, after in zip(found.lines, found.lines[1:], strict=False))

    inside: list[int] = []
    for quote in sorted(found.quotes, key=lambda quote: (quote.start, -quote.end)):
        assert quote.start < quote.end and quote.text == text[quote.start : quote.end]
        assert any(line.start <= quote.start and quote.end <= line.end for line in body)
        while inside and inside[-1] <= quote.start:
            inside.pop()
        assert not inside or quote.end <= inside[-1]  # beside the others, or nested
        inside.append(quote.end)
        assert quote.speaker is None or quote.speaker.strip()
        assert quote.mention is None or 0 <= quote.mention[0] < quote.mention[1] <= len(text)
    for entity in found.entities:
        assert entity.name.strip()
        for start, end in entity.mentions:
            assert start < end and any(line.start <= start and end <= line.end for line in body)
    return found
