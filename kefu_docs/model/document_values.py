"""The values that a record gives to documents, below `documents`: kind → its own values.

What fields these have a shop's kinds say, so the types here are bases: `records.kind_models` makes
one for each kind.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Annotated, Self, TypeVar

from pydantic import (
    ConfigDict,
    GetJsonSchemaHandler,
    GetPydanticSchema,
    ValidationError,
    model_validator,
)
from pydantic_core import InitErrorDetails, core_schema

from kefu_docs.model.kind_declaration import field_name_fault, refused
from kefu_docs.model.scalars import Free, Frozen

V = TypeVar("V")


class DocumentValues(Frozen):
    """The values of one document, or of a group in them.

    A field's name is its alias, as it may be one that a model's own method has.
    """

    def named(self) -> Mapping[str, object]:
        """Each value under the name that templates use; None where an optional one is left out."""
        fields = type(self).model_fields.items()
        return {info.alias or name: getattr(self, name) for name, info in fields}


class FreeValues(DocumentValues):
    """Values of a kind that declares no fields: whatever is written."""

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Free]

    @model_validator(mode="after")
    def _named_for_templates(self) -> Self:
        """A name that no template can write is told at its key."""
        wrong = []
        for name in self.__pydantic_extra__:
            if said := field_name_fault(name):
                loc = (name, "[key]")
                wrong.append(InitErrorDetails(type=refused(said), loc=loc, input=name))
        if wrong:
            raise ValidationError.from_exception_data("values", wrong)
        return self

    def named(self) -> Mapping[str, object]:
        """Each value as it is written; a date where the kind is dated by it."""
        return {**super().named(), **self.__pydantic_extra__}


def _several(value: object) -> object:
    return value if isinstance(value, list | tuple) else [value]


def _one_or_several_schema(
    schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
) -> dict[str, object]:
    several = handler(schema)
    return {"anyOf": [several["items"], several]}


OneOrSeveral = Annotated[
    tuple[V, ...],
    GetPydanticSchema(
        lambda source, handler: core_schema.no_info_before_validator_function(
            _several, handler(source)
        ),
        _one_or_several_schema,
    ),
]
"""A group, or a list of such groups."""


class AskedDocuments(Frozen):
    """Which documents a record asks for: a field for each kind that there is for such a record."""

    def of(self, kind: str) -> tuple[DocumentValues, ...]:
        """The values of each document of the kind, in the order written."""
        name = _fields_by_kind(type(self)).get(kind)
        return () if name is None else getattr(self, name) or ()


@lru_cache(maxsize=64)
def _fields_by_kind(asked: type[AskedDocuments]) -> Mapping[str, str]:
    """The names of the fields by kind; a plan asks for each kind of each record."""
    return {info.alias: name for name, info in asked.model_fields.items() if info.alias}


class UnknownDocuments(AskedDocuments):
    """Documents of kinds that are not known, because documents.yaml cannot be read."""

    model_config = ConfigDict(extra="allow")
