"""Building, publishing and previewing a site from the command line: ``mujaz build|publish|preview``."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from urllib.parse import urlsplit

SETTINGS = "pelicanconf.py"
PUBLISH_SETTINGS = "publishconf.py"
UNBUILT = 2  # the exit status of a build that stopped: what stands in the output is older
BUILT = (0, 1)  # of one that did not; 1 where articles were left out


def build(content: Path, output: Path, *, settings: Path = Path(SETTINGS)) -> int:
    """Build ``content`` into ``output`` for reading on this machine; the exit status.

    The site opens from disk by a double click on ``index.html``; 1 if an article was left out.
    """
    status = _build(content, output, settings, {})
    if status in BUILT and (output / "index.html").exists():
        print(f"open: {(output / 'index.html').resolve()}")
        print("next: make preview (serves it, with search), or make publish SITEURL=https://…")
    return status


def publish(content: Path, output: Path, siteurl: str, *, settings: Path = Path(PUBLISH_SETTINGS)) -> int:
    """Build for hosting under ``siteurl`` (any sub-path); the exit status."""
    fault = siteurl_fault(siteurl)
    if fault:
        print(f"publish: {fault}", file=sys.stderr)
        return UNBUILT
    status = _build(content, output, settings, {"SITEURL": siteurl.rstrip("/")})
    if status in BUILT and (output / "index.html").exists():
        from mujaz.site.assets import precompress

        precompress(output)
    if status == 0:
        print(f"next: copy everything in {output.resolve()} to {siteurl.rstrip('/')}/ (README: Publishing)")
    return status


def siteurl_fault(siteurl: str) -> str | None:
    """What is wrong with the address to publish at, or None.

    >>> siteurl_fault("https://example.org/digest")
    >>> siteurl_fault("example.org")
    'SITEURL is "example.org"; write the full address: make publish SITEURL=https://example.org'
    """
    if not siteurl:
        return "where will the site live? write: make publish SITEURL=https://host/path"
    try:
        parts = urlsplit(siteurl)
    except ValueError:  # such as an opening bracket without its closing one
        return f'SITEURL is "{siteurl}"; write the full address: make publish SITEURL=https://host/path'
    if parts.scheme not in ("http", "https") or not parts.hostname:
        host = siteurl.rpartition("://")[2].strip("/") or "host/path"
        return f'SITEURL is "{siteurl}"; write the full address: make publish SITEURL=https://{host}'
    if parts.query or parts.fragment:
        return f'SITEURL is "{siteurl}"; leave out everything from "?" or "#" on'
    return None


def start_fault(content: Path, settings: Path, command: str) -> str | None:
    """Why a command cannot begin with these, or None."""
    if not content.is_dir():
        return f"{content}: no such folder; give a folder of .txt articles: {command}"
    if not settings.is_file():
        return f"{settings}: not here; call this in the folder that has {SETTINGS}"
    try:
        compile(settings.read_bytes(), str(settings), "exec")
    except (SyntaxError, ValueError) as error:  # ValueError: null bytes
        line, reason = getattr(error, "lineno", None) or 1, getattr(error, "msg", error)
        return f'{settings}:{line}: {reason}; write Python, with straight quotation marks as in "ar"'
    return None


def _build(content: Path, output: Path, settings: Path, overrides: dict[str, object]) -> int:
    """Run Pelican and index the result for search; the exit status."""
    fault = start_fault(content, settings, "make site CONTENT=DIR")
    if fault:
        print(fault, file=sys.stderr)
        return UNBUILT
    status = run_pelican(content, output, settings, overrides)
    if status in BUILT and (output / "index.html").exists():
        from mujaz.site.search import SearchIndexError, build_index

        try:
            build_index(output)
        except SearchIndexError as fault:
            print(f"search: {fault}", file=sys.stderr)
            status = status or 1
    return status


def run_pelican(content: Path, output: Path, settings: Path, overrides: dict[str, object]) -> int:
    """One Pelican build in this process; its exit status."""
    from pelican import main as pelican_main

    arguments = [str(content), "--settings", str(settings), "--output", str(output)]
    if overrides:
        arguments += ["--extra-settings", *(f"{key}={json.dumps(value)}" for key, value in overrides.items())]
    try:
        pelican_main(arguments)
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else int(stop.code is not None)
    return 0
