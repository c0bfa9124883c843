"""Tables in Markdown: in a box of their own that scrolls, by keyboard too, so that no page does."""

from __future__ import annotations

import re
from collections import Counter
from html import escape, unescape

_TABLE = re.compile(r"<(/?)table\b[^>]*>", re.IGNORECASE)
_CAPTION = re.compile(r"<caption\b[^>]*>(.*?)</caption>", re.IGNORECASE | re.DOTALL)
_HEADING = re.compile(r"<th\b[^>]*>(.*?)</th>", re.IGNORECASE | re.DOTALL)
_TAG = re.compile("<[^>]*>")


def scrollable(html: str, title: str) -> str:
    """``html`` with a named box round each outer table; ``title`` names one that has no words for it.

    >>> scrollable("<table><tr><th>سنة</th></tr></table>", "خبر").partition("<table>")[0]
    '<div class="prose__table" role="region" tabindex="0" aria-label="سنة">'
    """
    out: list[str] = []
    names: Counter[str] = Counter()
    done = begin = depth = 0
    for tag in _TABLE.finditer(html):
        if not tag[1]:
            begin = begin if depth else tag.start()
            depth += 1
        elif depth:
            depth -= 1
            if not depth:
                table = html[begin : tag.end()]
                name = _name(table) or title
                names[name] += 1
                label = name if names[name] == 1 else f"{name} ({names[name]})"  # no two boxes share a name
                box = f'<div class="prose__table" role="region" tabindex="0" aria-label="{escape(label)}">'
                out += [html[done:begin], box, table, "</div>"]
                done = tag.end()
    return "".join([*out, html[done:]])


def _name(table: str) -> str:
    """A table's caption, else its headings."""
    found = _CAPTION.findall(table)[:1] or _HEADING.findall(table)
    words = (" ".join(unescape(_TAG.sub(" ", each)).split()) for each in found)
    return "، ".join(filter(None, words))
