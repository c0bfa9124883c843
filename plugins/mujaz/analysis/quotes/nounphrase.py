"""The noun phrases that stand for speakers: titles, complements, the name, appositions.

    أستاذ الدراسات الكورية في جامعة أوسلو | فلاديمير تيخونوف
    وزير الطاقة والمناجم، السيد | يوسف يوسفي
    غزوان حامد | ، عضو لجنة الأمن والدفاع في مجلس محافظة نينوى

A role is a head noun with its complements (genitives, adjectives, prepositional phrases); the name begins at the
first word that can be none of these.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from mujaz.analysis.quotes import cues
from mujaz.analysis.quotes.words import CLOSE, OPEN, QUOTE, Words, fold

_DATA = Path(__file__).parent.parent / "data"
_NAME_LIMIT = 6
_PUNCTUATION = frozenset("،,:؛;.؟?!…()[]{}-–—/*|") | {"..", "...", "--", "....", QUOTE, OPEN, CLOSE}
COMMAS = frozenset("،,")
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
_INNER_PREPOSITIONS = frozenset(
    {"في", "فى", "باسم", "على", "لشؤون", "لشئون", "بشؤون", "من", "لدى", "ضمن", "بين", "تحت", "عن"}
)
_OCCASIONS = frozenset(
    fold(word)
    for word in (
        "بيان تصريح تصريحات مؤتمر كلمة كلمته كلمتها حديث حديثه حديثها مقابلة تغريدة تغريدات تدوينة خطاب خطابه حوار ختام وقت اتصال رسالة جلسة "
        "ندوة كتاب كتابه نفس هذا هذه ذات السياق الوقت أعقاب تقرير معرض مستهل بداية نهاية أول آخر منشور لقاء لقائه تعليق تعليقه رده رد مداخلة "
        "مقال افتتاحية بيانه بيانها تصريحه تصريحها تصريحاته تصريحاتها مقطع فيديو مدونة تسجيل ظهور سياق إطار حين الأثناء حفل اجتماع مقدمة "
        "الأسبوع العام اليوم الشهر يوم شهر عام سنة مستهل الخامس جهة جهته جانبه ناحيته المقابل غضون أعقاب أثناء حال ضوء ظل سؤال مؤتمره "
        "كلام كلامه قراءته قراءتها إجابته شهادته شهادتها مداخلته خطبة برنامج إشارة صفحته صفحتها حسابه حسابها"
    ).split()
)


@dataclass(frozen=True)
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
    given: frozenset[str]
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
    given = sets["male"] | sets["female"]
    return Lexicon(
        **{key: sets[key] for key in lists},
        given=given,
        given_female=sets["female"],
        ordinary=frozenset(ordinary) - sets["particle"] - given,
    )


@dataclass(slots=True)
class Phrase:
    """A noun phrase that may stand for a speaker. All numbers are token positions, ends exclusive."""

    first: int
    last: int
    kind: str  # person, name, body, document, source, noun
    head: str = ""  # the head noun, bare: without ال
    name: tuple[int, int] | None = None
    role: tuple[int, int] | None = None
    gender: str = ""
    plural: bool = False
    definite: bool = False
    end: int = 0  # where reading goes on: after an apposition too
    quoted: bool = False
    cut: int = 0  # letters of a clitic on the first token


def bare(form: str) -> str:
    """A form without the article: الوزير -> وزير, للوزير is left alone."""
    return form[2:] if form.startswith("ال") and len(form) > 4 else form


def head_kind(form: str, lex: Lexicon) -> str:
    """What a word can head: person, body, document, source or nothing."""
    word = bare(form)
    if word in lex.source:
        return "source"
    if word in lex.person or (word.endswith("ة") and word[:-1] in lex.person):
        return "person"
    if word in lex.document:
        return "document"
    if word in lex.body:
        return "body"
    if word.endswith(("ون", "ين")) and word[:-2] in lex.person:
        return "source"
    return ""


def name_like(form: str, lex: Lexicon) -> bool:
    """Whether a word without article can be part of a personal name.

    >>> lex = lexicon()
    >>> name_like("تيخونوف", lex), name_like("خلال", lex), name_like("وزير", lex)
    (True, False, False)
    """
    if form in lex.given or form in lex.particle:
        return True
    if form in _PUNCTUATION or form in lex.venue or form in lex.ordinary or form in lex.never:
        return False
    if form[0].isdigit() or not form[0].isalpha() or form.startswith("ال") or form in COMPLEMENTIZERS:
        return False
    if head_kind(form, lex) or cues.look_up(form) is not None:
        return False
    if form.startswith("لل") and len(form) > 3:
        return False
    if form[0] in "وبلفك" and len(form) > 3:
        rest = form[1:]
        if (
            rest.startswith("ال")
            or rest in lex.ordinary
            or rest in lex.venue
            or head_kind(rest, lex)
            or rest in lex.given
        ):
            return False
    return len(form) > 1


def parse(
    words: Words, i: int, stop: int, *, cut: int = 0, known: frozenset[str] = frozenset()
) -> Phrase | None:
    """The noun phrase that begins exactly at token ``i``, or None if none can.

    ``cut`` letters of its first word are a clitic (لرويترز). ``known`` are words that are somebody's name in
    this article.
    """
    if i >= stop:
        return None
    lex = lexicon()
    forms = words.forms
    first = forms[i][cut:]
    if cut and not first.startswith("ال") and forms[i].startswith("لل"):
        first = "ال" + forms[i][2:]
    phrase = Phrase(i, i, "", cut=cut)
    j = i
    if forms[i] == OPEN:
        end = _closing(forms, i, stop)
        if end is None:
            return None
        kind = head_kind(forms[i + 1], lex) or "name"
        return Phrase(
            i,
            end,
            kind,
            bare(forms[i + 1]),
            (i + 1, end - 1) if kind == "name" else None,
            end=end,
            quoted=True,
        )
    # honorifics, then a head with its complements, then the name
    form = first
    while j < stop and form in lex.honorific and form not in known:
        phrase.kind, phrase.head = "person", bare(form)
        phrase.gender = "f" if form.endswith("ة") else phrase.gender
        phrase.definite = True
        j += 1
        if j < stop and forms[j] == "." and forms[j - 1] in ("د", "ا", "م"):
            j += 1
        form = forms[j] if j < stop else ""
    kind = head_kind(form, lex) if j < stop and form not in known else ""
    if kind:
        j = _role(words, j, stop, phrase, form, kind, lex, known)
    elif j < stop and form.startswith("ال") and len(form) > 3 and not phrase.kind:
        if form in lex.never or form in lex.venue:
            return None
        phrase.kind, phrase.head, phrase.definite = "noun", bare(form), True
        phrase.gender = _noun_gender(bare(form))
        j = _complement(words, j + 1, stop, "closed", phrase, lex, known)
    phrase.last = j
    if j > i:
        phrase.role = (i, j)
    _name(words, j, stop, phrase, form if j == i else None, lex, known)
    if not phrase.kind:
        return None
    phrase.end = max(phrase.end, phrase.last)
    if phrase.name and (phrase.role is None or phrase.last == phrase.end):
        _apposition(words, phrase, stop, lex, known)
    return phrase


def _noun_gender(word: str) -> str:
    return "f" if word.endswith(("ة", "ات")) else "m"


def _closing(forms: list[str], i: int, stop: int) -> int | None:
    for j in range(i + 1, min(stop, i + 14)):
        if forms[j] == CLOSE:
            return j + 1 if j > i + 1 else None
    return None


def _role(
    words: Words, j: int, stop: int, phrase: Phrase, form: str, kind: str, lex: Lexicon, known: frozenset[str]
) -> int:
    """Read a head noun at ``j`` and its complements; returns where they end."""
    word = bare(form)
    phrase.kind = kind if phrase.kind != "person" or kind == "person" else phrase.kind
    phrase.head = word
    definite = word != form
    phrase.definite = phrase.definite or definite
    if kind in ("person", "body", "document"):
        phrase.gender = phrase.gender or _noun_gender(word)
    if kind == "source":
        phrase.plural = word not in ("مصدر", "شاهد", "احد", "احدى", "اخر")
        phrase.gender = "" if phrase.plural else "m"
    if word in ("وسائل", "قوات", "مصادر", "سلطات", "وحدات", "خطوط", "فصائل", "وكالات"):
        phrase.gender = "f"
    return _complement(words, j + 1, stop, "closed" if definite else "open", phrase, lex, known)


def _complement(
    words: Words, j: int, stop: int, state: str, phrase: Phrase, lex: Lexicon, known: frozenset[str]
) -> int:
    """Read on over what belongs to a role. ``state``: open (a genitive is due), closed (adjectives, or the name)."""
    forms = words.forms
    while j < stop:
        form = forms[j]
        if form in known and state != "open":
            return j
        if form == "(":
            end = next((k + 1 for k in range(j + 1, min(stop, j + 9)) if forms[k] == ")"), None)
            if end is None:
                return j
            j = end
            continue
        if form == OPEN:
            end = _closing(forms, j, stop)
            if end is None or (
                state != "open" and phrase.kind in ("person", "noun") and _takes_quoted_name(forms, j, lex)
            ):
                return j
            j, state = end, "closed"
            continue
        if form in _PUNCTUATION or form in COMPLEMENTIZERS:
            return j
        if form in _INNER_PREPOSITIONS:
            following = forms[j + 1] if j + 1 < stop else ""
            allowed = not phrase.definite or form == "باسم" or state == "open" or phrase.kind == "person"
            if form in ("من", "عن", "بين", "تحت", "على") and phrase.definite and phrase.kind != "person":
                allowed = False
            if (
                not allowed
                or following in _OCCASIONS
                or bare(following) in _OCCASIONS
                or following in _PUNCTUATION - {OPEN}
            ):
                return j
            if form == "من" and following in ("ان", "انه", "خلال", "جهته", "جانبه", "اجل"):
                return j
            if (
                form in ("في", "فى", "عن", "على")
                and phrase.definite
                and not _title_goes_on(forms, j, stop, lex)
            ):
                return j
            if phrase.kind == "body" and form != "باسم":
                return j
            j, state = j + 1, "open"
            continue
        if form in lex.venue and form not in lex.given:
            return j
        if form.startswith("لل") and len(form) > 4:
            if _is_addressee("ال" + form[2:], lex) or phrase.kind not in ("person", "body", "source"):
                return j
            j, state = j + 1, "closed"
            continue
        if form[0] in "لب" and len(form) > 3 and form not in lex.given and form not in lex.ordinary:
            rest = form[1:]
            kind = head_kind(rest, lex)
            if form[0] == "ل" and kind and not _is_addressee(rest, lex) and phrase.kind == "person":
                j, state = j + 1, "open"
                continue
            if (
                form[0] == "ب"
                and (rest.startswith("ال") or kind in ("body", "person"))
                and phrase.kind in ("person", "source")
            ):
                if bare(rest) in _OCCASIONS or rest in lex.venue:
                    return j
                j, state = j + 1, "closed" if rest.startswith("ال") else "open"
                continue
            if rest.startswith("ال") or kind or rest in lex.ordinary:
                return j
        if form in lex.honorific:
            return j
        if form[0] == "و" and len(form) > 3 and form not in lex.given:
            rest = form[1:]
            if (
                rest.startswith("ال")
                and len(rest) > 3
                and rest not in lex.never
                and rest not in lex.honorific
            ):
                j, state = j + 1, "closed"
                continue
            if head_kind(rest, lex) and cues.look_up(form) is None:
                j, state = j + 1, "open"
                continue
            return j
        cue = cues.look_up(form)
        if (
            cue is not None
            and not form.startswith("ال")
            and not head_kind(form, lex)
            and form not in lex.given
        ):
            if not (state == "open" and cue.weak):
                return j
        if form.startswith("ال") and len(form) > 3:
            j, state = j + 1, "closed"
            continue
        if state == "open":
            kind = head_kind(form, lex)
            if kind:
                j += 1
                continue
            if form in lex.ordinary or form in known:
                if form.startswith(("ي", "ت", "ن")) and cue is None and _verb_like(form, lex):
                    return j
                j += 1
                continue
            if name_like(form, lex):
                if phrase.definite and forms[j - 1] not in _INNER_PREPOSITIONS and phrase.kind == "person":
                    return j
                if form in lex.given and phrase.kind in ("person", "noun", "source"):
                    return j
                j, state = j + 1, "closed"
                continue
            return j
        return j
    return j


def _verb_like(form: str, lex: Lexicon) -> bool:
    return len(form) > 3 and any(other + form[1:] in lex.ordinary for other in "يتن" if other != form[0])


def _title_goes_on(forms: list[str], j: int, stop: int, lex: Lexicon) -> bool:
    """Whether في … after a definite title still belongs to it: الخبير الفرنسي في سلامة النقل الجوي كزافييه تييلمان."""
    k = j + 1
    while k < stop and k < j + 8:
        form = forms[k]
        if form in _PUNCTUATION and form not in (OPEN, CLOSE, "("):
            break
        if form in COMPLEMENTIZERS or form in lex.venue or cues.look_up(form) is not None:
            return False
        if k > j + 1 and name_like(form, lex) and forms[k - 1] not in _INNER_PREPOSITIONS:
            return head_kind(forms[k - 1], lex) != "body"
        k += 1
    return False


def _takes_quoted_name(forms: list[str], j: int, lex: Lexicon) -> bool:
    """Whether the quoted words at ``j`` are a person's name after a title: المتحدث باسم الجماعة «قاري حمزة»."""
    return head_kind(forms[j - 1], lex) != "body"


