"""``mujaz check``: every fault of a content folder, and what each correction would change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import cast

from mujaz.analysis.entities.keys import name_key
from mujaz.analysis.entities.slugs import slug_of
from mujaz.analysis.record import Entity
from mujaz.archive.corrections import Correction, Corrections, matches
from mujaz.archive.resolve import ENOUGH, Resolution, ResolvedEntity, resolve
from mujaz.desk import dryrun
from mujaz.desk.build import SETTINGS, UNBUILT, start_fault
from mujaz.desk.records import tell
from mujaz.site.catalog import VerbatimError
from mujaz.site.settings import SettingsError
from mujaz.site.writer import BuildError

Articles = Sequence[tuple[str, Sequence[Entity]]]
#: So many corrections are told one by one in any archive, and as many as let resolution go through so many
#: names of articles, which takes a minute or less.
_FEWEST = 10
_MOST_NAMES = 2_500_000


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found. Faults and changes are ``path:line: …``; only faults make it fail."""

    articles: int
    faults: tuple[str, ...]
    changes: tuple[str, ...]


def run(content: Path, *, settings: Path = Path(SETTINGS)) -> int:
    """Check a content folder and print the report; 1 if there is a fault, 2 if nothing can be read."""
    fault = start_fault(content, settings, "mujaz check DIR")
    if fault:
        tell(fault)
        return UNBUILT
    try:
        report = check(content, settings)
    except (BuildError, SettingsError, VerbatimError) as error:
        tell(str(error))
        return UNBUILT
    for message in report.faults:
        tell(message)
    for change in report.changes:
        print(change)
    print(f"articles read: {report.articles}, faults: {len(report.faults)}")
    return 1 if report.faults else 0


def check(content: Path, settings: Path) -> Report:
    """Read the corrections and all articles of a content folder as a build would, with its faults."""
    reading = dryrun.read(content, settings)
    shelf, entries = reading.shelf, reading.archive.entries
    articles = [(entry.path, cast("Sequence[Entity]", shelf.names(entry))) for entry in entries]
    shelf.close()
    wishes = reading.corrections
    for line, message in (*strangers(reading.resolution), *unmatched([path for path, _ in articles], wishes)):
        reading.faults.add(wishes.path, message, line)
    enough = reading.settings["MUJAZ_TAG_PAGE_MENTIONS"]
    found = changes(articles, wishes, enough=enough, published=reading.published)
    return Report(reading.count, tuple(map(str, reading.faults)), tuple(found))


def changes(
    articles: Articles, wishes: Corrections, *, enough: int = ENOUGH, published: Iterable[str] = ()
) -> Iterator[str]:
    """What each correction changes in the pages and tags that there are with those above it in the file.

    In a large archive with many corrections only the last are told one by one: each costs a resolution.
    """
    told = min(
        len(wishes.items), max(_FEWEST, _MOST_NAMES // max(1, sum(len(names) for _, names in articles)))
    )
    done = len(wishes.items) - told
    if done:
        taken = f"the first {done} corrections are taken for granted"
        yield f"{wishes.path}: {taken}, the last {told} told one by one"
    if not told:
        return
    resolved = partial(resolve, articles, enough=enough, published=published)
    before = resolved(wishes.first(done))
    for number, item in enumerate(wishes.items[done:], done + 1):
        after = resolved(wishes.first(number))
        found = list(_differences(before, after))
        for change in found or [_nothing(item, before)]:
            yield f"{wishes.path}:{item.line}: [[{item.action}]] {change}"
        before = after


def unmatched(paths: Sequence[str], wishes: Corrections) -> Iterator[tuple[int, str]]:
    """The patterns in corrections that no article has: lines from 1, and messages."""
    for item in wishes.items:
        for pattern in item.articles:
            if any(matches(pattern, path) for path in paths):
                continue
            close = get_close_matches(pattern, paths, n=1, cutoff=0.6) or paths[:1]
            example = f', as in "{close[0]}"' if close else ""
            yield (
                item.line_of(pattern),
                f'no article is "{pattern}"; write its path below the content folder{example}',
            )


def strangers(resolution: Resolution) -> Iterator[tuple[int, str]]:
    """The names in corrections that nobody bears, most likely misspelt: lines from 1, and messages.

    A build says nothing of them, since the articles that named somebody may have been taken away.
    """
    pages = resolution.entities.values()
    names = {name_key(name): name for page in pages for name in (page.name, *page.aliases)}
    for stranger in resolution.strangers:  # a merge makes names of them nevertheless
        names.pop(name_key(stranger.name), None)
    for line, name, bearers in resolution.strangers:
        if bearers:
            choice = ", ".join(f'"{entry.slug}" ({entry.name}, {entry.kind})' for entry in bearers)
            yield line, f'"{name}" is the name of {len(bearers)}; write the address of one: {choice}'
            continue
        close = get_close_matches(name_key(name), names, n=1, cutoff=0.7)
        likely = f'did you mean "{names[close[0]]}"?' if close else ""
        hint = likely or "write it as on its page, or remove the table"
        yield line, f'nobody is called "{name}"; {hint}'


def _differences(before: Resolution, after: Resolution) -> Iterator[str]:
    """Pages that go, move, come or change, each with its articles."""
    led: dict[str, list[str]] = {}  # address of a new page -> those that led nowhere else before
    for slug, page in before.entities.items():
        if slug not in after.entities:
            target = after.redirects.get(slug)
            if target and target not in before.entities:
                led.setdefault(target, []).append(slug)
                continue
            way = f"leads to /tags/{target}/" if target else "is gone"
            yield f"the page of {_told(page)}, {way}"
    for slug, page in after.entities.items():
        old = before.entities.get(slug)
        if old is None:
            former = [_told(before.entities[one]) for one in led.get(slug, ())]
            move = "moves" if len(former) == 1 else "move"
            yield f"{' and '.join(former)} {move} to {_told(page)}" if former else f"new page {_told(page)}"
            continue
        if old.name != page.name:
            yield f'"{old.name}" is shown as "{page.name}" on {_count(page.articles)}'
        if old.kind != page.kind:
            yield f'"{page.name}" is {page.kind}, no longer {old.kind}'
        if old.articles != page.articles:
            yield f'"{page.name}" has {_count(page.articles)}, before {old.articles}'
        more = [name for name in page.aliases if name not in old.aliases and name != old.name]
        if more:
            yield f'"{page.name}" is also called {", ".join(more)}'


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
