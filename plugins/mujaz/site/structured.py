"""Schema.org data of a page, as one JSON-LD script element.

One call of orjson a page: templates would need an escaping filter for each value. Addresses are written only
where the site has one (SITEURL), from its root, which JSON-LD resolves as HTML does; without it the rest
still describes the page. What another page describes, or this page's head says, is not said again: a list
gives addresses, and the page of quotations the anchors where articles have them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import orjson
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from mujaz.site.views import (
    ArticleView,
    Card,
    DayView,
    PageView,
    Pagination,
    QuotesView,
    QuoteView,
    SiteView,
    TagLink,
    TagView,
)

Node = dict[str, Any]
Absolute = Callable[[str], str]
Link = Callable[..., str]

TYPES: Mapping[str, str] = {"PER": "Person", "LOC": "Place", "ORG": "Organization", "MISC": "Thing"}


@pass_context
def structured(context: Context) -> Markup:
    """The script element for the page being rendered; nothing where there is nothing to say (404)."""
    page: PageView = context["page"]
    site: SiteView = context["site"]
    absolute: Absolute = context["absolute"]
    if page.kind == "404":
        return Markup("")
    node = _page_node(context, page, site, absolute)
    if site.url:
        node["url"] = absolute(page.address)
    graph = [node]
    if site.url and len(page.crumbs) > 1:
        graph.append(_breadcrumbs(page, absolute))
    return script({"@context": "https://schema.org", "@graph": graph})


def script(data: Node) -> Markup:
    """A JSON-LD script element that no text inside can close.

    >>> script({"name": "</script>"})
    Markup('<script type="application/ld+json">{"name":"\\\\u003c/script>"}</script>')
    """
    text = orjson.dumps(data).replace(b"<", b"\\u003c").decode()
    return Markup(f'<script type="application/ld+json">{text}</script>')


def _page_node(context: Context, page: PageView, site: SiteView, absolute: Absolute) -> Node:
    link: Link = context["link"]
    if page.kind == "article":
        return _article(context["article"], page, site, link, absolute)
    if page.kind in ("search", "page", "review"):
        kind = "SearchResultsPage" if page.kind == "search" else "WebPage"
        return {"@type": kind, "name": page.title, "inLanguage": site.language}
    node = _collection(page, site)
    if page.kind in ("front", "day") and context["day"]:
        day: DayView = context["day"]
        node["datePublished"] = day.date.isoformat()
        node["mainEntity"] = _items(day.items, link, site)
    elif page.kind == "tag":
        tag: TagView = context["tag"]
        items: Pagination[Card] = context["items"]
        node["about"] = {"@type": TYPES[tag.link.kind], "name": tag.link.name}
        if tag.other_names:
            node["about"]["alternateName"] = list(tag.other_names)
        node["hasPart"] = [{"@id": link(card.address)} for card in items.items] if site.url else []
    elif page.kind == "quotes":
        quotes: QuotesView = context["quotes"]  # each article's page describes its quotations
        articles = [said.article for said in quotes.articles]
        node["hasPart"] = [{"@id": link(article.address)} for article in articles] if site.url else []
    return node


def _article(article: ArticleView, page: PageView, site: SiteView, link: Link, absolute: Absolute) -> Node:
    card = article.card
    node: Node = {
        "@type": "NewsArticle",
        "headline": page.title,
        "datePublished": card.date.isoformat(),
        "inLanguage": site.language,
        "wordCount": article.words,
        "timeRequired": f"PT{max(card.minutes, 1)}M",
    }
    if card.source and card.source.name:
        node["publisher"] = {"@type": "Organization", "name": card.source.name}
        node["author"] = node["publisher"]
    if card.source and card.source.url:
        node["isBasedOn"] = card.source.url
    if article.image and site.url:
        node["image"] = absolute(article.image)
    salient = {name.slug for name in card.names}
    tags = [tag for group in article.kinds for tag in group.tags]
    node["about"] = [_entity(tag, link, site) for tag in tags if tag.slug in salient]
    node["mentions"] = [_entity(tag, link, site) for tag in tags if tag.slug not in salient]
    node["hasPart"] = list(_quotations(article.quotes))
    return {key: value for key, value in node.items() if value != []}


def _collection(page: PageView, site: SiteView) -> Node:
    return {"@type": "CollectionPage", "name": page.title, "inLanguage": site.language}


def _items(cards: Iterable[Card], link: Link, site: SiteView) -> Node:
    """The list of a page: by the addresses of what is on it, or by name where there are none."""
    items = [
        {"@type": "ListItem", "position": position, "url": link(card.address)}
        if site.url
        else {"@type": "ListItem", "position": position, "name": card.title}
        for position, card in enumerate(cards, 1)
    ]
    return {"@type": "ItemList", "itemListElement": items}


def _entity(tag: TagLink, link: Link, site: SiteView) -> Node:
    node: Node = {"@type": TYPES[tag.kind], "name": tag.name}
    if site.url:
        node["url"] = link(tag.address)
    return node


def _quotations(quotes: Sequence[QuoteView]) -> Iterator[Node]:
    """An article's quotations, at their anchors. Who speaks again is described once, and then referred to."""
    times = Counter(quote.speaker for quote in quotes)
    roles = {quote.speaker: quote.role for quote in reversed(quotes) if quote.role}
    known: dict[str, Node] = {}
    for quote in quotes:
        node: Node = {"@type": "Quotation", "@id": f"#{quote.anchor}", "text": quote.text}
        if quote.speaker:
            node["creator"] = known.get(quote.speaker) or _speaker(quote, roles.get(quote.speaker))
            if times[quote.speaker] > 1 and quote.speaker not in known:
                node["creator"]["@id"] = name = f"#by-{quote.anchor}"
                known[quote.speaker] = {"@id": name}
        yield node


def _speaker(quote: QuoteView, role: str | None) -> Node:
    kind = TYPES[quote.tag.kind] if quote.tag and quote.tag.kind in ("PER", "ORG") else "Person"
    node: Node = {"@type": kind, "name": quote.speaker}
    if role and kind == "Person":
        node["jobTitle"] = role
    return node


def _breadcrumbs(page: PageView, absolute: Absolute) -> Node:
    """The way from the front page; the last step is the page itself."""
    steps: list[Node] = [
        {"@type": "ListItem", "position": position, "name": crumb.label, "item": absolute(crumb.address)}
        for position, crumb in enumerate(page.crumbs, 1)
    ]
    del steps[-1]["item"]
    return {"@type": "BreadcrumbList", "itemListElement": steps}
