"""Which names of an article are its tags. All persons are invented."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from mujaz.analysis.article import analyse
from mujaz.analysis.entities import aliases, demonyms, prominence, salience
from mujaz.analysis.entities.names import Mention
from mujaz.analysis.record import Entity, EntityKind, Line, Quote

#: A visit: two who meet, those who go with them and join them, experts, a spokeswoman, an agency.
VISIT = Path(__file__).with_name("salience_visit.txt").read_text(encoding="utf-8")


def named(text: str) -> dict[str, Entity]:
    return {entity.name: entity for entity in analyse(text).entities}


@pytest.fixture(scope="module")
def visit() -> dict[str, Entity]:
    return named(VISIT)


@pytest.mark.parametrize(
    "name",
    [
        "جواو مينديس باروس",
        "سيغرون هالدورسدوتير",
        "أدريانو فيغا لوبيش",  # goes with the guest, named once with his office
        "نيلتون كورييا دوارتي",
        "هرافن ثورستينسون",  # joins the talks, named once
        "إينغا بيارنادوتير",
        "باولو هوك سامبايو",  # the expert, his office behind his name
        "جواو تيلهاوغ",  # has the president's first name and is another
        "فيرا ألميدا كاسترو",
        "آيسلندا",
        "الرأس الأخضر",
        "البرتغال",
        "ريكيافيك",
        "قاعدة كيفلافيك الفضائية",
        "جامعة كامبريدج",
        "المعهد العالي لدراسات المحيط الأطلسي",
        "الاتحاد الأوروبي",
        "خفر السواحل الآيسلندي",
        "أنغارا",
        "سويوز-2",
    ],
)
def test_whom_and_what_a_visit_is_about_has_a_tag(visit: dict[str, Entity], name: str) -> None:
    assert visit[name].tag
    assert visit[name].salience > salience.TAG_FROM + 0.05  # no name of the kind lies on the line


def test_a_visit_has_no_tag_for_its_agency_its_day_its_illness(visit: dict[str, Entity]) -> None:
    assert not visit["فرانس برس"].tag
    assert not any("الخميس" in name for name in visit)
    assert all(entity.kind == "MISC" for name, entity in visit.items() if "كوفيد" in name)


def test_each_of_a_visit_has_one_entity(visit: dict[str, Entity]) -> None:
    assert len(visit["جواو مينديس باروس"].mentions) == 6
    assert len(visit["سيغرون هالدورسدوتير"].mentions) == 3
    assert len(visit["قاعدة كيفلافيك الفضائية"].mentions) == 2  # the other time كفلافيك


def test_those_who_accompany_in_office_are_tags_though_named_once() -> None:
    text = (
        "رئيس الساحل الأخضر يزور المرفأ الشمالي\n"
        "وصل رئيس الساحل الأخضر سالم النوري إلى المرفأ الشمالي، حيث استقبله رئيس الجزر وليد درويش.\n"
        "وقال النوري في بداية اللقاء: «نحن هنا بين الأصدقاء الذين وقفوا معنا». "
        "وأكد درويش أن بلاده تقدر الزيارة.\n"
        "ومن بين كبار المسؤولين الذين يرافقون النوري، القائد في الجيش رامي حداد سلوم، "
        "ومدير إدارة صناعة السفن وائل كمال برهوم، بحسب وسائل إعلام رسمية في المدينة.\n"
    )
    tags = {name for name, entity in named(text).items() if entity.tag}
    assert {"سالم النوري", "وليد درويش", "رامي حداد سلوم", "وائل كمال برهوم"} <= tags


Found = tuple[aliases.Group, prominence.Article]


def found(text: str, *names: tuple[str, EntityKind], quotes: tuple[Quote, ...] = ()) -> dict[str, Found]:
    """The given names of a text of one title and one paragraph, as features see them."""
    lines = (Line(0, 0, text.index("\n"), "title"), Line(1, text.index("\n") + 1, len(text), "paragraph"))
    mentions = [
        Mention(start, start + len(name), kind, slug_of(name), 0.9, "tagger")
        for name, kind in names
        for start in range(len(text))
        if text.startswith(name, start)
    ]
    groups = aliases.group(text, sorted(mentions, key=lambda mention: mention.start))
    article = prominence.Article(text, lines, quotes, demonyms.count(text), groups)
    return {group.name: (group, article) for group in groups}


def slug_of(name: str) -> str | None:
    return {"تويتر": "twitter", "ألمانيا": "germany", "مالطا": "malta", "لبنان": "lebanon"}.get(name)


def features(found: Found) -> dict[str, float]:
    return prominence.features(*found)


def test_who_speaks_weighs_more_than_who_is_named_in_passing() -> None:
    text = "معرض الخزف\nافتتح المعرض بحضور سهيل البنداري وقال إن الإقبال كبير"
    start = text.index("إن الإقبال")
    quote = Quote(start, len(text), text[start:], "speech", speaker="سهيل البنداري")
    passing = salience.judge(*found(text, ("سهيل البنداري", "PER"))["سهيل البنداري"])
    speaking = salience.judge(*found(text, ("سهيل البنداري", "PER"), quotes=(quote,))["سهيل البنداري"])
    assert speaking.salience > passing.salience
    assert speaking.tag


def test_an_outlet_that_only_carries_the_news_is_no_tag() -> None:
    text = (
        "معرض الخزف يفتح أبوابه\n"
        "افتتحت مديرة المتحف هالة المرواني المعرض أمس، "
        "وقالت المرواني إن الإقبال كبير، وفق صحيفة القنديل الأزرق."
    )
    names = found(text, ("هالة المرواني", "PER"), ("المرواني", "PER"), ("القنديل الأزرق", "ORG"))
    assert features(names["القنديل الأزرق"])["outlet"]
    assert not salience.judge(*names["القنديل الأزرق"]).tag
    assert salience.judge(*names["هالة المرواني"]).tag


def test_a_review_of_the_press_is_about_outlets() -> None:
    one = "افتتاحيات اليوم\nقالت صحيفة النهار إن الموسم انتهى."
    review = (
        "افتتاحيات اليوم\nقالت صحيفة النهار إن الموسم انتهى. ورأت صحيفة الأهرام أنه بدأ، وكتبت صحيفة لوموند"
        " عن القمح، وتساءلت صحيفة الغارديان عن الماء."
    )
    alone, among = (next(e for n, e in named(text).items() if "النهار" in n) for text in (one, review))
    assert among.salience > alone.salience
    assert among.tag


def test_names_of_one_enumeration_are_counted() -> None:
    names = found(
        "كأس المتوسط\nتشارك ألمانيا ومالطا، ولبنان في الدورة. وتأهلت ألمانيا أمس",
        ("ألمانيا", "LOC"),
        ("مالطا", "LOC"),
        ("لبنان", "LOC"),
    )
    assert features(names["مالطا"])["enumerated"] == pytest.approx(math.log(3))
    assert features(names["لبنان"])["enumerated"] == pytest.approx(math.log(3))
    assert features(names["ألمانيا"])["enumerated"] == 0  # it stands alone too


@pytest.mark.parametrize(
    ("sentence", "office"),
    [
        ("وحضر مدير المرفأ رامي الصباغ", True),
        ("وحضر رامي الصباغ، مدير المرفأ", True),
        ("وحضر رامي الصباغ (مدير المرفأ)", True),
        ("وحضر رامي الصباغ، وهو مدير المرفأ", True),
        ("ورسالة لمدير المرفأ رامي الصباغ", True),
        ("وتحية للمدير رامي الصباغ", True),
        ("وحضر مدير المرفأ، رامي الصباغ، حفله", True),
        ("وحضر رامي الصباغ", False),
        ("وحضر المهاجم رامي الصباغ", False),
        ("وحضر رامي الصباغ، حارس المرمى", False),
        ("وصل مدير المرفأ، وحضر رامي الصباغ", False),
    ],
)
def test_an_office_stands_before_or_behind_its_holder(sentence: str, office: bool) -> None:
    names = found(f"حفل الميناء\n{sentence} أمس.", ("رامي الصباغ", "PER"))
    told = features(names["رامي الصباغ"])
    assert told["office"] == float(office)
    assert told["unannounced"] == float(not office)


@pytest.mark.parametrize(("title", "former"), [("المدير السابق", 1), ("المدير الراحل", 1), ("المدير", 0)])
def test_who_held_an_office_before_is_named_in_passing(title: str, former: float) -> None:
    names = found(f"حفل الميناء\nبُني المرفأ في عهد {title} رامي الصباغ.", ("رامي الصباغ", "PER"))
    assert features(names["رامي الصباغ"])["former"] == former


def test_a_crowd_counts_against_those_without_an_office() -> None:
    people = ["سامر الحلو", "رامي الصباغ", "وليد الخوري", "نادر المغربي", "هاني السبع"]
    *others, officer = people
    text = "حفل الميناء\n" + "".join(f"وحضر {name}. " for name in others) + f"وحضر مدير المرفأ {officer}."
    names = found(text, *[(name, "PER") for name in people])
    assert features(names["سامر الحلو"])["crowd"] == pytest.approx(math.log(3))
    assert features(names["هاني السبع"])["crowd"] == 0


def test_what_is_said_of_somebody_is_less_than_what_he_does() -> None:
    text = "حفل الميناء\nقال: «سامر الحلو صديقي». وحضر رامي الصباغ."
    quote = Quote(text.index("سامر"), text.index("»"), "", "speech")
    names = found(text, ("سامر الحلو", "PER"), ("رامي الصباغ", "PER"), quotes=(quote,))
    assert features(names["سامر الحلو"])["quoted PER"] == 1
    assert features(names["رامي الصباغ"])["quoted PER"] == 0


def test_a_platform_is_where_something_is_said() -> None:
    text = "حفل الميناء\nوصل سامر الحلو. وأقيم الحفل أمس. وشكر الحلو نادي البحارة. وكتب الحلو كلمة على تويتر"
    names = found(text, ("سامر الحلو", "PER"), ("الحلو", "PER"), ("تويتر", "ORG"), ("نادي البحارة", "ORG"))
    assert (features(names["تويتر"])["platform"], features(names["نادي البحارة"])["platform"]) == (1, 0)
    said, thanked = (salience.judge(*names[name]).salience for name in ("تويتر", "نادي البحارة"))
    assert said < thanked


@pytest.mark.parametrize(
    ("sentence", "affiliation"),
    [
        ("قال باسل النجار، مدير معهد البحار الدافئة", True),
        ("قال أستاذ الأحياء في معهد البحار الدافئة باسل النجار", True),
        ("قال باسل النجار إنه زار معهد البحار الدافئة", False),
        ("زار مدير معهد البحار الدافئة المرفأ، وقال باسل النجار", False),
    ],
)
def test_an_institute_is_its_experts(sentence: str, affiliation: bool) -> None:
    names = found(f"صيد وفير\n{sentence} أمس", ("باسل النجار", "PER"), ("معهد البحار الدافئة", "ORG"))
    assert features(names["معهد البحار الدافئة"])["affiliation"] == float(affiliation)


def test_a_ministry_without_its_country_is_bare() -> None:
    names = found("حفل\nزار وزارة الخارجية ووزارة البحار", ("وزارة الخارجية", "ORG"), ("وزارة البحار", "ORG"))
    assert (features(names["وزارة الخارجية"])["bare"], features(names["وزارة البحار"])["bare"]) == (1, 0)


def test_every_feature_has_a_weight_and_every_weight_a_feature() -> None:
    text = "حفل\nزار سامر الحلو لبنان ونادي البحارة ومعرض الخزف"
    names = found(
        text, ("سامر الحلو", "PER"), ("لبنان", "LOC"), ("نادي البحارة", "ORG"), ("معرض الخزف", "MISC")
    )
    assert {feature for one in names.values() for feature in features(one)} == set(salience.weights())


def test_an_empty_article_has_no_names() -> None:
    article = prominence.Article("", (), (), {}, [])
    assert (article.most, article.review, article.is_quoted(0)) == (1, False, False)
