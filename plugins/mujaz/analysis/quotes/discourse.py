"""Who is speaking, sentence by sentence: the speech acts, their subjects, and those who go on without one."""

from __future__ import annotations

from collections import deque
from functools import cache

from mujaz.analysis.quotes import acts, cues
from mujaz.analysis.quotes.cues import Cue
from mujaz.analysis.quotes.lists import syntax
from mujaz.analysis.quotes.memory import Event, Memory
from mujaz.analysis.quotes.nounphrase import THEIR_RANK, parse
from mujaz.analysis.quotes.people import People, Person
from mujaz.analysis.quotes.personal import Known
from mujaz.analysis.quotes.phrase import Phrase
from mujaz.analysis.quotes.reference import CERTAINTY, PROPHET, refer
from mujaz.analysis.quotes.rolewords import COMMAS, COMPLEMENTIZERS, has_complementizer, head_kind, lexicon
from mujaz.analysis.quotes.sources import SOURCE_WORDS, according, came_in_document, relayed
from mujaz.analysis.quotes.strangers import stands_subject
from mujaz.analysis.quotes.subjects import (
    RELATIVE,
    agrees,
    clause_subject,
    is_surname,
    subject_after,
    subject_before,
)
from mujaz.analysis.quotes.words import QUOTE, Words
from mujaz.analysis.record import QuoteKind

#: So many speech acts of a sentence are remembered when a cue has no subject.
_IN_MIND = 12
_NEAR_BY = 2  # paragraphs back somebody may be named whom only the verb's gender tells apart
_TOLD_APART = 0.66
_NOT_ALONE = 0.58  # … and somebody else of that gender is named there too
_HE_OR_SHE = frozenset({"هو", "هي", "وهو", "وهي", "فهو", "فهي"})
_NO_PLURAL = frozenset({"المظنون", "المضمون", "المسجون", "القانون", "التلفزيون", "المجنون"})
#: The verb's subject is in them.
_WITH_PRONOUN = frozenset({"انه", "انها", "انهم", "بانه", "بانها", "بانهم"}) | _HE_OR_SHE
_BYLINE = frozenset({"-", "–", "ـ", ":", "/"})  # فلان الفلاني - الرياض:
_PRONOUNS = syntax("pronoun_preposition")
_MEANWHILE = frozenset({"بينما", "فيما"})
_LINES = 24  # paragraphs back a surname's first mention is looked for
_ASKS = frozenset({"سال", "سئل"})  # their object answers
_UNREAD = 0.6  # how sure it is that somebody goes on when words behind the verb look like another subject
_OPENING = 0.84  # how sure it is that a participle is its own sentence's: وكانت اللجنة قررت …، معللة
_TOPIC = 0.75  # how sure it is that they speak whom the paragraph before was about


def _of_subject(forms: list[str], i: int, cue: Cue, event: Event) -> bool:
    """Whether a verb tells more of an indefinite subject it follows: قالت مصادر تحدثت إليها «…» إن."""
    mention = event.mention
    if mention is None or event.end != i or event.position >= i or cue.linked or forms[i - 1] in COMMAS:
        return False
    return cue.shape in ("past", "present") and mention.kind in ("source", "person") and not mention.definite


def _is_whole(words: Words, name: tuple[int, int]) -> bool:
    """Whether a name has a given name and more."""
    first, last = name
    given = words.forms[first] in lexicon().given or words.tags.get(first, ("", 0))[0] == "PER"
    return given and last - first > 1


def _is_office(words: Words, phrase: Phrase) -> bool:
    """Whether a role without name is one person's: رئيس الحكومة."""
    if phrase.definite or phrase.last - phrase.first < 2:
        return False
    return words.forms[phrase.first + 1].startswith("ال") and not cues.is_cue(words.forms[phrase.first])


@cache
def _may_report() -> frozenset[str]:
    """The forms a speech act can begin at."""
    return SOURCE_WORDS.union(cues.lexicon())


