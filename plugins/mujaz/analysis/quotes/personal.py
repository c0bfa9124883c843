"""Personal names in a sentence: which of its words are part of one, and where one ends."""

from __future__ import annotations

import re

from mujaz.analysis.quotes import cues
from mujaz.analysis.quotes.found import may_close
from mujaz.analysis.quotes.lists import syntax
from mujaz.analysis.quotes.nameforms import (
    EIGHTH_FORM,
    PRESENT,
    PROCLITICS,
    VERBAL_NOUN,
    has_clitic,
    name_like,
    past_like,
    verb_like,
)
from mujaz.analysis.quotes.rolewords import (
    COMMAS,
    COMPLEMENTIZERS,
    PUNCTUATION,
    Lexicon,
    bare,
    head_kind,
)
from mujaz.analysis.quotes.words import ACCUSATIVE, INITIALS, Words

#: Words of the names the article has, each with the persons it belongs to.
Known = dict[str, set[int]]

_LIMIT = 6
_NO_ARTICLE = syntax("no_article")
_BEFORE_DIN = syntax("before_din")
_JOINING = ("بن", "ابن", "ابو", "ام", "آل", "عبد", "ذو")
_OCCASIONS = syntax("occasion")
_PREPOSITIONS = syntax("takes_noun") | syntax("pronoun_preposition")

#: A feminine active participle: هادئة، غاضبة.
_DOING = re.compile(r".ا..ة")


def is_name(words: Words, k: int, lex: Lexicon, known: Known, form: str) -> bool:
    """Whether token ``k`` can be part of a personal name: by its form, by the names found in the article."""
    clitic = len(form) > 3 and form[0] in PROCLITICS and form[1:] in words.vocabulary
    if clitic and form not in lex.given and form not in known:
        return False
    tag = words.tags.get(k)
    if tag is not None and tag[0] == ACCUSATIVE:
        return False
    if form in _BEFORE_DIN and words.forms[k + 1 : k + 2] == ["الدين"]:
        return True
    if tag is not None and tag[0] in ("LOC", "ORG"):
        before = words.forms[k - 1] if k else ""
        surname = before in lex.given or before in lex.honorific  # البروفسور أكسفورد
        if words.tags.get(k + 1, ("", 0))[0] == "PER" and before.startswith("ال") and before.endswith("ية"):
            surname = True  # الوزيرة التونسية أوتيكا فلان
        last = form in lex.given and tag[1] < 0 and words.tags.get(k + 1) != tag
        if last and before.startswith("ال") and before not in lex.honorific:
            return True  # (اتحاد القدم أحمد) عيد
        return form in known or (surname and not form.startswith("ال") and name_like(form, lex))
    if form in known or name_like(form, lex):
        return True
    return tag is not None and tag[0] == "PER" and _tagged_name(words, k, lex, known, form)


def _tagged_name(words: Words, k: int, lex: Lexicon, known: Known, form: str) -> bool:
    """Whether a word the tagger took for part of a person's name may be one, against its form."""
    if form in lex.venue or form in PUNCTUATION or head_kind(form, lex) or form in lex.honorific:
        return False
    if form in lex.never or VERBAL_NOUN.fullmatch(form) or PRESENT.fullmatch(form):
        return False
    if EIGHTH_FORM.fullmatch(form):
        return False
    if cues.look_up(form) is not None or form in COMPLEMENTIZERS or has_clitic(form, lex):
        return False
    if form.endswith("ت") and len(form) > 4 and past_like(form[:-1], lex):
        return False
    inside = words.tags.get(k - 1) == words.tags.get(k)
    goes_on = words.tags.get(k + 1) == words.tags.get(k)
    if form.startswith("ال"):
        return not (goes_on and form.endswith(("ي", "ية")) and not inside)
    owned = form.endswith(("ه", "ها", "هم")) and not (inside and form.removesuffix("ه") not in lex.ordinary)
    if owned or form.endswith(("ون", "ني")) or (inside and form.endswith("ة")):
        return False
    before = words.forms[k - 1] if k else ""
    after_title = before.startswith("ال") or before in lex.honorific or head_kind(before, lex) == "person"
    first = goes_on and not inside and after_title and words.forms[k + 1] not in known  # not فوز ماكرون
    return form not in lex.ordinary or first


