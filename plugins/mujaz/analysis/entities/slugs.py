"""The slug of a name nobody listed: the name itself with hyphens, spelt as it is.

Letters are neither transliterated nor folded, so that a reader finds the name in the address as it is on the
page. Spellings of one name have one *folded* slug, which tells whether two addresses are one name's.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from hashlib import blake2b

from mujaz.analysis.entities.keys import name_key
from mujaz.analysis.folding import fold, fold_persian_letters

#: A slug becomes a folder name; file systems stop at 255 bytes, some archives earlier, and a letter takes
#: two.
MAX_BYTES = 120
_MARK_BYTES = 7  # of a cut slug's end: a hyphen and what tells it from others with the same beginning


@lru_cache(maxsize=65536)
def slug_of(name: str) -> str:
    """A folder name for ``name``: its words in NFC without vowel signs and tatweel, capitals made small.

    Never empty; it has letters, digits and single hyphens, and bears being made a slug again.

    >>> slug_of("مُنيرة  السحيبانـي"), slug_of("ACME Südtirol"), slug_of("…")
    ('منيرة-السحيباني', 'acme-südtirol', 'x-2135cc')
    """
    text = fold(unicodedata.normalize("NFC", name), (fold_persian_letters,)).text.lower()
    if not text.replace(" ", "").isalpha():
        text = "".join(
            sign if sign.isalnum() else "" if unicodedata.combining(sign) else " " for sign in text
        )
    slug = unicodedata.normalize("NFC", "-".join(text.split()))
    if not slug:
        return f"x-{_digest(name)}"
    if len(slug.encode()) <= MAX_BYTES:
        return slug
    return f"{_beginning(slug)}-{_digest(name_key(name))}"


def folded_slug(slug: str) -> str:
    """What the slugs of all spellings of a name have in common; itself a slug.

    >>> folded_slug("آن-تشان-إيل"), folded_slug("مؤسسة منى")
    ('ان-تشان-ايل', 'مءسسه-مني')
    """
    folded = name_key(slug).replace(" ", "-")
    encoded = folded.encode()
    if not folded:
        return f"x-{_digest(slug)}"
    if len(encoded) <= MAX_BYTES:
        return folded
    return f"{encoded[: MAX_BYTES - _MARK_BYTES].decode(errors='ignore').rstrip('-')}-{_digest(folded)}"


def _beginning(slug: str) -> str:
    """The words that leave room for a mark; of a word longer than that what there is room for."""
    room = MAX_BYTES - _MARK_BYTES
    cut = slug.encode()[:room].decode(errors="ignore")
    whole = cut if slug[len(cut)] == "-" else cut.rpartition("-")[0]
    return (whole or cut).rstrip("-")


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=3).hexdigest()
