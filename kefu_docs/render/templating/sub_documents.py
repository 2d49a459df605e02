"""Documents that records name, put into another in the place of a paragraph, by docxcompose.

Their styles, lists, pictures and notes come with them; a style that both have is that of the
template. Sections come as :mod:`.inserted_sections` says, in a cell none.
Elements: ISO/IEC 29500-1, 17.17.2.1 (subDoc), which marks the place on the way.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import cast

from docx.oxml import parse_xml
from docx.oxml.text.paragraph import CT_P
from docxtpl import DocxTemplate
from lxml import etree
from msgspec.structs import replace

from kefu_docs.diagnostics import Message
from kefu_docs.diagnostics.errors import TemplateError
from kefu_docs.model.data_file import DataFile
from kefu_docs.render.inserting.inserts import Insert, InsertError
from kefu_docs.render.preparing.prepared_template import prepared
from kefu_docs.render.templating.inserted_sections import (
    lifted,
    make_room,
    with_sections,
    without_empty_end,
)
from kefu_docs.render.word.docx_zip import read_parts, stored
from kefu_docs.render.word.read_package import read_package
from kefu_docs.render.word.styles import styles_of
from kefu_docs.render.word.word_package import DOCUMENT, NUMBERING
from kefu_docs.render.word.word_xml import PREFIXES, R, W, parsed, written

_NUMBER, _DEFINITION = f"{W}numId", f"{W}abstractNumId"
_FIRST_LIST = 0x10000000


@dataclass(frozen=True)
class SubDocument(Insert):
    """A Word file that takes the place of the paragraph it is written in.

    `own_pages` says that all of it is on its own pages, with its own headers and footers.
    """

    file: DataFile
    own_pages: bool = False

    @property
    def mark(self) -> str:
        """What stands for it on the way."""
        return f"{self.file.digest}{'+' * self.own_pages}"

    def words(self) -> str:
        """None: the proof reads them in the document that they stand in."""
        return ""

    def runs(self, properties: str) -> str:  # noqa: ARG002 - its text has the looks it had
        """Its place."""
        return f'<w:subDoc xmlns:r="{PREFIXES["r"]}" r:id="{self.mark}"/>'


def subdocument(file: object, own_pages: bool = False) -> SubDocument | None:
    """A file that a record names, as a document; None for None. InsertError where it is none."""
    if file is None:
        return None
    if not isinstance(file, DataFile):
        raise InsertError(
            Message("{value} is no document that a record names", {"value": str(file)[:40]})
        )
    return SubDocument(file, bool(own_pages))


def with_sub_documents(
    name: str, docx: bytes, inserts: Iterable[SubDocument], subject: str
) -> dict[str, bytes]:
    """The parts of a printed docx with the documents in their places.

    `name` and `subject` are how messages call the template and the record. TemplateError where one
    does not stand alone in its paragraph, or is no Word document.
    """
    named = {insert.mark: insert for insert in inserts}
    opened = DocxTemplate(io.BytesIO(docx))
    opened.init_docx()
    for place in list(opened.docx.element.body.iter(f"{W}subDoc")):
        parent = place.getparent()
        # The tag {{p }} took the paragraph away itself.
        block = parent if parent is not None and parent.tag == f"{W}p" else place
        if any(map(str.strip, map(str, block.itertext(f"{W}t")))):
            raise TemplateError(
                Message(
                    "{file}, for {subject}: a document stands alone in its paragraph",
                    {"file": name, "subject": subject},
                ),
                Message("put the tag with subdocument into a paragraph of its own"),
            )
        _put_in(opened, block, named[str(place.get(f"{R}id"))])
    saved = io.BytesIO()
    opened.docx.save(saved)
    parts = read_parts(saved.getvalue())
    if NUMBERING not in parts:
        return parts
    before = read_parts(docx).get(NUMBERING)
    return {**parts, NUMBERING: _with_lists_apart(parts[NUMBERING], before)}


def _put_in(opened: DocxTemplate, block: etree._Element, insert: SubDocument) -> None:
    """Put a document in the place of a block; its styles, lists and pictures come along."""
    package = read_package(insert.file.name, insert.file.read())
    ready = prepared(insert.file.name, package.parts)
    inner = lifted(_with_own_lists(ready.parts), own_pages=insert.own_pages)
    made = opened.new_subdoc(io.BytesIO(stored(inner.parts))).subdocx.element.body
    blocks = [deepcopy(each) for each in made if each.tag != f"{W}sectPr"]
    in_body = block.getparent() is opened.docx.element.body
    if not in_body:
        inner = replace(inner, sections=())  # a cell has no pages
    if inner.sections:
        make_room(opened.docx, block, inner)
    _replace(block, with_sections(opened.docx, blocks, inner))
    if inner.sections:
        without_empty_end(opened.docx.element.body)


def _with_own_lists(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Parts in which each paragraph of a list names its list itself.

    By its style alone it would count on in the template's list of that style.
    """
    styles = styles_of(parts)
    body = parse_xml(parts[DOCUMENT])
    for paragraph in cast("Iterable[CT_P]", body.iter(f"{W}p")):
        properties = paragraph.get_or_add_pPr()
        numbering = styles.numbering(properties.style or styles.default("paragraph"))
        if numbering and properties.numPr is None:
            number, level = numbering
            own = properties.get_or_add_numPr()
            own.get_or_add_ilvl().val = int(level)
            own.get_or_add_numId().val = int(number)
    return {**parts, DOCUMENT: written(body)}


def _replace(block: etree._Element, blocks: list[etree._Element]) -> None:
    """Put blocks where another stands; a cell and a section still end in a paragraph."""
    parent = block.getparent()
    assert parent is not None
    place = parent.index(block)
    holds_section = block.find(f"{W}pPr/{W}sectPr") is not None
    following = block.getnext()
    is_last = following is None or following.tag == f"{W}sectPr"
    ends_in_table = not blocks or blocks[-1].tag == f"{W}tbl"
    if holds_section or (is_last and ends_in_table):
        last = etree.Element(f"{W}p")
        last.extend(block.findall(f"{W}pPr"))
        blocks = [*blocks, last]
    parent[place : place + 1] = blocks


def _with_lists_apart(data: bytes, before: bytes | None) -> bytes:
    """Lists that came in with documents, each with a definition of its own.

    docxcompose has lists of one definition share it, and Word and LibreOffice count on through all
    lists that do. It draws the identifiers of definitions by lot; here they go in order.
    """
    root = parsed(data)
    known = {n.get(_NUMBER) for n in parsed(before).iter(f"{W}num")} if before else set()
    definitions = {d.get(_DEFINITION): d for d in root.iter(f"{W}abstractNum")}
    last = max((int(str(number)) for number in definitions), default=0)
    for number in [n for n in root.iter(f"{W}num") if n.get(_NUMBER) not in known]:
        named = number.find(f"{W}abstractNumId")
        definition = definitions.get(named.get(f"{W}val")) if named is not None else None
        if named is None or definition is None:
            continue
        last += 1
        own = deepcopy(definition)
        own.set(_DEFINITION, str(last))
        etree.strip_elements(own, f"{W}pStyle", f"{W}numStyleLink", f"{W}styleLink")
        definition.addnext(own)
        named.set(f"{W}val", str(last))
    for count, identifier in enumerate(root.iter(f"{W}nsid")):
        identifier.set(f"{W}val", f"{_FIRST_LIST + count:08X}")
    return written(root)
