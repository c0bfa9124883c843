"""Whether a quoted span is speech, part of the reporter's sentence, or a mere term: from syntax, not from length."""

from __future__ import annotations

from mujaz.analysis.quotes import cues
from mujaz.analysis.quotes.discourse import Event
from mujaz.analysis.quotes.rolewords import COMMAS, COMPLEMENTIZERS, head_kind, lexicon
from mujaz.analysis.quotes.words import CLOSE, OPEN, QUOTE, Words
from mujaz.analysis.record import QuoteKind

_PRONOUN_ENDS = ("ه", "ها", "هم", "هما", "ني", "نا")
_IMPERSONAL = frozenset(
    "من يجب ينبغي يتعين يمكن لابد لا لم ليس سيتم يتم تم هناك يوجد توجد لو اذا في حان سيكون كان جرى سيجري يجري بات اصبح يبدو ما كلما عندما حتى بامكان "
    "استكشاف بعد مع على اليوم لقد قد".split()
)
_IMPERSONAL_SECOND = frozenset(
    "المبكر الضروري المهم الممكن المستحيل الواضح المؤسف المتوقع المؤكد الصعب السابق بد يمكن يوجد يجوز يجب ينبغي شيء مجال حاجة هناك يحصل يتم حال".split()
)
_PREPOSITIONS = frozenset(
    "في فى من الى على عن مع بين حول نحو لدى ضد عبر تحت ب ل ك حتى بشأن بسبب خلال دون بدون وسط بعد قبل منذ".split()
)
_CLAUSE_OPENERS = frozenset(
    "لقد قد نحن انا انه انها انهم انني اننا ان ليس ليست لا لن لم كان كانت ما هل لو اذا يجب ينبغي هناك هنالك هذا هذه ذلك تلك هؤلاء لكن ولكن لسنا اين كيف لماذا متى من عندما كلما "
    "اني انت انتم هو هي هم ربما لعل ليت يا كل حتى سوف نعم كلا اما بما حيث".split()
)
_ASPECT = frozenset({"الى", "على", "عن", "في", "من"})


def clause_like(forms: list[str]) -> bool:
    """Whether words open as a sentence of their own."""
    if not forms:
        return False
    first = forms[0]
    if first in _CLAUSE_OPENERS:
        return True
    if first[0] in "وف" and len(first) > 2:
        return True
    if first[0] in "نسا" and len(first) > 3 and _verb(first):
        return True
    if first[0] in "يت" and _verb(first):
        return True
    return False


def _verb(form: str) -> bool:
    known = lexicon().ordinary
    if form[0] == "س" and form[1:2] in "يتنا":
        return True
    if form[0] in "ينت":
        return sum(other + form[1:] in known for other in "ينت") >= 2
    return False


def judge(
    words: Words, token: int, inside: list[str], count: int, event: Event | None, previous: QuoteKind | None
) -> QuoteKind:
    """The kind of the quotation at ``token``.

    ``inside`` are its first folded words, ``count`` how many it has; ``event`` the speech act before it in its
    sentence; ``previous`` the kind of a quotation it is joined to by و.
    """
    forms = words.forms
    before = forms[token - 1] if token else ""
    opaque = forms[token] == QUOTE
    clause = clause_like(inside)
    cue = cues.look_up(before) if before else None
    if cue is not None and before in COMPLEMENTIZERS:
        cue = None
    if before == ":":
        return (
            "speech"
            if count >= 2 and (event is not None or count >= 4 or clause)
            else "scare"
            if count < 4
            else "speech"
        )
    if (
        before in ("و", "ف")
        and previous in ("speech", "mixed")
        and (count >= 4 or (count == 3 and clause) or previous == "mixed" and count >= 4)
    ):
        return previous
    if count <= 3:
        if not opaque:
            return "scare"
        if clause and (cue is not None or before in COMPLEMENTIZERS and not before.endswith(_PRONOUN_ENDS)):
            return "speech"
        if count == 3 and event is not None and clause and not _inside_clause(forms, event, token):
            return "speech"
        return "scare"
    if before in COMPLEMENTIZERS:
        if before.endswith(("ه",)) and inside[:1] and _impersonal(inside):
            return "speech"
        if before.endswith(_PRONOUN_ENDS) and before not in ("ان", "بان", "وان", "لان"):
            return "mixed"
        if event is None or not _complement_of(forms, event, token):
            return "mixed" if not _governs(forms, token) else "speech"
        return "speech"
    if before in _PREPOSITIONS or before in ("و", "ب", "بـ", "ل", "لـ", "ك"):
        return "mixed"
    if cue is not None:
        if inside[0] in _ASPECT and not clause_like(inside[1:2]) and inside[0] in ("الى", "على", "عن"):
            return "mixed"
        if (
            inside[0][0] in "بل"
            and (inside[0][1:].startswith("ال") or inside[0].startswith("لل"))
            and cue.kind == "act"
        ):
            return "mixed"
        if cue.kind == "act" and cue.shape != "participle" and not clause:
            return "mixed"
        return "speech"
    if event is None:
        return "speech" if clause else "mixed"
    if _inside_clause(forms, event, token):
        return "speech" if clause and inside[0][0] in "وفن" and not inside[0].startswith("وال") else "mixed"
    if inside[0] in ("الى", "على", "عن", "بان", "بانه", "لان", "لانه", "في") and not (
        inside[0] == "في" and event.cue is not None and event.cue.kind == "say"
    ):
        return "mixed"
    if event.cue is not None and event.cue.kind == "act" and event.cue.shape != "participle":
        return "speech" if clause and not forms[token - 1].startswith("ال") else "mixed"
    if event.cue is None:
        return "speech" if clause else "mixed"
    return "speech"


def _impersonal(inside: list[str]) -> bool:
    first = inside[0]
    if first in ("لا", "لم", "ليس", "من", "لن", "ما"):
        return len(inside) > 1 and inside[1] in _IMPERSONAL_SECOND
    return first in (
        "يجب",
        "ينبغي",
        "يتعين",
        "يمكن",
        "لابد",
        "سيتم",
        "يتم",
        "تم",
        "هناك",
        "يوجد",
        "لو",
        "اذا",
        "حان",
        "جرى",
        "سيجري",
        "يجري",
        "يبدو",
        "كلما",
        "عندما",
        "بامكان",
    )


def _complement_of(forms: list[str], event: Event, token: int) -> bool:
    """Whether the أن right before ``token`` is what the cue brings."""
    return not any(form in COMPLEMENTIZERS for form in forms[event.end : token - 1])


def _governs(forms: list[str], token: int) -> bool:
    return token >= 2 and forms[token - 1] in ("وان",)


def _inside_clause(forms: list[str], event: Event, token: int) -> bool:
    """Whether the reported clause has begun before the quotation, in the reporter's words."""
    if any(form in COMPLEMENTIZERS for form in forms[event.position + 1 : token]):
        return True
    return False


__all__ = ["judge", "clause_like", "CLOSE", "OPEN", "COMMAS", "head_kind"]
