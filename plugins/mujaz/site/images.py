"""Images in Markdown: fetched when they come near, in a box that is theirs before they come."""

from __future__ import annotations

import re
from collections.abc import Callable
from html import escape
from pathlib import Path

_IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_SOURCE = re.compile(r"""\ssrc=(["'])\{(?:static|attach)\}(?P<path>[^"'#?]*)\1""", re.IGNORECASE)
_HAS = {
    name: re.compile(rf"\s{name}\s*=", re.IGNORECASE) for name in ("loading", "decoding", "width", "height")
}
_ORIENTATION, _LYING = 0x0112, frozenset({5, 6, 7, 8})  # EXIF: turned by a quarter


def lazy(html: str, file_of: Callable[[str], Path]) -> str:
    """``html`` with ``loading`` and, where the file is here, with ``width`` and ``height`` on each image.

    ``file_of`` gives the file of a path written after ``{static}``. What an author wrote stays.

    >>> lazy('<p><img alt="س" src="https://example.org/a.png"></p>', Path)
    '<p><img alt="س" src="https://example.org/a.png" loading="lazy" decoding="async"></p>'
    """

    def marked(found: re.Match[str]) -> str:
        tag = found[0]
        added = {"loading": "lazy", "decoding": "async"}
        source = _SOURCE.search(tag)
        size = size_of(file_of(source["path"])) if source else None
        if size and not _HAS["width"].search(tag) and not _HAS["height"].search(tag):
            added |= {"width": str(size[0]), "height": str(size[1])}
        attributes = "".join(
            f' {name}="{escape(value)}"' for name, value in added.items() if not _HAS[name].search(tag)
        )
        return tag.rstrip(">").rstrip().removesuffix("/").rstrip() + attributes + ">"

    return _IMAGE.sub(marked, html)


def size_of(path: Path) -> tuple[int, int] | None:
    """Width and height in pixels as shown; None for what is no picture or has no pixels (SVG)."""
    from PIL import Image  # most sites have no pictures

    try:
        with Image.open(path) as image:
            width, height = image.size
            turned = image.format == "JPEG" and image.getexif().get(_ORIENTATION) in _LYING
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return None
    return (height, width) if turned else (width, height)
