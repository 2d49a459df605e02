"""What points out of a document is taken out before anything loads it, and told."""

from __future__ import annotations

import pytest

from kefu_docs.render.word.docx_zip import stored
from kefu_docs.render.word.read_package import WordPackage, read_package
from tests.support.builds import Office
from tests.support.pdf import opened
from tests.support.word import png
from tests.support.word_xml import WORD, body, paragraph, parts, relations, zipped

BLIP = (
    "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData><pic:pic><pic:blipFill><a:blip {}/>"
    "</pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
)

VML = "<w:r><w:pict><v:shape><v:imagedata {}/></v:shape></w:pict></w:r>"


def read(
    *runs: str, outside: tuple[str, str, str] = ("rId7", "image", "http://x.cn/a.png")
) -> WordPackage:
    """A document of a paragraph with these runs, and one relationship that leads outside."""
    files = parts(body(paragraph("甲", *runs)))
    files["word/_rels/document.xml.rels"] = relations(outside, mode="External")
    return read_package("t.docx", zipped(files))


def field(instruction: str, result: str) -> str:
    """A field in runs, its instruction in two pieces."""
    kinds = [f'<w:r><w:fldChar w:fldCharType="{k}"/></w:r>' for k in ("begin", "separate", "end")]
    half = len(instruction) // 2
    pieces = "".join(
        f"<w:r><w:instrText>{piece}</w:instrText></w:r>"
        for piece in (instruction[:half], instruction[half:])
    )
    return f"{kinds[0]}{pieces}{kinds[1]}{result}{kinds[2]}"


RESULT = "<w:r><w:t>乙</w:t></w:r>"

POINTING = {
    "a linked picture (http://x.cn/a.png)": BLIP.format('r:link="rId7"'),
    "a linked picture": VML.format('r:href="rId7"'),
    "a link to file:///etc/passwd": VML.format('src="file:///etc/passwd"'),
    "a subdocument": '<w:subDoc r:id="rId7"/>',
    "an ActiveX control": '<w:r><w:object><w:control r:id="rId7"/></w:object></w:r>',
    "a linked object": '<w:r><w:object><o:OLEObject Type="Link" r:id="rId7"/></w:object></w:r>',
    "the field INCLUDETEXT": field('INCLUDETEXT "c:\\a.docx"', RESULT),
    "the field INCLUDEPICTURE": field(" INCLUDEPICTURE http://x.cn/a.png \\d ", RESULT),
    "the field DDEAUTO": field("DDEAUTO excel a b", RESULT),
    "the field LINK": f'<w:fldSimple w:instr=" LINK Excel.Sheet a ">{RESULT}</w:fldSimple>',
    "the field HYPERLINK file:///a": field('HYPERLINK "file:///a"', RESULT),
}


@pytest.mark.parametrize("what", POINTING)
def test_what_points_outside_is_taken_out_and_told(what: str) -> None:
    """Pictures, objects, controls, fields; the stored result of a field stays."""
    package = read(POINTING[what])
    document = package.parts["word/document.xml"].decode()
    told = [left.message.text() for left in package.left_out]
    assert any(t.startswith(f"left out: {what}") for t in told)
    assert any("paragraph “甲" in t for t in told)
    for trace in ("rId7", "instr", "fldChar", "src=", "control", "OLEObject"):
        assert trace not in document
    assert ("乙" in document) == ("乙" in POINTING[what])
    assert b"External" not in b"".join(package.parts.values())


def test_fields_within_fields_are_told_apart() -> None:
    """One that fetches in the instruction of another; a harmless one around keeps its marks."""
    inner = field("INCLUDETEXT a", RESULT)
    package = read(field(" PAGE ", inner))
    document = package.parts["word/document.xml"].decode()
    assert document.count("fldChar ") == 3
    assert "INCLUDE" not in document
    assert document.count("<w:instrText>") == 2


@pytest.mark.parametrize(
    ("target", "stays"),
    [
        ("https://example.com/a", True),
        ("MAILTO:a@example.com", True),
        ("file:///c:/a.docx", False),
        ("a.docx", False),
        ("\\\\server\\a.docx", False),
    ],
)
def test_links_for_readers_stay(target: str, stays: bool) -> None:
    """Those into the web; one to a file would name a folder of whoever wrote the template."""
    link = f'<w:hyperlink r:id="rId7">{RESULT}</w:hyperlink>'
    package = read(link, outside=("rId7", "hyperlink", target))
    assert (b"w:hyperlink" in package.parts["word/document.xml"]) == stays
    assert "乙".encode() in package.parts["word/document.xml"]
    assert (package.left_out == ()) == stays


def test_a_picture_that_is_linked_and_stored_is_kept() -> None:
    """Word writes both where it stores the picture with the document."""
    package = read(BLIP.format('r:embed="rId8" r:link="rId7"'))
    assert b'<a:blip r:embed="rId8"/>' in package.parts["word/document.xml"]


