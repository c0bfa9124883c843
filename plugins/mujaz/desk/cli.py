"""The ``mujaz`` command."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from mujaz.analysis.article import analyse
from mujaz.analysis.text import decode


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; the return value is the exit status."""
    parser = argparse.ArgumentParser(prog="mujaz", description="Raw Arabic news articles: quotations, names, a digest site.")
    commands = parser.add_subparsers(dest="command", required=True)
    command = commands.add_parser("analyse", help="print one analysis record (JSON) per article")
    command.add_argument("--json", action="store_true")
    command.add_argument("--plain", action="store_true")
    command.add_argument("paths", nargs="+", type=Path)
    options = parser.parse_args(argv)
    for path in options.paths:
        print(analyse(decode(path.read_bytes()).text, path=str(path), plain=options.plain).to_json())
    return 0


if __name__ == "__main__":
    sys.exit(main())
