"""An article with its decisions marked, for a person: the first thing to run on a wrong speaker."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence

from mujaz.analysis.article import analyse
from mujaz.analysis.entities import names
from mujaz.analysis.problems import FAULTS
from mujaz.analysis.quotes.speakers import THRESHOLD, Decision, explain_quotes
from mujaz.analysis.record import Analysis, Line, Quote
from mujaz.desk import inputs
from mujaz.desk.records import tell

#: The rules that go by who spoke before: for the others it does not matter.
_GO_ON = ("continuation", "participle", "floor")
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
    decisions = _decisions(text, analysis)
    for line in analysis.lines:
        inside = [(number, quote) for number, quote in quotes if line.start <= quote.start < line.end]
        shown = _with_marks(text, line, inside, pen)
        faint = line.kind in ("boilerplate", "header", "byline")
        yield f"{line.line + 1:>4} {line.kind:<11} {pen('faint', shown) if faint else shown}"
        for number, quote in inside:
            yield _quote(number, quote, decisions[quote.start, quote.end], pen)


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


def _decisions(text: str, analysis: Analysis) -> dict[tuple[int, int], Decision]:
    """How each quotation was decided, by its place: the same steps as in the analysis, once more."""
    mentions = names.find_mentions(text, analysis.lines)
    found = explain_quotes(text, analysis.lines, mentions)
    return {(decision.start, decision.end): decision for decision in found}


def _quote(number: int, quote: Quote, decision: Decision, pen: Pen) -> str:
    """A quotation's decision in one line; a speaker who was too unsure to show is told too."""
    mark = f"[{number}]"
    if quote.kind == "scare":
        return f"       {pen('faint', f'{mark} scare: a name, a term or a few words, no quotation')}"
    if quote.speaker:
        said = f"by {pen('strong', quote.speaker)}"
    elif decision.speaker:
        said = f"nobody named: {decision.speaker} is too unsure ({decision.confidence:.2f} < {THRESHOLD})"
    else:
        said = "nobody named"
    facts = [f"rule {decision.rule}"]
    if decision.cue:
        facts.append(f"cue «{decision.cue}»")
    if decision.mention:
        facts.append(f"named by «{decision.mention}»")
    if decision.state and (decision.rule.split("-")[0] in _GO_ON or not quote.speaker):
        facts.append(f"{decision.state} had the floor")
    if quote.role:
        facts.append(f"role «{quote.role}»")
    if quote.speaker:
        facts.append(f"confidence {quote.confidence:.2f}")
    if quote.pull:
        facts.append(f"pull-quote {quote.pull}")
    label = pen("quote" if quote.speaker else "doubt", mark)
    return f"       {label} {quote.kind}, {said}; {', '.join(facts)}"


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
