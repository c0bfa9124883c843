"""What each line of a raw article is: title, paragraph, subhead, caption, byline, header or boilerplate."""

from __future__ import annotations

import datetime
import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import takewhile

from mujaz.analysis import dates, header, headings, residue, rows
from mujaz.analysis.record import DateSource, Line, LineKind, Problem, Source, Span
from mujaz.analysis.rows import Row

#: Bylines and decks stand among so many rows after the title.
HEAD_ROWS = 5
#: From this length on a row is certainly a paragraph.
PARAGRAPH_CHARS = 180
MAX_DATELINE_CHARS = 90
#: Words beside the date in a line of place, agency and date, which ends with its year.
MOST_IN_SLIP = 6
_SLIP = re.compile(r"[-–—/|(].*(?:19|20|١٩|٢٠)[0-9٠-٩]{2}$")
#: The longest reports have a quarter of that: more is a book, or a month's articles in one file.
LONG_WORDS = 10_000


@dataclass(frozen=True, slots=True)
class Layout:
    """The article's lines with their kinds, and what its head says about it."""

    title: str
    date: str | None
    date_source: DateSource | None
    source: Source | None
    lines: tuple[Line, ...]
    problems: tuple[Problem, ...]
    tags: tuple[Span, ...] = ()  # the values of headers that name tags


def read(text: str, *, path: str = "", plain: bool = False) -> Layout:
    """Classify the lines of ``text`` and read its title, date and source.

    ``plain`` takes every line as a paragraph of the body. Never raises.
    """
    found = rows.split(text)
    if plain:
        return Layout(
            "", None, None, None, tuple(Line(r.number, r.start, r.end, "paragraph") for r in found), ()
        )
    return _Reading(text, path, found).layout()


