"""Parts are found by the relationships that lead to them."""

from __future__ import annotations

from docx.document import Document
from hypothesis import given
from hypothesis import strategies as st

from kefu_docs.render.word.docx_zip import read_parts
from kefu_docs.render.word.word_package import (
    DOCUMENT_RELATIONS,
    ContentTypes,
    Relationship,
    margins_of,
    printed_parts,
    read_relationships,
    relations_part,
    write_relationships,
)
from tests.support.word import docx_with
from tests.support.word_xml import content_types, relations


def test_headers_and_footers_are_listed_with_their_parts() -> None:
    """Styles and settings are relations, too, and none of them."""

    def write(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "页眉"
        document.sections[0].footer.paragraphs[0].text = "页脚"

    parts = read_parts(docx_with(write))
    found = margins_of(parts)
    assert [(m.kind, m.relations) for m in found] == [("header", None), ("footer", None)]
    assert ["页眉" in parts[m.part].decode() for m in found] == [True, False]
    assert all(f'r:id="{m.relation}"'.encode() in parts["word/document.xml"] for m in found)
    assert set(printed_parts(parts)) == {"word/document.xml", *(m.part for m in found)}


def test_a_docx_without_relations_has_no_headers() -> None:
    """A docx without a part of relations, as other programs may write it, has no headers."""
    parts = read_parts(docx_with(lambda _: None))
    del parts[DOCUMENT_RELATIONS]
    assert margins_of(parts) == ()


def test_relations_stand_beside_their_part() -> None:
    """In a folder `_rels`; those of the package itself at the top."""
    assert relations_part("word/document.xml") == "word/_rels/document.xml.rels"
    assert relations_part("main.xml") == "_rels/main.xml.rels"
    assert relations_part("") == "_rels/.rels"


_NAMES = st.text("aé甲&<' ", min_size=1, max_size=4).filter(lambda n: n == n.strip())
_RELATIONSHIPS = st.builds(
    Relationship,
    st.just("rId1"),
    st.just("urn:a/header"),
    st.lists(_NAMES, min_size=1, max_size=3).map("/".join),
)


@given(st.lists(_RELATIONSHIPS, max_size=3), st.sampled_from(["", "word", "word/charts"]))
def test_relationships_are_read_as_they_are_written(found: list[Relationship], folder: str) -> None:
    """From any folder, with any characters in the names."""
    data = write_relationships(found, folder)
    assert read_relationships(data, folder) == tuple(found)


def test_an_address_outside_stays_as_it_is() -> None:
    """It counts from no folder."""
    data = relations(("rId1", "hyperlink", "https://example.com/a%20b?c=1"), mode="External")
    (found,) = read_relationships(data.encode(), "word")
    assert (found.kind, found.target) == ("hyperlink", "https://example.com/a%20b?c=1")
    assert read_relationships(write_relationships([found], "word"), "word") == (found,)


def test_content_types_go_by_name_in_any_case_then_by_ending() -> None:
    """And are written as they are read."""
    types = ContentTypes.read(content_types(document="document.main").encode())
    assert types.of("WORD/Document.xml").endswith("document.main+xml")
    assert types.of("word/other.XML") == "application/xml"
    assert types.of("word/a.png") == ""
    assert ContentTypes.read(types.written()) == types
