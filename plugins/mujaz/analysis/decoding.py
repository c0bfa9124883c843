"""Decoding raw article files."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

#: What a file that is not Unicode may be; a news text in Latin letters only comes as UTF-8 (ASCII) anyway.
LEGACY_ENCODINGS = ("cp1256",)


class UndecodableError(ValueError):
    """The bytes are not text in any encoding this reader knows. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with its byte-order mark dropped and line ends as ``\\n``, and the encoding it came in."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """Decode a raw file: UTF-8, UTF-16 (with or without a byte-order mark) or Windows-1256.

    Control characters become blanks. Raises ``UndecodableError`` for anything else.

    >>> decode("خبر\\r\\nنص".encode("utf-8-sig"))
    Decoded(text='خبر\\nنص', encoding='utf-8')
    >>> decode("خبر عاجل من المدينة".encode("cp1256")).encoding
    'windows-1256'
    """
    text, encoding = _decode_bytes(data)
    text = text.removeprefix("\ufeff")
    if "\x00" in text:
        raise UndecodableError(
            "the file holds NUL bytes, so it is not plain text; save the article as UTF-8 text"
        )
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Decoded(_UNPRINTABLE.sub(" ", text), encoding)


#: What neither HTML nor XML may hold: control characters but tab, line feed and form feed, and no characters.
_UNPRINTABLE = re.compile("[\x01-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")


def _decode_bytes(data: bytes) -> tuple[str, str]:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _decode_as(data, "utf-16"), "utf-16"
    if b"\x00" in data:
        encoding = _guess_utf16(data)
        return _decode_as(data, encoding), encoding
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        return _decode_legacy(data, error)


def _decode_as(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UndecodableError(
            f"the file looks like {encoding.upper()} but byte {error.start} does not fit;"
            " save the article as UTF-8 text"
        ) from None


def _guess_utf16(data: bytes) -> str:
    """The byte order of UTF-16 without a mark: the high bytes of Arabic and Latin text are few and small."""
    sample = data[:4096]
    for encoding, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if high and sum(byte in (0x00, 0x06, 0x20) for byte in high) >= 0.9 * len(high):
            return encoding
    raise UndecodableError(
        "the file is binary (it holds NUL bytes), not text; save the article as UTF-8 text"
    )


def _decode_legacy(data: bytes, error: UnicodeDecodeError) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:65536], cp_isolation=list(LEGACY_ENCODINGS), enable_fallback=False).best()
    if best is not None:
        try:
            text = data.decode("cp1256")
        except UnicodeDecodeError:
            text = ""
        if _mostly_arabic(text[:65536]):
            return text, "windows-1256"
    raise UndecodableError(
        f"the file is neither UTF-8 (byte {error.start} does not fit) nor UTF-16 nor Windows-1256;"
        " save the article as UTF-8 text"
    )


def _mostly_arabic(text: str) -> bool:
    """Tell an article in Windows-1256, where any bytes make some text, from a picture or a damaged file."""
    controls = sum(char < " " and char not in "\t\n\r\f" for char in text)
    foreign = sum(
        char > "\x7f" and not ("\u0600" <= char <= "\u06ff") and char not in _WINDOWS_MARKS for char in text
    )
    arabic = sum("\u0621" <= char <= "\u064a" for char in text)
    return arabic > 4 * (controls + foreign) and controls == 0


#: Punctuation outside ASCII that Windows-1256 articles use.
_WINDOWS_MARKS = frozenset("«»“”‘’–—…•\u200c\u200d\u200e\u200f\xa0،؛؟")
