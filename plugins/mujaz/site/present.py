"""From the archive's lists to the views of ``views.py``: what each page shows, made when it is rendered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from markupsafe import Markup

from mujaz.analysis.record import Analysis, EntityKind
from mujaz.site import association, markdown, proofs, render
from mujaz.site.calendars import day_card, timeline
from mujaz.site.catalog import Entry, Name, Said
from mujaz.site.collate import Archive, day_address, quotes_address
from mujaz.site.nameindex import KIND_ORDER, SHOWN, by_letter
from mujaz.site.proofs import Proof
from mujaz.site.views import (
    ArticleView,
    Card,
    DayView,
    KindGroup,
    KindSample,
    NamesView,
    PageLink,
    Pagination,
    QuotesView,
    QuoteView,
    SaidIn,
    SpeakerGroup,
    TagLink,
    TagView,
)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Loaded:
    """An article with everything in it: its text, its record, and its HTML if it was Markdown."""

    text: str
    analysis: Analysis
    document: markdown.Document | None = None


Load = Callable[[Entry], Loaded]
Label = Callable[[date, str], str]


@dataclass(frozen=True, slots=True)
class Presenter:
    """Makes views of one archive. ``load`` gives an entry's text and full record."""

    archive: Archive
    load: Load
    texts: Callable[[Entry], Sequence[str]]  # of an article's quotations
    proof: Callable[[Entry], Proof]
    named: Callable[[Entry], Sequence[Name]]  # in the record's order
    label: Label  # dates in words
    source_word: str  # of the link from a pull-quote to its place
    per_page: int
    files: Mapping[str, str]  # path below the content folder -> address, of articles and pages

    # articles

    def article(self, index: int, link: Callable[[str], str], image: str = "") -> ArticleView:
        """One article's page."""
        entry = self.archive.entries[index]
        quotes, proof = self.said_in(index), self.proof(entry)
        pulls = sorted((said.pull, place) for place, said in enumerate(entry.said) if said.pull)
        newer, older = self._beside(index)
        return ArticleView(
            card=self.archive.cards[index],
            body=self.body(entry, proof, self.archive.names[index], quotes, link),
            words=entry.words,
            quotes=quotes,
            speakers=by_speaker(quotes),
            pulls=[quotes[place] for _, place in pulls],
            kinds=by_kind(self.archive.tagged[index]),
            related=[self.archive.cards[other] for other in association.related(self.archive, index)],
            newer=newer,
            older=older,
            image=image,
            terms=self.terms(index, proof),
        )

    def body(
        self,
        entry: Entry,
        proof: Proof,
        names: Sequence[TagLink | None],
        quotes: Sequence[QuoteView],
        link: Callable[[str], str],
    ) -> Markup:
        """The article's HTML, ``names`` being pages; feeds give no ``quotes``, which are then not marked."""
        fillings = render.name_fillings(
            (place, page.kind, link(page.address)) for place, page in _pages(names, proof.linked)
        )
        if quotes:
            fillings.update(render.quote_fillings([quote.speaker for quote in quotes]))
            for said, quote in zip(entry.said, quotes, strict=True):
                if said.pull and quote.speaker:
                    pull = render.Pull(said.number, said.paragraph)
                    fillings[b"a%d" % said.number] = render.aside(
                        pull, quote.text, quote.speaker, said.role, self.source_word
                    )
        if proof.body or not entry.path.endswith(".md"):
            return render.fill(proof.body, fillings)
        article = self.load(entry)
        if article.document is None:
            return Markup("")
        marks = proofs.marks(article.analysis, entry.said)
        return render.fill(
            markdown.body(article.document, article.analysis, *marks, link, self.files),
            fillings,
        )

    def terms(self, index: int, proof: Proof) -> str:
        """The names' own forms where the article writes them with a clitic, once each."""
        tagged, names = self.archive.tagged[index], self.archive.names[index]
        words: dict[str, None] = {}
        for place, forms in proof.terms:
            if names[place] in tagged:
                words.update(dict.fromkeys(forms.split()))
        return " ".join(words)

    def quote(self, index: int, said: Said) -> QuoteView:
        """A quotation as shown."""
        archive = self.archive
        link = archive.speaker(index, said)
        return QuoteView(
            text=self.texts(archive.entries[index])[said.number - 1],
            kind=said.kind,
            anchor=f"q{said.number}",
            paragraph=f"p{said.paragraph}",
            speaker=link.name if link else said.speaker,
            tag=link,
            role=said.role,
            article=archive.cards[index],
        )

    def quotes_page(self, indexes: Sequence[int], place: int, pages: int) -> QuotesView:
        """Page ``place`` (from 0, the newest) of the list of quotations: those of these articles."""
        archive = self.archive
        days = [archive.entries[index].date for index in indexes]
        return QuotesView(
            articles=[SaidIn(archive.cards[index], by_speaker(self.said_in(index))) for index in indexes],
            total=archive.quotations,
            first=min(days, default=None),
            last=max(days, default=None),
            newer=quotes_address(place - 1, pages) if place else None,
            older=quotes_address(place + 1, pages) if place + 1 < pages else None,
        )

    def said_in(self, index: int) -> list[QuoteView]:
        """All quotations of an article."""
        archive = self.archive
        entry, card = archive.entries[index], archive.cards[index]
        return [
            QuoteView(
                text,
                said.kind,
                f"q{said.number}",
                f"p{said.paragraph}",
                link.name if link else said.speaker,
                link,
                said.role,
                card,
            )
            for said, text, link in zip(entry.said, self.texts(entry), archive.speakers[index], strict=True)
        ]

    def _beside(self, index: int) -> tuple[Card | None, Card | None]:
        cards = self.archive.cards
        return cards[index - 1] if index else None, cards[index + 1] if index + 1 < len(cards) else None

    # days

    def day(self, day: date) -> DayView:
        """One day's digest."""
        archive = self.archive
        indexes = archive.days[day]
        newer, older = archive.days_beside(day)
        return DayView(
            date=day,
            address=day_address(day),
            items=[archive.cards[index] for index in indexes],
            minutes=sum(archive.cards[index].minutes for index in indexes),
            quote=self._quote_of_the_day(indexes),
            names=archive.day_names(day),
            newer=day_card(archive, newer) if newer else None,
            older=day_card(archive, older) if older else None,
        )

    def _quote_of_the_day(self, indexes: Sequence[int]) -> QuoteView | None:
        """The first pull-quote of the day's articles in the order of the digest."""
        for index in indexes:
            for said in self.archive.entries[index].said:
                if said.pull == 1 and said.speaker:
                    return self.quote(index, said)
        return None

    # names

    def tag(self, slug: str, number: int) -> tuple[TagView, Pagination[Card]]:
        """Page ``number`` of a name: with the articles of that page, and what is said in them."""
        tag = self.archive.tags[slug]
        shown = tag.articles[(number - 1) * self.per_page : number * self.per_page]
        first = number == 1
        cards = [self.archive.cards[index] for index in shown]
        entries = self.archive.entries
        view = TagView(
            link=tag.link,
            other_names=tag.other_names,
            timeline=timeline([entries[index].date for index in tag.articles], self.label) if first else (),
            companions=association.companions(self.archive, slug) if first else (),
            quotes=[
                self.quote(index, said) for index in shown for said in self.archive.said_by(tag.link, index)
            ],
            first=entries[tag.articles[-1]].date,
            last=entries[tag.articles[0]].date,
            feed=tag_feed(slug),
        )
        return view, paginate(cards, number, len(tag.articles), self.per_page, tag.link.address)

    def kinds(self) -> list[KindSample]:
        """The names with most articles, by kind; those of as many in the order of the index."""
        links = (tag.link for tag in self.archive.tags.values())
        groups = by_kind(sorted(links, key=lambda link: -link.count))
        indexes = self.archive.name_indexes
        return [
            KindSample(
                group.kind,
                group.tags[:SHOWN],
                len(group.tags),
                indexes[group.kind].base if group.kind in indexes else None,
            )
            for group in groups
        ]

    def names(self, kind: EntityKind, number: int) -> NamesView:
        """Page ``number`` of all names of a kind."""
        index = self.archive.name_indexes[kind]
        shown = index.page(number)
        items = paginate(shown, number, len(index.names), index.per_page, index.base)
        return NamesView(kind, index.letters, by_letter(shown), items)


