"""What headings of foreign sheets mean (imports.yaml)."""

from __future__ import annotations

from pydantic import Field

from kefu_docs.model.scalars import Frozen, Text


class SheetMapping(Frozen):
    """Headings to keys of a record (`id` the person's, `agent` a name of `people`, or `skip`).

    `values` are, for a key, the words of the sheet and what a record has in their place.
    """

    headings: dict[Text, Text] = Field(
        default_factory=dict,
        description="表头 → 键；不读的列写 skip",
        examples=[{"员工代码": "id", "付款金额": "sales", "备注": "skip"}],
    )
    values: dict[Text, dict[Text, Text]] = Field(
        default_factory=dict,
        description="键 → 表中的词 → 记录中的词",
        examples=[{"complaints": {"无": "none", "有": "without_fine"}}],
    )


class ImportMappings(Frozen):
    """The file imports.yaml.

    `people` are names that a platform gives to agents, and the ids of the people they mean.
    """

    employees: SheetMapping = Field(default_factory=SheetMapping, description="花名册")
    months: SheetMapping = Field(default_factory=SheetMapping, description="一个月的业绩")
    people: dict[Text, Text] = Field(
        default_factory=dict, description="平台上的昵称 → 工号", examples=[{"小张": "E001"}]
    )
