"""The names that the template of a kind is given, as data: what :mod:`.context` makes, by type."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache

from msgspec.structs import replace

from kefu_docs.model import (
    Company,
    Employee,
    LaborContract,
    PayScheme,
    Period,
    PersonMonth,
    ServiceContract,
    TeamMonth,
)
from kefu_docs.model.document_kind import DocumentKind
from kefu_docs.model.document_values import DocumentValues
from kefu_docs.model.kind_declaration import FieldDeclaration, Subject
from kefu_docs.model.month import Summary
from kefu_docs.model.severance import Severance
from kefu_docs.model.statement import Statement
from kefu_docs.render.context.context import CoverEntry, Person, Totals
from kefu_docs.render.context.value_names import ANYTHING, ValueNames, group, merged
from kefu_docs.render.preparing.word_fields import OWN

_MEANT = {
    "公司": "company",
    "单位": "company",
    "甲方": "company",
    "员工": "employee",
    "乙方": "employee",
    "合同": "contract",
    "历次合同": "contracts",
    "工资方案": "scheme",
    "月份": "month",
    "期间": "period",
    "总结": "summary",
    "岗位": "role",
    "工资条": "statement",
    "经济补偿": "severance",
    "团队": "team",
    "人员": "people",
    "合计": "totals",
    "标题": "title",
    "文件": "document",
    "目录": "entries",
    "页数": "pages",
    "附件": "attachments",
}
_Agreed = LaborContract | ServiceContract
# The contract of a kind that is for one form of contract alone.
_FORMS: Mapping[str, object] = {"labor": LaborContract, "service": ServiceContract}
_OF_PERSON: Mapping[str, object] = {
    "company": Company,
    "employee": Employee,
    "contract": _Agreed,
    "scheme": PayScheme,
    "contracts": tuple[_Agreed, ...],
    "document": DocumentValues,
}
_OF_AGREEMENT: Mapping[str, object] = {**_OF_PERSON, "severance": Severance}
_OF_MONTH: Mapping[str, object] = {
    **_OF_PERSON,
    "month": PersonMonth,
    "period": Period,
    "summary": Summary,
    "role": str,
    "heading_month": dt.date,
    "statement": Statement,
    "team": TeamMonth,
    "people": tuple[Person, ...],
    "totals": Totals,
    "all_exceeded": bool,
}
_GIVEN: Mapping[Subject, Mapping[str, object]] = {
    "employee": _OF_AGREEMENT,
    "contract": _OF_AGREEMENT,
    "month": _OF_MONTH,
    "team": _OF_MONTH,  # one template may serve a person's month and the team's
    "company": {"company": Company, "document": DocumentValues},
    "packet": {
        "company": Company,
        "title": str,
        "entries": tuple[CoverEntry, ...],
        "pages": int,
        "attachments": int,
        "attached_pages": int,
    },
}

_SINGLE: Mapping[object, type] = {
    "text": str,
    "choice": str,
    "date": dt.date,
    "month": dt.date,
    "time": dt.time,
    "yuan": Decimal,
    "rate": Decimal,
    "count": int,
    "yes/no": bool,
}
"""What a template gets of a field of each declared type."""


def names_given(kinds: Iterable[DocumentKind]) -> ValueNames | None:
    """The names that a template from which these kinds are made is given; None without a kind."""
    given = [_given(kind) for kind in kinds]
    return merged(given) if given else None


@cache
def _given(kind: DocumentKind) -> ValueNames:
    types = dict(_GIVEN[kind.subject])
    if kind.contract:
        types["contract"] = _FORMS[kind.contract]
    known = group(_MEANT, **types)
    holds = {**known.holds, OWN: group({}, file=str, date=dt.date)}
    if "document" in types:
        holds["document"] = _of_document(kind)
    return replace(known, holds=holds)


def _of_document(kind: DocumentKind) -> ValueNames:
    """The values that a record has for it; where its kind declares none, anything may be there."""
    return ANYTHING if kind.fields is None else _of_fields(kind.fields)


def _of_fields(fields: Mapping[str, FieldDeclaration]) -> ValueNames:
    labels = {declared.label: name for name, declared in fields.items() if declared.label}
    holds = {name: _of_field(declared) for name, declared in fields.items()}
    return ValueNames(holds, meant=labels)


def _of_field(declared: FieldDeclaration) -> ValueNames:
    """What is known of one field: a group's fields, a list's entries, a single value's type."""
    if declared.fields:
        inner = _of_fields(declared.fields)
    else:
        inner = _of_single(declared.of if declared.type == "list" else declared.type)
    return ValueNames(each=inner) if declared.type == "list" else inner


def _of_single(type_: object) -> ValueNames:
    """What is known of a value of a declared type; nothing of pictures and files."""
    return ValueNames(single=_SINGLE[type_]) if type_ in _SINGLE else ANYTHING
