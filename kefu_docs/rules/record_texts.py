"""The texts of records: all that a record holds, and those in which something may be agreed on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kefu_docs.model import Dataset, Path, PersonMonth, Record, TeamMonth
from kefu_docs.rules.contract_text import plain_text

# Without one of these a text agrees on nothing that :mod:`.unlawful_terms` looks for.
_TRIGGERS = re.compile(
    "社会保险|社保|五险|保险|医保|押金|定金|保证金|风险金|服装费|担保|证件|[份业历位格]证|罚|违约金|行业|业务|"
    "竞|服务期|自动|续订|扣|乐捐|离职|辞职|工伤|伤亡|伤残|受伤|伤病|意外|生老病死|结婚|生育|婚育|怀孕"
)
_NOT_AGREED = {"acknowledged", "attachments", "deductions"}  # a deduction has a rule of its own
_FIELDS = {"documents", "extra"}


class AgreedText(NamedTuple):
    """A text of a record, plain, and whose it is."""

    record: Record[object]
    path: Path
    employee: str
    text: str

    @property
    def is_contract(self) -> bool:
        """Whether it is one of a contract's own."""
        return self.path[0] in {"contract", "contracts"}

    @property
    def is_account(self) -> bool:
        """Whether it tells of a month's work; what HR's own documents are given does not."""
        return (
            isinstance(self.record.value, PersonMonth | TeamMonth) and self.path[0] not in _FIELDS
        )


def agreed_texts(dataset: Dataset) -> Iterator[AgreedText]:
    """The texts that may hold a term; most records cost one look at their JSON."""
    for record, employee in dataset.records():
        if _TRIGGERS.search(record.value.model_dump_json()):
            for path, text in texts_in(record.value.model_dump(mode="json", by_alias=True)):
                if path and path[0] not in _NOT_AGREED and _TRIGGERS.search(text):
                    yield AgreedText(record, path, employee, plain_text(text))


def texts_in(tree: object, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Each text of a record's tree, with its path."""
    if isinstance(tree, str):
        yield path, tree
    elif isinstance(tree, dict | list):
        pairs = tree.items() if isinstance(tree, dict) else enumerate(tree)
        for key, value in pairs:
            yield from texts_in(value, (*path, key))
