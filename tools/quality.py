"""Measure a built site as its readers meet it: `make quality`.

Builds the content for hosting at a loopback address, serves it there, and checks one page of each kind:
accessibility (axe, light and dark, 390 and 1280 px), sideways scrolling, console errors, valid HTML,
Lighthouse and weight over the wire; and of all pages links, anchors, feeds and sitemap. Pictures go to
build/screenshots/, figures to build/quality.json. What needs Node or Java is left out, by name, where it is
not there. Ends with 1 if anything is not as it should be.
"""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

import quality_browser
import quality_files
import quality_node
import quality_serve

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
ARTICLE_LIMIT = 80 * 1024  # bytes over the wire, the font included; 50 KB is the aim


def main() -> int:
    """Build, serve, measure, print; the exit status."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0] if __doc__ else None)
    parser.add_argument("--content", type=Path, default=ROOT / "content", help="the articles to build")
    parser.add_argument(
        "--no-lighthouse", action="store_true", help="leave out Lighthouse (it takes minutes)"
    )
    parser.add_argument(
        "--only", nargs="*", metavar="KIND", help="page kinds to look at, such as article day"
    )
    arguments = parser.parse_args()
    site = BUILD / "quality-site"
    shutil.rmtree(site, ignore_errors=True)
    with quality_serve.serving(site) as url:
        print(f"quality: building {arguments.content} for {url}")
        if not quality_serve.publish(arguments.content, site, url):
            print("quality: the build failed; make publish SITEURL=… says why", file=sys.stderr)
            return 1
        pages = quality_files.pages_by_kind(site)
        if arguments.only:
            pages = {kind: path for kind, path in pages.items() if kind in arguments.only}
        addresses = {kind: f"{url}/{quality_files.address(path, site)}" for kind, path in pages.items()}
        faults = quality_files.check(site, url)
        weights = {kind: quality_files.weight(path, site) for kind, path in pages.items()}
        faults += [
            f"{kind}: {weights[kind]} bytes over the wire, more than {ARTICLE_LIMIT}"
            for kind in ("article",)
            if weights.get(kind, 0) > ARTICLE_LIMIT
        ]
        faults += quality_browser.check(addresses, BUILD / "screenshots")
        node = quality_node.tools(BUILD / "quality-node")
        faults += quality_node.validate(list(pages.values()), node)
        scores = {} if arguments.no_lighthouse else quality_node.lighthouse(addresses, node, BUILD)
    faults += [
        f"{kind}: Lighthouse {name} {score}, not 100"
        for kind, marks in scores.items()
        for name, score in marks.items()
        if score < 100
    ]
    show(weights, scores)
    report = {"weights": weights, "lighthouse": scores, "faults": faults}
    (BUILD / "quality.json").write_text(
        json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    for fault in faults:
        print(f"quality: {fault}")
    print(f"quality: {len(faults)} faults; pictures in {BUILD}/screenshots, figures in {BUILD}/quality.json")
    return 1 if faults else 0


def show(weights: dict[str, int], scores: dict[str, dict[str, int]]) -> None:
    """Print one row for each kind of page."""
    table = Table("page", "KB over the wire", "Lighthouse: speed", "accessibility", "practices", "search")
    for kind, weight in weights.items():
        marks = [str(score) for score in scores.get(kind, {}).values()] or ["-"] * 4
        table.add_row(kind, f"{weight / 1024:.1f}", *marks)
    Console(width=100).print(table)


if __name__ == "__main__":
    sys.exit(main())
