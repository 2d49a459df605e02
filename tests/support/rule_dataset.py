"""A small valid data folder as text, changes to it, and the case made from it."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Mapping
from typing import Any, Final, TypeVar

from pydantic import BaseModel

from kefu_docs.diagnostics import Location
from kefu_docs.fonts import Coverage, find_fonts
from kefu_docs.model import (
    Company,
    Dataset,
    Employee,
    MinimumWages,
    Month,
    PacketSpecs,
    PayScheme,
    PersonMonth,
    Record,
    TeamMonth,
)
from kefu_docs.rules import Agreement, Case, judge
from tests.support import records

M = TypeVar("M", bound=BaseModel)

# Computed material stands among the files: a Statement at "statements/2026-04/E001", the text of
# a person's first contract at "texts/E001/0".
# A change maps "file:key.key.0" to the new value; GONE takes the key out, "file" alone is a file.
Changes = Mapping[str, Any]
GONE: Final = object()
COVERAGE: Final = Coverage(find_fonts(None))
WAGES: Final = "minimum_wage.yaml"
TODAY: Final = dt.date(2026, 4, 30)
LABOR = records.labor(number="L-1")
SERVICE = records.service(
    number="S-1", signed_on="2026-01-30", starts_on="2026-02-01", ends_on="2027-01-31"
)
MONTH = records.changed(
    {key: value for key, value in records.MONTH.items() if key not in ("sales", "reviews")},
    {
        "tickets": {"dispatched": "10"},
        "attendance": {"rest_days": "1"},
        "summary": {"sections": [{"paragraphs": ["完成了任务。"]}]},
    },
)
BASE: dict[str, Any] = {
    "company.yaml": records.changed(records.COMPANY, {"region": {"city": "杭州", "tier": "1"}}),
    "pay/standard.yaml": records.changed(records.PAY_SCHEME, {"base": "2660.00"}),
    "employees/E001.yaml": {**records.PERSON, "hired_on": "2026-02-01", "contract": LABOR},
    "employees/E002.yaml": {
        **records.PERSON,
        "name": "林海峡",
        "gender": "男",
        "id_number": "320581200002290133",
        "mobile": "19900000002",
        "hired_on": "2026-02-01",
        "contract": SERVICE,
    },
    "months/2026-04/E001.yaml": {
        **MONTH,
        "sales": "36520.50",
        "reviews": {"neutral": "2", "negative": "6"},
    },
    "months/2026-04/E002.yaml": {
        **MONTH,
        "sales": "30000.00",
        "reviews": {"neutral": "3", "negative": "4"},
    },
    "months/2026-04/team.yaml": {
        **records.TEAM,
        "done": ["新员工的培训已完成。"],
        "assignments": [{"item": "中差评", "owner": "张晓宇", "result": "解决"}],
        "reviews": {"neutral": "5", "negative": "10"},
        "total_sales": "66520.50",
    },
    "packets.yaml": {
        "packets": {"spring": {"title": "春季", "employees": ["E001"], "months": ["2026-04"]}}
    },
}


def changed(changes: Changes) -> dict[str, Any]:
    """The base files with the changes made, in the order they are written."""
    files = copy.deepcopy(BASE)
    for place, value in changes.items():
        file, _, dotted = place.partition(":")
        keys: list[str | int] = [int(k) if k.isdigit() else k for k in dotted.split(".") if k]
        group: Any = files
        for key in (file, *keys)[:-1]:
            group = group[key]
        last = (file, *keys)[-1]
        if value is GONE:
            del group[last]
        else:
            group[last] = copy.deepcopy(value)
    return files


def location(files: Mapping[str, Any], place: str) -> Location:
    """Where "file:key.key" stands: the line is that of a listing of all keys in order."""
    file, _, dotted = place.partition(":")
    path = tuple(int(k) if k.isdigit() else k for k in dotted.split(".") if k)
    return _places(file, files[file])[path]


def _places(file: str, content: Any) -> dict[tuple[str | int, ...], Location]:
    places: dict[tuple[str | int, ...], Location] = {}

    def walk(path: tuple[str | int, ...], value: Any) -> None:
        places[path] = Location(file, len(places) + 1, 1)
        pairs = value.items() if isinstance(value, dict) else enumerate(value)
        for key, inner in pairs if isinstance(value, dict | list) else ():
            walk((*path, key), inner)

    walk((), content)
    return places


def _record(files: Mapping[str, Any], file: str, model: type[M]) -> Record[M]:
    return Record(file, model.model_validate(files[file]), _places(file, files[file]))


def case_of(files: Mapping[str, Any], on: dt.date = TODAY) -> Case:
    """The case of a data folder on a build date."""
    months: dict[Month, dict[str, Record[PersonMonth]]] = {}
    teams: dict[Month, Record[TeamMonth]] = {}
    dataset = Dataset(
        company=_record(files, "company.yaml", Company) if "company.yaml" in files else None,
        pay_schemes={
            _stem(file): _record(files, file, PayScheme) for file in files if file[:4] == "pay/"
        },
        employees={
            _stem(file): _record(files, file, Employee)
            for file in files
            if file.startswith("employees/")
        },
        months=months,
        teams=teams,
        packets=_record(files, "packets.yaml", PacketSpecs) if "packets.yaml" in files else None,
        minimum_wages=_record(files, WAGES, MinimumWages) if WAGES in files else None,
    )
    for file in files:
        if file.startswith("months/"):
            month = Month.parse(file.split("/")[1])
            if _stem(file) == "team":
                teams[month] = _record(files, file, TeamMonth)
            else:
                months.setdefault(month, {})[_stem(file)] = _record(files, file, PersonMonth)
    return Case(
        dataset,
        on,
        coverage=COVERAGE,
        statements={
            (Month.parse(file.split("/")[1]), _stem(file)): content
            for file, content in files.items()
            if file.startswith("statements/")
        },
        judged={
            (employee, index): judge(dataset, Agreement(employee, record, path, contract), text)
            for employee, record in dataset.employees.items()
            for index, (path, contract) in enumerate(record.value.all_contracts())
            if (text := files.get(f"texts/{employee}/{index}")) is not None
        },
    )


def _stem(file: str) -> str:
    return file.rsplit("/", 1)[-1].removesuffix(".yaml")
