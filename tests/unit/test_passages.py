"""Bidi controls of a text end with it."""

from __future__ import annotations

import random

import pytest
from markupsafe import Markup

from mujaz.site.passages import closed, marked, plain

LRE, RLO, PDF, LRI, FSI, PDI = "\u202a", "\u202e", "\u202c", "\u2066", "\u2068", "\u2069"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("سوق", "سوق"),
        (f"{RLO}سوق", f"{RLO}سوق{PDF}"),
        (f"{FSI}س{RLO}وق", f"{FSI}س{RLO}وق{PDF}{PDI}"),
        (f"{RLO}س{FSI}وق{PDI}", f"{RLO}س{FSI}وق{PDI}{PDF}"),
        (f"{LRI}Nour{PDI} سوق", f"{LRI}Nour{PDI} سوق"),
        (f"{LRI}N{LRE}our{PDI} سوق{PDF}", f"{LRI}N{LRE}our{PDI} سوق"),
        (f"سوق{PDI}{PDF}", "سوق"),
        (f"{RLO}س{PDI}وق", f"{RLO}سوق{PDF}"),
    ],
)
def test_what_is_begun_is_ended_and_nothing_else(text: str, wanted: str) -> None:
    assert closed(text) == wanted


def test_any_text_is_closed_once_and_keeps_its_words() -> None:
    draw = random.Random(7)
    for _ in range(500):
        text = "".join(draw.choices([LRE, RLO, PDF, LRI, FSI, PDI, "س", "a"], k=12))
        once = closed(text)
        assert closed(once) == once
        assert plain(once) == plain(text)
        assert sum(map(once.count, (LRI, FSI))) == once.count(PDI)


def test_a_marked_text_is_closed_and_escaped() -> None:
    assert marked(f"{RLO}<سوق>") == Markup(f"{RLO}&lt;سوق&gt;{PDF}")
