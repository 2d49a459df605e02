"""One notation for equal values, to make digests of."""

from __future__ import annotations

from pydantic_core import to_json


def canonical(value: object) -> bytes:
    """The value as JSON: models, dataclasses, decimals and dates by what they hold.

    Amounts keep their decimals, and None differs from nothing written in no other way than the
    model makes it differ. Raises PydanticSerializationError for anything else.
    """
    return to_json(value)
