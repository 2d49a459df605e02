"""A field's value as an appearance, in a face of the font set (ISO 32000-1, 12.7.3.3)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from msgspec import Struct
from pikepdf import AcroFormField, Array, Dictionary, FormFieldFlag, Name, Object, Pdf

from kefu_docs.fonts import FontSet
from kefu_docs.fonts.programs.face import Face
from kefu_docs.fonts.programs.open_faces import faces
from kefu_docs.pdf.cid_font import CidFont, CompositeFont

_SIZE = re.compile(rb"([\d.]+)\s+Tf\b")
_COLOUR = re.compile(rb"(?:[\d.]+\s+){1,4}(?:g|rg|k)\b")
_PAINT = {1: (b"g", b"G"), 3: (b"rg", b"RG"), 4: (b"k", b"K")}  # by number of components
_MARGIN = 2.0  # points between the border and the text, as Acrobat leaves
_LARGEST = 12.0  # points, where the field leaves the size to the reader
_SMALLEST = 4.0
_LEADING = 1.2  # of the size
_BELOW_MIDDLE = 0.35  # of the size: how far the baseline lies below the middle of the characters


_MARKED = b"0.600 0.757 0.855 rg"  # behind a chosen line of a list, as Acrobat has it
# How far a field is turned against its page (12.5.6.19), as a matrix; on a page that is turned
# itself, fields mostly stand upright for who reads it.
_TURNS = {90: (0, 1, -1, 0), 180: (-1, 0, 0, -1), 270: (0, -1, 1, 0)}


class FieldText(Struct, frozen=True):
    """What a field shows: lines of text, and those of a list that are chosen, from 0."""

    lines: tuple[str, ...]
    marked: frozenset[int] | None = None

    @property
    def characters(self) -> str:
        """All that is drawn."""
        return "".join(self.lines)


class _Box(Struct, frozen=True):
    """Where a value is set: width and height of the field in points, and how it is laid out.

    `turned` are the degrees by which it is turned.
    """

    width: float
    height: float
    quadding: int
    several: bool
    cells: int
    turned: int

    @classmethod
    def of(cls, annotation: Object, field: AcroFormField) -> _Box:
        left, bottom, right, top = (float(side) for side in annotation.Rect)
        turned = _turned(annotation)
        sides = abs(right - left), abs(top - bottom)
        width, height = reversed(sides) if turned in {90, 270} else sides
        cells = field.get_inheritable_field_value("/MaxLen")
        is_comb = field.flags & FormFieldFlag.tx_comb and isinstance(cells, int) and cells > 0
        return cls(
            width,
            height,
            field.quadding,
            bool(field.is_text and field.flags & FormFieldFlag.tx_multiline),
            int(cells) if field.is_text and is_comb and isinstance(cells, int) else 0,
            turned,
        )


def _turned(annotation: Object) -> int:
    turn = annotation.get(Name.MK, Dictionary()).get(Name.R)
    return int(turn) % 360 if isinstance(turn, int | Decimal) else 0


class ValueText:
    """Draws values in the first face of `fonts` that has their characters."""

    def __init__(self, document: Pdf, fonts: FontSet) -> None:
        self._document = document
        self._fontset = fonts
        self._texts: dict[Face, dict[int, str]] = defaultdict(dict)
        self._fonts: dict[Face, tuple[CidFont, CompositeFont]] = {}

    def draws(self, text: FieldText) -> bool:
        """Whether there is a face for this text."""
        return self._face(text) is not None

    def draw(self, annotation: Object, field: AcroFormField, text: FieldText) -> None:
        """Make the appearance of an annotation that shows `text`, with its box."""
        face = self._face(text)
        assert face is not None
        box = _Box.of(annotation, field)
        content = b"%b/Tx BMC\nq\n0 0 %.2f %.2f re W n\n%bQ\nEMC\n" % (
            _drawn_box(annotation, box),
            box.width,
            box.height,
            _drawn_text(face, text, field.default_appearance, box),
        )
        self._texts[face].update((_codes(face)[c], c) for c in text.characters)
        appearance = self._document.make_stream(content)
        appearance.Type, appearance.Subtype = Name.XObject, Name.Form
        appearance.BBox = Array([0, 0, round(box.width, 2), round(box.height, 2)])
        if box.turned in _TURNS:
            appearance.Matrix = Array([*_TURNS[box.turned], 0, 0])
        appearance.Resources = Dictionary(Font=Dictionary(F=self._font(face).object))
        annotation.AP = Dictionary(N=appearance)

    def finish(self) -> None:
        """Write the fonts of all that was drawn."""
        for face, (descendant, composite) in self._fonts.items():
            descendant.write(self._texts[face])
            composite.write(self._texts[face])

    def _font(self, face: Face) -> CompositeFont:
        if face not in self._fonts:
            descendant = CidFont(self._document, face)
            self._fonts[face] = descendant, CompositeFont(self._document, descendant)
        return self._fonts[face][1]

    def _face(self, text: FieldText) -> Face | None:
        wanted = set(text.characters)
        found = sorted(
            {face.name: face for named in faces(self._fontset).values() for face in named}.values(),
            key=lambda face: ("Sans" not in face.name, "Bold" in face.name, face.name),
        )
        return next((face for face in found if wanted <= _codes(face).keys()), None)


@lru_cache(maxsize=8)
def _codes(face: Face) -> dict[str, int]:
    """The code of each character that a face has."""
    return {text: code for code, text in face.texts.items() if len(text) == 1}


def _width(face: Face, text: str, size: float) -> float:
    """How wide a line of text is, in points."""
    return sum(face.advances(_codes(face)[c] for c in text)) * size / 1000


def _size(style: bytes) -> float:
    found = _SIZE.findall(style)
    return float(found[-1]) if found else 0.0


def _drawn_box(annotation: Object, box: _Box) -> bytes:
    """Background and border of a field (12.5.6.19)."""
    looks = annotation.get(Name.MK, Dictionary())
    fill, line = _paint(looks.get(Name.BG), 0), _paint(looks.get(Name.BC), 1)
    border = annotation.get(Name.BS, Dictionary())
    width = float(border.get(Name.W, 1))
    drawn = b""
    if fill:
        drawn += b"q %b 0 0 %.2f %.2f re f Q\n" % (fill, box.width, box.height)
    if line and width:
        edge = width / 2, width / 2, box.width - width, box.height - width
        drawn += b"q %b %.2f w %.2f %.2f %.2f %.2f re S Q\n" % (line, width, *edge)
    return drawn


def _paint(colour: object, which: int) -> bytes:
    if not isinstance(colour, Array) or len(colour) not in _PAINT:
        return b""
    return b" ".join([*(b"%.3f" % float(part) for part in colour), _PAINT[len(colour)][which]])


def _drawn_text(face: Face, text: FieldText, style: bytes, box: _Box) -> bytes:
    """Set a text into its box, in the colour and size of a field's style."""
    colours = _COLOUR.findall(style)
    size = _size(style)
    # A size of 0 is as large as fits (Table 222).
    size = size or _fitting(face, text, box)
    top = box.height - _MARGIN
    leading = size * _LEADING
    marks = b"".join(
        b"%b 0 %.2f %.2f %.2f re f\n" % (_MARKED, top - (row + 1) * leading, box.width, leading)
        for row in sorted(text.marked or ())
    )
    return b"%bBT\n%b\n/F %.2f Tf\n%bET\n" % (
        marks,
        colours[-1] if colours else b"0 g",
        size,
        b"".join(_placed(face, text, size, box)),
    )


