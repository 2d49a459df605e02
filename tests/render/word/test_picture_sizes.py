"""Pictures that take too much to draw are told without drawing them."""

from __future__ import annotations

import struct
import zlib

import pytest

from kefu_docs.render.word.picture_files import is_too_large
from kefu_docs.render.word.picture_sizes import MOST_ELEMENTS, MOST_PIXELS, pixels_of
from kefu_docs.render.word.read_package import read_package
from tests.support.word import png
from tests.support.word_xml import body, paragraph, parts, relations, zipped

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink">{}</svg>'


def wide(width: int, height: int) -> bytes:
    """The beginning of a PNG that says it is so large."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunk = struct.pack(">I", len(header)) + b"IHDR" + header
    chunk += struct.pack(">I", zlib.crc32(b"IHDR" + header))
    return b"\x89PNG\r\n\x1a\n" + chunk + struct.pack(">I", 0) + b"IDAT" + bytes(4)


def doubled(times: int) -> str:
    """An SVG that draws a line as often as two by itself so many times."""
    groups = "".join(
        f'<g id="g{n + 1}"><use x:href="#g{n}"/><use x:href="#g{n}"/></g>' for n in range(times)
    )
    return SVG.format(f'<defs><path id="g0"/>{groups}</defs><use x:href="#g{times}"/>')


@pytest.mark.parametrize("size", [(30_000, 30_000), (60_001, 1_000), (2**31 - 1, 2**31 - 1)])
def test_a_picture_of_too_many_pixels_is_too_large(size: tuple[int, int]) -> None:
    """Its file may be small: one colour packs well."""
    assert pixels_of(wide(*size)) > MOST_PIXELS
    assert is_too_large(wide(*size))


def test_pictures_that_people_take_are_not_too_large() -> None:
    """A camera's largest, a small one, a damaged one, and none."""
    for data in (wide(9_000, 6_000), png(), png()[:20], b"", b"GIF89a"):
        assert not is_too_large(data)


def test_each_frame_of_a_moving_picture_counts() -> None:
    """LibreOffice keeps them all."""
    frame = b"\x21\xf9\x04\0\0\0\0\0\x2c" + struct.pack("<HHHHB", 0, 0, 1000, 1000, 0)
    head = b"GIF89a" + struct.pack("<HHBBB", 1000, 1000, 0, 0, 0)
    assert not is_too_large(head + 60 * frame)
    assert is_too_large(head + 61 * frame)


@pytest.mark.parametrize("times", [10, 30])
def test_a_drawing_that_draws_itself_again_is_counted(times: int) -> None:
    """Thirty lines may draw a billion."""
    assert is_too_large(doubled(times).encode()) == (2**times > MOST_ELEMENTS)


CIRCLES = (
    '<g id="a"><use x:href="#a"/></g>',
    '<g id="a"><use x:href="#b"/></g><g id="b"><use x:href="#a"/></g>',
    '<pattern id="a"><rect fill="url(#a)"/></pattern>',
)


@pytest.mark.parametrize("content", CIRCLES)
def test_a_drawing_in_a_circle_is_too_large(content: str) -> None:
    """By links or as its own pattern."""
    assert is_too_large(SVG.format(content).encode())


def test_a_picture_that_is_too_large_is_left_out_and_told() -> None:
    """The rest of the document stays."""
    picture = '<w:r><w:pict><v:shape><v:imagedata r:id="rId1"/></v:shape></w:pict></w:r>'
    files: dict[str, str | bytes] = {
        **parts(body(paragraph("甲", picture))),
        "word/_rels/document.xml.rels": relations(("rId1", "image", "a.png")),
        "word/a.png": wide(30_000, 30_000),
    }
    package = read_package("t.docx", zipped(files))
    assert "word/a.png" not in package.parts
    assert "imagedata" not in package.parts["word/document.xml"].decode()
    assert [left.message.text() for left in package.left_out] == [
        "left out: a picture that takes too much to draw (word/a.png), in the text, paragraph “甲”"
    ]
