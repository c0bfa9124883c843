"""What belongs to a title after its head: genitives, adjectives, prepositional phrases, brackets.

    مدير | المعهد العالمي لدراسات كوريا الشمالية
    المتحدث | باسم وزارة الدفاع الأميركية (البنتاغون)
    ضابط | رفيع المستوى في معسكر الشرطة

A reader goes word by word through ``_RULES``. Each rule takes the word in (True), ends the role before it
(False), or leaves it to the next rule (None). While the role is *open* a genitive is due; once *closed* only
adjectives, prepositions and conjoined nouns go on.
"""

from __future__ import annotations

from collections.abc import Callable

from mujaz.analysis.quotes import cues, innernames
from mujaz.analysis.quotes.lists import syntax
from mujaz.analysis.quotes.nameforms import name_like, verb_like
from mujaz.analysis.quotes.personal import Known
from mujaz.analysis.quotes.rolewords import (
    COMMAS,
    COMPLEMENTIZERS,
    PUNCTUATION,
    Lexicon,
    bare,
    ends_subject,
    head_kind,
    is_addressee,
)
from mujaz.analysis.quotes.words import CLOSE, OPEN, Words

_INNER = syntax("inner_preposition")
_OCCASIONS = syntax("occasion")
_TAKES_PREPOSITION = syntax("takes_preposition")
_ANSWERS_FOR = syntax("answers_for")
_NO_ARTICLE = syntax("no_article")
_TAKES_OBJECT = syntax("takes_object")
_TOLD_OF_BODY = syntax("told_of_body")
_WISHES = syntax("wish")
_TO_BE_NAMED = syntax("to_be_named")
_ANNOUNCED = syntax("announced")
_PERIODS = syntax("period")
_PAST_OR_NEXT = syntax("past_or_next")
_IN_ITS_NAME = frozenset({"باسمه", "باسمها", "باسمهم", "باسمنا"})  # المتحدث باسمها فلان
_FORMERLY = frozenset({"سابقا", "حاليا"})  # نائب رئيس المجلس سابقا م. فلان
_PLACES = ("LOC", "ORG")
_HEADS_BODY = frozenset({"مدير", "مديرة", "رئيس", "رئيسة", "امين", "امينة"})  # المدير العام للوكالة
_NEVER_WITH_FROM = frozenset({"ان", "انه", "خلال", "جهته", "جانبه", "اجل"})


