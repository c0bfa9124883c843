"""What belongs together in one article, and what of it is a tag."""

from __future__ import annotations

import pytest

from mujaz.analysis.entities import aliases, demonyms, gazetteer, likeness
from mujaz.analysis.entities.names import Mention
from mujaz.analysis.record import EntityKind


def mentions_of(text: str, *names: tuple[str, EntityKind]) -> list[Mention]:
    """The named stretches of a text, each looked for behind the one before."""
    found, at = [], 0
    for name, kind in names:
        at = text.index(name, at)
        found.append(Mention(at, at + len(name), kind, None, 0.9, "tagger"))
        at += len(name)
    return found


def grouped(text: str, *names: tuple[str, EntityKind]) -> list[tuple[str, int]]:
    return [(group.name, len(group.mentions)) for group in aliases.group(text, mentions_of(text, *names))]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        # a surname, before or after the full name
        ([("البنداري", "PER"), ("سهيل البنداري", "PER")], [("سهيل البنداري", 2)]),
        # a middle name more or less
        ([("سهيل محمود البنداري", "PER"), ("سهيل البنداري", "PER")], [("سهيل محمود البنداري", 2)]),
        # two people of one name
        (
            [("سهيل البنداري", "PER"), ("رنا البنداري", "PER"), ("البنداري", "PER")],
            [("سهيل البنداري", 1), ("رنا البنداري", 2)],
        ),
        # one foreign name in two spellings; Arabic given names that differ by a vowel are two
        ([("كورفتشيسكي", "PER"), ("كورفشيسكي", "PER")], [("كورفتشيسكي", 2)]),
        ([("سالم", "PER"), ("سليم", "PER")], [("سالم", 1), ("سليم", 1)]),
        # the head of a place, the short form of an organisation, the year of a tournament
        ([("مدينة شلغوفة", "LOC"), ("شلغوفة", "LOC")], [("مدينة شلغوفة", 2)]),
        ([("لجنة المتاحف", "ORG"), ("لجنة المتاحف الوطنية", "ORG")], [("لجنة المتاحف الوطنية", 2)]),
        ([("كأس الجبل", "MISC"), ("كأس الجبل 2019", "MISC")], [("كأس الجبل 2019", 2)]),
        # a person and a place of one word are two
        ([("سهيل البنداري", "PER"), ("شلغوفة", "LOC")], [("سهيل البنداري", 1), ("شلغوفة", 1)]),
    ],
)
def test_groups(names: list[tuple[str, EntityKind]], expected: list[tuple[str, int]]) -> None:
    assert grouped(" ثم ".join(name for name, _ in names), *names) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # named in full first: his own surname, though a listed one is called so
        ("الشاب رائف هاموند وصديقه، وقال هاموند", [("رائف هاموند", None)]),
        # the listed one by his full name, in another spelling of his given name too
        ("فيليب هاموند ثم هاموند", [("فيليب هاموند", "philip-hammond")]),
        # the listed one first, then somebody of his name
        ("قال بوتين إن رائف بوتين عاد", [("بوتين", "vladimir-putin"), ("رائف بوتين", None)]),
    ],
)
def test_a_surname_of_a_listed_person_is_anybodys(text: str, expected: list[tuple[str, str | None]]) -> None:
    full = [name for name, slug in expected if slug is None]
    known = [
        Mention(found.start, found.end, found.kind, found.slug, 1.0, "gazetteer")
        for found in gazetteer.shipped().find(text)
        if not any(name in text[max(0, found.start - 8) : found.end] for name in full)
    ]
    mentions = sorted([*known, *mentions_of(text, *((name, "PER") for name in full))], key=lambda m: m.start)
    assert [(group.name, group.slug) for group in aliases.group(text, mentions)] == expected


def test_an_acronym_in_brackets_is_the_organisation_before_it() -> None:
    text = "جمعية أصدقاء الكتب (جاك) وبعدها جاك"
    names: list[tuple[str, EntityKind]] = [("جمعية أصدقاء الكتب", "ORG"), ("جاك", "ORG"), ("جاك", "ORG")]
    assert grouped(text, *names) == [("جمعية أصدقاء الكتب", 3)]


@pytest.mark.parametrize(
    ("text", "visible", "name"),
    [
        ("أرسل للجيش اللبناني", "لجيش اللبناني", "الجيش اللبناني"),
        ("قال للجنة المتاحف", "لجنة المتاحف", "لجنة المتاحف"),
        ("سافر للبنان", "لبنان", "لبنان"),
    ],
)
def test_the_article_swallowed_by_a_preposition_comes_back(text: str, visible: str, name: str) -> None:
    assert aliases.written_form(text, mentions_of(text, (visible, "ORG"))[0]) == name


def test_a_skeleton_needs_enough_consonants() -> None:
    assert likeness.skeleton("بنتو") == likeness.skeleton("بينتو") != ""
    assert likeness.skeleton("كيري") == ""


def test_adjectives_are_counted_by_country() -> None:
    assert demonyms.count("الوفد المغربي والسفيرة المغربية في القمة")["morocco"] == 2
