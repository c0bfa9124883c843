"""Writes the gazetteer's countries: CLDR's Arabic and English names, completed by ``country_names.tsv``.

python tools/build_countries.py            # rewrites the list
python tools/build_countries.py --check    # exit status 1 if the list is not what it would write
"""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
from pathlib import Path

from babel import Locale

from mujaz.analysis.entities.keys import name_key

HERE = Path(__file__).parent
TARGET = HERE.parent / "plugins" / "mujaz" / "analysis" / "data" / "gazetteer" / "countries.tsv"
#: CLDR lists them among the territories; they are organisations
ORGANISATIONS = frozenset({"UN", "EU", "EZ"})
#: territories nobody writes news about, or that are no territories
SKIPPED = frozenset({"BV", "CC", "CX", "GS", "HM", "IO", "NF", "PN", "SJ", "TA", "TF", "TK", "BQ"})


def latin_slug(name: str) -> str:
    """An ASCII slug of an English name."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("&", "and")).strip("-")


def table() -> str:
    """The list as text."""
    arabic, english = Locale("ar").territories, Locale("en").territories
    extra: dict[str, list[str]] = {}
    for line in (HERE / "country_names.tsv").read_text(encoding="utf-8").split("\n"):
        if line.strip() and not line.startswith("#"):
            code, *columns = line.split("\t")
            extra[code] = columns
    lines = [
        "# Countries, territories and regions. Written by tools/build_countries.py from CLDR",
        "# (Unicode License v3) and tools/country_names.tsv; edit the latter. Columns: see README.md.",
    ]
    for code in sorted(arabic):
        slug, name, others, *conditions = [*extra.get(code, []), "", "", ""][
            : max(3, len(extra.get(code, [])))
        ]
        if slug == "-" or code in SKIPPED:
            continue
        name = name or arabic[code]
        written = [*others.split("|"), arabic[code]] if "(" not in arabic[code] else others.split("|")
        forms = {
            name_key(form): form for form in reversed(written) if form
        }  # one spelling of each key, the first
        forms.pop(name_key(name), None)
        kind = "ORG" if code in ORGANISATIONS else "LOC"
        columns = [
            slug or latin_slug(english[code]),
            kind,
            name,
            "|".join(reversed(forms.values())),
            *conditions,
        ]
        lines.append("\t".join(columns).rstrip("\t"))
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write the list, or compare it."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true")
    if parser.parse_args().check:
        return int(TARGET.read_text(encoding="utf-8") != table())
    TARGET.write_text(table(), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
