"""Where the subject of a reporting verb stands: after it, past addressees and venues, or before it."""

from __future__ import annotations

from mujaz.analysis.quotes import cues
from mujaz.analysis.quotes.asides import CLAUSE_BREAKS, TAKE_NOUNS, addressee_end, skip_venue
from mujaz.analysis.quotes.cues import Cue
from mujaz.analysis.quotes.lists import syntax
from mujaz.analysis.quotes.nameforms import asks
from mujaz.analysis.quotes.nounphrase import parse
from mujaz.analysis.quotes.personal import Known
from mujaz.analysis.quotes.phrase import Phrase
from mujaz.analysis.quotes.rolewords import COMMAS, COMPLEMENTIZERS, Lexicon, ends_subject, head_kind, lexicon
from mujaz.analysis.quotes.words import CLOSE, OPEN, QUOTE, Words, closing

RELATIVE = syntax("relative")
AUXILIARY = syntax("auxiliary")
CONJUNCTIONS = syntax("conjunction")
LEAD_INS = syntax("lead_in")
LONGEST_CLAUSE = 100  # words between the edge of a clause and its verb
_BUT = frozenset({"لكن", "ولكن", "بينما", "فيما"})
OCCASIONS = syntax("occasion")
_OF_OCCASIONS = frozenset({"صحافي", "صحفي", "اعلامي", "صحافية", "صحفية", "اعلامية"})
_WISHES = frozenset({"رضي", "رضى", "صلى", "رحمه", "رحمها", "حفظه"})
_AT = frozenset({"في", "فى"})
_ORDINALS = frozenset({"الاول", "الاولى", "الثاني", "الثانية", "الثالث", "الثالثة"})
CLAUSE_EDGE = frozenset(
    {",", "،", ":", ";", "؛", "-", "–", "—", "(", ")", "[", "]", "{", "}", QUOTE, OPEN, CLOSE}
)


def agrees(cue: Cue | None, gender: str, plural: bool) -> bool:
    """Whether a verb's gender can go with a subject's."""
    if cue is None or not cue.gender or not gender or plural or cue.plural:
        return True
    return cue.gender == gender


def subject_after(
    words: Words, j: int, stop: int, cue: Cue, known: Known, *, near: bool = False
) -> tuple[Phrase | None, int]:
    """The subject that follows a verb ending at ``j``, and where reading goes on.

    Addressees (لوكالة …) and phrases of place and time are passed over; with ``near`` nothing is.
    """
    forms = words.forms
    lex = lexicon()
    adjacent = True
    first = j
    limit = min(stop, j + 30)
    while j < limit:
        form = forms[j]
        if form in COMPLEMENTIZERS or form in (QUOTE, ":"):
            return None, j
        if form in COMMAS:
            j += 1
            adjacent = False
            continue
        if form == "(" and adjacent and not near:
            named = _bracketed_name(words, j, stop, known)
            if named is not None and agrees(cue, named.gender, named.plural):
                return named, named.end
        if form in ("(", "-", "–"):
            end = closing(forms, j, stop, ")" if form == "(" else form)
            if not end:
                return None, j
            j = end
            continue
        if form in _ORDINALS:
            j, adjacent = j + 1, False  # قال الأول، فلان، إن
            continue
        if _other_verb(form, known, adjacent):
            return None, j
        addressed = addressee_end(words, j, stop, known)
        if addressed:
            j, adjacent = addressed, False
            continue
        if ends_subject(forms, j, lex) and form not in lex.given and form not in known:
            if form in CLAUSE_BREAKS or near:
                return None, j
            j, adjacent = (skip_venue(words, j, stop, known) if form in TAKE_NOUNS else j + 1), False
            continue
        phrase = parse(words, j, stop, known=known, subject=adjacent)
        if phrase is None:
            if form[0] in "لب" and len(form) > 2 and not near:
                j, adjacent = skip_venue(words, j, stop, known), False
                continue
            return None, j
        if not adjacent and (_of_object(words, j, first) or not _sure(phrase, words, known)):
            if near:
                return None, j
            j = phrase.end
            continue
        told = agrees(cue, phrase.gender, phrase.plural) or is_surname(words, phrase, known)
        if not told and adjacent and _titled_as_man(words, phrase, cue):
            phrase.gender, told = "f", True
        if not told or _accusative(words, phrase):
            return None, j
        if cue.object and _object(words, phrase, stop, known):
            return None, j
        return phrase, phrase.end
    return None, j


def is_surname(words: Words, phrase: Phrase, known: Known) -> bool:
    """Whether a subject is one word of a name the article has: a man's name says nothing in قالت موسى."""
    if phrase.kind != "name" or phrase.name is None or phrase.name[1] - phrase.name[0] > 1:
        return False
    return words.forms[phrase.name[0]] in known


