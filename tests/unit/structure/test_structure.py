"""Articles with the kind of each line beside it, in ``articles/*.txt``.

``kind | text`` is a line (⟦…⟧ holds what must be cut off), an empty kind a blank line. ``name = value`` is
what else is expected: ``title``, ``date`` (day and where it was found), ``source`` (name and address),
``problem`` (line from 1, code); ``path`` is where the article lies.
"""

import re
from pathlib import Path

import pytest

from mujaz.analysis import structure
from mujaz.analysis.problems import FAULTS, NOTICES
from mujaz.analysis.structure import Layout

ARTICLES = Path(__file__).parent / "articles"
CASES = [
    pytest.param(case.split("\n", 1)[1], id=f"{file.stem}: {case.split(chr(10), 1)[0]}")
    for file in sorted(ARTICLES.glob("*.txt"))
    for case in re.split(r"^== ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
]


@pytest.mark.parametrize("case", CASES)
def test_article(case: str) -> None:
    lines, kinds, expected, path = [], [], {}, ""
    for row in case.strip("\n").split("\n"):
        if found := re.match(r"(\w*)\s*\| ?(.*)", row):
            lines.append(found[2])
            kinds += [(found[1], re.sub("⟦[^⟧]*⟧", "", found[2]))] if found[1] else []
        elif found := re.match(r"(\w+)\s*= (.*)", row):
            if found[1] == "path":
                path = found[2]
            else:
                expected.setdefault(found[1], []).append(found[2])
    text = re.sub("[⟦⟧]", "", "\n".join(lines))
    layout = structure.read(text, path=path)

    assert [(line.kind, text[line.start : line.end]) for line in layout.lines] == kinds
    for name, values in expected.items():
        assert facts(layout, name) == values
    if "problem" not in expected:
        assert not layout.problems


def facts(layout: Layout, name: str) -> list[str]:
    if name == "title":
        return [layout.title]
    if name == "date":
        return [f"{layout.date} {layout.date_source}"]
    if name == "source":
        return [f"{layout.source.name} {layout.source.url}".strip()] if layout.source else []
    return [f"{problem.line + 1} {problem.code}" for problem in layout.problems]


def test_plain_text_has_no_title_and_no_headers() -> None:
    layout = structure.read("التاريخ: 2023-09-13\nنص قصير", plain=True)
    assert [line.kind for line in layout.lines] == ["paragraph", "paragraph"]
    assert (layout.title, layout.date) == ("", None)


def test_every_code_is_a_fault_or_a_notice() -> None:
    source = "".join(
        Path(module.__file__ or "").read_text(encoding="utf-8") for module in (structure, structure.header)
    )
    used = set(re.findall(r'(?:Problem\([^,]+, |remark\()"([a-z-]+)"', source))
    assert used and used <= FAULTS | NOTICES
    assert not FAULTS & NOTICES
