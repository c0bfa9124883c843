#!/usr/bin/env python3
"""Fit the weights that decide which names are tags, or measure them on articles held out.

    python tools/train_salience.py --articles DIR             # writes the shipped weights
    python tools/train_salience.py --articles DIR --held-out  # leaves each article out in turn and prints
    python tools/train_salience.py --articles DIR --test DIR  # fits on the first, prints the second's

DIR holds ``raw/*.txt`` and ``gold/entities.jsonl`` (``--split NAME`` takes the articles of one split alone).
A logistic regression with a ridge penalty over the features of ``prominence``: a name of salience 1 or 2 is
a tag, one of salience 0 or a false one is none. Deterministic: the same articles give the same bytes. The
weights of the table ``given`` in the written file are no findings but decisions; fitting keeps them.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "plugins"))

from mujaz.analysis import structure  # noqa: E402
from mujaz.analysis.article import read_names_and_quotes  # noqa: E402
from mujaz.analysis.entities import aliases, demonyms, prominence, salience  # noqa: E402
from mujaz.analysis.entities.keys import name_key  # noqa: E402
from mujaz.analysis.text import decode  # noqa: E402

Matrix = NDArray[np.float64]

#: The ridge penalty, in examples; the bias is free of it.
PENALTY = 2.0
#: What the weights are fitted to is rounded to so many digits, that the machine's rounding does not show.
DIGITS = 2
#: A false name is worse than a passing one, and a central one that is missed worse than another.
COST = {None: 0.0, -1: 2.5, 0: 1.0, 1: 1.0, 2: 1.5}
#: At which lines the figures are printed.
LINES = (0.30, 0.34, salience.TAG_FROM, 0.40, 0.45, 0.50)


@dataclass(frozen=True)
class Example:
    """One name that the analysis found in an article."""

    article: str
    features: Mapping[str, float]
    gold: str  # the annotated name it stands for, '' if it is none
    salience: int | None  # 2 central, 1 fit for a tag, 0 passing, -1 no name; None: right in either case


@dataclass(frozen=True)
class Annotated:
    """The examples of some articles, and how salient every annotated name is, found or not."""

    examples: list[Example]
    wanted: Mapping[tuple[str, str], int]  # (article, name) -> salience


def read(folder: Path, split: str = "") -> Annotated:
    """Analyse the annotated articles of a folder."""
    gold: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in _rows(folder / "gold" / "entities.jsonl"):
        if split in ("", row["split"]):
            gold[row["article"]].append(row)
    free: dict[str, set[str]] = defaultdict(set)
    for row in _rows(folder / "gold" / "optional.jsonl"):
        free[row["article"]] |= {name_key(name) for name in (row.get("name", ""), *row.get("aliases", ()))}
    examples = [
        example
        for article in sorted(gold)
        for example in examples_of(
            article,
            decode((folder / "raw" / f"{article}.txt").read_bytes()).text,
            gold[article],
            free[article],
        )
    ]
    wanted = {(article, row["name"]): int(row["salience"]) for article in gold for row in gold[article]}
    return Annotated(examples, wanted)


def _rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a file of JSON lines; none if it is not there."""
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def examples_of(
    article: str, text: str, gold: Sequence[Mapping[str, Any]], free: Iterable[str]
) -> list[Example]:
    """The names the analysis finds in a text, each with the annotated name most of its mentions stand for."""
    lines = structure.read(text).lines
    mentions, quotes, _ = read_names_and_quotes(text, lines)
    groups = aliases.group(text, mentions)
    told = prominence.Article(text, lines, quotes, demonyms.count(text), groups)
    spans = [(start, end, row) for row in gold for start, end in row["mentions"]]
    free = set(free)
    found = []
    for group in groups:
        votes: Counter[str] = Counter()
        levels: dict[str, int] = {}
        for mention in group.mentions:
            for start, end, row in spans:
                if _stands_for((mention.start, mention.end), (start, end), group.kind):
                    votes[row["name"]] += 1
                    levels[row["name"]] = int(row["salience"])
        name = max(votes, key=lambda name: (votes[name], name)) if votes else ""
        level: int | None = levels[name] if name else -1
        if not name and any(" ".join(key) in free for key in group.names):
            level = None
        found.append(Example(article, prominence.features(group, told), name, level))
    return found


def _stands_for(mention: tuple[int, int], gold: tuple[int, int], kind: str) -> bool:
    """Whether a mention names what the annotated one does: the same, with its head (مدينة, نادي), cut short
    behind; a person with the last name."""
    if mention[1] == gold[1]:
        return kind == "PER" or mention[0] <= gold[0]
    return kind != "PER" and mention[0] == gold[0]


