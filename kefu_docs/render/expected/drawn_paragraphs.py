"""The text of paragraphs as LibreOffice draws them, read from a part's tree.

The proof compares it with the PDF. What is said here of LibreOffice was seen in 7.4.7 in a small
document for each feature; tests/proof/test_drawn_features.py repeats that (ISO/IEC 29500-1, 17).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import count, pairwise

from lxml import etree

from kefu_docs.model.document import ANYTHING, LEADER
from kefu_docs.render.expected.run_looks import Looks
from kefu_docs.render.fields.field_results import Fields
from kefu_docs.render.word.word_xml import PREFIXES, W, value

_MC = f"{{{PREFIXES['mc']}}}"
# Of these a drawing's newer notation is read; of all others what Word 2007 would read instead
# (writerfilter, OOXMLFastContextHandler). To read both would tell the text of a box twice.
_KNOWN_CHOICES = frozenset(("wps", "wpg", "w14"))
_DESCRIBED = tuple(f"{{{PREFIXES[p]}}}{n}" for p, n in (("wp", "docPr"), ("v", "shape")))
_SAID = ("descr", "title", "alt")
_BRACKETS = {"round": "()", "square": "[]", "angle": "<>", "curly": "{}"}


class DrawnParagraphs:
    """Collects what the paragraphs of a part show, each without white space.

    `found` has all in the order of the document, those of a text box behind the paragraph that
    holds it; `heads` has a text for each row that is repeated on every page, `rows` where in
    `found` the cells of each row begin and the last ends, for rows with text in several cells, of
    nested tables the outer; `flows` has a number for each in `found`: one for all of the text, of a
    cell, of a box; `paragraphs` has the element of each. `unseen` is what stands in the document
    and on no page, such as hidden text, `empty_rows` how many rows show none. `numbered_anew`:
    pages are not counted from 1; `names_styles`: STYLEREF names its style.
    """

    def __init__(
        self,
        looks: Looks,
        *,
        numbered_anew: bool = False,
        names_styles: bool = False,
    ) -> None:
        self.found: list[str] = []
        self.flows: list[int] = []
        self.paragraphs: list[etree._Element] = []
        self.heads: list[str] = []
        self.rows: list[tuple[int, ...]] = []
        self.unseen: list[str] = []
        self.empty_rows = 0
        self._looks = looks
        self._fields = Fields(numbered_anew, names_styles)
        self._pieces: list[str] = []
        self._boxes: list[etree._Element] = []
        self._numbers, self._flow = count(1), 0
        self._cell_starts: list[int] = []  # of the row that is read
        self._style = ""
        self._tab = ""  # what a tab shows there
        self._special: frozenset[etree._Element] | None = None

    def read_part(self, root: etree._Element) -> None:
        """Read all of a part."""
        self._special = self._looks.special_runs(root)
        self.read(root)
        # What a screen reader says of a picture stands on no page.
        for element in root.iter(*_DESCRIBED):
            self.unseen += [str(element.get(name)) for name in _SAID if element.get(name)]

    @property
    def is_in_field(self) -> bool:
        """Whether a field began that has not ended."""
        return self._fields.are_open

    def read(self, parent: etree._Element) -> None:
        """Read the paragraphs and tables below an element, wherever they stand."""
        for child in parent:
            if child.tag == f"{W}p":
                self._paragraph(child)
            elif child.tag == f"{W}tbl":
                self._table(child)
            elif child.tag == f"{_MC}AlternateContent":
                self.read(_chosen(child))
            elif child.tag not in _NO_TEXT:
                self.read(child)

    def _table(self, table: etree._Element) -> None:
        """Read the rows of a table."""
        repeats = self._looks.repeats_first_row(value(table, "tblPr", "tblStyle"))
        for number, row in enumerate(_rows_of(table)):
            self._row(row, is_head=repeats and number == 0)

    def _row(self, row: etree._Element, *, is_head: bool) -> None:
        start, inner = len(self.found), len(self.rows)
        around, self._cell_starts = self._cell_starts, []
        self._cells(row)
        borders = (*self._cell_starts, len(self.found))
        if sum(any(self.found[a:b]) for a, b in pairwise(borders)) > 1:
            self.rows[inner:] = [borders]
        self._cell_starts = around
        self.empty_rows += not any(self.found[start:])
        if is_head or row.find(f"{W}trPr/{W}tblHeader") is not None:
            self.heads.append("".join(self.found[start:]))

    def _cells(self, row: etree._Element) -> None:
        for child in row:
            if child.tag == f"{W}tc":
                self._cell(child)
            elif child.tag not in _NO_TEXT:
                self._cells(child)

    def _cell(self, cell: etree._Element) -> None:
        """Read a cell; one that continues a merge is covered by the cell it continues.

        LibreOffice keeps what it held before in the document and draws none of it, as Word does.
        """
        self._cell_starts.append(len(self.found))
        merge = cell.find(f"{W}tcPr/{W}vMerge")
        if merge is None or merge.get(f"{W}val") == "restart":
            self._read_apart(cell)
            return
        covered = DrawnParagraphs(self._looks)
        covered.read(cell)
        self.unseen += [*covered.found, *covered.unseen]

    def _paragraph(self, paragraph: etree._Element) -> None:
        outer = self._pieces, self._style, self._tab, self._boxes
        properties = paragraph.find(f"{W}pPr")
        self._pieces, self._boxes = [], []
        self._style = self._looks.paragraph_style(properties)
        self._tab = LEADER if self._looks.has_leaders(properties, self._style) else ""
        if self._looks.is_labelled(properties, self._style):
            self._pieces.append(ANYTHING)
        self._inline(paragraph)
        boxes = self._boxes
        self.found.append("".join("".join(self._pieces).split()))
        self.flows.append(self._flow)
        self.paragraphs.append(paragraph)
        self._pieces, self._style, self._tab, self._boxes = outer
        for box in boxes:
            self._read_apart(box)

    def _read_apart(self, parent: etree._Element) -> None:
        """Read a cell or text box, which is a flow of its own."""
        around, self._flow = self._flow, next(self._numbers)
        self.read(parent)
        self._flow = around

    def _inline(self, parent: etree._Element) -> None:
        for child in parent:
            if child.tag == f"{W}r":
                self._run(child)
            elif child.tag == f"{W}fldSimple":
                self._fields.begin(str(child.get(f"{W}instr", "")))
                self._add_all(self._fields.separate())
                self._inline(child)
                self._fields.end()
            elif child.tag == f"{_MC}AlternateContent":
                self._inline(_chosen(child))
            elif child.tag not in _NO_TEXT:
                self._inline(child)

    def _run(self, run: etree._Element) -> None:
        if self._special is not None and run not in self._special:
            self._characters(run)
            return
        properties = run.find(f"{W}rPr")
        look = self._looks.of_run(properties, self._style)
        if look.is_hidden:
            self.unseen += [t.text for t in run.iter(f"{W}t") if t.text]
        else:
            start = len(self._pieces)
            self._characters(run)
            if look.is_capital:
                self._pieces[start:] = [piece.upper() for piece in self._pieces[start:]]
        if properties is not None and not look.is_hidden:
            self._combined(properties)

    def _combined(self, properties: etree._Element) -> None:
        """Two lines in one stand in brackets where the document says so."""
        layout = properties.find(f"{W}eastAsianLayout")
        kind = None if layout is None else layout.get(f"{W}combineBrackets")
        if kind in _BRACKETS and self._pieces:
            self._pieces[-1] = self._pieces[-1].join(_BRACKETS[str(kind)])

    def _characters(self, parent: etree._Element) -> None:
        for child in parent:
            if child.tag == f"{W}t":
                if child.text and self._fields.is_shown:
                    self._pieces.append(child.text)
            elif handler := _IN_RUN.get(str(child.tag)):
                handler(self, child)
            elif child.tag not in _NO_TEXT:
                self._inside(child)

    def _inside(self, element: etree._Element) -> None:
        """Look into what may hold text at any depth: drawings, two notations of one thing."""
        if element.tag == f"{_MC}AlternateContent":
            self._characters(_chosen(element))
        elif element.tag == f"{W}txbxContent":
            self._boxes.append(element)
        else:
            self._characters(element)

    def _add_all(self, pieces: Iterable[str]) -> None:
        self._pieces += pieces

    def _add(self, piece: str) -> None:
        if self._fields.is_shown:
            self._pieces.append(piece)

    def _tabbed(self, _: etree._Element) -> None:
        if self._tab:
            self._add(self._tab)

    def _aligned(self, tab: etree._Element) -> None:
        if tab.get(f"{W}leader", "none") != "none":
            self._add(LEADER)

    def _field(self, character: etree._Element) -> None:
        kind = character.get(f"{W}fldCharType")
        if kind == "begin":
            self._fields.begin("")
        elif kind == "separate":
            self._add_all(self._fields.separate())
        elif kind == "end":
            self._add_all(self._fields.end())

    def _instruction(self, element: etree._Element) -> None:
        self._fields.instruct(element.text or "")
        self.unseen.append(element.text or "")

    def _nested(self, element: etree._Element) -> None:
        self._inline(element)


Handler = Callable[[DrawnParagraphs, etree._Element], None]


def _mark(text: str) -> Handler:
    return lambda paragraphs, _: paragraphs._add(text)


# Soft hyphens are left out, and so they are of the PDF's text; a tab without leader, a break and a
# position tab show nothing. `w:pgNum`, `w:dayLong` and their like are not read by LibreOffice.
_IN_RUN: Mapping[str, Handler] = {
    f"{W}noBreakHyphen": _mark("-"),
    f"{W}sym": _mark(ANYTHING),
    f"{W}footnoteReference": _mark(ANYTHING),
    f"{W}endnoteReference": _mark(ANYTHING),
    f"{W}footnoteRef": _mark(ANYTHING),
    f"{W}endnoteRef": _mark(ANYTHING),
    f"{W}tab": DrawnParagraphs._tabbed,
    f"{W}ptab": DrawnParagraphs._aligned,
    f"{W}fldChar": DrawnParagraphs._field,
    f"{W}instrText": DrawnParagraphs._instruction,
    f"{W}rt": DrawnParagraphs._nested,  # LibreOffice draws the reading first, then its base
    f"{W}rubyBase": DrawnParagraphs._nested,
}
_NO_TEXT = frozenset(
    (
        *(f"{W}{name}" for name in ("pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid")),
        *(f"{W}{name}" for name in ("trPr", "tcPr", "sectPr", "rubyPr", "instrText", "br")),
        *(f"{W}{name}" for name in ("bookmarkStart", "bookmarkEnd", "proofErr", "cr")),
        *(f"{W}{name}" for name in ("lastRenderedPageBreak", "delText", "delInstrText")),
    )
)


def _chosen(alternatives: etree._Element) -> etree._Element:
    """What LibreOffice reads of content that is written in several ways."""
    for choice in alternatives.iterfind(f"{_MC}Choice"):
        if set(str(choice.get("Requires", "")).split()) <= _KNOWN_CHOICES:
            return choice
    fallback = alternatives.find(f"{_MC}Fallback")
    return etree.Element(f"{_MC}Fallback") if fallback is None else fallback


def _rows_of(table: etree._Element) -> Iterator[etree._Element]:
    """The rows of a table, also those in a content control."""
    for child in table:
        if child.tag == f"{W}tr":
            yield child
        elif child.tag not in _NO_TEXT:
            yield from _rows_of(child)


def is_numbered_anew(root: etree._Element) -> bool:
    """Whether a section counts its pages from a number of its own, or writes it in another way.

    A later one on an odd or even page may go on behind a number that no page has. That the first
    begins with 1 says nothing new.
    """
    sections = enumerate(root.iter(f"{W}sectPr"))
    return any(_counts_otherwise(section, is_later=place > 0) for place, section in sections)


def _counts_otherwise(section: etree._Element, *, is_later: bool) -> bool:
    if is_later and value(section, "type") in ("oddPage", "evenPage"):
        return True
    numbers = section.find(f"{W}pgNumType")
    if numbers is None:
        return False
    known = (None,) if is_later else (None, "1")
    return numbers.get(f"{W}start") not in known or numbers.get(f"{W}fmt", "decimal") != "decimal"


def style_of(paragraph: etree._Element) -> str:
    """The id of the style that a paragraph names, or ``""``."""
    return value(paragraph, "pPr", "pStyle")
