"""Pictures that records name come out whole, upright, in the size asked for, in batches, too."""

from __future__ import annotations

import hashlib
import io
import re
import struct
from decimal import Decimal

import pytest
from docx.document import Document
from docx.shared import Mm
from PIL import Image

from kefu_docs.diagnostics.errors import TemplateError
from kefu_docs.model.canonical import canonical
from kefu_docs.model.data_file import DataFile
from kefu_docs.render import Template, compose, for_libreoffice
from kefu_docs.render.inserting.inserts import InsertError
from kefu_docs.render.inserting.pictures import WIDEST, Picture, picture
from kefu_docs.render.word.docx_zip import read_parts
from tests.render.composing.test_compose import cut
from tests.support.builds import Office
from tests.support.pdf import differences, images_on
from tests.support.word import docx_with, paragraphs

SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">
<circle cx="20" cy="10" r="9" fill="blue"/></svg>"""


def data_file(data: bytes, name: str = "photos/E001.png") -> DataFile:
    """A file with these bytes."""
    return DataFile(name, hashlib.sha256(data).hexdigest(), lambda: data)


def photo(
    kind: str = "PNG", size: tuple[int, int] = (96, 192), side: int = 1, dots: int = 96
) -> DataFile:
    """A photo whose upper half is red, as a camera held on its side has it for EXIF's `side`."""
    image = Image.new("RGB", size, "white")
    image.paste((255, 0, 0), (0, 0, size[0], size[1] // 2))
    if side == 6:
        image = image.rotate(90, expand=True)
    exif = Image.Exif()
    exif[0x0112] = side
    written = io.BytesIO()
    image.save(written, kind, exif=exif, dpi=(dots, dots))
    return data_file(written.getvalue())


def emf(width: int, height: int) -> bytes:
    """The head of a metafile with a frame in hundredths of a millimetre."""
    return struct.pack("<10i", 1, 88, 0, 0, 9, 9, 0, 0, width, height) + b" EMF" + bytes(60)


def made(file: DataFile, *given: object, **named: object) -> Picture:
    """The picture that the filter makes of a file."""
    found = picture(file, *given, **named)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("file", "given", "size"),
    [
        (photo(), {}, ("25.4", "50.8")),
        (photo(dots=192), {}, ("12.7", "25.4")),
        (photo(size=(4000, 1000)), {}, (WIDEST, "40")),
        (photo(), {"width": "25mm"}, (25, 50)),
        (photo(), {"height": "3cm"}, (15, 30)),
        (photo(), {"width": 10, "height": "1in"}, (10, "25.4")),
        (data_file(SVG), {"width": "40毫米"}, (40, 20)),
        (data_file(SVG), {}, ("10.58", "5.29")),
        (data_file(emf(5000, 2500)), {}, (50, 25)),
    ],
)
def test_the_size(file: DataFile, given: dict[str, object], size: tuple[object, object]) -> None:
    """One length gives the other; without one the file says it, up to a page's width."""
    found = made(file, **given)
    # A PNG counts dots in a metre, whole ones.
    assert [found.width, found.height] == pytest.approx(
        [*map(Decimal, map(str, size))], rel=Decimal("0.001")
    )


@pytest.mark.parametrize("length", ["wide", "0", "-3mm", "25 miles", "2m", "1e3mm"])
def test_a_length_that_is_none_is_refused(length: str) -> None:
    """With what may be written."""
    with pytest.raises(InsertError, match="is no length"):
        picture(photo(), length)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a",
        photo().read()[:-40],
        photo("JPEG").read()[:300],
        b"<svg/>",
        emf(0, 10),
        b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 . 1"/>',
    ],
    ids=["empty", "GIF", "half a PNG", "half a JPEG", "no size", "no frame", "no number"],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    """By its file's name; a file that is cut off is found here, not on the printed page."""
    with pytest.raises(InsertError, match=r"photos/E001\.png is no picture that can be printed"):
        picture(data_file(data))


def test_nothing_gives_nothing_and_text_is_no_picture() -> None:
    """A photo that was left out reaches the check of empty values."""
    assert picture(None) is None
    with pytest.raises(TemplateError, match="张晓宇 is no picture that a record names"):
        Template("t.docx", paragraphs("{{ name|picture }}")).render({"name": "张晓宇"})


