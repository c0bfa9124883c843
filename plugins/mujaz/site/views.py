"""What the templates see: plain, read-only data for each kind of page.

This is the contract between the plugin and a theme. Templates get, on every page:

``site``  ``SiteView``: name, tagline, language, base address, pages for the footer.
``page``  ``PageView``: what kind of page this is, its address, title, description, crumbs.
``link(address, anchor="")``
    the href of a page or file of this site, as seen from the page being rendered. Addresses are site-relative
    without a leading slash (``"2026/03/01/slug/"``, ``"feeds/all.xml"``, ``""`` the front page). A built site
    opens from disk (relative hrefs with ``index.html``); a published one has clean addresses.
``absolute(address)``  the full address with SITEURL; empty when SITEURL is empty.
``static(name)``  the href of a theme file with its content hash (``Assets.address``, through ``link``).
``preload``  names of font files a page wants first, for ``static``; empty where pages are opened from disk.
``structured()``  the page's schema.org data as a script element (site/structured.py).
``t(key, **values)``  words of the theme's words file; ``t(key, n=3)`` chooses the CLDR plural form.
``date(value, style)``  an Arabic date by Babel; ``number(n)`` digits as the settings say.
``direction(text)``  an attribute for the ``bdi`` round ``text``, where its first letter would mislead it.
``marked(text)``  a headline, a sentence or a quotation escaped, with passages in Latin letters in ``lang``.
``worded(code, message, values=())``  a fault or notice in the theme's words, else its English message.
``fragment(name, value, **more)``
    the HTML of ``partials/NAME.html`` with ``value`` bound to ``NAME``, rendered once for all pages that
    show the same value from the same depth: for cards, chips and (the value being a string) parts of the
    frame. The partial may use everything above but ``page`` and ``structured``.

and one more name each:

=================  ==============================  ===========================================
template           name in the context             page
=================  ==============================  ===========================================
front.html         day: DayView, earlier: list[DayCard]   /
day.html           day: DayView                    /2023/09/13/
article.html       article: ArticleView            /2023/09/13/slug/
tag.html           tag: TagView, items: Pagination[Card]   /tags/slug/  /tags/slug/2/
tags.html          kinds: list[KindSample]         /tags/
names.html         index: NamesView                /tags/all/people/  /tags/all/people/2/
quotes.html        quotes: QuotesView              /quotes/  /quotes/2/
year.html          year: YearView                  /2023/
month.html         month: MonthView                /2023/09/
archive.html       years: list[YearView]           /archive/
search.html        (none)                          /search/
page.html          content: PageContent            /about/
404.html           day: DayView | None             /404.html
review.html        review: ReviewView (site/review.py)   /review/, in the preview only
=================  ==============================  ===========================================

The body of an article (site/render.py) is made of

* ``<p id="p1">``, ``<h2 class="subhead" id="p4">``, ``<p class="caption" id="p6">``: its lines, numbered
  together;
* ``<span class="quote" id="q3" data-speaker="…">``: a quotation. Its marks are the text's own, around it; a
  ``q`` may have none there. One that runs over lines has an ``id`` on its first part only;
* ``<blockquote cite="#q3">`` around a paragraph that is nothing but a quotation;
* ``<a class="name name--per" href="…">``: the first mention of a tag (per, loc, org, misc);
* ``<span lang="en" dir="ltr">``: two or more words in Latin letters; ``lang=""`` where nothing tells their
  language (site/passages.py);
* ``<aside class="pull-quote" aria-hidden="true" data-pagefind-ignore="all">``, which holds
  ``blockquote.pull-quote__text > p`` (with ``span.pull-quote__mark`` for « and »), ``p.pull-quote__by`` with
  ``bdi.pull-quote__speaker`` and ``span.pull-quote__role``, and ``a.pull-quote__source`` (``tabindex="-1"``)
  to the paragraph it is taken from.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, NamedTuple, TypeVar

from markupsafe import Markup

from mujaz.analysis.record import EntityKind, QuoteKind, Source

T = TypeVar("T")

# What is made by the ten thousand is a named tuple: a frozen dataclass takes three times as long.


@dataclass(frozen=True, slots=True)
class TagLink:
    """A name on a chip: enough to print it and link it."""

    name: str
    kind: EntityKind
    slug: str
    address: str  # "tags/slug/"
    count: int  # articles on this tag's page (or within the day, where a day lists its names)


class QuoteView(NamedTuple):
    """A quotation as shown: ``text`` is a slice of its article, without its marks."""

    text: str
    kind: QuoteKind
    anchor: str  # "q3": the id of its place in the article's body
    paragraph: str  # "p7": the id of the paragraph it stands in
    speaker: str | None  # canonical name; None is shown as unattributed
    tag: TagLink | None  # the speaker's page, if there is one
    role: str | None
    article: Card


class SpeakerGroup(NamedTuple):
    """All that one speaker says in one article, in the order of the text."""

    speaker: str | None
    tag: TagLink | None
    role: str | None
    quotes: Sequence[QuoteView]


class SaidIn(NamedTuple):
    """What is said in one article, by speaker."""

    article: Card
    speakers: Sequence[SpeakerGroup]


@dataclass(frozen=True, slots=True)
class QuotesView:
    """One page of the list of all quotations, newest article first."""

    articles: Sequence[SaidIn]
    total: int  # quotations of the whole site
    first: date | None  # of the articles on this page; None where nobody is quoted
    last: date | None
    newer: str | None  # address of the page with newer ones
    older: str | None


class Card(NamedTuple):
    """An article in a list."""

    title: str
    address: str
    date: date
    source: Source | None
    summary: str
    minutes: int
    names: Sequence[TagLink]  # its few most salient tags


class KindGroup(NamedTuple):
    """Tags of one kind, in the order they are listed."""

    kind: EntityKind
    tags: Sequence[TagLink]


@dataclass(frozen=True, slots=True)
class KindSample:
    """The names of one kind with most articles, and where all of them stand, if these are not all."""

    kind: EntityKind
    tags: Sequence[TagLink]
    total: int
    address: str | None


@dataclass(frozen=True, slots=True)
class LetterLink:
    """Where in a kind's index the names of one letter begin."""

    letter: str
    address: str
    anchor: str


