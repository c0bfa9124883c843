"""Addresses of names on a built site: one everywhere, and kept once published."""

from __future__ import annotations

import functools
import json
import threading
from collections.abc import Callable
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote
from urllib.request import urlopen

import pytest

from mujaz.site.state import State

SITE = "https://example.org/digest"
STORY = """التاريخ: 2026-03-0{day}
{name} تفتتح مكتبة في الوادي

افتتحت {name} مكتبة في الوادي صباح اليوم بحضور الأهالي.
وقالت {name}: «هذه مكتبة تفتح أبوابها لكل قارئ في الوادي، ولن نقف عند هذا الحد».
"""
CARELESS, CAREFUL = "منيره الدالاتي", "منيرة الدالاتي"


def stories(*names: str) -> dict[str, str]:
    return {f"a{day}.txt": STORY.format(day=day, name=name) for day, name in enumerate(names, 1)}


def slugs(output: Path) -> dict[str, str]:
    """The slug of each name that has a page."""
    pages: list[dict[str, Any]] = json.loads((output / "data/entities.json").read_text("utf-8"))
    return {page["name"]: page["slug"] for page in pages}


def test_a_published_address_is_kept_and_a_cold_build_agrees(
    build: Callable[..., Any], write: Callable[..., Path], tmp_path: Path
) -> None:
    content = write(tmp_path / "content", stories(CARELESS))
    publish = functools.partial(build, content, SITEURL=SITE, MUJAZ_SHARE_PICTURES=False)
    old = slugs(publish().output)[CARELESS]
    assert old == "منيره-الدالاتي"
    write(content, stories(CARELESS, CAREFUL, CAREFUL, CAREFUL))
    warm = publish()
    assert slugs(warm.output)[CAREFUL] == old
    assert f"/tags/{old}/" in warm.html("tags/منيرة-الدالاتي")
    cold, state = tmp_path / "cold", tmp_path / "fresh"
    State(str(state / "builds"), str(cold), b"").publish(
        State(str(tmp_path / "state/builds"), str(warm.output), b"").published()
    )
    assert publish(cold, state).tree() == warm.tree() == publish().tree()


def test_what_was_only_looked_at_is_not_kept(
    build: Callable[..., Any], write: Callable[..., Path], tmp_path: Path
) -> None:
    content = write(tmp_path / "content", stories(CARELESS))
    assert slugs(build(content).output)[CARELESS] == "منيره-الدالاتي"
    write(content, stories(CARELESS, CAREFUL, CAREFUL))
    site = build(content)
    assert slugs(site.output)[CAREFUL] == "منيرة-الدالاتي"
    assert "منيرة-الدالاتي" in site.html("tags/منيره-الدالاتي")


@pytest.fixture(scope="module")
def published(run_build: Callable[..., Any], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    for name, text in stories(CARELESS, CAREFUL, CAREFUL).items():
        (folder / "content").mkdir(exist_ok=True)
        (folder / "content" / name).write_text(text, encoding="utf-8")
    (folder / "state").mkdir()
    settings = {"SITEURL": SITE, "MUJAZ_SHARE_PICTURES": False}
    output: Path = run_build(folder / "content", folder / "output", folder / "state", **settings).output
    return output


def test_an_address_is_the_same_wherever_it_stands(published: Path) -> None:
    slug = slugs(published)[CAREFUL]
    assert slug == "منيرة-الدالاتي"
    full = f"{SITE}/tags/{quote(slug)}/"
    page = (published / "tags" / slug / "index.html").read_text("utf-8")
    assert f'<link rel="canonical" href="{full}">' in page
    assert f"<loc>{full}</loc>" in (published / "sitemap.xml").read_text("utf-8")
    assert full in (published / f"feeds/tags/{slug}.xml").read_text("utf-8")
    other = (published / "tags/منيره-الدالاتي/index.html").read_text("utf-8")
    assert f'<link rel="canonical" href="{full}">' in other
    assert f"url=/digest/tags/{slug}/" in unquote(other)


def test_a_plain_server_finds_pages_and_redirects(published: Path) -> None:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(published)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        for slug in ("منيرة-الدالاتي", "منيره-الدالاتي"):
            with urlopen(f"http://127.0.0.1:{server.server_port}/tags/{quote(slug)}") as answer:
                assert CAREFUL in answer.read().decode()
    finally:
        server.shutdown()
        server.server_close()
