"""The theme's static files as served: one small stylesheet, names with content hashes, compressed copies."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import brotli

#: The order of the cascade: design tokens, reset, compositions, blocks (by name), utilities.
LAYERS = (
    "tokens.css",
    "fonts.css",
    "reset.css",
    "compositions.css",
    "blocks/*.css",
    "utilities.css",
    "print.css",
)

#: Font files that a page's first paint needs, in order (site/fonts.py makes them).
FIRST_FONTS = ("fonts/naskh-arabic.woff2", "fonts/naskh-marks.woff2")

FOLDER = "theme"
TEXT_SUFFIXES = frozenset({".html", ".css", ".js", ".json", ".xml", ".svg", ".txt", ".webmanifest"})
COPIES = (".gz", ".br")
SMALLEST_WORTH_COMPRESSING = 256

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SPACE = re.compile(r"\s+")
_AROUND = re.compile(r"\s*([{};,]|>(?!=))\s*|(?<=:)\s")  # a blank before a colon has a meaning: a :hover
_URL = re.compile(r"url\(([^)\s\"']+)\)")


@dataclass(frozen=True, slots=True)
class Assets:
    """The theme's files by the names templates use."""

    names: Mapping[str, str]  # "style.css" -> "theme/style.0a1b2c3d.css"
    contents: Mapping[str, bytes]  # "theme/style.0a1b2c3d.css" -> its bytes
    preload: tuple[str, ...]  # names of the fonts that a page wants first

    def address(self, name: str) -> str:
        """The site-relative address of a theme file; ``KeyError`` names the file that is not there."""
        try:
            return self.names[name]
        except KeyError:
            raise KeyError(f"theme/static has no {name}; add it or correct the template") from None

    @property
    def fingerprint(self) -> str:
        """Changes when any file of the theme's static folder does."""
        return hashlib.sha256("\n".join(sorted(self.contents)).encode()).hexdigest()[:16]


def load_assets(static: Path, fonts: Path | None = None) -> Assets:
    """Bundle the theme's ``static`` folder, with the fonts that set-up made where ``fonts`` has any.

    Deterministic: the same files give the same names and bytes.
    """
    names: dict[str, str] = {}
    contents: dict[str, bytes] = {}

    def add(name: str, data: bytes) -> str:
        path = Path(name)
        address = f"{FOLDER}/{path.with_suffix('')}.{hashlib.sha256(data).hexdigest()[:8]}{path.suffix}"
        names[name] = address
        contents[address] = data
        return address

    found = sorted(fonts.glob("*.woff2")) if fonts and fonts.is_dir() else []
    for path in found:
        add(f"fonts/{path.name}", path.read_bytes())
    for folder in ("js", "img"):
        for path in sorted((static / folder).glob("*")):
            add(path.name, path.read_bytes())
    add("style.css", bundle_css(static / "css", names).encode())
    return Assets(names, contents, tuple(name for name in FIRST_FONTS if name in names))


def bundle_css(folder: Path, names: Mapping[str, str]) -> str:
    """Join the stylesheets of ``folder`` in the order of ``LAYERS``, smaller.

    ``url(fonts/x.woff2)`` becomes the hashed name beside the stylesheet. A ``@font-face`` whose file is not
    there is left out, so that a build without fonts asks for none.
    """
    files = [path for layer in LAYERS for path in sorted(folder.glob(layer))]
    parts = [path.read_text(encoding="utf-8") for path in files]
    css = _without_missing_fonts("\n".join(parts), names)
    return _URL.sub(lambda found: f"url({_beside(found[1], names)})", smaller_css(css))


def smaller_css(css: str) -> str:
    """Drop comments and needless white space.

    >>> smaller_css("a { color : red; /* why */ }\\n\\n@media (width >= 1em) { b { margin: 0 } }")
    'a{color :red}@media (width >= 1em){b{margin:0}}'
    """
    text = _SPACE.sub(" ", _COMMENT.sub("", css))
    return _AROUND.sub(lambda found: found[1] or "", text).replace(";}", "}").strip()


def _without_missing_fonts(css: str, names: Mapping[str, str]) -> str:
    def kept(found: re.Match[str]) -> str:
        urls = _URL.findall(found[0])
        return found[0] if all(url.startswith("data:") or url in names for url in urls) else ""

    return re.sub(r"@font-face\s*\{[^}]*\}", kept, css)


def _beside(url: str, names: Mapping[str, str]) -> str:
    return names[url].removeprefix(f"{FOLDER}/") if url in names else url


def precompress(output: Path) -> int:
    """Keep a ``.gz`` and a ``.br`` beside each text file that is worth it; how many were made.

    Only what changed since is compressed. Where a file is gone its copies go, if both are there: one alone
    may be somebody's own. Reproducible: the gzip header holds no time and no name.
    """
    files = sorted(path for path in output.rglob("*") if path.is_file())
    for source in {path.with_suffix("") for path in files if path.suffix in COPIES}:
        copies = [source.with_name(source.name + suffix) for suffix in COPIES]
        ours = source.suffix in TEXT_SUFFIXES and all(copy.is_file() for copy in copies)
        if ours and not source.is_file():
            for copy in copies:
                copy.unlink()
    stale = [path for path in files if path.suffix in TEXT_SUFFIXES and _stale(path)]
    with ThreadPoolExecutor() as pool:  # both compressors let other threads run
        return sum(pool.map(_compress, stale))


def _stale(path: Path) -> bool:
    """Whether a copy is missing, or older than the file."""
    changed = path.stat()
    if changed.st_size < SMALLEST_WORTH_COMPRESSING:
        return False
    copies = [path.with_name(path.name + suffix) for suffix in COPIES]
    return any(not copy.is_file() or copy.stat().st_mtime_ns < changed.st_mtime_ns for copy in copies)


def _compress(path: Path) -> int:
    data = path.read_bytes()
    _replace(path.with_name(f"{path.name}.gz"), gzip.compress(data, 9, mtime=0))
    _replace(path.with_name(f"{path.name}.br"), brotli.compress(data, mode=brotli.MODE_TEXT, quality=9))
    return 1


def _replace(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    fresh = path.with_name(f".{path.name}.new")
    fresh.write_bytes(data)
    fresh.replace(path)
