"""What docxtpl does to a printed body in the end, done once for all that differ in text alone.

It fits the grids of tables to their rows and numbers the drawings, by tags and attributes, and
never looks at text. Most documents of a template have the same tags, and those that do not have
the same paragraphs and tables, more or fewer of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, zip_longest

from docxtpl import DocxTemplate
from lxml import etree

# All text of an element that is XML in any case, and that lxml writes as it reads it.
_LITERAL = "[^<>&\r\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]*+"
_TEXT = re.compile(f">((?!<){_LITERAL}(?:&(?:amp|lt|gt);{_LITERAL})*+)</w:t>")
# What names the file of a record's picture, and a name as long.
_PICTURE = re.compile(r'(?<=<a:blip r:embed=")insert-[0-9a-f]{24}(?=")')
_NO_NAME = f"insert-{0:024}"
_MARK = "<?text?>"  # XML wherever text is, and written as it is read
_FIRST_DRAWING = 1000
_BODY = re.compile("(<w:body[^<>]*>)(.+)</w:body>", re.DOTALL)
_TABLE_END = "</w:tbl>"
# What is told apart, or counted, over the whole body.
_ACROSS = ("docPr", "xml:id")
_LARGE = 1 << 15
_PROPERTIES = "(?:<w:{0}/>|<w:{0}>(?:(?!</w:{0}>).)*</w:{0}>)?"
_OF_ROW = _PROPERTIES.format("tblPrEx") + _PROPERTIES.format("trPr")
_EMPTY_ROW = re.compile(f"<w:tr(?: [^>]*)?(?:/>|>{_OF_ROW}</w:tr>)", re.DOTALL)
_EMPTY_TABLE = re.compile(
    "<w:tbl>(?:<w:tblPr>(?:(?!</w:tblPr>).)*</w:tblPr>)?"
    "<w:tblGrid>(?:(?!</w:tblGrid>).)*</w:tblGrid></w:tbl>",
    re.DOTALL,
)


def finished(xml: str) -> str:
    """Do to the body `xml` what docxtpl does. XMLSyntaxError where it is not XML."""
    if "insert-" not in xml:  # few have pictures, and looking for their names takes long
        return _finished(xml)
    names = _PICTURE.findall(xml)
    try:
        around = _PICTURE.split(_finished(_PICTURE.sub(_NO_NAME, xml)))
    except etree.XMLSyntaxError:
        return _finished(xml)  # which tells of the names that it has
    if len(around) != len(names) + 1:
        return _finished(xml)
    return "".join(chain.from_iterable(zip_longest(around, names, fillvalue="")))


def _finished(xml: str) -> str:
    pieces = _TEXT.split(xml)
    around = _around_texts(tuple(pieces[::2]))
    if around is None:
        return _by_docxtpl(xml)
    pieces[::2] = around
    return "".join(pieces)


def without_empty_rows(xml: str) -> str:
    """A printed part without rows in which loops left no cell, and tables without a row.

    docxtpl leaves them where `{%tc for %}` or `{%tr for %}` goes over nothing, and Word calls a
    document broken that has one: the schema lets a row be empty, 17.4.78 asks for a cell.
    """
    return _EMPTY_TABLE.sub("", _EMPTY_ROW.sub("", xml))


@lru_cache(maxsize=64)
def _around_texts(pieces: tuple[str, ...]) -> list[str] | None:
    """Finish the body that stands around some texts.

    None where it is not XML, and where what looks like text may be none, as in a comment.
    """
    if any("<!" in piece or "<?" in piece for piece in pieces):
        return None
    xml = f">{_MARK}</w:t>".join(pieces)
    try:
        return (_in_blocks(xml) or _by_docxtpl(xml)).split(_MARK)
    except etree.XMLSyntaxError:
        return None


def _in_blocks(xml: str) -> str | None:
    """Finish each paragraph and table between the tags of the body, and put them together.

    None where a piece is no XML by itself, as the outer half of a table in a table; if all are, the
    body is XML, too, and what is done to a table asks for nothing beside it.
    """
    found = _BODY.fullmatch(xml)
    if found is None or any(name in xml for name in _ACROSS):
        return None
    opening, inner = found.groups()
    blocks = (_block(opening, block) for block in _blocks_of(inner))
    try:
        return "".join((_opened(opening), *blocks, "</w:body>"))
    except etree.XMLSyntaxError:
        return None


def _blocks_of(inner: str) -> Iterator[str]:
    """Cut a body behind each of its tables, and behind each paragraph that is in none."""
    start = 0
    while (table := inner.find("<w:tbl>", start)) >= 0:
        end = inner.find(_TABLE_END, table)
        if end < 0:
            break
        yield from _paragraphs_of(inner[start:table])
        start = end + len(_TABLE_END)
        yield inner[table:start]
    yield from _paragraphs_of(inner[start:])


def _paragraphs_of(xml: str) -> Iterator[str]:
    *paragraphs, rest = xml.split("</w:p>")
    yield from (f"{paragraph}</w:p>" for paragraph in paragraphs)
    if rest:
        yield rest


@lru_cache(maxsize=16)
def _opened(opening: str) -> str:
    """The body's tag as it is written."""
    return _by_docxtpl(f"{opening}{_MARK}</w:body>").partition(_MARK)[0]


def _block(opening: str, block: str) -> str:
    """Finish what stands in a body by itself. XMLSyntaxError where it is not XML."""
    # The table of a month's cover has a thousand rows.
    return (_remembered if len(block) < _LARGE else _alone)(opening, block)


def _alone(opening: str, block: str) -> str:
    finished_block = _by_docxtpl(f"{opening}{_MARK}{block}</w:body>")
    return finished_block.partition(_MARK)[2].removesuffix("</w:body>")


_remembered = lru_cache(maxsize=1 << 8)(_alone)


def _by_docxtpl(xml: str) -> str:
    etree.fromstring(xml.encode())  # docxtpl's parser would leave a broken part out
    finisher = DocxTemplate("")
    finisher.docx_ids_index = _FIRST_DRAWING
    tree = finisher.fix_tables(xml)
    finisher.fix_docpr_ids(tree)
    return etree.tostring(tree, encoding="UTF-8").decode()
