"""All faults of a template are found in one look, also those behind the one that stops it."""

from __future__ import annotations

from typing import Any

import pytest
from docx.document import Document

from kefu_docs.render.lint.faults_behind import compiled
from tests.render.lint.test_name_check import given_to
from tests.support.word import docx_with, paragraphs


def told(data: bytes) -> list[str]:
    """What is wrong with a template of contracts, without the places, in order."""
    found = compiled("t.docx", data, None)
    errors = (*found.errors, *found.faults(given_to("contract_labor")))
    return [error.message.text().partition("”")[2][2:] for error in errors]


def test_each_kind_is_found_behind_the_others() -> None:
    """Braces, tags that are open, filters and names, in one look, and each once."""
    data = paragraphs(
        "｛｛ company.name ｝｝",
        "{{ company.name }，{ company.phone }}",
        "{{ employee.hired_on|dat }}",
        "{{ employee.hired_on|mnth }}",
        "{%p if employee.phone %}",
        "{{ employee.nmae }}",
        "{{ “甲” }} {{ company.address",
    )
    found = told(data)
    assert found == [
        "｛｛ company.name ｝｝ is not a tag and would be printed",
        "{% if %} is not closed; {% endif %} is missing",
        "{{ is not closed by }}",
        "something is missing before }",
        "there is no filter dat; did you mean 'date'?",
        "there is no filter mnth; did you mean 'month'?",
        "nothing is called employee.nmae; did you mean employee.name?",
    ]


def test_what_a_broken_loop_names_is_no_fault_of_others() -> None:
    """Its variable has a meaning as soon as the loop is mended; other names have none."""
    assert told(
        paragraphs(
            "{%p for duty in contract.duties|soort %}", "{{ duty }}{{ dty }}", "{%p endfor %}"
        )
    ) == [
        "there is no filter soort; did you mean 'sort'?",
        "nothing is called dty",
    ]


def test_headers_and_cells_are_looked_at_too() -> None:
    """A fault in a header does not hide one in a cell."""

    def write(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "{{ company.name|nope }}"
        document.add_table(1, 1).rows[0].cells[0].text = "{{ company.name|never }}"

    assert len(told(docx_with(write))) == 2


@pytest.mark.parametrize("data", [b"no zip", paragraphs("{{ employee.name }}")])
def test_it_ends(data: bytes) -> None:
    """Where nothing can be emptied, and where nothing is wrong."""
    found = compiled("t.docx", data, None)
    assert len(found.errors) == (found.template is None)


def test_a_file_of_nothing_else_ends() -> None:
    """Of a hundred faults some are told."""
    found: Any = compiled("t.docx", paragraphs(*(f"{{{{ a|no{n} }}}}" for n in range(100))), None)
    assert 20 < len(found.errors) < 50