def _pages(names: Sequence[TagLink | None], places: Iterable[int]) -> Iterator[tuple[int, TagLink]]:
    """The entities that have a page, each page once: by its most salient entity."""
    seen: set[str] = set()
    for place in places:
        page = names[place]
        if page is not None and page.slug not in seen:
            seen.add(page.slug)
            yield place, page


def tag_feed(slug: str) -> str:
    """The address of a name's Atom feed."""
    return f"feeds/tags/{slug}.xml"


def by_kind(tags: Sequence[TagLink]) -> list[KindGroup]:
    """Tags in groups, in their order within each."""
    return [
        KindGroup(kind, of_kind)
        for kind in KIND_ORDER
        if (of_kind := [tag for tag in tags if tag.kind == kind])
    ]


def by_speaker(quotes: Sequence[QuoteView]) -> list[SpeakerGroup]:
    """Who said what, in the order in which they first speak; the unattributed last."""
    groups: dict[str | None, list[QuoteView]] = {}
    for quote in quotes:
        groups.setdefault(quote.speaker, []).append(quote)
    ordered = sorted(groups.items(), key=lambda item: item[0] is None)
    return [
        SpeakerGroup(speaker, said[0].tag, next((quote.role for quote in said if quote.role), None), said)
        for speaker, said in ordered
    ]


def page_address(base: str, number: int) -> str:
    """Page ``number`` of a list.

    >>> page_address("quotes/", 1), page_address("quotes/", 2)
    ('quotes/', 'quotes/2/')
    """
    return base if number == 1 else f"{base}{number}/"


def page_count(total: int, size: int) -> int:
    """How many pages a list has; one if it is empty."""
    return max(1, -(-total // size))


def paginate(items: Sequence[T], number: int, total: int, size: int, base: str) -> Pagination[T]:
    """One page of a list, given the items that stand on it."""
    pages = page_count(total, size)
    return Pagination(
        items=items,
        number=number,
        pages=pages,
        total=total,
        newer=page_address(base, number - 1) if number > 1 else None,
        older=page_address(base, number + 1) if number < pages else None,
        jumps=jumps(number, pages, base),
    )


def jumps(number: int, pages: int, base: str) -> list[PageLink]:
    """Few enough pages to show, and none of the others more than a few steps away.

    >>> [jump.number for jump in jumps(50, 150, "quotes/")]
    [1, 40, 49, 50, 51, 60, 150]
    """
    wanted = {1, number - 10, number - 1, number, number + 1, number + 10, pages}
    if pages > 100:
        wanted |= {number - 100, number + 100}
    numbers = sorted(each for each in wanted if 1 <= each <= pages)
    return [
        PageLink(each, page_address(base, each), each - before > 1)
        for before, each in zip([0, *numbers], numbers, strict=False)
    ]
