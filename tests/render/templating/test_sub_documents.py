"""Documents put into another keep what they have, and what is around them stays as it is."""

from __future__ import annotations

import hashlib
import io

import docx
import pytest
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from PIL import Image

from kefu_docs.diagnostics.errors import TemplateError
from kefu_docs.model.data_file import DataFile
from kefu_docs.render import Template, for_libreoffice, text_of
from kefu_docs.render.word.docx_zip import read_parts
from tests.support.builds import Office
from tests.support.pdf import images_on
from tests.support.pdf import text_of as shown_text
from tests.support.word import docx_with, paragraphs, saved


def terms(*items: str) -> DataFile:
    """A Word file of a heading, a numbered list, bullets, a picture and a table at its end."""

    def write(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "附件页眉"
        document.add_heading("第一章", 1)
        for item in items:
            document.add_paragraph(item, style="List Number")
        document.add_paragraph("圆点", style="List Bullet")
        picture = io.BytesIO()
        Image.new("RGB", (40, 40), "red").save(picture, "PNG")
        document.add_picture(picture)
        document.add_table(rows=1, cols=1).rows[0].cells[0].text = "表内"

    data = docx_with(write)
    return DataFile("terms/a.docx", hashlib.sha256(data).hexdigest(), lambda: data)


def around(document: Document) -> None:
    """A template with a list that goes on behind the document, which also stands in a cell."""
    document.sections[0].header.paragraphs[0].text = "模板页眉"
    document.add_paragraph("甲", style="List Number")
    document.add_paragraph("{{ a|subdocument }}")
    document.add_paragraph("乙", style="List Number")
    document.add_table(rows=1, cols=2).rows[0].cells[1].text = "{{ a|subdocument }}"
    document.add_paragraph("{{p a|subdocument }}")
    document.add_paragraph("丙{{ name }}", style="List Number")


@pytest.mark.office
def test_a_document_keeps_what_it_has(office: Office) -> None:
    """Lists count by themselves, pictures and tables are there, the header is the template's."""
    template = Template("t.docx", docx_with(around))
    rendered = template.render({"a": terms("一", "二"), "name": "A"})
    pdf = office(for_libreoffice(rendered.docx))
    inner = "第一章1.一2.二•圆点表内"
    assert shown_text(pdf).replace("模板页眉", "") == f"1.甲{inner}2.乙{inner}{inner}3.丙A"
    assert len(images_on(pdf)) == 3
    assert rendered.printed == ("A",)


def test_the_same_documents_give_the_same_bytes() -> None:
    """Whatever docxcompose draws by lot."""
    template = Template("t.docx", docx_with(around))
    first, second = (template.render({"a": terms("一"), "name": "A"}).docx for _ in range(2))
    assert first == second


def test_a_cell_and_the_body_still_end_in_a_paragraph() -> None:
    """Word asks for it where the document ends in a table."""
    document = docx.Document()
    document.add_table(rows=1, cols=1).rows[0].cells[0].text = "{{ a|subdocument }}"
    document.add_paragraph("{{ a|subdocument }}")
    rendered = Template("t.docx", saved(document)).render({"a": terms()})
    made = docx.Document(io.BytesIO(rendered.docx))
    cell = made.tables[0].rows[0].cells[0]
    assert [str(e.tag).rpartition("}")[2] for e in cell._tc][-2:] == ["tbl", "p"]
    assert [str(e.tag).rpartition("}")[2] for e in made.element.body][-3:] == ["tbl", "p", "sectPr"]


def test_such_templates_are_not_composed() -> None:
    """Each document brings parts of its own; `make templates` says so."""
    template = Template("t.docx", paragraphs("{{ a|subdocument }}"))
    assert [o.what.text() for o in template.obstacles] == ["a document that is put in"]
    assert Template("t.docx", paragraphs("见 subdocument 一节")).obstacles == ()


def test_what_cannot_be_put_in_is_told() -> None:
    """Text beside the tag, a file that is no Word document, a value that is no file."""
    beside = Template("t.docx", paragraphs("见{{ a|subdocument }}"))
    with pytest.raises(TemplateError, match="a document stands alone in its paragraph"):
        beside.render({"a": terms()}, "E001")
    alone = Template("t.docx", paragraphs("{{ a|subdocument }}"))
    with pytest.raises(TemplateError, match=r"a\.pdf"):
        alone.render({"a": DataFile("a.pdf", "0", lambda: b"%PDF-1.7")})
    with pytest.raises(TemplateError, match="一 is no document that a record names"):
        alone.render({"a": "一"})


def test_what_points_outside_is_left_out_of_it_too() -> None:
    """The file comes from as many hands as a template does."""
    document = docx.Document()
    part = document.part
    part.relate_to("https://example.com/a.png", RELATIONSHIP_TYPE.IMAGE, is_external=True)
    data = saved(document)
    file = DataFile("a.docx", "0", lambda: data)
    rendered = Template("t.docx", paragraphs("{{ a|subdocument }}", "完")).render({"a": file})
    assert not any(b"example.com" in xml for xml in read_parts(rendered.docx).values())
    assert text_of(rendered.docx).strip() == "完"