@dataclass(frozen=True, slots=True)
class NamesView:
    """One page of all names of a kind, by letter."""

    kind: EntityKind
    letters: Sequence[LetterLink]  # of the whole index
    groups: Sequence[tuple[str, str, Sequence[TagLink]]]  # of this page: letter, its anchor, names
    items: Pagination[TagLink]


class ArticleView(NamedTuple):
    """One article's page."""

    card: Card
    body: Markup  # the only HTML made outside the templates; see above
    words: int
    quotes: Sequence[QuoteView]
    speakers: Sequence[SpeakerGroup]
    pulls: Sequence[QuoteView]
    kinds: Sequence[KindGroup]
    related: Sequence[Card]
    newer: Card | None
    older: Card | None
    image: str  # address of its share picture, or ""
    terms: str = ""  # bare forms of the names it writes with a clitic, for data-pagefind-index-attrs


@dataclass(frozen=True, slots=True)
class DayCard:
    """A day in a list."""

    date: date
    address: str
    count: int
    titles: Sequence[Card]  # its first few articles


@dataclass(frozen=True, slots=True)
class DayView:
    """One day's digest: finite and numbered."""

    date: date
    address: str
    items: Sequence[Card]  # the lead first
    minutes: int
    quote: QuoteView | None  # the quote of the day
    names: Sequence[TagLink]  # the day's names; count is within the day
    newer: DayCard | None
    older: DayCard | None


@dataclass(frozen=True, slots=True)
class Companion:
    """A name that appears with another more than chance would have it."""

    tag: TagLink
    together: int  # articles that have both


@dataclass(frozen=True, slots=True)
class TimelineBar:
    """One column of a tag's timeline."""

    label: str  # "آذار 2026"
    count: int
    address: str  # the month's or day's page


@dataclass(frozen=True, slots=True)
class TagView:
    """One entity's page."""

    link: TagLink
    other_names: Sequence[str]
    timeline: Sequence[TimelineBar]  # on the first page of the list
    companions: Sequence[Companion]  # on the first page of the list
    quotes: Sequence[QuoteView]  # what it said in the articles of this page of the list, newest first
    first: date
    last: date
    feed: str  # address of its Atom feed


class PageLink(NamedTuple):
    """A page of a long list. ``skips``: pages are left out before it."""

    number: int
    address: str
    skips: bool


@dataclass(frozen=True, slots=True)
class Pagination(Generic[T]):
    """One page of a long list."""

    items: Sequence[T]
    number: int  # from 1
    pages: int
    total: int
    newer: str | None  # address of the previous page of the list
    older: str | None
    jumps: Sequence[PageLink] = ()  # the first, the last, those near this one and some farther on


@dataclass(frozen=True, slots=True)
class MonthView:
    """One month of the archive's calendar: weeks of days, 0 articles where a day has none."""

    year: int
    month: int
    address: str
    count: int
    weeks: Sequence[Sequence[DayCard | None]]  # None pads the first and last week
    newer: str | None
    older: str | None


@dataclass(frozen=True, slots=True)
class YearView:
    """One year of the archive."""

    year: int
    address: str
    count: int
    months: Sequence[MonthView]
    newer: str | None
    older: str | None


@dataclass(frozen=True, slots=True)
class PageContent:
    """A Markdown page."""

    title: str
    body: Markup


PageKind = Literal[
    "front",
    "day",
    "article",
    "tag",
    "tags",
    "names",
    "quotes",
    "archive",
    "year",
    "month",
    "search",
    "page",
    "404",
    "review",
]


class Crumb(NamedTuple):
    """One step of the breadcrumbs."""

    label: str
    address: str


class PageView(NamedTuple):
    """What every page knows about itself."""

    kind: PageKind
    address: str
    title: str
    description: str
    crumbs: Sequence[Crumb] = ()


@dataclass(frozen=True, slots=True)
class SiteView:
    """What every page knows about the site."""

    name: str
    tagline: str
    language: str  # "ar"
    url: str  # SITEURL without a trailing slash, or ""
    pages: Sequence[Crumb]  # Markdown pages, for the footer
    preview: bool
