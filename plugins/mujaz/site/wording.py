"""Faults and notices as the newsroom reads them: in the theme's words, else in the terminal's English."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from markupsafe import Markup

from mujaz.site.passages import direction, isolated
from mujaz.site.words import WordsError


def worded(t: Callable[..., str], code: str, message: str, values: Iterable[tuple[str, str]] = ()) -> Markup:
    """A paragraph: the phrase of ``code``, with each of ``values`` in it as written, or ``message``.

    >>> worded(lambda key: "لا نص تحت العنوان.", "no-body", "the article has no text")
    Markup('<p class="faults__what">لا نص تحت العنوان.</p>')
    >>> worded(lambda key: "", "", "the article has no text")
    Markup('<p class="faults__what" lang="en" dir="ltr">the article has no text</p>')
    """
    shown = {name: Markup("<bdi{}>{}</bdi>").format(direction(value), value) for name, value in values}
    try:
        phrase = t(f"fault.{code}", **shown) if code else ""
    except (WordsError, LookupError):  # a words file of before this fault, or with a slip in its phrase
        phrase = ""
    if phrase:
        return Markup('<p class="faults__what">{}</p>').format(phrase)
    return Markup('<p class="faults__what" lang="en" dir="ltr">{}</p>').format(isolated(message))
