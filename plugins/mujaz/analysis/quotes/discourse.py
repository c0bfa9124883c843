"""Who is speaking, sentence by sentence: speech acts, their subjects, and the memory between paragraphs."""

from __future__ import annotations

from dataclasses import dataclass, field

from mujaz.analysis.quotes import cues
from mujaz.analysis.quotes.cues import Cue
from mujaz.analysis.quotes.nounphrase import (
    COMMAS,
    COMPLEMENTIZERS,
    Phrase,
    bare,
    head_kind,
    lexicon,
    name_like,
    parse,
)
from mujaz.analysis.quotes.people import People, Person
from mujaz.analysis.quotes.words import CLOSE, OPEN, QUOTE, Words

_STOPS = frozenset({".", "؟", "?", "!", "…", "...", "..", "*"})
_ABBREVIATIONS = frozenset({"د", "م", "ا", "أ", "ص", "ت", "س"})
_RELATIVE = frozenset({"الذي", "التي", "الذين", "اللذان", "اللتان", "والذي", "والتي"})
_AUXILIARY = frozenset({"قد", "فقد", "كان", "كانت", "وقد", "لقد", "سوف", "كانوا", "لم", "لا", "ما"})
_CONJUNCTIONS = frozenset(
    {
        "لكن",
        "ولكن",
        "كما",
        "بينما",
        "فيما",
        "وفيما",
        "اما",
        "ان",
        "وكان",
        "وكانت",
        "كان",
        "كانت",
        "غير",
        "الا",
        "اذ",
        "ثم",
        "حيث",
        "عندما",
        "وقد",
        "قد",
        "بدوره",
        "بدورها",
        "وبدوره",
        "وبدورها",
        "بل",
        "وان",
        "واما",
        "حين",
        "ليجيب",
        "انه",
        "انها",
    }
)
_ACCORDING = {
    "بحسب": 0,
    "حسب": 0,
    "وبحسب": 0,
    "وفق": 0,
    "ووفق": 0,
    "وحسب": 0,
    "حسبما": 0,
    "وفقا": 1,
    "طبقا": 1,
    "ووفقا": 1,
    "نقلا": 2,
}
_IMPERSONAL = frozenset(
    {"يذكر", "يشار", "ويذكر", "ويشار", "يعتقد", "تجدر", "وتجدر", "قيل", "وقيل", "يقال", "ويقال"}
)
_CLAUSE_EDGE = frozenset(
    {",", "،", ":", ";", "؛", "-", "–", "—", "(", ")", QUOTE, OPEN, CLOSE, "[", "]", "{", "}"}
)


@dataclass(slots=True)
class Event:
    """A speech act: where its cue stands and who speaks."""

    position: int  # token of the cue
    end: int  # first token after the cue and its subject
    cue: Cue | None
    cue_tokens: tuple[int, int]
    speaker: Person | None
    mention: Phrase | None
    rule: str
    confidence: float
    attached: bool = True  # False: an aside (بحسب …) that a verb of its own clause outranks


@dataclass(slots=True)
class Memory:
    """What the reader remembers between sentences."""

    current: Person | None = None
    current_line: int = -1
    recent: list[Person] = field(default_factory=list)

    def speaks(self, person: Person, line: int) -> None:
        """``person`` has the floor now."""
        self.current, self.current_line = person, line
        if person in self.recent:
            self.recent.remove(person)
        self.recent.append(person)
        del self.recent[:-12]


def sentences(words: Words) -> list[tuple[int, int]]:
    """Token ranges of a line's sentences."""
    ranges: list[tuple[int, int]] = []
    start = 0
    forms = words.forms
    for i, form in enumerate(forms):
        if form in _STOPS and not (
            form == "."
            and i
            and (
                forms[i - 1] in _ABBREVIATIONS
                or forms[i - 1][0].isdigit()
                and i + 1 < len(forms)
                and forms[i + 1][0].isdigit()
            )
        ):
            if i > start:
                ranges.append((start, i))
            start = i + 1
    if start < len(forms):
        ranges.append((start, len(forms)))
    return ranges


def agrees(cue: Cue | None, person_gender: str, kind: str, plural: bool) -> bool:
    """Whether a cue's gender can go with a speaker."""
    if cue is None or not cue.gender or not person_gender or plural or cue.plural:
        return True
    return cue.gender == person_gender


