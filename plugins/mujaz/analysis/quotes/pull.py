"""Which quotations an editor would set large: at most two, each with a speaker one can be sure of.

A candidate must be a whole clause of speech of 9 to 36 words that is not the headline again. Its score is the
sum of the features below; ``reasons`` names those that counted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from mujaz.analysis.quotes.lists import read_lists
from mujaz.analysis.quotes.words import fold
from mujaz.analysis.record import Line, Quote

SHORTEST, LONGEST = 9, 36
#: A speaker less sure than this is set under nothing large.
SURE_SPEAKER = 0.7
#: A second pull-quote must be nearly as good as this; the first only has to be a candidate.
SECOND = 2.0
_MOST = 2
_SENTENCE_END = re.compile(r"[.؟!…]\s")
_MARKS = re.compile('["«»“”]')


@dataclass(frozen=True, slots=True)
class Reason:
    """One feature of a candidate and what it is worth."""

    feature: str
    worth: float


def choose(text: str, lines: Sequence[Line], quotes: Sequence[Quote]) -> list[Quote]:
    """The same quotations with ``pull`` set to 1 and 2 on at most two of them."""
    title = next((text[line.start : line.end] for line in lines if line.kind == "title"), "")
    headline = frozenset(fold(title).split())
    paragraphs = [line for line in lines if line.kind == "paragraph"]
    candidates = _candidates(quotes, paragraphs, headline)
    ranked = sorted(((sum(reason.worth for reason in found), -i) for i, found in candidates), reverse=True)
    picks: dict[int, int] = {}
    for score, negative in ranked:
        index = -negative
        if picks and (score < SECOND or _alike(quotes[index], [quotes[i] for i in picks])):
            continue
        picks[index] = len(picks) + 1
        if len(picks) == _MOST:
            break
    chosen = list(quotes)
    for i, rank in picks.items():
        chosen[i] = chosen[i]._replace(pull=rank)
    return chosen


def _candidates(
    quotes: Sequence[Quote], paragraphs: list[Line], headline: frozenset[str]
) -> list[tuple[int, list[Reason]]]:
    found = []
    position = 0
    covered = 0  # where the outermost quotation so far ends
    for i, quote in enumerate(quotes):
        while position < len(paragraphs) and paragraphs[position].end <= quote.start:
            position += 1
        if position == len(paragraphs):
            break
        nested, covered = quote.start < covered, max(covered, quote.end)
        if nested or quote.start < paragraphs[position].start:
            continue
        found_reasons = reasons(quote, headline)
        if found_reasons is not None:
            found.append((i, found_reasons))
    return found


def reasons(quote: Quote, headline: frozenset[str] = frozenset()) -> list[Reason] | None:
    """Why a quotation would do as a pull-quote, or None if it would not.

    >>> said = "لن نتوقف عن العمل حتى يعود كل طفل في هذه المدينة إلى مدرسته"
    >>> quote = Quote(0, len(said), said, "speech", speaker="سلمى النجار", confidence=0.97)
    >>> [reason.feature for reason in reasons(quote)]
    ['length', 'sure speaker', 'own stand']
    """
    words = fold(quote.text).split()
    if quote.kind != "speech" or quote.speaker is None or quote.confidence < SURE_SPEAKER:
        return None
    if not SHORTEST <= len(words) <= LONGEST:
        return None
    if headline and 5 * len(headline.intersection(words)) >= 3 * min(len(headline), len(words)):
        return None
    lists = read_lists("pull")
    found = [Reason("length", _length_worth(len(words)))]
    if quote.confidence >= 0.9:
        found.append(Reason("sure speaker", 0.5))
    plain = [word.strip("،,.؛:؟!()") for word in words]
    if not lists["own_voice"].isdisjoint(plain):
        found.append(Reason("own voice", 0.4))
    if not lists["stance"].isdisjoint(plain):
        found.append(Reason("own stand", 0.4))
    if "؟" in quote.text or "!" in quote.text:
        found.append(Reason("question or exclamation", 0.6))
    sentences = len(_SENTENCE_END.findall(quote.text))
    if sentences == 1:
        found.append(Reason("two short sentences", 0.4))
    if not lists["done"].isdisjoint(plain):
        found.append(Reason("tells what was done", -0.5))
    if plain[0] in lists["hanging"]:
        found.append(Reason("hangs on what came before", -0.7))
    elif plain[0] in lists["pointing"]:
        found.append(Reason("points outside itself", -0.2))
    if plain[0] in ("ان", "انه", "انها", "انهم"):
        found.append(Reason("begins with أن", -0.4))
    if "(" in quote.text:
        found.append(Reason("needs a bracket", -0.6))
    if any(char.isdigit() for char in quote.text):
        found.append(Reason("figures", -0.5))
    if _MARKS.search(quote.text):
        found.append(Reason("marks inside", -1.2))
    shared = len(headline.intersection(words))
    if shared >= 2:
        found.append(Reason("what the headline is about", 0.6))
    return found


def _length_worth(words: int) -> float:
    """Best from 12 to 22 words; less the farther from that."""
    if words < 12:
        return 2.0 - 0.35 * (12 - words)
    return 2.0 - 0.11 * max(0, words - 22)


def _alike(quote: Quote, chosen: list[Quote]) -> bool:
    words = frozenset(fold(quote.text).split())
    return any(2 * len(words.intersection(fold(other.text).split())) > len(words) for other in chosen)
