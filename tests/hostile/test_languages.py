"""Articles in other languages: known names are found, nothing else is made a name of."""

from __future__ import annotations

import pytest

from mujaz.analysis.article import analyse

PERSIAN = """افتتاح کتابخانه تازه در شیراز
علی رضایی، رئیس شورای شهر شیراز، روز سه‌شنبه گفت که این کتابخانه برای همه مردم شهر ساخته شده است.
او افزود: «ما می‌خواهیم همه کودکان به کتاب دسترسی داشته باشند.» مریم کریمی از دولت ایران تشکر کرد.
"""
URDU = """لاہور میں نئی لائبریری کا افتتاح
وزیر نے منگل کے روز لاہور میں ایک نئی لائبریری کا افتتاح
کیا۔ انہوں نے کہا کہ یہ کتب خانہ تمام شہریوں کے لیے ہے۔
"""
KURDISH = """کتێبخانەیەکی نوێ لە شارەکە کرایەوە
سەرۆکی شارەوانی ئەحمەد عەلی گوتی کە ئەم کتێبخانەیە بۆ
هەمووانە. شێرزاد بارامی ئامادەی مەراسیمەکە بوو و قسەی کرد.
"""
ENGLISH = """City opens a new library
Mayor John Carver opened a new library on Tuesday.
"Everyone is welcome," he said. Mary Smythe thanked the council.
"""
CHINESE = "新图书馆开放\n市长周二宣布新图书馆开放。\n"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (PERSIAN, {"شيراز", "إيران"}),
        (URDU, {"لاهور"}),
        (KURDISH, set()),
        (ENGLISH, set()),
        (CHINESE, set()),
    ],
    ids=["fa", "ur", "ckb", "en", "zh"],
)
def test_only_known_names(text: str, names: set[str]) -> None:
    assert {entity.name for entity in analyse(text).entities} == names


def test_a_foreign_sentence_in_an_article() -> None:
    text = "افتتاح مكتبة\nقال المهندس زياد القرقوطي إنه سعيد. He said that everyone was welcome here."
    assert [entity.name for entity in analyse(text).entities] == ["زياد القرقوطي"]


@pytest.mark.parametrize("letters", ["س" * 500, "!؟…" * 100, "ـ" * 300, "a" * 400])
def test_what_is_no_word_is_no_name(letters: str) -> None:
    text = f"افتتاح مكتبة\nقال المهندس {letters} إن مدينة {letters} جميلة. وأضاف أنه سعيد بشركة «{letters}»."
    assert not [entity for entity in analyse(text).entities if entity.tag]
