"""Decoding, folds and their offsets, tokens, clitics."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.analysis.text import (
    LOOSE,
    STRICT,
    UndecodableError,
    clitics,
    decode,
    fold,
    loose_name_key,
    name_key,
    split_words,
    tokenize,
)

ARTICLE = "افتتحت البلدية مكتبة جديدة.\nوقال مديرها: «أهلاً بكم».\n"
ARABIC = st.text(
    st.one_of(
        st.characters(min_codepoint=0x600, max_codepoint=0x6FF),
        st.characters(min_codepoint=0xFB50, max_codepoint=0xFEFF),
        st.sampled_from("\u0640\u200c\u200d\u200e\u200f\u202b\u00ad على علي،.«» abc"),
        st.characters(),
    ),
    max_size=40,
)


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (ARTICLE.encode(), "utf-8"),
        (ARTICLE.encode("utf-8-sig"), "utf-8"),
        (ARTICLE.encode("utf-16"), "utf-16"),
        (ARTICLE.encode("utf-16-le"), "utf-16-le"),
        (ARTICLE.encode("utf-16-be"), "utf-16-be"),
        (ARTICLE.encode("cp1256"), "windows-1256"),
        (ARTICLE.replace("\n", "\r\n").encode(), "utf-8"),
        (ARTICLE.replace("\n", "\r").encode("cp1256"), "windows-1256"),
    ],
)
def test_decode(data: bytes, encoding: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.encoding) == (ARTICLE, encoding)


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40,
        b"PK\x03\x04" + bytes(range(255, 0, -1)) * 40,
        ARTICLE.encode() + b"\x00",
        ARTICLE.encode() + b"\xff\xfe\xfa",
        "café à l'été, naïve façade".encode("latin-1"),
        b"\xff\xfe\x00",
        b"\x00",
    ],
)
def test_what_is_no_text_says_what_to_do(data: bytes) -> None:
    with pytest.raises(UndecodableError, match="save the article as UTF-8"):
        decode(data)


@given(st.binary(max_size=200))
def test_decoding_gives_text_or_says_why_not(data: bytes) -> None:
    try:
        text = decode(data).text
    except UndecodableError:
        return
    assert "\x00" not in text
    assert "\r" not in text


SAME = [
    ("أحمد", "احمد"),
    ("إيران", "ايران"),
    ("مُحَمَّد", "محمد"),
    ("الـقـدس", "القدس"),
    ("ﻻفي", "لافي"),
    ("كیف", "كيف"),
]
SAME += [
    ("سي\u200cان", "سيان"),
    ("\u202bطه\u202c", "طه"),
    (unicodedata.normalize("NFD", "مؤمن آل أحمد"), "مؤمن آل احمد"),
    (unicodedata.normalize("NFD", "مُؤَذِّنٌ أُمُّ آية"), "مؤذن ام آية"),
    (unicodedata.normalize("NFD", "Südtirol Élan Việt"), "Südtirol Élan Việt"),
    ("s\u0332\u0301aid", "śaid"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_strict_key_undoes_spelling(one: str, other: str) -> None:
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(("one", "other"), [("مصطفى", "مصطفي"), ("فاطمة", "فاطمه"), ("آمال", "امال")])
def test_only_the_loose_key_undoes_careless_spelling(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)
    assert loose_name_key(one) == loose_name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("على", "علي"), ("وعلى", "وعلي"), ("عمر", "عمرو"), ("سيف", "صيف"), ("تين", "طين"), ("حسن", "حسين")],
)
def test_no_key_merges_two_words(one: str, other: str) -> None:
    assert name_key(one) != name_key(other)
    assert loose_name_key(one) != loose_name_key(other)


@given(ARABIC)
@pytest.mark.parametrize("folds", [STRICT, LOOSE])
def test_folding_twice_changes_nothing(folds: tuple, text: str) -> None:
    once = fold(text, folds).text
    assert fold(once, folds).text == once


@given(ARABIC)
@pytest.mark.parametrize("folds", [STRICT, LOOSE])
def test_offsets_lead_back(folds: tuple, text: str) -> None:
    folded = fold(text, folds)
    assert len(folded.offsets) == len(folded.text) + 1
    assert folded.offsets[-1] == len(text)
    assert list(folded.offsets) == sorted(folded.offsets)
    for place, char in enumerate(folded.text):
        start, end = folded.span(place, place + 1)
        if end > start:  # several letters of one presentation form share its place
            assert char in fold(text[start:end], folds).text + "يهى"  # a word's end may lie beyond the slice


def test_a_folded_match_is_found_in_the_original() -> None:
    text = "قال الشيخ أحْمَـــد إن"
    folded = fold(text)
    start = folded.text.index("احمد")
    assert text[slice(*folded.span(start, start + 4))] == "أحْمَـــد"


@given(ARABIC)
def test_tokens_are_slices_and_leave_only_white_space(text: str) -> None:
    tokens = tokenize(text)
    assert all(text[token.start : token.end] == token.text for token in tokens)
    rest = list(text)
    for token in tokens:
        rest[token.start : token.end] = " " * (token.end - token.start)
    assert not "".join(rest).strip()
    assert split_words(text) == ([token.text for token in tokens], [token.start for token in tokens])


@pytest.mark.parametrize(
    ("word", "stems"),
    [
        ("وبالرياض", ["وبالرياض", "بالرياض", "الرياض", "رياض"]),
        ("للبنان", ["للبنان", "البنان", "لبنان", "بنان"]),
        ("فلسطين", ["فلسطين", "لسطين", "سطين"]),
        ("كالقدس", ["كالقدس", "القدس", "قدس"]),
        ("من", ["من"]),
        ("", [""]),
    ],
)
def test_clitics(word: str, stems: list[str]) -> None:
    assert [reading.stem for reading in clitics(word)] == stems


@given(ARABIC)
def test_a_stem_is_what_is_left_of_the_word(word: str) -> None:
    for reading in clitics(word):
        assert word.startswith(reading.prefix)
        assert reading.skip == len(reading.prefix)
        assert reading.stem in (word[reading.skip :], "ا" + word[reading.skip :])


def test_control_characters_become_blanks() -> None:
    assert decode("قال\x0b نص\x1b\ufffe\x85.".encode()).text == "قال  نص   ."
