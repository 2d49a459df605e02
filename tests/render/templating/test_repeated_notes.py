"""A note that a loop prints again is a note of its own each time."""

from __future__ import annotations

import pytest

from kefu_docs.diagnostics.errors import TemplateError
from kefu_docs.render.templating.repeated_notes import with_each_note_once
from kefu_docs.render.word.word_package import DOCUMENT, FOOTNOTES

REFERENCE = b'<w:footnoteReference w:customMarkFollows="1" w:id="%d"/>'
NOTES = b'<w:footnotes><w:footnote w:id="2"><w:p/></w:footnote><w:footnote w:id="5"/></w:footnotes>'


def test_each_reference_has_a_note() -> None:
    """With the content of the first one; others and unknown ones keep their numbers."""
    body = b"".join(REFERENCE % number for number in (2, 5, 2, 9, 9, 2))
    made = with_each_note_once("t.docx", {DOCUMENT: body, FOOTNOTES: NOTES})
    assert made[DOCUMENT] == b"".join(REFERENCE % number for number in (2, 5, 6, 9, 9, 7))
    copies = b"".join(b'<w:footnote w:id="%d"><w:p/></w:footnote>' % number for number in (6, 7))
    assert made[FOOTNOTES] == NOTES.replace(b"</w:footnotes>", copies + b"</w:footnotes>")


def test_an_endnote_in_a_loop_is_refused() -> None:
    """Nothing is printed into the part of endnotes."""
    one = b'<w:endnoteReference w:id="2"/>'
    assert with_each_note_once("t.docx", {DOCUMENT: one}) == {DOCUMENT: one}
    with pytest.raises(TemplateError, match=r"t\.docx: an endnote stands in a loop"):
        with_each_note_once("t.docx", {DOCUMENT: one * 2})
