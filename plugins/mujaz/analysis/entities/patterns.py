"""Names by their shape: a head and what completes it (وزارة الصحة اللبنانية), a head and a name in
quotation marks, a place behind the word for it (بلدة بادمي), the initials of an agency (أ ف ب)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import compress

from mujaz.analysis.entities.fields import is_act, is_closed, is_institution, is_purpose, joins, serves
from mujaz.analysis.entities.heads import Head, announced, head_of, heads
from mujaz.analysis.entities.shapes import Shaped, Words, adjective, agrees, strange, with_article
from mujaz.analysis.memo import Memo
from mujaz.analysis.record import EntityKind

_OPENING = frozenset("«“\"'„(‘”")
_CLOSING = frozenset("»”\"'“)’")
#: Of leagues: دوري الدرجة الأولى.
_DEGREES = frozenset(("الاولي", "الثانيه", "الثالثه", "الرابعه"))
#: What begins a participle, which goes on with the sentence: والمتعلق.
_PARTICIPLE = "والمت"
#: The longest name of this kind, in words; the longest in quotation marks.
_MOST = 8
_MOST_QUOTED = 5


def find(
    words: Sequence[str], places: Sequence[int], known: Mapping[int, int], lexicon: Words
) -> list[Shaped]:
    """The names by shape in one sentence of folded ``words``, in order; one may hold another.

    ``places`` are its ``candidates``; ``known`` maps the first word of each name found otherwise to the word
    behind its last.
    """
    found: list[Shaped] = []
    for place in places:
        head = announced[words[place]]
        if head is None:
            found += _initials(words, place)
            continue
        end = 0
        if head.construct:
            end = _construct(words, place, head, known, lexicon)
        elif head.definite:
            end = _definite(words, place, head, known, lexicon)
        if end > place + 1 and not _generic(words, place, end, head):
            found.append(Shaped(place, end, head.construct or head.definite or "ORG", head.skip))
        elif head.quoted:
            found += _quoted(words, place, head.quoted)
        if head.place:
            found += _places(words, place, head, known, lexicon)
        if head.stem in heads().several:
            found += _row(words, place, known, lexicon)
    return found


def candidates(words: Sequence[str]) -> list[int]:
    """Where a name by its shape may begin or be announced: at heads and single letters."""
    return list(compress(range(len(words)), map(_candidate.__getitem__, words)))


def _may_begin(word: str) -> bool:
    return announced[word] is not None or (len(word) == 1 and word.isalpha())


_candidate = Memo(_may_begin)


def _construct(words: Sequence[str], place: int, head: Head, known: Mapping[int, int], lexicon: Words) -> int:
    """The end of a name whose head at ``place`` has no article; 0 if none."""
    at = place + 1
    if at >= len(words):
        return 0
    if head.place and (at in known or strange(words, at, lexicon)):
        return 0  # a district: مديرية الحيمة, but مديرية الأمن
    honoured = _honoured(words, at, known, lexicon)
    if honoured:
        end = honoured
    elif known.get(place, 0) > at and "".join(words[known[place] : known[place] + 1]).startswith("ل"):
        end = known[place]  # معهد شلغوف, found otherwise, which للصحة completes
    elif at in known:
        end = known[at]
    elif head.stem in heads().named:
        return 0
    elif words[at] in heads().links and with_article(words, at + 1, lexicon):
        end = at + 2
    elif with_article(words, at, lexicon) or (head.stem in heads().open and strange(words, at, lexicon)):
        end = at + 1
    else:
        return 0
    return _onward(words, end, place, head, known, lexicon)


def _honoured(words: Sequence[str], at: int, known: Mapping[int, int], lexicon: Words) -> int:
    """The end of the ruler's name that an institution bears (جسر الأمير فلان بن فلان); 0 if none."""
    if words[at] not in heads().ranks or at + 1 >= len(words) or words[at] == "الرييس":
        return 0
    end = max(known.get(at, 0), known.get(at + 1, 0))
    if not end and words[at + 1] in lexicon.given:
        end = at + 2
    while end and end + 1 < len(words) and words[end] == "بن" and words[end + 1].isalpha():
        end += 2
    return end


