"""The cheapest reading of a line's quotation marks: each opens, closes or is a stray.

A small beam search over what stands open. Taking a mark against its evidence costs, and so do a mark that
bounds nothing, a quotation that is never closed, a pair of two families and a quotation within a quotation.
"""

from __future__ import annotations

from dataclasses import dataclass

#: What reading a mark against its evidence costs.
REVERSED = 2.5  # « closing or » opening
_STRAY = 3.5  # a mark that bounds nothing
_UNCLOSED = 2.5  # an opening mark without its pair
_MISMATCH = 1.5  # «…”
_NESTED = 0.6  # a quotation within a quotation
AGAINST = 3.5  # opening before a space, closing after one
UNSURE = 1.0  # spaces on both sides, letters on both sides
_DEPTH = 3
_BEAM = 12


@dataclass(slots=True)
class Mark:
    """A mark with what reading it as opening or closing costs."""

    start: int
    end: int
    family: str
    opening: float  # cost of reading it so
    closing: float
    brought: bool = False  # a colon, a cue or أن stands before it: a new quotation begins


def read_marks(marks: list[Mark]) -> tuple[list[tuple[int, int, int]], list[tuple[int, int]], list[int]]:
    """The cheapest reading: pairs (opening, closing, depth), unclosed (opening, depth), strays."""
    # A state is the indices of the open marks; its history is a linked list of decisions.
    states: dict[tuple[int, ...], tuple[float, object]] = {(): (0.0, None)}
    for i, mark in enumerate(marks):
        following: dict[tuple[int, ...], tuple[float, object]] = {}

        def offer(key: tuple[int, ...], cost: float, history: object) -> None:
            if key not in following or cost < following[key][0]:  # noqa: B023
                following[key] = (cost, history)  # noqa: B023

        for key, (cost, history) in states.items():
            offer(key, cost + _STRAY, (("stray", i, -1, 0), history))
            opened = key if len(key) < _DEPTH else key[1:]
            dropped: object = history if len(key) < _DEPTH else (("unclosed", key[0], -1, 0), history)
            price = mark.opening + (_NESTED if opened else 0.0) + (_UNCLOSED if len(key) >= _DEPTH else 0.0)
            offer((*opened, i), cost + price, dropped)
            if key and mark.brought:  # a new quotation: what was open stays unclosed
                restart: object = history
                for depth, index in enumerate(key):
                    restart = (("unclosed", index, -1, depth), restart)
                offer((i,), cost + mark.opening + _UNCLOSED * len(key), restart)
            inner, left, lost = key, history, 0.0
            while inner:
                top = inner[-1]
                inner = inner[:-1]
                pair = 0.0 if marks[top].family == mark.family else _MISMATCH
                offer(inner, cost + lost + mark.closing + pair, (("pair", top, i, len(inner)), left))
                left = (("unclosed", top, -1, len(inner)), left)
                lost += _UNCLOSED
        kept = sorted(following.items(), key=lambda item: item[1][0])[:_BEAM]
        states = dict(kept)
    return _unwind(states)


def _unwind(
    states: dict[tuple[int, ...], tuple[float, object]],
) -> tuple[list[tuple[int, int, int]], list[tuple[int, int]], list[int]]:
    key, (__, history) = min(states.items(), key=lambda item: item[1][0] + _UNCLOSED * len(item[0]))
    pairs: list[tuple[int, int, int]] = []
    unclosed = [(index, depth) for depth, index in enumerate(key)]
    stray: list[int] = []
    while isinstance(history, tuple):
        (what, first, second, depth), history = history
        if what == "pair":
            pairs.append((first, second, depth))
        elif what == "unclosed":
            unclosed.append((first, depth))
        else:
            stray.append(first)
    pairs.sort()
    unclosed.sort()
    stray.sort()
    return pairs, unclosed, stray
