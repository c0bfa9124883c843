"""Whom a noun phrase stands for: by name, role (الوزير), as a body (المرصد) or document (البيان), or new."""

from __future__ import annotations

from mujaz.analysis.quotes.lists import syntax
from mujaz.analysis.quotes.nounphrase import THEIR_RANK, parse
from mujaz.analysis.quotes.people import People, Person
from mujaz.analysis.quotes.personal import Known
from mujaz.analysis.quotes.phrase import Phrase
from mujaz.analysis.quotes.rolewords import COMPLEMENTIZERS, bare, head_kind, lexicon
from mujaz.analysis.quotes.words import CLOSE, OPEN, Words

#: النبي، الرسول: one man, whoever else was named.
PROPHET = frozenset({"نبي", "رسول"})
_PRINCES = frozenset({"امير", "سمو"})
#: How sure each way of finding a person is.
CERTAINTY = {
    "name": 0.97,
    "role": 0.88,
    "document": 0.75,
    "same": 0.8,
    "phrase": 0.9,
    "taken-up": 0.7,
    "rank": 0.85,
    "stranger": 0.85,
}


def refer(
    text: str,
    words: Words,
    phrase: Phrase,
    line: int,
    people: People,
    floor: Person | None,
    known: Known,
    *,
    goes_on: bool = False,
) -> tuple[Person | None, str]:
    """The person a phrase stands for, and the way it was found (a key of ``CERTAINTY``).

    ``floor`` is who was speaking; ``goes_on`` says the cue only continues (وتابع), so that a role nobody is
    known to have is taken for them.
    """
    place = (line, phrase.first)
    if phrase.name is not None and not phrase.quoted:
        how = "stranger" if phrase.stranger else "name"
        return people.add_name(text, words, phrase, place), how
    if phrase.head in THEIR_RANK:
        return _of_rank(phrase, people, floor), "rank"
    forms = _forms(words, phrase)
    definite = phrase.definite or any(form.startswith("ال") for form in forms[1:2])
    if phrase.kind == "document":
        issuer = _issuer(text, words, phrase, line, people, floor, known)
        if issuer is not None:
            return issuer, "document"
        own = phrase.head in syntax("own_word")
        if (
            len(forms) <= 2
            and not own
            and floor is not None
            and (floor.kind != "noun" or len(floor.tokens) > 1)
        ):
            return floor, "document"
    if phrase.kind in ("person", "noun", "source") and not _indefinite(words, phrase):
        found = people.by_role(phrase.head, forms, phrase.gender, place)
        if found is not None:
            found.seen = max(found.seen, place)
            return found, "role"
        if (
            floor is not None
            and phrase.kind == "person"
            and (goes_on or (_ends(words, phrase) and people.shares_origin(floor, forms)))
        ):
            told_apart = phrase.gender and floor.gender and phrase.gender != floor.gender
            if not told_apart:
                return floor, "same"
        somebody = _taken_up(words, phrase, line, people, floor)
        if somebody is not None:
            return somebody, "taken-up"
    alone = phrase.last == phrase.first + 1 and phrase.definite
    if phrase.kind == "source" and alone and not phrase.plural and floor is not None:
        return floor, "same"  # المصدر, when a person has the floor
    if phrase.kind == "body" or (phrase.kind == "noun" and definite):
        found = _body(forms, people)
        if found is not None:
            found.seen = max(found.seen, place)
            return found, "role"
    if phrase.quoted:
        named = people.find(tuple(forms), place)
        if named is not None:
            named.seen = max(named.seen, place)
            return named, "name"
        name = text[words.starts[phrase.first + 1] : words.ends[phrase.last - 2]]
    else:
        name = text[words.starts[phrase.first] + phrase.cut : words.ends[phrase.last - 1]]
    return people.add_unnamed(phrase.kind, phrase, name.strip(" ،,"), forms, place), "phrase"


