"""Workbooks as outputs: asked for, published, kept up to date, stopped by what they lack."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kefu_docs.diagnostics.errors import UsageError
from kefu_docs.pipeline.export_sheets import ExportRequest, export
from kefu_docs.pipeline.make_sheets import SheetMaker
from kefu_docs.pipeline.outcome import Outcome
from kefu_docs.pipeline.publish import Publisher
from kefu_docs.pipeline.settings import Settings
from kefu_docs.pipeline.wipe import wipe
from kefu_docs.records import load_dataset
from kefu_docs.report import read_manifest
from kefu_docs.store import Store
from tests.support.builds import copy_sample
from tests.support.records import edit

ON = dt.date(2026, 4, 30)


@pytest.fixture
def project(tmp_path: Path) -> Settings:
    """The sample, whose findings are answered."""
    copy_sample(tmp_path)
    return Settings(tmp_path / "data", tmp_path / "templates", tmp_path / "build", ON)


def as_packets_do(settings: Settings, *, dry_run: bool = False) -> Outcome:
    """Make what a build of packets makes of workbooks."""
    with Store(settings.store) as store:
        dataset, found = load_dataset(settings.data)
        outcome = Outcome(found)
        publisher = Publisher(settings.build, store, outcome)
        maker = SheetMaker(dataset, store, publisher, dry_run=dry_run)
        maker.make(maker.asked())
        if not dry_run:
            publisher.report(dataset, {}, on=ON, complete=True)
        return outcome


def test_an_export_is_listed_and_written_once(project: Settings) -> None:
    """The manifest tells of the workbook; the same records write nothing again."""
    request = ExportRequest(("花名册", "工资条"), "2026-04")
    outcome = export(project, request)
    assert outcome.built == ["excel/花名册", "excel/工资条-2026-04"]
    assert "excel/工资条-2026-04.xlsx" in outcome.written
    report = read_manifest((project.build / "manifest.json").read_bytes())
    assert [(e.path, e.kind, e.month) for e in report.entries] == [
        ("excel/工资条-2026-04.xlsx", "sheet", "2026-04"),
        ("excel/花名册.xlsx", "sheet", ""),
    ]
    assert export(project, request).written == []


def test_packets_make_what_packets_yaml_names(project: Settings) -> None:
    """`excel` is a list of workbooks; a comment in a record writes none of them anew."""
    (project.data / "packets.yaml").write_text("excel: [花名册, 提成]\n", "utf-8")
    dry = as_packets_do(project, dry_run=True)
    assert sorted(dry.reasons) == ["excel/提成-2026-04", "excel/花名册"]
    assert not (project.build / "excel").exists()
    outcome = as_packets_do(project)
    assert "excel/花名册.xlsx" in outcome.written
    assert sorted(outcome.reasons) == sorted(dry.reasons)
    file = project.data / "employees/E001.yaml"
    file.write_text("# 备注\n" + file.read_text("utf-8"), "utf-8")
    assert [f for f in as_packets_do(project).written if f.startswith("excel/")] == []


def test_what_was_exported_is_kept_up_to_date_until_it_is_deleted(project: Settings) -> None:
    """A build of packets writes it anew where its records changed, and forgets a deleted one."""
    export(project, ExportRequest(("花名册",)))
    edit(project.data / "employees/E001.yaml", "张晓宇", "张小宇")
    assert "excel/花名册.xlsx" in as_packets_do(project).written
    (project.build / "excel/花名册.xlsx").unlink()
    assert as_packets_do(project).built == []


def test_a_record_that_cannot_be_read_stops_the_sheets_it_is_missing_from(
    project: Settings,
) -> None:
    """Nobody sees who is missing from a list; an error in figures stops figures alone."""
    edit(project.data / "employees/E002.yaml", "hired_on:", "hired:")
    outcome = export(project, ExportRequest())
    assert "excel/花名册" in outcome.blocked
    assert outcome.exit_code == 1
    assert not (project.build / "excel").exists()


def test_a_month_that_cannot_be_paid_stops_its_figures(project: Settings) -> None:
    """A month on record whose contract has no scheme: the person would be missing from the sums."""
    edit(project.data / "employees/E002.yaml", "pay_scheme: standard", "pay_scheme: other")
    outcome = export(project, ExportRequest())
    assert "excel/花名册" in outcome.built
    assert "excel/工资汇总表-2026-04" in outcome.blocked
    assert "excel/个税-2026" in outcome.blocked


def test_wiping_a_person_removes_the_sheets_that_name_them(project: Settings) -> None:
    """What the manifest lists is made again; another sheet is left to be deleted by hand."""
    export(project, ExportRequest(("花名册",)))
    other = project.build / "excel" / "别的.xlsx"
    other.write_bytes(b"")
    wiped = wipe(project, "E001")
    assert "excel/花名册.xlsx" in wiped.removed
    assert other.as_posix() in wiped.by_hand


def test_an_unknown_sheet_is_told_with_the_nearest(project: Settings) -> None:
    """A slip in a sheet's name is answered with the names there are."""
    with pytest.raises(UsageError, match="did you mean '工资条'"):
        export(project, ExportRequest(("工资",)))
