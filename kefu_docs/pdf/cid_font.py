"""One font per face: a composite font whose codes are the face's own (ISO 32000-1, 9.7).

Codes are two bytes (Identity-H) and the same in every PDF, so the fonts of several PDFs can be
united by making a program of all their codes. The font set's own files give the outlines.
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Callable, Iterable, Mapping, Sequence

from pikepdf import Array, Dictionary, Name, Object, Pdf, String

from kefu_docs.fonts.programs.face import Face, Metrics, TrueTypeFace, ascending
from kefu_docs.pdf.deflate import compressed
from kefu_docs.pdf.to_unicode import write_texts

Compress = Callable[[Sequence[bytes]], bytes]

# Flags, Table 123: the codes are the face's own and no standard set of Latin characters.
_SYMBOLIC = 4
_STEM = 80  # thousandths of the size, as LibreOffice writes for every face
_DEFAULT_WIDTH = 1000  # of ideographs, so that only the widths of other glyphs are listed


def subset_name(face: Face, codes: Iterable[int]) -> str:
    """Name the subset of a face: six letters that follow from the file and the codes, and its name.

    So the name tells whether a font in a PDF was made from this very face.
    """
    return _name(face, ascending(codes))


def _name(face: Face, codes: Sequence[int]) -> str:
    listed = struct.pack(f">{len(codes)}H", *codes)
    digest = hashlib.sha256(face.digest.encode() + listed).digest()
    return "".join(chr(ord("A") + byte % 26) for byte in digest[:6]) + f"+{face.name}"


class CidFont:
    """A CIDFont in `pdf`, which `write` fills with a face's codes: once, or anew each time."""

    def __init__(self, pdf: Pdf, face: Face) -> None:
        self._face = face
        self._written: tuple[int, ...] = ()
        self._program = pdf.make_stream(b"")
        self._descriptor = pdf.make_indirect(_descriptor(face.metrics))
        self.object = pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                CIDSystemInfo=Dictionary(
                    Registry=String("Adobe"), Ordering=String("Identity"), Supplement=0
                ),
                FontDescriptor=self._descriptor,
                DW=_DEFAULT_WIDTH,
            )
        )
        if isinstance(face, TrueTypeFace):
            # The program numbers its glyphs anew, the codes stay the face's (Table 117).
            self.object.Subtype = Name.CIDFontType2
            self.object.CIDToGIDMap = pdf.make_stream(b"")
            self._descriptor.FontFile2 = self._program
        else:
            self.object.Subtype = Name.CIDFontType0
            self._program.Subtype = Name.CIDFontType0C
            self._descriptor.FontFile3 = self._program

    def write(self, codes: Iterable[int], compress: Compress = compressed) -> None:
        """Write program and widths of these codes.

        `compress` compresses the parts of a program to one stream for /FlateDecode.
        """
        face, font = self._face, self.object
        wanted = ascending(codes)
        if wanted == self._written:
            return  # of a heading's face, most documents after one model need the same codes
        name = _name(face, wanted)
        subset = face.subset(name, wanted)
        font.BaseFont = self._descriptor.FontName = Name("/" + name)
        font.W = Object.parse(_widths(face, wanted))
        self._program.write(compress(subset.parts), filter=Name.FlateDecode)
        if subset.glyph_map is not None:
            font.CIDToGIDMap.write(compress([subset.glyph_map]), filter=Name.FlateDecode)
        self._written = wanted


class CompositeFont:
    """A font in `pdf` that draws a CIDFont's glyphs; `write` says what each code stands for."""

    def __init__(self, pdf: Pdf, descendant: CidFont) -> None:
        self._descendant = descendant.object
        self._written: Mapping[int, str] | None = None
        self.object = pdf.make_indirect(
            Dictionary(
                Type=Name.Font,
                Subtype=Name.Type0,
                Encoding=Name("/Identity-H"),
                DescendantFonts=Array([descendant.object]),
                ToUnicode=pdf.make_stream(b""),
            )
        )

    def write(self, texts: Mapping[int, str]) -> None:
        """Write the texts of the codes; the CIDFont has been written."""
        self.object.BaseFont = self._descendant.BaseFont
        if texts == self._written:
            return
        unicode = zlib.compress(write_texts(texts), zlib.Z_BEST_SPEED)
        self.object.ToUnicode.write(unicode, filter=Name.FlateDecode)
        self._written = dict(texts)


def _descriptor(metrics: Metrics) -> Dictionary:
    """Describe a face (ISO 32000-1, Table 122); name and program follow when they are written."""
    return Dictionary(
        Type=Name.FontDescriptor,
        Flags=_SYMBOLIC,
        FontBBox=Array(metrics.bounding_box),
        ItalicAngle=metrics.italic_angle,
        Ascent=metrics.ascent,
        Descent=metrics.descent,
        CapHeight=metrics.cap_height,
        StemV=_STEM,
    )


def _widths(face: Face, codes: Sequence[int]) -> bytes:
    """List the widths (9.7.4.3) that are not the default one."""
    listed: list[bytes] = []
    before = -2
    for code, width in zip(codes, face.advances(codes), strict=True):
        if width != _DEFAULT_WIDTH:
            listed.append(b"%d" % width if code == before + 1 else b"]%d[%d" % (code, width))
            before = code
    text = b" ".join(listed)
    return b"[%b]]" % text[1:] if text else b"[]"
