"""Every docx opens in Word without repair, whatever is put into it: openxml-audit finds nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document

from kefu_docs.model.data_file import DataFile
from kefu_docs.pipeline import plan
from kefu_docs.pipeline.template_values import context_of
from kefu_docs.records import load_dataset
from kefu_docs.render import Template
from tests.render.inserting.test_pictures import SVG, emf, photo, placed
from tests.render.templating.test_sub_documents import around
from tests.support.builds import SAMPLE_TEMPLATES, copy_sample
from tests.support.openxml import complaints
from tests.support.papers import ask_for_papers
from tests.support.word import saved
from tests.support.word_drawings import drawings


def written(write: Callable[[Document], None]) -> bytes:
    """A docx with the styles of the sample's templates, and what `write` puts into it."""
    document = docx.Document(str(SAMPLE_TEMPLATES / "保密协议.docx"))
    for block in list(document.element.body)[:-1]:
        document.element.body.remove(block)
    for name in ("List Number", "List Bullet"):
        document.styles.add_style(name, 1)
    document.sections[0].header.paragraphs[0].text = ""
    write(document)
    document.add_paragraph("完")
    return saved(document)


def file_of(data: bytes, name: str) -> DataFile:
    """A file of a record's."""
    return DataFile(name, hashlib.sha256(data).hexdigest(), lambda: data)


def rich_texts(document: Document) -> None:
    """Marks within marks, links, lines, boxes to tick."""
    document.add_paragraph("{{ text|rich }}{{ name|link('https://example.com/?a=1&b=2') }}")
    document.add_paragraph("{{r text|rich }}")
    document.add_paragraph("{{ lines|lines }}{{ yes|checkbox }}")


def tables(document: Document) -> None:
    """Rows by loop, columns by loop, cells merged both ways, shaded cells, a table in a table."""
    columns = document.add_table(rows=1, cols=3).rows[0].cells
    columns[0].text, columns[1].text = "{%tc for line in lines %}", "{{ line }}"
    columns[2].text = "{%tc endfor %}"
    table = document.add_table(rows=4, cols=2)
    table.rows[0].cells[0].text = "{% colspan 2 %}{{ name }}"
    table.rows[1].cells[0].text = table.rows[1].cells[1].text = "{%tr for line in lines %}"
    table.rows[2].cells[0].text = "{% vm %}{{ name }}"
    table.rows[2].cells[1].text = "{% cellbg 'EEEEEE' %}{{ line }}"
    table.rows[3].cells[0].text = table.rows[3].cells[1].text = "{%tr endfor %}"
    inner = document.add_table(rows=1, cols=1).rows[0].cells[0].add_table(rows=1, cols=1)
    inner.rows[0].cells[0].text = "{{ name }}"


VALUES = {
    "a": photo(),
    "name": "张晓宇",
    "number": 7,
    "text": "**粗 __线__** [红]{红} ~~删~~\n第二行",
    "lines": ("一", "二"),
    "yes": True,
}


@pytest.mark.parametrize(
    "write", [rich_texts, tables, placed, drawings], ids=lambda write: write.__name__
)
def test_a_document_with_features(write: Callable[[Document], None], tmp_path: Path) -> None:
    """Alone, as it is published."""
    template = Template("t.docx", written(write))
    assert complaints(template.render(VALUES).docx, tmp_path) == []


def test_pictures_of_every_kind(tmp_path: Path) -> None:
    """In the body, a cell, a frame and the header."""
    template = Template("t.docx", written(placed))
    files = (photo(), photo("JPEG"), file_of(SVG, "a.svg"), file_of(emf(900, 900), "a.emf"))
    documents = [template.render({**VALUES, "a": file}).docx for file in files]
    assert [complaints(document, tmp_path) for document in documents] == [[]] * 4


def test_a_document_in_another(tmp_path: Path) -> None:
    """With its lists, pictures and tables, in a cell, too."""
    inner = written(placed)
    rendered = Template("t.docx", written(around)).render(
        {**VALUES, "a": file_of(Template("i.docx", inner).render(VALUES).docx, "a.docx")}
    )
    assert complaints(rendered.docx, tmp_path) == []


def test_every_document_of_the_sample(tmp_path: Path) -> None:
    """Contracts, summaries and papers, and the templates themselves."""
    copy_sample(tmp_path)
    ask_for_papers(tmp_path / "data")
    templates = tmp_path / "templates"
    dataset, _ = load_dataset(tmp_path / "data", templates=templates)
    found = {path.name: complaints(path.read_bytes(), tmp_path) for path in templates.iterdir()}
    for document in plan.everything(dataset):
        file = templates / f"{document.template}.docx"
        docx = Template(file.name, file.read_bytes()).render(context_of(dataset, document)).docx
        found[document.name] = complaints(docx, tmp_path)
    assert len(found) > 30
    assert {name: said for name, said in found.items() if said} == {}
