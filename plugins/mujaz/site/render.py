"""From a record to the HTML of an article's body: the one place that escapes text and makes markup.

Every character of the article's body lines is kept, in order; marks are only put around them. The source
keeps its own quotation marks, and HTML wants none at a ``q`` ("using explicit quotation punctuation without q
elements is just as correct"): so a quotation is a ``span``, and a paragraph that is nothing else a
``blockquote``.

What follows from the article alone is made once, as a *galley*: HTML with slots where other articles have a
say, since they decide which names have a page and what a speaker is called. ``fill`` prints it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from mujaz.analysis.record import EntityKind, Line, LineKind
from mujaz.site.passages import direction, is_foreign, language, latin, marked, printable

ELEMENTS: dict[LineKind, tuple[str, str]] = {
    "paragraph": ("p", ""),
    "subhead": ("h2", ' class="subhead"'),
    "caption": ("p", ' class="caption"'),
}

#: HTML, or the name of a slot.
Part = str | bytes
Galley = tuple[Part, ...]
Fillings = Mapping[bytes, str]

#: The slots: ``q3`` where quotation 3 begins, ``+3`` where it goes on in another line, ``b3`` round a
#: paragraph that it fills; ``n0`` and ``/n0`` round the mention of entity 0 that may be a link; ``a3`` where
#: quotation 3 is set large. A slot that gets nothing leaves nothing.
CLOSE_QUOTE, CLOSE_BLOCK = b"/q", b"/b"
_ENDS_OF_MARKS = {CLOSE_QUOTE: "</span>", CLOSE_BLOCK: "</blockquote>"}


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation to mark up where it stands."""

    number: int  # from 1
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Named:
    """A mention to link where it stands, if its entity has a page."""

    place: int  # of the entity in the record
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Pull:
    """A quotation to set large, away from its paragraph."""

    number: int
    paragraph: int  # from 1


@dataclass(frozen=True, slots=True)
class _Mark:
    """What stands around a stretch of text."""

    start: int
    end: int
    opening: Part
    closing: Part
    whole: bool = False  # a link is whole or it is not


def galley(
    text: str,
    lines: Sequence[Line],
    quotes: Sequence[Quoted],
    names: Sequence[Named],
    pulls: Sequence[Pull],
) -> Galley:
    """The article's body with slots. ``lines`` are its shown lines, ``pulls`` the best first."""
    blocks: list[list[Part]] = []
    quotes = sorted(quotes, key=lambda mark: mark.start)
    names = sorted(names, key=lambda mark: mark.start)
    for number, line in enumerate(lines, 1):
        quoted = [mark for mark in quotes if mark.start < line.end and line.start < mark.end]
        named = [mark for mark in names if line.start <= mark.start < line.end]
        quotes = [
            mark for mark in quotes if mark.end > line.end
        ]  # lines stand in order: the rest is behind us
        names = names[len(named) :] if named and names[0] is named[0] else names
        foreign = language(text[line.start : line.end]) if is_foreign(text[line.start : line.end]) else None
        content = inline(text, line.start, line.end, quoted, named, passages=foreign is None)
        opening, closing = block(line.kind, number, foreign)
        made: list[Part] = [opening, *content, closing]
        if line.kind == "paragraph" and quoted and is_all_quoted(text, line, quoted):
            made = [b"b%d" % quoted[0].number, *made, CLOSE_BLOCK]
        blocks.append([*made, "\n"] if number < len(lines) else made)
    for gap, pull in sorted(
        place_pulls([line.kind for line in lines], pulls), key=lambda x: x[0], reverse=True
    ):
        blocks.insert(gap, [b"a%d" % pull.number])
    return joined(part for made in blocks for part in made)


def joined(parts: Iterable[Part]) -> Galley:
    """The same with each stretch of HTML in one piece.

    >>> joined(["<p>", "قال ", b"q1", "نعم", b"/q", ".", "</p>"])
    ('<p>قال ', b'q1', 'نعم', b'/q', '.</p>')
    """
    found: list[Part] = []
    plain: list[str] = []
    for part in parts:
        if isinstance(part, str):
            plain.append(part)
            continue
        if plain:
            found.append(printable("".join(plain)))
            plain.clear()
        found.append(part)
    return (*found, printable("".join(plain))) if plain else tuple(found)


def fill(parts: Iterable[Part], fillings: Fillings) -> Markup:
    """Print a galley.

    >>> fill(("قال ", b"q1", "نعم", b"/q"), {b"q1": "<b>", b"/q": "</b>"})
    Markup('قال <b>نعم</b>')
    """
    return Markup("".join([part if isinstance(part, str) else fillings.get(part, "") for part in parts]))


def quote_fillings(speakers: Sequence[str | None]) -> dict[bytes, str]:
    """What opens and closes an article's quotations, given who says each."""
    found = dict(_ENDS_OF_MARKS)
    for number, speaker in enumerate(speakers, 1):
        said = f' data-speaker="{escape(speaker)}">' if speaker else ">"
        found[b"q%d" % number] = f'<span class="quote" id="q{number}"{said}'
        found[b"+%d" % number] = f'<span class="quote"{said}'
        found[b"b%d" % number] = f'<blockquote cite="#q{number}">'
    return found


def name_fillings(links: Iterable[tuple[int, EntityKind, str]]) -> dict[bytes, str]:
    """What links an article's names: the entity's place in the record, its kind, the href of its page."""
    found = {}
    for place, kind, href in links:
        found[b"n%d" % place] = f'<a class="name name--{kind.lower()}" href="{escape(href)}">'
        found[b"/n%d" % place] = "</a>"
    return found


