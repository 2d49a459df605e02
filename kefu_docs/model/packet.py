"""Packets beyond the built-in ones (packets.yaml)."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from kefu_docs.diagnostics import Message
from kefu_docs.model.document_kind import MONTHLY_PACKETS
from kefu_docs.model.kind_declaration import apart, refused
from kefu_docs.model.path_segment import folded, segment_fault
from kefu_docs.model.scalars import Frozen, MonthName, Text

_MONTHLY = "|".join(map(re.escape, MONTHLY_PACKETS))
_BUILT_IN = re.compile(rf"employee-.*|({_MONTHLY}|packets)-\d{{4}}-\d{{2}}", re.DOTALL)


def _packet_name(name: str) -> str:
    """A name that can be a file beside those of the built-in packets."""
    said = segment_fault(name)
    if said is None and _BUILT_IN.fullmatch(folded(name)):
        said = Message(
            "{name!r} is the name of a packet that is built in any case; take another",
            {"name": name},
        )
    if said is not None:
        raise refused(said)
    return name


ExcelName = Literal["花名册", "合同台账", "工资汇总表", "工资条", "个税", "银行代发", "提成"]
"""A workbook that is written on demand, or with the packets where `excel` names it."""

PacketName = Annotated[Text, AfterValidator(_packet_name)]


class PacketSpec(Frozen):
    """One packet: the documents of `kind`, narrowed to `employees` and `months` where given."""

    title: Text
    kind: Literal["contracts", "summaries", "documents", "all"] = "all"
    employees: tuple[Text, ...] = ()
    months: tuple[MonthName, ...] = ()


class PacketSpecs(Frozen):
    """The file packets.yaml: packet name to packet, and the workbooks that are built with them.

    A name becomes that of a file in build/packets.
    """

    packets: Annotated[dict[PacketName, PacketSpec], AfterValidator(apart)] = Field(
        default_factory=dict
    )
    excel: tuple[ExcelName, ...] = ()
