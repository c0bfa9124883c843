"""Reads a content folder: every article's text and analysis, from the store where it is known."""

from __future__ import annotations

import hashlib
import logging
import os
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mujaz.analysis.text import decode
from mujaz.site import proofs
from mujaz.site.catalog import Entry, condense, safe_source, year_fault
from mujaz.site.faults import Faults
from mujaz.site.forks import ForkError, share
from mujaz.site.markdown import Document, DocumentError, internal_links, read_document
from mujaz.site.present import Loaded
from mujaz.site.settings import workers
from mujaz.site.shelf import Kept, Shelf
from mujaz.site.sources import SourceFile, scan, slug, stamp_of
from mujaz.site.state import trace_of
from mujaz.site.writer import BuildError

if TYPE_CHECKING:
    from mujaz.archive.store import Analysed, AnalysisStore, ArticleFile

FEW = 200  # new entries that are not worth another process
BATCH = 500  # entries put on the shelf at a time
NO_DAY = date(1970, 1, 1)
RECENT = 32  # texts and records held for the pages that follow each other

logger = logging.getLogger(__name__)


class Reader:
    """The articles and pages of one content folder."""

    def __init__(self, settings: Mapping[str, Any], faults: Faults) -> None:
        self.root: str = settings["PATH"]
        self.settings = settings
        self.faults = faults
        # as it is now: Pelican's reader adds to the setting
        self._markdown = repr([settings[name] for name in ("MARKDOWN", "FORMATTED_FIELDS")])
        self.dated_by_file: list[str] = []  # the files of articles whose date is the file's own time
        self._files: dict[str, SourceFile] = {}
        self._results: dict[str, Analysed] = {}
        self._recent: OrderedDict[str, Loaded] = OrderedDict()
        self.kept_documents: dict[str, tuple[bytes, Document]] = {}
        self.documents: dict[str, Document] = {}
        self._fresh: dict[str, Kept] = {}  # entries that are not on the shelf

    def open(
        self,
        store: AnalysisStore,
        shelf: Shelf,
        documents: Mapping[str, tuple[bytes, Document]],
    ) -> None:
        """Use this store and ``shelf``, and the Markdown ``documents`` of the build before."""
        self.store = store
        self._shelf = shelf
        self.known = shelf.load()
        self._known_documents = documents

    def article_files(self) -> list[SourceFile]:
        """The files of the articles."""
        settings = self.settings
        exclude = [*settings["mujaz"].page_paths, *settings["STATIC_PATHS"], *settings["ARTICLE_EXCLUDES"]]
        return scan(self.root, self.faults, exclude=exclude, ignore=settings["IGNORE_FILES"])

    def page_files(self) -> list[SourceFile]:
        """The files of the Markdown pages."""
        return scan(
            self.root,
            self.faults,
            under=self.settings["mujaz"].page_paths,
            exclude=self.settings["PAGE_EXCLUDES"],
            ignore=self.settings["IGNORE_FILES"],
            suffixes=(".md",),
        )

    def entries(self, files: list[SourceFile]) -> list[Entry]:
        """The entries of all readable files; the others become faults."""
        from mujaz.archive.pool import PoolError
        from mujaz.archive.work import Failure

        articles = [article for file in files if (article := self._article(file))]
        try:
            results = self.store.analyse(
                articles,
                workers=workers(self.settings),
                time_limit=self.settings["MUJAZ_TIME_LIMIT"],
                progress=True,
            )
        except PoolError as error:
            raise BuildError(str(error)) from error
        self._files.update((file.path, file) for file in files)
        analysed = []
        for result in results:
            if isinstance(result, Failure):
                self.faults.add(result.name, result.message, result.line, result.code)
                continue
            self._results[result.name] = result
            analysed.append((self._files[result.name], result))
        self._condense_ahead([(file, result) for file, result in analysed if self._is_stale(file, result)])
        found = [entry for file, result in analysed if (entry := self._entry(file, result))]
        self.keep()
        return found

    def _condense_ahead(self, stale: Sequence[tuple[SourceFile, Analysed]]) -> None:
        """Put many new entries on the shelf, with several processes. What fails is left for ``_entry``."""
        if len(stale) < FEW:
            return

        def condense_some(some: Iterable[tuple[SourceFile, Analysed]]) -> None:
            for file, result in some:
                with suppress(BuildError):
                    self._fresh[file.path] = self._condense(file, result, _file_date(file))
                if len(self._fresh) >= BATCH:
                    self.keep()
            self.keep()

        with suppress(ForkError):
            share(condense_some, stale, workers=workers(self.settings), block=BATCH // 10)
        self.known = self._shelf.load()

    def keep(self) -> None:
        """Put what was read anew on the shelf."""
        self._shelf.save(self._fresh, ())
        self._fresh = {}

    def _article(self, file: SourceFile) -> ArticleFile | None:
        """What to analyse of a file; nothing of a draft or of what cannot be read."""
        from mujaz.archive.work import ArticleFile

        path, model = os.path.join(self.root, file.path), self.settings["MUJAZ_NER_MODEL"]
        if not file.is_markdown:
            return ArticleFile(path, file.path, stamp=file.stamp, ner_model=model)
        try:
            document = self._document(path, file.path)
        except OSError as error:
            message = f"cannot be read ({error.strerror}); allow reading it, or take it away"
            self.faults.add(file.path, message, code="unreadable")
            return None
        except DocumentError as error:
            self.faults.add(file.path, str(error), 1, error.code)
            return None
        if not document.published and not self.settings["MUJAZ_PREVIEW"]:
            return None
        self.documents[file.path] = document
        for line, key in document.unused:
            logger.warning("%s:%d: %s is not used here; write Tags: … or take it away", file.path, line, key)
        return ArticleFile(path, file.path, text=document.text, ner_model=model)

    def _document(self, path: str, name: str) -> Document:
        """A Markdown file as read; converting it costs more than all the rest, so it is done once."""
        data = Path(path).read_bytes()
        known = self._known_documents.get(name)
        if known is None or known[0] != self._document_key(data, known[1]):
            document = read_document(path, name, self.settings)
            known = self._document_key(data, document), document
        self.kept_documents[name] = known
        return known[1]

    def _document_key(self, data: bytes, document: Document) -> bytes:
        """Changes with the file, with how Markdown is read, and with the pictures whose sizes it tells."""
        shown = [path for kind, path in internal_links(document) if kind != "filename"]
        traces = [trace_of(os.path.join(self.root, path)) for path in shown]
        digest = hashlib.sha256(repr((self._markdown, traces)).encode("utf-8", "surrogateescape"))
        digest.update(data)
        return digest.digest()

    def _entry(self, file: SourceFile, result: Analysed) -> Entry | None:
        entry = self.known.get(file.path)
        if entry is None or self._is_stale(file, result):
            try:
                kept = self._condense(file, result, _file_date(file))
            except BuildError as error:
                self.faults.add(file.path, str(error).partition(": ")[2], code="changed")
                return None
            self._fresh[file.path] = kept
            entry = kept.entry
            if len(self._fresh) >= BATCH:
                self.keep()
        for line, message, code in entry.faults:
            self.faults.add(file.path, message, line, code)
        if not entry.title:
            return None
        if entry.dated_by_file:
            self.dated_by_file.append(entry.path)
        return entry

    def _is_stale(self, file: SourceFile, result: Analysed) -> bool:
        """Whether the entry on the shelf is no longer the article's."""
        entry = self.known.get(file.path)
        if entry is None or entry.key != self._key(result):
            return True
        return entry.dated_by_file and entry.date != _file_date(file)

    def _key(self, result: Analysed) -> str:
        """Changes with everything an article's page shows; the analysis sees no markup."""
        document = self.kept_documents.get(result.name)
        return f"{result.key}-{document[0].hex()}" if document else result.key

    def _condense(self, file: SourceFile, result: Analysed, day: date) -> Kept:
        article = self._read(file.path)
        key = self._key(result)
        entry, texts, names = condense(
            article.text, article.analysis, path=file.path, key=key, slug=slug(file.stem), fallback=day
        )
        document = article.document
        proof = proofs.proof(article.text, article.analysis, entry.said, whole=document is None)
        if document is None:
            return Kept(entry, texts, names, proof)
        fault = year_fault(document.date)
        written = None if fault else document.date
        return Kept(
            entry._replace(
                title=document.title,
                slug=slug(document.slug or file.stem),
                date=written or entry.date,
                dated_by_file=entry.dated_by_file and written is None,
                faults=(*entry.faults, (1, fault, "year")) if fault else entry.faults,
                source=safe_source(document.source) or entry.source,
                summary=document.summary or entry.summary,
            ),
            texts,
            names,
            proof,
        )

    def remake(self, entry: Entry) -> Kept:
        """An entry once more, with its body. Raises ``BuildError`` if the article is no longer the same."""
        path = entry.path
        kept = self._condense(self._files[path], self._results[path], entry.date)
        if kept.entry != entry:
            raise BuildError(f"{path}: was changed while the site was built; build again")
        return kept

    def load(self, entry: Entry) -> Loaded:
        """An article with everything in it."""
        held = self._recent.get(entry.path)
        if held is None:
            held = self._recent[entry.path] = self._read(entry.path)
            if len(self._recent) > RECENT:
                self._recent.popitem(last=False)
        return held

    def _read(self, path: str) -> Loaded:
        """Raises ``BuildError`` if the file is no longer the one that was analysed."""
        from mujaz.archive.store import StoreError

        result = self._results[path]
        text = result.file.text
        if text is None:
            try:
                data = Path(result.file.path).read_bytes()
                stamp = stamp_of(os.stat(result.file.path))
            except OSError as error:
                raise BuildError(f"{path}: went away while the site was built; build again") from error
            if stamp != result.file.stamp:
                raise BuildError(f"{path}: was changed while the site was built; build again")
            text = decode(data).text
        try:
            return Loaded(text, result.analysis, self.documents.get(path))
        except StoreError as error:
            raise BuildError(f"{path}: was changed while the site was built; build again") from error


def _file_date(file: SourceFile) -> date:
    """The day the file was last written, in UTC: the same on every machine. A damaged time is no day."""
    try:
        day = datetime.fromtimestamp(file.stamp[1] / 1e9, UTC).date()
    except (OverflowError, OSError, ValueError):
        return NO_DAY
    return NO_DAY if year_fault(day) else day
