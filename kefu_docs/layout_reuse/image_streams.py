"""Images of PDFs read as values, and written in the places of others.

Source: ISO 32000-1, 8.9.5 (image dictionaries), 11.6.5.3 (soft masks).
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream

from kefu_docs.finish.libreoffice_fonts import UNREADABLE, ForeignPdfError
from kefu_docs.finish.read_text import NUMBER
from kefu_docs.layout_reuse.picture_objects import PictureObject

DRAWING = re.compile(rb"/(\w+) Do\b")
"""An image or form drawn, by its name."""

# LibreOffice 7.4 and 25.2 draw a picture of pixels so; anything else is not understood.
_DRAWN = re.compile(
    rb"q %(n)s 0 0 %(n)s (?P<x>%(n)s) (?P<y>%(n)s) cm\n\s*/(?P<name>\w+) Do Q\n" % {b"n": NUMBER}
)
_APART = (Name.Length, Name.SMask)


def picture_object(image: Object) -> PictureObject | None:
    """Read an image; None where what belongs to it is spread over more objects than a mask."""
    own = {key: value for key, value in image.items() if key not in _APART}
    mask = picture_object(image.SMask) if Name.SMask in image else None
    if any(map(_leads_on, own.values())) or (mask is None and Name.SMask in image):
        return None
    data = image.read_raw_bytes()
    entries = Dictionary(own).unparse()
    return PictureObject(entries, hashlib.sha256(data).digest(), mask, data)


def _leads_on(value: object) -> bool:
    """Whether a value is, or holds, an object of its own."""
    if not isinstance(value, Object):
        return False
    if isinstance(value, Array):
        return value.is_indirect or any(map(_leads_on, value))
    if isinstance(value, Dictionary):
        return value.is_indirect or any(_leads_on(item) for _, item in value.items())
    return bool(value.is_indirect)


def write_picture(picture: PictureObject, image: Object) -> None:
    """Write a picture in the place of an image, which has a mask if the picture has."""
    assert picture.data is not None
    for key in [key for key, _ in image.items() if key not in _APART]:
        del image[key]
    image.write(picture.data)
    for key, value in Object.parse(picture.entries).items():
        image[key] = value
    if picture.mask:
        write_picture(picture.mask, image.SMask)


def read_pictures(pdf: bytes, count: int) -> list[PictureObject | None]:
    """Read the pictures of a sheet, which shows `count` of them, in this order.

    None for one that is not understood; all are where the sheet shows more or fewer. Raises
    ForeignPdfError where it cannot be read.
    """
    if not count:
        return []
    try:
        with pikepdf.open(io.BytesIO(pdf)) as document:
            found = [picture_object(image) for image in _images(document)]
    except UNREADABLE as error:
        raise ForeignPdfError(str(error)) from error
    return list(map(_as_file, found)) if len(found) == count else [None] * count


def _images(document: pikepdf.Pdf) -> Iterator[Object]:
    """The images of a sheet, as they follow each other in lines; none from where they do not."""
    for page in document.pages:
        content = page.Contents.read_bytes()
        drawn = list(_DRAWN.finditer(content))
        places = [(-float(found["y"]), float(found["x"])) for found in drawn]
        is_understood = len(drawn) == len(DRAWING.findall(content))
        if not is_understood or any(one >= next_ for one, next_ in pairwise(places)):
            return
        for found in drawn:
            image = page.Resources.XObject["/" + found["name"].decode()]
            if not isinstance(image, Stream) or image.get(Name.Subtype) != Name.Image:
                return
            yield image


def _as_file(picture: PictureObject | None) -> PictureObject | None:
    """The picture without bytes that its file has, too: LibreOffice keeps a JPEG as it is."""
    if picture is None or b"/Filter /DCTDecode" not in picture.entries:
        return picture
    return replace(picture, data=None)
