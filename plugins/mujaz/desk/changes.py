"""What each correction changes in an archive's pages and tags.

One resolution for each correction would take hours with thousands of them. Corrections that share no name
change different pages, so that they are tried together: first every name's first correction, then the second
ones, and so on. Each change is told of the correction whose names are its page's.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from mujaz.analysis.entities.keys import name_key
from mujaz.analysis.entities.slugs import slug_of
from mujaz.analysis.record import Entity
from mujaz.archive.corrections import Correction, Corrections
from mujaz.archive.resolve import ENOUGH, Resolution, ResolvedEntity, resolve

Articles = Sequence[tuple[str, Sequence[Entity]]]
#: Resolutions that the corrections of one name may take; what is left of longer chains is tried at once.
STEPS = 8


class Change(NamedTuple):
    """A change, and the pages it is about, as they were or have become."""

    pages: tuple[ResolvedEntity, ...]
    text: str


def changes(
    articles: Articles, wishes: Corrections, *, enough: int = ENOUGH, published: Iterable[str] = ()
) -> Iterator[str]:
    """What each correction changes in the pages and tags that there are with those above it in the file.

    The others are none of its concern, unless they share a name with it. ``enough`` and ``published`` are
    those of a build.
    """
    if not wishes.items:
        return
    resolved = partial(resolve, articles, enough=enough, published=tuple(published))
    before, last = resolved(), resolved(wishes)
    told: dict[int, list[str]] = {}
    others: list[str] = []
    done: list[Correction] = []
    steps = list(_steps(wishes.items, (before, last)))
    for number, step in enumerate(steps, 1):
        done = sorted([*done, *step], key=lambda item: item.line)
        after = last if number == len(steps) else resolved(Corrections(wishes.path, tuple(done)))
        owners = _Owners(step, (before, after))
        for change in _differences(before, after):
            line = owners.line_of(change)
            (told.setdefault(line, []) if line else others).append(change.text)
        for item in step:
            told.setdefault(item.line, [])
            if not told[item.line]:
                told[item.line].append(_nothing(item, before))
        before = after
    for item in wishes.items:
        for text in told[item.line]:
            yield f"{wishes.path}:{item.line}: [[{item.action}]] {text}"
    for text in others:
        yield f"{wishes.path}: by all this, {text}"


def _steps(items: Sequence[Correction], resolutions: Sequence[Resolution]) -> Iterator[list[Correction]]:
    """The corrections in groups to be tried one after the other: in each of them at most one of a name."""
    place: dict[str, int] = {}  # where a name, or what it leads to, was found first
    leads: list[int] = []  # each correction's place -> an earlier one's that shares a name

    def root(at: int) -> int:
        while leads[at] != at:
            leads[at] = at = leads[leads[at]]
        return at

    for number, item in enumerate(items):
        leads.append(number)
        for mark in _marks(item, resolutions):
            other = root(place.setdefault(mark, number))
            leads[root(number)] = other
    count: dict[int, int] = defaultdict(int)
    steps: list[list[Correction]] = []
    for number, item in enumerate(items):
        step = min(count[root(number)], STEPS - 1)
        count[root(number)] += 1
        if step == len(steps):
            steps.append([])
        steps[step].append(item)
    yield from steps


def _marks(item: Correction, resolutions: Sequence[Resolution]) -> dict[str, None]:
    """What tells which pages a correction is about: keys of its names, and the addresses they lead to."""
    keys = [name_key(name) for name in (item.name, item.to, *item.names) if name]
    slugs = [resolution.pages.get(key) for resolution in resolutions for key in keys]
    slugs += [item.slug, slug_of(item.name)]
    return dict.fromkeys([*keys, *(f"={slug}" for slug in slugs if slug)])


class _Owners:
    """Finds the correction that a change is to be told of."""

    def __init__(self, step: Sequence[Correction], resolutions: Sequence[Resolution]) -> None:
        self._lines: dict[str, int] = {}
        for item in step:
            for mark in _marks(item, resolutions):
                self._lines.setdefault(mark, item.line)

    def line_of(self, change: Change) -> int:
        """Its line; 0 for what follows from the evidence that corrections leave."""
        for page in change.pages:
            names = map(name_key, (page.name, *page.aliases))
            for mark in (f"={page.slug}", *names):
                if mark in self._lines:
                    return self._lines[mark]
        return 0


def _differences(before: Resolution, after: Resolution) -> Iterator[Change]:
    """Pages that go, move, come or change, each with its articles."""
    led: dict[str, list[str]] = {}  # address of a new page -> those that led nowhere else before
    for slug, page in before.entities.items():
        if slug not in after.entities:
            target = after.redirects.get(slug)
            if target and target not in before.entities:
                led.setdefault(target, []).append(slug)
                continue
            way = f"leads to /tags/{target}/" if target else "is gone"
            yield Change((page,), f"the page of {_told(page)}, {way}")
    for slug, page in after.entities.items():
        old = before.entities.get(slug)
        if old is None:
            formers = [before.entities[one] for one in led.get(slug, ())]
            move = "moves" if len(formers) == 1 else "move"
            moved = f"{' and '.join(map(_told, formers))} {move} to {_told(page)}"
            yield Change((page, *formers), moved if formers else f"new page {_told(page)}")
            continue
        both = (page, old)
        if old.name != page.name:
            yield Change(both, f'"{old.name}" is shown as "{page.name}" on {_count(page.articles)}')
        if old.kind != page.kind:
            yield Change(both, f'"{page.name}" is {page.kind}, no longer {old.kind}')
        if old.articles != page.articles:
            yield Change(both, f'"{page.name}" has {_count(page.articles)}, before {old.articles}')
        more = [name for name in page.aliases if name not in old.aliases and name != old.name]
        if more:
            yield Change(both, f'"{page.name}" is also called {", ".join(more)}')


def _nothing(item: Correction, before: Resolution) -> str:
    """What is told of a correction that changes nothing.

    A name that was added is known to the analysis already, so its page is there with or without the table.
    """
    page = before.entities.get(item.slug or slug_of(item.name)) if item.action == "add" else None
    if page:
        return f"{_told(page)} has its page"
    return f'"{item.name}" changes nothing'


def _told(page: ResolvedEntity) -> str:
    return f'"{page.name}" ({page.kind}, {_count(page.articles)}, /tags/{page.slug}/)'


def _count(articles: int) -> str:
    return f"{articles} article{'s' * (articles != 1)}"