def _of_rank(phrase: Phrase, people: People, floor: Person | None) -> Person | None:
    """Whom a title with a pronoun stands for (سموه، معاليه): who has the floor, else who was named last."""
    princely = phrase.head in syntax("highness")

    def fits(person: Person) -> bool:
        heads = {head for head, __ in person.roles}
        ranked = not heads.isdisjoint(_PRINCES) if princely else bool(heads)
        whole = person.named and len(person.tokens) > 1
        return whole and ranked and person.gender in ("", phrase.gender)

    if floor is not None and fits(floor):
        return floor
    return max(filter(fits, people.in_mind()), key=lambda person: person.seen, default=None)


def _ends(words: Words, phrase: Phrase) -> bool:
    """Whether nothing stands behind a role that may be a name nobody could read."""
    following = words.forms[phrase.last] if phrase.last < len(words.forms) else "."
    return not following[0].isalpha() or following in COMPLEMENTIZERS or following in lexicon().venue


def _taken_up(words: Words, phrase: Phrase, line: int, people: People, floor: Person | None) -> Person | None:
    """Whom a role alone takes up (الروائية، المسؤول الأممي): the last person near by, if they have the floor
    or the feminine tells them apart.
    """
    alone = phrase.last - phrase.first <= 2 and words.forms[phrase.first].startswith("ال")
    if phrase.kind != "person" or not alone or not phrase.gender or phrase.head in PROPHET:
        return None
    if phrase.gender == "f":
        return people.last_of("f", (line - 2, 0))
    if floor is None or not floor.named or floor.gender == "f" or floor.seen < (line - 2, 0):
        return None
    if floor.roles and phrase.last - phrase.first > 1:
        return None  # الرئيس الروسي, after another president spoke
    later = [
        person
        for person in people.in_mind()
        if person.named and person is not floor and floor.seen < person.seen < (line, phrase.first)
    ]
    return None if later else floor


def _indefinite(words: Words, phrase: Phrase) -> bool:
    """Whether a role is somebody new: مسؤول في الوزارة، مسؤول آخر, not المسؤول or وزير الطاقة."""
    if phrase.definite or phrase.last <= phrase.first + 1:
        return not phrase.definite
    following = words.forms[phrase.first + 1]
    if phrase.kind == "source":
        return not following.startswith("ال")
    if following in syntax("inner_preposition") or following in syntax("indefinite"):
        return True
    if following.startswith("ال") or phrase.first + 1 in words.tags or head_kind(following, lexicon()):
        return False
    return following.endswith(("ي", "ية"))


def _forms(words: Words, phrase: Phrase) -> list[str]:
    forms = list(words.forms[phrase.first : phrase.last])
    if phrase.cut and forms:
        forms[0] = "ال" + forms[0][2:] if forms[0].startswith("لل") else forms[0][phrase.cut :]
    return [form for form in forms if form not in (OPEN, CLOSE)]


def _body(forms: list[str], people: People) -> Person | None:
    """The body a shorter name stands for: المرصد -> المرصد السوري لحقوق الإنسان."""
    wanted = [bare(form) for form in forms]
    for person in reversed(people.in_mind()):
        if person.named or person.kind not in ("body", "noun") or bare(person.tokens[0]) != wanted[0]:
            continue
        theirs = [bare(token) for token in person.tokens]
        if len(theirs) >= len(wanted) and set(wanted) <= set(theirs):
            return person
    return None


def _issuer(
    text: str,
    words: Words,
    phrase: Phrase,
    line: int,
    people: People,
    floor: Person | None,
    known: Known,
) -> Person | None:
    """Who issued a document: بيان للوزارة، بيان جيش الفتح."""
    for i in range(phrase.first + 1, phrase.last):
        form = words.forms[i]
        cut = 1 if form[0] == "ل" and len(form) > 3 and form not in lexicon().given else 0
        issuer = parse(words, i, phrase.last, cut=cut, known=known)
        if issuer is not None and issuer.kind in ("body", "name", "person"):
            return refer(text, words, issuer, line, people, floor, known)[0]
    return None
