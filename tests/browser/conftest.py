from __future__ import annotations

import functools
import http.server
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

import bad_articles

ROOT = Path(__file__).parents[2]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


def built(folder: Path, content: Path) -> Path:
    """``content`` built into ``folder``, for any host, with what a build keeps beside it."""
    output = folder / "output"
    command = [sys.executable, "-m", "pelican", str(content), "-s", str(ROOT / "pelicanconf.py")]
    state = [f'MUJAZ_STORE="{folder}/store.sqlite"', f'MUJAZ_STATE="{folder}/state"', 'SITEURL=""']
    done = subprocess.run(
        [*command, "-o", str(output), "-e", *state], capture_output=True, text=True, check=False, cwd=folder
    )
    assert (output / "index.html").is_file(), done.stdout + done.stderr
    return output


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site of invented articles, built as for hosting, with its search index."""
    folder = tmp_path_factory.mktemp("site")
    content = folder / "content"
    for part in ("articles", "pages"):
        shutil.copytree(Path(__file__).parent / part, content / part)
    output = built(folder, content)
    from mujaz.site.search import build_index

    build_index(output)
    return output


@pytest.fixture(scope="session")
def strained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of articles as bad as they come."""
    folder = tmp_path_factory.mktemp("strained")
    return built(folder, bad_articles.write(folder / "content"))


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves files and says nothing; unknown addresses get the site's own 404 page."""

    def log_message(self, *_: object) -> None: ...

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        body = (Path(self.directory) / "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@pytest.fixture(scope="session")
def url(site: Path) -> Iterator[str]:
    """The site's address on this machine, ending in a slash."""
    handler = functools.partial(Quiet, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def chromium() -> str | None:
    """The Chromium to test in: the environment's, else the first on the search path."""
    return os.environ.get("CHROMIUM") or next(
        (found for name in NAMES if (found := shutil.which(name))), None
    )


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        if os.environ.get("MUJAZ_REQUIRE_BROWSER"):
            pytest.fail("MUJAZ_REQUIRE_BROWSER is set and there is no Chromium; set CHROMIUM to its path")
        pytest.skip("no Chromium on the search path; set CHROMIUM to its path")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield launched
        launched.close()


Opener = Callable[..., Page]


@pytest.fixture
def open_page(browser: Browser, url: str) -> Iterator[Opener]:
    """``open_page(address, width=1280, **context)``: a page; an error in its console fails the test."""
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def opened(address: str, width: int = 1280, **options: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(address if "://" in address else url + address)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert errors == []
