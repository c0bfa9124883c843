from __future__ import annotations

import io
import re
import tarfile
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from mujaz.analysis.text import decode
from mujaz.site import fonts
from mujaz.site.words import load_words

ROOT = Path(__file__).parents[2]
MADE = ROOT / "theme" / "fonts"
CSS = ROOT / "theme" / "static" / "css" / "fonts.css"

made = pytest.mark.skipif(not (MADE / fonts.STAMP).is_file(), reason="needs the fonts of set-up")


def covered(name: str) -> set[int]:
    return set(TTFont(MADE / name).getBestCmap())


def declared(name: str) -> set[int]:
    """The ``unicode-range`` of a font file's face."""
    css = CSS.read_text(encoding="utf-8")
    face = re.search(rf"@font-face \{{[^}}]*{re.escape(name)}[^}}]*\}}", css)
    assert face
    codes: set[int] = set()
    for first, last in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", face[0]):
        codes |= set(range(int(first, 16), int(last or first, 16) + 1))
    return codes


def test_without_npm_one_line_says_so_and_nothing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert fonts.main([str(tmp_path / "fonts")]) == 0
    said = capsys.readouterr().out.splitlines()
    assert len(said) == 1 and "install Node" in said[0]
    assert not (tmp_path / "fonts").exists()


def test_a_package_with_other_files_is_refused(tmp_path: Path) -> None:
    archive = tmp_path / "package.tgz"
    with tarfile.open(archive, "w:gz") as tar:
        for name in (fonts.ARABIC, fonts.LATIN):
            member = tarfile.TarInfo(f"package/files/{name}")
            member.size = 4
            tar.addfile(member, io.BytesIO(b"evil"))
    with pytest.raises(fonts.FontsError, match="is not the file that was checked"):
        fonts._unpack(archive)


@made
def test_the_fonts_hold_every_letter_that_news_is_written_in() -> None:
    phrases = load_words(ROOT / "theme" / "words.ar.toml").values()
    words = "".join(x if isinstance(x, str) else "".join(x.values()) for x in phrases)
    files = (ROOT / "content" / "articles").rglob("*.txt")
    text = words + "".join(decode(path.read_bytes()).text for path in files)
    letters = {ord(letter) for letter in text if letter.isprintable() and ord(letter) < 0x2000}
    every = covered("naskh-arabic.woff2") | covered("naskh-marks.woff2") | covered("naskh-letters.woff2")
    assert {hex(code) for code in letters - every} == set()


@made
@pytest.mark.parametrize("name", ["naskh-arabic.woff2", "naskh-marks.woff2", "naskh-letters.woff2"])
def test_a_face_is_asked_only_for_what_it_has(name: str) -> None:
    has = covered(name)
    if name == "naskh-arabic.woff2":  # its range is the whole block; what lies in the file must be in it
        assert has <= declared(name) | {0x20, 0xA0}
    else:
        assert declared(name) <= has | {0xA0}


@made
def test_the_first_fonts_of_a_page_weigh_less_than_30_kb() -> None:
    assert (
        sum((MADE / name).stat().st_size for name in ("naskh-arabic.woff2", "naskh-marks.woff2")) < 30 * 1024
    )
