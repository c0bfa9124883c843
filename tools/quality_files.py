"""What can be checked on disk: every link and anchor of every page, feeds, sitemap."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import feedparser

KIND = re.compile(rb'<main id="main" class="page page--([\w-]+)"')
LINKED = {"href", "src", "cite"}


class Page(HTMLParser):
    """The links and ids of one page."""

    def __init__(self, text: str) -> None:
        """Read the page."""
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.doubled: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note the element's id and addresses."""
        for name, value in attrs:
            if value is None:
                continue
            if name == "id":
                if value in self.ids:
                    self.doubled.append(value)
                self.ids.add(value)
            elif name in LINKED and not (tag == "link" and ("rel", "canonical") in attrs):
                self.links.append(value)


def pages_by_kind(site: Path) -> dict[str, Path]:
    """The fullest page of each kind: the one with most bytes, so that every part is on it."""
    found: dict[str, tuple[int, Path]] = {}
    for path in sorted(site.rglob("*.html")):
        data = path.read_bytes()
        if kind := KIND.search(data):
            name = kind[1].decode()
            if name not in found or len(data) > found[name][0]:
                found[name] = (len(data), path)
    return {kind: path for kind, (_, path) in sorted(found.items())}


def address(path: Path, site: Path) -> str:
    """The address of a page below the site's own."""
    return path.relative_to(site).as_posix().removesuffix("index.html")


def check(site: Path, url: str) -> list[str]:
    """Faults of all files: broken links and anchors, doubled ids, feeds, JSON and XML that do not parse."""
    pages = {path: Page(path.read_text(encoding="utf-8")) for path in sorted(site.rglob("*.html"))}
    faults = [
        f"{address(path, site)}: id {name!r} twice" for path, page in pages.items() for name in page.doubled
    ]
    for path, page in pages.items():
        for link in page.links:
            target = _target(link, path, site, url)
            if target is None:
                continue
            anchor = unquote(urlsplit(link).fragment)
            if not target.is_file():
                faults.append(f"{address(path, site)}: link to {link}, which is not there")
            elif anchor and target in pages and anchor not in pages[target].ids:
                faults.append(f"{address(path, site)}: link to {link}, which has no such anchor")
    return [*faults, *_feeds(site)]


def _target(link: str, page: Path, site: Path, url: str) -> Path | None:
    """The file a link leads to; None for another site's."""
    link = link.removeprefix(url) if url else link
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    if not parts.path:
        return page
    path = unquote(parts.path)
    target = site / path.lstrip("/") if path.startswith("/") else page.parent / path
    target = Path(*target.resolve().parts)
    return target / "index.html" if target.is_dir() else target


def _feeds(site: Path) -> Iterator[str]:
    for path in sorted(site.rglob("*.xml")):
        name = path.relative_to(site)
        if path.parent.name == "feeds" or "feeds" in path.parts:
            feed = feedparser.parse(path.read_bytes())
            if feed.bozo:
                yield f"{name}: {feed.bozo_exception}"
            elif not feed.feed.get("id") or not feed.feed.get("updated"):
                yield f"{name}: no id or no date of change"
            elif (
                feed.feed.get("language") != "ar"
                and feed.feed.get("title_detail", {}).get("language") != "ar"
            ):
                yield f"{name}: its language is not told (xml:lang)"
        else:
            try:
                ET.parse(path)
            except ET.ParseError as error:
                yield f"{name}: {error}"
    for path in [*sorted(site.rglob("*.json")), *sorted(site.rglob("*.webmanifest"))]:
        if "pagefind" in path.parts:
            continue
        try:
            data = json.loads(path.read_bytes())
        except ValueError as error:
            yield f"{path.relative_to(site)}: {error}"
            continue
        if path.parent.name == "feeds" and not {"version", "title", "items"} <= set(data):
            yield f"{path.relative_to(site)}: not a JSON Feed"
