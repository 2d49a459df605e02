"""A Word file from outside gets the names and the XML that the rest of the house knows."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx.document import Document

from kefu_docs.diagnostics.errors import TemplateError
from kefu_docs.render import Template, text_of
from kefu_docs.render.word.docx_zip import LARGEST_XML, MOST_PARTS, read_parts, stored
from kefu_docs.render.word.read_package import read_package
from kefu_docs.render.word.word_package import margins_of
from tests.support.builds import SAMPLE_TEMPLATES
from tests.support.word import docx_with
from tests.support.word_xml import (
    OFFICE,
    WORD,
    body,
    content_types,
    paragraph,
    parts,
    relations,
    zipped,
)

HEADER = f"<w:hdr {WORD}><w:p><w:r><w:t>页眉</w:t></w:r></w:p></w:hdr>"
SECTION = '<w:sectPr><w:headerReference w:type="default" r:id="rId4"/></w:sectPr>'


def read(files: dict[str, str]) -> dict[str, bytes]:
    """The parts in the one form."""
    return dict(read_package("t.docx", zipped(files)).parts)


@pytest.mark.parametrize("path", sorted(SAMPLE_TEMPLATES.glob("*.docx")), ids=lambda p: p.stem)
def test_the_projects_own_templates_have_the_one_form(path: Path) -> None:
    """Reading them changes nothing, so that documents made from them are the same bytes."""
    package = read_package(path.name, path.read_bytes())
    before = read_parts(path.read_bytes())
    assert (dict(package.parts), list(package.parts)) == (before, list(before))
    assert package.left_out == ()


def test_the_one_form_of_what_python_docx_writes_is_itself() -> None:
    """Reading what was read changes nothing any more."""

    def write(document: Document) -> None:
        document.add_heading("甲")
        document.add_table(2, 2)
        document.sections[0].header.paragraphs[0].text = "页眉"

    once = read_package("t.docx", docx_with(write)).parts
    assert read_package("t.docx", stored(once)).parts == once


@pytest.mark.parametrize(
    ("main", "target"),
    [
        ("word/document2.xml", "word/document2.xml"),
        ("word/document.xml", "/word/document.xml"),
        ("Word/Document.xml", "word/document.xml"),
        ("word/我的.xml", "word/%E6%88%91%E7%9A%84.xml"),
        ("main.xml", "main.xml"),
        ("word\\document.xml", "word\\document.xml"),
    ],
)
def test_the_body_is_where_the_relationship_leads(main: str, target: str) -> None:
    """Word Online, absolute targets, letters in other case, escaped names, backslashes."""
    files = parts()
    del files["word/_rels/document.xml.rels"]
    document = files.pop("word/document.xml")
    types = files["[Content_Types].xml"].replace("/word/document.xml", f"/{main}")
    folder, _, name = main.replace("\\", "/").rpartition("/")
    own = f"{folder}/_rels/{name}.rels".lstrip("/")
    files |= {
        "[Content_Types].xml": types.replace("\\", "/"),
        main: document,
        "_rels/.rels": relations(("rId1", "officeDocument", target)),
        own: relations(("rId4", "styles", "styles.xml")),
        f"{folder}/styles.xml".lstrip("/"): f"<w:styles {WORD}/>",
    }
    found = read(files)
    assert {"word/document.xml", "word/styles.xml", "word/_rels/document.xml.rels"} <= set(found)
    assert text_of(stored(found)) == "甲"
    assert b'Target="styles.xml"' in found["word/_rels/document.xml.rels"]
    assert "甲" in text_of(Template("t.docx", zipped(files)).render({}).docx)


@pytest.mark.parametrize(
    "name", ["headerDefault.xml", "header7.xml", "a/b.xml", "HEADER1.XML", "styles2.xml"]
)
@pytest.mark.parametrize("rewrite", ["", "end tag", "single quotes", "prefix"])
def test_a_header_is_found_by_its_relationship(name: str, rewrite: str) -> None:
    """Whatever its part is called, and however its relationship is written."""
    written = relations(("rId4", "header", name))
    if rewrite == "end tag":
        written = written.replace("/></", "></Relationship></")
    elif rewrite == "single quotes":
        written = written.replace('"', "'")
    elif rewrite == "prefix":
        written = (
            written.replace("xmlns=", "xmlns:p=").replace("<R", "<p:R").replace("</R", "</p:R")
        )
    files = parts(body(paragraph("甲"), section=SECTION)) | {
        "word/_rels/document.xml.rels": written,
        f"word/{name}": HEADER,
    }
    found = read(files)
    (margin,) = margins_of(found)
    assert margin.part in ("word/header1.xml", "word/header7.xml")
    assert "页眉".encode() in found[margin.part]
    assert margin.part.encode() in found["[Content_Types].xml"]


def test_names_of_other_parts_make_way() -> None:
    """A part that is no body may have the body's usual name."""
    files = parts() | {
        "[Content_Types].xml": content_types(main="document.main"),
        "_rels/.rels": relations(("rId1", "officeDocument", "word/main.xml")),
        "word/main.xml": body(paragraph("乙")),
        "word/_rels/main.xml.rels": relations(("rId9", "customXml", "document.xml")),
    }
    found = read(files)
    assert text_of(stored(found)) == "乙"
    assert "甲".encode() in found["word/other-document.xml"]
    assert b"other-document.xml" in found["word/_rels/document.xml.rels"]


