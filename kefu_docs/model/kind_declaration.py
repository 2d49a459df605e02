"""What documents.yaml says of a kind of document, and of each field that its values have."""

from __future__ import annotations

import re
from typing import Annotated, Literal, TypeVar

from pydantic import (
    AfterValidator,
    Field,
    PlainValidator,
    RootModel,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from kefu_docs.diagnostics import Message
from kefu_docs.model.path_segment import folded, segment_fault
from kefu_docs.model.scalars import Free, Frozen, Text, YesNo

V = TypeVar("V")

Subject = Literal["employee", "contract", "month", "team", "company", "packet"]
"""What one document is made for."""

FieldType = Literal[
    "text",
    "date",
    "month",
    "time",
    "yuan",
    "rate",
    "count",
    "yes/no",
    "choice",
    "picture",
    "file",
    "list",
    "group",
]
"""The types of a field; all but the last two hold one value."""

Packet = Literal["employee", "contracts", "summaries"]
"""The built-in packets that a kind may go into."""

_COLON = Message("{character!r} stands behind the key; write `:` and a space", {"character": "："})
_BRACES = re.compile(r"[{}]")
_RESERVED = frozenset({"all", "contracts", "summaries", "packets", "documents"})


def refused(said: Message) -> PydanticCustomError:
    """The error of a value of which `said` says in full what is wrong."""
    return PydanticCustomError("refused", "the value is refused", {"said": said})


def apart(named: dict[str, V]) -> dict[str, V]:
    """Refuse names that a file system may take for an earlier one, each at its own key."""
    earlier: dict[str, str] = {}
    wrong = []
    for name in named:
        other = earlier.setdefault(folded(name), name)
        if other != name:
            said = Message(
                "{name!r} differs from {other!r} in case or normal form only, which not every "
                "file system tells apart",
                {"name": name, "other": other},
            )
            wrong.append(InitErrorDetails(type=refused(said), loc=(name, "[key]"), input=name))
    if wrong:
        raise ValidationError.from_exception_data("names", wrong)
    return named


def is_kind_name(name: str) -> bool:
    """Whether a kind may be called so."""
    return _name_fault(name) is None


def _name_fault(name: str) -> Message | None:
    """Why a name cannot be a folder, or is one that packets choose by already."""
    values = {"name": name}
    if "：" in name:
        return _COLON
    if _BRACES.search(name):
        return Message("{name!r}: a kind's name cannot hold braces", values)
    if folded(name) in _RESERVED:
        return Message("{name!r} has a meaning of its own; give the kind another name", values)
    return segment_fault(name)


def _kind_name(name: str) -> str:
    if said := _name_fault(name):
        raise refused(said)
    return name


def field_name_fault(name: str) -> Message | None:
    """Why a template cannot write a name behind `document.`; None where it can."""
    if name.isidentifier() and not name.startswith("_"):
        return None
    if "：" in name:
        return _COLON
    return Message(
        "{name!r} cannot stand behind `document.` in a template; use letters, digits and _, "
        "and begin with a letter",
        {"name": name},
    )


def _field_name(name: str) -> str:
    if said := field_name_fault(name):
        raise refused(said)
    return name


def _of(value: object) -> object:
    """Text for the type of a list's entries, a list for the words to choose from."""
    if isinstance(value, str) and value.strip():
        return value
    if isinstance(value, list | tuple) and value and all(isinstance(word, str) for word in value):
        return tuple(dict.fromkeys(value))
    raise refused(
        Message("write the words to choose from as a list, or the type of a list's entries")
    )


KindName = Annotated[Text, AfterValidator(_kind_name)]
FieldName = Annotated[Text, AfterValidator(_field_name)]
Of = Annotated[
    str | tuple[str, ...],
    PlainValidator(_of),
    WithJsonSchema({"type": ["string", "array"], "items": {"type": ["string", "number"]}}),
]


class FieldDeclaration(Frozen):
    """One field of a kind's values.

    `of` has the words of a choice or of a list's entries, or the type of these; `fields` are those
    of a group, or of the groups in a list. `lines`: the text may have several. A field with a
    default or with `required: no` may be left out.
    """

    type: FieldType = Field(description="字段的类型", examples=["date"])
    label: Text | None = Field(None, description="字段的名称，给人看的", examples=["签订日期"])
    of: Of | None = Field(
        None,
        description="choice 可选的词，或者 list 各项的类型或可选的词",
        examples=[["现金", "转账"], "text"],
    )
    fields: dict[FieldName, FieldDeclaration] = Field(
        default_factory=dict,
        description="group 的字段，或者 list 各项的字段",
        examples=[{"item": {"type": "text"}, "amount": {"type": "yuan"}}],
    )
    required: YesNo = Field(True, description="是否必填，不写为必填", examples=["no"])
    default: Free | None = Field(None, description="不写时的值", examples=["24"])
    lines: YesNo = Field(False, description="文字可否有多行", examples=["yes"])


class _Declared(Frozen):
    """What both forms of declaration have; `fields` are None where any may be given."""

    title: Text | None = Field(None, description="文件的标题", examples=["{name}的保密协议"])
    file: Text | None = Field(None, description="文件名的样式", examples=["{id}-{name}"])
    packets: tuple[Packet, ...] | None = Field(
        None, description="放入哪些合订本", examples=[["employee"]]
    )
    dated: Text | None = Field(None, description="哪个字段是文件的日期", examples=["signed_on"])
    made: Literal["named", "always"] = Field("named", description="何时生成")
    fields: dict[FieldName, FieldDeclaration] | None = Field(
        None,
        description="字段：名称 → 类型等；不写则可写任意内容",
        examples=[{"signed_on": {"type": "date", "label": "签订日期"}}],
    )


class KindDeclaration(_Declared):
    """One kind, as documents.yaml declares it."""

    for_: Literal["employee", "contract", "month", "team", "company"] = Field(
        default="employee", alias="for", description="为谁生成"
    )


class ShippedKind(_Declared):
    """One kind of the package, which may also say what no documents.yaml can.

    `template` is a template's name, `folder` one below build/, `label` the pattern of the page
    labels, `manifest` the kind's name in manifest.json, `heading` its section of the page.
    `contract` is the form of contract that it is for; `attachments` are those of the person.
    """

    for_: Subject = Field(alias="for")
    template: Text | None = None
    folder: Text | None = None
    label: Text | None = None
    manifest: Text | None = None
    heading: Text | None = None
    contract: Literal["labor", "service"] | None = None
    attachments: YesNo = False


class KindDeclarations(
    RootModel[Annotated[dict[KindName, KindDeclaration], AfterValidator(apart)]]
):
    """The file documents.yaml: the name of a kind to its declaration."""


class ShippedKinds(RootModel[dict[Text, ShippedKind]]):
    """The kinds of the package, in the same form."""
