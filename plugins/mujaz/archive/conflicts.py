"""Corrections that contradict each other about one listed entity, which they call by different names.

``corrections.parse`` finds what contradicts in so many words; that أبوظبي and ``abu-dhabi`` are one, only the
lists know.
"""

from __future__ import annotations

from dataclasses import replace

from mujaz.analysis.entities.gazetteer import Gazetteer
from mujaz.analysis.entities.keys import name_key
from mujaz.archive.correction_file import Fault, fault
from mujaz.archive.corrections import Correction, Corrections
from mujaz.archive.orders import Orders


def settled(corrections: Corrections, gazetteer: Gazetteer) -> Corrections:
    """The same without the tables that contradict an earlier one, each of them a fault more."""
    court = _Court(Orders(corrections, gazetteer), corrections)
    kept, faults = [], list(corrections.faults)
    for item in corrections.items:
        fault = court.fault(item)
        if fault:
            faults.append(fault)
        else:
            kept.append(item)
    if len(kept) == len(corrections.items):
        return corrections
    return replace(corrections, items=tuple(kept), faults=tuple(sorted(faults)))


class _Court:
    """Hears one table after the other, in the order of the file."""

    def __init__(self, orders: Orders, corrections: Corrections) -> None:
        self._identity_of = orders.identity_of
        #: names that another table gives: A → B and B → C are two tables about one entity, and agree
        self._given = {name_key(item.to) for item in corrections.of("rename")}
        self._given |= {name_key(name) for item in corrections.of("alias") for name in item.names}
        self._said: dict[tuple[str, str], Correction] = {}
        self._leads: dict[str, Correction] = {}  # identity -> the merge that leads it to another

    def fault(self, item: Correction) -> Fault | None:
        """What contradicts an earlier table; otherwise this one is heard."""
        if item.action == "merge":
            return self._merge(item)
        if item.action in ("rename", "retype") and name_key(item.name) not in self._given:
            earlier = self._said.setdefault((item.action, self._identity_of(item.name)), item)
            if earlier is not item:
                one = f'"{item.name}" is "{earlier.name}"'
                told = f"which has a [[{item.action}]] since line {earlier.line}"
                return _twice(item, item.name, earlier, f"{one}, {told}", "entities-twice")
        return None

    def _merge(self, item: Correction) -> Fault | None:
        home = self._identity_of(item.to)
        going = {name: identity for name in item.names if (identity := self._identity_of(name)) != home}
        for name, identity in going.items():
            earlier = self._leads.get(identity)
            if earlier and self._identity_of(earlier.to) != home:
                told = f'"{name}" is merged into "{earlier.to}" since line {earlier.line}'
                return _twice(item, name, earlier, told, "entities-home")
            at, passed = home, set[str]()
            while at in self._leads and at not in passed:
                passed.add(at)
                step = self._leads[at]
                at = self._identity_of(step.to)
                if at == identity:
                    told = f'"{name}" becomes "{item.to}", which leads back to it since line {step.line}'
                    return _twice(item, name, step, told, "entities-circle", other=item.to)
        self._leads.update((identity, item) for identity in going.values())
        return None


def _twice(item: Correction, name: str, earlier: Correction, told: str, code: str, **values: str) -> Fault:
    message = f"{told}; keep one of the two"
    return fault(item.line_of(name), message, code, name=name, since=str(earlier.line), **values)
