from __future__ import annotations

import gzip
import re
from pathlib import Path

import brotli
import pytest

from mujaz.site.assets import load_assets, precompress

STATIC = Path(__file__).parents[2] / "theme" / "static"
PHYSICAL = re.compile(
    r"\b(?:margin|padding|border|inset)-(?:left|right|top|bottom)\b|(?<![\w-])(?:left|right|top|bottom)\s*:"
    r"|:\s*(?:left|right)\s*[;}]"
)
#: Joined letters are pulled apart by the first, and do not exist in the others.
NOT_ARABIC = re.compile(r"letter-spacing|text-transform|font-style:\s*italic|text-align:\s*justify")


@pytest.mark.parametrize("path", sorted(STATIC.rglob("*.css")), ids=lambda path: path.name)
def test_stylesheets_know_no_left_or_right(path: Path) -> None:
    css = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert not PHYSICAL.findall(css)
    assert not NOT_ARABIC.findall(css)


def test_names_hold_the_contents_hash_and_nothing_changes_by_itself(tmp_path: Path) -> None:
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "tokens.css").write_text(":root { --a: 1px; }")
    first = load_assets(tmp_path)
    assert load_assets(tmp_path) == first
    (tmp_path / "css" / "tokens.css").write_text(":root { --a: 2px; }")
    second = load_assets(tmp_path)
    assert second.address("style.css") != first.address("style.css")
    assert second.fingerprint != first.fingerprint
    with pytest.raises(KeyError, match=r"no such\.js"):
        first.address("such.js")


def test_a_face_without_its_file_is_left_out_and_one_with_it_is_found_beside_the_stylesheet(
    tmp_path: Path,
) -> None:
    css = tmp_path / "css"
    css.mkdir()
    css.joinpath("fonts.css").write_text(
        '@font-face { font-family: "A"; src: url(fonts/here.woff2); }\n'
        '@font-face { font-family: "B"; src: url(fonts/gone.woff2); }\n'
        '@font-face { font-family: "C"; src: local("Arial"); }'
    )
    fonts = tmp_path / "made"
    fonts.mkdir()
    fonts.joinpath("here.woff2").write_bytes(b"font")
    assets = load_assets(tmp_path, fonts)
    style = assets.contents[assets.address("style.css")].decode()
    url = re.findall(r"url\((.*?)\)", style)
    assert [f"theme/{address}" for address in url] == [assets.address("fonts/here.woff2")]
    assert '"C"' in style


def test_the_theme_is_one_small_stylesheet_and_hardly_any_script() -> None:
    assets = load_assets(STATIC)
    sizes = {name: len(gzip.compress(assets.contents[assets.address(name)])) for name in assets.names}
    assert sizes["style.css"] < 6 * 1024
    assert sizes["reading.js"] < 1024


def test_compressed_copies_follow_their_files(tmp_path: Path) -> None:
    page = tmp_path / "a" / "index.html"
    page.parent.mkdir()
    page.write_text("<p>سطر</p>\n" * 100, encoding="utf-8")
    (tmp_path / "small.txt").write_text("few")
    (tmp_path / "picture.png").write_bytes(b"0" * 1000)
    assert precompress(tmp_path) == 1
    squeezed, tight = page.with_name("index.html.gz"), page.with_name("index.html.br")
    assert (
        gzip.decompress(squeezed.read_bytes()) == brotli.decompress(tight.read_bytes()) == page.read_bytes()
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a", "picture.png", "small.txt"]
    assert precompress(tmp_path) == 0
    page.unlink()
    precompress(tmp_path)
    assert not squeezed.exists() and not tight.exists()


_BLOCKS = sorted((STATIC / "css" / "blocks").glob("*.css"))
_BLOCK = re.compile(r"\.([a-z]+(?:-[a-z]+)*)")  # of .card__title or .card--lead: card


@pytest.mark.parametrize("path", _BLOCKS, ids=lambda path: path.stem)
def test_a_file_of_blocks_holds_the_block_of_its_name_alone(path: Path) -> None:
    """The first class of each selector is the block's: it styles itself and what it holds, nothing else."""
    css = re.sub(r"/\*.*?\*/", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    heads = [head for head in re.findall(r"([^{};]+)\{", css) if not head.lstrip().startswith("@")]
    selectors = [one.strip() for head in heads for one in _apart(head)]
    assert selectors
    blocks = {one: found[1] if (found := _BLOCK.search(one)) else "" for one in selectors}
    assert {one: block for one, block in blocks.items() if block != path.stem} == {}


def _apart(head: str) -> list[str]:
    """The selectors of a list; a comma inside brackets parts none.

    >>> _apart("a:is(b, c), d")
    ['a:is(b, c)', ' d']
    """
    return re.split(r",(?![^()]*\))", head)
