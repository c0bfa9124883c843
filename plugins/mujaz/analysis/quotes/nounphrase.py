"""The noun phrases that stand for speakers: titles, complements, the name, appositions.

    أستاذ الدراسات الكورية في جامعة أوسلو | فلاديمير تيخونوف
    وزير الطاقة والمناجم، السيد | يوسف يوسفي
    غزوان حامد | ، عضو لجنة الأمن والدفاع في مجلس محافظة نينوى

A role is a head noun with its complements (genitives, adjectives, prepositional phrases); the name begins at the
first word that can be none of these.
"""

from __future__ import annotations

from dataclasses import dataclass

from mujaz.analysis.quotes import cues
from mujaz.analysis.quotes.personal import (
    CALLED,
    Known,
    is_name,
    name_after_role,
    name_in_disguise,
    name_like,
    read_name,
    verb_like,
)
from mujaz.analysis.quotes.rolewords import (
    COMMAS,
    COMPLEMENTIZERS,
    INNER_PREPOSITIONS,
    OCCASIONS,
    PUNCTUATION,
    Lexicon,
    bare,
    ends_subject,
    head_kind,
    is_addressee,
    lexicon,
)
from mujaz.analysis.quotes.words import CLOSE, OPEN, Words

_NOBODY: Known = {}


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


