"""Addresses of names nobody listed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.analysis.entities.keys import name_key
from mujaz.analysis.entities.slugs import MAX_BYTES, folded_slug, slug_of

NAMES = st.text(
    st.one_of(
        st.characters(min_codepoint=0x620, max_codepoint=0x670),
        st.sampled_from("اأإآىيةهؤئءپگکی  -ABCéİß٣3.'\u0640\u064e\u0654\u0301\u200f\ufefb\ufdfa"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=160,
)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("منيرة السحيباني", "منيرة-السحيباني"),
        ("مُنيرَة الســحيباني", "منيرة-السحيباني"),
        ("أمينة رؤى الأحمدي", "أمينة-رؤى-الأحمدي"),
        ("عبدالله آل عطية", "عبدالله-آل-عطية"),
        ("حي علي وحي على", "حي-علي-وحي-على"),
        ("د. هدى المرجاني (الرسامة)", "د-هدى-المرجاني-الرسامة"),
        ("جائزة «النخيل» 2026", "جائزة-النخيل-2026"),
        ("کریم صیاد", "كريم-صياد"),  # a Persian keyboard's letters
        ("ﻻﻣﻌﺔ ﺍﻟﻮﺍﺩﻱ", "لامعة-الوادي"),
        ("ا\u0654مل الوادي", "أمل-الوادي"),
        ("Su\u0308dtirol ACME", "südtirol-acme"),
        ("a/b\\c:d?e#f%20..", "a-b-c-d-e-f-20"),
        (".. ..", "x-9dc868"),
    ],
)
def test_a_slug_is_the_name_as_spelt(name: str, slug: str) -> None:
    assert slug_of(name) == slug


@given(NAMES)
def test_a_slug_is_a_folder_name_everywhere(name: str) -> None:
    slug = slug_of(name)
    assert slug == slug_of(slug)
    assert slug == unicodedata.normalize("NFC", slug)
    assert all(slug.split("-"))
    assert slug.replace("-", "").isalnum()
    assert len(slug.encode()) <= MAX_BYTES


@given(NAMES)
def test_spellings_of_one_name_have_one_folded_slug(name: str) -> None:
    folded = folded_slug(name)
    assert folded == folded_slug(name_key(name) or name)
    assert len(folded.encode()) <= MAX_BYTES


@given(st.text("ابتثجحخسعقلمنهويأإآىةؤئ -", max_size=40))
def test_a_slug_folds_as_its_name_does(name: str) -> None:
    assert not name_key(name) or folded_slug(slug_of(name)) == folded_slug(name)


def test_a_long_slug_ends_with_a_whole_word_and_tells_two_names_apart() -> None:
    one, other = (slug_of("مؤسسة " * 20 + end) for end in ("الشرق", "الغرب"))
    assert one != other
    assert set(one.split("-")[:-1]) == {"مؤسسة"}
    assert slug_of("مءسسه " * 20 + "الشرق").split("-")[-1] == one.split("-")[-1]
    assert slug_of("س" * 500).startswith("س" * 56)
