"""The fonts of a PDF: name, whether embedded and subset, what a code means, what it draws."""

from __future__ import annotations

import re
import struct
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property

from pikepdf import Dictionary, Name, Object

from kefu_docs.pdf.inflate import bytes_of
from kefu_docs.pdf.to_unicode import read_texts
from kefu_docs.proof.font_program import Program, UnreadableFontError, cff, truetype, type1
from kefu_docs.proof.normalized import squeezed

# A subset is named by six letters in front (ISO 32000-1, 9.6.4).
_SUBSET = re.compile(r"^[A-Z]{6}\+(.*)$")
_PROGRAMS = (Name.FontFile, Name.FontFile2, Name.FontFile3)
# What text shows for a code that no ToUnicode map names.
UNKNOWN = "\ufffd"


class _Characters(defaultdict[int, str]):
    """Codes to text; a code that is not listed has none."""

    def __missing__(self, key: int) -> str:
        return UNKNOWN


@dataclass
class EmbeddedFont:
    """A font of a PDF and the codes of it that were shown so far."""

    font: Object
    shown: set[int] = field(default_factory=set)

    @cached_property
    def name(self) -> str:
        """The PostScript name, without a subset's tag."""
        return self._split[1]

    @property
    def is_subset(self) -> bool:
        """Whether the name has the tag of a subset."""
        return self._split[0]

    @cached_property
    def _split(self) -> tuple[bool, str]:
        name = str(self.font.get(Name.BaseFont, "/"))[1:]
        found = _SUBSET.match(name)
        return (True, found[1]) if found else (False, name)

    @cached_property
    def _own(self) -> Object:
        """The font that has descriptor and widths: of a composite font, its descendant."""
        return self.font.DescendantFonts[0] if Name.DescendantFonts in self.font else self.font

    @cached_property
    def _file(self) -> tuple[Name, Object] | None:
        descriptor = self._own.get(Name.FontDescriptor, Dictionary())
        return next(((key, descriptor[key]) for key in _PROGRAMS if key in descriptor), None)

    @property
    def is_embedded(self) -> bool:
        """Whether the PDF carries the font program."""
        return self._file is not None

    @cached_property
    def code_size(self) -> int:
        """Bytes in a code. Raises UnreadableFontError where an encoding is not Identity-H."""
        if self.font.get(Name.Subtype) != Name.Type0:
            return 1
        if self.font.get(Name.Encoding) != Name("/Identity-H"):
            raise UnreadableFontError(str(self.font.get(Name.Encoding)))
        return 2

    @cached_property
    def _characters(self) -> dict[int, str]:
        characters = _Characters()
        if Name.ToUnicode in self.font:
            characters.update(read_texts(bytes_of(self.font.ToUnicode)))
        return characters

    def text(self, codes: bytes) -> str:
        """What the codes mean, UNKNOWN where the PDF does not tell; they count as shown."""
        if self.code_size == 1:
            numbers: Collection[int] = codes
        else:
            numbers = struct.unpack(f">{len(codes) // 2}H", codes)
        self.shown.update(numbers)
        return "".join(map(self._characters.__getitem__, numbers))

    def width(self, codes: bytes) -> float:
        """How far the codes advance, in ems."""
        if self.code_size == 1:
            first, widths = int(self.font.FirstChar), self.font.Widths
            return sum(float(widths[code - first]) for code in codes) / 1000
        numbers = struct.unpack(f">{len(codes) // 2}H", codes)
        return sum(self._cid_widths.get(code, self._default_width) for code in numbers) / 1000

    @cached_property
    def _default_width(self) -> float:
        return float(self._own.get(Name.DW, 1000))

    @cached_property
    def _cid_widths(self) -> dict[int, float]:
        """ISO 32000-1, 9.7.4.3: `first [w w …]` or `first last w`."""
        widths: dict[int, float] = {}
        entries = iter(self._own.get(Name.W, ()))
        for first in entries:
            more = next(entries)
            if isinstance(more, int):
                widths |= dict.fromkeys(range(int(first), more + 1), float(next(entries)))
            else:
                widths |= enumerate(map(float, more), int(first))
        return widths

    def undrawn(self) -> set[str]:
        """The characters shown as a box or not at all. Raises UnreadableFontError."""
        if not self.shown or self._file is None:
            return set()
        boxes, empty = self._program().undrawn(self.shown)
        texts = {self._characters[code] for code in empty}
        # Nothing is seen of the selector in ☎️: where the face lacks the form that it selects,
        # LibreOffice (7.4.7) draws the plain character and an empty glyph.
        seen = {text for text in texts if text.isprintable() and squeezed(text)}
        return seen | {self._characters[code] for code in boxes}

    def _program(self) -> Program:
        assert self._file is not None
        kind, stream = self._file
        # An Encoding leads from codes to names of glyphs. LibreOffice writes none for the fonts it
        # embeds: the program's own encoding or character map holds (9.6.6).
        simple = self.code_size == 1
        if simple and Name.Encoding in self.font:
            raise UnreadableFontError("Encoding")
        data = bytes_of(stream)
        if kind == Name.FontFile2:
            # Without a map, and with the one called Identity, CIDs are glyph numbers (9.7.4.2).
            glyph_map = self._own.get(Name.CIDToGIDMap, Name.Identity)
            by_number = glyph_map == Name.Identity
            return truetype(data, None if by_number else bytes_of(glyph_map), simple=simple)
        return type1(data) if kind == Name.FontFile else cff(data, simple=simple)
