"""Score the analysis against the articles marked by hand in this folder.

usage: python tests/golden/scoring.py [--quiet] [--raise]

Prints the figures and every miss. Floors are in ``floors.toml`` with a hash of the texts and marks they were
measured on. ``--raise`` lifts every floor to what is measured less a margin; on the same corpus it never
lowers one. After a change of the corpus (a new article, a corrected mark) floors are measured anew.
``README.md`` has the format of the marks.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import sys
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mujaz.analysis.article import analyse
from mujaz.analysis.decoding import decode
from mujaz.analysis.record import Analysis, Entity, Quote

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
FLOORS = HERE / "floors.toml"
MARGIN = 0.005
OVERLAP = 0.8  # a found span is the marked one when they share this much of the longer
NO_TEXT = {
    "byline",
    "header",
    "boilerplate",
}  # kinds of lines that are not the article's text: told apart nowhere
QUOTATION = {"speech", "mixed"}


@dataclass(frozen=True)
class Marked:
    """A quoted span as marked by hand."""

    start: int
    end: int
    marks: dict[str, Any]

    @property
    def kinds(self) -> set[str]:
        """The kinds that are right for it."""
        return {self.marks["kind"], *self.marks.get("kind_also", [])}


@dataclass(frozen=True)
class Article:
    """A text with its marks and what the analysis makes of it."""

    name: str
    text: str
    marks: dict[str, Any]
    found: Analysis


class Tally:
    """Hits and totals by figure, and the misses as lines to read."""

    def __init__(self) -> None:
        """Start with nothing counted."""
        self.hits: Counter[str] = Counter()
        self.totals: Counter[str] = Counter()
        self.misses: list[str] = []

    def count(self, figure: str, right: bool, miss: str = "") -> None:
        """Count one case of a figure; a wrong one with words for it becomes a miss."""
        self.totals[figure] += 1
        self.hits[figure] += right
        if not right and miss:
            self.misses.append(f"{figure}: {miss}")

    def figures(self) -> dict[str, float]:
        """Shares by figure, spans as their F1."""
        shares = {name: self.hits[name] / total for name, total in self.totals.items() if total}
        precision, recall = shares.pop("span_precision", 0.0), shares.pop("span_recall", 0.0)
        both = precision + recall
        return {"span_f1": 2 * precision * recall / both if both else 0.0, **dict(sorted(shares.items()))}


def fold(name: str) -> str:
    """Take away spelling differences; written apart from the analysis's own folding on purpose."""
    name = re.sub("[\u064b-\u065f\u0670\u0640]", "", unicodedata.normalize("NFKC", name))
    name = name.translate(str.maketrans("أإآٱىةؤئ", "اااايهوي"))
    return " ".join(re.sub(r"[^\w\s]", " ", name).split())


def corpus() -> Iterator[tuple[Path, Path]]:
    """Every (marks, text) pair: articles of this folder, then those of the sample content."""
    for marks in sorted((HERE / "articles").glob("*.toml")):
        yield marks, marks.with_suffix(".txt")
    for marks in sorted((HERE / "samples").glob("*.toml")):
        yield marks, ROOT / tomllib.loads(marks.read_text(encoding="utf-8"))["article"]


def corpus_hash() -> str:
    """A hash of all marks and texts."""
    digest = hashlib.sha256()
    for marks, text in corpus():
        digest.update(marks.read_bytes() + b"\0" + text.read_bytes() + b"\0")
    return digest.hexdigest()[:16]


def read_corpus() -> list[Article]:
    """Read and analyse every marked article."""
    articles = []
    for marks, path in corpus():
        text = decode(path.read_bytes()).text
        # only the name: a date in the path would hide the one in the text
        found = analyse(text, path=path.name)
        articles.append(Article(path.name, text, tomllib.loads(marks.read_text(encoding="utf-8")), found))
    return articles


def locate(article: Article) -> list[Marked]:
    """The marked quotations with their places.

    ``first … last`` stands for all between; ``occurrence`` (from 1) tells equal texts apart.
    """
    places = []
    for marks in article.marks.get("quotes", []):
        pattern = r"[^\n]*?".join(re.escape(part.strip()) for part in marks["text"].split("…"))
        hits = [match.span() for match in re.finditer(pattern, article.text)]
        wanted = marks.get("occurrence", 1)
        if len(hits) < wanted:
            raise ValueError(f"{article.name}: no such text: {marks['text']}; copy it from the article")
        start, end = hits[wanted - 1]
        places.append(Marked(start, end, marks))
    return places


