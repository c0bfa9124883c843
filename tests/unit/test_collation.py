# ruff: noqa: E501  lists read best on their line
"""The order of names is that of an Arabic index."""

from __future__ import annotations

import random

import pytest

from mujaz.site.collation import place
from mujaz.site.nameindex import letter

ORDERS = {
    "the alphabet": "ألف باء تاء ثاء جيم حاء خاء دال ذال راء زاي سين شين صاد ضاد طاء ظاء عين غين فاء قاف كاف لام ميم نون هاء واو ياء",
    "the article does not count": "الأهرام|البصرة|بيروت|تونس|الجم|الري|ليلى|المغرب|مكة",
    "alif and lam of its own do": "الأقصر|ألبانيا|الله|ألمانيا|إلهام|إلياس|أمين|باسل",
    "the same without their hamza": "الأقصر|البانيا|المانيا|الهام|الياس|أمين",
    "a hamza counts by its carrier": "أبان|إبراهيم|ابن سينا|أحمد|آدم|أسامة|إيمان",
    "a hamza inside": "سؤدد|سور|سيف|شائق|شايل",
    "a hamza without a carrier": "علاء|علاج|علال",
    "endings as what they are forms of": "فته|فتى|فتيان|هبة|هبه|هبي",
    "word by word": "عبد الله|عبد الملك|عبدان|عبدون|نور|نور الدين|نورا",
    "vowels, tatweel and marks do not count": "أُحُد|أحمـد|أحمدي|«أخبار»|أدهم",
    "letters of other languages": "باب|پاريس|بدر|چاد|جبل|جدة|فأر|ڤيينا|قابس|گابس|كبل",
    "numbers by value, then other scripts": "يوسف|7 أيام|٢٤ ساعة|100 كتاب|École|Eden|NASA",
}


@pytest.mark.parametrize("names", ORDERS.values(), ids=ORDERS)
def test_names_stand_where_a_reader_looks_for_them(names: str) -> None:
    wanted = names.split("|" if "|" in names else None)
    shuffled = random.Random(5).sample(wanted, len(wanted))
    assert sorted(shuffled, key=place) == wanted


@pytest.mark.parametrize(
    ("name", "under"),
    [
        ("الأهرام", "ا"),
        ("الرياض", "ر"),
        ("ٱلرياض", "ر"),
        ("الري", "ر"),
        ("ألمانيا", "ا"),
        ("آلاء", "ا"),
        ("الله", "ا"),
        ("ء", "ا"),
        ("ؤ", "و"),
        ("ئ", "ي"),
        ("ى", "ي"),
        ("ة", "ه"),
        ("ﷲ", "ا"),
        ("«الوطن»", "و"),
        ("ڨفصة", "ق"),
        ("ا\u0654لمانيا", "ا"),
        ("٢٤", "0–9"),
        ("École", "A–Z"),
        ("ال", "ا"),
    ],
)
def test_the_letter_a_name_stands_under(name: str, under: str) -> None:
    assert letter(name) == under


def test_names_that_differ_in_what_does_not_count_have_one_order_and_no_equals() -> None:
    alike = ["إحسان", "احسان", "أحسان", "الإحسان", "أحـسان"]
    orders = {tuple(sorted(random.Random(seed).sample(alike, 5), key=place)) for seed in range(20)}
    assert len(orders) == 1
    assert len({place(name).letters for name in alike}) == 1
