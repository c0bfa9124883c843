"""Score the analysis against hand-annotated articles and hold it to the recorded floors.

usage: python tools/evaluate.py [--articles DIR] [--errors N] [--raise]

DIR (default ``../shared/eval``) holds ``raw/*.txt``, ``gold/`` and the scorer ``evaluate.py``. The articles
belong to their publishers and are not part of this repository; without them there is nothing to score, and
that is said.

Floors are in ``tools/floors.toml``, one per figure and split. ``--raise`` lifts every floor to what is
measured less a margin of 0.005 (one article moves a figure by about that much); it never lowers one.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FLOORS = ROOT / "tools" / "floors.toml"
SPLITS = ("dev", "dev2", "all")
MARGIN = 0.005

#: figure -> where it lies in the scorer's JSON
FIGURES: dict[str, tuple[str | int, ...]] = {
    "line_accuracy": ("structure", "line_accuracy"),
    "quote_span_f1": ("quotes", "span_quote", 2),
    "quote_kind": ("quotes", "kind_acc"),
    "speaker_lenient": ("quotes", "attr_lenient"),
    "speaker_full_name": ("quotes", "attr_fullname"),
    "speaker_continuation": ("quotes", "attr_by", "continuation_earlier_para", 2),
    "speaker_when_answered": ("quotes", "attr_precision_when_answered"),
    "speaker_coverage": ("quotes", "attr_answered"),
    "first_pull_quote": ("quotes", "pull_top1", "lenient_and_speaker"),
    "tag_precision": ("entities", "P"),
    "tag_recall": ("entities", "R1"),
    "tag_recall_central": ("entities", "R2"),
    "tag_kind": ("entities", "kind"),
    "tag_one_page": ("entities", "split"),
    "tag_no_merge": ("entities", "merge"),
}
#: shares of mistakes in the scorer's output; turned round so that more is better everywhere
MISTAKES = {"tag_one_page", "tag_no_merge"}


def figures_of(scored: dict[str, Any], text: str) -> dict[str, float]:
    """The figures of one split by name, more is better."""
    found: dict[str, float] = {}
    for name, path in FIGURES.items():
        value: Any = scored
        for step in path:
            value = value.get(step, (0, 0, 0.0)) if isinstance(value, dict) else value[step]
        found[name] = 1 - float(value) if name in MISTAKES else float(value)
    every_mention = text.rpartition("ENTITIES, every mention")[2]
    for line in text.splitlines():
        if "if salience-0 tags do" in line:
            found["tag_precision_editor"] = float(line.split(";")[-1].split()[0])
    if "span P" in every_mention:
        found["mention_f1"] = float(every_mention.split("F1")[1].split()[0])
    return found


def real_pull_quotes(records: list[dict[str, Any]], articles: Path, split: str) -> float:
    """The share of pull-quotes that are verbatim slices of body text; the design allows nothing below 1."""
    gold = [
        json.loads(line) for line in (articles / "gold" / "structure.jsonl").read_text("utf-8").splitlines()
    ]
    residue = {
        row["article"]: {item["line"] for item in row["boilerplate"]}
        for row in gold
        if split in ("all", row["split"])
    }
    right = []
    for record in records:
        article = Path(record["path"]).stem
        if article not in residue:
            continue
        text = (articles / "raw" / f"{article}.txt").read_text("utf-8")
        for quote in (quote for quote in record["quotes"] if quote["pull"]):
            line = text.count("\n", 0, quote["start"])
            verbatim = text[quote["start"] : quote["end"]] == quote["text"]
            right.append(verbatim and line not in residue[article])
    return sum(right) / len(right) if right else 0.0


def run(command: list[str]) -> str:
    """What a command prints; its own words and exit if it fails."""
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode:
        sys.exit(f"evaluate: {' '.join(command[:4])} … failed:\n{done.stderr.strip()[-2000:]}")
    return done.stdout


def measure(articles: Path, errors: int) -> dict[str, dict[str, float]]:
    """Analyse the raw articles and score each split: ``{split: {figure: value}}``."""
    raw = sorted(str(path) for path in (articles / "raw").glob("*.txt"))
    with tempfile.TemporaryDirectory() as folder:
        analysis = Path(folder) / "analysis.jsonl"
        records = run([sys.executable, "-m", "mujaz.desk.cli", "analyse", "--json", *raw])
        analysis.write_text(records, encoding="utf-8")
        scorer = [sys.executable, str(articles / "evaluate.py"), str(analysis)]
        measured = {}
        for split in SPLITS:
            scored = json.loads(run([*scorer, "--split", split, "--json"]))
            text = run([*scorer, "--split", split])
            measured[split] = figures_of(scored, text)
            rows = [json.loads(line) for line in records.splitlines()]
            measured[split]["pull_quotes_real"] = real_pull_quotes(rows, articles, split)
        if errors:
            print(run([*scorer, "--errors", str(errors)]))
    return measured


def compare(measured: dict[str, dict[str, float]], floors: dict[str, dict[str, float]]) -> list[str]:
    """Print the table; the figures that lie below their floor, as messages."""
    print(f"{'figure':24}" + "".join(f"{split:>8}{'floor':>8}" for split in SPLITS))
    below = []
    for name in measured["all"]:
        row = f"{name:24}"
        for split in SPLITS:
            value, floor = measured[split][name], floors.get(split, {}).get(name)
            row += f"{value:8.3f}" + (f"{floor:8.3f}" if floor is not None else f"{'-':>8}")
            if floor is not None and value < floor - 1e-9:
                below.append(f"evaluate: {name} on {split} is {value:.3f}, below its floor {floor:.3f}")
        print(row)
    return below


def raise_floors(measured: dict[str, dict[str, float]], floors: dict[str, dict[str, float]]) -> None:
    """Write the floors file with every floor lifted as far as the figures carry it."""
    lines = [
        "# The least that `make evaluate` accepts, by split. Written by `python tools/evaluate.py --raise`;",
        "# a floor only rises. To lower one is a decision: change it by hand and say why in the commit.",
    ]
    for split in SPLITS:
        lines += ["", f"[{split}]"]
        for name, value in measured[split].items():
            lifted = value if name == "pull_quotes_real" else max(0.0, int((value - MARGIN) * 1000) / 1000)
            lines.append(f"{name} = {max(lifted, floors.get(split, {}).get(name, 0.0)):.3f}")
    FLOORS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    """Measure, print, compare; status 1 below a floor."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--articles", type=Path, default=ROOT.parent / "shared" / "eval")
    parser.add_argument("--errors", type=int, default=0, help="also print up to N mistakes of each kind")
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift the floors")
    options = parser.parse_args()
    if not (options.articles / "raw").is_dir():
        print(f"evaluate: no annotated articles in {options.articles}; nothing to score (set EVAL=DIR)")
        return 0
    measured = measure(options.articles, options.errors)
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {}
    below = compare(measured, floors)
    print("\n".join(below), file=sys.stderr, end="\n" if below else "")
    if options.lift:
        raise_floors(measured, floors)
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
