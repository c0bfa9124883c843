from __future__ import annotations

import json
import re
from itertools import pairwise
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import pytest
from markupsafe import Markup

from mujaz.site.passages import closed

THEME = Path(__file__).parents[3] / "theme"
KINDS = [
    "front",
    "day",
    "article",
    "tag",
    "tags",
    "names",
    "quotes",
    "year",
    "month",
    "archive",
    "search",
    "page",
    "404",
]
INLINE = {"a", "abbr", "bdi", "button", "small", "span", "time"}
ARABIC = re.compile(r"[ء-يٱ-ۓ]")


def parsed(html: str) -> Element:
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    tree: Element = parser.parse(html)
    return tree


def visible(html: str) -> str:
    return " ".join(parsed(html).find("body").itertext())  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_valid_arabic_and_has_one_headline(samples: ModuleType, kind: str) -> None:
    tree = parsed(samples.renderer()(kind))
    assert tree.get("lang") == "ar" and tree.get("dir") == "rtl"
    assert len(list(tree.iter("h1"))) == 1
    levels = [int(element.tag[1]) for element in tree.iter() if re.fullmatch(r"h[1-6]", str(element.tag))]
    assert all(after - before <= 1 for before, after in pairwise(levels))
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("kind", KINDS)
def test_no_two_inline_elements_join_their_letters(samples: ModuleType, kind: str) -> None:
    body = parsed(samples.renderer()(kind)).find("body")
    assert body is not None
    joined = []

    def walk(element: Element, before: str) -> str:
        """Read the text in order; what a block begins with touches nothing."""
        inline = element.tag in INLINE
        before = before if inline else ""
        before = check(element, "start", element.text, before)
        for child in element:
            before = walk(child, before)
            before = check(child, "after", child.tail, before)
        return before if inline else ""

    def check(element: Element, position: str, text: str | None, before: str) -> str:
        if not text:
            return before
        if before and ARABIC.match(before[-1]) and ARABIC.match(text[0]):
            joined.append((element.tag, position, before[-10:], text[:10]))
        return text

    walk(body, "")
    assert not joined


@pytest.mark.parametrize("kind", KINDS)
def test_structured_data_is_json_and_describes_the_page(samples: ModuleType, kind: str) -> None:
    html = samples.renderer()(kind)
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    if kind == "404":
        assert not found
        return
    graph = json.loads(found[0])["@graph"]
    wanted = {"article": "NewsArticle", "search": "SearchResultsPage", "page": "WebPage"}.get(
        kind, "CollectionPage"
    )
    assert [node["@type"] for node in graph] == [wanted, "BreadcrumbList"]
    assert graph[0]["url"] == f"https://news.example/sub/{kind}/"
    steps = graph[1]["itemListElement"]
    assert ["item" in step for step in steps] == [True, True, False], "the last step is the page itself"


def test_an_articles_data_names_its_people_and_what_they_said(samples: ModuleType) -> None:
    html = samples.renderer()("article")
    node = json.loads(re.findall(r"ld\+json\">(.*?)</script>", html)[0])["@graph"][0]
    assert node["hasPart"][0]["creator"] == {
        "@type": "Person",
        "name": "سعاد الخولي",
        "jobTitle": "مديرة المشروع",
    }
    assert "creator" not in node["hasPart"][2]
    assert {entity["@type"] for entity in node["about"] + node["mentions"]} == {
        "Person",
        "Place",
        "Organization",
    }
    assert '<meta property="og:image" content="https://news.example/sub/cards/library.png">' in html


def test_a_long_day_ends_in_headlines(samples: ModuleType) -> None:
    items = [samples.card(f"خبر رقم {number}", address=f"a/{number}/") for number in range(1, 301)]
    tree = parsed(samples.renderer()("day", day=samples.day(items=items)))
    links = [a.get("href") for a in tree.iter("a")]
    assert all(links.count(f"/a/{number}/") == 1 for number in range(1, 301)), "finite, and whole"
    assert len(list(tree.iter("article"))) == 24
    html = samples.renderer()("404", day=samples.day(items=items))
    assert html.count("<article") == 5


