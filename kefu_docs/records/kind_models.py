"""The types of records in a shop that has kinds of its own: what `documents` may hold.

A kind's fields become those of a model, so that its values are decoded, checked at their places
and told in the JSON Schema like every other key of the record.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, reduce
from operator import or_
from typing import Annotated, Any, Literal, get_args

from msgspec import Struct
from msgspec.structs import asdict
from pydantic import AfterValidator, BaseModel, Field, create_model

from kefu_docs.diagnostics import Message
from kefu_docs.model import (
    Company,
    Employee,
    LaborContract,
    PacketSpec,
    PacketSpecs,
    PersonMonth,
    ServiceContract,
    TeamMonth,
)
from kefu_docs.model.document_kind import DocumentKind, Kinds
from kefu_docs.model.document_values import (
    AskedDocuments,
    DocumentValues,
    FreeValues,
    OneOrSeveral,
    UnknownDocuments,
)
from kefu_docs.model.kind_declaration import FieldDeclaration, Subject, apart, refused
from kefu_docs.model.packet import CHOSEN_KIND, NAMED_PACKETS, PacketName
from kefu_docs.model.scalars import (
    Count,
    DataPath,
    Day,
    FileBelowData,
    FirstOfMonth,
    Money,
    Rate,
    Text,
    TimeOfDay,
    YesNo,
)


def _one_line(text: str) -> str:
    if "\n" in text:
        raise refused(
            Message("the text has several lines; declare the field with lines: true, or join them")
        )
    return text


def _ending_in(path: DataPath, endings: tuple[str, ...]) -> DataPath:
    if not path.lower().endswith(endings):
        values = {"file": path, "endings": ", ".join(endings)}
        raise refused(Message("the name of {file} must end in one of {endings}", values))
    return path


def _picture(path: DataPath) -> DataPath:
    return _ending_in(path, (".png", ".jpg", ".jpeg", ".svg", ".emf"))


def _document(path: DataPath) -> DataPath:
    return _ending_in(path, (".docx", ".pdf"))


SINGLE_TYPES: Mapping[str, object] = {
    "text": Annotated[Text, AfterValidator(_one_line)],
    "date": Day,
    "month": FirstOfMonth,
    "time": TimeOfDay,
    "yuan": Money,
    "rate": Rate,
    "count": Count,
    "yes/no": YesNo,
    "picture": Annotated[FileBelowData, AfterValidator(_picture)],
    "file": Annotated[FileBelowData, AfterValidator(_document)],
}
"""The types of fields that hold one value; `choice` has the words of its own."""

Made = Any  # a type that is made while the program runs, of which mypy knows nothing
Definitions = dict[str, Made]
"""Fields of a model, as pydantic's create_model takes them."""


class RecordModels(Struct, frozen=True):
    """The types of the records that may hold documents."""

    company: type[Company] = Company
    employee: type[Employee] = Employee
    month: type[PersonMonth] = PersonMonth
    team: type[TeamMonth] = TeamMonth
    packets: type[PacketSpecs] = PacketSpecs

    def by_name(self) -> Mapping[str, type[BaseModel]]:
        """The types by the names that commands call them."""
        return asdict(self)


def record_models(kinds: Kinds, *, is_whole: bool = True) -> RecordModels:
    """The record types for these kinds; with `is_whole` there are no others.

    Otherwise documents of other names may stand in a record, too, and nothing is said of them.
    """
    own = tuple(kind for kind in kinds.values() if kind.is_own)
    return _record_models(own, is_whole)


@lru_cache(maxsize=16)
def _record_models(own: tuple[DocumentKind, ...], is_whole: bool) -> RecordModels:
    """One type for equal kinds, so that records that are equal have one type, too."""
    models = {subject: _documents(subject, own, is_whole=is_whole) for subject in _SUBJECTS}
    return RecordModels(
        company=_with(Company, models["company"]),
        employee=_employee(models["employee"], models["contract"]),
        month=_with(PersonMonth, models["month"]),
        team=_with(TeamMonth, models["team"]),
        packets=_packets(own, is_whole=is_whole),
    )


_SUBJECTS: tuple[Subject, ...] = ("company", "employee", "contract", "month", "team")


def _documents(
    subject: Subject, own: tuple[DocumentKind, ...], *, is_whole: bool
) -> type[AskedDocuments]:
    """The type of `documents` in a record of this subject."""
    kinds = [kind for kind in own if kind.subject == subject]
    base = AskedDocuments if is_whole else UnknownDocuments
    if not kinds:
        return base
    made: Definitions = {}
    for number, kind in enumerate(kinds):
        values: Made = value_model(kind)
        type_: Made = OneOrSeveral[values]
        default: Definitions = {"default": [{}], "validate_default": True} if kind.always else {}
        made[_attribute(kind.name, base, number)] = (
            type_ if kind.always else type_ | None,
            Field(**{"default": None, **_called(kind.name, kind.title), **default}),
        )
    return create_model(f"Documents_{subject}", __base__=base, **made)


