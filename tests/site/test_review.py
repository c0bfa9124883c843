"""The newsroom's page of what to look at: in the preview, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

MARKET = """التاريخ: 2026-03-02
سوق الخميس يعود إلى ساحة البلدة

عاد سوق الخميس إلى ساحة البلدة بعد غياب سنتين، وحضر إليه باعة من القرى المجاورة كلها منذ الصباح الباكر.
«اشتقنا إلى هذه الساحة وإلى وجوه الناس فيها كل أسبوع».
وقال البائع نعمان الصيرفي: «بعت في ساعة واحدة ما كنت أبيعه في يوم كامل أمام بيتي».
وتبقى الساحة مغلقة أمام السيارات حتى المساء، ويعود السوق الأسبوع المقبل بعدد أكبر من الباعة.
"""
COPY = MARKET.replace("سوق الخميس يعود إلى", "عودة سوق الخميس إلى").replace("المساء", "الليل")
OTHER = """التاريخ: 2026-03-03
افتتاح مكتبة في حلب

افتتحت مكتبة جديدة في حلب صباح الثلاثاء بحضور جمهور كبير.
"""


def test_doubts_are_shown_in_the_preview_alone(build, write: Callable, tmp_path: Path) -> None:
    files = {"market.txt": MARKET, "copy.txt": COPY, "library.txt": OTHER, "broken.txt": b"\x00\x01\xff\x00"}
    content = write(tmp_path / "content", files)
    site = "http://127.0.0.1:8000"
    preview = build(content, SITEURL=site, MUJAZ_PREVIEW=True)
    assert preview.status == 0, preview.said
    text = preview.html("review/")
    assert "market.txt:5" in text  # a quotation nobody says
    assert "2026/03/02/market/#q1" in text
    assert '<bdi dir="ltr">broken.txt</bdi> <span>السطر 1</span>' in text
    twins = text[text.index('id="twice"') :]
    assert "market.txt" in twins
    assert "copy.txt" in twins
    assert "library.txt" not in twins
    assert "review/" in preview.html("2026/03/03/library/")
    again = build(content, SITEURL=site, MUJAZ_PREVIEW=True)
    assert again.html("review/") == text

    (content / "broken.txt").unlink()
    for siteurl in ("", "https://example.org"):
        public = build(content, tmp_path / "public", SITEURL=siteurl)
        assert public.status == 0, public.said
        assert not (public.output / "review").exists()
        assert b"review/" not in b"".join(public.tree().values())


def test_what_is_wrong_with_corrections_and_tags_is_said_in_arabic(
    build, write: Callable, tmp_path: Path
) -> None:
    files = {"library.txt": OTHER.replace("\n", "\nالوسوم: زراعة وبيئة\n", 1)}
    content = write(tmp_path / "content", files)
    (content / "entities.toml").write_text('[[hide]]\nnam = "سهى"\n', encoding="utf-8")
    preview = build(content, SITEURL="http://127.0.0.1:8000", MUJAZ_PREVIEW=True)
    text = preview.html("review/")
    assert '<p class="faults__what">لا حقل هنا اسمه <bdi>nam</bdi>. اكتب <bdi>name</bdi></p>' in text
    assert "أسماء مدرجة: <bdi>زراعة وبيئة</bdi>. اكتب" in text
    assert 'class="faults__what" lang="en"' not in text
