"""Measure whole builds against stock Pelican and Hugo: make bench N=10000.

The same articles with the same tags (those that Mujaz finds) are built by each engine: with empty output
(cold), with nothing changed, and with one article changed; engine after engine, round after round, the
median counts. Mujaz has its analyses stored, as it has but for the first time; that first time is a row of
its own. Mujaz is also run over a tenth of the articles, to see whether its cost grows in proportion.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import measure
from engines import ROOT, Engine, Hugo, Mujaz, Pelican

WORK = ROOT / "build" / "bench"
RESULT = ROOT / "build" / "bench.json"
CASES = ("cold", "unchanged", "one-changed")
SLOW = "pelican"  # once is enough to see a factor of ten

Row = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--articles", type=int, default=10000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--engines", default="mujaz,hugo,pelican", help="which to measure (mujaz always is)")
    options = parser.parse_args()
    rows = compare(options.articles, options.rounds, options.engines.split(","))
    if options.articles >= 1000:
        rows += compare(options.articles // 10, 1, [])
    shutil.rmtree(WORK, ignore_errors=True)
    RESULT.write_text(json.dumps({"machine": machine(), "rows": rows}, indent=1) + "\n", encoding="utf-8")
    print(report(rows, options.articles))


def compare(articles: int, rounds: int, others: list[str]) -> list[Row]:
    """Measure all cases of all engines."""
    WORK.mkdir(parents=True, exist_ok=True)
    work = Path(tempfile.mkdtemp(prefix=f"{articles}-", dir=WORK))  # former runs' go when all is measured
    mujaz = Mujaz(work)
    say(f"{articles} articles: making the corpus")
    maker = [sys.executable, str(ROOT / "bench" / "corpus.py"), str(mujaz.content)]
    subprocess.run([*maker, "--articles", str(articles)], check=True, stdout=subprocess.DEVNULL)
    say(f"{articles} articles: first build, with the analysis")
    mujaz.forget()
    rows = [row(mujaz, "with-analysis", articles, [measured(mujaz)])]
    engines: list[Engine] = [mujaz]
    for kind in (Hugo, Pelican):
        if kind.name in others:
            other = kind(work)
            other.prepare(mujaz.articles())
            engines.append(other)
    costs: dict[tuple[str, str], list[measure.Cost]] = {}
    for number in range(rounds):
        for case in CASES:
            for engine in engines:
                if engine.name == SLOW and number:
                    continue
                say(f"{articles} articles: {engine.name}, {case} ({number + 1} of {rounds})")
                if case == "cold":
                    engine.clear()
                elif case == "one-changed":
                    engine.change(articles // 2 + number)
                costs.setdefault((engine.name, case), []).append(measured(engine))
    rows += [row(engine, case, articles, costs[engine.name, case]) for engine in engines for case in CASES]
    return rows


def measured(engine: Engine) -> measure.Cost:
    """Build, and say at once what it cost."""
    cost = engine.build()
    say(f"    {cost.wall:.2f} s, CPU {cost.cpu:.2f} s, {cost.peak:.0f} MiB")
    return cost


def row(engine: Engine, case: str, articles: int, costs: list[measure.Cost]) -> Row:
    pages, size = measure.tree_size(engine.output)
    return {
        "engine": engine.name,
        "case": case,
        "n": articles,
        "wall_s": round(statistics.median(cost.wall for cost in costs), 3),
        "cpu_s": round(statistics.median(cost.cpu for cost in costs), 3),
        "peak_mib": round(statistics.median(cost.peak for cost in costs), 1),
        "pages": pages,
        "bytes": size,
    }


def report(rows: list[Row], articles: int) -> str:
    """The rows as a Markdown table, then what the numbers say of each other."""
    lines = [
        machine(),
        "",
        "| engine | case | articles | wall s | CPU s | peak MiB | pages | MB |",
        "|---|---|--:|--:|--:|--:|--:|--:|",
    ]
    lines += [
        f"| {x['engine']} | {x['case']} | {x['n']:,} | {x['wall_s']:.2f} | {x['cpu_s']:.2f} |"
        f" {x['peak_mib']:.0f} | {x['pages']:,} | {x['bytes'] / 1e6:.0f} |"
        for x in rows
    ]
    found = {(x["engine"], x["case"], x["n"]): x for x in rows}
    mine = found["mujaz", "cold", articles]
    lines.append("")
    for other in ("hugo", "pelican"):
        if theirs := found.get((other, "cold", articles)):
            lines.append(f"cold, Mujaz / {other}: wall {mine['wall_s'] / theirs['wall_s']:.2f}×")
    if tenth := found.get(("mujaz", "cold", articles // 10)):
        ratio = mine["cpu_s"] / tenth["cpu_s"]
        lines.append(f"cold, CPU at {articles:,} / CPU at {articles // 10:,}: {ratio:.1f}")
    return "\n".join(lines)


def machine() -> str:
    """The machine in a few words."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                model = line.partition(":")[2].strip()
                break
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") / 2**30
    return (
        f"{cores} cores ({model}), {memory:.0f} GiB, {platform.system()}, Python {platform.python_version()}"
    )


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
