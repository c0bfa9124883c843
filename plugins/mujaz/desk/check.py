"""``mujaz check``: every fault of a content folder, and what each correction would change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from mujaz.analysis.article import analyse
from mujaz.analysis.entities import gazetteer
from mujaz.analysis.entities.slugs import slug_of
from mujaz.analysis.record import Entity
from mujaz.archive import corrections
from mujaz.archive.corrections import Correction, Corrections
from mujaz.archive.resolve import Resolution, resolve
from mujaz.desk import inputs
from mujaz.desk.records import faults_of, tell

Articles = Sequence[tuple[str, Sequence[Entity]]]


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found. Faults and changes are ``path:line: …``; only faults make it fail."""

    articles: int
    faults: tuple[str, ...]
    changes: tuple[str, ...]


def run(content: Path) -> int:
    """Check a content folder and print the report; 1 if there is a fault, 2 if there is no such folder."""
    if not content.is_dir():
        tell(f"{content}:1: there is no such folder; name the content folder: mujaz check content")
        return 2
    report = check(content)
    for message in report.faults:
        tell(message)
    for change in report.changes:
        print(change)
    print(f"articles read: {report.articles}, faults: {len(report.faults)}")
    return 1 if report.faults else 0


def check(content: Path) -> Report:
    """Read the corrections and all articles of a content folder."""
    wishes = corrections.read(content / "entities.toml")
    faults = wishes.messages()
    gazetteer.tell(wishes.entries())
    articles: list[tuple[str, Sequence[Entity]]] = []
    for article in inputs.read_all([str(content)]):
        if article.fault:
            faults.append(article.fault)
            continue
        analysis = analyse(article.text, path=article.path)
        faults += faults_of(analysis)
        articles.append((Path(article.path).relative_to(content).as_posix(), analysis.entities))
    return Report(len(articles), tuple(faults), tuple(changes(articles, wishes)))


def changes(articles: Articles, wishes: Corrections) -> Iterator[str]:
    """What each correction changes, by itself, in the pages and tags that there would be without any."""
    if not wishes.items:
        return
    before = resolve(articles)
    for item in wishes.items:
        after = resolve(articles, wishes.only(item))
        found = list(_differences(before, after))
        for change in found or [_nothing(item, before)]:
            yield f"{wishes.path}:{item.line}: [[{item.action}]] {change}"


def _differences(before: Resolution, after: Resolution) -> Iterator[str]:
    for slug, page in before.entities.items():
        if slug not in after.entities:
            way = f"leads to /tags/{after.redirects[slug]}/" if slug in after.redirects else "is gone"
            yield f'the page of "{page.name}" ({page.articles} articles), /tags/{slug}/, {way}'
    for slug, page in after.entities.items():
        old = before.entities.get(slug)
        if old is None:
            yield f'new page "{page.name}" ({page.kind}, {page.articles} articles), /tags/{slug}/'
            continue
        if old.name != page.name:
            yield f'"{old.name}" is shown as "{page.name}" on {page.articles} articles'
        if old.kind != page.kind:
            yield f'"{page.name}" is {page.kind}, no longer {old.kind}'
        if old.articles != page.articles:
            yield f'"{page.name}" has {page.articles} articles, before {old.articles}'
        more = [name for name in page.aliases if name not in old.aliases and name != old.name]
        if more:
            yield f'"{page.name}" is also called {", ".join(more)}'


def _nothing(item: Correction, before: Resolution) -> str:
    """A correction that changes nothing is most likely misspelt.

    A name that was added is known to the analysis already, so its page is there with or without the table.
    """
    page = before.entities.get(item.slug or slug_of(item.name)) if item.action == "add" else None
    if page:
        return f'"{page.name}" ({page.kind}) has its page, {page.articles} articles, /tags/{page.slug}/'
    names = {name: page.name for page in before.entities.values() for name in (page.name, *page.aliases)}
    close = [] if item.name in names else get_close_matches(item.name, sorted(names), n=1, cutoff=0.75)
    hint = f'; the archive has "{close[0]}"' if close else ""
    return f'"{item.name}" changes nothing{hint}'
