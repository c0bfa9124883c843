"""The words titles, bodies and names are made of: lists of ``data/roles.toml`` and what a word can head."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from mujaz.analysis.quotes.words import CLOSE, OPEN, QUOTE, fold

_DATA = Path(__file__).parent.parent / "data"
PUNCTUATION = frozenset("،,:؛;.؟?!…()[]{}-–—/*|") | {"..", "...", "--", "....", QUOTE, OPEN, CLOSE}
COMMAS = frozenset("،,?")  # ? stands for ، in some scraped text; questions are quoted
#: What closes a clause's subject for good: the reported clause begins.
COMPLEMENTIZERS = frozenset(
    {
        "ان",
        "انه",
        "انها",
        "انهم",
        "انهما",
        "انني",
        "اني",
        "اننا",
        "انا",
        "بان",
        "بانه",
        "بانها",
        "بانهم",
        "بانني",
        "وان",
        "وانه",
        "وانها",
        "لان",
    }
)
INNER_PREPOSITIONS = frozenset(
    {"في", "فى", "باسم", "على", "لشؤون", "لشئون", "بشؤون", "من", "لدى", "ضمن", "بين", "تحت", "عن"}
)
OCCASIONS = frozenset(
    fold(word)
    for word in (
        "بيان تصريح تصريحات مؤتمر كلمة كلمته كلمتها حديث حديثه حديثها مقابلة تغريدة تغريدات تدوينة خطاب خطابه حوار ختام وقت اتصال رسالة جلسة "
        "ندوة كتاب كتابه نفس هذا هذه ذات السياق الوقت أعقاب تقرير معرض مستهل بداية نهاية أول آخر منشور لقاء لقائه تعليق تعليقه رده رد مداخلة "
        "مقال افتتاحية بيانه بيانها تصريحه تصريحها تصريحاته تصريحاتها مقطع فيديو مدونة تسجيل ظهور سياق إطار حين الأثناء حفل اجتماع مقدمة "
        "الأسبوع العام اليوم الشهر يوم شهر عام سنة مستهل الخامس جهة جهته جانبه ناحيته المقابل غضون أعقاب أثناء حال ضوء ظل سؤال مؤتمره "
        "كلام كلامه قراءته قراءتها إجابته شهادته شهادتها مداخلته خطبة برنامج إشارة صفحته صفحتها حسابه حسابها"
    ).split()
)


@dataclass(frozen=True, eq=False)
class Lexicon:
    """The word lists of ``data/roles.toml`` and of what is ordinarily no name."""

    person: frozenset[str]
    honorific: frozenset[str]
    source: frozenset[str]
    body: frozenset[str]
    document: frozenset[str]
    venue: frozenset[str]
    addressee: frozenset[str]
    particle: frozenset[str]
    never: frozenset[str]
    club: frozenset[str]
    given: frozenset[str]
    given_male: frozenset[str]
    given_female: frozenset[str]
    ordinary: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """Read the word lists once."""
    lists = tomllib.loads((_DATA / "roles.toml").read_text(encoding="utf-8"))
    names = tomllib.loads((_DATA / "given-names.toml").read_text(encoding="utf-8"))
    ordinary = [
        row for row in (_DATA / "ordinary.txt").read_text(encoding="utf-8").split("\n") if row[:1] != "#"
    ]
    sets = {key: frozenset(fold(value).split()) for key, value in {**lists, **names}.items()}
    given = sets["male"] | sets["female"] | sets["foreign"]
    return Lexicon(
        **{key: sets[key] for key in lists},
        given=given,
        given_male=sets["male"],
        given_female=sets["female"],
        ordinary=frozenset(ordinary) - sets["particle"] - given,
    )


@lru_cache(maxsize=16384)
def bare(form: str) -> str:
    """A form without the article: الوزير -> وزير, للوزير is left alone."""
    return form[2:] if form.startswith("ال") and len(form) > 4 else form


@lru_cache(maxsize=16384)
def head_kind(form: str, lex: Lexicon) -> str:
    """What a word can head: person, body, document, source or nothing."""
    word = bare(form)
    if word in lex.source:
        return "source"
    if word in lex.document:
        return "document"
    if word in lex.body:
        return "body"
    if word in lex.person or (word.endswith("ة") and word[:-1] in lex.person):
        return "person"
    if word.endswith(("ون", "ين")) and word[:-2] in lex.person:
        return "source"
    if form == word:
        for ending in ("ه", "ها", "هم"):
            stem = word.removesuffix(ending)
            if stem != word and (stem in lex.person or (stem.endswith("ت") and stem[:-1] in lex.person)):
                return "person"
    return ""


def is_addressee(form: str, lex: Lexicon) -> bool:
    word = bare(form)
    return (
        word in lex.addressee
        or form in lex.addressee
        or word in ("جمهور", "صحافة", "انباء")
        or word.startswith("نظير")
    )


_MOSQUE = frozenset({"المسجد", "مسجد", "جامع", "الجامع", "الحرم", "وخطيب", "الحرمين"})


def ends_subject(forms: list[str], j: int, lex: Lexicon) -> bool:
    """Whether the word at ``j`` is one of place, time or manner. إمام المسجد is none, though أمام is."""
    form = forms[j]
    if form not in lex.venue:
        return False
    if form == "امام" and j + 1 < len(forms) and forms[j + 1] in _MOSQUE:
        return False
    return not (form == "مع" and j and forms[j - 1].startswith(("المت", "متحالف", "متعاون")))
