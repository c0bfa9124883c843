"""Whole builds of invented articles, and a reader of what they wrote."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.etree.ElementTree import Element

import html5lib
import pytest

ROOT = Path(__file__).parents[2]

PORT = """التاريخ: 2026-03-02
المصدر: وكالة المرفأ
الرابط: https://example.org/port?a=1&b=2
مرفأ اللاذقية يستقبل أول سفينة قمح هذا الموسم

استقبل مرفأ اللاذقية صباح الاثنين أول سفينة قمح هذا الموسم، وعلى متنها ثلاثون ألف طن.
وقالت مديرة المرفأ رهف الدالاتي: «استعددنا لهذا الموسم منذ ستة أشهر، وأضفنا رصيفين جديدين لاستقبال القمح».
وأضافت: «لن تنتظر سفينة واحدة أكثر من يوم، فقد دربنا فرق التفريغ على العمل ليلاً ونهاراً».
ويعمل في المرفأ نحو أربعمئة عامل.
عمال المرفأ يفرغون أول شحنة
وتتوقع غرفة التجارة في حلب أن تصل خمس سفن أخرى قبل نهاية الشهر.
وأوضح رئيس الغرفة سامي العطار أن الأسعار <لن ترتفع> & أن المخزون كاف.
وختم: «نشتري القمح من المزارعين السوريين أولاً، ثم نسد النقص من الخارج كما فعلنا في العام الماضي».
ويستمر الموسم حتى نهاية الصيف.
"""

MUSEUM = """التاريخ: 2026-03-02
متحف حلب يفتح <قاعة> جديدة & يعرض "ألواحاً" من الطين

افتتح متحف حلب الاثنين قاعة جديدة تعرض ألواحاً من الطين.
وقال أمين المتحف نزار الخاني إن اللوح الأكبر “قطعة لا مثيل لها في متاحف المنطقة كلها”.
وحضر الافتتاح وفد من جامعة دمشق.
"""

RAIN = """التاريخ: 2026-03-01
أمطار غزيرة في دمشق واللاذقية

هطلت أمطار غزيرة في دمشق واللاذقية ليل السبت.
وقال الراصد الجوي وائل درويش: «لم نسجل مثل هذه الكمية منذ عشرين عاماً، وننصح الناس بالبقاء في بيوتهم».
وفتحت المدارس أبوابها صباح الأحد.
"""

MARKDOWN = """Title: في مطبخ الخبر
Date: 2026-02-28
Source: موجز

كتبت *رهف الدالاتي* من اللاذقية، وفي [موقعها](https://example.org/) صور من حلب.

## عنوان فرعي

قال نزار الخاني: «نكتب الخبر كما سمعناه، ونترك للقارئ أن يحكم عليه بعد ذلك».

```
حلب < دمشق
```

- بند أول
- بند ثان & أخير

![صورة]({static}/images/dot.png) وانظر [الخبر]({filename}/articles/rain.txt).
"""

ABOUT = """Title: عن الموقع

هذه الصفحة عن موقع يكتب من دمشق.
"""

ARTICLES: Mapping[str, str] = {
    "articles/port.txt": PORT,
    "articles/museum.txt": MUSEUM,
    "articles/rain.txt": RAIN,
    "articles/kitchen.md": MARKDOWN,
    "pages/about.md": ABOUT,
}


@dataclass(frozen=True)
class Built:
    """One build: where it was written, how it ended, what it said."""

    output: Path
    status: int
    said: str

    def page(self, address: str) -> Element:
        """A page, parsed."""
        text = (self.output / address / "index.html").read_text(encoding="utf-8")
        return html5lib.parse(text, namespaceHTMLElements=False)

    def html(self, address: str) -> str:
        return (self.output / address / "index.html").read_text(encoding="utf-8")

    def tree(self) -> dict[str, bytes]:
        """Every file with its bytes."""
        return {
            path.relative_to(self.output).as_posix(): path.read_bytes()
            for path in sorted(self.output.rglob("*"))
            if path.is_file()
        }


def write(content: Path, files: Mapping[str, str | bytes]) -> Path:
    for name, text in files.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return content


@pytest.fixture(name="write", scope="session")
def _write() -> Callable[[Path, Mapping[str, str | bytes]], Path]:
    return write


Build = Callable[..., Built]


def run_build(content: Path, output: Path, state: Path, seed: int = 0, **settings: object) -> Built:
    """Run Pelican in a process of its own."""
    import json

    settings = {"MUJAZ_STORE": str(state / "store.sqlite"), "MUJAZ_STATE": str(state / "builds"), **settings}
    extra = [f"{name}={json.dumps(value)}" for name, value in settings.items()]
    command = [
        sys.executable,
        "-m",
        "pelican",
        str(content),
        "-s",
        str(ROOT / "pelicanconf.py"),
        "-o",
        str(output),
    ]
    done = subprocess.run(
        [*command, "-e", *extra],
        capture_output=True,
        text=True,
        check=False,
        cwd=state.parent,
        env={**os.environ, "PYTHONHASHSEED": str(seed), "COLUMNS": "400", "PYTHONUTF8": "1"},
    )
    return Built(output, done.returncode, done.stdout + done.stderr)


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """``build(content)``: into ``tmp_path/output``, remembering in ``tmp_path/state``."""

    def run(
        content: Path, output: Path | None = None, state: Path | None = None, **settings: object
    ) -> Built:
        state = state or tmp_path / "state"
        state.mkdir(exist_ok=True)
        return run_build(content, output or tmp_path / "output", state, **settings)

    return run


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The sample articles, built for reading from disk."""
    folder = tmp_path_factory.mktemp("site")
    content = write(folder / "content", {**ARTICLES, "images/dot.png": PNG})
    (folder / "state").mkdir()
    return run_build(content, folder / "output", folder / "state")


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000a49444154789c6300010000000500010d0a2db4"
    "0000000049454e44ae426082"
)


def links(page: Element) -> Iterator[str]:
    """Every href and src of a page."""
    for element in page.iter():
        for name in ("href", "src", "cite"):
            value = element.get(name)
            if value:
                yield value


def broken_links(output: Path) -> list[str]:
    """The links and anchors of a site on disk that lead nowhere."""
    ids: dict[Path, set[str]] = {}
    pages: dict[Path, Element] = {}
    for path in sorted(output.rglob("*.html")):
        pages[path] = html5lib.parse(path.read_text(encoding="utf-8"), namespaceHTMLElements=False)
        ids[path] = {element.get("id") or "" for element in pages[path].iter()}
    broken = []
    for path, page in pages.items():
        for href in links(page):
            parts = urlsplit(href)
            if parts.scheme or parts.netloc or "/pagefind/" in href:
                continue
            start = output if href.startswith("/") else path.parent
            target = (start / unquote(parts.path).lstrip("/")).resolve() if parts.path else path
            if not target.is_file():
                broken.append(f"{path.relative_to(output)}: {href}")
            elif parts.fragment and target in ids and parts.fragment not in ids[target]:
                broken.append(f"{path.relative_to(output)}: {href} has no such anchor")
    return broken


@pytest.fixture(name="broken_links", scope="session")
def _broken_links() -> Callable[[Path], list[str]]:
    return broken_links


@pytest.fixture(name="run_build", scope="session")
def _run_build() -> Callable[..., Built]:
    return run_build


@pytest.fixture(scope="session")
def articles() -> Mapping[str, str | bytes]:
    """The sample articles, by the files they stand in."""
    return {**ARTICLES, "images/dot.png": PNG}
