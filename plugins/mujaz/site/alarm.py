"""What the preview shows of the last build's faults: a bar above every page, and a page of their own.

Both stand in the site's own frame and words. The build leaves for them, in the folder of MUJAZ_STATE, its
faults and where its words are; a build that fails before its end leaves nothing, and the words are those of
the build before.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass
from pathlib import Path

from markupsafe import Markup

from mujaz.site.faults import Fault, Faults
from mujaz.site.wording import worded
from mujaz.site.words import WordsError, load_words, number_format, translator

LEFT = "faults.json"  # what a build leaves, in the folder of MUJAZ_STATE
PAGE = "/_faults/"
HIDE = "/_faults/hide"
_PLAIN = 'style="font:18px/1.8 system-ui;max-inline-size:42em;margin:2em auto;padding-inline:1em"'

_BODY = re.compile(r"<body\b[^>]*>")
_MAIN = re.compile(r"<main\b[^>]*>.*</main>", re.DOTALL)
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)


def leave(folder: Path, faults: Faults, *, words: str, digits: str) -> None:
    """Leave the faults of a build for the preview that waits for it."""
    found = [astuple(fault) for fault in faults]
    told = json.dumps({"words": words, "digits": digits, "faults": found}, ensure_ascii=False)
    (folder / LEFT).write_text(told, encoding="utf-8", errors="replace")


@dataclass(slots=True)
class Alarm:
    """The faults of the last build. ``words`` is the words file to begin with."""

    words: Path
    digits: str = "latn"
    faults: Sequence[Fault] = ()
    said: Sequence[str] = ()  # the last lines of a build that failed
    failed: bool = False
    hidden: bool = False  # the reader closed the bar; it comes back when the faults change

    def update(self, folder: Path, *, failed: bool, said: Sequence[str]) -> None:
        """Take over what the build just ended left in ``folder``."""
        faults: list[Fault] = []
        with suppress(OSError, ValueError, KeyError):
            left = json.loads((folder / LEFT).read_text(encoding="utf-8"))
            self.words, self.digits = Path(left["words"]), left["digits"]
            faults = [
                Fault(path, line, message, code, tuple((name, value) for name, value in values))
                for path, line, message, code, values in left["faults"]
            ]
        said = said if failed else ()
        if (faults, said, failed) != (list(self.faults), self.said, self.failed):
            self.hidden = False
        self.faults, self.said, self.failed = faults, said, failed

    @property
    def count(self) -> int:
        """How many things are wrong."""
        return len(self.faults) + self.failed

    def over(self, page: str) -> str:
        """A page with the bar above it, if there is anything to tell."""
        if not self.count or self.hidden:
            return page
        return _BODY.sub(lambda found: found[0] + self._bar(), page, count=1)

    def page(self, frame: str) -> str:
        """The page of all faults, in the ``frame`` of another page of the site; without style if it is ""."""
        t, number = self._t(), number_format(self.digits)
        title = t("faults.title")
        parts = [Markup('<header class="page__head"><h1 class="page__title">{}</h1>').format(title)]
        parts.append(Markup('<p class="page__lead">{}</p></header>').format(t(self._lead())))
        if self.faults:
            rows = (self._row(fault, t, number) for fault in self.faults)
            parts.append(Markup('<ul class="faults" role="list">{}</ul>').format(Markup("").join(rows)))
        if self.said:
            said = Markup('<pre class="faults__said" lang="en" dir="ltr" tabindex="0">{}</pre>')
            parts.append(said.format("\n".join(self.said)))
        main = Markup('<main id="main" class="page page--faults">{}</main>').format(Markup("").join(parts))
        heading = str(Markup("<title>{}</title>").format(title))
        if not _MAIN.search(frame):
            return _bare(heading, main)
        return _MAIN.sub(lambda _: str(main), _TITLE.sub(lambda _: heading, frame, count=1), count=1)

    def waiting(self) -> str:
        """A page for the time before the first build has ended; it asks again by itself."""
        t = self._t()
        head = '<meta http-equiv="refresh" content="1">' + str(
            Markup("<title>{}</title>").format(t("faults.building"))
        )
        return _bare(head, Markup('<main id="main"><p>{}</p></main>').format(t("faults.building")))

    def _lead(self) -> str:
        return "faults.failed" if self.failed else "faults.lead" if self.faults else "faults.none"

    def _bar(self) -> str:
        t = self._t()
        word = t("faults.failed") if self.failed else t("faults.bar", n=len(self.faults))
        bar = Markup(
            '<aside class="fault-bar" aria-label="{}"><p>{} <a href="{}">{}</a></p>'
            '<form method="post" action="{}"><button>{}</button></form></aside>'
        ).format(t("faults.title"), word, PAGE, t("faults.show"), HIDE, t("faults.hide"))
        return str(bar)

    def _row(self, fault: Fault, t: Callable[..., str], number: Callable[[int], str]) -> Markup:
        clean = fault.printable()
        line = Markup(" <span>{}</span>").format(t("faults.line", line=number(clean.line)))
        return Markup('<li><p class="faults__place"><bdi dir="ltr">{}</bdi>{}</p>{}</li>').format(
            clean.path,
            line if clean.line else "",
            worded(t, clean.code, clean.message, clean.values),
        )

    def _t(self) -> Callable[..., str]:
        """The theme's words; a words file that is being written leaves the faults without any."""
        try:
            t = translator(load_words(self.words), digits=self.digits)
            t("faults.title")
        except WordsError:
            return lambda key, **values: ""
        return t


def _bare(head: str, main: str) -> str:
    """A page before the site has any to lend its frame."""
    return (
        '<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="color-scheme" content="light dark">{head}</head><body {_PLAIN}>{main}</body></html>'
    )
