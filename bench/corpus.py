"""Make a corpus of invented raw articles: any number, always the same for the same number and seed.

    python bench/corpus.py FOLDER --articles 10000

Written as `FOLDER/YYYY/MM/DD/NAME.txt`, twenty-five a day. Lengths are log-normal about a mean of 600 words;
people, places, organisations and subjects are drawn by Zipf's law, so that a few names have very long pages
and most have short ones. The sentences are ours (`bench/sentences`).
"""

from __future__ import annotations

import argparse
import random
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate, product
from pathlib import Path

SENTENCES = Path(__file__).parent / "sentences"
PER_DAY = 25
FIRST_DAY = date(2024, 1, 1)
MEDIAN, SPREAD, SHORTEST, LONGEST = 500, 0.5, 120, 2500  # words; a mean of 600
MARKS = (("«", "»"), ("“", "”"), ('"', '"'), ("''", "''"))
SLOT = re.compile(r"\{(\w+)\}")


def lines(name: str) -> list[str]:
    """The frames of a file of sentences."""
    text = (SENTENCES / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


def pairs(name: str) -> list[tuple[str, str]]:
    """The masculine and feminine frames of a tab-separated file."""
    found = [tuple(line.split("\t")) for line in lines(name)]
    return [(pair[0], pair[1]) for pair in found]


class Zipf:
    """Draws from a list by Zipf's law: the second half as often as the first, the third a third as often…"""

    def __init__(self, items: list[str]) -> None:
        self.items = items
        self.weights = list(accumulate(1 / rank for rank in range(1, len(items) + 1)))

    def draw(self, chance: random.Random) -> str:
        return chance.choices(self.items, cum_weights=self.weights)[0]


@dataclass(frozen=True)
class Person:
    name: str
    family: str
    woman: bool
    role: str


@dataclass
class Pools:
    """What articles are made of. ``people`` grows with the corpus, as in life."""

    articles: int
    seed: int
    frames: dict[str, list[str]] = field(init=False)
    spoken: dict[str, list[tuple[str, str]]] = field(init=False)
    names: dict[str, Zipf] = field(init=False)
    people: dict[str, Person] = field(init=False)

    def __post_init__(self) -> None:
        chance = random.Random(f"people {self.seed}")
        kinds = ("titles", "leads", "facts", "subheads", "captions", "residue", "said", "parts", "orgs-say")
        self.frames = {kind: lines(f"{kind}.txt") for kind in kinds}
        self.spoken = {kind: pairs(f"{kind}.tsv") for kind in ("quotes", "continuations", "mixed")}
        roles = pairs("roles.tsv")
        men = [(given, family, False) for given, family in product(lines("given-m.txt"), lines("family.txt"))]
        women = [
            (given, family, True) for given, family in product(lines("given-f.txt"), lines("family.txt"))
        ]
        whole = men + women
        chance.shuffle(whole)
        self.people = {
            f"{given} {family}": Person(f"{given} {family}", family, woman, chance.choice(roles)[woman])
            for given, family, woman in whole[: 300 + self.articles // 4]
        }
        self.names = {"person": Zipf(list(self.people))}
        for slot, name in (
            ("place", "places"),
            ("country", "countries"),
            ("org", "orgs"),
            ("topic", "topics"),
        ):
            self.names[slot] = Zipf(lines(f"{name}.txt"))


class Writer:
    """Writes one article."""

    def __init__(self, pools: Pools, number: int) -> None:
        self.pools = pools
        self.chance = random.Random(f"{pools.seed} {number}")
        self.mark = self.chance.choice(MARKS)
        # An article has a small cast and speaks of a few things, again and again.
        self.cast = self._some("person", 2, 5)
        self.own = {slot: self._some(slot, 1, 4) for slot in ("place", "country", "org", "topic")}
        self.met: list[Person] = []
        self.speaker: Person | None = None

    def article(self) -> str:
        length = round(self.chance.lognormvariate(0, SPREAD) * MEDIAN)
        length = max(SHORTEST, min(LONGEST, length))
        out = [self.fill(self._frame("titles")), self.fill(self._frame("leads"))]
        if self.chance.random() < 0.25:
            out.append(self.fill(self._frame("captions")))
        words = len(" ".join(out).split())
        while words < length:
            if words > 150 and self.chance.random() < 0.06:
                paragraph = self.fill(self._frame("subheads"))
            else:
                paragraph = " ".join(self.sentence() for _ in range(self.chance.randint(1, 3)))
            words += len(paragraph.split())
            out.append(paragraph)
        if self.chance.random() < 0.4:
            out.append(self.fill(self._frame("residue")))
        return "\n".join(out) + "\n"

    def sentence(self) -> str:
        kind = self.chance.random()
        if kind < 0.12:
            return self._spoken("quotes")
        if kind < 0.18 and self.speaker:
            return self._spoken("continuations")
        if kind < 0.21:
            return self._spoken("mixed")
        if kind < 0.25:
            return self.fill(self._frame("orgs-say"))
        return self.fill(self._frame("facts"))

    def _spoken(self, kind: str) -> str:
        frames = self.pools.spoken[kind]
        person = self.speaker if kind == "continuations" else None
        person = person or self.pools.people[self.chance.choice(self.cast)]
        frame = self.chance.choice(frames)[person.woman]
        if "{family}" in frame and person not in self.met:
            frame = self.chance.choice(self.pools.spoken["quotes"])[person.woman]
        self.met.append(person)
        self.speaker = person
        return self.fill(frame, person)

    def fill(self, frame: str, person: Person | None = None) -> str:
        """Put words into a frame's slots."""
        who = person or self.pools.people[self.chance.choice(self.cast)]
        makers: dict[str, Callable[[], str]] = {
            "person": lambda: who.name,
            "family": lambda: who.family,
            "role": lambda: who.role,
            "said": lambda: self._quoted("said"),
            "part": lambda: self._quoted("parts"),
            "title": lambda: self.fill(self._frame("titles")),
            "n": lambda: str(self.chance.randint(11, 99)),
            "few": lambda: str(self.chance.randint(3, 10)),
            "round": lambda: str(self.chance.randint(1, 90) * 100),
        }

        def word(slot: re.Match[str]) -> str:
            name = slot[1]
            return makers[name]() if name in makers else self.chance.choice(self.own[name])

        return SLOT.sub(word, frame)

    def _quoted(self, kind: str) -> str:
        opening, closing = self.mark
        return f"{opening}{self.fill(self._frame(kind))}{closing}"

    def _frame(self, kind: str) -> str:
        return self.chance.choice(self.pools.frames[kind])

    def _some(self, slot: str, least: int, most: int) -> list[str]:
        draws = [self.pools.names[slot].draw(self.chance) for _ in range(self.chance.randint(least, most))]
        return list(dict.fromkeys(draws))


def make(folder: Path, articles: int, seed: int = 1) -> list[Path]:
    """Write the corpus; the files' paths in order."""
    pools = Pools(articles, seed)
    paths = []
    for number in range(articles):
        day = FIRST_DAY + timedelta(days=number // PER_DAY)
        path = folder / f"{day:%Y/%m/%d}" / f"report-{number:06}.txt"
        if number % PER_DAY == 0:
            path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(Writer(pools, number).article(), encoding="utf-8")
        paths.append(path)
    return paths


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    paths = make(options.folder, options.articles, options.seed)
    size = sum(path.stat().st_size for path in paths)
    print(f"{len(paths)} articles, {size / 1e6:.1f} MB in {options.folder}")


if __name__ == "__main__":
    main()
