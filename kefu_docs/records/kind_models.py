"""The types of records in a shop that has kinds of its own: what `documents` may hold.

A kind's fields become those of a model, so that its values are decoded, checked at their places
and told in the JSON Schema like every other key of the record.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_
from typing import Annotated, Any, Literal

from pydantic import Field, create_model

from kefu_docs.model import (
    Company,
    Employee,
    LaborContract,
    PersonMonth,
    ServiceContract,
    TeamMonth,
)
from kefu_docs.model.document_kind import DocumentKind, Kinds
from kefu_docs.model.document_values import (
    AnyDocuments,
    AskedDocuments,
    DocumentValues,
    FreeValues,
    OneOrSeveral,
)
from kefu_docs.model.kind_declaration import FieldDeclaration, Subject
from kefu_docs.model.scalars import (
    Count,
    Day,
    FileBelowData,
    FirstOfMonth,
    Money,
    Rate,
    Text,
    TimeOfDay,
    YesNo,
)

SINGLE_TYPES: Mapping[str, object] = {
    "text": Text,
    "date": Day,
    "month": FirstOfMonth,
    "time": TimeOfDay,
    "yuan": Money,
    "rate": Rate,
    "count": Count,
    "yes/no": YesNo,
    "picture": FileBelowData,
    "file": FileBelowData,
}
"""The types of fields that hold one value; `choice` has the words of its own."""

Definitions = dict[str, Any]
"""Fields of a model, as pydantic's create_model takes them."""


@dataclass(frozen=True)
class RecordModels:
    """The types of the records that may hold documents."""

    company: type[Company] = Company
    employee: type[Employee] = Employee
    month: type[PersonMonth] = PersonMonth
    team: type[TeamMonth] = TeamMonth


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
    )


_SUBJECTS: tuple[Subject, ...] = ("company", "employee", "contract", "month", "team")


def _documents(
    subject: Subject, own: tuple[DocumentKind, ...], *, is_whole: bool
) -> type[AskedDocuments]:
    """The type of `documents` in a record of this subject."""
    kinds = [kind for kind in own if kind.subject == subject]
    base = AskedDocuments if is_whole else AnyDocuments
    if not kinds:
        return base
    fields: Definitions = {}
    for number, kind in enumerate(kinds):
        values: Any = value_model(kind)
        type_: Any = OneOrSeveral[values]
        default: Definitions = {"default": [{}], "validate_default": True} if kind.always else {}
        fields[f"kind{number}"] = (
            type_ if kind.always else type_ | None,
            Field(**{"default": None, "alias": kind.name, "title": kind.title, **default}),
        )
    return create_model(f"Documents_{subject}", __base__=base, **fields)


def value_model(kind: DocumentKind) -> type[DocumentValues]:
    """The type of one document's values of this kind."""
    if kind.fields is not None:
        return _group(f"Values_{kind.name}", kind.fields)
    dated = Day if kind.subject == "company" else Day | None
    default = ... if kind.subject == "company" else None
    fields: Definitions = {"dated": (dated, Field(default=default, alias=kind.dated))}
    return create_model(f"Values_{kind.name}", __base__=FreeValues, **fields)


def _group(name: str, declared: Mapping[str, FieldDeclaration]) -> type[DocumentValues]:
    fields: Definitions = {}
    for number, (key, field) in enumerate(declared.items()):
        type_: Any = field_type(f"{name}_{key}", field)
        about: Definitions = {"alias": key, "title": field.label or key}
        if field.default is not None:
            about |= {"default": field.default, "validate_default": True}
        elif not field.required:
            type_ = type_ | None
            about |= {"default": None}
        fields[f"field{number}"] = (type_, Field(**about))
    return create_model(name, __base__=DocumentValues, **fields)


def field_type(name: str, field: FieldDeclaration) -> Any:
    """The type of a field's values; `name` is that of the group in it, where it has one."""
    if field.type == "group":
        return _group(name, field.fields)
    if field.type == "list":
        inner = field.of if isinstance(field.of, str) else "text"
        entry: Any = _group(name, field.fields) if field.fields else SINGLE_TYPES[inner]
        return tuple[entry, ...]
    if field.type == "choice":
        return Literal[field.of or ("",)]
    return SINGLE_TYPES[field.type]


def _with(model: type[Any], documents: type[AskedDocuments], **others: object) -> type[Any]:
    """The record type with this type of `documents`, which is as it is where there is none."""
    if documents is AskedDocuments and not others:
        return model
    empty = any(info.validate_default for info in documents.model_fields.values())
    default: Definitions = {"default": {}, "validate_default": True} if empty else {}
    about: Definitions = {"default_factory": None if empty else documents, "exclude": True}
    fields: Definitions = {"documents": (documents, Field(**about, **default)), **others}
    return create_model(model.__name__, __base__=model, **fields)


def _employee(documents: type[AskedDocuments], of_contract: type[AskedDocuments]) -> type[Employee]:
    if of_contract is AskedDocuments:
        return _with(Employee, documents)
    forms = [_with(LaborContract, of_contract), _with(ServiceContract, of_contract)]
    contract: Any = Annotated[reduce(or_, forms), Field(discriminator="kind")]
    several: Any = tuple[contract, ...]
    return _with(Employee, documents, contract=(contract | None, None), contracts=(several, ()))
