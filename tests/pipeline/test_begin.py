"""The one document that is asked for goes to LibreOffice before the rules are applied."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kefu_docs.convert.pool import Pool
from kefu_docs.pipeline import rest_of_build
from kefu_docs.pipeline.check import findings
from kefu_docs.pipeline.settings import Settings
from kefu_docs.render.templating import template
from kefu_docs.render.templating.docxtpl_finish import finished
from tests.support.builds import build_contracts, build_summaries

pytestmark = pytest.mark.office


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What LibreOffice is given, and when the rules are applied, in order."""
    happened: list[str] = []

    def noted(what: str, function: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **how: Any) -> Any:
            happened.append(what)
            return function(*given, **how)

        return call

    monkeypatch.setattr(Pool, "submit", noted("convert", Pool.submit))
    monkeypatch.setattr(rest_of_build, "findings", noted("rules", findings))
    return happened


def edit(record: Path, before: str, after: str) -> None:
    """Change a value that stands once."""
    text = record.read_text("utf-8")
    assert text.count(before) == 1
    record.write_text(text.replace(before, after), "utf-8")


@pytest.fixture
def record(settings: Settings) -> Path:
    """A person's record, which has another address than when the sample was built."""
    path = settings.data / "employees/E003.yaml"
    edit(path, "residence: ", "residence: 新")
    return path


@pytest.mark.usefixtures("record")
def test_libreoffice_has_the_document_while_rules_are_applied(
    settings: Settings, log: list[str]
) -> None:
    """It is given the document once, and what it makes is published."""
    outcome = build_contracts(settings, "E003")
    assert log == ["convert", "rules"]
    assert outcome.failures == []
    assert {"contracts/E003.docx", "contracts/E003.pdf"} <= set(outcome.written)


def test_what_a_rule_stops_is_not_published(
    settings: Settings, record: Path, log: list[str]
) -> None:
    """Though LibreOffice has it by then; once the error is mended it is built."""
    edit(record, "id_number: 320581200002290133", "id_number: 320581200002290134")
    outcome = build_contracts(settings, "E003")
    assert log == ["convert", "rules"]
    assert list(outcome.blocked) == ["contracts/E003"]
    assert (outcome.failures, set(outcome.written)) == ([], {"index.html", "manifest.json"})
    edit(record, "id_number: 320581200002290134", "id_number: 320581200002290133")
    assert "contracts/E003.pdf" in build_contracts(settings, "E003").written


def test_what_reading_stops_is_not_begun(settings: Settings, record: Path, log: list[str]) -> None:
    """A record that cannot be read has no document."""
    edit(record, "residence: ", "residenze: ")
    assert build_contracts(settings, "E003").exit_code == 1
    assert log == ["rules"]


@pytest.mark.usefixtures("record")
def test_a_template_that_fails_is_told_once(settings: Settings, log: list[str]) -> None:
    """By the document, not by what began with it."""
    labor = settings.templates / "contract_labor.docx"
    (settings.templates / "contract_service.docx").write_bytes(labor.read_bytes())
    outcome = build_contracts(settings, "E003")
    assert [failure.name for failure in outcome.failures] == ["contracts/E003"]
    assert log == ["rules"]


@pytest.mark.usefixtures("record")
def test_a_document_that_lost_text_is_not_published(
    settings: Settings, log: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """LibreOffice has it before the template's text is looked for in it."""
    monkeypatch.setattr(template, "finished", lambda xml: finished(xml).replace("甲方", "", 1))
    outcome = build_contracts(settings, "E003")
    assert log == ["convert", "rules"]
    assert ["is lost on the way" in str(failure.error) for failure in outcome.failures] == [True]
    assert set(outcome.written) == {"index.html", "manifest.json"}


@pytest.mark.usefixtures("record")
def test_what_is_known_or_one_of_several_is_not_begun(settings: Settings, log: list[str]) -> None:
    """The store has what was built before; several documents share a conversion."""
    build_contracts(settings, "E003")
    log.clear()
    assert build_contracts(settings, "E003", "E001").failures == []
    assert build_summaries(settings, "2026-04", "E001").failures == []
    assert "convert" not in log
    edit(settings.data / "employees/E001.yaml", "residence: ", "residence: 新")
    edit(settings.data / "employees/E003.yaml", "residence: 新", "residence: 旧")
    build_contracts(settings, "E003", "E001")
    assert log[-2:] != ["convert", "rules"]
    assert log.index("convert") > log.index("rules")