class Reader:
    """Reads the sentences of an article, in order, into speech acts."""

    def __init__(self, text: str, people: People, memory: Memory) -> None:
        self.text = text
        self.people = people
        self.memory = memory
        self.known: Known = {}
        self.line = 0
        self.lines: deque[Words] = deque(maxlen=_LINES)  # the paragraphs read last
        self.terms: set[tuple[str, ...]] = set()
        self.about: Person | None = None  # whom the paragraph's sentences are about
        self.body: Person | None = None  # what body they are about
        self.opening: Person | None = None  # whom this sentence opens with

    def start_line(self, line: int, words: Words) -> None:
        """A new paragraph begins."""
        self.lines.append(words)
        if self.about is not None and self.about.named and self.memory.line < self.line:
            self.memory.topic, self.memory.topic_line = self.about, self.line
        self.line = line
        self.known = self.people.known()
        self.about = self.body = None

    def person(self, words: Words, phrase: Phrase, cue: Cue | None = None) -> tuple[Person | None, str]:
        """Whom a phrase stands for, and how that was found."""
        goes_on = cue is not None and cue.kind == "go"
        floor = self.memory.current
        return refer(self.text, words, phrase, self.line, self.people, floor, self.known, goes_on=goes_on)

    def termed(self, words: list[str], kind: QuoteKind) -> QuoteKind:
        """The kind of a few quoted words: a term wherever the article had them as one (منظمة «أنا يقظ»)."""
        if kind == "scare":
            self.terms.add(tuple(words))
        return "scare" if tuple(words) in self.terms else kind

    def note_subject(self, words: Words, start: int, stop: int) -> None:
        """Remember whom a sentence is about, should a cue name nobody."""
        self.opening = None
        phrase, __ = clause_subject(words, start, stop, self.known)
        if phrase is not None and phrase.end < stop and words.forms[phrase.end] in _BYLINE:
            return
        if phrase is None or phrase.kind not in ("person", "name", "body"):
            return
        if phrase.kind == "body":
            if phrase.last - phrase.first > 1:
                self.body = self.opening = self.person(words, phrase)[0]
            return
        person, how = self.person(words, phrase) if phrase.name or phrase.role else (None, "")
        whole = phrase.name is not None and _is_whole(words, phrase.name)
        titled = how == "name" and person is not None and (whole or person.kind == "person" or person.roles)
        office = how == "phrase" and phrase.kind == "person" and _is_office(words, phrase)
        if person is not None and (how == "role" or titled or office):
            self.about = self.opening = person

    def events(self, words: Words, start: int, stop: int) -> list[Event]:
        """The speech acts of one sentence, in order; whoever speaks has the floor from here on."""
        found: list[Event] = []
        forms = words.forms
        table = cues.lexicon()
        resume = start
        spoken = False  # somebody has spoken in this sentence
        may_report = _may_report()
        for i in [i for i in range(start, stop) if forms[i] in may_report]:
            if i < resume:
                continue
            form = forms[i]
            recent = found[-_IN_MIND:]
            event = according(self, words, i, start, stop) if form in SOURCE_WORDS else None
            cue = table.get(form)
            if cue is not None and found and _of_subject(forms, i, cue, found[-1]):
                continue
            if event is None and cue is not None and acts.reports(forms, i, start, stop, cue, self.known):
                event = self._event(words, i, start, stop, cue, recent)
            if event is None:
                continue
            found.append(event)
            spoken = spoken or event.attached
            said = event.attached or (event.cue is not None and not spoken)
            if event.speaker is not None and said:
                self.memory.speaks(event.speaker, self.line, event.confidence)
            resume = event.end
        if spoken:
            self.about = None
        outer = next((event for event in reversed(found) if event.attached and not event.inner), None)
        if outer is not None and outer.speaker is not None and found[-1].inner:
            self.memory.speaks(outer.speaker, self.line, outer.confidence)
        return found

    def _event(
        self, words: Words, i: int, start: int, stop: int, cue: Cue, found: list[Event]
    ) -> Event | None:
        forms = words.forms
        if acts.impersonal(forms, i, stop):
            return None
        if cue.verb == "جاء":
            return came_in_document(self, words, i, start, stop, cue)
        if cue.verb in _ASKS:
            self._note_asked(words, i, stop)
            return None
        if cue.kind == "relay":
            return relayed(self, words, i, stop, cue)
        if cue.shape == "noun":
            return self.carried(i, cue, found, "continuation")
        if cue.shape == "participle":
            attached = [event for event in found if event.attached]
            outer = [event for event in attached if not event.inner]  # قال إن فلانا أبلغه …، مضيفا
            return self.carried(i, cue, outer or attached, "participle")
        rule = "subject"
        end = i + 1
        subject = None
        if i > start and forms[i - 1] in RELATIVE:  # التي قالت مديرتها إن
            after = i + 1 + (i + 1 < stop and forms[i + 1] in _PRONOUNS)
            subject, end = subject_after(words, after, stop, cue, self.known, near=True)
            named = subject is not None and subject.kind == "name" and after > i + 1  # الذي رحبت به فلانة
            if subject is not None and subject.kind not in ("person", "source") and not named:
                subject, end = None, i + 1
        if subject is None and i > start and forms[i - 1] not in COMMAS | _HE_OR_SHE:
            subject = subject_before(words, i, start, cue, self.known)
            rule = "fronted"
            if subject is not None and subject.end < i - 1 and forms[i - 1] not in RELATIVE:
                subject = None
        if subject is None and forms[i - 1] not in _WITH_PRONOUN:
            subject, end = subject_after(words, i + 1, stop, cue, self.known, near=cue.suffix)
            rule = "subject"
        if subject is None and forms[i - 1] not in _HE_OR_SHE:
            end = i + 1
            subject = subject_before(words, i, start, cue, self.known)
            rule = "fronted"
        embedded = self._embedded(forms, i, stop, cue, found)
        if subject is None:
            return None if embedded else self._unread(words, i, stop, cue, found)
        if embedded:
            return None
        if rule == "fronted" and subject.kind == "noun" and cue.kind == "act" and found:
            return None  # أن المباحثات تطرقت إلى …: things speak of nothing
        relative = i > start and forms[i - 1] in RELATIVE
        brings = i + 1 == stop or forms[i + 1] in COMPLEMENTIZERS or forms[i + 1] in (QUOTE, ":")
        if relative and not brings and subject.name is None and subject.kind in ("noun", "body"):
            return None
        inner = relative or self._within(forms, i, found)
        person, how = self.person(words, subject, cue)
        if person is None or self._someone_else(words, subject, cue, person):
            event = self.carried(i, cue, found, "continuation")
            if subject.head in THEIR_RANK:  # سموه, and no prince was named
                event.confidence = min(event.confidence, _UNREAD)
            return event
        confidence = CERTAINTY[how] - (0.06 if rule == "fronted" else 0.0)
        thing = rule == "fronted" and subject.kind == "noun" and not person.named
        if how == "phrase" or thing:
            confidence -= self._nameless(words, subject)
        return Event(i, max(end, i + 1), cue, person, subject, f"{rule}-{how}", confidence, inner)

    def _unread(self, words: Words, i: int, stop: int, cue: Cue, found: list[Event]) -> Event:
        """A verb without a subject that was read: its subject may stand behind it all the same."""
        if not stands_subject(words.forms, i, stop):
            return self.carried(i, cue, found, "continuation")
        person = self._surnamed(words, i + 1)
        if person is not None and agrees(cue, person.gender, person.plural):
            person.seen = max(person.seen, (self.line, i + 1))
            phrase = Phrase(i + 1, i + 2, "name", name=(i + 1, i + 2), end=i + 2)
            return Event(i, i + 2, cue, person, phrase, "subject-name", CERTAINTY["name"])
        event = self.carried(i, cue, found, "continuation")
        event.confidence = min(event.confidence, _UNREAD)
        return event

    def _surnamed(self, words: Words, at: int) -> Person | None:
        """Whose name a word ended where the article told it whole: فلان الفلاني … قال الفلاني."""
        form = words.forms[at]
        for earlier in reversed(self.lines):
            k = earlier.forms.index(form) if form in earlier.forms else 0
            if k == 0 or (earlier is words and k >= at):
                continue
            for person in reversed(self.people.in_mind()):
                first = k - len(person.tokens)
                if person.named and first >= 0 and tuple(earlier.forms[first:k]) == person.tokens:
                    name = self.text[earlier.starts[first] : earlier.ends[k]]
                    self.people.lengthen(person, form, name)
                    return person
        return None

    def _someone_else(self, words: Words, subject: Phrase, cue: Cue, person: Person) -> bool:
        """Whether a given name alone is against the verb's gender: أضافت … دون شكري."""
        if not is_surname(words, subject, self.known) or agrees(cue, person.gender, person.plural):
            return False
        return person.tokens[0] == words.forms[subject.first]

    def _note_asked(self, words: Words, i: int, stop: int) -> None:
        """Remember whom somebody asked: they answer."""
        phrase = parse(words, i + 1, stop, known=self.known)
        if phrase is not None and phrase.kind in ("person", "name"):
            self.about = self.person(words, phrase)[0] or self.about

    def _nameless(self, words: Words, subject: Phrase) -> float:
        """How much less sure a speaker is whom the article never names: الرئيس الروسي surely is somebody."""
        if subject.kind == "document":
            return 0.22
        if subject.kind == "noun":
            form = words.forms[subject.first]
            plural = form.endswith("ون") and form not in _NO_PLURAL  # the nominative: قال المشاركون
            return 0.0 if plural else 0.15 if subject.first in words.tags else 0.3
        short = subject.last - subject.first <= 2 and words.forms[subject.first].startswith("ال")
        if subject.kind != "person" or not short or subject.head in PROPHET:
            return 0.0
        return 0.32 if self.people.last_of(subject.gender, (0, 0)) is not None else 0.0

    def _embedded(self, forms: list[str], i: int, stop: int, cue: Cue, found: list[Event]) -> bool:
        """Whether the verb stands in somebody's reported clause and brings no words of its own."""
        if not self._within(forms, i, found):
            return False
        if cue.linked and forms[i][0] == "و":
            return cue.kind == "act" and cue.suffix  # … أن الهلال قدم طلبا وأيده فلان
        for form in forms[i + 1 : min(stop, i + 12)]:
            if form in COMPLEMENTIZERS:
                return False
            if form in (QUOTE, ":"):
                return cue.kind == "act" or cue.object
            if cues.look_up(form) is not None and not head_kind(form, lexicon()):
                return True
        return True

    def _within(self, forms: list[str], i: int, found: list[Event]) -> bool:
        """Whether an أن of an earlier speech act stands before token ``i``, in the same clause."""
        if i > 1 and forms[i - 1] in _MEANWHILE and forms[i - 2] in COMMAS:
            return False
        last = next((event for event in reversed(found) if event.attached), None)
        return last is not None and has_complementizer(forms, last.end, i)

    def carried(self, i: int, cue: Cue, found: list[Event], rule: str) -> Event:
        """A cue without subject of its own: who of those in mind goes on speaking."""
        several = cue.plural and cue.shape != "noun" and cue.verb != "رد"  # معتبرين، وقالوا, but ردا على سؤال
        for person, mention, confidence, of in self._in_mind(cue, found):
            one = not person.plural and (person.gender or cue.shape == "participle")
            if several and one and person.kind != "body":
                continue
            if agrees(cue, person.gender, person.plural):
                rule = of if cue.shape == "noun" and of else rule
                return Event(i, i + 1, cue, person, mention, rule, confidence)
        told_apart = self.people.last_of(cue.gender, (self.line - _NEAR_BY, 0)) if not cue.plural else None
        if told_apart is not None:
            alone = self.people.alone(told_apart, (self.line - _NEAR_BY, 0))
            return Event(i, i + 1, cue, told_apart, None, rule, _TOLD_APART if alone else _NOT_ALONE)
        return Event(i, i + 1, cue, self.memory.current, None, f"{rule}-disagrees", 0.4)

    def _in_mind(self, cue: Cue, found: list[Event]) -> list[tuple[Person, Phrase | None, float, str]]:
        """Those who may go on speaking, likeliest first: (person, mention, confidence, rule of their act)."""
        memory = self.memory
        candidates: list[tuple[Person, Phrase | None, float, str]] = []
        latest = found[::-1]
        # … الذين يشترطون …، وأضاف: whoever told of them goes on
        for event in [act for act in latest if not act.inner] + [act for act in latest if act.inner]:
            if event.speaker is not None:
                candidates.append((event.speaker, event.mention, min(0.95, event.confidence), event.rule))
        if self.opening is not None and cue.shape == "participle" and cue.kind != "go":
            candidates.append((self.opening, None, _OPENING, ""))
        if self.about is not None and (cue.kind != "go" or memory.current is None):
            candidates.append((self.about, None, 0.84, ""))
        since = memory.topic is not None and memory.line < memory.topic_line == self.line - 1
        if memory.topic is not None and since and cue.kind != "go":
            candidates.append((memory.topic, None, _TOPIC, ""))
        if memory.current is not None:
            distance = self.line - memory.line
            candidates.append((memory.current, None, min(memory.sure, max(0.6, 0.93 - 0.03 * distance)), ""))
        if self.about is not None:
            candidates.append((self.about, None, 0.7, ""))
        if self.body is not None:
            candidates.append((self.body, None, 0.7, ""))
        for person in reversed(memory.recent):
            told_apart = cue.gender and person.gender  # agreement singles this one out
            candidates.append((person, None, 0.66 if told_apart else 0.55, ""))
        return candidates
