"""What speaks for and against a name's being one of its article's tags: features, each a small number.

They ask what an editor would: how often and where a name stands, in what company, who bears it, who speaks.
``salience`` weighs them.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, pairwise
from math import log
from pathlib import Path
from typing import TYPE_CHECKING

from mujaz.analysis.entities import gazetteer
from mujaz.analysis.entities.aliases import Group
from mujaz.analysis.entities.classes import read_classes
from mujaz.analysis.entities.features import normalise
from mujaz.analysis.entities.keys import name_key
from mujaz.analysis.entities.offices import (
    FORMER,
    clause_before,
    office_before,
    office_behind,
    titled,
)
from mujaz.analysis.record import BODY_KINDS, Line, Quote

if TYPE_CHECKING:
    from mujaz.analysis.entities.names import Mention

#: Letters of a usual article, and of one so short that its length says nothing more.
USUAL = 3000
SHORTEST = 500
#: A name has to be mentioned so often before less is seldom: in a brief each stands once.
OFTEN = 3
#: So many outlets in one article make it a review of the press, and them its subject.
REVIEW = 4
#: So many persons in one paragraph are no crowd yet.
COMPANY = 3


@dataclass
class Article:
    """What is asked of an article, worked out once."""

    text: str
    lines: Sequence[Line]
    quotes: Sequence[Quote]
    demonyms: Mapping[str, int]  # country's slug -> how often its adjective occurs
    groups: Sequence[Group]
    body: list[Line] = field(init=False)
    starts: list[int] = field(init=False)
    lead: int = field(init=False)  # the first paragraph's number among the body lines
    begin: int = field(init=False)  # where it begins
    sentence: int = field(init=False)  # where its first sentence ends
    end: int = field(init=False)  # where the body ends
    length: float = field(init=False)  # the logarithm of how much longer than usual the article is
    people: int = field(init=False)  # how many persons it names
    persons: Counter[int] = field(init=False)  # body line -> how many it names
    mentions: list[Mention] = field(init=False)  # of all names, in the order of the text
    runs: Mapping[int, int] = field(init=False)  # mention's start -> how many names its enumeration has
    most: int = field(init=False)  # mentions of the name mentioned most
    quoted: list[tuple[int, int]] = field(init=False)  # where quotations begin, how far all till there reach
    review: bool = field(init=False)  # whether it is a review of the press

    def __post_init__(self) -> None:
        """Keep the lines that carry text, count names and their company."""
        self.body = [line for line in self.lines if line.kind in BODY_KINDS]
        self.starts = [line.start for line in self.body]
        self.lead = next((i for i, line in enumerate(self.body) if line.kind == "paragraph"), 0)
        first = self.body[self.lead] if self.body else Line(0, 0, 0, "paragraph")
        self.begin, self.end = first.start, self.body[-1].end if self.body else 0
        full_stop = _FULL_STOP.search(self.text, first.start, first.end)
        self.sentence = full_stop.end() if full_stop else first.end
        self.length = log(max(self.end, SHORTEST) / USUAL)
        people = [group for group in self.groups if group.kind == "PER"]
        self.people = len(people)
        self.persons = Counter(
            place for group in people for place in {self.line_of(mention.start) for mention in group.mentions}
        )
        self.mentions = sorted(
            (mention for group in self.groups for mention in group.mentions),
            key=lambda mention: mention.start,
        )
        self.runs = _runs(self.text, self.mentions)
        self.most = max((len(group.mentions) for group in self.groups), default=1)
        spans = sorted((quote.start, quote.end) for quote in self.quotes)
        reach = accumulate((end for _, end in spans), max)
        self.quoted = [(start, end) for (start, _), end in zip(spans, reach, strict=True)]
        self.review = sum(list_of(group.slug) == "media" for group in self.groups) >= REVIEW

    def line_of(self, offset: int) -> int:
        """The number of the body line an offset lies in, counted among the body lines."""
        return bisect_right(self.starts, offset) - 1

    def beside(self, mention: Mention) -> tuple[Mention | None, Mention | None]:
        """The mentions before and behind one."""
        place = bisect_left(self.mentions, mention.start, key=lambda one: one.start)
        before = self.mentions[place - 1] if place else None
        return before, self.mentions[place + 1] if place + 1 < len(self.mentions) else None

    def is_quoted(self, offset: int) -> bool:
        """Whether a quotation's words stand there."""
        place = bisect_right(self.quoted, offset, key=lambda span: span[0]) - 1
        return place >= 0 and offset < self.quoted[place][1]


_FULL_STOP = re.compile(r"[.؟!?](?=\s)")
#: Between two names of one enumeration: سوريا ولبنان، والأردن.
_JOINT = re.compile(r"[ \t\xa0]*(?:[،,؛]|\.\.|-|و|أو )[ \t\xa0]*(?:و|أو )?")


def _runs(text: str, mentions: Sequence[Mention]) -> dict[int, int]:
    """{start of a mention: how many names of its kind are enumerated there}; 1 where it stands alone."""
    found: dict[int, int] = {}
    run = [mention.start for mention in mentions[:1]]
    for one, other in pairwise(mentions):
        joined = one.kind == other.kind and other.start - one.end <= 6
        if not joined or not _JOINT.fullmatch(text, one.end, other.start):
            found.update(dict.fromkeys(run, len(run)))
            run = []
        run.append(other.start)
    found.update(dict.fromkeys(run, len(run)))
    return found


