"""The preview: builds, serves on this machine alone, and builds again on every change.

Each build is a process of its own, so that changed code, templates and data are read afresh and a build that
fails never ends the preview. What is wrong is told in the terminal, on every page and at ``/_faults/``.
"""

from __future__ import annotations

import argparse
import json
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from mujaz.site.alarm import HIDE, LEFT, PAGE, Alarm
from mujaz.site.search import SearchIndexError, build_index

if TYPE_CHECKING:
    from watchfiles import Change

HOST = "127.0.0.1"
_LONGEST_FORM = 4096  # bytes
PLUGIN = Path(__file__).parents[1]


class Builder:
    """Builds one content folder for the preview, and knows how the last build ended."""

    def __init__(self, content: Path, settings: Path, address: str) -> None:
        self.content = content.absolute()
        self.settings = settings.absolute()
        self.address = address
        self.home = self.settings.parent / ".mujaz" / "preview"
        self.output = self.home / "site"
        self.alarm = Alarm(self.settings.parent / "theme" / "words.ar.toml")
        self._indexing = threading.Lock()
        self._index_wanted = threading.Event()

    def build(self) -> float:
        """Build once; the seconds it took."""
        self.output.mkdir(parents=True, exist_ok=True)
        (self.home / LEFT).unlink(missing_ok=True)
        begun = time.monotonic()
        overrides = {"SITEURL": self.address, "MUJAZ_PREVIEW": True, "MUJAZ_STATE": str(self.home)}
        command = [sys.executable, "-m", "pelican", str(self.content), "-s", str(self.settings)]
        command += ["-o", str(self.output), "-e", *(f"{k}={json.dumps(v)}" for k, v in overrides.items())]
        with subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
        ) as process:
            said = []
            for line in process.stdout or ():
                print(line, end="", flush=True)
                said.append(line.rstrip())
        self.alarm.update(self.home, failed=bool(process.returncode), said=said[-40:])
        return time.monotonic() - begun

    def index(self) -> None:
        """Make the search index, aside: pages need not wait for it. One at a time, and once more for a build
        that ended meanwhile."""
        self._index_wanted.set()
        threading.Thread(target=self._index, daemon=True).start()

    def _index(self) -> None:
        with self._indexing:
            if not self._index_wanted.is_set():
                return
            self._index_wanted.clear()
            try:
                build_index(self.output)
            except SearchIndexError as error:
                print(f"search: {error}", file=sys.stderr)

    def watch(self, stop: threading.Event) -> queue.Queue[list[Path]]:
        """The files that change, batch by batch: content, theme, settings, the plugin with its data."""
        from watchfiles import DefaultFilter, watch

        theme = self.settings.parent / "theme"
        folders = [self.content, PLUGIN, *([theme] if theme.is_dir() else [])]
        ordinary = DefaultFilter()
        found: queue.Queue[list[Path]] = queue.Queue()

        def concerns(change: Change, path: str) -> bool:
            return not Path(path).is_relative_to(self.home) and ordinary(change, path)

        def look() -> None:
            for changes in watch(
                *folders,
                self.settings,
                watch_filter=concerns,
                stop_event=stop,
                debounce=200,
                step=50,
                raise_interrupt=False,
            ):
                found.put(sorted({Path(path) for _, path in changes}))

        threading.Thread(target=look, daemon=True).start()
        return found


