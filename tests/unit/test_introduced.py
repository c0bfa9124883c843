"""Full names behind offices that no finder saw."""

from __future__ import annotations

import pytest

from mujaz.analysis.article import analyse
from mujaz.analysis.entities.introduced import with_bearers
from mujaz.analysis.entities.names import Mention
from mujaz.analysis.record import Line


def found(text: str, *mentions: Mention) -> list[str]:
    lines = [Line(0, 0, len(text), "paragraph")]
    return [text[m.start : m.end] for m in with_bearers(text, lines, mentions) if m.finder == "title"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("وقال المدير الجهوي للصحة بالساحل، عمر السليماوي، إن المركز جاهز.", ["عمر السليماوي"]),
        ("وأكد مدرب النجم الأزرق غوستاف هيلبرند خلال الندوة أنه باق.", ["غوستاف هيلبرند"]),
        ("ورحب الباحث حمدي الزهراوي، بالقرار الجديد.", ["حمدي الزهراوي"]),
        ("واقترح وزير التكوين المهني والتشغيل مازن الحمروي في جلسة أمس خطة.", ["مازن الحمروي"]),
        ("وأعلن وزير التكوين المهني مازن الحمروي لمراسلة الإذاعة الموعد.", ["مازن الحمروي"]),
        # the end does not show, or the words are no name's
        ("وكان بين الحاضرين أناس يبنون أحكامهم على الظن.", []),
        ("وهذا كتاب الإمام الكبير، رحمه الله، في الفقه.", []),
        ("ولا ندري هل سمع الكاتب كلمات المستشارة النمساوية أم لا.", []),
        ("لأنه شاب وسيم بعينين زرقاوين.", []),
        ("وقال ضيف برنامج المساء Up To Business على الأثير إن الأمر عاجل.", []),
        ("واستعد الممثل القدير لفيلم «شعللنا الليل» في المدينة.", []),
    ],
)
def test_what_stands_behind_an_office(text: str, names: list[str]) -> None:
    assert found(text) == names


def test_a_name_that_was_found_stays_as_it_is() -> None:
    text = "وقال المدير الجهوي للصحة بالساحل، عمر السليماوي، إن المركز جاهز."
    start = text.index("السليماوي")
    assert found(text, Mention(start, start + 9, "PER", None, 0.9, "tagger")) == []


def test_the_surname_alone_is_found_again() -> None:
    text = (
        "افتتاح مركز صحي في الساحل\n\n"
        "افتتحت المديرة الجهوية للصحة بالساحل، نسيمة المرسالي، اليوم المركز الصحي الجديد.\n"
        "ودعت المرسالي السكان إلى زيارته.\n"
    )
    (person,) = [entity for entity in analyse(text).entities if entity.kind == "PER"]
    assert [text[start:end] for start, end in person.mentions] == ["نسيمة المرسالي", "المرسالي"]
