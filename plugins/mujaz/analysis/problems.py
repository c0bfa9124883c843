"""The codes of located problems, and which of them are faults of the input that end a build with status 1."""

from __future__ import annotations

#: Faults: the writer meant something that could not be read. The article is built all the same.
FAULTS: frozenset[str] = frozenset(
    {
        "empty-file",
        "header-date",
        "header-link",
        "header-unknown",
        "no-body",
    }
)

#: Notices: remarks on how the text was read; a raw article is full of them, and they never fail a build.
NOTICES: frozenset[str] = frozenset(
    {
        "header-empty",
        "header-repeated",
        "long-body",
        "path-date",
        "tag-unknown",
        "title-made",
        "unbalanced-quote",
    }
)
