"""What is wrong with a template that compiles is found before anything is printed."""

from __future__ import annotations

import docx
import pytest
from docx.document import Document

from kefu_docs.render.lint.template_lint import template_faults
from kefu_docs.render.templating.template import Template
from tests.render.lint.test_name_check import given_to
from tests.support.word import docx_with, paragraphs, saved


@pytest.mark.parametrize(
    ("tag", "told"),
    [
        ("{{ compny.name }}", "nothing is called compny; did you mean company?"),
        ("{{ company.nmae }}", "nothing is called company.nmae; did you mean company.name?"),
        ("{{ 公司.名称 }}", "nothing is called 公司; did you mean company?"),
        ("{{ contract.hours.noon }}", "nothing is called contract.hours.noon; there are "),
        ("{{ contract.duties }}", "contract.duties is not a single value; print what it holds"),
        (
            "{{ contract.starts_on + '起' }}",
            "contract.starts_on + '起' cannot be printed: + does not",
        ),
        (
            "{{ scheme.base * 1.5 }}",
            "scheme.base * 1.5 cannot be printed: * does not take a number",
        ),
        ("{{ employee.name|date }}", "employee.name|date cannot be printed: the filter date does"),
        ("{{ contract.starts_on|date|capitals }}", "contract.starts_on|date|capitals cannot be"),
        ("{{ contract.starts_on|amount }}", "contract.starts_on|amount cannot be printed: the f"),
        ("{{ contract.duties|upper }}", "contract.duties|upper is not a single value"),
        ("{{ contract.starts_on|date('y') }}", "contract.starts_on|date('y') cannot be printed"),
        ("{% if contract.starts_on > 2026 %}{% endif %}", "if contract.starts_on > 2026 cannot"),
        ("{% for i in contract.starts_on %}{% endfor %}", "for i in contract.starts_on cannot be"),
        ("{% include 'a.docx' %}", "include 'a.docx' takes in another file"),
        ("{% import 'a.docx' as a %}", "import 'a.docx' as a takes in another file"),
        ("{% macro a() %}{{ a() }}{% endmacro %}{{ a() }}", "the macro a calls itself without end"),
        ("{% for i in range(1000000) %}{{ i }}{% endfor %}", "range may count to 100000 at most"),
        ("{% for i in range(10 ** 9) %}{{ i }}{% endfor %}", "range may count to 100000 at most"),
    ],
)
def test_a_fault_is_told_with_its_paragraph(tag: str, told: str) -> None:
    """Each of these would be told when a document is printed, or never."""
    template = Template("t.docx", paragraphs("甲方", f"前 {tag} 后"))
    (fault,) = template_faults(template, given_to("contract_labor"))
    assert fault.message.text().startswith(f"t.docx, paragraph “前 {tag} 后”: {told}")


def test_too_many_paragraphs_are_told() -> None:
    """Two loops of 200, one in the other, around a paragraph."""
    loop = ("{%p for i in range(200) %}", "{%p for j in range(200) %}", "{{ j }}")
    template = Template("t.docx", paragraphs(*loop, "{%p endfor %}", "{%p endfor %}"))
    (fault,) = template_faults(template, None)
    assert fault.message.text().endswith("it makes more than 20000 paragraphs")


@pytest.mark.parametrize(
    "tag",
    [
        "{% macro a(n) %}{% if n %}{{ a(n - 1) }}{% endif %}{% endmacro %}{{ a(3) }}",
        "{% for i in range(100) %}{% for j in range(300) %}{{ j }}{% endfor %}{% endfor %}",
        "{% for i in contract.duties %}{{ i }}{% endfor %}",
        "{{ employee.id_number|amount }}",  # of digits it may be
        "{{ contract.starts_on.year + 1 }}{{ contract.starts_on|date + '起' }}",
        "{{ contract.starts_on|date ~ scheme.base|capitals }}",
        "{% if contract.ends_on and contract.ends_on > contract.starts_on %}{% endif %}",
        "{% set n = 0 %}{% for i in range(3) %}{% set n = n + scheme.base %}{% endfor %}{{ n }}",
        "{% if employee.name is string %}{% else %}{{ employee.name + 1 }}{% endif %}",
        "{{ contract.duties|join('、') }}{{ contract.duties|length + 1 }}",
        "{{ (scheme.base / 2)|amount }}{{ scheme.base|round(1) }}{{ '甲' * 3 }}",
    ],
)
def test_what_ends_is_no_fault(tag: str) -> None:
    """A macro that calls itself under a condition; long text; values used as what they may be."""
    template = Template("t.docx", paragraphs(tag))
    assert template_faults(template, given_to("contract_labor")) == ()


def test_macros_that_call_each_other_without_end_are_told() -> None:
    """Each of the two."""
    tags = "{% macro a() %}{{ b() }}{% endmacro %}{% macro b() %}{{ a() }}{% endmacro %}"
    found = template_faults(Template("t.docx", paragraphs(tags)), None)
    assert len(found) == 2


def test_headers_are_checked_too() -> None:
    """And all faults of a template come at once."""
    document = docx.Document()
    document.add_paragraph("{{ compny.name }} {{ employee.nme }}")
    document.sections[0].header.paragraphs[0].text = "{{ company.adress }}"
    template = Template("t.docx", saved(document))
    found = template_faults(template, given_to("contract_labor"))
    said = [fault.message.text().rpartition("did you mean ")[2] for fault in found]
    assert said == ["company?", "employee.name?", "company.address?"]


def test_a_template_of_unknown_names_is_checked_for_the_rest() -> None:
    """Names of a template that no document is made from are not known."""
    found = template_faults(Template("t.docx", paragraphs("{{ x.y }}{% include 'a' %}")), None)
    assert len(found) == 1


def test_the_shade_of_a_cell_is_told_as_it_is_written() -> None:
    """Not as docxtpl's tag is compiled."""

    def write(document: Document) -> None:
        document.add_table(1, 1).rows[0].cells[0].text = "{% cellbg nope %}甲"

    (fault,) = template_faults(Template("t.docx", docx_with(write)), given_to("contract_labor"))
    assert "in_attribute" not in fault.message.text()
    assert "nothing is called nope" in fault.message.text()
