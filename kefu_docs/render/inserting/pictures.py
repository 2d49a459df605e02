"""Pictures that records name, as drawings that stand in the line like a letter.

PNG, JPEG, SVG and EMF: what Word and LibreOffice both draw. A photo that a camera took on its side
is turned as its EXIF data says. LibreOffice (7.4) does not do that for a picture in a document, and
draws one that the document turns with its sides exchanged (test_a_photo_stands_upright).
Elements: ISO/IEC 29500-1, 20.4.2.8 (inline), 20.2.2.5 (pic); SVG in Word: [MS-ODRAWXML] 2.4.6.
"""

from __future__ import annotations

import io
import re
import struct
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.late_pattern import late
from kefu_docs.model.data_file import DataFile
from kefu_docs.render.inserting.inserted_files import FOLDER
from kefu_docs.render.inserting.inserts import OWN_ID, Insert, InsertError, Medium
from kefu_docs.render.word.picture_files import svg_root, without_links
from kefu_docs.render.word.picture_sizes import MOST_ELEMENTS, MOST_PIXELS, elements_of
from kefu_docs.render.word.word_xml import PREFIXES, quoted

EMU = 36_000
"""English Metric Units in a millimetre (20.1.2.1)."""
WIDEST = Decimal(160)
"""Millimetres of a picture whose size nobody said: what A4 leaves between margins of 25 mm."""
_PIXELS_AN_INCH = Decimal(96)
_INCH = Decimal("25.4")
_UNITS = {
    "mm": Decimal(1),
    "cm": Decimal(10),
    "in": _INCH,
    "pt": _INCH / 72,
    "px": _INCH / 96,
    "": Decimal(1),
    "毫米": Decimal(1),
    "厘米": Decimal(10),
}
_LENGTH = late(r"\s*([0-9]+(?:\.[0-9]+)?)\s*([a-z]*|毫米|厘米)\s*")
_QUALITY = 92
"""Of a photo that is turned and written anew: what cameras write."""
_ORIENTATION = 0x0112  # the EXIF tag (CIPA DC-008, 4.6.4)
_FRAME = late(r'<wp:extent cx="(\d+)" cy="(\d+)"/>')
_TRANSFORM = late(r"<a:xfrm(?: [^>]*)?>.*?</a:xfrm>", re.DOTALL)
_EMBEDDED = late(r'<a:blip [^>]*?r:embed="')
_BLIP = late(r"<a:blip [^>]*?/>|<a:blip [^>]*>.*?</a:blip>", re.DOTALL)
_CROPPED = late(r"<a:srcRect[^>]*/>")
_MARKED = late('descr="\x0e[0-9]+\x0f"')
_SVG_BLIP = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
_NAMESPACES = " ".join(f'xmlns:{p}="{PREFIXES[p]}"' for p in ("wp", "a", "pic", "r"))
_SVG_NAMESPACE = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"


@dataclass(frozen=True)
class Picture(Insert):
    """A drawing; millimetres as it stands on the page, `turn` in degrees to the right."""

    file: Medium
    width: Decimal
    height: Decimal
    alternative: str

    def medium(self) -> Medium:
        """The picture's file."""
        return self.file

    def words(self) -> str:
        """None: a picture is not read as text."""
        return ""

    def runs(self, properties: str) -> str:
        """The drawing in a run, which takes height from the line it stands in."""
        size = _extent(self.width, self.height)
        named = f'{OWN_ID} name="图片" descr={quoted(self.alternative)}'
        return (
            f"<w:r>{properties}<w:drawing><wp:inline {_NAMESPACES} "
            f'distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/><wp:docPr {named}/>'
            '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/>'
            f'</wp:cNvGraphicFramePr><a:graphic><a:graphicData uri="{PREFIXES["pic"]}"><pic:pic>'
            f"<pic:nvPicPr><pic:cNvPr {named}/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
            f"{self._blip()}<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr>"
            f"{self._transform()}"
            '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic>'
            "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
        )

    def in_frame(self, drawing: str) -> str:
        """The drawing with this picture in it, as large as its frame lets it be."""
        frame = _FRAME.search(drawing)
        if not frame or _EMBEDDED.search(drawing) is None:
            raise InsertError(Message("only a picture can give way to a picture"))
        width, height = (Decimal(length) / EMU for length in frame.groups())
        share = min(width / self.width, height / self.height)
        fitted = replace(self, width=self.width * share, height=self.height * share)
        drawing = _FRAME.sub(f"<wp:extent {_extent(fitted.width, fitted.height)}/>", drawing)
        drawing = _CROPPED.sub("", _TRANSFORM.sub(fitted._transform(), drawing))
        drawing = _BLIP.sub(fitted._blip(), drawing)
        return _MARKED.sub(f"descr={quoted(self.alternative)}", drawing)

    def _transform(self) -> str:
        """The size of the drawing."""
        size = _extent(self.width, self.height)
        return f'<a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'

    def _blip(self) -> str:
        embedded = f'r:embed="{self.file.relation}"'
        if not self.file.part.endswith(".svg"):
            return f"<a:blip {embedded}/>"
        return (
            f'<a:blip {embedded}><a:extLst><a:ext uri="{_SVG_BLIP}">'
            f'<asvg:svgBlip xmlns:asvg="{_SVG_NAMESPACE}" {embedded}/></a:ext></a:extLst></a:blip>'
        )


