"""Whether two forms may be one name: a short form of a full one, another spelling, one without its head."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from mujaz.analysis.entities import gazetteer, tagger
from mujaz.analysis.entities.classes import read_classes
from mujaz.analysis.entities.features import normalise
from mujaz.analysis.entities.heads import heads
from mujaz.analysis.entities.keys import name_key
from mujaz.analysis.memo import Memo
from mujaz.analysis.record import EntityKind

Key = tuple[str, ...]

#: Consonants that transliterations exchange, and the vowels they add and drop.
_SKELETON = {**str.maketrans("غقثذ", "جكتد"), **dict.fromkeys(map(ord, "اويهء"))}

#: A skeleton of fewer letters says too little: سالم and سليم are two names.
_MIN_SKELETON = 3


def _marks_of(key: Key) -> Iterator[str]:
    """What two forms of one name have in common at least one of."""
    for word in (key[0], key[-1]):
        yield word
        yield word.removeprefix("ال")
        if bone := skeleton(word):
            yield bone
    core = without_head(key)
    if core != key:
        yield core[0]
        yield core[0].removeprefix("ال")


marks: Memo[Key, tuple[str, ...]] = Memo(lambda key: tuple(dict.fromkeys(_marks_of(key))))


def is_another(key: Key, full: Key, slug: str | None, kind: EntityKind) -> bool:
    """Whether a full name has but the surname of a listed person: زاكاري is not فيليب of the same name."""
    if slug is None or kind != "PER" or len(key) == 1 or len(full) > 1:
        return False
    # كيم جونغ أون is listed, and called by his first word; الناطق باسم بوتين speaks in his name
    if _alike(full[0], key[0]) or key[0] == "باسم":
        return False
    entry = gazetteer.shipped().entry(slug)
    given = {name_key(form).split()[0] for form in entry.forms if " " in form} if entry else set()
    return bool(given) and all(_consonants(key[0]) != _consonants(name) for name in given)


def _consonants(word: str) -> str:
    """What stays of a given name in another transliteration: إيسايس، أسياس."""
    return word.translate(_SKELETON)


def is_form(short: Key, kind: EntityKind, full: Key, full_kind: EntityKind) -> bool:
    """Whether ``short`` names in fewer or other words what ``full`` names."""
    if full_kind == "PER":
        if kind == "PER" or (len(short) == 1 and len(full) > 1):
            return _same_person(short, full)
        return False
    if kind == "PER" and len(short) > 1:
        return False
    if _plain(without_head(short)) == _plain(without_head(full)):
        return True
    if len(short) == len(full) and all(_alike(a, b) for a, b in zip(short, full, strict=True)):
        return True
    if kind != full_kind:
        return False
    if len(short) >= 2 and _plain(short[:1]) == _plain(full[:1]) and set(_plain(short)) <= set(_plain(full)):
        return True
    return kind == "ORG" and _same_body(short, full)


def _same_body(short: Key, full: Key) -> bool:
    """Whether two institutions are one, told by head and last word.

    لجنة الانتخابات is اللجنة المركزية للانتخابات. But no country's committee is
    another's, nor the international one.
    """
    (one, countries), (other, others) = _content(short), _content(full)
    if len(one) > len(other):
        one, other = other, one
    if (
        len(one) < 2
        or one[0] != other[0]
        or one[-1] != other[-1]
        or (countries and others and countries != others)
    ):
        return False
    return set(one) <= set(other) if countries == others else one == other


def _content(key: Key) -> tuple[Key, Key]:
    """An institution's words without articles and ل, and apart from them its countries' adjectives."""
    countries = tuple(word for word in key if tagger.shipped().adjective(normalise(word)))
    bare = (word for word in key if word not in countries)
    return tuple(word.removeprefix("لل").removeprefix("ال") for word in bare), countries


def _same_person(short: Key, full: Key) -> bool:
    """كنعان، إبراهيم كنعان; محمد الخضر، محمد بن علي الخضر; إسحق شامير، إسحاق شامير."""
    if len(short) > len(full):
        short, full = full, short
    if short[0] == "ابن" and len(short) < len(full):
        short = ("بن", *short[1:])  # ابن عياد by himself, رضا بن عياد in full
    if len(short) == 1:
        return any(_alike(short[0], word) for word in (full[-1], full[0])) or (
            len(full) > 2 and short[0] == " ".join(full[-2:])
        )
    if short == full[-len(short) :] or short == full[: len(short)]:
        return True
    return _alike(short[-1], full[-1]) and (
        _alike(short[0], full[0])
        or short[0].replace("ا", "") == full[0].replace("ا", "")
        or (bool(skeleton(short[-1])) and _nearly(skeleton(short[0]), skeleton(full[0])))
    )


def _nearly(one: str, other: str) -> bool:
    """Whether two skeletons differ in one consonant at most: زيجمار، سيغمار."""
    return (
        bool(one and other)
        and len(one) == len(other)
        and sum(a != b for a, b in zip(one, other, strict=True)) < 2
    )


def _alike(one: str, other: str) -> bool:
    """One word in two spellings."""
    if one == other or one.removeprefix("ال") == other.removeprefix("ال"):
        return True
    return bool(bone := skeleton(one)) and bone == skeleton(other)


@lru_cache(maxsize=16384)
def skeleton(word: str) -> str:
    """The consonants of a foreign word; empty for a short one, and for Arabic given names, which differ by
    vowels alone.

    >>> skeleton("فوستوشني") == skeleton("فوستوتشني"), skeleton("سالم")
    (True, '')
    """
    bone = word.replace("تش", "ش").translate(_SKELETON)
    if len(bone) < _MIN_SKELETON or "given_arab" in read_classes().get(normalise(word), ()):
        return ""
    return bone


def without_head(key: Key) -> Key:
    """A name without the word that says what it is: مدينة عدن, حركة طالبان."""
    while len(key) > 1 and normalise(key[0]) in heads().generic:
        key = key[1:]
    return key


def _plain(key: Key) -> Key:
    """A name without articles, and without the year at its end: كأس العالم 2018."""
    if len(key) > 1 and key[-1].isdigit() and len(key[-1]) == 4:
        key = key[:-1]
    return tuple(word.removeprefix("ال") for word in key)
