"""Packets beyond the built-in ones (packets.yaml)."""

from __future__ import annotations

import re
from typing import Annotated, Literal, TypeVar

from pydantic import AfterValidator, Field, ValidationError
from pydantic_core import InitErrorDetails, PydanticCustomError

from kefu_docs.diagnostics import Message
from kefu_docs.model.document_kind import KINDS, Folder
from kefu_docs.model.path_segment import folded, segment_fault
from kefu_docs.model.scalars import Frozen, MonthName, Text

T = TypeVar("T")

_FOLDERS = "|".join(re.escape(folder) for folder in sorted({k.folder for k in KINDS.values()}))
_BUILT_IN = re.compile(rf"employee-.*|({_FOLDERS})-\d{{4}}-\d{{2}}", re.DOTALL)


def _packet_name(name: str) -> str:
    """A name that can be a file beside those of the built-in packets."""
    said = segment_fault(name)
    if said is None and _BUILT_IN.fullmatch(folded(name)):
        said = Message(
            "{name!r} is the name of a packet that is built in any case; take another",
            {"name": name},
        )
    if said is not None:
        raise _refused(said)
    return name


def _apart(packets: dict[str, T]) -> dict[str, T]:
    """Refuse names that a file system may take for an earlier one, each at its own key."""
    earlier: dict[str, str] = {}
    wrong = []
    for name in packets:
        other = earlier.setdefault(folded(name), name)
        if other != name:
            said = Message(
                "{name!r} differs from {other!r} in case or normal form only, which not every "
                "file system tells apart",
                {"name": name, "other": other},
            )
            wrong.append(InitErrorDetails(type=_refused(said), loc=(name, "[key]"), input=name))
    if wrong:
        raise ValidationError.from_exception_data("packets", wrong)
    return packets


def _refused(said: Message) -> PydanticCustomError:
    return PydanticCustomError("file_name", "the name cannot be that of a file", {"said": said})


PacketName = Annotated[Text, AfterValidator(_packet_name)]


class PacketSpec(Frozen):
    """One packet: the documents of `kind`, narrowed to `employees` and `months` where given."""

    title: Text
    kind: Literal[Folder, "all"] = "all"
    employees: tuple[Text, ...] = ()
    months: tuple[MonthName, ...] = ()


class PacketSpecs(Frozen):
    """The file packets.yaml: packet name to packet.

    A name becomes that of a file in build/packets.
    """

    packets: Annotated[dict[PacketName, PacketSpec], AfterValidator(_apart)] = Field(
        default_factory=dict
    )
