"""Documents of one template have one digest, whatever they say; nothing else has the same."""

from __future__ import annotations

import pytest

from kefu_docs.render.composing.shared_parts import shared_digest
from kefu_docs.render.word.docx_zip import read_parts, stored
from kefu_docs.render.word.word_package import DOCUMENT, margins_of
from tests.support.builds import SAMPLE_TEMPLATES

TEMPLATE = (SAMPLE_TEMPLATES / "summary.docx").read_bytes()
PARTS = read_parts(TEMPLATE)
MARGIN = margins_of(PARTS)[0].part


def changed(part: str, before: bytes, after: bytes) -> str:
    """The digest of the template with one part changed."""
    assert before in PARTS[part]
    return shared_digest(stored({**PARTS, part: PARTS[part].replace(before, after, 1)}))


def test_what_documents_say_does_not_matter() -> None:
    """Neither in the body nor in a header."""
    assert changed(DOCUMENT, b"</w:t>", b"\xe7\x94\xb2</w:t>") == shared_digest(TEMPLATE)
    assert changed(MARGIN, b"</w:t>", b"\xe7\x94\xb2</w:t>") == shared_digest(TEMPLATE)


@pytest.mark.parametrize(
    ("part", "before", "after"),
    [
        ("word/styles.xml", b"w:val", b"w:value"),
        ("word/settings.xml", b"<w:", b"<v:"),
        (DOCUMENT, b"<w:document ", b'<w:document other="1" '),
        (MARGIN, b" xmlns:", b' other="1" xmlns:'),
        ("word/_rels/document.xml.rels", b"Id=", b"ID="),
    ],
)
def test_all_else_matters(part: str, before: bytes, after: bytes) -> None:
    """Styles, settings, relations, and what stands around body and header."""
    assert changed(part, before, after) != shared_digest(TEMPLATE)


def test_a_part_more_matters() -> None:
    """Whatever it is."""
    assert shared_digest(stored({**PARTS, "word/theme/more.xml": b"<a/>"})) != shared_digest(
        TEMPLATE
    )
