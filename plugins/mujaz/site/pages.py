"""The Markdown pages: about the site, imprint and the like."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mujaz.archive.resolution import Resolution
from mujaz.site.catalog import Entry
from mujaz.site.faults import Faults
from mujaz.site.present import Presenter
from mujaz.site.sources import mark
from mujaz.site.views import Crumb, PageContent

#: First parts of addresses that the site itself uses.
RESERVED = frozenset(
    {"tags", "quotes", "archive", "search", "feeds", "data", "theme", "pagefind", "review", "images"}
)


class Pages:
    """The pages by their addresses, in the order of their files."""

    def __init__(self, entries: Sequence[Entry], faults: Faults) -> None:
        self._entries: dict[str, Entry] = {}
        for entry in entries:
            name = entry.slug
            if name in RESERVED or name.isdigit() or f"{name}/" in self._entries:
                message = f'a page cannot live at "{name}/", which is taken; rename the file'
                faults.add(entry.path, message, 1, "page-taken", address=f"{name}/")
                name = f"{name}-{mark(entry.path)}"
            self._entries[f"{name}/"] = entry

    @property
    def files(self) -> dict[str, str]:
        """The address of each page by its file."""
        return {entry.path: address for address, entry in self._entries.items()}

    @property
    def addresses(self) -> list[str]:
        """Where the pages are."""
        return list(self._entries)

    @property
    def crumbs(self) -> tuple[Crumb, ...]:
        """Titles and addresses, for the footer."""
        return tuple(Crumb(entry.title, address) for address, entry in self._entries.items())

    def key(self, address: str) -> str:
        """Changes when the page's text does."""
        return self._entries[address].key

    def content(
        self, address: str, presenter: Presenter, resolution: Resolution, link: Callable[[str], str]
    ) -> PageContent:
        """A page's title and body."""
        entry = self._entries[address]
        tags = presenter.archive.tags
        found = [resolution.speaker(entry.path, entity.name) for entity in presenter.named(entry)]
        names = [tags[slug].link if slug in tags else None for slug in found]
        return PageContent(entry.title, presenter.body(entry, presenter.proof(entry), names, (), link))
