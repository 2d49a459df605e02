"""New records to be filled in: a person from answers, a month with last month's plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.characters import without_meaningless
from kefu_docs.diagnostics.errors import UsageError
from kefu_docs.imports.cell_text import CellRefusedError, Text, text_of
from kefu_docs.imports.creation import created
from kefu_docs.imports.people import People
from kefu_docs.imports.row_checks import row_faults
from kefu_docs.model import (
    Dataset,
    Employee,
    Household,
    Month,
    PersonMonth,
    RecordColumn,
    TeamMonth,
    columns_of,
)
from kefu_docs.pipeline.settings import Settings
from kefu_docs.records import load_dataset, schema_comment
from kefu_docs.records.decode import MISSING
from kefu_docs.rules.numbers import ID_FORMAT, gender_of
from kefu_docs.store.several_files import publish_all

_NOT_ASKED: Final = frozenset(
    {"attachments", "bank_account", "contract", "documents", "leaving", "photo"}
)
_LATER: Final = frozenset({"birth_date", "id_type", "left_on", "withholding", "worked_since"})
_PROVINCE: Final = "household.province"
_OF_ADDRESS: Final = {column.path for column in columns_of(Household) if column.required}
_SECTIONS: Final = """\
  # 正文，如：
  #   sections:
  #     - paragraphs:
  #         - 本月……
  sections:"""


class NewPerson:
    """A person whose values are asked for one by one; each answer is checked at once."""

    def __init__(self, settings: Settings) -> None:
        self._data = settings.data
        self._dataset, _ = load_dataset(settings.data)
        on_disk = frozenset(path.stem for path in (self._data / "employees").glob("*.yaml"))
        self._people = People.of(self._dataset, on_disk)
        self._texts: dict[str, Text] = {}

    def questions(self) -> Iterator[RecordColumn]:
        """What is asked for: what a record needs first, and the gender only where it is not known.

        What comes later in a person's life, and what has a default, is not asked for.
        """
        columns = [c for c in columns_of(Employee) if c.path[0] not in _NOT_ASKED]
        for column in sorted(columns, key=lambda c: (not c.required, c.key == "gender")):
            later = column.key in _LATER
            if later or column.key in self._texts:
                continue
            if column.path[0] == "household" and column.key != _PROVINCE:
                if _PROVINCE not in self._texts:  # no address: it cannot be written in part
                    continue
                column = replace(column, required=column.path[-1:] in _OF_ADDRESS)  # noqa: PLW2901
            yield column

    def answer(self, column: RecordColumn, answer: str) -> Message | None:
        """Take an answer, an empty one as none; what is wrong with it comes back."""
        if not without_meaningless(answer).strip():
            return Message("this is needed") if column.required else None
        try:
            text = text_of(answer, column)
        except CellRefusedError as error:
            return error.message
        said = [fault for key, fault in self._faults(column.key, text) if key == column.key]
        if said:
            return said[0]
        self._texts[column.key] = text
        if column.key == "id_number" and ID_FORMAT.fullmatch(str(text)):
            self._texts["gender"] = gender_of(str(text))
        return None

    def _faults(self, key: str, text: Text) -> list[tuple[str, Message]]:
        faults = list(row_faults({key: text}, None))
        other = self._people.numbers.get(str(text).upper()) if key == "id_number" else None
        if other:
            values = {"id": other}
            faults.append((key, Message("this is the ID number of {id} already", values)))
        # What its group needs besides is asked for next.
        found = created("new.yaml", Employee, {key: text}, "")[2]
        return faults + [(at, told) for at, told in found if told.pattern != MISSING.pattern]

    def write(self) -> Path:
        """Write the person's file under the next free number. Raises OSError."""
        employee = self._people.whose("", "", "").employee
        path = self._data / "employees" / f"{employee}.yaml"
        schema = schema_comment(self._data, "employee", f"employees/{employee}.yaml")
        comment = f"{schema}\n{self._texts['name']}：合同可以以后再写。".lstrip()
        publish_all({path: created(path.as_posix(), Employee, self._texts, comment)[0]})
        return path


def new_month(settings: Settings, month: Month) -> list[Path]:
    """A record to fill in for everybody with a contract in the month, and one for the team.

    Those that are there stay. Raises UsageError where all are there, or nobody has a contract.
    """
    dataset, _ = load_dataset(settings.data)
    folder = settings.data / "months" / str(month)
    files = {
        folder / f"{employee}.yaml": _person_month(dataset, employee, month)
        for employee, record in dataset.employees.items()
        if record.value.contracts_in(month.first, month.last)
    }
    files[folder / "team.yaml"] = _team_month(dataset, month)
    new = {p: _for_editor(settings, p) + d for p, d in files.items() if not p.exists()}
    if not new or len(files) == 1:
        values = {"month": str(month)}
        raise UsageError(
            Message("in {month} everybody with a contract has a record, or nobody has one", values)
        )
    publish_all(new)
    return sorted(new)


def _for_editor(settings: Settings, path: Path) -> bytes:
    """The line of a month's record that tells an editor its schema."""
    record_type = "team" if path.stem == "team" else "month"
    file = path.relative_to(settings.data).as_posix()
    comment = schema_comment(settings.data, record_type, file)
    return f"# {comment}\n".encode() if comment else b""


def _before(month: Month) -> Month:
    return Month(month.year - (month.number == 1), (month.number - 2) % 12 + 1)


def _person_month(dataset: Dataset, employee: str, month: Month) -> bytes:
    name = dataset.employees[employee].value.name
    record = dataset.months.get(_before(month), {}).get(employee)
    plan = record.value.summary.next_month if record else None
    goals = f"上月计划：任务 {plan.task}，目标 {plan.goal}。" if plan else ""
    head = f"# {name}，{month}。{goals}请在冒号后填写。"
    lines = [head, *_blank_lines(columns_of(PersonMonth), {}), _SECTIONS]
    return ("\n".join(lines) + "\n").encode()


def _team_month(dataset: Dataset, month: Month) -> bytes:
    before = dataset.teams.get(_before(month))
    plan = before.value.next_month.per_head if before else None
    known = {"per_head.task": f"{plan.task}", "per_head.goal": f"{plan.goal}"} if plan else {}
    head = f"# 团队，{month}。人均任务和目标来自上月的计划。"
    lines = [head, *_blank_lines(columns_of(TeamMonth), known)]
    return ("\n".join(lines) + "\n").encode()


def _blank_lines(columns: Sequence[RecordColumn], known: Mapping[str, str]) -> Iterator[str]:
    """A line for each required key, with what is known behind it, else what is to be written."""
    written: set[tuple[str | int, ...]] = set()
    for column in columns:
        if not column.required:
            continue
        for depth in range(1, len(column.path)):
            if column.path[:depth] not in written:
                written.add(column.path[:depth])
                yield "  " * (depth - 1) + f"{column.path[depth - 1]}:"
        choices = "、".join(f"{word} {name}" for name, word in column.choices)
        indent = "  " * (len(column.path) - 1)
        value = known.get(column.key, "")
        # On a line of its own: behind a key with nothing else it would be taken for its value.
        if not value and not column.heading.isascii():
            yield f"{indent}# {column.heading}{'：' if choices else ''}{choices}"
        yield f"{indent}{column.path[-1]}:{f' {value}' if value else ''}"