class Handler(SimpleHTTPRequestHandler):
    """Serves the built pages: 404.html where there is none, a banner where the last build had faults."""

    builder: Builder

    def do_GET(self) -> None:
        """Answer with a page."""
        if urlsplit(self.path).path == PAGE:
            self._answer(HTTPStatus.OK, self.builder.alarm.page(self._text(self.builder.output / "404.html")))
            return
        path = Path(self.translate_path(self.path))
        if path.is_dir() and urlsplit(self.path).path.endswith("/"):
            path /= "index.html"
        if path.suffix == ".html" and path.is_file():
            self._answer(HTTPStatus.OK, self.builder.alarm.over(self._text(path)))
        elif path.exists():
            super().do_GET()
        else:
            self._missing()

    def do_POST(self) -> None:
        """Hide the bar until the faults change, and go back to the page."""
        if urlsplit(self.path).path != HIDE:
            self.send_error(HTTPStatus.METHOD_NOT_ALLOWED)
            return
        length = self.headers.get("Content-Length", "")
        self.rfile.read(min(int(length), _LONGEST_FORM) if length.isdecimal() else 0)
        self.builder.alarm.hidden = True
        back = urlsplit(self.headers.get("Referer", "")).path.lstrip("/")  # //host would lead off the site
        self.send_response(HTTPStatus.SEE_OTHER)
        self.send_header("Location", f"/{back}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _missing(self) -> None:
        alarm, page = self.builder.alarm, self._text(self.builder.output / "404.html")
        status = HTTPStatus.NOT_FOUND if page else HTTPStatus.SERVICE_UNAVAILABLE
        self._answer(status, alarm.over(page or alarm.waiting()))

    def _text(self, path: Path) -> str:
        """A built page; "" where there is none."""
        try:
            return path.read_text(encoding="utf-8")
        except OSError:
            return ""

    def _answer(self, status: HTTPStatus, page: str) -> None:
        body = page.encode("utf-8", "replace")
        self.send_response(status)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def do_HEAD(self) -> None:
        """Answer with a page's head."""
        self.do_GET()

    def end_headers(self) -> None:
        """What is shown is always the last build."""
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """The terminal is for faults."""


class Server(ThreadingHTTPServer):
    """The server of one preview."""

    daemon_threads = True
    allow_reuse_address = True


def serve(builder: Builder, port: int) -> Server:
    """Serve the builder's output; listening when it returns. ``OSError`` if the port is taken."""

    class Bound(Handler):
        def __init__(self, *args: object) -> None:
            super().__init__(*args, directory=str(builder.output))  # type: ignore[arg-type]

    Bound.builder = builder
    server = Server((HOST, port), Bound)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def preview(content: Path, *, settings: Path, port: int = 8000, stop: threading.Event | None = None) -> int:
    """Build, serve and rebuild until interrupted (or until ``stop`` is set); the exit status."""
    builder = Builder(content, settings, f"http://{HOST}:{port}")
    builder.output.mkdir(parents=True, exist_ok=True)
    try:
        server = serve(builder, port)
    except OSError as error:
        print(
            f"preview: port {port} cannot be used ({error.strerror}); choose another: make preview PORT=8001",
            file=sys.stderr,
        )
        return 1
    stop = stop or threading.Event()
    changes = builder.watch(stop)  # before the first build, which takes long enough to miss a change
    try:
        _tell(builder, builder.build())
        print(f"preview: {builder.address}/ (Ctrl-C ends it)", flush=True)
        builder.index()
        while not stop.is_set():
            try:
                changed = changes.get(timeout=0.2)
            except queue.Empty:
                continue
            names = ", ".join(path.name for path in changed[:3]) + (" …" if len(changed) > 3 else "")
            print(f"changed: {names}", flush=True)
            _tell(builder, builder.build())
            builder.index()
    except KeyboardInterrupt:
        pass
    finally:
        stop.set()
        server.shutdown()
        server.server_close()
    return 0


def _tell(builder: Builder, seconds: float) -> None:
    count = builder.alarm.count
    more = f"; faults: {count}, see {builder.address}{PAGE}" if count else ""
    print(f"preview: built in {seconds:.1f} s{more}", flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run from the command line: ``python -m mujaz.site.preview [CONTENT]``."""
    parser = argparse.ArgumentParser(description="Build, serve on this machine and rebuild on every change.")
    parser.add_argument("content", nargs="?", type=Path, default=Path("content"))
    parser.add_argument("--settings", type=Path, default=Path("pelicanconf.py"))
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args(arguments)
    return preview(options.content, settings=options.settings, port=options.port)


if __name__ == "__main__":
    sys.exit(main())
