"""What the newsroom writes in entities.toml is seen on the built pages, and old addresses lead on."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

if TYPE_CHECKING:
    from conftest import Built

STORIES: Mapping[str, str] = {
    "grove.txt": """التاريخ: 2026-03-02
حلف الزيتون الأخضر يجتمع في حلب

اجتمع حلف الزيتون الأخضر صباح الاثنين في حلب بدعوة من المهندسة رهف الدالاتي.
وقالت رهف الدالاتي: «نزرع هذا العام عشرة آلاف غرسة في قرى الريف كلها، ولن نكتفي بها».
ويضم حلف الزيتون الأخضر مزارعين من حلب.
وحضر اللقاء المزارع سامي العطار، وتحدث سامي العطار عن الري.
""",
    "music.txt": """التاريخ: 2026-03-03
رهف الدالاتي تعزف في بيروت

عزفت رهف الدالاتي مساء الثلاثاء في بيروت أمام جمهور كبير.
وقالت رهف الدالاتي: «هذا اللحن كتبته قبل عشرين عاماً ولم أعزفه على مسرح من قبل».
وقال المخرج سامي عطار الحلبي إن الأمسية تعاد. وكان سامي عطار الحلبي قد أخرج أمسية سابقة.
""",
}
TABLES = """
[[add]]
name = "حلف الزيتون الأخضر"
kind = "ORG"
slug = "green-olive"

[[rename]]
name = "بيروت"
to = "مدينة بيروت"
slug = "beirut-city"

[[merge]]
names = ["سامي العطار", "سامي عطار الحلبي"]
into = "سامي العطار"

[[split]]
name = "رهف الدالاتي"
articles = ["music.txt"]
to = "رهف الدالاتي (العازفة)"

[[hide]]
name = "حلب"
"""


def test_corrections_are_seen_on_the_pages(build, write: Callable, broken_links, tmp_path: Path) -> None:
    content = write(tmp_path / "content", STORIES)
    before = {name["slug"] for name in _names(build(content))}
    assert {"aleppo", "beirut", "سامي-العطار", "سامي-عطار-الحلبي"} <= before
    write(content, {"entities.toml": TABLES})
    site = build(content)
    assert site.status == 0, site.said
    grove, music = "2026/03/02/grove/", "2026/03/03/music/"
    assert {name["name"]: name["articles"] for name in _names(site)} == {
        "حلف الزيتون الأخضر": [grove],
        "مدينة بيروت": [music],
        "رهف الدالاتي": [grove],
        "رهف الدالاتي (العازفة)": [music],
        "سامي العطار": [music, grove],
    }
    assert "tags/green-olive/" in site.html(grove)
    assert "aleppo" not in site.html(grove)
    for old, new in (("beirut", "beirut-city"), ("سامي-عطار-الحلبي", "سامي-العطار")):
        assert f"tags/{new}/" in site.html(f"tags/{old}/")
        assert 'http-equiv="refresh"' in site.html(f"tags/{old}/")
        feed = (site.output / f"feeds/tags/{old}.xml").read_text("utf-8")  # its readers follow no page
        assert feed == (site.output / f"feeds/tags/{new}.xml").read_text("utf-8")
        assert f'feeds/tags/{new}.xml"/>' in unquote(feed.partition('rel="self"')[2])
    assert broken_links(site.output) == []
    cold = build(content, tmp_path / "cold", tmp_path / "fresh")
    assert cold.tree() == site.tree()


def _names(site: Built) -> list[dict[str, Any]]:
    """The names that have pages."""
    found: list[dict[str, Any]] = json.loads((site.output / "data/entities.json").read_text("utf-8"))
    return found
