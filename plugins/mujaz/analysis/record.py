"""The analysis record: the types every part of Mujaz hands to the next, and the public JSON format.

The format is described for its readers in ``docs/analysis-record.md`` and checked by
``docs/analysis-record.schema.json``.
Every ``start``/``end`` is a half-open range of code points into the decoded text (byte-order mark dropped,
line ends as ``\\n``, nothing else changed), so that ``text[start:end]`` is what a reader sees.

The types are named tuples: records are made and read by the ten thousand, and a frozen dataclass takes four
times as long to make.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

SCHEMA = 1

LineKind = Literal["title", "paragraph", "subhead", "caption", "byline", "header", "boilerplate"]
QuoteKind = Literal["speech", "mixed", "scare"]
EntityKind = Literal["PER", "LOC", "ORG", "MISC"]
DateSource = Literal["header", "path", "text", "file"]
Span = tuple[int, int]

#: The lines whose text is the article: what quotations and names are looked for in.
BODY_KINDS: frozenset[str] = frozenset({"title", "paragraph", "subhead", "caption"})


class Source(NamedTuple):
    """Where the article came from: an outlet's name, the article's address, or both (either may be empty)."""

    name: str = ""
    url: str = ""


class Line(NamedTuple):
    """One non-empty line: ``text[start:end]`` is what may be shown, without white space and glued residue."""

    line: int  # counted from 0, as the file's lines
    start: int
    end: int
    kind: LineKind


class Problem(NamedTuple):
    """A located remark about the input. ``line`` counts from 0; messages to people count from 1."""

    line: int
    code: str  # stable, kebab-case
    message: str  # "what is wrong; what to write instead"


class Quote(NamedTuple):
    """A quoted span (its marks are outside) with what is known about who said it."""

    start: int
    end: int
    text: str
    kind: QuoteKind
    speaker: str | None = None  # the fullest form in the article, without titles
    mention: Span | None = None  # the words near the quotation that stand for the speaker
    cue: str | None = None  # the reporting word as written
    confidence: float = 0.0  # 0..1, see docs/analysis-record.md
    rule: str = ""  # the rule that decided the speaker
    pull: int | None = None  # 1 the best pull-quote, 2 the second, None not chosen
    role: str | None = None  # the speaker's title or office as the article words it


class Entity(NamedTuple):
    """One person, place, organisation or thing of the article, with all its mentions."""

    name: str
    kind: EntityKind
    slug: str
    salience: float  # 0..1
    tag: bool  # shown to readers
    known: bool  # in the gazetteer or the newsroom's entities.toml
    mentions: tuple[Span, ...]  # without clitics; in the order of the text


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything Mujaz knows about one article by itself."""

    path: str
    title: str
    date: str | None  # ISO, YYYY-MM-DD
    date_source: DateSource | None
    source: Source | None
    lines: tuple[Line, ...]
    quotes: tuple[Quote, ...]
    entities: tuple[Entity, ...]
    problems: tuple[Problem, ...]

    def to_json(self) -> str:
        """One line of JSON, keys in the documented order, Arabic letters as they are."""
        return json.dumps(self.to_dict(), ensure_ascii=False, separators=(",", ":"))

    def to_dict(self) -> dict[str, Any]:
        """The record as plain JSON values."""
        return {
            "schema": SCHEMA,
            "path": self.path,
            "title": self.title,
            "date": self.date,
            "date_source": self.date_source,
            "source": {"name": self.source.name, "url": self.source.url} if self.source else None,
            "lines": [{"line": x.line, "kind": x.kind, "start": x.start, "end": x.end} for x in self.lines],
            "quotes": [_quote_to_dict(x) for x in self.quotes],
            "entities": [_entity_to_dict(x) for x in self.entities],
            "problems": [{"line": x.line, "code": x.code, "message": x.message} for x in self.problems],
        }

    @classmethod
    def from_json(cls, text: str) -> Analysis:
        """Read what ``to_json`` wrote.

        Raises ``ValueError`` if the text is not a record of this schema version.
        """
        return cls.from_dict(json.loads(text))

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Analysis:
        """Read what ``to_dict`` gave; ``ValueError`` for another schema version."""
        if data.get("schema") != SCHEMA:
            raise ValueError(f"analysis record of schema {data.get('schema')!r}; this version reads {SCHEMA}")
        source = data["source"]
        return cls(
            path=data["path"],
            title=data["title"],
            date=data["date"],
            date_source=data["date_source"],
            source=Source(source["name"], source["url"]) if source else None,
            lines=tuple(Line(x["line"], x["start"], x["end"], x["kind"]) for x in data["lines"]),
            quotes=tuple(_quote_from_dict(x) for x in data["quotes"]),
            entities=tuple(_entity_from_dict(x) for x in data["entities"]),
            problems=tuple(Problem(x["line"], x["code"], x["message"]) for x in data["problems"]),
        )


def _quote_to_dict(quote: Quote) -> dict[str, Any]:
    return {
        "start": quote.start,
        "end": quote.end,
        "text": quote.text,
        "kind": quote.kind,
        "speaker": quote.speaker,
        "mention": list(quote.mention) if quote.mention else None,
        "cue": quote.cue,
        "confidence": round(quote.confidence, 3),
        "rule": quote.rule,
        "pull": quote.pull,
        "role": quote.role,
    }


def _quote_from_dict(data: dict[str, Any]) -> Quote:
    mention = data["mention"]
    return Quote(**{**data, "mention": (mention[0], mention[1]) if mention else None})


def _entity_to_dict(entity: Entity) -> dict[str, Any]:
    return {
        "name": entity.name,
        "kind": entity.kind,
        "slug": entity.slug,
        "salience": round(entity.salience, 3),
        "tag": entity.tag,
        "known": entity.known,
        "mentions": [list(span) for span in entity.mentions],
    }


def _entity_from_dict(data: dict[str, Any]) -> Entity:
    return Entity(**{**data, "mentions": tuple((start, end) for start, end in data["mentions"])})