def _titled_as_man(words: Words, phrase: Phrase, cue: Cue) -> bool:
    """Whether a woman bears a man's title, as the verb tells: قالت النائب فلانة، أكدت رئيس البلدية فلانة."""
    if cue.gender != "f" or cue.kind == "act" or cue.object or phrase.kind != "person":
        return False
    return phrase.name is not None and words.forms[phrase.name[0]] not in lexicon().given_male


def _other_verb(form: str, known: Known, adjacent: bool) -> bool:
    """Whether another reporting verb begins, so that the first had no subject."""
    lex = lexicon()
    cue = cues.look_up(form)
    if cue is None or cue.shape == "noun" or form in known or form in lex.given:
        return False
    if head_kind(form, lex):
        return cue.shape == "participle" and form.endswith("ا")
    return not (cue.weak and adjacent and form[0] not in "وفيت")


def _sure(phrase: Phrase, words: Words, known: Known) -> bool:
    """Whether a phrase away from its verb is a subject beyond doubt."""
    before = words.forms[phrase.first - 1]
    if words.forms[phrase.first] in _OF_OCCASIONS and before in OCCASIONS:
        return False  # في بيان صحافي
    if phrase.kind == "body" and (phrase.first in words.tags or before in lexicon().venue):
        return False
    if phrase.kind in ("person", "source", "body"):
        return not (before in lexicon().ordinary and before not in lexicon().venue) or phrase.name is not None
    if phrase.name is None:
        return False
    first, last = phrase.name
    given = lexicon().given
    return any(
        words.forms[i] in known or words.forms[i] in given or words.tags.get(i, ("", 0))[0] == "PER"
        for i in range(first, last)
    )


def _bracketed_name(words: Words, j: int, stop: int, known: Known) -> Phrase | None:
    """A name in brackets for a subject: قال (فلان الفلاني) مدير الشركة."""
    end = closing(words.forms, j, stop, ")", 8)
    phrase = parse(words, j + 1, end - 1, known=known) if end > j + 2 else None
    if (
        phrase is None
        or phrase.kind not in ("name", "person")
        or phrase.name is None
        or phrase.last != end - 1
    ):
        return None
    phrase.end = end
    return phrase


def _of_object(words: Words, j: int, first: int) -> bool:
    """Whether a phrase at ``j`` belongs to the noun right behind the verb: استبعد لقاء فلان."""
    lex = lexicon()
    form = words.forms[first]
    if j != first + 1 or form.startswith("ال") or form in lex.venue or form[0] in "لب":
        return False
    return form in lex.ordinary and cues.look_up(form) is None


def _object(words: Words, phrase: Phrase, stop: int, known: Known) -> bool:
    """Whether the noun after a verb that takes a person is its object: طالب الحكومة بـ…"""
    following = words.forms[phrase.end] if phrase.end < stop else ""
    if phrase.name is not None:
        first, last = phrase.name
        if phrase.kind == "person" or last - first > 1 or words.forms[first] in known:
            return False
        return following[:1] == "ب"
    return following[:1] == "ب" or following in ("الى", "على", "من")


def _accusative(words: Words, phrase: Phrase) -> bool:
    """Whether a plural in ين shows that the noun is no subject: اتهم وزراء إسرائيليين."""
    if phrase.name is not None or phrase.quoted:
        return False
    plural = phrase.plural
    for form in words.forms[phrase.first : min(phrase.last, phrase.first + 2)]:
        if plural and form.endswith("ين") and len(form) > 5 and form not in lexicon().given:
            return True
    return False


def subject_before(words: Words, i: int, start: int, cue: Cue, known: Known) -> Phrase | None:
    """The subject in front of its verb: لكن الصين قالت; بيريز، الذي قال; أما الشيخ فلان فقد غرد."""
    forms = words.forms
    k = i - 1
    for wish in range(i - 2, max(start, i - 7), -1):
        if forms[wish] in _WISHES and forms[wish + 1] == "الله":  # وعن فلان رضي الله عنه قال
            return phrase_ending(words, start, wish, cue, known)
    while k >= start and forms[k] in AUXILIARY:
        k -= 1
    if k >= start and forms[k] in RELATIVE:
        end = k
        while end > start and forms[end - 1] in COMMAS:
            end -= 1
        phrase = phrase_ending(words, start, end, cue, known)
        titled = phrase is not None and phrase.quoted and phrase.kind == "name" and phrase.first > start
        if titled and words.forms[phrase.first + 1] not in known:  # type: ignore[union-attr]
            return None  # a work: لوحة «…»، التي تروي
        return phrase
    if cue.linked and forms[i][0] == "و":
        return None
    edge = start
    for m in range(i - 1, start - 1, -1):
        if forms[m] in COMPLEMENTIZERS or forms[m] == QUOTE or forms[m] in ("؛", ":"):
            edge = m + 1
            break
        if forms[m] in _BUT and m > start and forms[m - 1] in COMMAS:
            edge = m  # …، لكن فلانا رأى
            break
        if i - m > LONGEST_CLAUSE:
            return None
    phrase, after_verb = clause_subject(words, edge, i, known)
    if phrase is None or after_verb or not agrees(cue, phrase.gender, phrase.plural):
        return _right_before(words, edge, i, cue, known)
    gap = forms[phrase.end : i]
    if len(gap) > 16:
        return None
    for form in gap:
        other = cues.look_up(form) if len(form) > 3 else None
        if other is not None and other.shape in ("past", "present") and not other.weak:
            return None
    if (
        gap
        and phrase.name is None
        and phrase.kind in ("noun", "body")
        and gap[0] not in COMMAS
        and len(gap) > 3
    ):
        return None
    return phrase


