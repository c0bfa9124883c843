"""What is known of a noun phrase that may stand for a speaker; ``nounphrase`` reads them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Phrase:
    """A noun phrase that may stand for a speaker. All numbers are token positions, ends exclusive."""

    first: int
    last: int
    kind: str  # person, name, body, document, source, noun
    head: str = ""  # the head noun, bare: without ال
    name: tuple[int, int] | None = None
    role: tuple[int, int] | None = None
    gender: str = ""
    plural: bool = False
    definite: bool = False
    end: int = 0  # where reading goes on: after an apposition too
    quoted: bool = False
    cut: int = 0  # letters of a clitic on the first token
    stranger: bool = False  # only its place tells the name
