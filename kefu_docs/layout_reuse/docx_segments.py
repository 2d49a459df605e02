"""The XML of a part cut into paragraphs with what stands before each, and what they are good for.

Elements: ISO/IEC 29500-1, 17.3.1 (paragraphs), 17.4 (tables).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kefu_docs.layout_reuse.docx_rows import PlaceInTables, pass_tables
from kefu_docs.layout_reuse.named_faces import faces_in, without_faces
from kefu_docs.layout_reuse.plain_paragraph import (
    LOOK_NAMES,
    has_floating,
    shown_by,
    without_text,
)
from kefu_docs.layout_reuse.series import guessed_lines
from kefu_docs.render.word.close_paragraphs import has_exact_lines, may_repeat
from kefu_docs.render.word.styles import Styles

_END = "</w:p>"
_START = re.compile("<w:p(?: [^>]*)?(?<!/)>")
_TABLE = re.compile("</?w:tbl>")
# Columns, text boxes, notes, tables and frames that float, and drawings that text runs around. One
# that text does not run around is drawn where its anchor puts it, and moves nothing.
_OTHER_FLOW = re.compile(
    r"<w:(?:footnoteReference|endnoteReference|tblpPr|framePr)[ />]|<w:txbxContent"
    r"|<wp:wrap(?!None)|<w10:wrap[ />]|<v:textbox[ />]"
    r'|<w:cols [^>]*w:num="(?!1")'
)
_TABLE_STYLE = re.compile(r'<w:tblStyle w:val="([^"]+)"')


class SeveralFlowsError(Exception):
    """A part whose text is more than one flow."""


class CollectedParagraphs:
    """The paragraphs of a document, header first, and what stands around them.

    On a grid of lines (`has_grid`) no line has a height of its own.
    """

    def __init__(self, decorated: frozenset[str], styles: Styles, *, has_grid: bool) -> None:
        self._may_be_exact = not has_grid
        self._decorated = decorated
        self._styles = styles
        self._rest: str | None = None  # of the series that may go on
        self._faces: set[str] = set()  # of plain paragraphs
        self.series: list[range] = []
        self.guessed: list[int] = []  # lines of each series
        self.paragraphs: list[str] = []
        self.plain: set[int] = set()
        self.exact: set[int] = set()  # lines that are as high whatever they hold
        self.cells: dict[int, PlaceInTables] = {}
        self.around: list[str] = []

    def add(self, xml: str, *, has_series: bool = False, is_settable: bool = True) -> range:
        """Add a section's body, a header or a footer, and give the numbers of its paragraphs.

        Where it is not `is_settable`, none of them is plain. Raises SeveralFlowsError.
        """
        first = len(self.paragraphs)
        self._rest = None
        end = 0
        opened: list[int] = []  # where the tables begin that have not ended
        found = segments(xml, self._decorated)
        if not is_settable:
            found = [segment._replace(rest=None) for segment in found]
        for segment in found:
            start = end + len(segment.before)
            end = start + len(segment.paragraph)
            if segment.is_at_table:
                pass_tables(opened, segment.before, start - len(segment.before))
            if segment.is_other:
                raise SeveralFlowsError
            if has_series and not opened and self._add_to_series(segment):
                continue
            self.around.append(segment.before)
            if segment.paragraph:
                place = PlaceInTables(xml, tuple(opened), start, end) if opened else None
                self._add_paragraph(segment, place)
        return range(first, len(self.paragraphs))

    @property
    def frame(self) -> str:
        """All but the text of plain paragraphs and its faces, and how many of them a series has.

        Which faces there are in all is part of it, for a document has fonts for these.
        """
        return "\0".join((*self.around, repr(self.guessed), *sorted(self._faces)))

    def _add_to_series(self, segment: Segment) -> bool:
        """Add a paragraph to the series it continues, or begin one; False where it is in none."""
        rest, number = segment.rest, len(self.paragraphs)
        if rest is None or has_floating(rest) or not may_repeat(rest, self._styles, LOOK_NAMES):
            self._rest = None
            return False
        if rest == self._rest and not segment.before:
            self.series[-1] = range(self.series[-1].start, number + 1)
            self.guessed[-1] += segment.lines
        else:
            self.series.append(range(number, number + 1))
            self.guessed.append(segment.lines)
            self.around += [segment.before, rest]
        self._rest = rest
        self._add_plain(segment, rest)
        self.paragraphs.append(segment.paragraph)
        return True

    def _add_paragraph(self, segment: Segment, place: PlaceInTables | None) -> None:
        """Add a paragraph, which stands in a table where it has a `place`."""
        if segment.rest is None or not (place is None or place.may_be_apart):
            self.around.append(segment.paragraph)
        else:
            self.around.append(segment.rest)
            if place:
                self.cells[len(self.paragraphs)] = place
            self._add_plain(segment, segment.rest)
        self.paragraphs.append(segment.paragraph)

    def _add_plain(self, segment: Segment, rest: str) -> None:
        """Note the next paragraph as a plain one."""
        number = len(self.paragraphs)
        self.plain.add(number)
        self._faces |= segment.faces
        if self._may_be_exact and number not in self.cells and has_exact_lines(rest, self._styles):
            self.exact.add(number)


class Segment(NamedTuple):
    """XML up to the end of a paragraph; `rest` is all but its text and faces if it is plain.

    `is_at_table` tells that one begins or ends before it, `is_other` that it is no part of a single
    flow, `lines` about how many it takes, `faces` what its runs say of their faces.
    """

    before: str
    paragraph: str
    rest: str | None
    is_at_table: bool
    is_other: bool
    lines: int
    faces: frozenset[str]


def segments(xml: str, decorated: frozenset[str]) -> list[Segment]:
    """Cut a part behind each paragraph; `decorated` are the styles in which none is plain."""
    *segments, last = xml.split(_END)
    return [*(_read(xml + _END, decorated) for xml in segments), _read(last, decorated)]


@lru_cache(maxsize=1 << 12)
def _read(xml: str, decorated: frozenset[str]) -> Segment:
    """Look at a segment; most come again with every document of a template."""
    start = _START.search(xml)
    place = start.start() if start else len(xml)
    before, paragraph = xml[:place], xml[place:]
    rest = without_text(paragraph, decorated)
    return Segment(
        before,
        paragraph,
        None if rest is None else without_faces(rest),
        _TABLE.search(before) is not None,
        not decorated.isdisjoint(_TABLE_STYLE.findall(xml)) or bool(_OTHER_FLOW.search(xml)),
        guessed_lines(shown_by(paragraph)),
        frozenset() if rest is None else faces_in(rest),
    )
