"""Titles, subheads and captions: what a short row without the end of a sentence is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mujaz.analysis.folding import fold_alef_hamza
from mujaz.analysis.record import LineKind
from mujaz.analysis.residue import is_byline, patterns
from mujaz.analysis.rows import Row

#: A title is at most this long; a longer first row is a paragraph.
MAX_TITLE_WORDS = 26
MAX_TITLE_CHARS = 170
#: A first row that ends a sentence is a paragraph from this length on.
SENTENCE_WORDS = 13
#: A subhead or caption is rarely longer.
MAX_HEADING_WORDS = 16
MAX_HEADING_CHARS = 130
#: A row of so many words reads as a headline rather than as a subhead.
LONG_HEADING_WORDS = 8
#: A subhead has no more words than this unless it quotes a speaker (الوزير: …).
MAX_SUBHEAD_WORDS = 12
#: So much of an article tells what it speaks of.
VOCABULARY_CHARS = 20_000
#: So many short rows in a run are a list, a table or a poem; so are as many that make most of an article.
LIST_ROWS = 7
#: So many questions behind marks of their own are an interview.
INTERVIEW_QUESTIONS = 3
#: A deck, the line between title and text, is no longer than this unless it quotes a speaker (الوزير: …).
MAX_DECK_WORDS = 10

_STOP = re.compile(r"(?:[.!؛،,…;]|[.؟!?][»\"”')\]]+|[^»\"”']{40,}[»\"”'])\s*$")
_CONTINUES = re.compile(
    r"و?(?:قال|أضاف|اضاف|تابع|أكد|اكد|أوضح|اوضح|أشار|اشار|ذكر|شدد|لفت|اعتبر|رأى|بين|أردف|استطرد|ختم|صرح)ت?\b"
)
_INNER_STOP = re.compile(r"[^\W\d_]{2}\.\s")
_NO_CAPTION = re.compile(r"[:؟?«»“”\"]")
_ADDS = re.compile(r"و?(?:أضاف|اضاف|تابع|أردف|اردف|استطرد|زاد|واصل)ت?\b")
_LIST_INTRO = re.compile(r"[:：]\s*$")
_SAYING = re.compile(r"(?:و\w|.*\b(?:قائل|مضيف|مؤكد)[اًة]+\b)")
_QUESTION = re.compile(r"(?:[*•▪●-]|س\s?\d*\s?[-:)])(?:.|\n)*[؟?]\W*$")
_HARAKAT = re.compile("[\u064b-\u0652]")
#: Verses are written with vowels: so many a word.
_VERSE_VOWELS = 0.6
_CLAUSE_END = re.compile(r"[.،؛:؟!,;]|\s[-–—]\s|$")


def is_title(row: str) -> bool:
    """Whether an article's first row is a headline, not a paragraph."""
    words = len(row.split())
    if words > MAX_TITLE_WORDS or len(row) > MAX_TITLE_CHARS:
        return False
    return not (words >= SENTENCE_WORDS and row.endswith(".") and not row.endswith(".."))


def made_title(row: str) -> tuple[int, int]:
    """The range of a paragraph's first clause, to stand as a title: four to sixteen words."""
    words = list(re.finditer(r"\S+", row[:400]))
    if not words:
        return 0, 0
    longest = words[min(len(words), 16) - 1].end()
    shortest = words[min(len(words), 4) - 1].end()
    end = next(
        (found.start() for found in _CLAUSE_END.finditer(row, shortest) if found.start() <= longest), longest
    )
    return 0, len(row[:end].rstrip(" «\"“'(-–—،:"))


def looks_like_heading(row: str) -> bool:
    """Whether a row inside the body is too short and too open for a paragraph."""
    words = len(row.split())
    if words > MAX_HEADING_WORDS or len(row) > MAX_HEADING_CHARS:
        return False
    if _LIST_INTRO.search(row) and (words > 4 or (words > 2 and _SAYING.match(row))):
        return False
    if row.endswith(("؟", "?")):
        return words <= 12 and not row.startswith(("و", "لكن"))
    if _CONTINUES.match(row) and words > 3:
        return False
    if row.count("..") > 1 or _INNER_STOP.search(row):  # a list of names in one row, or a sentence and more
        return False
    return not _STOP.search(row)


