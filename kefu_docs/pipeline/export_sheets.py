"""Workbooks written on demand; nothing else is built, and LibreOffice is not needed."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import UsageError
from kefu_docs.diagnostics.nearest import did_you_mean
from kefu_docs.excel import FREQUENCIES, planned
from kefu_docs.model import ExcelName
from kefu_docs.pipeline.check import check
from kefu_docs.pipeline.make_sheets import SheetMaker
from kefu_docs.pipeline.outcome import Outcome
from kefu_docs.pipeline.publish import Publisher
from kefu_docs.pipeline.settings import Settings
from kefu_docs.pipeline.toolchain import coverage_of
from kefu_docs.records import choose_month
from kefu_docs.render.renderer import Renderer
from kefu_docs.store import Store


class ExportRequest(Struct, frozen=True):
    """Which workbooks, of which month, with private values masked or not; all where not named."""

    names: tuple[str, ...] = ()
    month: str | None = None
    redacted: bool = False


def export(settings: Settings, request: ExportRequest) -> Outcome:
    """Write the workbooks to build/excel/ and list them in the report.

    Raises UsageError for a name that no workbook has, and for a month without records.
    """
    names = _names(request.names)
    with Store(settings.store) as store:
        coverage = coverage_of(settings, store)
        dataset, found = check(settings, store, Renderer(settings.templates, store, coverage))
        outcome = Outcome(found)
        publisher = Publisher(settings.build, store, outcome, verify=settings.verify)
        maker = SheetMaker(dataset, store, publisher)
        months = choose_month(request.month, maker.months)
        maker.make(planned(names, months, redacted=request.redacted))
        tools = publisher.tools_before
        publisher.report(dataset, tools, on=settings.on, complete=False)
        return outcome


def _names(asked: Sequence[str]) -> list[ExcelName]:
    found: list[ExcelName] = []
    for word in asked:
        name = next((known for known in FREQUENCIES if known == word), None)
        if name is None:
            values = {"name": word, "hint": did_you_mean(word, FREQUENCIES)}
            known = {"names": "、".join(FREQUENCIES)}
            raise UsageError(
                Message("no sheet is called {name!r}{hint}", values),
                Message("there are {names}", known),
            )
        found.append(name)
    return found or list(FREQUENCIES)