def _definite(words: Sequence[str], place: int, head: Head, known: Mapping[int, int], lexicon: Words) -> int:
    """The end of a name whose head has the article: an adjective that makes names must follow."""
    at = place + 1
    if at >= len(words) or head.definite is None:
        return 0
    if words[at] in lexicon.demonyms:
        end = _onward(words, at + 1, place, head, known, lexicon) if agrees(words[at], head.stem) else 0
        return 0 if end == at + 1 and head.stem in heads().vague else end
    if words[at] in heads().adjectives[head.definite]:
        return _onward(words, at + 1, place, head, known, lexicon)
    if head.stem not in heads().purposed:
        return 0
    behind = at  # where it is said what it is for, any adjective will do: اللجنة المحلية للانتخابات
    while behind < len(words) and (
        words[behind] in heads().shared
        or (
            with_article(words, behind, lexicon)
            and adjective(words[behind], lexicon)
            and agrees(words[behind], head.stem)
        )
    ):
        behind += 1
    if behind > at and behind < len(words) and _for(words, behind, known, lexicon):
        return _onward(words, behind, place, head, known, lexicon)
    return 0


def _onward(
    words: Sequence[str], at: int, place: int, head: Head, known: Mapping[int, int], lexicon: Words
) -> int:
    """Take in adjectives that agree, a second noun with و, ل or على with its noun, a year."""
    for_what = False
    complete = not (head.definite and head.stem in heads().purposed)
    named = place + 1 in known and known[place + 1] == at  # مركز أبها; what follows with و is another name
    while at < len(words) and at - place < _MOST:
        word = words[at]
        if word.startswith("لل") and len(word) > 4:
            if for_what or word in heads().asides or not serves(words, at, head.stem, complete=complete):
                break
            nested = is_institution("ا" + word[1:])  # the institution of one, which may have its own purpose
            for_what, complete = not nested, True
            at += 1
        elif (
            word in ("على", "عن")
            and with_article(words, at + 1, lexicon)
            and f"{words[at - 1].replace('لل', 'ال', 1)} {word}" in heads().governing
        ):
            at += 2
        elif not (for_what or is_closed(head.stem)) and (
            purpose := _purpose(words, at, known, lexicon, loose=not complete)
        ):
            for_what = True
            at = purpose
        elif (
            (for_what or (head.construct and not named))
            and word.startswith("وال")
            and with_article([word[1:]], 0, lexicon)
            and not head_of(word)
            and not word.startswith(_PARTICIPLE)
            and joins(word, words[at - 1], head.stem, purpose=for_what)
            and not (head.definite and words[at + 1 : at + 2] and words[at + 1] in lexicon.demonyms)
        ):
            at += 1
        elif (
            head.construct
            and word[:1] == "و"
            and word[1:] in heads().links
            and with_article(words, at + 1, lexicon)
        ):
            at += 2
        elif word in lexicon.demonyms and head.construct == "LOC":
            break  # جزيرة رودس اليونانية is رودس
        elif word in lexicon.demonyms or (with_article(words, at, lexicon) and adjective(word, lexicon)):
            # a feminine adjective behind a masculine head belongs to the noun between: منتدى المدن الساحلية
            between = at - place > 1 and word.endswith("يه") and word not in lexicon.demonyms
            if not (between or agrees(word, head.stem) or agrees(word, words[at - 1])):
                break
            at += 1
        elif words[at - 1] == "الدرجه" and word in _DEGREES:
            at += 1
        elif word == "0" and (head.construct or head.definite) == "MISC":
            return at + 1
        else:
            break
    return at


def _for(words: Sequence[str], at: int, known: Mapping[int, int], lexicon: Words) -> bool:
    """Whether it follows what an institution is for: للانتخابات، لكرة القدم."""
    word = words[at]
    if word.startswith("لل"):
        return len(word) > 4 and word not in heads().asides
    return _purpose(words, at, known, lexicon, loose=True) > 0


