# ruff: noqa: ANN401  a sample takes any change
"""Hand-made view objects and a way to render the theme with them, without Pelican.

People and events are invented.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from mujaz.analysis.record import Source
from mujaz.site import words as theme_words
from mujaz.site.assets import load_assets
from mujaz.site.passages import direction, marked
from mujaz.site.present import by_speaker
from mujaz.site.structured import structured
from mujaz.site.views import (
    ArticleView,
    Card,
    Companion,
    Crumb,
    DayCard,
    DayView,
    KindGroup,
    KindSample,
    LetterLink,
    MonthView,
    NamesView,
    PageContent,
    PageLink,
    PageView,
    Pagination,
    QuotesView,
    QuoteView,
    SaidIn,
    SiteView,
    SpeakerGroup,
    TagLink,
    TagView,
    TimelineBar,
    YearView,
)
from mujaz.site.wording import worded

ROOT = Path(__file__).parents[3]
THEME = ROOT / "theme"
DAY = date(2025, 6, 11)


def tag(name: str, kind: Any = "PER", count: int = 3) -> TagLink:
    slug = name.replace(" ", "-")
    return TagLink(name, kind, slug, f"tags/{slug}/", count)


SUAD = tag("سعاد الخولي", "PER", 4)
RAMI = tag("رامي عطا الله", "PER", 2)
DELTA = tag("دلتا النيل", "LOC", 17)
FUWA = tag("فوه", "LOC", 1)
SHELVES = tag("جمعية رفوف النيل", "ORG", 3)


def card(title: str = "مكتبة عائمة ترسو في قرى الدلتا وتعد الأطفال بـ“رفّ لا يغلق”", **changes: Any) -> Card:
    values: dict[str, Any] = {
        "title": title,
        "address": "2025/06/11/library/",
        "date": DAY,
        "source": Source("صحيفة النيل الأخضر", "https://example.org/news/1?a=1&b=2"),
        "summary": "وصلت أول مكتبة عائمة في دلتا النيل إلى القرية بعد رحلة استمرت ستة أيام، حاملة كتبًا.",
        "minutes": 3,
        "names": (SUAD, DELTA),
    }
    return Card(**{**values, **changes})


LIBRARY = card()
QUOTE = QuoteView(
    "لم نأتِ لنوزع الكتب ثم نمضي، جئنا لنترك خلفنا رفاً لا يغلق وأطفالاً يعرفون الطريق إليه",
    "speech", "q1", "p2", SUAD.name, SUAD, "مديرة المشروع", LIBRARY,
)  # fmt: skip
BOARD = QuoteView(
    "كل لوح في هذا المركب كان في بيت ما، ولذلك تشعر القرى بأنه مركبها",
    "speech", "q2", "p5", RAMI.name, RAMI, "مصمم المركب", LIBRARY,
)  # fmt: skip
NOBODY = QuoteView("لم يناموا في انتظار السفينة التي تقرأ", "mixed", "q3", "p7", None, None, None, LIBRARY)

QUOTED = "لم نأتِ لنوزع الكتب ثم نمضي، جئنا لنترك خلفنا رفاً لا يغلق وأطفالاً يعرفون الطريق إليه"
BODY = Markup(f"""
<p id="p1">وصلت أول مكتبة عائمة في <a class="name name--loc" href="../tags/x/">دلتا النيل</a>، الثلاثاء،
 إلى قرية كفر الشهاب بعد رحلة استمرت ستة أيام، حاملة أربعة آلاف كتاب وورشة صغيرة لتجليد الدفاتر.</p>
<p id="p2">وقالت مديرة المشروع <a class="name name--per" href="../tags/y/">سعاد الخولي</a> لدى استقبال المركب:
 “<span class="quote" id="q1" data-speaker="سعاد الخولي">{QUOTED}</span>”.</p>
<p class="caption" id="p3">جانب من وصول المركب إلى مرسى القرية</p>
<p id="p4">ويضم المركب قاعة قراءة تتسع لثلاثين طفلاً، وركناً للخط العربي، ومطبخاً صغيراً.</p>
<aside class="pull-quote" aria-hidden="true" data-pagefind-ignore="all">
<blockquote class="pull-quote__text"><p><span class="pull-quote__mark">«</span>{QUOTED}<span
 class="pull-quote__mark">»</span></p></blockquote>
