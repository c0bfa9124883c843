"""A whole site: every page parsed, every link followed, the same bytes twice."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest

HTML_PAGES = [
    "",
    "2026/03/02",
    "2026/03/02/port",
    "2026/02/28/kitchen",
    "tags",
    "quotes",
    "archive",
    "search",
    "about",
]


def text_of(element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_builds_every_kind_of_page(site) -> None:
    assert site.status == 0, site.said
    for address in [*HTML_PAGES, "2026", "2026/03"]:
        page = site.page(address)
        assert page.get("lang") == "ar"
        assert page.get("dir") == "rtl"
        assert len(page.findall(".//h1")) == 1, address
    assert (site.output / "404.html").is_file()


def test_every_link_and_anchor_leads_somewhere(site, broken_links) -> None:
    assert broken_links(site.output) == []


def test_text_is_escaped_everywhere(site) -> None:
    for name, data in site.tree().items():
        if name.endswith((".html", ".xml")):
            assert "<قاعة>" not in data.decode(), name
            assert "<لن" not in data.decode(), name
    page = site.page("2026/03/02/museum")
    assert text_of(page.find(".//h1")) == 'متحف حلب يفتح <قاعة> جديدة & يعرض "ألواحاً" من الطين'


def test_body_keeps_every_character_of_the_article(site) -> None:
    body = site.page("2026/03/02/museum").find(".//div[@class='article__body prose']")
    shown = [text_of(element) for element in body if element.tag != "aside"]
    assert shown == [
        "افتتح متحف حلب الاثنين قاعة جديدة تعرض ألواحاً من الطين.",
        "وقال أمين المتحف نزار الخاني إن اللوح الأكبر “قطعة لا مثيل لها في متاحف المنطقة كلها”.",
        "وحضر الافتتاح وفد من جامعة دمشق.",
    ]


def test_quotations_are_marked_with_their_speaker(site) -> None:
    marked = [
        (text_of(quote), quote.get("data-speaker"))
        for quote in site.page("2026/03/02/port").findall(".//span[@class='quote'][@id]")
    ]
    assert len(marked) == 3
    assert marked[0] == (
        "استعددنا لهذا الموسم منذ ستة أشهر، وأضفنا رصيفين جديدين لاستقبال القمح",
        "رهف الدالاتي",
    )
    assert not list(site.page("2026/03/02/port").iter("q")), "the text has marks of its own"


def test_markdown_gets_the_same_treatment(site) -> None:
    page = site.page("2026/02/28/kitchen")
    body = page.find(".//div[@class='article__body prose']")
    assert [text_of(quote) for quote in body.findall(".//span[@class='quote']")] == [
        "نكتب الخبر كما سمعناه، ونترك للقارئ أن يحكم عليه بعد ذلك"
    ]
    assert text_of(body.find(".//code")) == "حلب < دمشق"
    assert not body.findall(".//code//a")
    assert not body.findall(".//a//a")
    image = body.find(".//img")
    assert image.get("src").endswith("/images/dot.png")
    assert (image.get("loading"), image.get("width"), image.get("height")) == ("lazy", "1", "1")
    assert (site.output / "images/dot.png").is_file()


def test_feeds_and_data_are_well_formed(site) -> None:
    for path in site.output.rglob("*.xml"):
        ElementTree.parse(path)
    for path in site.output.rglob("*.json"):
        json.loads(path.read_text(encoding="utf-8"))
    quotes = json.loads((site.output / "data/quotes.json").read_text(encoding="utf-8"))
    assert {"text", "speaker", "article", "anchor"} <= quotes[0].keys()
    feed = ElementTree.parse(site.output / "feeds/all.xml").getroot()
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "ar"
    atom = "{http://www.w3.org/2005/Atom}"
    bodies = [entry.find(f"{atom}content").text for entry in feed.findall(f"{atom}entry")]
    assert not any("quote" in body for body in bodies)
    assert len(bodies) == 4
    assert not any("<aside" in body for body in bodies)


def test_same_bytes_whatever_the_hash_seed_and_the_order_of_files(site, build, tmp_path: Path) -> None:
    content = site.output.parent / "content"
    shuffled = tmp_path / "content"
    for path in sorted((path for path in content.rglob("*") if path.is_file()), reverse=True):
        target = shuffled / path.relative_to(content)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(path, target)
    again = build(shuffled, seed=77, MUJAZ_WORKERS=1)
    assert again.tree() == site.tree()


def test_two_files_of_one_name_and_day_both_survive(build, write: Callable, tmp_path: Path) -> None:
    text = "التاريخ: 2026-03-02\nعنوان {0} من حلب\n\nهذا نص الخبر {0} وفيه جملة واحدة من حلب.\n"
    built = build(
        write(tmp_path / "c", {"a/same.txt": text.format("الأول"), "b/same.txt": text.format("الثاني")})
    )
    assert built.status == 1
    assert "b/same.txt" in built.said
    assert "a/same.txt" in built.said
    titles = {
        text_of(built.page(path.parent.relative_to(built.output)).find(".//h1"))
        for path in built.output.glob("2026/03/02/*/index.html")
    }
    assert titles == {"عنوان الأول من حلب", "عنوان الثاني من حلب"}


def test_an_empty_folder_builds(build, tmp_path: Path) -> None:
    (tmp_path / "c").mkdir()
    built = build(tmp_path / "c")
    assert built.status == 0, built.said
    assert (built.output / "index.html").is_file()


def test_wrong_settings_are_told_all_at_once(build, write: Callable, tmp_path: Path) -> None:
    content = write(tmp_path / "c", {"a.txt": "عنوان"})
    built = build(content, MUJAZ_DIGITS="roman", MUJAZ_PER_PAGE=0, MUJAZ_COLOUR="red", TIMEZONE="Beirut")
    assert built.status == 2
    for name in ("MUJAZ_DIGITS", "MUJAZ_PER_PAGE", "MUJAZ_COLOUR", "TIMEZONE"):
        assert name in built.said
    assert "Traceback" not in built.said


@pytest.mark.parametrize("address", ["2026/03/02/port", "quotes"])
def test_no_page_holds_a_script_it_was_not_given(site, address: str) -> None:
    sources = [script.get("src") for script in site.page(address).iter("script") if script.get("src")]
    assert all("theme/" in source for source in sources)


def test_files_that_settings_name_must_be_there(build, write: Callable, tmp_path: Path) -> None:
    content = write(tmp_path / "content", {"a.txt": "عنوان\n\nنص من سطر واحد.\n"})
    built = build(content, MUJAZ_WORDS="none.toml", MUJAZ_ENTITIES="none.toml")
    assert built.status == 2
    for name in ("MUJAZ_WORDS", "MUJAZ_ENTITIES"):
        assert f"{name} is 'none.toml'" in built.said