def is_caption(row: Row, following: str, vocabulary: Vocabulary) -> bool:
    """Whether a short row describes a picture rather than heads a section.

    A caption credits its picture, opens as captions do (من جولة …، جانب من …), or begins with a thing one can
    photograph and names somebody of the article or a moment. One that the reporter's next words run straight
    past (وأضاف) needs only a moment, or the article's own words.
    """
    text = row.text
    if patterns().caption_credit.fullmatch(text) or patterns().caption_opening.fullmatch(text):
        return True
    words = text.split()
    if len(words) < 3 or _NO_CAPTION.search(text):
        return False
    pictured = words[0] in patterns().pictured
    if patterns().posed.search(text) and vocabulary.count(words, row):
        return True
    moment = patterns().moment.search(text) is not None
    runs_past = _ADDS.match(following) is not None
    if not pictured and not moment and not runs_past:
        return False
    named = vocabulary.count(words if runs_past else words[1:], row) >= 2
    if named and (pictured or runs_past):
        return True
    return moment and (pictured or runs_past or (named and _CONTINUES.match(following) is not None))


class Vocabulary:
    """The words of an article, to ask whether a short row speaks of what the article speaks of."""

    def __init__(self, text: str) -> None:
        self._text = fold_alef_hamza(text[:VOCABULARY_CHARS])

    def knows(self, word: str, row: Row) -> bool:
        """Whether ``word`` of ``row`` also stands in another row, with or without و ف ب ل ك before it."""
        word = fold_alef_hamza(word)
        place = self._text.find(word)
        while place >= 0:
            end = place + len(word)
            elsewhere = not row.start <= place < row.end
            if elsewhere and _begins_word(self._text, place) and not self._text[end : end + 1].isalpha():
                return True
            place = self._text.find(word, end)
        return False

    def repeats(self, row: Row) -> bool:
        """Whether the whole row stands again below it."""
        return fold_alef_hamza(row.text) in self._text[row.end :]

    def count(self, words: Sequence[str], row: Row) -> int:
        """How many of the words, single letters and particles apart, the article knows."""
        return sum(len(word) > 2 and self.knows(word, row) for word in words)


def _begins_word(text: str, place: int) -> bool:
    if text.startswith("ال", max(place - 2, 0)):
        place = max(place - 2, 0)
    before = text[place - 1 : place] if place else ""
    return not before.isalpha() or (before in "وفبلك" and not text[max(place - 2, 0) : place - 1].isalpha())


def is_deck(row: str) -> bool:
    """Whether an open row between title and text heads the article rather than begins it."""
    return looks_like_heading(row) and (":" in row or len(row.split()) <= MAX_DECK_WORDS)


def last_kind(row: Row, vocabulary: Vocabulary) -> LineKind:
    """What an open row at the very end is: a caption left over, a note on the writer, or a plain sentence."""
    words = row.text.split()
    if (
        row.text.startswith(("*", "-", "–", "—", "ـ"))
        or words[0] in patterns().writers
        or is_byline(row.text)
    ):
        return "byline"
    if len(words) > LONG_HEADING_WORDS or row.text.startswith("و"):
        return "paragraph"
    known = vocabulary.count(words, row)
    return "byline" if len(words) <= 4 and 2 * known < len(words) else "caption"


def judge_run(run: Sequence[Row], before: str, *, beside_link: bool) -> list[LineKind]:
    """The kinds of neighbouring short rows inside the body, none of them a caption.

    Long runs, and runs that a colon announces, are lists; verses are written with vowels. Headline after
    headline is a block of related links (a clearly shorter row at its end is the next section's subhead), and
    so is a headline ``beside_link``, a row known to be one.
    """
    items = sum(_is_item(row.text) for row in run)
    listed = items * 2 > len(run) or _LIST_INTRO.search(before)
    if len(run) >= LIST_ROWS or (len(run) > 1 and listed):
        return ["paragraph"] * len(run)
    if is_verse(run):
        return ["paragraph"] * len(run)
    lengths = [len(row.text.split()) for row in run]
    kinds: list[LineKind] = ["subhead"] * len(run)
    for place, words in enumerate(lengths):
        if beside_link:
            kinds[place] = "boilerplate" if words >= LONG_HEADING_WORDS else "subhead"
        elif len(run) >= 3 and sum(lengths) >= 5 * len(run):
            kinds[place] = "subhead" if place == len(run) - 1 and words <= 5 else "boilerplate"
        elif words > MAX_SUBHEAD_WORDS and ":" not in run[place].text:
            kinds[place] = "paragraph"
    return kinds


def is_verse(run: Sequence[Row]) -> bool:
    """Whether neighbouring rows are written with vowels, as verses are; a row alone is none."""
    vowels = sum(len(_HARAKAT.findall(row.text)) for row in run)
    return len(run) > 1 and vowels >= _VERSE_VOWELS * sum(len(row.text.split()) for row in run)


def is_question(row: str) -> bool:
    """Whether a row is an interviewer's question: behind a mark of its own (* كيف …؟)."""
    return _QUESTION.match(row) is not None


def _is_item(row: str) -> bool:
    return bool(re.match(r"[*•▪●-]|\d+\s?[-.)–]", row)) or bool(re.search(r"\d", row))
