"""What headings of foreign sheets mean (imports.yaml)."""

from __future__ import annotations

from pydantic import Field

from kefu_docs.model.scalars import Frozen, Text


class SheetMapping(Frozen):
    """Headings to keys of a record (`id` the person's, `agent` a name of `people`, or `skip`).

    `values` are, for a key, the words of the sheet and what a record has in their place.
    """

    headings: dict[Text, Text] = Field(default_factory=dict)
    values: dict[Text, dict[Text, Text]] = Field(default_factory=dict)


class ImportMappings(Frozen):
    """The file imports.yaml.

    `people` are names that a platform gives to agents, and the ids of the people they mean.
    """

    employees: SheetMapping = Field(default_factory=SheetMapping)
    months: SheetMapping = Field(default_factory=SheetMapping)
    people: dict[Text, Text] = Field(default_factory=dict)
