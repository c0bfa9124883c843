"""The ``mujaz`` command: its arguments, and which part of the desk does the work.

Modules are imported when their command runs, so that ``mujaz analyse`` starts without Pelican.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the return value is the exit status (0 fine, 1 faults in the input, 2 misuse)."""
    options = _parser().parse_args(argv)
    try:
        status: int = options.run(options)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of our output (head, less) has gone: no fault of ours
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mujaz", description="Raw Arabic news articles: quotations, names, a digest site."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    analyse = commands.add_parser("analyse", help="print one analysis record (JSON) per article")
    analyse.add_argument(
        "--json", action="store_true", help="JSON lines, see docs/analysis-record.md (the default)"
    )
    analyse.add_argument(
        "--plain", action="store_true", help="take every line as body text: no title, no headers"
    )
    analyse.add_argument(
        "--store", type=Path, metavar="FILE", help="fill this analysis store instead of printing"
    )
    analyse.add_argument(
        "--cluster", metavar="ADDRESS", help="fill the store on this Dask cluster (tcp://host:8786)"
    )
    analyse.add_argument("--workers", type=int, metavar="N", help="fill the store with this many processes")
    analyse.add_argument(
        "paths", nargs="+", metavar="PATH", help="an article, a folder of articles, or - (stdin)"
    )
    analyse.set_defaults(run=_analyse)

    explain = commands.add_parser(
        "explain", help="show an article with every decision and the rule that made it"
    )
    explain.add_argument("--plain", action="store_true", help="take every line as body text")
    explain.add_argument(
        "--no-color", dest="color", action="store_false", help="no colours, for a file or a pipe"
    )
    explain.add_argument("paths", nargs="+", metavar="PATH")
    explain.set_defaults(run=_explain)

    check = commands.add_parser(
        "check", help="check entities.toml and the articles without building anything"
    )
    check.add_argument("content", nargs="?", type=Path, default=Path("content"), metavar="CONTENT")
    check.set_defaults(run=_check)

    build = commands.add_parser("build", help="build a site to read on this machine")
    build.add_argument("content", type=Path)
    build.add_argument("--output", type=Path, default=Path("output"))
    build.set_defaults(run=_build)

    preview = commands.add_parser("preview", help="serve a site on this machine, rebuild it on every change")
    preview.add_argument("content", nargs="?", type=Path, default=Path("content"))
    preview.add_argument("--port", type=int, default=8000)
    preview.set_defaults(run=_preview)

    publish = commands.add_parser("publish", help="build a site for hosting")
    publish.add_argument("content", type=Path)
    publish.add_argument("--output", type=Path, default=Path("output"))
    publish.add_argument(
        "--siteurl", default="", metavar="URL", help="where the site will live: https://host/path"
    )
    publish.set_defaults(run=_publish)

    return parser


def _analyse(options: argparse.Namespace) -> int:
    if options.store or options.cluster or options.workers:
        from mujaz.desk import bulk

        return bulk.fill(
            [Path(path) for path in options.paths],
            store=options.store or bulk.STORE,
            cluster=options.cluster,
            plain=options.plain,
            workers=options.workers,
        )
    from mujaz.desk import records

    return records.print_records(options.paths, plain=options.plain)


def _explain(options: argparse.Namespace) -> int:
    from mujaz.desk import explain

    return explain.explain_all(options.paths, plain=options.plain, color=options.color)


def _check(options: argparse.Namespace) -> int:
    from mujaz.desk import check

    return check.run(options.content)


def _build(options: argparse.Namespace) -> int:
    from mujaz.desk import build

    return build.build(options.content, options.output)


def _preview(options: argparse.Namespace) -> int:
    from mujaz.desk.build import SETTINGS
    from mujaz.site.preview import preview

    return preview(options.content, settings=Path(SETTINGS), port=options.port)


def _publish(options: argparse.Namespace) -> int:
    from mujaz.desk import build

    return build.publish(options.content, options.output, options.siteurl)


if __name__ == "__main__":
    sys.exit(main())
