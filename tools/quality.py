"""Measure a built site as its readers meet it: `make quality`.

Builds the content for hosting at a loopback address, serves it there, and checks the fullest page of each
kind: accessibility (axe, light and dark, 390 and 1280 px), sideways scrolling, console errors, valid HTML,
Lighthouse and weight over the wire; and of all pages links, anchors, feeds and sitemap. The same, but for
Lighthouse, of a site of bad input with the newsroom's review page. Pictures go to build/screenshots/,
figures to build/quality.json. What needs Node or Java is left out, by name, where it is not there. Ends with
1 if anything is not as it should be.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
import shutil
import sys
import tempfile
from pathlib import Path

from rich.console import Console
from rich.table import Table

import bad_articles
import quality_browser
import quality_files
import quality_node
import quality_serve

ROOT = Path(__file__).resolve().parent.parent
BUILD = ROOT / "build"
LIMIT = 80 * 1024  # bytes of a page over the wire at a first visit, fonts included; 50 KB is the aim
STRAINED = ("article", "day", "tag", "tags", "names", "quotes", "review", "404", "archive", "year", "month")
MANY = 3_000  # articles of one name; the browser's tests have fewer


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
    report = Report()
    measure(arguments.content, "quality-site", report, arguments.only, lighthouse=not arguments.no_lighthouse)
    with tempfile.TemporaryDirectory() as folder:
        content = bad_articles.write(Path(folder) / "content", MANY)
        measure(content, "quality-strained", report, arguments.only)
    show(report)
    (BUILD / "quality.json").write_text(
        json.dumps(dataclasses.asdict(report), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    for fault in report.faults:
        print(f"quality: {fault}")
    print(
        f"quality: {len(report.faults)} faults; pictures in {BUILD}/screenshots, "
        f"figures in {BUILD}/quality.json"
    )
    return 1 if report.faults else 0


@dataclasses.dataclass
class Report:
    """What was measured, by kind of page; a page of the strained site has a name that says so."""

    weights: dict[str, int] = dataclasses.field(default_factory=dict)  # bytes over the wire, first visit
    lighthouse: dict[str, dict[str, int]] = dataclasses.field(default_factory=dict)
    faults: list[str] = dataclasses.field(default_factory=list)


def measure(
    content: Path, name: str, report: Report, only: list[str] | None, *, lighthouse: bool = False
) -> None:
    """Build ``content`` into ``build/NAME``, serve it and look at it. Adds to ``report``."""
    site = BUILD / name
    strained = name == "quality-strained"
    shutil.rmtree(site, ignore_errors=True)
    with quality_serve.serving(site) as url:
        print(f"quality: building {content} for {url}")
        if not quality_serve.publish(content, site, url, preview=strained):
            report.faults.append(f"{name}: the build failed; make publish SITEURL=… says why")
            return
        pages = quality_files.pages_by_kind(site)
        if strained:
            pages = {f"strained-{kind}": path for kind, path in pages.items() if kind in STRAINED}
        if only:
            pages = {kind: path for kind, path in pages.items() if kind in only}
        addresses = {kind: f"{url}/{quality_files.address(path, site)}" for kind, path in pages.items()}
        report.faults += quality_files.check(site, url)
        weights, faults = quality_browser.check(addresses, BUILD / "screenshots")
        report.weights |= weights
        report.faults += faults
        report.faults += [
            f"{kind}: {weight} bytes over the wire, more than {LIMIT}"
            for kind, weight in weights.items()
            if weight > LIMIT
        ]
        node = quality_node.tools(BUILD / "quality-node")
        report.faults += quality_node.validate(list(pages.values()), node)
        scores = quality_node.lighthouse(addresses, node, BUILD) if lighthouse else {}
    report.lighthouse |= scores
    report.faults += [
        f"{kind}: Lighthouse {mark} {score}, not 100"
        for kind, marks in scores.items()
        for mark, score in marks.items()
        if score < 100
    ]


def show(report: Report) -> None:
    """Print one row for each kind of page."""
    table = Table("page", "KB over the wire", "Lighthouse: speed", "accessibility", "practices", "search")
    for kind, weight in report.weights.items():
        marks = [str(score) for score in report.lighthouse.get(kind, {}).values()] or ["-"] * 4
        table.add_row(kind, f"{weight / 1024:.1f}", *marks)
    Console(width=100).print(table)


if __name__ == "__main__":
    sys.exit(main())
