"""Text as every step of the analysis sees it: decoded, folded for matching, split into words.

The one place to import these from; each kind of knowledge has its module.
"""

from __future__ import annotations

from mujaz.analysis.decoding import Decoded, UndecodableError, decode
from mujaz.analysis.folding import LOOSE, STRICT, Fold, Folded, clean, fold, loose_name_key, name_key
from mujaz.analysis.words import MIN_STEM, Reading, Token, clitics, split_words, tokenize

__all__ = [
    "LOOSE",
    "MIN_STEM",
    "STRICT",
    "Decoded",
    "Fold",
    "Folded",
    "Reading",
    "Token",
    "UndecodableError",
    "clean",
    "clitics",
    "decode",
    "fold",
    "loose_name_key",
    "name_key",
    "split_words",
    "tokenize",
]