def read_name(
    words: Words, start: int, stop: int, lex: Lexicon, known: Known, first: str | None = None
) -> int:
    """Where the personal name that begins at ``start`` ends; ``start`` if none does.

    ``first`` is the first word without its clitic.
    """
    forms = words.forms
    k = _listed_end(words, start, stop)
    if k > start and (k >= stop or forms[k] not in _JOINING):
        return k
    while k < stop and k - start < _LIMIT:
        form = first if first is not None and k == start else forms[k]
        before = forms[k - 1] if k > start else ""
        if before in _JOINING and form not in PUNCTUATION and form not in COMPLEMENTIZERS:
            k += 1
            continue
        if k > start and form in INITIALS and forms[k + 1 : k + 2] == ["."]:
            k += 2  # جيمس إي. سميث
            continue
        if k > start and (_for_somebody(form, lex, known) or head_kind(form, lex) == "document"):
            break
        if is_name(words, k, lex, known, form):
            if k > start + 1 and _role_begins(forms, k, stop, lex):
                break
            if k > start and form[0] == "ي" and form not in lex.given and _goes_on(forms, k, stop, lex):
                break
            joined = _conjoined(words, k, lex, known) and not (k == start + 1 and _waw_surname(words, k, lex))
            if k > start and (_next_person(words, k, known, form) or joined):
                break
            surname = before.startswith("ال") and k > start + 1 and before not in lex.particle
            surname = surname and forms[k - 2] not in lex.particle
            if surname and form not in lex.given and not form.startswith(("ال", "بن")):
                break  # a surname with ال ends the name, unless one as بنسعيد follows
            k += 1
            continue
        if k == start:
            break
        if form == "-" and k + 1 < stop and words.starts[k + 1] - words.ends[k - 1] == 1:
            k += 1
            continue
        if form.startswith("ال") and len(form) > 4 and _surname(words, k, start, lex):
            k += 1
            if before in lex.particle:
                continue
            break
        if k == start + 1 and _second_name(words, k, stop, lex, before):
            k += 1
            continue
        if (
            k > start + 1
            and form.endswith("ي")
            and len(form) > 3
            and before in lex.given
            and _ends(forms, k, stop)
        ):
            k += 1  # ضياء كاظم هندي، …
            continue
        break
    while k > start + 1 and forms[k - 1] in ("-", ".", *_JOINING):
        k -= 1
    return _found_end(words, start, k, stop, lex) if k > start else k


def _found_end(words: Words, start: int, k: int, stop: int, lex: Lexicon) -> int:
    """Where a name ends that the tagger found longer than its forms tell: ماهر خضيرة، هالة شيخ حمدون.

    A common word is taken only where the name's end shows behind it; ``k`` if there is nothing more.
    """
    forms = words.forms
    tag = words.tags.get(start)
    if tag is None or tag[0] != "PER" or words.tags.get(start - 1) == tag:
        return k
    end = k
    while end < min(stop, k + 2) and words.tags.get(end) == tag and may_close(forms[end], lex):
        if _role_begins(forms, end, stop, lex):
            break
        end += 1
    if end == k or words.tags.get(end) == tag:
        return k
    titled = end < stop and head_kind(forms[end], lex) == "person"
    return k if forms[end - 1] in lex.ordinary and not (titled or _ends(forms, end - 1, stop)) else end


def _for_somebody(form: str, lex: Lexicon, known: Known) -> bool:
    """Whether a word is ل with a name or with a pronoun's noun: قال جلاد لسهام، قال بيريز لمستمعيه."""
    if form[0] != "ل" or len(form) < 5 or form in lex.given or form in known:
        return False
    return form[1:] in lex.given or form[1:] in known or form.endswith(("يه", "يها", "ه", "هم"))


def _listed_end(words: Words, start: int, stop: int) -> int:
    """Where the listed person's name ends that begins at ``start``; ``start`` if none does.

    The lists know both ends of it: الباجي قائد السبسي is no commander, هيلاري حاولت no name.
    """
    tag = words.tags.get(start)
    if tag is None or tag[0] != "PER" or tag[1] < 0 or words.tags.get(start - 1) == tag:
        return start
    end = start + 1
    while end < stop and words.tags.get(end) == tag:
        end += 1
    return end


def _ends(forms: list[str], k: int, stop: int) -> bool:
    """Whether a comma, a colon or an أن stands behind a word."""
    following = forms[k + 1] if k + 1 < stop else ""
    return following in COMMAS or following in (":", "(", "-") or following in COMPLEMENTIZERS


def _goes_on(forms: list[str], k: int, stop: int, lex: Lexicon) -> bool:
    """Whether a preposition or أن follows, so that a word with ي is a verb: تاريخ فلان يشفع له."""
    following = forms[k + 1] if k + 1 < stop else ""
    return following in COMPLEMENTIZERS or following in _PREPOSITIONS


def _role_begins(forms: list[str], k: int, stop: int, lex: Lexicon) -> bool:
    """Whether a given name is a role here: فلان الفلاني مالك ورئيس النادي، أمين الصندوق."""
    if head_kind(forms[k], lex) != "person" or k + 1 >= stop:
        return False
    following = forms[k + 1]
    if forms[k - 1].startswith("ال") and forms[k - 1] not in lex.particle and following[0].isalpha():
        return True
    if following[0] == "و":
        return head_kind(following[1:], lex) == "person"
    definite = following.startswith("ال") and bare(following) in lex.ordinary and following not in lex.given
    return definite or head_kind(following, lex) == "body"


def _next_person(words: Words, k: int, known: Known, form: str) -> bool:
    """Whether another person's name begins: وشكر كيم | بوتين."""
    before = words.forms[k - 1]
    if form not in known or before not in known or not known[form].isdisjoint(known[before]):
        return False
    tag = words.tags.get(k)
    return not (tag is not None and tag[1] >= 0 and tag == words.tags.get(k - 1))


