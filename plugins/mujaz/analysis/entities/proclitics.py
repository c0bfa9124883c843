"""Where an unknown name begins: whether the و of وكنعان or the ب of ببلدة belongs to the name (وليد،
بطرس) or not."""

from __future__ import annotations

from collections.abc import Callable, Collection
from functools import lru_cache

from mujaz.analysis.entities.features import normalise
from mujaz.analysis.text import Reading, clitics

#: What must speak for a reading before letters are taken off: a conjunction is taken off a word nobody knows.
_COST = {"و": -0.5, "ف": 1.5}
_PREPOSITION_COST = 1.5
#: How much more must speak for it inside a name.
_JOINING = 2.0
#: A word known as a name itself is not taken apart: وليد, وسام.
_NAME = 5


def reading_of(
    word: str, article: Collection[str], familiarity: Callable[[str], int], *, joining: bool = False
) -> Reading:
    """The likeliest reading of a name's first word, folded.

    ``article`` holds the folded words of the article's names; ``familiarity`` says how well a folded word
    is known. ``joining``: the word stands inside a name, where letters are rarely clitics.

    >>> reading_of("لكنعان", {"كنعان", "لكنعان"}, lambda word: 0).stem
    'كنعان'
    >>> reading_of("وليد", set(), lambda word: 5 * (word == "وليد")).stem
    'وليد'
    """

    word = normalise(word)
    if familiarity(word) >= _NAME and not any(r.stem in article for r in _readings(word)[1:]):
        return Reading("", word, 0)

    def merit(reading: Reading) -> float:
        known = familiarity(reading.stem)
        if reading.prefix and reading.stem in article:
            known += 4
        return known - _cost(reading.prefix) - _JOINING * (joining and bool(reading.prefix))

    return max(_readings(word), key=merit)


@lru_cache(maxsize=8192)
def _readings(word: str) -> list[Reading]:
    """The word itself, and without و ف ب ل ك; the article stays on."""
    return [
        reading
        for reading in clitics(word)
        if not reading.prefix or (not reading.prefix.endswith(("ال", "لل")) and len(reading.stem) > 2)
    ]


def _cost(prefix: str) -> float:
    return sum(_COST.get(letter, _PREPOSITION_COST) for letter in prefix)