<p class="pull-quote__by"><bdi class="pull-quote__speaker">سعاد الخولي</bdi>
 <span class="pull-quote__role">مديرة المشروع</span>
 <a class="pull-quote__source" href="#p2" tabindex="-1">في موضعه</a></p>
</aside>
<h2 class="subhead" id="p5">خمسون محطة في عام</h2>
<p id="p6">وأضاف عطا الله: “<span class="quote" id="q2">كل لوح في هذا المركب كان في بيت ما، ولذلك تشعر
 القرى بأنه مركبها</span>”، مشيراً إلى أن المحطة المقبلة ستكون في مدينة فوه.</p>
<p id="p7">وقال أحد الصيادين إن أطفاله “<span class="quote" id="q3">لم يناموا في انتظار السفينة
 التي تقرأ</span>”.</p>
""")


def article(**changes: Any) -> ArticleView:
    values: dict[str, Any] = {
        "card": LIBRARY,
        "body": BODY,
        "words": 420,
        "quotes": (QUOTE, BOARD, NOBODY),
        "speakers": (
            SpeakerGroup(SUAD.name, SUAD, "مديرة المشروع", (QUOTE,)),
            SpeakerGroup(RAMI.name, RAMI, "مصمم المركب", (BOARD,)),
            SpeakerGroup(None, None, None, (NOBODY,)),
        ),
        "pulls": (QUOTE,),
        "kinds": (
            KindGroup("PER", (SUAD, RAMI)),
            KindGroup("LOC", (DELTA, FUWA)),
            KindGroup("ORG", (SHELVES,)),
        ),
        "related": (card("ميناء صور يستعيد سوق السمك بعد ترميم استمر عاماً"),),
        "newer": card("مرصد جديد في جبال الأطلس يلتقط أولى صوره"),
        "older": card("اتحاد الدراجات يختار مسقط لنهائي الجولة العربية"),
        "image": "cards/library.png",
        "terms": "بوابة ميناء",
    }
    return ArticleView(**{**values, **changes})


def day_card(offset: int = 1, count: int = 3) -> DayCard:
    return DayCard(
        DAY - timedelta(days=offset),
        f"2025/06/{11 - offset:02}/",
        count,
        (LIBRARY, card("خبر آخر من الساحل"))[:count],
    )


def day(**changes: Any) -> DayView:
    values: dict[str, Any] = {
        "date": DAY,
        "address": "2025/06/11/",
        "items": (
            LIBRARY,
            card("مرصد جديد في جبال الأطلس يلتقط أولى صوره"),
            card("ميناء صور يستعيد سوق السمك بعد ترميم استمر عاماً", source=None),
            card("اتحاد الدراجات يختار مسقط لنهائي الجولة العربية", names=()),
        ),
        "minutes": 14,
        "quote": BOARD,
        "names": (DELTA, SUAD, FUWA, SHELVES),
        "newer": None,
        "older": day_card(),
    }
    return DayView(**{**values, **changes})


def month(number: int = 6) -> MonthView:
    first = date(2025, number, 1)
    cells: list[DayCard | None] = [None] * ((first.weekday() + 2) % 7)
    current = first
    while current.month == number:
        count = current.day % 5
        cells.append(
            DayCard(current, f"2025/{number:02}/{current.day:02}/", count, (LIBRARY,) if count else ())
        )
        current += timedelta(days=1)
    cells += [None] * (-len(cells) % 7)
    weeks = [cells[at : at + 7] for at in range(0, len(cells), 7)]
    return MonthView(2025, number, f"2025/{number:02}/", 60, weeks, None, f"2025/{number - 1:02}/")


YEAR = YearView(2025, "2025/", 180, (month(6), month(5), month(4)), None, "2024/")

TAG = TagView(
    SUAD,
    ("الخولي", "سعاد محمد الخولي"),
    tuple(TimelineBar(f"شهر {at}", at * 3 % 7, f"2025/{at:02}/") for at in range(1, 13)),
    (Companion(DELTA, 3), Companion(SHELVES, 2)),
    (QUOTE,),
    date(2024, 7, 1),
    DAY,
    "feeds/tags/x.xml",
)

PAGES = (PageLink(1, "x/", False), PageLink(2, "x/2/", False), PageLink(9, "x/9/", True))

CONTEXTS: dict[str, dict[str, Any]] = {
    "front": {"day": day(), "earlier": [day_card(1), day_card(2), day_card(3)]},
    "day": {"day": day()},
    "article": {"article": article()},
    "tag": {"tag": TAG, "items": Pagination((LIBRARY, LIBRARY), 1, 3, 60, None, "tags/x/2/", PAGES)},
    "tags": {
        "kinds": [
            KindSample("PER", (SUAD, RAMI), 700, "tags/all/people/"),
            KindSample("LOC", (DELTA, FUWA), 2, None),
        ]
    },
    "names": {
        "index": NamesView(
            "PER",
            [LetterLink("ر", "tags/all/people/", "ر"), LetterLink("A–Z", "tags/all/people/3/", "latin")],
            [("ر", "ر", [RAMI]), ("س", "س", [SUAD])],
            Pagination([RAMI, SUAD], 2, 3, 700, "tags/all/people/", "tags/all/people/3/", PAGES),
        )
    },
    "quotes": {
        "quotes": QuotesView(
            [SaidIn(LIBRARY, by_speaker([QUOTE, BOARD, NOBODY]))],
            60,
            date(2026, 3, 4),
            date(2026, 3, 4),
            "quotes/",
            "quotes/1/",
        )
    },
    "year": {"year": YEAR},
    "month": {"month": month()},
    "archive": {"years": [YEAR]},
    "search": {},
    "page": {"content": PageContent("عن الموقع", Markup("<p>نص الصفحة.</p>"))},
    "404": {"day": day()},
}


def renderer(url: str = "https://news.example/sub", **settings: Any) -> Callable[..., str]:
    """Make ``render(kind, **context)``: a page of the theme with sample data, changed as asked."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(THEME / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    assets = load_assets(THEME / "static", THEME / "fonts")
    site = SiteView("موجز", "أخبار اليوم ومن قالها", "ar", url, (Crumb("عن الموقع", "about/"),), False)
    locale = settings.get("locale", "ar_LB")
    digits = settings.get("digits", "latn")
    t = theme_words.translator(theme_words.load_words(THEME / "words.ar.toml"), locale, digits)

    def link(address: str, anchor: str = "") -> str:
        return f"{settings.get('base', '/')}{address}" + (f"#{anchor}" if anchor else "")

    def absolute(address: str) -> str:
        return f"{url}/{address}" if url else ""

    shared: dict[str, Any] = {
        "site": site,
        "link": link,
        "absolute": absolute,
        "static": lambda name: link(assets.address(name)),
        "preload": assets.preload if url else (),
        "t": t,
        "date": theme_words.date_format(locale, digits),
        "number": theme_words.number_format(digits),
        "direction": direction,
        "marked": marked,
        "worded": partial(worded, t),
        "structured": structured,
    }

    known: dict[object, Markup] = {}

    def fragment(name: str, value: object, **more: object) -> Markup:
        key = (name, value if isinstance(value, str | TagLink) else id(value), *more.values())
        if key not in known:
            template = environment.get_template(f"partials/{name}.html")
            known[key] = Markup(template.render(**{name: value}, **more))
        return known[key]

    environment.globals.update(shared, fragment=fragment)

    def render(kind: str, **context: Any) -> str:
        title = context.pop("title", "عنوان الصفحة")
        crumbs = (Crumb("موجز", ""), Crumb("11 حزيران", "2025/06/11/"), Crumb(title, "2025/06/11/library/"))
        page = PageView(kind, f"{kind}/", title, "وصف الصفحة", crumbs)  # type: ignore[arg-type]
        return environment.get_template(f"{kind}.html").render(page=page, **{**CONTEXTS[kind], **context})

    return render
