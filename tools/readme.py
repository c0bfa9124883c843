"""Write the README's parts that are made from the code: the settings table, and the picture of a built page.

usage: python tools/readme.py settings          writes the table between its marks in README.md
       python tools/readme.py picture PAGE      photographs PAGE (a built article's index.html)
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
PICTURE = ROOT / "docs" / "pictures" / "article.png"
TABLE = re.compile(r"(<!-- settings -->\n).*?(<!-- /settings -->)", re.DOTALL)


def settings_table() -> str:
    """The settings as a Markdown table, in the order of the code."""
    from mujaz.site.settings import SETTINGS

    rows = ["| setting | default | meaning |", "|---|---|---|"]
    rows += [
        f"| `{name}` | `{setting.default!r}` | {setting.meaning} |" for name, setting in SETTINGS.items()
    ]
    return "\n".join(rows) + "\n"


def with_settings(readme: str) -> str:
    """The README's text with the table as it should be."""
    return TABLE.sub(lambda match: match[1] + settings_table() + match[2], readme)


def photograph(page: Path) -> None:
    """Write the top of ``page`` at 1280 px as the README's picture."""
    from playwright.sync_api import sync_playwright

    import browser

    PICTURE.parent.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=browser.find(),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        view = chromium.new_page(viewport={"width": 1280, "height": 1000}, color_scheme="light")
        view.goto(page.resolve().as_uri())
        view.evaluate("document.fonts.ready")
        view.screenshot(path=PICTURE)
        chromium.close()


def main(arguments: list[str]) -> int:
    """Do what the first argument says."""
    if arguments == ["settings"]:
        README.write_text(with_settings(README.read_text("utf-8")), "utf-8")
        return 0
    if len(arguments) == 2 and arguments[0] == "picture":
        photograph(Path(arguments[1]))
        return 0
    print(__doc__, file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
