"""Packets beyond the built-in ones (packets.yaml)."""

from __future__ import annotations

import re
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field

from kefu_docs.diagnostics import Message
from kefu_docs.model.document_kind import MONTHLY_PACKETS
from kefu_docs.model.kind_declaration import apart, refused
from kefu_docs.model.path_segment import folded, segment_fault
from kefu_docs.model.scalars import Frozen, MonthName, Text

_MONTHLY = "|".join(map(re.escape, MONTHLY_PACKETS))
_BUILT_IN = re.compile(rf"employee-.*|({_MONTHLY}|packets)-\d{{4}}-\d{{2}}(-\d+)?", re.DOTALL)


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

CHOSEN_KIND: Final = "放入哪些文件，不写为全部"
NAMED_PACKETS: Final = "自定的合订本：名称（即文件名）→ 内容"

PacketName = Annotated[Text, AfterValidator(_packet_name)]


class PacketSpec(Frozen):
    """One packet: the documents of `kind`, narrowed to `employees` and `months` where given."""

    title: Text = Field(description="封面上的标题", examples=["2026年第二季度合同"])
    kind: Literal["contracts", "summaries", "documents", "all"] = Field(
        "all", description=CHOSEN_KIND, examples=["contracts"]
    )
    employees: tuple[Text, ...] = Field(
        (), description="哪些人（工号），不写为所有人", examples=[["E001", "E003"]]
    )
    months: tuple[MonthName, ...] = Field(
        (), description="哪些月份，不写为所有月份", examples=[["2026-04", "2026-05"]]
    )


class PacketSpecs(Frozen):
    """The file packets.yaml: packet name to packet, and the workbooks that are built with them.

    A name becomes that of a file in build/packets.
    """

    packets: Annotated[dict[PacketName, PacketSpec], AfterValidator(apart)] = Field(
        default_factory=dict, description=NAMED_PACKETS
    )
    excel: tuple[ExcelName, ...] = Field(
        (), description="随合订本一起生成的 Excel 表格", examples=[["花名册", "合同台账"]]
    )
