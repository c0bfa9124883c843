"""What a person should look at: doubtful speakers and names, problems, articles that are there twice.

Made for the preview only. What an article gives is kept by its key from build to build.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple
from zlib import crc32

from mujaz.analysis.problems import NOTICES
from mujaz.analysis.record import Analysis
from mujaz.archive.resolution import Resolution
from mujaz.site.catalog import Entry, shown_lines, shown_quotes
from mujaz.site.faults import Fault
from mujaz.site.present import Loaded

SURE = 0.80  # a speaker found with less is worth a look
LOW = 0.5  # a tag with less salience may be none
EXCERPT = 160  # characters of a quotation
SHOWN = 300  # rows of one list

SHINGLE = 4  # words
SKETCH = 24  # shingles that stand for a text
ALIKE = 0.5  # share of them that two texts of one report have in common
COMMON = 40  # a shingle of more texts is a set phrase

_QUOTED = re.compile(r"'(.*)'", re.DOTALL)


class Doubt(NamedTuple):
    """One thing to look at in an article; ``line`` counts from 1."""

    line: int
    what: str  # the quotation, the name, the message
    who: str  # the speaker, or nobody; what a notice quotes
    rule: str  # what decided the speaker; a name's kind; a notice's code
    sure: float  # a speaker's confidence, a name's salience
    anchor: str = ""


class Findings(NamedTuple):
    """What one article gives to look at."""

    speakers: tuple[Doubt, ...]
    names: tuple[Doubt, ...]
    notices: tuple[Doubt, ...]
    sketch: frozenset[int]


class Row(NamedTuple):
    """A doubt with its article."""

    path: str
    address: str
    title: str
    doubt: Doubt


@dataclass(frozen=True, slots=True)
class Listed:
    """The first of many."""

    rows: Sequence[Row]
    total: int


@dataclass(frozen=True, slots=True)
class ReviewView:
    """The page ``/review/``."""

    speakers: Listed
    names: Listed
    notices: Listed
    faults: Sequence[Fault]
    twice: Sequence[tuple[Row, Row]]


def findings(article: Loaded) -> Findings:
    """What to look at in one article."""
    text, analysis = article.text, article.analysis

    def line(offset: int) -> int:
        return text.count("\n", 0, offset) + 1

    speakers = tuple(
        Doubt(
            line(quote.start),
            _cut(quote.text),
            quote.speaker or "",
            quote.rule,
            round(quote.confidence, 2),
            f"q{number}",
        )
        for number, (quote, _) in enumerate(shown_quotes(analysis, shown_lines(analysis.lines)), 1)
        if quote.speaker is None or quote.confidence < SURE
    )
    names = tuple(
        Doubt(line(name.mentions[0][0]), name.name, "", name.kind, round(name.salience, 2))
        for name in analysis.entities
        if name.tag and not name.known and name.mentions and (len(name.mentions) == 1 or name.salience < LOW)
    )
    notices = tuple(
        Doubt(problem.line + 1, problem.message, quoted(problem.message), problem.code, 0.0)
        for problem in analysis.problems
        if problem.code in NOTICES
    )
    return Findings(speakers, names, notices, sketch(text, analysis))


def quoted(message: str) -> str:
    """What a message quotes of the article.

    >>> quoted("no name that is listed: 'اقتصاد، زراعة'; write names")
    'اقتصاد، زراعة'
    """
    found = _QUOTED.search(message)
    return found[1] if found else ""


def _cut(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= EXCERPT else words[:EXCERPT].rpartition(" ")[0] + "…"


def sketch(text: str, analysis: Analysis) -> frozenset[int]:
    """A few numbers that stand for a text: the smallest hashes of its runs of words.

    Of two texts the shares of equal shingles and of equal numbers are about the same.
    """
    body = " ".join(text[line.start : line.end] for line in shown_lines(analysis.lines))
    words = body.encode("utf-8", "replace").split()
    runs = (b" ".join(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1)))
    return frozenset(sorted({crc32(run) for run in runs})[:SKETCH]) if words else frozenset()


def twins(sketches: Sequence[frozenset[int]], titles: Sequence[str]) -> list[tuple[int, int]]:
    """The pairs of articles that are probably one: near to the same text, or the same title.

    >>> a, b, c = frozenset({1, 2, 3, 4}), frozenset({1, 2, 3, 9}), frozenset({5, 6})
    >>> twins([a, b, c], ["سوق", "ميناء", "جسر"]), twins([a, c], ["سوق", "سوق"])
    ([(0, 1)], [(0, 1)])
    """
    holders: dict[int, list[int]] = {}
    for index, numbers in enumerate(sketches):
        for number in numbers:
            holders.setdefault(number, []).append(index)
    shared = Counter(
        pair for group in holders.values() if 1 < len(group) <= COMMON for pair in combinations(group, 2)
    )
    found = {
        (one, two)
        for (one, two), count in shared.items()
        if count >= ALIKE * min(len(sketches[one]), len(sketches[two]))
    }
    latest: dict[str, int] = {}
    for index, title in enumerate(titles):
        if title in latest:
            found.add((latest[title], index))
        latest[title] = index
    return sorted(found)


class Review:
    """Gathers the page from all articles."""

    def __init__(self, known: Mapping[str, Findings]) -> None:
        """``known`` are the findings of the build before, by the articles' keys."""
        self._known = known
        self.kept: dict[str, Findings] = {}

    def view(
        self,
        entries: Sequence[Entry],
        addresses: Sequence[str],
        load: Callable[[Entry], Loaded],
        resolution: Resolution,
        faults: Iterable[Fault],
    ) -> ReviewView:
        """The page: newest articles first, the least sure first within one."""
        found: list[Findings] = []
        for entry in entries:
            one = self._known.get(entry.key) or findings(load(entry))
            self.kept[entry.key] = one
            found.append(one)

        def row(index: int, doubt: Doubt) -> Row:
            return Row(entries[index].path, addresses[index], entries[index].title, doubt)

        def listed(lists: Iterable[Sequence[Doubt]]) -> Listed:
            rows = [
                row(index, doubt)
                for index, doubts in enumerate(lists)
                for doubt in sorted(doubts, key=lambda doubt: (doubt.sure, doubt.line))
            ]
            return Listed(rows[:SHOWN], len(rows))

        nothing = Doubt(1, "", "", "", 0.0)
        twice = twins([one.sketch for one in found], [entry.title for entry in entries])
        return ReviewView(
            speakers=listed(one.speakers for one in found),
            names=listed(
                [doubt for doubt in one.names if self._is_rare(doubt, entry, resolution)]
                for entry, one in zip(entries, found, strict=True)
            ),
            notices=listed(one.notices for one in found),
            faults=[fault.printable() for fault in faults],
            twice=[(row(one, nothing), row(two, nothing)) for one, two in twice[:SHOWN]],
        )

    def _is_rare(self, doubt: Doubt, entry: Entry, resolution: Resolution) -> bool:
        """Whether the archive says no more of a name than this article: two articles need no look."""
        slug = resolution.speaker(entry.path, doubt.what)
        page = resolution.entities.get(slug) if slug else None
        return page is not None and page.articles < 2 and not page.known
