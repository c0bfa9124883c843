"""The article's own table of who is who: persons, bodies and sources, with the roles they were given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from mujaz.analysis.quotes.found import found_start
from mujaz.analysis.quotes.personal import Known
from mujaz.analysis.quotes.phrase import Phrase
from mujaz.analysis.quotes.rolewords import bare, head_kind, lexicon, role_word
from mujaz.analysis.quotes.words import Words

Place = tuple[int, int]  # (line, token)


@dataclass(slots=True, eq=False)
class Person:
    """Somebody who may speak: a person, a body or an unnamed source."""

    kind: str  # person, body, source, noun
    tokens: tuple[str, ...]  # the folded name, or the folded phrase of one without name
    name: str  # as the article writes it, fullest form
    gender: str = ""
    plural: bool = False
    role: str | None = None
    roles: list[tuple[str, frozenset[str]]] = field(default_factory=list)  # (head as of a man, words)
    seen: Place = (0, 0)
    named: bool = False
    number: int = 0


#: So many are kept in mind for roles, bodies and other spellings; names are found however long ago.
_IN_MIND = 80

_KUNYA = frozenset({"ابو", "ابي", "ابا", "ام"})
_NAMESAKES = 6  # so many persons with one name are compared
_BEARERS = 24  # so many persons are known by one word
_SPELT = 20  # so many persons are looked through for another spelling
_ROLES = 40  # so many roles of one person are kept, the last ones


class People:
    """Finds or adds the person a phrase stands for."""

    def __init__(self) -> None:
        self.all: list[Person] = []
        self._by_token: dict[str, list[Person]] = {}
        self._by_name: dict[tuple[str, ...], Person] = {}
        self._known: Known = {}

    def known(self) -> Known:
        """The words that are part of somebody's name here, with the numbers of those they name."""
        return self._known

    def in_mind(self) -> list[Person]:
        """The last who were entered."""
        return self.all[-_IN_MIND:]

    def _append(self, person: Person) -> None:
        person.number = len(self.all)
        self.all.append(person)

    def _index(self, person: Person) -> None:
        self._by_name[_loose(person.tokens)] = person
        for token in {*person.tokens, *_loose(person.tokens), *_with_article(person.tokens)}:
            people = self._by_token.setdefault(token, [])
            if person not in people[-_NAMESAKES:]:
                people.append(person)
                if token not in lexicon().particle:
                    numbers = self._known.setdefault(token, set())
                    numbers.add(person.number)
                    if len(numbers) > _BEARERS:
                        numbers.remove(min(numbers))

    def add_name(self, text: str, words: Words, phrase: Phrase, place: Place) -> Person | None:
        """Enter a phrase that has a personal name; joins the entry of the same person."""
        if phrase.name is None:
            return None
        first, last = phrase.name
        if not phrase.cut:
            first = found_start(words, first, lexicon())
        tokens = list(words.forms[first:last])
        if first == phrase.first and phrase.cut:
            tokens[0] = tokens[0][phrase.cut :]
        tokens = [token for token in tokens if token != "-"]
        start = words.starts[first] + (phrase.cut if first == phrase.first else 0)
        name = text[start : words.ends[last - 1]]
        return self.enter(tuple(tokens), name, phrase, text, words, place)

    def enter(
        self, tokens: tuple[str, ...], name: str, phrase: Phrase, text: str, words: Words, place: Place
    ) -> Person:
        """The person of this name, new or known; what the phrase says of them is added."""
        person = self.find(tokens, place, titled=words.forms[phrase.first] in lexicon().honorific)
        if person is None:
            person = Person("person" if phrase.kind != "name" else "name", tokens, name, named=True)
            self._append(person)
        elif len(tokens) > len(person.tokens) and _grows(person.tokens, tokens):
            person.tokens, person.name = tokens, name
        self._index(person)
        person.gender = person.gender or phrase.gender
        if phrase.kind == "person":
            person.kind = "person"
        if phrase.role and phrase.head:
            self._add_role(person, text, words, phrase)
        person.seen = max(person.seen, place)
        return person

    def _add_role(self, person: Person, text: str, words: Words, phrase: Phrase) -> None:
        assert phrase.role is not None
        first, last = phrase.role
        forms = [role_word(form) for form in words.forms[first:last]]
        if not any(head_kind(form, lexicon()) for form in forms) and not phrase.head:
            return
        start = words.starts[first] + (phrase.cut if first == phrase.first else 0)
        title = text[start : words.ends[last - 1]].strip(" ،,")
        heads = {role_word(phrase.head)} | {form for form in forms if head_kind(form, lexicon()) == "person"}
        for role in [(_masculine(head), frozenset(forms)) for head in sorted(heads)]:
            if role not in person.roles:
                person.roles.append(role)
        del person.roles[:-_ROLES]
        better = last - first > 1 or phrase.first != first
        head = words.forms[first]
        fits = (last - first > 1 or head not in lexicon().honorific) and not _owned(head)
        if fits and (person.role is None or (better and len(title) > len(person.role))):
            person.role = title

    def lengthen(self, person: Person, token: str, name: str) -> None:
        """Add a word that turned out to be the end of somebody's name."""
        person.tokens, person.name = (*person.tokens, token), name
        self._index(person)

    def find(self, tokens: tuple[str, ...], place: Place, *, titled: bool = False) -> Person | None:
        """The person whose name these words are (all of it or part), the one seen last if several.

        ``titled`` says السيد or the like stands before one word: الأمير سعود is no سلمان آل سعود.
        """
        if not tokens:
            return None
        tokens = _loose(tokens)
        same = self._by_name.get(tokens)
        if same is not None and _loose(same.tokens) == tokens:
            return same
        pool = {
            person.number: person
            for token in tokens
            for person in self._by_token.get(token, [])[-_NAMESAKES:]
        }
        matches = [person for person in pool.values() if _same(tokens, _loose(person.tokens))]
        if not matches:
            joined = "".join(tokens)
            matches = [
                person
                for person in self.all[-_SPELT:]
                if person.named and _close(joined, tokens, person.tokens)
            ]
        if not matches:
            return None
        if titled and len(tokens) == 1:
            matches = [person for person in matches if _loose(person.tokens)[0] == tokens[0]] or matches
        before = [person for person in matches if person.seen <= place] or matches
        return max(before, key=lambda person: person.seen)

    def by_role(self, head: str, words: Iterable[str], gender: str, place: Place) -> Person | None:
        """Whom a role without name stands for (الوزير، رئيس الحكومة): best fitting, then last seen."""
        wanted = {role_word(word) for word in words}
        head = _masculine(role_word(head))
        best: tuple[tuple[int, int, Place], Person] | None = None
        for person in self.in_mind():
            if gender and person.gender and gender != person.gender:
                continue
            for known_head, known in person.roles:
                if known_head != head:
                    continue
                extra = wanted - known
                origins = {word for word in extra if _origin(word)}
                if origins and any(_origin(word) for word in known):
                    continue  # الرئيس الروسي is not الرئيس الأميركي
                if extra - origins and not (len(wanted) > 2 and len(extra - origins) == 1):
                    continue
                score = (-len(extra), int(person.seen <= place), person.seen)
                if best is None or score > best[0]:
                    best = (score, person)
        return best[1] if best else None

    def last_of(self, gender: str, since: Place) -> Person | None:
        """The named person of a gender seen last, at or after a place."""
        fits = [
            person
            for person in self.in_mind()
            if person.named and person.seen >= since and gender and person.gender == gender
        ]
        return max(fits, key=lambda person: person.seen, default=None)

    def alone(self, person: Person, since: Place) -> bool:
        """Whether nobody else who may be of a person's gender was named at or after a place."""
        return not any(
            other is not person
            and other.named
            and other.seen >= since
            and other.gender in ("", person.gender)
            for other in self.in_mind()
        )

    def shares_origin(self, person: Person, forms: Iterable[str]) -> bool:
        """Whether a role says where this person is from, as another role of theirs does: النجم الفرنسي."""
        origins = {bare(form) for form in forms if form.startswith("ال") and _origin(bare(form))}
        return bool(origins) and any(origins & words for __, words in person.roles)

    def add_unnamed(self, kind: str, phrase: Phrase, name: str, forms: list[str], place: Place) -> Person:
        """Enter a body, a source or a role without name by its own words."""
        tokens = tuple(forms)
        for person in self.in_mind():
            if not person.named and person.tokens == tokens:
                person.seen = max(person.seen, place)
                return person
        person = Person(kind, tokens, name, phrase.gender, phrase.plural)
        person.roles.append((_masculine(phrase.head), frozenset(bare(form) for form in forms)))
        person.seen = place
        self._append(person)
        return person


