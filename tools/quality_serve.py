"""Build a site for a loopback address and serve it there as a static host would."""

from __future__ import annotations

import contextlib
import gzip
import http.server
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

COMPRESSED = {".html", ".css", ".js", ".json", ".xml", ".svg", ".txt", ".webmanifest"}

MANIFEST = "application/manifest+json"


def publish(content: Path, output: Path, url: str, *, preview: bool = False) -> bool:
    """Build ``content`` for hosting at ``url``; whether there is a front page.

    ``preview``: with the newsroom's page, kept apart from other builds' stores.
    """
    from mujaz.desk import build

    with contextlib.chdir(Path(__file__).resolve().parent.parent):
        if preview:
            own = {
                name: str(output.parent / "quality-state" / name) for name in ("MUJAZ_STORE", "MUJAZ_STATE")
            }
            more = {"SITEURL": url, "MUJAZ_PREVIEW": True, **own}
            build.run_pelican(content, output, Path("pelicanconf.py"), more)
        else:
            build.publish(content, output, url)
    return (output / "index.html").is_file()


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files with gzip for text, long caching for hashed names, and the site's own 404 page."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer with the file, compressed where the browser takes it."""
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        status = 200
        if not path.is_file():
            path, status = Path(self.directory) / "404.html", 404
        body = path.read_bytes()
        self.send_response(status)
        kind = MANIFEST if path.suffix == ".webmanifest" else self.guess_type(str(path))
        text = path.suffix in COMPRESSED
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        if text and "gzip" in self.headers.get("Accept-Encoding", ""):
            body = gzip.compress(body, 9, mtime=0)
            self.send_header("Content-Encoding", "gzip")
        if "/theme/" in self.path:
            self.send_header("Cache-Control", "public, max-age=31536000, immutable")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def serving(folder: Path) -> Iterator[str]:
    """Serve ``folder`` on a free loopback port while the context lasts; its address."""
    folder.mkdir(parents=True, exist_ok=True)
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