def _called(key: str | None, label: str) -> Definitions:
    """How a field is called: in records, in schemas, and what an editor says of it."""
    return {"alias": key, "title": label, "description": label}


def _attribute(name: str, base: type[BaseModel], number: int) -> str:
    """What a field is called in its model: as its alias is, for pydantic tells defaults by it."""
    is_free = name.isidentifier() and not name.startswith("_") and not hasattr(base, name)
    return name if is_free else f"field{number}"


def value_model(kind: DocumentKind) -> type[DocumentValues]:
    """The type of one document's values of this kind."""
    if kind.fields is not None:
        return _group(f"Values_{kind.name}", kind.fields)
    dated = Day if kind.subject == "company" else Day | None
    default = ... if kind.subject == "company" else None
    about = _called(kind.dated, "日期")
    made: Definitions = {"dated": (dated, Field(default=default, **about))}
    return create_model(f"Values_{kind.name}", __base__=FreeValues, **made)


def _group(name: str, declared: Mapping[str, FieldDeclaration]) -> type[DocumentValues]:
    made: Definitions = {}
    for number, (key, field) in enumerate(declared.items()):
        type_: Made = field_type(f"{name}_{key}", field)
        about = _called(key, field.label or key)
        if field.default is not None:
            about |= {"default": field.default, "validate_default": True}
        elif not field.required:
            type_ = type_ | None
            about |= {"default": None}
        made[_attribute(key, DocumentValues, number)] = (type_, Field(**about))
    return create_model(name, __base__=DocumentValues, **made)


def field_type(name: str, field: FieldDeclaration) -> Made:
    """The type of a field's values; `name` is that of the group in it, where it has one."""
    if field.type == "group":
        return _group(name, field.fields)
    if field.type == "list":
        entry: Made = _entry_type(name, field)
        return tuple[entry, ...]
    if field.lines:
        return Text
    if field.type == "choice":
        return Literal[field.of or ("",)]
    return SINGLE_TYPES[field.type]


def _entry_type(name: str, field: FieldDeclaration) -> Made:
    """The type of a list's entries: a group, one of some words, or a single value."""
    if field.fields:
        return _group(name, field.fields)
    if isinstance(field.of, tuple):
        return Literal[field.of]
    return SINGLE_TYPES[field.of or "text"]


def _with(model: type[Made], documents: type[AskedDocuments], **others: object) -> type[Made]:
    """The record type with this type of `documents`, which is as it is where there is none."""
    if documents is AskedDocuments and not others:
        return model
    empty = any(info.validate_default for info in documents.model_fields.values())
    default: Definitions = {"default": {}, "validate_default": True} if empty else {}
    about: Definitions = {
        "default_factory": None if empty else documents,
        "description": model.model_fields["documents"].description,
    }
    made: Definitions = {"documents": (documents, Field(**about, **default)), **others}
    return create_model(model.__name__, __base__=model, **made)


def _employee(documents: type[AskedDocuments], of_contract: type[AskedDocuments]) -> type[Employee]:
    if of_contract is AskedDocuments:
        return _with(Employee, documents)
    forms = [_with(LaborContract, of_contract), _with(ServiceContract, of_contract)]
    contract: Made = Annotated[reduce(or_, forms), Field(discriminator="kind")]
    several: Made = tuple[contract, ...]
    about = {name: Employee.model_fields[name].description for name in ("contract", "contracts")}
    return _with(
        Employee,
        documents,
        contract=(contract | None, Field(default=None, description=about["contract"])),
        contracts=(several, Field(default=(), description=about["contracts"])),
    )


def _packets(own: tuple[DocumentKind, ...], *, is_whole: bool) -> type[PacketSpecs]:
    """Packets of one's own, which may choose by the kinds that there are."""
    if not own and is_whole:
        return PacketSpecs
    words = (*get_args(PacketSpec.model_fields["kind"].annotation), *(kind.name for kind in own))
    chosen: Made = Literal[words] if is_whole else Text
    spec: Made = create_model(
        "PacketSpec",
        __base__=PacketSpec,
        kind=(chosen, Field("all", description=CHOSEN_KIND, examples=["contracts"])),
    )
    named: Made = Annotated[dict[PacketName, spec], AfterValidator(apart)]
    made: Definitions = {"packets": (named, Field(default_factory=dict, description=NAMED_PACKETS))}
    return create_model("PacketSpecs", __base__=PacketSpecs, **made)
