"""The record types as JSON Schema, for editors that complete and check YAML."""

from __future__ import annotations

import json

from pydantic import BaseModel

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import UsageError
from kefu_docs.model import (
    Company,
    Employee,
    ImportMappings,
    MinimumWages,
    PacketSpecs,
    PayScheme,
    PersonMonth,
    TeamMonth,
)
from kefu_docs.model.kind_declaration import KindDeclarations
from kefu_docs.records.kind_models import RecordModels

RECORD_TYPES: dict[str, type[BaseModel]] = {
    "company": Company,
    "documents": KindDeclarations,
    "employee": Employee,
    "imports": ImportMappings,
    "minimum_wage": MinimumWages,
    "month": PersonMonth,
    "packets": PacketSpecs,
    "pay": PayScheme,
    "team": TeamMonth,
}


def json_schema(record_type: str, models: RecordModels | None = None) -> str:
    """The JSON Schema (draft 2020-12) of one of RECORD_TYPES, indented.

    `models` are the types with a shop's own kinds. Raises UsageError for any other.
    """
    if record_type not in RECORD_TYPES:
        known = ", ".join(sorted(RECORD_TYPES))
        values = {"kind": record_type, "known": known}
        raise UsageError(Message("no record is of the kind {kind}; there are {known}", values))
    own = models.by_name() if models else {}
    model = own.get(record_type, RECORD_TYPES[record_type])
    return json.dumps(model.model_json_schema(by_alias=True), ensure_ascii=False, indent=2)
