"""``mujaz check``: every fault of a content folder, and what each correction would change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import cast

from mujaz.analysis.entities.keys import fold_digits_and_case, name_key
from mujaz.analysis.record import Entity
from mujaz.archive.corrections import Corrections, matches
from mujaz.archive.resolve import Resolution
from mujaz.desk import dryrun
from mujaz.desk.build import SETTINGS, UNBUILT, start_fault
from mujaz.desk.changes import changes
from mujaz.desk.records import tell
from mujaz.site.catalog import VerbatimError
from mujaz.site.settings import SettingsError
from mujaz.site.writer import BuildError

#: Strangers whose likeness to other names is looked for: it takes a second for each thousand names.
HINTS = 50


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
    paths = [path for path, _ in articles]
    found = [*strangers(reading.resolution), *unmatched(paths, wishes)]
    found += in_vain(reading.resolution, wishes, {line for line, _ in found})
    for line, message in found:
        reading.faults.add(wishes.path, message, line)
    enough = reading.settings["MUJAZ_TAG_PAGE_MENTIONS"]
    told = changes(articles, wishes, enough=enough, published=reading.published)
    return Report(reading.count, tuple(map(str, reading.faults)), tuple(told))


def unmatched(paths: Sequence[str], wishes: Corrections) -> Iterator[tuple[int, str]]:
    """The patterns in corrections that no article has: lines from 1, and messages."""
    hints = HINTS
    for item in wishes.items:
        for pattern in item.articles:
            if any(matches(pattern, path) for path in paths):
                continue
            hints -= 1
            line, likely = item.line_of(pattern), _meant(pattern, paths) if hints >= 0 else ""
            if likely:
                yield line, f'no article is "{pattern}"; write "{likely}"'
                continue
            close = get_close_matches(pattern, paths, n=1, cutoff=0.6) if hints >= 0 else []
            example = next((f', as in "{path}"' for path in close or paths), "")
            yield line, f'no article is "{pattern}"; write its path below the content folder{example}'


def _meant(pattern: str, paths: Sequence[str]) -> str:
    """What a pattern means that is a folder, an address, a file on Windows, or lacks the file's ending."""
    plain = fold_digits_and_case(pattern).strip().replace("\\", "/")
    parts = [part for part in plain.split("/") if part]
    while parts:
        for ending in ("", "/*", ".*"):
            likely = "/".join(parts) + ending
            if likely != pattern and any(matches(likely, path) for path in paths):
                return likely
        if parts[0][:1].isdigit() or len(parts) == 1 or "*" in parts[0]:
            return ""  # what is left would say less than was meant
        del parts[0]
    return ""


def in_vain(resolution: Resolution, wishes: Corrections, told: Collection[int]) -> Iterator[tuple[int, str]]:
    """Tables that cannot do what they are for: lines from 1, and messages. Not those with lines ``told``.

    Splits and hides of a name in articles that have no tag of it, and new names that another page has.
    """
    shown = Counter(page.name for page in resolution.entities.values())
    for item in wishes.items:
        lines = {item.line_of(name) for name in (item.name, *item.articles)}
        if item.line in resolution.idle and lines.isdisjoint(told):
            line = item.line_of(item.articles[0])
            yield line, f'"{item.name}" is a tag of none of these articles; write those that have it'
        if item.action == "rename" and shown[item.to] > 1:
            pages = [page.slug for page in resolution.entities.values() if page.name == item.to]
            remedy = f'to make them one page write [[merge]] with "{pages[0]}" and "{pages[1]}"'
            yield item.line_of(item.to), f'"{item.to}" is the name of another page already; {remedy}'


def strangers(resolution: Resolution) -> Iterator[tuple[int, str]]:
    """The names in corrections that nobody bears, most likely misspelt: lines from 1, and messages.

    A build says nothing of them, since the articles that named somebody may have been taken away.
    """
    pages = resolution.entities.values()
    names = {name_key(name): name for page in pages for name in (page.name, *page.aliases)}
    for stranger in resolution.strangers:  # a merge makes names of them nevertheless
        names.pop(name_key(stranger.name), None)
    for number, (line, name, bearers) in enumerate(resolution.strangers):
        if bearers:
            choice = ", ".join(f'"{entry.slug}" ({entry.name}, {entry.kind})' for entry in bearers)
            yield line, f'"{name}" is the name of {len(bearers)}; write the address of one: {choice}'
            continue
        close = get_close_matches(name_key(name), names, n=1, cutoff=0.7) if number < HINTS else []
        likely = f'did you mean "{names[close[0]]}"?' if close else ""
        hint = likely or "write it as on its page, or remove the table"
        yield line, f'nobody is called "{name}"; {hint}'
