"""From a record to the HTML of an article's body: the one place that escapes text and makes markup.

Every character of the article's body lines is kept, in order; marks are only put around them. The source
keeps its own quotation marks, and HTML wants none at a ``q`` ("using explicit quotation punctuation without q
elements is just as correct"): so a quotation is a ``span``, and a paragraph that is nothing else a
``blockquote``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape

from markupsafe import Markup

from mujaz.analysis.record import EntityKind, Line, LineKind
from mujaz.site.passages import direction, is_foreign, language, latin

ELEMENTS: dict[LineKind, tuple[str, str]] = {
    "paragraph": ("p", ""),
    "subhead": ("h2", ' class="subhead"'),
    "caption": ("p", ' class="caption"'),
}


@dataclass(frozen=True, slots=True)
class Marked:
    """A quotation to mark up where it stands."""

    number: int
    start: int
    end: int
    speaker: str | None


@dataclass(frozen=True, slots=True)
class Named:
    """A name to link where it stands."""

    start: int
    end: int
    kind: EntityKind
    address: str


@dataclass(frozen=True, slots=True)
class Pull:
    """A quotation to set large, away from its paragraph."""

    text: str
    number: int
    paragraph: int  # from 1
    speaker: str
    role: str | None


def body(
    text: str,
    lines: Sequence[Line],
    quotes: Sequence[Marked],
    names: Sequence[Named],
    pulls: Sequence[Pull],
    link: Callable[[str], str],
    label: str = "",
) -> Markup:
    """The article's body. ``lines`` are its shown lines, ``label`` the words of a pull-quote's link."""
    blocks = []
    quotes = sorted(quotes, key=lambda mark: mark.start)
    names = sorted(names, key=lambda mark: mark.start)
    for number, line in enumerate(lines, 1):
        marked = [mark for mark in quotes if mark.start < line.end and line.start < mark.end]
        named = [mark for mark in names if line.start <= mark.start < line.end]
        quotes = [
            mark for mark in quotes if mark.end > line.end
        ]  # lines stand in order: the rest is behind us
        names = names[len(named) :] if named and names[0] is named[0] else names
        foreign = language(text[line.start : line.end]) if is_foreign(text[line.start : line.end]) else None
        content = inline(text, line.start, line.end, marked, named, link, passages=foreign is None)
        made = block(line.kind, number, content, foreign)
        if line.kind == "paragraph" and marked and is_all_quoted(text, line, marked):
            made = f'<blockquote cite="#q{marked[0].number}">{made}</blockquote>'
        blocks.append(made)
    for gap, pull in sorted(
        place_pulls([line.kind for line in lines], pulls), key=lambda x: x[0], reverse=True
    ):
        blocks.insert(gap, aside(pull, label))
    return Markup("\n".join(blocks))


def block(kind: LineKind, number: int, content: str, foreign: str | None = None) -> str:
    """One line of the body as a block with its anchor; ``foreign``: the language of one in Latin letters."""
    element, attributes = ELEMENTS[kind]
    if foreign is not None:
        attributes += f' lang="{foreign}" dir="ltr"'
    return f'<{element}{attributes} id="p{number}">{content}</{element}>'


def is_all_quoted(text: str, line: Line, quotes: Sequence[Marked]) -> bool:
    """Whether a line is one quotation and its marks, and says nothing else.

    >>> text = "«نعم، سنبني»."
    >>> is_all_quoted(text, Line(0, 0, 13, "paragraph"), [Marked(1, 1, 11, None)])
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
    quotes: Sequence[Marked],
    names: Sequence[Named],
    link: Callable[[str], str],
    *,
    passages: bool = True,
) -> str:
    """``text[start:end]`` escaped, with the marks that fall into it, and ``passages`` in Latin letters.

    Marks nest: one that crosses the end of another is cut there. A quotation that began in an earlier part of
    the text goes on without an ``id``.

    >>> inline("قال «نعم» & مضى", 0, 15, [Marked(1, 5, 8, "س")], [], str)
    'قال «<span class="quote" id="q1" data-speaker="س">نعم</span>» &amp; مضى'
    """
    found: list[tuple[int, int, str, str]] = []  # start, -end, opening, closing
    for quote in quotes:
        if quote.start < end and start < quote.end:
            opening = _opening(quote, whole=quote.start >= start)
            found.append((max(start, quote.start), -min(end, quote.end), opening, "</span>"))
    for name in names:
        if start <= name.start and name.end <= end:
            opening = f'<a class="name name--{name.kind.lower()}" href="{escape(link(name.address))}">'
            found.append((name.start, -name.end, opening, "</a>"))
    marks = [(first, -minus_last) for first, minus_last, *_ in found]
    for first, last in latin(text, start, end) if passages else ():
        if not any(a < first < b < last or first < a < last < b for a, b in marks):
            tongue = language(text[first:last])
            found.append((first, -last, f'<span lang="{tongue}" dir="ltr">', "</span>"))
    if not found:
        return escape(text[start:end], quote=False)
    out: list[str] = []
    closing: list[tuple[int, str]] = []
    at = start

    def close_until(limit: int) -> None:
        nonlocal at
        while closing and closing[-1][0] <= limit:
            stop, tag = closing.pop()
            out.append(escape(text[at:stop], quote=False) + tag)
            at = stop

    for mark_start, minus_end, opening, tag in sorted(found):
        close_until(mark_start)
        stop = -minus_end
        if closing and stop > closing[-1][0]:
            if tag == "</a>":
                continue  # a link is whole or it is not
            stop = closing[-1][0]
        if tag == "</a>" and any(other == "</a>" for _, other in closing):
            continue
        out.append(escape(text[at:mark_start], quote=False) + opening)
        at = mark_start
        closing.append((stop, tag))
    close_until(end)
    out.append(escape(text[at:end], quote=False))
    return "".join(out)


def _opening(quote: Marked, *, whole: bool) -> str:
    anchor = f' id="q{quote.number}"' if whole else ""
    speaker = f' data-speaker="{escape(quote.speaker)}"' if quote.speaker else ""
    return f'<span class="quote"{anchor}{speaker}>'


def aside(pull: Pull, label: str) -> str:
    """A pull-quote. It repeats the article, so only eyes get it: not screen readers, not the search index."""
    words, speaker = escape(" ".join(pull.text.split()), quote=False), escape(pull.speaker)
    role = f' <span class="pull-quote__role">{escape(pull.role)}</span>' if pull.role else ""
    more = f' <a class="pull-quote__source" href="#p{pull.paragraph}" tabindex="-1">{escape(label)}</a>'
    more = more if label else ""
    return (
        '<aside class="pull-quote" aria-hidden="true" data-pagefind-ignore="all">'
        f'<blockquote class="pull-quote__text" cite="#q{pull.number}"><p>'
        f'<span class="pull-quote__mark">«</span>{words}<span class="pull-quote__mark">»</span>'
        "</p></blockquote>"
        f'<p class="pull-quote__by"><bdi class="pull-quote__speaker"{direction(pull.speaker)}>{speaker}</bdi>'
        f"{role}{more}</p></aside>"
    )


def place_pulls(kinds: Sequence[str], pulls: Sequence[Pull]) -> list[tuple[int, Pull]]:
    """Where each pull-quote goes: before which block. One that fits nowhere is left out.

    There is one paragraph, or else there are two, between a pull-quote and the paragraph it is taken from; it
    opens and closes no article, follows no subhead, and keeps a paragraph's distance from other pull-quotes.

    >>> pull = Pull("…", 1, 2, "س", None)
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
