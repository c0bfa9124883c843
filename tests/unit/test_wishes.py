"""The tags header: names the editor wants."""

from __future__ import annotations

from mujaz.analysis.article import analyse
from mujaz.analysis.record import Entity

BODY = """
مهرجان الزيتون يبدأ

زارت سهى المرجاني المعرض في حلب، وكانت معها نوال الدفلاوي. وقالت المرجاني: «نعود كل عام إلى هذا المكان».
"""


def tags(header: str) -> tuple[dict[str, Entity], list[str]]:
    record = analyse(f"{header}\n{BODY}")
    notices = [
        f"{problem.line + 1} {problem.message}"
        for problem in record.problems
        if problem.code == "tag-unknown"
    ]
    return {entity.name: entity for entity in record.entities if entity.tag}, notices


def test_a_name_of_the_article_becomes_a_tag_in_any_of_its_forms() -> None:
    found, notices = tags("الوسوم: المرجاني، نوال الدفلاوي")
    assert {"سهى المرجاني", "نوال الدفلاوي"} <= set(found)
    assert found["نوال الدفلاوي"].salience >= 0.8
    assert not notices


def test_a_listed_name_becomes_a_tag_though_the_article_lacks_it() -> None:
    found, notices = tags("Tags: #الأمم_المتحدة, دمشق")
    assert found["دمشق"].known
    assert found["دمشق"].kind == "LOC"
    header = "Tags: #الأمم_المتحدة, دمشق"
    assert [header[start:end] for start, end in found["دمشق"].mentions] == ["دمشق"]
    assert [entity.slug for entity in found.values() if entity.slug == "united-nations"]
    assert not notices


def test_several_words_of_the_text_become_a_tag_though_nothing_found_them() -> None:
    record = analyse(
        "الوسوم: خبز الصاج، سوق\n\nخبز يعود\n\nعاد بائعو خبز الصاج إلى السوق، ولخبز الصاج رائحة.\n"
    )
    (entity,) = (entity for entity in record.entities if entity.name == "خبز الصاج")
    assert entity.tag
    assert len(entity.mentions) == 3
    assert [problem.code for problem in record.problems] == ["tag-unknown"]


def test_what_is_no_name_is_told_with_its_line() -> None:
    found, notices = tags("التاريخ: 2026-03-01\nالوسوم: اقتصاد؛ حلب؛ زراعة وبيئة")
    assert "حلب" in found
    assert len(notices) == 1
    assert notices[0].startswith("2 ")
    assert "'اقتصاد، زراعة وبيئة'" in notices[0]
