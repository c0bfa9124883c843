"""From text to mentions to entities: one readable case a rule, with what the rule must not do."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from mujaz.analysis.entities import names
from mujaz.analysis.entities.backend import ModelFinder, load
from mujaz.analysis.record import Entity, Line, Quote


def lines_of(text: str) -> tuple[Line, ...]:
    lines, offset = [], 0
    for number, line in enumerate(text.split("\n")):
        if line.strip():
            kind = "title" if not lines else "paragraph"
            lines.append(Line(number, offset, offset + len(line), kind))
        offset += len(line) + 1
    return tuple(lines)


def mentions(text: str) -> list[tuple[str, str]]:
    return [(text[m.start : m.end], m.kind) for m in names.find_mentions(text, lines_of(text))]


def entities(text: str, quotes: tuple[Quote, ...] = ()) -> dict[str, Entity]:
    lines = lines_of(text)
    found = names.choose_entities(text, lines, names.find_mentions(text, lines), quotes)
    return {entity.name: entity for entity in found}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # clitics stay outside the name
        ("وصل الوفد إلى بيروت ولندن وباريس", [("بيروت", "LOC"), ("لندن", "LOC"), ("باريس", "LOC")]),
        # heads that only say what the thing is
        ("تقع مدينة طرابلس على البحر", [("طرابلس", "LOC")]),
        # a ministry nobody listed, and where it ends
        ("أعلنت هيئة المتاحف الوطنية أمس برنامجها", [("هيئة المتاحف الوطنية", "ORG")]),
        ("طلبت لجنة حقوق الطفل من البلديات", [("لجنة حقوق الطفل", "ORG")]),
        # an unknown place behind the word for it
        ("اندلع حريق في بلدة شلغوفة الحدودية", [("شلغوفة", "LOC")]),
        # titles in quotation marks
        ("عرض المهرجان فيلم «ليل الميناء» أمس", [("ليل الميناء", "MISC")]),
        # an adverb in tanwin, a calling, a wish: none of the name
        ("ووقف نادر السقاف ضاحكاً أمام الباب", [("نادر السقاف", "PER")]),
        ("وعاد القبطان المتقاعد سمير القرقوطي إلى البيت", [("سمير القرقوطي", "PER")]),
        # what is done with ل, and what an institution is for
        ("فاز الفريق بكأس الشراع للمرة الأولى", [("كأس الشراع", "MISC")]),
        ("نقلت جائزة الشراع للرواية عنوانها", [("جائزة الشراع للرواية", "MISC")]),
        # a district that other countries call an office
        ("سيطروا على مديرية شلغوفة أمس", [("شلغوفة", "LOC")]),
        # a place of two words
        ("يعيشون في مدينة منزل الشلغوف منذ سنين", [("منزل الشلغوف", "LOC")]),
        # any adjective, where it is said what the institution is for; a second noun with it
        ("أعلنت اللجنة المحلية للمتاحف الريفية برنامجها", [("اللجنة المحلية للمتاحف الريفية", "ORG")]),
        ("اجتمع الاتحاد الوطني للنحالة والبستنة أمس", [("الاتحاد الوطني للنحالة والبستنة", "ORG")]),
        ("قالت لجنة الرقابة على الأسواق إنها راضية", [("لجنة الرقابة على الأسواق", "ORG")]),
        # places in a row
        (
            "شمل القرار أحياء المزرعة والسواقي الشمالية، والبيادر",
            [("المزرعة", "LOC"), ("السواقي الشمالية", "LOC"), ("البيادر", "LOC")],
        ),
        # a mother by her child's name; a minister's title names the country
        ("قالت الجارة أم خالد إن الباب مفتوح", [("أم خالد", "PER")]),
        ("التقى وزير خارجية قطر الوفد", [("قطر", "LOC")]),
        # who is called somebody, or said something, is a person
        ("قالت المهندسة أماني القرقوطي إن الجسر آمن", [("أماني القرقوطي", "PER")]),
        # an adjective behind a noun with the article is no country
        ("لعبت الأندية السعودية أمام المغرب والسعودية", [("المغرب", "LOC"), ("السعودية", "LOC")]),
        # what bears a ruler's name, what only it is for; a league
        ("أغلق جسر الأمير سلمان بن زيد الدائري", [("جسر الأمير سلمان بن زيد الدائري", "LOC")]),
        ("يلعب في دوري الدرجة الأولى", [("دوري الدرجة الأولى", "MISC")]),
        # a surname with the article that nobody heard
        ("وصل عبدالرحمن بن علي القرقوط أمس", [("عبدالرحمن بن علي القرقوط", "PER")]),
        # two nouns that say what it is for; who heads it is not part of it
        (
            "قالت الجمعية الوطنية لأصحاب المخابز إن الخبز كثير",
            [("الجمعية الوطنية لأصحاب المخابز", "ORG")],
        ),
        ("يعيش في مدينة ساقية الدائر منذ سنين", [("ساقية الدائر", "LOC")]),
        # a rank is none of the name
        ("وصل الملك سلمان بن عبدالعزيز أمس", [("سلمان بن عبدالعزيز", "PER")]),
        # a colour ends a name as other adjectives do
        ("أقرّ المجلس «ميثاق المرافئ الخضراء» أمس", [("ميثاق المرافئ الخضراء", "MISC")]),
        # what several people are or do, and a noun with its participle, are no names
        ("استند إليها مفاوضو ميثاق المرافئ أمس", [("ميثاق المرافئ", "MISC")]),
        ("وكان النزلاء ينسون كتبهم في جيوب معاطفهم", []),
        ("نصب المقراب على ضفة بحيرة متجمدة في الشمال", []),
        # common nouns of the same shapes
        ("دعا إلى حسن الجوار وإلى تنظيم الزيارات", []),
        ("قالت الوكالة الإيرانية إن الطريق مسدود", []),
        ("انتشرت قوات الأمن في الشوارع واجتمع مجلس الإدارة", []),
        ("توقع الخبراء أن تنخفض درجات الحرارة على السواحل", []),
        # a firm's name behind a foreign given name, whom something is told, whose daughter she is
        ("قالت خبيرة الترميم جوليا فيراري إن القطع سليمة.", [("جوليا فيراري", "PER")]),
        ("وقال ضاري البسام لموقع سطور إن الحل قريب.", [("ضاري البسام", "PER")]),
        ("وتقول رئيسة التعاونية السالمة بنت المختار إن الماء عاد.", [("السالمة بنت المختار", "PER")]),
        ("تنقلت المكتبة من الميناء إلى أبي قير.", [("أبي قير", "LOC")]),
    ],
)
def test_mentions(text: str, expected: list[tuple[str, str]]) -> None:
    assert mentions(text) == expected


def test_two_people_with_one_surname_stay_two() -> None:
    text = (
        "افتتاح معرض الكتاب\n"
        "قال مدير المعرض نادر السقاف إن الزوار كثيرون. وأضاف السقاف أن الأسعار مناسبة.\n"
        "وقالت الكاتبة ليلى السقاف إنها راضية. وأوضحت السقاف أن كتابها نفد."
    )
    found = entities(text)
    assert len(found["نادر السقاف"].mentions) == 2
    assert len(found["ليلى السقاف"].mentions) == 2


def test_a_surname_joins_its_full_name_wherever_that_stands() -> None:
    found = entities(
        "كرولينسكي يفوز بالجائزة\nفاز المهندس ماريوس كرولينسكي بجائزة العمارة. وقال كرولينسكي إنه سعيد."
    )
    assert len(found["ماريوس كرولينسكي"].mentions) == 3
    assert found["ماريوس كرولينسكي"].tag


def test_ibn_by_himself_is_the_one_with_a_given_name() -> None:
    found = entities("افتتاح المعرض\nوقال سمير بن قرقوط إن العمل طويل. ووصف ابن قرقوط الليلة بأنها هدية.")
    assert "ابن قرقوط" not in found


def test_the_short_form_of_an_organisation_joins_the_long_one() -> None:
    found = entities("أعلنت هيئة المتاحف الوطنية برنامجها. وقالت هيئة المتاحف إن الدخول مجاني.")
    assert [len(entity.mentions) for entity in found.values()] == [2]
    assert "هيئة المتاحف الوطنية" in found


def test_one_committee_in_other_words() -> None:
    found = entities(
        "أعلنت اللجنة المركزية للانتخابات النتائج. وقالت لجنة الانتخابات إن الفرز انتهى.\n"
        "وحضر الاتحاد الكيني لألعاب القوى والاتحاد الروسي لألعاب القوى والاتحاد الدولي لألعاب القوى."
    )
    assert "لجنة الانتخابات" not in found
    assert sum("القوى" in name for name in found) == 3


def test_an_agency_is_mentioned_but_no_tag() -> None:
    found = entities("افتتاح الجسر الجديد\nقال العمدة لوكالة «فرانس برس» إن الجسر آمن.")
    assert [entity.tag for entity in found.values() if entity.slug == "afp"] == [False]


def test_the_university_of_who_is_quoted_is_a_tag() -> None:
    text = "دراسة عن النوم\nقالت أستاذة الطب في جامعة قرطاج رباب السقاف إن النوم مفيد."
    place = text.index("رباب")
    quote = Quote(0, 0, "", "speech", "رباب السقاف", (place, place + 11), role="أستاذة الطب في جامعة قرطاج")
    assert entities(text, (quote,))["جامعة قرطاج"].tag


def test_days_are_no_names() -> None:
    assert mentions("بدأ المعرض الأربعاء وينتهي الجمعة") == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "«»“”\"'",
        "ا" * 500,
        "John Smith met الوفد in Oslo",
        "ﻻ ﺍﻟﻘﺎﻫﺮﺓ\u200f\u202b",
        "أ ف ب " * 50,
        "و" * 40,
    ],
)
def test_no_text_breaks_it(text: str) -> None:
    lines = lines_of(text)
    found = names.find_mentions(text, lines)
    assert all(0 <= m.start < m.end <= len(text) for m in found)
    assert all(left.end <= right.start for left, right in pairwise(found))
    names.choose_entities(text, lines, found, [])


def test_a_model_may_take_the_taggers_place() -> None:
    """A stub with the pipeline's interface; offsets into the joined words come back as words."""

    def pipeline(texts: list[str]) -> list[list[dict[str, object]]]:
        place = texts[0].index("زربوط")
        return [[{"entity_group": "PERS", "score": 0.99, "start": place, "end": place + len("زربوط")}]]

    text = "حضر زربوط الحفل"
    found = names.find_mentions(text, lines_of(text), ModelFinder(pipeline))
    assert [(text[m.start : m.end], m.kind) for m in found] == [("زربوط", "PER")]


def test_a_model_without_its_library_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "transformers", None)
    with pytest.raises(RuntimeError, match=r"MUJAZ_NER_MODEL = 'no/model' needs transformers; install"):
        load("no/model")


def test_a_tiny_model_is_loaded_by_the_library(tmp_path: Path) -> None:
    """Runs where transformers and torch are installed."""
    transformers = pytest.importorskip("transformers")
    pytest.importorskip("torch")
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "سامر", "في", "بيروت"]
    (tmp_path / "vocab.txt").write_text("\n".join(vocabulary), encoding="utf-8")
    sizes = {"hidden_size": 8, "num_hidden_layers": 1, "num_attention_heads": 1, "intermediate_size": 8}
    labels = {"id2label": {0: "B-PER"}, "label2id": {"B-PER": 0}}
    config = transformers.BertConfig(vocab_size=len(vocabulary), **sizes, **labels)
    transformers.BertForTokenClassification(config).save_pretrained(str(tmp_path))
    transformers.BertTokenizerFast(str(tmp_path / "vocab.txt")).save_pretrained(str(tmp_path))
    found = load(str(tmp_path)).find([["سامر", "في", "بيروت"]])
    assert {name.kind for name in found} == {"PER"}