def parse(
    words: Words, i: int, stop: int, *, cut: int = 0, known: Known = _NOBODY, subject: bool = False
) -> Phrase | None:
    """The noun phrase that begins exactly at token ``i``, or None if none can.

    ``cut`` letters of its first word are a clitic (لرويترز). ``known`` are words that are somebody's name in
    this article. ``subject`` says a reporting verb stands right before, so that a common word may be a name.
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
    if i < j < stop and form.startswith("ال") and form not in known and not head_kind(form, lex):
        if bare(form) in lex.ordinary or form.endswith(("ي", "ية")):
            end = _complement(words, j, stop, "closed", phrase, lex, known)
            if end < stop and (name_like(forms[end], lex) or forms[end] in known):
                j = end
                form = forms[j]
    kind = head_kind(form, lex) if j < stop and form not in known else ""
    if j > i and kind in ("document", "body", "source") and not form.startswith("ال"):
        kind = ""  # المحامية بيان: after an honorific it is a name
    if kind:
        j = _role(words, j, stop, phrase, form, kind, lex, known)
    elif j < stop and form.startswith("ال") and len(form) > 3 and not phrase.kind and form not in known:
        if form in lex.never or form in lex.venue:
            return None
        phrase.kind, phrase.head, phrase.definite = "noun", bare(form), True
        phrase.gender = _noun_gender(bare(form))
        j = _complement(words, j + 1, stop, "closed", phrase, lex, known)
    phrase.last = j
    if j > i:
        phrase.role = (i, j)
    _name(words, j, stop, phrase, form if j == i else None, lex, known, subject=subject)
    if not phrase.kind:
        return None
    phrase.end = max(phrase.end, phrase.last)
    if phrase.name and (phrase.role is None or phrase.last == phrase.end):
        _apposition(words, phrase, stop, lex, known)
    return phrase


#: Titles that end in ة for men too.
_EITHER = frozenset(
    "داعية علامة عمدة خليفة سماحة فضيلة سعادة فخامة جلالة دولة عطوفة ضحية شخصية نابغة رحالة".split()
)


def _noun_gender(word: str) -> str:
    if word in _EITHER:
        return ""
    if word.endswith(("ة", "ات", "ته", "تها")):
        return "f"
    return "m" if head_kind(word, lexicon()) == "person" else ""


def _closing(forms: list[str], i: int, stop: int) -> int | None:
    for j in range(i + 1, min(stop, i + 14)):
        if forms[j] == CLOSE:
            return j + 1 if j > i + 1 else None
    return None


def _role(
    words: Words, j: int, stop: int, phrase: Phrase, form: str, kind: str, lex: Lexicon, known: Known
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
        phrase.gender = "" if phrase.plural else "f" if word == "احدى" else "m"
    if word in ("وسائل", "قوات", "مصادر", "سلطات", "وحدات", "خطوط", "فصائل", "وكالات"):
        phrase.gender = "f"
    return _complement(words, j + 1, stop, "closed" if definite else "open", phrase, lex, known)


def _complement(
    words: Words, j: int, stop: int, state: str, phrase: Phrase, lex: Lexicon, known: Known
) -> int:
    """Read on over what belongs to a role. ``state``: open (a genitive is due), closed (adjectives, or the name)."""
    forms = words.forms
    body = phrase.kind == "body"
    while j < stop:
        form = forms[j]
        body = body or head_kind(forms[j - 1], lex) == "body"
        if form in known and state != "open":
            return j
        tag = words.tags.get(j)
        if tag is not None:
            if (
                tag[0] == "PER"
                and is_name(words, j, lex, known, form)
                and not (state == "open" and phrase.kind == "body")
            ):
                return j
            person = form in lex.given or form in known
            inside = words.tags.get(j - 1) == tag and not (person and state == "closed")
            clitic = form[0] in "لب" and form[1:] in words.vocabulary
            clitic = clitic and not is_addressee(form[1:], lex)
            if clitic and tag[0] in ("LOC", "ORG") and phrase.kind == "person" and state == "closed":
                j, state = j + 1, "open" if head_kind(form[1:], lex) == "body" else "closed"
                continue
            if inside or (state == "open" and tag[0] in ("LOC", "ORG") and form not in INNER_PREPOSITIONS):
                j, state = j + 1, "open" if head_kind(form, lex) == "body" else "closed"
                continue
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
        if form in PUNCTUATION or form in COMPLEMENTIZERS:
            return j
        if form in INNER_PREPOSITIONS:
            following = forms[j + 1] if j + 1 < stop else ""
            allowed = not phrase.definite or form == "باسم" or state == "open" or phrase.kind == "person"
            if form in ("من", "عن", "بين", "تحت", "على") and phrase.definite and phrase.kind != "person":
                allowed = False
            if (
                not allowed
                or following in OCCASIONS
                or bare(following) in OCCASIONS
                or following in PUNCTUATION - {OPEN}
            ):
                return j
            if form == "من" and state == "closed" and phrase.kind == "person":
                return j
            if form == "من" and following in ("ان", "انه", "خلال", "جهته", "جانبه", "اجل"):
                return j
            takes = phrase.head in _TAKE_PREPOSITIONS and j == phrase.first + 1
            if form in ("في", "فى", "عن", "على") and phrase.definite and not takes:
                if not _title_goes_on(forms, j, stop, lex):
                    return j
            if phrase.kind == "body" and form != "باسم":
                return j
            j, state = j + 1, "open"
            continue
        if form == "مع" and not ends_subject(forms, j, lex):
            j, state = j + 1, "open"
            continue
        if form not in lex.given and ends_subject(forms, j, lex):
            return j
        if form[0] == "ل" and j + 2 < stop and forms[j + 1] in COMMAS and forms[j + 2] in lex.honorific:
            j, state = j + 1, "closed"  # المدير العام لسوناطراك، السيد …
            continue
        if form.startswith("لل") and len(form) > 4:
            if is_addressee("ال" + form[2:], lex) or phrase.kind not in ("person", "body", "source"):
                return j
            j, state = j + 1, "closed"
            continue
        if form[0] == "ل" and len(form) > 3 and form[1:] in lex.ordinary and body and state == "closed":
            following = forms[j + 1] if j + 1 < stop else ""
            if following.startswith("ال") and not is_addressee(form[1:], lex) and form not in lex.venue:
                j, state = j + 1, "open"
                continue
        plain = form in lex.given or (form in lex.ordinary and not head_kind(form[1:], lex))
        if form[0] in "لب" and len(form) > 3 and not plain:
            rest = form[1:]
            kind = head_kind(rest, lex)
            if form[0] == "ل" and kind and not is_addressee(rest, lex) and phrase.kind == "person":
                j, state = j + 1, "open"
                continue
            if (
                form[0] == "ب"
                and (rest.startswith("ال") or kind in ("body", "person"))
                and phrase.kind in ("person", "source")
            ):
                if bare(rest) in OCCASIONS or rest in lex.venue:
                    return j
                j, state = j + 1, "closed" if rest.startswith("ال") else "open"
                continue
            if rest.startswith("ال") or kind or rest in lex.ordinary:
                return j
        if form in lex.honorific:
            return j
        if form in lex.club and state == "closed" and name_like(forms[j - 1], lex):
            j += 1
            continue
        plain = form in lex.given or form in lex.ordinary or head_kind(form, lex)
        joins = form.startswith("وال") or head_kind(form[1:], lex)
        if form[0] == "و" and len(form) > 3 and (not plain or joins) and not head_kind(form, lex):
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
            if form in lex.ordinary or form in known or (phrase.kind == "source" and form.endswith("ة")):
                if form.startswith(("ي", "ت", "ن")) and cue is None and verb_like(form, lex):
                    return j
                j += 1
                continue
            if name_like(form, lex):
                if phrase.kind == "source" and forms[j - 1].endswith(("ي", "ية")):
                    return j
                if phrase.definite and forms[j - 1] not in INNER_PREPOSITIONS and phrase.kind == "person":
                    return j
                if form in lex.given and phrase.kind in ("person", "noun", "source"):
                    return j
                j, state = j + 1, "closed"
                continue
            return j
        return j
    return j


#: Heads whose prepositional phrase is theirs even with the article: المشرف على الدراسة.
_TAKE_PREPOSITIONS = frozenset(
    "مشرف مسؤول مسئول خبير عضو باحث محلل متخصص مختص استاذ قيادي ناشط مشرفة مسؤولة خبيرة باحثة محللة استاذة".split()
)


def _title_goes_on(forms: list[str], j: int, stop: int, lex: Lexicon) -> bool:
    """Whether في … after a definite title still belongs to it: الخبير الفرنسي في سلامة النقل الجوي كزافييه تييلمان."""
    k = j + 1
    while k < stop and k < j + 8:
        form = forms[k]
        if form in PUNCTUATION and form not in (OPEN, CLOSE, "("):
            break
        if form in COMPLEMENTIZERS or form in lex.venue or cues.look_up(form) is not None:
            return False
        if k > j + 1 and name_like(form, lex) and forms[k - 1] not in INNER_PREPOSITIONS:
            return head_kind(forms[k - 1], lex) != "body"
        k += 1
    return False


def _takes_quoted_name(forms: list[str], j: int, lex: Lexicon) -> bool:
    """Whether the quoted words at ``j`` are a person's name after a title: المتحدث باسم الجماعة «قاري حمزة»."""
    before = forms[j - 1]
    if before.startswith("ال"):
        return True
    return head_kind(before, lex) != "body" and head_kind(before[1:], lex) != "body"


