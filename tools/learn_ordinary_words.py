"""Learn which words are seldom names: plugins/mujaz/analysis/data/ordinary.txt.

A word is ordinary if it inflects as common words do in a raw news corpus (it takes the article, a verb's
prefixes and endings, object pronouns), or if ANERcorp, where names are marked, has it as no name. Given names
are left out.

    python tools/learn_ordinary_words.py CORPUS_FOLDER TRAIN.conll

The corpus is ANT Corpus v1.1 (Apache-2.0), unpacked; the marked text ANERcorp's training split (CC BY-SA).
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

from mujaz.analysis.quotes.lists import DATA, read_lists
from mujaz.analysis.quotes.words import fold

_WORD = re.compile(r"[^\W\d_]+")
_HEADER = (
    "# Words that are seldom names: they inflect as common words do in ANT Corpus v1.1 (Apache-2.0), "
    "or are no names in ANERcorp (CC BY-SA 4.0).\n"
)
_FEWEST = 3  # a word seen less often shows nothing
_PRONOUNS = ("ها", "هم", "ه", "نا")


def main() -> None:
    """Write the list."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("corpus", type=Path)
    parser.add_argument("marked", type=Path)
    options = parser.parse_args()
    counts: Counter[str] = Counter()
    for path in sorted(options.corpus.rglob("*.txt")):
        counts.update(_WORD.findall(fold(path.read_text(encoding="utf-8"))))
    labels = read_labels(options.marked)
    given = frozenset().union(*read_lists("given-names").values())
    words = {
        word for word in {*counts, *labels} if is_candidate(word, given) and is_ordinary(word, counts, labels)
    }
    (DATA / "ordinary.txt").write_text(_HEADER + "\n".join(sorted(words)) + "\n", encoding="utf-8")
    print(f"{len(words)} words")


def read_labels(path: Path) -> dict[str, Counter[str]]:
    """How often each folded word is a name of each kind, or none (O)."""
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    for row in path.read_text(encoding="utf-8").splitlines():
        cells = row.split()
        if len(cells) == 2:
            labels[fold(cells[0])][cells[1].partition("-")[2] or "O"] += 1
    return labels


def is_candidate(word: str, given: frozenset[str]) -> bool:
    """Whether a word is Arabic, without article, and no given name."""
    return (
        len(word) > 1
        and word.isalpha()
        and "\u0600" < word[0] < "\u0700"
        and not word.startswith("ال")
        and word not in given
    )


def is_ordinary(word: str, counts: Counter[str], labels: Mapping[str, Counter[str]]) -> bool:
    """Whether a word is seldom a name."""
    marked = labels.get(word, Counter())
    if marked["PERS"] + marked["PER"] >= 2 and marked["PERS"] + marked["PER"] > marked["O"]:
        return False
    if marked["O"] >= 2 and sum(marked.values()) - marked["O"] <= marked["O"] / 4:
        return True
    return counts[word] >= _FEWEST and inflects(word, counts, labels)


def inflects(word: str, counts: Counter[str], labels: Mapping[str, Counter[str]]) -> bool:
    """Whether the corpus has the word in forms that names do not have."""
    many = counts[word] >= 5
    if counts["ال" + word] >= max(2, 0.08 * counts[word]):
        return True
    if word[0] in "يتسن" and len(word) > 3 and any(counts[o + word[1:]] >= 2 for o in "يتنا" if o != word[0]):
        return True
    if (word.endswith("ت") and counts[word[:-1]] >= 3) or (many and counts[word + "ت"] >= 3):
        return True
    if (word.endswith("ا") and many and counts[word[:-1]] >= 5) or (word.endswith("ة") and counts[word] >= 4):
        return True
    if word.endswith(("ات", "ون", "ين")) and counts["ال" + word]:
        return True
    return has_pronoun(word, counts) or has_clitic(word, counts, labels)


def has_pronoun(word: str, counts: Counter[str]) -> bool:
    """Whether the word is a known one with a pronoun: بيانها."""
    for pronoun in _PRONOUNS:
        stem = word.removesuffix(pronoun)
        if stem == word or len(stem) < 3:
            continue
        if (
            counts[stem] >= 3
            or counts["ال" + stem] >= 2
            or (stem[-1] == "ت" and counts[stem[:-1] + "ة"] >= 3)
        ):
            return True
    return False


def has_clitic(word: str, counts: Counter[str], labels: Mapping[str, Counter[str]]) -> bool:
    """Whether the word is a known one behind و ف ب ل ك."""
    if word[0] not in "بلكفو" or len(word) < 4:
        return False
    rest = word[1:]
    known = labels.get(rest, Counter())["O"] >= 3
    return known or counts["ال" + rest] >= 3 or rest.startswith("ال") or word.startswith("لل")


if __name__ == "__main__":
    main()
