"""Values that documents show within a line, such as an address, but that have several.

Free text may have several: duties, what summaries say, values of templates.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from kefu_docs.model.employee import Path
from kefu_docs.model.scalars import IN_ONE_LINE


def _is_one_line(field: FieldInfo) -> bool:
    """Whether it is of the type Line, or may be."""
    optional = (getattr(type_, "__metadata__", ()) for type_ in get_args(field.annotation))
    return any(IN_ONE_LINE in metadata for metadata in (field.metadata, *optional))


def broken_lines(group: BaseModel, path: Path = ()) -> Iterator[Path]:
    """The paths of values of the type Line that have line breaks, in a record or a part of one."""
    for name, field in type(group).model_fields.items():
        value, here = getattr(group, name), (*path, field.alias or name)
        if isinstance(value, str):
            if "\n" in value and _is_one_line(field):
                yield here
        elif isinstance(value, BaseModel):
            yield from broken_lines(value, here)
        elif isinstance(value, tuple):
            for index, entry in enumerate(value):
                if isinstance(entry, BaseModel):
                    yield from broken_lines(entry, (*here, index))
