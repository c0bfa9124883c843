"""Enters whoever a line introduces in the table of people, before the line is read for speech."""

from __future__ import annotations

from functools import lru_cache

from mujaz.analysis.quotes.nameforms import asks
from mujaz.analysis.quotes.nounphrase import parse
from mujaz.analysis.quotes.people import People
from mujaz.analysis.quotes.personal import Known
from mujaz.analysis.quotes.rolewords import bare, ends_subject, head_kind, lexicon, names_place
from mujaz.analysis.quotes.view import View
from mujaz.analysis.quotes.words import OPEN, Words

#: Titles with a genitive behind them, else adjectives: كبير المستشارين.
_ADJECTIVES = frozenset({"كبير", "كبيرة"})


def introduce(text: str, view: View, people: People) -> None:
    """Enter those with a title and a name first, then those with a given name or a name found in the text."""
    _enter(text, view, people, people.known(), titles(view.words))
    _enter(text, view, people, people.known(), _names(view.words))


def _enter(text: str, view: View, people: People, known: Known, places: list[tuple[int, int]]) -> None:
    words = view.words
    done = 0
    for i, cut in places:
        if i < done:
            continue
        phrase = parse(words, i, len(words.forms), cut=cut, known=known)
        if phrase is None or phrase.name is None or phrase.kind not in ("person", "name"):
            continue
        if phrase.kind == "person" or phrase.name[1] - phrase.name[0] > 1:
            people.add_name(text, words, phrase, (view.index, i))
        done = phrase.end


def titles(words: Words) -> list[tuple[int, int]]:
    """Where titles begin: (token, letters of a clitic before it)."""
    return [
        (i, opens - 1)
        for i, opens in enumerate(map(_opens_title, words.forms))
        if opens and not (opens == 1 and _no_title(words.forms, i))
    ]


def _names(words: Words) -> list[tuple[int, int]]:
    """Where names may begin that have no title: (token, letters of a clitic).

    Quoted ones are left out: mostly they are works. So is what belongs to a place.
    """
    lex = lexicon()
    given = {
        i for i, form in enumerate(words.forms) if form in lex.given and not names_place(words.forms, i, lex)
    }
    found = {i for i, tag in words.tags.items() if tag[0] == "PER"}
    return [
        (i, words.cuts.get(i, 0))
        for i in sorted(given | found)
        if words.forms[i] not in lex.venue and not (i and words.forms[i - 1] == OPEN)
    ]


def _no_title(forms: list[str], i: int) -> bool:
    """Whether a word that can be a title is here another: an adjective, a preposition, a verb.

    السياسات الاقتصادية; مفاجأة كبيرة لأحمد; أمام القاضي; طالب الوزير.
    """
    form, lex = forms[i], lexicon()
    following = forms[i + 1] if i + 1 < len(forms) else ""
    if ends_subject(forms, i, lex) or asks(form, following, lex):
        return True
    if not form.startswith("ال"):
        return form in _ADJECTIVES and not following.startswith("ال") and not head_kind(following, lex)
    before = forms[i - 1] if i else ""
    noun = before.startswith("ال") and len(before) > 4 and before not in lex.venue and before not in lex.given
    return noun and form.endswith(("ي", "ية")) and bare(before) in lex.ordinary


@lru_cache(maxsize=65536)
def _opens_title(form: str) -> int:
    """Whether a title begins with this word: 0 no, 1 yes, 2 after a clitic."""
    lex = lexicon()
    if form in lex.honorific or head_kind(form, lex) == "person":
        return 1
    rest = form[1:]
    clitic = form[0] in "وفبلك" and len(form) > 3
    return 2 if clitic and (rest in lex.honorific or head_kind(rest, lex) == "person") else 0
