"""Headers and footers are found by the relations of the body."""

from __future__ import annotations

from docx.document import Document

from kefu_docs.render.docx_zip import read_parts
from kefu_docs.render.headers_footers import RELATIONS, margins_of
from tests.support.render_samples import made


def test_headers_and_footers_are_listed_with_their_parts() -> None:
    """Styles and settings are relations, too, and none of them."""

    def write(document: Document) -> None:
        document.sections[0].header.paragraphs[0].text = "页眉"
        document.sections[0].footer.paragraphs[0].text = "页脚"

    parts = read_parts(made(write))
    found = margins_of(parts)
    assert [(m.kind, m.relations) for m in found] == [("header", None), ("footer", None)]
    assert ["页眉" in parts[m.part].decode() for m in found] == [True, False]
    assert all(f'r:id="{m.relation}"'.encode() in parts["word/document.xml"] for m in found)


def test_a_docx_without_relations_has_none() -> None:
    """As other programs may write it."""
    parts = read_parts(made(lambda _: None))
    del parts[RELATIONS]
    assert margins_of(parts) == ()
