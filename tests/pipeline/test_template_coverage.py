"""What a template and the records have of each other."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from kefu_docs.diagnostics.errors import UsageError
from kefu_docs.pipeline.queries import lint_templates
from kefu_docs.pipeline.settings import Settings
from kefu_docs.pipeline.template_coverage import TemplateCoverage, template_coverage
from tests.support.kinds_of_documents import EMPLOYEE, FILES, write_shop
from tests.support.word import paragraph, run
from tests.support.word import word as docx_of

KIND = {
    "fields": {
        "signed_on": {"type": "date"},
        "scope": {"type": "text", "label": "保密范围"},
        "items": {
            "type": "list",
            "of": "group",
            "required": "no",
            "fields": {"name": {"type": "text"}, "count": {"type": "count"}},
        },
        "level": {"type": "text", "required": "no", "label": "密级"},
    }
}


def covered(root: Path, *paragraphs: str, name: str = "保密协议") -> TemplateCoverage:
    """The coverage of a 保密协议 with these paragraphs, which two documents of E001 ask for."""
    declared = {**FILES["documents.yaml"], "保密协议": KIND}
    first, second = FILES[EMPLOYEE]["documents"]["保密协议"]
    documents = {**FILES[EMPLOYEE]["documents"], "保密协议": [{**first, "level": "重要"}, second]}
    person = {**FILES[EMPLOYEE], "documents": documents}
    files = {**FILES, "documents.yaml": declared, EMPLOYEE: person}
    data, templates = write_shop(root, files)
    body = "".join(paragraph(run(text)) for text in paragraphs)
    (templates / "保密协议.docx").write_bytes(docx_of(body))
    settings = Settings(data, templates, root / "build", dt.date(2026, 4, 30))
    return template_coverage(settings, name)


def test_each_name_is_told_with_its_paragraph_and_who_lacks_it(tmp_path: Path) -> None:
    """An optional field that one of two documents has; a group that all have."""
    found = covered(tmp_path, "甲{{ document.scope }}", "乙{{ document.level }}{{ company.agent }}")
    assert found.documents == ("documents/保密协议/E001", "documents/保密协议/E001-2")
    uses = {use.name: (use.paragraphs, use.lacking) for use in found.uses}
    assert uses["document.scope"] == (("甲{{ document.scope }}",), ())
    assert uses["document.level"][1] == ("documents/保密协议/E001-2",)
    assert uses["company.agent"][1] == found.documents
    assert found.faults == ()


def test_fields_that_are_never_printed_are_told(tmp_path: Path) -> None:
    """Those of a group in a list, too; with their labels."""
    text = "{% for each in document.items %}{{ each.name }}{% endfor %}{{ document.signed_on }}"
    found = covered(tmp_path, text)
    assert found.unprinted == (
        ("document.scope", "保密范围"),
        ("document.items[].count", ""),
        ("document.level", "密级"),
    )
    whole = covered(tmp_path / "whole", "{% for k, v in document.items() %}{{ k }}{% endfor %}")
    assert whole.unprinted == ()


def test_a_name_that_nothing_has_is_a_fault(tmp_path: Path) -> None:
    """The field that is meant is told."""
    (fault,) = covered(tmp_path, "{{ document.scop }}").faults
    assert "did you mean document.scope" in fault.message.text()


def test_a_template_is_named_by_kind_or_file(tmp_path: Path) -> None:
    """What is neither is told with the one that is meant."""
    assert covered(tmp_path, "甲", name="templates/保密协议.docx").uses == ()
    with pytest.raises(UsageError, match="there is no template 保密协义; did you mean '保密协议'"):
        covered(tmp_path / "other", "甲", name="保密协义")
    with pytest.raises(UsageError, match=r"say which template: NAME=…; there are: .*保密协议"):
        covered(tmp_path / "none", "甲", name="")


def test_templates_are_checked_without_records_too(tmp_path: Path) -> None:
    """Whoever writes a template may have none yet; each is then a kind by itself."""
    templates = tmp_path / "templates"
    templates.mkdir()
    (templates / "保密协议.docx").write_bytes(docx_of(paragraph(run("{{ employee.nam }}"))))
    settings = Settings(tmp_path / "data", templates, tmp_path / "build", dt.date(2026, 4, 30))
    (report,) = lint_templates(settings)
    (fault,) = report.faults
    assert "did you mean employee.name" in fault.message.text()
