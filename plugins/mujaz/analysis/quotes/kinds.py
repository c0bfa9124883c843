"""Whether a quoted span is speech, part of the reporter's sentence, or a mere term: from syntax, not length.

- *speech*: a clause of its own, after a colon, a reporting verb, or إن/أن;
- *mixed*: at least four quoted words that are a part of the reporter's sentence: its predicate, an object, a
  phrase after a preposition;
- *scare*: a name, a title, a term, a fragment.
"""

from __future__ import annotations

from mujaz.analysis.quotes import cues
from mujaz.analysis.quotes.cues import Cue
from mujaz.analysis.quotes.lists import read_lists, syntax
from mujaz.analysis.quotes.memory import Event
from mujaz.analysis.quotes.nameforms import verb_like
from mujaz.analysis.quotes.rolewords import COMPLEMENTIZERS, has_complementizer, head_kind, lexicon
from mujaz.analysis.quotes.words import QUOTE, Words
from mujaz.analysis.record import QuoteKind

_BARE = frozenset({"ان", "بان", "وان", "لان"})
_HE_IS = frozenset({"انه", "انها", "انهم", "اننا", "انا", "نحن"})
_NAME_WORDS = 6  # a body's name has up to so many words
_SHORT = 3  # a fragment has up to so many words


def _lists() -> dict[str, frozenset[str]]:
    return read_lists("kinds")


def clause_like(inside: list[str]) -> bool:
    """Whether words open as a sentence of their own.

    >>> clause_like("لن نتوقف عن العمل".split()), clause_like("في مجال التعليم".split())
    (True, False)
    """
    lists = _lists()
    first = inside[0] if inside else ""
    if not first or first in lists["preposition"]:
        return False
    if first == "من":
        return len(inside) > 1 and inside[1] in lists["impersonal_second"]
    if first in lists["clause"]:
        return True
    known = lexicon().ordinary
    if first[0] in "وف" and len(first) > 2:
        rest = first[1:]
        if (
            rest in lists["clause"]
            or rest.startswith("ال")
            or rest in lists["preposition"]
            or verb_like(rest, lexicon())
        ):
            return True
        return rest in known and first not in known
    if first[0] == "س" and first[1:2] in tuple("يتنا"):
        return True
    if first[0] == "ا" and len(first) > 3 and any(other + first[1:] in known for other in "ين"):
        return first[1] not in "لنست"
    return (first[0] == "ن" and verb_like(first, lexicon())) or verb_like(first, lexicon())