class Reader:
    """Reads a line's sentences into speech acts."""

    def __init__(self, text: str, people: People, memory: Memory) -> None:
        self.text = text
        self.people = people
        self.memory = memory
        self.known: frozenset[str] = frozenset()
        self.line = 0
        self.paragraph_subject: Person | None = None

    def start_line(self, line: int) -> None:
        """A new paragraph begins."""
        self.line = line
        self.known = self.people.known_tokens()
        self.paragraph_subject = None

    # -- persons ------------------------------------------------------------------------------------------

    def person(self, words: Words, phrase: Phrase) -> tuple[Person | None, str]:
        """Whom a phrase stands for, and how that was found."""
        place = (self.line, phrase.first)
        if phrase.name is not None:
            return self.people.add_name(self.text, words, phrase, place), "name"
        forms = list(words.forms[phrase.first : phrase.last])
        if phrase.cut and forms:
            forms[0] = forms[0][phrase.cut :]
            if forms[0].startswith("ل") and words.forms[phrase.first].startswith("لل"):
                forms[0] = "ا" + forms[0]
        forms = [form for form in forms if form not in (OPEN, CLOSE)]
        start = words.starts[phrase.first] + phrase.cut
        name = self.text[start : words.ends[phrase.last - 1]]
        if phrase.quoted:
            name = self.text[words.starts[phrase.first + 1] : words.ends[phrase.last - 2]]
        if phrase.kind in ("person", "noun", "source") or (phrase.definite and len(forms) == 1):
            found = self.people.by_role(phrase.head, forms, phrase.gender, place)
            if found is not None:
                found.seen = max(found.seen, place)
                return found, "role"
        if phrase.kind == "document":
            issuer = self._issuer(words, phrase)
            if issuer is not None:
                return issuer, "document"
            if len(forms) == 1 and self.memory.current is not None:
                return self.memory.current, "document"
        if phrase.kind == "body":
            found = self._body(forms, place)
            if found is not None:
                found.seen = max(found.seen, place)
                return found, "role"
        return self.people.add_unnamed(phrase.kind, phrase, name, forms, place), "phrase"

    def _body(self, forms: list[str], place: tuple[int, int]) -> Person | None:
        wanted = [bare(form) for form in forms]
        for person in reversed(self.people.all):
            if person.named or person.kind != "body":
                continue
            theirs = [bare(token) for token in person.tokens]
            if theirs[:1] == wanted[:1] and len(theirs) >= len(wanted) and set(wanted) <= set(theirs):
                return person
        return None

    def _issuer(self, words: Words, phrase: Phrase) -> Person | None:
        for i in range(phrase.first + 1, phrase.last):
            form = words.forms[i]
            cut = 1 if form[0] == "ل" and len(form) > 3 else 0
            issuer = parse(words, i, phrase.last, cut=cut, known=self.known)
            if issuer is not None and issuer.kind in ("body", "name", "person"):
                return self.person(words, issuer)[0]
        return None

    # -- events -------------------------------------------------------------------------------------------

    def events(self, words: Words, start: int, stop: int) -> list[Event]:
        """The speech acts of one sentence, in order."""
        found: list[Event] = []
        forms = words.forms
        i = start
        while i < stop:
            form = forms[i]
            if form in _ACCORDING:
                event = self._according(words, i, stop)
                if event is not None:
                    found.append(event)
                    i = max(i + 1, event.end)
                    continue
            cue = cues.look_up(form)
            if cue is not None and self._reports(words, i, start, stop, cue):
                event = self._event(words, i, start, stop, cue, found)
                if event is not None:
                    found.append(event)
                    if event.rule != "impersonal" and event.speaker is not None and event.attached:
                        self.memory.speaks(event.speaker, self.line)
                    i = max(i + 1, event.end)
                    continue
            i += 1
        return found

    def _reports(self, words: Words, i: int, start: int, stop: int, cue: Cue) -> bool:
        """Whether the form at ``i`` reports here, rather than being the other word it is spelt like."""
        forms = words.forms
        form = forms[i]
        before = forms[i - 1] if i > start else ""
        after = forms[i + 1] if i + 1 < stop else ""
        if form in self.known:
            return False
        if cue.shape == "participle":
            edge = not before or before in _CLAUSE_EDGE
            goes_on = after in COMPLEMENTIZERS or after in (":", QUOTE, "بالقول", "الى", "بقوله")
            return (
                edge
                and (not cue.weak or goes_on)
                or goes_on
                and form.endswith(("ا", "ة", "ين"))
                or form[:3] == "قائ"
            )
        if cue.shape == "noun":
            return not cue.weak or after in COMPLEMENTIZERS or after in (":", QUOTE)
        linked = form[0] in "وف" and form[1:] in cues.lexicon()
        placed = (
            linked
            or not before
            or before in _CLAUSE_EDGE
            or before in COMPLEMENTIZERS
            or before in _RELATIVE
            or before in _AUXILIARY
            or before in _CONJUNCTIONS
            or before
            in (
                "ما",
                "لما",
                "كما",
                "بما",
                "جهته",
                "جانبه",
                "جهتها",
                "جانبها",
                "ناحيته",
                "ناحيتها",
                "جهتهم",
                "ذلك",
                "جانبهم",
                "اخرى",
                "حسبما",
            )
        )
        if not cue.weak:
            return placed or cue.shape in ("past", "present")
        if (
            form in ("بين", "وبين")
            and after.startswith("ال")
            and not self._clause_follows(forms, i, stop, 12)
        ):
            return False
        return (placed or form in ("كتب", "علق", "رد")) and self._clause_follows(forms, i, stop, 16)

    def _clause_follows(self, forms: list[str], i: int, stop: int, reach: int) -> bool:
        for j in range(i + 1, min(stop, i + reach)):
            if forms[j] in COMPLEMENTIZERS or forms[j] in (":", QUOTE):
                return True
        return False

    def _event(
        self, words: Words, i: int, start: int, stop: int, cue: Cue, found: list[Event]
    ) -> Event | None:
        forms = words.forms
        if (
            forms[i] in _IMPERSONAL
            and i + 1 < stop
            and (forms[i + 1] in COMPLEMENTIZERS or forms[i + 1] in ("الى", "الاشارة", "،"))
        ):
            return Event(i, i + 1, cue, (i, i + 1), None, None, "impersonal", 0.0)
        if cue.kind == "relay":
            return self._relay(words, i, start, stop, cue)
        if cue.shape == "noun":
            return self._noun_cue(words, i, cue, found)
        if cue.shape == "participle":
            return self._participle(words, i, start, cue, found)
        subject, end = self._subject_after(words, i + 1, stop, cue)
        rule = "subject"
        if subject is None:
            subject = self._subject_before(words, i, start, cue)
            rule = "fronted"
        if subject is not None:
            person, how = self.person(words, subject)
            if person is not None:
                confidence = {"name": 0.97, "role": 0.88, "document": 0.75, "phrase": 0.9}[how]
                if rule == "fronted":
                    confidence -= 0.06
                if subject.kind == "noun" and how == "phrase":
                    confidence -= 0.15
                return Event(
                    i, max(end, i + 1), cue, (i, i + 1), person, subject, f"{rule}-{how}", confidence
                )
        person, confidence = self._carried(cue, found)
        return Event(i, i + 1, cue, (i, i + 1), person, None, "continuation", confidence)

    def _carried(self, cue: Cue, found: list[Event]) -> tuple[Person | None, float]:
        """Who goes on speaking where the cue names nobody."""
        candidates: list[tuple[Person, float]] = []
        subject = self.paragraph_subject
        memory = self.memory
        if found and found[-1].speaker is not None:
            candidates.append((found[-1].speaker, 0.9))
        if subject is not None and cue.kind != "go":
            candidates.append((subject, 0.84))
        if memory.current is not None:
            distance = self.line - memory.current_line
            candidates.append((memory.current, max(0.6, 0.93 - 0.03 * distance)))
        if subject is not None:
            candidates.append((subject, 0.7))
        candidates += [(person, 0.6) for person in reversed(memory.recent)]
        for person, confidence in candidates:
            if agrees(cue, person.gender, person.kind, person.plural):
                return person, confidence
        if candidates:
            return candidates[0][0], 0.4
        return None, 0.0

    def _participle(self, words: Words, i: int, start: int, cue: Cue, found: list[Event]) -> Event:
        attached = [event for event in found if event.speaker is not None and event.attached]
        for event in reversed(attached):
            assert event.speaker is not None
            if agrees(cue, event.speaker.gender, event.speaker.kind, event.speaker.plural):
                return Event(
                    i, i + 1, cue, (i, i + 1), event.speaker, None, "participle", min(0.95, event.confidence)
                )
        person, confidence = self._carried(cue, [])
        return Event(i, i + 1, cue, (i, i + 1), person, None, "participle", confidence)

    def _noun_cue(self, words: Words, i: int, cue: Cue, found: list[Event]) -> Event:
        for event in reversed(found):
            if event.speaker is not None and agrees(
                cue, event.speaker.gender, event.speaker.kind, event.speaker.plural
            ):
                return Event(
                    i, i + 1, cue, (i, i + 1), event.speaker, event.mention, event.rule, event.confidence
                )
        person, confidence = self._carried(cue, found)
        return Event(i, i + 1, cue, (i, i + 1), person, None, "continuation", confidence)

    def _relay(self, words: Words, i: int, start: int, stop: int, cue: Cue) -> Event | None:
        """نقلت وكالة … عن X (قوله): X speaks."""
        forms = words.forms
        for j in range(i + 1, min(stop, i + 22)):
            if forms[j] in ("عنه", "عنها"):
                return None
            if forms[j] in COMPLEMENTIZERS or forms[j] in (QUOTE, ":"):
                break
            if forms[j] == "عن":
                source = parse(words, j + 1, stop, known=self.known)
                if source is None:
                    continue
                person, how = self.person(words, source)
                if person is None:
                    return None
                return Event(i, source.end, cue, (i, i + 1), person, source, f"relayed-{how}", 0.95)
        subject, end = self._subject_after(words, i + 1, stop, cue)
        if subject is None:
            return None
        person, how = self.person(words, subject)
        return Event(i, end, cue, (i, i + 1), person, subject, f"relayer-{how}", 0.55) if person else None

    def _according(self, words: Words, i: int, stop: int) -> Event | None:
        """بحسب X، وفقا لX، حسب ما قال X، على حد قول X."""
        forms = words.forms
        form = forms[i]
        j = i + 1
        if j >= stop:
            return None
        cut = 0
        if _ACCORDING[form] == 1:
            if forms[j][0] != "ل" or len(forms[j]) < 2:
                return None
            cut = 1
        elif _ACCORDING[form] == 2:
            if forms[j] != "عن":
                return None
            j += 1
        target = forms[j][cut:] if j < stop else ""
        if form == "حسبما" or target in ("ما", "مما"):
            j += form != "حسبما"
            while j < stop and j < i + 4:
                cue = cues.look_up(forms[j])
                if cue is not None and cue.shape in ("past", "present"):
                    subject, end = self._subject_after(words, j + 1, stop, cue)
                    if subject is None:
                        return None
                    return self._aside(words, i, end, subject, cue)
                j += 1
            return None
        if target.startswith(("تعبير", "قول", "وصف")):
            return None
        subject = parse(words, j, stop, cut=cut, known=self.known) if j < stop else None
        return self._aside(words, i, subject.end, subject, None) if subject is not None else None

    def _aside(self, words: Words, i: int, end: int, subject: Phrase, cue: Cue | None) -> Event | None:
        if subject.name is None and subject.kind == "noun" and not subject.definite:
            return None
        person, how = self.person(words, subject)
        if person is None:
            return None
        return Event(i, end, cue, (i, i + 1), person, subject, f"according-{how}", 0.88, attached=False)

    # -- subjects -----------------------------------------------------------------------------------------

    def _subject_after(self, words: Words, j: int, stop: int, cue: Cue) -> tuple[Phrase | None, int]:
        forms = words.forms
        lex = lexicon()
        adjacent = True
        limit = min(stop, j + 30)
        while j < limit:
            form = forms[j]
            if form in COMPLEMENTIZERS or form in (QUOTE, ":"):
                return None, j
            if form in COMMAS:
                j += 1
                adjacent = False
                continue
            if form in ("(", "-", "–"):
                close = {"(": ")"}.get(form, form)
                end = next((k + 1 for k in range(j + 1, min(stop, j + 14)) if forms[k] == close), None)
                if end is None:
                    return None, j
                j = end
                continue
            other = cues.look_up(form)
            if (
                other is not None
                and other.shape != "noun"
                and not head_kind(form, lex)
                and form not in self.known
                and form not in lex.given
                and not (other.weak and adjacent and not form.startswith(("و", "ف", "ي", "ت")))
            ):
                return None, j
            addressed = self._addressee(words, j, stop)
            if addressed:
                j, adjacent = addressed, False
                continue
            if form in lex.venue and form not in lex.given and form not in self.known:
                if form in ("الذي", "التي", "الذين", "بينما", "فيما", "لكن", "حيث"):
                    return None, j
                skipped = self._skip_venue(words, j, stop)
                j, adjacent = skipped, False
                continue
            phrase = parse(words, j, stop, known=self.known)
            if phrase is None:
                if form[0] in "لب" and len(form) > 2:
                    j = self._skip_venue(words, j, stop)
                    adjacent = False
                    continue
                return None, j
            if not adjacent and not self._sure(phrase, words):
                j = phrase.end
                continue
            if not agrees(cue, phrase.gender, phrase.kind, phrase.plural):
                return None, j
            if (
                cue.object
                and phrase.name is None
                and phrase.kind in ("body", "noun", "source", "name")
                and self._object(words, phrase, stop, cue)
            ):
                return None, j
            return phrase, phrase.end
        return None, j

    def _sure(self, phrase: Phrase, words: Words) -> bool:
        """Whether a phrase away from its verb is a subject beyond doubt."""
        if phrase.kind in ("person", "source"):
            return True
        if phrase.kind == "name" and phrase.name is not None:
            return (
                any(
                    form in self.known or form in lexicon().given
                    for form in words.forms[phrase.name[0] : phrase.name[1]]
                )
                or phrase.name[1] - phrase.name[0] > 1
            )
        return phrase.kind == "body"

    def _object(self, words: Words, phrase: Phrase, stop: int, cue: Cue) -> bool:
        """Whether the noun after a verb that takes a person is its object: طالب الحكومة بـ…"""
        following = words.forms[phrase.end] if phrase.end < stop else ""
        return following[:1] == "ب" or following in ("الى", "على", "من")

    def _addressee(self, words: Words, j: int, stop: int) -> int:
        """Where an addressee that begins at ``j`` ends (لوكالة «…»، لرويترز، للصحافيين), or 0."""
        forms = words.forms
        form = forms[j]
        if form[0] != "ل" or form in self.known or form in lexicon().given:
            return 0
        if form in ("ل", "الى") or form == "لـ":
            if j + 1 < stop and forms[j + 1] == OPEN:
                end = next((k + 1 for k in range(j + 2, min(stop, j + 12)) if forms[k] == CLOSE), 0)
                return end
            return j + 2 if j + 1 < stop else 0
        if len(form) < 3:
            return 0
        k = j + 1
        lex = lexicon()
        while k < stop and k < j + 10:
            nxt = forms[k]
            if nxt == OPEN:
                return next((m + 1 for m in range(k + 1, min(stop, k + 12)) if forms[m] == CLOSE), k)
            if nxt == "(":
                end = next((m + 1 for m in range(k + 1, min(stop, k + 10)) if forms[m] == ")"), 0)
                if not end:
                    return k
                k = end
                continue
            if nxt.startswith("ال") and not head_kind(nxt, lex) == "person":
                k += 1
                continue
            if (
                nxt in ("بي", "سي", "ان", "برس", "نيوز", "تي", "في")
                and (form + nxt).isalpha()
                and nxt not in ("ان", "في")
            ):
                k += 1
                continue
            if (
                k == j + 1
                and bare(form[1:]) in lex.body | lex.addressee
                and (name_like(nxt, lex) or nxt in lex.ordinary)
                and nxt not in lex.given
            ):
                k += 1
                continue
            break
        return k

    def _skip_venue(self, words: Words, j: int, stop: int) -> int:
        """Past a phrase of place, time or manner that begins at ``j``."""
        forms = words.forms
        lex = lexicon()
        k = j + 1
        taken = forms[k - 1] in ("لقاء", "لقائه", "لقائها")
        while k < stop and k < j + 14:
            form = forms[k]
            if form in COMPLEMENTIZERS or form in (QUOTE, ":") or form in COMMAS:
                return k
            if form == OPEN:
                return next((m + 1 for m in range(k + 1, min(stop, k + 12)) if forms[m] == CLOSE), k + 1)
            kind = head_kind(form, lex)
            if (
                k > j + 1
                and not taken
                and (form in lex.honorific or kind in ("person", "source") or form in self.known)
            ):
                before = forms[k - 1]
                if before not in lex.venue and before[0] not in "ب":
                    return k
            if form[0] == "ل" and self._addressee(words, k, stop) and form not in lex.ordinary:
                return k
            taken = form.startswith(("لقاء", "استقبال", "اجتماع"))
            if (
                form.startswith("ال")
                or form in lex.ordinary
                or form in lex.venue
                or kind
                or form[0].isdigit()
                or form[0] in "بلو"
                or form in ("(", ")", "/")
            ):
                k += 1
                continue
            if k == j + 1:
                k += 1
                continue
            return k
        return k

    def _subject_before(self, words: Words, i: int, start: int, cue: Cue) -> Phrase | None:
        """The subject in front of its verb: لكن الصين قالت; بيريز، الذي قال; أما الشيخ فلان فقد غرد."""
        forms = words.forms
        k = i - 1
        while k >= start and forms[k] in _AUXILIARY:
            k -= 1
        if k >= start and forms[k] in _RELATIVE:
            end = k
            while end > start and forms[end - 1] in COMMAS:
                end -= 1
            return self._phrase_ending(words, start, end, cue)
        edge = start
        for m in range(i - 1, start - 1, -1):
            if forms[m] in COMPLEMENTIZERS or forms[m] == QUOTE or forms[m] in ("؛", ":"):
                edge = m + 1
                break
        if (
            forms[i][0] in "وف"
            and forms[i][1:] in cues.lexicon()
            and forms[i] not in cues.lexicon()
            and forms[i][0] == "و"
        ):
            return None
        phrase, skipped_verb = self._clause_subject(words, edge, i)
        if phrase is None or skipped_verb or not agrees(cue, phrase.gender, phrase.kind, phrase.plural):
            return None
        gap = forms[phrase.end : i]
        if len(gap) > 14 or any(
            cues.look_up(form) is not None and form not in _RELATIVE for form in gap if len(form) > 3
        ):
            return None
        return phrase

    def _clause_subject(self, words: Words, edge: int, stop: int) -> tuple[Phrase | None, bool]:
        """The subject a clause opens with, and whether a verb stood before it."""
        forms = words.forms
        lex = lexicon()
        m = edge
        while m < stop and (forms[m] in _CONJUNCTIONS or forms[m] in COMMAS or forms[m] in ("-", "–")):
            m += 1
        if m >= stop:
            return None, False
        form = forms[m]
        if (
            form in ("من", "ومن")
            and m + 1 < stop
            and forms[m + 1] in ("جهته", "جانبه", "جهتها", "جانبها", "ناحيته", "جهة", "ناحيتها", "ناحية")
        ):
            m += 2 + (m + 2 < stop and forms[m + 2] == "اخرى")
            while m < stop and forms[m] in COMMAS:
                m += 1
            if m >= stop:
                return None, False
            form = forms[m]
        cut = (
            1
            if form[0] in "وف"
            and len(form) > 3
            and (form[1:].startswith("ال") or head_kind(form[1:], lex) or form[1:] in self.known)
            and form not in lex.given
            else 0
        )
        if form[cut:] in lex.venue and form not in self.known:
            return None, False
        if (
            form.startswith("ال")
            or cut
            or head_kind(form, lex)
            or form in self.known
            or form in lex.given
            or form in lex.honorific
            or form == OPEN
        ):
            phrase = parse(words, m, stop, cut=cut, known=self.known)
            return (phrase, False) if phrase is not None else (None, False)
        if m + 1 < stop and cues.look_up(form) is None and form not in lex.venue:
            after = forms[m + 1]
            if (
                after in lex.honorific
                or head_kind(after, lex) == "person"
                or after in self.known
                or after in lex.given
            ):
                phrase = parse(words, m + 1, stop, known=self.known)
                if phrase is not None and phrase.kind in ("person", "name"):
                    return phrase, True
        return None, False

    def _phrase_ending(self, words: Words, start: int, end: int, cue: Cue) -> Phrase | None:
        """The longest phrase that ends right before token ``end``."""
        best: Phrase | None = None
        for first in range(end - 1, max(start, end - 12) - 1, -1):
            form = words.forms[first]
            if form in _CLAUSE_EDGE and form not in (OPEN, CLOSE, "(", ")") and form not in COMMAS:
                break
            cut = (
                1
                if form[0] in "وفبل"
                and len(form) > 3
                and (form[1:].startswith("ال") or head_kind(form[1:], lexicon()))
                else 0
            )
            phrase = parse(words, first, end, cut=cut, known=self.known)
            if (
                phrase is not None
                and end in (phrase.last, phrase.end)
                and agrees(cue, phrase.gender, phrase.kind, phrase.plural)
            ):
                best = phrase
            elif best is not None:
                break
        return best

    def note_subject(self, words: Words, start: int, stop: int) -> None:
        """Remember whom a sentence is about, should the next cue name nobody."""
        phrase, __ = self._clause_subject(words, start, stop)
        if phrase is not None and phrase.kind in ("person", "name") and (phrase.name is not None):
            person, __how = self.person(words, phrase)
            if person is not None and person.kind == "person":
                self.paragraph_subject = person
