"""How often an article speaks of a country by its adjective (الروسية، الأتراك): evidence that it is
about the country."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache
from itertools import compress

from mujaz.analysis.entities import gazetteer
from mujaz.analysis.entities.features import MARKS, fold_text, normalise
from mujaz.analysis.entities.institutions import definite
from mujaz.analysis.memo import Memo

_WORD = re.compile(r"\w+")


def count(text: str) -> Counter[str]:
    """{country's slug: how often its adjective or people occurs}.

    >>> count("التقى الوزير الروسي نظيره الكوري الشمالي")
    Counter({'russia': 1, 'north-korea': 1})
    """
    if MARKS.search(text):
        text = MARKS.sub("", text)
    words = _WORD.findall(text)
    found: Counter[str] = Counter()
    for place in compress(range(len(words)), map(_begins.__getitem__, words)):
        longer = _begins[words[place]] or {}
        following = fold_text(words[place + 1]) if place + 1 < len(words) else ""
        slug = longer.get(following) or longer.get("")
        if slug:
            found[slug] += 1
    return found


@lru_cache(maxsize=1)
def _forms() -> dict[str, dict[str, str]]:
    """{first word: {second word or nothing: slug}} of all adjectives and peoples, with and without
    article."""
    known = gazetteer.shipped().demonyms
    forms: dict[str, dict[str, str]] = defaultdict(dict)

    def add(form: str, slug: str) -> None:
        first, *rest = map(normalise, form.split())
        if len(rest) < 2:
            forms[first].setdefault(rest[0] if rest else "", slug)

    for slug, adjectives in sorted(known.adjectives.items()):
        for adjective in adjectives:
            for feminine in (False, True):
                add(definite(adjective, feminine), slug)
            if " " not in adjective:
                for ending in ("", "ة", "ين", "ون", "ات"):
                    add(adjective + ending, slug)
                    add(f"ال{adjective}{ending}", slug)
    return dict(forms)


#: What may follow a word, and the countries it then speaks of.
_begins: Memo[str, dict[str, str] | None] = Memo(lambda word: _forms().get(fold_text(word)))
