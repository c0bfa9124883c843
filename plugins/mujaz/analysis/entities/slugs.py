"""The slug of a name nobody listed.

Its key with hyphens. Letters are never transliterated, so two names never share one.
"""

from __future__ import annotations

from hashlib import blake2b

from mujaz.analysis.entities.keys import name_key

#: A slug becomes a folder name; file systems stop at 255 bytes, some archives earlier, and a letter takes
#: two.
MAX_BYTES = 120


def slug_of(name: str) -> str:
    """A stable folder name for ``name``; spellings with one key share it, and it is never empty.

    >>> slug_of("آن تشان إيل"), slug_of("ان تشان ايل"), slug_of("…")
    ('ان-تشان-ايل', 'ان-تشان-ايل', 'x-2135cc')
    """
    slug = name_key(name).replace(" ", "-")
    encoded = slug.encode()
    if not slug:
        return f"x-{_digest(name)}"
    if len(encoded) <= MAX_BYTES:
        return slug
    return f"{encoded[: MAX_BYTES - 7].decode(errors='ignore').rstrip('-')}-{_digest(slug)}"


def _digest(text: str) -> str:
    return blake2b(text.encode(), digest_size=3).hexdigest()
