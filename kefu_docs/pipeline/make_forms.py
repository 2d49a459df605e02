"""Blank forms for Excel, written on demand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final

from kefu_docs.excel import workbook_bytes
from kefu_docs.excel.form import month_form, roster_form
from kefu_docs.model import Employee
from kefu_docs.pipeline.settings import Settings
from kefu_docs.records import load_dataset, load_models
from kefu_docs.store import publish

FORMS: Final = ("花名册模板", "业绩模板")
_MADE_ON: Final = dt.date(2026, 1, 1)


def make_forms(settings: Settings) -> list[Path]:
    """Write both forms to build/excel/, and give their paths.

    The form for people has the papers of the shop's kinds, that for figures everybody's id and
    name, where there are records.
    """
    people: list[tuple[str, str]] = []
    employee = Employee
    if settings.data.is_dir():
        dataset, _ = load_dataset(settings.data)
        people = [(id_, record.value.name) for id_, record in dataset.employees.items()]
        employee = load_models(settings.data, settings.templates).employee
    sheets = (roster_form(employee), month_form(people))
    paths = []
    for name, sheet in zip(FORMS, sheets, strict=True):
        path = settings.build / "excel" / f"{name}.xlsx"
        publish(path, workbook_bytes([sheet], name, _MADE_ON))
        paths.append(path)
    return paths
