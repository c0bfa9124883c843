"""What the whole site needs to know of each article: small enough to hold for all of them at once.

Bodies and mentions stay in the files and the analysis store, and are read again for the page that shows them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from hashlib import blake2b
from typing import NamedTuple

from mujaz.analysis.problems import FAULTS
from mujaz.analysis.record import BODY_KINDS, Analysis, EntityKind, Line, Quote, QuoteKind, Source
from mujaz.archive.resolution import CONFIDENT
from mujaz.site.passages import plain, printable

WORDS_A_MINUTE = 180  # silent reading of Arabic news
SUMMARY_LENGTH = 170
FIRST_YEAR, LAST_YEAR = 1800, 2200

#: Kinds of lines that stand in the body. The title stands above it.
SHOWN_KINDS = BODY_KINDS - {"title"}

_SENTENCE_END = re.compile(r"[.؟!…]+[”»\"')\]]*(?=\s|$)")
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)


class VerbatimError(RuntimeError):
    """A quotation is not a slice of its article: the build must not go on."""

    exitcode = 2  # Pelican ends with it


class Said(NamedTuple):
    """A quotation as lists know it; its text is read when a page shows it."""

    kind: QuoteKind
    speaker: str | None
    role: str | None
    number: int  # from 1: the anchor "q1"
    paragraph: int  # from 1: the anchor "p1"
    pull: int | None


class Name(NamedTuple):
    """An entity of an article's record, without its places."""

    name: str
    kind: EntityKind
    slug: str
    salience: float
    tag: bool
    known: bool
    uses: int  # how many mentions

    @property
    def mentions(self) -> range:
        """As many as there are mentions: resolution asks for no more."""
        return range(self.uses)


class Entry(NamedTuple):
    """One article."""

    path: str
    key: str  # changes when the article's text or its analysis does
    slug: str
    title: str
    date: date
    source: Source | None
    summary: str
    words: int
    said: tuple[Said, ...]
    names_key: bytes  # changes when its names do, in what resolution asks of them
    dated_by_file: bool = False
    faults: tuple[tuple[int, str, str], ...] = ()  # line from 1, message, code: what a person must correct

    @property
    def minutes(self) -> int:
        """Minutes it takes to read."""
        return max(1, round(self.words / WORDS_A_MINUTE))


#: An entry, and what only some builds ask for: the texts of its quotations, and all names of its record.
Condensed = tuple[Entry, tuple[str, ...], tuple[Name, ...]]


def shown_lines(lines: Sequence[Line]) -> list[Line]:
    """The lines of the body, in order: number *n* of them has the anchor ``p`` *n*."""
    return [line for line in lines if line.kind in SHOWN_KINDS]


def shown_quotes(analysis: Analysis, body: Sequence[Line]) -> list[tuple[Quote, int]]:
    """The quotations a reader sees (speech and mixed, in the body), each with its paragraph's number."""
    found = []
    for quote in analysis.quotes:
        if quote.kind == "scare":
            continue
        place = next((n for n, line in enumerate(body, 1) if line.start <= quote.start < line.end), 0)
        if place:
            found.append((quote, place))
    return found


def condense(text: str, analysis: Analysis, *, path: str, key: str, slug: str, fallback: date) -> Condensed:
    """The entry of an analysed article, the texts of its quotations, and its names in the record's order.

    ``fallback`` dates it where the analysis found no date.

    Raises ``VerbatimError`` if a quotation is not the slice of the text that it claims to be.
    """
    body = shown_lines(analysis.lines)
    said, texts = [], []
    for number, (quote, paragraph) in enumerate(shown_quotes(analysis, body), 1):
        if text[quote.start : quote.end] != quote.text:
            line = text.count("\n", 0, quote.start) + 1
            raise VerbatimError(
                f"{path}:{line}: a quotation is not the article's own words; "
                "delete the analysis store (MUJAZ_STORE) and build again"
            )
        speaker, role = quote.speaker and printable(quote.speaker), quote.role and printable(quote.role)
        said.append(Said(quote.kind, speaker, role, number, paragraph, quote.pull))
        texts.append(printable(quote.text))
    day = date.fromisoformat(analysis.date) if analysis.date else None
    faults = faults_of(analysis)
    if fault := year_fault(day):
        faults, day = (*faults, (1, fault, "year")), None
    names = tuple(
        Name(x.name, x.kind, x.slug, round(x.salience, 3), x.tag, x.known, len(x.mentions))
        for x in analysis.entities
    )
    entry = Entry(
        path=path,
        key=key,
        slug=slug,
        title=printable(analysis.title),
        date=day or fallback,
        source=safe_source(analysis.source),
        summary=printable(summary(text, body)),
        words=sum(len(text[line.start : line.end].split()) for line in body),
        said=tuple(said),
        names_key=_names_key(names),
        dated_by_file=day is None,
        faults=faults,
    )
    return entry, tuple(texts), names


def _names_key(names: Sequence[Name]) -> bytes:
    """A sentence more makes every name of an article a little less salient, and changes no page."""
    asked = [name._replace(salience=float(name.salience >= CONFIDENT)) for name in names]
    return blake2b(repr(asked).encode(), digest_size=12).digest()


def year_fault(day: date | None) -> str:
    """What is wrong with the day an article is dated, if no newspaper can be of that year.

    >>> year_fault(date(9999, 12, 31)), year_fault(date(2026, 3, 1))
    ('is dated 9999-12-31; write the day it was published, as 2026-03-01', '')
    """
    if day is None or FIRST_YEAR <= day.year <= LAST_YEAR:
        return ""
    return f"is dated {day.isoformat()}; write the day it was published, as 2026-03-01"


def faults_of(analysis: Analysis) -> tuple[tuple[int, str, str], ...]:
    """What a person must correct in the file: lines counted from 1, messages, codes."""
    return tuple(
        (problem.line + 1, problem.message, problem.code)
        for problem in analysis.problems
        if problem.code in FAULTS
    )


def safe_source(source: Source | None) -> Source | None:
    """Only web addresses become links; a name has no bidi controls."""
    if source is None:
        return None
    url = source.url if _WEB.fullmatch(source.url) else ""
    return Source(plain(source.name), url) if source.name or url else None


def summary(text: str, body: Sequence[Line], length: int = SUMMARY_LENGTH) -> str:
    """The first paragraph up to the end of a sentence; a longer one is cut after a clause, or between words.

    >>> line = Line(0, 0, 40, "paragraph")
    >>> summary("وصل الوفد. وغادر بعد ساعتين من الاجتماع.", [line], length=20)
    'وصل الوفد.'
    >>> summary("وصل الوفد أمس، وغادر بعد ساعتين من الاجتماع", [line], length=20)
    'وصل الوفد أمس…'
    """
    first = next((line for line in body if line.kind == "paragraph"), None)
    if first is None:
        return ""
    words = " ".join(text[first.start : first.end].split())
    if len(words) <= length:
        return words
    ends = [found.end() for found in _SENTENCE_END.finditer(words, 0, length + 1) if found.end() <= length]
    if ends and ends[-1] >= length // 3:
        return words[: ends[-1]]
    clause = words.rfind("،", length * 6 // 10, length)
    cut = words[:clause] if clause > 0 else words[:length].rpartition(" ")[0] or words[:length]
    return cut.rstrip(" ،؛:.-–—") + "…"