def picture(
    file: object, width: object = None, height: object = None, alt: object = ""
) -> Picture | None:
    """A file that a record names, as a picture; None for None.

    Where one length is given the other follows; where none is, the size is that which the file
    says, at most WIDEST. `alt` is what a reader is told who does not see it. InsertError where the
    file is no picture that both Word and LibreOffice draw, or a length is none.
    """
    if file is None:
        return None
    if not isinstance(file, DataFile):
        raise InsertError(
            Message("{value} is no picture that a record names", {"value": str(file)[:40]})
        )
    known = _known(file)
    return Picture(
        known.medium,
        *_size(known, _millimetres(width), _millimetres(height)),
        str(alt or ""),
    )


class _Known(NamedTuple):
    """What a picture's file says of itself; millimetres as it is looked at."""

    medium: Medium
    width: Decimal
    height: Decimal


@lru_cache(maxsize=256)
def _known(file: DataFile) -> _Known:
    data = file.read()
    found = _of_pixels(data) or _of_svg(data) or _of_emf(data)
    if found is None:
        raise InsertError(
            Message(
                "{file} is no picture that can be printed, or is damaged; "
                "PNG, JPEG, SVG and EMF can be",
                {"file": file.name},
            )
        )
    extension, content, width, height = found
    name = file.digest[:24]
    # Named by what is in it: documents composed into one then share it, and its relation.
    medium = Medium(f"insert-{name}", f"{FOLDER}{name}.{extension}", content)
    return _Known(medium, width, height)


_Found = tuple[str, bytes, Decimal, Decimal]
"""How the name of its file ends, its bytes, and its size in millimetres."""


def _of_pixels(data: bytes) -> _Found | None:
    from PIL import Image, ImageOps  # 30 ms, which most builds need not spend

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
            if image.width * image.height > MOST_PIXELS:
                return None
            kind, dots = str(image.format), image.info.get("dpi", (0, 0))
            size = image.size
            if image.getexif().get(_ORIENTATION, 1) == 1:
                image.draft("L", (1, 1))  # a JPEG is read to its end, and hardly decoded
                image.load()
            else:
                upright = ImageOps.exif_transpose(image)
                dots = dots if upright.size == size else dots[::-1]
                size, written = upright.size, io.BytesIO()
                upright.save(written, kind, quality=_QUALITY)
                data = written.getvalue()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, struct.error):
        return None
    width, height = (_natural(*side) for side in zip(size, dots, strict=True))
    return "png" if kind == "PNG" else "jpg", data, width, height


def _natural(pixels: int, dots: float) -> Decimal:
    """Millimetres of so many pixels; dots an inch that no camera or scanner has say nothing."""
    per_inch = Decimal(str(dots)) if 30 <= dots <= 2400 else _PIXELS_AN_INCH
    return Decimal(pixels) * _INCH / per_inch


def _of_svg(data: bytes) -> _Found | None:
    root = svg_root(data)
    if root is None or elements_of(root) > MOST_ELEMENTS:
        return None
    width, height = (_svg_length(root.get(name)) for name in ("width", "height"))
    box = [_svg_length(n) for n in re.split(r"[\s,]+", str(root.get("viewBox") or "").strip())]
    if width and height:
        return "svg", without_links(data), width, height
    if len(box) == 4 and box[2] and box[3]:
        across = width or box[2]
        return "svg", without_links(data), across, across * box[3] / box[2]
    return None


def _svg_length(written: object) -> Decimal | None:
    """A length of an SVG in millimetres; a bare number counts pixels (SVG 1.1, 7.10)."""
    read = _LENGTH.fullmatch(str(written))
    unit = _UNITS.get(read[2] or "px") if read else None
    return Decimal(read[1]) * unit if read and unit else None


def _of_emf(data: bytes) -> _Found | None:
    """Of a metafile: its frame in hundredths of a millimetre ([MS-EMF] 2.2.9)."""
    if len(data) < 88 or data[40:44] != b" EMF":
        return None
    left, top, right, bottom = struct.unpack("<4i", data[24:40])
    if right <= left or bottom <= top:
        return None
    return "emf", data, Decimal(right - left) / 100, Decimal(bottom - top) / 100


def _size(known: _Known, width: Decimal | None, height: Decimal | None) -> tuple[Decimal, Decimal]:
    if width and height:
        return width, height
    if height:
        return known.width * height / known.height, height
    width = width or min(known.width, WIDEST)
    return width, known.height * width / known.width


def _millimetres(length: object) -> Decimal | None:
    if length is None:
        return None
    read = _LENGTH.fullmatch(str(length))
    if not read or read[2] not in _UNITS or not 0 < Decimal(read[1]) * _UNITS[read[2]] <= 1000:
        raise InsertError(
            Message("{length} is no length; write 25mm, 2.5cm or 1in", {"length": str(length)[:40]})
        )
    return Decimal(read[1]) * _UNITS[read[2]]


def _extent(width: Decimal, height: Decimal) -> str:
    return f'cx="{round(width * EMU)}" cy="{round(height * EMU)}"'