def fit(examples: Sequence[Example], given: Mapping[str, float]) -> dict[str, float]:
    """The fitted weights by feature, the given ones held where they are."""
    known = sorted({name for example in examples for name in example.features} - {"bias", *given})
    columns = ["bias", *known]
    inputs = matrix(examples, columns)
    base = matrix(examples, list(given)) @ np.array(list(given.values()))
    wanted = np.array([float((example.salience or 0) > 0) for example in examples])
    cost = np.array([COST[example.salience] for example in examples])
    penalty = np.full(len(columns), PENALTY)
    penalty[0] = 1e-6
    found = np.zeros(len(columns))
    for _ in range(100):  # Newton's method; about ten steps are enough
        share = 1 / (1 + np.exp(-(inputs @ found + base)))
        slope = inputs.T @ (cost * (wanted - share)) - penalty * found
        curve = (inputs * (cost * share * (1 - share))[:, None]).T @ inputs + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        found += step
        if np.abs(step).max() < 1e-9:
            break
    return {name: round(float(weight), DIGITS) + 0.0 for name, weight in zip(columns, found, strict=True)}


def matrix(examples: Sequence[Example], columns: Sequence[str]) -> Matrix:
    """A row for each example, a column for each feature."""
    rows = [[example.features.get(name, 0.0) for name in columns] for example in examples]
    return np.array(rows).reshape(len(examples), len(columns))


def score(examples: Sequence[Example], weights: Mapping[str, float]) -> list[float]:
    """The salience of each example."""
    columns = list(weights)
    total = matrix(examples, columns) @ np.array([weights[name] for name in columns])
    return [float(share) for share in 1 / (1 + np.exp(-total))]


def held_out(annotated: Annotated, given: Mapping[str, float]) -> list[float]:
    """The salience of each example by the weights that all other articles give."""
    found: dict[int, float] = {}
    for article in sorted({example.article for example in annotated.examples}):
        inside = [i for i, example in enumerate(annotated.examples) if example.article == article]
        others = [example for example in annotated.examples if example.article != article]
        scored = score([annotated.examples[i] for i in inside], {**fit(others, given), **given})
        found.update(zip(inside, scored, strict=True))
    return [found[i] for i in range(len(annotated.examples))]


def report(annotated: Annotated, scored: Sequence[float]) -> str:
    """Precision, an editor's precision and recall at some lines."""
    rows = ["   from    tags   right  editor  recall  central"]
    for line in sorted(set(LINES)):
        shown = [
            example
            for example, share in zip(annotated.examples, scored, strict=True)
            if share >= line and example.salience is not None
        ]
        hit = {(example.article, example.gold) for example in shown if example.gold}
        levels = Counter(annotated.wanted.values())
        met = Counter(annotated.wanted[key] for key in hit)
        many = max(1, len(shown))
        rows.append(
            f"  {line:5.2f}  {len(shown):6}"
            f"{sum(example.salience != -1 for example in shown) / many:8.3f}"
            f"{sum((example.salience or 0) > 0 for example in shown) / many:8.3f}"
            f"{(met[1] + met[2]) / max(1, levels[1] + levels[2]):8.3f}"
            f"{met[2] / max(1, levels[2]):9.3f}"
        )
    return "\n".join(rows)


def write(path: Path, fitted: Mapping[str, float], given: Mapping[str, float]) -> None:
    """Write the weights, the heaviest first."""
    lines = [
        "# What each feature of a name (entities/prominence.py) adds to the log-odds of its being a tag.",
        "",
        "# Written by tools/train_salience.py: logistic regression on hand-marked articles.",
        "[fitted]",
    ]
    ranked = sorted(fitted.items(), key=lambda item: (item[0] != "bias", -abs(item[1]), item[0]))
    lines += [f"{json.dumps(name)} = {weight:.{DIGITS}f}" for name, weight in ranked]
    lines += [
        "",
        "# Decided, not found; the tool keeps them. An expert's institution and a named craft are tags",
        "# though they are named once: readers look for them, and the articles have too few to learn from.",
        "[given]",
    ]
    lines += [f"{json.dumps(name)} = {weight:.{DIGITS}f}" for name, weight in given.items()]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    """Run the command line; the return value is the exit status."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=Path, required=True, help="annotated articles to learn from")
    parser.add_argument("--split", default="", help="learn from the articles of one split alone")
    parser.add_argument(
        "--held-out", action="store_true", help="leave each article out in turn, write nothing"
    )
    parser.add_argument("--test", type=Path, help="annotated articles to measure on, write nothing")
    parser.add_argument("--test-split", default="", help="measure on the articles of one split alone")
    parser.add_argument("--out", type=Path, default=salience.WEIGHTS)
    options = parser.parse_args()
    for folder in filter(None, (options.articles, options.test)):
        if not (folder / "gold" / "entities.jsonl").is_file():
            sys.exit(f"train_salience: {folder}: no gold/entities.jsonl; name a folder of annotated articles")
    given = tomllib.loads(salience.WEIGHTS.read_text(encoding="utf-8"))["given"]
    annotated = read(options.articles, options.split)
    print(f"{len(annotated.examples)} names in {len({x.article for x in annotated.examples})} articles")
    if options.held_out:
        print(report(annotated, held_out(annotated, given)))
        return 0
    fitted = fit(annotated.examples, given)
    if options.test:
        test = read(options.test, options.test_split)
        print(report(test, score(test.examples, {**fitted, **given})))
        return 0
    write(options.out, fitted, given)
    print(f"{options.out}: {len(fitted)} weights")
    print(report(annotated, score(annotated.examples, {**fitted, **given})))
    return 0


if __name__ == "__main__":
    sys.exit(main())
