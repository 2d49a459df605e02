"""Whose row it is: by id, then by ID number, then by a name that imports.yaml knows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from msgspec import Struct

from kefu_docs.diagnostics import Message
from kefu_docs.model import Dataset
from kefu_docs.model.path_segment import folded, segment_fault
from kefu_docs.records.normal_forms import half_width

_ID: Final = re.compile(r"\w[\w-]*")
_NUMBERED: Final = re.compile(r"(.*?)(\d+)")


class Whose(Struct, frozen=True):
    """The person of a row: known or new; `fault` says why it can be nobody's."""

    employee: str = ""
    is_new: bool = False
    fault: Message | None = None


@dataclass
class People:
    """The people there are; `unread` are those whose record has errors, `agents` as in the file."""

    numbers: Mapping[str, str]
    known: frozenset[str]
    unread: frozenset[str]
    agents: Mapping[str, str]
    taken: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, dataset: Dataset, on_disk: frozenset[str]) -> People:
        """The people of a data folder; `on_disk` are the ids that have a file."""
        known = frozenset(dataset.employees)
        numbers = {r.value.id_number.upper(): id_ for id_, r in dataset.employees.items()}
        agents = dataset.imports.value.people if dataset.imports else {}
        taken = {folded(id_): id_ for id_ in known | on_disk}
        return cls(numbers, known, on_disk - known, agents, taken)

    def whose(self, written: str, id_number: str, agent: str) -> Whose:
        """The person of a row with this id, ID number and agent, each empty where it has none."""
        written = half_width(written)
        of_number = self.numbers.get(id_number.upper(), "")
        by_id = self._id(written)
        if by_id in self.unread:
            message = Message("the record of {id} has errors; mend them first", {"id": by_id})
            return Whose(fault=message)
        if by_id in self.known:
            if of_number and of_number != by_id:
                values = {"id": by_id, "other": of_number}
                return Whose(
                    fault=Message("the row has the id of {id} and the ID number of {other}", values)
                )
            return Whose(by_id)
        if of_number:
            return Whose(of_number)
        if agent and not written and not id_number:
            return self._of_agent(agent)
        return self._new(written)

    def _id(self, written: str) -> str:
        """The id that is meant: Excel makes 1 of 001."""
        same = self.taken.get(folded(written), "") if written else ""
        if same or not written.isdecimal():
            return same
        found = [i for i in self.taken.values() if i.isdecimal() and int(i) == int(written)]
        return found[0] if len(found) == 1 else ""

    def _of_agent(self, agent: str) -> Whose:
        employee = self.agents.get(agent, "")
        if employee in self.known:
            return Whose(employee)
        message = Message("{name!r} is nobody that `people` in imports.yaml names", {"name": agent})
        return Whose(fault=message)

    def _new(self, written: str) -> Whose:
        if not written:
            employee = self._next()
        elif not _ID.fullmatch(written) or folded(written) == "team":
            message = Message("{id!r} is no id: letters, digits, - and _ only", {"id": written})
            return Whose(fault=message)
        elif fault := segment_fault(written):
            return Whose(fault=fault)
        else:
            employee = written
        self.taken[folded(employee)] = employee
        return Whose(employee, is_new=True)

    def _next(self) -> str:
        """The number after the highest one, with the letters before it: E006 after E005."""
        numbered = [m for m in map(_NUMBERED.fullmatch, self.taken.values()) if m]
        if not numbered:
            return "E001"
        last = max(numbered, key=lambda m: int(m[2]))
        return f"{last[1]}{int(last[2]) + 1:0{len(last[2])}}"
