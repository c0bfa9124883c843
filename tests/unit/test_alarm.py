"""The preview's bar and page of faults: located, in Arabic where there are words, in the site's frame."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mujaz.analysis.problems import FAULTS, NOTICES
from mujaz.site import alarm
from mujaz.site.alarm import Alarm
from mujaz.site.faults import Faults
from mujaz.site.words import load_words

WORDS = Path(__file__).parents[2] / "theme" / "words.ar.toml"
SOURCES = sorted((Path(__file__).parents[2] / "plugins" / "mujaz").rglob("*.py"))
FRAME = '<html><head><title>x</title></head><body class="a">\n<header>h</header><main id="m">x</main></body>'


@pytest.fixture
def left(tmp_path: Path) -> Path:
    """What a build with three faults leaves."""
    faults = Faults()
    faults.add("articles/خبر\u202e.txt", "there is no day '31 شباط 2026'; write <another>", 12)
    faults.add("pages", "the folder cannot be read; allow reading it")
    faults.add("pages/about.md", 'leads to "<x>", which is not there', 3, "link-missing", address="<x>")
    alarm.leave(tmp_path, faults, words=str(WORDS), digits="arab")
    return tmp_path


def test_the_bar_stands_before_the_page_until_it_is_hidden(left: Path) -> None:
    told = Alarm(WORDS)
    assert told.over(FRAME) == FRAME
    told.update(left, failed=False, said=["much"])
    page = told.over(FRAME)
    assert page.index('class="fault-bar"') < page.index("<header>")
    assert page.startswith('<html><head><title>x</title></head><body class="a"><aside')
    assert "في آخر بناء ٣ أخطاء." in page
    told.hidden = True
    assert told.over(FRAME) == FRAME
    told.update(left, failed=False, said=[])
    assert told.over(FRAME) == FRAME
    told.update(left, failed=True, said=["much"])
    assert "تعذّر البناء" in told.over(FRAME)


def test_the_page_tells_file_line_and_message(left: Path) -> None:
    told = Alarm(WORDS)
    told.update(left, failed=False, said=["much"])
    page = told.page(FRAME)
    assert '<bdi dir="ltr">articles/خبر\\u202e.txt</bdi> <span>السطر ١٢</span>' in page
    assert (
        'dir="ltr">there is no day &#39;<bdi dir="rtl">31 شباط 2026</bdi>&#39;; write &lt;another&gt;' in page
    )
    assert '<bdi dir="ltr">pages</bdi></p>' in page
    assert '<p class="faults__what">رابط إلى <bdi>&lt;x&gt;</bdi>، ولا شيء هناك. صحّح المسار.</p>' in page
    assert "which is not there" not in page
    assert "<title>أخطاء في المحتوى</title>" in page
    assert "<header>h</header>" in page
    assert 'id="m"' not in page
    assert "much" not in page


def test_a_failed_first_build_and_a_broken_words_file_still_tell(tmp_path: Path) -> None:
    told = Alarm(tmp_path / "missing.toml")
    told.update(tmp_path, failed=True, said=["MUJAZ_DIGITS is 'x'"])
    assert told.count == 1
    assert "MUJAZ_DIGITS is &#39;x&#39;" in told.page("")
    assert "<aside" in told.over(told.waiting())


def test_every_code_has_its_words_and_no_words_are_left_over() -> None:
    phrases = {key.removeprefix("fault.") for key in load_words(WORDS) if key.startswith("fault.")}
    code = "".join(path.read_text(encoding="utf-8") for path in SOURCES)
    assert phrases >= FAULTS | NOTICES
    assert phrases >= set(re.findall(r'(?:\bcode=|DocumentError\()"([a-z-]+)"', code))
    assert phrases >= set(re.findall(r'"((?:entities|analysis)-[a-z-]+)"', code))
    assert {name for name in phrases if f'"{name}"' not in code} == set()
