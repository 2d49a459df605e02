"""All records of a data folder, each with the places its values were written at."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace
from pydantic import BaseModel

from kefu_docs.diagnostics import Location
from kefu_docs.model.document_kind import Kinds
from kefu_docs.model.employee import Employee, Path
from kefu_docs.model.employer import Company
from kefu_docs.model.import_mapping import ImportMappings
from kefu_docs.model.kinds_in_doubt import KindsInDoubt
from kefu_docs.model.minimum_wage import MinimumWages
from kefu_docs.model.month import PersonMonth, TeamMonth
from kefu_docs.model.packet import PacketSpecs
from kefu_docs.model.pay_scheme import PayScheme
from kefu_docs.model.scalars import Month

T_co = TypeVar("T_co", covariant=True)


def _without_list(path: Path) -> Path:
    """The path of a value below `documents`, where one group stands without a list around it."""
    place = path.index("documents") + 2 if "documents" in path else len(path)
    return path[:place] + path[place + 1 :] if path[place : place + 1] == (0,) else path


KEY = "[key]"
"""Behind a path in a record's places: where the last key of the path stands, not its value."""


@dataclass(frozen=True, slots=True)
class Record(Generic[T_co]):
    """A decoded record, its file as it is shown to the user, and where each value stands in it.

    `digest` is that of the file's bytes and of the type they were decoded as; empty where the
    record was made otherwise.
    """

    file: str
    value: T_co
    places: Mapping[Path, Location] = field(repr=False, compare=False)
    digest: str = field(default="", repr=False, compare=False)

    def at(self, *path: str | int) -> Location:
        """Where `path` is written, or the nearest group around it that is."""
        if path not in self.places:
            path = _without_list(path)
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Location(self.file, 1, 1))

    def at_key(self, *path: str | int) -> Location:
        """Where the last key of `path` is written, or the value where there is no such key."""
        return self.places.get((*path, KEY)) or self.at(*path)


class Dataset(Struct, frozen=True):
    """The records that could be read. What could not is missing here and has a diagnostic.

    `digest` is that of every file that was read, whether it could be used or not. `templates` is
    the folder of templates, of which a record may name files, too; empty where it is not known.
    `in_doubt` says which kinds of documents are not among `kinds` for a fault of documents.yaml.
    """

    company: Record[Company] | None
    pay_schemes: Mapping[str, Record[PayScheme]] = {}
    employees: Mapping[str, Record[Employee]] = {}
    months: Mapping[Month, Mapping[str, Record[PersonMonth]]] = {}
    teams: Mapping[Month, Record[TeamMonth]] = {}
    packets: Record[PacketSpecs] | None = None
    minimum_wages: Record[MinimumWages] | None = None
    imports: Record[ImportMappings] | None = None
    kinds: Kinds = {}
    in_doubt: KindsInDoubt | None = None
    digest: str = ""
    templates: str = ""

    def records(self) -> Iterator[tuple[Record[BaseModel], str]]:
        """Every record, each with the id of the person it is about; an empty one for the others."""
        yield from ((record, employee) for employee, record in self.employees.items())
        for people in self.months.values():
            yield from ((record, employee) for employee, record in people.items())
        for record in (*self.pay_schemes.values(), *self.teams.values()):
            yield record, ""
        for single in (self.company, self.packets, self.minimum_wages, self.imports):
            if single is not None:
                yield single, ""

    def of_people(self, people: Collection[str]) -> Dataset:
        """The records of these people alone, beside those that are nobody's.

        Months in which none of them has a record are there, empty. It has no digest.
        """
        return replace(
            self,
            employees={id_: record for id_, record in self.employees.items() if id_ in people},
            months={
                month: {id_: record for id_, record in records.items() if id_ in people}
                for month, records in self.months.items()
            },
            digest="",
        )

    @property
    def employer(self) -> Company:
        """The company; LookupError where its record could not be read, so that nothing is built."""
        if self.company is None:
            raise LookupError("company.yaml")
        return self.company.value