def test_parts_in_other_encodings_become_utf_8() -> None:
    """Styles in UTF-16, as some programs write them."""
    text = f'<?xml version="1.0" encoding="utf-16"?><w:styles {WORD}/>'
    files: dict[str, str | bytes] = {**parts(), "word/styles.xml": text.encode("utf-16")}
    files["word/_rels/document.xml.rels"] = relations(("rId1", "styles", "styles.xml"))
    found = read_package("t.docx", zipped(files)).parts
    assert found["word/styles.xml"].startswith(b'<?xml version="1.0" encoding="UTF-8"')


def test_relationships_to_nothing_are_dropped() -> None:
    """With the reference to a header that is not there."""
    files = parts(body(paragraph("甲"), section=SECTION))
    files["word/_rels/document.xml.rels"] = relations(("rId4", "header", "missing.xml"))
    found = read(files)
    assert margins_of(found) == ()
    assert b"headerReference" not in found["word/document.xml"]


def test_a_table_gets_the_grid_it_lacks() -> None:
    """Widths are those of the row with most cells, merged ones counted as what they span."""

    def cell(width: str, span: int = 1) -> str:
        properties = f'<w:tcW w:w="{width}" w:type="dxa"/><w:gridSpan w:val="{span}"/>'
        return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p/></w:tc>"

    rows = "".join(f"<w:tr>{r}</w:tr>" for r in (cell("900"), cell("600", 2) + cell("1200.5")))
    found = read(parts(body(f"<w:tbl>{rows}</w:tbl>", paragraph("甲"))))
    grid = '<w:tbl><w:tblGrid><w:gridCol w:w="300"/><w:gridCol w:w="300"/><w:gridCol w:w="1200"/>'
    assert grid in found["word/document.xml"].decode()
    docx = Template("t.docx", stored(found)).render({}).docx
    assert text_of(docx).endswith("甲")


def test_comments_are_taken_out() -> None:
    """LibreOfficeKit loads no document that has them; it is told once."""
    marks = '<w:commentRangeStart w:id="0"/>{}<w:commentRangeEnd w:id="0"/>'
    reference = '<w:r><w:rPr><w:b/></w:rPr><w:commentReference w:id="0"/></w:r>'
    commented = marks.format("<w:r><w:t>甲</w:t></w:r>") + reference
    files = parts(body(paragraph(commented), paragraph(commented))) | {
        "word/comments.xml": f"<w:comments {WORD}/>",
        "word/people.xml": f"<w15:people {WORD}/>",
        "word/_rels/document.xml.rels": relations(
            ("rId1", "comments", "comments.xml"),
            ("rId2", "http://schemas.microsoft.com/office/2011/relationships/people", "people.xml"),
        ),
    }
    package = read_package("t.docx", zipped(files))
    assert [left.what.text() for left in package.left_out] == ["Word's comments"]
    assert b"omment" not in b"".join(package.parts.values())
    assert "word/people.xml" not in package.parts
    assert paragraph("甲").encode() in package.parts["word/document.xml"]