def _right_before(words: Words, edge: int, i: int, cue: Cue, known: Known) -> Phrase | None:
    """A person with title and name between a comma and the verb: في تصريح لوكالة …، المدير فلان قال."""
    end = i
    while end > edge and words.forms[end - 1] in COMMAS:
        end -= 1
    if end - edge < 2 or words.forms[end - 1] in CLAUSE_EDGE:
        return None
    phrase = phrase_ending(words, edge, end, cue, known)
    if phrase is None or phrase.kind != "person" or phrase.name is None or phrase.end != end:
        return None
    bounded = phrase.first > edge and words.forms[phrase.first - 1] in COMMAS
    return phrase if bounded else None


def clause_subject(words: Words, edge: int, stop: int, known: Known) -> tuple[Phrase | None, bool]:
    """The subject a clause opens with, and whether a verb stands before it."""
    forms = words.forms
    lex = lexicon()
    m = edge
    while m < stop and (forms[m] in CONJUNCTIONS or forms[m] in COMMAS or forms[m] in ("-", "–")):
        m += 1
    if (
        m + 1 < stop
        and forms[m] in ("من", "ومن", "وعلى", "على", "الى", "والى", "في", "وفي")
        and forms[m + 1] in LEAD_INS
    ):
        m += 2 + (m + 2 < stop and forms[m + 2] in ("اخرى", "ثانية", "آخر", "ذاته", "نفسه"))
        while m < stop and (forms[m] in COMMAS or forms[m] == "فان"):
            m += 1
    if m >= stop:
        return None, False
    form = forms[m]
    cut = 0
    if form[0] in "وف" and len(form) > 3 and form not in lex.given and form not in known:
        rest = form[1:]
        cut = int(rest.startswith("ال") or bool(head_kind(rest, lex)) or rest in known or rest in lex.given)
    head = form[cut:]
    if head not in known and (ends_subject(forms, m, lex) if not cut else head in lex.venue):
        return None, False
    if form[0] in "وف" and form[1:] in lex.venue and form not in known and form not in lex.given:
        return None, False  # وعن فلان، قال: what was asked about does not speak
    after = forms[m + 1] if m + 1 < stop else ""
    opens = head.startswith("ال") or head_kind(head, lex) or head in known or head in lex.given
    opens = opens or head in lex.honorific or form == OPEN
    if opens and (cut or not _verb_here(form, after, lex, known)):
        return parse(words, m, stop, cut=cut, known=known), False
    titled = after in lex.honorific or head_kind(after, lex) == "person"
    if after and cues.look_up(form) is None and (titled or after in known or after in lex.given):
        phrase = parse(words, m + 1, stop, known=known)
        if phrase is not None and phrase.kind in ("person", "name"):
            return phrase, True
    return None, False


def _verb_here(form: str, after: str, lex: Lexicon, known: Known) -> bool:
    cue = cues.look_up(form)
    if cue is None or cue.shape not in ("past", "present") or form in known:
        return False
    return form[0] in "وفيتا" or asks(form, after, lex)


def phrase_ending(words: Words, start: int, end: int, cue: Cue, known: Known) -> Phrase | None:
    """The longest phrase that ends right before token ``end``."""
    best: Phrase | None = None
    lex = lexicon()
    for first in range(end - 1, max(start, end - 12) - 1, -1):
        form = words.forms[first]
        if form in CLAUSE_EDGE and form not in (OPEN, CLOSE, "(", ")") and form not in COMMAS:
            break
        clitic = form[0] in "وفبل" and len(form) > 3 and form not in lex.given
        cut = int(clitic and (form[1:].startswith("ال") or bool(head_kind(form[1:], lex))))
        phrase = parse(words, first, end, cut=cut, known=known)
        if (
            phrase is not None
            and end in (phrase.last, phrase.end)
            and agrees(cue, phrase.gender, phrase.plural)
        ):
            best = phrase
        elif best is not None and best.name is None and not (form in _AT and best.first == first + 1):
            break
    placed = best is not None and best.kind == "body" and words.forms[best.first - 1] in _AT
    return None if placed and best.first in words.tags else best  # type: ignore[union-attr]
