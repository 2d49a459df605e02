"""What an import would do, as values: nothing is written before somebody has seen them."""

from __future__ import annotations

from dataclasses import dataclass, field

from msgspec import Struct

from kefu_docs.diagnostics import Message
from kefu_docs.excel.cells import CellPlace


class FieldChange(Struct, frozen=True):
    """A value that becomes another; `old` is empty where there was none."""

    key: str
    heading: str
    old: str
    new: str


class RecordChange(Struct, frozen=True):
    """A record that is made or changed: its file below the data folder, and its new bytes.

    `missing` are the headings of what the sheet does not have and is left for somebody to write.
    """

    file: str
    name: str
    data: bytes
    is_new: bool = False
    fields: tuple[FieldChange, ...] = ()
    missing: tuple[str, ...] = ()


class RefusedCell(Struct, frozen=True):
    """A cell that cannot be taken, and why; one of them keeps the whole file out."""

    place: CellPlace
    message: Message


@dataclass
class Proposal:
    """What an import would do.

    `notes` are what the reader should know, such as columns that are not read; `unknown` are the
    headings of those. `unchanged` counts the rows whose records say the same already.
    """

    changes: list[RecordChange] = field(default_factory=list)
    refused: list[RefusedCell] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)
    unchanged: int = 0

    def refuse(self, place: CellPlace, message: Message) -> None:
        """Note a cell that cannot be taken."""
        self.refused.append(RefusedCell(place, message))
