"""One font per face: a composite font whose codes are the face's own (ISO 32000-1, 9.7).

Codes are two bytes (Identity-H) and the same in every PDF, so the fonts of several PDFs can be
united by making a program of all their codes. The font set's own files give the outlines.
"""

from __future__ import annotations

import hashlib
import re
import struct
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from kefu_docs.fonts.outlines import Face, TrueTypeFace
from kefu_docs.packets.deflate import compressed
from kefu_docs.packets.textblocks import decoded
from kefu_docs.packets.textwriting import encoded

Compress = Callable[[Sequence[bytes]], bytes]

_SYMBOLIC = 4  # Flags, Table 123
_STEM = 80  # thousandths of the size, as LibreOffice writes for every face
_DEFAULT_WIDTH = 1000
_LISTED = 100  # entries of a list in a character map (Adobe Technical Note 5014, 5.5)
_CHARACTER = re.compile(rb"<([0-9A-F]{4})> <((?:[0-9A-F]{4})+)>\n")
_CMAP = b"""\
/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <FFFF>
endcodespacerange
%bendcmap
CMapName currentdict /CMap defineresource pop
end
end
"""


def subset_name(face: Face, codes: Iterable[int]) -> str:
    """Name the subset of a face: six letters that follow from the file and the codes, and its name.

    So the name tells whether a font in a PDF was made from this very face.
    """
    wanted = sorted({0, *codes})
    listed = struct.pack(f">{len(wanted)}H", *wanted)
    digest = hashlib.sha256(face.digest.encode() + listed).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6]) + f"+{face.name}"


def make_descendant(
    pdf: Pdf, face: Face, codes: Iterable[int], compress: Compress = compressed
) -> Object:
    """Add the program and widths of a face's codes to `pdf`, as a CIDFont.

    `compress` compresses the parts of a program to one stream for /FlateDecode.
    """
    wanted = tuple(sorted({0, *codes}))
    name = subset_name(face, wanted)
    metrics = face.metrics
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/" + name),
        Flags=_SYMBOLIC,
        FontBBox=Array(metrics.bounding_box),
        ItalicAngle=metrics.italic_angle,
        Ascent=metrics.ascent,
        Descent=metrics.descent,
        CapHeight=metrics.cap_height,
        StemV=_STEM,
    )
    font = Dictionary(
        Type=Name.Font,
        BaseFont=Name("/" + name),
        CIDSystemInfo=Dictionary(
            Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
        ),
        FontDescriptor=pdf.make_indirect(descriptor),
        DW=_DEFAULT_WIDTH,
    )
    if widths := _widths(face, wanted):
        font.W = Object.parse(widths)
    stream = pdf.make_stream(compress(face.program(name, wanted)), Filter=Name.FlateDecode)
    if isinstance(face, TrueTypeFace):
        font.Subtype = Name.CIDFontType2
        descriptor.FontFile2 = stream
        glyph_map = compress([face.glyph_map(wanted)])
        font.CIDToGIDMap = pdf.make_stream(glyph_map, Filter=Name.FlateDecode)
    else:
        font.Subtype = Name.CIDFontType0
        stream.Subtype = Name.CIDFontType0C
        descriptor.FontFile3 = stream
    return pdf.make_indirect(font)


def make_composite(pdf: Pdf, descendant: Object, texts: Mapping[int, str]) -> Object:
    """Add the font that draws a CIDFont's glyphs, each code standing for its text."""
    unicode = pdf.make_stream(
        zlib.compress(write_texts(texts), zlib.Z_BEST_SPEED), Filter=Name.FlateDecode
    )
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=descendant.BaseFont,
            Encoding=Name("/Identity-H"),
            DescendantFonts=Array([descendant]),
            ToUnicode=unicode,
        )
    )


def write_texts(texts: Mapping[int, str]) -> bytes:
    """Write a ToUnicode character map (ISO 32000-1, 9.10.3)."""
    entries = [_entry(*item) for item in sorted(texts.items())]
    lists = [entries[at : at + _LISTED] for at in range(0, len(entries), _LISTED)]
    return _CMAP % b"".join(
        b"%d beginbfchar\n%bendbfchar\n" % (len(listed), b"".join(listed)) for listed in lists
    )


@lru_cache(maxsize=1 << 14)
def _entry(code: int, text: str) -> bytes:
    return b"<%04X> <%b>\n" % (code, encoded(text))


def read_texts(cmap: bytes) -> dict[int, str]:
    """Undo write_texts."""
    return {int(code, 16): decoded(text) for code, text in _CHARACTER.findall(cmap)}


def _widths(face: Face, codes: Sequence[int]) -> bytes:
    """List the widths (9.7.4.3) that are not the default one; empty where there are none."""
    listed: list[bytes] = []
    before = -2
    for code, width in zip(codes, face.advances(codes), strict=True):
        if width != _DEFAULT_WIDTH:
            listed.append(b"%d" % width if code == before + 1 else b"]%d[%d" % (code, width))
            before = code
    text = b" ".join(listed)
    return b"[%b]]" % text[1:] if text else b""