def _name(
    words: Words,
    j: int,
    stop: int,
    phrase: Phrase,
    first: str | None,
    lex: Lexicon,
    known: Known,
    *,
    subject: bool,
) -> None:
    """Read the personal (or other proper) name at ``j``."""
    forms = words.forms
    if first is not None:  # no role: the phrase is a name or nothing
        end = read_name(words, j, stop, lex, known, first)
        if end == j and subject and j + 1 < stop and name_in_disguise(words, j, lex):
            end = read_name(words, j + 1, stop, lex, known)
        if end == j and cuts_to_place(words, j, first):
            end = _mention_end(words, j, stop)
            phrase.last, phrase.kind, phrase.head = end, "body", first
            return
        if end > j:
            phrase.name, phrase.last, phrase.kind = (j, end), end, "name"
            phrase.gender = "f" if first in lex.given_female else "m" if first in lex.given_male else ""
        return
    if phrase.kind in ("body", "document"):
        return
    if (
        phrase.kind == "source"
        and phrase.head not in ("احد", "احدى", "شاهد")
        and not (j + 1 < stop and forms[j] in COMMAS and forms[j + 1] in CALLED)
    ):
        return
    if j < stop and forms[j] == OPEN:
        end = _closing(forms, j, stop) or j
        if j < end <= j + 7 and not is_addressee(forms[j + 1], lex):
            phrase.name, phrase.last, phrase.kind = (j + 1, end - 1), end, "person"
        return
    name = name_after_role(words, j, stop, lex, known, after_comma=phrase.kind in ("person", "source"))
    if name is not None:
        phrase.name, phrase.last, phrase.kind = name, name[1], "person"


def cuts_to_place(words: Words, j: int, form: str) -> bool:
    """Whether a place or body the article names begins at token ``j``."""
    tag = words.tags.get(j)
    return tag is not None and tag[0] in ("LOC", "ORG") and form[:1].isalpha()


def _mention_end(words: Words, j: int, stop: int) -> int:
    tag = words.tags[j]
    while j < stop and words.tags.get(j) == tag:
        j += 1
    return j


def _apposition(words: Words, phrase: Phrase, stop: int, lex: Lexicon, known: Known) -> None:
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
