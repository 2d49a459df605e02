"""Tracked changes, accepted: what was inserted is text like any other, what was deleted is gone.

LibreOffice (7.4.7) draws both into the PDF, in the author's colour, underlined or struck through,
with bars in the margin; what was moved stands there twice.
Elements: ISO/IEC 29500-1, 17.13.5 (revisions).
"""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from kefu_docs.render.word.word_xml import W

_INSERTED = tuple(f"{W}{name}" for name in ("ins", "moveTo"))
_DELETED = tuple(f"{W}{name}" for name in ("del", "moveFrom"))
# What was before a change of formatting, and the ends of stretches that were moved.
_FORMER = tuple(
    f"{W}{name}"
    for name in (
        *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange"),
        *("trPrChange", "tcPrChange", "numberingChange", "cellIns", "cellMerge"),
        *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
        *("customXmlInsRangeStart", "customXmlInsRangeEnd"),
        *("customXmlDelRangeStart", "customXmlDelRangeEnd"),
        *("customXmlMoveFromRangeStart", "customXmlMoveFromRangeEnd"),
        *("customXmlMoveToRangeStart", "customXmlMoveToRangeEnd"),
    )
)

_BLOCKS = (f"{W}p", f"{W}tbl")
_CONTROLS = tuple(f"{W}{name}" for name in ("sdt", "sdtContent", "customXml"))
# What may stand between paragraphs and shows nothing.
_POINTS = tuple(
    f"{W}{name}"
    for name in (
        *("bookmarkStart", "bookmarkEnd", "permStart", "permEnd", "proofErr"),
        *("commentRangeStart", "commentRangeEnd", "sdtPr", "sdtEndPr", "customXmlPr"),
    )
)


def accept_changes(root: etree._Element) -> str | None:
    """Accept all tracked changes in a part; give the text of the first paragraph that has one.

    None where none has, and then nothing is changed.
    """
    first = next(root.iter(*_INSERTED, *_DELETED, f"{W}cellDel", *_FORMER), None)
    if first is None:
        return None
    text = _paragraph_text(first)
    for cell in list(root.iter(f"{W}cellDel")):
        _remove(_around(cell, f"{W}tc"))
    for former in [*root.iter(*_FORMER)]:
        _remove(former)
    # Ends of paragraphs come last: what is left before them is seen once the text is gone.
    for mark in sorted(root.iter(*_DELETED), key=_is_of_paragraph):
        _delete(mark)
    for mark in [*root.iter(*_INSERTED)]:
        _unwrap(mark)
    _drop_stray_instructions(root)
    return text


def drop_former_grids(root: etree._Element) -> bool:
    """Take the former grids of tables away; tell whether there were any.

    Google Docs saves one in each table, although nobody tracked a change.
    """
    former = [*root.iter(f"{W}tblGridChange")]
    for grid in former:
        _remove(grid)
    return bool(former)


def _drop_stray_instructions(root: etree._Element) -> None:
    """Take away what is left of the instructions of fields that were deleted.

    LibreOffice (7.4.7) draws it as text (test_what_is_left_of_a_deleted_field_is_gone).
    """
    depth = 0
    for mark in [*root.iter(f"{W}fldChar", f"{W}instrText")]:
        kind = mark.get(f"{W}fldCharType")
        if mark.tag == f"{W}instrText":
            if not depth:
                _remove(mark)
        elif kind in ("begin", "end"):
            depth = max(0, depth + (1 if kind == "begin" else -1))


def _delete(mark: etree._Element) -> None:
    """Take away what a mark says is deleted: text, a row, or the end of a paragraph."""
    parent = mark.getparent()
    if parent is None:
        return
    if parent.tag == f"{W}trPr":
        _delete_row(_around(mark, f"{W}tr"))
    elif _is_of_paragraph(mark):
        _remove(mark)
        _join_with_next(_around(mark, f"{W}p", parent))
    else:
        _remove(mark)


def _is_of_paragraph(mark: etree._Element) -> bool:
    """Whether a mark stands in the properties of a paragraph's end."""
    around = [element.tag for element, _ in zip(mark.iterancestors(), range(2), strict=False)]
    return around == [f"{W}rPr", f"{W}pPr"]


def _delete_row(row: etree._Element | None) -> None:
    table = None if row is None else _around(row, f"{W}tbl")
    _remove(row)
    if table is not None and next(table.iter(f"{W}tr"), None) is None:
        _remove(table)


def _join_with_next(paragraph: etree._Element | None) -> None:
    """Put the content of a paragraph whose end is deleted before that of the next, as Word does.

    One that has none left is gone, also in front of a table, where an automatic number of it would
    be counted. The last one of a cell or of the body keeps its end, for there must be one; so does
    one between two tables, which would be one table without it.
    """
    following = None if paragraph is None else _next_block(paragraph)
    if paragraph is None or following is None:
        return
    content = [child for child in paragraph if child.tag != f"{W}pPr"]
    if following.tag == f"{W}p":
        place = int(following.find(f"{W}pPr") is not None)
        following[place:place] = content
    elif all(child.tag in _POINTS for child in content) and not _is_between_tables(paragraph):
        for child in content:
            paragraph.addprevious(child)
    else:
        return
    control = _around(paragraph, f"{W}sdt")
    _remove(paragraph)
    if control is not None and next(control.iter(f"{W}p"), None) is None:
        _remove(control)


def _next_block(paragraph: etree._Element) -> etree._Element | None:
    """The paragraph or table that follows in the text, also into and out of content controls."""
    element: etree._Element | None = paragraph
    while element is not None:
        for sibling in element.itersiblings():
            if sibling.tag in _BLOCKS:
                return sibling
            inner = next(sibling.iter(*_BLOCKS), None) if sibling.tag in _CONTROLS else None
            if inner is not None:
                return inner
            if sibling.tag not in (*_POINTS, *_CONTROLS):
                return None
        element = element.getparent()
        if element is not None and element.tag not in _CONTROLS:
            return None
    return None


def _is_between_tables(paragraph: etree._Element) -> bool:
    before = next((e for e in paragraph.itersiblings(preceding=True) if e.tag not in _POINTS), None)
    return before is not None and before.tag == f"{W}tbl"


def _unwrap(mark: etree._Element) -> None:
    """Put what a mark of insertion holds in its place; in properties it holds nothing."""
    parent = mark.getparent()
    if parent is not None:
        place = parent.index(mark)
        parent[place : place + 1] = list(mark)


def _remove(element: etree._Element | None) -> None:
    parent = None if element is None else element.getparent()
    if element is not None and parent is not None:
        parent.remove(element)


def _around(
    element: etree._Element, tag: str, start: etree._Element | None = None
) -> etree._Element | None:
    ancestors: Iterator[etree._Element] = (element if start is None else start).iterancestors(tag)
    return next(ancestors, None)


def _paragraph_text(element: etree._Element) -> str:
    paragraph = next(element.iterancestors(f"{W}p"), None)
    return "" if paragraph is None else "".join(map(str, paragraph.itertext(f"{W}t")))[:40]
