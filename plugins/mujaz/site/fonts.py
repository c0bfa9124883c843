"""The site's type: Noto Naskh Arabic (variable, OFL), cut down to what Arabic news is set in.

Run at set-up: ``python -m mujaz.site.fonts FOLDER``. It takes the pinned npm package where npm is there and
writes small WOFF2 files for pages and two TTF files for share pictures. Without npm, pages use the system's
fonts and one line says so. The result depends on the package and this file alone.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

PACKAGE = "@fontsource-variable/noto-naskh-arabic@5.3.0"

ARABIC = "noto-naskh-arabic-arabic-wght-normal.woff2"
LATIN = "noto-naskh-arabic-latin-wght-normal.woff2"

#: The files taken from the package, with their SHA-256: anything else is refused.
SOURCES: Mapping[str, str] = {
    ARABIC: "2a10d33e1f7129ab2b6ec76666e82ac5b509fbcfa7b4a3a1289bff42d2d64cd7",
    LATIN: "2a30d48ddf0a75254b40b236fcfe789aed180526224ccb5089fd0b49999e0ec0",
}
#: Modern standard Arabic with the letters of foreign names (پ چ ژ ڤ گ ک ی), its marks, digits and joiners.
ARABIC_RANGES = (
    (0x060C, 0x060C), (0x061B, 0x061B), (0x061F, 0x061F), (0x0621, 0x063A), (0x0640, 0x0655),
    (0x0660, 0x066C), (0x0670, 0x0671), (0x067E, 0x067E), (0x0686, 0x0686), (0x0698, 0x0698),
    (0x06A4, 0x06A4), (0x06A9, 0x06A9), (0x06AF, 0x06AF), (0x06CC, 0x06CC), (0x200C, 0x200F),
)  # fmt: skip
#: What every page needs from the Latin file: digits, quotation marks and stops, which no Arabic subset has.
MARKS = " \u00a0!\"%'()*+,-./0123456789:;<=>?[]«»·×–—‘’“”•…"
#: Latin letters, asked for only by the pages that hold some.
LETTER_RANGES = (
    (0x23, 0x26),
    (0x40, 0x5A),
    (0x5C, 0x5C),
    (0x5F, 0x7E),
    (0xA3, 0xA9),
    (0xB0, 0xB0),
    (0xBF, 0xFF),
    (0x20AC, 0x20AC),
)

STAMP = "made-from.txt"


class FontsError(RuntimeError):
    """The fonts could not be made; the message says why. A site is built with the system's fonts then."""


def make_fonts(folder: Path) -> bool:
    """Make the font files in ``folder`` unless they are there already; whether anything was made.

    Raises ``FontsError`` where npm is missing, or the package cannot be had or is not the pinned one.
    """
    made_from = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()
    stamp = folder / STAMP
    if stamp.is_file() and stamp.read_text(encoding="ascii").strip() == made_from:
        return False
    files = fetch_package()
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in font_files(files[ARABIC], files[LATIN]).items():
        (folder / name).write_bytes(data)
    (folder / "OFL.txt").write_bytes(files["LICENSE"])
    stamp.write_text(made_from + "\n", encoding="ascii")
    return True


def fetch_package() -> dict[str, bytes]:
    """The needed files of the pinned npm package, checked. Nothing of the package is run."""
    npm = shutil.which("npm")
    if npm is None:
        raise FontsError(
            "npm is not there: pages use the system's Arabic fonts; install Node for Noto Naskh Arabic"
        )
    with tempfile.TemporaryDirectory() as folder:
        command = [npm, "pack", PACKAGE, "--pack-destination", folder, "--silent", "--ignore-scripts"]
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, check=False, timeout=120, cwd=folder
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise FontsError(
                f"npm did not give {PACKAGE} ({error}); the pages use the system's Arabic fonts"
            ) from error
        archives = sorted(Path(folder).glob("*.tgz"))
        if done.returncode or not archives:
            said = (done.stderr or done.stdout).strip().splitlines()
            raise FontsError(
                f"npm did not give {PACKAGE} ({said[-1] if said else 'no reason given'});"
                " the pages use the system's Arabic fonts"
            )
        return _unpack(archives[0])


def _unpack(archive: Path) -> dict[str, bytes]:
    wanted = {f"package/files/{name}": name for name in SOURCES} | {"package/LICENSE": "LICENSE"}
    files: dict[str, bytes] = {}
    with tarfile.open(archive) as tar:
        for member in tar:
            if member.name in wanted and member.isfile() and (data := tar.extractfile(member)):
                files[wanted[member.name]] = data.read()
    for name, digest in SOURCES.items():
        if hashlib.sha256(files.get(name, b"")).hexdigest() != digest:
            raise FontsError(
                f"{name} of {PACKAGE} is not the file that was checked; the pages use the system's fonts"
            )
    return files


def font_files(arabic: bytes, latin: bytes) -> dict[str, bytes]:
    """All font files by name, from the package's Arabic and Latin files."""
    letters = _range(LETTER_RANGES)
    marks = {ord(mark) for mark in MARKS}
    return {
        "naskh-arabic.woff2": subset(arabic, _range(ARABIC_RANGES), "woff2"),
        "naskh-marks.woff2": subset(latin, marks, "woff2"),
        "naskh-letters.woff2": subset(latin, letters, "woff2"),
        "naskh-cards.ttf": _static(arabic, latin, letters | marks, 400),
        "naskh-cards-bold.ttf": _static(arabic, latin, letters | marks, 700),
    }


def subset(data: bytes, characters: Iterable[int], flavor: str | None) -> bytes:
    """The font with these characters alone (and the glyphs they turn into), hinting dropped."""
    from fontTools.subset import Options, Subsetter
    from fontTools.ttLib import TTFont

    options = Options()
    options.hinting = False
    options.desubroutinize = True
    options.name_IDs = [0, 1, 2, 13, 14]  # copyright, family, licence
    options.flavor = flavor
    font = TTFont(io.BytesIO(data), recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    return _bytes(font, flavor)


def _static(arabic: bytes, latin: bytes, characters: set[int], weight: int) -> bytes:
    """One plain TTF of one weight with both scripts, for a drawing library that takes one file at a time."""
    from fontTools.merge import Merger
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for name, data, wanted in (("a", arabic, _range(ARABIC_RANGES)), ("l", latin, characters)):
            font = TTFont(io.BytesIO(subset(data, wanted, None)), recalcTimestamp=False)
            path = Path(folder) / f"{name}.ttf"
            path.write_bytes(_bytes(instantiateVariableFont(font, {"wght": weight}), None))
            paths.append(str(path))
        return _bytes(Merger().merge(paths), None)


def _bytes(font: TTFont, flavor: str | None) -> bytes:
    font.flavor = flavor
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _range(ranges: Iterable[tuple[int, int]]) -> set[int]:
    return {code for first, last in ranges for code in range(first, last + 1)}


def main(arguments: list[str]) -> int:
    """Make the fonts in the folder named. Never fails a set-up: a site without them is complete."""
    os.environ.setdefault("SOURCE_DATE_EPOCH", "0")
    folder = Path(arguments[0] if arguments else "theme/fonts")
    try:
        made = make_fonts(folder)
    except FontsError as error:
        print(f"fonts: {error}")
        return 0
    if made:
        sizes = ", ".join(
            f"{path.name} {path.stat().st_size / 1024:.1f} KB" for path in sorted(folder.glob("*.woff2"))
        )
        print(f"fonts: {folder}: {sizes}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
