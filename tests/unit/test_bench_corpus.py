"""The corpus of the benchmark: always the same, of the promised shape."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

PATH = Path(__file__).parents[2] / "bench" / "corpus.py"


@pytest.fixture
def corpus(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    spec = importlib.util.spec_from_file_location("bench_corpus", PATH)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, "bench_corpus", module)  # its dataclasses look themselves up
    spec.loader.exec_module(module)
    return module


def test_the_same_number_makes_the_same_corpus(tmp_path: Path, corpus: ModuleType) -> None:
    first, second = corpus.make(tmp_path / "a", 60), corpus.make(tmp_path / "b", 60)
    assert [path.relative_to(tmp_path / "a") for path in first] == [
        path.relative_to(tmp_path / "b") for path in second
    ]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    assert len({path.read_bytes() for path in first}) == 60


def test_articles_are_whole_and_of_real_length(tmp_path: Path, corpus: ModuleType) -> None:
    texts = [path.read_text(encoding="utf-8") for path in corpus.make(tmp_path, 300)]
    assert not [text for text in texts if "{" in text or "}" in text]
    words = [len(text.split()) for text in texts]
    assert 520 < sum(words) / len(words) < 680
    assert min(words) >= 100
    quoted = sum(text.count(mark) for text in texts for mark in ("«", "“")) + sum(
        text.count(mark) for text in texts for mark in ('"', "''")
    )
    assert quoted > 5 * len(texts)
