"""A content folder read as a build reads it: the same files, settings and faults, but no page is written."""

from __future__ import annotations

import locale
from pathlib import Path

from pelican.settings import read_settings

from mujaz.site.generator import DigestGenerator
from mujaz.site.hooks import take_over


def read(content: Path, settings: Path) -> DigestGenerator:
    """Read a content folder with the settings file of its site. What is analysed stays in the analysis store.

    Raises ``SettingsError`` and ``BuildError`` where a build could not go on either.
    """
    here = locale.setlocale(locale.LC_ALL)  # Pelican sets the one it is told to
    override = {"PATH": str(content.absolute()), "SITEURL": "", "LOCALE": [here]}
    used = read_settings(str(settings), override=override)
    take_over(used)
    context = {**used, "static_links": set()}
    reading = DigestGenerator(context, used, used["PATH"], used["THEME"], used["OUTPUT_PATH"])
    reading.read()
    return reading
