"""How much an article is about a name, and whether the name is one of its tags."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import exp, log
from pathlib import Path

from mujaz.analysis.entities import gazetteer
from mujaz.analysis.entities.aliases import Group
from mujaz.analysis.entities.classes import read_classes
from mujaz.analysis.entities.features import normalise
from mujaz.analysis.entities.keys import name_key
from mujaz.analysis.memo import Memo
from mujaz.analysis.record import BODY_KINDS, Line, Quote


@dataclass(frozen=True, slots=True)
class Verdict:
    """The decision on one entity."""

    salience: float
    tag: bool


#: Letters of a usual article, and of one so short that its length says nothing more.
USUAL = 3000
SHORTEST = 500


@dataclass
class Article:
    """What salience asks of an article, worked out once."""

    text: str
    lines: Sequence[Line]
    quotes: Sequence[Quote]
    demonyms: Mapping[str, int]  # country's slug -> how often its adjective occurs
    groups: Sequence[Group]
    body: list[Line] = field(init=False)
    starts: list[int] = field(init=False)
    crowds: Counter[tuple[int, str]] = field(init=False)  # (line, kind) -> how many entities
    length: float = field(init=False)  # the logarithm of how much longer than usual it is

    def __post_init__(self) -> None:
        """Keep the lines that carry text."""
        self.body = [line for line in self.lines if line.kind in BODY_KINDS]
        self.starts = [line.start for line in self.body]
        self.length = log(max(self.body[-1].end if self.body else 0, SHORTEST) / USUAL)
        self.crowds = Counter(
            (place, group.kind)
            for group in self.groups
            for place in {self.line_of(mention.start) for mention in group.mentions}
        )

    def line_of(self, offset: int) -> int:
        """The number of the body line an offset lies in, counted among the body lines."""
        return bisect_right(self.starts, offset) - 1


def features(group: Group, article: Article) -> dict[str, float]:
    """What speaks for and against an entity's being a tag; each is 0 or 1 or a small number."""
    mentions = group.mentions
    places = sorted({article.line_of(mention.start) for mention in mentions})
    kinds = [article.body[place].kind for place in places]
    first = mentions[0]
    lead = next((i for i, line in enumerate(article.body) if line.kind == "paragraph"), 0)
    words = max(len(key) for key in group.names)
    clauses = [_clause(article.text, mention.start) for mention in mentions]
    titled, acts = any(map(_titled, clauses)), any(map(_acts, clauses))
    before = clauses[0][-2:]
    behind = article.text[first.end : first.end + 2]
    count = log(len(mentions))
    return {
        "bias": 1.0,
        "count": count,
        "lines": log(len(places)),
        "title": float("title" in kinds),
        "lead": float(any(lead <= place <= lead + 1 for place in places)),
        "single": float(words == 1),
        "PER": float(group.kind == "PER"),
        "ORG": float(group.kind == "ORG"),
        "MISC": float(group.kind == "MISC"),
        "PER single": float(group.kind == "PER" and words == 1),
        "known": float(group.slug is not None),
        "pattern": float(any(m.finder == "pattern" for m in mentions)),
        "confidence": max(mention.score for mention in mentions),
        "demonyms": log(1 + article.demonyms.get(group.slug or "", 0)),
        "outlet": float(list_of(group.slug) == "media" or any(word in OUTLETS for word in before)),
        "bracket": float("(" in article.text[max(0, first.start - 2) : first.start] or ")" in behind),
        "speaks": float(_speaks(group, article.quotes)),
        "LOC count": count * (group.kind == "LOC"),
        "PER count": count * (group.kind == "PER"),
        "first": float(places[0] <= lead),
        "titled": float(titled and group.kind == "PER"),
        "post ORG": float(group.kind == "ORG" and titled),
        "acts": float(acts),
        "acts PER": float(group.kind == "PER" and words > 1 and acts),
        "given alone": float(group.kind == "PER" and words == 1 and group.slug is None and _given(group)),
        "length count": article.length * count,
        "metonym": float(_metonym(group, clauses)),
        "affiliation": float(words > 1 and _affiliation(group, article.quotes)),
        "craft": float(group.kind == "MISC" and any(_CRAFTS.intersection(clause[-2:]) for clause in clauses)),
        "crowd": log(1 + min(article.crowds[place, group.kind] for place in places)) * (len(mentions) == 1),
        "crowd PER": max(0, min(article.crowds[place, "PER"] for place in places) - 3)
        * (group.kind == "PER")
        * (len(mentions) == 1),
        "full PER": float(group.kind == "PER" and words > 1 and len(mentions) == 1),
    }


def _given(group: Group) -> bool:
    """Whether somebody has no name but a given one."""
    classes = read_classes().get(normalise(group.name), frozenset())
    return bool(classes & {"given_arab", "given_foreign"})


def _clause(text: str, start: int) -> list[str]:
    """The last words before an offset, folded and without و, back to the nearest punctuation."""
    piece = _PUNCTUATION.split(text[max(0, start - 70) : start])[-1]
    return [form for word in piece.split()[-8:] for form in _forms[word]]


