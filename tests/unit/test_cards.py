from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest
from PIL import Image, features

from mujaz.analysis.record import Source
from mujaz.site.cards import HEIGHT, WIDTH, Cards, CardsError, CardText, check, draw_card
from mujaz.site.views import Card
from mujaz.site.words import date_format

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
def test_a_picture_is_drawn_once_and_kept(tmp_path: Path) -> None:
    card = Card(LIBRARY.title, "x/", date(2025, 6, 11), Source(LIBRARY.source), "", 1, ())
    cards = Cards((card,), "موجز", date_format("ar_LB"), FONTS, tmp_path / "share")
    assert cards.text(0) == LIBRARY
    data = cards.picture(0)
    kept = tmp_path / cards.address(0)
    assert kept.read_bytes() == data == draw_card(LIBRARY, FONTS)
    kept.write_bytes(b"kept")
    assert cards.picture(0) == b"kept"


def test_what_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(CardsError, match="no share pictures"):
        check(tmp_path)


def test_an_address_changes_with_the_words() -> None:
    assert len({text.address for text in HOSTILE}) == len(HOSTILE)
