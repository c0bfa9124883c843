"""The one place that makes markup: what is shown is the text, whole, and marks nest."""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

import html5lib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mujaz.analysis.record import Line
from mujaz.site import render
from mujaz.site.render import Named, Pull, Quoted


def shown(html: str) -> str:
    return "".join(html5lib.parseFragment(html, namespaceHTMLElements=False).itertext())


def shown_of(element: Element) -> str:
    return "".join(element.itertext())


def printed(parts: Iterable[render.Part]) -> str:
    """With every slot filled."""
    speakers = ['س"<'] * 9
    names = render.name_fillings((place, "ORG", f"tags/x{place}/") for place in range(9))
    return str(render.fill(parts, render.quote_fillings(speakers) | names))


SPAN = st.tuples(st.integers(0, 60), st.integers(1, 20))


@given(
    text=st.text(alphabet="ابت ab <>&\"'«»\u202e", min_size=60, max_size=60),
    quotes=st.lists(SPAN, max_size=4),
    names=st.lists(SPAN, max_size=4),
)
def test_whatever_the_marks_the_text_stays_whole(
    text: str, quotes: list[tuple[int, int]], names: list[tuple[int, int]]
) -> None:
    quoted = [Quoted(n, start, min(60, start + size)) for n, (start, size) in enumerate(quotes, 1)]
    named = [Named(n, start, min(60, start + size)) for n, (start, size) in enumerate(names)]
    html = printed(render.inline(text, 0, 60, quoted, named))
    assert shown(html) == text
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    assert not [link for outer in tree.iter("a") for link in outer.iter("a") if link is not outer]


def test_latin_passages_are_marked_around_links_and_within_quotations() -> None:
    text = "قال «The Old Port» في Al Jazeera English، وعاد Nour."
    name = text.index("Al J")
    html = printed(render.inline(text, 0, len(text), [Quoted(1, 5, 17)], [Named(0, name, name + 10)]))
    assert '"><span lang="en" dir="ltr">The Old Port</span></span>»' in html
    assert (
        '<span lang="" dir="ltr"><a class="name name--org" href="tags/x0/">Al Jazeera</a> English</span>،'
        in html
    )
    assert html.count("dir=") == 2
    crossing = printed(render.inline(text, 0, len(text), [Quoted(1, 9, 20)], []))
    assert crossing.count("dir=") == 1
    assert shown(html) == shown(crossing) == text


def test_control_codes_which_html_forbids_are_left_out() -> None:
    text = "قال\x1a «نعم\x07» \ufffeثم\tمضى"
    html = printed(render.galley(text, [Line(0, 0, len(text), "paragraph")], [Quoted(1, 6, 10)], [], []))
    assert shown(html) == "قال «نعم» ثم\tمضى"


def test_a_line_in_latin_letters_runs_from_left_to_right() -> None:
    text = "The port, and the town.\nوعاد Nour."
    lines = [Line(0, 0, 23, "paragraph"), Line(1, 24, 34, "paragraph")]
    assert printed(render.galley(text, lines, [], [], [])).split("\n") == [
        '<p lang="en" dir="ltr" id="p1">The port, and the town.</p>',
        '<p id="p2">وعاد Nour.</p>',
    ]


def test_a_quotation_over_two_lines_has_one_anchor() -> None:
    text = "قال «أول\nثان» وانتهى"
    lines = [Line(0, 0, 8, "paragraph"), Line(1, 9, 20, "paragraph")]
    html = printed(render.galley(text, lines, [Quoted(1, 5, 12)], [], []))
    assert html.count('id="q1"') == 1
    assert html.count('class="quote"') == 2


def test_a_paragraph_that_is_all_quotation_is_one_to_machines_too() -> None:
    text = "قال «أول\nوثان\nوثالث». ومضى"
    starts = [0, 9, 14]
    lines = [
        Line(n, start, end, "paragraph")
        for n, (start, end) in enumerate(zip(starts, [8, 13, 27], strict=True))
    ]
    body = printed(render.galley(text, lines, [Quoted(1, 5, 19)], [], []))
    tree = html5lib.parseFragment(body, namespaceHTMLElements=False)
    assert [(block.get("cite"), shown_of(block)) for block in tree.iter("blockquote")] == [("#q1", "وثان")]


@pytest.mark.parametrize(
    ("kinds", "source", "gap"),
    [
        ("pppppp", 2, 3),  # after the next paragraph
        ("pppp", 3, 1),  # towards the end: before the one above
        ("pppppp", 1, 2),
        ("pp", 1, None),  # nowhere fits in so short an article
        ("ppcppp", 2, 4),  # a caption is no neighbour
        ("psppp", 1, 3),  # not under the subhead
    ],
)
def test_pull_quotes_stand_one_or_two_paragraphs_away(kinds: str, source: int, gap: int | None) -> None:
    names = {"p": "paragraph", "c": "caption", "s": "subhead"}
    placed = render.place_pulls([names[kind] for kind in kinds], [Pull(1, source)])
    assert [place for place, _ in placed] == ([gap] if gap is not None else [])


def test_a_name_without_a_page_and_a_feed_leave_no_trace() -> None:
    text = "قالت سلمى «نعم»"
    parts = render.galley(text, [Line(0, 0, 15, "paragraph")], [Quoted(1, 11, 14)], [Named(0, 5, 9)], [])
    assert str(render.fill(parts, {})) == f'<p id="p1">{text}</p>'