def _forms_of(word: str) -> tuple[str, ...]:
    """A word folded, and before that without its و."""
    form = normalise(word)
    return (form[1:], form) if form.startswith("و") else (form,) if form else ()


_forms = Memo(_forms_of)


_PUNCTUATION = re.compile(r"[،.؛:؟!?,;\n]")


def _speaks(group: Group, quotes: Sequence[Quote]) -> bool:
    """Whether a quotation is this entity's."""
    names = {" ".join(key) for key in group.names}
    for quote in quotes:
        if quote.speaker is None:
            continue
        if name_key(quote.speaker) in names:
            return True
        if group.kind == "PER" and quote.mention:
            start, end = quote.mention
            if any(mention.start < end and start < mention.end for mention in group.mentions):
                return True
    return False


def _affiliation(group: Group, quotes: Sequence[Quote]) -> bool:
    """Whether somebody quoted by name studies or teaches here: the institution stands in the role."""
    learned = any(normalise(key[0]).removeprefix("ال") in _LEARNED for key in group.names)
    if group.kind != "ORG" or not learned:
        return False
    roles = [f" {name_key(quote.role)} " for quote in quotes if quote.role and quote.speaker]
    return any(f" {' '.join(key)} " in role for key in group.names for role in roles)


def _titled(clause: Sequence[str]) -> bool:
    """Whether a title or calling stands before the name."""
    return not _titles().isdisjoint(clause)


def _acts(clause: Sequence[str]) -> bool:
    """Whether a verb of saying stands before the name, its subject behind it."""
    return not verbs_of_saying().isdisjoint(clause)


def _metonym(group: Group, clauses: Sequence[Sequence[str]]) -> bool:
    """Whether a capital stands for a government (اتفقت أنقرة وواشنطن): never behind a preposition of
    place."""
    if group.kind != "LOC" or not any(
        "capital" in read_classes().get(word, ())
        for key in group.names
        for word in (normalise(" ".join(key)),)
    ):
        return False
    return not any(clause and clause[-1] in _PLACING for clause in clauses)


_LEARNED = frozenset(map(normalise, ("جامعة", "معهد", "مركز", "كلية", "أكاديمية", "مرصد", "مختبر")))
_MADE = (
    "مركبة مركبات صاروخ صواريخ إطلاق مسبار مكوك قمر سفينة سفن غواصة حاملة طائرة طائرات مقاتلة مقاتلات منظومة"
)
#: Before the name of a rocket, a ship, an aeroplane.
_CRAFTS = frozenset(map(normalise, _MADE.split()))
_PLACING = frozenset(
    normalise(word) for word in ("في", "إلى", "مدينة", "العاصمة", "من", "ب", "قرب", "بالعاصمة")
)
_OUTLETS = "وكالة وكالات صحيفة جريدة مجلة قناة شبكة إذاعة تلفزيون موقع لوكالة لصحيفة لقناة لموقع لشبكة"
OUTLETS = frozenset(map(normalise, _OUTLETS.split()))


def list_of(slug: str | None) -> str:
    """The name list a known entity stands in: media, sport, places …"""
    entry = gazetteer.shipped().entries.get(slug) if slug else None
    return entry.source if entry else ""


@lru_cache(maxsize=1)
def _titles() -> frozenset[str]:
    return frozenset(word for word, classes in read_classes().items() if "title" in classes)


@lru_cache(maxsize=1)
def verbs_of_saying() -> frozenset[str]:
    """Verbs of saying, past and present, masculine and feminine."""
    path = Path(__file__).parents[1] / "data" / "cues.tsv"
    found = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            past, present, *_ = line.split("\t")
            found |= {past, past + "ت", present, "ت" + present[1:]}
    return frozenset(normalise(word) for word in found if len(word) > 2)


#: Fitted by logistic regression on hand-marked articles; few enough to be read.
WEIGHTS: Mapping[str, float] = {
    "speaks": 2.57,
    "outlet": -2.45,
    "bias": -2.04,
    "given alone": -1.30,
    "length count": -1.25,
    "count": 1.60,
    "post ORG": -1.10,
    "ORG": 1.04,
    "first": 0.93,
    "demonyms": 0.93,
    "full PER": 0.92,
    "PER single": -0.89,
    "affiliation": 1.45,
    "craft": 0.90,
    "acts": 0.86,
    "acts PER": 0.75,
    "pattern": 0.77,
    "titled": 0.76,
    "crowd PER": -0.75,
    "title": 0.72,
    "single": -0.72,
    "LOC count": 0.60,
    "bracket": -0.52,
    "MISC": 0.49,
    "lead": 0.39,
    "metonym": -0.38,
    "crowd": -0.37,
    "confidence": 0.31,
    "PER count": 0.22,
    "PER": -0.21,
    "lines": -0.20,
    "known": 0.03,
}
#: From which salience on a name is shown.
TAG_FROM = 0.30


def judge(group: Group, article: Article) -> Verdict:
    """Weigh position, frequency, role in quotations and kind."""
    total = sum(WEIGHTS.get(name, 0.0) * value for name, value in features(group, article).items())
    salience = 1 / (1 + exp(-total))
    return Verdict(salience, salience >= TAG_FROM)
