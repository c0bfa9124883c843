"""The analysis stays as good on the hand-marked articles as it was when the floors were recorded."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


def load_scoring() -> ModuleType:
    """The scorer beside this file, which is a script too and therefore no part of a package."""
    path = Path(__file__).with_name("scoring.py")
    spec = importlib.util.spec_from_file_location("golden_scoring", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["golden_scoring"] = module
    spec.loader.exec_module(module)
    return module


scoring = load_scoring()
AGAIN = "python tests/golden/scoring.py --raise"


@pytest.fixture(scope="module")
def articles() -> list[Any]:
    return list(scoring.read_corpus())


def test_floors_belong_to_this_corpus() -> None:
    recorded = scoring.read_floors()["corpus"]
    assert recorded == scoring.corpus_hash(), f"texts or marks changed since floors.toml was written: {AGAIN}"


def test_figures_reach_their_floors(articles: list[Any]) -> None:
    tally = scoring.score(articles)
    figures = tally.figures()
    below = [
        f"{name} {figures.get(name, 0.0):.3f} is below its floor {floor:.3f}"
        for name, floor in scoring.read_floors()["floors"].items()
        if figures.get(name, 0.0) < floor - 1e-9
    ]
    subjects = {line.split()[0].split("_")[0] for line in below}  # "speaker" of speaker_full_name
    misses = [miss for miss in sorted(tally.misses) if miss.split(":")[0].split("_")[0] in subjects]
    assert not below, "\n".join([*below, "misses:", *misses])


def test_records_are_slices_of_their_articles(articles: list[Any]) -> None:
    for article in articles:
        for quote in article.found.quotes:
            assert quote.text == article.text[quote.start : quote.end], (article.name, quote)
        for entity in article.found.entities:
            assert all(article.text[start:end].strip() for start, end in entity.mentions), entity


def test_marks_are_complete(articles: list[Any]) -> None:
    """Every marked text is found where it is said to be, and every marked line exists."""
    for article in articles:
        scoring.locate(article)
        numbers = [number for found in article.marks.get("lines", {}).values() for number in found]
        assert len(numbers) == len(set(numbers)), f"{article.name}: a line has two kinds"
        assert {line.line + 1 for line in article.found.lines} >= set(numbers), article.name
