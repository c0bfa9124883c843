"""Scraper residue, credits and bylines: what stands in a raw article without being its text."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from mujaz.analysis.rows import BLANK

#: A longer row is never residue as a whole.
MAX_CHARS = 300
#: How much of a paragraph's end is searched for something glued to it.
TAIL_CHARS = 400
_PARTS = re.compile(r"\s*[/+،–-]\s*")
_SENTENCE_ENDS = '.!؟?»"”…)'


@dataclass(frozen=True, slots=True)
class _Patterns:
    rows: re.Pattern[str]
    rows_above_title: re.Pattern[str]
    elsewhere: re.Pattern[str]
    credit: re.Pattern[str]
    byline: re.Pattern[str]
    caption_credit: re.Pattern[str]
    caption_opening: re.Pattern[str]
    moment: re.Pattern[str]
    posed: re.Pattern[str]
    tail_markers: tuple[str, ...]
    tail_anywhere: re.Pattern[str]
    tail_after_stop: re.Pattern[str]
    front: re.Pattern[str]
    desk: re.Pattern[str]
    take: re.Pattern[str]
    pictured: frozenset[str]
    nobody: frozenset[str]
    writers: frozenset[str]


@cache
def patterns() -> _Patterns:
    """The patterns of ``data/residue.toml``, compiled."""
    table = tomllib.loads(files("mujaz.analysis").joinpath("data/residue.toml").read_text(encoding="utf-8"))
    agency = f"(?:{'|'.join(table['agencies'])})"

    def either(*lists: list[str]) -> re.Pattern[str]:
        parts = [part.replace("{agency}", agency) for found in lists for part in found]
        return re.compile(
            "|".join(f"(?:{_own_groups(part, place)})" for place, part in enumerate(parts)), re.IGNORECASE
        )

    caption: dict[str, Any] = table["caption"]
    return _Patterns(
        rows=either(*table["rows"].values()),
        rows_above_title=either(*(table["rows"][name] for name in ("source-link", "tags", "junk"))),
        elsewhere=either(*(table["rows"][name] for name in ("related", "promo", "picture"))),
        credit=either(table["credit"]["source"], table["credit"]["agency"]),
        byline=either(table["byline"]["rows"]),
        caption_credit=either(caption["credit"]),
        caption_opening=either(caption["opening"]),
        posed=re.compile("|".join(caption["posed"])),
        moment=re.compile(rf"\b(?:{'|'.join(caption['moment'])})\b"),
        tail_markers=tuple(table["tails"]["markers"]),
        tail_anywhere=either(table["tails"]["anywhere"]),
        tail_after_stop=re.compile(
            rf"(?<=[{_SENTENCE_ENDS}])\s?(?:{either(table['tails']['after_stop']).pattern})", re.IGNORECASE
        ),
        front=either(table["tails"]["front"]),
        desk=re.compile(table["slip"]["desk"]),
        take=re.compile(rf"{table['slip']['take']}$"),
        pictured=frozenset(caption["pictured"]),
        nobody=frozenset(table["nobody"]),
        writers=frozenset(table["byline"]["writers"]),
    )


def _own_groups(pattern: str, place: int) -> str:
    """Number the group ``source`` so that several alternatives may have one."""
    return pattern.replace("(?P<source>", f"(?P<source{place}>")


def is_residue(row: str, *, above_title: bool = False) -> bool:
    """Whether a row is residue as a whole: a link, a list of tags, a promotion, a separator.

    ``above_title`` spares what may be a headline itself (بالفيديو: …).
    """
    pattern = patterns().rows_above_title if above_title else patterns().rows
    return len(row) <= MAX_CHARS and pattern.fullmatch(row) is not None


def leads_elsewhere(cut: str) -> bool:
    """Whether a web address in residue is not the article's own: it is a related article's or a picture's."""
    return patterns().elsewhere.fullmatch(cut[:MAX_CHARS]) is not None


def credit(row: str) -> str | None:
    """The source that a credit row names ("" if it names none); None if the row is no credit."""
    found = patterns().credit.fullmatch(row) if len(row) <= 80 else None
    if found is None:
        return None
    name = next((name.strip(BLANK + "-–—/()[].") for name in found.groups() if name), "")
    named = [part for part in _PARTS.split(name) if part not in patterns().nobody]
    return name if len(named) == len(_PARTS.split(name)) else " / ".join(named)


def is_byline(row: str) -> bool:
    """Whether a row before the first paragraph says who wrote the article, or where and when."""
    return len(row) <= 80 and patterns().byline.fullmatch(row) is not None


def headline_span(row: str) -> tuple[int, int]:
    """The part of a title row that is the headline, without the slip of the agency that sent it.

    >>> row = "ثقافي / متحف الواحة يفتح أبوابه / إضافة أولى واخيرة"
    >>> row[slice(*headline_span(row))]
    'متحف الواحة يفتح أبوابه'
    """
    known = patterns()
    start = found.end() if (found := known.desk.match(row)) else 0
    end = found.start() if (found := known.take.search(row, start)) else len(row)
    return (start, end) if row[start:end].strip() else (0, len(row))


def body_span(row: str, *, last: bool) -> tuple[int, int]:
    """The part of a paragraph that is its text: what is glued to its ends is outside.

    ``last`` is whether it is the article's last paragraph, where agencies and tag lists are glued.
    """
    known = patterns()
    start = found.end() if (found := known.front.match(row)) else 0
    base, end = max(start, len(row) - TAIL_CHARS), len(row)
    tail = row[base:].lower()
    searches = [known.tail_anywhere] if any(marker in tail for marker in known.tail_markers) else []
    if last:
        searches.append(known.tail_after_stop)
    for pattern in searches:
        if (found := pattern.search(row, base, end)) and row[start : found.start()].strip(BLANK):
            end = found.start()
    return start, start + len(row[start:end].rstrip(BLANK))
