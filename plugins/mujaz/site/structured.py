"""Schema.org data of a page, as one JSON-LD script element.

One ``json.dumps`` a page: templates would need an escaping filter for each value. Addresses are written only
where the site has one (SITEURL); without it the rest still describes the page.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from mujaz.site.views import (
    ArticleView,
    Card,
    DayView,
    PageView,
    Pagination,
    QuoteView,
    SiteView,
    TagLink,
    TagView,
)

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False).encode

Node = dict[str, Any]
Absolute = Callable[[str], str]

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
    text = _encode(data).replace("<", "\\u003c")
    return Markup(f'<script type="application/ld+json">{text}</script>')


def _page_node(context: Context, page: PageView, site: SiteView, absolute: Absolute) -> Node:
    if page.kind == "article":
        return _article(context["article"], site, absolute)
    if page.kind in ("front", "day"):
        day: DayView | None = context["day"]
        node = _collection(page, site)
        if day:
            node["datePublished"] = day.date.isoformat()
            node["mainEntity"] = _items(day.items, absolute, site)
        return node
    if page.kind == "tag":
        tag: TagView = context["tag"]
        items: Pagination[Card] = context["items"]
        node = _collection(page, site)
        about = _entity(tag.link, absolute, site)
        if tag.other_names:
            about["alternateName"] = list(tag.other_names)
        node["about"] = about
        node["mainEntity"] = _items(items.items, absolute, site)
        return node
    if page.kind == "quotes":
        quotes: Pagination[QuoteView] = context["items"]
        node = _collection(page, site)
        node["hasPart"] = [_quotation(quote) for quote in quotes.items]
        return node
    if page.kind in ("tags", "archive", "year", "month"):
        return _collection(page, site)
    kind = "SearchResultsPage" if page.kind == "search" else "WebPage"
    return {"@type": kind, "name": page.title, "inLanguage": site.language}


def _article(article: ArticleView, site: SiteView, absolute: Absolute) -> Node:
    card = article.card
    node: Node = {
        "@type": "NewsArticle",
        "headline": card.title,
        "datePublished": card.date.isoformat(),
        "inLanguage": site.language,
        "wordCount": article.words,
        "timeRequired": f"PT{max(card.minutes, 1)}M",
    }
    if card.summary:
        node["description"] = card.summary
    if card.source and card.source.name:
        node["publisher"] = {"@type": "Organization", "name": card.source.name}
        node["author"] = node["publisher"]
    if card.source and card.source.url:
        node["isBasedOn"] = card.source.url
    if article.image and site.url:
        node["image"] = absolute(article.image)
    salient = {name.slug for name in card.names}
    tags = [tag for group in article.kinds for tag in group.tags]
    node["about"] = [_entity(tag, absolute, site) for tag in tags if tag.slug in salient]
    node["mentions"] = [_entity(tag, absolute, site) for tag in tags if tag.slug not in salient]
    node["hasPart"] = [_quotation(quote) for quote in article.quotes]
    return {key: value for key, value in node.items() if value != []}


def _collection(page: PageView, site: SiteView) -> Node:
    node: Node = {"@type": "CollectionPage", "name": page.title, "inLanguage": site.language}
    if page.description:
        node["description"] = page.description
    return node


def _items(cards: Iterable[Card], absolute: Absolute, site: SiteView) -> Node:
    items = []
    for position, card in enumerate(cards, 1):
        item: Node = {"@type": "ListItem", "position": position, "name": card.title}
        if site.url:
            item["url"] = absolute(card.address)
        items.append(item)
    return {"@type": "ItemList", "itemListElement": items}


def _entity(tag: TagLink, absolute: Absolute, site: SiteView) -> Node:
    node: Node = {"@type": TYPES[tag.kind], "name": tag.name}
    if site.url:
        node["url"] = absolute(tag.address)
    return node


def _quotation(quote: QuoteView) -> Node:
    node: Node = {"@type": "Quotation", "text": quote.text}
    if quote.speaker:
        kind = TYPES[quote.tag.kind] if quote.tag and quote.tag.kind in ("PER", "ORG") else "Person"
        node["creator"] = {"@type": kind, "name": quote.speaker}
        if quote.role and kind == "Person":
            node["creator"]["jobTitle"] = quote.role
    return node


def _breadcrumbs(page: PageView, absolute: Absolute) -> Node:
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": crumb.label, "item": absolute(crumb.address)}
            for position, crumb in enumerate(page.crumbs, 1)
        ],
    }