def features(group: Group, article: Article) -> dict[str, float]:
    """What speaks for and against an entity's being a tag; each is 0 or 1 or a small number."""
    mentions, kind, text = group.mentions, group.kind, article.text
    first, once = mentions[0], len(mentions) == 1
    places = sorted({article.line_of(mention.start) for mention in mentions})
    full = max(len(key) for key in group.names) > 1
    clauses = [clause_before(text, mention.start) for mention in mentions]
    source = list_of(group.slug)
    outlet = source == "media" or any(word in OUTLETS for word in clauses[0][-2:])
    count = log(len(mentions))
    depth = (first.start - article.begin) / max(1, article.end - article.begin)
    found = {
        "bias": 1.0,
        # how often and where
        "count": count,
        "length count": article.length * count,
        "relative count": len(mentions) / max(OFTEN, article.most),
        "first": float(places[0] <= article.lead),
        "depth": min(1.0, max(0.0, depth)),
        "names": log(len(article.groups)),
        "enumerated": log(min(article.runs[mention.start] for mention in mentions)),
        "bracket": float(
            "(" in text[max(0, first.start - 2) : first.start] or ")" in text[first.end : first.end + 2]
        ),
        # who and what
        "acts": float(any(map(_acts, clauses))),
        "speaks": float(_speaks(group, article.quotes)),
        "pattern": float(any(mention.finder == "pattern" for mention in mentions)),
        "outlet": float(outlet),
        "reviewed outlet": float(outlet and article.review),
        "sport": float(source == "sport"),
    }
    if kind == "PER":
        found |= _of_person(group, article, clauses, full=full, speaks=bool(found["speaks"]))
        found["PER count"] = count
    elif kind == "ORG":
        found["ORG"] = 1.0
        found["listed ORG"] = float(source == "organisations")
        found["platform"] = float(group.slug in PLATFORMS)
        found["bare"] = float(group.slug is None and _bare(group))
        found["post ORG"] = float(any(map(titled, clauses)))
        found["affiliation"] = float(full and _affiliation(group, article))
    elif kind == "LOC":
        found["demonyms"] = log(1 + article.demonyms.get(group.slug or "", 0))
        found["country once"] = float(once and source == "countries")
        found["metonym"] = float(_metonym(group, clauses))
    else:
        found["MISC lead"] = float(article.begin <= first.start < article.sentence)
        found["craft"] = float(any(_CRAFTS.intersection(clause[-2:]) for clause in clauses))
    return found


def _of_person(
    group: Group, article: Article, clauses: Sequence[Sequence[str]], *, full: bool, speaks: bool
) -> dict[str, float]:
    """The features that only persons have."""
    mentions, once = group.mentions, len(group.mentions) == 1
    office = full and (
        any(
            office_before(article.text, mention.start, clause)
            for mention, clause in zip(mentions, clauses, strict=True)
        )
        or any(office_behind(article.text, mention.end) for mention in mentions)
    )
    line = article.line_of(mentions[0].start)
    crowd = max(0, article.persons[line] - COMPANY) if once and not office else 0
    return {
        "office": float(office),
        "former": float(office and once and not speaks and not FORMER.isdisjoint(clauses[0])),
        "unannounced": float(full and once and not office and not speaks),
        "single PER": float(not full),
        "given alone": float(not full and group.slug is None and _given(group)),
        "crowd": log(1 + crowd),
        "persons": log(article.people) * once,
        "quoted PER": sum(article.is_quoted(mention.start) for mention in mentions) / len(mentions),
    }


def _bare(group: Group) -> bool:
    """Whether an institution stands without its country (وزارة الخارجية): another one in each article."""
    institutions = gazetteer.shipped().institutions
    return any(institutions.is_bare(" ".join(key)) for key in group.names)


def _given(group: Group) -> bool:
    """Whether somebody has no name but a given one."""
    classes = read_classes().get(normalise(group.name), frozenset())
    return bool(classes & {"given_arab", "given_foreign"})


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


def _affiliation(group: Group, article: Article) -> bool:
    """Whether a person named beside it studies or teaches here: ليلى الحلو، مديرة معهد البحار, or
    أستاذة الأحياء في معهد البحار ليلى الحلو."""
    if not any(normalise(key[0]).removeprefix("ال") in _LEARNED for key in group.names):
        return False
    for mention in group.mentions:
        if not titled(clause_before(article.text, mention.start)):
            continue
        before, behind = article.beside(mention)
        role = article.text[before.end : mention.start] if before else ""
        if before and before.kind == "PER" and len(role) < 60 and _ROLE.match(role):
            return True
        if behind and behind.kind == "PER" and behind.start - mention.end <= 2:
            return True
    return False


_ROLE = re.compile(r"\s*[،,(–-][^،.؛:؟!?,;()\n]*$")


def _acts(clause: Sequence[str]) -> bool:
    """Whether a verb of saying stands before the name, its subject behind it."""
    return not verbs_of_saying().isdisjoint(clause)


def _metonym(group: Group, clauses: Sequence[Sequence[str]]) -> bool:
    """Whether a capital stands for a government (اتفقت أنقرة وواشنطن): never behind a preposition of
    place."""
    if not any(
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
#: Where things are said, not who says them: كتب على تويتر.
PLATFORMS = frozenset(
    ("facebook", "twitter", "instagram", "youtube", "whatsapp", "telegram", "tiktok", "snapchat")
)


def list_of(slug: str | None) -> str:
    """The name list a known entity stands in: media, sport, places …"""
    entry = gazetteer.shipped().entries.get(slug) if slug else None
    return entry.source if entry else ""


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
