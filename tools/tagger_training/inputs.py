"""What the training takes from this repository, and the digest by which a model tells that it did.

The word classes are a copy of their own: known names are added every day, and what the model was trained
with must stay as it was for the training to give the shipped model again.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from mujaz.analysis.entities import features, model

FOLDER = Path(__file__).parent
CLASSES = FOLDER / "classes.tsv"


def read_classes(path: Path = CLASSES) -> dict[str, frozenset[str]]:
    """The classes of each folded word, as they were taken for the training."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {word: frozenset(names.split()) for word, names in rows}


def write_classes(classes: Mapping[str, frozenset[str]], path: Path = CLASSES) -> None:
    """Take classes for the training from now on."""
    rows = (f"{word}\t{' '.join(sorted(names))}\n" for word, names in sorted(classes.items()))
    path.write_text("".join(rows), encoding="utf-8", newline="\n")


def digest() -> str:
    """SHA-256 of the classes and of the code that turns them and the corpora into a model."""
    code = [Path(str(module.__file__)) for module in (features, model)]
    total = hashlib.sha256()
    for path in [CLASSES, *code, *sorted(FOLDER.glob("*.py"))]:
        content = path.read_text(encoding="utf-8").encode()
        total.update(f"{path.name} {len(content)}\n".encode() + content)
    return total.hexdigest()
