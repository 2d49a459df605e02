"""All faults of a template's tags are told at once, each with its paragraph and table cell."""

from __future__ import annotations

import pytest
from docx.document import Document

from kefu_docs.diagnostics.errors import TemplateError
from kefu_docs.render import Template
from kefu_docs.render.lint.structure_faults import other_faults, paragraphs_of, structure_faults
from tests.support.builds import SAMPLE_TEMPLATES
from tests.support.word import docx_with, paragraphs


def told(*texts: str) -> list[str]:
    """What is told of a template with these paragraphs, without its place."""
    faults = structure_faults("t.docx", paragraphs(*texts))
    return [f.message.text().partition("”: ")[2] for f in faults]


@pytest.mark.parametrize(
    ("texts", "fault"),
    [
        (["{{ name }"], "{{ is not closed by }}"),
        (["{% if a %}甲"], "{% if %} is not closed; {% endif %} is missing"),
        (["甲{% endfor %}"], "{% endfor %} closes or continues nothing that was opened"),
        (["{% p if a %}", "甲", "{%p endif %}"], "write {%p without a blank after the %"),
        (["{%tr if a %}"], "{%tr if a %} stands outside of a table"),
        (
            ["{%p if a %}", "{% endif %}"],
            "{% endif %} closes {%p if a %}, and begins with another letter",
        ),
        (["甲{%p if a %}", "{%p endif %}"], "beside {%p if a %} stands “甲”, which would be lost"),
        (["{% cellbg 'EEEEEE' %}"], "{% cellbg 'EEEEEE' %} works in a table cell alone"),
    ],
)  # fmt: skip
def test_each_kind_is_told(texts: list[str], fault: str) -> None:
    """In words of this house."""
    assert any(line.startswith(fault) for line in told(*texts))


def test_the_place_names_table_row_and_column() -> None:
    """And the paragraph, by which the comment finds it."""

    def write(document: Document) -> None:
        document.add_table(rows=2, cols=2).rows[1].cells[1].text = "{{ c.number }"

    (fault,) = structure_faults("t.docx", docx_with(write))
    assert fault.message.text().startswith("t.docx, table 1, row 2, column 2, paragraph “{{ c.nu")
    assert list(paragraphs_of(fault.message)) == ["{{ c.number }"]


def test_a_sound_template_has_no_fault() -> None:
    """Neither has what is no Word document, of which others tell."""
    for template in SAMPLE_TEMPLATES.glob("*.docx"):
        assert structure_faults(template.name, template.read_bytes()) == ()
    assert structure_faults("t.docx", b"no zip") == ()


def test_a_fault_is_not_told_twice() -> None:
    """What the template itself tells of a paragraph, docxtpl-lint does not tell again."""
    data = paragraphs("{{ name }", "{% if a %}甲")
    with pytest.raises(TemplateError) as caught:
        Template("t.docx", data)
    faults = structure_faults("t.docx", data)
    (other,) = other_faults([caught.value], faults)
    assert (len(faults), list(paragraphs_of(other.message))) == (2, ["{% if a %}"])
