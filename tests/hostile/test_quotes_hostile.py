"""Quotations in bad input: odd marks, endless marks, any string at all. Nothing raises, offsets slice."""

from __future__ import annotations

import random
import sys
from types import FrameType

import pytest

from mujaz.analysis.quotes import pull
from mujaz.analysis.quotes.speakers import find_quotes
from mujaz.analysis.record import Line, Quote

CUES = (
    "قال وقالت وأضاف مضيفا مشيرة إن أن أنه وزير الزراعة المدير سالم القرشي ليلى نصار عبد آل بن د. السيد "
    "بحسب وفقا لما ما نقل عن قوله الذي التي وتابع في من إلى على لوكالة أنباء أمس اليوم كان قد لم يذكر "
    "بين وبين رئيس الحكومة بيان جاء فيه و ب ل ك ف الـ لـ بـ كيم 3.5 2012"
)
WORDS = CUES.split()
MARKS = [
    *"«»“”\"''‘’„‟‹›″:،.؛؟!()…-",
    *("''", '""', "\n", "\n\n", " ", "\u200f", "\u202e", "\ufeff", "\u0640", "\ufef7", "a", "\x00"),
]


def article(text: str) -> list[Line]:
    lines: list[Line] = []
    start = 0
    for number, row in enumerate(text.split("\n")):
        if row.strip():
            lines.append(Line(number, start, start + len(row), "paragraph" if number else "title"))
        start += len(row) + 1
    return lines


def read(text: str) -> list[Quote]:
    lines = article(text)
    quotes, problems = find_quotes(text, lines, [])
    quotes = pull.choose(text, lines, quotes)
    numbers = {line.line for line in lines}
    assert all(problem.line in numbers for problem in problems)
    for quote in quotes:
        assert text[quote.start : quote.end] == quote.text != ""
        assert "\n" not in quote.text
        assert 0 <= quote.confidence <= 1
        if quote.mention:
            assert text[quote.mention[0] : quote.mention[1]].strip()
        if quote.pull:
            assert quote.speaker and quote.kind == "speech"
    starts = [quote.start for quote in quotes]
    assert starts == sorted(starts)
    return quotes


@pytest.mark.parametrize("seed", range(60))
def test_any_mix_of_words_and_marks(seed: int) -> None:
    dice = random.Random(seed)
    pool = WORDS + MARKS * (1 + seed % 3)
    text = "".join(dice.choice(pool) + dice.choice((" ", " ", "")) for __ in range(400))
    read(text)


@pytest.mark.parametrize("seed", range(20))
def test_any_string(seed: int) -> None:
    dice = random.Random(seed)
    letters = "".join(
        map(chr, [*range(0x20, 0x7F), *range(0x600, 0x700), *range(0xFB50, 0xFB80), *range(0xFE70, 0xFF00)])
    )
    text = "".join(dice.choice(letters + '«»"\n\u2067\u2069\U0001f600') for __ in range(1500))
    read(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "«",
        "»«»«",
        '""""""""""',
        "''''",
        "«»",
        "« »",
        "وقال",
        "وقال:",
        "وقال: «",
        "ل",
        "لـ«",
        "نقلا عن",
        "بحسب",
        "وفقا ل",
        "على حد قول",
        "جاء في",
        "د.",
        "\u064b«\u064b»",
        "«ا\u064b",
        "«قال «قال «قال «قال «قال «قال",
        "(((((",
        "و و و و «و» و",
    ],
)
def test_fragments(text: str) -> None:
    read(text)


def test_presentation_forms_and_bidirectional_controls_are_read() -> None:
    text = "\u202bوقال \ufeb3\ufecc\ufef4\ufeaa مراد: \u2067«سنعود إلى البيت غدا»\u2069."
    (quote,) = read("عنوان\n" + text)
    assert (quote.kind, quote.text) == ("speech", "سنعود إلى البيت غدا")
    assert quote.speaker is not None and quote.speaker.endswith("مراد")


