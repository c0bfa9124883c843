"""The sample content is what a visitor meets first: it reads without a fault and shows what Mujaz can do."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from mujaz.analysis.article import analyse
from mujaz.analysis.decoding import decode
from mujaz.analysis.record import Analysis

CONTENT = Path(__file__).resolve().parents[2] / "content"
DATES = {  # files outside dated folders: their dates are in the text
    "sea-museum-sour.txt": "2026-02-27",
    "قطار-الحجاز-الصغير.txt": "2026-03-01",
    "libya-women-divers.txt": "2026-03-04",
}


@pytest.fixture(scope="module")
def records() -> dict[Path, Analysis]:
    paths = sorted((CONTENT / "articles").rglob("*.txt"))
    return {
        path: analyse(decode(path.read_bytes()).text, path=str(path.relative_to(CONTENT))) for path in paths
    }


def test_nothing_to_complain_about(records: dict[Path, Analysis]) -> None:
    assert {path.name: record.problems for path, record in records.items() if record.problems} == {}


def test_every_article_has_its_day(records: dict[Path, Analysis]) -> None:
    for path, record in records.items():
        day = DATES.get(path.name) or "-".join(path.parts[-4:-1])
        assert record.date == day, path.name


def test_every_article_has_a_title_without_residue(records: dict[Path, Analysis]) -> None:
    for path, record in records.items():
        assert 15 <= len(record.title) <= 110, path.name
        assert "example.org" not in record.title


def test_one_file_is_in_an_old_encoding() -> None:
    kinds = Counter(decode(path.read_bytes()).encoding for path in (CONTENT / "articles").rglob("*.txt"))
    assert min(kinds.values()) == 1 and len(kinds) == 2, kinds


def test_people_recur(records: dict[Path, Analysis]) -> None:
    """Tag pages, timelines and related articles need the same people on many days."""
    speakers = Counter(
        name
        for record in records.values()
        for name in {quote.speaker for quote in record.quotes if quote.kind != "scare" and quote.speaker}
    )
    assert sum(count >= 3 for count in speakers.values()) >= 12, speakers.most_common(30)
