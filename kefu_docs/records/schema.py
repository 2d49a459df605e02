"""The record types as JSON Schema, for editors that complete and check YAML."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Final

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

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
from kefu_docs.model.columns import called
from kefu_docs.model.kind_declaration import KindDeclarations
from kefu_docs.records.kind_models import RecordModels, record_models
from kefu_docs.records.kinds import shipped_kinds

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


SCHEMAS: Final = ".vscode/schemas"
"""The folder of the schemas, beside that of the records."""

_TITLES: Final = {
    "company": "甲方",
    "documents": "自定的文件种类",
    "employee": "人员及其合同",
    "imports": "表头与键的对应",
    "minimum_wage": "自定的最低工资",
    "month": "个人的一个月",
    "packets": "合订本",
    "pay": "薪酬方案",
    "team": "团队的一个月",
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
    schema = model.model_json_schema(by_alias=True, schema_generator=_ForEditors)
    for part in (schema, *schema.get("$defs", {}).values()):
        part.pop("description", None)  # what the program's own reader is told of a type
        part.pop("title", None)
        for key, about in part.get("properties", {}).items():
            _name_choices(key, about)
    return json.dumps({"title": _TITLES[record_type], **schema}, ensure_ascii=False, indent=2)


def shipped_models() -> RecordModels:
    """The record types with the package's papers; those of others are let pass."""
    return record_models(shipped_kinds(), is_whole=False)


def schema_comment(data: Path, record_type: str, file: str) -> str:
    """What a record's first line tells an editor, without `# `; `file` is below the data folder.

    Empty where there are no schemas beside `data`: an editor would warn of the missing file.
    """
    schema = f"{SCHEMAS}/{record_type}.json"
    if not (data.parent / schema).is_file():
        return ""
    return f"yaml-language-server: $schema={'../' * (file.count('/') + 1)}{schema}"


class _ForEditors(GenerateJsonSchema):
    """Gives no title that says the key once more (Id Number), as editors show it in large.

    Nor does it ask for quotes around a text of digits, which editors take for a number: records
    read each value as typed.
    """

    def str_schema(self, schema: core_schema.StringSchema) -> JsonSchemaValue:
        """Of a text."""
        return {**super().str_schema(schema), "type": ["string", "number"]}

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002 - pydantic's
        """Of no field."""
        return False


def _name_choices(key: str, about: JsonSchemaValue) -> None:
    """Say behind a description what people call the words that a key may have."""
    forms = (about, *about.get("anyOf", ()))
    words = [word for form in forms for word in form.get("enum", [form.get("const", "")])]
    named = [f"{word} {name}" for word in words if (name := called(key, word)) != word]
    if named:
        about["description"] = f"{about['description']}：{'、'.join(named)}"
