"""How much an article is about a name, and whether the name is one of its tags."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import exp, log
from pathlib import Path

from mujaz.analysis.entities import tagger
from mujaz.analysis.entities.aliases import Group
from mujaz.analysis.entities.features import normalise
from mujaz.analysis.record import BODY_KINDS, Line, Quote


@dataclass(frozen=True, slots=True)
class Verdict:
    """The decision on one entity."""

    salience: float
    tag: bool


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

    def __post_init__(self) -> None:
        """Keep the lines that carry text."""
        self.body = [line for line in self.lines if line.kind in BODY_KINDS]
        self.starts = [line.start for line in self.body]
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
    before = article.text[max(0, first.start - 12) : first.start]
    behind = article.text[first.end : first.end + 2]
    speaks = sum(
        1
        for quote in article.quotes
        if quote.speaker
        and quote.mention
        and any(m.start < quote.mention[1] and quote.mention[0] < m.end for m in mentions)
    )
    return {
        "bias": 1.0,
        "count": log(len(mentions)),
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
        "agency": float(_agency(before)),
        "bracket": float("(" in before[-2:] or ")" in behind),
        "speaks": float(speaks > 0),
        "LOC count": log(len(mentions)) * (group.kind == "LOC"),
        "PER count": log(len(mentions)) * (group.kind == "PER"),
        "first": float(places[0] <= lead),
        "titled": float(any(_titled(article.text, m.start) for m in mentions)) * (group.kind == "PER"),
        "acts": float(any(_acts(article.text, m.start) for m in mentions)),
        "crowd": log(1 + min(article.crowds[place, group.kind] for place in places)) * (len(mentions) == 1),
    }


def _titled(text: str, start: int) -> bool:
    """Whether a title or calling stands right before."""
    words = normalise(text[max(0, start - 40) : start]).split()
    return any("title" in tagger.read_classes().get(word, ()) for word in words[-3:])


def _acts(text: str, start: int) -> bool:
    """Whether a verb of saying stands shortly before, its subject behind it."""
    line = text[max(0, start - 60) : start].rpartition("\n")[2]
    words = normalise(line).split()[-6:]
    return any(word.removeprefix("و") in verbs_of_saying() for word in words)


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


def _agency(before: str) -> bool:
    words = normalise(before).split()
    return bool(words) and any(
        word.endswith(("وكاله", "صحيفه", "قناه", "وكالات", "جريده", "مجله", "اذاعه", "موقع"))
        for word in words[-2:]
    )


#: Fitted by logistic regression on hand-marked articles; few enough to be read.
WEIGHTS: Mapping[str, float] = {
    "speaks": 2.04,
    "agency": -1.77,
    "bias": -1.75,
    "PER single": -1.18,
    "bracket": -1.18,
    "PER": 1.14,
    "LOC count": 1.08,
    "demonyms": 0.96,
    "PER count": -0.90,
    "titled": 0.83,
    "pattern": 0.82,
    "first": 0.81,
    "count": 0.79,
    "acts": 0.77,
    "title": 0.70,
    "single": -0.70,
    "ORG": 0.66,
    "crowd": -0.62,
    "lead": 0.48,
    "lines": -0.30,
    "known": 0.25,
    "confidence": 0.17,
    "MISC": -0.14,
}
#: From which salience on a name is shown.
TAG_FROM = 0.355


def judge(group: Group, article: Article) -> Verdict:
    """Weigh position, frequency, role in quotations and kind."""
    total = sum(WEIGHTS.get(name, 0.0) * value for name, value in features(group, article).items())
    salience = 1 / (1 + exp(-total))
    return Verdict(salience, salience >= TAG_FROM)
