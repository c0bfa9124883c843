"""Where names begin and end, and what only looks like one: invented sentences, one a rule."""

from __future__ import annotations

import pytest

from mujaz.analysis.entities import names
from mujaz.analysis.record import Line


def mentions(text: str) -> list[tuple[str, str]]:
    found = names.find_mentions(text, (Line(0, 0, len(text), "paragraph"),))
    return [(text[m.start : m.end], m.kind) for m in found]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # what an institution is for goes on with its name …
        ("أعلنت الهيئة العامة للبيادر برنامجها أمس", "الهيئة العامة للبيادر"),
        ("قال معهد شلغوف للصحة إن الماء نظيف", "معهد شلغوف للصحة"),
        ("تنظم هيئة المواصفات والمقاييس والجودة ندوة", "هيئة المواصفات والمقاييس والجودة"),
        ("أعلنت وزارة التعليم العالي والبحث العلمي المنح", "وزارة التعليم العالي والبحث العلمي"),
        ("درست في كلية الفنون الجميلة سنتين", "كلية الفنون الجميلة"),
        ("اجتمعت وزارة التجهيز والتهيئة بالبلديات", "وزارة التجهيز والتهيئة"),
        ("نظمت اللجنة التنفيذية للاتحاد العام للشغل ندوة", "اللجنة التنفيذية للاتحاد العام للشغل"),
        ("استقبلت هيئة شؤون الأسرى والمحررين العائلات", "هيئة شؤون الأسرى والمحررين"),
        # … what is done, for whom and by whom else does not
        ("دعا مجلس الشعب للحديث عن الميزانية", "مجلس الشعب"),
        ("صوت مجلس الشعب لخدمة السكان", "مجلس الشعب"),
        ("عاد البرلمان الألماني للسفر من جديد", "البرلمان الألماني"),
        ("اجتمع المجلس الوطني للبيادر لمناقشتها مع السكان", "المجلس الوطني للبيادر"),
        ("افتتحت اللجنة الوطنية للبيادر لتوزيع القمح مركزا", "اللجنة الوطنية للبيادر"),
        ("شكر رئيس مجلس الشعب والقيادي في الحزب الحضور", "مجلس الشعب"),
        ("فتحت كلية الفنون للحرفيين قاعاتها", "كلية الفنون"),
        ("تعاونت جمعية الأورام والمراكز القريبة", "جمعية الأورام"),
        ("تسلم النادي كأس الشراع والتحاقه بالدوري قريب", "كأس الشراع"),
    ],
)
def test_an_institution_ends_where_its_name_does(text: str, name: str) -> None:
    assert name in [found for found, _ in mentions(text)]


@pytest.mark.parametrize(
    "text",
    [
        "تعطلت حركة القطارات وحركة المسافرين أمس",
        "رأت لجنة المشكلة ولجنة النظر أن الطلب ناقص",
        "زاروا مركز التوزيع ودار المسنين ثم عادوا",
        "قالت وزارة الإشراف إن الأمر يسير",
        "وقف الناس في ساحة المدرسة ثم في طريق الاتصال",
        "بدأ سباق المنافسة بين الأندية",
        "أسسوا منظمة رائعة، وهي حزب ديمقراطي",
    ],
)
def test_a_head_and_a_common_noun_name_nothing(text: str) -> None:
    assert mentions(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("زار الوفد مركز النخلتين أمس", "مركز النخلتين"),
        ("ناقشت لجنة المالية التقرير", "لجنة المالية"),
        ("قالت حركة الوطنيين إنها راضية", "حركة الوطنيين"),
        ("تجمعوا في ساحة الشهداء أمس", "ساحة الشهداء"),
        ("أيدت محكمة النقض الحكم", "محكمة النقض"),
    ],
)
def test_a_field_a_cause_or_a_rare_word_completes_a_name(text: str, name: str) -> None:
    assert name in [found for found, _ in mentions(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # measures, letters, an enumeration's and an author's initials
        ("يمتد الطريق على بعد 720 كلم من الساحل", []),
        ("كلفة الصنف ج و د مئة دينار", []),
        ("نقلت وكالة (و ك ض) الخبر", [("و ك ض", "ORG")]),
        # what is said of somebody or something is none of the name
        ("هاجمت جماعة الشلغوف الإرهابية القرية", [("جماعة الشلغوف", "ORG")]),
        ("شكر السكان بلدية النخلتين الراعية للمهرجان", [("بلدية النخلتين", "ORG")]),
        # adjectives behind the word for a place
        ("افتتحت أمس منطقة صناعية في مدينة مدمرة", []),
        ("استقبل كاتب دولة مكلف بالبيئة الوفد", []),
    ],
)
def test_scraps_are_no_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert mentions(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قال السويسري أماني القرقوطي إن الجسر آمن", [("أماني القرقوطي", "PER")]),
        (
            "قالت جوليا غروبل إن اللوح جاهز. وأكدت غروبل ذلك",
            [("جوليا غروبل", "PER"), ("غروبل", "PER")],
        ),
        ("قال نادر السقاف القيادي في الحزب إنه راض", [("نادر السقاف", "PER")]),
        ("عاد الصيادون بحمد الله سالمين", []),
        ("انتهت حرب اللوبيات في طريق الشهرة", []),
        ("أشرفت وزارة الصحة لحماية الأطفال على الحملة", [("وزارة الصحة", "ORG")]),
        ("انتظرت اللجنة العليا قرار المجلس البلدي", []),
        (
            "أعلنت الهيئة العامة للبيادر البرنامج، وقالت الهيئة العامة إنه طويل",
            [("الهيئة العامة للبيادر", "ORG"), ("الهيئة العامة", "ORG")],
        ),
    ],
)
def test_what_stands_beside_a_name_and_what_any_institution_is(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert mentions(text) == expected


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("قال المصرف المركزي العماني إن الفائدة ثابتة", "oman-central-bank"),
        ("ارتفعت السوق المالية العمانية قليلا", "oman-stock-exchange"),
        ("أقرت الجمعية الوطنية الموريتانية القانون", "mauritania-national-assembly"),
        ("حذر الدفاع المدني العماني من السيول", "oman-civil-defence"),
        ("ضبطت الجمارك الأردنية شحنة", "jordan-customs"),
        ("زار الوفد مدينة جنوى أمس", "genoa"),
    ],
)
def test_institutions_of_any_country(text: str, slug: str) -> None:
    found = names.find_mentions(text, (Line(0, 0, len(text), "paragraph"),))
    assert [mention.entity for mention in found] == [slug]