class _Reading:
    """One article while its lines are being told apart; ``kinds`` fills up as the steps go on."""

    def __init__(self, text: str, path: str, found: list[Row]) -> None:
        self.text = text
        self.path = path
        self.rows = found
        self.header = header.read(found)
        self.problems = self.header.problems
        self.kinds: list[LineKind | None] = [None] * len(found)
        self.source_name = self.header.source
        self.url = self.header.url
        self.title: tuple[int, int] | None = self.header.title

    def layout(self) -> Layout:
        """Take the steps in order."""
        for place in range(self.header.rows):
            self.kinds[place] = "header"
        self._mark_residue()
        self._find_title()
        body = self._mark_head()
        self._mark_headings(body)
        self._check_body()
        lines = self._lines()
        date, date_source = self._date(lines)
        source = Source(self.source_name, self.url) if self.source_name or self.url else None
        title = self.text[self.title[0] : self.title[1]] if self.title else ""
        return Layout(
            title, date, date_source, source, tuple(lines), tuple(self.problems), tuple(self.header.tags)
        )

    def _mark_residue(self) -> None:
        above_title = self.title is None
        for place, row in enumerate(self.rows):
            if self.kinds[place] is not None:
                continue
            name = residue.credit(row.text)
            if name is not None:
                self.kinds[place] = "boilerplate"
                self.source_name = self.source_name or name
            elif residue.is_residue(row.text, above_title=above_title):
                self.kinds[place] = "boilerplate"
                self._take_url(row.text)
            else:
                above_title = False

    def _take_url(self, cut: str) -> None:
        if not self.url and "://" in cut and not residue.leads_elsewhere(cut.strip(rows.BLANK)):
            self.url = header.find_url(cut)

    def _take_tail(self, cut: str) -> None:
        if cut:
            self._take_url(cut)
            self.source_name = self.source_name or residue.credit(cut.strip(rows.BLANK)) or ""

    def _open(self) -> list[int]:
        return [place for place, kind in enumerate(self.kinds) if kind is None]

    def _find_title(self) -> None:
        """The first row that is no residue is the title, or the paragraph that one is made from."""
        for place in self._open():
            row = self.rows[place]
            if self.title is not None:
                if row.text == self.text[self.title[0] : self.title[1]]:  # the header's title, repeated
                    self.kinds[place] = "title"
                return
            if place < HEAD_ROWS and self._is_dateline(row.text, above_title=True):
                self.kinds[place] = "byline"
                continue
            if headings.is_title(row.text):
                self.kinds[place] = "title"
                start, end = residue.headline_span(row.text.rstrip(" :："))
                self.title = (row.start + start, row.start + end)
            else:
                start, end = headings.made_title(row.text)
                self.title = (row.start + start, row.start + end)
                message = "the first line is a whole paragraph and its beginning became the title;"
                message += " write a title line above it"
                self.problems.append(Problem(row.number, "title-made", message))
            return

    def _is_dateline(self, row: str, *, above_title: bool = False) -> bool:
        """A short row that is little else than a date; ``above_title`` it must begin with it."""
        if len(row) > MAX_DATELINE_CHARS or row.endswith(".") or dates.from_dateline(row) is None:
            return False
        slip = _SLIP.search(row) is not None  # صور (الساحل) - برقيات المشرق، 6 مارس 2026
        most = 0 if above_title else MOST_IN_SLIP if slip else 3
        return dates.count_other_words(row, before_only=above_title) <= most

    def _mark_head(self) -> int:
        """Bylines, captions and decks between title and first paragraph; returns where the body begins."""
        opened = self._open()
        vocabulary: headings.Vocabulary | None = None
        leading = takewhile(lambda place: len(self.rows[place].text) <= PARAGRAPH_CHARS, opened[:HEAD_ROWS])
        if headings.is_verse([self.rows[place] for place in leading]):
            return opened[0]
        for place in opened[:HEAD_ROWS]:
            row = self.rows[place].text
            if len(row) > PARAGRAPH_CHARS:
                return place
            if self._is_dateline(row):
                self.kinds[place] = "byline"
                continue
            if not headings.looks_like_heading(row):
                return place
            vocabulary = vocabulary or self._vocabulary()
            kind = self._head_kind(self.rows[place], vocabulary)
            if kind == "subhead" and not headings.is_deck(row):
                return place
            self.kinds[place] = kind
        return opened[min(HEAD_ROWS, len(opened))] if len(opened) > HEAD_ROWS else len(self.rows)

    def _vocabulary(self) -> headings.Vocabulary:
        """The article's words, without the tags at its end: they name its writer too."""
        opened = self._open()
        last = self.rows[opened[-1] if opened else -1]
        return headings.Vocabulary(self.text[: last.start + residue.body_span(last.text, last=True)[1]])

    def _head_kind(self, row: Row, vocabulary: headings.Vocabulary) -> LineKind:
        if headings.is_caption(row, "", vocabulary):
            return "caption"
        if residue.is_byline(row.text):
            return "byline"
        words = row.text.split()
        if len(words) <= 3 and ":" not in row.text:  # a name alone: of somebody pictured, or of the writer
            columnist = self._opens_title(row.text) and not vocabulary.repeats(row)
            known = all(vocabulary.knows(word, row) for word in words)
            return "caption" if known and not columnist else "byline"
        return "subhead"

    def _opens_title(self, name: str) -> bool:
        """Whether the title is ``name: …``, as columns are titled."""
        return self.title is not None and bool(
            re.match(rf"{re.escape(name)}\s?[:：]", self.text[slice(*self.title)])
        )

    def _mark_headings(self, body: int) -> None:
        """Subheads, captions, related links and lists inside the body."""
        opened = [place for place in self._open() if place >= body]
        asked = [place for place in opened if headings.is_question(self.rows[place].text)]
        if len(asked) >= headings.INTERVIEW_QUESTIONS:
            for place in asked:
                self.kinds[place] = "paragraph"
        short = [
            place
            for place in opened
            if self.kinds[place] is None and headings.looks_like_heading(self.rows[place].text)
        ]
        if not short or (len(short) >= headings.LIST_ROWS and 2 * len(short) > len(opened)):
            return  # nothing to tell apart, or a poem, a list or a table as a whole
        vocabulary = self._vocabulary()
        self._mark_captions(short, vocabulary)
        is_short = {place for place in short if self.kinds[place] is None}
        last = max(
            (place for place in opened if place not in is_short and self.kinds[place] is None), default=-1
        )
        for run in _runs(opened, is_short):
            self._judge(run, vocabulary, heads_nothing=run[-1] > last)

    def _mark_captions(self, short: Sequence[int], vocabulary: headings.Vocabulary) -> None:
        for place in short:
            following = self.rows[place + 1].text if place + 1 < len(self.rows) else ""
            if headings.is_caption(self.rows[place], following, vocabulary):
                self.kinds[place] = "caption"

    def _judge(self, run: Sequence[int], vocabulary: headings.Vocabulary, *, heads_nothing: bool) -> None:
        before = self.rows[run[0] - 1].text if run[0] else ""
        beside_link = any(
            0 <= place < len(self.rows)
            and self.kinds[place] == "boilerplate"
            and any(letter.isalpha() for letter in self.rows[place].text)
            and " " in self.rows[place].text
            for place in (run[0] - 1, run[-1] + 1)
        )
        judged = headings.judge_run([self.rows[place] for place in run], before, beside_link=beside_link)
        for place, kind in zip(run, judged, strict=True):
            row = self.rows[place].text
            short = len(row.split()) < headings.LONG_HEADING_WORDS
            over = heads_nothing and (kind == "subhead" or (kind == "boilerplate" and short))
            self.kinds[place] = headings.last_kind(self.rows[place], vocabulary) if over else kind

    def _check_body(self) -> None:
        if not self.rows:
            message = "the file is empty; write the article's title and text, or delete the file"
            self.problems.append(Problem(0, "empty-file", message))
        elif not any(kind is None or kind in ("paragraph", "subhead", "caption") for kind in self.kinds):
            message = "the article has no text under its title; write at least one paragraph"
            self.problems.append(Problem(self.rows[-1].number, "no-body", message))
        elif len(self.text) > 2 * LONG_WORDS and (words := len(self.text.split())) > LONG_WORDS:
            message = (
                f"the text has {words} words, too many for one article; write each into a file of its own"
            )
            self.problems.append(Problem(self.rows[0].number, "long-body", message))

    def _lines(self) -> list[Line]:
        lines: list[Line] = []
        last = max(
            (place for place, kind in enumerate(self.kinds) if kind in (None, "paragraph")), default=-1
        )
        for place, (row, kind) in enumerate(zip(self.rows, self.kinds, strict=True)):
            start, end = row.start, row.end
            if kind is None:
                cut_start, cut_end = residue.body_span(row.text, last=place == last)
                self._take_tail(row.text[cut_end:])
                start, end = row.start + cut_start, row.start + cut_end
            elif kind == "title":
                cut_start, cut_end = residue.headline_span(row.text)
                start, end = row.start + cut_start, row.start + cut_end
            lines.append(Line(row.number, start, end, kind or "paragraph"))
        return lines

    def _date(self, lines: Sequence[Line]) -> tuple[str | None, DateSource | None]:
        if self.header.date:
            return self.header.date.isoformat(), "header"
        try:
            if in_path := dates.from_path(self.path):
                return in_path.isoformat(), "path"
        except dates.ImpossibleDateError as error:
            message = f"the path says {error}, a day that does not exist; rename the folder or file"
            self.problems.append(Problem(0, "path-date", message))
        if in_text := self._date_in_text(lines):
            return in_text.isoformat(), "text"
        return None, None

    def _date_in_text(self, lines: Sequence[Line]) -> datetime.date | None:
        for line in lines[: 2 * HEAD_ROWS]:
            short = line.kind in ("byline", "boilerplate") and line.end - line.start <= residue.MAX_CHARS
            if short and (found := dates.from_dateline(self.text[line.start : line.end])):
                return found
        paragraphs = [line for line in lines[: 2 * HEAD_ROWS] if line.kind == "paragraph"]
        for place, line in enumerate(paragraphs[:2]):
            text = self.text[line.start : min(line.end, line.start + 400)]
            if found := dates.from_paragraph(text, first=place == 0):
                return found
        return None


def _runs(opened: Sequence[int], wanted: Container[int]) -> list[list[int]]:
    """The wanted places, neighbours together."""
    runs: list[list[int]] = []
    for place in opened:
        if place in wanted:
            if runs and runs[-1][-1] == place - 1:
                runs[-1].append(place)
            else:
                runs.append([place])
    return runs
