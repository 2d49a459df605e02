"""The record types as JSON Schema, for editors that complete and check YAML."""

from __future__ import annotations

import json

from pydantic import BaseModel

from kefu_docs.model import (
    Company,
    Employee,
    MinimumWages,
    PacketSpecs,
    PayScheme,
    PersonMonth,
    TeamMonth,
)

RECORD_TYPES: dict[str, type[BaseModel]] = {
    "company": Company,
    "employee": Employee,
    "minimum_wage": MinimumWages,
    "month": PersonMonth,
    "packets": PacketSpecs,
    "pay": PayScheme,
    "team": TeamMonth,
}


def json_schema(record_type: str) -> str:
    """The JSON Schema (draft 2020-12) of one of RECORD_TYPES, indented."""
    return json.dumps(
        RECORD_TYPES[record_type].model_json_schema(by_alias=True), ensure_ascii=False, indent=2
    )
