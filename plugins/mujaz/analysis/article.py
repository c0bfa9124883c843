"""The order of the steps that turn one article's text into its analysis record, readable at a glance."""

from __future__ import annotations

from collections.abc import Sequence

from mujaz.analysis import structure
from mujaz.analysis.entities import backend, introduced, names, spoken, tagger, wishes
from mujaz.analysis.quotes import pull, speakers
from mujaz.analysis.record import Analysis, Line, Problem, Quote

#: Part of every stored record's key: raise it whenever a change here or in a rule changes a record.
VERSION = "2"


def analyse(text: str, *, path: str = "", plain: bool = False, ner_model: str = "") -> Analysis:
    """Analyse one article.

    ``text`` is the decoded text (see ``mujaz.analysis.text.decode``); ``path`` is where the file lies below
    the content folder and may carry its date; ``plain`` takes every line as body text (no title, no headers);
    ``ner_model`` is ``MUJAZ_NER_MODEL``, a model to find unknown names with instead of the shipped tagger.
    Never raises, whatever the text: faults of the input become located problems in the record. A model that
    cannot be loaded raises ``RuntimeError``.
    """
    layout = structure.read(text, path=path, plain=plain)
    finder = backend.load(ner_model) if ner_model else None
    mentions, quotes, problems = read_names_and_quotes(text, layout.lines, finder)
    entities = names.choose_entities(text, layout.lines, mentions, quotes)
    if layout.tags:
        wished = [wish for start, end in layout.tags for wish in wishes.split(text, start, end)]
        entities, unknown = wishes.grant(text, entities, wished)
        problems = [*problems, *unknown]
    return Analysis(
        path=path,
        title=layout.title,
        date=layout.date,
        date_source=layout.date_source,
        source=layout.source,
        lines=layout.lines,
        quotes=tuple(quotes),
        entities=tuple(entities),
        problems=tuple(
            sorted((*layout.problems, *problems), key=lambda problem: (problem.line, problem.code))
        ),
    )


def read_names_and_quotes(
    text: str, lines: Sequence[Line], finder: tagger.Finder | None = None
) -> tuple[list[names.Mention], list[Quote], list[Problem]]:
    """All mentions of names, all quotations, and what was wrong with the quotations' marks.

    Quotations need names to find their speakers, and their speakers are names again.
    """
    mentions = names.find_mentions(text, lines, finder)
    quotes, problems = speakers.find_quotes(text, lines, mentions)
    quotes = pull.choose(text, lines, quotes)
    more = spoken.with_speakers(text, lines, mentions, quotes)
    more = introduced.with_bearers(text, lines, more)
    mentions = names.find_again(text, lines, more) if len(more) > len(mentions) else more
    return mentions, quotes, problems
