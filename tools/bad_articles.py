# ruff: noqa: E501  articles have long lines
"""Articles that strain a page: invented, and as bad as scrapers leave them."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

RLO, FSI, PDI, LRE = "\u202e", "\u2068", "\u2069", "\u202a"
LONG = (
    "بلدية الواحة الجديدة تعلن بعد اجتماع طويل عن خطة لإعادة تشجير الطرق الصحراوية التي تصل بين القرى البعيدة "
    "والمدينة وعن برنامج لتدريب الشبان والشابات على رعاية الأشجار وحفر الآبار وصيانة شبكات الري القديمة كلها "
    "وعن مسابقة سنوية لأجمل بستان منزلي تشرف عليها لجنة من المهندسين الزراعيين المتقاعدين في المنطقة"
)
NAMES = [f"{given} {family}" for given in (
    "سهيل", "رباب", "نضال", "هيفاء", "وضاح", "سلوى", "مأمون", "ربيعة", "زهراء", "جبران",
) for family in (
    "الواحاتي", "المرجاني", "الخزامي", "السنديان", "الزعتري", "القرنفلي", "البيلساني", "الياسميني", "الريحاني",
    "السوسني", "الأقحواني", "النرجسي", "الصنوبري", "العرعري", "السروي", "الدفلاوي", "الخبازي", "الشمري النهري",
    "الغافي", "السدري",
)]  # fmt: skip

ARTICLES = {
    "short.txt": "مطر\n\nهطل مطر خفيف على الواحة.\n",
    "long.txt": f"العنوان: {LONG}\n\nأعلنت بلدية الواحة خطتها أمس.\n",
    "empty.txt": "عنوان من غير نص ولا فقرة\n",
    "word.txt": "ا" + "ـ" * 300 + "\n\n" + "سطر" * 400 + "\n",
    "script.txt": (
        "<script>alert(1)</script> عنوان فيه <b>وسوم</b> & «علامات»\n\n"
        "قال المهندس سهيل الواحاتي: «اكتبوا <script>alert(2)</script> كما هي ولا تحذفوا منها شيئاً أبداً».\n"
    ),
    "bidi.txt": (
        f"عنوان {RLO}مقلوب {FSI}معزول {LRE}ومضمّن لا يُغلق\n\n"
        f"فقرة فيها {RLO}حروف تحكم {FSI}لا تُغلق {LRE}إلى آخرها.\n"
        f"قالت المهندسة رباب المرجاني: «نعيد {RLO}ترتيب الحروف كلها كل صباح ولا نملّ من ذلك أبداً».\n"
        "فقرة تليها سليمة.\n"
    ),
    "control.txt": "عنوان\x1a فيه\x07 رموز تحكم\n\nقال سهيل الواحاتي: «هذه\x1a جملة كاملة فيها رمز لا يُرى».\n",
    "latin.txt": (
        "OpenField 2.0: شركة Nour & Sons تطلق مشروع «Green Oasis for the Valley» في الواحة\n\n"
        "أطلقت شركة Nour Tech الحديثة برنامج Green Oasis for the Valley وبرنامج Les Amis de la forêt في الواحة.\n"
        "وقال مدير Nour Tech الحديثة: «We work with the people of the valley، وسنكمل ما بدأناه هنا معاً».\n"
    ),
    "oasis.txt": "Open Days in the Oasis\n\nتفتح الواحة أبوابها للزوار غداً.\n",
    "tags.txt": (
        "مئتا متطوع يزرعون الواحة\n\n"
        + "\n".join(
            f"قال المهندس {name}: «زرعت في هذا الصباح شجرة رقمها {number} ولن تكون الأخيرة». وعاد {name} إلى بستانه."
            for number, name in enumerate(NAMES, 1)
        )
        + "\nوقال سهيل الواحاتي: «"
        + "زرعنا شجرة لكل طفل ولد في الواحة هذا العام، " * 20
        + "ولن نقف».\n"
    ),
}
ADDED = "".join(f'[[add]]\nname = "{name}"\nkind = "PER"\n\n' for name in NAMES)
NOTES, YEAR = 60, 365
COMPANY = '[[add]]\nname = "Nour Tech الحديثة"\nkind = "ORG"\nslug = "nour-tech"\n'


def write(content: Path, articles: int = 103) -> Path:
    """All of them, and a person who is in ``articles`` articles: 60 of one day, the others of a day each."""
    folder = content / "articles" / "2025" / "06" / "11"
    folder.mkdir(parents=True)
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    for number in range(NOTES):
        (folder / f"note-{number}.txt").write_text(
            f"العنوان: خبر قصير رقم {number + 1} من الواحة\nالوسوم: {NAMES[0]}\n\nتمشّى سهيل الواحاتي في بستانه رقم {number + 1}.\n",
            "utf-8",
        )
    walks = articles - NOTES - sum(NAMES[0] in text for text in ARTICLES.values())
    for walk in range(1, walks + 1):
        day = date(2025, 6, 10) - timedelta(days=walk if walks > YEAR else 30 * walk)
        folder = content / "articles" / f"{day:%Y}" / f"{day:%m}" / f"{day:%d}"
        folder.mkdir(parents=True)
        (folder / f"walk-{walk}.txt").write_text(
            f"جولة رقم {walk} في البستان\n\nقال سهيل الواحاتي: «مشيت في البستان رقم {walk} وعددت أشجاره كلها».\n",
            "utf-8",
        )
    (content / "entities.toml").write_text(ADDED + COMPANY, encoding="utf-8")
    return content
