"""Checking twice: nothing is looked at again until something that rules look at has changed."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import docx
import pytest

from kefu_docs.diagnostics import Diagnostic, Severity, in_order
from kefu_docs.diagnostics.errors import TemplateError, exit_code_of
from kefu_docs.fonts import Coverage
from kefu_docs.model import Document
from kefu_docs.pipeline import (
    attachment_examiner,
    check,
    findings_by_person,
    plan,
    template_notices,
)
from kefu_docs.pipeline.settings import Settings
from kefu_docs.pipeline.shard import Shard
from kefu_docs.pipeline.template_values import context_of
from kefu_docs.pipeline.toolchain import fonts_of
from kefu_docs.records import load_dataset
from kefu_docs.render.renderer import Context, Renderer
from kefu_docs.rules import RULES, Case, findings_of_people
from kefu_docs.store import Store
from tests.support.builds import copy_sample
from tests.support.records import edit
from tests.support.word import paragraph, simple_field, word

ON = dt.date(2026, 4, 30)


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The sample to change, with findings of each kind: on records, months and texts."""
    copy_sample(tmp_path)
    edit(tmp_path / "data/employees/E002.yaml", "kind: labor", "kind: labor\n  wording: current")
    edit(tmp_path / "data/employees/E002.yaml", "  duties:", "  duties:\n    - 罚款奖励")
    return Settings(tmp_path / "data", tmp_path / "templates", tmp_path / "build", ON)


@pytest.fixture
def checked(monkeypatch: pytest.MonkeyPatch) -> Callable[[Settings], tuple[list[Diagnostic], int]]:
    """Check as a command does: the diagnostics, and how often the rules were run for them."""
    runs: list[Case] = []

    def noted(case: Case) -> dict[str, list[Diagnostic]]:
        runs.append(case)
        return findings_of_people(case)

    def checked(settings: Settings) -> tuple[list[Diagnostic], int]:
        runs.clear()
        with Store(settings.build / ".store") as store:
            coverage = Coverage(fonts_of(settings, store), store)
            renderer = Renderer(settings.templates, store, coverage)
            _, diagnostics = check.check(settings, store, renderer)
        return diagnostics, len(runs)

    monkeypatch.setattr(findings_by_person, "findings_of_people", noted)
    return checked


Check = Callable[[Settings], tuple[list[Diagnostic], int]]


def test_nothing_changed_is_answered_from_digests(settings: Settings, checked: Check) -> None:
    """A second check gives the same findings with places and values, and runs no rule."""
    first, runs = checked(settings)
    assert runs == 1
    assert {"void-passage-text", "month-missing"} <= {d.rule for d in first}
    assert checked(settings) == (first, 0)


def test_each_part_of_a_build_checks_its_own_people(settings: Settings, checked: Check) -> None:
    """Together they find what one check finds, and nothing about a person twice; what a part found
    is not taken for all that there is.
    """
    parts = [replace(settings, shard=Shard(number, 2)) for number in (1, 2)]
    first, second = ([d for d in checked(part)[0] if _is_of_person(d)] for part in parts)
    assert first
    assert second
    assert not {d.location.file for d in first} & {d.location.file for d in second}
    whole, _ = checked(settings)
    assert in_order([*first, *second]) == [d for d in whole if _is_of_person(d)]


def _is_of_person(finding: Diagnostic) -> bool:
    """Whether it is about one person, and found by looking at nobody else."""
    across = {rule.id for rule in RULES if rule.across}
    return "/E0" in finding.location.file and finding.rule not in across


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("data/employees/E001.yaml", "name: 张晓宇", "name: 张晓雨"),
        ("data/employees/E001.yaml", "# 张晓宇", "# 一行\n# 张晓宇"),
        ("data/months/2026-04/E001.yaml", "sales: 36520.00", "sales: 36521.00"),
        ("data/company.yaml", "city: 杭州", "city: 宁波"),
    ],
)
def test_a_changed_record_is_checked(
    settings: Settings, checked: Check, file: str, old: str, new: str
) -> None:
    """After a change of a record the findings are those of an empty store, at their new lines."""
    checked(settings)
    edit(settings.data.parent / file, old, new)
    found, runs = checked(settings)
    assert runs == 1
    assert checked(replace(settings, build=settings.build / "new")) == (found, 1)


