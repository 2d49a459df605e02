"""Which picture files are let through to LibreOffice, and what an SVG loses on the way."""

from __future__ import annotations

import gzip
from base64 import b64encode

import pytest

from kefu_docs.render.word.picture_files import is_known, is_postscript, without_links
from kefu_docs.render.word.read_package import read_package
from tests.support.word import png
from tests.support.word_xml import body, paragraph, parts, relations, zipped

VML = '<w:r><w:pict><v:shape><v:imagedata r:id="{}"/></v:shape></w:pict></w:r>'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


def written_in(data: bytes) -> str:
    """A picture as an address."""
    return f"data:image/png;base64,{b64encode(data).decode()}"


KNOWN = {
    "png": png(),
    "jpeg": b"\xff\xd8\xff\xe0",
    "emf": b"\1\0\0\0" + bytes(36) + b" EMF",
    "wmf": b"\xd7\xcd\xc6\x9a",
    "svg": SVG.encode(),
    "svg in UTF-16": SVG.encode("utf-16"),
    "emz": gzip.compress(b"\1\0\0\0" + bytes(36) + b" EMF"),
    "svgz": gzip.compress(SVG.encode()),
}
UNKNOWN = {
    "PostScript": b"%!PS-Adobe-3.0 EPSF-3.0",
    "PDF": b"%PDF-1.7",
    "HTML": b"<html/>",
    "nothing": b"",
    "packed and cut off": gzip.compress(SVG.encode())[:-9],
    "an SVG that declares entities": b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.encode(),
    "an SVG that is no XML": SVG.encode()[:-1],
}


@pytest.mark.parametrize("kind", KNOWN)
def test_what_word_writes_is_known(kind: str) -> None:
    """By the first bytes, whatever the name."""
    assert is_known(KNOWN[kind])
    assert not is_postscript(KNOWN[kind])


@pytest.mark.parametrize("kind", UNKNOWN)
def test_other_files_are_not_known(kind: str) -> None:
    """Among them those for which LibreOffice starts another program."""
    assert not is_known(UNKNOWN[kind])


HARMLESS = (
    '<use xlink:href="#a"/>',
    '<rect fill="url(#a)" style="fill:url( \'#a\' )"/>',
    f'<image href="{written_in(png())}"/>',
    "<style>rect { fill: url(#a) }</style>",
    "<text>https://example.com</text>",
)


@pytest.mark.parametrize("content", HARMLESS)
def test_a_picture_that_draws_itself_keeps_its_bytes(content: str) -> None:
    """Links within the picture, and pictures of pixels that are written in it."""
    data = SVG.format(content).encode()
    assert without_links(data) is data


LEADING_OUT = (
    '<image xlink:href="file:///etc/passwd"/>',
    '<image href="//example.com/a.png"/>',
    f'<image href="{written_in(SVG.encode())}"/>',
    '<image href="data:image/svg+xml,x"/>',
    '<use href="other.svg#a"/>',
    "<filter><feImage href='http://example.com/a'/></filter>",
    '<rect fill="url(http://example.com/a#b)"/>',
    '<rect style="fill: URL(  &quot;file:///a&quot; )"/>',
    "<style>@import 'http://example.com/a.css'; rect { fill: url(file:///a) }</style>",
    "<style><![CDATA[rect { fill: url(file:///a) }]]></style>",
    '<g xml:base="file:///"/>',
    '<a href="http://example.com/"/>',
    '<g onload="a()"/>',
    "<script>http://</script>",
    '<image><set attributeName="href" to="file:///a"/></image>',
    '<foreignObject><img src="http://example.com/a"/></foreignObject>',
)


@pytest.mark.parametrize("content", LEADING_OUT)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_what_leads_out_of_a_picture_is_taken_out(content: str, encoding: str) -> None:
    """Addresses of any kind, styles, scripts, and pictures in it that may have them again."""
    data = SVG.format(content + "<path/>").encode(encoding)
    left = without_links(data).decode()
    assert left != SVG.format(content + "<path/>")
    for trace in ("file:", "example.com", "data:", "other.svg", "a()", "script", "import"):
        assert trace not in left.replace("http://www.w3.org", "")
    assert "<path/>" in left
    assert without_links(left.encode()) == left.encode()


def test_a_style_sheet_of_another_file_is_not_named() -> None:
    """It is named in front of the picture."""
    data = b'<?xml-stylesheet href="http://example.com/a.css"?>' + SVG.encode()
    assert b"example.com" not in without_links(data)


def test_pictures_are_looked_at_wherever_they_lie() -> None:
    """The name and the type of a relationship are whatever its writer liked."""
    files: dict[str, str | bytes] = {
        **parts(body(paragraph("甲", VML.format("rId2"), VML.format("rId4")))),
        "word/_rels/document.xml.rels": relations(
            ("rId1", "image", "a.png"),
            ("rId2", "image", "b.png"),
            ("rId3", "customXml", "c.xml"),
            ("rId4", "customXml", "d.bin"),
        ),
        "word/a.png": SVG.format('<image href="http://example.com/a"/>'),
        "word/b.png": b"%PDF-1.7",
        "word/c.xml": SVG.format('<image href="http://example.com/a"/>'),
        "word/d.bin": b"%!PS",
    }
    package = read_package("t.docx", zipped(files))
    assert b"example.com" not in b"".join(package.parts.values())
    assert {"word/a.png", "word/c.xml"} <= package.parts.keys()
    assert not {"word/b.png", "word/d.bin"} & package.parts.keys()
    assert [left.message.text() for left in package.left_out] == [
        "left out: links and scripts of a picture, in word/a.png",
        "left out: links and scripts of a picture, in word/c.xml",
        *(
            f"left out: a picture of a kind that Word does not write (word/{name}), "
            "in the text, paragraph “甲”"
            for name in ("b.png", "d.bin")
        ),
    ]