def _is_addressee(form: str, lex: Lexicon) -> bool:
    word = bare(form)
    return (
        word in lex.addressee
        or form in lex.addressee
        or word in ("جمهور", "صحافة", "انباء")
        or word.startswith("نظير")
    )


def _name(
    words: Words, j: int, stop: int, phrase: Phrase, first: str | None, lex: Lexicon, known: frozenset[str]
) -> None:
    """Read the personal (or other proper) name at ``j``, after a comma if the role asks for one."""
    forms = words.forms
    start = j
    comma = False
    if phrase.kind in ("person", "source", "noun") and j + 1 < stop and forms[j] in COMMAS:
        k = j + 1
        while k < stop and forms[k] in lex.honorific:
            k += 1
            if k < stop and forms[k] == ".":
                k += 1
        if k + 1 < stop and forms[k] in ("ويدعى", "وتدعى", "ويسمى", "واسمه", "واسمها"):
            k += 1
        likely = k < stop and (name_like(forms[k], lex) or forms[k] in known or forms[k] == OPEN)
        if likely and (phrase.kind != "noun" or forms[k] in lex.given or forms[k] in known):
            start, comma = k, True
    k = start
    if k < stop and forms[k] == OPEN and phrase.kind in ("person", "noun") and k > phrase.first:
        end = _closing(forms, k, stop)
        if end is not None and end - k <= 7 and not _is_addressee(forms[k + 1], lex):
            phrase.name, phrase.last, phrase.kind = (k + 1, end - 1), end, "person"
        return
    count = 0
    while k < stop and count < _NAME_LIMIT:
        form = first if first is not None and k == j else forms[k]
        if form in known or name_like(form, lex):
            k += 1
            count += 1
            continue
        if (
            k > start
            and form.startswith("ال")
            and len(form) > 4
            and form not in lex.never
            and form not in lex.honorific
        ):
            if head_kind(form, lex) and forms[k - 1] not in lex.particle and forms[k - 1] not in lex.given:
                break
            if count >= 2 and cues.look_up(form) is not None:
                break
            k += 1
            count += 1
            if forms[k - 2] not in lex.particle:
                break
            continue
        if form == "-" and k > start and k + 1 < stop and name_like(forms[k + 1], lex):
            k += 1
            continue
        break
    if k == start:
        return
    if comma and not (
        k >= stop
        or forms[k] in _PUNCTUATION
        or forms[k] in COMPLEMENTIZERS
        or forms[k] in lex.venue
        or forms[k][0] in "لفوب"
        or forms[k] == "الذي"
    ):
        return
    if (
        comma
        and count == 1
        and forms[start] not in lex.given
        and forms[start] not in known
        and not (k < stop and forms[k] in COMMAS)
    ):
        return
    phrase.name, phrase.last = (start, k), k
    if phrase.kind in ("", "noun"):
        phrase.kind = "name" if phrase.kind == "" else "person"
    elif phrase.kind == "source":
        phrase.kind = "person"
    elif phrase.kind in ("body", "document"):
        phrase.name = None
    if not phrase.gender and phrase.kind == "name":
        word = forms[start] if first is None or start != j else first
        phrase.gender = "f" if word in lex.given_female else "m" if word in lex.given else ""


def _apposition(words: Words, phrase: Phrase, stop: int, lex: Lexicon, known: frozenset[str]) -> None:
    """A role after the name: هيوز مدرب ستوك; غزوان حامد، عضو لجنة …"""
    forms = words.forms
    j = phrase.last
    if j < stop and forms[j] == "(":
        end = next((k + 1 for k in range(j + 1, min(stop, j + 9)) if forms[k] == ")"), None)
        if end is None:
            return
        j = end
        phrase.end = j
    comma = j < stop and forms[j] in COMMAS
    if comma:
        j += 1
    if j < stop and forms[j] in ("وهو", "وهي"):
        j += 1
    if j >= stop or head_kind(forms[j], lex) != "person" or forms[j] in lex.honorific:
        return
    role = Phrase(j, j, "person")
    end = _role(words, j, stop, role, forms[j], "person", lex, known)
    phrase.end = end
    if phrase.role is None:
        phrase.role = (j, end)
        phrase.head = role.head
        phrase.gender = phrase.gender or role.gender
        phrase.kind = "person"
