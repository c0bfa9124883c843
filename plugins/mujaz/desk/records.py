"""Analysis records on standard output."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from mujaz.analysis.article import analyse
from mujaz.desk import inputs


def print_records(paths: Sequence[str], *, plain: bool = False) -> int:
    """Print one line of JSON per article; the exit status is 1 if one of them could not be read.

    What is wrong inside an article stands in its record's ``problems``.
    """
    sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    status = 0
    for article in inputs.read_all(paths):
        if article.fault:
            status = 1
            tell(article.fault)
            continue
        print(analyse(article.text, path=article.path, plain=plain).to_json())
    return status


def tell(message: str) -> None:
    """One located message on standard error."""
    print(message, file=sys.stderr)