def test_another_day_and_another_template_are_checked(settings: Settings, checked: Check) -> None:
    """On another day, and with another template, the rules are run again."""
    checked(settings)
    assert checked(replace(settings, on=ON + dt.timedelta(days=1)))[1] == 1
    shutil.copy(
        settings.templates / "contract_service.docx", settings.templates / "contract_labor.docx"
    )
    assert checked(settings)[1] == 1


def test_a_template_saved_meanwhile_is_for_the_next_check(
    settings: Settings, checked: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is found is kept under the templates that were printed, not those that lie there."""
    labor, service = (settings.templates / f"contract_{kind}.docx" for kind in ("labor", "service"))
    before = labor.read_bytes()

    def saved_after_reading(settings: Settings, renderer: Renderer) -> str:
        renderer.template_digest("contract_labor")
        shutil.copy(service, labor)
        return surroundings(settings, renderer)

    surroundings = check._surroundings
    with monkeypatch.context() as patched:
        patched.setattr(check, "_surroundings", saved_after_reading)
        first, _ = checked(settings)
    second, runs = checked(settings)
    assert runs == 1
    assert second != first
    labor.write_bytes(before)
    assert checked(settings) == (first, 0)


def test_findings_without_their_places_are_not_kept(
    settings: Settings, checked: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A record is edited while it is checked, and then taken back: its lines are told again."""
    record = settings.data / "employees/E003.yaml"
    before = record.read_text("utf-8")

    def edited(*given: Any) -> object:
        loaded = load_dataset(*given)
        record.write_text(f"# 备注\n{before}", "utf-8")
        return loaded

    with monkeypatch.context() as patched:
        patched.setattr(check, "load_dataset", edited)
        first, _ = checked(settings)
    record.write_text(before, "utf-8")
    kept, _ = checked(settings)
    assert kept == checked(replace(settings, build=settings.build / "new"))[0] != first


def test_what_is_no_template_stops_no_check(settings: Settings, checked: Check) -> None:
    """A link that leads nowhere, as Emacs leaves one as a lock, and a folder of that name."""
    found, _ = checked(settings)
    (settings.templates / ".#contract_labor.docx").symlink_to("somebody@elsewhere")
    assert checked(settings)[0] == found
    (settings.templates / "旧.docx").mkdir()
    assert {d.rule for d in checked(settings)[0]} == {d.rule for d in found}


def test_without_the_company_its_papers_are_not_read(settings: Settings, checked: Check) -> None:
    """What is missing is told, and no fault of the program's own at people with papers."""
    shutil.copy(settings.templates / "contract_labor.docx", settings.templates / "告知书.docx")
    text = "告知书:\n  for: contract\n  title: 告知书\n  made: always\n"
    (settings.data / "documents.yaml").write_text(text, "utf-8")
    (settings.data / "company.yaml").unlink()
    rules = {d.rule for d in checked(settings)[0]}
    assert "file-missing" in rules
    assert "internal" not in rules


def test_a_person_whose_id_is_a_month_is_checked(settings: Settings, checked: Check) -> None:
    """A change of the person's record is seen beside the record of that month."""
    people = settings.data / "employees"
    (people / "E003.yaml").rename(people / "2026-04.yaml")
    month = settings.data / "months/2026-04"
    (month / "E003.yaml").rename(month / "2026-04.yaml")
    checked(settings)
    edit(people / "2026-04.yaml", "name: ", "name: 甲")
    found, runs = checked(settings)
    assert runs == 1
    assert checked(replace(settings, build=settings.build / "new")) == (found, 1)


def test_a_file_that_cannot_be_read_is_said_every_time(settings: Settings, checked: Check) -> None:
    """What is wrong with a file is no finding of a rule; mending it runs the rules."""
    file = settings.data / "employees" / "E003.yaml"
    sound = file.read_bytes()
    checked(settings)
    file.write_bytes(b"name: [")
    for runs in (1, 0):
        found, counted = checked(settings)
        assert counted == runs
        assert "yaml-syntax" in {d.rule for d in found}
    file.write_bytes(sound)
    assert checked(settings)[1] == 0


def test_an_attachment_is_examined_once(
    settings: Settings, checked: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is said of an attachment is known by its bytes; another file by its name is examined."""
    started: list[object] = []
    start = attachment_examiner.Examiner._start

    def noted(self: attachment_examiner.Examiner) -> Connection:
        started.append(self)
        return start(self)

    monkeypatch.setattr(attachment_examiner.Examiner, "_start", noted)
    first, _ = checked(settings)
    assert len(started) == 1
    assert checked(settings)[0] == first
    assert len(started) == 1
    attachment = next((settings.data / "employees" / "attachments").iterdir())
    attachment.write_bytes(b"no PDF")
    changed, _ = checked(settings)
    assert len(started) == 2
    assert "attachment-broken" in {d.rule for d in changed}


def test_a_template_runs_no_command(settings: Settings, checked: Check) -> None:
    """Records are checked by printing contracts: a template that was sent along is harmless."""
    made = settings.data.parent / "made"
    unpickled = f"cos\\nmkdir\\n(S'{made}'\\ntR."
    document = docx.Document()
    document.add_paragraph(
        f'{{{{ employee.parse_raw("{unpickled}", content_type="application/pickle", '
        "allow_pickle=true) }}"
    )
    document.save(str(settings.templates / "contract_labor.docx"))
    checked(settings)
    assert not made.exists()
    dataset, _ = load_dataset(settings.data)
    (contract,) = plan.contracts(dataset, ["E001"])
    with Store(settings.build / ".store") as store:
        coverage = Coverage(fonts_of(settings, store), store)
        renderer = Renderer(settings.templates, store, coverage)
        for ask in (renderer.text, renderer.rendered):
            with pytest.raises(TemplateError, match="“parse_raw”"):
                ask(contract, partial(context_of, dataset, contract))
    assert not made.exists()


def test_a_fault_in_a_persons_text_stops_that_person_alone(
    settings: Settings,
    checked: Callable[[Settings], tuple[list[Diagnostic], int]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """It is told at the contract, with exit code 70; the next check tells it from what was kept."""
    text = Renderer.text

    def failing(self: Renderer, document: Document, context: Context) -> str:
        if document.employee == "E003":
            raise RecursionError
        return text(self, document, context)

    monkeypatch.setattr(Renderer, "text", failing)
    for looked_for in (1, 0):
        found, runs = checked(settings)
        (fault,) = (d for d in found if d.rule == "internal")
        assert fault.location.file.endswith("employees/E003.yaml")
        assert exit_code_of(found) == 70
        assert runs == looked_for
    assert "RecursionError" in settings.log.read_text("utf-8")


@pytest.mark.parametrize("name", ["contract_labor", "在职证明", "获奖证书"])
def test_a_damaged_template_is_told_before_a_document_is_made_from_it(
    settings: Settings, checked: Callable[[Settings], tuple[list[Diagnostic], int]], name: str
) -> None:
    """Also one that no record asks for yet; the others are looked at, and nothing stops."""
    path = settings.templates / f"{name}.docx"
    path.write_bytes(b"PK\3\4 half a download")
    found = [d for d in checked(settings)[0] if d.rule == "template-unreadable"]
    assert [(d.location.file, d.severity) for d in found] == [(path.as_posix(), Severity.WARNING)]
    assert "is damaged (it breaks off, or is no zip)" in found[0].message.text()


def test_what_a_template_in_use_changes_is_told_by_each_check(
    settings: Settings,
    checked: Callable[[Settings], tuple[list[Diagnostic], int]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A build need not have been preceded by `template lint`; what was told once is kept."""
    cover = settings.templates / "packet_cover.docx"
    cover.write_bytes(word(paragraph(simple_field("AUTHOR", "甲"))))
    first = [d for d in checked(settings)[0] if d.rule == "template-notice"]
    assert [(d.location.file, d.message.text()) for d in first] == [
        (cover.as_posix(), "the field AUTHOR is printed as Word stored it: “甲”")
    ]
    monkeypatch.setattr(template_notices, "told_of_template", None)  # is not read again
    assert [d for d in checked(settings)[0] if d.rule == "template-notice"] == first
