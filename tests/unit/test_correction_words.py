"""Every fault of a corrections file has a code, and says itself in Arabic with what was found in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from mujaz.archive.correction_file import Fault
from mujaz.archive.corrections import parse, read
from mujaz.site.wording import worded
from mujaz.site.words import load_words, translator

WORDS = Path(__file__).parents[2] / "theme" / "words.ar.toml"

#: code: a file with that fault, what of it its words hold
FAULTY = {
    "entities-outside": ('name = "سهى"', "[[rename]]"),
    "entities-unknown": ("[[rname]]", "rname"),
    "entities-brackets": ('[hide]\nname = "سهى"', "[[hide]]"),
    "entities-nested": ("[[hide]]\nname = " + "[" * 2000 + "]" * 2000, ""),
    "entities-marks": ("[[hide]]\nname = «سهى»", ""),
    "entities-arabic-comma": ('[[merge]]\ninto = "سهى"\nnames = ["س"، "ص"]', ""),
    "entities-equals": ('[[hide]]\nname: "سهى"', ""),
    "entities-latin-field": ('[[hide]]\nاسم = "سهى"', ""),
    "entities-unmarked": ("[[hide]]\nname = سهى", ""),
    "entities-unclosed": ('[[hide]]\nname = "سهى', ""),
    "entities-comma": ('[[merge]]\ninto = "سهى"\nnames = ["س" "ص"]', ""),
    "entities-no-value": ("[[hide]]\nname =", ""),
    "entities-field-twice": ('[[hide]]\nname = "سهى"\nname = "سها"', ""),
    "entities-syntax": ('[[hide]]\nname = "سهى" ]', ""),
    "entities-field-unknown": ('[[hide]]\nnam = "سهى"', "nam"),
    "entities-field-missing": ("[[hide]]", "name = "),
    "entities-no-list": ('[[merge]]\ninto = "سهى"\nnames = "سها"', "names"),
    "entities-no-text": ("[[hide]]\nname = 5", "name"),
    "entities-kind": ('[[retype]]\nname = "سهى"\nkind = "بلد"', "بلد"),
    "entities-slug": ('[[rename]]\nname = "سهى"\nto = "سها"\nslug = "Suha M"', "Suha M"),
    "entities-long": ('[[hide]]\nname = "' + "سهى " * 40 + '"', "120"),
    "entities-no-name": ('[[hide]]\nname = "؟؟"', "؟؟"),
    "entities-empty": ('[[hide]]\nname = "سهى"\narticles = [" "]', "articles"),
    "entities-merge-alone": ('[[merge]]\ninto = "سهى"\nnames = ["سهى"]', "سهى"),
    "entities-same-name": ('[[rename]]\nname = "سهى"\nto = "سهى"', "سهى"),
    "entities-home": (
        '[[alias]]\nname = "سهى"\naliases = ["سو"]\n[[alias]]\nname = "نوال"\naliases = ["سو"]',
        "سو",
    ),
    "entities-slug-taken": (
        '[[add]]\nname = "سهى"\nkind = "PER"\nslug = "s"\n[[add]]\nname = "نوال"\nkind = "PER"\nslug = "s"',
        "s",
    ),
    "entities-name-taken": (
        '[[rename]]\nname = "سهى"\nto = "سو"\n[[rename]]\nname = "نوال"\nto = "سو"',
        "سو",
    ),
    "entities-part-same": ('[[split]]\nname = "سهى"\narticles = ["*"]\nto = "سهى"', "سهى"),
    "entities-part-taken": (
        '[[split]]\nname = "س"\narticles = ["*"]\nto = "سهى"\n'
        '[[split]]\nname = "ص"\narticles = ["*"]\nto = "سهى"',
        "سهى",
    ),
    "entities-backslash": ('[[hide]]\nname = "سهى"\narticles = ["2026\\\\03"]'.replace("\\\\", "\\"), ""),
    "entities-list": ('[[merge]]\ninto = "سهى"\nnames = "س", "ص"', ""),
    "entities-remark": ("// سهى", ""),
    "entities-two-fields": ('[[rename]]\nname = "سهى" to = "سها"', ""),
    "entities-twice": ('[[hide]]\nname = "سهى"\n[[hide]]\nname = "سهى"', "سهى"),
    "entities-circle": (
        '[[rename]]\nname = "سهى"\nto = "نوال"\n[[rename]]\nname = "نوال"\nto = "سهى"',
        "نوال",
    ),
}


def words_of(fault: Fault) -> str:
    return str(worded(translator(load_words(WORDS)), fault.code, fault.message, fault.values))


@pytest.mark.parametrize("code", FAULTY)
def test_a_fault_says_itself_in_arabic_with_what_was_found(code: str) -> None:
    text, found = FAULTY[code]
    faults = {fault.code: fault for fault in parse(text).faults}
    assert code in faults, [fault.message for fault in faults.values()]
    words = words_of(faults[code])
    assert "lang=" not in words
    assert found in re.sub(r"<[^>]*>", "", words)
    assert "{" not in words
    assert "}" not in words


@pytest.mark.parametrize("data", ["[[hide]]".encode("utf-16"), b"\xc7\xe1"], ids=["utf-16", "cp1256"])
def test_a_file_in_another_encoding_too(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "entities.toml"
    path.write_bytes(data)
    (fault,) = read(path).faults
    words = words_of(fault)
    assert "UTF-8" in words
    assert "lang=" not in words


def test_no_code_of_the_sources_is_left_out() -> None:
    sources = (Path(__file__).parents[2] / "plugins").rglob("*.py")
    code = "".join(path.read_text(encoding="utf-8") for path in sources)
    assert set(re.findall(r'"(entities-[a-z-]+)"', code)) == set(FAULTY)
