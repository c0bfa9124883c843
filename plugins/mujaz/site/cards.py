"""Share pictures: an article's headline on the site's paper, 1200×630, as PNG.

Arabic is shaped and ordered by raqm through Pillow, in the fonts that set-up made (site/fonts.py). A picture
is named by a hash of all that is drawn, so that a folder of pictures is its own cache.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont, features

from mujaz.site.passages import plain
from mujaz.site.views import Card

WIDTH, HEIGHT = 1200, 630
EDGE = 72
PAPER, INK, SOFT, LINE, ACCENT = "#fbf9f4", "#1d1b16", "#6a6457", "#ddd6c6", "#8a1f2d"
HEADLINE_SIZES = (76, 68, 60, 52, 46, 40)  # the largest that fits is taken
HEADLINE_TOP, HEADLINE_BOTTOM = 150, 500
LINE_HEIGHT = 1.5
FACE, BOLD = "naskh-cards.ttf", "naskh-cards-bold.ttf"
FOLDER = "share"
VERSION = 1  # of the drawing: raise it when pictures should be made anew


class CardsError(RuntimeError):
    """Share pictures cannot be drawn here; the message says what is missing."""


@dataclass(frozen=True, slots=True)
class CardText:
    """What a picture says."""

    title: str
    source: str
    date: str
    site: str

    @property
    def address(self) -> str:
        """The picture's site-relative address: a hash of its words and of the drawing's version."""
        key = "\0".join((*astuple(self), str(VERSION)))
        return f"{FOLDER}/{hashlib.sha256(key.encode()).hexdigest()[:16]}.png"


def check(fonts: Path) -> None:
    """Raise ``CardsError`` if pictures cannot be drawn: no raqm, or no fonts in ``fonts``."""
    if not features.check("raqm"):
        raise CardsError(
            "this Pillow has no raqm, which joins Arabic letters: articles get no share pictures;"
            " install a Pillow wheel from the lock file, or libraqm"
        )
    if not (fonts / FACE).is_file() or not (fonts / BOLD).is_file():
        raise CardsError(
            f"{fonts} has no {FACE}: articles get no share pictures; install Node and run the set-up again"
        )


@dataclass(frozen=True, slots=True)
class Cards:
    """The share pictures of a list of articles, by their place in it."""

    articles: Sequence[Card]
    site: str
    date: Callable[[date, str], str]
    fonts: Path
    folder: Path  # drawn pictures are kept here from build to build

    def text(self, index: int) -> CardText:
        """What an article's picture says."""
        card = self.articles[index]
        source = plain(card.source.name) if card.source else ""
        return CardText(plain(card.title), source, self.date(card.date, "long"), self.site)

    def address(self, index: int) -> str:
        """An article's picture's site-relative address."""
        return self.text(index).address

    def picture(self, index: int) -> bytes:
        """An article's picture as PNG, drawn if the folder does not have it; kept whole or not at all."""
        text = self.text(index)
        path = self.folder / Path(text.address).name
        if path.is_file():
            return path.read_bytes()
        data = draw_card(text, self.fonts)
        part = path.with_suffix(f".{os.getpid()}.part")
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            part.write_bytes(data)
            part.replace(path)
        except OSError:  # it is drawn again next time
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
        return data


def draw_card(text: CardText, fonts: Path) -> bytes:
    """One picture as PNG: the site's name, the headline set from the right, source and date below a rule."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    start = WIDTH - EDGE  # the reading start
    draw.rectangle((0, 0, WIDTH, 12), fill=ACCENT)
    _line(draw, (start, 96), text.site, _font(fonts / BOLD, 54), ACCENT)
    font, lines = _fitted(text.title, fonts / BOLD, WIDTH - 2 * EDGE)
    step = font.size * LINE_HEIGHT
    baseline = HEADLINE_TOP + font.size * 1.1
    for number, line in enumerate(lines):
        _line(draw, (start, baseline + number * step), line, font, INK)
    draw.line((EDGE, 540, start, 540), fill=LINE, width=2)
    small = _font(fonts / FACE, 32)
    _line(draw, (start, 588), _cut(text.source or text.date, small, 700), small, SOFT)
    if text.source:
        draw.text((EDGE, 588), text.date, SOFT, small, anchor="ls", direction="rtl", language="ar")
    out = io.BytesIO()
    image.quantize(32, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def _line(
    draw: ImageDraw.ImageDraw, at: tuple[float, float], text: str, font: ImageFont.FreeTypeFont, fill: str
) -> None:
    draw.text(at, text, fill, font, anchor="rs", direction="rtl", language="ar")


@lru_cache(maxsize=32)
def _font(path: Path, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.RAQM)


def _fitted(text: str, path: Path, width: int) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """The headline in the largest size whose lines fit the picture; cut with an ellipsis where none does."""
    for size in HEADLINE_SIZES:
        font = _font(path, size)
        lines = wrap(text, font, width)
        room = int((HEADLINE_BOTTOM - HEADLINE_TOP) / (size * LINE_HEIGHT))
        if len(lines) <= room:
            break
    else:
        lines = [*lines[: room - 1], _cut(f"{lines[room - 1]} …", font, width, always=True)]
    return font, lines


def wrap(text: str, font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Break ``text`` between words into lines no wider than ``width``, as even as they come.

    A single word wider than that is cut.
    """
    words = text.split()
    lines = _broken(words, font, width)
    if len(lines) < 2:
        return lines
    narrow, wide = width // 2, width
    while wide - narrow > 16:  # the narrowest width that takes no further line makes them even
        middle = (narrow + wide) // 2
        if len(_broken(words, font, middle)) > len(lines):
            narrow = middle
        else:
            wide = middle
    return _broken(words, font, wide)


def _broken(words: list[str], font: ImageFont.FreeTypeFont, width: int) -> list[str]:
    lines: list[str] = []
    current = ""
    for word in words:
        joined = f"{current} {word}".strip()
        if current and _length(joined, font) > width:
            lines.append(current)
            current = _cut(word, font, width)
        else:
            current = joined if current else _cut(word, font, width)
    return [*lines, current] if current else lines


def _cut(text: str, font: ImageFont.FreeTypeFont, width: int, *, always: bool = False) -> str:
    if _length(text, font) <= width:
        return text
    text = text.removesuffix(" …") if always else text
    while text and _length(f"{text}…", font) > width:
        text = text[:-1].rstrip()
    return f"{text}…"


def _length(text: str, font: ImageFont.FreeTypeFont) -> float:
    return font.getlength(text, direction="rtl", language="ar")