def judge(
    words: Words, token: int, inside: list[str], count: int, event: Event | None, previous: QuoteKind | None
) -> QuoteKind:
    """The kind of the quotation at ``token``.

    ``inside`` are its first folded words, ``count`` how many it has; ``event`` the speech act before it in
    its sentence; ``previous`` the kind of the quotation before it in its line.
    """
    forms = words.forms
    before = forms[token - 1] if token else ""
    clause = clause_like(inside)
    if _named(forms, token, inside, count, event) or _foreign(inside, count):
        return "scare"
    if count <= 5 and inside[0] in syntax("wish") and inside[1:2] and inside[1] in syntax("to_be_named"):
        return "scare"  # مسؤول سابق «رفض الإفصاح عن هويته»
    if before == ":" and token > 1 and forms[token - 2] in _lists()["listing"]:
        return "scare"  # من كتبها: «…»
    if before == ":":
        return "speech" if count > _SHORT or (count >= 2 and event is not None) else "scare"
    if before in ("و", "ف") and previous in ("speech", "mixed"):
        return previous if count > _SHORT or (clause and previous == "speech") else "scare"
    if count == _SHORT and inside[0] in _HE_IS and event is not None and event.position < token:
        return "speech"  # ويؤكد فلان، وهو جار له، «إنه طباخ ماهر»
    if count <= _SHORT:
        return _short(words, token, clause, count, event)
    if before in COMPLEMENTIZERS:
        return _after_complementizer(forms, token, inside, event)
    if before in _lists()["preposition"] or before in ("ب", "ل", "ك", "من"):
        body = before == "ل" and inside[0].startswith("ال") and head_kind(inside[0], lexicon()) == "body"
        return "scare" if body and count <= _NAME_WORDS else "mixed"  # الأمين العام لـ«المجلس …»
    cue = cues.look_up(before) if before else None
    if cue is not None and (
        event is None
        or token - 1 < event.position
        or (token - 1 > event.position and cue.verb not in _lists()["predicate_verb"])
    ):
        cue = None  # قال إن القرار يعد مواصلة «…»
    if not clause and inside[0] in lexicon().honorific and count <= 5:
        return "scare"  # اختيار «الشيخ فلان الفلاني»
    if cue is not None and not clause and count <= 6 and head_kind(inside[0], lexicon()) == "body":
        return "scare"  # وأبدت «رابطة القرية الخيرية» ارتياحها
    if cue is not None:
        if cue.kind != "act" and cue.verb not in _lists()["predicate_verb"]:
            return "mixed" if inside[0] in ("الى", "على", "عن") else "speech"
        return "mixed" if _phrase_inside(inside, cue, clause) else "speech"
    if event is None:
        if has_complementizer(forms, max(0, token - 12), token):
            return "mixed"  # يذكر أن القرية «…»
        joined = previous == "mixed" and inside[0][0] == "و"
        return "speech" if clause and not joined else "mixed"
    if has_complementizer(forms, event.position + 1, token):
        own = clause and (
            inside[0][0] in "وف"
            or inside[0] in _lists()["own_voice"]
            or (verb_like(inside[0], lexicon()) and inside[0][0] == "ن")
        )
        return "speech" if own and inside[0] not in ("ولا", "ولم", "ولن") else "mixed"
    if _brought(token, event) and inside[0] not in ("الى", "على", "عن"):
        return "speech"
    if _phrase_inside(inside, event.cue, clause):
        return "mixed"
    if not clause and _construct(forms, token, event):
        return "mixed"
    return "speech" if event.cue is not None or clause else "mixed"


def _named(forms: list[str], token: int, inside: list[str], count: int, event: Event | None) -> bool:
    """Whether the quotation is a title or a name: فيلم «…»، بعنوان «…»، منظمة «…»."""
    lists = _lists()
    for form in forms[max(0, token - 4) : token]:
        if form.removeprefix("و").removeprefix("ب").startswith("عنوان"):
            return not any(f in COMPLEMENTIZERS for f in forms[token - 1 : token])
    before = forms[token - 1] if token else ""
    if before in lists["naming"]:
        return not (event is not None and count > 12)
    said = _brought(token, event) and count > _SHORT and before.startswith("ال")  # قال فلان من الوزارة «…»
    if count <= 7 and head_kind(before, lexicon()) == "body" and cues.look_up(before) is None and not said:
        named = inside[0] not in ("الذي", "التي", "الذين") and inside[0] not in COMPLEMENTIZERS
        return named and not clause_like(inside)
    after_preposition = before in lists["preposition"] or before == "حول"
    return (
        after_preposition
        and count <= 6
        and event is None
        and head_kind(inside[0], lexicon()) in ("document", "body")
    )


def _brought(token: int, event: Event | None) -> bool:
    """Whether a verb of saying and its subject stand right before the marks: وقال فلان «…»."""
    return (
        event is not None
        and event.cue is not None
        and event.mention is not None
        and event.end == token
        and event.position < token
        and event.cue.kind in ("say", "go")
        and event.cue.shape in ("past", "present")
        and event.cue.verb not in _lists()["predicate_verb"]
    )


def _foreign(inside: list[str], count: int) -> bool:
    """Whether a few words are none of the language's: a firm or a work with a foreign name."""
    if not 2 <= count <= len(inside) + 1 or count > 5:
        return False
    return not any(_native(form) for form in inside)