def test_macros_are_taken_out() -> None:
    """With all that hangs on them; the document becomes one without macros."""
    macro = "application/vnd.ms-word.document.macroEnabled.main+xml"
    vba = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    files = parts() | {
        "[Content_Types].xml": content_types(document=macro),
        "word/vbaProject.bin": "macro",
        "word/_rels/document.xml.rels": relations(("rId1", vba, "vbaProject.bin")),
        "word/_rels/vbaProject.bin.rels": relations(("rId1", f"{OFFICE}/wordVbaData", "vba.xml")),
        "word/vba.xml": "<a/>",
    }
    package = read_package("t.docx", zipped(files))
    assert [left.message.text() for left in package.left_out] == ["left out: macros, in the text"]
    assert list(package.parts) == ["[Content_Types].xml", "_rels/.rels", "word/document.xml"]
    assert b"macro" not in package.parts["[Content_Types].xml"]


NOT_WORD = {
    b"": "t.docx is empty",
    b"text": "t.docx is not a Word document",
    b"{\\rtf1 }": "t.docx is a document in Rich Text Format (.rtf), not a Word document",
    b"%PDF-1.7": "t.docx is a PDF, not a Word document",
    b"<html>": "t.docx is a text file of XML or HTML, not a Word document",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "t.docx is a document of Word 97 or WPS",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"): (
        "t.docx is protected by a password"
    ),
    b"PK\x03\x04 cut off": "t.docx is damaged",
    zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}): (
        "t.docx is a document in OpenDocument format"
    ),
    zipped(
        {
            **parts(),
            "[Content_Types].xml": content_types(
                document="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
            ),
        }
    ): "t.docx is a workbook of Excel",
    zipped(parts(f"<w:document {WORD}/>")): "t.docx is not a Word document",
    zipped({**parts(), "_rels/.rels": relations()}): "t.docx is not a Word document",
}


@pytest.mark.parametrize(("data", "message"), NOT_WORD.items(), ids=range(len(NOT_WORD)))
def test_what_is_no_word_document_is_called_what_it_is(data: bytes, message: str) -> None:
    """Other formats, passwords, damage."""
    with pytest.raises(TemplateError) as caught:
        read_package("t.docx", data)
    assert caught.value.message.text().startswith(message)


def twice() -> bytes:
    """Two files of one name, which readers tell apart differently."""
    buffer = io.BytesIO(zipped(parts()))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("word/Document.xml", "<a/>")
    return buffer.getvalue()


def flagged() -> bytes:
    """The bit that says that a file is encrypted."""
    data = bytearray(zipped(parts()))
    place = data.index(b"PK\x01\x02")
    data[place + 8] |= 1
    return bytes(data)


UNSAFE: dict[str, Callable[[], bytes]] = {
    "it holds word/Document.xml twice": twice,
    "[Content_Types].xml in it is encrypted": flagged,
    "[Content_Types].xml in it is compressed in a way": lambda: zipped(parts(), zipfile.ZIP_LZMA),
    "word/bomb.xml in it has more than 16 MB": lambda: zipped(
        {**parts(), "word/bomb.xml": bytes(LARGEST_XML + 1)}
    ),
    f"it holds more than {MOST_PARTS} files": lambda: zipped(
        {f"{n}.xml": "" for n in range(MOST_PARTS + 1)}
    ),
    "the name word/../../a.xml in it leads out": lambda: zipped(
        {**parts(), "word/../../a.xml": "<a/>"}
    ),
}


@pytest.mark.parametrize("reason", UNSAFE)
def test_a_zip_that_would_harm_is_not_unpacked(
    reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its list of contents, before a byte of it is unpacked."""
    data = UNSAFE[reason]()

    def unpack(*_: object) -> bytes:
        raise AssertionError

    monkeypatch.setattr(zipfile.ZipFile, "read", unpack)
    with pytest.raises(TemplateError) as caught:
        read_package("t.docx", data)
    assert reason in caught.value.message.text()


@pytest.mark.parametrize("part", ["word/document.xml", "_rels/.rels", "[Content_Types].xml"])
def test_xml_that_names_other_files_is_refused_with_its_part(part: str) -> None:
    """An entity, and a document type."""
    files = parts()
    files[part] = f'<!DOCTYPE a [<!ENTITY e SYSTEM "file:///etc/passwd">]>{files[part]}'
    with pytest.raises(TemplateError) as caught:
        read_package("t.docx", zipped(files))
    assert f"{part} in it is not read" in caught.value.message.text()


def test_a_file_inserted_as_a_whole_is_refused() -> None:
    """What an altChunk holds is in no part that is read."""
    files = parts(body('<w:altChunk r:id="rId1"/>', paragraph("甲")))
    with pytest.raises(TemplateError, match="altChunk"):
        read_package("t.docx", zipped(files))
