"""The noun phrases that stand for speakers: titles, complements, the name, appositions.

    أستاذ الدراسات البحرية في جامعة الساحل | سالم النوري
    وزير الموانئ والجسور، السيد | وائل درويش
    نادر الجمال | ، عضو لجنة المتاحف والآثار بالمدينة

A role is a head noun with its complements (genitives, adjectives, prepositional phrases); the name begins at
the first word that can be none of these.
"""

from __future__ import annotations

import re

from mujaz.analysis.quotes.complements import ComplementReader
from mujaz.analysis.quotes.found import found_person, spelt_with_article
from mujaz.analysis.quotes.lists import syntax
from mujaz.analysis.quotes.nameforms import name_like
from mujaz.analysis.quotes.personal import Known, read_name
from mujaz.analysis.quotes.phrase import Phrase
from mujaz.analysis.quotes.rolenames import CALLED, far_name, name_after_role, name_in_disguise
from mujaz.analysis.quotes.rolewords import (
    COMMAS,
    Lexicon,
    bare,
    ends_subject,
    head_kind,
    is_addressee,
    lexicon,
)
from mujaz.analysis.quotes.strangers import has_common_surname, stands_subject, stranger_end, told_by_role
from mujaz.analysis.quotes.words import ACCUSATIVE, CLOSE, OPEN, Words, closing

#: An accusative participle: متحمسا.
_ADVERB = re.compile("م[^ا].{2,}ا")
_CHILD = frozenset({"ابن", "ابنة", "بنت"})
_YEARS = re.compile(r"(?:ال)?(?:عشر|ثلاث|اربع|خمس|ست|سبع|ثمان|تسع)(?:ين|ون|ة|ينات)?|(?:ال)?[0-9٠-٩]+")
_NOBODY: Known = {}
_LONGEST = 40  # words of a phrase, its role and name together
_EITHER = syntax("either_gender")
_SELF = frozenset({"ذات", "نفس"})
_IN = frozenset({"في", "من", "لدى"})
_STANDS_FOR = frozenset({"عن", "لدى"})
_OWNERS = frozenset({"صاحب", "صاحبة"})
_HIGHNESS = frozenset(["السمو", "الجلالة", "الفخامة", "المعالي", "السعادة", "الغبطة", "النيافة", "القداسة"])
_KIN = syntax("kin")
#: سموه، معاليه: whoever of rank was named last.
THEIR_RANK = syntax("highness") | syntax("rank")
_OF_SOMEBODY = syntax("of_somebody")
_FEMININE_PLURAL = syntax("feminine_plural")
#: Sources that are one person, and of these those a name may follow (أحد السكان فلان).
_ONE = frozenset({"مصدر", "شاهد", "احد", "احدى", "آخر", "اخر"})
_POINTING = frozenset(
    {"هذا", "هذه", "ذلك", "تلك", "هو", "هي", "هم", "انا", "نحن", "لا", "نعم", "كل", "من", "ما"}
)
_NAMED_SOURCES = frozenset({"شاهد", "احد", "احدى"})


def parse(
    words: Words, i: int, stop: int, *, cut: int = 0, known: Known = _NOBODY, subject: bool = False
) -> Phrase | None:
    """The noun phrase that begins exactly at token ``i``, or None if none can.

    ``cut`` letters of its first word are a clitic (لرويترز). ``known`` are words that are somebody's name in
    this article. ``subject`` says a reporting verb stands right before, so that a common word may be a name.
    """
    if i >= stop:
        return None
    return _Parser(words, min(stop, i + _LONGEST), known).parse(i, cut, subject=subject)