def overlap(start: int, end: int, other: Quote) -> float:
    """The shared part of two spans, by the longer of them."""
    shared = min(end, other.end) - max(start, other.start)
    return max(0, shared) / max(end - start, other.end - other.start, 1)


def join_groups(marked: Sequence[Marked], found: Sequence[Quote]) -> list[Marked]:
    """Paragraphs of one speech may be found as one span: then the marks are joined too."""
    groups: dict[str, list[Marked]] = {}
    for mark in marked:
        groups.setdefault(mark.marks.get("group", str(mark.start)), []).append(mark)
    joined = []
    for parts in groups.values():
        whole = Marked(parts[0].start, parts[-1].end, parts[0].marks)
        joined += [whole] if any(overlap(whole.start, whole.end, q) >= OVERLAP for q in found) else parts
    return joined


def pair(marked: Sequence[Marked], found: Sequence[Quote]) -> list[tuple[Marked, Quote]]:
    """Match marked and found spans one to one, the greatest overlap first."""
    every = [(overlap(m.start, m.end, q), i, j) for i, m in enumerate(marked) for j, q in enumerate(found)]
    pairs, used_marks, used_found = [], set(), set()
    for share, i, j in sorted(every, key=lambda x: (-x[0], x[1], x[2])):
        if share >= OVERLAP and i not in used_marks and j not in used_found:
            used_marks.add(i)
            used_found.add(j)
            pairs.append((marked[i], found[j]))
    return pairs


def names_speaker(name: str | None, marks: dict[str, Any]) -> bool:
    """Whether ``name`` is the marked speaker: in full, by another right answer, or by a telling part."""
    if not name:
        return False
    right = [fold(x) for x in (marks["speaker"], *marks.get("also", []))]
    said = fold(name)
    if said in right:
        return True
    if marks.get("exact") or marks.get("anonymous"):
        return any(said in x or x in said for x in right if len(x.split()) > 1 and len(said.split()) > 1)
    tokens = said.split()
    return tokens[-1] == right[0].split()[-1] or (len(tokens) > 1 and set(tokens) <= set(right[0].split()))


def score_lines(article: Article, tally: Tally) -> None:
    """Count lines of the right kind; header, byline and boilerplate are one kind."""
    wanted = {number: kind for kind, numbers in article.marks.get("lines", {}).items() for number in numbers}
    for line in article.found.lines:
        want = wanted.get(line.line + 1, "paragraph")
        same = want == line.kind or {want, line.kind} <= NO_TEXT
        tally.count("lines", same, f"{article.name}:{line.line + 1} is {want}, got {line.kind}")
    if "date" in article.marks:
        got = article.found.date
        tally.count(
            "date", got == article.marks["date"], f"{article.name}: {article.marks['date']}, got {got}"
        )


def score_quotes(article: Article, tally: Tally) -> None:
    """Count spans, kinds, speakers and the first pull-quote."""
    found = article.found.quotes
    marked = join_groups(locate(article), found)
    pairs = pair(marked, found)
    of_found = {id(quote): mark for mark, quote in pairs}
    of_mark = {id(mark): quote for mark, quote in pairs}
    for mark in marked:
        quote = of_mark.get(id(mark))
        what = f"{article.name}: {article.text[mark.start : mark.end][:50]}"
        if mark.kinds & QUOTATION and not mark.marks.get("may_miss"):
            hit = quote is not None and (quote.kind in QUOTATION or quote.kind in mark.kinds)
            tally.count("span_recall", hit, what)
        if quote is None:
            continue
        tally.count("kind", quote.kind in mark.kinds, f"{what} is {mark.marks['kind']}, got {quote.kind}")
        if "speaker" in mark.marks:
            who, right = mark.marks["speaker"], names_speaker(quote.speaker, mark.marks)
            tally.count("speaker", right, f"{what} is {who}, got {quote.speaker} ({quote.rule})")
            full = {fold(who), *(fold(x) for x in mark.marks.get("also", []))}
            tally.count("speaker_full_name", fold(quote.speaker or "") in full)
            if quote.speaker:
                tally.count("speaker_when_answered", right)
    for quote in found:
        if quote.kind in QUOTATION:
            good = of_found.get(id(quote))
            hit = good is not None and bool(good.kinds & QUOTATION)
            tally.count("span_precision", hit, f"{article.name}: {quote.text[:50]} is no quotation")
    first = next((quote for quote in found if quote.pull == 1), None)
    best = of_found.get(id(first)) if first else None
    if any(mark.marks.get("pull") for mark in marked):
        right = bool(best and first and best.marks.get("pull") and names_speaker(first.speaker, best.marks))
    else:
        right = first is None
    tally.count("pull_quote", right, f"{article.name}: {first.text[:50] if first else 'none'}")