def _purpose(words: Sequence[str], at: int, known: Mapping[int, int], lexicon: Words, *, loose: bool) -> int:
    """The end of ل and a noun that another noun completes (لكرة القدم، لدراسات كوريا الشمالية); 0 if none.

    ``loose``: any noun will do, and a second one may stand with it (لاستغلال وتوزيع المياه).
    """
    word = words[at]
    if word[:1] != "ل" or len(word) < 4 or word in heads().asides or is_act(word):
        return 0
    listed = is_purpose(word[1:])
    if not listed and not (loose and (lexicon.ordinary(word) or lexicon.ordinary(word[1:]))):
        return 0
    behind = at + 1
    if loose and behind + 1 < len(words) and not words[behind].startswith("ال") and behind not in known:
        if not lexicon.ordinary(words[behind].removeprefix("و")):
            return 0
        behind += 1
    if behind in known:
        return known[behind] if behind == at + 1 else 0
    return behind + 1 if with_article(words, behind, lexicon) else 0


def _generic(words: Sequence[str], place: int, end: int, head: Head) -> bool:
    """Whether the phrase is a common noun for all its shape: مجلس الإدارة، قوات الأمن."""
    phrases = heads().phrases
    return f"{head.stem} {words[place + 1]}" in phrases or (
        end == place + 2 and f"* {words[place + 1]}" in phrases
    )


def _places(
    words: Sequence[str], place: int, head: Head, known: Mapping[int, int], lexicon: Words
) -> Iterator[Shaped]:
    """The unknown place behind the word for it; behind a dual a second one with و (بلدتي نافعة وعين ذكر)."""
    at = place + 1
    adjectival = at < len(words) and words[at][-1:] == "ه" and lexicon.inflects(words[at])  # منطقة صناعية
    if at not in known and head.stem not in heads().listed and strange(words, at, lexicon) and not adjectival:
        several = words[at] in heads().compounds and at + 1 < len(words) and words[at + 1].isalpha()
        yield Shaped(at, at + 1 + several, "LOC", 0)
    second = known.get(at, at + 1)
    if head.stem.endswith(("تي", "يي")) and second < len(words) and second not in known:
        word = words[second]
        if word[:1] == "و" and len(word) > 3 and not lexicon.ordinary(word):
            yield Shaped(second, second + 1, "LOC", 1)


def _row(words: Sequence[str], place: int, known: Mapping[int, int], lexicon: Words) -> Iterator[Shaped]:
    """Places with the article that stand in a row: أحياء النسيم، والخالدية الشمالية، والربيع.

    One alone may be any noun (مدن الساحل); from the third on it is a list of names.
    """
    row: list[Shaped] = []
    at = place + 1
    while at < len(words):
        joint = bool(row) and words[at] == "،"
        at += joint
        if at >= len(words):
            break
        skip = int(bool(row) and words[at][:1] == "و")
        if row and not (joint or skip):
            break
        if at in known:
            row.append(Shaped(at, known[at], "LOC", 0))
            at = known[at]
            continue
        if not with_article([words[at][skip:]], 0, lexicon):
            break
        end = at + 1
        while end < len(words) and with_article(words, end, lexicon) and adjective(words[end], lexicon):
            end += 1
        row.append(Shaped(at, end, "LOC", skip))
        at = end
    if len(row) > 2:
        yield from (shaped for shaped in row if shaped.start not in known)


def _initials(words: Sequence[str], place: int) -> Iterator[Shaped]:
    """Three letters on their own, with or without full stops, where an outlet is told: (أ ف ب), وكالة و ا س.

    Elsewhere they are somebody's initials, or an enumeration.
    """
    before = words[place - 1] if place else ""
    announces = before in _OPENING or ((head := announced[before]) is not None and head.quoted)
    if not announces:
        return
    at, letters = place, 0
    while at < len(words) and len(words[at]) == 1 and (words[at].isalpha() or (words[at] == "." and letters)):
        letters += words[at].isalpha()
        at += 1
    while words[at - 1] == ".":
        at -= 1
    if letters == 3:
        yield Shaped(place, at, "ORG", 0)


def _quoted(words: Sequence[str], place: int, kind: EntityKind) -> Iterator[Shaped]:
    """A name in quotation marks behind a word that announces it."""
    first = place + 1
    while first < len(words) and first < place + 3 and words[first].startswith("ال"):
        first += 1
    if first >= len(words) or words[first] not in _OPENING:
        return
    while first < len(words) and words[first] in _OPENING:
        first += 1
    for end in range(first, min(first + _MOST_QUOTED + 1, len(words))):
        if words[end] in _CLOSING:
            if end > first:
                yield Shaped(first, end, kind, 0)
            return
        if not words[end][:1].isalnum():  # empty where a word was all invisible marks
            return
