"""The rows of somebody's sheets to what would become of the records."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace
from pydantic import BaseModel

from kefu_docs.diagnostics import Message
from kefu_docs.excel.cells import CellPlace, ForeignSheet, RawValue
from kefu_docs.imports.cell_text import CellRefusedError, Text, text_of
from kefu_docs.imports.creation import created
from kefu_docs.imports.find_table import FoundTable, find_table
from kefu_docs.imports.headings import AGENT, HOUSEHOLD, ID, Headings
from kefu_docs.imports.household import taken_apart
from kefu_docs.imports.people import People
from kefu_docs.imports.proposal import Proposal, RecordChange
from kefu_docs.imports.row_checks import is_no_person, row_faults
from kefu_docs.imports.sheet_words import headings_of, in_sheet_words, lacking
from kefu_docs.imports.unfinished import filled_in
from kefu_docs.imports.updates import updated
from kefu_docs.model import Dataset, Employee, Month, Record, RecordColumn, columns_of
from kefu_docs.model.import_mapping import SheetMapping
from kefu_docs.records.kind_models import RecordModels
from kefu_docs.rules.numbers import ID_FORMAT, gender_of

_PLAIN: Final = RecordModels()
_ID_COLUMN: Final = RecordColumn((ID,), "工号", "text")


class ImportOf(Struct, frozen=True):
    """What is imported: people, or the month's figures of people that there are.

    `schema` is what a new record tells an editor, in a comment; `models` are the types of records
    with the papers of the shop's kinds.
    """

    month: Month | None = None
    schema: str = ""
    models: RecordModels = _PLAIN

    @property
    def model(self) -> type[BaseModel]:
        """The record of a row."""
        return self.models.employee if self.month is None else self.models.month

    @property
    def section(self) -> str:
        """Its part of imports.yaml."""
        return "employees" if self.month is None else "months"

    def file(self, employee: str) -> str:
        """A person's record below the data folder."""
        folder = "employees" if self.month is None else f"months/{self.month}"
        return f"{folder}/{employee}.yaml"

    def records(self, dataset: Dataset) -> Mapping[str, Record[BaseModel]]:
        """The records there are, by the person's id."""
        if self.month is None:
            return dict(dataset.employees)
        return dict(dataset.months.get(self.month, {}))

    def mapping(self, dataset: Dataset) -> SheetMapping:
        """What imports.yaml says of it."""
        if dataset.imports is None:
            return SheetMapping()
        declared = dataset.imports.value
        return declared.employees if self.month is None else declared.months


def propose(
    what: ImportOf,
    sheets: Sequence[ForeignSheet],
    dataset: Dataset,
    on_disk: frozenset[str],
    read: Callable[[str], bytes],
) -> Proposal:
    """What the sheets would change; `on_disk` are the ids that have a file, `read` reads one."""
    run = _Import(what, dataset, on_disk, read)
    for sheet in sheets:
        run.sheet(sheet)
    return run.proposal


