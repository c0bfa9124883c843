"""What the word lists say of a word: its classes, by folded word."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path

from mujaz.analysis.entities import gazetteer
from mujaz.analysis.entities.features import normalise, word_classes
from mujaz.analysis.entities.institutions import definite

FOLDER = Path(__file__).parents[1] / "data" / "tagger"


@lru_cache(maxsize=2)
def read_classes(folder: Path = FOLDER) -> dict[str, frozenset[str]]:
    """The word classes of ``words.toml``, and what the known names and the countries' adjectives are
    made of."""
    tables = {
        name: words.split()
        for name, words in tomllib.loads((folder / "words.toml").read_text(encoding="utf-8")).items()
    }
    # the given names that quotations are read with tell men from women too
    for table, words in tomllib.loads(
        (FOLDER.parent / "given-names.toml").read_text(encoding="utf-8")
    ).items():
        tables["given_foreign" if table == "foreign" else "given_arab"] += words.split()
    known = gazetteer.shipped()
    for entry in known.entries.values():
        for form in entry.forms:
            words = form.split()
            if form in entry.weak:
                continue
            if len(words) == 1:
                tables.setdefault(f"whole-{entry.kind}", []).append(words[0])
            else:
                tables.setdefault(f"first-{entry.kind}", []).append(words[0])
                tables.setdefault(f"later-{entry.kind}", []).extend(words[1:])
    adjectives = [word for listed in known.demonyms.adjectives.values() for word in listed if " " not in word]
    tables["demonym"] = [definite(word, feminine) for word in adjectives for feminine in (False, True)]
    tables["demonym"] += [ending for word in adjectives for ending in (word, word + "ة")]
    return word_classes(tables)


@lru_cache(maxsize=1)
def inflected() -> frozenset[str]:
    """The folded words that raw news inflects as it does common words (``data/ordinary.txt``)."""
    rows = (FOLDER.parent / "ordinary.txt").read_text(encoding="utf-8").split("\n")
    return frozenset(normalise(row) for row in rows if row and row[0] != "#")