def _owned(head: str) -> bool:
    """Whether a role is somebody's whom only the text tells: مديرتها، نظيره الأميركي."""
    return head.endswith(("ه", "ها", "هم")) and head not in lexicon().person


def _origin(word: str) -> bool:
    """Whether an adjective says where somebody is from: it ends in ي or ية."""
    return len(word) > 3 and word.endswith(("ي", "ية")) and not head_kind(word, lexicon())


_LOOSE = str.maketrans("آىة", "ايه")


@lru_cache(maxsize=65536)
def _loose(tokens: tuple[str, ...]) -> tuple[str, ...]:
    """Name words without the differences careless spelling makes: آبي / أبي."""
    return tuple([_loose_word(token) for token in tokens])


@lru_cache(maxsize=65536)
def _loose_word(token: str) -> str:
    token = token.translate(_LOOSE)
    return (
        token[2:] if token.startswith("ال") and token.endswith("ي") and len(token) > 5 else token
    )  # العسيري


def _with_article(tokens: tuple[str, ...]) -> list[str]:
    """A surname with ي as papers write it beside the form without ال: جمال منصوري / المنصوري."""
    last = tokens[-1]
    return ["ال" + last] if len(tokens) > 1 and last.endswith("ي") and not last.startswith("ال") else []


def _grows(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether a longer name is the same person's full one, and not theirs with a common word behind it."""
    last = long[-1]
    return len(short) == 1 or long[: len(short)] != short or last in short or last not in lexicon().ordinary


def _masculine(head: str) -> str:
    return head[:-1] if head.endswith("ة") else head


def _same(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    """Whether one name can be part of the other: كيم / كيم جونغ أون; بوتين / فلاديمير بوتين."""
    if len(short) > len(long):
        short, long = long, short
    if short == long:
        return True
    if len(short) == 1 and long[0] in _KUNYA and long[1] == short[0]:
        return False  # أبو محمد is no محمد
    position = 0
    for token in short:
        while position < len(long) and long[position] != token:
            position += 1
        if position == len(long):
            return False
        position += 1
    return True


def _close(joined: str, tokens: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Whether a name is another spelling of one known: لا كازيت / لاكازيت, أوكسفورد / أكسفورد."""
    if len(joined) < 5:
        return False
    if joined == "".join(known) or joined == known[-1]:
        return True
    return len(tokens) == 1 and any(len(word) >= 5 and _one_apart(joined, word) for word in known)


def _one_apart(a: str, b: str) -> bool:
    """One letter differs, or one vowel letter more inside: أكسفورد / أوكسفورد, but not مسعود / مسعودي."""
    if abs(len(a) - len(b)) > 1 or a[0] != b[0] or a[-1] != b[-1]:
        return False
    if len(a) > len(b):
        a, b = b, a
    for i, letter in enumerate(a):
        if letter != b[i]:
            if len(a) == len(b):
                return a[i + 1 :] == b[i + 1 :]
            return b[i] in "اويى" and a[i:] == b[i + 1 :]
    return True