class _Import:
    def __init__(
        self,
        what: ImportOf,
        dataset: Dataset,
        on_disk: frozenset[str],
        read: Callable[[str], bytes],
    ) -> None:
        self.proposal = Proposal()
        self._what = what
        self._read = read
        self._records = what.records(dataset)
        self._names = {id_: r.value.name for id_, r in dataset.employees.items()}
        self._people = People.of(dataset, on_disk)
        self._mapping = what.mapping(dataset)
        self._columns = {column.key: column for column in columns_of(what.model)}
        self._headings = Headings(tuple(self._columns.values()), self._mapping.headings)
        if what.month is not None:  # whose row it is
            number = next(c for c in columns_of(Employee) if c.key == "id_number")
            self._headings.add(number)
            self._columns[number.key] = number
        self._seen: dict[str, CellPlace] = {}
        self._numbers: dict[str, CellPlace] = {}

    def sheet(self, sheet: ForeignSheet) -> None:
        """Take in the rows of a sheet."""
        table = find_table(sheet, self._headings)
        values = {"sheet": sheet.name or sheet.file}
        if table is None:
            self.proposal.notes.append(
                Message("{sheet}: no row of headings was found; the sheet is not read", values)
            )
            return
        if not table.names_people:
            place = sheet.place(max(table.first - 1, 0))
            self.proposal.refuse(
                place, Message("no column has the id (工号) or the ID number of people")
            )
            return
        self._note_unread(table)
        for row, cells in table.rows():
            if not is_no_person(cells, table.texts(row), self._headings):
                self._row(table, row, cells)

    def _note_unread(self, table: FoundTable) -> None:
        for column, heading in table.unknown.items():
            values = {"heading": heading, "place": str(table.sheet.place(table.first - 1, column))}
            self.proposal.notes.append(
                Message("{place}: the column {heading!r} is not known and not read", values)
            )
            self.proposal.unknown.append(heading)
        for column, heading in table.doubled.items():
            values = {"heading": heading, "place": str(table.sheet.place(table.first - 1, column))}
            self.proposal.notes.append(
                Message("{place}: an earlier column has what {heading!r} has; not read", values)
            )

    def _row(self, table: FoundTable, row: int, cells: Mapping[str, RawValue]) -> None:
        refused = len(self.proposal.refused)
        texts = dict(self._texts(table, row, cells))
        here = table.place(row, ID if ID in cells else "id_number")
        if len(self.proposal.refused) == refused:
            for key, fault in row_faults(texts, self._records.get(str(texts.get(ID)))):
                self.proposal.refuse(table.place(row, key), fault)
        if len(self.proposal.refused) > refused:
            return
        employee = self._whose(here, texts)
        if employee is not None:
            self._seen[employee] = here
            self._record(table, row, employee, texts)

    def _whose(self, here: CellPlace, texts: dict[str, Text]) -> str | None:
        """The person of a row, whose cells that only say so are taken out; None where refused."""
        written, agent = str(texts.pop(ID, "")), str(texts.pop(AGENT, ""))
        number = str(texts.get("id_number", ""))
        if self._what.month is not None:
            texts.pop("id_number", None)
        if not (written or number or agent):
            self.proposal.refuse(here, Message("the row has neither id (工号) nor ID number"))
            return None
        whose = self._people.whose(written, number, agent)
        fault = whose.fault
        if whose.is_new and self._what.month is not None:
            fault = fault or Message("nobody on record has this id or ID number")
        earlier = self._seen.get(whose.employee) or self._numbers.get(number)
        if fault is None and earlier:
            values = {"place": str(earlier)}
            fault = Message("the same person stands in {place} already", values)
        if fault is not None:
            self.proposal.refuse(here, fault)
            return None
        if number:
            self._numbers[number] = here
        return whose.employee

    def _texts(
        self, table: FoundTable, row: int, cells: Mapping[str, RawValue]
    ) -> Iterator[tuple[str, Text]]:
        """What the cells of a row say, by key; those that say nothing sound are refused."""
        for key, value in cells.items():
            words = self._mapping.values.get(key, {})
            value = words.get(str(value).strip(), value)  # noqa: PLW2901 - the same in our words
            try:
                if key == HOUSEHOLD:
                    yield from _household(value)
                else:
                    column = self._columns.get(key) or replace(_ID_COLUMN, path=(key,))
                    is_day = column.kind == "day"
                    cell = table.sheet.from_1900(value) if is_day else value
                    if (text := text_of(cell, column)) != "":
                        yield key, text
            except CellRefusedError as error:
                self.proposal.refuse(table.place(row, key), error.message)

    def _record(self, table: FoundTable, row: int, employee: str, texts: dict[str, Text]) -> None:
        record = self._records.get(employee)
        file = self._what.file(employee)
        data = self._on_disk(file, record)
        change: RecordChange | None = None
        faults: list[tuple[str, Message]] = []
        if data is not None:
            change, faults = self._changed(file, data, employee, texts)
        elif texts:  # else a row of a month's form, which names everybody
            change, faults = self._created(table, file, employee, texts)
        for key, message in faults:
            own, told = in_sheet_words(key, message, self._columns)
            self.proposal.refuse(table.place(row, own if table.has(own) else key), told)
        if change is not None and not faults:
            self.proposal.changes.append(change)
        elif not faults:
            self.proposal.unchanged += 1

    def _changed(
        self, file: str, data: bytes, employee: str, texts: Mapping[str, Text]
    ) -> tuple[RecordChange | None, list[tuple[str, Message]]]:
        record = self._records.get(employee)
        if record is not None:
            result = updated(record, data, texts)
        else:
            result = filled_in(file, data, self._what.model, texts)
        if result.data is None:
            return None, list(result.faults)
        change = RecordChange(file, self._names[employee], result.data, fields=result.fields)
        return change, list(result.faults)

    def _created(
        self, table: FoundTable, file: str, employee: str, texts: dict[str, Text]
    ) -> tuple[RecordChange | None, list[tuple[str, Message]]]:
        model = self._what.model
        number = str(texts.get("id_number", ""))
        if self._what.month is None and "gender" not in texts and ID_FORMAT.fullmatch(number):
            texts["gender"] = gender_of(number)
        name = self._names.get(employee) or str(texts.get("name", ""))
        comment = f"{self._what.schema}\n{name}，由 {table.sheet.file} 导入。".lstrip()
        data, missing, faults = created(file, model, texts, comment)
        if self._what.month is None:  # a person's record without these is none
            faults += [
                (key, lacking(self._columns[key])) for key in missing if key in self._columns
            ]
        still = tuple(headings_of(missing, self._columns))
        return RecordChange(file, name, data, is_new=True, missing=still), faults

    def _on_disk(self, file: str, record: Record[BaseModel] | None) -> bytes | None:
        """The bytes of a record that is there, also of a month's that is not filled in yet."""
        if record is None and self._what.month is None:
            return None
        try:
            return self._read(file)
        except FileNotFoundError:
            return None


def _household(value: RawValue) -> Iterator[tuple[str, Text]]:
    parts = taken_apart(str(value))
    if parts is None:
        message = Message(
            "{value!r} cannot be taken apart; give 省, 市县 and 街道 columns of their own",
            {"value": str(value)},
        )
        raise CellRefusedError(message)
    yield from parts.items()