def _placed(face: Face, text: FieldText, size: float, box: _Box) -> Iterator[bytes]:
    """Set each line at its place."""
    middle = box.height / 2 - size * _BELOW_MIDDLE
    if box.cells:
        cell = box.width / box.cells
        for place, character in enumerate(text.characters[: box.cells]):
            along = cell * (place + 0.5) - _width(face, character, size) / 2
            yield _shown(face, character, along, middle)
        return
    lines, first = list(text.lines), box.height - _MARGIN - size
    if box.several:
        lines = [part for line in lines for part in _wrapped(face, line, size, box.width)]
    elif text.marked is None:
        lines, first = [" ".join(lines)], middle
    for number, line in enumerate(lines):
        spare = box.width - 2 * _MARGIN - _width(face, line, size)
        along = _MARGIN + spare * {1: 0.5, 2: 1.0}.get(box.quadding, 0.0)
        yield _shown(face, line, along, first - number * size * _LEADING)


def _shown(face: Face, line: str, along: float, height: float) -> bytes:
    codes = b"".join(b"%04X" % _codes(face)[c] for c in line)
    return b"1 0 0 1 %.2f %.2f Tm\n<%b> Tj\n" % (along, height, codes)


def _fitting(face: Face, text: FieldText, box: _Box) -> float:
    """The size of a text whose field leaves it to the reader, in points."""
    size = min(_LARGEST, box.height / _LEADING)
    if not box.several and text.marked is None:
        widest = _width(face, " ".join(text.lines), 1.0)
        size = min(size, (box.width - 2 * _MARGIN) / widest) if widest else size
    return max(_SMALLEST, size)


def _wrapped(face: Face, line: str, size: float, width: float) -> Iterator[str]:
    """Break a line where the box ends: behind a blank, or in Chinese between any characters."""
    start, along, blank = 0, 0.0, 0
    for place, character in enumerate(line):
        advance = _width(face, character, size)
        if along + advance > width - 2 * _MARGIN and place > start:
            end = blank if blank > start and character.isascii() else place
            yield line[start:end]
            start, along = end, _width(face, line[end:place], size)
        along += advance
        if character == " " or not character.isascii():
            blank = place + 1
    yield line[start:]