def _native(form: str) -> bool:
    known = lexicon().ordinary
    bared = form[1:] if form[0] in "وفبلس" else form
    return (
        form in known
        or form.startswith("ال")
        or form in _lists()["clause"]
        or bared in known
        or form.removesuffix("ا") in known
        or form.endswith(("ة", "ى"))
        or verb_like(form, lexicon())
    )


def _short(words: Words, token: int, clause: bool, count: int, event: Event | None) -> QuoteKind:
    """Up to three words: speech only if they are a clause brought as one."""
    forms = words.forms
    before = forms[token - 1] if token else ""
    if before in _BARE and count == _SHORT and event is not None:
        return "speech"
    if not clause:
        return "scare"
    if event is not None and event.end == token and event.cue is not None and event.cue.kind != "act":
        return "speech"
    if forms[token] != QUOTE:
        return "scare"
    if before in _BARE:
        return "speech"
    cue = cues.look_up(before) if before else None
    if cue is not None and event is not None and event.position == token - 1:
        return "speech" if cue.kind != "act" else "scare"
    if event is not None and event.end >= token and event.cue is not None and event.cue.kind != "act":
        return "speech"
    return "scare"


def _after_complementizer(forms: list[str], token: int, inside: list[str], event: Event | None) -> QuoteKind:
    """After أن: its whole clause is quoted, or only what is said of its pronoun (أنه «بطل بالفطرة»)."""
    before = forms[token - 1]
    if before not in _BARE:
        return "speech" if before.endswith("ه") and _impersonal(inside) else "mixed"
    wish = inside[0][0] in "ينت" and verb_like(inside[0], lexicon())
    if event is None or has_complementizer(forms, event.end, token - 1):
        return "mixed" if wish or before == "لان" else "speech"
    demanded = event.cue is not None and event.cue.kind == "act" and event.cue.shape != "participle"
    return "mixed" if wish and (demanded or inside[0].endswith("وا")) else "speech"


def _impersonal(inside: list[str]) -> bool:
    """Whether أنه stands for nothing: أنه «لا يمكن …»، أنه «من المبكر …»."""
    lists = _lists()
    first, second = inside[0], inside[1] if len(inside) > 1 else ""
    if first in ("لا", "لم", "ليس", "من", "لن", "ما", "ولا"):
        return second in lists["impersonal_second"]
    if first in ("في", "خلال", "بعد", "اذا"):
        return second in ("هذه", "هذا", "حال", "حالة", "ظل", "ضوء") or first == "اذا"
    return first in lists["impersonal"]


def _phrase_inside(inside: list[str], cue: Cue | None, clause: bool) -> bool:
    """Whether the quotation is a phrase of the cue's own: أشار إلى «…»، دعا «المجتمع …»، طالب «بإنهاء …»."""
    lists = _lists()
    first = inside[0]
    if cue is not None and cue.kind != "act" and cue.shape in ("past", "present") and first == "في":
        return False
    if first in lists["preposition"] or (first == "من" and not clause):
        return (
            cue is None
            or cue.verb not in ("قال", "كتب", "غرد", "اضاف", "تابع")
            or first in ("الى", "على", "عن", "من")
        )
    if cue is not None and cue.verb in lists["predicate_verb"] and not clause:
        return True
    if first[0] in "بل" and len(first) > 3 and not clause:
        rest = first[1:]
        if (
            rest.startswith("ال")
            or first.startswith("لل")
            or (rest in lexicon().ordinary and first not in lists["clause"])
        ):
            return cue is None or cue.verb not in ("قال", "كتب", "غرد")
    return cue is not None and cue.kind == "act" and cue.shape != "participle" and not clause


def _construct(forms: list[str], token: int, event: Event) -> bool:
    """Whether a noun before the marks wants what is in them: وفاة «الملا عمر …»، إطار «…»."""
    before = forms[token - 1]
    if token <= event.end or before.startswith("ال") or before in lexicon().venue or before.endswith("ا"):
        return False
    return (
        before in lexicon().ordinary and cues.look_up(before) is None and head_kind(before, lexicon()) == ""
    )
