"""Fitting the weights of salience: what the examples are, the same bytes every time, bad folders."""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import train_salience
from mujaz.analysis.entities import salience
from train_salience import Annotated, Example

ROOT = Path(__file__).parents[2]
TEXT = (
    "متحف النخيل يفتح أبوابه\n"
    "قالت مديرة المتحف سلمى الحوراني، الأربعاء، إن المبنى «بُني كله من طين الواحة وجريدها».\n"
    "وأضافت الحوراني أن المتحف مفتوح، وفق صحيفة القنديل الأزرق في مدينة سوسة.\n"
)
GIVEN = {"craft": 1.5}


def row(name: str, level: int, *forms: str, article: str = "a", split: str = "dev") -> dict[str, object]:
    spans = [[TEXT.index(form), TEXT.index(form) + len(form)] for form in forms or (name,)]
    return {"article": article, "split": split, "name": name, "salience": level, "mentions": spans}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "raw").mkdir()
    (tmp_path / "gold").mkdir()
    rows = [
        row(name, level, article=article, split=split)
        for article, split in (("a", "dev"), ("b", "dev2"))
        for name, level in (("سلمى الحوراني", 2), ("سوسة", 1))
    ]
    for article in "ab":
        (tmp_path / "raw" / f"{article}.txt").write_text(TEXT, encoding="utf-8")
    lines = "\n".join(json.dumps(one, ensure_ascii=False) for one in rows)
    (tmp_path / "gold" / "entities.jsonl").write_text(lines + "\n", encoding="utf-8")
    return tmp_path


def command(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    tool = [sys.executable, str(ROOT / "tools" / "train_salience.py"), *map(str, arguments)]
    return subprocess.run(tool, capture_output=True, text=True, encoding="utf-8", check=False)


def test_examples_bear_the_salience_of_the_name_they_stand_for(folder: Path) -> None:
    found = {example.gold: example.salience for example in train_salience.read(folder, "dev").examples}
    assert (found["سلمى الحوراني"], found["سوسة"]) == (2, 1)
    gold = [row("سلمى الحوراني", 2)]
    without = train_salience.examples_of("a", TEXT, gold, ["سوسه"])
    assert {example.salience for example in without if not example.gold} == {None, -1}


@pytest.mark.parametrize(
    ("mention", "gold", "kind", "stands"),
    [
        ((10, 14), (4, 14), "PER", True),  # the surname of a person
        ((4, 9), (4, 14), "PER", False),  # the first name
        ((4, 14), (10, 14), "LOC", True),  # مدينة سوسة for سوسة
        ((4, 9), (4, 14), "ORG", True),  # cut short behind
        ((10, 14), (4, 14), "ORG", False),  # the place an institution is named after
    ],
)
def test_which_mentions_stand_for_an_annotated_one(
    mention: tuple[int, int], gold: tuple[int, int], kind: str, stands: bool
) -> None:
    assert train_salience._stands_for(mention, gold, kind) == stands


def examples(count: int = 40) -> list[Example]:
    """Names of which those with an office are tags and those enumerated are not."""
    return [
        Example(
            f"{n % 4}", {"bias": 1.0, "office": float(n % 2), "enumerated": float(n % 2 == 0)}, f"{n}", n % 2
        )
        for n in range(count)
    ]


def test_what_speaks_for_tags_weighs_for_them() -> None:
    fitted = train_salience.fit(examples(), GIVEN)
    assert fitted["office"] > 0 > fitted["enumerated"]
    assert set(fitted) == {"bias", "office", "enumerated"}


def test_given_weights_are_held() -> None:
    crafts = [Example("0", {"bias": 1.0, "craft": 1.0}, "x", 0)] * 40
    fitted = train_salience.fit([*examples(), *crafts], GIVEN)
    assert "craft" not in fitted
    assert fitted["bias"] < train_salience.fit(examples(), GIVEN)["bias"] - 1  # the rest makes up for it


def test_an_article_is_scored_by_the_others() -> None:
    odd = Example("odd", {"bias": 1.0, "outlet": 1.0}, "x", 1)
    annotated = Annotated([*examples(), odd], {("odd", "x"): 1})
    inside = train_salience.score(annotated.examples, train_salience.fit(annotated.examples, {}))[-1]
    assert train_salience.held_out(annotated, {})[-1] < inside


def test_a_report_counts_found_and_missed() -> None:
    annotated = Annotated(
        [Example("a", {}, "x", 2), Example("a", {}, "", -1)], {("a", "x"): 2, ("a", "y"): 1, ("a", "z"): 0}
    )
    rows = train_salience.report(annotated, [0.9, 0.9]).splitlines()
    assert rows[1].split() == ["0.30", "2", "0.500", "0.500", "0.500", "1.000"]


def test_one_command_writes_the_same_weights_every_time(folder: Path) -> None:
    first, second = folder / "first.toml", folder / "second.toml"
    for out in (first, second):
        done = command("--articles", folder, "--out", out)
        assert done.returncode == 0, done.stderr
    assert first.read_bytes() == second.read_bytes()
    shipped = tomllib.loads(salience.WEIGHTS.read_text(encoding="utf-8"))
    assert tomllib.loads(first.read_text(encoding="utf-8"))["given"] == shipped["given"]


def test_measuring_writes_nothing(folder: Path) -> None:
    before = salience.WEIGHTS.read_bytes()
    held_out = command("--articles", folder, "--held-out")
    other = command("--articles", folder, "--split", "dev", "--test", folder, "--test-split", "dev2")
    assert "central" in held_out.stdout
    assert "central" in other.stdout
    assert salience.WEIGHTS.read_bytes() == before


def test_a_folder_without_annotations_is_told(tmp_path: Path) -> None:
    done = command("--articles", tmp_path)
    assert done.returncode == 1
    assert "no gold/entities.jsonl; name a folder of annotated articles" in done.stderr
