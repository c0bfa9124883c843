"""What people new to TOML write otherwise, told in plain words instead of the parser's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from mujaz.analysis.entities.keys import name_key

#: what editors put into Arabic text unseen, and the blank that TOML takes for none
_UNSEEN: dict[int, str | None] = {
    ord(mark): None for mark in "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\ufeff"
}
_UNSEEN |= {**dict.fromkeys(range(0x2066, 0x206A)), 0xA0: " "}
#: what newcomers call a table or a field in their own language: {key of the word: what to write}
ACTION_WORDS = {
    name_key(word): action
    for action, words in {
        "add": "إضافة|أضف|اسم جديد|جديد",
        "rename": "إعادة تسمية|تغيير الاسم|تسمية|اسم",
        "alias": "أسماء أخرى|اسم آخر|لقب|ألقاب|مرادف|مرادفات",
        "merge": "دمج|ادمج|توحيد",
        "split": "فصل|افصل|تقسيم|تفريق",
        "retype": "نوع|تغيير النوع|تصنيف",
        "hide": "إخفاء|أخف|حجب|حذف|احذف",
    }.items()
    for word in words.split("|")
}
FIELD_WORDS = {
    name_key(word): tuple(fields.split())
    for fields, words in {
        "name": "اسم|الاسم",
        "kind": "نوع|النوع",
        "aliases names": "أسماء|الأسماء|أسماء أخرى|ألقاب|الألقاب|مرادفات",
        "articles": "مقالات|المقالات|ملفات|الملفات|أخبار|الأخبار",
        "to into": "إلى|الاسم الجديد|في",
        "slug": "رابط|الرابط|عنوان|العنوان",
    }.items()
    for word in words.split("|")
}
_ARABIC_FIELD = re.compile(r"^\s*([^\x00-\x7f=:¤][^=:¤]*?)\s*[=:]")
_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"' + "|'[^']*'")
#: in a line whose texts are ¤: (what it looks like, what is wrong and what to write instead, the code)
_HABITS = tuple(
    (re.compile(looks), message, code)
    for looks, message, code in (
        ("[“”„‟«»‘’]", 'has marks that are not straight; write texts as "…"', "entities-marks"),
        (r"¤\s*\]?\s*(?://|--|؛|;)", "has a remark without #; write # before it", "entities-remark"),
        ("[＝﹦]", "has another sign in the place of =; write =", "entities-equals"),
        (r"=\s*\(", "has ( in the place of [; write lists as [¤, ¤]", "entities-list"),
        (r"=\s*¤\s*[,،]", "has several texts without brackets; write [¤, ¤]", "entities-list"),
        (
            r"=\s*(?:¤|\[[^\]]*\])\s*,?\s*(?:[A-Za-z_]+\s*)?=",
            "has two fields; write each on a line of its own",
            "entities-two-fields",
        ),
        ("[،؛]", "has an Arabic comma between texts; write ,", "entities-arabic-comma"),
        (r"^\s*[A-Za-z_-]+\s*[:¤]", "lacks = behind the field; write name = ¤", "entities-equals"),
        (
            r"^\s*[^\x00-\x7f¤]",
            "begins with no field; fields have Latin names, as name = ¤",
            "entities-latin-field",
        ),
        (
            r"""(?:^\s*[\w-]+\s*=|[\[,])\s*[^\s"'\[\],¤]""",
            "has a text without marks around it; write ¤",
            "entities-unmarked",
        ),
        ("[\"']", "lacks a quotation mark at the end of a text; write ¤", "entities-unclosed"),
        (r"¤\s*¤", "lacks a comma between two texts; write ¤, ¤", "entities-comma"),
        (r"^\s*[A-Za-z_-]+\s*=?\s*$", "has a field without a value; write name = ¤", "entities-no-value"),
    )
)


def plain(text: str) -> str:
    """The text with the line ends of any system as ``\\n``, and without unseen marks of direction."""
    return re.sub("\r\n?", "\n", text).translate(_UNSEEN)


def habits(lines: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """What is unlike TOML in lines that are none: (line from 1, what is wrong; what to write, code).

    >>> list(habits(['kind = "LOC"', 'aliases = ["الشهباء"، "س"]']))
    [(2, 'has an Arabic comma between texts; write ,', 'entities-arabic-comma')]
    """
    if any(mark in line for line in lines for mark in ('"""', "'''")):
        return  # a text of several lines holds whatever it likes
    yield from _open_lists(lines)
    for number, line in enumerate(lines, 1):
        bare = _TEXT.sub("¤", line).split("#")[0]
        arabic = _ARABIC_FIELD.match(bare)
        if arabic and (fields := FIELD_WORDS.get(name_key(arabic[1]))):
            latin = " or ".join(f'{field} = "…"' for field in fields)
            yield number, f'has the field "{arabic[1]}" in Arabic; write {latin}', "entities-latin-field"
            continue
        if any("\\" in text for text in _TEXT.findall(line) if text.startswith('"')):
            yield number, "has \\ in a text; write / between folders", "entities-backslash"
            continue
        for looks, message, code in _HABITS:
            if looks.search(bare):
                yield number, message.replace("¤", '"…"'), code
                break


def remark(line: str) -> bool:
    """Whether a line is a remark as other languages write it."""
    return line.lstrip().startswith(("//", "--", ";", "؛"))


def _open_lists(lines: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """The last lines of lists that have no end: a field begins before it, or the table ends."""
    depth, last = 0, 0
    for number, line in enumerate([*lines, "="], 1):
        bare = _TEXT.sub("¤", line).split("#")[0]
        if depth > 0 and (number > len(lines) or re.match(r"\s*[A-Za-z_-]+\s*=", bare)):
            yield last, "has a list without an end; write ] behind its last text", "entities-list"
            depth = 0
        depth += bare.count("[") - bare.count("]")
        last = number if bare.strip() else last
