"""Reporting words: the conjugated forms of ``data/cues.tsv`` and what each says about its speaker."""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path
from typing import Literal, NamedTuple

from mujaz.analysis.quotes.words import fold

_DATA = Path(__file__).parent.parent / "data" / "cues.tsv"

Kind = Literal["say", "go", "act", "relay", "head"]
Shape = Literal["past", "present", "participle", "noun"]


class Cue(NamedTuple):
    """One form of a reporting verb."""

    verb: str  # the past form it belongs to, folded
    kind: Kind
    shape: Shape
    gender: str  # "m", "f" or "" where the form does not tell
    plural: bool
    weak: bool  # as often another word
    object: bool  # takes a person as its object
    linked: bool = False  # written with و or ف before it
    suffix: bool = False  # carries an object pronoun (نقلته، قاله)


_KINDS: dict[str, Kind] = {"say": "say", "go": "go", "act": "act", "relay": "relay", "head": "head"}
#: Nouns of saying that stand for a clause: قوله، بقولها، تعبيره، القول.
_NOUNS = {"قول": "قال", "تصريح": "صرح", "تساؤل": "تساءل", "تعليق": "علق", "تعبير": "عبر", "تاكيد": "اكد"}
_NOUN_PREFIXES = ("", "ب", "ل")


@cache
def lexicon() -> dict[str, Cue]:
    """Every folded form, with و or ف before it and without, to its cue."""
    forms: dict[str, Cue] = {}
    for row in _DATA.read_text(encoding="utf-8").splitlines():
        if not row or row.startswith("#"):
            continue
        past, present, participle, kind, notes = (fold(cell.strip()) for cell in row.split("\t"))
        base = {"kind": _KINDS[kind], "weak": "weak" in notes, "object": "object" in notes}
        told = ("نا", "ني") if "object" in notes else ()
        for form, shape, gender, plural, suffix in _conjugate(past, present, participle, told):
            cue = Cue(past, shape=shape, gender=gender, plural=plural, suffix=suffix, **base)  # type: ignore[arg-type]
            other = forms.setdefault(form, cue)
            if other.gender != gender:  # نعت: he described, she mourned
                forms[form] = other._replace(gender="")
    for noun, verb in _NOUNS.items():
        for ending, gender, plural in (
            ("ه", "m", False),
            ("ها", "f", False),
            ("هم", "m", True),
            ("هما", "", True),
        ):
            for prefix in _NOUN_PREFIXES:
                forms.setdefault(
                    prefix + noun + ending, Cue(verb, "say", "noun", gender, plural, False, False)
                )
        if noun == "قول":
            for form in ("بالقول", "القول"):
                forms.setdefault(form, Cue(verb, "say", "noun", "", False, form == "القول", False))
    for form, cue in list(forms.items()):
        for link in "وف" if len(form) > 2 else "و":  # ورد, but فرد is a noun
            forms.setdefault(link + form, cue._replace(linked=True))
    return forms


def _conjugate(
    past: str, present: str, participle: str, told: tuple[str, ...]
) -> list[tuple[str, Shape, str, bool, bool]]:
    """(form, shape, gender, plural, carries a pronoun) of one verb."""
    forms: list[tuple[str, Shape, str, bool, bool]] = [(past, "past", "m", False, False)]
    stem = past[:-1] if past[-1] in "ىا" and len(past) > 2 else past
    weak_end = stem != past
    forms += [(stem + "ت", "past", "f", False, False), (stem + "وا", "past", "m", True, False)]
    forms += [
        (past + "ا" if not weak_end else stem + "يا", "past", "m", True, False),
        (stem + "تا", "past", "f", True, False),
    ]
    if not weak_end:
        for pronoun in ("ه", "ها", "هم", *told):  # أخبرنا فلان
            forms.append((past + pronoun, "past", "m", False, True))
            forms.append((stem + "ت" + pronoun, "past", "f", False, True))
    if present != "-":
        root = present[1:]
        short = root[:-1] if root[-1] in "ىيو" else root
        for lead in ("", "س", "ل"):
            forms += [
                (lead + "ي" + root, "present", "m", False, False),
                (lead + "ت" + root, "present", "f", False, False),
                (lead + "ي" + short + "ون", "present", "m", True, False),
                (lead + "ي" + short + "وا", "present", "m", True, False),
            ]
        forms += [
            ("ي" + root + "ه", "present", "m", False, True),
            ("ت" + root + "ه", "present", "f", False, True),
        ]
    if participle != "-":
        short = participle[:-1] if participle[-1] == "ي" else participle
        forms += [
            (participle + "ا", "participle", "m", False, False),
            (participle + "ة", "participle", "f", False, False),
            (short + "ين", "participle", "m", True, False),
            (participle + "تين", "participle", "f", True, False),
            (participle + "ات", "participle", "f", True, False),
        ]
    return forms


def look_up(form: str) -> Cue | None:
    """The cue a folded word is, with or without و / ف before it."""
    return lexicon().get(form)


@lru_cache(maxsize=65536)
def is_cue(word: str) -> bool:
    """Whether a word as written reports speech.

    >>> is_cue("وأضافتْ"), is_cue("الصين")
    (True, False)
    """
    return look_up(fold(word)) is not None
