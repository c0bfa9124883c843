"""Which quotations are set large."""

from __future__ import annotations

from mujaz.analysis.quotes.pull import choose
from mujaz.analysis.record import Line, Quote

DONE = "الأعمال كلها تم تسليمها إلى البلدية في الموعد الذي حدده العقد"
STAND = "النهر ملك لأهل القرية وحدهم وسيبقى ملكا لهم ولأولادهم من بعدهم"
LONG = " ".join([STAND] * 4)


def pulled(title: str, *said: str) -> list[str]:
    """The texts of the pull-quotes, best first, of an article that quotes one person."""
    text = "\n".join([title, *said])
    lines, quotes, start = [Line(1, 0, len(title), "title")], [], len(title) + 1
    for number, words in enumerate(said, 2):
        end = start + len(words)
        lines.append(Line(number, start, end, "paragraph"))
        quotes.append(Quote(start, end, words, "speech", speaker="سلمى النجار", confidence=0.97))
        start = end + 1
    chosen = [quote for quote in choose(text, lines, quotes) if quote.pull]
    return [quote.text for quote in sorted(chosen, key=lambda quote: quote.pull or 0)]


def test_a_stand_before_what_was_done() -> None:
    assert pulled("افتتاح الجسر الجديد", DONE, STAND)[0] == STAND


def test_what_the_headline_is_about_first() -> None:
    other = "الطريق إلى المدينة أطول مما يظن كل من يسكن هناك منذ سنوات"
    assert pulled("اعتصام على ضفة النهر في القرية", other, STAND.replace("النهر", "هذا النهر"))[0] != other


def test_a_long_one_never() -> None:
    assert pulled("افتتاح الجسر", LONG) == []
    assert pulled("افتتاح الجسر", LONG, STAND) == [STAND]
