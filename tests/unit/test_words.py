from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from markupsafe import Markup

from mujaz.site.words import WordsError, date_format, load_words, translator

THEME = Path(__file__).parents[2] / "theme"
WORDS = load_words(THEME / "words.ar.toml")

ARTICLES = {
    0: "لا أخبار",
    1: "خبر واحد",
    2: "خبران",
    3: "3 أخبار",
    10: "10 أخبار",
    11: "11 خبرًا",
    99: "99 خبرًا",
}
LATER = {100: "100 خبر", 101: "101 خبر", 102: "102 خبر", 103: "103 أخبار", 111: "111 خبرًا", 3000: "3,000 خبر"}


@pytest.mark.parametrize(("n", "expected"), [*ARTICLES.items(), *LATER.items()])
def test_plural_forms_of_arabic(n: int, expected: str) -> None:
    assert translator(WORDS)("count.articles", n=n) == expected


def test_numbers_in_phrases_follow_the_digits() -> None:
    t = translator(WORDS, digits="arab")
    assert t("nav.page_of", number=2, pages=13) == "صفحة ٢ من ١٣"
    assert t("count.articles", n=3000) == "٣٬٠٠٠ خبر"


def test_markup_in_a_phrase_stays_and_everything_else_is_escaped() -> None:
    phrases = {"said": "{who} قال {what}"}
    said = translator(phrases)("said", who=Markup("<bdi>س</bdi>"), what="<b>")
    assert said == Markup("<bdi>س</bdi> قال &lt;b&gt;")


def test_a_missing_phrase_is_named() -> None:
    with pytest.raises(WordsError, match=r"nav\.nowhere.*add it"):
        translator(WORDS)("nav.nowhere")


def test_every_missing_plural_form_is_listed_at_once(tmp_path: Path) -> None:
    path = tmp_path / "words.toml"
    path.write_text('[a]\none = "١"\nother = "٢"\n[b]\nother = "٣"\n', encoding="utf-8")
    with pytest.raises(WordsError) as raised:
        load_words(path)
    message = str(raised.value)
    assert message.count("is missing; write") == 4 + 5
    assert str(path) in message


@pytest.mark.parametrize(
    ("locale", "month"), [("ar", "سبتمبر"), ("ar_LB", "أيلول"), ("ar_MA", "شتنبر"), ("ar_DZ", "سبتمبر")]
)
def test_month_names_by_tradition(locale: str, month: str) -> None:
    assert date_format(locale)(date(2023, 9, 13), "long") == f"13 {month} 2023"


def test_hijri_date_only_where_wanted_and_known() -> None:
    assert date_format("ar", "arab")(date(2023, 9, 13), "hijri") == "٢٨ صفر ١٤٤٥"
    assert date_format("ar", hijri=False)(date(2023, 9, 13), "hijri") == ""
    assert date_format("ar")(date(1900, 1, 1), "hijri") == ""


def test_the_theme_asks_for_the_words_there_are_and_for_all_of_them() -> None:
    templates = "\n".join(path.read_text(encoding="utf-8") for path in (THEME / "templates").rglob("*.html"))
    asked = set(re.findall(r"""\bt\(\s*["']([\w.-]+)["']\s*[,)]""", templates))
    families = tuple(re.findall(r"""\bt\(\s*["']([\w.]+\.)["']\s*~""", templates))
    plugin = Path(__file__).parents[2] / "plugins" / "mujaz" / "site"
    code = "\n".join(path.read_text(encoding="utf-8") for path in plugin.glob("*.py"))
    asked |= {key for key in WORDS if f'"{key}"' in code}
    assert asked <= set(WORDS)
    # of the faults' words: test_alarm.py
    unasked = {key for key in set(WORDS) - asked if not key.startswith((*families, "fault."))}
    assert not unasked