def test_a_later_paragraph_moves_no_earlier_quotation() -> None:
    """The speaker stays, or the same person's name becomes fuller."""
    paragraphs = [
        "وقال وزير الزراعة سالم القرشي إن «الموسم أفضل من كل التوقعات».",
        "وأضاف: «سندعم كل مزارع في هذا البلد».",
        "وقالت ليلى نصار، رئيسة التعاونية: «نحتاج إلى آلات جديدة هذا العام».",
        "وأكد الوزير أن «الآلات في الطريق إلى القرى».",
        "من جهته، رأى مصدر في البلدية أن الطريق «لا يصلح لمرور الشاحنات الكبيرة».",
        "وأوضح المصدر: «نعمل على توسيع الطريق منذ شهر».",
        "وشكرت نصار الوزير على زيارته، مضيفة: «كانت زيارة طال انتظارها».",
        "وقال سالم العبدالله، وزير النقل: «الطريق من أولوياتنا هذا العام».",
        "وختم القرشي: «الأرض لا تخون من يزرعها».",
        "وقال كريم: «نحن أبناء هذه الأرض كلنا».",
        "من جهته، شن الأمير خالد المهيري، عضو شرف النادي، هجوما على اللجنة.",
        "وعن سالم القرشي، قال: «رجل يعرف الأرض شبرا شبرا ولا يتعب».",
        "وسئلت ليلى نصار عن الموعد، فأجابت: «سنعرفه بعد الحصاد بأيام».",
        "وبحسب مصدر مقرب من الوزير سالم القرشي، فإن القرار «جاهز منذ شهر كامل».",
        "وزاد المتحدث ذاته: «لا شيء يمنع العمل في الليل أيضا».",
    ]
    dice = random.Random(7)
    for __ in range(80):
        chosen = [dice.choice(paragraphs) for __ in range(6)]
        before = read("\n".join(["عنوان", *chosen[:-1]]))
        after = read("\n".join(["عنوان", *chosen]))
        for old, new in zip(before, after, strict=False):
            assert (old.start, old.end, old.kind) == (new.start, new.end, new.kind)
            assert (old.speaker is None) == (new.speaker is None)
            assert set((old.speaker or "").split()) <= set((new.speaker or "").split())


def test_the_same_every_time() -> None:
    text = "وقال سعيد مراد: «سنعود غدا إلى البيت». وأضاف «لا شيء يمنعنا من العودة»، بحسب ليلى نصار."
    assert read(text) == read(text)


def calls(text: str, lines: list[Line] | None = None) -> int:
    """How many functions reading an article (else one paragraph) calls: a clock that is always the same."""
    count = 0

    def tick(frame: FrameType, event: str, arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    lines = lines or [Line(0, 0, len(text), "paragraph")]
    sys.setprofile(tick)
    try:
        find_quotes(text, lines, [])
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        "«كلام ",
        '"',
        "وقال: «نعم» ",
        "وأضاف سالم ",
        "الذي قال ",
        "مدير ال",
        "' ",
        "بحسب سالم «نعم» ",
        "قال «كلام. ",
        "وقال: «كلام من كل نوع ",
        "السيد ",
        "رئيس مجلس إدارة ",
        "والوزير ",
        "الذي رفض الوزارة ",
        "وقال وزير الزراعة سالم القرشي: «نعم نعم». وأضاف الوزير: «لا لا لا لا». ",
    ],
)
def test_work_grows_with_length_only(piece: str) -> None:
    calls(piece * 30)  # the word lists are read and the caches filled
    assert calls(piece * 3000) < 12 * calls(piece * 300)


def test_thousands_of_persons_and_headings_are_read_one_by_one() -> None:
    def rows(count: int) -> str:
        dice = random.Random(1)
        letters = "بتجحدرسصعفقكلمنه"
        names = ["".join(dice.choices(letters, k=6)) for __ in range(2 * count)]
        return "\n".join(
            f"وقال وزير {names[i]} سالم {names[i + 1]}: «كلام كثير جدا هنا»، وأضاف الوزير. {names[i]}: "
            "«كلام كثير قيل»"
            for i in range(0, 2 * count, 2)
        )

    def cost(count: int) -> int:
        text = rows(count)
        kinds = ("paragraph", "caption", "subhead")
        lines = [line._replace(kind=kinds[i % 3]) for i, line in enumerate(article(text))]  # type: ignore[arg-type]
        return calls(text, lines)

    cost(10)
    assert cost(1000) < 13 * cost(100)


def test_a_paragraph_without_end_is_looked_through_once() -> None:
    """Counted by the lines of code run: a search back to the start of the paragraph calls no function."""

    def lines_run(text: str) -> int:
        count = 0

        def tick(frame: FrameType, event: str, arg: object) -> object:
            nonlocal count
            count += event == "line"
            return tick

        sys.settrace(tick)
        try:
            find_quotes(text, [Line(0, 0, len(text), "paragraph")], [])
        finally:
            sys.settrace(None)
        return count

    piece = "كلمة من حلب قال «نعم» "
    lines_run(piece * 30)
    assert lines_run(piece * 1000) < 12 * lines_run(piece * 100)


def test_five_megabytes_in_one_paragraph() -> None:
    text = ("كلام عن البحر والناس " * 250 + "وقال سعيد مراد: «سنعود إلى البيت غدا». ") * 1000
    assert len(text) > 5_000_000
    quotes, __ = find_quotes(text, [Line(0, 0, len(text), "paragraph")], [])
    assert {(quote.speaker, quote.text) for quote in quotes} == {("سعيد مراد", "سنعود إلى البيت غدا")}
    assert len(quotes) == 1000