def test_a_file_is_not_printed_and_tells_nothing() -> None:
    """Neither its name nor its bytes; equal bytes are equal values, whatever the name."""
    for tag in ("{{ a }}", "{{ a.name }}", "{{ a.read() }}", "{{ a|attr('digest') }}"):
        with pytest.raises(TemplateError):
            Template("t.docx", paragraphs(tag)).render({"a": photo()})
    assert canonical(data_file(SVG, "a.svg")) == canonical(data_file(SVG, "b.svg"))


def test_an_svg_loses_its_links() -> None:
    """What would be fetched or run is not in the document."""
    linked = SVG.replace(b"<circle", b'<image href="https://example.com/a.png"/><circle')
    assert b"example.com" not in made(data_file(linked)).medium().data


def placed(document: Document) -> None:
    """A template with the photo in the header, a line, a cell, and in a frame by its text."""
    document.sections[0].header.paragraphs[0].text = "{{ name }}{{ a|picture(height='8mm') }}"
    document.add_paragraph("甲{{ a|picture(width='20mm', alt=name) }}乙")
    document.add_table(rows=1, cols=2).rows[0].cells[1].text = "{{ a|picture('10mm') }}"
    frame = document.add_paragraph().add_run()
    frame.add_picture(io.BytesIO(photo(size=(50, 50)).read()), Mm(30), Mm(30))
    (drawn,) = frame._element.xpath(".//wp:docPr")
    drawn.set("descr", "{{ a|picture(alt=name) }}")
    document.add_paragraph("{{ name }}")


@pytest.mark.office
def test_pictures_come_out_of_a_batch_as_alone(office: Office) -> None:
    """Each document its own, of several kinds; one file that several have is there once."""
    template = Template("t.docx", docx_with(placed))
    assert template.obstacles == ()
    files = (photo(), photo("JPEG", side=6), data_file(SVG), photo())
    contexts = [{"a": file, "name": f"张{index}"} for index, file in enumerate(files)]
    documents = [template.render(context).docx for context in contexts]
    batch = compose(documents)
    names = [name for name in read_parts(batch) if "media/insert-" in name]
    assert len(names) == 3
    for document, composed in zip(documents, cut(office(batch), 4), strict=True):
        assert differences(office(for_libreoffice(document)), composed) == []


@pytest.mark.office
def test_a_photo_stands_upright(office: Office) -> None:
    """Its red half is above, whichever way the camera was held; its sides keep their proportion."""
    template = Template("t.docx", paragraphs("{{ a|picture(width='20mm') }}"))
    for file in (photo("JPEG"), photo("JPEG", side=6)):
        (image,) = images_on(office(for_libreoffice(template.render({"a": file}).docx)))
        assert image.width * 2 == pytest.approx(image.height, rel=0.05)
        rows = list(image.resize((1, 4)).tobytes())
        assert rows[0] < 120  # red
        assert rows[3] > 240


def test_no_two_drawings_of_a_document_have_one_id() -> None:
    """In its text, header and footer; Word asks for it (ISO/IEC 29500-1, 20.4.2.5)."""

    def all_parts(document: Document) -> None:
        placed(document)
        document.sections[0].footer.paragraphs[0].text = "{{ a|picture }}{{ a|picture }}"

    parts = read_parts(
        Template("t.docx", docx_with(all_parts)).render({"a": photo(), "name": "甲"}).docx
    )
    ids = [id_ for data in parts.values() for id_ in re.findall(rb'<wp:docPr id="(\d+)"', data)]
    assert len(ids) == len(set(ids)) == 6


def test_a_document_without_a_picture_has_the_same_parts() -> None:
    """But for the picture, so that both are composed."""
    data = docx_with(lambda d: d.add_paragraph("{% if a %}{{ a|picture }}{% endif %}甲"))
    template = Template("t.docx", data)
    without, with_one = (set(read_parts(template.render({"a": a}).docx)) for a in (None, photo()))
    assert {name.partition("insert-")[0] for name in with_one - without} == {"word/media/"}
    assert without < with_one