def test_who_speaks_twice_is_described_once(samples: ModuleType) -> None:
    again = samples.QUOTE._replace(anchor="q9")
    article = samples.article(quotes=(samples.QUOTE, samples.BOARD, again))
    html = samples.renderer()("article", article=article)
    parts = json.loads(re.findall(r"ld\+json\">(.*?)</script>", html)[0])["@graph"][0]["hasPart"]
    first, other, second = (part["creator"] for part in parts)
    assert second == {"@id": first["@id"]} and first["name"] == samples.QUOTE.speaker
    assert "@id" not in other
    assert [part["@id"] for part in parts] == ["#q1", "#q2", "#q9"]


def test_hostile_text_is_text(samples: ModuleType) -> None:
    bad = '</title><script>alert("x")</script>\u202eعكس \u2067<img src=x onerror=alert(1)>'
    card = samples.card(bad, summary=bad, address="2025/06/11/x/")
    article = samples.article(card=card, related=(card,), newer=card)
    html = samples.renderer()("article", article=article, title=bad)
    assert "<script>alert" not in html and "<img" not in html
    assert ["".join(element.itertext()) for element in parsed(html).iter("bdi")].count(closed(bad)) == 3


@pytest.mark.parametrize("title", ["خبر", "عنوان طويل جدًا " * 20, "NASA 2026: 3.5%"])
def test_titles_of_any_kind_are_isolated(samples: ModuleType, title: str) -> None:
    html = samples.renderer()("article", article=samples.article(card=samples.card(title)))
    assert Markup("<bdi>{}</bdi></h1>").format(title) in html


def test_an_empty_article_and_an_empty_day_say_so(samples: ModuleType) -> None:
    bare: dict[str, Any] = {
        "body": Markup(""),
        "speakers": (),
        "kinds": (),
        "related": (),
        "newer": None,
        "older": None,
    }
    assert "لا نص في هذا الخبر" in visible(samples.renderer()("article", article=samples.article(**bare)))
    day = samples.day(items=(), quote=None, names=(), older=None)
    assert "لا أخبار في هذا اليوم" in visible(samples.renderer()("day", day=day))


@pytest.mark.parametrize("kind", KINDS)
def test_no_english_is_left_over(samples: ModuleType, kind: str) -> None:
    latin = set(re.findall(r"[A-Za-z]{2,}", visible(samples.renderer()(kind))))
    assert latin <= {"Atom", "JSON", "make", "preview", "try", "document", "documentElement"}


def test_digits_can_be_arabic_indic(samples: ModuleType) -> None:
    text = visible(samples.renderer(digits="arab")("front"))
    assert "١١ حزيران" in text and "١٤ دقيقة" in text
    assert not re.search(r"[0-9]", text)


def test_every_class_is_styled_and_every_style_is_used() -> None:
    templates = "\n".join(path.read_text(encoding="utf-8") for path in (THEME / "templates").rglob("*.html"))
    scripts = "\n".join(path.read_text(encoding="utf-8") for path in (THEME / "static" / "js").glob("*.js"))
    pull = {f"pull-quote__{part}" for part in ("text", "mark", "by", "speaker", "role", "source")}
    site = THEME.parent / "plugins" / "mujaz" / "site"
    modules = ("alarm.py", "tables.py", "wording.py")
    code = "".join((site / name).read_text(encoding="utf-8") for name in modules)
    rendered = {"quote", "footnote", "pull-quote", "subhead", "caption", *pull}
    css = "\n".join(path.read_text(encoding="utf-8") for path in (THEME / "static" / "css").rglob("*.css"))
    styled = set(re.findall(r"\.([a-z][\w-]*)", re.sub(r"/\*.*?\*/|url\([^)]*\)", "", css, flags=re.DOTALL)))
    used = templates + scripts + code
    kinds = {f"page--{kind}" for kind in KINDS}
    unused = {
        name
        for name in styled - rendered - kinds
        if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", used)
    }
    assert not unused
