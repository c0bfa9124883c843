"""Markdown articles and pages: their text for the analysis, and the marks put back into their HTML."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape, unescape
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from pelican.readers import MarkdownReader

from mujaz.analysis.record import Analysis, Source
from mujaz.site import images, render, tables
from mujaz.site.catalog import shown_lines
from mujaz.site.passages import printable

#: Elements that begin a new line of text.
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "br",
    ]
)
#: Elements whose text is no prose.
SILENT = frozenset({"script", "style", "pre", "code", "kbd", "samp", "math", "svg"})
VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)

_INTERNAL = re.compile(
    r"""(?P<head>\s(?:href|src)=["'])\{(?P<kind>static|attach|filename)\}(?P<path>[^"'#]*)"""
)

#: Pelican's header keys that have no meaning here; any other unknown key is the newsroom's own affair.
UNUSED = frozenset(
    {"author", "authors", "category", "lang", "modified", "save_as", "template", "translation"}
)
STATUSES = ("published", "draft", "hidden", "skip")
_HEADER_LINE = re.compile("([A-Za-z_]+)[ ]*:")

_ADDRESS = re.compile(r"""\s(?:href|src)=(["'])(.*?)\1""", re.IGNORECASE)
_ELSEWHERE = re.compile(r"(?:[a-z][a-z0-9+.-]*:|//|#|\{(?:static|attach|filename)\}|$)", re.IGNORECASE)


class DocumentError(ValueError):
    """A Markdown file that cannot be taken; the message says what to write instead. ``code`` is stable."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class Document:
    """A Markdown file as read. ``text`` is a header of its tags if it has any, its title, then its prose."""

    path: str
    title: str
    html: str
    text: str
    date: date | None
    source: Source | None
    slug: str
    summary: str
    published: bool
    start: int  # of its prose in ``text``
    unused: tuple[tuple[int, str], ...] = ()  # its header lines that say nothing here: line, key


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of HTML: a tag as written (``start`` < 0), or the prose ``text[start:end]``."""

    raw: str
    start: int = -1
    end: int = -1
    opens: bool = False  # a block element
    depth: int = 0
    linked: bool = False  # inside a link


def read_document(path: str, name: str, settings: Mapping[str, Any]) -> Document:
    """Read the Markdown file ``path``, which is ``name`` below the content folder.

    Raises ``DocumentError``.
    """
    try:
        html, metadata = MarkdownReader(settings).read(path)
    except UnicodeDecodeError as error:
        raise DocumentError("encoding", "is not UTF-8; save the file as UTF-8") from error
    except ValueError as error:
        message = f"{error}; write Title: … and Date: 2026-03-01 above the text"
        raise DocumentError("markdown-header", message) from error
    title = str(metadata.get("title", "")).strip()
    if not title:
        raise DocumentError("markdown-title", "has no title; write Title: … in the first line")
    content = Path(path.removesuffix(name))
    html = images.lazy(printable(html), lambda source: content / inside(name, source))
    html = tables.scrollable(html, title)
    day = metadata.get("date")
    tags = "، ".join(str(tag) for tag in metadata.get("tags", ()))
    head = f"الوسوم: {printable(tags)}\n\n{title}\n" if tags else f"{title}\n"
    source = Source(str(metadata.get("source", "")), str(metadata.get("link", metadata.get("url", ""))))
    return Document(
        path=name,
        title=title,
        html=html,
        text=head + parse(html, len(head))[1],
        date=day.date() if day else None,
        source=source if source.name or source.url else None,
        slug=str(metadata.get("slug", "")),
        summary=str(metadata.get("summary", "")) if "summary" in metadata else "",
        published=_status(metadata) == "published",
        start=len(head),
        unused=_unused(path, metadata),
    )


def _status(metadata: Mapping[str, Any]) -> str:
    status = str(metadata.get("status", "published")).strip().lower()
    if status not in STATUSES:
        message = f'has a status that does not exist ("{status}"); write Status: draft, or no Status'
        raise DocumentError("markdown-status", message)
    return status


def _unused(path: str, metadata: Mapping[str, Any]) -> tuple[tuple[int, str], ...]:
    """The header lines that say nothing here."""
    keys = UNUSED & metadata.keys()
    if not keys:
        return ()
    found: dict[str, tuple[int, str]] = {}
    for number, line in enumerate(Path(path).read_text(encoding="utf-8-sig").splitlines(), 1):
        head = _HEADER_LINE.match(line)
        if head and head[1].lower() in keys:
            found.setdefault(head[1].lower(), (number, head[1]))
    return tuple(found.values())


class _Parser(HTMLParser):
    """Splits HTML into tokens and gathers its prose."""

    def __init__(self, offset: int) -> None:
        super().__init__(convert_charrefs=True)
        self.tokens: list[Token] = []
        self.prose: list[str] = []
        self.at = offset
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._break(tag)
        self.tokens.append(Token(self.get_starttag_text() or "", opens=tag in BLOCKS, depth=len(self.open)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._break(tag)
        self.tokens.append(Token(self.get_starttag_text() or "", depth=len(self.open)))

    def handle_endtag(self, tag: str) -> None:
        if tag in self.open:
            while self.open.pop() != tag:
                pass
        self.tokens.append(Token(f"</{tag}>", depth=len(self.open)))
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if SILENT & set(self.open):
            raw = {"script", "style"} & set(self.open)
            self.tokens.append(Token(data if raw else escape(data, quote=False), depth=len(self.open)))
            return
        self.tokens.append(
            Token("", self.at, self.at + len(data), depth=len(self.open), linked="a" in self.open)
        )
        self.prose.append(data.replace("\n", " "))
        self.at += len(data)

    def _break(self, tag: str) -> None:
        if tag in BLOCKS and self.prose and self.prose[-1] != "\n":
            self.prose.append("\n")
            self.at += 1


def parse(html: str, offset: int = 0) -> tuple[list[Token], str]:
    """The tokens of ``html``, and its prose: one line for each block. Offsets count from ``offset``.

    >>> parse("<p>قال <b>نعم</b></p><p>ومضى</p>")[1]
    'قال نعم\\nومضى\\n'
    """
    parser = _Parser(offset)
    parser.feed(html)
    parser.close()
    return parser.tokens, "".join(parser.prose)


def body(
    document: Document,
    analysis: Analysis,
    quotes: Sequence[render.Quoted],
    names: Sequence[render.Named],
    pulls: Sequence[render.Pull],
    link: Callable[[str], str],
    addresses: Mapping[str, str],
) -> list[render.Part]:
    """The document's HTML with slots for quotations, names, and pull-quotes between its outer blocks."""
    lines = shown_lines(analysis.lines)
    tokens, _ = parse(document.html, document.start)
    out: list[render.Part] = []

    def target(found: re.Match[str]) -> str:
        path = inside(document.path, found["path"])
        return addresses.get(path, path)

    kinds: list[str] = []  # of the outer blocks
    begins: list[int] = []  # where in ``out`` each begins
    block_of: dict[int, int] = {}  # paragraph number -> outer block
    for place, token in enumerate(tokens):
        if token.start >= 0:
            links = [] if token.linked else names
            text = document.text
            out.extend(render.inline(text, token.start, token.end, quotes, links))
            continue
        raw = token.raw
        if token.opens:
            number = _paragraph(tokens, place, lines)
            if token.depth == 0:
                kinds.append("paragraph" if raw.startswith("<p") else "other")
                begins.append(len(out))
            if number and number not in block_of:
                block_of[number] = len(kinds) - 1
                if " id=" not in raw:
                    raw = f'{raw[:-1]} id="p{number}">'
        out.append(_INTERNAL.sub(lambda found: found["head"] + link(target(found)), raw))
    placed = [
        (gap, pull)
        for pull in pulls
        if pull.paragraph in block_of
        for gap, _ in render.place_pulls(kinds, [render.Pull(pull.number, block_of[pull.paragraph] + 1)])
    ]
    for gap, pull in sorted(placed, key=lambda item: item[0], reverse=True):
        out.insert(begins[gap], b"a%d" % pull.number)
    return out


def _paragraph(tokens: Sequence[Token], place: int, lines: Sequence[Any]) -> int:
    """The number of the line that begins in the block opened at ``place``; 0 if none does."""
    for token in tokens[place + 1 :]:
        if token.start < 0:
            if token.opens or token.raw.startswith("</"):
                return 0
            continue
        for number, line in enumerate(lines, 1):
            if token.start <= line.start < token.end:
                return number
        if token.end > token.start:
            continue
    return 0


def internal_links(document: Document) -> list[tuple[str, str]]:
    """What it links to or shows: ``static``, ``attach`` or ``filename``, and the path below the content."""
    return [
        (found["kind"], inside(document.path, found["path"])) for found in _INTERNAL.finditer(document.html)
    ]


def local_links(document: Document) -> list[str]:
    """The addresses it gives that are neither whole nor ``internal_links``, as written, each once."""
    if not any(_local(document.html)):
        return []
    tokens, _ = parse(document.html)  # code that shows an address gives none
    return list(dict.fromkeys(_local(" ".join(t.raw for t in tokens if t.raw.startswith("<")))))


def _local(html: str) -> Iterator[str]:
    for found in _ADDRESS.finditer(html):
        if not _ELSEWHERE.match(found[2]):
            yield unescape(found[2])


def inside(document: str, path: str) -> str:
    """A path below the content folder; one without a leading slash is seen from the document's own folder."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(document), unquote(path))).lstrip("/")
