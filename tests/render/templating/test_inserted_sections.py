"""A document that is put in brings its pages and headers, and leaves those around it alone."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from PIL import Image

from kefu_docs.model.data_file import DataFile
from kefu_docs.proof import Expected, prove
from kefu_docs.render import Template, for_libreoffice
from kefu_docs.render import shown_text as text_shown
from tests.support.builds import Office
from tests.support.openxml import complaints
from tests.support.pdf import glyphs, pixels, sizes
from tests.support.word import docx_with

_RED = 76  # in grey


def file_of(data: bytes) -> DataFile:
    """A file that a record names."""
    return DataFile("a.docx", hashlib.sha256(data).hexdigest(), lambda: data)


def rules(document: Document) -> None:
    """Two sections: landscape under a header with a picture, then upright under another."""
    first = document.sections[0]
    first.orientation = WD_ORIENT.LANDSCAPE
    first.page_width, first.page_height = first.page_height, first.page_width
    header = first.header.paragraphs[0]
    header.style = document.styles.add_style("附件页眉样式", 1)
    header.text = "附表页眉"
    picture = io.BytesIO()
    Image.new("RGB", (40, 40), "red").save(picture, "PNG")
    header.add_run().add_picture(picture)
    document.add_paragraph("横页")
    second = document.add_section()
    second.orientation = WD_ORIENT.PORTRAIT
    second.page_width, second.page_height = second.page_height, second.page_width
    second.header.is_linked_to_previous = False
    second.header.paragraphs[0].text = "末节页眉"
    document.add_paragraph("竖页")


def around(tag: str, *behind: str) -> bytes:
    """A template with a header, a text, the tag and what stands behind it."""

    def write(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "模板页眉"
        for text in ("甲", tag, *behind):
            document.add_paragraph(text)

    return docx_with(write)


def pages(office: Office, template: bytes) -> tuple[list[tuple[str, bool]], bytes]:
    """The text of each page and whether it is wide; and the docx."""
    rendered = Template("t.docx", template).render({"a": file_of(docx_with(rules))})
    pdf = office(for_libreoffice(rendered.docx))
    assert prove(pdf, Expected(text_shown(rendered.docx), rendered.printed), "t").faults == ()
    texts = ["".join(glyph.character for glyph in page) for page in glyphs(pdf)]
    is_wide = [width > height for width, height in sizes(pdf)]
    dark = [number for number, page in enumerate(pixels(pdf)) if page.count(_RED) > 1000]
    assert dark == [1]  # the picture is in the header of the wide page
    return list(zip(texts, is_wide, strict=True)), rendered.docx


def told(data: bytes, folder: Path) -> list[str]:
    """What openxml-audit says, but for styles that python-docx's empty document holds twice."""
    return [each for each in complaints(data, folder) if "stylesWithEffects" not in each]


@pytest.mark.office
def test_all_sections_but_the_last_keep_their_pages(office: Office, tmp_path: Path) -> None:
    """What stands behind the last break goes on under the template's header, as in Word."""
    found, made = pages(office, around("{{ a|subdocument }}", "乙"))
    assert found == [("模板页眉甲", False), ("附表页眉横页", True), ("模板页眉竖页乙", False)]
    assert told(made, tmp_path) == told(around("x"), tmp_path)


@pytest.mark.office
def test_own_pages_are_all_pages(office: Office, tmp_path: Path) -> None:
    """The last section's, too; the text behind is under the template's header again."""
    found, made = pages(office, around("{{ a|subdocument(own_pages=true) }}", "乙"))
    assert found == [
        *(("模板页眉甲", False), ("附表页眉横页", True), ("末节页眉竖页", False)),
        ("模板页眉乙", False),
    ]
    assert told(made, tmp_path) == told(around("x"), tmp_path)


@pytest.mark.office
def test_a_document_at_the_end_leaves_no_blank_page(office: Office) -> None:
    """The last section is its own."""
    found, _ = pages(office, around("{{ a|subdocument(own_pages=true) }}"))
    assert found == [("模板页眉甲", False), ("附表页眉横页", True), ("末节页眉竖页", False)]


def test_a_header_of_the_document_is_no_header_of_the_template() -> None:
    """Pages behind have an empty one where the template has none; in a cell no section comes."""
    template = docx_with(lambda d: [d.add_paragraph(t) for t in ("{{ a|subdocument }}", "乙")])
    values = {"a": file_of(docx_with(rules))}
    made = docx.Document(io.BytesIO(Template("t.docx", template).render(values).docx))
    assert [s.header.paragraphs[0].text for s in made.sections] == ["附表页眉", ""]
    assert not made.sections[1].header.is_linked_to_previous
    cell = docx_with(
        lambda d: setattr(d.add_table(1, 1).rows[0].cells[0], "text", "{{ a|subdocument }}")
    )
    made = docx.Document(io.BytesIO(Template("t.docx", cell).render(values).docx))
    assert len(made.sections) == 1
