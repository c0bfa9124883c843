"""What the names found in the article tell the readers of phrases: a mention of several words is evidence."""

from __future__ import annotations

from mujaz.analysis.quotes import cues
from mujaz.analysis.quotes.nameforms import EIGHTH_FORM, PLURAL, PRESENT, VERBAL_NOUN, has_clitic
from mujaz.analysis.quotes.rolewords import COMPLEMENTIZERS, PUNCTUATION, Lexicon, bare, head_kind
from mujaz.analysis.quotes.words import Words

_SON_OF = "بل"  # بن ال as one word in the Maghreb: بلحاج


def found_person(words: Words, k: int, end: int = 0) -> bool:
    """Whether a person's name of several words was found to begin at ``k`` (and to end at ``end``)."""
    tag = words.tags.get(k)
    if tag is None or tag[0] != "PER" or words.tags.get(k - 1) == tag or words.tags.get(k + 1) != tag:
        return False
    return not end or (words.tags.get(end - 1) == tag and words.tags.get(end) != tag)


def found_start(words: Words, k: int, lex: Lexicon) -> int:
    """Where the person's name that goes on at ``k`` was found to begin: a given name no form tells (هرمان
    زيلودي); not at a title."""
    tag = words.tags.get(k)
    first = k
    while tag is not None and tag[0] == "PER" and words.tags.get(first - 1) == tag:
        first -= 1
    strange = all(
        head_kind(form, lex) == "" and form not in lex.honorific and cues.look_up(form) is None
        for form in words.forms[first:k]
    )
    return first if strange and k - first <= 2 else k


def spelt_with_article(words: Words, k: int, lex: Lexicon) -> bool:
    """Whether a found name's own letters look like the article: إلسا غونداريس."""
    behind = words.forms[k + 1] if k + 1 < len(words.forms) else ""
    strange = bare(words.forms[k]) not in lex.ordinary and not behind.startswith("ال")
    return strange and found_person(words, k)


def may_close(form: str, lex: Lexicon) -> bool:
    """Whether nothing about the last word of a found name says it is none: not in ختمت فلانة بالقول."""
    if form in PUNCTUATION or form in COMPLEMENTIZERS or form in lex.venue or form in lex.never:
        return False
    if cues.look_up(form) is not None or head_kind(form, lex) not in ("", "person"):
        return False
    if has_clitic(form, lex) and not (form.startswith(_SON_OF) and len(form) > len(_SON_OF) + 2):
        return False
    return not any(pattern.fullmatch(form) for pattern in (VERBAL_NOUN, PRESENT, EIGHTH_FORM, PLURAL))