def test_settings_name_no_other_file() -> None:
    """The template a document is attached to, and a mail merge."""
    files = parts() | {
        "word/settings.xml": (
            f'<w:settings {WORD}><w:attachedTemplate r:id="rId1"/>'
            "<w:mailMerge><w:query/></w:mailMerge></w:settings>"
        ),
        "word/_rels/document.xml.rels": relations(("rId5", "settings", "settings.xml")),
        "word/_rels/settings.xml.rels": relations(
            ("rId1", "attachedTemplate", "file:///c:/Normal.dotm"), mode="External"
        ),
    }
    package = read_package("t.docx", zipped(files))
    assert {left.what.text() for left in package.left_out} == {
        "the template it is attached to",
        "the source of a mail merge",
    }
    assert b"Normal.dotm" not in b"".join(package.parts.values())


def test_links_of_charts_are_taken_out_too() -> None:
    """A chart may name the workbook that its numbers come from."""
    files = parts() | {
        "word/_rels/document.xml.rels": relations(("rId5", "chart", "charts/chart1.xml")),
        "word/charts/chart1.xml": "<a/>",
        "word/charts/_rels/chart1.xml.rels": relations(
            ("rId1", "oleObject", "file:///c:/a.xlsx"), mode="External"
        ),
    }
    package = read_package("t.docx", zipped(files))
    assert [left.message.text() for left in package.left_out] == [
        "left out: a linked object (file:///c:/a.xlsx), in word/charts/chart1.xml"
    ]
    assert "word/charts/_rels/chart1.xml.rels" not in package.parts


def with_object(data: bytes = b"no workbook") -> bytes:
    """A document with an embedded workbook, as Word writes it: its picture, and the file."""
    shape = '<v:shape id="s" style="width:90pt;height:60pt"><v:imagedata r:id="rId7"/></v:shape>'
    link = '<o:OLEObject Type="Embed" ProgID="Excel.Sheet.12" ShapeID="s" r:id="rId8"/>'
    files = parts(body(paragraph("甲", f"<w:r><w:object>{shape}{link}</w:object></w:r>")))
    files["word/_rels/document.xml.rels"] = relations(
        ("rId7", "image", "media/a.png"), ("rId8", "package", "embeddings/a.xlsx")
    )
    return zipped({**files, "word/media/a.png": png(), "word/embeddings/a.xlsx": data})


def test_embedded_objects_are_taken_out_and_told() -> None:
    """What is in them is for other programs; their pictures stay."""
    package = read_package("t.docx", with_object())
    assert [left.message.text() for left in package.left_out] == [
        "left out: an embedded object, whose picture stays, in the text"
    ]
    assert "word/embeddings/a.xlsx" not in package.parts
    document = package.parts["word/document.xml"]
    assert b"v:imagedata" in document
    assert b"OLEObject" not in document


def pictures_in(pdf: bytes) -> int:
    """How many pictures the first page draws."""
    with opened(pdf) as document:
        return len(list(document.pages[0].get_images()))


@pytest.mark.office
def test_the_picture_of_an_embedded_object_is_drawn(office: Office) -> None:
    """Once the object is taken out; with it LibreOffice draws nothing where it cannot read it."""
    cleaned = stored(read_package("t.docx", with_object()).parts)
    assert pictures_in(office(cleaned)) == 1


def test_a_chart_names_no_workbook() -> None:
    """Its numbers stand in it, too."""
    files = parts() | {
        "word/_rels/document.xml.rels": relations(("rId5", "chart", "charts/chart1.xml")),
        "word/charts/chart1.xml": f'<c:chartSpace {WORD}><c:externalData r:id="rId1"/><c:chart/>'
        "</c:chartSpace>",
        "word/charts/_rels/chart1.xml.rels": relations(("rId1", "package", "a.xlsx")),
        "word/charts/a.xlsx": "",
    }
    package = read_package("t.docx", zipped(files))
    assert b"externalData" not in package.parts["word/charts/chart1.xml"]
    assert b"<c:chart/>" in package.parts["word/charts/chart1.xml"]
    assert "word/charts/a.xlsx" not in package.parts


def test_embedded_fonts_are_taken_out() -> None:
    """The font set is closed, and font programs of anybody are not read."""
    files = parts() | {
        "word/fontTable.xml": f'<w:fonts {WORD}><w:font w:name="甲">'
        '<w:embedRegular r:id="rId1" w:fontKey="{0}"/></w:font></w:fonts>',
        "word/_rels/document.xml.rels": relations(("rId5", "fontTable", "fontTable.xml")),
        "word/_rels/fontTable.xml.rels": relations(("rId1", "font", "fonts/font1.odttf")),
        "word/fonts/font1.odttf": "",
    }
    package = read_package("t.docx", zipped(files))
    assert [left.message.text() for left in package.left_out] == [
        "left out: embedded fonts, in word/fontTable.xml"
    ]
    assert "word/fonts/font1.odttf" not in package.parts
    assert b"embedRegular" not in package.parts["word/fontTable.xml"]
