"""Finding known names: what counts as one, what does not, and where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.analysis.entities import keys
from mujaz.analysis.entities.gazetteer import Gazetteer, shipped, tell
from mujaz.analysis.entities.keys import name_key
from mujaz.analysis.entities.lists import Condition, Entry
from mujaz.analysis.entities.slugs import MAX_BYTES, slug_of


def found(text: str) -> list[tuple[str, str]]:
    return [(text[name.start : name.end], name.slug) for name in shipped().find(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("وصل الوفد إلى القاهرة", [("القاهرة", "cairo")]),
        ("سافر للقاهرة وبيروت", [("لقاهرة", "cairo"), ("بيروت", "beirut")]),
        ("وبالقاهرة ولندن", [("القاهرة", "cairo"), ("لندن", "london")]),
        ("معرض في اسطنبول وإسطنبـول", [("اسطنبول", "istanbul"), ("إسطنبـول", "istanbul")]),
        ("بين أمريكا وأميركا", [("أمريكا", "united-states"), ("أميركا", "united-states")]),
        ("زار جامعة أوسلو ثم أوسلو", [("جامعة أوسلو", "university-of-oslo"), ("أوسلو", "oslo")]),
        ("وزارة الخارجية الروسية", [("وزارة الخارجية الروسية", "russia-foreign-ministry")]),
        ("خارجية روسيا", [("خارجية روسيا", "russia-foreign-ministry")]),
        (
            "البرلمان الإسرائيلي وبرلمان إسرائيل",
            [("البرلمان الإسرائيلي", "knesset"), ("برلمان إسرائيل", "knesset")],
        ),
        ("الجيش الكوري الشمالي", [("الجيش الكوري الشمالي", "north-korea-army")]),
        ("القوات المسلحة المصرية", [("القوات المسلحة المصرية", "egypt-army")]),
        ("تصريح لبي بي سي", [("بي بي سي", "bbc")]),
        ("مركز الأمم المتحدة", [("الأمم المتحدة", "united-nations")]),
    ],
)
def test_names(text: str, names: list[tuple[str, str]]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    ("with_evidence", "without", "slug"),
    [
        ("قصف أحياء في حلب السورية", "شركة حلب الأبقار الحديثة", "aleppo"),
        ("أهالي مدينة صور اللبنانية", "نشر المعرض صور الطيور", "tyre"),
        ("نقلت صحيفة الوطن الخبر", "أحب الوطن وأهله", "al-watan-saudi"),
        ("سافر إلى مالي", "طلب دعم مالي", "mali"),
        ("زار سلطان عمان مسقط", "شارع عمان الجديد", "oman"),
        ("حركة فتح الفلسطينية", "تم فتح الباب", "fatah"),
        ("الوفد في جدة", "مع جدة الطفل", "jeddah"),
        ("وصلوا إلى سورية", "قوات سورية جديدة", "syria"),
        ("دولة بنين", "رزق بنين وبنات", "benin"),
    ],
)
def test_homographs_need_evidence(with_evidence: str, without: str, slug: str) -> None:
    assert slug in [name for _, name in found(with_evidence)]
    assert slug not in [name for _, name in found(without)]


def test_a_sure_form_elsewhere_is_evidence() -> None:
    assert found("تحدث كيم مطولا") == []
    assert [slug for _, slug in found("وصل كيم جونغ أون.\nثم تحدث كيم مطولا")] == ["kim-jong-un"] * 2


def test_a_club_is_known_by_what_the_article_is_about() -> None:
    words = "ستشجع صديقتها الهلال في رحلتها الطويلة إلى المدينة البعيدة حيث تسكن خالتها منذ سنين كثيرة"
    assert "al-hilal-saudi" not in [slug for _, slug in found(words)]
    football = "سجل المهاجم هدفا في مباراة الدوري بعد تمريرة من لاعب في الفريق ورفض المدرب الحديث عن البطولة"
    assert "al-hilal-saudi" in [slug for _, slug in found(f"{football}.\n{words}")]


def test_the_preposition_is_never_the_name() -> None:
    names = Gazetteer([Entry("ali", "PER", "علي", ("علي",))], shipped().demonyms, shipped().institutions)
    assert [name.start for name in names.find("حصل على الجائزة وعلى الكأس وقال علي وعلي")] == [32, 37]


def test_a_surname_behind_another_given_name_is_somebody_else() -> None:
    assert found("تحدث جوزيف بوتين أمام الطلاب") == []
    assert [slug for _, slug in found("تحدث بوتين أمام الطلاب")] == ["vladimir-putin"]


def test_an_adjective_must_agree_with_the_institution() -> None:
    assert found("وزير الخارجية الروسي") == []


def test_names_do_not_cross_commas_or_lines() -> None:
    assert "white-house" not in [slug for _, slug in found("البيت، الأبيض")]
    assert "white-house" not in [slug for _, slug in found("البيت\nالأبيض")]


def test_spans_limit_the_search_and_keep_offsets() -> None:
    text = "لندن\nباريس\nروما"
    assert [(name.start, name.slug) for name in shipped().find(text, [(5, 10)])] == [(5, "paris")]


def test_conditions_bar_names() -> None:
    bar = Condition(not_after=frozenset({"صلاه"}), not_before=frozenset({"الاعلي"}))
    names = Gazetteer(
        [Entry("x", "LOC", "المغرب", ("المغرب",), condition=bar)], shipped().demonyms, shipped().institutions
    )
    assert [name.start for name in names.find("صلاة المغرب، المغرب الأعلى، المغرب")] == [28]


@pytest.mark.parametrize(
    "text", ["", " ", "…!؟", "a" * 5000, "ـ" * 300, "و" * 300, "لل", "\u200fلل\u064e", "😀 عبدال"]
)
def test_odd_texts(text: str) -> None:
    assert found(text) == []


PIECES = [
    "وزارة الخارجية",
    " الروسية",
    "لل",
    "و",
    "بوتين",
    "عبدالله",
    "عبد",
    " ",
    "\n",
    "،",
    "ـ",
    "\u064b",
    "\u200f",
    "ﻻ",
]
PIECES += ["على", "حلب", "الجيش", "كوفيد", "-", "19", "٣", "NATO", "İ", "🙂", "\x00", "كأس العالم"]


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_found_names_are_in_order_and_inside_the_text(text: str) -> None:
    behind = 0
    for name in shipped().find(text):
        assert behind <= name.start < name.end <= len(text)
        assert shipped().entry(name.slug)
        assert not text[name.start].isspace()
        behind = name.end


@given(st.lists(st.sampled_from([*PIECES, "كتاب ـ", " \u064e", "ٱ", "ﷺ", " 3.5 "]), max_size=12).map("".join))
def test_words_folded_one_by_one_are_those_of_the_folded_text(text: str) -> None:
    assert keys.words(text) == keys._rejoined(text, 0, len(text))


@given(st.text(max_size=40))
def test_keys_are_their_own_keys(text: str) -> None:
    assert name_key(name_key(text)) == name_key(text)
    assert len(slug_of(text).encode()) <= MAX_BYTES


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ڨفصة", "قفصة"),
        ("پاريس", "باريس"),
        ("ڤيينا", "فيينا"),
        ("أحمد", "ا\u0654حمد"),
        ("شؤون", "شو\u0654ون"),
    ],
)
def test_borrowed_and_composed_letters_make_no_other_name(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


def test_names_the_newsroom_told_win() -> None:
    own = [Entry("salim", "PER", "سليم المرجاني", ("سليم المرجاني", "بيروت"))]
    try:
        tell(own)
        assert [slug for _, slug in found("قال سليم المرجاني في بيروت وفي لندن")] == [
            "salim",
            "salim",
            "london",
        ]
    finally:
        tell([])
    assert [slug for _, slug in found("بيروت")] == ["beirut"]


def test_lookup() -> None:
    assert shipped().lookup("فلاديمير بوتين") == "vladimir-putin"
    assert shipped().lookup("وزارة الخارجية الروسية", "ORG") == "russia-foreign-ministry"
    assert shipped().lookup("فلاديمير بوتين", "LOC") is None
    assert shipped().lookup("لا أحد") is None


def test_slugs_are_bounded_and_apart() -> None:
    long = [slug_of("قاعة " * 80 + end) for end in ("الشرق", "الغرب")]
    assert long[0] != long[1]
    assert all(len(slug.encode()) <= MAX_BYTES for slug in long)
    assert slug_of("تين") != slug_of("طين")
    assert slug_of("…") != slug_of("!")


def test_vowel_signs_tell_names_of_the_same_letters_apart() -> None:
    def slugs(text: str) -> list[str]:
        return [found.slug for found in shipped().find(text)]

    assert slugs("افتُتح المعرض في عمّان مساء السبت") == ["amman"]
    assert slugs("افتُتح المعرض في عُمان مساء السبت") == ["oman"]
    assert slugs("وبعمّان معرض آخر") == ["amman"]
    assert slugs("افتُتح المعرض في عمان مساء السبت") == []  # nothing tells which
    assert shipped().is_ambiguous("عمان")
    assert not shipped().is_ambiguous("بيروت")


def test_a_name_of_two_clubs_is_one_of_them_throughout_a_text() -> None:
    def slugs(text: str) -> set[str]:
        return {found.slug for found in shipped().find(text) if "ahl" in found.slug}

    far = " وتحدث المدرب طويلاً عن الخطة وعن اللاعبين وعن الشوط الثاني وما كان فيه من هدف وفرصة" * 2
    assert slugs(f"فاز الأهلي أمس في جدة.{far} ويلتقي الأهلي منافسه في الدوري.") == {"al-ahli-saudi"}
    assert slugs("فاز الأهلي على الزمالك في القاهرة بهدفين في مباراة القمة.") == {"al-ahly-egypt"}
    assert slugs(f"سافر الأهلي المصري إلى جدة.{far} وعاد الأهلي من جدة بفوز في المباراة.") == {
        "al-ahly-egypt"
    }