class _Parser:
    """Reads one phrase."""

    def __init__(self, words: Words, stop: int, known: Known) -> None:
        self.words, self.forms, self.stop = words, words.forms, stop
        self.known = known
        self.lex: Lexicon = lexicon()

    def parse(self, i: int, cut: int, *, subject: bool) -> Phrase | None:
        forms, lex = self.forms, self.lex
        if forms[i] == OPEN:
            return self._quoted(i)
        if forms[i] in THEIR_RANK:
            gender = "f" if forms[i].endswith("ا") else "m"
            return Phrase(i, i + 1, "person", forms[i], gender=gender, definite=True, end=i + 1)
        if forms[i] in _SELF and i + 1 < self.stop and forms[i + 1].startswith("ال"):
            return self.parse(i + 1, 0, subject=subject)  # ذات المصدر
        form = forms[i][cut:]
        if cut and not form.startswith("ال") and forms[i].startswith("لل"):
            form = "ال" + forms[i][2:]
        phrase = Phrase(i, i, "", cut=cut)
        j, form = self._honorifics(phrase, form)
        kind = head_kind(form, lex) if j < self.stop and form not in self.known else ""
        if kind == "person" and self.words.tags.get(j, ("", 0))[0] == ACCUSATIVE:
            return None  # what somebody is doing, or was made: داعيةً المكتبات إلى …
        if j > i and kind in ("document", "body", "source") and not form.startswith("ال"):
            kind = ""  # المحامية بيان: after an honorific it is a name
        if j > i and kind == "person" and form in lex.given and self.forms[j + 1 : j + 2]:
            following = self.forms[j + 1]
            if following in lex.given or name_like(following, lex):
                kind = ""  # الدكتور سلطان أحمد …
        if kind == "person" and form in lex.given and found_person(self.words, j):
            kind = ""  # سلطان الرويجح
        if kind:
            j = self._role(j, phrase, form, kind)
        elif not phrase.kind and self._with_article(form) and not spelt_with_article(self.words, j, lex):
            if form in lex.never or form in lex.venue:
                return None
            phrase.kind, phrase.head, phrase.definite = "noun", bare(form), True
            phrase.gender = _gender(phrase.head, lex)
            j = self._complement(j + 1, phrase, open_=False)
        phrase.last = j
        if j > i:
            phrase.role = (i, j)
            self._name_of_role(j, phrase)
        else:
            self._plain_name(j, phrase, form, subject=subject)
            if not phrase.kind and subject and j and stands_subject(forms, j - 1, self.stop):
                self._unlisted_role(j, phrase)
        if not phrase.kind:
            return None
        phrase.end = max(phrase.end, phrase.last)
        if phrase.name:
            self._apposition(phrase)
        return phrase

    def _with_article(self, form: str) -> bool:
        given = form in self.lex.given or form in self.known
        return form.startswith("ال") and len(form) > 3 and not given

    def _quoted(self, i: int) -> Phrase | None:
        end = closing(self.forms, i, self.stop, CLOSE)
        if not end or end == i + 2:
            return None
        inside = self.forms[i + 1 : end - 1]
        if inside[0] in _POINTING or self._common(inside):
            return None  # «هذه جدتي»، يضيف; يؤكد «الدعم القوي»
        kind = head_kind(self.forms[i + 1], self.lex) or "name"
        name = (i + 1, end - 1) if kind == "name" else None
        return Phrase(i, end, kind, bare(self.forms[i + 1]), name, end=end, quoted=True)

    def _common(self, inside: list[str]) -> bool:
        """Whether two or more words in marks are a noun and its adjectives, and no name this article has."""
        lex = self.lex
        if len(inside) < 2 or head_kind(inside[0], lex):
            return False
        return all(
            form.startswith("ال") and bare(form) in lex.ordinary and form not in self.known for form in inside
        )

    def _honorifics(self, phrase: Phrase, form: str) -> tuple[int, str]:
        """Read السيد الدكتور …; where it ends, and the word there."""
        lex, j = self.lex, phrase.first
        while j < self.stop and form in lex.honorific:
            if form in self.known and (j + 1 >= self.stop or self.forms[j + 1] not in lex.given):
                break  # آل الشيخ, but الشيخ سالم آل الشيخ
            if form in _OWNERS and _HIGHNESS.isdisjoint(self.forms[j + 1 : j + 2]):
                break  # صاحب المقهى
            following = self.forms[j + 1] if j + 1 < self.stop else ""
            if following in _IN and not form.startswith("ال") and head_kind(form, lex) == "person":
                break  # جنرال في القوات الجوية
            if following in _STANDS_FOR or (following[:1] == "ب" and head_kind(following[1:], lex) == "body"):
                break  # النائب عن الحزب، النائب بكتلة الحزب
            phrase.kind, phrase.head, phrase.definite = "person", bare(form), True
            phrase.gender = "f" if form.endswith("ة") and phrase.head not in _EITHER else phrase.gender
            j += 1
            if j < self.stop and self.forms[j] == "." and len(self.forms[j - 1]) == 1:
                j += 1
            form = self.forms[j] if j < self.stop else ""
        adjective = form.startswith("ال") and (bare(form) in lex.ordinary or form.endswith(("ي", "ى", "ية")))
        if j > phrase.first and adjective and form not in self.known and not head_kind(form, lex):
            end = self._complement(j, phrase, open_=False)  # الفنان القطري القدير فلان
            at = end + (end + 1 < self.stop and self.forms[end] in COMMAS)
            if at < self.stop and (name_like(self.forms[at], lex) or self.forms[at] in self.known):
                return end, self.forms[end]
        return j, form

    def _role(self, j: int, phrase: Phrase, form: str, kind: str) -> int:
        """Read a head noun at ``j`` and its complements; where they end."""
        word = bare(form)
        phrase.kind = kind if phrase.kind != "person" or kind == "person" else phrase.kind
        phrase.head = word
        definite = word != form
        phrase.definite = phrase.definite or definite
        if kind == "source":
            phrase.plural = word not in _ONE
            phrase.gender = "" if phrase.plural else "f" if word == "احدى" else "m"
        else:
            phrase.gender = phrase.gender or _gender(word, self.lex)
        if word in _FEMININE_PLURAL:
            phrase.gender, phrase.plural = "f", False
        owned = kind == "person" and word.endswith(("ه", "ها", "هم"))  # شقيقها wants no genitive
        return self._complement(j + 1, phrase, open_=not definite and not owned)

    def _complement(self, j: int, phrase: Phrase, *, open_: bool) -> int:
        reader = ComplementReader(
            self.words,
            self.stop,
            kind=phrase.kind,
            head=phrase.head,
            definite=phrase.definite,
            first=phrase.first,
            lex=self.lex,
            known=self.known,
        )
        return reader.read(j, open_=open_)

    def _plain_name(self, j: int, phrase: Phrase, first: str, *, subject: bool) -> None:
        """A phrase without role is a name, or a place or body the article names, or nothing."""
        lex, words = self.lex, self.words
        end = read_name(words, j, self.stop, lex, self.known, first)
        if subject and end == j + 1 and self._owned(j, end):
            return
        if end == j and subject and j + 1 < self.stop and name_in_disguise(words, j, lex, self.known):
            end = read_name(words, j + 1, self.stop, lex, self.known)
        if end == j and subject:
            end = stranger_end(words, j, self.stop)
            phrase.stranger = end > j
        if end == j and subject:
            end = told_by_role(words, j, self.stop)
        if subject and end == j + 1 and has_common_surname(words.forms, j, end, self.stop):
            end += 1
        if end > j:
            phrase.name, phrase.last, phrase.kind = (j, end), end, "name"
            phrase.gender = "f" if first in lex.given_female else "m" if first in lex.given_male else ""
            return
        tag = words.tags.get(j)
        if tag is not None and tag[0] in ("LOC", "ORG") and first[:1].isalpha():
            while end < self.stop and words.tags.get(end) == tag:
                end += 1
            phrase.last, phrase.kind, phrase.head = end, "body", first

    def _owned(self, j: int, end: int) -> bool:
        """Whether a word nothing tells for a name is none: قال متحمسا، قال جيران الورشة."""
        form, lex = self.forms[j], self.lex
        if form in lex.given or form in self.known or j in self.words.tags or end >= self.stop:
            return False
        if _ADVERB.fullmatch(form):
            return True
        owner = self.forms[end]
        common = owner.startswith("ال") and bare(owner) in lex.ordinary and owner not in lex.venue
        return common and not head_kind(owner, lex) and j > 0 and stands_subject(self.forms, j - 1, self.stop)

    def _unlisted_role(self, j: int, phrase: Phrase) -> None:
        """A head no list knows, right behind its verb: قالت أيقونة الحركة فلانة، قال مهرجان القرية."""
        phrase.kind, phrase.head, phrase.definite = "person", self.forms[j], False
        phrase.last = self._complement(j + 1, phrase, open_=True)
        if phrase.last == j + 1 or self.forms[j + 1] in self.lex.venue:
            phrase.kind, phrase.last = "", j
            return
        phrase.role = (j, phrase.last)
        self._name_of_role(phrase.last, phrase)
        if phrase.name is None:
            phrase.kind = "noun"

    def _name_of_role(self, j: int, phrase: Phrase) -> None:
        """The name after a role."""
        forms, lex = self.forms, self.lex
        if phrase.kind in ("body", "document"):
            return
        called = j + 1 < self.stop and forms[j] in COMMAS and forms[j + 1] in CALLED
        if not called and self._named_within(j, phrase):
            within = name_after_role(self.words, j, self.stop, lex, self.known, after_comma=False)
            if within is not None:
                phrase.last, phrase.role = within[1], (phrase.first, within[1])
                return
        if phrase.kind == "source" and phrase.head not in _NAMED_SOURCES and not called:
            return
        if j < self.stop and forms[j] in (OPEN, "("):
            end = closing(forms, j, self.stop, CLOSE if forms[j] == OPEN else ")")
            if j + 2 < end <= j + 7 and self._names(forms[j + 1]):
                phrase.name, phrase.last, phrase.kind = (j + 1, end - 1), end, "person"
            return
        after_comma = phrase.kind in ("person", "source")
        name = name_after_role(self.words, j, self.stop, lex, self.known, after_comma=after_comma)
        if name is None and phrase.kind == "person" and phrase.last - phrase.first > 1:
            name = far_name(self.words, j, self.stop, self.lex, self.known)
        if name is not None:
            phrase.name, phrase.last, phrase.kind = name, name[1], "person"

    def _names(self, form: str) -> bool:
        """Whether a name in marks may begin with a word: not in انتقد الوزير «غياب …»، للوزير (وكالة …)."""
        common = form in self.lex.ordinary and form not in self.known
        return form.isalpha() and not common and not is_addressee(form, self.lex)

    def _named_within(self, j: int, phrase: Phrase) -> bool:
        """Whether the name after a role is another's: والدة الشهيد فلان، نائب فلان، مصدر قريب من الوزير."""
        before = self.forms[j - 1]
        if phrase.definite or before.endswith(("ه", "ها", "هم")):
            return False  # زوجة ابنه فلانة
        if phrase.kind == "source":
            inner = self.forms[phrase.first + 2 : j]
            office = any(head_kind(form, self.lex) == "person" for form in inner)
            return office and (before.startswith("ال") or head_kind(before, self.lex) == "person")
        kin = phrase.head in _KIN and self.forms[phrase.first].endswith(phrase.head)
        return kin or (j == phrase.first + 1 and phrase.head in _OF_SOMEBODY)

    def _serves(self, j: int, name: int) -> bool:
        """Whether the role at ``j`` is one for the bearer of the name behind it: مستشار الرئيس فلان."""
        heads = {form for form in self.forms[j:name] if head_kind(form, self.lex) == "person"}
        return self.forms[j] in _KIN or self.forms[j] in _OF_SOMEBODY or len(heads - self.lex.honorific) > 1

    def _tells_age(self, j: int) -> bool:
        """Whether an apposition is somebody's age: ابنة السابعة والخمسين، ابن الـ60."""
        words = [form.removeprefix("و") for form in self.forms[j + 1 : j + 4]]
        return bare(self.forms[j]) in _CHILD and any(_YEARS.fullmatch(word) for word in words)

    def _apposition(self, phrase: Phrase) -> None:
        """A role after the name: هالدين مدرب الواحة; نادر الجمال، عضو لجنة …"""
        forms, stop = self.forms, self.stop
        j = phrase.last
        if j < stop and forms[j] == "(":
            j = closing(forms, j, stop, ")", 9)
            if not j:
                return
            phrase.end = j
        if j < stop and forms[j] in COMMAS:
            j += 1
        if j < stop and forms[j] in ("وهو", "وهي"):
            j += 1
        if j >= stop or head_kind(forms[j], self.lex) != "person" or forms[j] in self.lex.honorific:
            return
        if ends_subject(forms, j, self.lex) or self._tells_age(j):
            return  # قالت فلانة أمام الصحافيين; وكانت فلانة، ابنة الستين، تنتظر
        if forms[j].endswith(("ه", "ها", "هم")) and forms[j - 1] not in COMMAS:
            return  # التقى فلان نظيره
        role = Phrase(j, j, "person")
        phrase.end = self._role(j, role, forms[j], "person")
        within = name_after_role(self.words, phrase.end, stop, self.lex, self.known, after_comma=False)
        if within is not None and not self._serves(j, within[0]):
            phrase.end = phrase.last  # ناشد الكاتب فلان، وزير التعليم فلان
            return
        if within is not None:
            phrase.end = within[1]  # فلان، مستشار الرئيس فلان
        if phrase.role is None:
            phrase.role, phrase.head, phrase.kind = (j, phrase.end), role.head, "person"
            phrase.gender = phrase.gender or role.gender


def _gender(word: str, lex: Lexicon) -> str:
    if word in _EITHER:
        return ""
    if word.endswith(("ة", "ات", "ته", "تها")):
        return "f"
    return "m" if head_kind(word, lex) == "person" else ""
