"""Speakers who are named without speaking themselves: نقلت … عن X، بحسب X، على حد قول X، جاء في بيان X."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mujaz.analysis.quotes import cues
from mujaz.analysis.quotes.cues import Cue
from mujaz.analysis.quotes.lists import syntax
from mujaz.analysis.quotes.memory import Event
from mujaz.analysis.quotes.nounphrase import parse
from mujaz.analysis.quotes.phrase import Phrase
from mujaz.analysis.quotes.reference import CERTAINTY
from mujaz.analysis.quotes.rolewords import COMMAS, COMPLEMENTIZERS
from mujaz.analysis.quotes.subjects import subject_after
from mujaz.analysis.quotes.words import QUOTE, Words

if TYPE_CHECKING:
    from mujaz.analysis.quotes.discourse import Reader

_ACCORDING = syntax("according")
_ACCORDING_TO = syntax("according_to")
#: Verbal nouns of saying and their verbs.
_VERBAL_NOUNS = {
    "تاكيد": "اكد",
    "اعلان": "اعلن",
    "اعتبار": "اعتبر",
    "تشديد": "شدد",
    "تحذير": "حذر",
    "اعتراف": "اعترف",
    "اقرار": "اقر",
    "توضيح": "اوضح",
    "نفي": "نفى",
    "قول": "قال",
}
#: Words ``according`` can begin at.
SOURCE_WORDS = frozenset(
    {"حسبما", "نقلا", "ونقلا", "استنادا", "واستنادا", "حد", *_ACCORDING, *_ACCORDING_TO}
    | {clitic + noun for noun in _VERBAL_NOUNS for clitic in ("", "و", "ف", "ب", "ل")}
)
_THEIR_WORDS = ("قول", "وصف", "تعبير", "زعم")
_TEXTS = frozenset({"اعلان", "اتفاق", "اتفاقية"})  # جاء في الإعلان
_WHICH = frozenset({"الذي", "التي"})
_THAT = frozenset({"ذلك", "هذا"})
_ISSUED = ("اصدر", "نشر", "وزع", "ارسل", "بث")  # البيان الذي أصدرته الجامعة
_RELAYER = 0.55  # how sure it is that a relayer itself speaks: shown to nobody
_ASIDE = 0.05  # what an aside is less sure than a verb
_REACH = 22  # tokens from نقلت to its عن


def relayed(reader: Reader, words: Words, i: int, stop: int, cue: Cue) -> Event | None:
    """نقلت وكالة … عن X (قوله): X speaks."""
    forms = words.forms
    to = "الى" if cue.verb == "نسب" else "عن"
    for j in range(i + 1, min(stop, i + _REACH)):
        if forms[j] in ("عنه", "عنها"):
            return None
        if forms[j] in COMPLEMENTIZERS or forms[j] in (QUOTE, ":"):
            break
        source = parse(words, j + 1, stop, known=reader.known) if forms[j] == to else None
        if source is not None:
            return _event(reader, words, i, source.end, cue, source, "relayed")
    subject, end = subject_after(words, i + 1, stop, cue, reader.known)
    if subject is None:
        return None
    person, how = reader.person(words, subject)
    return Event(i, end, cue, person, subject, f"relayer-{how}", _RELAYER) if person else None


def came_in_document(reader: Reader, words: Words, i: int, start: int, stop: int, cue: Cue) -> Event | None:
    """جاء في بيان X: X speaks; أصدر X بيانا جاء فيه: so does whoever issued it."""
    forms = words.forms
    following = forms[i + 1] if i + 1 < stop else ""
    if following in ("فيه", "فيها", "فيهما"):
        issuer = parse(words, start + 1, i, known=reader.known) if i > start + 1 else None
        if issuer is None or issuer.kind not in ("body", "person", "name", "source"):
            return reader.carried(i, cue, [], "continuation")
        return _event(reader, words, i, i + 2, cue, issuer, "fronted")
    told = following in _THAT and forms[i + 2 : i + 3] == ["في"]  # جاء ذلك في بيان
    document = parse(words, i + 2 + told, stop, known=reader.known) if told or following == "في" else None
    if document is None or not (document.kind == "document" or document.head in _TEXTS):
        return None
    after = document.end
    after += after + 2 < stop and forms[after] in _WHICH
    if after + 1 < stop and forms[after].startswith(_ISSUED):
        issuer = parse(words, after + 1, stop, known=reader.known)
        if issuer is not None and issuer.kind in ("body", "person", "name", "noun"):
            return _event(reader, words, i, issuer.end, cue, issuer, "subject")
    return _event(reader, words, i, document.end, cue, document, "subject")


def _event(
    reader: Reader, words: Words, i: int, end: int, cue: Cue, phrase: Phrase, rule: str
) -> Event | None:
    person, how = reader.person(words, phrase)
    return Event(i, end, cue, person, phrase, f"{rule}-{how}", CERTAINTY[how]) if person else None


def according(reader: Reader, words: Words, i: int, start: int, stop: int) -> Event | None:
    """بحسب X، وفقا لX، حسب ما قال X، نقلا عن X، على حد قول X."""
    forms = words.forms
    form, j = forms[i], i + 1
    if j >= stop:
        return None
    verb = _VERBAL_NOUNS.get(form.lstrip("وفبل") if form not in _VERBAL_NOUNS else form)
    if verb is not None:
        return _noun_of_saying(reader, words, i, stop, verb)
    if form in _ACCORDING:
        return (
            _as_said(reader, words, i, j + 1, stop)
            if forms[j] == "ما"
            else _named(reader, words, i, j, 0, stop)
        )
    if form in _ACCORDING_TO and forms[j][0] == "ل":
        return (
            _as_said(reader, words, i, j + 1, stop)
            if forms[j] == "لما"
            else _named(reader, words, i, j, 1, stop)
        )
    if form == "حسبما":
        return _as_said(reader, words, i, j, stop)
    if form in ("نقلا", "ونقلا") and forms[j] == "عن":
        return _named(reader, words, i, j + 1, 0, stop)
    if form in ("استنادا", "واستنادا") and forms[j] == "الى":
        return _named(reader, words, i, j + 1, 0, stop)
    if form == "حد" and i > start and forms[i - 1] == "على" and forms[j] in _THEIR_WORDS:
        return _named(reader, words, i, j + 1, 0, stop)
    return None


def _noun_of_saying(reader: Reader, words: Words, i: int, stop: int, verb: str) -> Event | None:
    """إعلان الشركة أن …، تأكيد الوزير أن …: whose announcement it is speaks."""
    forms = words.forms
    subject = parse(words, i + 1, stop, known=reader.known)
    if subject is None or subject.kind not in ("person", "name", "body", "source"):
        return None
    end = subject.end
    while end < stop and forms[end] in COMMAS:
        end += 1
    if end >= stop or not (forms[end] in COMPLEMENTIZERS or forms[end] == ":"):
        return None
    return _aside(reader, words, i, end, subject, cues.look_up(verb))


def _named(reader: Reader, words: Words, i: int, j: int, cut: int, stop: int) -> Event | None:
    if j >= stop or words.forms[j][cut:].startswith(_THEIR_WORDS):
        return None
    subject = parse(words, j, stop, cut=cut, known=reader.known)
    return _aside(reader, words, i, subject.end, subject, None) if subject is not None else None


def _as_said(reader: Reader, words: Words, i: int, j: int, stop: int) -> Event | None:
    """The speaker of ما قال X، ما نقلت عنه X."""
    for k in range(j, min(stop, j + 3)):
        cue = cues.look_up(words.forms[k])
        if cue is not None and cue.shape in ("past", "present"):
            subject, end = subject_after(words, k + 1, stop, cue, reader.known)
            return _aside(reader, words, i, end, subject, cue) if subject is not None else None
    return None


def _aside(reader: Reader, words: Words, i: int, end: int, subject: Phrase, cue: Cue | None) -> Event | None:
    if subject.name is None and subject.kind == "noun" and not subject.definite:
        return None
    person, how = reader.person(words, subject)
    if person is None:
        return None
    return Event(i, end, cue, person, subject, f"according-{how}", CERTAINTY[how] - _ASIDE, attached=False)
