"""An article with its decisions marked, for a person: the first thing to run on a wrong speaker."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence

from mujaz.analysis.article import analyse
from mujaz.analysis.problems import FAULTS
from mujaz.analysis.record import Analysis, Line, Quote
from mujaz.desk import inputs
from mujaz.desk.records import tell

_STYLES = {"strong": "1", "faint": "2", "quote": "36", "doubt": "33", "fault": "31"}


class Pen:
    """Marks text for a terminal, or leaves it plain."""

    def __init__(self, color: bool) -> None:
        self.color = color

    def __call__(self, style: str, text: str) -> str:
        """``text`` in one of the styles."""
        return f"\033[{_STYLES[style]}m{text}\033[0m" if self.color else text


def explain_all(paths: Sequence[str], *, plain: bool = False, color: bool = True) -> int:
    """Explain every article; 1 if one could not be read."""
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    pen = Pen(color and sys.stdout.isatty() and "NO_COLOR" not in os.environ)
    status = 0
    for article in inputs.read_all(paths):
        if article.fault:
            status = 1
            tell(article.fault)
            continue
        analysis = analyse(article.text, path=article.path, plain=plain)
        for line in explain(article.text, analysis, pen):
            print(line)
        print()
    return status


def explain(text: str, analysis: Analysis, pen: Pen) -> Iterator[str]:
    """What to print for one article: its head, its lines with their quotations, its names, its problems."""
    yield pen("strong", analysis.path)
    yield f"title   {analysis.title or '(none)'}"
    origin = f" (from the {analysis.date_source})" if analysis.date else ""
    yield f"date    {analysis.date or '(none)'}{origin}"
    if analysis.source:
        yield f"source  {analysis.source.name or '(no name)'} {analysis.source.url}".rstrip()
    yield ""
    yield from _lines(text, analysis, pen)
    yield from _entities(analysis, pen)
    yield from _problems(analysis, pen)


def _lines(text: str, analysis: Analysis, pen: Pen) -> Iterator[str]:
    quotes = list(enumerate(analysis.quotes, 1))
    for line in analysis.lines:
        inside = [(number, quote) for number, quote in quotes if line.start <= quote.start < line.end]
        shown = _with_marks(text, line, inside, pen)
        faint = line.kind in ("boilerplate", "header", "byline")
        yield f"{line.line + 1:>4} {line.kind:<11} {pen('faint', shown) if faint else shown}"
        for number, quote in inside:
            yield from _quote(text, number, quote, pen)


def _with_marks(text: str, line: Line, quotes: Sequence[tuple[int, Quote]], pen: Pen) -> str:
    """The line with ``[n …]`` round each of its quotations."""
    opens: dict[int, str] = {}
    closes: dict[int, str] = {}
    for number, quote in quotes:
        opens[quote.start] = opens.get(quote.start, "") + pen("quote", f"[{number} ")
        closes[quote.end] = pen("quote", "]") + closes.get(quote.end, "")
    places = sorted({line.start, line.end, *opens, *(place for place in closes if place <= line.end)})
    pieces = [
        closes.get(place, "") + opens.get(place, "") + text[place:following].replace("\n", " ")
        for place, following in zip(places, [*places[1:], line.end], strict=True)
    ]
    return "".join(pieces)


def _quote(text: str, number: int, quote: Quote, pen: Pen) -> Iterator[str]:
    speaker = quote.speaker or "nobody named"
    said = f"{quote.kind}, by {pen('strong', speaker)}" if quote.kind != "scare" else "scare: no quotation"
    facts = [f"rule {quote.rule or '-'}", f"confidence {quote.confidence:.2f}"]
    if quote.cue:
        facts.append(f"cue «{quote.cue}»")
    if quote.mention:
        facts.append(f"named by «{text[slice(*quote.mention)]}»")
    if quote.role:
        facts.append(f"role «{quote.role}»")
    if quote.pull:
        facts.append(f"pull-quote {quote.pull}")
    style = "faint" if quote.kind == "scare" else "doubt" if not quote.speaker else "quote"
    yield f"       {pen(style, f'[{number}]')} {said}; " + ", ".join(facts)


def _entities(analysis: Analysis, pen: Pen) -> Iterator[str]:
    if not analysis.entities:
        return
    yield ""
    yield pen("strong", "names")
    for entity in analysis.entities:
        facts = [
            entity.kind,
            "tag" if entity.tag else "no tag",
            f"salience {entity.salience:.2f}",
            "known" if entity.known else "unlisted",
            f"{len(entity.mentions)} mentions",
            f"/{entity.slug}/",
        ]
        name = entity.name if entity.tag else pen("faint", entity.name)
        yield f"  {name}  ({', '.join(facts)})"


def _problems(analysis: Analysis, pen: Pen) -> Iterator[str]:
    if not analysis.problems:
        return
    yield ""
    yield pen("strong", "problems")
    for problem in analysis.problems:
        style, word = ("fault", "fault") if problem.code in FAULTS else ("faint", "notice")
        label = pen(style, f"{word} {problem.code}")
        yield f"  {analysis.path}:{problem.line + 1}: {label}: {problem.message}"