def _conjoined(words: Words, k: int, lex: Lexicon, known: Known) -> bool:
    """Whether و joins the next person: كيم | وبوتين."""
    form = words.forms[k]
    if form[0] != "و" or form in lex.given or form in known:
        return False
    rest = form[1:]
    if rest in words.vocabulary or rest in lex.given or words.vocabulary.get(form, 0) < 2:
        return True
    return words.forms[k - 1] not in lex.given and words.forms[k - 1] not in known and form in lex.ordinary


def _waw_surname(words: Words, k: int, lex: Lexicon) -> bool:
    """Whether a word with و is the surname of the given name before it: ستيفان ويكتور."""
    rest = words.forms[k][1:]
    strange = rest not in words.vocabulary and rest not in lex.given and rest not in lex.ordinary
    return (
        words.forms[k - 1] in lex.given and strange and not head_kind(rest, lex) and not rest.startswith("ال")
    )


def _surname(words: Words, k: int, start: int, lex: Lexicon) -> bool:
    """Whether a word with ال at ``k`` is a surname: عادل الكلباني, not زيدان المؤتمر."""
    form, before = words.forms[k], words.forms[k - 1]
    if form in lex.never or form in lex.honorific or form in lex.venue or form in _NO_ARTICLE:
        return False
    if form.endswith("ات") or (form.endswith(("ين", "ون")) and head_kind(form, lex)):
        return False  # دعا فلان الاتحادات، أبلغ فلان الصحافيين
    if (
        before.startswith("ال")
        and before not in lex.particle
        and (k == start + 1 or form.endswith(("ين", "ون", "ات")))
    ):
        return False  # تعلم العقاد الصنعة
    tag = words.tags.get(k)
    word = bare(form)
    common = word in lex.ordinary or bool(head_kind(form, lex))
    if tag is not None:
        adjective = common and form.endswith("ة") and before not in lex.given  # كيري الأخيرة
        role = k > start + 1 and head_kind(form, lex) == "person" and not _phrase_ends(words.forms, k)
        return tag[0] == "PER" and not adjective and not role  # فلان الفلاني المسؤول في الهيئة
    if before in lex.particle:
        return True
    behind = k > start + 1 and not before.startswith("ال")
    if behind and word.endswith("ي") and len(word) > 3 and word[0] != "م" and not head_kind(form, lex):
        return True  # عبدالله عويقل السلمي
    if k == start + 1 and (before in lex.given_male or before in lex.given_female):
        title = words.forms[start - 1] if start else ""
        titled = title.startswith("ال") or title in lex.honorific or title in COMMAS
        titled = titled and not VERBAL_NOUN.fullmatch(word)  # أكد الأمير فلان الاتفاق
        return not common or word.endswith("ي") or (titled and not form.endswith(("ات", "ين", "ون")))
    if word[0] == "م" and word not in lex.given:  # a participle, unless it ends its phrase: فارع المسلمي، …
        following = words.forms[k + 1] if k + 1 < len(words.forms) else ""
        ended = following in PUNCTUATION or following in COMPLEMENTIZERS
        return not common and word.endswith("ي") and k == start + 1 and ended
    return not common


def _phrase_ends(forms: list[str], k: int) -> bool:
    """Whether no word that can be a title's goes on behind token ``k``."""
    following = forms[k + 1] if k + 1 < len(forms) else ""
    if following in ("في", "على", "عن", "باسم"):
        return following == "في" and forms[k + 2 : k + 3] != [] and forms[k + 2] in _OCCASIONS
    return not following.startswith(("ال", "لل", "بال"))


def _second_name(words: Words, k: int, stop: int, lex: Lexicon, before: str) -> bool:
    """Whether a common word is a surname after a lone given name: بطرس حرب, أحمد راغب."""
    form = words.forms[k]
    if before not in lex.given or form in lex.venue or len(form) < 3:
        return False
    following = words.forms[k + 1] if k + 1 < stop else ""
    if following.endswith(("ه", "ها", "هم")) and len(following) > 4 and bare(following) not in lex.given:
        return False  # وسع أحمد نطاق تأثيره
    if following == "من" and len(form) == 4 and form[0] == "ا":
        return False  # باتت ليلى أشهر من …
    if form.endswith("اء") or (len(form) > 4 and form.endswith(("ين", "ون"))):
        return False
    if _DOING.fullmatch(form):
        return False  # جلسة فلان هادئة
    if form.endswith("ت") and len(form) > 4 and past_like(form[:-1], lex):
        return False  # ليلى حاولت أن
    if form not in lex.ordinary:
        plain = cues.look_up(form) is None and not head_kind(form, lex) and not form.startswith("ال")
        return form.endswith("ة") and plain and not has_clitic(form, lex)  # إبراهيم حمودة
    if head_kind(form, lex) or cues.look_up(form) is not None or form in COMPLEMENTIZERS:
        return False
    title = words.forms[k - 2] if k > 1 else ""
    titled = title.startswith("ال") and head_kind(title, lex) == "person"  # المذيع فلان كرامة
    if form.endswith(("ة", "ا", "ات", "ها", "هم", "ه")) and not (titled and form.endswith("ة")):
        return False
    return not has_clitic(form, lex) and not verb_like(form, lex)
