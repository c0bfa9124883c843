from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image, features

from mujaz.site.cards import ACCENT, HEIGHT, WIDTH, CardsError, CardText, draw_card, make_cards

FONTS = Path(__file__).parents[2] / "theme" / "fonts"
LIBRARY = CardText("مكتبة عائمة ترسو في قرى الدلتا", "صحيفة النيل الأخضر", "11 حزيران 2025", "موجز")
HOSTILE = [
    LIBRARY,
    CardText("خبر", "", "11 حزيران 2025", "موجز"),
    CardText("عنوان " * 60, "مصدر طويل " * 20, "11 حزيران 2025", "موجز"),
    CardText("كلمة" * 80, "", "11 حزيران 2025", "موجز"),
    CardText("<script>alert(1)</script> \u202eNASA\u202c 2026", "AFP", "11 حزيران 2025", "موجز"),
    CardText("", "", "", ""),
]

drawable = pytest.mark.skipif(
    not features.check("raqm") or not (FONTS / "naskh-cards.ttf").is_file(),
    reason="needs raqm and the fonts of set-up",
)


@drawable
@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_every_headline_stays_inside_the_picture(text: CardText) -> None:
    image = Image.open(io.BytesIO(draw_card(text, FONTS))).convert("RGB")
    assert image.size == (WIDTH, HEIGHT)
    paper = image.getpixel((4, HEIGHT - 4))
    for x in (*range(60), *range(WIDTH - 60, WIDTH)):
        assert {image.getpixel((x, y)) for y in range(20, HEIGHT)} == {paper}


@drawable
def test_the_headline_is_set_from_the_right_and_letters_are_joined() -> None:
    image = Image.open(io.BytesIO(draw_card(LIBRARY, FONTS))).convert("L")
    ink = image.point(lambda value: 255 if value < 90 else 0).crop((0, 150, WIDTH, 500)).getbbox()
    assert ink is not None
    assert ink[2] > WIDTH - 90 and ink[0] > 90


@drawable
def test_pictures_are_drawn_once(tmp_path: Path) -> None:
    assert make_cards([LIBRARY, LIBRARY, HOSTILE[1]], FONTS, tmp_path) == 2
    assert make_cards([LIBRARY], FONTS, tmp_path) == 0
    assert sorted(path.suffix for path in (tmp_path / "share").iterdir()) == [".png", ".png"]


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(CardsError, match="no share pictures"):
        make_cards([LIBRARY], tmp_path, tmp_path)


def test_an_address_changes_with_the_words() -> None:
    assert LIBRARY.address != HOSTILE[1].address
    assert LIBRARY.address.startswith("share/") and ACCENT
