"""Packets beyond the built-in ones (packets.yaml)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from kefu_docs.model.document_kind import Folder
from kefu_docs.model.scalars import Frozen, Text


class PacketSpec(Frozen):
    """One packet: the documents of `kind`, narrowed to `employees` and `months` where given."""

    title: Text
    kind: Literal[Folder, "all"] = "all"
    employees: tuple[Text, ...] = ()
    months: tuple[Text, ...] = ()


class PacketSpecs(Frozen):
    """The file packets.yaml: packet name to packet."""

    packets: dict[Text, PacketSpec] = Field(default_factory=dict)
