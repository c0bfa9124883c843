"""Any token-classification model in the tagger's place, through ``transformers``, for those who have one.

``MUJAZ_NER_MODEL`` names it: a folder or a model's public name. The library is loaded only then, and is no
dependency of a site. The model's names go the same way as the tagger's: known names, shapes and the
article's own evidence still apply.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import Any, Protocol

from mujaz.analysis.entities.tagger import Finder, Name
from mujaz.analysis.record import EntityKind

#: What models call the kinds; anything else is MISC.
_CALLED: Mapping[EntityKind, tuple[str, ...]] = {
    "PER": ("PER", "PERS", "PERSON"),
    "LOC": ("LOC", "LOCATION", "GPE", "FAC"),
    "ORG": ("ORG", "ORGANIZATION", "ORGANISATION"),
}
_KINDS = {label: kind for kind, labels in _CALLED.items() for label in labels}
#: Names the model is less sure of are left out.
LEAST_SCORE = 0.5


class Pipeline(Protocol):
    """The part of ``transformers``' token-classification pipeline that is used here."""

    def __call__(self, texts: list[str]) -> list[list[dict[str, Any]]]:
        """For each text its names: ``entity_group``, ``score``, ``start`` and ``end`` (offsets into the
        text)."""


class ModelFinder:
    """Finds names with a pipeline; takes and gives what the tagger does."""

    def __init__(self, pipeline: Pipeline) -> None:
        """``pipeline`` must join the pieces of a name (``aggregation_strategy``)."""
        self._pipeline = pipeline

    def find(self, sentences: Sequence[Sequence[str]]) -> list[Name]:
        """The names in sentences given as words, in order, none overlapping."""
        if not sentences:
            return []
        found = []
        answers = self._pipeline([" ".join(words) for words in sentences])
        for number, (words, answer) in enumerate(zip(sentences, answers, strict=True)):
            ends = list(accumulate(len(word) + 1 for word in words))
            done = 0
            for item in sorted(answer, key=lambda item: int(item["start"])):
                inside = [
                    place
                    for place, end in enumerate(ends)
                    if end - 1 > int(item["start"]) and end - 1 - len(words[place]) < int(item["end"])
                ]
                if not inside or inside[0] < done or float(item["score"]) < LEAST_SCORE:
                    continue
                done = inside[-1] + 1
                label = str(item["entity_group"]).upper().removeprefix("B-").removeprefix("I-")
                kind = _KINDS.get(label, "MISC")
                found.append(Name(number, inside[0], done, kind, round(float(item["score"]), 4)))
        return found


@lru_cache(maxsize=2)
def load(model: str) -> Finder:
    """The finder for ``MUJAZ_NER_MODEL = model``, loaded once a process.

    Raises ``RuntimeError`` with what to do if the library is missing or the model cannot be loaded.
    """
    try:
        from transformers import pipeline
    except ImportError as error:
        message = "needs transformers; install mujaz[transformers] or leave the setting empty"
        raise RuntimeError(f"MUJAZ_NER_MODEL = {model!r} {message}") from error
    try:
        return ModelFinder(pipeline("token-classification", model=model, aggregation_strategy="first"))
    except (OSError, ValueError) as error:
        message = f"cannot be loaded ({error}); write a folder or name of a token-classification model"
        raise RuntimeError(f"MUJAZ_NER_MODEL = {model!r} {message}") from error
