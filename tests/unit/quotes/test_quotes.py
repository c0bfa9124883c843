"""Who said what: every file of ``cases`` is a list of invented articles and what must be found in them.

=== the case's name
title: a heading (also subhead: and caption:); other lines are paragraphs
@ kind | a name the tagger found, wherever it stands
> kind | speaker or - | the quotation, or its beginning and …
> kind | speaker = role | … where the role matters
! line code, for a problem with the marks
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

import pytest

from mujaz.analysis.entities.names import Mention
from mujaz.analysis.quotes.speakers import explain_quotes, find_quotes
from mujaz.analysis.record import EntityKind, Line, LineKind

CASES = Path(__file__).parent / "cases"


@dataclass
class Case:
    name: str
    text: str = ""
    lines: list[Line] = field(default_factory=list)
    quotes: list[tuple[str, str | None, str]] = field(default_factory=list)
    problems: list[tuple[int, str]] = field(default_factory=list)
    names: list[tuple[EntityKind, str]] = field(default_factory=list)

    @property
    def mentions(self) -> list[Mention]:
        return sorted(
            (
                Mention(found.start(), found.end(), kind, None, 0.95, "tagger")
                for kind, name in self.names
                for found in re.finditer(re.escape(name), self.text)
            ),
            key=lambda mention: mention.start,
        )

    def add_line(self, row: str) -> None:
        kind, colon, rest = row.partition(": ")
        if not colon or kind not in get_args(LineKind):
            kind, rest = "paragraph", row
        start = len(self.text)
        self.text += rest + "\n"
        self.lines.append(Line(len(self.lines), start, start + len(rest), kind))  # type: ignore[arg-type]


def read_cases(path: Path) -> list[Case]:
    cases: list[Case] = []
    for row in path.read_text(encoding="utf-8").splitlines():
        if row.startswith("=== "):
            cases.append(Case(row[4:]))
        elif row.startswith("> "):
            kind, speaker, words = row[2:].split(" | ", 2)
            cases[-1].quotes.append((kind, None if speaker == "-" else speaker, words))
        elif row.startswith("! "):
            line, code = row[2:].split()
            cases[-1].problems.append((int(line), code))
        elif row.startswith("@ "):
            of_kind, name = row[2:].split(" | ")
            cases[-1].names.append((of_kind, name))  # type: ignore[arg-type]
        elif row.strip():
            cases[-1].add_line(row)
    return cases


ALL = [
    pytest.param(case, id=f"{path.stem}: {case.name}")
    for path in sorted(CASES.glob("*.txt"))
    for case in read_cases(path)
]


@pytest.mark.parametrize("case", ALL)
def test_case(case: Case) -> None:
    quotes, problems = find_quotes(case.text, case.lines, case.mentions)
    shown = [
        (
            quote.kind,
            f"{quote.speaker} = {quote.role}" if " = " in (speaker or "") else quote.speaker,
            words if words.endswith("…") and quote.text.startswith(words[:-1]) else quote.text,
        )
        for quote, (__, speaker, words) in zip(
            quotes, case.quotes + [("", "", "")] * len(quotes), strict=False
        )
    ]
    assert shown == case.quotes
    assert [(problem.line, problem.code) for problem in problems] == case.problems


@pytest.mark.parametrize("case", ALL)
def test_record_and_account_agree(case: Case) -> None:
    quotes, __ = find_quotes(case.text, case.lines, case.mentions)
    decisions = explain_quotes(case.text, case.lines, case.mentions)
    assert [(q.start, q.end, q.kind, q.rule) for q in quotes] == [
        (d.start, d.end, d.kind, d.rule) for d in decisions
    ]
    for quote, decision in zip(quotes, decisions, strict=True):
        assert case.text[quote.start : quote.end] == quote.text
        assert quote.speaker == (decision.speaker if decision.shown else None)
        if quote.mention:
            assert case.text[quote.mention[0] : quote.mention[1]] == decision.mention


def test_role_is_the_title_as_the_article_words_it() -> None:
    text = "وقالت أستاذة علوم البحار في جامعة الإسكندرية ليلى نصار: «لم نر مثل هذه الأسراب منذ سنوات»."
    quote = find_quotes(text, [Line(0, 0, len(text), "paragraph")], [])[0][0]
    assert (quote.speaker, quote.role) == ("ليلى نصار", "أستاذة علوم البحار في جامعة الإسكندرية")


def test_problem_says_where_and_what_to_write() -> None:
    text = "وقال سعيد مراد: «سنعود غدا."
    (problem,) = find_quotes(text, [Line(7, 0, len(text), "paragraph")], [])[1]
    assert (problem.line, problem.code) == (7, "unbalanced-quote")
    assert "«" in problem.message and "; add the closing mark" in problem.message


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "سالم قائد النوري",
            "وكان الرئيس سالم قائد النوري دعا إلى الحوار. وقال في حديث إذاعي: «لن نتأخر عن موعدنا».",
        ),
        ("ليلى", "وكانت ليلى حاولت أن تصل مبكرة. وأضافت: «الطريق إلى المدرسة صار أقصر من ذي قبل»."),
    ],
)
def test_a_listed_name_begins_and_ends_where_the_lists_say(name: str, text: str) -> None:
    start = text.index(name)
    mention = Mention(start, start + len(name), "PER", "listed", 1.0, "gazetteer")
    (quote,) = find_quotes(text, [Line(0, 0, len(text), "paragraph")], [mention])[0]
    assert quote.speaker == name