def block(kind: LineKind, number: int, foreign: str | None = None) -> tuple[str, str]:
    """The tags round one line of the body, with its anchor; ``foreign``: the language of one in Latin."""
    element, attributes = ELEMENTS[kind]
    if foreign is not None:
        attributes += f' lang="{foreign}" dir="ltr"'
    return f'<{element}{attributes} id="p{number}">', f"</{element}>"


def is_all_quoted(text: str, line: Line, quotes: Sequence[Quoted]) -> bool:
    """Whether a line is one quotation and its marks, and says nothing else.

    >>> text = "«نعم، سنبني»."
    >>> is_all_quoted(text, Line(0, 0, 13, "paragraph"), [Quoted(1, 1, 11)])
    True
    """
    if len(quotes) != 1:
        return False
    around = text[line.start : max(line.start, quotes[0].start)] + text[quotes[0].end : line.end]
    return not any(char.isalnum() for char in around)


def inline(
    text: str,
    start: int,
    end: int,
    quotes: Sequence[Quoted],
    names: Sequence[Named],
    *,
    passages: bool = True,
) -> list[Part]:
    """``text[start:end]`` escaped, with slots for the marks that fall into it, ``passages`` in Latin marked.

    Marks nest: one that crosses the end of another is cut there. A quotation that began in an earlier part of
    the text goes on without an ``id``.

    >>> inline("قال «نعم» & مضى", 0, 15, [Quoted(1, 5, 8)], [])
    ['قال «', b'q1', 'نعم', b'/q', '» &amp; مضى']
    """
    found: list[_Mark] = []
    for quote in quotes:
        if quote.start < end and start < quote.end:
            opening = b"q%d" if quote.start >= start else b"+%d"
            first, last = max(start, quote.start), min(end, quote.end)
            found.append(_Mark(first, last, opening % quote.number, CLOSE_QUOTE))
    for name in names:
        if start <= name.start and name.end <= end:
            slots = b"n%d" % name.place, b"/n%d" % name.place
            found.append(_Mark(name.start, name.end, *slots, whole=True))
    marks = tuple(found)
    for first, last in latin(text, start, end) if passages else ():
        if not any(x.start < first < x.end < last or first < x.start < last < x.end for x in marks):
            tongue = language(text[first:last])
            found.append(_Mark(first, last, f'<span lang="{tongue}" dir="ltr">', "</span>"))
    if not found:
        return [escape(text[start:end], quote=False)]
    out: list[Part] = []
    open_marks: list[tuple[int, Part, bool]] = []
    at = start

    def add(until: int, part: Part) -> None:
        nonlocal at
        if until > at:
            out.append(escape(text[at:until], quote=False))
            at = until
        out.append(part)

    def close_until(limit: int) -> None:
        while open_marks and open_marks[-1][0] <= limit:
            stop, closing, _ = open_marks.pop()
            add(stop, closing)

    for mark in sorted(found, key=lambda mark: (mark.start, -mark.end)):
        close_until(mark.start)
        stop = mark.end
        if open_marks and stop > open_marks[-1][0]:
            if mark.whole:
                continue
            stop = open_marks[-1][0]
        if mark.whole and any(whole for *_, whole in open_marks):
            continue
        add(mark.start, mark.opening)
        open_marks.append((stop, mark.closing, mark.whole))
    close_until(end)
    if end > at:
        out.append(escape(text[at:end], quote=False))
    return out


def aside(pull: Pull, text: str, speaker: str, role: str | None, label: str) -> str:
    """A pull-quote. It repeats the article, so only eyes get it: not screen readers, not the search index."""
    words, way = marked(" ".join(text.split())), direction(speaker)
    place = f' <span class="pull-quote__role">{escape(role)}</span>' if role else ""
    more = f' <a class="pull-quote__source" href="#p{pull.paragraph}" tabindex="-1">{escape(label)}</a>'
    more = more if label else ""
    return (
        '<aside class="pull-quote" aria-hidden="true" data-pagefind-ignore="all">'
        f'<blockquote class="pull-quote__text" cite="#q{pull.number}"><p>'
        f'<span class="pull-quote__mark">«</span>{words}<span class="pull-quote__mark">»</span>'
        "</p></blockquote>"
        f'<p class="pull-quote__by"><bdi class="pull-quote__speaker"{way}>{escape(speaker)}</bdi>'
        f"{place}{more}</p></aside>\n"
    )


def place_pulls(kinds: Sequence[str], pulls: Sequence[Pull]) -> list[tuple[int, Pull]]:
    """Where each pull-quote goes: before which block. One that fits nowhere is left out.

    There is one paragraph, or else there are two, between a pull-quote and the paragraph it is taken from; it
    opens and closes no article, follows no subhead, and keeps a paragraph's distance from other pull-quotes.

    >>> pull = Pull(1, 2)
    >>> [gap for gap, _ in place_pulls(["paragraph"] * 6, [pull])]
    [3]
    """
    taken: list[int] = []
    found = []
    for pull in pulls:
        source = pull.paragraph - 1
        for gap in (source + 2, source - 1, source + 3, source - 2):
            if (
                0 < gap < len(kinds)
                and kinds[gap - 1] == "paragraph"
                and kinds[gap] in ("paragraph", "subhead")
                and all(abs(gap - other) > 1 for other in taken)
            ):
                taken.append(gap)
                found.append((gap, pull))
                break
    return found
