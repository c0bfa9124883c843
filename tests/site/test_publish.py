"""A published tree, served under a sub-path on loopback: every link followed."""

from __future__ import annotations

import http.client
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote, urldefrag, urljoin, urlsplit
from xml.etree import ElementTree

import html5lib
import pytest

SUB = "/any/sub/path"
DRAFT = "Title: مسودة\nDate: 2026-03-01\nStatus: draft\n\nنص لا يُنشر.\n"


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """A static host on loopback: its address, and the folder it serves."""
    root = tmp_path_factory.mktemp("host")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(root)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", root
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def published(host, articles, run_build, write: Callable) -> tuple[str, Path]:
    address, root = host
    content = write(root.parent / f"{root.name}-content", {**articles, "articles/draft.md": DRAFT})
    state = root.parent / f"{root.name}-state"
    state.mkdir()
    built = run_build(content, root / SUB.strip("/"), state, SITEURL=address + SUB)
    assert built.status == 0, built.said
    return address + SUB, built.output


def fetch(url: str) -> tuple[int, str, str]:
    parts = urlsplit(url)
    connection = http.client.HTTPConnection(parts.netloc, timeout=30)
    connection.request("GET", quote(parts.path, safe="/%"))  # as browsers ask
    answer = connection.getresponse()
    data, kind = answer.read(), answer.headers.get_content_type()
    connection.close()
    return answer.status, kind, data.decode("utf-8", "replace") if kind.startswith("text/html") else ""


def test_every_link_works_under_the_sub_path(published) -> None:
    base, _ = published
    waiting, seen, broken = [f"{base}/"], {}, []
    wanted: list[tuple[str, str, str]] = []
    while waiting:
        url = waiting.pop()
        if url in seen:
            continue
        status, kind, text = fetch(url)
        seen[url] = set()
        if status != 200:
            broken.append((url, status))
            continue
        if kind != "text/html":
            continue
        page = html5lib.parse(text, namespaceHTMLElements=False)
        seen[url] = {element.get("id") for element in page.iter()}
        for element in page.iter():
            for name in ("href", "src"):
                value = element.get(name)
                if not value or "pagefind/" in value:
                    continue
                target, anchor = urldefrag(urljoin(url, value))
                if urlsplit(target).netloc != urlsplit(base).netloc:
                    continue
                if not target.startswith(f"{base}/"):
                    broken.append((url, f"{value} leaves the site"))
                    continue
                waiting.append(target)
                if anchor:
                    wanted.append((url, target, unquote(anchor)))
    broken += [(url, f"{target}#{anchor}") for url, target, anchor in wanted if anchor not in seen[target]]
    assert broken == []
    assert len(seen) > 30


def test_addresses_are_absolute_where_they_are_read_elsewhere(published) -> None:
    base, output = published
    site = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    listed = [loc.text for loc in ElementTree.parse(output / "sitemap.xml").iter(f"{site}loc")]
    assert f"{base}/2026/03/02/port/" in listed
    assert {fetch(url)[0] for url in listed} == {200}
    for path in [*output.glob("feeds/*.xml"), *output.glob("feeds/tags/*.xml")]:
        for link in ElementTree.parse(path).iter("{http://www.w3.org/2005/Atom}link"):
            assert link.get("href", "").startswith(f"{base}/"), path
    page = html5lib.parse(
        (output / "2026/03/02/port/index.html").read_text("utf-8"), namespaceHTMLElements=False
    )
    canonical = [link.get("href") for link in page.iter("link") if link.get("rel") == "canonical"]
    assert canonical == [f"{base}/2026/03/02/port/"]
    assert f"Sitemap: {base}/sitemap.xml" in (output / "robots.txt").read_text()


def test_nothing_of_the_workshop_is_published(published) -> None:
    _, output = published
    text = "".join(path.read_text("utf-8") for path in output.rglob("*.html"))
    assert "نص لا يُنشر" not in text
    assert "مسودة" not in text
    assert not (output / "review").exists()
    assert "_faults" not in text
    assert "index.html" not in text


def test_the_404_page_works_at_any_depth(published) -> None:
    base, output = published
    page = html5lib.parse((output / "404.html").read_text("utf-8"), namespaceHTMLElements=False)
    for href in [element.get("href") for element in page.iter() if element.get("href")]:
        if not href.startswith("#"):
            assert href.startswith((f"{SUB}/", f"{base}/")), href
