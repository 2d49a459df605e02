"""One notation for equal values, to make digests of."""

from __future__ import annotations

from types import MappingProxyType

from msgspec import Struct
from msgspec.structs import asdict
from pydantic_core import to_json

from kefu_docs.model.data_file import DataFile


def canonical(value: object) -> bytes:
    """The value as JSON: mappings, models, structs, decimals and dates by what they hold.

    Amounts keep their decimals, and None differs from nothing written in no other way than the
    model makes it differ. A file is known by the digest of its
    bytes. Raises PydanticSerializationError for anything else.
    """
    return to_json(_thawed(value), fallback=_fields)


def _fields(value: object) -> object:
    """A struct as a mapping: pydantic knows no structs."""
    if isinstance(value, Struct):
        return asdict(value)
    raise TypeError(f"no notation for a {type(value).__name__}")


def _thawed(value: object) -> object:
    """Read-only mappings as dicts, which pydantic knows; its own call for each takes twice as long.

    A record's texts, most of what it holds, are not looked at one by one.
    """
    if isinstance(value, MappingProxyType | dict):
        return {k: v if type(v) is str else _thawed(v) for k, v in value.items()}
    if type(value) is DataFile:
        return {"file": value.digest}
    if type(value) is tuple:
        return [_thawed(item) for item in value]
    return value