def same_entity(entity: Entity, names: str) -> bool:
    """Whether a tag is the one marked ``name | other name``: spelled so, or two or more words of it."""
    said = fold(entity.name).split()
    for name in names.split("|"):
        want = fold(name).split()
        inside = set(said) <= set(want) or set(want) <= set(said)
        if said == want or (inside and min(len(said), len(want)) > 1):
            return True
    return False


def score_tags(article: Article, tally: Tally) -> None:
    """Count shown tags that are wanted, wanted ones that are shown, and kinds; those of ``may`` are free."""

    def rows(table: str) -> Iterable[tuple[str, str]]:
        return ((kind, name) for kind, names in article.marks.get(table, {}).items() for name in names)

    shown = [entity for entity in article.found.entities if entity.tag]
    for kind, names in rows("tags"):
        hits = [entity for entity in shown if same_entity(entity, names)]
        tally.count("tag_recall", bool(hits), f"{article.name}: {names}")
        if hits:
            tally.count(
                "tag_kind", hits[0].kind == kind, f"{article.name}: {names} is {kind}, got {hits[0].kind}"
            )
            tally.count("tag_once", len(hits) == 1, f"{article.name}: {' / '.join(x.name for x in hits)}")
    for entity in shown:
        wanted = any(same_entity(entity, names) for _, names in rows("tags"))
        if wanted or not any(same_entity(entity, names) for _, names in rows("may")):
            tally.count("tag_precision", wanted, f"{article.name}: {entity.name} ({entity.kind})")


def score(articles: Iterable[Article]) -> Tally:
    """Score the whole corpus."""
    tally = Tally()
    for article in articles:
        score_lines(article, tally)
        score_quotes(article, tally)
        score_tags(article, tally)
        unbalanced = sum("quote" in problem.code for problem in article.found.problems)
        if "unclosed" in article.marks:
            tally.count(
                "unclosed", unbalanced >= article.marks["unclosed"], f"{article.name}: not remarked on"
            )
    return tally


def read_floors() -> dict[str, Any]:
    """The recorded floors, empty before the first ``--raise``."""
    return (
        tomllib.loads(FLOORS.read_text(encoding="utf-8")) if FLOORS.exists() else {"corpus": "", "floors": {}}
    )


def raise_floors(figures: dict[str, float]) -> None:
    """Write the floors: on an unchanged corpus they only rise."""
    recorded = read_floors()
    old = recorded["floors"] if recorded["corpus"] == corpus_hash() else {}
    lines = [
        "# The least that tests/golden accepts, written by `python tests/golden/scoring.py --raise`. On the",
        "# same corpus a floor only rises. To lower one is a decision: by hand, the reason in the commit.",
        f'corpus = "{corpus_hash()}"',
        "",
        "[floors]",
    ]
    for name, value in figures.items():
        lifted = 1.0 if value == 1 else max(0.0, int((value - MARGIN) * 1000) / 1000)
        lines.append(f"{name} = {max(lifted, old.get(name, 0.0)):.3f}")
    FLOORS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main() -> int:
    """Measure and print; with ``--raise`` write the floors."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quiet", action="store_true", help="figures only")
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift the floors")
    options = parser.parse_args()
    tally = score(read_corpus())
    if not options.quiet:
        print("\n".join(sorted(tally.misses)))
    floors = read_floors()["floors"]
    for name, value in tally.figures().items():
        print(f"{name:22} {value:.3f}   floor {floors.get(name, 0):.3f}   of {tally.totals[name] or ''}")
    if options.lift:
        raise_floors(tally.figures())
    return 0


if __name__ == "__main__":
    sys.exit(main())