class ComplementReader:
    """Reads on from a head noun; ``kind``, ``head`` and ``definite`` are the phrase's."""

    def __init__(
        self,
        words: Words,
        stop: int,
        *,
        kind: str,
        head: str,
        definite: bool,
        first: int,
        lex: Lexicon,
        known: Known,
    ) -> None:
        self.words, self.forms, self.stop = words, words.forms, stop
        self.kind, self.head, self.definite, self.first = kind, head, definite, first
        self.lex, self.known = lex, known
        self.j = 0
        self.open = False
        self.in_body = kind == "body"

    def read(self, j: int, *, open_: bool) -> int:
        """Where the role that begins before ``j`` ends."""
        self.j, self.open = j, open_
        while self.j < self.stop:
            form = self.forms[self.j]
            self.in_body = self.in_body or head_kind(self.forms[self.j - 1], self.lex) == "body"
            for rule in _RULES:
                verdict = rule(self, form)
                if verdict is not None:
                    break
            if not verdict:
                break
        return self.j

    def take(self, *, open_: bool) -> bool:
        """Take the word in. ``open_``: it wants a genitive."""
        self.j += 1
        self.open = open_
        return True

    def following(self) -> str:
        """The word behind this one; "" at the end."""
        return self.forms[self.j + 1] if self.j + 1 < self.stop else ""

    def _named_next(self, form: str) -> bool:
        """Whether a word can be a profession or a title before a name: جارته الخياطة فلانة."""
        following = self.following()
        if head_kind(form, self.lex) == "person" or following in self.lex.honorific:
            return True
        return following in self.known or (following != "" and name_like(following, self.lex))

    # -- rules --------------------------------------------------------------------------------------------

    def _of_god(self, form: str) -> bool | None:
        """رسول الله."""
        return self.take(open_=False) if form == "الله" and self.open and self.j == self.first + 1 else None

    def _stop_sign(self, form: str) -> bool | None:
        other = form.startswith("نظير") and form.endswith(("ه", "ها"))  # دعا الوزير نظيره
        return False if form in PUNCTUATION or form in COMPLEMENTIZERS or other else None

    def _preposition(self, form: str) -> bool | None:
        if form in _IN_ITS_NAME and self.kind == "person":
            return self.take(open_=False)
        if form not in _INNER:
            return None
        following = self.following()
        person = self.kind == "person"
        if (
            following in _OCCASIONS
            or bare(following) in _OCCASIONS
            or (following in PUNCTUATION and following != OPEN)
        ):
            return False
        if self.definite and form != "باسم" and not self.open and not person:
            return False
        if self.definite and not person and form in ("من", "عن", "بين", "تحت", "على"):
            return False
        if form == "من" and ((person and not self.open) or following in _NEVER_WITH_FROM):
            return False
        takes = bare(self.forms[self.j - 1]) in _TAKES_PREPOSITION or self.head in _TAKES_PREPOSITION
        owned = self.kind == "person" and self.forms[self.j - 1].startswith("ال") and not self.open
        if form == "عن" and (self.definite or owned):
            takes = self.head in _ANSWERS_FOR  # النائب عن الحزب, but قال الباحث عن نتائج الدراسة
            if not takes:
                return False
        if form in ("عن", "على") and (self.definite or self.kind == "source") and not takes:
            return False
        if form in ("في", "فى") and self.definite and not takes and not self._title_goes_on():
            return False
        if self.kind == "body" and form != "باسم":
            return False
        return self.take(open_=True)

    def _title_goes_on(self) -> bool:
        """Whether في … after a definite title still leads to a name: الخبير الفرنسي في النقل الجوي فلان."""
        for k in range(self.j + 1, min(self.stop, self.j + 8)):
            form = self.forms[k]
            if form in PUNCTUATION and form not in (OPEN, CLOSE, "("):
                return False
            if form in COMPLEMENTIZERS or form in self.lex.venue or cues.look_up(form) is not None:
                return False
            if k > self.j + 1 and name_like(form, self.lex) and self.forms[k - 1] not in _INNER:
                return head_kind(self.forms[k - 1], self.lex) != "body"
        return False

    def _venue(self, form: str) -> bool | None:
        if form == "عام" and self.open and self.j == self.first + 1:
            return self.take(open_=True)  # مدير عام الشؤون الصحية
        if form == "مع" and not ends_subject(self.forms, self.j, self.lex):
            return self.take(open_=True)
        if form in _FORMERLY and self.kind == "person" and self._name_next():
            return self.take(open_=False)
        if form not in self.lex.given and ends_subject(self.forms, self.j, self.lex):
            return False
        return None

    def _name_next(self) -> bool:
        """Whether an honorific or a given name is the next word."""
        following = self.following()
        return following in self.lex.honorific or following in self.lex.given or following in self.known

    def _for_something(self, form: str) -> bool | None:
        """ل: الأمين العام للأمم المتحدة, المرصد السوري لحقوق الإنسان, but not لوكالة الأنباء."""
        if form[0] != "ل" or len(form) < 4:
            return None
        following = self.following()
        if following in COMMAS and self.j + 2 < self.stop and self.forms[self.j + 2] in self.lex.honorific:
            return self.take(open_=False)  # المدير العام لسوناطراك، السيد …
        if form.startswith("لل") and len(form) > 4:
            office = self.head in _HEADS_BODY and self.j > self.first + 1
            addressed = is_addressee("ال" + form[2:], self.lex) and not office
            if addressed or self.kind not in ("person", "body", "source"):
                return False
            return self.take(open_=False)
        addressed = is_addressee(form[1:], self.lex) or form in self.lex.venue
        named = following in self.lex.given or following in self.known
        strange = (
            form not in self.lex.ordinary and form[1:] not in self.lex.given and form[1:] not in self.known
        )
        if named and strange and not addressed and not self.open and self.kind == "person":
            return self.take(open_=False)  # الحاكم السابق لفلوريدا فلان
        purpose = form[1:] in self.lex.ordinary and following.startswith("ال") and not addressed
        return self.take(open_=True) if purpose and self.in_body and not self.open else None

    def _clitic(self, form: str) -> bool | None:
        """ل or ب before a noun: المتحدث لمجلس المدينة, رئيس الحركة بالجزائر."""
        lex, rest = self.lex, form[1:]
        kind = head_kind(rest, lex)
        if form[0] not in "لب" or len(form) < 4 or form in lex.given or (form in lex.ordinary and not kind):
            return None
        if form[0] == "ل" and kind and not is_addressee(rest, lex) and self.kind in ("person", "document"):
            return self.take(open_=True)
        if (
            form[0] == "ب"
            and (rest.startswith("ال") or kind in ("body", "person"))
            and self.kind in ("person", "source")
        ):
            if bare(rest) in _OCCASIONS or rest in lex.venue:
                return False
            placed = kind == "body" or self.words.tags.get(self.j, ("", 0))[0] in _PLACES
            if self.definite and self.j == self.first + 1 and not placed:
                return False  # نددت المعارضة بالقرار
            return self.take(open_=not rest.startswith("ال"))
        return False if rest.startswith("ال") or kind or rest in lex.ordinary else None

    def _conjoined(self, form: str) -> bool | None:
        """و: المتحدث باسم الحكومة ونائب رئيس الوزراء."""
        lex, rest = self.lex, form[1:]
        if form[0] != "و" or len(form) < 4 or head_kind(form, lex):
            return None
        heads = head_kind(rest, lex)
        if (form in lex.given or form in lex.ordinary) and not (form.startswith("وال") or heads):
            return None
        if rest.startswith("ال") and len(rest) > 3 and rest not in lex.never and rest not in lex.honorific:
            return self.take(open_=False)
        return self.take(open_=True) if heads and cues.look_up(form) is None else False

    def _verb(self, form: str) -> bool | None:
        cue = cues.look_up(form)
        if form in _WISHES and self.following() in _TO_BE_NAMED:
            return False  # دبلوماسي غربي طلب عدم الكشف عن هويته
        if cue is None or form.startswith("ال") or head_kind(form, self.lex) or form in self.lex.given:
            return None
        return None if self.open and cue.weak else False

    def _with_article(self, form: str) -> bool | None:
        if not form.startswith("ال") or len(form) < 4 or form in _NO_ARTICLE:
            return None
        if form in _ANNOUNCED and not self.open:
            return False
        if form in _PERIODS and self.following() in _PAST_OR_NEXT:
            return False
        if form in _TOLD_OF_BODY and self.kind == "body" and not self.open:
            return self.take(open_=False) if self.following().startswith("لل") else False
        cue = cues.look_up(form)
        if cue is not None and cue.shape == "noun":
            return False  # عن الجمعية القول
        plural = self.definite and self.kind == "source" and self.forms[self.first].endswith("ون")
        if plural and self.j == self.first + 1 and not form.endswith(("ون", "ين")):
            return False  # طالب المحتجون السلطات
        again = head_kind(form, self.lex) == "body" and self.forms[self.j - 1].startswith("ال")
        if self.definite and self.kind == "body" and again:
            return False  # طالب الاتحاد الحكومة
        if self.kind == "body" and self._disagrees(form):
            return False  # استنكرت إدارة المسرح الوطني المحلي الحملة
        owned = self.kind == "person" and self.j == self.first + 1 and self.head.endswith(("ه", "ها", "هم"))
        told = form.endswith(("ي", "ية", "بر", "غر", "ول")) or form in self.lex.never
        if owned and bare(form) in self.lex.ordinary and not told and not self._named_next(form):
            return False  # رفض صاحبها العرض, but شقيقها الأكبر، جارته الخياطة فلانة
        return self.take(open_=form in _TAKES_OBJECT and not self.open)

    def _disagrees(self, form: str) -> bool:
        """Whether a feminine noun follows a man's two adjectives: the verb's object."""
        before = self.forms[max(self.first, self.j - 2) : self.j]
        adjectives = len(before) == 2 and all(word.startswith("ال") and word.endswith("ي") for word in before)
        noun = form.endswith("ة") and not form.endswith("ية") and bare(form) in self.lex.ordinary
        return adjectives and noun and not self.open

    def _genitive(self, form: str) -> bool:
        """A noun without article: only where one is due."""
        lex = self.lex
        if not self.open:
            return False
        if head_kind(form, lex):
            return self.take(open_=True)
        source = self.kind == "source"
        if form in lex.ordinary or form in self.known or (source and form.endswith("ة")):
            if cues.look_up(form) is None and verb_like(form, lex):
                return False
            return self.take(open_=True)
        before = self.forms[self.j - 1]
        if form.endswith("ة") and self.following() in lex.honorific and head_kind(before, lex):
            return self.take(open_=False)  # رئيس بلدية سبخة الحاج فلان
        if not name_like(form, lex):
            return False
        if source and before.endswith(("ي", "ية")):
            return False
        if self.kind == "person" and self.definite and before not in _INNER:
            return False
        if form in lex.given and self.kind in ("person", "noun", "source"):
            return False
        return self.take(open_=False)


_RULES: tuple[Callable[[ComplementReader, str], bool | None], ...] = (
    ComplementReader._of_god,
    innernames.known_name,
    innernames.found_name,
    innernames.bracket,
    innernames.quoted,
    ComplementReader._stop_sign,
    ComplementReader._preposition,
    ComplementReader._venue,
    ComplementReader._for_something,
    ComplementReader._clitic,
    innernames.honorific,
    innernames.club,
    ComplementReader._conjoined,
    ComplementReader._verb,
    ComplementReader._with_article,
    ComplementReader._genitive,
)
