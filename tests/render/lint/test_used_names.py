"""The names that a template uses, followed through loops, filters and names of its own."""

from __future__ import annotations

import io

import docx
import pytest
from PIL import Image

from kefu_docs.render import Template
from kefu_docs.render.lint.used_names import used_names, values_at
from tests.support.word import paragraph, run, saved
from tests.support.word import word as docx_of

USES = {
    "{{ employee.name }}": ["employee.name"],
    "{{ employee['name']|upper }}": ["employee.name"],
    "{% for x in document.rules %}{{ x }}{{ loop.index }}{% endfor %}": [
        "document.rules",
        "document.rules[]",
    ],
    "{% for c in contracts if c.starts_on %}{{ c.hours.starts }}{% endfor %}": [
        "contracts",
        "contracts[].hours.starts",
        "contracts[].starts_on",
    ],
    "{% set first = contracts|first %}{{ first.number }}": [
        "contracts",
        "contracts[]",
        "contracts[].number",
    ],
    "{{ contracts[0].number }}": ["contracts[].number"],
    "{{ people|selectattr('met_task')|list|length }}": ["people", "people[].met_task"],
    "{% for g in rows|groupby('dept') %}{{ g.grouper }}{% for x in g.list %}{{ x.name }}"
    "{% endfor %}{% endfor %}": ["rows", "rows[].dept", "rows[].name"],
    "{% for dept, people in rows|groupby('dept') %}{{ dept }}{{ people[0].name }}{% endfor %}": [
        "rows",
        "rows[].dept",
        "rows[].name",
    ],
    "{% for page in rows|batch(20) %}{% for x in page %}{{ x.name }}{% endfor %}{% endfor %}": [
        "rows",
        "rows[].name",
    ],
    "{% for name, value in document.items() %}{{ name }}{% endfor %}": ["document"],
    "{% if document.level == '重要' and company.phone is defined %}x{% endif %}": [
        "company.phone",
        "document.level",
    ],
    "{{ document.pay|amount ~ document.unit }}": ["document.pay", "document.unit"],
    "{% macro m(a) %}{{ a.x }}{{ company.name }}{% endmacro %}{{ m(employee) }}": [
        "company.name",
        "employee",
    ],
}


@pytest.mark.parametrize("text", USES)
def test_a_name_is_followed_to_where_it_comes_from(text: str) -> None:
    """What a template sets itself is told by what it stands for."""
    template = Template("t.docx", docx_of(paragraph(run(text))))
    assert sorted({used.dotted for used in used_names(template)}) == USES[text]


def test_a_name_is_told_with_each_of_its_paragraphs() -> None:
    """Also those of a header; the same paragraph is told once."""
    body = paragraph(run("甲{{ a.b }}和{{ a.b }}")) + paragraph(run("乙{{ a.b }}"))
    template = Template("t.docx", docx_of(body, header=paragraph(run("丙{{ a.b }}"))))
    paragraphs = [used.paragraph for used in used_names(template)]
    assert paragraphs == ["甲{{ a.b }}和{{ a.b }}", "乙{{ a.b }}", "丙{{ a.b }}"]


def test_values_are_found_by_the_path_of_a_name() -> None:
    """In each entry of a list; None where nothing is."""
    values: dict[str, object] = {"contracts": ({"number": "1"}, {}), "scheme": None}
    assert list(values_at(values, ("contracts", "[]", "number"))) == ["1", None]
    assert list(values_at(values, ("scheme", "base"))) == [None]
    assert list(values_at(values, ("contracts", "number"))) == []


def test_a_tag_in_alternative_text_is_quoted_itself() -> None:
    """The paragraph around the picture has no text."""
    drawn = "{{ document.photo|picture }}"
    document = docx.Document()
    picture = io.BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "PNG")
    document.add_picture(picture)
    document.inline_shapes[0]._inline.docPr.set("descr", drawn)
    (used,) = used_names(Template("t.docx", saved(document)))
    assert (used.dotted, used.paragraph) == ("document.photo", drawn)


def test_tags_on_a_cell_are_quoted_as_they_are_written() -> None:
    """The span and the shade of a cell are attributes in the end."""
    document = docx.Document()
    cells = document.add_table(1, 2).rows[0].cells
    cells[0].text, cells[1].text = "{% cellbg colour %}甲", "{% colspan count %}乙"
    found = {
        used.dotted: used.paragraph for used in used_names(Template("t.docx", saved(document)))
    }
    assert found == {"colour": "{% cellbg colour %}", "count": "{% colspan count %}"}
