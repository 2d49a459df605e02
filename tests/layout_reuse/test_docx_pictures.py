"""Pictures of records in documents: which are exchangeable, and how a sheet holds them."""

from __future__ import annotations

import pytest

from kefu_docs.layout_reuse.docx_paragraphs import sheet_of, take_apart
from kefu_docs.layout_reuse.docx_pictures import files_by_digest, pictures_in
from kefu_docs.model.data_file import DataFile
from kefu_docs.render import Template
from kefu_docs.render.word.docx_zip import read_parts
from tests.support.kinds import word
from tests.support.photos import SVG, data_file, photo
from tests.support.word import paragraph, run, table

PICTURE = paragraph(run("{{ p|picture(width='20mm') }}"))
RED, BLUE = photo("JPEG", "red"), photo("JPEG", "blue")


def made(picture: DataFile, body: str = PICTURE, header: str = "") -> bytes:
    """A document with this picture."""
    return Template("t.docx", word(body, header=header)).render({"p": picture}).docx


def test_documents_that_differ_in_a_picture_have_one_frame() -> None:
    """Files of one size are exchanged; in another size they take other room."""
    red, blue = take_apart(made(RED)), take_apart(made(BLUE))
    assert red
    assert blue
    assert (red.frame, red.basis) == (blue.frame, blue.basis)
    assert len({*red.pictures, *blue.pictures}) == 2
    tall = take_apart(made(photo("JPEG", "red", size=(30, 80))))
    assert tall
    assert (tall.frame == red.frame, tall.basis == red.basis) == (False, True)


@pytest.mark.parametrize(
    ("pictures", "body", "header"),
    [
        ((data_file(SVG), data_file(SVG.replace(b"blue", b"red"))), PICTURE, ""),
        ((RED, BLUE), "", PICTURE),
    ],
    ids=["SVG", "header"],
)
def test_other_pictures_belong_to_the_frame(
    pictures: tuple[DataFile, DataFile], body: str, header: str
) -> None:
    """A picture of lines is drawn into the page, one in a header is another part's."""
    one, other = (take_apart(made(picture, body, header)) for picture in pictures)
    assert one
    assert other
    assert one.pictures == ()
    assert (one.frame, one.basis) != (other.frame, other.basis)


def test_cells_beside_a_picture_are_plain() -> None:
    """Where a cell stands on a sheet, the picture beside it is left out."""
    row = [paragraph(run("张三")), PICTURE]
    apart = take_apart(made(RED, table(row)))
    assert apart
    number = next(n for n in apart.plain if "张三" in apart.paragraphs[n])
    assert "drawing" not in apart.alone(number)


def test_a_sheet_holds_each_picture_with_its_file() -> None:
    """Pictures come from the documents that have them, and stand behind the paragraphs."""
    documents = [made(RED), made(BLUE)]
    found = [apart for apart in map(take_apart, documents) if apart]
    names = [name for apart in found for name in apart.pictures]
    parts = read_parts(sheet_of(documents[0], [], pictures_in(documents, names)))
    xml = parts["word/document.xml"].decode()
    assert [xml.count(f'r:embed="{name}"') for name in names] == [1, 1]
    files = {data for name, data in parts.items() if name.startswith("word/media/insert-")}
    assert files == {RED.read(), BLUE.read()}
    assert set(files_by_digest(documents[0])) == {bytes.fromhex(RED.digest)}
