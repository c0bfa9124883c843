from __future__ import annotations

import pytest

from mujaz.site.collation import place
from mujaz.site.nameindex import by_letter, indexes, letter
from mujaz.site.present import jumps
from mujaz.site.views import TagLink


def link(name: str, kind: str = "PER") -> TagLink:
    return TagLink(name, kind, name, f"tags/{name}/", 1)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["؟", "", "\u202e", "«»", "中国", "٢٤", "1", "ـ"])
def test_any_name_stands_under_some_letter(name: str) -> None:
    assert letter(name)


def test_a_kind_with_more_names_than_one_page_shows_has_an_index() -> None:
    letters = "بتثجح"
    people = [link(f"{letters[n % 5]}{n:03}") for n in range(50)]
    people.sort(key=lambda link: place(link.name))
    found = indexes([*people, link("حلب", "LOC")], shown=10, per_page=20)
    assert list(found) == ["PER"]
    index = found["PER"]
    assert index.pages == 3
    shown = [name for number in (1, 2, 3) for name in index.page(number)]
    assert sorted(name.name for name in shown) == sorted(name.name for name in people)
    places = {(jump.address, jump.anchor) for jump in index.letters}
    assert places == {
        ("tags/all/people/", "ب"), ("tags/all/people/", "ت"), ("tags/all/people/2/", "ث"),
        ("tags/all/people/2/", "ج"), ("tags/all/people/3/", "ح"),
    }  # fmt: skip
    for number in (1, 2, 3):
        anchors = {anchor for _, anchor, _ in by_letter(index.page(number))}
        assert all(jump.anchor in anchors for jump in index.letters if jump.address == index.address(number))


def test_the_last_of_many_pages_is_a_few_steps_away() -> None:
    pages, at, steps = 400, 1, 0
    while at != 273:
        at = min((jump.number for jump in jumps(at, pages, "x/")), key=lambda number: abs(number - 273))
        steps += 1
    assert steps <= 13
    assert [jump.skips for jump in jumps(1, 2, "x/")] == [False, False]
